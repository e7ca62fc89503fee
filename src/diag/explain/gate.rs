use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of the publishing gate; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    judgement(code).or_else(|| word(code)).or_else(|| character(code)).or_else(|| structure(code)).or_else(|| duty(code)).or_else(|| file(code))
}

fn told(zh: &'static str, en: &'static str, basis: Basis) -> Option<Explanation> {
    Some(Explanation { zh, en, basis })
}

/// What people let stand.
fn judgement(code: Code) -> Option<Explanation> {
    match code {
        Code::UnknownAcceptance => told(
            "content/accepted.toml 里认可过的一个问题，这次检查没有遇到：那一行文字改过，问题已经改正，或者编号抄错了。认可只对当时看过的文字有效，文字一改就要重新看。错误不能认可，只能改正。请删掉这一组；问题还在的，用 jiangxin check --accept 取得新的编号。",
            "A finding accepted in content/accepted.toml did not turn up: its line has changed, it was mended, or its number was copied wrongly. An acceptance holds for the words that were looked at and for no others. Errors cannot be accepted, only mended. Delete the entry; where the finding stands, jiangxin check --accept gives its new number.",
            Basis::House,
        ),
        Code::ExpiredAcceptance => told(
            "这个问题认可到某一天为止，那一天已经过去，所以它又列了出来。请改正它并删掉这一组认可；确实还要保留的，由人重新看过，改写 until。",
            "The finding was accepted until a day that has passed, so it is listed again. Mend it and delete the entry; if it is to stand on, look at it again and give until a later day.",
            Basis::House,
        ),
        _ => None,
    }
}

/// Words, names, figures, quotations.
fn word(code: Code) -> Option<Explanation> {
    match code {
        Code::WrongWord => told(
            "这个词列在用词表里：content/wording/ 里各单位自己的表，或自带的十几对易混词。加粗、换行、空格隔开的也认得出来。某处确实没有错，就把包含它的短语写进那个词的 allow。匠心不自带敏感词表，也不猜。",
            "The word stands in a list: one of your own in content/wording/, or the dozen confusable pairs that come with the program. Bold marks, line ends and spaces do not hide it. Where it is right, add the phrase that holds it to allow of that word. There is no built-in list of sensitive words, and nothing is guessed.",
            Basis::House,
        ),
        Code::WrongTitle => told(
            "紧挨着姓名的职务，不是用词表里这个人现任的职务。职务会变动，请先核对，再改正文或改用词表（content/wording/ 里的 [[person]]）。表里没有的人和职务不检查。",
            "The title right beside a name is none that the list gives this person now. Check first, then mend the text or the list ([[person]] in content/wording/). People and titles that no list names are not checked.",
            Basis::House,
        ),
        Code::WrongOrder => told(
            "同一句话里几个人的先后，与用词表里 [[order]] 写的不同。请核对排序。",
            "The people named in one sentence stand in another order than the list has them ([[order]]). Check the order.",
            Basis::House,
        ),
        Code::WideDigits => told(
            "正文里的数字应当用半角（2022），不用全角（２０２２）：全角数字查找不到，排出来也松散。check --fix 可以改。",
            "Figures in a text are half-width (2022), not full-width (２０２２), which cannot be searched for and look loose. check --fix can change them.",
            Basis::Standard("GB/T 15835-2011《出版物上数字用法》"),
        ),
        Code::HalfWidthMark => told(
            "汉字之间用了半角的逗号、分号、冒号、问号或叹号，多半是输入法没有切换。check --fix 可以改。",
            "A half-width comma, semicolon, colon, question or exclamation mark stands between Han characters: the keyboard was not switched. check --fix can change it.",
            Basis::Standard("GB/T 15834-2011《标点符号用法》"),
        ),
        Code::UnitForm => told(
            "法定计量单位的符号有固定的大小写：千克 kg、千米 km、厘米 cm、毫米 mm、毫升 mL、千瓦 kW。check --fix 可以改。",
            "Symbols of legal units have a fixed case: kg, km, cm, mm, mL, kW. check --fix can change them.",
            Basis::Standard("GB 3100-1993《国际单位制及其应用》"),
        ),
        Code::DoubleEstimate => told(
            "“约”“近”和“左右”“上下”都表示大概，用一个就够了。",
            "Two words of one phrase say that the figure is an estimate; one is enough.",
            Basis::Standard("GB/T 15835-2011《出版物上数字用法》"),
        ),
        Code::MixedDate => told(
            "一个日期里的年、月、日要用同一种数字，不能一半汉字一半阿拉伯数字。",
            "Year, month and day of one date are written in one kind of figures, not half in Chinese and half in Arabic ones.",
            Basis::Standard("GB/T 15835-2011《出版物上数字用法》"),
        ),
        Code::QuoteDiffers => told(
            "引号里的一句话，与本站一份公文里的一句只差几个字。引用公文应当一字不差。比较时不看标点；不到 16 个字的引文不比；改动较大的，当作另一句话。请对照原文改正；有意概括的，去掉引号。",
            "A sentence in quotation marks differs by a few characters from one in a notice of this site. A notice is quoted word for word. Punctuation is not compared, nor are quotations of fewer than 16 characters; one that differs more counts as another sentence. Follow the original, or drop the quotation marks if you mean to sum it up.",
            Basis::House,
        ),
        _ => None,
    }
}

