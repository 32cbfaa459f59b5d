//! `plan budget`: totals that say what they rest on.

use std::cmp::Reverse;
use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use crate::commands::context::Context;
use crate::commands::grouping::grouping;
use crate::commands::output::{JsonLines, OutputArgs};
use crate::commands::selection::ActionsArgs;
use crate::error::Error;
use crate::model::budget::Basis;
use crate::operations::compare::Compared;
use crate::render::answer::Answer;
use crate::render::json::total::{CrossedBudget, Totals};
use crate::render::{answers, json};
use crate::view::breakdown::{cross, details, totals};
use crate::view::compare;
use crate::view::funders::NamedMoney;
use crate::view::group::By;
use crate::words::Note;

/// Total the budgets of the selected actions
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    actions: ActionsArgs,
    /// Group by [default: axis; measure where the selection is within an axis]; two, in rows and
    /// columns: axis,status
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = grouping(|_| true))]
    by: Vec<By>,
    /// Sort the groups: `amount`, the greatest first
    #[arg(long, value_name = "WHAT", conflicts_with = "compare")]
    sort: Option<GroupOrder>,
    /// Show the first COUNT groups only
    #[arg(long, value_name = "COUNT", conflicts_with = "compare")]
    limit: Option<usize>,
    /// Show the lines behind each total
    #[arg(long)]
    detail: bool,
    /// Tax basis of the amounts [default: the one in schema/plan.toml]
    #[arg(long, value_name = "BASIS")]
    basis: Option<Basis>,
    /// Set the totals at REV|DATE beside those of today
    #[arg(long, requires = "at", conflicts_with = "detail")]
    compare: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// An order of groups, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum GroupOrder {
    /// The greatest amount first.
    #[value(
        alias = "montant",
        alias = "budget",
        alias = "amount-",
        alias = "budget-"
    )]
    Amount,
    /// The most actions first.
    #[value(alias = "nombre", alias = "actions-")]
    Actions,
}

/// Total the budgets.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    args.output.format()?;
    if args.compare {
        let ([] | [_]) = args.by[..] else {
            return Err(Error::TooManyGroupings(1));
        };
        let then = args.actions.selection.read.context(context)?;
        let by = args.by.first().copied().unwrap_or(By::Axis);
        let by = (by, args.basis);
        return compare(&args.actions, by, &args.output, &then, context, out);
    }
    let (context, plan, selection) = &args.actions.asked(context)?;
    let default = if selection.is_within_an_axis() {
        By::Measure
    } else {
        By::Axis
    };
    let basis = args.basis.unwrap_or(plan.settings.basis);
    let actions = selection.of(plan);
    let lang = context.lang;
    let by = args.by.first().copied().unwrap_or(default);
    let named = (by == By::Funder && args.by.len() < 2).then(|| NamedMoney::of(&actions, basis));
    let (answer, object) = match (&args.by[..], args.detail) {
        ([] | [_], false) => {
            let mut groups = totals(plan, &actions, by, basis);
            match args.sort {
                Some(GroupOrder::Amount) => {
                    groups
                        .groups
                        .sort_by_key(|group| Reverse(group.total.sum.bounds.map(|(_, most)| most)));
                }
                Some(GroupOrder::Actions) => {
                    groups
                        .groups
                        .sort_by_key(|group| Reverse(group.total.actions));
                }
                None => {}
            }
            let all = groups.groups.len();
            let shown = args.limit.unwrap_or(all).min(all);
            groups.groups.truncate(shown);
            if shown < all {
                context.say(&Note::GroupsOf { shown, all });
            }
            let answer = answers::budget::answer(&groups, named.as_ref(), by, basis, lang);
            (answer, object(by, basis, named, context, &groups))
        }
        ([] | [_], true) => {
            let detailed = details(plan, &actions, by, basis);
            let answer = answers::detail::answer(&detailed, by, basis, lang);
            (answer, object(by, basis, named, context, &detailed))
        }
        ([rows, columns], false) => {
            let by = (*rows, *columns);
            let cells = cross(plan, &actions, by, basis);
            let answer = answers::cross::answer(&cells, by, basis, lang);
            (
                answer,
                object(by.0, basis, None, context, CrossedBudget::of(&cells, by.1)),
            )
        }
        (_, detail) => {
            let most = if detail { 1 } else { 2 };
            return Err(Error::TooManyGroupings(most));
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
    if selection.years().is_some() {
        context.say(&Note::WholeBudgets);
    }
    let count = actions.len();
    args.output
        .write(count, answer, || object, JsonLines::Whole, context, out)
}

/// The totals as an object.
fn object(
    by: By,
    basis: Basis,
    named: Option<NamedMoney>,
    context: &Context,
    totals: impl Serialize,
) -> Result<Value, Error> {
    json::value(Totals {
        basis,
        by,
        named,
        extract: context.extract.clone(),
        left_out: context.left_out.clone().unwrap_or_default(),
        totals,
    })
}

/// Set the totals of `then` beside those of now.
///
/// # Errors
/// One of the plans cannot be read, a value is unknown to both, or the answer cannot be written.
pub fn compare(
    asked: &ActionsArgs,
    (by, basis): (By, Option<Basis>),
    output: &OutputArgs,
    then: &Context,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Error> {
    let read = &asked.selection.read;
    let states = (read.state(then)?, read.state(context)?);
    let source = then.source()?;
    let commit = source.commit().ok_or(Error::NoCommit)?;
    let (before, after) = ((states.0, commit), (states.1, None));
    let compared = Compared::of(&asked.question(), before, after, source.root())?;
    context.say_all(compared.note().as_slice());
    let mut context = context.clone();
    let after = &compared.after.plan;
    // What only the plan of then knows selects nothing now.
    let selection = asked.question().selection(after, context.today).ok();
    context.extract = selection.and_then(|selection| selection.extract(after));
    context.left_out = read.allow_invalid.then(|| compared.left_out.clone());
    let basis = basis.unwrap_or(compared.after.plan.settings.basis);
    let totals = compare::compare(
        &compared.before.totals(by, basis),
        &compared.after.totals(by, basis),
    );
    let answer = || answers::compare::answer(&totals, by, basis, context.lang);
    let object = || object(by, basis, None, &context, &totals);
    let actions = compared.after.selected.len();
    output.write(actions, answer, object, JsonLines::Whole, &context, out)
}
