//! `plan budget`: totals that say what they rest on.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;
use serde_json::Value;

use crate::commands::context::Context;
use crate::commands::grouping::grouping;
use crate::commands::output::{JsonLines, OutputArgs};
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::model::budget::Basis;
use crate::model::completion::Completion;
use crate::operations::compare::{both, names, under_every_name};
use crate::render::answer::Answer;
use crate::render::json::total::{CrossedBudget, DetailedBudget, Totals};
use crate::render::{answers, json};
use crate::view::breakdown::{cross, details, totals};
use crate::view::compare;
use crate::view::group::By;

/// Total the budgets of the selected actions
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these actions, by their ids or the beginning of them; `@name`: a view of schema/plan.toml
    #[arg(value_name = "ID", add = Completion::Action)]
    ids: Vec<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Group by [default: axis; measure where the selection is within an axis]; two, in rows and
    /// columns: axis,status
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = grouping(By::ALL))]
    by: Vec<By>,
    /// Show the lines behind each total
    #[arg(long)]
    detail: bool,
    /// Tax basis of the amounts [default: the one in schema/plan.toml]
    #[arg(long, value_name = "BASIS")]
    basis: Option<BasisArg>,
    /// Set the totals at REV|DATE beside those of today
    #[arg(long, requires = "at", conflicts_with = "detail")]
    compare: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// A tax basis, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[expect(missing_docs, reason = "the value typed is its name")]
pub enum BasisArg {
    Ttc,
    Ht,
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
    args.output.format()?;
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
    let basis = args.basis.map_or(plan.settings.basis, Basis::from);
    let actions = selection.of(&plan);
    let lang = context.lang;
    let by = args.by.first().copied().unwrap_or(default);
    let (answer, object) = match (&args.by[..], args.detail) {
        ([] | [_], false) => {
            let groups = totals(&plan, &actions, by, basis);
            let answer = answers::budget::answer(&groups, by, basis, lang);
            (answer, object(by, basis, &groups))
        }
        ([] | [_], true) => {
            let groups = totals(&plan, &actions, by, basis);
            let lines = details(&plan, &actions, by, basis);
            let answer = answers::detail::answer(&groups, &lines, by, basis, lang);
            (
                answer,
                object(by, basis, DetailedBudget::of(&groups, &lines)),
            )
        }
        ([rows, columns], false) => {
            let by = (*rows, *columns);
            let cells = cross(&plan, &actions, by, basis);
            let answer = answers::cross::answer(&cells, by, basis, lang);
            (answer, object(by.0, basis, CrossedBudget::of(&cells, by.1)))
        }
        (_, detail) => {
            let most = if detail { 1 } else { 2 };
            return Err(Error::TooManyGroupings { most });
        }
    };
    let answer = || match actions.is_empty() {
        // Of nothing there is no table.
        true => Answer {
            blocks: Vec::new(),
            ..answer
        },
        false => answer,
    };
    let count = actions.len();
    args.output
        .write_answer(count, answer, || object, JsonLines::Whole, context, out)
}

/// The totals as an object.
fn object(by: By, basis: Basis, totals: impl Serialize) -> Result<Value, Error> {
    json::value(Totals { basis, by, totals })
}

/// The totals then and now, side by side.
fn compare(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let then = context.at(args.selection.at.as_deref())?;
    let before = args.selection.asked(&args.ids, &then)?;
    let after = args.selection.asked(&args.ids, context)?;
    let (mut before, mut after) = both(before, after)?;
    let source = then.source()?;
    if args.selection.question(&args.ids).names_actions()
        && let Some(commit) = source.commit()
    {
        let names = names(&before, &after, (commit, None), source.root())?;
        under_every_name(&mut before, &mut after, &names);
    }
    let basis = args.basis.map_or(after.plan.settings.basis, Basis::from);
    let ([] | [_]) = args.by[..] else {
        return Err(Error::TooManyGroupings { most: 1 });
    };
    let by = args.by.first().copied().unwrap_or(By::Axis);
    let before = before.in_words_of(&after.plan.words);
    let compared = compare::compare(&before.totals(by, basis), &after.totals(by, basis));
    let answer = || answers::compare::answer(&compared, by, basis, context.lang);
    let object = || object(by, basis, &compared);
    let actions = after.selected.len();
    args.output
        .write_answer(actions, answer, object, JsonLines::Whole, context, out)
}
