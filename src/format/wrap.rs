//! Texts broken into lines, between whole words.

/// A text in lines of at most `width` characters.
///
/// Lines break at spaces, then behind hyphens and slashes; a longer word is cut as a last resort.
/// French punctuation stays with its word.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = vec![String::new()];
    for word in glued(text).split(' ') {
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

/// The text with no-break spaces where French sets them.
fn glued(text: &str) -> String {
    let mut glued = text.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
    for sign in [":", ";", "?", "!", "€", "M€", "k€", "%"] {
        glued = glued.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    glued
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
    word.split_inclusive(['-', '/', '’', '\'', '\u{a0}'])
        .map(str::to_owned)
        .collect()
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
            (
                "dit « Jeune Public » ici",
                13,
                vec!["dit «\u{a0}Jeune", "Public\u{a0}» ici"],
            ),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("", 3, vec![""]),
        ] {
            assert_eq!(wrap(text, width), expected, "{text}");
        }
    }
}
