//! The specification as tests, one binary.

mod markup;
mod notice;
mod preview;
mod reading;
mod readme;
mod rim;
