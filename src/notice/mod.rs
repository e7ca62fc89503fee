//! The notice grammar (公文): text in, structure, mends and findings out.
