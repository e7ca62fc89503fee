use std::{collections::BTreeMap, fs, path::Path};

use jiangxin::notice;
use serde_json::Value;

/// Level and text of every ordinal in reading order, and counts of chapters, articles and points.
#[derive(Default)]
struct Items {
    levels: Vec<(u64, u64, String)>,
    chapters: usize,
    articles: usize,
    points: usize,
}

impl Items {
    fn of(j: &Value) -> Self {
        let mut items = Self::default();
        for part in std::iter::once(j).chain(list(&j["attached"])) {
            items.points += points(part);
            items.sections(&part["sections"]);
            items.chapters(&part["chapters"]);
            items.articles(&part["articles"]);
        }
        items.levels.sort_by_key(|l| l.0);
        items
    }

    fn sections(&mut self, sections: &Value) {
        for s in list(sections) {
            self.levels.push((
                s["line"].as_u64().unwrap_or(0),
                s["level"].as_u64().unwrap_or(0),
                norm(&format!("{}{}", text(&s["marker"]), text(&s["title"]))),
            ));
            self.points += points(s);
            self.sections(&s["children"]);
        }
    }

    fn articles(&mut self, articles: &Value) {
        for a in list(articles) {
            self.articles += 1;
            self.sections(&a["children"]);
        }
    }

    fn chapters(&mut self, chapters: &Value) {
        for c in list(chapters) {
            self.chapters += usize::from(c["unit"] == "章");
            self.chapters(&c["chapters"]);
            self.articles(&c["articles"]);
            self.sections(&c["sections"]);
        }
    }

    fn count(&self, level: u64) -> u64 {
        self.levels.iter().filter(|l| l.1 == level).count() as u64
    }
}

fn list(v: &Value) -> impl Iterator<Item = &Value> {
    v.as_array().into_iter().flatten()
}

fn text(v: &Value) -> &str {
    v.as_str().unwrap_or("")
}

fn points(v: &Value) -> usize {
    list(&v["points"]).filter(|p| p["inline"] == false).count()
}

/// Two spellings that a reader would let pass as one.
fn norm(s: &str) -> String {
    let out: String = s
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '#'))
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            ',' => '，',
            ':' => '：',
            ';' => '；',
            '[' | '［' => '〔',
            ']' | '］' => '〕',
            c => c,
        })
        .collect();
    out.trim_end_matches(['：', '。']).to_owned()
}

fn same(got: &str, want: &str) -> bool {
    let head = |s: &str| s.chars().take(8).collect::<String>();
    got == want || got.chars().count() >= want.chars().count().min(8) && (want.starts_with(got) || got.starts_with(want) || head(got) == head(want))
}

fn accepted(e: &Value, key: &str) -> Vec<String> {
    let mut out = vec![norm(text(&e[key]))];
    let alt = &e[format!("{key}_alt")];
    out.extend(alt.as_str().map(norm));
    out.extend(list(alt).map(|a| norm(text(a))));
    out
}

/// Field → (right, the text has a value there).
fn judge(j: &Value, e: &Value) -> BTreeMap<String, (bool, bool)> {
    let mut out = BTreeMap::new();
    let is_notice = !text(&e["genre"]).starts_with("NOT");
    out.insert("kind".to_owned(), (j["kind"] == if is_notice { "notice" } else { "other" }, true));
    if !is_notice {
        return out;
    }
    for (field, got) in [("doc_number", &j["doc_number"]["text"]), ("title", &j["title"]), ("addressees", &j["addressees"]["text"]), ("date", &j["date"])] {
        out.insert(field.to_owned(), (accepted(e, field).contains(&norm(text(got))), e[field].is_string()));
    }
    let items = Items::of(j);
    let want: Vec<String> = list(&e["level1"]).map(|t| norm(text(t))).collect();
    let one: Vec<&String> = items.levels.iter().filter(|l| l.1 == 1).map(|l| &l.2).collect();
    out.insert("level1".to_owned(), (one.len() == want.len() && one.iter().zip(&want).all(|(a, b)| same(a, b)), !want.is_empty()));
    for level in 2..=4 {
        let n = items.count(level);
        let key = format!("level{level}_count");
        let right = e[&key].as_u64().unwrap_or(0) == n || e[format!("level{level}_alt")].as_u64() == Some(n);
        out.insert(format!("level{level}"), (right, e[&key].as_u64().unwrap_or(0) > 0));
    }
    for (field, n) in [("chapters", items.chapters), ("articles", items.articles), ("points", items.points)] {
        let want = e[format!("{field}_count")].as_u64().unwrap_or(0);
        out.insert(field.to_owned(), (n as u64 == want, want > 0));
    }
    let names = |v: &Value| list(v).map(|t| norm(t["name"].as_str().unwrap_or(text(t)))).collect::<Vec<_>>();
    let (got, want) = (names(&j["attachments"]), names(&e["attachments"]));
    out.insert("attachments".to_owned(), (got == want, !want.is_empty()));
    let (got, want) = (names(&j["signature"]), names(&e["signature"]));
    out.insert("signature".to_owned(), (got == want, !want.is_empty()));
    let want = norm(text(&e["print_line"]));
    let organ = norm(text(&j["print"]["organ"]));
    out.insert("print".to_owned(), (j["print"].is_null() == want.is_empty() && want.contains(&organ), !want.is_empty()));
    out
}

/// Reads every text of a folder, prints the score per field (texts with a value there and texts with none apart) and says what was read
/// wrong; fails where fewer than 95 % of either are right.
fn score(folder: &Path) {
    let expected: Value = serde_json::from_str(&fs::read_to_string(folder.join("expected.json")).expect("the expectations")).expect("JSON");
    let mut table: BTreeMap<String, [(u32, u32); 2]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for e in list(&expected) {
        let raw = fs::read_to_string(folder.join(text(&e["file"]))).expect("a sample");
        let source = raw.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        let value = serde_json::to_value(notice::read(&source).notice).expect("a notice serialises");
        for (field, (right, filled)) in judge(&value, e) {
            if !right {
                wrong.push(format!("{}:{field}", text(&e["id"])));
            }
            let cell = &mut table.entry(field).or_default()[usize::from(filled)];
            *cell = (cell.0 + u32::from(right), cell.1 + 1);
        }
    }
    println!("{:12} value      none", "field");
    let mut total = [(0, 0); 2];
    for (field, [none, value]) in &table {
        println!("{field:12} {:3}/{:<5} {:3}/{}", value.0, value.1, none.0, none.1);
        for (sum, cell) in total.iter_mut().zip([none, value]) {
            *sum = (sum.0 + cell.0, sum.1 + cell.1);
        }
    }
    println!("with none {total:?} with a value; wrong: {wrong:?}");
    assert!(total.iter().all(|(right, all)| *all > 100 && right * 100 >= all * 95), "{wrong:?}");
}

#[test]
fn real_notices_are_read_right() {
    score(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/notices"));
}

#[test]
fn made_up_notices_of_every_kind_are_read_right() {
    score(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/offices"));
}

/// The same set where it is laid out beside the project, in case it grew.
#[test]
fn notices_beside_the_project_are_read_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/notices");
    if folder.join("expected.json").is_file() { score(&folder) } else { println!("SKIPPED: no ../shared/notices") }
}
