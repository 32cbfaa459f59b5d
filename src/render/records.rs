//! The plan as plain tables, one row a thing: actions, sub-actions, budget lines, indicators, totals by axis.

use crate::model::action::{Extra, SubAction};
use crate::model::budget::{Basis, BudgetLine, Figure, Per};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::field::Field;
use crate::model::indicator::Indicator;
use crate::model::plan::Plan;
use crate::render::fingerprint::{self, fingerprints};
use crate::render::value::{Kind, SEPARATOR, Value};
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
    pub kind: Kind,
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
            Kind::Number
        } else {
            Kind::Text
        },
    });
    let now = std::iter::once(Header {
        name: fingerprint::NAME.to_owned(),
        heading: lang.word(Word::Fingerprint).to_owned(),
        kind: Kind::Text,
    });
    Table {
        headers: known.chain(own).chain(now).collect(),
        rows: rows
            .iter()
            .zip(fingerprints(plan, rows))
            .map(|(row, now)| {
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
                let now = Value::Text(now);
                known.chain(own).chain([now]).collect()
            })
            .collect(),
    }
}

fn kind(column: Column) -> Kind {
    match column {
        Column::Axis => Kind::Integer,
        Column::Start | Column::End => Kind::Date,
        Column::StartEarliest | Column::StartLatest | Column::EndEarliest | Column::EndLatest => {
            Kind::Day
        }
        Column::BudgetMin | Column::BudgetMax => Kind::Money,
        Column::Title
        | Column::Description
        | Column::Objectives
        | Column::Resources
        | Column::Progress
        | Column::SubActions
        | Column::Budget
        | Column::EditorNotes => Kind::Prose,
        _ => Kind::Text,
    }
}

/// The name of a table's column, what it holds, and the value of a row.
type Rule<T> = (Name, Kind, fn(&T) -> Value);

/// A name that the tables beside the actions' use: a column's own, or a field's.
#[derive(Debug, Clone, Copy)]
enum Name {
    Same(Column),
    Of(Field),
}

