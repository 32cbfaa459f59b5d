//! The plan's history as JSON; keys never change.

use serde_json::{Map, Value, json};

use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::commit::Commit;
use crate::model::extra::Extra;
use crate::render::answers::compare;
use crate::render::answers::diff::{Ends, counts};
use crate::render::change::amount_change;
use crate::render::json::{
    SCHEMA_VERSION, basis_name, budget_line, decimal, indicator, own_date, sub_action, total,
};
use crate::view::blame::Set;
use crate::view::change::{self, Change};
use crate::view::diff::{Diff, Difference};
use crate::view::group::By;
use crate::view::likeness::Likeness;
use crate::view::log::Event;
use crate::view::log_answer::LogAnswer;
use crate::view::shift::{DateBound, Distance, Shift, shift};

/// The object of `plan diff`.
pub fn diff(diff: &Diff<'_>, ends: Ends<'_>, by: By, basis: Basis) -> Value {
    let counts = counts(diff);
    let statuses = diff
        .statuses
        .iter()
        .map(|one| json!({ "before": one.before, "after": one.after, "actions": one.actions }));
    json!({
        "schema_version": SCHEMA_VERSION,
        "before": ends.before.map(commit),
        "after": ends.after.map(commit),
        "summary": {
            "added": counts.added,
            "dropped": counts.dropped,
            "moved": counts.moved,
            "renamed": counts.renamed,
            "changed": counts.changed,
            "later": counts.later,
            "earlier": counts.earlier,
            "budget": compare::change(diff.totals.total.change()),
        },
        "actions": diff.actions.iter().map(|one| difference(one, basis)).collect::<Vec<_>>(),
        "statuses": statuses.collect::<Vec<_>>(),
        "totals": compare::object(&diff.totals, by, basis),
    })
}

/// A commit.
pub fn commit(commit: &Commit) -> Value {
    json!({
        "commit": commit.id,
        "date": commit.day.to_string(),
        "author": commit.author,
        "subject": commit.subject,
    })
}

