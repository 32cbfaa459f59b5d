//! Findings brought to lines and columns: the files that have some are read once more, each once.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::document::Document;
use crate::document::decode::{Decoded, decode};
use crate::finding::{At, Diagnostic, Edit, Located, Placed, PlacedAlso, Text};
use crate::load::mend::keep_sure;
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
    let decoded = decoded(source, file);
    let here = decoded.as_ref().and_then(SeenText::of);
    let here = here.as_ref();
    let mut placed: Vec<Placed> = diagnostics
        .into_iter()
        .map(|diagnostic| Placed {
            located: here.and_then(|here| here.locate(&diagnostic.place.at)),
            text: here.map(|here| Arc::clone(&here.seen)),
            also: diagnostic.also.as_ref().and_then(|(place, also)| {
                let (located, text) = if place.file == file {
                    here?.locate_seen(&place.at)?
                } else {
                    SeenText::of(&self::decoded(source, &place.file)?)?.locate_seen(&place.at)?
                };
                Some(PlacedAlso {
                    also: *also,
                    file: place.file.clone(),
                    located,
                    text,
                })
            }),
            edits: here
                .and_then(|here| here.edits(&diagnostic.patch))
                .unwrap_or_default(),
            diagnostic,
        })
        .collect();
    if let Some(here) = here {
        keep_sure(file, &here.read, &mut placed);
    }
    placed.sort_by_key(|placed| {
        let position = placed
            .located
            .as_ref()
            .map(|located| (located.line, located.column));
        (position, placed.diagnostic.finding.rule().name())
    });
    placed
}

/// A file's text; none where it cannot be read. What is wrong with its bytes was found on the first reading.
fn decoded(source: &Source, file: &str) -> Option<Decoded> {
    source.read(&source.entry(file)).ok().map(decode)
}

/// The text of a file twice: as it is read, and as people see it, byte for byte as long.
struct SeenText<'a> {
    read: Document<'a>,
    seen: Arc<Text>,
}

impl<'a> SeenText<'a> {
    fn of(decoded: &'a Decoded) -> Option<Self> {
        let read = decoded.document()?;
        let seen = Text::of(decoded.seen.as_deref().unwrap_or(read.text()));
        Some(Self {
            read,
            seen: Arc::new(seen),
        })
    }

    /// The line and the column of a part of the file.
    fn locate(&self, at: &At) -> Option<Located> {
        Some(self.seen.locate(self.read.span(at)?))
    }

    /// The same, with the text as people see it.
    fn locate_seen(&self, at: &At) -> Option<(Located, Arc<Text>)> {
        Some((self.locate(at)?, Arc::clone(&self.seen)))
    }

    /// The edits that a patch is; none where one of its places is not there.
    fn edits(&self, patch: &[(At, String)]) -> Option<Vec<Edit>> {
        let edit = |(at, text): &(At, String)| {
            let (span, text) = (self.read.span(at)?, text.clone());
            Some(Edit { span, text })
        };
        patch.iter().map(edit).collect()
    }
}
