//! Files that are published beside pages.

use crate::fixture::{FIXTURE, page, text};
use crate::html::{Tag, tags, values};
use crate::press::Press;

fn pictures(html: &str, name: &str) -> Vec<Tag> {
    tags(html, "img").into_iter().filter(|t| t.get("src").ends_with(name)).collect()
}

#[test]
fn only_what_a_document_refers_to_is_published() {
    let made = |path: &str| path.ends_with(".html") || ["assets/", "search/", "en/search/"].iter().any(|folder| path.starts_with(folder));
    let there: Vec<&str> = FIXTURE.output.keys().map(String::as_str).filter(|path| !made(path)).collect();
    let expected = [
        ".well-known/check.txt",
        "MP_verify_abc.txt",
        "atom.xml",
        "en/atom.xml",
        "en/features/atom.xml",
        "en/news/atom.xml",
        "en/notices/atom.xml",
        "features/atom.xml",
        "features/jiangxin/cover.svg",
        "features/jiangxin/list.xlsx",
        "features/jiangxin/plan.pdf",
        "features/jiangxin/work.svg",
        "form.docx",
        "news/atom.xml",
        "notices/atom.xml",
        "profiles/atom.xml",
        "profiles/jia/portrait.svg",
        "robots.txt",
        "sitemap.xml",
    ];
    assert_eq!(there, expected);
    assert_eq!(text(&FIXTURE.output, ".well-known/check.txt"), "token-123\n");
}

#[test]
fn a_picture_of_a_text_has_its_size_and_waits() {
    let picture = &pictures(page("features/jiangxin/"), "work.svg")[0];
    assert_eq!((picture.get("width"), picture.get("height"), picture.get("loading")), ("120", "80", "lazy"));
    assert_eq!((picture.get("alt"), picture.get("src")), ("锉刀与工件", "../../features/jiangxin/work.svg"));
    let english = &pictures(page("en/features/jiangxin/"), "work.svg")[0];
    assert_eq!((english.get("alt"), english.get("src")), ("A file and a workpiece", "../../../features/jiangxin/work.svg"));
}

#[test]
fn every_picture_has_a_size_and_a_text_for_those_who_do_not_see_it() {
    for (path, html) in crate::fixture::pages(&FIXTURE.output) {
        for picture in tags(html, "img") {
            assert!(picture.attributes.contains_key("alt"), "{path}: {picture:?}");
            assert!(!picture.get("width").is_empty() && !picture.get("height").is_empty(), "{path}: {picture:?}");
        }
    }
}

#[test]
fn a_portrait_takes_its_size_from_the_view_box() {
    let picture = &pictures(page("profiles/jia/"), "portrait.svg")[0];
    assert_eq!((picture.get("width"), picture.get("height")), ("300", "400"));
}

#[test]
fn downloads_say_their_type_and_size() {
    let html = page("features/jiangxin/");
    let shown = crate::html::text(html);
    assert!(shown.contains("plan.pdf PDF") && shown.contains("名单 XLSX"), "{shown}");
    let links = values(html, "a", "href");
    for file in ["../../features/jiangxin/plan.pdf", "../../features/jiangxin/list.xlsx", "../../form.docx"] {
        assert!(links.contains(&file.to_owned()), "{file}: {links:?}");
    }
}

#[test]
fn pictures_of_every_common_kind_are_measured() {
    let press = Press::small("--- content/news/a/index.md\n+++\ntitle = \"图\"\n+++\n![一](a.png)\n\n![二](b.gif)\n\n![三](c.bmp)\n");
    press.write("content/news/a/a.png", &crate::pictures::drawing(40, 30));
    let mut gif = b"GIF89a".to_vec();
    gif.extend([50, 0, 20, 0, 0, 0, 0, b';']);
    press.write("content/news/a/b.gif", &gif);
    let mut bmp = b"BM".to_vec();
    bmp.extend([0; 12]);
    bmp.extend(40u32.to_le_bytes());
    bmp.extend(70i32.to_le_bytes());
    bmp.extend(60i32.to_le_bytes());
    bmp.extend([0; 28]);
    press.write("content/news/a/c.bmp", &bmp);
    press.build();
    let html = press.page("news/a/");
    for (name, width, height) in [("a", "40", "30"), ("b", "50", "20"), ("c", "70", "60")] {
        let picture = &tags(&html, "img").into_iter().find(|t| t.get("src").contains(&format!("news/a/{name}"))).expect("a picture");
        assert_eq!((picture.get("width"), picture.get("height")), (width, height), "{name}");
    }
}

/// A PNG without pixels: its signature, a header of that size, its end.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    bytes
}

