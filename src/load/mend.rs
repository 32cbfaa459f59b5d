//! Remedies that are sure: which ones are, in one place for all, and files with their edits in them, not a byte besides.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::IgnoredAny;

use crate::document::decode::decode;
use crate::document::items::Splice;
use crate::document::text::unmarked;
use crate::document::{Document, traps};
use crate::finding::{Diagnostic, Edit, Finding, Placed, Rule, Severity};
use crate::load::read::{read, read_sheet};
use crate::source::Source;

/// A file with its remedies in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The path from the plan's root.
    pub path: String,
    /// The text that stands in the file.
    pub before: String,
    /// The text that should stand there.
    pub after: String,
    /// The number of findings that are mended.
    pub findings: usize,
}

/// The files that have certain remedies, with the remedies in them, in the order of their paths.
///
/// Of two remedies of one place the first is taken; a file that would be worse for it is left alone.
pub fn mended(source: &Source, found: &[Placed]) -> Vec<Mended> {
    let of_one_file =
        |one: &Placed, other: &Placed| one.diagnostic.place.file == other.diagnostic.place.file;
    found
        .chunk_by(of_one_file)
        .filter_map(|found| file(source, found))
        .collect()
}

fn file(source: &Source, found: &[Placed]) -> Option<Mended> {
    let path = &found.first()?.diagnostic.place.file;
    let before = String::from_utf8(source.read(&source.entry(path)).ok()?).ok()?;
    let decoded = decode(before.clone().into_bytes());
    let document = decoded.document()?;
    let unmark = found
        .iter()
        .any(|placed| placed.diagnostic.finding == Finding::ByteOrderMark);
    let taken = apart(found);
    let fits = |edit: &Edit| document.text().get(edit.span.clone()).is_some();
    let fit = taken.iter().flat_map(|placed| &placed.edits).all(fits);
    if !fit || !is_sure(path, &document, &reading(path, &document), &taken) {
        return None;
    }
    let mut after = Document::of(&before).spliced(splices(&taken));
    if unmark {
        after = unmarked(&after).1.to_owned();
    }
    (after != before).then(|| Mended {
        path: path.clone(),
        findings: taken.len() + usize::from(unmark),
        before,
        after,
    })
}

/// The findings that have remedies which change no byte twice: of two remedies of one place the first.
fn apart(found: &[Placed]) -> Vec<&Placed> {
    let mut taken: Vec<&Placed> = Vec::new();
    let mut spans: BTreeMap<(usize, usize), &Edit> = BTreeMap::new();
    for placed in found.iter().filter(|placed| !placed.edits.is_empty()) {
        let is_free = |edit: &Edit| {
            let end = edit.span.end.max(edit.span.start + 1);
            let before = spans.range(..(end, 0)).next_back();
            before.is_none_or(|(_, other)| !overlap(edit, other))
        };
        if placed.edits.iter().all(is_free) {
            let edits = placed.edits.iter();
            spans.extend(edits.map(|edit| ((edit.span.start, edit.span.end), edit)));
            taken.push(placed);
        }
    }
    taken
}

/// Tells that two edits change the same bytes, or put something in at the same place.
fn overlap(one: &Edit, other: &Edit) -> bool {
    one.span == other.span || (one.span.start < other.span.end && other.span.start < one.span.end)
}

/// The most bytes of one file that are read to try its remedies one by one; of more remedies, the first ones are mended first.
const READ_AGAIN: usize = 100_000;

/// Take back the remedies of a file that are not sure: those with which it is not better, read again with them in it.
///
/// Where no mistake of syntax puts all that follows it in doubt, they are tried together first.
pub fn keep_sure(path: &str, document: &Document<'_>, placed: &mut [Placed]) {
    let offered = placed.iter().filter(|one| !one.edits.is_empty()).count();
    if offered == 0 {
        return;
    }
    let before = reading(path, document);
    let taken = apart(placed);
    if document.is_sound() && taken.len() == offered && is_sure(path, document, &before, &taken) {
        return;
    }
    let most = (READ_AGAIN / document.text().len().max(1)).max(1);
    let offered = placed.iter_mut().filter(|one| !one.edits.is_empty());
    for (index, placed) in offered.enumerate() {
        if index >= most || !is_sure(path, document, &before, &[&*placed]) {
            placed.edits.clear();
        }
    }
}

/// Tells that a text with these remedies in it is better by as many mistakes: no mistake of syntax touches what they put
/// there, no more errors are in it, and what reading finds is less by each of them.
///
/// What it takes more than the file to find cannot be missed in the file: there, nothing may be worse.
fn is_sure(
    path: &str,
    document: &Document<'_>,
    before: &[Diagnostic],
    remedies: &[&Placed],
) -> bool {
    let (text, places) = document.spliced_at(splices(remedies));
    let mended = Document::of(&text);
    let is_touched = |mistake: Range<usize>| {
        let next = places.partition_point(|place| place.end < mistake.start);
        places
            .get(next)
            .is_some_and(|place| place.start <= mistake.end)
    };
    if mended.mistakes().any(is_touched) {
        return false;
    }
    let after = reading(path, &mended);
    let is_error = |one: &&Diagnostic| one.finding.severity() == Severity::Error;
    let errors = |found: &[Diagnostic]| found.iter().filter(is_error).count();
    let rules = remedies
        .iter()
        .map(|placed| placed.diagnostic.finding.rule());
    let mended = counted(rules);
    let (old, new) = (counted(rules_of(before)), counted(rules_of(&after)));
    let read = mended.iter().filter(|(rule, _)| old.contains_key(rule));
    let least: usize = read.clone().map(|(_, mended)| mended).sum();
    let mut less = read.map(|(rule, mended)| new.get(rule).unwrap_or(&0) + mended <= old[rule]);
    errors(&after) <= errors(before)
        && after.len() + least <= before.len()
        && less.all(|is_less| is_less)
}

fn rules_of(found: &[Diagnostic]) -> impl Iterator<Item = Rule> {
    found.iter().map(|one| one.finding.rule())
}

/// How often each of them is there.
fn counted(rules: impl Iterator<Item = Rule>) -> BTreeMap<Rule, usize> {
    let mut counts = BTreeMap::new();
    for rule in rules {
        *counts.entry(rule).or_default() += 1;
    }
    counts
}

fn splices(remedies: &[&Placed]) -> Vec<Splice> {
    let edits = remedies.iter().flat_map(|placed| &placed.edits);
    edits
        .map(|edit| (edit.span.clone(), edit.text.clone()))
        .collect()
}

/// What reading a file by itself finds in its text.
fn reading(path: &str, document: &Document<'_>) -> Vec<Diagnostic> {
    let mut found = if path.starts_with("actions/") {
        read_sheet(document).findings
    } else {
        read::<IgnoredAny>(document).findings
    };
    found.extend(traps::blanks(document));
    found
}

#[cfg(test)]
mod tests {
    use super::overlap;
    use crate::finding::Edit;

    #[test]
    fn edits_that_touch_do_not_overlap() {
        let edit = |span| Edit {
            span,
            text: String::new(),
        };
        for (one, other, expected) in [
            (0..2, 2..4, false),
            (0..3, 2..4, true),
            (2..2, 2..2, true),
            (2..2, 2..4, false),
            (1..5, 2..3, true),
        ] {
            assert_eq!(overlap(&edit(one), &edit(other)), expected);
        }
    }
}
