//! A sheet as an action's file writes it. It never sees a disk.

use crate::document::Document;
use crate::document::edit::{NewValue, texts as text_list};
use crate::document::fragment::{block, key, line, list};
use crate::model::action::Sheet;
use crate::model::budget::{Cents, Spent};
use crate::model::entries::{Entries, Table};
use crate::model::extra::Extra;
use crate::model::key::{Key, Shape};
use crate::model::key_value::KeyValue;

/// The file of a new action: every key that the sheet fills in, in its canonical layout.
pub fn text(sheet: &Sheet) -> String {
    let keys = Key::all().map(|key| key.name().to_owned());
    let extra = sheet.extra.keys().map(|name| format!("extra.{name}"));
    let mut text = String::new();
    for name in keys.chain(extra) {
        let written = match wanted(sheet, &name) {
            NewValue::Value(value) => value,
            NewValue::List(items) => text_list(&items),
            NewValue::Absent => continue,
        };
        let name = match name.strip_prefix("extra.") {
            Some(own) => format!("extra.{}", key(own)),
            None => name,
        };
        text.push_str(&format!("{name} = {written}\n"));
    }
    Document::of(&text).layout()
}

/// The value that the file shall hold under `name`, a key of an action or `extra.` and a key of its own.
pub fn wanted(sheet: &Sheet, name: &str) -> NewValue {
    let own = |own| sheet.extra.get(own);
    match Key::named(name) {
        Some(key) => new_value(key.shape(), sheet.get(key)),
        None => match name.strip_prefix("extra.").and_then(own) {
            Some(Extra::Text(own)) => new_value(Shape::Line, KeyValue::Text(Some(own))),
            Some(Extra::Number(number)) => NewValue::Value(number.0.clone()),
            None => NewValue::Absent,
        },
    }
}

fn new_value(shape: Shape, value: KeyValue<'_>) -> NewValue {
    match value {
        value if value.is_absent() => NewValue::Absent,
        KeyValue::Texts(_) | KeyValue::Names(_) | KeyValue::Measures(_) | KeyValue::Ids(_) => {
            NewValue::List(value.items())
        }
        KeyValue::Text(Some(text)) if shape == Shape::Block || text.contains('\n') => {
            NewValue::Value(block(text))
        }
        KeyValue::Indicators(_)
        | KeyValue::FollowUp(_)
        | KeyValue::Budget(_)
        | KeyValue::SubActions(_) => {
            let tables: Vec<String> = value.tables().into_iter().map(written).collect();
            NewValue::Value(list(&tables))
        }
        value => inline(value).map_or(NewValue::Absent, NewValue::Value),
    }
}

/// A value on one line; none where nothing is filled in.
fn inline(value: KeyValue<'_>) -> Option<String> {
    if value.is_absent() {
        return None;
    }
    Some(match value {
        KeyValue::Text(text) => line(text?),
        KeyValue::Date(date) => line(&date?.to_string()),
        KeyValue::Truth(truth) => truth.to_string(),
        KeyValue::Year(year) => year?.to_string(),
        KeyValue::Number(number) => number?.0.clone(),
        KeyValue::Spent(spent) => {
            let Spent { amount, on } = spent?;
            match on {
                Some(on) => braces([
                    format!("amount = {}", amount.written()),
                    format!("on = {}", line(&on.to_string())),
                ]),
                None => amount.written(),
            }
        }
        KeyValue::Figure(figure) => figure?.shown(Cents::written, |min, max| {
            format!("{{ min = {min}, max = {max} }}")
        }),
        KeyValue::Series(values) => {
            let values = values.iter();
            braces(values.map(|(year, value)| format!("{year} = {}", value.0)))
        }
        KeyValue::Texts(_) | KeyValue::Names(_) | KeyValue::Measures(_) | KeyValue::Ids(_) => {
            row(value.items().iter().map(|item| line(item)))
        }
        KeyValue::Indicators(_)
        | KeyValue::FollowUp(_)
        | KeyValue::Budget(_)
        | KeyValue::SubActions(_) => row(value.tables().into_iter().map(written)),
    })
}

/// A table on one line; a sub-action may be no more than its title.
pub fn table(table: &impl Table) -> String {
    written(table.entries())
}

/// The keys that a table fills in, with their values as they are written.
pub fn entries(table: &impl Table) -> Vec<(&str, String)> {
    filled(table.entries())
}

fn filled(entries: Entries<'_>) -> Vec<(&str, String)> {
    let written = entries.into_iter();
    let written = written.filter_map(|(name, value)| Some((name, inline(value)?)));
    written.collect()
}

fn written(entries: Entries<'_>) -> String {
    match filled(entries).as_slice() {
        [("title", title)] => title.clone(),
        several => braces(
            several
                .iter()
                .map(|(name, value)| format!("{name} = {value}")),
        ),
    }
}

fn row(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// Entries as a table in braces.
pub fn braces(entries: impl IntoIterator<Item = String>) -> String {
    format!(
        "{{ {} }}",
        entries.into_iter().collect::<Vec<_>>().join(", ")
    )
}
