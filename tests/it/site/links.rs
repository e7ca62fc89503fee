//! Links: every one leads somewhere, from any place, on any server and none.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::fixture::{FIXTURE, page, pages, text};
use crate::html::{Piece, pieces, tags, values};
use crate::press::{Press, Tree};

/// Every address on a page that is not of another host.
fn addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, attribute) in [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"), ("video", "src"), ("video", "poster")] {
        for tag in tags(html, name).into_iter().filter(|t| t.attributes.contains_key(attribute)) {
            let absolute = matches!(tag.get("rel"), "canonical" | "alternate") && tag.get(attribute).starts_with("https:");
            if !absolute {
                found.push(tag.get(attribute).to_owned());
            }
        }
    }
    found.into_iter().filter(|a| !a.contains("://") && !a.starts_with("mailto:") && !a.starts_with("tel:") && !a.starts_with("data:")).collect()
}

fn ids(html: &str) -> BTreeSet<String> {
    let id = |p| match p {
        Piece::Open(tag) => tag.attributes.get("id").cloned(),
        _ => None,
    };
    pieces(html).into_iter().filter_map(id).collect()
}

/// The file that a link on `page` means; `base` is the site's path on its host.
fn resolve(page: &str, link: &str, base: &str) -> String {
    let path = match link.strip_prefix(base) {
        Some(rest) if link.starts_with('/') => rest.to_owned(),
        _ => {
            let mut parts: Vec<&str> = page.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect());
            for part in link.split('/') {
                match part {
                    "." => {}
                    ".." => assert!(parts.pop().is_some(), "{link} on {page} leads out of the site"),
                    part => parts.push(part),
                }
            }
            parts.join("/")
        }
    };
    let path = percent_decode_str(&path).decode_utf8().expect("UTF-8").into_owned();
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
}

