use super::{Basis, Explanation};
use crate::diag::Code;

const NUMBER: Basis = Basis::Standard("GB/T 9704-2012 7.2.5（规定）");
const LEVELS: Basis = Basis::Standard("GB/T 9704-2012 7.3.3（规定）");
const DATE: Basis = Basis::Standard("GB/T 9704-2012 7.3.5.4（规定）");
const LIST: Basis = Basis::Standard("GB/T 9704-2012 7.3.4、7.3.7（规定）");
const IMPRINT: Basis = Basis::Standard("GB/T 9704-2012 7.4.3（规定）");
const SECRET: Basis = Basis::Regulation("保守国家秘密法；GB/T 9704-2012 7.2.2");
const PERSON: Basis = Basis::Regulation("个人信息保护法；政府信息公开条例");

/// The codes of this stage; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    mends(code).or_else(|| whole(code)).or_else(|| numbering(code)).or_else(|| parts(code)).map(|(zh, en, basis)| Explanation { zh, en, basis })
}

type Entry = (&'static str, &'static str, Basis);

fn mends(code: Code) -> Option<Entry> {
    let (zh, en) = match code {
        Code::JoinPageBreak => (
            "一个段落在换页处被断成两段，上半段没有句末标点，下半段不是新的序号，读的时候已接成一段。用 check --fix 可写回文件。",
            "A page break cut a paragraph in two: the first half ends without a stop and the second starts no item, so both are read as one. check --fix writes it into the file.",
        ),
        Code::JoinLine => (
            "一句话在行末被断开，读的时候已接上。用 check --fix 可写回文件。",
            "A line end cut a sentence in two; both are read as one. check --fix writes it into the file.",
        ),
        Code::PageNumber => (
            "页码混进了正文，读的时候已去掉；单独一个数字不算页码。用 check --fix 可写回文件。",
            "A page number stood in the text and is left out. A bare number is not taken for one. check --fix writes it into the file.",
        ),
        Code::RepeatedHeader => (
            "同样的短行出现三次以上，是每页的页眉或页脚，只保留第一次。用 check --fix 可写回文件。",
            "A short line that occurs three times or more is a page's header or footer; only its first occurrence is kept. check --fix writes it into the file.",
        ),
        Code::DoubledLine => (
            "同一整行连着印了两遍，是 PDF 用重影做的加粗，只读一遍。用 check --fix 可写回文件。",
            "A whole line printed twice in a row is a PDF's way of bold type; it is read once. check --fix writes it into the file.",
        ),
        Code::SpaceInChinese => (
            "汉字之间、汉字与标点或数字之间的空格是转换留下的，读的时候已去掉。人名之间、机关名之间的空格保留。用 check --fix 可写回文件。",
            "Spaces inside Chinese text are left by converters and are taken out. Those between names stay. check --fix writes it into the file.",
        ),
        Code::LookAlikeRadical => (
            "有些 PDF 把汉字写成外形相同的部首字符，搜索和编号都认不出，读的时候已换成普通汉字。用 check --fix 可写回文件。",
            "Some PDFs write radicals that look like characters; they are read as the characters, so that search and numbering work. check --fix writes it into the file.",
        ),
        Code::HalfWidthPunctuation => (
            "汉字文本里的半角标点读成全角。时间、比例、千分位和网址里的不动。用 check --fix 可写回文件。",
            "Half-width marks in Chinese text are read as full-width ones; those in times, ratios, figures and addresses are left alone. check --fix writes it into the file.",
        ),
        Code::StrayBold => (
            "公文的层次由字体和序号表示，不用加粗；转换留下的 ** 已去掉。用 check --fix 可写回文件。",
            "Levels show by face and ordinal in an official paper, not by bold; the ** of a converter are taken out. check --fix writes it into the file.",
        ),
        Code::HeadingMark => (
            "同一级标题的 # 数目应当一致，正文段落前不应有 #。用 check --fix 可写回文件。",
            "Headings of one level carry the same number of #, and paragraphs none. check --fix writes it into the file.",
        ),
        _ => return None,
    };
    Some((zh, en, Basis::House))
}

