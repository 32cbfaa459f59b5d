//! `plan set`: values of actions, changed in their files.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::model::completion::Completion;
use crate::operations::assignment::Assignment;
use crate::operations::change;
use crate::render::answers::edits;
use crate::words::Note;

/// Change values of actions: KEY=VALUE, LIST+=NAME, LIST-=NAME, KEY= to empty it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The actions by their ids or the beginning of them, and what to change
    #[arg(value_name = "ID|KEY=VALUE", required = true, add = Completion::ActionOrAssignment)]
    words: Vec<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Write the changes of a selection, which are else only shown
    #[arg(long)]
    write: bool,
}

/// Change the actions: those that are named at once, those of a selection only where it is asked for.
///
/// # Errors
/// A word is unknown to the plan, the plan would have an error that it has not now, or a file cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let (assignments, ids): (Vec<_>, Vec<_>) =
        args.words.iter().partition(|word| word.contains('='));
    let assignments = assignments
        .into_iter()
        .map(|word| word.parse())
        .collect::<Result<Vec<Assignment>, _>>()
        .map(Assignment::paired)?;
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let question = args.selection.question(&ids);
    let is_selection = question.is_open();
    if assignments.is_empty() || (ids.is_empty() && !is_selection) {
        return Err(Error::NothingNamed);
    }
    if args.selection.read.at.is_some() {
        return Err(Error::PastIsPast);
    }
    let current = context.current_plan()?;
    let marked = match &ids[..] {
        [id] => current.in_conflict(id),
        _ => None,
    };
    let (changes, changed) = if let Some(path) = marked {
        change::settle(&current, path, &assignments)?
    } else {
        for id in &ids {
            current.refuse_unreadable(id)?;
        }
        let selection = question.selection(&current.plan, context.today)?;
        context.say_all(selection.emptied(&current.plan).as_slice());
        let actions = selection.of(&current.plan);
        change::set(&current, &actions, &assignments)?
    };
    context.judge(&current, &changes)?;
    let waits = is_selection && !args.write;
    let way_back = match waits {
        true => Vec::new(),
        false => context.make(current.source.root(), &changes)?,
    };
    context.write(&edits::blocks(&changed, context.lang), out)?;
    context.say(&Note::Changed {
        actions: changed.len(),
        waits,
    });
    context.say_all(&way_back);
    Ok(0)
}
