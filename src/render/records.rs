//! The plan as plain tables, one row a thing: actions, sub-actions, budget lines, indicators, totals by axis.

use crate::model::action::SubAction;
use crate::model::budget::{Basis, BudgetLine, Figure};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::field::Field;
use crate::model::fingerprint::{self, fingerprint};
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::render::records::RecordName::{Of, Same};
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
        Column::Key(Key::Start | Key::End) => CellKind::Date,
        Column::StartEarliest | Column::StartLatest | Column::EndEarliest | Column::EndLatest => {
            CellKind::Day
        }
        Column::BudgetMin | Column::BudgetMax => CellKind::Money,
        Column::Key(
            Key::Title
            | Key::Description
            | Key::Objectives
            | Key::Resources
            | Key::Progress
            | Key::SubActions
            | Key::Budget
            | Key::EditorNotes,
        ) => CellKind::Prose,
        _ => CellKind::Text,
    }
}

/// A column of the tables beside the actions': its name, one that actions have too or a field's, and what it holds.
type RecordColumn = (RecordName, CellKind);

/// A name that the tables beside the actions' use.
#[derive(Debug, Clone, Copy)]
enum RecordName {
    Same(Column),
    Of(Field),
}

/// The table of these columns, each row with a value for each.
fn table<const COLUMNS: usize>(
    columns: [RecordColumn; COLUMNS],
    rows: impl Iterator<Item = [Value; COLUMNS]>,
    lang: Lang,
) -> Table {
    let headers = columns.map(|(name, kind)| {
        let (name, heading) = match name {
            Same(column) => (column.name(), lang.heading(column)),
            Of(field) => (field.name(), lang.field(field)),
        };
        Header {
            name: name.to_owned(),
            heading: heading.to_owned(),
            kind,
        }
    });
    Table {
        headers: headers.into(),
        rows: rows.map(Vec::from).collect(),
    }
}

/// The sub-actions, in the order of their actions.
pub fn sub_actions(rows: &[Row<'_>], lang: Lang) -> Table {
    let columns = [
        (Of(Field::Action), CellKind::Text),
        (Of(Field::ActionTitle), CellKind::Prose),
        (Of(Field::Position), CellKind::Integer),
        (Same(Column::Key(Key::Code)), CellKind::Text),
        (Same(Column::Key(Key::Title)), CellKind::Prose),
        (Same(Column::Key(Key::Status)), CellKind::Text),
        (Same(Column::Key(Key::Owners)), CellKind::Text),
        (Same(Column::Key(Key::Start)), CellKind::Date),
        (Same(Column::StartEarliest), CellKind::Day),
        (Same(Column::StartLatest), CellKind::Day),
        (Same(Column::Key(Key::End)), CellKind::Date),
        (Same(Column::EndEarliest), CellKind::Day),
        (Same(Column::EndLatest), CellKind::Day),
        (Same(Column::Key(Key::Description)), CellKind::Prose),
    ];
    let values = |row: &Row<'_>, position: usize, part: &SubAction| {
        [
            Value::text(Some(&row.action.id)),
            Value::text(Some(&row.action.sheet.title)),
            Value::count(position),
            Value::text(part.code.as_ref()),
            Value::text(Some(&part.title)),
            Value::text(part.status.as_ref()),
            Value::list(&part.owners),
            date(part.start),
            bounds(part.start).0,
            bounds(part.start).1,
            date(part.end),
            bounds(part.end).0,
            bounds(part.end).1,
            Value::text(part.description.as_ref()),
        ]
    };
    let parts = rows.iter().flat_map(|row| {
        let parts = (1..).zip(&row.action.sheet.sub_actions);
        parts.map(|(position, part)| values(row, position, part))
    });
    table(columns, parts, lang)
}

/// The budget lines, in the order of their actions.
pub fn budget_lines(rows: &[Row<'_>], lang: Lang) -> Table {
    let columns = [
        (Of(Field::Action), CellKind::Text),
        (Of(Field::ActionTitle), CellKind::Prose),
        (Of(Field::SubAction), CellKind::Prose),
        (Of(Field::Label), CellKind::Text),
        (Of(Field::AmountMin), CellKind::Money),
        (Of(Field::AmountMax), CellKind::Money),
        (Of(Field::HtMin), CellKind::Money),
        (Of(Field::HtMax), CellKind::Money),
        (Of(Field::TtcMin), CellKind::Money),
        (Of(Field::TtcMax), CellKind::Money),
        (Of(Field::Approximate), CellKind::Boolean),
        (Of(Field::Per), CellKind::Text),
        (Of(Field::Year), CellKind::Integer),
        (Of(Field::Kind), CellKind::Text),
        (Of(Field::Spent), CellKind::Money),
        (Of(Field::Funder), CellKind::Text),
        (Of(Field::OfWhich), CellKind::Boolean),
        (Of(Field::IncludedIn), CellKind::Text),
        (Of(Field::Note), CellKind::Prose),
    ];
    let values = |row: &Row<'_>, part: Option<&SubAction>, line: &BudgetLine| {
        [
            Value::text(Some(&row.action.id)),
            Value::text(Some(&row.action.sheet.title)),
            Value::text(part.map(|part| &part.title)),
            Value::text(line.label.as_ref()),
            low(line.amount),
            high(line.amount),
            low(line.ht),
            high(line.ht),
            low(line.ttc),
            high(line.ttc),
            Value::Boolean(line.approximate),
            Value::text(line.rhythm.per()),
            line.year
                .map_or(Value::Absent, |year| Value::Integer(year.into())),
            Value::text(line.kind.map(|kind| kind.name())),
            line.spent.map_or(Value::Absent, Value::Money),
            Value::text(line.funder.as_ref()),
            Value::Boolean(line.role.is_detail()),
            Value::text(line.role.counted_in()),
            Value::text(line.note.as_ref()),
        ]
    };
    let lines = rows.iter().flat_map(|row| {
        let lines = row.action.sheet.lines();
        lines.map(|(part, line)| values(row, part, line))
    });
    table(columns, lines, lang)
}

