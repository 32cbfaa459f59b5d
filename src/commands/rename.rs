//! `plan rename`: another id for an action, the references to it following.

use std::io::Write;

use crate::commands::context::Context;
use crate::error::Error;
use crate::model::completion::Completion;
use crate::model::id::ActionId;
use crate::operations::change;
use crate::words::Note;

/// Give an action another id; the actions that refer to it follow
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The action, by its id or the beginning of it
    #[arg(value_name = "ID", add = Completion::Action)]
    id: String,
    /// Its new id
    #[arg(value_name = "NEW")]
    new: String,
}

/// Rename the file and change the references.
///
/// # Errors
/// There is no such action, the new id is none or taken, or a file cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let new: ActionId = args
        .new
        .parse()
        .map_err(|_| Error::NotAnId(args.new.clone()))?;
    let current = context.current_plan()?;
    let action = current.action(&args.id)?;
    let relocation = change::rename(&current, action, &new)?;
    context.judge(&current, &relocation.changes)?;
    let way_back = context.make(current.source.root(), &relocation.changes)?;
    let references = relocation.references.len();
    let renamed = format!("{} → {}", relocation.from, relocation.to);
    context.write_lines([renamed].into_iter().chain(relocation.references), out)?;
    context.say(&Note::Renamed(references));
    context.say_all(&way_back);
    Ok(0)
}
