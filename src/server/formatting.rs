//! A text laid out as `plan fmt` lays it out.

use gen_lsp_types::{Range, TextEdit};

use crate::load::canonical::laid_out;
use crate::server::edits::of_lines;
use crate::server::place::File;

/// The edits that lay out a whole action's file; none of one that cannot be laid out surely.
pub fn edits(file: &File) -> Option<Vec<TextEdit>> {
    let bytes = file.text.as_str().as_bytes();
    let after = file.is_action().then(|| laid_out(bytes))??;
    Some(of_lines(&file.text, &after))
}

/// Those of them that touch a range.
pub fn edits_within(file: &File, range: Range) -> Option<Vec<TextEdit>> {
    let touches = |edit: &TextEdit| edit.range.start <= range.end && range.start <= edit.range.end;
    Some(edits(file)?.into_iter().filter(touches).collect())
}
