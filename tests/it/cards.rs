//! Cards and posters for sharing: made once, never with boxes, readable codes.

use std::path::Path;

use jiangxin::drawing::set;
use proptest::prelude::*;

use crate::html::tags;
use crate::press::{Press, SETTINGS};

const NEWS: &str = "--- content/index.md
+++
title = \"首页\"
+++
--- content/news/_index.md
+++
title = \"要闻\"
+++
--- content/news/a.md
+++
title = \"一次活动：从一个人到一群人\"
date = 2022-04-29
summary = \"一句话的摘要。\"
+++
正文。
--- content/news/b.md
+++
title = \"另一次活动\"
date = 2022-04-30
sample = true
+++
正文。
";

fn press(font: &str) -> Press {
    let press = Press::lay(&format!("{}{NEWS}", SETTINGS.replace("cards = false\n", font)));
    let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts/fangkuai.ttf");
    press.write("fonts/fangkuai.ttf", &std::fs::read(font).expect("the font of the tests"));
    press
}

const OWN: &str = "card_font = \"fonts/fangkuai.ttf\"\n";

/// The files of the output whose names begin with `name`, below `folder`.
fn named(press: &Press, folder: &str, name: &str) -> Vec<String> {
    let begins = format!("{folder}{name}.");
    press.output().into_keys().filter(|path| path.starts_with(&begins) && path.ends_with(".png")).collect()
}

/// Width, height and pixels as grey.
fn read(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut data = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut data).expect("whole");
    let grey = data.chunks_exact(3).map(|p| u8::try_from((u32::from(p[0]) + u32::from(p[1]) + u32::from(p[2])) / 3).expect("a byte")).collect();
    (info.width as usize, info.height as usize, grey)
}

#[test]
fn a_page_has_a_card_and_a_poster_whose_code_leads_to_it() {
    let press = press(OWN);
    press.build();
    let page = press.page("news/a/");
    let (cards, posters) = (named(&press, "news/a/", "card"), named(&press, "news/a/", "poster"));
    assert_eq!((cards.len(), posters.len()), (1, 1));
    let meta = |name: &str| tags(&page, "meta").into_iter().find(|tag| tag.get("property") == name).map(|tag| tag.get("content").to_owned());
    assert_eq!(meta("og:image"), Some(format!("https://zt.example.cn/{}", cards[0])));
    assert_eq!((meta("og:image:width").as_deref(), meta("og:image:height").as_deref()), (Some("1200"), Some("630")));
    assert!(page.contains(&format!("../../{}", posters[0])), "the share panel leads to the poster");
    let output = press.output();
    let (width, height, grey) = read(&output[&cards[0]]);
    assert_eq!((width, height), (1200, 630));
    // The title is white blocks on deep red.
    assert!(grey.iter().filter(|g| **g > 240).count() > 5_000, "words are set");
    let (width, height, grey) = read(&output[&posters[0]]);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    let found: Vec<String> = image.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect();
    assert_eq!(found, ["https://zt.example.cn/news/a/"]);
    assert!(output.values().zip(output.keys()).filter(|(_, path)| path.ends_with(".png")).all(|(bytes, _)| bytes.len() < 300_000), "fit for WeChat");
    // Home and section lists have a card, tags and search have none.
    assert_eq!((named(&press, "", "card").len(), named(&press, "", "poster").len(), named(&press, "news/", "card").len()), (1, 1, 1));
}

#[test]
fn no_word_of_a_poster_stands_below_its_code() {
    let press = press(OWN);
    let long = "一个名称很长的市总工会和它的承办单位以及它的技术支持单位联合体（示例）";
    press.write("content/site.toml", press.read("content/site.toml").replacen("title = \"", &format!("title = \"{long}{long}"), 1).as_bytes());
    press.build();
    let posters = named(&press, "news/a/", "poster");
    let (width, height, grey) = read(&press.output()[&posters[0]]);
    let row = |y: usize| grey.get(y * width + 424..(y + 1) * width - 96).expect("a row").iter().filter(|g| **g < 110).count();
    assert!((1290..1550).any(|y| row(y) > 0), "there are words beside the code");
    assert_eq!((1552..height).map(row).sum::<usize>(), 0, "and none below their place");
}

