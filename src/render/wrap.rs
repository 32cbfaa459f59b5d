//! Texts broken into lines, between whole words.

use std::borrow::Cow;

use textwrap::core::{Word, break_words, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

/// A text in lines of at most `width` columns.
///
/// Lines break at spaces, then behind hyphens and slashes; a longer word is cut as a last resort.
/// French punctuation stays with its word.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let text = glued(text);
    let text = text.trim_start_matches(' ');
    if length(text) <= width {
        return vec![text.to_owned()];
    }
    let words = text.split_inclusive(' ').flat_map(|word| {
        let is_whole = length(word.trim_end_matches(' ')) <= width;
        if is_whole {
            vec![word]
        } else {
            hyphenated(word)
        }
    });
    let words = break_words(words.map(Word::from), width);
    let lines = wrap_first_fit(&words, &[width as f64]);
    let line = |words: &[Word<'_>]| {
        let text: String = words
            .iter()
            .flat_map(|word| [word.word, word.whitespace])
            .collect();
        text.trim_end_matches(' ').to_owned()
    };
    lines.into_iter().map(line).collect()
}

/// The length of the longest part that [`wrap`] keeps whole where there is room for it.
pub fn longest_word(text: &str) -> usize {
    let glued = glued(text);
    glued.split(' ').map(length).max().unwrap_or(0)
}

/// The length of the longest part that [`wrap`] never cuts unless it must.
pub fn longest_piece(text: &str) -> usize {
    let glued = glued(text);
    let pieces = glued.split(' ').flat_map(hyphenated);
    pieces.map(length).max().unwrap_or(0)
}

/// How many columns a text takes.
pub fn length(text: &str) -> usize {
    display_width(text)
}

/// What follows a space that French never breaks.
const AFTER_SPACE: [&str; 9] = ["»", ":", ";", "?", "!", "€", "M€", "k€", "%"];

/// The text with no-break spaces where French sets them.
fn glued(text: &str) -> Cow<'_, str> {
    let sticks = |space: usize| {
        let after = &text[space + 1..];
        text[..space].ends_with('«') || AFTER_SPACE.iter().any(|sign| after.starts_with(sign))
    };
    let mut glued = String::new();
    let mut copied = 0;
    for (space, _) in text.match_indices(' ').filter(|(space, _)| sticks(*space)) {
        glued.push_str(&text[copied..space]);
        glued.push('\u{a0}');
        copied = space + 1;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    glued.push_str(&text[copied..]);
    Cow::Owned(glued)
}

/// The parts of a word that may stand on lines of their own.
fn hyphenated(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last = ' ';
    let mut characters = word.char_indices().peekable();
    while let Some((_, character)) = characters.next() {
        let next = characters.peek().copied();
        // A date is one number.
        let is_within_number = last.is_ascii_digit()
            && next.is_some_and(|(_, next)| next.is_ascii_digit())
            && ['-', '/'].contains(&character);
        let breaks = ['-', '/', '’', '\'', '\u{a0}'].contains(&character);
        if let Some((end, _)) = next.filter(|_| breaks && !is_within_number) {
            parts.push(&word[start..end]);
            start = end;
        }
        last = character;
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn whole_words_stay_whole() {
        for (text, width, expected) in [
            (
                "Service Environnement",
                13,
                vec!["Service", "Environnement"],
            ),
            ("2018-01-01", 8, vec!["2018-01-", "01"]),
            ("le 2018-01-01", 10, vec!["le", "2018-01-01"]),
            ("mi-2018", 5, vec!["mi-", "2018"]),
            (
                "dit « Jeune Public » ici",
                13,
                vec!["dit «\u{a0}Jeune", "Public\u{a0}» ici"],
            ),
            (
                "coût : 5 M€ ; 3 %",
                9,
                vec!["coût\u{a0}:", "5\u{a0}M€\u{a0};", "3\u{a0}%"],
            ),
            ("« a » ?", 80, vec!["«\u{a0}a\u{a0}»\u{a0}?"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("", 3, vec![""]),
        ] {
            assert_eq!(wrap(text, width), expected, "{text}");
        }
    }
}
