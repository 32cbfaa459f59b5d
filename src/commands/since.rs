//! `plan since`: where the plan stands since the vote, for the accounts that are due.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::output::{JsonLines, OutputArgs};
use crate::commands::selection::ActionsArgs;
use crate::error::Error;
use crate::load::history::Reading;
use crate::model::budget::Basis;
use crate::model::completion::Completion;
use crate::operations::compare::Compared;
use crate::operations::history::{After, Lives};
use crate::render::answers::diff::{self as differences, Ends};
use crate::render::answers::since::answer;
use crate::render::json;
use crate::view::diff::{Diff, diff};
use crate::view::group::By;
use crate::view::reasons::Reasons;
use crate::view::since::{Sources, StartMoment, review};

/// Tell where the plan stands since the vote: actions, indicators, ends, money, what came and went
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Count from this revision or date [default: the vote that schema/plan.toml names]
    #[arg(value_name = "REV|DATE", add = Completion::Revision)]
    from: Option<String>,
    #[command(flatten)]
    actions: ActionsArgs,
    /// Tell behind it each difference, and the first line of the commits' messages
    #[arg(long)]
    detail: bool,
    /// Tax basis of the amounts [default: the one in schema/plan.toml]
    #[arg(long, value_name = "BASIS")]
    basis: Option<Basis>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Tell where the plan stands.
///
/// # Errors
/// A plan cannot be read, git knows no such moment, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    args.output.format()?;
    let read = &args.actions.selection.read;
    let context = &read.context(context)?;
    let (source, today) = (context.source()?, context.today);
    let reading = Reading::Names;
    let (mut lives, notes) = Lives::of(&source, today, read.allow_invalid, reading)?;
    context.say_all(&notes);
    let after = match &args.from {
        Some(from) => After::Moment(from),
        None => After::Vote,
    };
    let name = lives.moment_name(after).ok_or(Error::NoVote)?.to_owned();
    let all = lives.asked(&Default::default(), after, today)?;
    let (before, earlier) = args.actions.state_then(context, &name)?;
    let question = args.actions.question();
    let now = (args.actions.state(context)?, source.commit());
    let compared = Compared::of(&question, (before, &earlier.id), now, source.root())?;
    context.say_all(compared.note().as_slice());
    let basis = args.basis.unwrap_or(compared.after.plan.settings.basis);
    let identity = compared.identity();
    let difference = Diff {
        words: &compared.words,
        ..diff(
            &compared.before,
            &compared.after,
            &identity,
            By::Axis,
            basis,
        )
    };
    let entries = lives.log.entries.iter().filter(|entry| all.holds(entry));
    let reasons = Reasons {
        log: &lives.log,
        entries: entries.collect(),
        detail: args.detail,
    };
    let sources = Sources {
        before: &compared.before,
        after: &compared.after,
        identity: &identity,
        diff: &difference,
        reasons: &reasons,
    };
    let start = StartMoment {
        is_vote: args.from.is_none(),
        name,
        date: earlier.day,
        commit: earlier.commit.id.clone(),
    };
    let review = review(&sources, start, basis, today);
    let detail = || {
        let words = compared.words.iter();
        let words: Vec<_> = words
            .filter(|word| word.before.is_none() || word.after.is_none())
            .cloned()
            .collect();
        let difference = Diff {
            words: &words,
            ..difference.clone()
        };
        let ends = Ends {
            before: Some(&earlier.commit),
            after: None,
        };
        differences::answer(&difference, ends, By::Axis, basis, context.lang)
    };
    let answer = || answer(&review, args.detail.then(detail), context.lang);
    let object = || json::value(&review);
    let actions = review.all.actions;
    args.output
        .write(actions, answer, object, JsonLines::Whole, context, out)
}
