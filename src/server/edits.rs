//! Changes of texts as edits that a client makes.

use std::collections::HashMap;
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
        TextEdit {
            range: text.range(start..end),
            new_text: diff.new_slices()[new].concat(),
        }
    };
    let changed = diff
        .ops()
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed.map(edit).collect()
}

/// An edit of one file.
pub fn of_file(uri: Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri, edits)])),
        ..WorkspaceEdit::default()
    }
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
    let mut edited = Vec::new();
    let mut moved = Vec::new();
    let paths: Vec<&str> = changes.paths().map(|path| path.as_str()).collect();
    for path in paths {
        let goal = changes.place_of(path);
        let Some(after) = changes.held(goal) else {
            continue;
        };
        // What comes from elsewhere is told where it comes from.
        let text = session.read(root, path);
        if goal == path && text.is_none() {
            continue;
        }
        if goal != path {
            moved.push(RenameFile {
                old_uri: session.uri(root, path),
                new_uri: session.uri(root, goal),
                options: None,
                annotation_id: None,
            });
        }
        if let Some(text) = text {
            let edits = of_lines(&text, &String::from_utf8_lossy(after));
            edited.push((session.uri(root, path), edits));
        }
    }
    if moved.is_empty() {
        return Ok(WorkspaceEdit {
            changes: Some(edited.into_iter().collect()),
            ..WorkspaceEdit::default()
        });
    }
    if !session.client.renames_files {
        return Err(Error::EditorMovesNoFiles);
    }
    let edited = edited.into_iter().map(|(uri, edits)| {
        let text_document_identifier = TextDocumentIdentifier { uri };
        DocumentChange::TextDocumentEdit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: None,
                text_document_identifier,
            },
            edits: edits.into_iter().map(Into::into).collect(),
        })
    });
    let moved = moved.into_iter().map(DocumentChange::RenameFile);
    Ok(WorkspaceEdit {
        document_changes: Some(edited.chain(moved).collect()),
        ..WorkspaceEdit::default()
    })
}

impl Session {
    /// The text of a file of the plan at `root`: the open one, else the one on disk.
    pub fn read(&self, root: &Path, path: &str) -> Option<Text> {
        if let Some(open) = self.open_file(root, path) {
            return Some(open.text.clone());
        }
        let source = self.source(root);
        let bytes = source.read(&source.entry(path)).ok()?;
        Some(Text::of(decode(bytes).text?, self.client.encoding))
    }
}
