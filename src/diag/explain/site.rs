use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of this stage; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    address(code).or_else(|| picture(code)).or_else(|| language(code)).or_else(|| content(code))
}

fn told(zh: &'static str, en: &'static str, basis: Basis) -> Option<Explanation> {
    Some(Explanation { zh, en, basis })
}

/// Addresses, links and anchors.
fn address(code: Code) -> Option<Explanation> {
    match code {
        Code::DuplicateUrl => told(
            "两个文档算出了同一个网址，只能发布一个。请改其中一个的文件名，或在文件头写 slug。",
            "Two documents come to the same address, and only one can stand there. Rename one of the files or give it a slug in its front matter.",
            Basis::House,
        ),
        Code::DeadLink => told(
            "文中的链接指向站内一个不存在的文件，读者点开只会看到“找不到网页”。请核对文件名和所在文件夹：链接从本文件所在的文件夹算起，以 @/ 开头的从 content 算起。链接的文档若是草稿或尚未到发布时间，也等于不存在。",
            "A link in the text leads to a file that the site does not have, so readers would land on the not-found page. Check the name and the folder: a link starts from this file's own folder, one with @/ from content. A draft, or a document whose publishing time has not come, counts as absent.",
            Basis::House,
        ),
        Code::DeadAnchor => told(
            "链接里 # 后面的锚点在目标网页上没有，读者会停在页首，找不到要看的那一条。公文的锚点按层次序号生成：s2 是“二、”，s2-1 是其下的“（一）”，s2-p4 是其下的“四要”。用 jiangxin inspect 可以列出一份公文的全部锚点。",
            "What stands behind # in a link is no anchor of the target page, so the reader stays at its top. Anchors of a notice follow its numbering: s2 is 二、, s2-1 is （一） under it, s2-p4 is 四要 under it. The command jiangxin inspect lists them all.",
            Basis::House,
        ),
        Code::AnchorGone => told(
            "一个公布过的锚点（网址里 # 后面的名字）在文中已没有所指，别处的旧链接还会用它。它仍留在网页上，指到说明里写的地方。想让它指到别处，就在那里单独写一行 {#旧锚点}；公文里请先核对序号是否应当改变。build 记下以后只作提示。",
            "An anchor that was once published, the name behind # in an address, no longer has a target, while old links elsewhere still use it. It stays on the page and leads where the message says. To have it lead elsewhere, put a line {#old-anchor} there; in a notice, first see whether the numbering should have changed. Once build has recorded it, this is only a note.",
            Basis::House,
        ),
        Code::AnchorMoved => told(
            "公文的锚点跟着序号走。插入或删去一条以后，后面各条的序号变了，旧链接会指到另一条的内容。请核对引用它们的文档（implements 和链接）；已印发的公文不应改动序号。",
            "Anchors of a notice follow its numbering. When an item is put in or taken out, those behind it are renumbered and old links lead to the words of another. Look through the documents that refer to them, by implements or by a link; a notice once issued should keep its numbers.",
            Basis::House,
        ),
        Code::LockDamaged => told(
            "content/anchors.lock 记着公布过的锚点，由 build 维护。有一行读不出来，多半是合并或手工修改时弄坏的；照原样发布可能使旧链接失效，所以先停下。请从备份恢复，或删去指出的那一行。",
            "The file content/anchors.lock holds the anchors that were published; build keeps it. One of its lines cannot be read, probably after a merge or an edit by hand. Publishing as it is might break old links, so the build stops. Restore the file from a copy, or delete the line named.",
            Basis::House,
        ),
        Code::UnknownPoint => told(
            "implements 写明本文落实了通知的哪一条，但所写的通知或要点不存在。写法是“通知的文件名#要点”，例如 gzgf-2022-18#s2-p1；重名时前面加栏目，例如 notices/gzgf-2022-18#s2-p1。",
            "The field implements says which point of a notice a document carries out, but that notice or point does not exist. Write it as slug#point, such as gzgf-2022-18#s2-p1, with the section in front where the slug alone is ambiguous.",
            Basis::House,
        ),
        Code::UntranslatedPart => told(
            "译文里还有【待译】的地方：jiangxin translate 搭好的框架，或原文新增后补进来的段落。译好以后删去这个记号。草稿里只作提示；已经发布的译文里是警告，因为读者会看到这几个字。",
            "The translation still holds the mark 【待译】 (to be translated): from the skeleton that jiangxin translate lays out. Write the translation and delete the mark. In a draft this is a note; in a published page it is a warning, for readers see the mark.",
            Basis::House,
        ),
        Code::TermRendering => told(
            "content/terms.toml 里约定了术语的译法。译文用了其中标明不用的写法，或者原文有这个术语而译文里找不到约定的译法（后一种只作提示）。同一个说法在全站应当只有一种译法，读者才认得出是同一件事。",
            "The file content/terms.toml settles how terms are rendered. The translation uses a form that it lists under avoid; or the original has the term and the translation none of its forms, which is only a note. One thing should have one name on the whole site.",
            Basis::House,
        ),
        Code::UnverifiedTerm => told(
            "这个术语的译法在 content/terms.toml 里标为 unverified：没有找到官方或通行的出处，是本站自己的译法。正式发布前请核对；查到出处后写上 source，把 status 改为 verified。",
            "The rendering of this term is marked unverified in content/terms.toml: no official or widely read source for it is known. Verify it before release, then name the source and set its status to verified.",
            Basis::House,
        ),
        Code::RareCharacter => told(
            "这个字不在 GB 2312 的常用字里：多是繁体字、异体字或人名用字，请核对是否用错。其中编码在 GB 18030 强制部分（基本区和扩充 A 区）以外的是警告：许多电脑和手机没有它的字形，读者会看到方框；私用区的字只在录入的那台电脑上显示正确，须换成正式编码的字。",
            "The character is not among those of GB 2312, which every font has: often a traditional or variant form, or one used in names. See whether it is the right one. One outside the mandatory part of GB 18030 (the basic block and extension A) is a warning: many devices have no glyph for it. One for private use is right only on the machine where it was typed.",
            Basis::Standard("GB 18030-2022"),
        ),
        Code::DuplicateId => told(
            "同一网页里有两处用了同一个锚点，链接到它的人只能到达第一处，朗读软件也会认错。请把其中一处 {#…} 里的名字改掉。",
            "One anchor stands twice on a page. A link reaches only the first, and screen readers confuse the two. Change the name within {#…} at one of the places.",
            Basis::Specification("HTML, global attributes: id"),
        ),
        _ => None,
    }
}

