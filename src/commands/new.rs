//! `plan new`: a new action, from its title.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::edit::{open, report};
use crate::error::Error;
use crate::model::completion::Completion;
use crate::model::id::ActionId;
use crate::operations::change;
use crate::words::Note;

/// Begin an action: a file with its title and theme, and a comment for each key that may follow
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The title
    #[arg(value_name = "TITLE")]
    title: String,
    /// The measure it belongs to
    #[arg(long, value_name = "CODE", add = Completion::Measure)]
    measure: String,
    /// Its themes, the main one first
    #[arg(long, value_name = "NAME", required = true, add = Completion::Theme)]
    theme: Vec<String>,
    /// Its id [default: made of the title]
    #[arg(long, value_name = "ID", add = Completion::Action)]
    id: Option<String>,
    /// Open it in the editor (VISUAL or EDITOR), and check it when it closes
    #[arg(long)]
    edit: bool,
}

/// Write the file.
///
/// # Errors
/// The measure, a theme or the id is none, the id is taken, or the file cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let title = args.title.trim();
    let id = match &args.id {
        Some(id) => id.parse().map_err(|_| Error::NotAnId(id.clone()))?,
        None => ActionId::of_title(title).ok_or_else(|| Error::NoSlug(title.to_owned()))?,
    };
    let current = context.current_plan()?;
    let (changes, path) = change::begin(&current, &id, title, &args.measure, &args.theme)?;
    context.judge(&current, &changes)?;
    changes.write(current.source.root())?;
    context.write_lines([path.clone()], out)?;
    if args.edit {
        open(&current.source.root().join(&path))?;
        return report(&path, context, out);
    }
    context.say(&Note::Begun);
    Ok(0)
}
