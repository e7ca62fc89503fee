//! New sites and documents.
