//! The parts of a text as a reader looks for them and folds them: keys, and under them the tables by their titles.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::Document;

/// The keys by which a table of a list is called, the first that it has.
const TITLES: &[&str] = &["title", "name", "label", "text", "note", "code", "number"];

/// A key with its value, or a table of a list.
pub struct Part<'a> {
    /// The key, or the title of the table, where it has one.
    pub name: Option<&'a str>,
    /// The bytes of the key, of the header or of the table in braces.
    pub head: Range<usize>,
    /// The bytes of all of it.
    pub whole: Range<usize>,
    /// Its value.
    pub value: &'a DeValue<'a>,
    /// True of a key whose tables stand under headers.
    pub is_headed_list: bool,
    /// The parts of it.
    pub parts: Vec<Part<'a>>,
}

impl Part<'_> {
    /// These parts with all that are in them.
    pub fn all(parts: Vec<Self>) -> Vec<Self> {
        let mut all = Vec::new();
        for mut part in parts {
            let inner = std::mem::take(&mut part.parts);
            all.push(part);
            all.extend(Self::all(inner));
        }
        all
    }
}

impl Document<'_> {
    /// The parts of the text, in its order.
    pub fn parts(&self) -> Vec<Part<'_>> {
        self.parts_of(self.table())
    }

    fn parts_of<'a>(&self, table: &'a DeTable<'a>) -> Vec<Part<'a>> {
        let mut keys: Vec<_> = table.iter().collect();
        keys.sort_by_key(|(key, _)| key.span().start);
        let parts = keys.into_iter().map(|(key, value)| {
            let (parts, is_headed_list) = match value.get_ref() {
                DeValue::Table(inner) => (self.parts_of(inner), false),
                DeValue::Array(items) => {
                    let parts = items.iter().filter_map(|item| self.part(item)).collect();
                    (parts, self.is_headed_list(items))
                }
                _ => (Vec::new(), false),
            };
            let (head, value_span) = (key.span(), value.span());
            let ends = parts.iter().map(|part| part.whole.end);
            let end = ends.chain([head.end, value_span.end]).max();
            Part {
                name: Some(key.get_ref()),
                whole: head.start.min(value_span.start)..end.unwrap_or(head.end),
                head,
                value: value.get_ref(),
                is_headed_list,
                parts,
            }
        });
        parts.collect()
    }

    /// A table of a list.
    fn part<'a>(&self, item: &'a Spanned<DeValue<'a>>) -> Option<Part<'a>> {
        let table = item.get_ref().as_table()?;
        let mut titles = TITLES.iter().filter_map(|key| table.get(*key));
        let whole = match self.is_headed(item) {
            true => self.headed_extent(item),
            false => item.span(),
        };
        Some(Part {
            name: titles.find_map(|title| title.get_ref().as_str()),
            head: item.span().start..item.span().end.min(whole.end),
            whole,
            value: item.get_ref(),
            is_headed_list: false,
            parts: self.parts_of(table),
        })
    }
}
