use crate::diag::{Code, Diagnostic};
use crate::import::left::margin;

/// What a Word file holds that did not come over, or came over with a decision: counted, and told once each.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// Pieces put in by someone and not yet accepted.
    pub inserted: usize,
    /// Pieces struck out and not yet gone.
    pub deleted: usize,
    pub comments: usize,
    /// Characters with the property hidden.
    pub hidden: usize,
    /// Charts, diagrams, embedded files.
    pub objects: usize,
    /// Formulas, of which the letters came over.
    pub formulas: usize,
    /// Tables of contents.
    pub contents: usize,
    /// Pictures of a kind that no browser shows, by the name of the kind.
    pub pictures: Vec<String>,
    /// Pictures that are not in the file.
    pub linked: usize,
    /// Headers and footers with words of their own.
    pub margins: Vec<String>,
}

impl Left {
    /// One finding for each kind.
    pub fn findings(self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let (inserted, deleted) = (self.inserted, self.deleted);
        if inserted + deleted > 0 {
            out.push(
                Diagnostic::new(
                    Code::TrackedChanges,
                    format!("文件里还有没定下来的修订：插入 {inserted} 处，删除 {deleted} 处。导入时按全部接受处理"),
                    format!("The file still has tracked changes: {inserted} insertions, {deleted} deletions. They were taken as accepted"),
                )
                .help(
                    "请核对导入的文字是不是定稿；不是，就在 Word 或 WPS 的“审阅”里逐条接受或拒绝，再导入一次",
                    "See whether this is the final text; if not, accept or reject each change under Review in Word or WPS and import it again",
                ),
            );
        }
        out.extend(self.counted());
        out.extend(self.pictures.iter().map(|kind| picture(kind)));
        out.extend(self.margins.iter().map(|words| margin(words)));
        out
    }

    fn counted(&self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let mut left = |n: usize, zh: &str, en: &str, help_zh: &str, help_en: &str| {
            if n > 0 {
                out.push(Diagnostic::new(Code::LeftOut, format!("有 {n} 处{zh}没有导入"), format!("Not imported: {n} {en}")).help(help_zh, help_en));
            }
        };
        left(
            self.comments,
            "批注",
            "comments",
            "批注不发布；里面有要改的，请先改进正文",
            "Comments are not published; first work into the text what they ask for",
        );
        left(
            self.hidden,
            "隐藏文字",
            "hidden texts",
            "隐藏文字在 Word 里也不打印；要用就去掉“隐藏”再导入",
            "Word does not print them either; take the property hidden off if they are needed",
        );
        left(
            self.objects,
            "图表或嵌入的文件",
            "charts or embedded files",
            "在 Word 里把它截成图片，和文档放在一起，在正文里写 ![说明](文件名)",
            "Make a picture of each in Word, put it beside the document and write ![what it shows](its name) into the text",
        );
        left(
            self.formulas,
            "公式的排版",
            "layouts of formulas",
            "公式只留下了其中的字符，请对照原文核对",
            "Only the characters of formulas came over; compare them with the original",
        );
        left(self.contents, "目录", "tables of contents", "不用补：网页会自己生成目录", "Nothing to do: pages make their own");
        left(
            self.linked,
            "链接到别处的图片",
            "pictures that are only linked",
            "找到原图片，放进文档的文件夹，再写进正文",
            "Find the pictures, put them into the document's folder and write them into the text",
        );
        out
    }
}

fn picture(kind: &str) -> Diagnostic {
    let found = Diagnostic::new(
        Code::LeftOut,
        format!("一张 {kind} 格式的图片没有导入，浏览器显示不了这种格式"),
        format!("A picture was not imported: browsers do not show {kind}"),
    );
    found.help(
        "在 Word 里右键“另存为图片”，存成 PNG 或 JPEG，放进文档的文件夹，再写进正文",
        "Save it from Word as PNG or JPEG, put it into the document's folder and write it into the text",
    )
}
