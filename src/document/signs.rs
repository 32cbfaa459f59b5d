//! What a text may hold, told by one look at its bytes: what has left no sign there is not looked for.

/// Signs of what a text may hold. One may mislead; none is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs(u8);

impl Signs {
    /// A control character, carriage returns too.
    pub const CONTROL: Self = Self(1);
    /// A backslash, behind which any character may hide.
    pub const ESCAPE: Self = Self(1 << 1);
    /// A character that NFC may change.
    pub const MARK: Self = Self(1 << 2);
    /// A tab, or a blank before the end of a line.
    pub const BLANK: Self = Self(1 << 3);
    /// A comment whose words stand apart from their sign.
    pub const COMMENT: Self = Self(1 << 4);
    /// Angle brackets side by side, as git sets them before the sides of a conflict.
    pub const CONFLICT: Self = Self(1 << 5);

    /// The signs in a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let first = bytes.first().map_or(0, |byte| signs(b'\n', *byte));
        let pairs = bytes.iter().zip(bytes.iter().skip(1));
        // Without a way out in the middle, a processor looks at many bytes at once.
        Self(pairs.fold(first, |all, (before, byte)| all | signs(*before, *byte)))
    }

    /// Either of both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether one of `signs` is there.
    pub fn has(self, signs: Self) -> bool {
        self.0 & signs.0 != 0
    }
}

/// The first byte of U+0300, the first mark: what is made of lower ones is in NFC.
pub const FIRST_MARK: u8 = 0xcc;

/// The signs of a byte behind another.
fn signs(before: u8, byte: u8) -> u8 {
    let sign = |sign: Signs, is_there: bool| if is_there { sign.0 } else { 0 };
    // The last two bytes of what is no ASCII tell the control characters from the rest.
    let control = (byte < b' ') & (byte != b'\n') & (byte != b'\t')
        | (byte == 0x7f)
        | (before == 0xc2) & (byte < 0xa0)
        | (before == 0x80) & (byte.wrapping_sub(0xa8) < 7)
        | (before == 0x81) & (byte.wrapping_sub(0xa6) < 4)
        | (before == 0xbb) & (byte == 0xbf);
    let blank = (byte == b'\t') | (before == b' ') & ((byte == b'\n') | (byte == b'\r'));
    let conflict = (before == byte) & ((byte == b'<') | (byte == b'>'));
    sign(Signs::CONTROL, control)
        | sign(Signs::ESCAPE, byte == b'\\')
        | sign(Signs::MARK, byte >= FIRST_MARK)
        | sign(Signs::BLANK, blank)
        | sign(Signs::COMMENT, (before == b'#') & (byte == b' '))
        | sign(Signs::CONFLICT, conflict)
}

#[cfg(test)]
mod tests {
    use super::{FIRST_MARK, Signs};
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    #[test]
    fn what_nfc_changes_leaves_a_sign() {
        for character in '\0'..=char::MAX {
            let twice = [character, character];
            let changes = is_nfc_quick(twice.into_iter()) != IsNormalized::Yes;
            let signs = Signs::of(&String::from_iter(twice));
            assert!(!changes || signs.has(Signs::MARK), "{character:?}");
        }
        assert_eq!("\u{300}".bytes().next(), Some(FIRST_MARK));
    }

    #[test]
    fn a_text_has_the_signs_of_what_it_holds() {
        for (text, expected) in [
            ("", None),
            (
                "« L’été à 10 € — “œuvre” », dit-on…\nx = 'a b'\n",
                Some(Signs::MARK),
            ),
            ("a\r\n", Some(Signs::CONTROL)),
            ("a\tb", Some(Signs::BLANK)),
            ("a \nb", Some(Signs::BLANK)),
            ("C:\\", Some(Signs::ESCAPE)),
            ("a # b", Some(Signs::COMMENT)),
            ("#:schema", None),
            ("<<<<<<< HEAD", Some(Signs::CONFLICT)),
            (">>>>>>> main", Some(Signs::CONFLICT)),
            ("a <b> -> c", None),
        ] {
            assert_eq!(Signs::of(text), expected.unwrap_or_default(), "{text:?}");
        }
    }
}
