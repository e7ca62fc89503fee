//! Documents (文档): one file's fields and body, by kind.
//!
//! [`parse`] reads a file without knowing its kind; [`fields`] and [`section_fields`] give its fields their types.

mod kind;
mod own;
mod parse;
mod schema;
mod shared;
mod slug;
mod sort;
mod typed;

pub use kind::Kind;
pub use own::{FeatureFields, GalleryItem, Honour, NewsFields, NoticeFields, PageFields, ProfileFields, Video};
pub use parse::{Document, parse};
pub use schema::{SCHEMAS, known};
pub use shared::{Common, Correction, FileField, Focus};
pub use sort::Sort;
pub use typed::{Own, SectionFields, Typed, fields, section_fields};
