/// A text that grows by repeating one piece: what it is called and the piece.
pub struct Shape {
    /// What is repeated.
    pub name: &'static str,
    piece: String,
}

impl Shape {
    /// The piece over and over, about `bytes` long.
    pub fn text(&self, bytes: usize) -> String {
        self.piece.repeat(bytes / self.piece.len() + 1)
    }
}

/// Texts on which a reader that looks twice at anything grows slow: one real notice over and over, and pieces of the grammar without
/// end, on one line and on lines of their own.
pub fn shapes(real: &str) -> Vec<Shape> {
    let pieces = [
        ("one giant line", "各级工会要认真学习贯彻落实会议精神，"),
        ("one giant line of defects", "**贯彻贯彻(落实)** 某发[2021]07号,见附件3 13800000000;⼀ 张 三&nbsp;２０２２年４月２９日（星期一）"),
        ("{#密 on one line", "{#密"),
        ("一、 on one line", "一、"),
        ("items on one line", "一、甲。二、乙。"),
        ("（ on one line", "（"),
        ("（ on lines", "（\n"),
        ("附件1 on one line", "附件1"),
        ("附件1 on lines", "附件1\n"),
        ("附件： on lines", "附件：甲\n"),
        ("抄送 on lines", "抄送：甲局，乙局。\n"),
        ("抄送 without an end", "抄送：甲局，乙局，\n"),
        ("spaces", " "),
        ("（一） on lines", "（一）\n"),
        ("（一）甲 on lines", "（一）甲\n"),
        ("all levels, deep", "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n"),
        ("points on one line", "一是甲。二是乙。"),
        ("points on lines", "一是甲。\n二是乙。\n"),
        ("chapters and articles", "第一章 甲\n第一节 乙\n第一条 丙\n"),
        ("titles", "关于甲的通知\n"),
        ("dates", "2022年4月29日\n"),
        ("print lines", "某局2022年4月29日印发\n"),
        ("signers", "某某市总工会\n"),
        ("addressees that never end", "各县、市工会，\n"),
        ("a web page's fields", "来源：甲\n"),
        ("numbers on one line", "某发〔2022〕1号"),
        ("half numbers on one line", "某〔2022"),
        ("half tags on one line", "<p "),
        ("quotes that never close", "《“"),
        ("paragraphs cut at a comma", "甲乙丙丁戊己庚辛，\n\n"),
        ("page numbers in sentences", "甲乙，丙丁戊己—1—\n"),
        ("markings", "机密★1年\n"),
        ("a table", "| 甲 | 密 |\n"),
    ];
    let pieces = pieces.into_iter().map(|(name, piece)| Shape { name, piece: piece.to_owned() });
    std::iter::once(Shape { name: "a real notice, repeated", piece: format!("{real}\n") }).chain(pieces).collect()
}