/// Follows every link of every page of a tree.
fn crawl(tree: &Tree, base: &str) -> usize {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (path, html) in pages(tree) {
        for address in addresses(html) {
            count += 1;
            let (link, anchor) = address.split_once('#').unwrap_or((&address, ""));
            let file = if link.is_empty() { path.to_owned() } else { resolve(path, link, base) };
            match tree.get(&file) {
                None => wrong.push(format!("{path}: {address} → {file}")),
                Some(_) if anchor.is_empty() => {}
                Some(bytes) => {
                    let anchor = percent_decode_str(anchor).decode_utf8().expect("UTF-8").into_owned();
                    if !ids(std::str::from_utf8(bytes).expect("UTF-8")).contains(&anchor) {
                        wrong.push(format!("{path}: {address} has no such anchor"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    count
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    assert!(crawl(&FIXTURE.output, "/2026/") > 500);
}

#[test]
fn opened_from_a_folder_every_link_names_its_file() {
    assert!(crawl(&FIXTURE.relative, "/2026/") > 500);
    for (path, html) in pages(&FIXTURE.relative) {
        for address in addresses(html) {
            let link = address.split('#').next().unwrap_or("");
            assert!(!link.ends_with('/') && !link.ends_with("..") && link != "." && !link.starts_with('/'), "{path}: {address}");
        }
        let refresh = tags(html, "meta").into_iter().find(|t| t.get("http-equiv") == "refresh");
        assert!(refresh.is_none_or(|t| t.get("content").ends_with("index.html")), "{path}");
    }
}

#[test]
fn the_projects_own_site_holds_together() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let press = Press::copy_of(&root.join("content"));
    std::fs::create_dir_all(press.root.join("whole")).expect("a folder");
    for (path, bytes) in crate::press::tree(&root.join("content")) {
        press.write(&format!("whole/content/{path}"), &bytes);
    }
    let ran = crate::press::run_in(&press.root, &["--root", "whole", "--lang", "en", "build", "--output", "out"], b"").ends(0);
    assert!(!ran.err.contains("error["), "{}", ran.err);
    let tree = crate::press::tree(&press.root.join("out"));
    assert!(crawl(&tree, "/") > 1000);
    assert!(text(&tree, "notices/gzgf-2022-18/").contains("甘总工发〔2022〕18号"));
}

#[test]
fn a_link_may_be_written_in_many_ways() {
    let press = Press::small(
        "
--- content/notices/n.md
## 关于某事的通知

各单位：

## 一、第一部分

正文。
--- content/news/a/index.md
+++
title = \"甲\"
+++
[相对](../b.md) [锚点](../b.md#duan) [根](@/news/b.md) [根锚点](@/notices/n.md#s1) [网址](/news/b/) [网址文件](/news/b/index.html)
[栏目](/news/) [首页](/) [本页](#jie) [文件](plan.pdf) [公用](/form.docx) [参数](../b.md?x=1) [外部](https://example.org/) [信箱](mailto:a@example.org) [电话](tel:0931-1234567)

## 小节 {#jie}
--- content/news/a/plan.pdf
%PDF-
--- content/static/form.docx
form
--- content/news/b.md
+++
title = \"乙\"
+++
## 一段 {#duan}
",
    );
    press.build();
    let html = press.page("news/a/");
    let links: Vec<(String, String)> = {
        let (mut found, mut open): (Vec<(String, String)>, Option<String>) = (Vec::new(), None);
        for piece in pieces(crate::html::between(&html, "<main", "</main>")) {
            match piece {
                Piece::Open(tag) if tag.name == "a" => open = Some(tag.get("href").to_owned()),
                Piece::Text(words) => found.extend(open.take().map(|link| (words, link))),
                _ => {}
            }
        }
        found
    };
    for (words, target) in [
        ("相对", "../../news/b/"),
        ("锚点", "../../news/b/#duan"),
        ("根", "../../news/b/"),
        ("根锚点", "../../notices/n/#s1"),
        ("网址", "../../news/b/"),
        ("网址文件", "../../news/b/"),
        ("栏目", "../../news/"),
        ("首页", "../../"),
        ("本页", "#jie"),
        ("文件", "../../news/a/plan.pdf"),
        ("公用", "../../form.docx"),
        ("参数", "../../news/b/"),
        ("外部", "https://example.org/"),
        ("信箱", "mailto:a@example.org"),
        ("电话", "tel:0931-1234567"),
    ] {
        assert!(links.contains(&(words.to_owned(), target.to_owned())), "{words} → {target}: {links:?}");
    }
}

#[test]
fn a_link_from_a_translation_leads_to_the_version_that_was_named() {
    let press = Press::small(
        "--- content/a.md\n+++\ntitle = \"甲\"\n+++\n--- content/a.en.md\n+++\ntitle = \"A\"\n+++\n[B](b.en.md) and [the original](b.md)\n--- content/b.md\n+++\ntitle = \"乙\"\n+++\n--- content/b.en.md\n+++\ntitle = \"B\"\n+++\n",
    );
    press.build();
    let links = values(crate::html::between(&press.page("en/a/"), "<main", "</main>"), "a", "href");
    assert!(links.contains(&"../../en/b/".to_owned()) && links.contains(&"../../b/".to_owned()), "{links:?}");
}

#[test]
fn implements_names_a_notice_by_its_slug_or_its_section_and_slug() {
    let links = values(page("features/jiangxin/"), "a", "href");
    for point in ["s1-p2", "s2-p2"] {
        assert!(links.contains(&format!("../../notices/slf-2026-1/#{point}")), "{point}: {links:?}");
    }
    let notice = "各单位：\n\n一要认真学习。抓好落实。\n\n二要广泛宣传。讲好故事。\n";
    let press = Press::small(&format!(
        "--- content/notices/n.md\n## 关于甲事的通知\n\n{notice}--- content/orders/_index.md\n+++\ntitle = \"要求\"\nkind = \"notice\"\n+++\n--- content/orders/n.md\n## 关于乙事的通知\n\n{notice}--- content/news/a.md\n+++\ntitle = \"甲\"\nimplements = [\"n#p1\"]\n+++\n--- content/news/b.md\n+++\ntitle = \"乙\"\nimplements = [\"orders/n#p2\"]\n+++\n"
    ));
    assert_eq!(press.found("unknown-point"), ["content/news/a.md:3:15"], "one name for two notices is not guessed");
    press.remove("content/news/a.md");
    press.build();
    assert!(values(&press.page("news/b/"), "a", "href").contains(&"../../orders/n/#p2".to_owned()));
}

#[test]
fn minified_pages_say_the_same_as_plain_ones() {
    let spaced = |html: &str| crate::html::text(html);
    let mut smaller = 0;
    for (path, html) in pages(&FIXTURE.output) {
        let plain = text(&FIXTURE.plain, path);
        // Between blocks a space more or less is nothing to the eye; in a line it is.
        let squeeze = |t: String| t.replace(' ', "");
        assert_eq!(squeeze(spaced(html)), squeeze(spaced(plain)), "{path}");
        for name in ["p", "li", "h1", "h2", "h3", "td", "th"] {
            assert_eq!(lines(html, name), lines(plain, name), "{path}");
        }
        smaller += usize::from(html.len() < plain.len());
    }
    assert!(smaller > 20);
    assert_eq!(FIXTURE.output.len(), FIXTURE.plain.len());
}

/// The text of every element of that name that holds no other of it, white space folded as a browser does.
fn lines(html: &str, name: &str) -> Vec<String> {
    let (mut found, mut inside) = (Vec::new(), None::<String>);
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) if tag.name == name => inside = Some(String::new()),
            Piece::Open(tag) => {
                inside = inside.map(|t| if matches!(tag.name.as_str(), "br" | "p" | "ul" | "ol" | "div" | "li" | "h2" | "h3" | "h4") { t + "\n" } else { t })
            }
            Piece::Text(words) => inside = inside.map(|t| t + &words),
            Piece::Close(closed) if closed == name => found.extend(inside.take()),
            Piece::Close(_) => {}
        }
    }
    let fold = |line: &str| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    found.into_iter().map(|t| t.lines().map(fold).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ")).collect()
}
