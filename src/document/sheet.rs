//! A sheet as an action's file writes it. It never sees a disk.

use crate::document::Document;
use crate::document::edit::{NewValue, texts as text_list};
use crate::document::fragment::{block, key, line, list};
use crate::model::action::{Sheet, SubAction};
use crate::model::budget::{BudgetLine, Cents, Figure};
use crate::model::extra::Extra;
use crate::model::indicator::{Decimal, Indicator};
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
        KeyValue::Texts(_) | KeyValue::Names(_) | KeyValue::Measures(_) => {
            NewValue::List(value.items())
        }
        KeyValue::Text(Some(text)) if shape == Shape::Block || text.contains('\n') => {
            NewValue::Value(block(text))
        }
        KeyValue::Text(_) | KeyValue::Date(_) => {
            inline(value).map_or(NewValue::Absent, NewValue::Value)
        }
        KeyValue::Indicators(list) => NewValue::Value(tables(list, indicator)),
        KeyValue::Budget(list) => NewValue::Value(tables(list, budget_line)),
        KeyValue::SubActions(list) => NewValue::Value(tables(list, sub_action)),
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
        KeyValue::Texts(_) | KeyValue::Names(_) | KeyValue::Measures(_) => {
            row(value.items().iter().map(|item| line(item)))
        }
        KeyValue::Indicators(all) => row(all.iter().map(indicator)),
        KeyValue::Budget(all) => row(all.iter().map(budget_line)),
        KeyValue::SubActions(all) => row(all.iter().map(sub_action)),
    })
}

/// A list of tables, one a line where there are several.
fn tables<T>(items: &[T], written: fn(&T) -> String) -> String {
    list(&items.iter().map(written).collect::<Vec<_>>())
}

fn row(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A table under way: its entries, in order.
#[derive(Default)]
struct TableText(Vec<String>);

impl TableText {
    fn put(&mut self, name: &str, value: Option<String>) {
        self.0
            .extend(value.map(|value| format!("{} = {value}", key(name))));
    }

    fn text(&mut self, name: &str, text: Option<impl ToString>) {
        self.put(name, text.map(|text| line(&text.to_string())));
    }

    fn written(self) -> String {
        format!("{{ {} }}", self.0.join(", "))
    }
}

fn budget_line(one: &BudgetLine) -> String {
    let mut table = TableText::default();
    table.text("label", one.label.as_ref());
    table.put("amount", one.amount.map(figure));
    table.put("ht", one.ht.map(figure));
    table.put("ttc", one.ttc.map(figure));
    table.put("approximate", one.approximate.then(|| "true".to_owned()));
    table.text("per", one.rhythm.per());
    table.put("year", one.year.map(|year| year.to_string()));
    table.text("kind", one.kind.map(|kind| kind.name()));
    table.put("spent", one.spent.map(Cents::written));
    table.text("funder", one.funder.as_ref());
    table.put("of_which", one.role.is_detail().then(|| "true".to_owned()));
    table.text("included_in", one.role.counted_in());
    table.text("note", one.note.as_ref());
    table.written()
}

fn figure(figure: Figure) -> String {
    figure.shown(Cents::written, |min, max| {
        format!("{{ min = {min}, max = {max} }}")
    })
}

/// A sub-action, which may be no more than its title.
fn sub_action(part: &SubAction) -> String {
    let mut table = TableText::default();
    for key in Key::of_sub_action() {
        table.put(key.name(), part.get(key).and_then(inline));
    }
    if table.0.len() == 1 {
        line(&part.title)
    } else {
        table.written()
    }
}

fn indicator(one: &Indicator) -> String {
    let number = |number: &Decimal| number.0.clone();
    let mut table = TableText::default();
    table.text("name", Some(&one.name));
    table.text("unit", one.unit.as_ref());
    table.put("baseline", one.baseline.as_ref().map(number));
    table.put("target", one.target.as_ref().map(number));
    table.text("by", one.by);
    let values = one
        .values
        .iter()
        .map(|(year, value)| format!("{year} = {}", value.0));
    let values = values.collect::<Vec<_>>().join(", ");
    table.put(
        "values",
        (!values.is_empty()).then(|| format!("{{ {values} }}")),
    );
    table.written()
}
