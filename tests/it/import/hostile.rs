//! Files that are broken, or meant to do harm: each ends in a clear finding, none in a panic.

use std::path::Path;

use jiangxin::import::Refusal;

use super::{docx, foot, head, import, p, zip};

fn refused(name: &str, bytes: &[u8]) -> Refusal {
    match import(name, bytes) {
        Err(why) => why,
        Ok((draft, _)) => panic!("{name} was taken: {}", draft.text),
    }
}

#[test]
fn what_is_no_word_file_says_what_to_do() {
    let old = [&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 600]].concat();
    let locked = [&old[..], &"EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    let cases: [(&str, Vec<u8>, Refusal); 10] = [
        ("a.doc", old.clone(), Refusal::OldWord),
        ("a.docx", locked, Refusal::Encrypted),
        ("a.wps", b"WPS".to_vec(), Refusal::OldWord),
        ("a.docx", b"not a zip".to_vec(), Refusal::Misnamed),
        ("a.docx", b"PK\x03\x04cut short".to_vec(), Refusal::Broken),
        ("a.xlsx", zip(&[("xl/workbook.xml", b"<workbook/>")]), Refusal::NoDocument),
        ("a.pdf", b"%PDF-1.7 ...".to_vec(), Refusal::Broken),
        ("a.rtf", b"{\\rtf1 x}".to_vec(), Refusal::Unknown),
        ("a.txt", b" \n ".to_vec(), Refusal::Empty),
        ("a.docx", docx("<w:p/>", &[]), Refusal::Empty),
    ];
    for (name, bytes, expected) in cases {
        let why = refused(name, &bytes);
        assert_eq!(why, expected, "{name}");
        let finding = why.refusal_finding(name);
        assert!(finding.help.is_some() && finding.message.zh.chars().any(|c| c > '\u{4e00}'), "{name}");
    }
}

#[test]
fn entities_and_dtds_are_refused() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(refused("a.docx", &zip(&[("word/document.xml", bomb.as_bytes())])), Refusal::Entities);
    let outside = bomb.replace("<!ENTITY a \"aaaaaaaaaa\">", "<!ENTITY a SYSTEM \"file:///etc/passwd\">");
    assert_eq!(refused("a.docx", &zip(&[("word/document.xml", outside.as_bytes())])), Refusal::Entities);
    assert_eq!(refused("a.docx", &docx(&p("&nowhere;"), &[])), Refusal::Entities);
}

#[test]
fn a_zip_bomb_and_a_tower_of_elements_are_refused() {
    let blanks = vec![b' '; 70 << 20];
    let bomb = zip(&[("word/document.xml", &blanks)]);
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    assert_eq!(refused("a.docx", &bomb), Refusal::TooLarge);
    let tower = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(5000), "</w:sdtContent></w:sdt>".repeat(5000));
    assert_eq!(refused("a.docx", &docx(&tower, &[])), Refusal::TooLarge);
}

#[test]
fn names_in_an_archive_lead_nowhere() {
    let picture = "<w:p><w:r><w:drawing><a:blip r:embed=\"r8\"/></w:drawing></w:r></w:p>";
    for target in ["../../../../etc/passwd", "/etc/passwd", "..\\..\\x.png", "C:\\x.png"] {
        let relation = format!("<Relationship Id=\"r8\" Type=\"http://x/image\" Target=\"{target}\"/>");
        let (draft, _) = import("a.docx", &docx(&format!("{}{picture}", p("正文。")), &[("relations", &relation)])).expect("readable");
        assert!(draft.pictures.is_empty() && !draft.text.contains("root:"), "{target}");
    }
    let png = [0x89, b'P', b'N', b'G', 13, 10, 26, 10];
    let relation = "<Relationships><Relationship Id=\"r8\" Type=\"http://x/image\" Target=\"../../../evil.png\"/></Relationships>";
    let document = format!("<w:document xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\"><w:body>{}{picture}</w:body></w:document>", p("正文。"));
    let file = zip(&[("word/document.xml", document.as_bytes()), ("word/_rels/document.xml.rels", relation.as_bytes()), ("evil.png", &png)]);
    let (draft, _) = import("a.docx", &file).expect("readable");
    assert!(draft.pictures.iter().all(|(path, _)| path.as_str().starts_with("content/") && !path.as_str().contains("..")), "{:?}", draft.pictures);
}

/// Bytes are changed, cut and doubled in the files themselves and in the XML inside them.
#[test]
fn two_hundred_mutated_files_end_in_a_draft_or_a_finding() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % (below.max(1) as u64)).expect("small")
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/word");
    let whole: Vec<Vec<u8>> =
        ["python-docx-notice.docx", "python-docx-news.docx", "libreoffice-notice.docx"].map(|n| std::fs::read(folder.join(n)).expect(n)).into();
    let xml = format!(
        "{}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>{}",
        head(),
        p("格"),
        foot()
    );
    let (mut drafts, mut refusals) = (0, 0);
    for round in 0..200 {
        let mut bytes = if round % 2 == 0 { whole[next(whole.len())].clone() } else { xml.clone().into_bytes() };
        for _ in 0..=next(6) {
            let (at, len) = (next(bytes.len()), next(40));
            let end = (at + len).min(bytes.len());
            match next(4) {
                0 => bytes[at..end].iter_mut().for_each(|b| *b ^= 0x55),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part);
                }
                _ => bytes.truncate(at.max(1)),
            }
        }
        let file = if round % 2 == 0 { bytes } else { docx(&String::from_utf8_lossy(&bytes), &[]) };
        match import("a.docx", &file) {
            Ok(_) => drafts += 1,
            Err(why) => {
                refusals += 1;
                assert!(!why.refusal_finding("a.docx").message.zh.is_empty());
            }
        }
    }
    assert!(drafts > 0 && refusals > 20, "{drafts} drafts, {refusals} refusals");
}
