//! A campaign made up by rule: 70 % news, 20 % features, 10 % profiles, about 8 KB of Chinese markdown a page.

use std::sync::Arc;

use jiangxin::decode::decode;
use jiangxin::path::SitePath;
use jiangxin::source::Source;

/// `content/site.toml` of the campaign.
pub const SETTINGS: &str = "title = \"基准测试专题\"\ncards = false\nbase_url = \"https://example.org/\"\n";

const CHARACTERS: &str = "工人劳动模范精神匠心传承创新发展技能竞赛职业提升建设服务基层企业车间班组岗位安全生产学习宣传贯彻落实推进质量";
const TAGS: [&str; 8] = ["劳模精神", "劳动精神", "工匠精神", "技能竞赛", "职工创新", "班组建设", "安全生产", "志愿服务"];

/// The snapshot of a campaign with `pages` documents.
pub fn source(pages: usize) -> Source {
    let mut source = Source::default();
    let mut add = |path: String, text: String| {
        if let (Some(path), Ok(decoded)) = (SitePath::new(&path), decode(text.as_bytes())) {
            source.texts.insert(path, Arc::new(decoded));
        }
    };
    for (folder, title) in [("news", "活动动态"), ("features", "三种精神"), ("profiles", "陇原工匠")] {
        add(format!("content/{folder}/_index.md"), format!("+++\ntitle = \"{title}\"\n+++\n"));
    }
    for n in 0..pages {
        let folder = ["news", "features", "profiles"][usize::from(n % 10 > 6) + usize::from(n % 10 > 8)];
        add(format!("content/{folder}/p{n:04}.md"), document(n, folder));
    }
    source
}

fn document(n: usize, folder: &str) -> String {
    let mut dice = Dice(n as u64);
    let name = if folder == "profiles" { format!("name = \"{}\"\n", dice.han(3)) } else { String::new() };
    let (title, summary) = (dice.han(16), dice.han(40));
    let date = format!("2022-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1);
    let tags = [TAGS[n % TAGS.len()], TAGS[(n / 3 + 1) % TAGS.len()]];
    format!("+++\ntitle = \"{title}\"\ndate = {date}\nsummary = \"{summary}\"\ntags = {tags:?}\n{name}+++\n\n{}", body(n as u64))
}

/// The text of one document.
pub fn body(seed: u64) -> String {
    let mut dice = Dice(seed.wrapping_mul(977));
    let mut out = format!("{}\n\n", dice.paragraph());
    for n in 0..5 {
        out.push_str(&format!("{} {}\n\n", if n % 3 == 2 { "###" } else { "##" }, dice.han(10)));
        out.push_str(&format!("{}\n\n{}\n\n", dice.paragraph(), dice.paragraph()));
        if n == 1 {
            out.push_str(&format!("- {}\n- {}\n- {}\n\n", dice.han(16), dice.han(20), dice.han(12)));
        }
        if n == 3 {
            out.push_str("| 单位 | 人数 |\n| --- | ---: |\n");
            (0..4).for_each(|row| out.push_str(&format!("| {} | {row} |\n", dice.han(6))));
            out.push('\n');
        }
    }
    out
}

/// A small generator of its own (splitmix64), so that the corpus never changes.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((x ^ (x >> 31)) % sides as u64) as usize
    }

    fn han(&mut self, length: usize) -> String {
        let characters: Vec<char> = CHARACTERS.chars().collect();
        (0..length).map(|_| characters[self.roll(characters.len())]).collect()
    }

    fn paragraph(&mut self) -> String {
        let sentence = |dice: &mut Self| {
            let strong = if dice.roll(6) == 0 { format!("**“{}”**", dice.han(4)) } else { String::new() };
            let (head, tail) = (dice.roll(24) + 20, dice.roll(16) + 10);
            format!("{}{strong}，{}。", dice.han(head), dice.han(tail))
        };
        (0..5).map(|_| sentence(self)).collect()
    }
}