/// Pictures and downloads.
fn picture(code: Code) -> Option<Explanation> {
    match code {
        Code::MissingPicture => told(
            "文中用到的图片不在写明的位置，网页上会缺一块。请把图片放进文档自己的文件夹，并核对文件名，大小写和扩展名（.jpg 与 .jpeg）都要一致。",
            "A picture that the text uses is not where it says, which would leave a hole in the page. Put it into the document's own folder and check its name, capitals and extension (.jpg or .jpeg) included.",
            Basis::House,
        ),
        Code::BrokenPicture => told(
            "图片文件打不开，多半是没有传完，或者扩展名与实际格式不符（例如把 HEIC 照片改名为 .jpg）。请用看图软件打开它，另存为 JPEG 或 PNG。超过一亿像素的图片也不能用，请先缩小。",
            "The picture cannot be read: it was probably cut short in transfer, or its extension hides another format, such as a HEIC photo renamed to .jpg. Open it in a viewer and save it as JPEG or PNG. A picture of more than 100 million pixels is refused as well: make it smaller first.",
            Basis::House,
        ),
        Code::ActivePicture => told(
            "SVG 图片其实是一段代码，这一个里有脚本、嵌入的网页，或者要从别的网站取的内容。单独打开它时脚本会以本站的名义运行，取外部内容会让别的网站知道谁在看网页。请在绘图软件里另存为“纯 SVG”，或导出为 PNG 再用。",
            "An SVG is code, and this one holds a script, an embedded page, or something fetched from another site. Opened by itself, its script would run in the name of this site, and fetching tells others who reads the page. Save it as plain SVG in a drawing program, or export it as PNG.",
            Basis::House,
        ),
        Code::PictureSize => told(
            "有的程序在图片后面用花括号写尺寸，如 {width=50%}。这里图片按版面宽度自动缩放，并另存几种大小供手机使用，不需要也不接受手写的尺寸。",
            "Some programs take a size in braces behind a picture, like {width=50%}. Here pictures fit themselves to the page and are offered in several sizes, so none is needed or taken.",
            Basis::House,
        ),
        Code::PicturePosition => told(
            "照片里带有拍摄地点的经纬度，可能是某个人的家。网站上发布的图片都重新做过，不带位置、时间、机型等任何拍摄信息，可以放心；但 content 里的原照片还带着，请不要另外发给别人。要去掉：在 Windows 里右键点照片，选“属性、详细信息、删除属性和个人信息”。",
            "The photo carries the coordinates of the place where it was taken, perhaps somebody's home. Every published picture is made anew and holds no place, time, camera or anything else of its making; the original in content still does, so do not hand it on. To remove it: in Windows, right-click the photo, then Properties, Details, Remove Properties and Personal Information.",
            Basis::Regulation("个人信息保护法第二十八条"),
        ),
        Code::TellingPicture => told(
            "AVIF、HEIC、TIFF 照片里的拍摄信息（地点、时间、机型）程序去不掉，原样发布会公开它们，HEIC 和 TIFF 网页也显示不了。请用看图软件打开它，另存为 JPG 再用。",
            "What an AVIF, HEIC or TIFF photo tells of its making (place, time, camera) cannot be taken out here, and published as it is it would tell everyone; pages cannot show HEIC and TIFF either. Open it in a picture program, save it as JPG and use that.",
            Basis::Regulation("个人信息保护法第二十八条"),
        ),
        Code::TellingFilm => told(
            "手机拍的视频里记着拍摄地点，程序去不掉，原样发布会公开它。请用剪辑软件重新导出，或用 ffmpeg 去掉（-map_metadata -1）。",
            "A phone's film holds the place where it was taken; that cannot be taken out here, and published as it is it would tell everyone. Export it again, or take it out with ffmpeg (-map_metadata -1).",
            Basis::Regulation("个人信息保护法第二十八条"),
        ),
        Code::MissingFile => told(
            "files 里列出的下载文件不存在，读者会下载不到附件。请把文件放在文档旁边，并核对文件名与扩展名。",
            "A download listed under files does not exist, so readers could not fetch the attachment. Put the file beside the document and check its name and extension.",
            Basis::House,
        ),
        Code::MissingAlt => told(
            "图片没有替代文字，看不见图片的人（用朗读软件的读者、网速慢的读者）不知道图上是什么。请在方括号里写一句话：![全省职工技能大赛开幕式现场](photo.jpg)。",
            "The picture has no alternative text, so those who cannot see it, with a screen reader or a slow connection, do not know what it shows. Write a sentence into the square brackets: ![The opening of the skills contest](photo.jpg).",
            Basis::Standard("GB/T 37668-2019；WCAG 2.1, 1.1.1"),
        ),
        _ => None,
    }
}

