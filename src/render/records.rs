//! The plan as plain tables, one row a thing: actions, sub-actions, budget lines, indicators, totals by axis.

use crate::model::action::SubAction;
use crate::model::budget::{Basis, BudgetLine, Figure};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::field::Field;
use crate::model::fingerprint::{self, fingerprint};
use crate::model::indicator::Indicator;
use crate::model::plan::Plan;
use crate::render::value::{CellKind, SEPARATOR, Value};
use crate::view::breakdown::totals;
use crate::view::columns::{Row, cell};
use crate::view::dates::Shown;
use crate::view::group::By;
use crate::view::total::{Sum, Total};
use crate::words::{Lang, Word};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name for programs.
    pub name: String,
    /// Its heading for people.
    pub heading: String,
    /// What it holds.
    pub kind: CellKind,
}

/// A table: its columns, and rows of as many values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub headers: Vec<Header>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// The actions by these columns, a column for each value of the territory's own, and what each action is now in a word.
pub fn actions(plan: &Plan, rows: &[Row<'_>], columns: &[Column], lang: Lang) -> Table {
    let mut names: Vec<&String> = rows
        .iter()
        .flat_map(|row| row.action.sheet.extra.keys())
        .collect();
    names.sort();
    names.dedup();
    let known = columns.iter().map(|column| Header {
        name: column.name().to_owned(),
        heading: plan
            .heading(*column)
            .unwrap_or(lang.heading(*column))
            .to_owned(),
        kind: kind(*column),
    });
    // A column of numbers says so, that a reader may tell 12 from the text "12".
    let are_numbers = |name: &String| {
        let values = rows
            .iter()
            .filter_map(|row| row.action.sheet.extra.get(name));
        values.clone().count() > 0
            && values
                .clone()
                .all(|value| matches!(value, Extra::Number(_)))
    };
    let own = names.iter().map(|name| Header {
        name: format!("extra.{name}"),
        heading: (*name).clone(),
        kind: if are_numbers(name) {
            CellKind::Number
        } else {
            CellKind::Text
        },
    });
    let now = std::iter::once(Header {
        name: fingerprint::NAME.to_owned(),
        heading: lang.word(Word::Fingerprint).to_owned(),
        kind: CellKind::Text,
    });
    Table {
        headers: known.chain(own).chain(now).collect(),
        rows: rows
            .iter()
            .map(|row| {
                let known = columns
                    .iter()
                    .map(|column| Value::of(&cell(*column, row), lang));
                let own = names
                    .iter()
                    .map(|name| match row.action.sheet.extra.get(*name) {
                        Some(Extra::Text(text)) => Value::Text(text.clone()),
                        Some(Extra::Number(number)) => Value::Number(number.0.clone()),
                        None => Value::Absent,
                    });
                let now = Value::Text(fingerprint(row.action));
                known.chain(own).chain([now]).collect()
            })
            .collect(),
    }
}

fn kind(column: Column) -> CellKind {
    match column {
        Column::Axis => CellKind::Integer,
        Column::Start | Column::End => CellKind::Date,
        Column::StartEarliest | Column::StartLatest | Column::EndEarliest | Column::EndLatest => {
            CellKind::Day
        }
        Column::BudgetMin | Column::BudgetMax => CellKind::Money,
        Column::Title
        | Column::Description
        | Column::Objectives
        | Column::Resources
        | Column::Progress
        | Column::SubActions
        | Column::Budget
        | Column::EditorNotes => CellKind::Prose,
        _ => CellKind::Text,
    }
}

/// The name of a table's column, what it holds, and the value of a row.
type RecordColumn<T> = (RecordName, CellKind, fn(&T) -> Value);

/// A name that the tables beside the actions' use: a column's own, or a field's.
#[derive(Debug, Clone, Copy)]
enum RecordName {
    Same(Column),
    Of(Field),
}

fn table<T>(rules: &[RecordColumn<T>], rows: impl Iterator<Item = T>, lang: Lang) -> Table {
    let header = |(name, kind, _): &RecordColumn<T>| {
        let (name, heading) = match name {
            RecordName::Same(column) => (column.name(), lang.heading(*column)),
            RecordName::Of(field) => (field.name(), lang.field(*field)),
        };
        Header {
            name: name.to_owned(),
            heading: heading.to_owned(),
            kind: *kind,
        }
    };
    Table {
        headers: rules.iter().map(header).collect(),
        rows: rows
            .map(|row| rules.iter().map(|(_, _, value)| value(&row)).collect())
            .collect(),
    }
}

/// A sub-action and where it stands.
struct SubActionRow<'a> {
    row: &'a Row<'a>,
    position: usize,
    part: &'a SubAction,
}

