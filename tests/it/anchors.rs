//! Published anchors: what an edit may change and what it may not (`content/anchors.lock`).

use std::path::Path;
use std::process::{Command, Output};

use jiangxin::decode::{Decoded, Encoding};
use jiangxin::diag::Code;
use jiangxin::site::{Item, ItemKind, Lock, Locked, Naming, Record, keep};
use proptest::prelude::*;

fn heading(text: &str, body: &str) -> Item {
    let digest = jiangxin::digest::Digest::of(body.as_bytes()).short(12);
    Item { id: jiangxin::markup::heading_id(text), fixed: false, kind: ItemKind::Heading, digest, text: text.to_owned() }
}

fn published(items: &[Item]) -> Vec<Locked> {
    keep(&[], items, Naming::Worded).locked
}

fn ids(items: &[Item]) -> Vec<String> {
    keep(&[], items, Naming::Worded).ids
}

fn record(text: &str) -> jiangxin::diag::Checked<Record> {
    Record::read(Decoded { text: text.to_owned(), encoding: Encoding::Utf8, crlf: false }.into())
}

/// Headings with words of few letters, so that repeats are frequent, and a text of its own under each.
fn text() -> impl Strategy<Value = Vec<Item>> {
    prop::collection::vec("[甲乙丙丁]{1,2}", 1..8).prop_map(|titles| titles.iter().enumerate().map(|(n, t)| heading(t, &format!("正文{n}"))).collect())
}

