//! The keys of a TOML text with their values and the comments on them, however the tables are written.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::Document;
use crate::document::comments::Remarks;
use crate::document::fragment::key;

/// A key of a table with its value and its comments.
pub struct RemarkedKey<'a> {
    /// The key at the root: `extra` of `extra.name`.
    pub root: String,
    /// The key as it is written.
    pub key: String,
    /// Its value.
    pub body: Body<'a>,
    /// Its comments.
    pub remarks: Remarks<'a>,
}

/// The value of a key.
pub enum Body<'a> {
    /// Anything but a list.
    Value(&'a DeValue<'a>),
    /// The items of a list, and the comments behind the last.
    List(Vec<RemarkedItem<'a>>, Vec<&'a str>),
}

/// An item of a list.
pub struct RemarkedItem<'a> {
    /// Its value.
    pub value: &'a DeValue<'a>,
    /// Its bytes, from the header or the opening brace to the end.
    pub extent: Range<usize>,
    /// Its comments.
    pub remarks: Remarks<'a>,
}

impl<'a> RemarkedItem<'a> {
    /// The comments on the item, those within it too, for where it is written on one line.
    pub fn all_comments(&self, document: &'a Document<'_>) -> Vec<&'a str> {
        let within = document.comment_texts(&self.extent);
        self.remarks.above.iter().copied().chain(within).collect()
    }
}

/// A key on its way to a field.
struct Child<'a> {
    root: String,
    key: String,
    value: &'a Spanned<DeValue<'a>>,
    extent: Range<usize>,
}

impl Document<'_> {
    /// The fields of a table at `within`, in the order of the text, and the comments behind the last.
    ///
    /// Tables in it become dotted keys.
    pub fn fields<'a>(
        &'a self,
        table: &'a DeTable<'a>,
        within: &Range<usize>,
    ) -> (Vec<RemarkedKey<'a>>, Vec<&'a str>) {
        let mut children = Vec::new();
        self.collect(table, None, &mut children);
        children.sort_by_key(|child| child.extent.start);
        let extents: Vec<_> = children.iter().map(|child| child.extent.clone()).collect();
        let (remarks, behind) = self.share(within, &extents);
        let mut fields: Vec<RemarkedKey<'a>> = Vec::new();
        for (child, mut remarks) in children.into_iter().zip(remarks) {
            let before_value = child.extent.start..child.value.span().start;
            remarks.above.extend(self.comment_texts(&before_value));
            let (body, remarks) = match child.value.get_ref() {
                // One of the tables under `[[key]]`: any other became dotted keys.
                value if value.is_table() => {
                    let part = RemarkedItem {
                        value,
                        extent: child.extent,
                        remarks,
                    };
                    if let Some(Body::List(parts, _)) = fields
                        .iter_mut()
                        .find(|field| field.key == child.key)
                        .map(|field| &mut field.body)
                    {
                        parts.push(part);
                        continue;
                    }
                    (Body::List(vec![part], Vec::new()), Remarks::default())
                }
                DeValue::Array(items) => (self.list(child.value, items), remarks),
                value => (Body::Value(value), remarks),
            };
            fields.push(RemarkedKey {
                root: child.root,
                key: child.key,
                body,
                remarks,
            });
        }
        (fields, behind)
    }

    /// The items of a list in brackets.
    pub fn list<'a>(
        &'a self,
        array: &'a Spanned<DeValue<'a>>,
        items: &'a [Spanned<DeValue<'a>>],
    ) -> Body<'a> {
        let extents: Vec<_> = items.iter().map(Spanned::span).collect();
        let (remarks, behind) = self.share(&array.span(), &extents);
        let parts = items.iter().zip(extents).zip(remarks);
        let parts = parts.map(|((item, extent), remarks)| RemarkedItem {
            value: item.get_ref(),
            extent,
            remarks,
        });
        Body::List(parts.collect(), behind)
    }

    fn collect<'a>(
        &self,
        table: &'a DeTable<'a>,
        above: Option<(&str, &str)>,
        children: &mut Vec<Child<'a>>,
    ) {
        for (name, value) in table {
            let (root, key) = match above {
                None => (name.get_ref().to_string(), key(name.get_ref())),
                Some((root, path)) => (root.to_owned(), format!("{path}.{}", key(name.get_ref()))),
            };
            let child = |value, extent| Child {
                root: root.clone(),
                key: key.clone(),
                value,
                extent,
            };
            match value.get_ref() {
                DeValue::Table(inner) => self.collect(inner, Some((&root, &key)), children),
                DeValue::Array(items) if self.is_headed_list(items) => {
                    let element = |item| child(item, self.headed_extent(item));
                    children.extend(items.iter().map(element));
                }
                _ => children.push(child(value, name.span().start..value.span().end)),
            }
        }
    }

    /// Tells that the item is a table under `[key]` or `[[key]]`.
    pub fn is_headed(&self, item: &Spanned<DeValue<'_>>) -> bool {
        item.get_ref().is_table() && self.text()[item.span().start..].starts_with('[')
    }

    /// Tells that the items are tables, each under `[[key]]`.
    pub fn is_headed_list(&self, items: &[Spanned<DeValue<'_>>]) -> bool {
        !items.is_empty() && items.iter().all(|item| self.is_headed(item))
    }

    /// A table under a header, to the end of its last line.
    pub fn headed_extent(&self, item: &Spanned<DeValue<'_>>) -> Range<usize> {
        let end = last_end(item);
        let line = self.text()[end..].find('\n');
        item.span().start..line.map_or(self.text().len(), |to| end + to)
    }
}

/// The end of the last value of a table or list.
fn last_end(item: &Spanned<DeValue<'_>>) -> usize {
    let inner = match item.get_ref() {
        DeValue::Table(table) => table.iter().map(|(_, value)| last_end(value)).max(),
        DeValue::Array(items) => items.iter().map(last_end).max(),
        _ => None,
    };
    item.span().end.max(inner.unwrap_or(0))
}
