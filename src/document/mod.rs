//! One TOML text, parsed once: asked for values and places, changed and laid out byte for byte; it never sees a disk.

pub mod amount_text;
pub mod comments;
pub mod conflict;
pub mod cursor;
pub mod decode;
pub mod edit;
pub mod editor_schema;
pub mod fields;
pub mod fragment;
pub mod items;
pub mod layout;
pub mod new_words;
pub mod outline;
pub mod parts;
pub mod pieces;
pub mod sheet;
pub mod signs;
pub mod statement;
pub mod syntax;
pub mod template;
pub mod text;
pub mod token;
pub mod traps;
pub mod value_text;

use std::cell::OnceCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error as ParseError};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::document::signs::Signs;
use crate::document::syntax::{SyntaxFault, faults};
use crate::document::text::{conflict, last_line, unmarked};
use crate::finding::At;

/// A TOML text, parsed once and only where somebody asks, mistakes of syntax passed over as far as the parser can.
pub struct Document<'a> {
    /// The byte-order mark before the text, if any.
    mark: &'a str,
    text: &'a str,
    signs: Signs,
    parsed: OnceCell<(Spanned<DeTable<'a>>, Vec<ParseError>)>,
    comments: OnceCell<Vec<Range<usize>>>,
}

impl<'a> Document<'a> {
    /// The document that a text is, with or without a byte-order mark.
    pub fn of(text: &'a str) -> Self {
        Self::signed(text, Signs::of(text))
    }

    /// The same where the signs in it are known.
    fn signed(text: &'a str, signs: Signs) -> Self {
        let (mark, text) = unmarked(text);
        Self {
            mark,
            text,
            signs,
            parsed: OnceCell::new(),
            comments: OnceCell::new(),
        }
    }

    fn parsed(&self) -> &(Spanned<DeTable<'a>>, Vec<ParseError>) {
        let parse = || DeTable::parse_recoverable(self.text);
        self.parsed.get_or_init(parse)
    }

    /// The text without its byte-order mark: every place is one in it.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The signs of what the text may hold.
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// The line of the first conflict marker that git left, if any.
    pub fn conflict(&self) -> Option<Range<usize>> {
        let is_suspect = self.signs.has(Signs::CONFLICT);
        is_suspect.then(|| conflict(self.text)).flatten()
    }

    /// The keys at the root and what they hold.
    pub fn table(&self) -> &DeTable<'a> {
        self.parsed().0.get_ref()
    }

    /// The mistakes of syntax.
    pub fn faults(&self) -> Vec<SyntaxFault> {
        faults(self.text, &self.parsed().1)
    }

    /// Tells that the text is TOML without a mistake of syntax.
    pub fn is_sound(&self) -> bool {
        self.parsed().1.is_empty()
    }

    /// The places of the parser's mistakes, several of which may be one of the writer's.
    pub fn mistakes(&self) -> impl Iterator<Item = Range<usize>> {
        let errors = self.parsed().1.iter();
        errors.map(|error| error.span().unwrap_or_else(|| last_line(self.text)))
    }

    /// Tells that a change can be put into the text.
    pub fn is_editable(&self) -> bool {
        self.is_sound() && self.conflict().is_none() && !self.text.trim().is_empty()
    }

    /// The places of all comments, in the order of the text.
    pub fn comments(&self) -> &[Range<usize>] {
        self.comments.get_or_init(|| {
            let tokens = Source::new(self.text).lex();
            let comments = tokens.filter(|token| token.kind() == TokenKind::Comment);
            comments
                .map(|token| token.span().start()..token.span().end())
                .collect()
        })
    }

    /// The value of a key of the root, or of one in a table there: `extra.` and a key of its own.
    pub fn value(&self, name: &str) -> Option<&Spanned<DeValue<'a>>> {
        match name.split_once('.') {
            Some((root, rest)) => self.table().get(root)?.get_ref().as_table()?.get(rest),
            None => self.table().get(name),
        }
    }

    /// The bytes that `at` names; for a key that is not there, the end of the table that lacks it.
    pub fn span(&self, at: &At) -> Option<Range<usize>> {
        match at {
            At::File => None,
            At::Span(span) => Some(span.clone()),
            At::Key(path) => Some(self.find(path, true).unwrap_or_else(|end| end)),
            At::Value(path) => Some(self.find(path, false).unwrap_or_else(|end| end)),
        }
    }

    /// Tells that a key stands in the text, by its path.
    pub fn holds(&self, path: &str) -> bool {
        self.find(path, true).is_ok()
    }

    /// The paths of the values that hold no other and stand, in part at least, within one of `spans`, which are in order
    /// and apart.
    pub fn paths_within(&self, spans: &[Range<usize>]) -> Vec<String> {
        let mut paths = Vec::new();
        if !spans.is_empty() {
            for (key, value) in self.table() {
                walk(key.get_ref(), value, spans, &mut paths);
            }
        }
        paths
    }

    /// The bytes of a key or its value; as an error the end of the table that lacks it.
    fn find(&self, path: &str, key: bool) -> Result<Range<usize>, Range<usize>> {
        let mut table = Some(self.table());
        let mut item: Option<&Spanned<DeValue<'_>>> = None;
        let mut found = None;
        // The text's end is looked for only where it is the answer: one line may be as long as the text.
        let lacking = |found: Option<Range<usize>>| found.unwrap_or_else(|| last_line(self.text));
        for step in steps(path) {
            let value = match step {
                PathStep::Key(name) => {
                    let Some((at, value)) = table.and_then(|table| table.get_key_value(name))
                    else {
                        return Err(lacking(found));
                    };
                    found = Some(if key { at.span() } else { value.span() });
                    value
                }
                PathStep::Index(index) => {
                    let Some(value) = item.and_then(|item| item.get_ref().as_array()?.get(index))
                    else {
                        return Err(lacking(found));
                    };
                    found = Some(value.span());
                    value
                }
            };
            item = Some(value);
            table = value.get_ref().as_table();
        }
        found.ok_or_else(|| last_line(self.text))
    }
}

