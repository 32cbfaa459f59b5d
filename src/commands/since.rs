//! `plan since`: where the plan stands since the vote, for the accounts that are due.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::output::{JsonLines, OutputArgs};
use crate::commands::selection::ActionsArgs;
use crate::error::Error;
use crate::load::history::Reading;
use crate::model::budget::Basis;
use crate::model::completion::Completion;
use crate::operations::compare::{Compared, ReadState};
use crate::operations::history::{After, Lives};
use crate::render::answer::Answer;
use crate::render::answers::diff::{self as differences, Ends};
use crate::render::answers::since::answer;
use crate::render::json;
use crate::source::commits::Moment;
use crate::view::diff::diff;
use crate::view::group::By;
use crate::view::reasons::Reasons;
use crate::view::since::{Review, Sources, StartMoment, review};
use crate::words::Lang;

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
    let context = &args.actions.selection.read.context(context)?;
    let from = args.from.as_deref();
    let read = || args.actions.selection.read.state(context);
    let of = (args.basis, args.detail);
    let accounts = Accounts::of(&args.actions, from, read, of, context)?;
    let detail = || accounts.detail(context.lang);
    let review = &accounts.review;
    let answer = || answer(review, args.detail.then(detail), context.lang);
    let object = || json::value(review);
    let actions = review.all.actions;
    args.output
        .write(actions, answer, object, JsonLines::Whole, context, out)
}

/// Where the plan stands, and what it was compared with.
pub struct Accounts {
    /// Where it stands.
    pub review: Review,
    compared: Compared,
    earlier: Moment,
    basis: Basis,
}

impl Accounts {
    /// Where the plan that `context` means and `read` reads stands since a moment, or since the vote.
    ///
    /// # Errors
    /// A plan cannot be read, or git knows no such moment.
    pub fn of(
        actions: &ActionsArgs,
        from: Option<&str>,
        read: impl FnOnce() -> Result<ReadState, Error> + Send,
        (basis, detail): (Option<Basis>, bool),
        context: &Context,
    ) -> Result<Self, Error> {
        let (source, today) = (context.source()?, context.today);
        let (mut lives, cut) = Lives::of(&source, read, Reading::Names)?;
        context.say_all(cut.as_slice());
        let after = match from {
            Some(from) => After::Moment(from),
            None => After::Vote,
        };
        let name = lives.moment_name(after).ok_or(Error::NoVote)?.to_owned();
        let all = lives.asked(&Default::default(), after, today)?;
        let (before, earlier) = actions.state_then(context, &name)?;
        let question = actions.question();
        let (plan, left_out) = (lives.plan.clone(), lives.left_out.clone());
        let now = ReadState {
            plan,
            left_out,
            today,
        };
        let now = (now, source.commit());
        let compared = Compared::of(&question, (before, &earlier.id), now, source.root())?;
        context.say_all(compared.note().as_slice());
        let basis = basis.unwrap_or(compared.after.plan.settings.basis);
        let identity = compared.identity();
        let (old, new, by) = (&compared.before, &compared.after, (By::Axis, basis));
        let difference = diff(old, new, &identity, &compared.words, by);
        let entries = lives.log.entries.iter().filter(|entry| all.holds(entry));
        let reasons = Reasons {
            log: &lives.log,
            entries: entries.collect(),
            detail,
        };
        let sources = Sources {
            before: &compared.before,
            after: &compared.after,
            identity: &identity,
            diff: &difference,
            reasons: &reasons,
        };
        let start = StartMoment {
            is_vote: from.is_none(),
            name,
            date: earlier.day,
            commit: earlier.commit.id.clone(),
        };
        let review = review(&sources, start, basis, today);
        Ok(Self {
            review,
            compared,
            earlier,
            basis,
        })
    }

    /// Each difference, but for the words that both plans have.
    fn detail(&self, lang: Lang) -> Answer {
        let compared = &self.compared;
        let words = compared.words.iter();
        let words = words.filter(|word| word.before.is_none() || word.after.is_none());
        let words: Vec<_> = words.cloned().collect();
        let identity = compared.identity();
        let (old, new, by) = (&compared.before, &compared.after, (By::Axis, self.basis));
        let difference = diff(old, new, &identity, &words, by);
        let ends = Ends {
            before: Some(&self.earlier.commit),
            after: None,
        };
        differences::answer(&difference, ends, By::Axis, self.basis, lang)
    }
}
