//! Answers as JSON, a public interface that `docs/answers.schema.json` describes: keys never change.

use std::io::Write;
use std::str::FromStr;

use serde_json::{Map, Number, Value, json};

use crate::error::Error;
use crate::model::action::SubAction;
use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Kind};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::fingerprint::{self, fingerprint};
use crate::model::indicator::{Decimal, Indicator};
use crate::render::provenance::Provenance;
use crate::view::breakdown::{Cross, Details, Group, Groups};
use crate::view::columns::{ColumnValue, Row, cell};
use crate::view::dates::Shown;
use crate::view::group::By;
use crate::view::total::{Sum, Tally, Total};

/// The version of the objects that say one.
pub const SCHEMA_VERSION: u32 = 1;

/// The columns that an action's object has, in order; the others are parts of these.
pub fn keys(with_notes: bool) -> impl Iterator<Item = Column> {
    Column::ALL
        .iter()
        .copied()
        .filter(|column| !column.is_bound())
        .filter(move |column| with_notes || *column != Column::EditorNotes)
}

/// An action as an object of these columns.
pub fn action(row: &Row<'_>, columns: impl Iterator<Item = Column>) -> Value {
    let pairs = columns.map(|column| (column.name().to_owned(), value(&cell(column, row))));
    Value::Object(pairs.collect())
}

