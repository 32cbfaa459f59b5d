//! A text laid out as `plan fmt` lays it out.

use gen_lsp_types::{
    DocumentFormattingParams, DocumentRangeFormattingParams, Range, TextEdit, Uri,
};

use crate::error::Error;
use crate::load::canonical::laid_out;
use crate::server::edits::of_lines;
use crate::server::session::Session;
use crate::source::paths::is_action;

/// The edits that lay out a whole action's file.
///
/// # Errors
/// There are none: what cannot be laid out surely stays as it is.
pub fn whole(
    session: &mut Session,
    params: DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>, Error> {
    Ok(edits(session, &params.text_document.uri))
}

/// Those of them that touch a range.
///
/// # Errors
/// As of the whole.
pub fn range(
    session: &mut Session,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>, Error> {
    let edits = edits(session, &params.text_document.uri);
    let Range { start, end } = params.range;
    let touches = |edit: &TextEdit| edit.range.start <= end && start <= edit.range.end;
    Ok(edits.map(|edits| edits.into_iter().filter(touches).collect()))
}

fn edits(session: &Session, uri: &Uri) -> Option<Vec<TextEdit>> {
    let (text, _, path) = session.file(uri)?;
    let after = is_action(&path).then(|| laid_out(text.as_str().as_bytes()))??;
    Some(of_lines(&text, &after))
}
