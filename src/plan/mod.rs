//! The plan: every output path and what makes it, and the record of what an earlier run wrote.

mod artifact;
mod manifest;

pub use artifact::{Artifact, Origin, Plan, Planner};
pub use manifest::{Entry, MANIFEST, Manifest};
