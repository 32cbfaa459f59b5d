//! Keys with their values as lines of an action's file: found, taken away, put where the model has them.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::document::Document;
use crate::document::fragment::{self, value};
use crate::document::items::Splice;
use crate::document::layout::place;
use crate::document::text::{line_end, line_start};

/// A key with its value, on a line or lines of its own.
pub struct Statement<'a> {
    /// The key at the root.
    pub root: String,
    /// The start of its line, spaces apart.
    pub start: usize,
    /// The end of the key itself.
    pub key_end: usize,
    /// Its value.
    pub value: &'a Spanned<DeValue<'a>>,
}

impl Statement<'_> {
    /// The end of its value.
    pub fn end(&self) -> usize {
        self.value.span().end
    }
}

/// The form in which a key stands in a text.
pub enum KeyForm<'a> {
    /// It stands by itself.
    At(Statement<'a>),
    /// It is within a table in braces, whose statement this is.
    Inline(Statement<'a>),
    /// It stands in tables under headers.
    Headed(Vec<Range<usize>>),
    /// It is not there.
    Nowhere,
}

impl Document<'_> {
    /// The form in which the key `name` stands in the document.
    pub fn key_form(&self, name: &str) -> KeyForm<'_> {
        let (root, rest) = match name.split_once('.') {
            Some((root, rest)) => (root, Some(rest)),
            None => (name, None),
        };
        let Some((key, value)) = self.table().get_key_value(root) else {
            return KeyForm::Nowhere;
        };
        match (value.get_ref(), rest) {
            (DeValue::Table(inner), Some(rest)) => {
                if self.is_inline(value) {
                    return KeyForm::Inline(self.statement(root, key.span(), value));
                }
                match inner.get_key_value(rest) {
                    Some((key, value)) => KeyForm::At(self.statement(root, key.span(), value)),
                    None => KeyForm::Nowhere,
                }
            }
            (DeValue::Array(tables), None) if self.is_headed_list(tables) => {
                KeyForm::Headed(tables.iter().map(|item| self.headed(item)).collect())
            }
            _ => KeyForm::At(self.statement(root, key.span(), value)),
        }
    }

    fn statement<'a>(
        &self,
        root: &str,
        key: Range<usize>,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Statement<'a> {
        let text = self.text();
        let line = line_start(text, key.start);
        let indent = text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len();
        Statement {
            root: root.to_owned(),
            start: line + indent,
            key_end: key.end,
            value,
        }
    }

    /// The table under a header, with the line break behind it and one blank line after that.
    fn headed(&self, item: &Spanned<DeValue<'_>>) -> Range<usize> {
        let text = self.text();
        let extent = self.headed_extent(item);
        let end = line_end(text, extent.end);
        let blank = line_end(text, end);
        let is_blank = text[end..blank].trim().is_empty();
        extent.start..if is_blank { blank } else { end }
    }

    /// The comments of a part of the text, a line each.
    pub fn remarks(&self, within: &Range<usize>) -> String {
        self.comment_texts(within)
            .map(|comment| format!("{comment}\n"))
            .collect()
    }

    /// The splice that takes a statement away; a comment in it or beside it stays.
    pub fn cut(&self, statement: &Statement<'_>) -> Splice {
        let text = self.text();
        let end = line_end(text, statement.end());
        let rest = text[statement.end()..end].trim_start_matches([' ', '\t']);
        if rest.starts_with('#') {
            let kept = self.remarks(&statement.value.span());
            return (statement.start..end - rest.len(), kept);
        }
        let start = line_start(text, statement.start);
        let kept = self.remarks(&statement.value.span());
        if !kept.is_empty() {
            return (start..end, kept);
        }
        // Of two blank lines around it, one goes with it.
        let before = &text[..start];
        let above = before
            .strip_suffix('\n')
            .map_or(0, |above| line_start(text, above.len()));
        let blank_above = start > 0 && text[above..start].trim().is_empty();
        let blank_below = end == text.len() || text[end..line_end(text, end)].trim().is_empty();
        if blank_above && blank_below {
            (above..end, String::new())
        } else {
            (start..end, String::new())
        }
    }

    /// The splice that puts a new key where the order of the model has it.
    pub fn insert(&self, name: &str, fragment: &str) -> Splice {
        let text = self.text();
        let (root, last) = name.split_once('.').unwrap_or((name, name));
        let mut plain = Vec::new();
        let mut header = text.len();
        for (key, value) in self.table() {
            match value.get_ref() {
                DeValue::Table(inner) if self.is_headed(value) => {
                    if key.get_ref() == root {
                        let ends = inner.iter().map(|(_, value)| value.span().end);
                        let below = ends.max().unwrap_or(value.span().end);
                        let line = format!("{} = {fragment}", fragment::key(last));
                        return below_line(text, below, &line);
                    }
                    header = header.min(value.span().start);
                }
                DeValue::Table(inner) if !self.is_inline(value) => {
                    for (leaf, value) in inner {
                        plain.push(self.statement(key.get_ref(), leaf.span(), value));
                    }
                }
                DeValue::Array(tables) if self.is_headed_list(tables) => {
                    header = header.min(value.span().start);
                }
                _ => plain.push(self.statement(key.get_ref(), key.span(), value)),
            }
        }
        let path = match name.split_once('.') {
            Some((root, last)) => format!("{root}.{}", fragment::key(last)),
            None => name.to_owned(),
        };
        let new = place(root);
        let before = plain
            .iter()
            .filter(|statement| place(&statement.root) <= new);
        let Some(anchor) = before.max_by_key(|statement| (place(&statement.root), statement.start))
        else {
            let after = plain.iter().map(|statement| statement.start).min();
            let at = line_start(text, after.unwrap_or(header));
            return (at..at, format!("{path} = {fragment}\n"));
        };
        let end = line_end(text, anchor.end());
        if place(&anchor.root).0 == new.0 {
            let padded = aligned(text, anchor, &path);
            return below_line(text, anchor.end(), &format!("{padded}= {fragment}"));
        }
        let next = &text[end..line_end(text, end)];
        let dense = end < text.len() && !next.trim().is_empty();
        let blank = if dense { "" } else { "\n" };
        below_line(text, anchor.end(), &format!("{blank}{path} = {fragment}"))
    }

    /// Tells that the table stands in braces, rather than under a header or in dotted keys.
    pub fn is_inline(&self, value: &Spanned<DeValue<'_>>) -> bool {
        self.text()[value.span().start..].starts_with('{')
    }
}

/// The key with the spaces that bring its `=` below the one of `anchor`.
fn aligned(text: &str, anchor: &Statement<'_>, path: &str) -> String {
    let equals = text[anchor.key_end..].find('=').unwrap_or(1);
    let width = text[anchor.start..anchor.key_end + equals].chars().count();
    format!("{path:width$}", width = width.max(path.chars().count() + 1))
}

/// The splice that puts a line below the one that `position` is on.
fn below_line(text: &str, position: usize, line: &str) -> Splice {
    let end = line_end(text, position);
    if text[..end].ends_with('\n') {
        (end..end, format!("{line}\n"))
    } else {
        (end..end, format!("\n{line}"))
    }
}

/// The entries of a table in braces, each on a line of its own, below the comments that stood among them.
pub fn dotted(statement: &Statement<'_>) -> String {
    let DeValue::Table(table) = statement.value.get_ref() else {
        return String::new();
    };
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let lines: Vec<String> = entries
        .into_iter()
        .map(|(name, held)| {
            let path = format!("{}.{}", statement.root, fragment::key(name.get_ref()));
            format!("{path} = {}", value(&path, held.get_ref()))
        })
        .collect();
    lines.join("\n")
}
