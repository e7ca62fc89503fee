use std::{fs, path::Path};

use jiangxin::{
    diag::Code,
    notice::{self, Block, Reading},
    text::LineIndex,
};

fn seed() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/notices/gzgf-2022-18.md")).expect("the campaign's own notice")
}

#[test]
fn the_campaigns_notice_is_read_whole_and_right() {
    let Reading { notice, mends, diagnostics } = notice::read(&seed());
    assert_eq!(notice.issuer_mark.as_deref(), Some("甘肃省总工会文件"));
    assert_eq!(notice.doc_number.as_ref().map(|d| (d.text.as_str(), d.year, d.serial)), Some(("甘总工发〔2022〕18号", Some(2022), Some(18))));
    assert_eq!(notice.title, "甘肃省总工会关于学习宣传贯彻习近平总书记致首届大国工匠创新交流大会贺信精神的通知");
    assert!(notice.addressees.as_ref().is_some_and(|a| a.text.starts_with("各市州总工会，") && a.text.ends_with("直属单位") && a.names.len() == 8));
    let titles: Vec<(&str, u8, &str)> = notice.sections.iter().map(|s| (s.id.as_str(), s.level, s.title.as_str())).collect();
    assert_eq!(
        titles,
        [
            ("s1", 1, "提高政治站位，深刻理解把握习近平总书记贺信的精神实质和重大意义"),
            ("s2", 1, "以学习宣传贯彻习近平总书记贺信精神为强劲动力，团结动员广大职工在推动经济社会发展中更好发挥工人阶级主力军作用"),
            ("s3", 1, "把工会系统学习宣传贯彻贺信精神不断引向深入"),
        ]
    );
    let points: Vec<&str> = notice.sections.iter().flat_map(|s| s.points.iter()).filter(|p| !p.inline).map(|p| p.id.as_str()).collect();
    assert_eq!(points.len(), 13);
    assert_eq!((points[0], points[4], points[5], points[12]), ("s1-p1", "s1-p5", "s2-p1", "s3-p3"));
    assert_eq!(mends.iter().filter(|m| m.code == Code::JoinPageBreak).count(), 9);
    assert_eq!(notice.print.as_ref().map(|p| (p.organ.as_str(), p.date.map(|d| d.to_string()))), Some(("甘肃省总工会", Some("2022-04-29".to_owned()))));
    assert_eq!((notice.date, notice.signature.len()), (None, 0));
    let found: Vec<(Code, usize, usize)> = {
        let text = seed();
        let index = LineIndex::new(&text);
        diagnostics.iter().map(|d| (d.code, index.place(&text, d.span.expect("a place").start))).map(|(c, (l, k))| (c, l, k)).collect()
    };
    assert_eq!(found, [(Code::DoubledWord, 63, 24), (Code::PrintLineTruncated, 75, 1)]);
}

#[test]
fn blocks_stand_in_reading_order() {
    let notice = notice::read(&seed()).notice;
    let kinds: String = notice::blocks(&notice)
        .iter()
        .map(|b| match b {
            Block::Heading(_) => 'h',
            Block::Point(_) => 'p',
            Block::Paragraph { .. } => '.',
            _ => '?',
        })
        .collect();
    assert_eq!(kinds, ".h.ppppph.ppppph.ppp");
}

#[test]
fn the_object_has_every_key_in_the_order_of_the_contract() {
    let value = serde_json::to_string(&notice::read(&seed()).notice).expect("it serialises");
    let keys = [
        "kind",
        "genre",
        "issuer",
        "issuer_mark",
        "copy_number",
        "secrecy",
        "urgency",
        "signer",
        "doc_number",
        "title",
        "addressees",
        "lead",
        "points",
        "sections",
        "chapters",
        "articles",
        "attachments",
        "signature",
        "date",
        "annotation",
        "cc",
        "print",
        "attached",
    ];
    // Nested objects have some of these names too: each key is looked for behind the one before it.
    let mut from = 0;
    for key in keys {
        let at = value[from..].find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} stands in its place"));
        from += at;
    }
}
