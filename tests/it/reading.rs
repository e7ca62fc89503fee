//! Promises of the reading rooms.