fn difference(one: &Difference<'_>, basis: Basis) -> Value {
    let action = one.action();
    let kind = match (one.before, one.after) {
        (None, _) => "added",
        (_, None) => "dropped",
        _ => "changed",
    };
    let mut object = Map::new();
    for (key, value) in [
        ("id", json!(action.map(|action| action.id.as_str()))),
        (
            "measure",
            json!(action.map(|action| action.measure.as_str())),
        ),
        ("title", json!(action.map(|action| &action.sheet.title))),
        ("kind", json!(kind)),
        (
            "moved_from",
            json!(one.moved_from().map(|key| key.as_str())),
        ),
        (
            "renamed_from",
            json!(one.renamed_from().map(|id| id.as_str())),
        ),
        (
            "likeness",
            json!(one.renamed.map(|likeness| match likeness {
                Likeness::Identical => 100,
                Likeness::Alike(percent) | Likeness::Followed(percent) => percent,
            })),
        ),
        ("end_shift", moved(one.end)),
        ("changes", one.changes.iter().map(change).collect()),
        ("basis", json!(basis_name(basis))),
        ("budget", Value::Object(compare::pair(&one.budget))),
    ] {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}

/// A changed field.
pub fn change(change: &Change) -> Value {
    let (before, after) = (&change.before, &change.after);
    let mut object = json!({
        "sub_action": change.field.part,
        "field": change.field.column.name(),
        "item": change.field.item,
        "before": before.as_ref().map(value),
        "after": after.as_ref().map(value),
    });
    let Value::Object(members) = &mut object else {
        return object;
    };
    let names = |side: &Option<change::FieldValue>| match side {
        Some(change::FieldValue::List(names)) => Some(names.clone()),
        None => Some(Vec::new()),
        Some(_) => None,
    };
    let is_list = [before, after]
        .iter()
        .any(|side| matches!(side, Some(change::FieldValue::List(_))));
    if let (true, Some(old), Some(new)) = (is_list, names(before), names(after)) {
        let without = |list: &[String], other: &[String]| -> Vec<String> {
            list.iter()
                .filter(|name| !other.contains(name))
                .cloned()
                .collect()
        };
        members.insert("added".to_owned(), json!(without(&new, &old)));
        members.insert("removed".to_owned(), json!(without(&old, &new)));
    }
    match (before, after) {
        (Some(change::FieldValue::Date(old)), Some(change::FieldValue::Date(new))) => {
            let side = match change.field.column {
                Column::Start => DateBound::Start,
                _ => DateBound::End,
            };
            let shift = moved(shift(Some(*old), Some(*new), side));
            members.insert("shift".to_owned(), shift);
        }
        (Some(change::FieldValue::Line(old)), Some(change::FieldValue::Line(new))) => {
            let change = compare::change(amount_change(old, new));
            members.insert("change".to_owned(), change);
        }
        _ => {}
    }
    object
}

pub(super) fn moved(shift: Option<Shift>) -> Value {
    let by = |span: Distance, sign: i64| match span {
        Distance::Months(months) => json!({ "months": sign * i64::from(months) }),
        Distance::About(months) => {
            json!({ "months": sign * i64::from(months), "approximate": true })
        }
        Distance::Days(days) => json!({ "days": sign * i64::from(days) }),
    };
    match shift {
        Some(Shift::Later(span)) => by(span, 1),
        Some(Shift::Earlier(span)) => by(span, -1),
        Some(Shift::Sharper) => json!({ "precision": "more" }),
        Some(Shift::Vaguer) => json!({ "precision": "less" }),
        None => Value::Null,
    }
}

fn value(value: &change::FieldValue) -> Value {
    match value {
        change::FieldValue::Text(text) => json!(text),
        change::FieldValue::List(texts) => json!(texts),
        change::FieldValue::Date(date) => own_date(Some(*date)),
        change::FieldValue::Line(line) => budget_line(None, line),
        change::FieldValue::Lines(lines) => {
            lines.iter().map(|line| budget_line(None, line)).collect()
        }
        change::FieldValue::Part(part) => sub_action(part),
        change::FieldValue::Indicator(one) => indicator(one),
        change::FieldValue::Extra(Extra::Text(text)) => json!(text),
        change::FieldValue::Extra(Extra::Number(number)) => decimal(number),
    }
}

/// The object of `plan log`.
pub fn log(telling: &LogAnswer<'_>) -> Value {
    let entries = telling.entries.iter().map(|told| {
        let entry = told.entry;
        let (event, moved_from, renamed_from) = match &entry.event {
            Event::Added(_) => ("added", None, None),
            Event::Dropped(_) => ("dropped", None, None),
            Event::Changed {
                moved_from,
                renamed_from,
                ..
            } => ("changed", moved_from.as_ref(), renamed_from.as_ref()),
        };
        let changes = told.changes.iter().map(|told| {
            let mut object = change(&told.change);
            if let Value::Object(members) = &mut object {
                let time = told.time.map(|time| moved(Some(Shift::Later(time))));
                members.insert("after_time".to_owned(), time.unwrap_or_default());
            }
            object
        });
        let budget = told.budget.map(|pair| {
            json!({
                "first": total(&pair.before),
                "after": total(&pair.after),
                "drift": compare::change(pair.drift()),
            })
        });
        json!({
            "date": entry.day.to_string(),
            "commit": commit(&entry.commit),
            "taken_by": entry.taken_by,
            "id": entry.id.as_str(),
            "measure": entry.measure.as_str(),
            "title": entry.title,
            "event": event,
            "moved_from": moved_from.map(|key| key.as_str()),
            "renamed_from": renamed_from.map(|(id, _)| id.as_str()),
            "changes": changes.collect::<Vec<_>>(),
            "budget": budget,
        })
    });
    json!({
        "schema_version": SCHEMA_VERSION,
        "basis": basis_name(telling.basis),
        "entries": entries.collect::<Vec<_>>(),
    })
}

/// The object of `plan blame`.
pub fn blame(id: &str, sets: &[Set<'_>]) -> Value {
    let fields = sets.iter().map(|set| {
        json!({
            "sub_action": set.change.field.part,
            "field": set.change.field.column.name(),
            "item": set.change.field.item,
            "value": set.change.after.as_ref().map(value),
            "date": set.by.map(|entry| entry.day.to_string()),
            "commit": set.by.map(|entry| commit(&entry.commit)),
            "history_cut": set.by.is_some_and(|entry| entry.is_cut),
        })
    });
    json!({
        "schema_version": SCHEMA_VERSION,
        "id": id,
        "fields": fields.collect::<Vec<_>>(),
    })
}
