//! `plan set`: values of actions, changed in their files.

use std::io::Write;

use crate::commands::change::{Present, kept_in_layout};
use crate::commands::context::Context;
use crate::commands::selection::SelectionArgs;
use crate::document::assignment::Assignment;
use crate::document::edit::edit;
use crate::document::value_text::held;
use crate::error::Error;
use crate::render::edits::{ChangedFile, write};
use crate::source::changes::Changes;
use crate::words::Note;

/// Change values of actions: KEY=VALUE, LIST+=NAME, LIST-=NAME, KEY= to empty it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The actions by their ids or the beginning of them, and what to change
    #[arg(value_name = "ID|KEY=VALUE", required = true)]
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
        .collect::<Result<Vec<Assignment>, _>>()?;
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let is_selection =
        args.selection.question.narrows() || ids.iter().any(|id| id.starts_with('@'));
    if assignments.is_empty() || (ids.is_empty() && !is_selection) {
        return Err(Error::NothingNamed);
    }
    if args.selection.at.is_some() {
        return Err(Error::PastIsPast);
    }
    let present = Present::new(context)?;
    for id in &ids {
        present.is_readable(id)?;
    }
    let selection = args.selection.within(&ids, &present.plan, context)?;
    let mut changes = Changes::default();
    let mut shown = Vec::new();
    for action in selection.of(&present.plan) {
        let path = action.path();
        let (before, text) = present.text(&path)?;
        let mut after = text.clone();
        for assignment in &assignments {
            let wanted = assignment.wanted(&after, &present.plan.words)?;
            after = edit(&after, &assignment.key, &wanted);
        }
        if after == text {
            continue;
        }
        let mut keys: Vec<&str> = assignments.iter().map(|one| one.key.as_str()).collect();
        keys.dedup();
        shown.push(ChangedFile {
            path: path.clone(),
            keys: keys
                .into_iter()
                .map(|key| (key.to_owned(), held(&text, key), held(&after, key)))
                .collect(),
        });
        let after = kept_in_layout(&before, after);
        changes.put(&path, Some(before), after.into_bytes())?;
    }
    present.judge(&changes, context)?;
    let waits = is_selection && !args.write;
    if !waits {
        changes.write(present.source.root())?;
    }
    write(&shown, context.lang, out)?;
    out.flush()?;
    context.say(&Note::Changed {
        actions: shown.len(),
        waits,
    });
    Ok(0)
}
