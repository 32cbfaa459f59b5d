//! `plan rename`: another id for an action, the references to it following.

use std::io::Write;

use crate::commands::change::{Present, kept_in_layout};
use crate::commands::context::Context;
use crate::document::Document;
use crate::error::Error;
use crate::finding::At;
use crate::model::id::ActionId;
use crate::source::changes::Changes;
use crate::words::Note;

/// Give an action another id; the actions that refer to it follow
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The action, by its id or the beginning of it
    #[arg(value_name = "ID")]
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
    let new: ActionId = args.new.parse().map_err(|_| Error::NotAnId {
        id: args.new.clone(),
    })?;
    let present = Present::new(context)?;
    let action = present.action(&args.id, context)?;
    let from = action.path();
    let to = format!("actions/{}/{new}.toml", action.measure);
    let taken = present.plan.actions.iter().find(|other| other.id == new);
    if let Some(taken) = taken {
        return Err(Error::Exists {
            path: present.source.root().join(taken.path()),
        });
    }
    let mut changes = Changes::default();
    let mut following = Vec::new();
    for other in &present.plan.actions {
        let keys: Vec<String> = other.sheet.references_to(&action.id).collect();
        if keys.is_empty() {
            continue;
        }
        let path = other.path();
        let (before, text) = present.text(&path)?;
        let document = Document::of(&text);
        let splices = keys.into_iter().filter_map(|key| {
            let found = document.span(&At::Value(key))?;
            Some((found, format!("\"{new}\"")))
        });
        let after = document.spliced(splices);
        let after = kept_in_layout(&before, after);
        changes.put(&path, Some(before), after.into_bytes())?;
        following.push(path);
    }
    let (bytes, _) = present.text(&from)?;
    let held = changes.held(&from).map_or(bytes, <[u8]>::to_vec);
    changes.shift(&from, &to, held)?;
    present.judge(&changes, context)?;
    changes.write(present.source.root())?;
    writeln!(out, "{from} → {to}")?;
    for path in &following {
        writeln!(out, "{}", changes.place_of(path))?;
    }
    out.flush()?;
    context.say(&Note::Renamed {
        references: following.len(),
    });
    Ok(0)
}
