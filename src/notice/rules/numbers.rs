use crate::{
    diag::{Code, Diagnostic},
    notice::{ast::Matter, docket, docket::Flaw, parse::Parsed},
    text::Span,
};

/// The document number (发文字号, GB/T 9704-2012 7.2.5) and numbers cited in the text.
pub(super) fn check(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    if let Some(own) = &parsed.head.docket {
        for flaw in &own.flaws {
            out.push(finding(*flaw, own, parsed.source, true));
        }
    }
    for para in parsed.paras.iter().flatten().filter(|p| p.matter == Matter::Prose) {
        let mut from = 0;
        while let Some(cited) = docket::find(&para.text, from) {
            from = cited.end;
            // Of a cited number only the brackets are certain to be the citing text's fault.
            if cited.flaws.contains(&Flaw::Brackets) && !cited.flaws.contains(&Flaw::NoHao) {
                out.push(finding(Flaw::Brackets, &cited, parsed.source, false));
            }
        }
    }
}

fn finding(flaw: Flaw, docket: &docket::Docket, source: &str, own: bool) -> Diagnostic {
    let number = &docket.number;
    let right = docket::standard(number);
    let (whole, year) = (number.span, docket::year_span(number, source));
    let (code, span, zh, en) = match flaw {
        Flaw::Brackets if own => (Code::WrongBrackets, year, "发文字号的年份应使用六角括号〔〕。", "The year of the document number belongs in 〔〕."),
        Flaw::Brackets => (Code::WrongBrackets, year, "引用的发文字号，年份应使用六角括号〔〕。", "The year of a cited document number belongs in 〔〕."),
        Flaw::Padded => (Code::PaddedNumber, Span::new(year.end, whole.end), "发文顺序号前不加 0。", "The serial of a document number has no leading zeros."),
        Flaw::Di => (Code::NumberWithDi, Span::new(year.end, whole.end), "发文顺序号前不加“第”。", "The serial of a document number has no 第 before it."),
        Flaw::ShortYear => (Code::ShortYear, year, "发文字号的年份应写全四位。", "The year of a document number has four digits."),
        Flaw::NoHao => (Code::NumberIncomplete, whole, "发文字号末尾缺“号”字。", "The document number lacks 号 at its end."),
    };
    let found = Diagnostic::new(code, zh, en).at(span).help(format!("规范写法：{right}。"), format!("Written as the standard has it: {right}."));
    // Only the marks around the year of the paper's own number are mere form: a cited number may be quoted as it stands.
    match inner(span.of(source)).filter(|_| own && flaw == Flaw::Brackets) {
        Some(year) => found.edit(span, format!("〔{year}〕")),
        None => found,
    }
}

/// What stands between one bracket and another, where it is a year in digits and nothing else.
fn inner(bracketed: &str) -> Option<&str> {
    let (first, last) = (bracketed.chars().next()?, bracketed.chars().next_back()?);
    let year = bracketed.get(first.len_utf8()..bracketed.len().checked_sub(last.len_utf8())?)?;
    (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && !first.is_ascii_digit() && !last.is_ascii_digit()).then_some(year)
}
