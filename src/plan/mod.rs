//! The plan: every output path and what makes it.
