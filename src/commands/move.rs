//! `plan move`: an action under another measure, its id kept.

use std::io::Write;

use crate::commands::context::Context;
use crate::error::Error;
use crate::model::completion::Completion;
use crate::operations::change;
use crate::words::Note;

/// Put an action under another measure; its id stays
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The action, by its id or the beginning of it
    #[arg(value_name = "ID", add = Completion::Action)]
    id: String,
    /// The measure, by its code
    #[arg(value_name = "MEASURE", add = Completion::Measure)]
    measure: String,
}

/// Move the file.
///
/// # Errors
/// There is no such action or measure, or the file cannot be moved.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let current = context.current_plan()?;
    let action = current.action(&args.id)?;
    let measure = current.measure(&args.measure)?;
    let relocation = change::put_under(&current, action, measure)?;
    if relocation.changes.is_empty() {
        context.say(&Note::Changed {
            actions: 0,
            waits: false,
        });
        return Ok(0);
    }
    context.judge(&current, &relocation.changes)?;
    let way_back = context.make(current.source.root(), &relocation.changes)?;
    context.write_lines([format!("{} → {}", relocation.from, relocation.to)], out)?;
    context.say(&Note::Moved {
        measure: measure.key.to_string(),
        title: measure.title.clone(),
    });
    context.say_all(&way_back);
    Ok(0)
}
