//! `plan schema`: the file that lets editors complete and check what is typed.

use std::io::Write;

use crate::commands::context::Context;
use crate::document::editor_schema::FILE;
use crate::error::Error;
use crate::operations::examine;
use crate::render::json;
use crate::source::changes::Changes;
use crate::words::Note;

/// Write schema/action.schema.json, by which editors complete and check action files
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write nothing: fail where the file is not up to date
    #[arg(long)]
    check: bool,
    /// Print the schema of what commands answer in JSON instead
    #[arg(long, conflicts_with = "check")]
    answers: bool,
}

/// Write the schema where it differs from the file, or say that it does.
///
/// # Errors
/// The vocabularies have errors, the file cannot be read or written, or `--check` finds it stale.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    if args.answers {
        json::write(&json::schema::answers(), out)?;
        return Ok(0);
    }
    if !args.check {
        context.source_to_change()?;
    }
    let source = context.source()?;
    let (written, fresh) = examine::editor_schema(&source, context.today)?;
    // git may have given the file the line ends of the system.
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    if written.as_deref().map(lines).as_ref() == Some(&fresh) {
        context.say(&Note::UpToDate(FILE));
        return Ok(0);
    }
    if args.check {
        return Err(Error::Stale(FILE));
    }
    let mut changes = Changes::default();
    changes.put(FILE, written, fresh.into_bytes())?;
    changes.write(source.root())?;
    context.say(&Note::SchemaWritten(FILE));
    Ok(0)
}
