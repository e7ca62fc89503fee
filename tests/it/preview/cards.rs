//! Cards and posters under the preview: no page waits for them.

use super::client::{Preview, campaign};
use super::save;

#[test]
fn a_card_is_drawn_when_it_is_asked_for_and_no_page_waits_for_it() {
    let site = campaign("分享图");
    let font = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts/fangkuai.ttf");
    std::fs::copy(font, site.path().join("font.ttf")).unwrap();
    save(&site.path().join("content/site.toml"), "title = \"专题\"\nbase_url = \"https://a.example/\"\ncards = true\ncard_font = \"font.ttf\"\n");
    let preview = Preview::start(site.path(), &[]);
    let page = preview.get("/news/a/").body;
    let kept = site.path().join(".jiangxin/pictures");
    assert_eq!(std::fs::read_dir(&kept).map_or(0, Iterator::count), 0, "nothing was drawn for the page");
    let start = page.find("/news/a/poster.").unwrap_or_else(|| page.find("poster.").expect("the panel leads to the poster"));
    let name = page[start..].trim_start_matches("/news/a/").split(['"', ' ', '>']).next().unwrap();
    let poster = preview.get(&format!("/news/a/{name}"));
    assert_eq!((poster.status, poster.header("content-type")), (200, Some("image/png")));
    assert_eq!(std::fs::read_dir(&kept).map_or(0, Iterator::count), 1, "and is kept from then on");
}
