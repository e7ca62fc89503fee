//! The specification as tests, one binary.

mod markup;
mod notice;
mod reading;
mod readme;
mod rim;
