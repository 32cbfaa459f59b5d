//! Findings brought to lines and columns: the files that have some are read once more.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Located, Placed};
use crate::store::load::text_of;
use crate::store::source::Source;
use crate::store::text::span;

/// Bring findings to their places, in the order of files, lines and columns.
pub fn place(source: &Source, diagnostics: Vec<Diagnostic>) -> Vec<Placed> {
    let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        by_file
            .entry(diagnostic.place.file.clone())
            .or_default()
            .push(diagnostic);
    }
    let mut placed = Vec::new();
    for (file, diagnostics) in by_file {
        // What is wrong with the bytes was found on the first reading.
        let text = text_of(source, &source.entry(&file), &mut Vec::new());
        let text: Option<Arc<str>> = text.map(Arc::from);
        let mut of_file: Vec<Placed> = diagnostics
            .into_iter()
            .map(|diagnostic| {
                let located = text.as_deref().and_then(|text| {
                    span(text, &diagnostic.place.at).map(|span| Located::of(text, span))
                });
                Placed {
                    diagnostic,
                    located,
                    text: text.clone(),
                }
            })
            .collect();
        of_file.sort_by_key(|placed| {
            let position = placed
                .located
                .as_ref()
                .map(|located| (located.line, located.column));
            (position, placed.diagnostic.finding.rule())
        });
        placed.append(&mut of_file);
    }
    placed
}
