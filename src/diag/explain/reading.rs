use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of this stage; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    files(code).or_else(|| fields(code))
}

/// Files and folders.
fn files(code: Code) -> Option<Explanation> {
    let (zh, en, basis) = match code {
        Code::Undecodable => (
            "文件既不是 UTF-8、UTF-16，也不是 GB18030，无法保证一字不差地读出来，所以不猜。请在 Word、WPS 或记事本里打开它，另存为“UTF-8”编码。",
            "The bytes are neither UTF-8, UTF-16 nor GB18030, so they cannot be read without guessing. Open the file in Word, WPS or Notepad and save it with the encoding UTF-8.",
            Basis::House,
        ),
        Code::Unreadable => (
            "文件在那里，但系统不让读：多半是正被 Word、WPS 等程序打开着，或没有读取权限，或网络盘断开了。关掉占用它的程序，或检查权限，再运行一次。",
            "The file is there but the system does not let it be read: another program holds it open, you may not read it, or a network drive is gone. Close that program or see to the rights, then run again.",
            Basis::House,
        ),
        Code::BadFileName => (
            "文件名里有冒号、反斜杠或看不见的字符，在 Windows 上存不下，也不能作网址。请改一个名字，汉字、字母、数字、连字符都可以。",
            "The name holds a colon, a backslash or an invisible character, which Windows cannot store and an address cannot have. Rename the file: Han characters, letters, digits and hyphens are all fine.",
            Basis::House,
        ),
        Code::LinkOutside => (
            "content 里有一个快捷方式（符号链接）指到站点文件夹之外。为了不误发别处的文件，不跟随它。需要的话请把文件复制进来。",
            "A symbolic link in content leads out of the site's folder. It is not followed, so that no file from elsewhere is published by accident. Copy the file in if it is needed.",
            Basis::House,
        ),
        Code::EmptyContent => (
            "content 文件夹里没有任何可以发布的文档。请检查是不是在别的文件夹里运行，或用 jiangxin new 新建一个文档。",
            "The content folder has nothing to publish. Look whether the command runs in the right folder, or make a document with jiangxin new.",
            Basis::House,
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}

/// What stands in them.
fn fields(code: Code) -> Option<Explanation> {
    let (zh, en, basis) = match code {
        Code::FrontMatterSyntax => (
            "文件开头的字段写法有误，读不出来。最常见的是中文输入法打出的全角引号、等号、冒号、逗号；其次是文字没加引号、引号没成对、漏了结束的 +++ 或 ---。消息里有行号和改法，改完其余字段照常读取。",
            "The fields at the head of the file cannot be read. Most often a Chinese input method typed full-width quotes, signs or commas; else text lacks its quotes, or the closing +++ or --- is missing. The message gives the line and the fix.",
            Basis::Specification("TOML 1.1；YAML 1.2.2"),
        ),
        Code::UnknownLanguage => (
            "文件名带有像语言的后缀（如 a.en.md），但 site.toml 里没有这种语言，所以它被当成一篇普通文档，网址里也带着后缀。是译文就在 site.toml 加 [languages.en]，不是就改文件名。",
            "The file's name ends like a language (a.en.md), but site.toml has no such language, so it counts as a document of its own, suffix in its address. Add [languages.en] to site.toml, or rename the file.",
            Basis::House,
        ),
        Code::SettingIdle => (
            "这个设置认得，但缺了它要用到的东西，写了也没有效果：cards 要有 base_url，主题也要有分享图的底图。补上，或删掉这一行，免得误以为已经生效。",
            "The setting is known, but what it needs is not there, so it has no effect: cards needs base_url and a theme with drawings for them. Add that or delete the line, so that nobody takes it for done.",
            Basis::House,
        ),
        Code::UnknownField => (
            "这一类文档没有这个字段，多半是写错了字母，或写了别的类型才有的字段。不认识的字段不会悄悄忽略，因为那样写错的日期、草稿标记就白写了。全部字段见 docs/front-matter.md。",
            "This kind of document has no such field: a slip of the keyboard, or a field of another kind. It is not passed over, because a mistyped date or draft mark would then do nothing. docs/front-matter.md lists all fields.",
            Basis::House,
        ),
        Code::WrongType => (
            "字段认得，但值的类型不对：要文字的地方写了数字，要 true/false 的地方写了“是”，等等。消息里给出同一个值的正确写法。",
            "The field is known but its value has another type: a number for text, a word for true or false. The message shows the same value in the right form.",
            Basis::House,
        ),
        Code::MissingField => (
            "缺了必填字段：一般文档要有标题（正文以 # 标题开头的可以不写），人物要有姓名，栏目和站点要有标题。",
            "A required field is absent: most documents need a title (unless the text begins with a # heading), profiles a name, sections and the site a title.",
            Basis::House,
        ),
        Code::BadValue => (
            "类型对，但值不能用：不存在的日期、不能作网址的名字、不像备案号的备案号、同一字段写在两处等。消息里有原因和例子。",
            "The type is right but the value cannot be used: a day that does not exist, a name that no address can have, a filing number of the wrong shape, a field given in two places. The message says why, with an example.",
            Basis::House,
        ),
        Code::SettingsSyntax => (
            "content/site.toml 的写法有误，读不出来。常见原因同文件头：全角引号、等号、逗号，文字没加引号，引号没成对。",
            "content/site.toml cannot be read. The usual causes are those of front matter: full-width quotes, signs and commas, text without quotes, a quote without its partner.",
            Basis::Specification("TOML 1.1"),
        ),
        Code::UnknownSetting => (
            "site.toml 里没有这个设置，多半是写错了字母，或写在了别的一组里。全部设置见 docs/site.md。",
            "site.toml has no such setting: a slip of the keyboard, or a key that belongs to another table. docs/site.md lists all settings.",
            Basis::House,
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
