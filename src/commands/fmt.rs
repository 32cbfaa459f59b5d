//! `plan fmt`: the files of actions in one layout, made for reviewing in git.

use std::io::Write;
use std::path::PathBuf;

use crate::commands::context::Context;
use crate::error::Error;
use crate::operations::layout::layout;
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

/// Lay out the files, and name those that were not; the exit code is 1 where any are left otherwise.
///
/// # Errors
/// There is no plan, a path is not in it, or a file cannot be read or written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let source = match args.check {
        true => context.source()?,
        false => context.source_to_change()?,
    };
    let laid_out = layout(&source, context.folder(), &args.paths)?;
    let paths: Vec<String> = laid_out.changes.paths().map(ToString::to_string).collect();
    let mut way_back = Vec::new();
    if !args.check {
        way_back = context.make(source.root(), &laid_out.changes)?;
    }
    let (changed, check) = (paths.len(), args.check);
    context.write_lines(paths, out)?;
    context.say(&Note::LaidOut {
        changed,
        files: laid_out.files,
        check,
    });
    context.say_all(&way_back);
    let is_wrong = !laid_out.wrong.is_empty();
    if is_wrong {
        let files = laid_out.wrong;
        context.say(&Note::LeftAsIs(files));
    }
    Ok(u8::from(is_wrong || (check && changed > 0)))
}
