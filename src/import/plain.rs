use super::story::{Picture, Story};
use crate::diag::{Checked, Code, Diagnostic};
use crate::fields::split;

/// A text file: Markdown keeps its form, another text keeps its lines.
pub(super) fn read(text: &str, is_markdown: bool, beside: &dyn Fn(&str) -> Option<Vec<u8>>) -> Checked<Story> {
    let mut findings = Vec::new();
    let mut story = Story { markdown: Some(text.trim_start_matches('\u{feff}').trim_end().to_owned() + "\n"), ..Story::default() };
    if text.trim().is_empty() {
        story.markdown = Some(String::new());
    } else if is_markdown {
        let body = split(text).body;
        for name in pictures(body.of(text)) {
            match beside(&name) {
                Some(bytes) => story.pictures.push(Picture { name, bytes, alt: String::new() }),
                None => findings.push(
                    Diagnostic::new(Code::LeftOut, format!("图片“{name}”没有找到，没有导入"), format!("The picture “{name}” was not found and not imported"))
                        .help("把它放进文档的文件夹，文件名和正文里写的一样", "Put it into the document's folder under the name that the text gives"),
                ),
            }
        }
    }
    Checked::new(story, findings)
}

/// The pictures of a Markdown text that lie beside it.
fn pictures(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for rest in text.split("![").skip(1) {
        let Some(target) = rest.split_once("](").and_then(|(_, t)| t.split([')', ' ', '\n']).next()) else { continue };
        let target = target.trim_matches(['<', '>']);
        if !target.is_empty()
            && !target.contains("://")
            && !target.starts_with(['/', '@', '#'])
            && !target.starts_with("data:")
            && !out.iter().any(|o| o == target)
        {
            out.push(target.to_owned());
        }
    }
    out
}

/// Lines as paragraphs: a line that was only wrapped goes on in the next, others are paragraphs of their own.
pub(super) fn paragraphs(text: &str) -> String {
    let widest = text.lines().map(|l| l.trim().chars().count()).max().unwrap_or(0);
    let mut out: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            goes_on = false;
            continue;
        }
        let indented = line.starts_with(['　', ' ', '\t']);
        match out.last_mut().filter(|_| goes_on && !indented) {
            Some(last) => last.push_str(bare),
            None => out.push(bare.to_owned()),
        }
        let ended = bare.ends_with(['。', '！', '？', '：', '；', '…', '”', '）', '.', '!', '?', ':']);
        goes_on = !ended && widest >= 20 && line.trim_end().chars().count() * 100 >= widest * 85;
    }
    let mut text = out.join("\n\n");
    text.push('\n');
    text
}
