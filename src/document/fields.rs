//! The keys of a TOML text with their values and the comments on them, however the tables are written.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::comments::{Remarks, inside, share};
use crate::document::fragment::key;

/// A text with its comments.
#[derive(Clone, Copy)]
pub struct CommentedText<'a> {
    /// The text.
    pub text: &'a str,
    /// The places of its comments.
    pub comments: &'a [Range<usize>],
}

/// A key of a table with its value and what is remarked on it.
pub struct RemarkedKey<'a> {
    /// The key at the root: `extra` of `extra.name`.
    pub root: String,
    /// The key as it is written.
    pub key: String,
    /// Its value.
    pub body: Body<'a>,
    /// What is remarked on it.
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
    /// What is remarked on it.
    pub remarks: Remarks<'a>,
}

impl<'a> RemarkedItem<'a> {
    /// The comments on the item, those within it too, for where it is written on one line.
    pub fn all_comments(&self, source: CommentedText<'a>) -> Vec<&'a str> {
        let within = inside(source.comments, &self.extent);
        let within = within.map(|comment| source.text[comment.clone()].trim_end());
        self.remarks.above.iter().copied().chain(within).collect()
    }
}

/// A key on its way to a field.
struct Child<'a> {
    root: String,
    key: String,
    value: &'a Spanned<DeValue<'a>>,
    extent: Range<usize>,
    /// Whether it is one of the tables under `[[key]]`.
    is_element: bool,
}

/// The fields of a table at `within`, in the order of the text, and the comments behind the last.
///
/// Tables in it become dotted keys.
pub fn fields<'a>(
    source: CommentedText<'a>,
    table: &'a DeTable<'a>,
    within: &Range<usize>,
) -> (Vec<RemarkedKey<'a>>, Vec<&'a str>) {
    let mut children = Vec::new();
    collect(source.text, table, None, &mut children);
    children.sort_by_key(|child| child.extent.start);
    let extents: Vec<_> = children.iter().map(|child| child.extent.clone()).collect();
    let (remarks, behind) = share(source.text, source.comments, within, &extents);
    let mut fields: Vec<RemarkedKey<'a>> = Vec::new();
    for (child, remarks) in children.into_iter().zip(remarks) {
        let (body, remarks) = match child.value.get_ref() {
            value if child.is_element => {
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
            DeValue::Array(items) => (list(source, child.value, items), remarks),
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
fn list<'a>(
    source: CommentedText<'a>,
    array: &'a Spanned<DeValue<'a>>,
    items: &'a [Spanned<DeValue<'a>>],
) -> Body<'a> {
    let extents: Vec<_> = items.iter().map(Spanned::span).collect();
    let (remarks, behind) = share(source.text, source.comments, &array.span(), &extents);
    let parts = items.iter().zip(extents).zip(remarks);
    let parts = parts.map(|((item, extent), remarks)| RemarkedItem {
        value: item.get_ref(),
        extent,
        remarks,
    });
    Body::List(parts.collect(), behind)
}

fn collect<'a>(
    text: &str,
    table: &'a DeTable<'a>,
    above: Option<(&str, &str)>,
    children: &mut Vec<Child<'a>>,
) {
    for (name, value) in table {
        let (root, key) = match above {
            None => (name.get_ref().to_string(), key(name.get_ref())),
            Some((root, path)) => (root.to_owned(), format!("{path}.{}", key(name.get_ref()))),
        };
        match value.get_ref() {
            DeValue::Table(inner) => collect(text, inner, Some((&root, &key)), children),
            DeValue::Array(items) if items.iter().all(|item| is_headed(text, item)) => {
                children.extend(items.iter().map(|item| Child {
                    root: root.clone(),
                    key: key.clone(),
                    value: item,
                    extent: headed_extent(text, item),
                    is_element: true,
                }));
                if items.is_empty() {
                    children.push(Child {
                        root,
                        key,
                        value,
                        extent: name.span().start..value.span().end,
                        is_element: false,
                    });
                }
            }
            _ => children.push(Child {
                root,
                key,
                value,
                extent: name.span().start..value.span().end,
                is_element: false,
            }),
        }
    }
}

/// Whether the item is a table under `[[key]]`.
pub fn is_headed(text: &str, item: &Spanned<DeValue<'_>>) -> bool {
    item.get_ref().is_table() && text[item.span().start..].starts_with('[')
}

/// A table under a header, to the end of its last line.
pub fn headed_extent(text: &str, item: &Spanned<DeValue<'_>>) -> Range<usize> {
    let end = last_end(item);
    let line = text[end..].find('\n').map_or(text.len(), |to| end + to);
    item.span().start..line
}

/// Where the last value of a table or list ends.
fn last_end(item: &Spanned<DeValue<'_>>) -> usize {
    let inner = match item.get_ref() {
        DeValue::Table(table) => table.iter().map(|(_, value)| last_end(value)).max(),
        DeValue::Array(items) => items.iter().map(last_end).max(),
        _ => None,
    };
    item.span().end.max(inner.unwrap_or(0))
}
