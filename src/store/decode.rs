//! Bytes of a file as text: the mark, the encoding and the characters that no plan needs.

use std::ops::Range;

use crate::diagnostic::Finding;

/// A file's text, and what was wrong with its bytes.
pub struct Decoded {
    /// The text without its mark; none where the bytes are no UTF-8.
    pub text: Option<String>,
    /// What is wrong, each with the bytes it stands at; nothing for the file as a whole.
    pub findings: Vec<(Finding, Option<Range<usize>>)>,
}

/// Read bytes as UTF-8 text, without a byte-order mark and with a space for each control character.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let mut findings = Vec::new();
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => {
            return Decoded {
                text: None,
                findings: vec![(Finding::NotUtf8, None)],
            };
        }
    };
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
        findings.push((Finding::ByteOrderMark, None));
    }
    let controls: Vec<(usize, char)> = controls(&text)
        .filter(|(index, character)| *character != '\r' || !text[index + 1..].starts_with('\n'))
        .collect();
    for (index, character) in controls {
        let span = index..index + character.len_utf8();
        let code = u32::from(character);
        // The rest of the file is checked as if a space stood there.
        text.replace_range(span.clone(), &" ".repeat(span.len()));
        findings.push((Finding::ControlCharacter { code }, Some(span)));
    }
    Decoded {
        text: Some(text),
        findings,
    }
}

/// Whether the character steers a terminal or an editor instead of being read: never wanted in a plan.
pub fn is_control(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        // Marks that turn the direction of writing make a line read otherwise than it is.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{feff}' | '\u{2028}' | '\u{2029}' => true,
        other => other.is_control(),
    }
}

/// The control characters of a text, each with its place, carriage returns too.
pub fn controls(text: &str) -> impl Iterator<Item = (usize, char)> {
    // Nearly every byte says by itself that no control character begins with it.
    let may_begin = |byte: u8| {
        byte < b' ' && byte != b'\n' && byte != b'\t' || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef)
    };
    let places = text.bytes().enumerate();
    places
        .filter(move |(_, byte)| may_begin(*byte))
        .filter_map(|(index, _)| Some((index, text.get(index..)?.chars().next()?)))
        .filter(|(_, character)| is_control(*character))
}

/// What git sets before the two sides of a conflict; `=======` alone may underline a heading.
const MARKERS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

/// The line of the first conflict marker that git left, if any.
pub fn conflict(text: &str) -> Option<Range<usize>> {
    if !MARKERS.iter().any(|marker| text.contains(marker)) {
        return None;
    }
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
    use super::{conflict, controls, decode, is_control};
    use crate::diagnostic::Finding;
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn a_mark_goes_and_control_characters_become_spaces() {
        let decoded = decode("\u{feff}a\u{7}b\r\nc\rd\u{85}".as_bytes().to_vec());
        assert_eq!(decoded.text.as_deref(), Some("a b\r\nc d  "));
        let findings: Vec<_> = decoded
            .findings
            .into_iter()
            .map(|(finding, _)| finding)
            .collect();
        assert_eq!(
            findings,
            [
                Finding::ByteOrderMark,
                Finding::ControlCharacter { code: 7 },
                Finding::ControlCharacter { code: 13 },
                Finding::ControlCharacter { code: 0x85 },
            ]
        );
    }

    #[test]
    fn bytes_that_are_no_utf8_give_no_text() {
        assert!(decode(b"caf\xe9".to_vec()).text.is_none());
    }

    #[test]
    fn a_conflict_is_found_at_its_first_marker() {
        assert_eq!(conflict("a = 1\n<<<<<<< HEAD\nb = 2\n"), Some(6..18));
        assert_eq!(conflict("a = \"=======\"\n"), None);
        assert_eq!(conflict("a = \"<<<<<<< HEAD\"\n"), None);
    }

    #[test]
    fn each_control_character_is_found_by_its_first_byte() {
        for character in '\0'..=char::MAX {
            let found = controls(character.encode_utf8(&mut [0; 4])).count();
            assert_eq!(found == 1, is_control(character), "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn control_characters_are_found_where_they_stand(text in "[a« \u{7}\u{85}\r\n\t\u{202e}’\u{feff}\u{10000}]{0,20}") {
            let expected: Vec<_> = text.char_indices().filter(|(_, c)| is_control(*c)).collect();
            prop_assert_eq!(controls(&text).collect::<Vec<_>>(), expected);
        }
    }
}
