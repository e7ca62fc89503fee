//! Listings for a terminal, a spreadsheet and a program.

use jiangxin::report::{Cell, Column, Format, Table, Tongue, table};

fn listing() -> Table {
    let columns = vec![
        Column::new("file", "文件", "file"),
        Column::new("title", "标题", "title"),
        Column::new("count", "篇数", "count"),
        Column::new("by", "落实", "by"),
    ];
    let rows = vec![
        vec!["content/a.md".into(), "关于学习的通知".into(), 2.into(), vec!["甲".to_owned(), "乙".to_owned()].into()],
        vec!["content/长一些的名字.md".into(), "=HYPERLINK(\"x\")".into(), 0.into()],
        vec!["content/c.md".into(), "第一行\n第二行, 又一行".into(), Cell::Empty, Cell::Empty],
    ];
    Table { columns, rows }
}

#[test]
fn a_table_is_aligned_by_display_width() {
    assert_eq!(
        table(&listing(), Format::Table, Tongue::Zh),
        "\
文件                     标题                   篇数  落实
content/a.md             关于学习的通知         2     甲；乙
content/长一些的名字.md  =HYPERLINK(\"x\")        0
content/c.md             第一行 第二行, 又一行
"
    );
    assert!(table(&listing(), Format::Table, Tongue::En).starts_with("file                     title "));
}

#[test]
fn a_spreadsheet_sees_text_and_no_formulas() {
    assert_eq!(
        table(&listing(), Format::Csv, Tongue::Zh),
        "\u{FEFF}文件,标题,篇数,落实\r\ncontent/a.md,关于学习的通知,2,甲；乙\r\n\
         content/长一些的名字.md,\"'=HYPERLINK(\"\"x\"\")\",0,\r\ncontent/c.md,\"第一行\n第二行, 又一行\",,\r\n"
    );
    for risky in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\r=1"] {
        let sheet = table(&Table { columns: vec![Column::new("a", "甲", "a")], rows: vec![vec![risky.into()]] }, Format::Csv, Tongue::En);
        assert_eq!(sheet, format!("\u{FEFF}a\r\n\"'{risky}\"\r\n"));
    }
}

#[test]
fn json_rows_have_every_key() {
    let printed = table(&listing(), Format::Json, Tongue::Zh);
    let rows: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(rows[0], serde_json::json!({ "file": "content/a.md", "title": "关于学习的通知", "count": 2, "by": ["甲", "乙"] }));
    assert_eq!(rows[1]["by"], serde_json::Value::Null);
    assert_eq!(table(&Table::default(), Format::Json, Tongue::Zh), "[]\n");
}
