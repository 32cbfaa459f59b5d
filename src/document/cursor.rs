//! The place in a text where somebody types: under which key, within which word, whether or not the text is TOML.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::document::outline::is_key_line;

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The keys that lead there, the numbers of items left out: `sub_actions`, `budget`, `funder`.
    pub path: Vec<String>,
    /// What may stand there.
    pub slot: Slot,
    /// The bytes of the word that stands there, without its quotes; empty where none does.
    pub word: Range<usize>,
    /// The quotes that the word stands in, where it stands in some; and whether they are closed.
    pub quotes: Option<(String, bool)>,
    /// The keys of the table that the place is in.
    pub beside: Vec<String>,
}

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A key of the table at the path.
    Key,
    /// The value of the key at the path.
    Value,
    /// An item of the list under the key at the path.
    Item,
    /// A comment or a header.
    Nothing,
}

impl Cursor {
    /// The last key of the path.
    pub fn key(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

/// A table or a list that is open at a place.
struct Level {
    path: Vec<String>,
    is_list: bool,
    /// The key that is being given, as far as it is.
    key: Vec<String>,
    is_behind_equals: bool,
    is_behind_dot: bool,
    /// The keys that were given.
    given: Vec<String>,
}

impl Level {
    fn new(path: Vec<String>, is_list: bool) -> Self {
        Self {
            path,
            is_list,
            key: Vec::new(),
            is_behind_equals: false,
            is_behind_dot: false,
            given: Vec::new(),
        }
    }

    fn below(&self) -> Vec<String> {
        self.path.iter().chain(&self.key).cloned().collect()
    }

    /// Begins with the next key.
    fn next(&mut self) {
        self.key.clear();
        self.is_behind_equals = false;
        self.is_behind_dot = false;
    }

    fn takes_a_key(&self) -> bool {
        !(self.is_list || self.is_behind_equals)
    }

    /// The path and the kind of what stands next here.
    fn slot(&self) -> (Vec<String>, Slot) {
        match (self.is_list, self.is_behind_equals) {
            (true, _) => (self.path.clone(), Slot::Item),
            (false, true) => (self.below(), Slot::Value),
            // A word that no dot goes before begins a new key.
            (false, false) if self.is_behind_dot => (self.below(), Slot::Key),
            (false, false) => (self.path.clone(), Slot::Key),
        }
    }

    /// Takes in a word, or a mark between words.
    fn take(&mut self, kind: TokenKind, word: &str) {
        match kind {
            TokenKind::Dot => self.is_behind_dot = !self.key.is_empty(),
            TokenKind::Equals if self.takes_a_key() => {
                self.is_behind_equals = true;
                self.given.extend(self.key.first().cloned());
            }
            TokenKind::Comma if !self.is_list => self.next(),
            _ if is_word(kind) && self.takes_a_key() => {
                if !self.is_behind_dot {
                    self.key.clear();
                }
                self.key.push(word.to_owned());
                self.is_behind_dot = false;
            }
            _ => {}
        }
    }
}

/// The place of the byte `at` of a text.
pub fn cursor(text: &str, at: usize) -> Cursor {
    let mut levels = vec![Level::new(Vec::new(), false)];
    let mut found: Option<(Cursor, usize)> = None;
    let mut is_header = false;
    for token in Source::new(text).lex() {
        let (start, end) = (token.span().start(), token.span().end());
        let (kind, depth) = (token.kind(), levels.len() - 1);
        let (word, quotes) = word(text, token);
        if found.is_none() && is_at(kind, start..end, &quotes, at) {
            let (path, slot) = levels[depth].slot();
            let is_nothing = is_header || (kind == TokenKind::Comment && start < at);
            let is_in_word = is_word(kind) && start <= at && at <= end;
            let cursor = Cursor {
                path,
                slot: if is_nothing { Slot::Nothing } else { slot },
                word: if is_in_word { word.clone() } else { at..at },
                quotes: quotes.filter(|_| is_in_word),
                beside: Vec::new(),
            };
            found = Some((cursor, depth));
        }
        let begins_header = !is_header && kind == TokenKind::LeftSquareBracket && {
            let level = &levels[depth];
            depth == 0 && level.takes_a_key()
        };
        let next = text[end..].split('\n').next().unwrap_or_default();
        // The lowest level that ends here.
        let closed = match kind {
            // Behind a bracket that nobody closed, a line that begins as one of the file's own does ends it.
            TokenKind::Newline if depth > 0 && is_key_line(next) => Some(1),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket if depth > 0 => {
                Some(depth)
            }
            TokenKind::Eof => Some(0),
            _ if begins_header => Some(0),
            _ => None,
        };
        if let (Some((cursor, of)), Some(closed)) = (&mut found, closed)
            && closed <= *of
        {
            cursor.beside.append(&mut levels[*of].given);
            break;
        }
        levels.truncate(closed.unwrap_or(levels.len()).max(1));
        match kind {
            TokenKind::Newline => {
                is_header = false;
                if let [file] = &mut levels[..] {
                    file.next();
                }
            }
            _ if begins_header => {
                let name = next.split(']').next().unwrap_or_default();
                let path = name.trim_start_matches('[').split('.');
                let path = path.map(|part| part.trim().to_owned()).collect();
                levels[0] = Level::new(path, false);
                is_header = true;
            }
            _ if is_header => {}
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                let level = &levels[depth];
                let path = match level.is_list {
                    true => level.path.clone(),
                    false => level.below(),
                };
                levels.push(Level::new(path, kind == TokenKind::LeftSquareBracket));
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {}
            _ => levels[depth].take(kind, &text[word]),
        }
    }
    let nowhere = Cursor {
        path: Vec::new(),
        slot: Slot::Nothing,
        word: at..at,
        quotes: None,
        beside: Vec::new(),
    };
    found.map_or(nowhere, |(cursor, _)| cursor)
}

fn is_word(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Atom
            | TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString
    )
}

/// Tells that the place is at this token: within it, at an end of a bare word, or before it where nothing else is.
fn is_at(kind: TokenKind, span: Range<usize>, quotes: &Option<(String, bool)>, at: usize) -> bool {
    match (is_word(kind), quotes) {
        (true, None) => at <= span.end,
        (true, Some((_, false))) => at <= span.end,
        (true, Some((_, true))) => at < span.end,
        (false, _) if kind == TokenKind::Comment => at <= span.end,
        // A mark stands before what is typed behind it.
        (false, _) => at <= span.start || (at < span.end) || kind == TokenKind::Eof,
    }
}

/// The bytes of a word without its quotes, and its quotes.
fn word(text: &str, token: Token) -> (Range<usize>, Option<(String, bool)>) {
    let (start, end) = (token.span().start(), token.span().end());
    let quote = match token.kind() {
        TokenKind::BasicString => "\"",
        TokenKind::LiteralString => "'",
        TokenKind::MlBasicString => "\"\"\"",
        TokenKind::MlLiteralString => "'''",
        _ => return (start..end, None),
    };
    let held = &text[start..end];
    let is_closed = held.len() >= 2 * quote.len() && held.ends_with(quote);
    let inner = start + quote.len();
    let behind = if is_closed { end - quote.len() } else { end };
    (
        inner..behind.max(inner),
        Some((quote.to_owned(), is_closed)),
    )
}

#[cfg(test)]
mod tests {
    use super::{Slot, cursor};

