//! `plan status`: the plan on one screen.

use std::io::Write;

use crate::commands::budget::compare;
use crate::commands::context::Context;
use crate::commands::output::{JsonLines, OutputArgs};
use crate::commands::selection::ActionsArgs;
use crate::error::Error;
use crate::model::completion::Completion;
use crate::render::answers::glance::{self, Frame};
use crate::render::json::{self, total::StatusRecord};
use crate::view::glance::Glance;
use crate::view::group::By;

/// Show the plan at a glance: progress, budgets, deadlines, what the files lack
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    actions: ActionsArgs,
    /// How many days ahead deadlines are counted
    #[arg(
        long,
        value_name = "DAYS",
        default_value_t = 90,
        allow_negative_numbers = true
    )]
    within: u32,
    /// Set how far the plan was at REV|DATE beside how far it is
    #[arg(long, value_name = "REV|DATE", conflicts_with_all = ["at", "within"], add = Completion::Revision)]
    compare: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Show the plan at a glance.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = args.output.format()?;
    if let Some(when) = &args.compare {
        let then = context.at(Some(when))?;
        let by = (By::Status, None);
        return compare(&args.actions, by, &args.output, &then, context, out);
    }
    let at = args.actions.selection.read.at.as_ref();
    let at = at.map(|when| format!("--at {when}")).unwrap_or_default();
    let day = context.day();
    let (context, plan, selection) = &args.actions.asked(context)?;
    let actions = selection.of(plan);
    let glance = Glance::of(plan, &actions, context.today, args.within);
    let frame = Frame {
        settings: &plan.settings,
        selection: selection.typed(),
        at,
        day,
        today: context.today,
        days: args.within,
        lang: context.lang,
    };
    let answer = || glance::answer(&glance, &frame);
    let object = || json::value(StatusRecord::of(&glance, &frame));
    let count = actions.len();
    let mut context = context.clone();
    // Its head says for people which part of the plan it is of.
    context.extract = context.extract.filter(|_| !format.is_for_people());
    args.output
        .write(count, answer, object, JsonLines::Whole, &context, out)
}
