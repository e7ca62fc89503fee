//! Diagnostics (诊断): the one type in which every stage says what is wrong, where, and what to do.
//!
//! A stage that cannot fail returns [`Checked`]: a value and its findings. `report` alone formats them.

mod checked;
mod code;
mod diagnostic;
mod explain;

pub use checked::Checked;
pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Edit, Words};
pub use explain::{Basis, Explanation};
