use serde_json::{Value, json as object};

use super::order::sorted;
use super::{Texts, Tongue};
use crate::diag::{Code, Diagnostic};
use crate::gate::mark;
use crate::path::encode;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The findings as a SARIF 2.1.0 log of one run, in the order of files and lines.
///
/// Columns are in characters from 1. Each result carries its mark, by which `--baseline` and other programs know it again.
pub fn sarif(findings: &[Diagnostic], texts: &Texts, tongue: Tongue) -> Value {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code, tongue)).collect();
    let results: Vec<Value> = sorted(findings).into_iter().map(|finding| result(finding, texts, tongue)).collect();
    object!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "jiangxin",
                "version": env!("CARGO_PKG_VERSION"),
                "language": tongue.pick("zh-CN", "en"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code, tongue: Tongue) -> Value {
    let ((zh, en), about) = (code.title(), code.explanation());
    let basis = about.basis.words();
    object!({
        "id": code.name(),
        "shortDescription": { "text": tongue.pick(zh, en) },
        "fullDescription": { "text": tongue.pick(about.zh, about.en) },
        "help": { "text": tongue.of(&basis) },
        "defaultConfiguration": { "level": code.severity().name() },
    })
}

fn result(finding: &Diagnostic, texts: &Texts, tongue: Tongue) -> Value {
    let help = finding.help.as_ref().map_or(String::new(), |h| format!("\n{}", tongue.of(h)));
    let text = finding.file.as_deref().and_then(|file| texts.get(file));
    let mut result = object!({
        "ruleId": finding.code.name(),
        "ruleIndex": Code::ALL.iter().position(|c| *c == finding.code),
        "level": finding.severity.name(),
        "message": { "text": format!("{}{help}", tongue.of(&finding.message)) },
        "partialFingerprints": { "jiangxin/v1": mark(finding, text) },
    });
    if let (Some(file), Some(result)) = (finding.file.as_deref(), result.as_object_mut()) {
        let mut place = object!({ "artifactLocation": { "uri": encode(file) } });
        if let (Some((start, end)), Some(place)) = (texts.places(finding), place.as_object_mut()) {
            let region = object!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column });
            place.insert("region".to_owned(), region);
        }
        result.insert("locations".to_owned(), object!([{ "physicalLocation": place }]));
    }
    result
}
