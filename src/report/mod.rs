//! Reports: the one place that formats diagnostics and listings, one form a file, pure functions all.
//!
//! Every form takes the same findings and [`Texts`], in which byte ranges become lines and columns.

mod code;
mod csv;
mod excerpt;
mod explain;
mod github;
mod human;
mod json;
mod order;
mod sarif;
mod sheet;
mod table;
mod texts;
mod tongue;

pub use code::terminal_code;
pub use explain::explain;
pub use github::github;
pub use human::{SHOWN_PER_CODE, human};
pub use json::{check_json, json};
pub use order::Summary;
pub use sarif::sarif;
pub use sheet::{SHEET_MARK, Sheet, sheet};
pub use table::{Cell, Column, Format, Table, table};
pub use texts::{Place, Texts};
pub use tongue::Tongue;
