//! The plan as plain tables, one row a thing: actions, sub-actions, budget lines, indicators, totals by axis.

use crate::model::action::{Action, SubAction};
use crate::model::budget::{Basis, BudgetLine, Figure};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::entries::{Entries, Table as _};
use crate::model::extra::Extra;
use crate::model::field::Field;
use crate::model::fingerprint::{self, fingerprint};
use crate::model::indicator::Indicator;
use crate::model::key::{Key, Shape};
use crate::model::key_value::KeyValue;
use crate::model::plan::Plan;
use crate::render::json::action::ActionRecord;
use crate::render::value::{CellKind, Value};
use crate::view::breakdown::totals;
use crate::view::columns::{Row, cell};
use crate::view::dates::Shown;
use crate::view::group::By;
use crate::view::total::Total;
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

/// The actions by these columns, and a column for each value of the territory's own.
pub fn actions(plan: &Plan, rows: &[Row<'_>], columns: &[Column], lang: Lang) -> Table {
    let mut names: Vec<&String> = rows
        .iter()
        .flat_map(|row| row.action.sheet.extra.keys())
        .collect();
    names.sort();
    names.dedup();
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
    let mut table = stated(plan, rows, columns, lang);
    table.headers.extend(own);
    for (cells, row) in table.rows.iter_mut().zip(rows) {
        cells.extend(
            names
                .iter()
                .map(|name| match row.action.sheet.extra.get(*name) {
                    Some(Extra::Text(text)) => Value::Text(text.clone()),
                    Some(Extra::Number(number)) => Value::Number(number.0.clone()),
                    None => Value::Absent,
                }),
        );
    }
    table
}

/// The actions by these columns.
pub fn stated(plan: &Plan, rows: &[Row<'_>], columns: &[Column], lang: Lang) -> Table {
    let row = |row: &Row<'_>| {
        let cells = columns.iter();
        cells
            .map(|column| Value::of(&cell(*column, row), lang))
            .collect()
    };
    Table {
        headers: headers(plan, columns, lang),
        rows: rows.iter().map(row).collect(),
    }
}

/// The actions by these columns, a column for each value of the territory's own, and what each action is now in a word.
pub fn marked_actions(plan: &Plan, rows: &[Row<'_>], columns: &[Column], lang: Lang) -> Table {
    let mut table = actions(plan, rows, columns, lang);
    table.headers.push(Header {
        name: fingerprint::NAME.to_owned(),
        heading: lang.word(Word::FINGERPRINT).to_owned(),
        kind: CellKind::Text,
    });
    for (values, row) in table.rows.iter_mut().zip(rows) {
        values.push(Value::Text(fingerprint(row.action)));
    }
    table
}

/// What a workbook keeps of the actions for its way back: the id of each, and its object, cut where it is longer than a
/// cell.
pub fn base(rows: &[Row<'_>], columns: &[Column]) -> Table {
    /// How many characters a cell takes, even where UTF-16 counts two for each.
    const PIECE: usize = 16_000;
    let row = |row: &Row<'_>| {
        let object = serde_json::to_string(&ActionRecord::of(row, columns));
        let object = object.expect("texts and numbers are JSON");
        let letters: Vec<char> = object.chars().collect();
        let pieces = letters.chunks(PIECE).map(|piece| piece.iter().collect());
        let id = std::iter::once(row.action.id.to_string());
        id.chain(pieces).map(Value::Text).collect()
    };
    Table {
        headers: vec![Header {
            name: String::new(),
            heading: fingerprint::BASE.to_owned(),
            kind: CellKind::Text,
        }],
        rows: rows.iter().map(row).collect(),
    }
}

/// The actions by these columns as people read them, those columns left out that say nothing.
pub fn printed(plan: &Plan, rows: &[Row<'_>], columns: &[Column], lang: Lang) -> Table {
    let says = |column: &&Column| {
        let values = |row| Value::for_people(&cell(**column, row), lang);
        rows.iter().any(|row| values(row) != Value::Absent)
    };
    let columns: Vec<Column> = columns.iter().filter(says).copied().collect();
    let row = |row: &Row<'_>| -> Vec<Value> {
        let values = columns
            .iter()
            .map(|column| Value::for_people(&cell(*column, row), lang));
        values.collect()
    };
    Table {
        headers: headers(plan, &columns, lang),
        rows: rows.iter().map(row).collect(),
    }
}

/// The columns of actions as the plan calls them.
fn headers(plan: &Plan, columns: &[Column], lang: Lang) -> Vec<Header> {
    let header = |column: &Column| Header {
        name: column.name().to_owned(),
        heading: plan
            .heading(*column)
            .unwrap_or(lang.heading(*column))
            .to_owned(),
        kind: kind(*column),
    };
    columns.iter().map(header).collect()
}

/// The kind of a column's values.
pub fn kind(column: Column) -> CellKind {
    match column {
        Column::Axis => CellKind::Integer,
        Column::Key(Key::Start | Key::End) => CellKind::Date,
        Column::BudgetMin | Column::BudgetMax => CellKind::Money,
        column if column.is_bound() => CellKind::Day,
        Column::Key(Key::Title | Key::SubActions | Key::Budget) => CellKind::Prose,
        Column::Key(key) if key.shape() == Shape::Block => CellKind::Prose,
        _ => CellKind::Text,
    }
}

/// A column of the tables beside the actions', named as a field or a key is, and what stands there.
type NamedCell = (String, CellKind, Value);

/// The table of these rows, with the columns of `empty`, a row that states nothing.
fn table(empty: Vec<NamedCell>, rows: impl Iterator<Item = Vec<NamedCell>>, lang: Lang) -> Table {
    let headers = empty.into_iter().map(|(name, kind, _)| {
        let column = || Column::named(&name).map(|column| lang.heading(column));
        let field = name.parse().ok().map(|field| lang.field(field));
        Header {
            heading: field.or_else(column).unwrap_or(&name).to_owned(),
            name,
            kind,
        }
    });
    let values = |row: Vec<NamedCell>| row.into_iter().map(|(_, _, value)| value).collect();
    Table {
        headers: headers.collect(),
        rows: rows.map(values).collect(),
    }
}

fn of_field(field: Field, kind: CellKind, value: Value) -> NamedCell {
    (field.name().to_owned(), kind, value)
}

/// The columns that name the action of a row.
fn place(action: Option<&Action>) -> Vec<NamedCell> {
    let title = action.map(|action| &action.sheet.title);
    let id = action.map(|action| &action.id);
    vec![
        of_field(Field::Action, CellKind::Text, Value::text(id)),
        of_field(Field::ActionTitle, CellKind::Prose, Value::text(title)),
    ]
}

/// The column that names the sub-action of a row.
fn part_title(part: Option<&SubAction>) -> Vec<NamedCell> {
    let title = Value::text(part.map(|part| &part.title));
    vec![of_field(Field::SubAction, CellKind::Prose, title)]
}

/// The columns of what a table of an action's file states: two of a figure, three of a date that starts or ends.
fn cells(entries: Entries<'_>) -> Vec<NamedCell> {
    let cells = entries.into_iter().flat_map(|(name, value)| {
        let one = |kind, value| vec![(name.to_owned(), kind, value)];
        let sides = |[low, high]: [&str; 2], kind, bounds: [Value; 2]| {
            let names = [low, high].map(|side| format!("{name}_{side}"));
            let sides = names.into_iter().zip(bounds);
            sides.map(move |(name, value)| (name, kind, value))
        };
        match value {
            KeyValue::Text(text) if PROSE.contains(&name) => {
                one(CellKind::Prose, Value::text(text))
            }
            KeyValue::Text(text) => one(CellKind::Text, Value::text(text)),
            KeyValue::Texts(_) | KeyValue::Names(_) | KeyValue::Measures(_) | KeyValue::Ids(_) => {
                one(CellKind::Text, Value::list(&value.items()))
            }
            KeyValue::Date(date) => {
                let mut cells = one(CellKind::Date, date.map_or(Value::Absent, Value::Date));
                if [Key::Start, Key::End].iter().any(|key| key.name() == name) {
                    let days = bounds(date);
                    cells.extend(sides(["earliest", "latest"], CellKind::Day, days));
                }
                cells
            }
            KeyValue::Truth(truth) => one(CellKind::Boolean, Value::Boolean(truth)),
            KeyValue::Year(year) => {
                let year = year.map_or(Value::Absent, |year| Value::Integer(year.into()));
                one(CellKind::Integer, year)
            }
            KeyValue::Number(number) => {
                let number = number.map(|number| Value::Number(number.0.clone()));
                one(CellKind::Number, number.unwrap_or(Value::Absent))
            }
            KeyValue::Spent(spent) => {
                let on = spent.and_then(|spent| spent.on);
                let mut cells = one(
                    CellKind::Money,
                    Value::money(spent.map(|spent| spent.amount)),
                );
                let on = on.map_or(Value::Absent, Value::Date);
                cells.push(of_field(Field::SpentOn, CellKind::Date, on));
                cells
            }
            KeyValue::Figure(figure) => {
                let bounds = [figure.map(Figure::min), figure.map(Figure::max)];
                sides(["min", "max"], CellKind::Money, bounds.map(Value::money)).collect()
            }
            KeyValue::Series(values) => {
                let years = values.iter();
                let years = years.map(|(year, value)| format!("{year} = {}", value.0));
                one(CellKind::Text, Value::list(&years.collect::<Vec<_>>()))
            }
            // They have tables of their own.
            KeyValue::Indicators(_)
            | KeyValue::FollowUp(_)
            | KeyValue::Budget(_)
            | KeyValue::SubActions(_) => Vec::new(),
        }
    });
    cells.collect()
}

/// The keys that hold more than a few words.
const PROSE: [&str; 4] = ["title", "description", "name", "note"];

/// The sub-actions, in the order of their actions.
pub fn sub_actions(rows: &[Row<'_>], lang: Lang) -> Table {
    let row = |action, position, part: &SubAction| {
        let position = vec![of_field(Field::Position, CellKind::Integer, position)];
        [place(action), position, cells(part.entries())].concat()
    };
    let parts = rows.iter().flat_map(|of| {
        let parts = (1..).zip(&of.action.sheet.sub_actions);
        parts.map(|(position, part)| row(Some(of.action), Value::count(position), part))
    });
    table(row(None, Value::Absent, &SubAction::default()), parts, lang)
}

/// The budget lines, in the order of their actions.
pub fn budget_lines(rows: &[Row<'_>], lang: Lang) -> Table {
    let row = |action, part: Option<&SubAction>, line: &BudgetLine| {
        [place(action), part_title(part), cells(line.entries())].concat()
    };
    let lines = rows.iter().flat_map(|of| {
        let lines = of.action.sheet.lines();
        lines.map(|(part, line)| row(Some(of.action), part, line))
    });
    table(row(None, None, &BudgetLine::default()), lines, lang)
}

/// The indicators, in the order of their actions.
pub fn indicators(rows: &[Row<'_>], lang: Lang) -> Table {
    let row = |action, part: Option<&SubAction>, one: &Indicator| {
        [place(action), part_title(part), cells(one.entries())].concat()
    };
    let indicators = rows.iter().flat_map(|of| {
        let indicators = of.action.sheet.all_indicators();
        indicators.map(|(part, one)| row(Some(of.action), part, one))
    });
    table(row(None, None, &Indicator::default()), indicators, lang)
}

/// The totals by axis and the whole, with all that they rest on and leave out.
pub fn totals_by_axis(plan: &Plan, rows: &[Row<'_>], basis: Basis, lang: Lang) -> Table {
    let row = |key: Value, title: Value, total: &Total| {
        let kept = total.kept();
        let count = |field, count| of_field(field, CellKind::Integer, Value::count(count));
        let money = |field, amount| of_field(field, CellKind::Money, Value::money(amount));
        let (min, max) = total.sum.bounds.unzip();
        let (kept_min, kept_max) = kept.sum.bounds.unzip();
        let (yearly_min, yearly_max) = total.yearly.bounds.unzip();
        vec![
            (Column::Axis.name().to_owned(), CellKind::Text, key),
            (Column::AxisTitle.name().to_owned(), CellKind::Prose, title),
            count(Field::Actions, total.actions),
            count(Field::WithFigure, total.with_figure),
            count(Field::WithoutFigure, total.without_figure()),
            count(Field::ActionsDropped, total.dropped_actions()),
            money(Field::Minimum, min),
            money(Field::Maximum, max),
            money(Field::MinimumWithoutDropped, kept_min),
            money(Field::MaximumWithoutDropped, kept_max),
            count(Field::LinesUnknown, total.unknown),
            count(Field::LinesRange, total.range.lines),
            count(Field::LinesApproximate, total.approximate.lines),
            count(Field::LinesUnsure, total.unsure.lines),
            count(Field::LinesBasisUnstated, total.basis_unstated.lines),
            count(Field::LinesOtherBasis, total.other_basis.lines),
            count(Field::LinesElsewhere, total.elsewhere.lines),
            count(Field::LinesOfWhich, total.of_which.lines),
            money(Field::YearlyMin, yearly_min),
            money(Field::YearlyMax, yearly_max),
            count(Field::YearlyUnknown, total.yearly_unknown),
        ]
    };
    let actions: Vec<_> = rows.iter().map(|row| row.action).collect();
    let all = totals(plan, &actions, By::Axis, basis);
    let groups = all.groups.iter().map(|group| {
        let key = Value::text(group.key.as_ref());
        row(key, Value::text(group.title.as_ref()), &group.total)
    });
    let whole = Value::text(Some(lang.word(Word::TOTAL)));
    let whole = row(whole, Value::Absent, &all.total);
    table(whole.clone(), groups.chain([whole]), lang)
}

/// The first and the last day that a date may mean.
fn bounds(date: Option<Date>) -> [Value; 2] {
    let days = date.map(Shown::from).and_then(Shown::bounds);
    match days {
        Some((earliest, latest)) => [Value::Day(earliest), Value::Day(latest)],
        None => [Value::Absent, Value::Absent],
    }
}
