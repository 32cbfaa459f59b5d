//! The text of a file whose encoding nobody states.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::TableFault;

/// The text without its mark, and the name of its encoding.
///
/// # Errors
/// The bytes are no text, or one whose accents would be guessed.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), TableFault> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (unmarked(bytes)?, bytes),
    };
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|text| !text.contains('\0'))
        .ok_or(TableFault::Foreign)?;
    Ok((text, encoding.name()))
}

/// The encoding of bytes without a mark.
fn unmarked(bytes: &[u8]) -> Result<&'static Encoding, TableFault> {
    if bytes.contains(&0) {
        return sixteen(bytes).ok_or(TableFault::Foreign);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(UTF_8);
    }
    let is_no_text = |byte: &u8| matches!(byte, 0..=8 | 14..=25 | 27..=31);
    match bytes {
        _ if bytes.iter().any(is_no_text) => Err(TableFault::Foreign),
        _ if is_of_another_page(bytes) => Err(TableFault::UnknownEncoding),
        _ if is_latin_9(bytes) => Ok(ISO_8859_15),
        _ => Ok(WINDOWS_1252),
    }
}

/// Whether the bytes are those of ISO-8859-15, which has `€` and `œ` where Windows-1252 has `¤` and `½`.
///
/// It has no signs where Windows-1252 has its quotation marks, dashes and its own `€`.
fn is_latin_9(bytes: &[u8]) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0xC0;
    let is_amount = |pair: &[u8]| {
        (pair[0].is_ascii_digit() || matches!(pair[0], b' ' | 0xA0 | b'k' | b'K' | b'M' | b'('))
            && pair[1] == 0xA4
    };
    let is_in_word = |pair: &[u8]| {
        matches!(pair[0], 0xBC | 0xBD) && is_letter(pair[1])
            || is_letter(pair[0]) && pair[1] == 0xBD
    };
    let mut pairs = bytes.windows(2);
    !bytes.iter().any(|byte| (0x80..=0x9F).contains(byte))
        && pairs.any(|pair| is_amount(pair) || is_in_word(pair))
}

/// The order of the bytes of UTF-16: most letters of a European text leave one of the two empty.
fn sixteen(bytes: &[u8]) -> Option<&'static Encoding> {
    let empty = |which: usize| {
        let half = bytes.iter().skip(which).step_by(2);
        half.filter(|byte| **byte == 0).count()
    };
    let (high, low) = (empty(0), empty(1));
    let units = bytes.len() / 2;
    match (high * 2 > units, low * 2 > units) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether the bytes are those of MS-DOS or of an old Mac, where `é` is what Windows-1252 has as a low quotation mark or `Ž`.
fn is_of_another_page(bytes: &[u8]) -> bool {
    let unassigned = |byte: &u8| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    // Signs and capitals that stand behind no small letter.
    let misplaced = |pair: &[u8]| {
        pair[0].is_ascii_lowercase() && matches!(pair[1], 0x82..=0x84 | 0x88..=0x8B | 0x8E)
    };
    // A dagger stands behind a word, never in it.
    let within = |three: &[u8]| {
        matches!(three[1], 0x86 | 0x87)
            && three[0].is_ascii_lowercase()
            && three[2].is_ascii_lowercase()
    };
    bytes.iter().any(unassigned) || bytes.windows(2).any(misplaced) || bytes.windows(3).any(within)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{MACINTOSH, WINDOWS_1252};

    use super::decode;
    use crate::error::TableFault;

    const TEXT: &str = "Mesure;Début\r\nÉté à l’œuvre – 50 €;2019\r\n";

    fn sixteen(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_text_is_read_in_the_encoding_that_it_is_in() {
        let marked = format!("\u{feff}{TEXT}");
        for (bytes, name) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (marked.as_bytes().to_vec(), "UTF-8"),
            (sixteen(TEXT, u16::to_le_bytes), "UTF-16LE"),
            (sixteen(&marked, u16::to_le_bytes), "UTF-16LE"),
            (sixteen(TEXT, u16::to_be_bytes), "UTF-16BE"),
            (sixteen(&marked, u16::to_be_bytes), "UTF-16BE"),
            (WINDOWS_1252.encode(TEXT).0.into_owned(), "windows-1252"),
        ] {
            let (text, encoding) = decode(&bytes).expect("a text");
            assert_eq!((text.as_ref(), encoding), (TEXT, name));
        }
    }

    #[test]
    fn the_sign_of_the_euro_tells_iso_8859_15() {
        for (bytes, expected) in [
            (&b"12\xA0000 \xA4"[..], "12\u{a0}000 €"),
            (b"\xBCuvre", "Œuvre"),
            (b"c\xBDur", "cœur"),
            (b"1\xBD jour", "1½ jour"),
            (b"12 \x80", "12 €"),
            (b"c\xBDur \x92", "c½ur ’"),
        ] {
            assert_eq!(decode(bytes).expect("a text").0, expected);
        }
    }

    #[test]
    fn what_would_be_guessed_is_refused() {
        let mac = MACINTOSH.encode(TEXT).0.into_owned();
        for (bytes, fault) in [
            // `Durée`, `français` and `qualité ;` as MS-DOS writes them.
            (b"Dur\x82e".to_vec(), TableFault::UnknownEncoding),
            (b"fran\x87ais".to_vec(), TableFault::UnknownEncoding),
            (b"qualit\x82 ;".to_vec(), TableFault::UnknownEncoding),
            (mac, TableFault::UnknownEncoding),
            (b"a;b\0;c".to_vec(), TableFault::Foreign),
            (b"\x89PNG\r\n\x1a\n\x01".to_vec(), TableFault::Foreign),
            (b"\xEF\xBB\xBF\xE9t\xE9".to_vec(), TableFault::Foreign),
            (b"\xFF\xFEa\0b".to_vec(), TableFault::Foreign),
        ] {
            assert_eq!(decode(&bytes), Err(fault), "{bytes:?}");
        }
    }
}
