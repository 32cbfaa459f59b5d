//! `plan budget`: totals that say what they rest on.

use std::io::Write;

use clap::ValueEnum;

use crate::commands::context::Context;
use crate::commands::output::{Format, OutputArgs};
use crate::commands::selection::SelectionArgs;
use crate::commands::states::{asked, both};
use crate::error::Error;
use crate::format::{self, budget, document, json};
use crate::model::budget::Basis;
use crate::view::compare;
use crate::view::group::{By, totals};

/// Total the budgets of the selected actions
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these actions, by their ids or the beginning of them; `@name`: a view of schema/plan.toml
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Group by [default: axis; measure where the selection is within an axis]
    #[arg(long, value_name = "WHAT")]
    by: Option<ByArg>,
    /// Tax basis of the amounts [default: the one in schema/plan.toml]
    #[arg(long, value_name = "BASIS")]
    basis: Option<BasisArg>,
    /// Set the totals at REV|DATE beside those of today
    #[arg(long, requires = "at")]
    compare: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// A grouping, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[expect(missing_docs, reason = "the value typed is its name")]
pub enum ByArg {
    Axis,
    Measure,
    Theme,
    Owner,
    Funder,
    Status,
}

/// A tax basis, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[expect(missing_docs, reason = "the value typed is its name")]
pub enum BasisArg {
    Ttc,
    Ht,
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Axis => Self::Axis,
            ByArg::Measure => Self::Measure,
            ByArg::Theme => Self::Theme,
            ByArg::Owner => Self::Owner,
            ByArg::Funder => Self::Funder,
            ByArg::Status => Self::Status,
        }
    }
}

impl From<BasisArg> for Basis {
    fn from(basis: BasisArg) -> Self {
        match basis {
            BasisArg::Ttc => Self::Ttc,
            BasisArg::Ht => Self::Ht,
        }
    }
}

/// Total the budgets.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = args.output.format()?;
    if args.compare {
        return compare(args, context, out);
    }
    let context = &context.at(args.selection.at.as_deref())?;
    let plan = context.plan(args.selection.allow_invalid)?;
    let selection = args.selection.within(&args.ids, &plan, context)?;
    let default = if selection.is_within_an_axis() {
        By::Measure
    } else {
        By::Axis
    };
    let by = args.by.map_or(default, By::from);
    let basis = args.basis.map_or(plan.settings.basis, Basis::from);
    let actions = selection.of(&plan);
    let groups = totals(&plan, &actions, by, basis);
    args.output
        .write(actions.len(), context, out, |out| match format {
            Format::Json | Format::Jsonl => json::write(&json::groups(&groups, by, basis), out),
            Format::Csv => budget::write_csv(&groups, by, b',', context.lang, out),
            Format::Tsv => budget::write_csv(&groups, by, b'\t', context.lang, out),
            Format::Md => budget::write_markdown(&groups, by, basis, context.lang, out),
            Format::Table if actions.is_empty() => Ok(()),
            Format::Table => budget::write(&groups, by, basis, context.lang, context.screen, out),
        })
}

/// The totals then and now, side by side.
fn compare(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let form = args.output.format()?;
    let then = context.at(args.selection.at.as_deref())?;
    let before = asked(&args.selection, &args.ids, &then)?;
    let after = asked(&args.selection, &args.ids, context)?;
    let (before, after) = both(before, after)?;
    let basis = args.basis.map_or(after.plan.settings.basis, Basis::from);
    let by = args.by.map_or(By::Axis, By::from);
    let before = before.in_words_of(&after.plan.words);
    let compared = compare::compare(&before.totals(by, basis), &after.totals(by, basis));
    let blocks = format::compare::blocks(&compared, by, basis, context.lang);
    let actions = after.selected.len();
    args.output.write(actions, context, out, |out| match form {
        Format::Json | Format::Jsonl => {
            json::write(&format::compare::object(&compared, by, basis), out)
        }
        Format::Csv => {
            format::compare::grid(&compared, by, context.lang).write_separated(b',', out)
        }
        Format::Tsv => {
            format::compare::grid(&compared, by, context.lang).write_separated(b'\t', out)
        }
        Format::Md => document::write_markdown(&blocks, out),
        Format::Table => document::write_text(&blocks, context.screen, out),
    })
}
