//! What holds for any bytes and any text.

use jiangxin::decode::{Decoded, Encoding, decode, encode_like};
use jiangxin::fields;
use proptest::prelude::*;

use super::cases::read;

/// Text as editors and their mistakes make it.
fn scraps() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "---\n",
        "+++\n",
        "...\n",
        "\n",
        " ",
        "\t",
        "　",
        "title",
        "date",
        "files",
        "menu",
        "footer",
        "标题",
        "=",
        " = ",
        ":",
        ": ",
        "＝",
        "：",
        "\"",
        "'",
        "“",
        "”",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        "，",
        "、",
        "- ",
        "&a",
        "*a",
        "!!str ",
        "|\n",
        ">\n",
        "#",
        "\\",
        "true",
        "2022",
        "2022-04-29",
        "0x",
        "甲",
        "劳模精神",
        "é",
        "𠮷",
        "\u{FEFF}",
        "\u{85}",
        "\u{2028}",
        "%",
        "@",
        "?",
        "~",
    ];
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..40).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        match decode(&bytes) {
            Ok(decoded) => {
                prop_assert!(!decoded.text.contains(['\r', '\0']));
                let plain = |t: &str| t.trim_start_matches('\u{FEFF}').to_owned();
                let again = decode(&encode_like(&decoded, &decoded.text)).map(|a| plain(&a.text));
                prop_assert_eq!(again, Ok(plain(&decoded.text)));
            }
            Err(why) => prop_assert!(why.at <= bytes.len() && why.line >= 1),
        }
    }

    #[test]
    fn what_is_written_back_is_read_again(text in "[ -~\n一-龥。，“”]{0,60}", crlf in any::<bool>()) {
        for encoding in [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be] {
            let form = Decoded { text: String::new(), encoding, crlf };
            let back = decode(&encode_like(&form, &text)).unwrap();
            prop_assert_eq!(&back.text, &text);
            prop_assert_eq!(back.encoding, encoding);
            prop_assert_eq!(back.crlf, crlf && text.contains('\n'));
        }
        let chinese = format!("关于深入宣传贯彻劳模精神、劳动精神、工匠精神的通知\n{}", text.replace(|c| ('一'..='龥').contains(&c), "工"));
        let form = Decoded { text: String::new(), encoding: Encoding::Gb18030, crlf };
        prop_assert_eq!(decode(&encode_like(&form, &chinese)).map(|d| d.text), Ok(chinese));
    }

    #[test]
    fn no_text_breaks_the_readers(head in prop_oneof![Just("---\n"), Just("+++\n"), Just("")], inner in scraps(), close in prop_oneof![Just("\n---\n正文"), Just("\n+++\n"), Just("")]) {
        let text = format!("{head}{inner}{close}");
        let parts = fields::split(&text);
        prop_assert_eq!(parts.body.end, text.len());
        prop_assert!(text.get(parts.body.start..).is_some());
        for path in ["content/news/a.md", "content/profiles/a.md", "content/notices/a.md", "content/news/_index.md", "content/site.toml"] {
            for finding in read(path, text.as_str().into(), None) {
                let span = finding.span.unwrap_or_default();
                prop_assert!(text.get(span.start..span.end).is_some(), "{:?}", finding);
                prop_assert!(finding.edit.as_ref().is_none_or(|e| text.get(e.span.start..e.span.end).is_some()), "{:?}", finding);
                prop_assert!(finding.help.is_some());
            }
        }
    }
}
