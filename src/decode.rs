//! Decoding (解码): bytes of an editor's file to text.
