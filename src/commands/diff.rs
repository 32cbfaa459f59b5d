//! `plan diff`: what changed between two states of the plan, as an official would say it.

use std::io::Write;
use std::path::Path;

use crate::commands::context::Context;
use crate::commands::grouping::grouping;
use crate::commands::output::{JsonLines, OutputArgs};
use crate::commands::selection::ActionsArgs;
use crate::error::Error;
use crate::model::budget::Basis;
use crate::model::completion::Completion;
use crate::operations::compare::Compared;
use crate::render::answers::diff::{Ends, answer};
use crate::render::json;
use crate::render::json::history::DiffRecord;
use crate::source::git::Repository;
use crate::view::diff::diff;
use crate::view::group::By;

/// Tell what changed between two revisions or dates, or since one
#[derive(Debug, clap::Args)]
pub struct Args {
    /// From A to B, revisions or dates; without B to the files as they are; A...B: from where B left A [default: HEAD]
    #[arg(
        value_name = "A[..B]",
        default_value = "HEAD",
        hide_default_value = true, add = Completion::Revision)]
    range: String,
    #[command(flatten)]
    actions: ActionsArgs,
    /// Group the totals by [default: axis]
    #[arg(long, value_name = "WHAT", value_parser = grouping(|_| true))]
    by: Option<By>,
    /// Tax basis of the amounts [default: the one in schema/plan.toml]
    #[arg(long, value_name = "BASIS")]
    basis: Option<Basis>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Tell what changed.
///
/// # Errors
/// A plan cannot be read, git knows no such moment, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    args.output.format()?;
    let (from, to) = range(args, context)?;
    let (before, earlier) = args.actions.state_then(context, &from)?;
    let (after, later) = match to {
        Some(to) => args
            .actions
            .state_then(context, &to)
            .map(|(after, later)| (after, Some(later)))?,
        None => (args.actions.selection.read.state(context)?, None),
    };
    let (question, source) = (args.actions.question(), context.source()?);
    let after = (after, later.as_ref().map(|moment| &moment.id));
    let compared = Compared::of(&question, (before, &earlier.id), after, source.root());
    let compared = compared
        .map_err(|error| two_revisions(&args.range, &question.ids, source.root(), error))?;
    context.say_all(compared.note().as_slice());
    let by = args.by.unwrap_or(By::Axis);
    let basis = args.basis.unwrap_or(compared.after.plan.settings.basis);
    let identity = compared.identity();
    let (old, new) = (&compared.before, &compared.after);
    let difference = diff(old, new, &identity, &compared.words, (by, basis));
    let ends = Ends {
        before: Some(&earlier.commit),
        after: later.as_ref().map(|moment| &moment.commit),
    };
    let answer = || answer(&difference, ends, by, basis, context.lang);
    let object = || json::value(DiffRecord::of(&difference, ends, by, basis));
    let actions = difference.actions.len();
    args.output
        .write(actions, answer, object, JsonLines::Whole, context, out)
}

/// Says what was meant, where the action that nobody knows is a revision.
fn two_revisions(range: &str, ids: &[String], root: &Path, error: Error) -> Error {
    match (error, ids) {
        (Error::UnknownId { .. }, [after])
            if !range.contains("..")
                && Repository::around(root).is_ok_and(|git| git.moment(after).is_ok()) =>
        {
            Error::TwoRevisions {
                before: range.to_owned(),
                after: after.clone(),
            }
        }
        (error, _) => error,
    }
}

/// The two moments; the later one is none for the files as they are.
fn range(args: &Args, context: &Context) -> Result<(String, Option<String>), Error> {
    let or_head = |name: &str| {
        let name = if name.is_empty() { "HEAD" } else { name };
        name.to_owned()
    };
    if let Some(at) = args.actions.selection.read.at.as_ref()
        && args.range.contains("..")
    {
        return Err(Error::TwoEnds {
            range: args.range.clone(),
            at: at.clone(),
        });
    }
    if let Some((from, to)) = args.range.split_once("...") {
        let (from, to) = (or_head(from), or_head(to));
        let base = Repository::around(context.source()?.root())?.merge_base(&from, &to)?;
        return Ok((base.to_string(), Some(to)));
    }
    match args.range.split_once("..") {
        Some((from, to)) => Ok((or_head(from), Some(or_head(to)))),
        None => Ok((or_head(&args.range), args.actions.selection.read.at.clone())),
    }
}
