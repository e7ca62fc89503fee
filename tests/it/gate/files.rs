//! Files as they are: their size, whom they name, what they are called.

use crate::press::Press;

fn drawing(bytes: usize) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><!--{}--></svg>", "x".repeat(bytes))
}

#[test]
fn large_pictures_and_names_in_properties_are_told() {
    let press = Press::small("");
    press.write("content/static/large.svg", drawing(2_200_000).as_bytes());
    press.write("content/static/small.svg", drawing(100_000).as_bytes());
    press.write("content/static/named.pdf", b"%PDF-1.4\n1 0 obj << /Author <FEFF793A4F8B7532> /Creator (WPS) >> endobj");
    press.write("content/static/plain.pdf", b"%PDF-1.4\n1 0 obj << /Author (Administrator) >> endobj");
    assert_eq!(press.found("heavy-picture"), ["content/static/large.svg"]);
    assert_eq!(press.found("file-author"), ["content/static/named.pdf"]);
    let told = press.check(&["--release"]);
    let author = told.iter().find(|d| d["code"] == "file-author").expect("a finding");
    assert!(author["severity"] == "warning" && author["message"]["zh"].as_str().is_some_and(|m| m.contains("示例甲")), "{author:#}");
}

// Other systems cannot even be given such names.
#[cfg(target_os = "linux")]
#[test]
fn names_that_other_systems_cannot_hold_are_told() {
    let press = Press::small("");
    for name in ["aux.txt", "COM1.pdf", "end.", "what?.txt", "e\u{301}.txt", "Form.docx", "form.docx", "com10.txt", "auxiliary.txt", "表格（二）.txt"] {
        press.write(&format!("content/static/{name}"), b"x");
    }
    let found = press.found("unportable-name");
    let names: Vec<&str> = found.iter().filter_map(|f| f.rsplit('/').next()).collect();
    assert_eq!(names, ["COM1.pdf", "aux.txt", "end.", "e\u{301}.txt", "form.docx", "what?.txt"]);
}
