//! Promises of the notice rooms.

#[path = "notice/cases.rs"]
mod cases;
#[path = "notice/linear.rs"]
mod linear;
#[path = "notice/properties.rs"]
mod properties;
#[path = "notice/published.rs"]
mod published;
#[path = "notice/score.rs"]
mod score;
#[path = "notice/seed.rs"]
mod seed;
#[path = "notice/shapes.rs"]
mod shapes;
