//! Promises of the rim rooms.
