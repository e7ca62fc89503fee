//! Promises of the rim rooms.

mod listings;
mod reports;
mod scaffolds;
mod terminal;
