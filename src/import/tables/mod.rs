//! Tables as they stand in a file, whatever wrote it: bytes come in, cells go out.

pub mod book;
mod delimited;
mod encoding;
mod guard;
mod merged_cells;
mod opendocument;
mod spreadsheet;
