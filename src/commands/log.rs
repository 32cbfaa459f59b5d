//! `plan log`: the life of the actions, in fields and not in lines.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::output::{JsonLines, OutputArgs};
use crate::commands::selection::ActionsArgs;
use crate::error::Error;
use crate::load::history::Reading;
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::operations::history::{After, Lives};
use crate::render::json::history::{LogRecord, SlippageRecord};
use crate::render::{answers, json};
use crate::view::column_name::{field, told_fields};
use crate::view::log_answer::LogAnswer;
use crate::view::slippage::{self, Slippage};
use crate::words::Note;

/// Tell the life of actions: who changed which field, when and why
#[derive(Debug, clap::Args)]
#[command(mut_arg("ids", |ids| ids.help("Only these actions, by the names they have or had; `@name`: a view of schema/plan.toml")))]
pub struct Args {
    #[command(flatten)]
    actions: ActionsArgs,
    /// Only these fields, separated by commas, with the time each was as it was; budget: with its total after each change; with --summary: end or budget
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', add = Completion::ToldField)]
    field: Vec<String>,
    /// Only what was done after REV|DATE
    #[arg(long, value_name = "REV|DATE", add = Completion::Revision)]
    since: Option<String>,
    /// Sum up by action how its end and its budget drifted
    #[arg(long)]
    summary: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// Tell the lives.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, git cannot be asked, or the answer not written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    args.output.format()?;
    let fields = fields(args)?;
    let read = &args.actions.selection.read;
    let context = &read.context(context)?;
    let (source, today) = (context.source()?, context.today);
    let question = args.actions.question();
    let is_of_some = !question.ids.is_empty() || question.is_open() || args.since.is_some();
    let reading = if is_of_some {
        Reading::Names
    } else {
        Reading::Whole
    };
    let (mut lives, cut) = Lives::of(&source, || read.state(context), reading)?;
    context.say_all(cut.as_slice());
    let after = match args.since.as_deref() {
        Some(since) => After::Moment(since),
        None if args.summary => After::Vote,
        None => After::Nothing,
    };
    let asked = lives.asked(&question, after, today)?;
    context.say_all(&lives.passed_over(&asked.lives));
    if args.summary {
        return summary(args, &lives.slippage(&asked, fields, today), context, out);
    }
    let entries = lives.log.entries.iter().filter(|entry| asked.holds(entry));
    let basis = lives.plan.settings.basis;
    let telling = LogAnswer::of(entries, fields, basis);
    let count = telling.entries.len();
    if count == 0 {
        context.say(&Note::NoChange);
    }
    let answer = || answers::log::answer(&telling, context.lang);
    let object = || json::value(LogRecord::from(&telling));
    let lines = JsonLines::Of("entries");
    args.output
        .write(count, answer, object, lines, context, out)
}

/// The fields asked for; all where there is none.
fn fields(args: &Args) -> Result<Vec<Column>, Error> {
    let names = args.field.iter();
    if args.summary {
        let known = slippage::FIELDS.into_iter();
        names.map(|name| field(name, known.clone())).collect()
    } else {
        told_fields(&args.field)
    }
}

/// How ends and budgets drifted.
fn summary(
    args: &Args,
    slippage: &Slippage,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Error> {
    let answer = || answers::slippage::answer(slippage, context.lang);
    let object = || json::value(SlippageRecord::from(slippage));
    let (count, lines) = (slippage.slips.len(), JsonLines::Of("actions"));
    args.output
        .write(count, answer, object, lines, context, out)
}
