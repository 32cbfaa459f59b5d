//! `plan edit`: an action's file in the user's editor, checked when it closes.

use std::env;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::commands::context::Context;
use crate::error::Error;
use crate::finding::{Severity, count};
use crate::model::completion::Completion;
use crate::operations::examine::findings;
use crate::render::findings::terminal;
use crate::words::Note;

/// Open an action's file in the editor (VISUAL or EDITOR) and check it when it closes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The action, by its id or the beginning of it
    #[arg(value_name = "ID", add = Completion::Action)]
    id: String,
}

/// Open the file, then show what is wrong in it: the exit code is 1 where an error is.
///
/// # Errors
/// There is no such action, or the editor fails.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let current = context.current_plan()?;
    let path = current.action(&args.id)?.path();
    open(&current.source.root().join(&path))?;
    report(&path, context, out)
}

/// Show what is wrong in the file at `path`.
///
/// # Errors
/// The plan cannot be read, or the answer not written.
pub fn report(path: &str, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let found = findings(&context.source()?, context.today, path)?;
    terminal::write(&found, context.lang, context.screen.styled, out)?;
    out.flush()?;
    let errors = count(&found, Severity::Error);
    context.say(&Note::Checked {
        path: path.to_owned(),
        errors,
        warnings: found.len() - errors,
    });
    Ok(u8::from(errors > 0))
}

/// Open a file in the user's editor, and wait until it closes.
///
/// # Errors
/// The editor cannot be started, or says that it failed.
pub fn open(file: &Path) -> Result<(), Error> {
    let fallback = if cfg!(windows) { "notepad" } else { "vi" };
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let command = set("VISUAL")
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| fallback.to_owned());
    // An editor may be named with its options: `code --wait`.
    let mut words = command.split_whitespace();
    let status = Command::new(words.next().unwrap_or(fallback))
        .args(words)
        .arg(file)
        .status();
    let failed = |source| Error::Editor {
        command: command.clone(),
        source,
    };
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(failed(None)),
        Err(error) => Err(failed(Some(error))),
    }
}