/// Characters.
fn character(code: Code) -> Option<Explanation> {
    match code {
        Code::PrivateCharacter => told(
            "这个字符在 Unicode 的专用区里，没有公认的字形：多半是自造字，或 Word 的项目符号、图标字体。别人的电脑上会显示成方框。请换成通用的字；人名里确实没有编码的字，用“亻加某”这样的说明或图片。",
            "The character lies in a private-use area of Unicode and has no agreed shape: a self-made character, or one of Word's bullets or an icon font. Elsewhere it shows as a box. Use a common character.",
            Basis::Specification("Unicode Standard, 23.5 Private-Use Characters"),
        ),
        Code::HiddenCharacter => told(
            "文中夹着看不见的控制字符（零宽空格、软连字符、左右方向控制符），多半是从网页或聊天软件复制来的。它使文字查不到，或把左右颠倒。check --fix 可以删去。",
            "The text holds an invisible control character (zero-width space, soft hyphen, direction mark), probably copied from a web page or a chat. It keeps words from being found or turns text round. check --fix can take it out.",
            Basis::Specification("Unicode Standard, 23.2 Layout Controls; UAX #9"),
        ),
        _ => None,
    }
}

/// Pages and their parts.
fn structure(code: Code) -> Option<Explanation> {
    match code {
        Code::OrphanPage => told(
            "这个网页不属于任何栏目，菜单里没有它，别的网页也没有链接到它，读者只有知道网址才能打开。请链接它，或在文件头写 menu = true；不用的就删掉。",
            "The page belongs to no section, and neither the menu nor another page links to it, so only those who know its address can open it. Link to it, write menu = true in its front matter, or delete it.",
            Basis::House,
        ),
        Code::SimilarTitle => told(
            "两个文档的标题相同，或十个字以上的标题只差一个字（期次、序号的不同不算）。多半是同一篇发了两次，或标题里有错字。",
            "Two documents have the same title, or titles of ten characters or more that differ in one (numbers of a series apart). Probably one was published twice, or a title has a slip.",
            Basis::House,
        ),
        Code::EmptyPart => told(
            "标题下面什么也没有就到了下一个标题或文末。网站检查把空栏目、空内容算作问题。",
            "Nothing stands between a heading and the next one or the end. Inspections of sites count empty parts as faults.",
            Basis::Regulation("国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》"),
        ),
        Code::UndatedItem => told(
            "公文、动态和专稿要有日期：没有日期的，网站检查当作没有更新，读者也不知道是什么时候的事。",
            "Notices, news and features carry a date: without one, inspections count them as never updated, and readers cannot tell when it was.",
            Basis::Regulation("国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》"),
        ),
        Code::DateAhead => told(
            "文档的日期比今天还晚，多半是写错了年份或月份。要到那一天才发布的，用 publish_at。",
            "The document's date is later than today: probably a slip in year or month. To publish it on that day, use publish_at.",
            Basis::House,
        ),
        Code::FutureItem => told(
            "文档写了 publish_at，时间还没有到，所以现在不在网站上。到时候再运行一次 build，它才会出现。",
            "The document has a publish_at that is still to come, so it is not on the site now. It appears when build is run after that time.",
            Basis::House,
        ),
        Code::ExpiredItem => told(
            "文档写了 expire_at，时间已过，所以不在网站上了。指向它的旧网址会打不开，需要时请改写或删去 expire_at。",
            "The document's expire_at is past, so it is no longer on the site, and old links to it fail. Change or delete expire_at if it is to stay.",
            Basis::House,
        ),
        Code::WithdrawnItem => told(
            "文档写了 withdrawn，已经撤下：列表、检索、订阅和站点地图里都没有它，原来的网址上只有一句说明，写着撤下的日期和原因（withdrawn_note）。译文随原文一起撤下。要恢复，删去 withdrawn。",
            "The document says withdrawn: it is gone from lists, search, feeds and the sitemap, and a note with the day and the reason (withdrawn_note) stands at its address. Translations go with their original. Delete withdrawn to bring it back.",
            Basis::House,
        ),
        Code::LinkToWithdrawn => told(
            "正文里的链接指向一篇已经撤下的文章。链接还能打开，读者看到的是撤稿说明；不想让读者再点过去，就删去或改写这个链接。",
            "A link in the text leads to a document that was withdrawn. It still works: readers see the note. Take it out or change it if they should not go there.",
            Basis::House,
        ),
        Code::HeadingOrder => told(
            "标题的级别跳了一级（例如 ## 之后直接是 ####）。网页上会自动补齐，但朗读软件的用户靠级别找路，请在原稿里也一级一级地写。",
            "The headings skip a level, such as #### right after ##. Pages close the gap, but those who use screen readers find their way by levels: write them level by level.",
            Basis::Specification("WCAG 2.2, 1.3.1; technique H42"),
        ),
        Code::PoorAlt => told(
            "图片的替代文字只是文件名、“图片”二字或相机的编号，看不见图的人听了等于没有。请写出图里有什么。",
            "The alternative text is a file's name, the word picture or a camera's number, which tells nothing to those who cannot see it. Say what the picture shows.",
            Basis::Specification("WCAG 2.2, 1.1.1; failure F30"),
        ),
        Code::RedirectLoop => told(
            "文档的旧网址（aliases）就是它现在的网址，转向页会转到自己，永远打不开。请删去这一项。",
            "One of the document's old addresses (aliases) is the address it has now, so the page would lead to itself for ever. Delete that entry.",
            Basis::House,
        ),
        _ => None,
    }
}

