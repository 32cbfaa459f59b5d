//! `plan new`: a new action, from its title.

use std::io::Write;

use crate::commands::change::Present;
use crate::commands::context::Context;
use crate::commands::edit::{open, report};
use crate::document::Document;
use crate::document::fragment::line;
use crate::document::template;
use crate::error::Error;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::vocabulary::VocabularyEntry;
use crate::source::changes::Changes;
use crate::words::Note;

/// Begin an action: a file with its title and theme, and a comment for each key that may follow
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The title
    #[arg(value_name = "TITLE")]
    title: String,
    /// The measure it belongs to
    #[arg(long, value_name = "CODE")]
    measure: String,
    /// Its themes, the main one first
    #[arg(long, value_name = "NAME", required = true)]
    theme: Vec<String>,
    /// Its id [default: made of the title]
    #[arg(long, value_name = "ID")]
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
        Some(id) => id.parse().map_err(|_| Error::NotAnId { id: id.clone() })?,
        None => ActionId::of_title(title).ok_or_else(|| Error::NoSlug {
            title: title.to_owned(),
        })?,
    };
    let present = Present::new(context)?;
    let words = &present.plan.words;
    let measure: Option<MeasureKey> = args.measure.parse().ok();
    let measure = measure
        .and_then(|key| words.catalogue.measure(&key))
        .ok_or_else(|| Error::UnknownMeasure {
            code: args.measure.clone(),
            nearest: words.catalogue.nearest(&args.measure),
        })?;
    let mut themes = Vec::new();
    for typed in &args.theme {
        let theme = words
            .themes
            .find(typed)
            .ok_or_else(|| Error::UnknownValue {
                flag: "theme",
                value: typed.clone(),
                nearest: words.themes.nearest(typed),
            })?;
        if !themes.contains(&line(theme.name())) {
            themes.push(line(theme.name()));
        }
    }
    let taken = present.plan.actions.iter().find(|other| other.id == id);
    if let Some(taken) = taken {
        return Err(Error::Exists {
            path: present.source.root().join(taken.path()),
        });
    }
    let rest = template::keys(&present.plan.settings, words);
    let text = format!(
        "title = {}\nthemes = [{}]\n{rest}",
        line(title),
        themes.join(", "),
    );
    let path = format!("actions/{}/{id}.toml", measure.key);
    let mut changes = Changes::default();
    changes.put(&path, None, Document::of(&text).layout().into_bytes())?;
    present.judge(&changes, context)?;
    changes.write(present.source.root())?;
    writeln!(out, "{path}")?;
    out.flush()?;
    if args.edit {
        open(&present.source.root().join(&path))?;
        return report(&path, context, out);
    }
    context.say(&Note::Begun);
    Ok(0)
}
