//! QR codes: what a camera reads from them.

use crate::fixture::{FIXTURE, page, pages};
use crate::press::{Press, from_base64};

/// The codes of a page: anchor and picture.
fn codes(html: &str) -> Vec<(String, String)> {
    let items = html.split("<li class=").skip(1).filter(|item| item.starts_with("code") || item.starts_with("\"code"));
    let value = |item: &str, name: &str| {
        let rest = item.split_once(&format!("{name}="))?.1;
        let rest = rest.trim_start_matches('"');
        Some(rest.split(['"', ' ', '>']).next()?.to_owned())
    };
    items.map(|item| (value(item, "data-for").expect("an anchor"), value(item, "src").expect("a picture"))).collect()
}

/// What a camera reads: a PNG of one bit a pixel in one stored block, four light modules around it.
fn read(picture: &str) -> String {
    let png = from_base64(picture.strip_prefix("data:image/png;base64,").expect("a PNG"));
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let side = u32::from_be_bytes(png[16..20].try_into().expect("four bytes")) as usize;
    let at = png.windows(4).position(|w| w == b"IDAT").expect("pixels") + 4 + 7;
    let row = side.div_ceil(8) + 1;
    let light = |x: usize, y: usize| png[at + y * row + 1 + x / 8] >> (7 - x % 8) & 1 == 1;
    let inside = |n: usize| (n / 4).checked_sub(4).filter(|n| *n < side);
    let pixel = |x: usize, y: usize| match (inside(x), inside(y)) {
        (Some(x), Some(y)) if !light(x, y) => 0,
        _ => 255,
    };
    let size = (side + 8) * 4;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size, size, pixel);
    image.detect_grids().first().expect("a code").decode().expect("readable").1
}

#[test]
fn every_section_and_point_of_a_notice_has_a_code_of_its_own_address() {
    for (path, url) in [("notices/slf-2026-1/", "notices/slf-2026-1/"), ("en/notices/slf-2026-1/", "en/notices/slf-2026-1/")] {
        let html = page(path);
        let found = codes(html);
        for (id, picture) in &found {
            assert_eq!(read(picture), format!("https://zt.example.cn/2026/{url}#{id}"));
            assert!(html.contains(&format!("id={id}")) || html.contains(&format!("id=\"{id}\"")), "{id} stands on the page");
        }
        let cited = html.matches("data-cite=").count();
        assert!(cited > 3 && found.len() >= cited, "{cited} passages, {} codes", found.len());
        let mut ids: Vec<&String> = found.iter().map(|(id, _)| id).collect();
        ids.dedup();
        assert_eq!(ids.len(), found.len());
    }
    assert!(pages(&FIXTURE.output).filter(|(path, _)| !path.contains("notices/slf")).all(|(_, html)| codes(html).is_empty()));
}

#[test]
fn without_an_address_there_are_none_and_with_hundreds_of_points_only_the_parts_have_one() {
    let points = |n: usize| (1..=n).map(|i| format!("（{}）某事{i}\n\n要办好。\n\n", jiangxin::text::chinese_numeral(i as u32))).collect::<String>();
    let notice = format!("某市总工会关于某事的通知\n\n各单位：\n\n一、要求\n\n{}二、安排\n\n{}", points(90), points(90));
    let press = Press::small("--- content/notices/_index.md\n+++\ntitle = \"公文\"\nkind = \"notice\"\n+++\n");
    press.write("content/notices/a.md", notice.as_bytes());
    press.build();
    let ids: Vec<String> = codes(&press.page("notices/a/")).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["s1", "s2"]);
    press.write("content/site.toml", b"title = \"\xE7\xAB\x99\"\n");
    press.build();
    assert!(codes(&press.page("notices/a/")).is_empty() && !press.page("notices/a/").contains("codes"));
}
