//! Findings brought to lines and columns: the files that have some are read once more.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::diagnostic::{At, Diagnostic, Edit, Located, Placed, PlacedAlso};
use crate::store::load::{Found, text_of};
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
    by_file
        .into_par_iter()
        .flat_map_iter(|(file, diagnostics)| place_in(source, &file, diagnostics))
        .collect()
}

/// The findings of one file, in the order of lines and columns.
fn place_in(source: &Source, file: &str, diagnostics: Vec<Diagnostic>) -> Vec<Placed> {
    // What is wrong with the bytes was found on the first reading.
    let text = text_of(source, &source.entry(file), &mut Found::default());
    let text: Option<Arc<str>> = text.map(Arc::from);
    let mut placed: Vec<Placed> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let located = text.as_deref().and_then(|text| {
                span(text, &diagnostic.place.at).map(|span| Located::of(text, span))
            });
            let edits = text
                .as_deref()
                .map_or_else(Vec::new, |text| edits(text, &diagnostic.patch));
            let also = diagnostic.also.as_ref().and_then(|(place, also)| {
                let text = if place.file == file {
                    text.clone()?
                } else {
                    let entry = source.entry(&place.file);
                    Arc::from(text_of(source, &entry, &mut Found::default())?)
                };
                let located = Located::of(&text, span(&text, &place.at)?);
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
                text: text.clone(),
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
