//! Exporting (导出): one document for other programs: WeChat's editor, Word, plain text, data.
//!
//! A notice or an article becomes a [`Paper`], a plain sequence of lines, tables and pictures with their roles; each form prints that.

mod docx;
mod html;
mod notice;
mod paper;
mod preview;
mod standard;
mod text;
mod wechat;

pub use docx::{Embedded, docx};
pub use html::of_html;
pub use notice::of_notice;
pub use paper::{Cell, Image, Line, Paper, Piece, Role, Run};
pub use preview::preview;
pub use text::text;
pub use wechat::{MOST, Post, wechat};
