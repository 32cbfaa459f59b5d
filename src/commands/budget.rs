//! `plan budget`: totals that say what they rest on.

use std::io::Write;

use clap::ValueEnum;

use crate::commands::context::Context;
use crate::commands::grouping::grouping;
use crate::commands::output::{Format, OutputArgs};
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::model::budget::Basis;
use crate::model::completion::Completion;
use crate::operations::compare::{both, names, under_every_name};
use crate::render::json::Versioned;
use crate::render::json::total::{CrossedBudget, DetailedBudget, Totals};
use crate::render::{self, blocks, budget, cross, detail, json};
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
    let basis = args.basis.map_or(plan.settings.basis, Basis::from);
    let actions = selection.of(&plan);
    let lang = context.lang;
    let screen = context.screen;
    let answer: Answer = match (&args.by[..], args.detail) {
        ([] | [_], false) => {
            let by = args.by.first().copied().unwrap_or(default);
            let groups = totals(&plan, &actions, by, basis);
            Box::new(move |format, out| match format {
                Rendering::Json => json::write(&object(by, basis, &groups), out),
                Rendering::Line => json::write_lines([object(by, basis, &groups)], out),
                Rendering::Rows(delimiter) => {
                    budget::plain(&groups, by, lang).write_separated(delimiter, out)
                }
                Rendering::Md => budget::write_markdown(&groups, by, basis, lang, out),
                Rendering::Table => budget::write(&groups, by, basis, lang, screen, out),
            })
        }
        ([] | [_], true) => {
            let by = args.by.first().copied().unwrap_or(default);
            let groups = totals(&plan, &actions, by, basis);
            let lines = details(&plan, &actions, by, basis);
            Box::new(move |format, out| match format {
                Rendering::Json => {
                    json::write(&object(by, basis, DetailedBudget::of(&groups, &lines)), out)
                }
                Rendering::Line => json::write_lines(
                    [object(by, basis, DetailedBudget::of(&groups, &lines))],
                    out,
                ),
                Rendering::Rows(delimiter) => {
                    detail::plain(&lines, by, lang).write_separated(delimiter, out)
                }
                Rendering::Md => detail::write_markdown(&groups, &lines, by, basis, lang, out),
                Rendering::Table => detail::write(&groups, &lines, by, basis, lang, screen, out),
            })
        }
        ([rows, columns], false) => {
            let by = (*rows, *columns);
            let cells = cross(&plan, &actions, by, basis);
            Box::new(move |format, out| match format {
                Rendering::Json => {
                    json::write(&object(by.0, basis, CrossedBudget::of(&cells, by.1)), out)
                }
                Rendering::Line => {
                    json::write_lines([object(by.0, basis, CrossedBudget::of(&cells, by.1))], out)
                }
                Rendering::Rows(delimiter) => {
                    cross::plain(&cells, by, lang).write_separated(delimiter, out)
                }
                Rendering::Md => cross::write_markdown(&cells, by, basis, lang, out),
                Rendering::Table => cross::write(&cells, by, basis, lang, screen, out),
            })
        }
        (_, detail) => {
            let most = if detail { 1 } else { 2 };
            return Err(Error::TooManyGroupings { most });
        }
    };
    let rendering = match format {
        Format::Json => Rendering::Json,
        Format::Jsonl => Rendering::Line,
        Format::Csv => Rendering::Rows(b','),
        Format::Tsv => Rendering::Rows(b'\t'),
        Format::Md => Rendering::Md,
        Format::Table => Rendering::Table,
    };
    let is_table = matches!(rendering, Rendering::Table | Rendering::Md);
    args.output.write(actions.len(), context, out, |out| {
        if actions.is_empty() && is_table {
            return Ok(());
        }
        answer(rendering, out)
    })
}

fn object<T>(by: By, basis: Basis, totals: T) -> Versioned<Totals<T>> {
    Totals { basis, by, totals }.into()
}

/// The totals, ready to be written in any form.
type Answer<'a> = Box<dyn Fn(Rendering, &mut dyn Write) -> Result<(), Error> + 'a>;

/// The forms that totals are written in.
#[derive(Debug, Clone, Copy)]
enum Rendering {
    Table,
    Md,
    Json,
    /// JSON on one line.
    Line,
    /// Values separated by this sign.
    Rows(u8),
}

/// The totals then and now, side by side.
fn compare(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let form = args.output.format()?;
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
    let blocks = render::compare::blocks(&compared, by, basis, context.lang);
    let actions = after.selected.len();
    args.output.write(actions, context, out, |out| match form {
        Format::Json => json::write(&object(by, basis, &compared), out),
        Format::Jsonl => json::write_lines([object(by, basis, &compared)], out),
        Format::Csv => {
            render::compare::grid(&compared, by, context.lang).write_separated(b',', out)
        }
        Format::Tsv => {
            render::compare::grid(&compared, by, context.lang).write_separated(b'\t', out)
        }
        Format::Md => blocks::write_markdown(&blocks, out),
        Format::Table => blocks::write_text(&blocks, context.screen, out),
    })
}