    /// The place of `|` in a text without it: the path, what may stand there, the word.
    fn at(marked: &str) -> (String, Slot, String) {
        let place = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        let found = cursor(&text, place);
        (
            found.path.join("."),
            found.slot,
            text[found.word].to_owned(),
        )
    }

    #[test]
    fn a_place_is_known_whether_or_not_the_text_is_toml() {
        for (text, path, slot, word) in [
            ("|", "", Slot::Key, ""),
            ("ti|tle = 1", "", Slot::Key, "title"),
            ("title = 1\n|\n", "", Slot::Key, ""),
            ("status = |", "status", Slot::Value, ""),
            ("status = \"En |cours\"", "status", Slot::Value, "En cours"),
            ("status = \"En |\ntitle = 1\n", "status", Slot::Value, "En "),
            ("status = En| cours", "status", Slot::Value, "En"),
            ("owners = [\"A\", \"|", "owners", Slot::Item, ""),
            ("owners = [\n  |\n]\n", "owners", Slot::Item, ""),
            (
                "owners = [\n  \"A\"\nsta|tus = 1\n",
                "",
                Slot::Key,
                "status",
            ),
            ("budget = [{ am|ount = 1 }]", "budget", Slot::Key, "amount"),
            (
                "budget = [{ funder = '|' }]",
                "budget.funder",
                Slot::Value,
                "",
            ),
            (
                "budget = [{ amount = { min = 1, | } }]",
                "budget.amount",
                Slot::Key,
                "",
            ),
            ("budget = [|]", "budget", Slot::Item, ""),
            (
                "[[sub_actions]]\nbudget = [{ of|",
                "sub_actions.budget",
                Slot::Key,
                "of",
            ),
            (
                "[[sub_actions]]\nstatus = \"|\"",
                "sub_actions.status",
                Slot::Value,
                "",
            ),
            ("[ext|ra]\n", "extra", Slot::Nothing, "extra"),
            ("extra.|", "extra", Slot::Key, ""),
            ("x = 1 # sta|tus", "x", Slot::Nothing, ""),
            ("# sta|\n", "", Slot::Nothing, ""),
            (
                "description = \"\"\"\nab|c\n",
                "description",
                Slot::Value,
                "\nabc\n",
            ),
        ] {
            let expected = (path.to_owned(), slot, word.to_owned());
            assert_eq!(at(text), expected, "{text}");
        }
    }

    #[test]
    fn the_keys_of_the_table_around_are_known_on_both_sides() {
        for (text, expected) in [
            (
                "title = 1\n|\nstatus = 2\n[x]\nb = 1\n",
                vec!["title", "status"],
            ),
            (
                "a = [{ b = 1, |, c = 2 }, { d = 3 }]\ne = 1\n",
                vec!["b", "c"],
            ),
            ("[[x]]\na = 1\n|\n[[x]]\nb = 1\n", vec!["a"]),
            ("a = [{ b = 1, |\nc = 2\n", vec!["b"]),
            ("extra.a = 1\n|", vec!["extra"]),
        ] {
            let place = text.find('|').expect("a mark");
            let found = cursor(&text.replacen('|', "", 1), place);
            assert_eq!(found.beside, expected, "{text}");
        }
    }

    #[test]
    fn every_byte_of_any_text_is_a_place() {
        for text in [
            "]]}}=.,",
            "[[[",
            "a.b.=\"\"\"",
            "\"\\\"é'",
            "{\n[\n\"",
            "é = \"🚲",
        ] {
            for at in 0..=text.len() {
                let found = cursor(text, at);
                assert!(
                    text.get(found.word).is_some() || !text.is_char_boundary(at),
                    "{text} {at}"
                );
            }
        }
    }
}