fn whole(code: Code) -> Option<Entry> {
    Some(match code {
        Code::Classified => (
            "文字中出现“绝密、机密、秘密”密级标志。涉密文件不得在联网的电脑上处理，更不得公开，所以立即停止，什么也不写出。",
            "The text carries a secrecy marking. Classified papers must not be processed on networked machines, let alone published, so nothing is written.",
            SECRET,
        ),
        Code::PersonalPhone => (
            "公开的文件里写了个人手机号。请改用单位座机，或遮盖中间四位。",
            "A published paper gives a personal mobile number. Use the office's landline or mask the middle digits.",
            PERSON,
        ),
        Code::PersonalIdentity => ("公开的文件里写了身份证号。请删去或遮盖。", "A published paper gives an identity-card number. Delete or mask it.", PERSON),
        Code::NotANotice => (
            "公文应有发文字号、由事由和文种组成的标题、主送机关、署名和日期等要素；这里太少，不能当作公文。",
            "An official paper has a number, a title that names its kind, addressees, a signature and a date; too few of them are here.",
            Basis::House,
        ),
        Code::RunTogether => (
            "几个序号挤在一行，读的时候按序号分开了；原文件里最好各占一行。",
            "Several items share a line and were read apart by their ordinals; they had better stand on lines of their own.",
            Basis::House,
        ),
        Code::CutShort => (
            "公文在一句话中间断了，后面没有署名和日期，多半是转换或复制时漏了。断处之后的内容无从读起，相应各项留空。",
            "The notice breaks off in a sentence, with no signature or date behind it: a converter or a copy lost the rest. What would have stood there is left empty.",
            Basis::House,
        ),
        Code::LostCharacter => (
            "“�”说明转换时有文字丢失。内容猜不出来，只能对照原件补上。",
            "The sign � shows that a converter lost text. It cannot be guessed, only restored from the original.",
            Basis::House,
        ),
        Code::DoubledWord => (
            "两个字以上的词连着写了两遍，多半是多打的。匠心不改动文字，请核对原件。",
            "A word of two characters or more stands twice in a row, mostly a slip. Words are never changed; check the original.",
            Basis::House,
        ),
        _ => return None,
    })
}

fn numbering(code: Code) -> Option<Entry> {
    Some(match code {
        Code::WrongBrackets => (
            "发文字号的年份用六角括号〔〕括起，不用 []、()、【】。本文件自己的字号，check --fix 可以改。",
            "The year of a document number stands in 〔〕, not in [], () or 【】. check --fix puts the notice's own number right.",
            NUMBER,
        ),
        Code::PaddedNumber => ("发文顺序号、日期的月和日都不编虚位，1 不写成 01。", "Serials, months and days are written without leading zeros.", NUMBER),
        Code::NumberWithDi => ("发文顺序号前不加“第”；命令（令）和简报的编号除外。", "A serial has no 第 before it; orders and bulletins are exempt.", NUMBER),
        Code::ShortYear => ("发文字号的年份标全称，写四位。", "The year of a document number has all four digits.", NUMBER),
        Code::NumberIncomplete => ("发文顺序号后加“号”字。", "A serial is followed by 号.", NUMBER),
        Code::OrdinalGap => (
            "同一层次的序号中间缺了号，可能是转换时丢了序号，也可能是原件编错。",
            "An ordinal is missing in a row: lost by a converter or wrong in the original.",
            LEVELS,
        ),
        Code::OrdinalRepeat => {
            ("同一层次的序号重复或倒退。锚点会在后一个的序号后加字母。", "An ordinal stands twice or goes back. The later one's anchor takes a letter.", LEVELS)
        }
        Code::OrdinalMark => {
            ("一级序号用顿号“一、”，带括号的序号后不加标点。", "The first level is written 一、, and no mark follows a bracketed ordinal.", LEVELS)
        }
        _ => return None,
    })
}

fn parts(code: Code) -> Option<Entry> {
    Some(match code {
        Code::PrintLineTruncated => {
            ("印发机关和印发日期一行以“印发”结尾；这里断在中间。", "The line of printing organ and date ends in 印发; here it breaks off.", IMPRINT)
        }
        Code::UnreadableDate => (
            "成文日期有字丢失或缺少年月日，存在几种读法，所以不填。",
            "Parts of the date are lost and it could be read in several ways, so none is taken.",
            DATE,
        ),
        Code::ImpossibleDate => (
            "文中的日期在日历上不存在，例如2月30日，必有一个数字写错；成文日期如此时不填。",
            "The calendar has no such day, like 30 February: one of its figures is wrong. As the paper's own date it is not taken.",
            Basis::House,
        ),
        Code::MissingAttachment => {
            ("正文写“见附件N”，附件说明和附件里都没有第 N 个。", "The text refers to an attachment that neither the list nor the attached texts have.", LIST)
        }
        Code::AttachmentMismatch => {
            ("附件的顺序号和标题应当与附件说明一致。", "Number and title of an attached text agree with the list of attachments.", LIST)
        }
        Code::LoneAttachmentNumber => ("只有一个附件时不编顺序号。", "A single attachment takes no number.", LIST),
        Code::WeekdayMismatch => {
            ("写出的星期与日期推算的不同，其中必有一个写错。", "The weekday given is not that of the date: one of them is wrong.", Basis::House)
        }
        Code::DateAfterPublication => ("网页的发布日期早于成文日期，不合常理。", "A page cannot be published before its paper is dated.", Basis::House),
        Code::PrintBeforeDate => ("印发日期不会早于成文日期。", "A paper is not printed before it is dated.", IMPRINT),
        _ => return None,
    })
}
