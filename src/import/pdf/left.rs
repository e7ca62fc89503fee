use crate::diag::{Code, Diagnostic, Severity};
use crate::import::left::margin;
use crate::pdf::Page;

/// What a PDF holds that did not come over, or came over with a decision; pages counted from 1.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// Pages with a picture and no character, scans most likely.
    pub scanned: Vec<usize>,
    /// Pages with nothing on them.
    pub blank: Vec<usize>,
    /// Pages with pictures.
    pub pictures: Vec<usize>,
    /// Pages with characters whose text the file does not give.
    pub unknown: Vec<usize>,
    /// Pages with characters that stand aslant.
    pub slanted: Vec<usize>,
    /// Pages whose text a recognition program put over a scan.
    pub recognised: Vec<usize>,
    /// Pages with tables whose cells have drawn edges.
    pub ruled: Vec<usize>,
    /// Pages whose footnotes went to the end of the text.
    pub moved: Vec<usize>,
    /// Pages with what looks like a table or columns.
    pub tabular: Vec<usize>,
    /// Characters that were read as what they look like, not as the radicals that the file names.
    pub radicals: usize,
    /// What stood at the head or foot of most pages.
    pub margins: Vec<String>,
}

impl Left {
    pub fn look_at(&mut self, pages: &[Page]) {
        let numbers = |is: &dyn Fn(&Page) -> bool| pages.iter().enumerate().filter(|(_, page)| is(page)).map(|(n, _)| n + 1).collect();
        let is_bare = |p: &Page| p.marks.iter().all(|m| m.text.trim().is_empty());
        self.scanned = numbers(&|p| is_bare(p) && p.pictures > 0);
        self.blank = numbers(&|p| is_bare(p) && p.pictures == 0 && p.unknown == 0);
        self.pictures = numbers(&|p| p.pictures > 0 && p.marks.iter().any(|m| !m.text.trim().is_empty()));
        self.unknown = numbers(&|p| p.unknown > 0);
        self.slanted = numbers(&|p| p.slanted > 0);
        self.radicals = pages.iter().map(|p| p.radicals).sum();
        self.recognised = numbers(&|p| p.unseen > 0 && p.unseen * 2 > p.marks.len());
    }

    /// One finding for each kind.
    pub fn findings(self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let mut left = |pages: &[usize], zh: &str, en: &str, help_zh: &str, help_en: &str| {
            if !pages.is_empty() {
                let which = ranges(pages);
                out.push(Diagnostic::new(Code::LeftOut, format!("PDF 第 {which} 页{zh}"), format!("Page {which} of the PDF {en}")).help(help_zh, help_en));
            }
        };
        left(
            &self.blank,
            "是空白的",
            "is blank",
            "请对照原件：原件上有内容，就是文件损坏了，请再要一份",
            "Compare it with the original: if there is something on it, the file is damaged and another copy is needed",
        );
        left(
            &self.scanned,
            "没有文字，没有导入",
            "has no text and was not imported",
            "多半是扫描的图片：先用文字识别软件转成文字，逐字核对后补进正文",
            "It is a scan, most likely: turn it into text with a recognition program, compare every character, and add it",
        );
        left(
            &self.unknown,
            "有些字没有文字编码，漏掉了",
            "has characters without their text, which are missing now",
            "请对照原件把漏掉的字补上",
            "Compare it with the original and fill in what is missing",
        );
        left(
            &self.recognised,
            "的文字是识别软件认出来的",
            "holds text that a recognition program made out",
            "识别会认错字，请逐字核对原件",
            "Recognition makes mistakes: compare every character with the original",
        );
        left(
            &self.tabular,
            "像是有表格或分栏，导入后是一行一行的文字，左右连在一起",
            "seems to hold a table or columns, which came over line by line, left and right together",
            "请对照原件重新排好，或从 Word 原稿导入",
            "Set it in order with the original beside it, or import the Word original",
        );
        left(
            &self.pictures,
            "的图片没有导入",
            "has pictures that were not imported",
            "需要的图片请从原稿里取出，放进文档的文件夹，再写进正文；印章不要放到网上",
            "Take the pictures that are needed from the original, put them into the document's folder and write them into the text; keep seals off the web",
        );
        left(
            &self.slanted,
            "斜排的字没有导入，多半是水印",
            "has characters aslant that were not imported, a watermark most likely",
            "如果是正文的一部分，请抄进正文",
            "If they belong to the text, copy them into it",
        );
        left(
            &self.moved,
            "的脚注放到了文末",
            "has footnotes that stand at the end of the text now",
            "文中找不到只出现一次的注号，请把它们放回原处，或写成 [^1] 的注",
            "Their marks do not stand in the text just once: put them where they belong, or write them as notes, [^1]",
        );
        out.extend(self.made_out());
        out.extend(self.margins.iter().map(|words| margin(words)));
        out
    }

    /// What came over with a decision of the program's.
    fn made_out(&self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        if !self.ruled.is_empty() {
            let which = ranges(&self.ruled);
            let (zh, en) = (format!("PDF 第 {which} 页的表格是按框线认出来的"), format!("The tables on page {which} of the PDF were made out by their lines"));
            let told = Diagnostic::new(Code::LeftOut, zh, en).help("请对照原件核对每一格", "Compare every cell with the original");
            out.push(Diagnostic { severity: Severity::Note, ..told });
        }
        let n = self.radicals;
        if n > 0 {
            out.push(
                Diagnostic::new(
                    Code::LookAlikeRadical,
                    format!("PDF 里有 {n} 个字写成了样子相同的部首，已换成汉字"),
                    format!("{n} characters of the PDF are written as radicals that look the same; they were read as the characters"),
                )
                .help("不用做什么；核对时看字形就行", "Nothing has to be done; compare the shapes"),
            );
        }
        out
    }
}

/// `1、3-5`
fn ranges(pages: &[usize]) -> String {
    let runs = pages.chunk_by(|a, b| a + 1 == *b);
    let shown = runs.filter_map(|run| match (run.first()?, run.last()?) {
        (first, last) if first == last => Some(first.to_string()),
        (first, last) => Some(format!("{first}-{last}")),
    });
    shown.collect::<Vec<_>>().join("、")
}
