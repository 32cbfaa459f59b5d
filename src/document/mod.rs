//! One TOML text: read, asked for values, changed and laid out byte for byte; it never sees a disk.

pub mod amount_text;
pub mod assignment;
pub mod comments;
pub mod decode;
pub mod edit;
pub mod editor_schema;
pub mod fields;
pub mod fragment;
pub mod items;
pub mod layout;
pub mod new_words;
pub mod sheet;
pub mod statement;
pub mod syntax;
pub mod template;
pub mod text;
pub mod traps;
pub mod value_text;
