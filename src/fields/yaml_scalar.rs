use super::Value;

/// A plain scalar by YAML's core schema (YAML 1.2.2 §10.3.2), octal and hexadecimal left out.
pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Nothing,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let numeric = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E')) && text.bytes().any(|b| b.is_ascii_digit());
    if !numeric {
        return Value::Text(text.to_owned());
    }
    // 007 and 010 are telephone codes or serial numbers here, never octal.
    let digits = text.trim_start_matches(['+', '-']);
    if digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.") {
        return Value::Text(text.to_owned());
    }
    if let Ok(whole) = text.parse() {
        return Value::Integer(whole);
    }
    text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Float)
}
