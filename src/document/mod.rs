//! Documents (文档): one file's fields and body, by kind.
