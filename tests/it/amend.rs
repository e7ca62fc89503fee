//! Mending files: what `check --fix` writes, and that it can be taken back byte for byte.

mod command;
mod patch;
mod properties;