/// The actions of an export, each with its fingerprint.
pub fn exported(rows: &[Row<'_>], with_notes: bool) -> Vec<Value> {
    let exported = rows.iter().map(|row| {
        let mut object = action(row, keys(with_notes));
        object[fingerprint::NAME] = Value::String(fingerprint(row.action));
        object
    });
    exported.collect()
}

/// Write the object of `plan export`: where it comes from, and every action.
///
/// # Errors
/// The answer cannot be written.
pub fn write_export(
    rows: &[Row<'_>],
    with_notes: bool,
    provenance: &Provenance,
    basis: Basis,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let actions = exported(rows, with_notes);
    let export = json!({
        "schema_version": SCHEMA_VERSION,
        "plan": provenance.plan,
        "today": provenance.today.to_string(),
        "revision": provenance.revision,
        "dirty": provenance.dirty,
        "basis": basis_name(basis),
        "actions": actions,
    });
    write(&export, out)
}

/// Write a value, indented, with a last line break.
///
/// # Errors
/// The answer cannot be written.
pub fn write(value: &Value, out: &mut dyn Write) -> Result<(), Error> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// Write the items of one of an answer's lists, one a line.
///
/// # Errors
/// The answer cannot be written.
pub fn write_items(mut answer: Value, list: &str, out: &mut dyn Write) -> Result<(), Error> {
    let items = answer.get_mut(list).map(Value::take);
    match items {
        Some(Value::Array(items)) => write_lines(items, out),
        _ => Ok(()),
    }
}

/// Write values, one a line.
///
/// # Errors
/// The answer cannot be written.
pub fn write_lines(values: Vec<Value>, out: &mut dyn Write) -> Result<(), Error> {
    for value in values {
        serde_json::to_writer(&mut *out, &value).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The object of `plan budget`.
pub fn groups(groups: &Groups, by: By, basis: Basis) -> Value {
    let list: Vec<Value> = groups.groups.iter().map(group).collect();
    json!({
        "schema_version": SCHEMA_VERSION,
        "basis": basis_name(basis),
        "by": by.name(),
        "overlapping": groups.overlapping,
        "groups": list,
        "total": total(&groups.total),
    })
}

fn group(group: &Group) -> Value {
    let mut object = Map::new();
    object.insert("key".to_owned(), json!(group.key));
    object.insert("title".to_owned(), json!(group.title));
    object.extend(total(&group.total));
    Value::Object(object)
}

/// The object of `plan budget` by two things: that of the first, with each group's cells, and the columns.
pub fn cross(cross: &Cross, by: (By, By), basis: Basis) -> Value {
    let mut object = groups(&cross.rows, by.0, basis);
    object["by_columns"] = json!(by.1.name());
    object["columns"] = cross.columns.groups.iter().map(group).collect();
    for (index, row) in cross.cells.iter().enumerate() {
        let cells = row.iter().zip(&cross.columns.groups);
        let cells = cells.filter_map(|(cell, column)| {
            cell.map(|cell| {
                group(&Group {
                    total: cell,
                    ..column.clone()
                })
            })
        });
        object["groups"][index]["cells"] = cells.collect();
    }
    object
}

/// The object of `plan budget` with the lines behind each group.
pub fn details(all: &Groups, details: &[Details<'_>], by: By, basis: Basis) -> Value {
    let mut object = groups(all, by, basis);
    for (index, detail) in details.iter().enumerate() {
        let lines = detail.lines.iter().map(|detail| {
            let mut line = json!({
                "action": detail.action.id.as_str(),
                "counted": detail.counted.name(),
                "figure": figure(detail.figure),
            });
            if let (Value::Object(line), Value::Object(more)) =
                (&mut line, budget_line(detail.part, detail.line))
            {
                line.extend(more);
            }
            line
        });
        object["groups"][index]["lines"] = lines.collect();
    }
    object
}

/// `ttc` or `ht`.
pub fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Ttc => "ttc",
        Basis::Ht => "ht",
    }
}

fn value(cell: &ColumnValue<'_>) -> Value {
    match cell {
        ColumnValue::Absent => Value::Null,
        ColumnValue::Text(text) => json!(text),
        ColumnValue::Number(number) => json!(number),
        ColumnValue::Money(amount) | ColumnValue::KnownMost(amount) => money(*amount),
        ColumnValue::Date(shown) => date(*shown),
        ColumnValue::Day(day) => json!(day.to_string()),
        ColumnValue::List(texts) => json!(texts),
        ColumnValue::Indicators(indicators) => indicators.iter().map(indicator).collect(),
        ColumnValue::Budget(sum, lines) => {
            let mut object = total(sum);
            let lines: Vec<Value> = lines
                .iter()
                .map(|(part, line)| budget_line(*part, line))
                .collect();
            object.insert("lines".to_owned(), Value::Array(lines));
            Value::Object(object)
        }
        ColumnValue::SubActions(parts) => parts.iter().map(sub_action).collect(),
        ColumnValue::Extra(values) => {
            let pairs = values.iter().map(|(name, value)| {
                let value = match value {
                    Extra::Text(text) => json!(text),
                    Extra::Number(number) => decimal(number),
                };
                (name.clone(), value)
            });
            Value::Object(pairs.collect())
        }
    }
}

pub(super) fn total(total: &Total) -> Map<String, Value> {
    let (min, max) = sum(&total.sum);
    let (yearly_min, yearly_max) = sum(&total.yearly);
    let object = json!({
        "min": min,
        "max": max,
        "actions": total.actions,
        "with_figure": total.with_figure,
        "without_figure": total.without_figure(),
        "actions_dropped": total.dropped_actions(),
        "lines_unknown": total.unknown,
        "lines_range": total.range.lines,
        "lines_approximate": total.approximate.lines,
        "lines_basis_unstated": total.basis_unstated.lines,
        "lines_other_basis": total.other_basis.lines,
        "lines_elsewhere": total.elsewhere.lines,
        "lines_of_which": total.of_which.lines,
        "dropped": bounds(&total.of_dropped()),
        "funded": bounds(&total.funded),
        "own": bounds(&total.own),
        "funder_unstated": bounds(&total.unstated),
        "funder_unclear": bounds(&total.unclear),
        "lines_funder_unclear": total.unclear_details,
        "spent": total.spent.bounds.map(|(spent, _)| money(spent)),
        "yearly": { "min": yearly_min, "max": yearly_max, "lines_unknown": total.yearly_unknown },
        "without_dropped": total.without_dropped().map(without_dropped),
    });
    match object {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn without_dropped(kept: &Tally) -> Value {
    let (min, max) = sum(&kept.sum);
    json!({
        "min": min,
        "max": max,
        "actions": kept.actions,
        "with_figure": kept.with_figure,
        "without_figure": kept.without_figure(),
        "lines_unknown": kept.unknown,
        "lines_other_basis": kept.other_basis.lines,
    })
}

fn bounds(sum: &Sum) -> Value {
    match sum.bounds {
        Some((min, max)) => json!({ "min": money(min), "max": money(max) }),
        None => Value::Null,
    }
}

fn sum(sum: &Sum) -> (Value, Value) {
    match sum.bounds {
        Some((min, max)) => (money(min), money(max)),
        None => (Value::Null, Value::Null),
    }
}

pub(super) fn money(amount: Cents) -> Value {
    bare(&amount.bare())
}

pub(super) fn decimal(number: &Decimal) -> Value {
    bare(&number.0)
}

/// A number as it is written, never by way of a float.
pub(super) fn bare(text: &str) -> Value {
    Number::from_str(text).map_or_else(|_| json!(text), Value::Number)
}

fn figure(figure: Option<Figure>) -> Value {
    match figure {
        Some(figure) => json!({ "min": money(figure.min()), "max": money(figure.max()) }),
        None => Value::Null,
    }
}

fn date(shown: Shown) -> Value {
    let bounds = shown.bounds();
    json!({
        "text": shown.date.to_string(),
        "earliest": bounds.map(|(earliest, _)| earliest.to_string()),
        "latest": bounds.map(|(_, latest)| latest.to_string()),
        "derived": shown.derived,
    })
}

pub(super) fn own_date(own: Option<Date>) -> Value {
    match own {
        Some(own) => date(Shown {
            date: own,
            derived: false,
        }),
        None => Value::Null,
    }
}

pub(super) fn budget_line(part: Option<&SubAction>, line: &BudgetLine) -> Value {
    json!({
        "sub_action": part.map(|part| &part.title),
        "label": line.label,
        "amount": figure(line.amount),
        "ht": figure(line.ht),
        "ttc": figure(line.ttc),
        "approximate": line.approximate,
        "per": line.rhythm.per(),
        "year": line.year,
        "kind": line.kind.map(Kind::name),
        "spent": line.spent.map(money),
        "funder": line.funder.as_ref().map(ToString::to_string),
        "of_which": line.role.is_detail(),
        "included_in": line.role.counted_in().map(ToString::to_string),
        "note": line.note,
    })
}

pub(super) fn sub_action(part: &SubAction) -> Value {
    let lines: Vec<Value> = part
        .budget
        .iter()
        .map(|line| budget_line(Some(part), line))
        .collect();
    json!({
        "code": part.code,
        "title": part.title,
        "status": part.status,
        "owners": part.owners.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "start": own_date(part.start),
        "end": own_date(part.end),
        "description": part.description,
        "budget": lines,
    })
}

pub(super) fn indicator(indicator: &Indicator) -> Value {
    let values = indicator
        .values
        .iter()
        .map(|(year, value)| (year.clone(), decimal(value)));
    json!({
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": indicator.baseline.as_ref().map(decimal),
        "target": indicator.target.as_ref().map(decimal),
        "by": own_date(indicator.by),
        "values": Value::Object(values.collect()),
    })
}
