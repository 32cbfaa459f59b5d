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
    let (program, options) = if Path::new(&command).is_file() {
        (command.clone(), Vec::new())
    } else {
        program(&command, cfg!(windows))
    };
    let status = Command::new(program).args(options).arg(file).status();
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

/// The program and the options of a command, taken apart as shells do: `code --wait`, `"C:\Program Files\ed.exe" -w`.
///
/// In a path of Windows a backslash is no sign of the shell. What no shell could take apart is a program's name.
fn program(command: &str, is_windows: bool) -> (String, Vec<String>) {
    let typed = if is_windows {
        command.replace('\\', "\\\\")
    } else {
        command.to_owned()
    };
    let mut words = shlex::split(&typed).unwrap_or_default().into_iter();
    match words.next() {
        Some(program) => (program, words.collect()),
        None => (command.to_owned(), Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn an_editor_is_named_as_shells_read_it() {
        for (command, is_windows, expected) in [
            ("vi", false, &["vi"][..]),
            ("code --wait", false, &["code", "--wait"]),
            ("'/o pt/ed' -n \"a b\"", false, &["/o pt/ed", "-n", "a b"]),
            ("/o\\ pt/ed", false, &["/o pt/ed"]),
            ("l'éditeur", false, &["l'éditeur"]),
            (
                "C:\\Windows\\notepad.exe",
                true,
                &["C:\\Windows\\notepad.exe"],
            ),
            (
                "\"C:\\Program Files\\ed.exe\" -w",
                true,
                &["C:\\Program Files\\ed.exe", "-w"],
            ),
        ] {
            let (first, rest) = program(command, is_windows);
            let words: Vec<String> = [first].into_iter().chain(rest).collect();
            assert_eq!(words, expected, "{command}");
        }
    }
}
