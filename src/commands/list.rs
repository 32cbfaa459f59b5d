//! `plan list`: the actions selected, one a row.

use std::io::Write;

use serde_json::Value;

use crate::commands::context::Context;
use crate::commands::output::{Format, OutputArgs, headings};
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::format::table::{self, Heading};
use crate::format::{csv, json, text};
use crate::messages::Note;
use crate::model::column::Column;
use crate::model::fold::nearest;
use crate::view::columns::{Row, cell};
use crate::view::order::{self, Key};

/// List the selected actions
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these actions, by their ids or the beginning of them
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Show these columns, separated by commas
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    columns: Vec<String>,
    /// Sort by these columns, separated by commas; `budget-`: the greatest first
    #[arg(
        long,
        value_name = "COLUMNS",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    sort: Vec<String>,
    #[command(flatten)]
    output: OutputArgs,
}

/// What a table shows unless the user asks for other columns.
const TABLE: &[Column] = &[
    Column::Measure,
    Column::Title,
    Column::Owners,
    Column::Start,
    Column::End,
    Column::Budget,
    Column::Status,
];

/// The same for a program, which wants its amounts as numbers.
const CSV: &[Column] = &[
    Column::Id,
    Column::Measure,
    Column::Title,
    Column::Owners,
    Column::Start,
    Column::End,
    Column::BudgetMin,
    Column::BudgetMax,
    Column::Status,
];

/// List the actions.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = args.output.format()?;
    let asked = args
        .columns
        .iter()
        .map(|name| column(name))
        .collect::<Result<Vec<_>, _>>()?;
    let keys = args
        .sort
        .iter()
        .map(|name| key(name))
        .collect::<Result<Vec<_>, _>>()?;
    let context = &context.at(args.selection.at.as_deref())?;
    let plan = context.plan(args.selection.allow_invalid)?;
    let selection = args.selection.within(&args.ids, &plan, context)?;
    let basis = plan.settings.basis;
    let mut rows: Vec<Row<'_>> = selection
        .of(&plan)
        .into_iter()
        .map(|action| Row::of(&plan, action, basis))
        .collect();
    order::sort(&plan, &mut rows, &keys);
    let or = |default: &[Column]| {
        if asked.is_empty() {
            default.to_vec()
        } else {
            asked.clone()
        }
    };
    args.output
        .write(rows.len(), context, out, |out| match format {
            Format::Json => {
                let all: Vec<Column> = json::keys(true).collect();
                let columns = or(&all);
                let list = rows
                    .iter()
                    .map(|row| json::action(row, columns.iter().copied()));
                json::write(&Value::Array(list.collect()), out)
            }
            Format::Csv => {
                let columns = or(CSV);
                csv::write(
                    &headings(&columns, &plan, context),
                    &columns,
                    &rows,
                    context.lang,
                    out,
                )
            }
            Format::Table => write_table(&or(TABLE), &rows, context, out),
        })
}

fn write_table(
    columns: &[Column],
    rows: &[Row<'_>],
    context: &Context,
    out: &mut dyn Write,
) -> Result<(), Error> {
    if rows.is_empty() {
        context.say(&Note::NothingSelected);
        return Ok(());
    }
    let headings: Vec<Heading> = columns
        .iter()
        .map(|column| heading(*column, context))
        .collect();
    let cells = |row: &Row<'_>| -> Vec<String> {
        let texts = columns
            .iter()
            .map(|column| text::cell(&cell(*column, row), ", ", context.lang));
        texts.map(|text| text.replace('\n', " ")).collect()
    };
    table::write(
        &headings,
        rows.iter().map(cells).collect(),
        0,
        context.screen,
        out,
    )?;
    out.flush()?;
    let derived = |row: &Row<'_>| {
        let shows = |column| columns.contains(&column);
        let start = row.start.filter(|_| shows(Column::Start));
        let end = row.end.filter(|_| shows(Column::End));
        start.is_some_and(|date| date.derived) || end.is_some_and(|date| date.derived)
    };
    context.say(&Note::Actions(rows.len()));
    if rows.iter().any(derived) {
        context.say(&Note::Derived);
    }
    Ok(())
}

fn heading(column: Column, context: &Context) -> Heading {
    Heading {
        title: context.lang.heading(column).to_owned(),
        numeric: matches!(
            column,
            Column::Budget | Column::BudgetMin | Column::BudgetMax
        ),
        wide: matches!(
            column,
            Column::Title | Column::Description | Column::SubActions
        ),
    }
}

fn column(name: &str) -> Result<Column, Error> {
    let name = name.trim();
    Column::named(name).ok_or_else(|| {
        let known: Vec<&str> = Column::ALL.iter().map(|column| column.name()).collect();
        Error::UnknownColumn {
            name: name.to_owned(),
            nearest: nearest(name, known.iter().copied())
                .into_iter()
                .map(str::to_owned)
                .collect(),
            known,
        }
    })
}

fn key(name: &str) -> Result<Key, Error> {
    let name = name.trim();
    let bare = name.trim_end_matches('-');
    Ok(Key {
        column: column(bare)?,
        descending: bare != name,
    })
}
