use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of this stage; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    let (zh, en, basis) = match code {
        Code::TemplateError => (
            "主题的模板写法有误，或用到了没有的变量。消息里有模板文件名和行号。",
            "A template of the theme is malformed or uses something that the page does not have. The message names the template and the line.",
            Basis::House,
        ),
        Code::ThemeSetting => (
            "主题的 theme.toml 里 [pictures] 一节说明图片要做成哪些尺寸、怎样裁剪，[slips] 一节说明分享图和海报上的字放在哪里。写法不对，或写了没有的用途、做不出的尺寸，图片就不知道怎么做。请照 docs/theme.md 改正。",
            "The section [pictures] of the theme's theme.toml says in which sizes pictures are made and how they are cut, the section [slips] where the words of cards and posters stand. One of them is malformed, or names a use or a size that does not exist. Mend it as docs/theme.md says.",
            Basis::House,
        ),
        Code::MissingWord => (
            "网页上的固定用语（如“首页”“上一篇”）写在主题的 i18n 文件夹里，每种语言一个文件。模板用到的一个词在某种语言里没有，网页上就会空着，所以报错。请在消息指出的文件里补上这个词。",
            "Fixed words of the pages, such as Home or Previous, stand in the theme's folder i18n, one file a language. A template uses a word that one language lacks, which would leave a blank on the page. Add the word to the file that the message names.",
            Basis::House,
        ),
        Code::MissingTemplate => (
            "主题缺少某一类网页的模板，这类网页就做不出来。改动自带主题时，只需放入要替换的文件，其余自动沿用；自建主题必须备齐每一类网页的模板。",
            "The theme has no template for one kind of page, so such pages cannot be made. To change the theme that comes with the program, add only the files that replace its own; a theme of your own needs a template for every kind.",
            Basis::House,
        ),
        Code::BrokenStyle => (
            "主题的样式由 static/style 文件夹里的几个片段按文件名依次拼成。某个片段里有大括号、注释或引号没有成对，排在它后面的样式就都不起作用，所以报错。请在消息指出的那一行补上缺少的另一半。",
            "A theme's style sheet is put together from the parts in its folder static/style, in the order of their names. A bracket, comment or quotation mark that one part leaves open would undo every part after it. Add the missing half at the line that the message names.",
            Basis::House,
        ),
        Code::ForeignFile => (
            "输出文件夹里有不是本程序生成的文件。程序不会删除或覆盖它，但它会随网站一起上传。如果是网站需要的，请放到 content/static 里；如果不需要，请自己删掉。",
            "The output folder holds a file that this program did not write. It is neither deleted nor replaced, but it would be uploaded with the site. If the site needs it, put it into content/static; if not, delete it yourself.",
            Basis::House,
        ),
        Code::ForeignInTheWay => (
            "要写网页的位置上，已经有一个不是本程序生成的文件。程序从不覆盖别人的文件，所以停下，原来的网站保持不变。请把它移走或改名，再重新生成。",
            "A file that this program did not write stands where a page has to go. Files of others are never replaced, so the build stops and the site stays as it was. Move or rename that file, then build again.",
            Basis::House,
        ),
        Code::RawHtml => (
            "文中夹有网页代码，其中可能有害的部分（脚本、内嵌网页、事件属性等）已去掉，其余保留。如果页面看上去少了东西，请改用 Markdown 写法。整站都信得过时，可以在 site.toml 里写 raw_html = true，代码就原样保留。",
            "The text contains HTML, and what may do harm in it (scripts, embedded pages, event attributes) was taken out. If the page now lacks something, write it in Markdown. A site that trusts all its authors can set raw_html = true in site.toml, which keeps HTML as it is.",
            Basis::House,
        ),
        Code::UnusableDocument => (
            "要导入的文件读不了：损坏、设了密码、是旧版 .doc 或 .wps、不是文字文件，或内容大得不正常。消息里说明是哪一种、怎么办。什么也没有写。",
            "The file to import cannot be read: it is damaged, has a password, is an old .doc or .wps, is no text, or unpacks to far too much. The message says which and what to do. Nothing was written.",
            Basis::House,
        ),
        Code::TrackedChanges => (
            "Word 文件里还留着修订（插入、删除没有定下来）。导入时当作全部接受：插入的留下，删除的去掉。定稿本不该有修订，所以请核对。",
            "The Word file still has tracked changes. They are taken as accepted: insertions stay, deletions go. A final text has none, so compare it.",
            Basis::House,
        ),
        Code::WechatTooLong => (
            "公众号一篇正文最多 20000 个字符，格式代码也算在内，超过就保存不了。请分成几篇，或删去次要的段落。",
            "WeChat takes at most 20,000 characters for one article, its markup counted, and does not save more. Publish it in parts, or leave out what matters less.",
            Basis::Specification("微信公众平台草稿接口"),
        ),
        Code::LeftOut => (
            "导入的文件里有网页放不下的东西：批注、隐藏文字、图表、嵌入的文件、浏览器不显示的图片、页眉页脚里的文字等。消息里说明是什么、怎么补。",
            "The imported file holds something that a page cannot take: comments, hidden text, charts, embedded files, pictures that browsers do not show, words in headers and footers. The message says what and how to make up for it.",
            Basis::House,
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
