//! `plan new`: a new action, from its title.

use std::io::{BufRead, IsTerminal, Write, stdin};

use crate::commands::context::Context;
use crate::commands::edit::{open, report};
use crate::error::Error;
use crate::model::candidate::Candidate;
use crate::model::completion::Completion;
use crate::model::id::ActionId;
use crate::model::key::Key;
use crate::model::vocabulary::VocabularyEntry;
use crate::operations::assignment::Assignment;
use crate::operations::change;
use crate::view::question::each;
use crate::words::Note;

/// Begin an action: a file with its title, theme and what else is known, and a comment for each key that may follow
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The title
    #[arg(value_name = "TITLE")]
    title: String,
    /// What else is known of it, as for plan set
    #[arg(value_name = "KEY=VALUE", add = Completion::Assignment)]
    values: Vec<String>,
    /// The measure it belongs to; asked for on a terminal
    #[arg(long, value_name = "CODE", add = Completion::Measure)]
    measure: Option<String>,
    /// Its themes, the main one first; asked for on a terminal
    #[arg(long, value_name = "NAME", add = Completion::Theme)]
    theme: Vec<String>,
    /// The actions that it takes the place of, split or combined
    #[arg(long, value_name = "ID", add = Completion::Action)]
    replaces: Vec<String>,
    /// Its id [default: made of the title]
    #[arg(long, value_name = "ID", add = Completion::Action)]
    id: Option<String>,
    /// Open it in the editor (VISUAL or EDITOR), and check it when it closes
    #[arg(long)]
    edit: bool,
}

/// What a person on a terminal answers, out of `known`, where the command line does not say it.
///
/// # Errors
/// Nobody can be asked, or nothing is answered.
fn asked(option: &'static str, known: Vec<Candidate>, context: &Context) -> Result<String, Error> {
    let mut answer = String::new();
    if stdin().is_terminal() {
        context.remark(&context.lang.choice_of(option, &known));
        stdin().lock().read_line(&mut answer)?;
    }
    match answer.trim() {
        "" => Err(Error::Unsaid { option, known }),
        answer => Ok(answer.to_owned()),
    }
}

/// Write the file.
///
/// # Errors
/// The measure, a theme or the id is none, the id is taken, or the file cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let title = args.title.trim();
    let id = match &args.id {
        Some(id) => id.parse().map_err(|_| Error::NotAnId(id.clone()))?,
        None => ActionId::of_title(title).ok_or_else(|| Error::NoSlug(title.to_owned()))?,
    };
    let values = args.values.iter().map(|value| value.parse());
    let mut values = values.collect::<Result<Vec<Assignment>, _>>()?;
    let current = context.current_plan()?;
    let words = &current.plan.words;
    let measure = match &args.measure {
        Some(measure) => measure.clone(),
        None => asked("measure", words.catalogue.candidates(), context)?,
    };
    current.measure(&measure)?;
    let mut themes = args.theme.clone();
    if themes.is_empty() && !values.iter().any(|value| value.key == Key::Themes.name()) {
        let known = words.themes.entries().iter().map(VocabularyEntry::name);
        themes.push(asked("theme", Candidate::bare(known), context)?);
    }
    if !args.replaces.is_empty() {
        let ids = each(&args.replaces, |id| Ok(current.action(id)?.id.to_string()))?;
        values.push(format!("replaces={}", ids.join(";")).parse()?);
    }
    let (changes, path) = change::begin(&current, &id, title, &measure, &themes, &values)?;
    context.judge(&current, &changes)?;
    let way_back = context.make(current.source.root(), &changes)?;
    context.write_lines([path.clone()], out)?;
    if args.edit {
        open(&current.source.root().join(&path))?;
        return report(&path, context, out);
    }
    context.say(&Note::Begun);
    context.say_all(&way_back);
    Ok(0)
}
