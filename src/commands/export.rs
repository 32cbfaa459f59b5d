//! `plan export`: the whole plan, or a selection, for other programs.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::commands::context::Context;
use crate::commands::output::{Format as Form, headings, named_by, to};
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::format::{csv, json};
use crate::model::column::Column;
use crate::view::columns::Row;

/// Export the selected actions
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these actions, by their ids or the beginning of them; `@name`: a view of schema/plan.toml
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Form of the export [default: by the ending of FILE]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// Export the actions.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = format(args)?;
    let context = &context.at(args.selection.at.as_deref())?;
    let plan = context.plan(args.selection.allow_invalid)?;
    let selection = args.selection.within(&args.ids, &plan, context)?;
    let basis = plan.settings.basis;
    let rows: Vec<Row<'_>> = selection
        .of(&plan)
        .into_iter()
        .map(|action| Row::of(&plan, action, basis))
        .collect();
    to(
        args.output.as_deref(),
        rows.len(),
        context,
        out,
        |out| match format {
            Format::Csv => {
                let columns: Vec<Column> = Column::ALL
                    .iter()
                    .copied()
                    .filter(|column| args.selection.with_notes || *column != Column::EditorNotes)
                    .collect();
                csv::write(
                    &headings(&columns, &plan, context),
                    &columns,
                    &rows,
                    context.lang,
                    out,
                )
            }
            Format::Json => {
                let revision = context.source()?.revision();
                let keys = || json::keys(args.selection.with_notes);
                let actions = rows.iter().map(|row| json::action(row, keys()));
                let export = json!({
                    "schema_version": json::SCHEMA_VERSION,
                    "plan": plan.settings.name,
                    "today": context.today.to_string(),
                    "revision": revision.as_ref().map(|revision| &revision.commit),
                    "dirty": revision.as_ref().map(|revision| revision.dirty),
                    "actions": Value::Array(actions.collect()),
                });
                json::write(&export, out)
            }
        },
    )
}

fn format(args: &Args) -> Result<Format, Error> {
    match (args.format, &args.output) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Csv),
        (None, Some(path)) => match named_by(path) {
            Some(Form::Csv) => Ok(Format::Csv),
            Some(Form::Json) => Ok(Format::Json),
            Some(Form::Table | Form::Tsv | Form::Jsonl | Form::Md) | None => {
                Err(Error::UnknownFormat { path: path.clone() })
            }
        },
    }
}