/// What a public site owes.
fn duty(code: Code) -> Option<Explanation> {
    match code {
        Code::FooterOrganiser => told(
            "网站页脚应当写明主办单位。请在 site.toml 的 [footer] 里写 organiser。",
            "The foot of a site names its organiser. Write organiser in [footer] of site.toml.",
            Basis::Regulation("国办发〔2017〕47号《政府网站发展指引》"),
        ),
        Code::FooterContact => told(
            "网站页脚应当有联系方式：地址、电话或邮箱，写一项即可。",
            "The foot of a site says how to reach its organiser: address, telephone or email; one will do.",
            Basis::Regulation("国办发〔2017〕47号《政府网站发展指引》"),
        ),
        Code::FooterFiling => told(
            "在公网上开放的网站，页脚要标明 ICP 备案号，开通后 30 日内还要办理公安备案并标明。内网站点和没有写 base_url 的站点不检查。备案号写错了形状，是另一个错误 bad-value。",
            "A site that is open to the public shows its ICP filing number at the foot, and its police filing number within 30 days of opening. Inner networks and sites without base_url are not checked. A number of the wrong shape is an error of its own, bad-value.",
            Basis::Regulation("《非经营性互联网信息服务备案管理办法》；《计算机信息网络国际联网安全保护管理办法》"),
        ),
        Code::ExampleAddress => told(
            "base_url 还是例子里的网址（example.org、example.cn 一类，谁也没有权使用）。网站地图、订阅、分享图和每一页的规范网址都会指到那里去。正式发布前一定要改；check --release、package、publish 把它当作错误。",
            "base_url is still an address of the examples (example.org, example.cn and the like, which are nobody's). Site map, feeds, cards and the canonical address of every page would lead there. check --release, package and publish take it as an error.",
            Basis::Regulation("RFC 2606、RFC 6761"),
        ),
        Code::MetaPlaceholder => told(
            "site.toml 的 [meta] 里有一项还是占位文字（null、待填、{{…}}），会原样发布出去。",
            "An entry of [meta] in site.toml still holds a placeholder (null, TODO, {{…}}), which would be published as it is.",
            Basis::Regulation("国办发〔2017〕47号《政府网站发展指引》附件 4 网页标签规范"),
        ),
        Code::MetaMismatch => told(
            "[meta] 里的 SiteDomain 不是本站的域名，多半是从别的站点抄来的。",
            "SiteDomain in [meta] is not this site's own: probably copied from another one.",
            Basis::Regulation("国办发〔2017〕47号《政府网站发展指引》附件 4 网页标签规范"),
        ),
        _ => None,
    }
}

