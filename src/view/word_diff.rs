//! The changes in a text, by whole words.

use similar::{Algorithm, ChangeTag, capture_diff_slices};

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both texts.
    Same(String),
    /// In the earlier one only.
    Removed(String),
    /// In the later one only.
    Added(String),
    /// Words of both texts, left out.
    Gap,
}

/// The number of words shown around a change.
const AROUND: usize = 5;

/// The words of two texts, those that did not change cut to what stands around those that did.
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    let mut runs: Vec<(ChangeTag, Vec<&str>)> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        for change in operation.iter_changes(&old, &new) {
            match runs.last_mut() {
                Some((tag, run)) if *tag == change.tag() => run.push(change.value()),
                _ => runs.push((change.tag(), vec![change.value()])),
            }
        }
    }
    let last = runs.len().saturating_sub(1);
    let mut pieces = Vec::new();
    for (index, (tag, run)) in runs.into_iter().enumerate() {
        match tag {
            ChangeTag::Delete => pieces.push(Piece::Removed(run.join(" "))),
            ChangeTag::Insert => pieces.push(Piece::Added(run.join(" "))),
            ChangeTag::Equal => around(&run, index > 0, index < last, &mut pieces),
        }
    }
    pieces
}

/// The words of a run that stand beside a change.
fn around(run: &[&str], behind_change: bool, before_change: bool, pieces: &mut Vec<Piece>) {
    let head = if behind_change { AROUND } else { 0 };
    let tail = if before_change { AROUND } else { 0 };
    if run.len() <= head + tail + 1 {
        pieces.push(Piece::Same(run.join(" ")));
        return;
    }
    if head > 0 {
        pieces.push(Piece::Same(run[..head].join(" ")));
    }
    pieces.push(Piece::Gap);
    if tail > 0 {
        pieces.push(Piece::Same(run[run.len() - tail..].join(" ")));
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split([' ', '\n', '\t', '\r'])
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Piece, difference};

    #[test]
    fn words_that_did_not_change_are_cut() {
        let shown = |before: &str, after: &str| {
            let text = |piece| match piece {
                Piece::Same(text) => text,
                Piece::Removed(text) => format!("[-{text}-]"),
                Piece::Added(text) => format!("{{+{text}+}}"),
                Piece::Gap => "…".to_owned(),
            };
            let pieces = difference(before, after).into_iter().map(text);
            pieces.collect::<Vec<_>>().join(" ")
        };
        for (before, after, expected) in [
            ("a b c", "a x c", "a [-b-] {+x+} c"),
            ("a", "a b", "a {+b+}"),
            (
                "1 2 3 4 5 6 7 8 x 1 2 3 4 5 6 7 8",
                "1 2 3 4 5 6 7 8 y 1 2 3 4 5 6 7 8",
                "… 4 5 6 7 8 [-x-] {+y+} 1 2 3 4 5 …",
            ),
        ] {
            assert_eq!(shown(before, after), expected);
        }
    }
}