proptest! {
    #[test]
    fn nothing_changes_without_an_edit(items in text()) {
        let locked = published(&items);
        let again = keep(&locked, &items, Naming::Worded);
        prop_assert_eq!(&again.ids, &ids(&items));
        prop_assert_eq!(again.locked, locked);
        prop_assert!(again.gone.is_empty());
    }

    #[test]
    fn a_title_edit_changes_no_id(items in text(), at in any::<prop::sample::Index>()) {
        let before = ids(&items);
        let mut edited = items.clone();
        at.get_mut(&mut edited).text = "全新的标题".to_owned();
        let kept = keep(&published(&items), &edited, Naming::Worded);
        prop_assert_eq!(kept.ids, before);
        prop_assert!(kept.gone.is_empty());
    }

    #[test]
    fn an_inserted_paragraph_changes_no_id(items in text(), at in any::<prop::sample::Index>()) {
        let before = ids(&items);
        let mut edited = items.clone();
        at.get_mut(&mut edited).digest = "0123456789ab".to_owned();
        prop_assert_eq!(keep(&published(&items), &edited, Naming::Worded).ids, before);
    }

    #[test]
    fn an_inserted_heading_changes_no_other_id(items in text(), title in "[甲乙丙丁]{1,2}", at in 0usize..9) {
        let mut before = ids(&items);
        let mut edited = items.clone();
        let at = at.min(items.len());
        edited.insert(at, heading(&title, "新的一节"));
        let kept = keep(&published(&items), &edited, Naming::Worded);
        prop_assert!(!before.contains(&kept.ids[at]), "{:?} is new", kept.ids);
        before.insert(at, kept.ids[at].clone());
        prop_assert_eq!(kept.ids, before);
        prop_assert!(kept.gone.is_empty());
    }

    #[test]
    fn a_removed_heading_lives_on_before_its_place_and_comes_back(items in text(), at in any::<prop::sample::Index>()) {
        let locked = published(&items);
        let at = at.index(items.len());
        let mut edited = items.clone();
        edited.remove(at);
        let kept = keep(&locked, &edited, Naming::Worded);
        prop_assert_eq!(kept.gone.len(), 1);
        let known: Vec<&String> = kept.locked.iter().map(|l| &l.id).collect();
        prop_assert!(locked.iter().all(|l| known.contains(&&l.id)), "an id was forgotten: {:?}", known);
        let again = keep(&kept.locked, &items, Naming::Worded);
        prop_assert!(again.gone.is_empty());
        let sorted = |mut ids: Vec<String>| {
            ids.sort_unstable();
            ids
        };
        prop_assert_eq!(sorted(again.ids), sorted(ids(&items)));
    }

    #[test]
    fn any_edits_keep_every_id_once(first in text(), second in text(), third in text()) {
        let mut locked = published(&first);
        for items in [second, third] {
            let kept = keep(&locked, &items, Naming::Worded);
            let mut all: Vec<&str> = kept.locked.iter().map(|l| l.id.as_str()).collect();
            prop_assert!(locked.iter().all(|l| all.contains(&l.id.as_str())), "append-only");
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), count, "each id once");
            prop_assert_eq!(kept.ids.len(), items.len());
            locked = kept.locked;
        }
    }

    #[test]
    fn what_is_printed_is_read_back(document in "[a-z甲#% \u{3000}/]{1,8}", id in "[a-z甲#%-]{1,6}", text in "[甲a# ]{0,9}", gone in any::<bool>()) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut lock = Lock::default();
        let one = |id: &str| Locked { id: id.to_owned(), kind: ItemKind::Point, gone, digest: "0123456789ab".to_owned(), text: text.clone() };
        lock.documents.insert(document, vec![one(&id), one(&format!("{id}2"))]);
        lock.documents.insert("zz".to_owned(), vec![one(&id)]);
        let read = Lock::read(&lock.to_string());
        prop_assert_eq!(read.findings, vec![]);
        prop_assert_eq!(read.value, lock);
    }

    #[test]
    fn lines_that_are_not_taken_apart_say_the_same(first in text(), second in text(), document in "[a甲%#]{1,3}") {
        let locked = published(&first);
        let lock = Lock { documents: [(document.clone(), locked.clone()), ("b".to_owned(), published(&second))].into(), unread: vec!["# ?".to_owned()] };
        let printed = lock.to_string();
        let record = record(&printed).value;
        prop_assert_eq!(record.of(&document), locked.clone());
        prop_assert_eq!((record.print(), record.lock().to_string()), (printed.clone(), printed));
        for items in [&first, &second] {
            let kept = keep(&locked, items, Naming::Worded);
            if let Some(ids) = record.standing(&document, items) {
                prop_assert_eq!(&kept.locked, &locked);
                prop_assert_eq!(ids, kept.ids);
            }
        }
        prop_assert!(record.standing(&document, &first).is_some() || ids(&first) != first.iter().map(|i| i.id.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn any_text_is_read_and_nothing_is_lost(text in "([a-z甲]{1,3}#?[a-z]{0,2} (heading|point-gone|x) [0-9a-f]{11,13} ?[甲]{0,2}\n|[^\n]{0,12}\n){0,6}") {
        let read = Lock::read(&text);
        let record = record(&text);
        prop_assert_eq!((&record.value.lock(), &record.findings), (&read.value, &read.findings));
        prop_assert!(read.value.documents.iter().all(|(document, ids)| record.value.of(document) == *ids));
        let faults = read.value.unread.iter().filter(|l| !l.starts_with('#')).count();
        prop_assert_eq!(read.findings.len(), faults);
        let printed = read.value.to_string();
        prop_assert!(read.value.unread.iter().all(|line| printed.contains(line.as_str())));
        prop_assert_eq!(Lock::read(&printed).value, read.value);
    }
}

#[test]
fn a_damaged_line_is_found_where_it_stands() {
    let text = "# 注\na#b heading 0123456789ab 甲\n<<<<<<< HEAD\na#c heading 0123456789ab 乙\n";
    let read = Lock::read(text);
    assert_eq!(read.value.of("a").len(), 2);
    assert_eq!(read.findings.len(), 1);
    assert_eq!(read.findings[0].code, Code::LockDamaged);
    assert_eq!(read.findings[0].span.expect("a place").of(text), "<<<<<<< HEAD");
}

/// A site in a folder of its own.
struct Site(tempfile::TempDir);

const NOTICE: &str = "content/notices/a.md";
const FEATURE: &str = "content/features/b.md";
const LOCK: &str = "content/anchors.lock";
const PAPER: &str = "# 关于学习的通知\n\n各单位：\n\n一、提高认识\n\n一要深入学习。\n\n二要抓好宣传。\n\n二、加强领导\n\n（一）落实责任\n\n请各单位落实。\n\n三、严肃纪律\n\n请遵守纪律。\n\n某某总工会\n\n2022年4月29日\n";
const STORY: &str = "+++\ntitle = \"故事\"\n+++\n## 劳模精神\n\n甲。\n\n## 工匠精神\n\n乙。\n\n### 细节\n\n丙。\n";

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        site.write("content/site.toml", "title = \"站\"\n");
        site.write(NOTICE, PAPER);
        site.write(FEATURE, STORY);
        assert_eq!(site.build(&[]).0, 0);
        site
    }

    fn at(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let at = self.at(path);
        std::fs::create_dir_all(at.parent().unwrap_or(Path::new("."))).expect("a folder");
        std::fs::write(at, text).expect(path);
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.at(path)).expect(path)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_jiangxin")).args(["--lang", "en"]).args(arguments).current_dir(self.0.path()).output().expect("the program")
    }

    /// Exit status and what was said.
    fn build(&self, flags: &[&str]) -> (i32, String) {
        let done = self.run(&[&["build"], flags].concat());
        (done.status.code().unwrap_or(-1), String::from_utf8_lossy(&done.stderr).into_owned())
    }

    /// The ids of a document in the record: `s1`, or `-s1` where it is gone.
    fn locked(&self, document: &str) -> Vec<String> {
        let lock = Lock::read(&self.text(LOCK)).value;
        lock.of(document).iter().map(|l| format!("{}{}", if l.gone { "-" } else { "" }, l.id)).collect()
    }
}

