//! One plan as its part of a data set that holds many: the tables of the data package, and what many plans are asked for.
//!
//! Each table stands below a folder of the plan's own, `<table>/plan=<siren>/`, what grows by the month below one of the
//! year: a plan or a year more is a folder more, and no file is written anew for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value as Json, json};

use crate::error::Error;
use crate::model::budget::Figure;
use crate::model::column::Column;
use crate::model::extra::Extra;
use crate::model::id::ActionId;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::publication::Siren;
use crate::model::vocabulary::Role;
use crate::render::parquet::bytes;
use crate::render::provenance::Provenance;
use crate::render::records::{self, Header, Table};
use crate::render::value::{CellKind, Value};
use crate::view::change::FieldValue;
use crate::view::columns::Row;
use crate::view::log::LogEntry;
use crate::view::total::Counted;
use crate::words::Lang;

/// The version of the columns.
const SCHEMA_VERSION: i64 = 1;
/// The tables that stand by the year.
pub const BY_YEAR: [&str; 2] = ["changes", "states"];

/// The plan's part of a data set.
pub struct DataSet {
    siren: Siren,
    lang: Lang,
    /// The files: their paths below the data set's folder, and their bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The folder of a plan's files of a table, below the data set's.
pub fn folder(table: &str, siren: &Siren) -> String {
    format!("{table}/plan={siren}")
}

impl DataSet {
    /// The tables of the plan as it stands.
    ///
    /// # Errors
    /// A table cannot be written.
    pub fn of(
        siren: &Siren,
        (plan, rows): (&Plan, &[Row<'_>]),
        columns: &[Column],
        provenance: &Provenance,
        lang: Lang,
    ) -> Result<Self, Error> {
        let mut set = Self {
            siren: siren.clone(),
            lang,
            files: Vec::new(),
        };
        let mut lines = records::budget_lines(rows, lang);
        append(&mut lines, COUNTED, rows.iter().flat_map(counted));
        for (name, table) in [
            ("actions", actions(plan, rows, columns, lang)),
            ("sub_actions", records::sub_actions(rows, lang)),
            ("budget_lines", lines),
            ("indicators", records::indicators(rows, lang)),
            ("names", names(rows)),
            ("vocabulary", vocabulary(plan)),
            ("manifest", manifest(siren, plan, provenance)),
        ] {
            set.put(name, None, &table)?;
        }
        Ok(set)
    }

    fn put(&mut self, name: &str, year: Option<i32>, table: &Table) -> Result<(), Error> {
        let year = year.map_or(String::new(), |year| format!("/year={year}"));
        let path = format!("{}{year}/{name}.parquet", folder(name, &self.siren));
        self.files.push((path, bytes(table, self.lang)?));
        Ok(())
    }

    /// Add what an action was at the end of each month: `months`, the plan of each day.
    ///
    /// # Errors
    /// A table cannot be written.
    pub fn states(
        &mut self,
        months: &[(NaiveDate, Arc<Plan>)],
        now: impl Fn(&ActionId) -> Option<String>,
    ) -> Result<(), Error> {
        let lang = self.lang;
        let is_short = |column: &Column| {
            let is_long = records::kind(*column) == CellKind::Prose && *column != Key::Title;
            !is_long && ![Column::Extra, Column::Path].contains(column)
        };
        let columns: Vec<Column> = Column::all().filter(is_short).collect();
        for year in months.chunk_by(|(one, _), (other, _)| one.year() == other.year()) {
            let mut all: Option<Table> = None;
            for (day, plan) in year {
                let basis = plan.settings.basis;
                let rows = plan.actions.iter();
                let rows: Vec<Row<'_>> = rows.map(|one| Row::of(plan, one, basis)).collect();
                let mut table = states(plan, &rows, &columns, lang);
                append(
                    &mut table,
                    MONTH,
                    rows.iter().map(|row| {
                        let id = &row.action.id;
                        let since = now(id).unwrap_or_else(|| id.to_string());
                        vec![Value::Day(*day), Value::Text(since)]
                    }),
                );
                match &mut all {
                    Some(all) => all.rows.append(&mut table.rows),
                    None => all = Some(table),
                }
            }
            if let (Some(all), Some((day, _))) = (all, year.first()) {
                self.put("states", Some(day.year()), &all)?;
            }
        }
        Ok(())
    }

    /// Add the changes that a history tells, each under the name that `now` gives its action.
    ///
    /// # Errors
    /// A table cannot be written.
    pub fn changes(
        &mut self,
        entries: &[LogEntry],
        now: impl Fn(&LogEntry) -> String,
    ) -> Result<(), Error> {
        let mut years: BTreeMap<i32, Vec<Vec<Value>>> = BTreeMap::new();
        for entry in entries {
            let first = [
                Value::Day(entry.day),
                Value::Text(entry.commit.id.clone()),
                Value::Text(now(entry)),
            ];
            let rows = told(entry).into_iter();
            let rows = rows.map(|rest| first.iter().cloned().chain(rest).collect());
            years.entry(entry.day.year()).or_default().extend(rows);
        }
        for (year, rows) in years {
            self.put("changes", Some(year), &table(CHANGES, rows))?;
        }
        Ok(())
    }
}

type Columns = &'static [(&'static str, CellKind)];

/// What a total rests on and leaves out; `floor` is true where the most is not known.
const TOTALS: Columns = &[
    ("phase", CellKind::Text),
    ("floor", CellKind::Boolean),
    ("lines_unknown", CellKind::Integer),
    ("lines_other_basis", CellKind::Integer),
    ("yearly_min", CellKind::Money),
    ("yearly_max", CellKind::Money),
    ("yearly_lines_unknown", CellKind::Integer),
];
/// How a budget line counts in a total on the plan's basis, and its figure on that.
const COUNTED: Columns = &[
    ("counted", CellKind::Text),
    ("counted_min", CellKind::Money),
    ("counted_max", CellKind::Money),
];
const MONTH: Columns = &[("month_end", CellKind::Day), ("action", CellKind::Text)];
const CHANGES: Columns = &[
    ("day", CellKind::Day),
    ("commit", CellKind::Text),
    ("action", CellKind::Text),
    ("event", CellKind::Text),
    ("field", CellKind::Text),
    ("sub_action", CellKind::Text),
    ("item", CellKind::Text),
    ("before", CellKind::Text),
    ("after", CellKind::Text),
];
const NAMES: Columns = &[
    ("action", CellKind::Text),
    ("sub_action", CellKind::Text),
    ("role", CellKind::Text),
    ("position", CellKind::Integer),
    ("name", CellKind::Text),
];
const VOCABULARY: Columns = &[
    ("list", CellKind::Text),
    ("position", CellKind::Integer),
    ("key", CellKind::Text),
    ("name", CellKind::Text),
    ("belongs_to", CellKind::Text),
];
const MANIFEST: Columns = &[
    ("schema_version", CellKind::Integer),
    ("siren", CellKind::Text),
    ("name", CellKind::Text),
    ("day", CellKind::Day),
    ("revision", CellKind::Text),
    ("dirty", CellKind::Boolean),
    ("basis", CellKind::Text),
    ("period", CellKind::Text),
    ("licence", CellKind::Text),
    ("producer", CellKind::Text),
    ("contact", CellKind::Text),
    ("files_left_out", CellKind::Integer),
];

fn headers(columns: Columns) -> Vec<Header> {
    let header = |(name, kind): &(&str, CellKind)| Header {
        name: (*name).to_owned(),
        heading: (*name).to_owned(),
        kind: *kind,
    };
    columns.iter().map(header).collect()
}

fn table(columns: Columns, rows: Vec<Vec<Value>>) -> Table {
    let headers = headers(columns);
    Table { headers, rows }
}

/// Put columns behind those of a table, row by row.
fn append(table: &mut Table, columns: Columns, cells: impl Iterator<Item = Vec<Value>>) {
    table.headers.extend(headers(columns));
    for (row, cells) in table.rows.iter_mut().zip(cells) {
        row.extend(cells);
    }
}

/// The actions, the territory's own values in one text: every plan has the same columns.
fn actions(plan: &Plan, rows: &[Row<'_>], columns: &[Column], lang: Lang) -> Table {
    let is_own = |column: &&Column| **column != Column::Extra;
    let columns: Vec<Column> = columns.iter().filter(is_own).copied().collect();
    let mut table = states(plan, rows, &columns, lang);
    let own = rows.iter().map(|row| vec![own(&row.action.sheet.extra)]);
    append(&mut table, &[("extra", CellKind::Text)], own);
    table
}

/// The actions, each with what its total rests on.
fn states(plan: &Plan, rows: &[Row<'_>], columns: &[Column], lang: Lang) -> Table {
    let mut table = records::stated(plan, rows, columns, lang);
    let totals = rows.iter().map(|row| {
        let (total, phase) = (&row.total, plan.phase(row.action));
        let (least, most) = total.yearly.bounds.unzip();
        let most = most.filter(|_| total.yearly_unknown == 0);
        vec![
            Value::text(phase),
            Value::Boolean(total.is_floor()),
            Value::count(total.unknown),
            Value::count(total.other_basis.lines),
            Value::money(least),
            Value::money(most),
            Value::count(total.yearly_unknown),
        ]
    });
    append(&mut table, TOTALS, totals);
    table
}

/// The territory's own values as JSON.
fn own(values: &BTreeMap<String, Extra>) -> Value {
    let pairs = values
        .iter()
        .map(|(name, value)| (name.clone(), json!(value)));
    let pairs: Map<String, Json> = pairs.collect();
    Value::text((!pairs.is_empty()).then(|| Json::from(pairs)))
}

fn counted(row: &Row<'_>) -> Vec<Vec<Value>> {
    let lines = row.action.sheet.lines().map(|(_, line)| {
        let (counted, figure) = Counted::of(line, row.basis);
        vec![
            Value::from(counted.name()),
            Value::money(figure.map(Figure::min)),
            Value::money(figure.map(Figure::max)),
        ]
    });
    lines.collect()
}

/// Who does what in which action, in the order of the file; and its themes.
fn names(rows: &[Row<'_>]) -> Table {
    let keys = || Role::all().map(Role::key).chain([Key::Themes]);
    let mut table = table(NAMES, Vec::new());
    for row in rows {
        let sheet = &row.action.sheet;
        let own = keys().map(|key| (None, key, sheet.get(key).items()));
        let parts = sheet.sub_actions.iter().flat_map(|part| {
            let title = Some(&part.title);
            keys().filter_map(move |key| Some((title, key, part.get(key)?.items())))
        });
        for (part, key, items) in own.chain(parts) {
            table.rows.extend((1..).zip(items).map(|(position, name)| {
                vec![
                    Value::text(Some(&row.action.id)),
                    Value::text(part),
                    Value::from(key.name()),
                    Value::Integer(position),
                    Value::Text(name),
                ]
            }));
        }
    }
    table
}

/// The plan's words: axes and measures with their axis, statuses with their phase, themes, actors with their kind.
fn vocabulary(plan: &Plan) -> Table {
    let (words, catalogue) = (&plan.words, &plan.words.catalogue);
    let axes = catalogue.axes().iter().map(|axis| {
        let number = axis.number.to_string();
        ("axes", number, axis.title.clone(), None)
    });
    let measures = catalogue.measures().iter().map(|measure| {
        let (key, axis) = (measure.key.to_string(), measure.axis.to_string());
        ("measures", key, measure.title.clone(), Some(axis))
    });
    let named = |list, name: &String, belongs| (list, name.clone(), name.clone(), belongs);
    let statuses = words.statuses.entries().iter();
    let statuses = statuses.map(|one| named("statuses", &one.name, Some(one.phase.to_string())));
    let themes = words.themes.entries().iter();
    let themes = themes.map(|one| named("themes", &one.name, None));
    let actors = words.actors.entries().iter().map(|one| {
        let kind = one.kind.map(|kind| kind.key().name().to_owned());
        named("actors", &one.name, kind)
    });
    let all = axes
        .chain(measures)
        .chain(statuses)
        .chain(themes)
        .chain(actors);
    let rows = (1..)
        .zip(all)
        .map(|(position, (list, key, name, belongs))| {
            vec![
                Value::from(list),
                Value::Integer(position),
                Value::Text(key),
                Value::Text(name),
                Value::text(belongs),
            ]
        });
    table(VOCABULARY, rows.collect())
}

/// The one row that says what the plan's files are of.
fn manifest(siren: &Siren, plan: &Plan, provenance: &Provenance) -> Table {
    let settings = &plan.settings;
    let row = vec![
        Value::Integer(SCHEMA_VERSION),
        Value::text(Some(siren)),
        Value::text(Some(&settings.name)),
        Value::Day(provenance.today),
        Value::text(provenance.revision.as_ref()),
        provenance.dirty.map_or(Value::Absent, Value::Boolean),
        Value::text(Some(settings.basis)),
        Value::text(settings.period.as_ref()),
        Value::text(settings.licence.as_ref()),
        Value::text(settings.producer.as_ref()),
        Value::text(settings.contact.as_ref()),
        Value::count(provenance.left_out),
    ];
    table(MANIFEST, vec![row])
}

/// What an entry of a log tells, from the event on: a row a field that changed, one alone where an action came or went.
fn told(entry: &LogEntry) -> Vec<Vec<Value>> {
    let event = match (&entry.before, &entry.after) {
        // Where the history is cut off, it was there before.
        (None, _) if entry.is_cut => return Vec::new(),
        (None, _) => "added",
        (_, None) => "gone",
        _ if entry.is_return => "returned",
        _ => "changed",
    };
    let moved = entry.moved_from.iter().map(|from| {
        let sides = [from, &entry.measure].map(|side| Value::text(Some(side)));
        (Column::Measure, sides)
    });
    let named = entry.renamed_from.iter().map(|(from, _)| {
        let sides = [from, &entry.id].map(|side| Value::text(Some(side)));
        (Column::Id, sides)
    });
    let row = |field: Option<Column>, [part, item]: [Value; 2], [before, after]: [Value; 2]| {
        let field = Value::text(field.map(Column::name));
        vec![Value::from(event), field, part, item, before, after]
    };
    let nothing = || [Value::Absent, Value::Absent];
    let alone = (event != "changed").then(|| row(None, nothing(), nothing()));
    let moves = moved.chain(named);
    let moves = moves.map(|(column, sides)| row(Some(column), nothing(), sides));
    let changes = entry.changes.iter().map(|change| {
        let (field, sides) = (&change.field, [&change.before, &change.after]);
        let place = [&field.part, &field.item].map(|text| Value::text(text.as_ref()));
        row(
            Some(field.column),
            place,
            sides.map(|side| value(side.as_ref())),
        )
    });
    alone.into_iter().chain(moves).chain(changes).collect()
}

/// What stood in a field: a text or a date as it is, all else as JSON.
fn value(value: Option<&FieldValue>) -> Value {
    match value {
        None => Value::Absent,
        Some(FieldValue::Text(text)) => Value::Text(text.clone()),
        Some(FieldValue::Date(date)) => Value::text(Some(date)),
        Some(other) => Value::text(Some(json!(other))),
    }
}