#[test]
fn pictures_that_run_programs_or_come_cut_short_are_refused() {
    let press = Press::small("--- content/news/a/index.md\n+++\ntitle = \"图\"\n+++\n![一](a.svg) ![二](b.png) ![三](c.png)\n");
    press.write("content/news/a/a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><script>1</script></svg>");
    press.write("content/news/a/b.png", &png(4, 3)[..40]);
    press.write("content/news/a/c.png", &png(20_000, 20_000));
    assert_eq!(press.found("active-picture"), ["content/news/a/a.svg"]);
    assert_eq!(press.found("broken-picture"), ["content/news/a/b.png", "content/news/a/c.png"]);
    press.run(&["build"]).ends(1);
}

#[test]
fn names_with_spaces_chinese_and_signs_survive() {
    let press = Press::small("--- content/news/活 动/index.md\n+++\ntitle = \"图\"\nfiles = [\"方案（终稿）#2.pdf\"]\n+++\n![图](<照片 1.png>)\n");
    press.write("content/news/活 动/照片 1.png", &crate::pictures::drawing(4, 3));
    press.write("content/news/活 动/方案（终稿）#2.pdf", b"%PDF-");
    press.build();
    assert!(press.has("output/news/活 动/方案（终稿）#2.pdf"));
    let html = press.page("news/活 动/");
    assert!(values(&html, "a", "href").iter().any(|l| l.ends_with("%EF%BC%89%232.pdf")), "# is encoded in a link to a file");
    let picture = values(&html, "img", "src").into_iter().find(|l| l.contains("%E7%85%A7%E7%89%87%201-4.")).expect("the picture");
    let name = percent_encoding::percent_decode_str(picture.trim_start_matches("../")).decode_utf8_lossy().into_owned();
    assert!(press.has(&format!("output/{name}")), "{name}");
}

#[test]
fn the_themes_files_carry_their_digest() {
    let names: Vec<&str> = FIXTURE.output.keys().filter_map(|p| p.strip_prefix("assets/")).collect();
    assert!(names.len() >= 3);
    for name in names {
        let digest = name.split('.').nth(1).unwrap_or("");
        assert!(digest.len() == 8 && digest.chars().all(|c| c.is_ascii_hexdigit()), "{name}");
    }
}

#[test]
fn the_sites_own_file_of_a_theme_takes_the_place_of_the_built_in_one() {
    let press = Press::small(
        "--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- themes/longyuan/static/style.css\nbody{color:red}\n--- themes/longyuan/templates/page.html\n{% extends \"base.html\" %}{% block main %}<h1>自己的：{{ page.title }}</h1>{% endblock main %}\n",
    );
    press.build();
    assert!(crate::html::text(&press.page("about/")).contains("自己的：关于"));
    let style = press.output().into_iter().find(|(p, _)| p.starts_with("assets/style.")).expect("a style");
    assert_eq!(style.1, b"body{color:red}\n");
    assert!(press.output().keys().any(|p| p.starts_with("assets/script.")), "the others stay");
}

fn asset(press: &Press, start: &str) -> String {
    let all: Vec<Vec<u8>> = press.output().into_iter().filter(|(p, _)| p.starts_with(start)).map(|(_, bytes)| bytes).collect();
    assert_eq!(all.len(), 1, "one file {start}");
    String::from_utf8(all.into_iter().flatten().collect()).expect("UTF-8")
}

#[test]
fn the_style_sheet_is_put_together_from_parts_in_the_order_of_their_names() {
    let press = Press::small(
        "--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- themes/longyuan/static/style/00-tokens.css\n:root {--paper:#fff} /* 本站的 */\n--- themes/longyuan/static/style/98-ours.css\n/* 自己加的 */\n@media print {\n  a {content:\"/* 不是注释 */\"}\n}\n",
    );
    press.build();
    let style = asset(&press, "assets/style.");
    assert!(style.starts_with(":root {--paper:#fff}\n"), "a part of that name takes the place of the built-in one: {}", &style[..80]);
    let ours = style.find("@media print {\na {content:\"/* 不是注释 */\"}\n}\n").expect("the new part, without its comment and indents");
    assert!(style[ours + 20..].contains("@page official") && style.find(".masthead").is_some_and(|at| at < ours), "between the parts it is named between");
    assert!(!press.output().keys().any(|p| p.contains("98-ours")), "parts are not published by themselves");
    let html = press.page("about/");
    assert_eq!((values(&html, "link", "rel").iter().filter(|r| *r == "stylesheet").count(), values(&html, "script", "src").len()), (1, 1));
}

#[test]
fn the_script_is_put_together_from_parts_that_cannot_stop_one_another() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- themes/longyuan/static/script/12-ours.js\nnoSuchThing(); // 出错的一段\n");
    press.build();
    let script = asset(&press, "assets/script.");
    assert!(script.contains("part(function () {\nnoSuchThing(); // 出错的一段\n});\n"), "{script}");
    let place = |what: &str| script.find(what).unwrap_or_else(|| panic!("{what}"));
    assert!(place("jx.say =") < place("noSuchThing") && place("noSuchThing") < place("jx-cite"));
}
