//! Tables of others, read into drafts of actions: bytes come in, and no file, terminal or git is seen.

pub mod book;
pub mod date;
mod delimited;
mod encoding;
mod guard;
pub mod names;
mod opendocument;
pub mod reading;
mod sparse;
mod spreadsheet;
