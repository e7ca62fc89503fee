use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ThemeFiles;
use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::view::Words;

/// Reads the fixed words of every language of the site from `i18n/<lang>.toml`.
///
/// A language lacks a word that another one has: `missing-word`. A language without a file: the same, once.
pub(super) fn read(theme: &str, files: &ThemeFiles, languages: &[Lang], findings: &mut Vec<Diagnostic>) -> BTreeMap<Lang, Arc<Words>> {
    let mut read: BTreeMap<Lang, Words> = BTreeMap::new();
    for lang in languages {
        let name = format!("i18n/{lang}.toml");
        let file = format!("themes/{theme}/{name}");
        let words = match files.0.get(&name).map(|bytes| std::str::from_utf8(bytes)) {
            None => Err(Diagnostic::new(
                Code::MissingWord,
                format!("主题 {theme} 没有语言 {lang} 的固定用语"),
                format!("theme {theme} has no fixed words for the language {lang}"),
            )
            .help(format!("请添加文件 {file}，可以从 zh-Hans.toml 复制后翻译"), format!("add {file}; copy zh-Hans.toml and translate it"))),
            Some(Err(_)) => Err(Diagnostic::new(Code::MissingWord, "固定用语文件不是 UTF-8", "the file of fixed words is not UTF-8")),
            Some(Ok(text)) => toml::from_str::<BTreeMap<String, String>>(text).map_err(|e| {
                let finding = Diagnostic::new(
                    Code::MissingWord,
                    "固定用语文件写法有误：每行应是 键 = \"用语\"",
                    format!("malformed file of fixed words: {}", e.message()),
                );
                match e.span() {
                    Some(span) => finding.at(span),
                    None => finding,
                }
            }),
        };
        match words {
            Ok(words) => drop(read.insert(lang.clone(), Words(words))),
            Err(finding) => {
                findings.push(finding.in_file(file));
                read.insert(lang.clone(), Words::default());
            }
        }
    }
    let search = if files.0.contains_key(&format!("templates/{}", super::SEARCH)) { crate::view::SEARCH_WORDS } else { &[] };
    complain_of_gaps(theme, &read, search, findings);
    read.into_iter().map(|(lang, words)| (lang, Arc::new(words))).collect()
}

fn complain_of_gaps(theme: &str, read: &BTreeMap<Lang, Words>, search: &[&'static str], findings: &mut Vec<Diagnostic>) {
    let all: BTreeSet<&str> = read.values().flat_map(|w| w.0.keys()).map(String::as_str).chain(crate::view::WORDS.iter().chain(search).copied()).collect();
    for (lang, words) in read.iter().filter(|(_, w)| !w.0.is_empty()) {
        let gaps: Vec<&str> = all.iter().filter(|key| !words.0.contains_key(**key)).copied().collect();
        if !gaps.is_empty() {
            let list = gaps.join(", ");
            findings.push(
                Diagnostic::new(Code::MissingWord, format!("语言 {lang} 缺少固定用语：{list}"), format!("the language {lang} lacks fixed words: {list}"))
                    .in_file(format!("themes/{theme}/i18n/{lang}.toml"))
                    .help("请在这个文件里补上，写法是 键 = \"用语\"", "add them to this file as key = \"words\""),
            );
        }
    }
}
