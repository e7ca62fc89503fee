//! The publishing gate: what it finds, what people let stand, the forms that it answers in.

mod files;
mod fix;
mod forms;
mod judgement;
mod memory;
mod outside;
mod precision;
mod words;
