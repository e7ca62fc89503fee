//! Traditional characters (繁体): a page in simplified characters becomes one in traditional ones, phrase by phrase, with the
//! dictionaries of OpenCC. Only forms of characters change, never words: 软件 becomes 軟件 and not 軟體, for an official text
//! keeps its wording.

mod html;
mod read;
mod surname;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use html::tag_end;
pub use read::{HANT, read};
pub use surname::name;

use crate::digest::Digest;

const CHARACTERS: &str = include_str!("data/STCharacters.tsv");
const PHRASES: &str = include_str!("data/STPhrases.tsv");
/// Words of official texts that the dictionary cuts at the wrong place; they go before it.
const OFFICIAL: &str = include_str!("data/Official.tsv");
const TAIWAN: &str = include_str!("data/TWVariants.tsv");
const HONG_KONG: &str = include_str!("data/HKVariants.tsv");

/// Which forms of the characters are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Forms {
    /// 為, 裡, 群: OpenCC's s2tw. The default: the forms that most readers of traditional characters know.
    #[default]
    Taiwan,
    /// 為, 裏, 羣 as Hong Kong's list has them: OpenCC's s2hk.
    HongKong,
    /// 爲, 裏, 羣: OpenCC's own standard, s2t.
    Standard,
}

impl Forms {
    /// Every choice with its name in the settings.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Taiwan, "taiwan"), (Self::HongKong, "hongkong"), (Self::Standard, "standard")];
}

/// A word with its traditional form, as the site wants it.
pub type Own = (String, String);

/// Turns simplified characters into traditional ones.
#[derive(Debug, Clone, Default)]
pub struct Converter {
    own: Words<String>,
    forms: Forms,
    /// Of everything that its results depend on beside the text.
    pub digest: Option<Digest>,
}

/// Words by their simplified form, and how long the longest is that a character begins.
#[derive(Debug, Clone, Default)]
struct Words<T> {
    forms: HashMap<T, T>,
    longest: HashMap<char, usize>,
}

impl<T: std::borrow::Borrow<str> + std::hash::Hash + Eq> Words<T> {
    fn new(pairs: impl Iterator<Item = (T, T)>) -> Self {
        let mut words = Self { forms: HashMap::new(), longest: HashMap::new() };
        for (from, to) in pairs {
            if let Some(first) = from.borrow().chars().next() {
                let longest = words.longest.entry(first).or_default();
                *longest = (*longest).max(from.borrow().chars().count());
            }
            words.forms.insert(from, to);
        }
        words
    }

    /// The longest word that a text begins with: how many bytes, and its form.
    fn at<'a>(&'a self, text: &str, first: char) -> Option<(usize, &'a str)> {
        let longest = *self.longest.get(&first)?;
        let mut ends: Vec<usize> = text.char_indices().skip(1).map(|(at, _)| at).take(longest).collect();
        if ends.len() < longest {
            ends.push(text.len());
        }
        ends.into_iter().rev().find_map(|end| Some((end, self.forms.get(text.get(..end)?)?.borrow())))
    }
}

static DICTIONARY: LazyLock<Words<&'static str>> = LazyLock::new(|| Words::new(pairs(CHARACTERS).chain(pairs(PHRASES)).chain(pairs(OFFICIAL))));

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter_map(|line| line.split_once('\t'))
}

impl Converter {
    /// With the site's own words, which go before all others.
    pub fn new(forms: Forms, own: Vec<Own>) -> Self {
        let chosen = [forms as u8];
        let parts = own.iter().flat_map(|(from, to)| [from.as_bytes(), to.as_bytes()]);
        let digest = Digest::of_parts([chosen.as_slice(), OFFICIAL.as_bytes(), PHRASES.as_bytes(), CHARACTERS.as_bytes()].into_iter().chain(parts));
        Self { own: Words::new(own.into_iter()), forms, digest: Some(digest) }
    }

