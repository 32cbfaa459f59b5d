//! `plan blame`: who last set each field of an action.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::output::{Format, JsonLines, OutputArgs};
use crate::commands::selection::ReadArgs;
use crate::error::Error;
use crate::load::history::Reading;
use crate::model::completion::Completion;
use crate::operations::history::Lives;
use crate::render::json::history::BlameRecord;
use crate::render::{answers, json};
use crate::view::blame::{blame, by_commit};
use crate::view::column_name::told_fields;
use crate::view::log::LogEntry;

/// Tell who last set each field of an action, when and why
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The action, by the name that it has or had, or the beginning of it
    #[arg(value_name = "ID", add = Completion::Action)]
    id: String,
    /// Only these fields, separated by commas
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', add = Completion::ToldField)]
    field: Vec<String>,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Tell who set the fields.
///
/// # Errors
/// The plan cannot be read, the id is no action's, git cannot be asked, or the answer not written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = args.output.format()?;
    let fields = told_fields(&args.field)?;
    let context = &args.read.context(context)?;
    let source = context.source()?;
    let (mut lives, cut) = Lives::of(&source, || args.read.state(context), Reading::Names)?;
    context.say_all(cut.as_slice());
    let life = lives.log.lives.life(&lives.action(&args.id)?.id);
    lives.tell(&life.into_iter().collect(), None)?;
    let action = lives.action(&args.id)?;
    let life = lives.log.lives.life(&action.id);
    let entries: Vec<&LogEntry> = lives
        .log
        .entries
        .iter()
        .filter(|entry| Some(entry.life) == life)
        .collect();
    context.say_all(&lives.passed_over(&life.into_iter().collect()));
    let mut sets = blame(&action.sheet, &entries);
    sets.retain(|set| fields.is_empty() || fields.contains(&set.change.field.column));
    let lang = context.lang;
    let is_page = format != Format::Table;
    let answer = || answers::blame::answer(&sets, &by_commit(&sets, &entries), is_page, lang);
    let object = || json::value(BlameRecord::of(&action.id, &sets));
    let lines = JsonLines::Of("fields");
    args.output.write(1, answer, object, lines, context, out)
}
