//! Promises of the markup rooms.
