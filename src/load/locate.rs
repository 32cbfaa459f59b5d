//! Findings brought to lines and columns: the files that have some are read once more.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::document::decode::decode;
use crate::document::text::span;
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
    let text = Text::of(source, file);
    let mut placed: Vec<Placed> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let located = text
                .as_ref()
                .and_then(|text| text.locate(&diagnostic.place.at));
            let edits = text
                .as_ref()
                .map_or_else(Vec::new, |text| edits(&text.read, &diagnostic.patch));
            let also = diagnostic.also.as_ref().and_then(|(place, also)| {
                let text = if place.file == file {
                    text.clone()?
                } else {
                    Text::of(source, &place.file)?
                };
                Some(PlacedAlso {
                    also: *also,
                    file: place.file.clone(),
                    located: text.locate(&place.at)?,
                    text: text.seen,
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
#[derive(Clone)]
struct Text {
    read: Arc<str>,
    seen: Arc<str>,
}

impl Text {
    /// The file's; none where it has none. What is wrong with its bytes was found on the first reading.
    fn of(source: &Source, file: &str) -> Option<Self> {
        let decoded = decode(source.read(&source.entry(file)).ok()?);
        let read: Arc<str> = decoded.text?.into();
        let seen = decoded
            .seen
            .map_or_else(|| Arc::clone(&read), |seen| seen.into());
        Some(Self { read, seen })
    }

    /// The line and the column of a part of the file.
    fn locate(&self, at: &At) -> Option<Located> {
        Some(Located::of(&self.seen, span(&self.read, at)?))
    }
}

/// A patch at the bytes of `text`; empty where one of its places is not there.
fn edits(text: &str, patch: &[(At, String)]) -> Vec<Edit> {
    let edits: Option<Vec<Edit>> = patch
        .iter()
        .map(|(at, replacement)| {
            Some(Edit {
                span: span(text, at)?,
                text: replacement.clone(),
            })
        })
        .collect();
    edits.unwrap_or_default()
}
