//! One TOML text: read, asked for values, changed and laid out byte for byte; it never sees a disk.

pub mod editor_schema;
pub mod template;
