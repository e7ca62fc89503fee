//! The specification as tests, one binary.

mod anchors;
mod architecture;
mod bad_input;
mod commands;
mod fixture;
mod fuzz;
mod golden;
mod html;
mod markup;
mod notice;
mod output;
mod press;
mod preview;
mod reading;
mod readme;
mod rim;
mod site;