fn table<T>(rules: &[Rule<T>], rows: impl Iterator<Item = T>, lang: Lang) -> Table {
    let header = |(name, kind, _): &Rule<T>| {
        let (name, heading) = match name {
            Name::Same(column) => (column.name(), lang.heading(*column)),
            Name::Of(field) => (field.name(), lang.field(*field)),
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
struct Part<'a> {
    row: &'a Row<'a>,
    position: usize,
    part: &'a SubAction,
}

/// The sub-actions, in the order of their actions.
pub fn sub_actions(rows: &[Row<'_>], lang: Lang) -> Table {
    let rules: &[Rule<Part<'_>>] = &[
        (Name::Of(Field::Action), Kind::Text, |part| {
            Value::text(Some(&part.row.action.id))
        }),
        (Name::Of(Field::ActionTitle), Kind::Prose, |part| {
            Value::text(Some(&part.row.action.sheet.title))
        }),
        (Name::Of(Field::Position), Kind::Integer, |part| {
            Value::count(part.position)
        }),
        (Name::Same(Column::Code), Kind::Text, |part| {
            Value::text(part.part.code.as_ref())
        }),
        (Name::Same(Column::Title), Kind::Prose, |part| {
            Value::text(Some(&part.part.title))
        }),
        (Name::Same(Column::Status), Kind::Text, |part| {
            Value::text(part.part.status.as_ref())
        }),
        (Name::Same(Column::Owners), Kind::Text, |part| {
            Value::list(&part.part.owners)
        }),
        (Name::Same(Column::Start), Kind::Date, |part| {
            date(part.part.start)
        }),
        (Name::Same(Column::StartEarliest), Kind::Day, |part| {
            bounds(part.part.start).0
        }),
        (Name::Same(Column::StartLatest), Kind::Day, |part| {
            bounds(part.part.start).1
        }),
        (Name::Same(Column::End), Kind::Date, |part| {
            date(part.part.end)
        }),
        (Name::Same(Column::EndEarliest), Kind::Day, |part| {
            bounds(part.part.end).0
        }),
        (Name::Same(Column::EndLatest), Kind::Day, |part| {
            bounds(part.part.end).1
        }),
        (Name::Same(Column::Description), Kind::Prose, |part| {
            Value::text(part.part.description.as_ref())
        }),
    ];
    let parts = rows.iter().flat_map(|row| {
        let parts = row.action.sheet.sub_actions.iter().enumerate();
        parts.map(move |(index, part)| Part {
            row,
            position: index + 1,
            part,
        })
    });
    table(rules, parts, lang)
}

/// A budget line and where it stands.
struct Line<'a> {
    row: &'a Row<'a>,
    part: Option<&'a SubAction>,
    line: &'a BudgetLine,
}

/// The budget lines, in the order of their actions.
pub fn budget_lines(rows: &[Row<'_>], lang: Lang) -> Table {
    let rules: &[Rule<Line<'_>>] = &[
        (Name::Of(Field::Action), Kind::Text, |line| {
            Value::text(Some(&line.row.action.id))
        }),
        (Name::Of(Field::ActionTitle), Kind::Prose, |line| {
            Value::text(Some(&line.row.action.sheet.title))
        }),
        (Name::Of(Field::SubAction), Kind::Prose, |line| {
            Value::text(line.part.map(|part| &part.title))
        }),
        (Name::Of(Field::Label), Kind::Text, |line| {
            Value::text(line.line.label.as_ref())
        }),
        (Name::Of(Field::AmountMin), Kind::Money, |line| {
            low(line.line.amount)
        }),
        (Name::Of(Field::AmountMax), Kind::Money, |line| {
            high(line.line.amount)
        }),
        (Name::Of(Field::HtMin), Kind::Money, |line| {
            low(line.line.ht)
        }),
        (Name::Of(Field::HtMax), Kind::Money, |line| {
            high(line.line.ht)
        }),
        (Name::Of(Field::TtcMin), Kind::Money, |line| {
            low(line.line.ttc)
        }),
        (Name::Of(Field::TtcMax), Kind::Money, |line| {
            high(line.line.ttc)
        }),
        (Name::Of(Field::Approximate), Kind::Boolean, |line| {
            Value::Boolean(line.line.approximate)
        }),
        (Name::Of(Field::Per), Kind::Text, |line| {
            Value::text(line.line.per.map(|Per::Year| "an"))
        }),
        (Name::Of(Field::Year), Kind::Integer, |line| {
            line.line
                .year
                .map_or(Value::Absent, |year| Value::Integer(year.into()))
        }),
        (Name::Of(Field::Kind), Kind::Text, |line| {
            Value::text(line.line.kind.map(|kind| kind.name()))
        }),
        (Name::Of(Field::Spent), Kind::Money, |line| {
            line.line.spent.map_or(Value::Absent, Value::Money)
        }),
        (Name::Of(Field::Funder), Kind::Text, |line| {
            Value::text(line.line.funder.as_ref())
        }),
        (Name::Of(Field::OfWhich), Kind::Boolean, |line| {
            Value::Boolean(line.line.of_which)
        }),
        (Name::Of(Field::IncludedIn), Kind::Text, |line| {
            Value::text(line.line.included_in.as_ref())
        }),
        (Name::Of(Field::Note), Kind::Prose, |line| {
            Value::text(line.line.note.as_ref())
        }),
    ];
    let lines = rows.iter().flat_map(|row| {
        let lines = row.action.sheet.lines();
        lines.map(move |(part, line)| Line { row, part, line })
    });
    table(rules, lines, lang)
}

/// The indicators, in the order of their actions.
pub fn indicators(rows: &[Row<'_>], lang: Lang) -> Table {
    let rules: &[Rule<(&Row<'_>, &Indicator)>] = &[
        (Name::Of(Field::Action), Kind::Text, |(row, _)| {
            Value::text(Some(&row.action.id))
        }),
        (Name::Of(Field::ActionTitle), Kind::Prose, |(row, _)| {
            Value::text(Some(&row.action.sheet.title))
        }),
        (Name::Of(Field::Name), Kind::Prose, |(_, one)| {
            Value::text(Some(&one.name))
        }),
        (Name::Of(Field::Unit), Kind::Text, |(_, one)| {
            Value::text(one.unit.as_ref())
        }),
        (Name::Of(Field::Baseline), Kind::Number, |(_, one)| {
            one.baseline
                .as_ref()
                .map_or(Value::Absent, |number| Value::Number(number.0.clone()))
        }),
        (Name::Of(Field::Target), Kind::Number, |(_, one)| {
            one.target
                .as_ref()
                .map_or(Value::Absent, |number| Value::Number(number.0.clone()))
        }),
        (Name::Of(Field::By), Kind::Date, |(_, one)| date(one.by)),
        (Name::Of(Field::Values), Kind::Text, |(_, one)| {
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
struct Group {
    key: Value,
    title: Value,
    total: Total,
}

/// The totals by axis and the whole, with all that they rest on and leave out.
pub fn totals_by_axis(plan: &Plan, rows: &[Row<'_>], basis: Basis, lang: Lang) -> Table {
    let rules: &[Rule<Group>] = &[
        (Name::Same(Column::Axis), Kind::Text, |group| {
            group.key.clone()
        }),
        (Name::Same(Column::AxisTitle), Kind::Prose, |group| {
            group.title.clone()
        }),
        (Name::Of(Field::Actions), Kind::Integer, |group| {
            Value::count(group.total.actions)
        }),
        (Name::Of(Field::WithFigure), Kind::Integer, |group| {
            Value::count(group.total.with_figure)
        }),
        (Name::Of(Field::WithoutFigure), Kind::Integer, |group| {
            Value::count(group.total.without_figure())
        }),
        (Name::Of(Field::ActionsDropped), Kind::Integer, |group| {
            Value::count(group.total.dropped_actions)
        }),
        (Name::Of(Field::Minimum), Kind::Money, |group| {
            sum(&group.total.sum).0
        }),
        (Name::Of(Field::Maximum), Kind::Money, |group| {
            sum(&group.total.sum).1
        }),
        (Name::Of(Field::LinesUnknown), Kind::Integer, |group| {
            Value::count(group.total.unknown)
        }),
        (Name::Of(Field::LinesRange), Kind::Integer, |group| {
            Value::count(group.total.range.lines)
        }),
        (Name::Of(Field::LinesApproximate), Kind::Integer, |group| {
            Value::count(group.total.approximate.lines)
        }),
        (
            Name::Of(Field::LinesBasisUnstated),
            Kind::Integer,
            |group| Value::count(group.total.basis_unstated.lines),
        ),
        (Name::Of(Field::LinesOtherBasis), Kind::Integer, |group| {
            Value::count(group.total.other_basis.lines)
        }),
        (Name::Of(Field::LinesElsewhere), Kind::Integer, |group| {
            Value::count(group.total.elsewhere.lines)
        }),
        (Name::Of(Field::LinesOfWhich), Kind::Integer, |group| {
            Value::count(group.total.of_which.lines)
        }),
        (Name::Of(Field::YearlyMin), Kind::Money, |group| {
            sum(&group.total.yearly).0
        }),
        (Name::Of(Field::YearlyMax), Kind::Money, |group| {
            sum(&group.total.yearly).1
        }),
        (Name::Of(Field::YearlyUnknown), Kind::Integer, |group| {
            Value::count(group.total.yearly_unknown)
        }),
    ];
    let actions: Vec<_> = rows.iter().map(|row| row.action).collect();
    let all = totals(plan, &actions, By::Axis, basis);
    let whole = Group {
        key: Value::text(Some(lang.word(Word::Total))),
        title: Value::Absent,
        total: all.total,
    };
    let groups = all.groups.into_iter().map(|group| Group {
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
