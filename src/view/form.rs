use serde::Serialize;

use super::Signatory;
use crate::notice::Notice;

/// How a paper is laid out: the form of clause 7 of GB/T 9704-2012, or one of the special forms of clause 10.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// 文件, with red head, number and red rule.
    #[default]
    Document,
    /// 信函格式 (10.1).
    Letter,
    /// 命令（令）格式 (10.2).
    Order,
    /// 纪要格式 (10.3).
    Minutes,
}

impl Form {
    /// The form that a paper's own words ask for. A letter is known by 函 in its number or, where it has none, by its kind;
    /// a mark that ends in 文件 makes any paper a document.
    pub fn of(notice: &Notice) -> Self {
        let mark = notice.issuer_mark.as_deref().unwrap_or("");
        let titled = |end: &str| if mark.is_empty() { notice.title.ends_with(end) } else { mark.ends_with(end) };
        let code = notice.doc_number.as_ref().map_or("", |n| n.code.as_str());
        match notice.genre.as_deref() {
            _ if mark.ends_with("文件") => Self::Document,
            Some("命令" | "令") if titled("令") => Self::Order,
            Some("纪要") if titled("纪要") => Self::Minutes,
            Some("函") if code.is_empty() => Self::Letter,
            _ if code.ends_with('函') => Self::Letter,
            _ => Self::Document,
        }
    }

    /// Whether the title is all the mark that the paper has: 某某市人民政府令.
    pub fn has_title_as_mark(self, notice: &Notice) -> bool {
        matches!(self, Self::Order | Self::Minutes) && notice.issuer_mark.is_none()
    }
}

/// The post and the name in the one line that signs an order: 市长　某某.
pub(super) fn signatory(notice: &Notice) -> Option<Signatory> {
    let [line] = notice.signature.as_slice() else { return None };
    let (post, name) = line.trim().split_once(char::is_whitespace)?;
    Some(Signatory { post: post.to_owned(), name: name.trim().to_owned() })
}

/// The words that open a list of who came to a meeting, with their colon (10.3).
pub(super) fn presence(text: &str) -> Option<&str> {
    let label = ["出席人员", "请假人员", "列席人员", "出席", "请假", "列席"].into_iter().find(|l| text.starts_with(l))?;
    let colon = text.get(label.len()..)?.chars().next().filter(|c| matches!(c, '：' | ':'))?;
    text.get(..label.len() + colon.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::read;

    fn form(text: &str) -> Form {
        Form::of(&read(text).notice)
    }

    #[test]
    fn a_paper_says_which_form_it_has() {
        assert_eq!(form("示例市总工会文件\n\n示总函〔2026〕2号\n\n示例市总工会关于某事的函\n\n某局：\n\n请支持。\n"), Form::Document);
        assert_eq!(form("示总函〔2026〕2号\n\n示例市总工会关于同意某事的批复\n\n某局：\n\n同意。\n"), Form::Letter);
        assert_eq!(form("示例市总工会关于某事的函\n\n某局：\n\n请支持。\n"), Form::Letter);
        assert_eq!(form("示总发〔2026〕2号\n\n示例市总工会关于同意某事的批复\n\n某局：\n\n同意。\n"), Form::Document);
        assert_eq!(form("示例市人民政府令\n\n第12号\n\n《办法》已经通过，现予公布。\n\n市长　示例\n\n2026年8月3日\n"), Form::Order);
        assert_eq!(form("示例市总工会主席办公会议纪要\n\n〔2026〕5号\n\n会议研究了某事。\n\n一、关于某事\n\n会议同意。\n"), Form::Minutes);
        assert_eq!(form("示例市总工会关于印发某某会议纪要的通知\n\n各单位：\n\n请落实。\n"), Form::Document);
    }

    #[test]
    fn the_words_before_the_names_are_told_apart() {
        assert_eq!(presence("出席：某某"), Some("出席："));
        assert_eq!(presence("列席人员:某某"), Some("列席人员:"));
        assert_eq!(presence("列席会议的有某某"), None);
    }
}
