//! A text as lines and characters, whatever it says: its mark, its line ends, the form that data has.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::document::signs::FIRST_MARK;

/// A text's byte-order mark, empty where it has none, and the text behind it.
pub fn unmarked(text: &str) -> (&str, &str) {
    text.split_at(if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    })
}

/// The line end of a text: the one of Windows where it stands anywhere.
pub fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A text as data holds it: NFC, LF.
pub fn normal(text: &str) -> Cow<'_, str> {
    // One look at the bytes is enough for most texts.
    let is_plain = text.bytes().all(|byte| byte < FIRST_MARK && byte != b'\r');
    let is_normal = || !text.contains('\r') && is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if is_plain || is_normal() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace("\r\n", "\n").nfc().collect())
    }
}

/// The last line of `text` that says anything, without its line break.
pub fn last_line(text: &str) -> Range<usize> {
    let end = text.trim_end().len();
    let start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
    start..end
}

/// The start of the line that holds `index`.
pub fn line_start(text: &str, index: usize) -> usize {
    text.get(..index)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1)
}

/// The line that holds `index`, without its line break.
pub fn line_of(text: &str, index: usize) -> Range<usize> {
    let start = line_start(text, index);
    let line = text[start..].split('\n').next().unwrap_or_default();
    start..start + line.trim_end_matches('\r').len()
}

/// A text as TOML writes it on one line, between straight quotes.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// The start of the line behind the one of `position`, or the end of the text.
pub fn line_end(text: &str, position: usize) -> usize {
    text[position..]
        .find('\n')
        .map_or(text.len(), |newline| position + newline + 1)
}

/// The marks that git sets before the two sides of a conflict; `=======` alone may underline a heading.
const MARKERS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

/// The line of the first conflict marker that git left, if any.
pub fn conflict(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if MARKERS.iter().any(|marker| line.starts_with(marker)) {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::conflict;

    #[test]
    fn a_conflict_is_found_at_its_first_marker() {
        assert_eq!(conflict("a = 1\n<<<<<<< HEAD\nb = 2\n"), Some(6..18));
        assert_eq!(conflict("a = \"=======\"\n"), None);
        assert_eq!(conflict("a = \"<<<<<<< HEAD\"\n"), None);
    }
}