/// The sub-actions, in the order of their actions.
pub fn sub_actions(rows: &[Row<'_>], lang: Lang) -> Table {
    let rules: &[RecordColumn<SubActionRow<'_>>] = &[
        (RecordName::Of(Field::Action), CellKind::Text, |part| {
            Value::text(Some(&part.row.action.id))
        }),
        (
            RecordName::Of(Field::ActionTitle),
            CellKind::Prose,
            |part| Value::text(Some(&part.row.action.sheet.title)),
        ),
        (RecordName::Of(Field::Position), CellKind::Integer, |part| {
            Value::count(part.position)
        }),
        (RecordName::Same(Column::Code), CellKind::Text, |part| {
            Value::text(part.part.code.as_ref())
        }),
        (RecordName::Same(Column::Title), CellKind::Prose, |part| {
            Value::text(Some(&part.part.title))
        }),
        (RecordName::Same(Column::Status), CellKind::Text, |part| {
            Value::text(part.part.status.as_ref())
        }),
        (RecordName::Same(Column::Owners), CellKind::Text, |part| {
            Value::list(&part.part.owners)
        }),
        (RecordName::Same(Column::Start), CellKind::Date, |part| {
            date(part.part.start)
        }),
        (
            RecordName::Same(Column::StartEarliest),
            CellKind::Day,
            |part| bounds(part.part.start).0,
        ),
        (
            RecordName::Same(Column::StartLatest),
            CellKind::Day,
            |part| bounds(part.part.start).1,
        ),
        (RecordName::Same(Column::End), CellKind::Date, |part| {
            date(part.part.end)
        }),
        (
            RecordName::Same(Column::EndEarliest),
            CellKind::Day,
            |part| bounds(part.part.end).0,
        ),
        (RecordName::Same(Column::EndLatest), CellKind::Day, |part| {
            bounds(part.part.end).1
        }),
        (
            RecordName::Same(Column::Description),
            CellKind::Prose,
            |part| Value::text(part.part.description.as_ref()),
        ),
    ];
    let parts = rows.iter().flat_map(|row| {
        let parts = row.action.sheet.sub_actions.iter().enumerate();
        parts.map(move |(index, part)| SubActionRow {
            row,
            position: index + 1,
            part,
        })
    });
    table(rules, parts, lang)
}

/// A budget line and where it stands.
struct LineRow<'a> {
    row: &'a Row<'a>,
    part: Option<&'a SubAction>,
    line: &'a BudgetLine,
}

