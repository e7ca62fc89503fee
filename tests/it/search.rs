//! Search: what the index holds, that nothing is missed, and that nothing leaks into it.

mod build;
mod reader;
mod recall;
mod twins;
