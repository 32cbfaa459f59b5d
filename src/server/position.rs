//! Places in a text, as clients count them: lines, and on a line bytes or UTF-16 units.

use std::ops;

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::document::text::unmarked;

/// The units of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// What every client can count.
    #[default]
    Utf16,
}

impl Encoding {
    /// The one to use of those that a client offers: bytes, which need no counting, where it can.
    pub fn of(offered: &[PositionEncodingKind]) -> Self {
        match offered.contains(&PositionEncodingKind::UTF8) {
            true => Self::Utf8,
            false => Self::Utf16,
        }
    }

    /// The protocol's word for it.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        }
    }
}

/// A text whose lines are known. A line ends with `\n`: no editor shows a lone `\r` as an end.
#[derive(Debug, Clone)]
pub struct Text {
    text: String,
    /// The first byte of each line.
    starts: Vec<usize>,
    encoding: Encoding,
}

impl Text {
    /// The text, whose columns are counted so.
    pub fn of(text: String, encoding: Encoding) -> Self {
        let starts = starts(&text);
        Self {
            text,
            starts,
            encoding,
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as it is read: a byte-order mark that the client kept is no part of it.
    pub fn read(&self) -> &str {
        unmarked(&self.text).1
    }

    /// The range of these bytes of the text as it is read.
    pub fn read_range(&self, span: ops::Range<usize>) -> Range {
        let mark = self.text.len() - self.read().len();
        self.range(span.start + mark..span.end + mark)
    }

    /// The byte at a position in the text as it is read.
    pub fn read_offset(&self, position: Position) -> usize {
        let mark = self.text.len() - self.read().len();
        self.offset(position).saturating_sub(mark)
    }

    /// The position of a byte; of one within a character, the character's.
    pub fn position(&self, at: usize) -> Position {
        let at = floor(&self.text, at);
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let before = &self.text[self.starts[line]..at];
        let column: usize = before.chars().map(|one| self.encoding.width(one)).sum();
        Position {
            line: number(line),
            character: number(column),
        }
    }

    /// The range of these bytes.
    pub fn range(&self, span: ops::Range<usize>) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end.max(span.start)),
        }
    }

    /// The byte at a position: behind a line its end, behind the text its end, within a character the character's start.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else {
            return self.text.len();
        };
        let end = self.starts.get(line + 1).copied();
        let line = &self.text[start..end.unwrap_or(self.text.len())];
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut left = position.character as usize;
        for (index, character) in line.char_indices() {
            let width = self.encoding.width(character);
            if left < width {
                return start + index;
            }
            left -= width;
        }
        start + line.len()
    }

    /// The bytes of a range.
    pub fn span(&self, range: Range) -> ops::Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..end.max(start)
    }

    /// Puts another text in its place.
    pub fn put(&mut self, text: String) {
        *self = Self::of(text, self.encoding);
    }

    /// Puts `new` in the place of a range.
    pub fn replace(&mut self, range: Range, new: &str) {
        let span = self.span(range);
        self.text.replace_range(span, new);
        self.starts = starts(&self.text);
    }
}

fn starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(ends.map(|(index, _)| index + 1))
        .collect()
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Text};
    use gen_lsp_types::{Position, Range};

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn a_position_counts_what_was_agreed() {
        let text = "é = \"🚲\"\r\nb\n";
        for (encoding, byte, position) in [
            (Encoding::Utf16, 2, at(0, 1)),
            (Encoding::Utf8, 2, at(0, 2)),
            (Encoding::Utf16, 10, at(0, 7)),
            (Encoding::Utf8, 10, at(0, 10)),
            (Encoding::Utf16, 13, at(1, 0)),
            (Encoding::Utf16, 15, at(2, 0)),
        ] {
            let text = Text::of(text.to_owned(), encoding);
            assert_eq!(text.position(byte), position, "{encoding:?} {byte}");
            assert_eq!(text.offset(position), byte, "{encoding:?} {byte}");
        }
    }

    #[test]
    fn a_position_that_is_not_there_is_the_nearest_before() {
        let text = Text::of("é🚲\r\nb".to_owned(), Encoding::Utf16);
        for (position, byte) in [
            // Within the two halves of a character.
            (at(0, 2), 2),
            (at(0, 9), 6),
            (at(1, 9), 9),
            (at(7, 0), 9),
        ] {
            assert_eq!(text.offset(position), byte, "{position:?}");
        }
        assert_eq!(text.position(4), at(0, 1));
    }

    #[test]
    fn a_range_is_replaced_whichever_end_comes_first() {
        let mut text = Text::of("abc\ndef\n".to_owned(), Encoding::Utf8);
        text.replace(
            Range {
                start: at(1, 1),
                end: at(0, 2),
            },
            "é\n",
        );
        assert_eq!(text.as_str(), "abé\nef\n");
        assert_eq!(text.position(5), at(1, 0));
    }
}
