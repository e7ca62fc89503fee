use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of what stands on a page or for it, components and cards; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    let (zh, en, basis) = match code {
        Code::ComponentName => (
            "围栏（三个反引号）后面的词不是组件的名字，又不像程序语言的名字，或者三个符号是用中文输入法打的。这一段按原样显示。组件有：图集、金句、人物、时间轴、数字、视频、附件，英文名也可以。",
            "The word behind the fence (three backticks) is no component's name and no programming language's, or the three marks were typed with a Chinese keyboard. The block is shown as it is. There are: gallery, quote, person, timeline, numbers, video, attachments.",
            Basis::House,
        ),
        Code::OpenFence => (
            "以三个反引号开头的一段（组件或代码）后面没有单独一行的三个反引号，于是直到文末的正文都算在里面，显示得不对。请在这一段结束的地方补上。",
            "A block that begins with three backticks (a component or code) has no line of three backticks after it, so that the rest of the text is part of it and shown wrongly. Add the line where the block ends.",
            Basis::House,
        ),
        Code::ComponentField => (
            "组件里有一行认不出是哪一栏、缺少必填的一栏、同一栏写了两遍，或者整个是空的。一行写一项，名称和内容之间用冒号（全角半角都可以）。认不出的行会原样显示，以免丢字，但不能这样发布。",
            "A component has a line that is none of its fields, lacks a required one, has one twice, or is empty. Write one line an item, a colon between name and value. Lines that fit nowhere are shown as they are, so that no words are lost, but cannot be published so.",
            Basis::House,
        ),
        Code::ComponentValue => (
            "组件里的内容用不了：日期不存在、数字一栏没有数字、视频不是浏览器能放的文件或在别的网站上、字幕不是 .vtt、人物指向的不是先进人物。消息里说明是哪一行、怎么改。",
            "A component's value cannot be used: a day that does not exist, a figure without digits, a film that browsers do not play or that lies on another site, captions that are no .vtt, a person that is no profile. The message says which line and what to do.",
            Basis::House,
        ),
        Code::CardFont => (
            "site.toml 里开了 cards，但这台电脑上没有中文字体，或 card_font 指的字体不存在。分享图照样生成，只有图案，没有文字，绝不会出现方框。装一种字体，或把字体放进站点里。",
            "cards is on, and this machine has no Chinese font, or there is none of the name that card_font gives. Cards are made all the same, with their drawing and no words; boxes never stand in for letters. Install a font, or put one into the site.",
            Basis::House,
        ),
        Code::CardCharacter => (
            "标题里有个别生僻字，分享图用的字体没有收，图上把它略去了（不会显示成方框）。网页上不受影响。换一种收字更全的字体就好。",
            "A title has a rare character that the font of cards lacks; it was left out there, and no box stands for it. The page itself is not concerned. A font with more characters mends it.",
            Basis::House,
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
