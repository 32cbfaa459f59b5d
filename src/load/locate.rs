//! Findings brought to lines and columns: the files that have some are read once more, each once.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::document::Document;
use crate::document::decode::decode;
use crate::finding::{At, Diagnostic, Edit, Located, Placed, PlacedAlso};
use crate::source::Source;

/// Bring findings to their places, in the order of files, lines and columns.
pub fn place(source: &Source, diagnostics: Vec<Diagnostic>) -> Vec<Placed> {
    let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        by_file
            .entry(diagnostic.place.file.clone())
            .or_default()
            .push(diagnostic);
    }
    by_file
        .into_par_iter()
        .flat_map_iter(|(file, diagnostics)| place_in(source, &file, diagnostics))
        .collect()
}

/// The findings of one file, in the order of lines and columns.
fn place_in(source: &Source, file: &str, diagnostics: Vec<Diagnostic>) -> Vec<Placed> {
    let text = FileText::of(source, file);
    let document = text.as_ref().map(FileText::document);
    let mut placed: Vec<Placed> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let here = text.as_ref().zip(document.as_ref());
            let located =
                here.and_then(|(text, document)| text.locate(document, &diagnostic.place.at));
            let edits =
                here.map_or_else(Vec::new, |(_, document)| edits(document, &diagnostic.patch));
            let also = diagnostic.also.as_ref().and_then(|(place, also)| {
                let (located, text) = if place.file == file {
                    let (text, document) = here?;
                    (text.locate(document, &place.at)?, Arc::clone(&text.seen))
                } else {
                    let text = FileText::of(source, &place.file)?;
                    (text.locate(&text.document(), &place.at)?, text.seen)
                };
                Some(PlacedAlso {
                    also: *also,
                    file: place.file.clone(),
                    located,
                    text,
                })
            });
            Placed {
                diagnostic,
                located,
                text: text.as_ref().map(|text| Arc::clone(&text.seen)),
                also,
                edits,
            }
        })
        .collect();
    placed.sort_by_key(|placed| {
        let position = placed
            .located
            .as_ref()
            .map(|located| (located.line, located.column));
        (position, placed.diagnostic.finding.rule().name())
    });
    placed
}

/// The text of a file twice: as it is read, and as people see it, byte for byte as long.
struct FileText {
    read: Arc<str>,
    seen: Arc<str>,
}

impl FileText {
    /// The file's; none where it has none. What is wrong with its bytes was found on the first reading.
    fn of(source: &Source, file: &str) -> Option<Self> {
        let decoded = decode(source.read(&source.entry(file)).ok()?);
        let read: Arc<str> = decoded.text?.into();
        let seen = decoded
            .seen
            .map_or_else(|| Arc::clone(&read), |seen| seen.into());
        Some(Self { read, seen })
    }

    fn document(&self) -> Document<'_> {
        Document::of(&self.read)
    }

    /// The line and the column of a part of the file, whose document this is.
    fn locate(&self, document: &Document<'_>, at: &At) -> Option<Located> {
        Some(Located::of(&self.seen, document.span(at)?))
    }
}

/// A patch at the bytes of a document; empty where one of its places is not there.
fn edits(document: &Document<'_>, patch: &[(At, String)]) -> Vec<Edit> {
    let edits: Option<Vec<Edit>> = patch
        .iter()
        .map(|(at, replacement)| {
            Some(Edit {
                span: document.span(at)?,
                text: replacement.clone(),
            })
        })
        .collect();
    edits.unwrap_or_default()
}
