//! Tables of others, read into drafts of actions: bytes come in, and no file, terminal or git is seen.

pub mod beside;
pub mod book;
pub mod budget;
pub mod date;
mod delimited;
pub mod draft;
mod encoding;
mod guard;
pub mod exported;
pub mod heading;
pub mod lexicon;
pub mod map;
pub mod names;
mod opendocument;
pub mod reading;
mod sparse;
mod spreadsheet;
pub mod rows;
pub mod sentence;
pub mod texts;
