//! Settings (设置): site.toml as typed values.