    /// The text in traditional characters; what has no other form stays.
    pub fn text(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let taken = match self.own.at(rest, first) {
                Some((end, form)) => {
                    out.push_str(form);
                    end
                }
                None => match DICTIONARY.at(rest, first) {
                    Some((end, form)) => {
                        form.chars().for_each(|c| out.push(self.variant(c)));
                        end
                    }
                    None => {
                        out.push(self.variant(first));
                        first.len_utf8()
                    }
                },
            };
            rest = rest.get(taken..).unwrap_or("");
        }
        out
    }

    /// The form of a traditional character where these forms are read.
    fn variant(&self, c: char) -> char {
        static VARIANTS: LazyLock<[HashMap<char, char>; 2]> = LazyLock::new(|| {
            let single = |table| pairs(table).filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?))).collect();
            [single(TAIWAN), single(HONG_KONG)]
        });
        let table = match self.forms {
            Forms::Taiwan => VARIANTS.first(),
            Forms::HongKong => VARIANTS.get(1),
            Forms::Standard => None,
        };
        table.and_then(|t| t.get(&c)).copied().unwrap_or(c)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn phrases_decide_between_forms() {
        let converter = Converter::new(Forms::Taiwan, Vec::new());
        for (simplified, traditional) in [
            ("头发发展", "頭髮發展"),
            ("皇后以后", "皇后以後"),
            ("干部干净干燥", "幹部乾淨乾燥"),
            ("甘总工发〔2022〕18号", "甘總工發〔2022〕18號"),
            ("学习宣传贯彻", "學習宣傳貫徹"),
            ("为群众办实事", "為群眾辦實事"),
            ("软件和信息", "軟件和信息"),
            ("甲乙 abc，。", "甲乙 abc，。"),
        ] {
            assert_eq!(converter.text(simplified), traditional);
        }
        assert_eq!(Converter::new(Forms::Standard, Vec::new()).text("为群众"), "爲羣衆");
        assert_eq!(Converter::new(Forms::HongKong, Vec::new()).text("里面"), "裏面");
    }

    #[test]
    fn a_name_keeps_its_surname() {
        let converter = Converter::new(Forms::Taiwan, Vec::new());
        for (written, form) in [("于建国", "于建國"), ("范丽", "范麗"), ("钟国强", "鍾國強"), ("游学军", "游學軍")] {
            assert_eq!(name(&converter, written), Some((written.to_owned(), form.to_owned())));
        }
        for written in ["张三", "于", "于 海", "范 Li", "于是大家都来了", ""] {
            assert_eq!(name(&converter, written), None);
        }
    }

    #[test]
    fn the_sites_own_words_go_first() {
        let own = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let converter = Converter::new(Forms::Taiwan, vec![own("范仲淹", "范仲淹"), own("台风", "台風"), own("里程", "里程")]);
        assert_eq!(converter.text("范仲淹范围台风里程"), "范仲淹範圍台風里程");
    }

    proptest! {
        #[test]
        fn any_text_has_a_form_and_ascii_is_its_own(text in "\\PC{0,60}", plain in "[ -~]{0,60}") {
            let converter = Converter::new(Forms::Taiwan, Vec::new());
            prop_assert_eq!(converter.text(&plain), plain);
            let done = converter.text(&text);
            prop_assert!(done.chars().count() <= text.chars().count() * 2);
        }
    }

    /// Words that official texts use, several of which a dictionary of everyday language cuts at the wrong place.
    #[test]
    fn words_of_official_texts() {
        let converter = Converter::new(Forms::Taiwan, Vec::new());
        let pairs = [
            ("奋进新征程", "奮進新征程"),
            ("踏上新征途", "踏上新征途"),
            ("指明了前进方向", "指明了前進方向"),
            ("阐明了意义", "闡明了意義"),
            ("表明了决心", "表明了決心"),
            ("标明了日期", "標明了日期"),
            ("写明了原因", "寫明了原因"),
            ("查明了情况", "查明了情況"),
            ("为了解决问题", "為了解決問題"),
            ("了解情况", "瞭解情況"),
            ("除了解放思想", "除了解放思想"),
            ("实干兴邦", "實幹興邦"),
            ("干事创业", "幹事創業"),
            ("大干快上", "大幹快上"),
            ("若干意见", "若干意見"),
            ("骨干企业", "骨幹企業"),
            ("干预司法", "干預司法"),
            ("真抓实干", "真抓實幹"),
            ("苦干实干", "苦幹實幹"),
            ("干部职工", "幹部職工"),
            ("党的十八大以后", "黨的十八大以後"),
            ("里程碑", "里程碑"),
            ("千里之外", "千里之外"),
            ("征求意见", "徵求意見"),
            ("征集作品", "徵集作品"),
            ("两万五千里长征", "兩萬五千里長征"),
            ("象征", "象徵"),
            ("只争朝夕", "只爭朝夕"),
            ("制定规划", "制定規劃"),
            ("划分责任", "劃分責任"),
            ("制造业", "製造業"),
            ("研制成功", "研製成功"),
            ("联系群众", "聯繫群眾"),
            ("体系建设", "體系建設"),
            ("关系到", "關係到"),
            ("系统思维", "系統思維"),
            ("确系", "確係"),
            ("冲锋在前", "衝鋒在前"),
            ("松绑减负", "鬆綁減負"),
            ("百余人", "百餘人"),
            ("余名职工", "餘名職工"),
            ("云计算", "雲計算"),
            ("旅游", "旅遊"),
            ("合同", "合同"),
            ("注册", "註冊"),
            ("备注", "備註"),
            ("注重", "注重"),
            ("复工复产", "復工復產"),
            ("复杂", "複雜"),
            ("恢复", "恢復"),
            ("回复", "回覆"),
            ("复制", "複製"),
            ("反复", "反覆"),
            ("准备", "準備"),
            ("批准", "批准"),
            ("标准", "標準"),
            ("获准", "獲准"),
            ("分钟", "分鐘"),
            ("面向基层", "面向基層"),
            ("方便面", "方便麵"),
            ("后勤保障", "後勤保障"),
            ("抗日战争胜利后", "抗日戰爭勝利後"),
            ("范围", "範圍"),
            ("模范", "模範"),
            ("师范", "師範"),
            ("团结一致向前", "團結一致向前"),
            ("发挥工会作用", "發揮工會作用"),
            ("理发师", "理髮師"),
            ("松树", "松樹"),
            ("朴实", "樸實"),
            ("朴素", "樸素"),
            ("胜利召开", "勝利召開"),
            ("签字", "簽字"),
            ("标签", "標籤"),
            ("尽管", "儘管"),
            ("尽快", "儘快"),
            ("尽职尽责", "盡職盡責"),
            ("尽最大努力", "盡最大努力"),
            ("当选", "當選"),
            ("档案", "檔案"),
            ("台账", "臺賬"),
            ("几乎", "幾乎"),
            ("茶几", "茶几"),
            ("丰富", "豐富"),
            ("致以", "致以"),
            ("精致", "精緻"),
            ("党委宣传部", "黨委宣傳部"),
            ("沈阳", "瀋陽"),
            ("谷物", "穀物"),
            ("杠杆", "槓桿"),
            ("借鉴", "借鑑"),
            ("凭借", "憑藉"),
            ("秋收", "秋收"),
            ("占有", "佔有"),
            ("游行", "遊行"),
            ("出版", "出版"),
            ("表彰先进", "表彰先進"),
            ("计划生育", "計劃生育"),
            ("老板", "老闆"),
            ("黑板", "黑板"),
            ("白板", "白板"),
            ("吁请", "籲請"),
            ("呼吁", "呼籲"),
            ("委托", "委託"),
            ("依托", "依託"),
            ("症结", "癥結"),
            ("病症", "病症"),
            ("周期", "週期"),
            ("周恩来", "周恩來"),
            ("一周", "一週"),
            ("周到", "周到"),
            ("团团圆圆", "團團圓圓"),
            ("涂改", "塗改"),
            ("咸阳", "咸陽"),
            ("奖杯", "獎盃"),
            ("折叠", "摺疊"),
            ("打折", "打折"),
            ("姜", "姜"),
            ("克服", "克服"),
            ("千克", "千克"),
            ("攻克", "攻克"),
            ("困难", "困難"),
            ("累计", "累計"),
            ("积累", "積累"),
            ("系上", "繫上"),
            ("向往", "嚮往"),
            ("方向", "方向"),
        ];
        let wrong: Vec<_> = pairs.iter().map(|(from, to)| (*from, converter.text(from), *to)).filter(|(_, is, to)| is != to).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
