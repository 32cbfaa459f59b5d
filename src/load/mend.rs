//! Certain remedies put into files: their edits, and not a byte besides.

use crate::document::Document;
use crate::document::decode::decode;
use crate::document::text::unmarked;
use crate::finding::{Edit, Finding, Placed};
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
    let document = Document::of(&before);
    let unmark = found
        .iter()
        .any(|placed| placed.diagnostic.finding == Finding::ByteOrderMark);
    let mut taken: Vec<&Edit> = Vec::new();
    let mut findings = usize::from(unmark);
    for placed in found.iter().filter(|placed| !placed.edits.is_empty()) {
        let free = |edit: &Edit| taken.iter().all(|other| !overlap(edit, other));
        if placed.edits.iter().all(free) {
            taken.extend(&placed.edits);
            findings += 1;
        }
    }
    let fits = |edit: &&Edit| document.text().get(edit.span.clone()).is_some();
    if !taken.iter().all(fits) {
        return None;
    }
    let splices = taken
        .into_iter()
        .map(|edit| (edit.span.clone(), edit.text.clone()));
    let mut after = document.spliced(splices);
    if unmark {
        after = unmarked(&after).1.to_owned();
    }
    let better = after != before && faults(path, &after) <= faults(path, &before);
    better.then(|| Mended {
        path: path.clone(),
        before,
        after,
        findings,
    })
}

/// Tells that two edits change the same bytes, or put something in at the same place.
fn overlap(one: &Edit, other: &Edit) -> bool {
    one.span == other.span || (one.span.start < other.span.end && other.span.start < one.span.end)
}

/// The number of mistakes that reading finds: what a remedy may uncover is never more than what it mends.
pub fn faults(path: &str, text: &str) -> usize {
    let decoded = decode(text.as_bytes().to_vec());
    let document = Document::of(decoded.text.as_deref().unwrap_or_default());
    if path.starts_with("actions/") {
        read_sheet(&document).findings.len()
    } else {
        read::<serde::de::IgnoredAny>(&document).findings.len()
    }
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
