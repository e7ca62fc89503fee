//! The specification as tests, one binary.

mod amend;
mod anchors;
mod architecture;
mod bad_input;
mod commands;
mod compressed;
mod export;
mod fixture;
mod fuzz;
mod gate;
mod golden;
mod html;
mod import;
mod markup;
mod notice;
mod output;
mod package;
mod pictures;
mod press;
mod preview;
mod publish;
mod reading;
mod readme;
mod rebuild;
mod rim;
mod site;
