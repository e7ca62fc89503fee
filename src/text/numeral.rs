/// Reads a Chinese or Arabic ordinal from 1 to 9999: 二十三, 廿三, 百〇五, 23, ２３, 叁.
///
/// Returns `None` for anything else, an empty text included.
pub fn parse_numeral(text: &str) -> Option<u32> {
    if text.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return text.chars().try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(digit(c)?)).filter(|n| (1..=9999).contains(n));
    }
    if !text.chars().any(|c| unit(c).is_some()) {
        // Positional: 二三 is 23 only in years; as an ordinal a single digit stands alone.
        let mut chars = text.chars();
        return match (chars.next(), chars.next()) {
            (Some(c), None) => digit(c).filter(|d| *d > 0),
            _ => None,
        };
    }
    let (mut total, mut pending) = (0u32, None);
    for c in text.chars() {
        if let Some(d) = digit(c) {
            if d > 0 && pending.replace(d).is_some() {
                return None;
            }
        } else {
            let unit = unit(c)?;
            let before = if matches!(c, '廿' | '卅') { unit } else { pending.take().unwrap_or(1) * unit };
            total += before;
        }
    }
    Some(total + pending.unwrap_or(0)).filter(|n| (1..=9999).contains(n))
}

/// Writes 1 to 9999 as an ordinal is printed: 10 is 十, 11 is 十一, 20 is 二十, 105 is 一百零五.
///
/// Numbers outside that range come back in Arabic digits.
pub fn chinese_numeral(n: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if n == 0 || n > 9999 {
        return n.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = n / unit % 10;
        if d == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        if !(unit == 10 && d == 1 && out.is_empty()) {
            out.push(DIGITS[d as usize]);
        }
        out.push_str(name);
    }
    out
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c as u32 - '0' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        '〇' | '○' | 'Ｏ' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ordinal_reads_back() {
        for n in 1..=9999 {
            assert_eq!(parse_numeral(&chinese_numeral(n)), Some(n), "{}", chinese_numeral(n));
        }
    }

    #[test]
    fn other_forms() {
        for (text, n) in [("廿三", 23), ("叁", 3), ("２３", 23), ("一百〇五", 105), ("二十", 20), ("10", 10)] {
            assert_eq!(parse_numeral(text), Some(n), "{text}");
        }
        for text in ["", "二三", "甲", "0", "零", "十a"] {
            assert_eq!(parse_numeral(text), None, "{text}");
        }
    }
}
