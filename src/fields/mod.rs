//! Typed front matter (文件头) with byte ranges.
//!
//! [`split`] finds it, [`parse`] turns TOML or YAML into one [`Table`], [`Reader`] takes typed values out of it and says
//! what is wrong with each. Everything keeps the range of bytes it stands in, in the text of its whole file.

mod fault;
mod mistype;
mod nearest;
mod reader;
mod spec;
mod split;
mod toml;
mod value;
mod wording;
mod yaml;
mod yaml_fault;
mod yaml_scalar;

use std::sync::Arc;

pub use nearest::{nearest, nearest_of};
pub use reader::Reader;
pub use spec::{Field, Schema, Shape, field};
pub use split::{Format, Front, Parts, split};
pub use value::{Entry, Spanned, Table, Value};

use crate::diag::{Checked, Code};
use crate::text::Span;

/// Parses the front matter that stands in `span` of `text`, or a whole `.toml` file.
///
/// Findings are `code` (front-matter-syntax, settings-syntax), one a line; the table then holds what could be read and says
/// so with [`Table::broken`].
pub fn parse(text: &str, span: Span, format: Format, file: impl Into<Arc<str>>, code: Code) -> Checked<Table> {
    let file = file.into();
    match format {
        Format::Toml => toml::parse(text, span, &file, code),
        Format::Yaml => yaml::parse(text, span, &file, code),
    }
}
