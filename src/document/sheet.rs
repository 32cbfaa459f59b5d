//! What a sheet says, as an action's file writes it. It never sees a disk.

use crate::document::edit::NewValue;
use crate::document::fragment::{block, key, line};
use crate::document::layout::{BLOCKS, GROUPS, layout};
use crate::model::action::{Sheet, SubAction};
use crate::model::budget::{BudgetLine, Cents, Figure};
use crate::model::extra::Extra;
use crate::model::indicator::{Decimal, Indicator};

/// The file of a new action: every key that the sheet fills in, in its canonical layout.
pub fn text(sheet: &Sheet) -> String {
    let keys = GROUPS.iter().copied().flatten().copied();
    let extra = sheet.extra.keys().map(|name| format!("extra.{name}"));
    let mut text = String::new();
    for name in keys.map(str::to_owned).chain(extra) {
        let written = match wanted(sheet, &name) {
            NewValue::Value(value) => value,
            NewValue::List(items) => list(items.iter().map(|item| line(item))),
            NewValue::Absent => continue,
        };
        let name = match name.strip_prefix("extra.") {
            Some(own) => format!("extra.{}", key(own)),
            None => name,
        };
        text.push_str(&format!("{name} = {written}\n"));
    }
    layout(&text)
}

/// What the file shall hold under `name`, a key of an action or `extra.` and a key of its own.
pub fn wanted(sheet: &Sheet, name: &str) -> NewValue {
    let text = |text: Option<&String>| match text {
        Some(text) if BLOCKS.contains(&name) || text.contains('\n') => NewValue::Value(block(text)),
        Some(text) => NewValue::Value(line(text)),
        None => NewValue::Absent,
    };
    match name {
        "title" => text(Some(&sheet.title)),
        "themes" => texts(&sheet.themes),
        "code" => text(sheet.code.as_ref()),
        "status" => text(sheet.status.as_ref()),
        "priority" => text(sheet.priority.as_ref()),
        "elected" => text(sheet.elected.as_ref()),
        "owners" => texts(&sheet.owners),
        "funders" => texts(&sheet.funders),
        "partners" => texts(&sheet.partners),
        "audiences" => texts(&sheet.audiences),
        "start" => text(sheet.start.map(|date| date.to_string()).as_ref()),
        "end" => text(sheet.end.map(|date| date.to_string()).as_ref()),
        "description" => text(sheet.description.as_ref()),
        "objectives" => text(sheet.objectives.as_ref()),
        "resources" => text(sheet.resources.as_ref()),
        "progress" => text(sheet.progress.as_ref()),
        "effects" => texts(&sheet.effects),
        "places" => texts(&sheet.places),
        "links" => texts(&sheet.links),
        "other_measures" => texts(&sheet.other_measures),
        "indicators" => tables(&sheet.indicators, indicator),
        "budget" => tables(&sheet.budget, budget_line),
        "sub_actions" => tables(&sheet.sub_actions, sub_action),
        "editor_notes" => text(sheet.editor_notes.as_ref()),
        _ => match name
            .strip_prefix("extra.")
            .and_then(|own| sheet.extra.get(own))
        {
            Some(Extra::Text(own)) => text(Some(own)),
            Some(Extra::Number(number)) => NewValue::Value(number.0.clone()),
            None => NewValue::Absent,
        },
    }
}

fn texts(items: &[impl ToString]) -> NewValue {
    if items.is_empty() {
        NewValue::Absent
    } else {
        NewValue::List(items.iter().map(ToString::to_string).collect())
    }
}

/// A list of tables, one a line where there are several.
fn tables<T>(items: &[T], written: fn(&T) -> String) -> NewValue {
    match items {
        [] => NewValue::Absent,
        [one] => NewValue::Value(format!("[{}]", written(one))),
        many => {
            let items: String = many
                .iter()
                .map(|item| format!("  {},\n", written(item)))
                .collect();
            NewValue::Value(format!("[\n{items}]"))
        }
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
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
    table.text("code", part.code.as_ref());
    table.text("title", Some(&part.title));
    table.text("status", part.status.as_ref());
    let owners = list(part.owners.iter().map(|owner| line(&owner.to_string())));
    table.put("owners", (!part.owners.is_empty()).then_some(owners));
    table.text("start", part.start);
    table.text("end", part.end);
    table.text("description", part.description.as_ref());
    let lines = list(part.budget.iter().map(budget_line));
    table.put("budget", (!part.budget.is_empty()).then_some(lines));
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
