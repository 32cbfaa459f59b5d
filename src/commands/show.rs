//! `plan show`: actions whole.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::output::{Format, OutputArgs, headings};
use crate::error::Error;
use crate::model::action::Action;
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::render::answers::list::{self, Listing};
use crate::render::csv::{self, Dialect};
use crate::render::json::action::ActionRecord;
use crate::render::{json, sheet};
use crate::view::columns::Row;
use crate::view::question::named;

/// Show actions whole
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Actions, by their ids or the beginning of them
    #[arg(value_name = "ID", required = true, add = Completion::Action)]
    ids: Vec<String>,
    /// Read the plan as it was: at a revision (commit, tag, branch) or at the end of a day (2024-12-31), month or year
    #[arg(long, value_name = "REV|DATE", add = Completion::Revision)]
    at: Option<String>,
    /// Answer without the files that have errors, and name them
    #[arg(long)]
    allow_invalid: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// Show the actions that are named.
///
/// # Errors
/// The plan cannot be read, an id is no action's, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = args.output.format()?;
    let context = &context.at(args.at.as_deref())?;
    let plan = context.plan(args.allow_invalid)?;
    // People read them in the order in which they asked for them, each once.
    let mut actions: Vec<&Action> = Vec::new();
    for id in &args.ids {
        let action = named(&plan, id)?;
        if !actions.iter().any(|shown| shown.id == action.id) {
            actions.push(action);
        }
    }
    // Programs read them in the plan's.
    if !matches!(format, Format::Table | Format::Md) {
        let is_asked = |action: &&Action| actions.iter().any(|asked| asked.id == action.id);
        actions = plan.actions.iter().filter(is_asked).collect();
    }
    let basis = plan.settings.basis;
    let rows: Vec<Row<'_>> = actions
        .into_iter()
        .map(|action| Row::of(&plan, action, basis))
        .collect();
    let shown = rows.len();
    let keys = json::action::keys(true);
    args.output.write(shown, context, out, |out| match format {
        Format::Json => json::write(&objects(&rows, &keys), out),
        Format::Jsonl => json::write_lines(objects(&rows, &keys), out),
        Format::Md => {
            for (index, row) in rows.iter().enumerate() {
                if index > 0 {
                    writeln!(out)?;
                }
                sheet::write_markdown(row, context.lang, out)?;
            }
            Ok(())
        }
        Format::Csv | Format::Tsv => {
            let listing = Listing::all(rows);
            let titles = headings(&listing.columns, &plan, context);
            let dialect = match format {
                Format::Csv => Dialect::Open,
                _ => Dialect::Tabs,
            };
            let answer = list::answer(&listing, &titles, context.lang);
            answer
                .rows
                .map_or(Ok(()), |rows| csv::write(dialect, &rows, out))
        }
        Format::Table => {
            for (index, row) in rows.iter().enumerate() {
                if index > 0 {
                    writeln!(out)?;
                }
                sheet::write(row, context.lang, context.screen, out)?;
            }
            Ok(())
        }
    })
}

fn objects<'a>(rows: &'a [Row<'a>], columns: &'a [Column]) -> Vec<ActionRecord<'a>> {
    let rows = rows.iter();
    rows.map(|row| ActionRecord::of(row, columns)).collect()
}
