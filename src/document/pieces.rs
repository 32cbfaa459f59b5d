//! A text as the pieces that people change one by one: its keys, its tables under headers, with the comments on them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::Document;
use crate::document::fragment;
use crate::document::text::{line_end, line_start};

/// A value, in its document.
#[derive(Clone, Copy)]
pub struct Held<'a, 'd> {
    /// The document.
    pub document: &'a Document<'d>,
    /// The value.
    pub value: &'a Spanned<DeValue<'a>>,
}

impl Held<'_, '_> {
    /// Its bytes, where it stands in them by itself.
    pub fn text(&self, key: &str) -> String {
        match self.value.get_ref() {
            value @ DeValue::Table(_) if !self.document.is_inline(self.value) => {
                fragment::value(key, value)
            }
            _ => self.document.text()[self.value.span()].to_owned(),
        }
    }

    /// What it says, in the one spelling.
    pub fn meaning(&self, key: &str) -> String {
        fragment::value(key, self.value.get_ref())
    }
}

/// A key with its value, or a table under a header: whole lines, with what stands above them.
pub struct Piece<'a, 'd> {
    /// The key, as a path within its table: `extra.name`.
    pub key: String,
    /// Its value.
    pub held: Held<'a, 'd>,
    /// Whether it is a table under a header.
    pub is_headed: bool,
    whole: Range<usize>,
    start: usize,
}

impl<'a> Piece<'a, '_> {
    /// All of its bytes.
    pub fn text(&self) -> &'a str {
        &self.held.document.text()[self.whole.clone()]
    }

    /// The lines above it, what stands before its value, and what stands behind that; of a table under a header, the header
    /// and the rest.
    pub fn parts(&self) -> [&'a str; 3] {
        let value = match self.is_headed {
            true => self.body().start..self.body().start,
            false => self.held.value.span(),
        };
        let Range { start, end } = self.whole;
        let parts = [start..self.start, self.start..value.start, value.end..end];
        parts.map(|part| &self.held.document.text()[part])
    }

    /// The lines below a header.
    pub fn body(&self) -> Range<usize> {
        line_end(self.held.document.text(), self.start)..self.whole.end
    }

    /// Its value and its comments in one spelling: what is the same says the same.
    pub fn meaning(&self) -> (String, Vec<&'a str>) {
        let value = self.held.meaning(&self.key);
        (
            value,
            self.held.document.comment_texts(&self.whole).collect(),
        )
    }
}

impl<'d> Document<'d> {
    /// The pieces of a table whose lines are `within`, in their order, and what stands behind the last.
    pub fn pieces<'a>(
        &'a self,
        table: &'a DeTable<'a>,
        within: Range<usize>,
    ) -> (Vec<Piece<'a, 'd>>, Range<usize>) {
        let mut pieces = Vec::new();
        self.gather(table, "", &mut pieces);
        pieces.sort_by_key(|piece| piece.start);
        let mut end = within.start;
        for piece in &mut pieces {
            piece.whole.start = end;
            end = piece.whole.end;
        }
        (pieces, end..within.end)
    }

    fn gather<'a>(&'a self, table: &'a DeTable<'a>, above: &str, pieces: &mut Vec<Piece<'a, 'd>>) {
        let text = self.text();
        for (name, value) in table {
            let key = format!("{above}{}", name.get_ref());
            let held = |value| Held {
                document: self,
                value,
            };
            let mut headed = |item: &'a Spanned<DeValue<'a>>| {
                let end = line_end(text, self.headed_extent(item).end);
                pieces.push(Piece {
                    key: key.clone(),
                    held: held(item),
                    is_headed: true,
                    whole: 0..end,
                    start: item.span().start,
                });
            };
            match value.get_ref() {
                DeValue::Table(_) if self.is_headed(value) => headed(value),
                DeValue::Array(items) if self.is_headed_list(items) => {
                    items.iter().for_each(headed);
                }
                DeValue::Table(inner) if !self.is_inline(value) => {
                    self.gather(inner, &format!("{key}."), pieces);
                }
                _ => pieces.push(Piece {
                    key,
                    held: held(value),
                    is_headed: false,
                    whole: 0..line_end(text, value.span().end),
                    start: line_start(text, name.span().start),
                }),
            }
        }
    }
}