/// Versions in other languages.
fn language(code: Code) -> Option<Explanation> {
    match code {
        Code::AnchorMismatch => told(
            "译文的标题或要点与原文对不上，从一种语言切换到另一种语言时会跳错地方。请按原文的层次和顺序排好译文的标题；要点前单独写一行锚点，例如 {#s1-p1}。",
            "The headings or points of the translation do not match those of its original, so switching languages leads to the wrong place. Give the translation the same headings in the same order, and put a line such as {#s1-p1} before a point.",
            Basis::House,
        ),
        Code::MissingTranslation => told(
            "本站设有多种语言，这篇还没有译文。网站照常发布，语言切换时会说明这篇只有原文。要补译文，请在旁边新建同名、带语言后缀的文件，例如 a.en.md。",
            "The site has several languages and this document has no version in one of them. It is published all the same, and the language switch says that only the original exists. To add one, put a file of the same name with the suffix beside it, such as a.en.md.",
            Basis::House,
        ),
        Code::StaleTranslation => told(
            "译文完成后原文又改过，两种语言的读者看到的可能不一样。请对照原文修改译文，再更新译文记下的原文校验码。",
            "The original was changed after it was translated, so readers of the two languages may be told different things. Revise the translation, then renew the digest of the original that it stores.",
            Basis::House,
        ),
        _ => None,
    }
}

/// What stands in for content.
fn content(code: Code) -> Option<Explanation> {
    match code {
        Code::SampleContent => told(
            "这篇标有 sample = true，是供参考的示例，网页上会写明“示例”。正式发布前请换成真实内容并删去这一行，或删掉整篇；check --release 遇到示例会报错。",
            "This document is marked sample = true: a placeholder, and the page says so. Before the site goes public, replace it and delete that line, or delete the file; check --release refuses samples.",
            Basis::House,
        ),
        Code::EmptySection => told(
            "栏目里还没有可以发布的文档，所以不出现在首页。放入第一篇后就会显示；不需要的栏目可以删掉它的文件夹。",
            "The section has no document to publish yet, so the home page leaves it out. It appears with its first document; a section that nobody needs can be deleted with its folder.",
            Basis::House,
        ),
        _ => None,
    }
}
