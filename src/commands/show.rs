//! `plan show`: actions whole.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::output::{JsonLines, OutputArgs, headings};
use crate::commands::selection::ReadArgs;
use crate::error::Error;
use crate::model::action::Action;
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::render::answer::Answer;
use crate::render::answers::{list, sheet};
use crate::render::json;
use crate::render::json::action::ActionRecord;
use crate::view::columns::{Row, names_only};
use crate::view::listing::Listing;
use crate::view::question::named;
use crate::view::select::Selection;

/// Show actions whole
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Actions, by their ids or the beginning of them
    #[arg(value_name = "ID", required = true, add = Completion::Action)]
    ids: Vec<String>,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Show the actions that are named.
///
/// # Errors
/// The plan cannot be read, an id is no action's, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = args.output.format()?;
    let (context, plan) = args.read.plan(context)?;
    let context = &context;
    // People read them in the order in which they asked for them, each once.
    let mut actions: Vec<&Action> = Vec::new();
    for id in &args.ids {
        let action = named(&plan, id)?;
        if !actions.iter().any(|shown| shown.id == action.id) {
            actions.push(action);
        }
    }
    // Programs read them in the plan's.
    if !format.is_for_people() {
        let is_asked = |action: &&Action| actions.iter().any(|asked| asked.id == action.id);
        actions = plan.actions.iter().filter(is_asked).collect();
    }
    let basis = plan.settings.basis;
    let rows = Row::all(&plan, &actions, basis);
    let keys = json::action::keys(true);
    if format.is_rows() {
        context.say_all(names_only(&rows).as_slice());
    }
    let answer = || {
        if !format.is_rows() {
            let blocks = rows
                .iter()
                .flat_map(|row| sheet::blocks(row, true, context.lang));
            return blocks.collect::<Vec<_>>().into();
        }
        let listing = Listing::of(
            &plan,
            &Selection::default(),
            rows.clone(),
            None,
            Column::all().collect(),
        );
        let titles = headings(&listing.columns, &plan, context);
        Answer::of(list::values(&listing, &titles, context.lang))
    };
    let object = || json::elements(rows.iter().map(|row| ActionRecord::of(row, &keys)));
    let lines = JsonLines::Elements;
    args.output
        .write(rows.len(), answer, object, lines, context, out)
}
