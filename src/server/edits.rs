//! Changes of texts as edits that a client makes.

use std::path::Path;

use gen_lsp_types::{
    DocumentChange, OptionalVersionedTextDocumentIdentifier, RenameFile, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use similar::{DiffOp, TextDiff};

use crate::document::decode::decode;
use crate::error::Error;
use crate::server::position::Text;
use crate::server::session::Session;
use crate::source::changes::Changes;

/// The edits, of whole lines, that make `after` of a text.
pub fn of_lines(text: &Text, after: &str) -> Vec<TextEdit> {
    let diff = TextDiff::from_lines(text.as_str(), after);
    let bytes = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let edit = |op: &DiffOp| {
        let (old, new) = (op.old_range(), op.new_range());
        let start = bytes(&diff.old_slices()[..old.start]);
        let end = start + bytes(&diff.old_slices()[old]);
        TextEdit::new(text.range(start..end), diff.new_slices()[new].concat())
    };
    let ops = diff.ops().iter();
    let changed = ops.filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed.map(edit).collect()
}

/// The edits of several files as one.
pub fn of_files(edits: impl IntoIterator<Item = (Uri, Vec<TextEdit>)>) -> WorkspaceEdit {
    WorkspaceEdit::new(Some(edits.into_iter().collect()), None, None)
}

/// Changes of files of the plan at `root` as one edit.
///
/// # Errors
/// A file goes to another place, and the client moves none.
pub fn of_changes(
    session: &Session,
    root: &Path,
    changes: &Changes,
) -> Result<WorkspaceEdit, Error> {
    let (mut edits, mut moves) = (Vec::new(), Vec::new());
    for path in changes.paths().map(|path| path.as_str()) {
        let goal = changes.place_of(path);
        // What comes from elsewhere is told where it comes from.
        let (Some(after), Some(text)) = (changes.held(goal), session.read(root, path)) else {
            continue;
        };
        let uri = session.uri(root, path);
        if goal != path {
            moves.push(RenameFile::new(
                uri.clone(),
                session.uri(root, goal),
                None,
                None,
            ));
        }
        edits.push((uri, of_lines(&text, &String::from_utf8_lossy(after))));
    }
    if moves.is_empty() {
        return Ok(of_files(edits));
    }
    if !session.client.renames_files {
        return Err(Error::EditorMovesNoFiles);
    }
    let edits = edits.into_iter().map(|(uri, edits)| {
        let file = TextDocumentIdentifier { uri };
        let file = OptionalVersionedTextDocumentIdentifier::new(None, file);
        let edits = edits.into_iter().map(Into::into).collect();
        DocumentChange::TextDocumentEdit(TextDocumentEdit::new(file, edits))
    });
    let all = edits.chain(moves.into_iter().map(DocumentChange::RenameFile));
    Ok(WorkspaceEdit::new(None, Some(all.collect()), None))
}

impl Session {
    /// The text of a file of the plan at `root`: the open one, else the one on disk.
    pub fn read(&self, root: &Path, path: &str) -> Option<Text> {
        if let Some(open) = self.opened(root, path) {
            return Some(open.text.clone());
        }
        let source = self.source(root);
        let bytes = source.read(&source.entry(path)).ok()?;
        Some(Text::of(decode(bytes).text?, self.client.encoding))
    }
}
