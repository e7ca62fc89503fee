//! What the README and the pages of `docs/` say holds: commands run, tables are whole, links lead somewhere.

mod codes;
mod commands;
mod links;
mod tables;

use std::path::{Path, PathBuf};

const README: [&str; 2] = ["README.md", "README.zh-CN.md"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// A fenced block: what stands behind the fence, and the lines between.
struct Block {
    info: String,
    lines: Vec<String>,
}

/// The fenced blocks of a text, and its lines outside them.
fn parts(text: &str) -> (Vec<Block>, Vec<&str>) {
    let (mut blocks, mut outside, mut open) = (Vec::new(), Vec::new(), None::<Block>);
    for line in text.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(info), None) => open = Some(Block { info: info.to_owned(), lines: Vec::new() }),
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.lines.push(line.to_owned());
                open = Some(block);
            }
            (None, None) => outside.push(line),
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    (blocks, outside)
}

/// The rows of every table in a text, cells trimmed, heads and rules left out.
fn rows<'a>(outside: &[&'a str]) -> Vec<Vec<&'a str>> {
    let cells = |line: &'a str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    let is_rule = |line: &str| line.starts_with("| ---");
    let tables =
        outside.iter().enumerate().filter(|(n, line)| line.starts_with('|') && !is_rule(line) && !outside.get(n + 1).is_some_and(|next| is_rule(next)));
    tables.map(|(_, line)| cells(line)).collect()
}

/// Every page that a reader of the repository may open: the READMEs, the changelog, `docs/`.
fn pages() -> Vec<String> {
    let docs = std::fs::read_dir(root().join("docs")).expect("docs/").map(|e| e.expect("an entry").path());
    let docs = docs.filter(|p| p.extension().is_some_and(|e| e == "md")).map(|p| format!("docs/{}", p.file_name().and_then(|n| n.to_str()).expect("a name")));
    README.into_iter().chain(["CHANGELOG.md"]).map(str::to_owned).chain(docs).collect()
}

#[test]
fn both_readmes_have_the_same_shape() {
    let shape = |name: &str| {
        let text = text(name);
        let (blocks, outside) = parts(&text);
        let levels: Vec<usize> = outside.iter().filter(|l| l.starts_with('#')).map(|l| l.bytes().take_while(|b| *b == b'#').count()).collect();
        let tables: Vec<(String, usize)> = rows(&outside).iter().map(|row| (code_in(row[0]).join(" "), row.len())).collect();
        let pictures: Vec<String> = links::of(&text).into_iter().filter(|l| l.ends_with(".png")).collect();
        (levels, tables, pictures, blocks.into_iter().map(|b| (b.info, b.lines.len())).collect::<Vec<_>>())
    };
    assert_eq!(shape(README[0]), shape(README[1]));
}

/// What stands in code marks.
fn code_in(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Whether a path of the repository exists.
fn exists(path: &Path) -> bool {
    root().join(path).exists()
}
