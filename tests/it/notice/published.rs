//! What must not be published, and what must not get lost on the way to the page.

use crate::press::Press;

#[test]
fn a_marking_is_found_in_every_kind_of_document() {
    for folder in ["features", "news", "topics"] {
        let site = format!("--- content/{folder}/a.md\n+++\ntitle = \"甲\"\n+++\n机密★1年\n\n正文。\n");
        assert_eq!(Press::small(&site).found("classified"), [format!("content/{folder}/a.md:4:1")], "{folder}");
    }
    let harmless = Press::small("--- content/features/a.md\n+++\ntitle = \"甲\"\n+++\n## 保守国家秘密\n\n要严守秘密。\n");
    assert_eq!(harmless.found("classified"), [""; 0]);
}
