//! The specification as tests, one binary.

mod anchors;
mod markup;
mod notice;
mod reading;
mod readme;
mod rim;
