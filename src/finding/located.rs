//! Lines and columns of a text, as people and editors count them.

use std::ops::Range;

use derive_more::Deref;

/// A place as people and editors count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes of the text, its byte-order mark not counted.
    pub span: Range<usize>,
}

/// A text whose lines and columns are counted once, however many places of it are asked for.
#[derive(Debug, Clone, Deref, PartialEq, Eq)]
pub struct Text {
    #[deref(forward)]
    text: String,
    /// The line and the column of the first byte of each block.
    blocks: Vec<(usize, usize)>,
}

/// The number of bytes from one counted place to the next.
const BLOCK: usize = 512;

impl Text {
    /// The text, counted.
    pub fn of(text: &str) -> Self {
        let mut at = (1, 1);
        let mut blocks = vec![at];
        for block in text.as_bytes().chunks(BLOCK) {
            at = counted(at, block);
            blocks.push(at);
        }
        Self {
            text: text.to_owned(),
            blocks,
        }
    }

    /// The place of `span` in the text.
    pub fn locate(&self, span: Range<usize>) -> Located {
        let start = floor(self, span.start);
        let block = start / BLOCK;
        let (line, column) = counted(self.blocks[block], &self.as_bytes()[block * BLOCK..start]);
        Located {
            line,
            column,
            span: start..floor(self, span.end).max(start),
        }
    }
}

/// The line and the column behind these bytes, which begin at a line and a column.
fn counted((mut line, mut column): (usize, usize), bytes: &[u8]) -> (usize, usize) {
    for byte in bytes {
        match byte {
            b'\n' => (line, column) = (line + 1, 1),
            // A further byte of a character.
            0x80..=0xbf => {}
            _ => column += 1,
        }
    }
    (line, column)
}

/// The nearest place at or before `index` where a character begins.
fn floor(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Text};

    #[test]
    fn columns_count_characters() {
        let text = Text::of("un\nété = 1\n");
        for (start, line, column) in [(0, 1, 1), (3, 2, 1), (8, 2, 4), (4, 2, 1), (99, 3, 1)] {
            let located = text.locate(start..start + 1);
            assert_eq!((located.line, located.column), (line, column), "{start}");
        }
    }

    #[test]
    fn a_place_is_the_same_in_a_long_text() {
        let long = format!("{}\né{}x", "à\n".repeat(BLOCK), "é".repeat(BLOCK));
        let located = Text::of(&long).locate(long.len() - 1..long.len());
        assert_eq!((located.line, located.column), (BLOCK + 2, BLOCK + 2));
    }
}
