//! Texts broken into lines, between whole words.

use std::borrow::Cow;

/// A text in lines of at most `width` characters.
///
/// Lines break at spaces, then behind hyphens and slashes; a longer word is cut as a last resort.
/// French punctuation stays with its word.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let text = glued(text);
    if length(&text) <= width {
        return vec![text.trim_start_matches(' ').to_owned()];
    }
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let mut joint = " ";
        for piece in pieces(word, width) {
            let line = lines.last_mut().expect("one line from the start");
            let gap = if line.is_empty() { "" } else { joint };
            if length(line) + gap.len() + length(&piece) <= width || line.is_empty() {
                line.push_str(gap);
                line.push_str(&piece);
            } else {
                lines.push(piece);
            }
            joint = "";
        }
    }
    lines
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
    pieces.map(|piece| length(&piece)).max().unwrap_or(0)
}

/// How many columns a text takes.
pub fn length(text: &str) -> usize {
    text.chars().count()
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
fn pieces(word: &str, width: usize) -> Vec<String> {
    if length(word) <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = Vec::new();
    for part in hyphenated(word) {
        let characters: Vec<char> = part.chars().collect();
        pieces.extend(
            characters
                .chunks(width)
                .map(|chunk| chunk.iter().collect::<String>()),
        );
    }
    pieces
}

fn hyphenated(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = word.chars().peekable();
    let mut last = ' ';
    while let Some(character) = characters.next() {
        let part = parts.last_mut().expect("one part from the start");
        part.push(character);
        // A date is one number.
        let is_within_number = last.is_ascii_digit()
            && characters.peek().is_some_and(char::is_ascii_digit)
            && ['-', '/'].contains(&character);
        let breaks = ['-', '/', '’', '\'', '\u{a0}'].contains(&character);
        if breaks && !is_within_number && characters.peek().is_some() {
            parts.push(String::new());
        }
        last = character;
    }
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
