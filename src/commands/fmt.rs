//! `plan fmt`: the files of actions in one layout, made for reviewing in git.

use std::io::Write;
use std::path::PathBuf;

use crate::commands::context::Context;
use crate::error::Error;
use crate::load::canonical::laid_out;
use crate::operations::scope::entries;
use crate::source::changes::Changes;
use crate::source::{Entry, Source};
use crate::words::Note;

/// Lay out the files of actions in the one way that reads best in git
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; fail where a file is not laid out
    #[arg(long)]
    check: bool,
}

/// How a file stands to its layout.
enum State {
    LaidOut,
    /// What the file holds, and its layout.
    Other(Vec<u8>, String),
    /// What it means is not sure.
    Wrong,
}

/// Lay out the files, and name those that were not; the exit code is 1 where any are left otherwise.
///
/// # Errors
/// There is no plan, a path is not in it, or a file cannot be read or written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let source = match args.check {
        true => context.source()?,
        false => context.source_to_change()?,
    };
    let entries = entries(&source, context.folder(), &args.paths)?;
    let states = source.read_all(&entries, |entry, bytes| state(&source, entry, bytes));
    let mut changed = 0;
    let mut changes = Changes::default();
    let mut wrong = Vec::new();
    for (entry, state) in entries.iter().zip(states) {
        match state? {
            State::LaidOut => {}
            State::Wrong => wrong.push(entry.path.clone()),
            State::Other(before, layout) => {
                changed += 1;
                changes.put(&entry.path, Some(before), layout.into_bytes())?;
            }
        }
    }
    if !args.check {
        changes.write(source.root())?;
    }
    context.write_lines(changes.paths().map(ToString::to_string), out)?;
    let files = entries.len() - wrong.len();
    let failed = !wrong.is_empty() || (args.check && changed > 0);
    context.say(&Note::LaidOut {
        changed,
        files,
        check: args.check,
    });
    if !wrong.is_empty() {
        context.say(&Note::LeftAsIs { files: wrong });
    }
    Ok(u8::from(failed))
}

fn state(source: &Source, entry: &Entry, bytes: std::io::Result<Vec<u8>>) -> Result<State, Error> {
    let bytes = bytes.map_err(|error| Error::Read {
        path: source.root().join(&entry.path),
        source: error,
    })?;
    Ok(match laid_out(&bytes) {
        None => State::Wrong,
        Some(layout) if layout.as_bytes() == bytes => State::LaidOut,
        Some(layout) => State::Other(bytes, layout),
    })
}
