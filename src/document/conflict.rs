//! What stands twice in a text, between the marks of a merge that waits for somebody to choose.

use std::ops::Range;

use crate::document::Document;
use crate::finding::MarkedKey;

/// A part of a text that stands there twice, between git's marks.
pub struct MarkedBlock<'a> {
    /// The lines from the first mark to the last.
    pub lines: Range<usize>,
    /// The first of them.
    pub first: Range<usize>,
    names: [&'a str; 2],
    texts: [&'a str; 2],
    is_at_root: bool,
}

impl<'a> Document<'a> {
    /// The parts between git's marks, in their order; none where a mark stands alone.
    pub fn marked_blocks(&self) -> Vec<MarkedBlock<'a>> {
        let text = self.text();
        let mut blocks = Vec::new();
        let mut open: Option<MarkedBlock<'a>> = None;
        let (mut start, mut middle, mut is_at_root) = (0, None, true);
        for line in text.split_inclusive('\n') {
            let end = start + line.len();
            let words = line.trim_end();
            if let Some(name) = words.strip_prefix("<<<<<<< ") {
                let first = start..start + words.len();
                open = Some(MarkedBlock {
                    lines: start..end,
                    first,
                    names: [name, ""],
                    texts: [&text[end..end], ""],
                    is_at_root,
                });
                middle = None;
            } else if let Some(block) = &mut open {
                match words.strip_prefix(">>>>>>> ") {
                    Some(name) => {
                        block.lines.end = end;
                        block.names[1] = name;
                        block.texts[1] = &text[middle.unwrap_or(start)..start];
                        blocks.extend(open.take().filter(|_| middle.is_some()));
                    }
                    None if words == "=======" || words.starts_with("||||||| ") => {
                        if middle.is_none() {
                            block.texts[0] = &text[block.lines.end..start];
                        }
                        middle = Some(end);
                    }
                    None => {}
                }
            }
            // A link of Markdown begins so too.
            is_at_root &= !(words.starts_with('[') && words.ends_with(']'));
            start = end;
        }
        blocks
    }
}

impl MarkedBlock<'_> {
    /// The key that alone stands there, with what it holds on both sides.
    pub fn key(&self) -> Option<MarkedKey> {
        let [ours, theirs] = self.texts.map(Document::of);
        let mut keys = Vec::new();
        for side in [&ours, &theirs] {
            let (pieces, _) = side
                .is_sound()
                .then(|| side.pieces(side.table(), 0..side.text().len()))?;
            keys.extend(pieces.into_iter().map(|piece| piece.key));
        }
        let key = keys.first()?.clone();
        let is_one = keys.len() <= 2 && keys.iter().all(|other| *other == key);
        let values = [&ours, &theirs].map(|side| side.value_text(&key));
        (is_one && self.is_at_root).then(|| MarkedKey {
            action: String::new(),
            names: self.names.map(str::to_owned),
            key,
            values,
        })
    }

    /// The lines of a side that has the key.
    pub fn text(&self) -> &str {
        let [ours, theirs] = self.texts;
        if ours.is_empty() { theirs } else { ours }
    }
}
