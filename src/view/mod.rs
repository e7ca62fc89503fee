//! Views: everything a page prints, already decided.