/// The budget lines, in the order of their actions.
pub fn budget_lines(rows: &[Row<'_>], lang: Lang) -> Table {
    let rules: &[RecordColumn<LineRow<'_>>] = &[
        (RecordName::Of(Field::Action), CellKind::Text, |line| {
            Value::text(Some(&line.row.action.id))
        }),
        (
            RecordName::Of(Field::ActionTitle),
            CellKind::Prose,
            |line| Value::text(Some(&line.row.action.sheet.title)),
        ),
        (RecordName::Of(Field::SubAction), CellKind::Prose, |line| {
            Value::text(line.part.map(|part| &part.title))
        }),
        (RecordName::Of(Field::Label), CellKind::Text, |line| {
            Value::text(line.line.label.as_ref())
        }),
        (RecordName::Of(Field::AmountMin), CellKind::Money, |line| {
            low(line.line.amount)
        }),
        (RecordName::Of(Field::AmountMax), CellKind::Money, |line| {
            high(line.line.amount)
        }),
        (RecordName::Of(Field::HtMin), CellKind::Money, |line| {
            low(line.line.ht)
        }),
        (RecordName::Of(Field::HtMax), CellKind::Money, |line| {
            high(line.line.ht)
        }),
        (RecordName::Of(Field::TtcMin), CellKind::Money, |line| {
            low(line.line.ttc)
        }),
        (RecordName::Of(Field::TtcMax), CellKind::Money, |line| {
            high(line.line.ttc)
        }),
        (
            RecordName::Of(Field::Approximate),
            CellKind::Boolean,
            |line| Value::Boolean(line.line.approximate),
        ),
        (RecordName::Of(Field::Per), CellKind::Text, |line| {
            Value::text(line.line.rhythm.per())
        }),
        (RecordName::Of(Field::Year), CellKind::Integer, |line| {
            line.line
                .year
                .map_or(Value::Absent, |year| Value::Integer(year.into()))
        }),
        (RecordName::Of(Field::Kind), CellKind::Text, |line| {
            Value::text(line.line.kind.map(|kind| kind.name()))
        }),
        (RecordName::Of(Field::Spent), CellKind::Money, |line| {
            line.line.spent.map_or(Value::Absent, Value::Money)
        }),
        (RecordName::Of(Field::Funder), CellKind::Text, |line| {
            Value::text(line.line.funder.as_ref())
        }),
        (RecordName::Of(Field::OfWhich), CellKind::Boolean, |line| {
            Value::Boolean(line.line.role.is_detail())
        }),
        (RecordName::Of(Field::IncludedIn), CellKind::Text, |line| {
            Value::text(line.line.role.counted_in())
        }),
        (RecordName::Of(Field::Note), CellKind::Prose, |line| {
            Value::text(line.line.note.as_ref())
        }),
    ];
    let lines = rows.iter().flat_map(|row| {
        let lines = row.action.sheet.lines();
        lines.map(move |(part, line)| LineRow { row, part, line })
    });
    table(rules, lines, lang)
}

/// The indicators, in the order of their actions.
pub fn indicators(rows: &[Row<'_>], lang: Lang) -> Table {
    let rules: &[RecordColumn<(&Row<'_>, &Indicator)>] = &[
        (RecordName::Of(Field::Action), CellKind::Text, |(row, _)| {
            Value::text(Some(&row.action.id))
        }),
        (
            RecordName::Of(Field::ActionTitle),
            CellKind::Prose,
            |(row, _)| Value::text(Some(&row.action.sheet.title)),
        ),
        (RecordName::Of(Field::Name), CellKind::Prose, |(_, one)| {
            Value::text(Some(&one.name))
        }),
        (RecordName::Of(Field::Unit), CellKind::Text, |(_, one)| {
            Value::text(one.unit.as_ref())
        }),
        (
            RecordName::Of(Field::Baseline),
            CellKind::Number,
            |(_, one)| {
                one.baseline
                    .as_ref()
                    .map_or(Value::Absent, |number| Value::Number(number.0.clone()))
            },
        ),
        (
            RecordName::Of(Field::Target),
            CellKind::Number,
            |(_, one)| {
                one.target
                    .as_ref()
                    .map_or(Value::Absent, |number| Value::Number(number.0.clone()))
            },
        ),
        (RecordName::Of(Field::By), CellKind::Date, |(_, one)| {
            date(one.by)
        }),
        (RecordName::Of(Field::Values), CellKind::Text, |(_, one)| {
            let values: Vec<String> = one
                .values
                .iter()
                .map(|(year, value)| format!("{year} = {}", value.0))
                .collect();
            Value::text(Some(values.join(SEPARATOR)).filter(|joined| !joined.is_empty()))
        }),
    ];
    let indicators = rows.iter().flat_map(|row| {
        row.action
            .sheet
            .indicators
            .iter()
            .map(move |one| (row, one))
    });
    table(rules, indicators, lang)
}

/// A group of a table of totals.
struct GroupRow {
    key: Value,
    title: Value,
    total: Total,
}

/// The totals by axis and the whole, with all that they rest on and leave out.
pub fn totals_by_axis(plan: &Plan, rows: &[Row<'_>], basis: Basis, lang: Lang) -> Table {
    let rules: &[RecordColumn<GroupRow>] = &[
        (RecordName::Same(Column::Axis), CellKind::Text, |group| {
            group.key.clone()
        }),
        (
            RecordName::Same(Column::AxisTitle),
            CellKind::Prose,
            |group| group.title.clone(),
        ),
        (RecordName::Of(Field::Actions), CellKind::Integer, |group| {
            Value::count(group.total.actions)
        }),
        (
            RecordName::Of(Field::WithFigure),
            CellKind::Integer,
            |group| Value::count(group.total.with_figure),
        ),
        (
            RecordName::Of(Field::WithoutFigure),
            CellKind::Integer,
            |group| Value::count(group.total.without_figure()),
        ),
        (
            RecordName::Of(Field::ActionsDropped),
            CellKind::Integer,
            |group| Value::count(group.total.dropped_actions()),
        ),
        (RecordName::Of(Field::Minimum), CellKind::Money, |group| {
            sum(&group.total.sum).0
        }),
        (RecordName::Of(Field::Maximum), CellKind::Money, |group| {
            sum(&group.total.sum).1
        }),
        (
            RecordName::Of(Field::MinimumWithoutDropped),
            CellKind::Money,
            |group| sum(&group.total.kept().sum).0,
        ),
        (
            RecordName::Of(Field::MaximumWithoutDropped),
            CellKind::Money,
            |group| sum(&group.total.kept().sum).1,
        ),
        (
            RecordName::Of(Field::LinesUnknown),
            CellKind::Integer,
            |group| Value::count(group.total.unknown),
        ),
        (
            RecordName::Of(Field::LinesRange),
            CellKind::Integer,
            |group| Value::count(group.total.range.lines),
        ),
        (
            RecordName::Of(Field::LinesApproximate),
            CellKind::Integer,
            |group| Value::count(group.total.approximate.lines),
        ),
        (
            RecordName::Of(Field::LinesBasisUnstated),
            CellKind::Integer,
            |group| Value::count(group.total.basis_unstated.lines),
        ),
        (
            RecordName::Of(Field::LinesOtherBasis),
            CellKind::Integer,
            |group| Value::count(group.total.other_basis.lines),
        ),
        (
            RecordName::Of(Field::LinesElsewhere),
            CellKind::Integer,
            |group| Value::count(group.total.elsewhere.lines),
        ),
        (
            RecordName::Of(Field::LinesOfWhich),
            CellKind::Integer,
            |group| Value::count(group.total.of_which.lines),
        ),
        (RecordName::Of(Field::YearlyMin), CellKind::Money, |group| {
            sum(&group.total.yearly).0
        }),
        (RecordName::Of(Field::YearlyMax), CellKind::Money, |group| {
            sum(&group.total.yearly).1
        }),
        (
            RecordName::Of(Field::YearlyUnknown),
            CellKind::Integer,
            |group| Value::count(group.total.yearly_unknown),
        ),
    ];
    let actions: Vec<_> = rows.iter().map(|row| row.action).collect();
    let all = totals(plan, &actions, By::Axis, basis);
    let whole = GroupRow {
        key: Value::text(Some(lang.word(Word::Total))),
        title: Value::Absent,
        total: all.total,
    };
    let groups = all.groups.into_iter().map(|group| GroupRow {
        key: Value::text(group.key),
        title: Value::text(group.title),
        total: group.total,
    });
    table(rules, groups.chain([whole]), lang)
}

fn date(date: Option<Date>) -> Value {
    date.map_or(Value::Absent, Value::Date)
}

fn bounds(date: Option<Date>) -> (Value, Value) {
    let own = date.map(|date| Shown {
        date,
        derived: false,
    });
    match own.and_then(Shown::bounds) {
        Some((earliest, latest)) => (Value::Day(earliest), Value::Day(latest)),
        None => (Value::Absent, Value::Absent),
    }
}

fn low(figure: Option<Figure>) -> Value {
    figure.map_or(Value::Absent, |figure| Value::Money(figure.min()))
}

fn high(figure: Option<Figure>) -> Value {
    figure.map_or(Value::Absent, |figure| Value::Money(figure.max()))
}

fn sum(sum: &Sum) -> (Value, Value) {
    match sum.bounds {
        Some((min, max)) => (Value::Money(min), Value::Money(max)),
        None => (Value::Absent, Value::Absent),
    }
}
