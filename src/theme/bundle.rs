use std::collections::BTreeMap;
use std::sync::Arc;

use super::ThemeFiles;
use super::squeeze::squeeze;
use crate::decode::decode;
use crate::diag::{Code, Diagnostic};

/// A published file that is put together from the parts in a folder of the same stem.
struct Bundle {
    file: &'static str,
    folder: &'static str,
    ending: &'static str,
}

const STYLE: Bundle = Bundle { file: "style.css", folder: "static/style/", ending: ".css" };
const SCRIPT: Bundle = Bundle { file: "script.js", folder: "static/script/", ending: ".js" };

/// A part that cannot be used, and its text as read, for the report.
pub(super) struct Broken {
    pub finding: Diagnostic,
    pub file: String,
    pub text: Arc<str>,
}

/// A theme's static files by their name in `static/`, with the parts of the style sheet and of the script put together.
///
/// Parts stand in `static/style/` and `static/script/` and follow one another in the order of their names; they are not
/// published by themselves. A theme that has `static/style.css` or `static/script.js` itself publishes that instead. A style
/// part that leaves a bracket, a comment or a string open would swallow the parts after it: `broken-style`, at its place.
pub(super) fn statics(theme: &str, files: &ThemeFiles, broken: &mut Vec<Broken>) -> BTreeMap<String, Arc<[u8]>> {
    let own = files.0.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("static/")?, bytes)));
    let mut all: BTreeMap<String, Arc<[u8]>> =
        own.filter(|(name, _)| !STYLE.holds(name) && !SCRIPT.holds(name)).map(|(name, bytes)| (name.to_owned(), bytes.clone())).collect();
    let is_part = |path: &str| path.strip_prefix("static/").is_some_and(|name| STYLE.holds(name) || SCRIPT.holds(name));
    for (path, bytes) in files.0.iter().filter(|(path, _)| is_part(path)) {
        let file = format!("themes/{theme}/{path}");
        if let Err(fault) = decode(bytes) {
            broken.push(Broken { finding: fault.undecodable_finding(file.as_str()), file, text: "".into() });
        }
    }
    if let Some(parts) = STYLE.parts(files, &all) {
        all.insert(STYLE.file.to_owned(), styled(theme, &parts, broken).into_bytes().into());
    }
    if let Some(parts) = SCRIPT.parts(files, &all) {
        all.insert(SCRIPT.file.to_owned(), scripted(&parts).into_bytes().into());
    }
    all
}

impl Bundle {
    fn holds(&self, name: &str) -> bool {
        self.folder.strip_prefix("static/").is_some_and(|folder| name.starts_with(folder)) && name.ends_with(self.ending)
    }

    /// Its parts with their paths in the theme, in order; `None` where there are none or the file itself stands there.
    fn parts<'a>(&self, files: &'a ThemeFiles, own: &BTreeMap<String, Arc<[u8]>>) -> Option<Vec<(&'a str, String)>> {
        let mine = files.0.iter().filter(|(path, _)| path.starts_with(self.folder) && path.ends_with(self.ending));
        let parts: Vec<(&str, String)> = mine.map(|(path, bytes)| (path.as_str(), text(bytes))).collect();
        (!parts.is_empty() && !own.contains_key(self.file)).then_some(parts)
    }
}

fn text(bytes: &[u8]) -> String {
    decode(bytes).map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), |decoded| decoded.text)
}

fn styled(theme: &str, parts: &[(&str, String)], broken: &mut Vec<Broken>) -> String {
    let mut whole = String::new();
    for (path, part) in parts {
        let squeezed = squeeze(part);
        whole.push_str(&squeezed.text);
        if let Some(open) = squeezed.open {
            let file = format!("themes/{theme}/{path}");
            let finding = Diagnostic::new(
                Code::BrokenStyle,
                "样式里的这个符号不成对，后面的样式都会失效",
                "this sign of the style sheet has no partner; all that follows would be lost",
            );
            let help = ("请补上缺少的另一半：{ }、/* */、引号都要成对", "add the missing half: { }, /* */ and quotation marks come in pairs");
            let finding = finding.in_file(file.clone()).at(open).help(help.0, help.1);
            broken.push(Broken { finding, file, text: part.as_str().into() });
        }
    }
    whole
}

/// Every part is a function of its own that is handed `jx`, the object the parts share; a part that fails is reported by the
/// browser as ever and the next one runs. Parts whose names start with `00` run as soon as the script is there, so that a page
/// is never shown first without what they set; the others once the page has been read.
fn scripted(parts: &[(&str, String)]) -> String {
    let mut whole = String::from(
        "(function () {\n\"use strict\";\nvar jx = {};\nfunction part(run) { try { run(); } catch (fault) { setTimeout(function () { throw fault; }); } }\n",
    );
    let at_once = |path: &str| path.strip_prefix(SCRIPT.folder).is_some_and(|name| name.starts_with("00"));
    let wrapped = |part: &str| format!("part(function () {{\n{}\n}});\n", part.trim_end());
    let (first, rest): (Vec<_>, Vec<_>) = parts.iter().partition(|(path, _)| at_once(path));
    whole.extend(first.into_iter().map(|(_, part)| wrapped(part)));
    whole.push_str("function read() {\n");
    whole.extend(rest.into_iter().map(|(_, part)| wrapped(part)));
    whole.push_str("}\nif (document.readyState === \"loading\") { document.addEventListener(\"DOMContentLoaded\", read); } else { read(); }\n}());\n");
    whole
}
