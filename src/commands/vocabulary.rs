//! `plan vocabulary`: the words of the plan, listed and changed, the actions with them.

use std::io::Write;

use clap::ValueEnum;

use crate::commands::context::Context;

use crate::document::editor_schema::FILE;
use crate::error::Error;
use crate::finding::VocabularyName;
use crate::model::vocabulary::Role;
use crate::operations::examine;
use crate::operations::vocabulary::{WordChange, change};
use crate::render::answers::word_list;
use crate::view::word_uses::{WordList, uses};
use crate::words::Note;

/// List or change the plan's words: list LIST, add LIST NAME, rename OLD NEW, combine OLD KEPT, retitle CODE TITLE
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do
    #[arg(value_name = "VERB")]
    verb: Verb,
    /// The list (actors, themes, statuses, measures, axes), the names, or the code and its title
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// The part that a new actor mostly plays
    #[arg(long, value_name = "ROLE")]
    kind: Option<Role>,
}

/// What is done to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Verb {
    /// Show them, with how many actions use each.
    #[value(alias = "lister")]
    List,
    /// Add one.
    #[value(alias = "ajouter")]
    Add,
    /// Call one otherwise, everywhere.
    #[value(alias = "renommer")]
    Rename,
    /// Make one of two.
    #[value(alias = "fusionner", alias = "reunir", alias = "merge")]
    Combine,
    /// Give a measure or an axis another title.
    #[value(alias = "intituler")]
    Retitle,
}

/// List the words, or change them.
///
/// # Errors
/// A word is unknown to the plan, the plan would have an error that it has not now, or a file cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let current = context.current_plan()?;
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    let asked = match (args.verb, &words[..]) {
        (Verb::List, lists) => {
            let lists = match lists {
                [] => WordList::value_variants().to_vec(),
                lists => lists
                    .iter()
                    .map(|list| word_list_named(list))
                    .collect::<Result<_, _>>()?,
            };
            for list in lists {
                let uses = uses(&current.plan, list);
                context.write(&word_list::blocks(list, &uses, context.lang), out)?;
            }
            return Ok(0);
        }
        (Verb::Add, [list, name]) => match word_list_named(list)? {
            WordList::Actors => WordChange::Add(VocabularyName::Actors, name, args.kind),
            WordList::Themes => WordChange::Add(VocabularyName::Themes, name, None),
            // What a status means, and where a measure stands, is more than a name.
            WordList::Statuses | WordList::Measures | WordList::Axes => {
                return Err(Error::WordsWanted);
            }
        },
        (Verb::Rename, [old, new]) => WordChange::Rename(old, new),
        (Verb::Combine, [old, kept]) => WordChange::Combine(old, kept),
        (Verb::Retitle, [code, title]) => WordChange::Retitle(code, title),
        _ => return Err(Error::WordsWanted),
    };
    let mut changes = change(&current, &asked)?;
    let after = changes.over(current.source.clone());
    // The editors know the words too.
    if let (Some(written), fresh) = examine::editor_schema(&after, context.today)? {
        changes.put(FILE, Some(written), fresh.into_bytes())?;
    }
    context.judge(&current, &changes)?;
    let paths: Vec<String> = changes.paths().map(ToString::to_string).collect();
    let way_back = context.make(current.source.root(), &changes)?;
    let files = paths.len();
    context.write_lines(paths, out)?;
    context.say(&Note::WordsChanged { files });
    context.say_all(&way_back);
    Ok(0)
}

fn word_list_named(name: &str) -> Result<WordList, Error> {
    WordList::from_str(name, true).map_err(|_| Error::WordsWanted)
}