#[test]
fn what_did_not_change_is_not_drawn_again() {
    let press = press(OWN);
    press.build();
    let before = press.output();
    assert!(press.build().out.contains("0 "), "nothing is written");
    assert_eq!(press.output(), before);
    press.write("content/news/a.md", press.read("content/news/a.md").replace("一次活动：", "两次活动：").as_bytes());
    press.build_with(&["--verify"]);
    let after = press.output();
    let changed = |path: &&String| path.ends_with(".png") && before.get(*path) != after.get(*path);
    let new: Vec<&String> = after.keys().filter(changed).collect();
    assert!(new.len() == 2 && new.iter().all(|path| path.starts_with("news/a/")), "{new:?}");
    assert_eq!(named(&press, "news/a/", "card").len(), 1, "the old one went");
    std::fs::remove_dir_all(press.root.join(".jiangxin")).expect("a memory");
    press.build_with(&["--clean"]);
    assert_eq!(press.output(), after, "the same bytes from nothing");
}

#[test]
fn without_a_font_there_is_one_finding_and_no_box() {
    let press = press("card_font = \"fonts/none.otf\"\n");
    assert_eq!(press.found("card-font").len(), 1);
    press.build();
    let cards = named(&press, "news/a/", "card");
    let (width, height, grey) = read(&press.output()[&cards[0]]);
    let words = (0..height / 2).flat_map(|y| (0..width / 2).map(move |x| y * width + x)).filter(|at| grey[*at] > 200).count();
    assert_eq!(words, 0, "no letter and no box stands where the title would");
    let poster = named(&press, "news/a/", "poster");
    let (width, height, grey) = read(&press.output()[&poster[0]]);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    assert_eq!(image.detect_grids().len(), 1, "the code is there");
}

#[test]
fn a_character_that_the_font_lacks_is_told_and_left_out() {
    let press = press(OWN);
    assert!(press.found("card-character").is_empty());
    press.write("content/news/a.md", press.read("content/news/a.md").replace("一次活动", "一次𠀋活动").as_bytes());
    assert_eq!(press.found("card-character"), ["content/news/a.md"]);
    assert!(press.build().err.contains("U+2000B"), "a build says it too");
    assert_eq!(named(&press, "news/a/", "card").len(), 1);
}

#[test]
fn cards_are_made_unless_turned_off_and_idle_without_an_address() {
    let off = Press::small(NEWS);
    off.build();
    assert!(off.output().keys().all(|path| !path.ends_with(".png")));
    assert!(!off.page("news/a/").contains("og:image"));
    let idle = Press::lay(&format!("--- content/site.toml\ntitle = \"甲\"\ncards = true\n{NEWS}"));
    assert_eq!(idle.found("setting-idle").len(), 1);
    assert!(Press::lay(&format!("--- content/site.toml\ntitle = \"甲\"\n{NEWS}")).found("setting-idle").is_empty(), "nobody asked for them");
    idle.build();
    assert!(idle.output().keys().all(|path| !path.ends_with(".png")));
    let on = press(OWN);
    assert!(on.found("setting-idle").is_empty() && on.found("card-font").is_empty());
}

/// As wide as Chinese type: a Han character is one, a Latin letter half of it.
fn width(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

#[test]
fn titles_break_where_a_reader_would() {
    let lines = |text: &str, wide: f32| set(text, wide, 4, width).unwrap_or_default();
    assert_eq!(lines("劳模精神：从一个人的标杆到一群人的风气", 10.5), ["劳模精神：从一个人的", "标杆到一群人的风气"]);
    assert_eq!(lines("示例工匠甲：听得见焊缝的声音", 8.0), ["示例工匠甲：", "听得见焊缝的声音"]);
    assert_eq!(lines("学习宣传贯彻习近平总书记贺信精神专题", 13.0), ["学习宣传贯彻习近平总书记", "贺信精神专题"]);
    assert_eq!(lines("读懂“产改”（一）", 5.0), ["读懂“产", "改”（一）"]);
    assert_eq!(lines("First Innovation Exchange", 8.0), ["First Innovation", "Exchange"]);
    assert_eq!(lines("短题", 10.0), ["短题"]);
    assert_eq!(set("很长很长很长很长的题目", 2.0, 4, width), None);
}

proptest! {
    #[test]
    fn no_line_begins_or_ends_wrongly_and_nothing_is_lost(text in "[甲乙丙丁，。、“”《》（）：——……a-z0-9 ]{1,40}", wide in 3.0_f32..14.0) {
        let Some(lines) = set(&text, wide, 40, width) else { return Ok(()) };
        let plain = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(plain(&lines.concat()), plain(&text));
        for (n, line) in lines.iter().enumerate() {
            let (first, last) = (line.chars().next().unwrap_or(' '), line.chars().next_back().unwrap_or(' '));
            prop_assert!(n == 0 || !"，。、”》）：—…".contains(first), "{:?}", lines);
            prop_assert!(n + 1 == lines.len() || !"“《（".contains(last), "{:?}", lines);
        }
    }
}
