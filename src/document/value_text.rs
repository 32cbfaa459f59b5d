//! What the keys of an action's file hold, as a person reads it. It never sees a disk.

use toml::de::{DeTable, DeValue};

use crate::document::decode::conflict;
use crate::document::fragment::value;

/// Whether a change can be put into the text: it is TOML without a mistake of syntax.
pub fn is_editable(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (_, errors) = DeTable::parse_recoverable(text);
    errors.is_empty() && conflict(text).is_none() && !text.trim().is_empty()
}

/// What a key holds, as a person reads it: a text without its quotes, the items of a list one behind the other.
pub fn held(text: &str, name: &str) -> Option<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, _) = DeTable::parse_recoverable(text);
    let (root, rest) = match name.split_once('.') {
        Some((root, rest)) => (root, Some(rest)),
        None => (name, None),
    };
    let find = |table: &DeTable<'_>, name: &str| {
        let mut entries = table.iter();
        entries
            .find(|(key, _)| key.get_ref() == name)
            .map(|(_, value)| shown(root, value.get_ref()))
    };
    match rest {
        None => find(table.get_ref(), root),
        Some(rest) => {
            let mut entries = table.get_ref().iter();
            let (_, value) = entries.find(|(key, _)| key.get_ref() == root)?;
            find(value.get_ref().as_table()?, rest)
        }
    }
}

fn shown(key: &str, held: &DeValue<'_>) -> String {
    match held {
        DeValue::String(text) => text.trim_end().to_owned(),
        DeValue::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| match item.get_ref() {
                    DeValue::String(text) => text.to_string(),
                    other => value(key, other),
                })
                .collect();
            items.join(" ; ")
        }
        other => value(key, other),
    }
}
