//! Bytes of a file as text: the mark, the encoding and the characters that no plan needs.

use crate::document::Document;
use crate::document::signs::Signs;
use crate::document::text::unmarked;
use crate::finding::{At, Diagnostic, Encoding, Finding, at};

/// A file's text, and the mistakes in its bytes.
pub struct Decoded {
    /// The text without its mark; none where the bytes are no UTF-8.
    pub text: Option<String>,
    /// The same as people see it, byte for byte as long, where control characters were read as spaces.
    pub seen: Option<String>,
    /// The mistakes, each with the bytes it stands at; the file is not named.
    pub findings: Vec<Diagnostic>,
    signs: Signs,
}

impl Decoded {
    /// The document that the text is; none where there is no text.
    pub fn document(&self) -> Option<Document<'_>> {
        let text = self.text.as_deref()?;
        Some(Document::signed(text, self.signs))
    }
}

/// Read bytes as UTF-8 text, without a byte-order mark and with a space for each control character.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let mut findings = Vec::new();
    if let Some(encoding) = other_encoding(&bytes) {
        return foreign(encoding, 1);
    }
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            return foreign(Encoding::Windows1252, line);
        }
    };
    let mark = unmarked(&text).0.len();
    if mark > 0 {
        text.drain(..mark);
        findings.push(of_file(Finding::ByteOrderMark));
    }
    let mut signs = Signs::of(&text);
    let controls: Vec<(usize, char)> = match signs.has(Signs::CONTROL) {
        true => controls(&text)
            .filter(|(index, c)| *c != '\r' || !text[index + 1..].starts_with('\n'))
            .collect(),
        false => Vec::new(),
    };
    let mut seen = None;
    if !controls.is_empty() {
        // The rest of the file is checked as if spaces stood there.
        let mut cleaned = String::with_capacity(text.len());
        let mut stood = String::with_capacity(text.len());
        let mut end = 0;
        for (index, character) in controls {
            let span = index..index + character.len_utf8();
            cleaned.push_str(&text[end..index]);
            cleaned.push_str(&" ".repeat(span.len()));
            stood.push_str(&text[end..index]);
            stood.push(visible(character));
            end = span.end;
            if findings.len() < MOST {
                let code = u32::from(character);
                findings.push(at(Finding::ControlCharacter(code), span));
            }
        }
        cleaned.push_str(&text[end..]);
        stood.push_str(&text[end..]);
        text = cleaned;
        signs = Signs::of(&text);
        seen = Some(stood);
    }
    Decoded {
        text: Some(text),
        seen,
        findings,
        signs,
    }
}

/// The most control characters told of one file.
const MOST: usize = 100;

fn of_file(finding: Finding) -> Diagnostic {
    Diagnostic::new(finding, "", At::File)
}

fn foreign(encoding: Encoding, line: usize) -> Decoded {
    Decoded {
        text: None,
        seen: None,
        findings: vec![of_file(Finding::NotUtf8 { encoding, line })],
        signs: Signs::default(),
    }
}

/// A character of as many bytes to see in the place of a control character; those of one byte are shown by their pictures.
fn visible(control: char) -> char {
    match control.len_utf8() {
        2 => '¤',
        3 => '\u{fffd}',
        _ => control,
    }
}

/// The encoding that the first bytes or many zero bytes betray.
fn other_encoding(bytes: &[u8]) -> Option<Encoding> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some(Encoding::Utf16);
    }
    let head = &bytes[..bytes.len().min(1024)];
    // Most files hold none: they are not counted through.
    let zeros = if head.contains(&0) {
        head.iter().filter(|byte| **byte == 0).count()
    } else {
        0
    };
    if zeros > 0 && zeros * 3 >= head.len() && zeros < head.len() {
        return Some(Encoding::Utf16);
    }
    let known: [&[u8]; 4] = [b"PK\x03\x04", b"\x89PNG", b"%PDF", b"\xd0\xcf\x11\xe0"];
    let is_binary = known.iter().any(|start| bytes.starts_with(start));
    is_binary.then_some(Encoding::Binary)
}

/// Tells that the character steers a terminal or an editor instead of being read: never wanted in a plan.
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
    let characters = text.char_indices();
    characters.filter(|(_, character)| is_control(*character))
}

#[cfg(test)]
mod tests {
    use super::{decode, is_control};
    use crate::document::signs::Signs;
    use crate::document::text::normal;
    use crate::finding::Finding;
    use proptest::prelude::{prop_assert, proptest};

    #[test]
    fn a_mark_goes_and_control_characters_become_spaces() {
        let decoded = decode("\u{feff}a\u{7}b\r\nc\rd\u{85}".as_bytes().to_vec());
        assert_eq!(decoded.text.as_deref(), Some("a b\r\nc d  "));
        let findings: Vec<_> = decoded
            .findings
            .into_iter()
            .map(|diagnostic| diagnostic.finding)
            .collect();
        assert_eq!(
            findings,
            [
                Finding::ByteOrderMark,
                Finding::ControlCharacter(7),
                Finding::ControlCharacter(13),
                Finding::ControlCharacter(0x85),
            ]
        );
    }

    #[test]
    fn bytes_that_are_no_utf8_give_no_text() {
        assert!(decode(b"caf\xe9".to_vec()).text.is_none());
    }

    #[test]
    fn each_control_character_leaves_a_sign() {
        for character in ('\0'..=char::MAX).filter(|character| is_control(*character)) {
            for text in [format!("{character}"), format!("é{character}a")] {
                assert!(Signs::of(&text).has(Signs::CONTROL), "{character:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_looked_for_leaves_a_sign(text in "[a« \u{7}\u{85}\r\n\t\u{202e}’\u{feff}\u{10000}\u{301}\\\\<>#]{0,200}") {
            let signs = Signs::of(&text);
            for (is_there, sign) in [
                (text.contains(is_control), Signs::CONTROL),
                (text.contains('\\'), Signs::ESCAPE),
                (normal(&text) != text, Signs::CONTROL.or(Signs::MARK)),
                (text.contains('\t') || text.contains(" \n") || text.contains(" \r\n"), Signs::BLANK),
                (text.contains("# "), Signs::COMMENT),
                (text.contains("<<<<<<< ") || text.contains(">>>>>>> "), Signs::CONFLICT),
            ] {
                prop_assert!(!is_there || signs.has(sign), "{sign:?}");
            }
        }
    }
}
