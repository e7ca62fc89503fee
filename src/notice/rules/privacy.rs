use crate::{
    diag::{Code, Diagnostic},
    text::Span,
};

/// Mobile numbers and identity-card numbers in a text that will be published; office landlines and masked numbers are fine.
pub(in crate::notice) fn check(text: &str, out: &mut Vec<Diagnostic>) {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !digit(bytes, i) {
            i += 1;
            continue;
        }
        let end = (i..bytes.len()).find(|k| !digit(bytes, *k)).unwrap_or(bytes.len());
        let word = i > 0 && (bytes.get(i - 1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'_' | b'.' | b'=' | b'*')));
        let x = matches!(bytes.get(end), Some(b'X' | b'x'));
        match end - i {
            11 if !word && is_mobile(bytes, i) && bytes.get(end) != Some(&b'*') && !is_amount(text, end) => out.push(phone(Span::new(i, end))),
            3 if !word && is_grouped(bytes, i) => out.push(phone(Span::new(i, i + 13))),
            17 if x && is_identity(bytes, i) => out.push(identity(Span::new(i, end + 1))),
            18 if is_identity(bytes, i) => out.push(identity(Span::new(i, end))),
            _ => {}
        }
        i = end;
    }
}

/// 13500000000元 counts something.
fn is_amount(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("").trim_start();
    ["元", "万元", "美元", "吨", "千瓦", "度", "立方米", "平方米", "公斤", "千克"].iter().any(|unit| rest.starts_with(unit))
}

fn digit(bytes: &[u8], i: usize) -> bool {
    bytes.get(i).is_some_and(u8::is_ascii_digit)
}

fn is_mobile(bytes: &[u8], i: usize) -> bool {
    bytes.get(i) == Some(&b'1') && matches!(bytes.get(i + 1), Some(b'3'..=b'9'))
}

/// 138-1234-5678 or 138 1234 5678.
fn is_grouped(bytes: &[u8], i: usize) -> bool {
    let gap = |k: usize| matches!(bytes.get(i + k), Some(b'-' | b' '));
    is_mobile(bytes, i) && gap(3) && gap(8) && (4..8).chain(9..13).all(|k| digit(bytes, i + k)) && !digit(bytes, i + 13)
}

/// GB 11643: 17 digits and a check character, a birthday inside.
fn is_identity(bytes: &[u8], i: usize) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let value = |k: usize| bytes.get(i + k).map_or(0, |b| u32::from(b.wrapping_sub(b'0')));
    let (month, day) = (value(10) * 10 + value(11), value(12) * 10 + value(13));
    let sum: u32 = WEIGHTS.iter().enumerate().map(|(k, w)| w * value(k)).sum();
    let check = b"10X98765432".get((sum % 11) as usize).copied();
    (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && matches!((value(6), value(7)), (1, 9) | (2, 0))
        && check == bytes.get(i + 17).map(u8::to_ascii_uppercase)
}

fn phone(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PersonalPhone, "文中公开了手机号码。", "A mobile number stands in a text to be published.")
        .at(span)
        .help("请改用单位座机，或遮盖成“138****1234”的形式。", "Use the office's landline, or mask it like 138****1234.")
}

fn identity(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PersonalIdentity, "文中公开了身份证号码。", "An identity-card number stands in a text to be published.")
        .at(span)
        .help("请删去，或遮盖成“62*************123”的形式。", "Delete it, or mask it like 62*************123.")
}
