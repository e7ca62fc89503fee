use crate::{
    diag::{Code, Diagnostic},
    notice::{ast::Matter, flow::Para, parse::Parsed},
    text::is_han,
};

/// A word of two to six characters that stands twice in a row: 贯彻贯彻.
pub(super) fn check(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    for para in parsed.paras.iter().flatten().filter(|p| p.matter == Matter::Prose) {
        in_paragraph(para, out);
    }
}

fn in_paragraph(para: &Para, out: &mut Vec<Diagnostic>) {
    let chars: Vec<(usize, char)> = para.text.text().char_indices().collect();
    let at = |i: usize| chars.get(i).map_or('\0', |c| c.1);
    let mut i = 0;
    while i + 3 < chars.len() {
        let twice = |n: usize| (0..n).all(|k| is_han(at(i + k)) && at(i + k) == at(i + n + k));
        let Some(n) = (2..=6).find(|n| twice(*n)).filter(|n| is_word(&chars, i, *n)) else {
            i += 1;
            continue;
        };
        let end = chars.get(i + 2 * n).map_or(para.text.text().len(), |c| c.0);
        let start = chars.get(i).map_or(0, |c| c.0);
        let (doubled, word): (String, String) = ((i..i + 2 * n).map(at).collect(), (i..i + n).map(at).collect());
        out.push(
            Diagnostic::new(Code::DoubledWord, format!("“{doubled}”：词语重复。"), format!("“{doubled}”: a word stands twice."))
                .at(para.text.span(start, end))
                .help(
                    format!("如是多写，请改为“{word}”；匠心不会自动改动文字。"),
                    format!("If it is a slip, write “{word}”; words are never changed automatically."),
                ),
        );
        i += 2 * n;
    }
}

/// Reduplication is grammar where the word is a number or one character (一个一个, 人人人人).
fn is_word(chars: &[(usize, char)], i: usize, n: usize) -> bool {
    let at = |k: usize| chars.get(i + k).map_or('\0', |c| c.1);
    let next = chars.get(i + 2 * n).map_or('\0', |c| c.1);
    let number = "一二三四五六七八九十〇两几".contains(at(0)) || at(0) == at(1);
    // 大学生学生会, 工会会员会员代表: two words that meet.
    let meets = matches!(
        (at(0), at(1), next),
        ('学', '生', '会' | '证' | '处') | ('会', '员', '代') | ('教', '育', '部' | '厅' | '局') | ('委', '员', '会') | ('人', '民', '法' | '政')
    );
    // 研究研究所, 建设建设银行: what is done, and whose name begins with it.
    let after = chars.get(i + 2 * n + 1).map_or('\0', |c| c.1);
    let named = n == 2 && (matches!(next, '所' | '院' | '室' | '部' | '厅' | '局' | '委' | '站') || (next, after) == ('银', '行'));
    !number && !meets && !named
}
