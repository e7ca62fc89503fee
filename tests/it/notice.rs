//! Promises of the notice rooms.
