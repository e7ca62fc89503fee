//! The specification as tests, one binary.

mod architecture;
mod html;
mod markup;
mod notice;
mod output;
mod press;
mod preview;
mod reading;
mod readme;
mod rim;
