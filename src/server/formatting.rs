//! A text laid out as `plan fmt` lays it out.

use gen_lsp_types::{DocumentFormattingParams, DocumentRangeFormattingParams, Range, TextEdit};

use crate::error::Error;
use crate::load::canonical::laid_out;
use crate::server::edits::of_lines;
use crate::server::place::File;
use crate::server::session::Session;

/// The edits that lay out a whole action's file.
///
/// # Errors
/// There are none: what cannot be laid out surely stays as it is.
pub fn whole(
    _: &mut Session,
    file: File,
    _: DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>, Error> {
    Ok(edits(&file))
}

/// Those of them that touch a range.
///
/// # Errors
/// As of the whole.
pub fn range(
    _: &mut Session,
    file: File,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>, Error> {
    let Range { start, end } = params.range;
    let touches = |edit: &TextEdit| edit.range.start <= end && start <= edit.range.end;
    Ok(edits(&file).map(|edits| edits.into_iter().filter(touches).collect()))
}

fn edits(file: &File) -> Option<Vec<TextEdit>> {
    let bytes = file.text.as_str().as_bytes();
    let after = file.is_action().then(|| laid_out(bytes))??;
    Some(of_lines(&file.text, &after))
}
