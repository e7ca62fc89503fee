//! Pictures as they are published (图片): which sizes and formats are made of one, and what they are called. Nothing is read or
//! made here: the header tells enough.

mod cut;
mod form;

pub use cut::{Cut, Cuts, Use};
pub use form::{Form, Forms, Ink, Part, Recipe, forms, has_forms};
