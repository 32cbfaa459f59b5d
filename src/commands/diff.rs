//! `plan diff`: what changed between two states of the plan, as an official would say it.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::commands::budget::BasisArg;
use crate::commands::context::Context;
use crate::commands::grouping::grouping;
use crate::commands::output::to;
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::model::budget::Basis;
use crate::model::completion::Completion;
use crate::operations::compare::{AskedState, both, names, under_every_name};
use crate::render::answers::diff::{Ends, answer};
use crate::render::json::history::DiffRecord;
use crate::render::{html, json, markdown, terminal};
use crate::source::commits::Moment;
use crate::source::git::Repository;
use crate::view::diff::diff;
use crate::view::group::By;
use crate::words::Note;

/// Tell what changed between two revisions or dates, or since one
#[derive(Debug, clap::Args)]
pub struct Args {
    /// From A to B, revisions or dates; without B to the files as they are; A...B: from where B left A [default: HEAD]
    #[arg(
        value_name = "A[..B]",
        default_value = "HEAD",
        hide_default_value = true, add = Completion::Revision)]
    range: String,
    /// Only these actions, by their ids or the beginning of them; `@name`: a view of schema/plan.toml
    #[arg(value_name = "ID", add = Completion::Action)]
    ids: Vec<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Group the totals by [default: axis]
    #[arg(long, value_name = "WHAT", value_parser = grouping(By::ALL))]
    by: Option<By>,
    /// Tax basis of the amounts [default: the one in schema/plan.toml]
    #[arg(long, value_name = "BASIS")]
    basis: Option<BasisArg>,
    /// Form of the answer; md is made to be pasted
    #[arg(long, value_name = "FORMAT")]
    format: Option<DiffFormat>,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// A text for people.
    Table,
    /// Markdown.
    Md,
    /// JSON.
    Json,
    /// A fragment of HTML.
    Html,
}

/// Tell what changed.
///
/// # Errors
/// A plan cannot be read, git knows no such moment, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = format(args)?;
    let (from, to_moment) = range(args, context)?;
    let (before, earlier) = then(args, context, &from)?;
    let (after, later) = match to_moment {
        Some(to) => {
            let (after, later) = then(args, context, &to)?;
            (after, Some(later))
        }
        None => (args.selection.asked(&args.ids, context)?, None),
    };
    let (before, mut after) = both(before, after)?;
    let mut before = before.in_words_of(&after.plan.words);
    let commits = (&earlier.id, later.as_ref().map(|moment| &moment.id));
    let names = names(&before, &after, commits, context.source()?.root())?;
    if args.selection.question(&args.ids).names_actions() {
        under_every_name(&mut before, &mut after, &names);
    }
    let by = args.by.unwrap_or(By::Axis);
    let basis = args.basis.map_or(after.plan.settings.basis, Basis::from);
    let difference = diff(&before, &after, &names, by, basis);
    let ends = Ends {
        before: Some(&earlier.commit),
        after: later.as_ref().map(|moment| &moment.commit),
    };
    let lang = context.lang;
    let blocks = || answer(&difference, ends, by, basis, lang).blocks;
    let actions = difference.actions.len();
    to(
        args.output.as_deref(),
        actions,
        context,
        out,
        |out| match format {
            DiffFormat::Table => terminal::write(&blocks(), lang, context.screen, out),
            DiffFormat::Md => markdown::write(&blocks(), lang, out),
            DiffFormat::Html => html::write(&blocks(), lang, out),
            DiffFormat::Json => {
                json::write_versioned(DiffRecord::of(&difference, ends, by, basis), out)
            }
        },
    )
}

/// The plan at a moment, and the moment.
fn then(args: &Args, context: &Context, when: &str) -> Result<(AskedState, Moment), Error> {
    let (then, moment) = context.then(when)?;
    let asked = args.selection.asked(&args.ids, &then).inspect_err(|_| {
        // Which of the two plans is at fault.
        context.say(&Note::At {
            day: moment.day,
            commit: moment.commit.clone(),
        });
    })?;
    Ok((asked, moment))
}

/// The two moments; the later one is none for the files as they are.
fn range(args: &Args, context: &Context) -> Result<(String, Option<String>), Error> {
    let or_head = |name: &str| {
        let name = if name.is_empty() { "HEAD" } else { name };
        name.to_owned()
    };
    if let Some(at) = args.selection.at.as_ref()
        && args.range.contains("..")
    {
        return Err(Error::TwoEnds {
            range: args.range.clone(),
            at: at.clone(),
        });
    }
    if let Some((from, to)) = args.range.split_once("...") {
        let (from, to) = (or_head(from), or_head(to));
        let base = Repository::around(context.source()?.root())?.merge_base(&from, &to)?;
        return Ok((base.to_string(), Some(to)));
    }
    match args.range.split_once("..") {
        Some((from, to)) => Ok((or_head(from), Some(or_head(to)))),
        None => Ok((or_head(&args.range), args.selection.at.clone())),
    }
}

fn format(args: &Args) -> Result<DiffFormat, Error> {
    let Some(path) = &args.output else {
        return Ok(args.format.unwrap_or(DiffFormat::Table));
    };
    let ending = path.extension().and_then(|ending| ending.to_str());
    let named = match ending {
        Some("md") => Some(DiffFormat::Md),
        Some("json") => Some(DiffFormat::Json),
        Some("html") => Some(DiffFormat::Html),
        Some("txt") => Some(DiffFormat::Table),
        _ => None,
    };
    args.format
        .or(named)
        .ok_or_else(|| Error::UnknownFormat { path: path.clone() })
}
