//! Every command shown parses, and those marked to be run do, one after the other.

use std::path::Path;
use std::process::Command;

use jiangxin::cli::command;
use jiangxin::report::Tongue;

use super::{README, code_in, pages, parts, text};

/// The words of a command as a shell would part them: double quotes, comments, nothing else.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    for c in line.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '#' if word.is_none() => break,
            ' ' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    assert!(!quoted, "a quote is not closed: {line}");
    words.extend(word);
    words
}

/// The commands of the fenced blocks whose info is one of `infos`.
fn shown(page: &str, infos: &[&str]) -> Vec<Vec<String>> {
    let text = text(page);
    let blocks = parts(&text).0.into_iter().filter(|b| infos.contains(&b.info.as_str()));
    blocks.flat_map(|b| b.lines).map(|l| words(&l)).filter(|w| !w.is_empty()).collect()
}

fn parses(page: &str, typed: &[String]) {
    let parsed = command(Tongue::En).try_get_matches_from(typed);
    assert!(parsed.is_ok(), "{page}: {}: {}", typed.join(" "), parsed.err().map(|e| e.to_string()).unwrap_or_default());
}

#[test]
fn two_commands_set_it_up() {
    for readme in README {
        let setup: Vec<String> = shown(readme, &["sh setup"]).iter().map(|w| w.join(" ")).collect();
        assert_eq!(setup, ["cargo run --release -- build", "cargo test"], "{readme}");
    }
}

#[test]
fn every_command_shown_parses() {
    let mut seen = 0;
    for page in pages() {
        let text = text(&page);
        let inline = parts(&text).1.into_iter().flat_map(code_in).filter(|c| c.starts_with("jiangxin ")).map(words);
        for typed in inline.filter(|w| !w.iter().any(|w| w.chars().any(char::is_uppercase))) {
            // In a sentence, a command may stand without its arguments.
            if typed.len() > 2 {
                parses(&page, &typed);
            }
            assert!(command(Tongue::En).find_subcommand(&typed[1]).is_some(), "{page}: {}", typed.join(" "));
            seen += 1;
        }
        for typed in shown(&page, &["sh", "sh run"]).iter().filter(|w| w[0] == "jiangxin") {
            parses(&page, typed);
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen} commands");
}

#[test]
fn the_guide_works_from_an_empty_folder() {
    let (english, chinese) = (shown(README[0], &["sh", "sh run"]), shown(README[1], &["sh", "sh run"]));
    assert_eq!(english, chinese);
    let home = tempfile::tempdir().expect("a folder");
    let mut here = home.path().to_path_buf();
    for typed in shown(README[0], &["sh run"]) {
        match typed.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["cd", folder] => here = here.join(folder),
            ["jiangxin", ..] => run(&here, &typed[1..]),
            _ => panic!("{typed:?} is not to be run"),
        }
    }
    let page = std::fs::read_to_string(here.join("offline/index.html")).expect("the home page");
    assert!(page.contains("岗位练兵专题") && page.contains("/index.html"));
    for draft in ["content/notices/axy-2026-1.md", "content/features/hangong/index.md"] {
        assert!(std::fs::read_to_string(here.join(draft)).expect(draft).contains("draft = true"));
    }
}

/// What the guide tells to fill in, filled in: the point lists the feature, the translation stands beside it.
#[test]
fn the_guide_leads_to_a_feature_under_its_point() {
    let home = tempfile::tempdir().expect("a folder");
    let site = home.path().join("my-campaign");
    for typed in shown(README[0], &["sh run"]).into_iter().filter(|w| w[0] == "jiangxin").take_while(|w| w[1] != "check") {
        run(if typed[1] == "init" { home.path() } else { &site }, &typed[1..]);
    }
    let edit = |file: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(site.join(file)).expect(file);
        assert!(text.contains(from), "{file} lacks {from}");
        std::fs::write(site.join(file), text.replace(from, to)).expect(file);
    };
    edit("content/notices/axy-2026-1.md", "draft = true", "");
    edit("content/features/hangong/index.md", "draft = true", "");
    edit("content/features/hangong/index.md", "# implements = [\"gzgf-2022-18#s2-p1\"]", "implements = [\"axy-2026-1#s1-p1\"]");
    for line in ["[languages.en]", "name = \"English\"", "title = "] {
        edit("content/site.toml", &format!("# {line}"), line);
    }
    std::fs::write(site.join("content/features/hangong/index.en.md"), "+++\ntitle = \"A welder's day\"\n+++\n").expect("a translation");
    run(&site, &["build".to_owned()]);
    let page = |path: &str| std::fs::read_to_string(site.join("output").join(path)).expect(path);
    assert!(page("notices/axy-2026-1/index.html").contains("一名焊工的一天"));
    assert!(page("features/hangong/index.html").contains("notices/axy-2026-1/#s1-p1"));
    assert!(page("en/features/hangong/index.html").contains("A welder"));
}

fn run(here: &Path, arguments: &[String]) {
    let done = Command::new(env!("CARGO_BIN_EXE_jiangxin")).args(arguments).current_dir(here).output().expect("the program");
    assert!(done.status.success(), "{arguments:?}: {}\n{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
}
