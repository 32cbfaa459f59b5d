//! What a cell was read as: a value that says the whole of it, or nothing that may be trusted.

/// What a cell was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<T> {
    /// Nothing stands there.
    Empty,
    /// The whole of the cell is said by the value.
    Read(T),
    /// Not understood, or not the whole: the cell must be kept word for word.
    Verbatim,
}

impl<T> Reading<T> {
    /// The reading of a cell that somebody understood, or nobody did.
    pub fn of(value: Option<T>) -> Self {
        value.map_or(Self::Verbatim, Self::Read)
    }

    /// The value, where there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Empty | Self::Verbatim => None,
        }
    }
}

/// Whether a text only fills the place of one: blanks, or the dash or slash that people put into an empty cell.
pub fn is_filler(text: &str) -> bool {
    let signs = |letter: char| letter.is_whitespace() || "-–—/".contains(letter);
    text.chars().all(signs)
}

/// Tells whether a cell says that it is meant to be empty: `(vide)`.
pub fn is_erasure(text: &str) -> bool {
    is_among(&text.trim().to_lowercase(), "(vide), (empty)")
}

/// Tells whether a word is one of a list, which a comma and a blank set apart.
pub fn is_among(word: &str, list: &str) -> bool {
    list.split(", ").any(|known| known == word)
}

/// Tells whether a text begins with one of such a list.
pub fn begins_among(text: &str, list: &str) -> bool {
    list.split(", ").any(|known| text.starts_with(known))
}

/// The text on one line, every run of blanks one plain space.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{is_filler, on_one_line};

    #[test]
    fn a_dash_or_a_slash_fills_an_empty_cell() {
        for (text, expected) in [
            ("", true),
            ("/", true),
            ("--", true),
            (" – ", true),
            ("?", false),
            ("0", false),
            ("- €", false),
            ("sans objet", false),
        ] {
            assert_eq!(is_filler(text), expected, "{text}");
        }
    }

    #[test]
    fn blanks_are_one_space() {
        for (text, expected) in [
            ("", ""),
            (" \n", ""),
            ("Dijon\u{a0}métropole", "Dijon métropole"),
            ("a\n  b", "a b"),
        ] {
            assert_eq!(on_one_line(text), expected);
        }
    }
}