const STORY_IDS: [&str; 3] = ["lmjs", "gjjs", "xj"];
const PAPER_IDS: [&str; 6] = ["s1", "s1-p1", "s1-p2", "s2", "s2-1", "s3"];

#[test]
fn build_records_and_check_does_not() {
    let site = Site::new();
    assert_eq!((site.locked("features/b"), site.locked("notices/a")), (STORY_IDS.map(str::to_owned).to_vec(), PAPER_IDS.map(str::to_owned).to_vec()));
    let written = std::fs::metadata(site.at(LOCK)).and_then(|m| m.modified()).expect("a time");
    assert_eq!(site.build(&["--locked"]), (0, String::new()));
    assert_eq!(std::fs::metadata(site.at(LOCK)).and_then(|m| m.modified()).expect("a time"), written, "not written anew");
    site.write(FEATURE, &STORY.replace("## 工匠精神\n\n乙。\n\n", ""));
    let before = site.text(LOCK);
    site.run(&["check"]);
    site.write("content/site.toml", "titel = 1\n");
    assert_eq!(site.build(&[]).0, 1);
    assert_eq!(site.text(LOCK), before, "neither check nor a failed build writes");
}

#[test]
fn edits_of_a_feature_keep_its_ids() {
    let site = Site::new();
    site.write(FEATURE, &STORY.replace("## 工匠精神", "## 大国工匠").replace("甲。", "甲。\n\n又一段。").replace("### 细节", "### 新\n\n新的。\n\n### 细节"));
    assert_eq!(site.build(&["--locked"]), (0, String::new()));
    assert_eq!(site.locked("features/b"), ["lmjs", "gjjs", "x", "xj"]);
    assert!(site.text("output/features/b/index.html").contains("id=gjjs") || site.text("output/features/b/index.html").contains("id=\"gjjs\""));
}

