//! `plan check`: every mistake of every file, at its line and column.

use std::io::Write;

use crate::commands::context::Context;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::format::findings;
use crate::messages::Note;

/// Check the plan's files and show each mistake at its line and column
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Read the plan as it was: at a revision (commit, tag, branch) or at the end of a day (2024-12-31), month or year
    #[arg(long, value_name = "REV|DATE")]
    at: Option<String>,
}

/// Check the plan: the exit code is 1 where there are errors.
///
/// # Errors
/// The plan cannot be read, or the answer not written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let context = &context.at(args.at.as_deref())?;
    let (found, files) = context.findings()?;
    findings::write(&found, context.lang, context.screen.styled, out)?;
    out.flush()?;
    let count = |severity| {
        let matching = found
            .iter()
            .filter(|placed| placed.diagnostic.finding.severity() == severity);
        matching.count()
    };
    let errors = count(Severity::Error);
    if found.is_empty() {
        context.say(&Note::Clean { files });
    } else {
        let mut paths: Vec<&str> = found
            .iter()
            .map(|placed| placed.diagnostic.place.file.as_str())
            .collect();
        paths.dedup();
        context.say(&Note::Found {
            errors,
            warnings: count(Severity::Warning),
            files_with: paths.len(),
            files,
        });
    }
    Ok(u8::from(errors > 0))
}