/// Files.
fn file(code: Code) -> Option<Explanation> {
    match code {
        Code::UnportableName => told(
            "这个文件名在别的系统上存不了，或者会变成另一个文件：Windows 保留的名字（con、aux、com1……）、首尾的空格和句点、特殊符号、只有大小写不同的两个名字、苹果电脑拆开存的字符。拷给服务器管理员或放进压缩包时会出错。",
            "Other systems cannot hold this name, or take it for another file's: names that Windows keeps (con, aux, com1…), blanks and full stops at the edges, special signs, two names that differ in case alone, characters that a Mac takes apart. Copying or packing the site would fail.",
            Basis::House,
        ),
        Code::OutsideGone => told(
            "对方网站明确回答这个网页没有了（404 或 410）。请换成新的地址，或去掉链接。只有加 --external 才检查。",
            "The other site says plainly that the page is gone (404 or 410). Give its new address or take the link out. Asked only with --external.",
            Basis::House,
        ),
        Code::OutsideUnverified => told(
            "问了对方网站，但没有得到能说明问题的回答：有的网站不回答程序（403、412、510、521），有的暂时不通或太慢。这不等于链接失效，请用浏览器打开看一看。",
            "The other site was asked and gave no answer that tells: some do not answer programs (403, 412, 510, 521), some are down or slow. That does not mean that the link is dead. Open it in a browser.",
            Basis::House,
        ),
        Code::HeavyPicture => told(
            "图片超过 2 MB，又是原样发布的（动图、SVG、static 里的图片），手机上要等很久。宽 2000 像素的 JPG 一般不到 1 MB，网页上看不出差别。",
            "The picture is larger than 2 MB and is published as it is (moving ones, SVG, those in static), so readers on phones wait. A JPG of 2000 pixels across is usually below 1 MB and looks the same.",
            Basis::House,
        ),
        Code::FileAuthor => told(
            "PDF、Office 文件或不能自动清理的照片，属性里写着作者、修改人或相机主人的名字，下载的人都看得到。可能是正当的署名，也可能泄露了个人信息，请核对。程序自己填的名字（Administrator、微软用户等）不报；设了密码的文件看不到。",
            "The properties of a PDF, an Office document or a photo that cannot be cleaned here name its author, the one who changed it last, or the camera's owner, for every downloader to see. That may be a rightful credit or a leak: please check. Names that programs fill in are not reported; files with a password say nothing.",
            Basis::House,
        ),
        _ => None,
    }
}