/// The indicators, in the order of their actions.
pub fn indicators(rows: &[Row<'_>], lang: Lang) -> Table {
    let columns = [
        (Of(Field::Action), CellKind::Text),
        (Of(Field::ActionTitle), CellKind::Prose),
        (Of(Field::Name), CellKind::Prose),
        (Of(Field::Unit), CellKind::Text),
        (Of(Field::Baseline), CellKind::Number),
        (Of(Field::Target), CellKind::Number),
        (Of(Field::By), CellKind::Date),
        (Of(Field::Values), CellKind::Text),
    ];
    let decimal = |number: &Option<Decimal>| {
        let number = number.as_ref();
        number.map_or(Value::Absent, |number| Value::Number(number.0.clone()))
    };
    let values = |row: &Row<'_>, one: &Indicator| {
        let years = one.values.iter();
        let years = years.map(|(year, value)| format!("{year} = {}", value.0));
        let years = years.collect::<Vec<_>>().join(SEPARATOR);
        [
            Value::text(Some(&row.action.id)),
            Value::text(Some(&row.action.sheet.title)),
            Value::text(Some(&one.name)),
            Value::text(one.unit.as_ref()),
            decimal(&one.baseline),
            decimal(&one.target),
            date(one.by),
            Value::text(Some(years).filter(|years| !years.is_empty())),
        ]
    };
    let indicators = rows.iter().flat_map(|row| {
        let indicators = row.action.sheet.indicators.iter();
        indicators.map(|one| values(row, one))
    });
    table(columns, indicators, lang)
}

/// The totals by axis and the whole, with all that they rest on and leave out.
pub fn totals_by_axis(plan: &Plan, rows: &[Row<'_>], basis: Basis, lang: Lang) -> Table {
    let columns = [
        (Same(Column::Axis), CellKind::Text),
        (Same(Column::AxisTitle), CellKind::Prose),
        (Of(Field::Actions), CellKind::Integer),
        (Of(Field::WithFigure), CellKind::Integer),
        (Of(Field::WithoutFigure), CellKind::Integer),
        (Of(Field::ActionsDropped), CellKind::Integer),
        (Of(Field::Minimum), CellKind::Money),
        (Of(Field::Maximum), CellKind::Money),
        (Of(Field::MinimumWithoutDropped), CellKind::Money),
        (Of(Field::MaximumWithoutDropped), CellKind::Money),
        (Of(Field::LinesUnknown), CellKind::Integer),
        (Of(Field::LinesRange), CellKind::Integer),
        (Of(Field::LinesApproximate), CellKind::Integer),
        (Of(Field::LinesBasisUnstated), CellKind::Integer),
        (Of(Field::LinesOtherBasis), CellKind::Integer),
        (Of(Field::LinesElsewhere), CellKind::Integer),
        (Of(Field::LinesOfWhich), CellKind::Integer),
        (Of(Field::YearlyMin), CellKind::Money),
        (Of(Field::YearlyMax), CellKind::Money),
        (Of(Field::YearlyUnknown), CellKind::Integer),
    ];
    let values = |key: Value, title: Value, total: &Total| {
        [
            key,
            title,
            Value::count(total.actions),
            Value::count(total.with_figure),
            Value::count(total.without_figure()),
            Value::count(total.dropped_actions()),
            sum(&total.sum).0,
            sum(&total.sum).1,
            sum(&total.kept().sum).0,
            sum(&total.kept().sum).1,
            Value::count(total.unknown),
            Value::count(total.range.lines),
            Value::count(total.approximate.lines),
            Value::count(total.basis_unstated.lines),
            Value::count(total.other_basis.lines),
            Value::count(total.elsewhere.lines),
            Value::count(total.of_which.lines),
            sum(&total.yearly).0,
            sum(&total.yearly).1,
            Value::count(total.yearly_unknown),
        ]
    };
    let actions: Vec<_> = rows.iter().map(|row| row.action).collect();
    let all = totals(plan, &actions, By::Axis, basis);
    let groups = all.groups.iter().map(|group| {
        let (key, title) = (
            Value::text(group.key.as_ref()),
            Value::text(group.title.as_ref()),
        );
        values(key, title, &group.total)
    });
    let whole = values(
        Value::text(Some(lang.word(Word::Total))),
        Value::Absent,
        &all.total,
    );
    table(columns, groups.chain([whole]), lang)
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
