//! `plan move`: an action under another measure, its id kept.

use std::io::Write;

use crate::commands::change::Present;
use crate::commands::context::Context;
use crate::error::Error;
use crate::model::id::MeasureKey;
use crate::source::changes::Changes;
use crate::words::Note;

/// Put an action under another measure; its id stays
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The action, by its id or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// The measure, by its code
    #[arg(value_name = "MEASURE")]
    measure: String,
}

/// Move the file.
///
/// # Errors
/// There is no such action or measure, or the file cannot be moved.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let present = Present::new(context)?;
    let action = present.action(&args.id, context)?;
    let catalogue = &present.plan.words.catalogue;
    let measure: Option<MeasureKey> = args.measure.parse().ok();
    let measure = measure
        .and_then(|key| catalogue.measure(&key))
        .ok_or_else(|| Error::UnknownMeasure {
            code: args.measure.clone(),
            nearest: catalogue.nearest(&args.measure),
        })?;
    let from = action.path();
    let to = format!("actions/{}/{}.toml", measure.key, action.id);
    if from == to {
        context.say(&Note::Changed {
            actions: 0,
            waits: false,
        });
        return Ok(0);
    }
    let mut changes = Changes::default();
    let bytes = present.source.read(&present.source.entry(&from));
    let bytes = bytes.map_err(|source| Error::Read {
        path: present.source.root().join(&from),
        source,
    })?;
    changes.shift(&from, &to, bytes)?;
    present.judge(&changes, context)?;
    changes.write(present.source.root())?;
    writeln!(out, "{from} → {to}")?;
    out.flush()?;
    context.say(&Note::Moved {
        measure: measure.key.to_string(),
        title: measure.title.clone(),
    });
    Ok(0)
}
