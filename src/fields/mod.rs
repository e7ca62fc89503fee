//! Typed front matter (文件头) with byte ranges.