fn walk(path: &str, value: &Spanned<DeValue<'_>>, spans: &[Range<usize>], paths: &mut Vec<String>) {
    match value.get_ref() {
        DeValue::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                walk(&format!("{path}[{index}]"), item, spans, paths);
            }
        }
        DeValue::Table(table) if !table.is_empty() => {
            for (key, value) in table {
                walk(&format!("{path}.{}", key.get_ref()), value, spans, paths);
            }
        }
        _ => {
            let at = value.span();
            let next = spans.partition_point(|span| span.end <= at.start);
            if spans
                .get(next)
                .is_some_and(|span| span.start < at.end.max(at.start + 1))
            {
                paths.push(path.to_owned());
            }
        }
    }
}

enum PathStep<'a> {
    Key(&'a str),
    Index(usize),
}

/// The steps of a path: `budget[1].amount` is `budget`, 1, `amount`.
fn steps(path: &str) -> impl Iterator<Item = PathStep<'_>> {
    path.split('.').flat_map(|part| {
        let (name, indices) = part.split_once('[').unwrap_or((part, ""));
        let indices = indices
            .split(['[', ']'])
            .filter_map(|index| index.parse().ok())
            .map(PathStep::Index);
        std::iter::once(PathStep::Key(name)).chain(indices)
    })
}

#[cfg(test)]
mod tests {
    use super::Document;
    use crate::finding::At;

    const TEXT: &str = "title = \"é\"\nbudget = [{ amount = 1 }, { note = \"x\" }]\n[[sub_actions]]\ntitle = \"t\"\n";

    #[test]
    fn a_path_leads_to_its_bytes() {
        for (at, expected) in [
            (At::Key("title".into()), "title"),
            (At::Value("title".into()), "\"é\""),
            (At::Value("budget[0].amount".into()), "1"),
            (At::Key("budget[1].note".into()), "note"),
            (At::Value("budget[1]".into()), "{ note = \"x\" }"),
            (At::Value("sub_actions[0].title".into()), "\"t\""),
            (At::Value("sub_actions[0]".into()), "[[sub_actions]]"),
            (At::Key("themes".into()), "title = \"t\""),
        ] {
            let found = Document::of(TEXT).span(&at).expect("a place");
            assert_eq!(&TEXT[found], expected, "{at:?}");
        }
    }
}