#[test]
fn an_id_that_goes_lives_on_and_is_reported_once() {
    let site = Site::new();
    let (before, page) = (site.text(LOCK), site.text("output/features/b/index.html"));
    site.write(FEATURE, &STORY.replace("## 工匠精神\n\n乙。\n\n", ""));
    let (status, said) = site.build(&["--locked"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("error[anchor-gone]") && said.contains("#gjjs") && said.contains("#lmjs") && said.contains(FEATURE), "{said}");
    assert_eq!((site.text(LOCK), site.text("output/features/b/index.html")), (before, page), "nothing was written");
    let (status, said) = site.build(&[]);
    assert_eq!(status, 0);
    assert!(said.contains("warning[anchor-gone]"), "{said}");
    assert_eq!(site.locked("features/b"), ["lmjs", "-gjjs", "xj"]);
    let page = site.text("output/features/b/index.html");
    let (old, near) = (page.find("gjjs").expect("the old id"), page.find("劳模精神</h2>").or_else(|| page.rfind("劳模精神")).expect("its place"));
    assert!(old.abs_diff(near) < 400, "{page}");
    assert_eq!(site.build(&["--locked"]), (0, String::new()), "recorded");
    site.write("content/news/n.md", "+++\ntitle = \"新闻\"\n+++\n[旧](@/features/b.md#gjjs)\n");
    assert_eq!(site.build(&[]).0, 0, "links of the site keep working too");
    site.write(FEATURE, STORY);
    assert_eq!(site.build(&[]), (0, String::new()));
    assert_eq!(site.locked("features/b"), STORY_IDS, "it came back");
}

#[test]
fn edits_of_a_notice_follow_its_numbering() {
    let site = Site::new();
    site.write(NOTICE, &PAPER.replace("二、加强领导", "二、加强组织领导").replace("一要深入学习。", "一要深入学习。\n\n另起一段。"));
    assert_eq!(site.build(&["--locked"]), (0, String::new()));
    assert_eq!(site.locked("notices/a"), PAPER_IDS);
}

#[test]
fn a_new_section_moves_what_follows_and_says_so() {
    let site = Site::new();
    site.write(NOTICE, &PAPER.replace("三、严肃", "四、严肃").replace("二、加强", "三、加强").replace("三、加强", "二、广泛动员\n\n请动员。\n\n三、加强"));
    let (status, said) = site.build(&["--locked"]);
    assert_eq!(status, 1, "{said}");
    assert_eq!(said.matches("[anchor-moved]").count(), 2, "{said}");
    assert!(said.contains("#s2") && said.contains("is now #s3") && said.contains("is now #s4"), "{said}");
    assert!(said.contains("and 1 below it") && !said.contains("[anchor-gone]"), "{said}");
    assert!(!said.contains("#s1"), "{said}");
    let (status, _) = site.build(&[]);
    assert_eq!((status, site.build(&["--locked"])), (0, (0, String::new())));
}

#[test]
fn a_damaged_record_stops_the_build_and_stays() {
    let site = Site::new();
    let text = site.text(LOCK).replace("features/b#gjjs heading", "features/b#gjjs haeding");
    site.write(LOCK, &text);
    let (status, said) = site.build(&[]);
    assert!(status == 1 && said.contains("error[lock-damaged]") && said.contains("content/anchors.lock:4:1"), "{said}");
    assert_eq!(site.text(LOCK), text);
}

#[test]
fn the_projects_own_record_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().expect("a folder");
    let before = std::fs::read_to_string(root.join(LOCK)).expect("anchors.lock is kept with the content");
    let copied = out.path().join("site");
    for entry in walkdir::WalkDir::new(root.join("content")).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let to = copied.join(entry.path().strip_prefix(root).expect("below the root"));
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::copy(entry.path(), to).expect("a copy");
    }
    let done = Command::new(env!("CARGO_BIN_EXE_jiangxin")).args(["build", "--locked"]).current_dir(&copied).output().expect("the program");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(std::fs::read_to_string(copied.join(LOCK)).expect(LOCK), before, "run jiangxin build and keep content/anchors.lock");
}
