//! `plan log`: the life of the actions, in fields and not in lines.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use crate::commands::by::field;
use crate::commands::context::Context;
use crate::commands::output::{Format, OutputArgs};
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::load::history::{Commits, history, known_from, since};
use crate::model::action::Action;
use crate::model::column::Column;
use crate::model::id::ActionId;
use crate::model::nearest::nearest;
use crate::model::plan::Plan;
use crate::render::json::history::{LogRecord, SlippageRecord};
use crate::render::log::{blocks, grid};
use crate::render::{blocks, json, slippage as slippage_format};
use crate::source::git::{ObjectId, Repository};
use crate::view::log::{Log, LogEntry, Skipped, UnreadFile};
use crate::view::log_answer::LogAnswer;
use crate::view::question::named;
use crate::view::slippage::{self, Slippage, slippage};
use crate::words::history::Told;

/// Tell the life of actions: who changed which field, when and why
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these actions, by the names they have or had; `@name`: a view of schema/plan.toml
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Only these fields, separated by commas, with the time each was as it was; budget: with its total after each change; with --summary: end or budget
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    field: Vec<String>,
    /// Only what was done after REV|DATE
    #[arg(long, value_name = "REV|DATE")]
    since: Option<String>,
    /// Sum up by action how its end and its budget drifted
    #[arg(long)]
    summary: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// The lives of the actions of the plan, and where they are told up to.
pub struct Lives {
    /// The plan.
    pub plan: Plan,
    /// The lives.
    pub log: Log,
    /// The repository.
    pub repository: Arc<Repository>,
    /// The commit they are told up to.
    pub head: ObjectId,
}

impl Lives {
    /// The lives of the actions of the plan that `context` reads.
    ///
    /// # Errors
    /// The plan cannot be read, or git not be asked.
    pub fn of(context: &Context, allow_invalid: bool) -> Result<Self, Error> {
        let commits = || -> Result<_, Error> {
            let repository = Arc::new(context.repository()?);
            let head = match context.source()?.commit() {
                Some(commit) => commit.clone(),
                None => repository.commit("HEAD")?,
            };
            let commits = Commits::up_to(&repository, &head)?;
            Ok((repository, head, commits))
        };
        // The files are read while git lists the commits.
        let (plan, commits) = rayon::join(|| context.plan(allow_invalid), commits);
        let plan = plan?;
        let (repository, head, commits) = commits?;
        let steps = history(&repository, &commits, &plan.words);
        if let Some(day) = known_from(&steps) {
            context.remark(&context.lang.told(Told::Cut(day)));
        }
        Ok(Self {
            log: Log::of(&steps),
            plan,
            repository,
            head,
        })
    }

    /// Name the files that were passed over, save those of other lives than `lives`.
    pub fn say_skipped(&self, context: &Context, lives: &BTreeSet<usize>) {
        for Skipped { file, commit } in &self.log.skipped {
            let told = match file {
                UnreadFile::Broken(id) => {
                    if self.log.life(id).is_some_and(|life| !lives.contains(&life)) {
                        continue;
                    }
                    Told::Skipped(id.as_str(), commit)
                }
                UnreadFile::Misplaced(path) => Told::Misplaced(path, commit),
            };
            context.remark(&context.lang.told(told));
        }
    }

    /// The one action of the plan whose name is, was, or alone begins with `text`.
    ///
    /// # Errors
    /// No action of the plan, or several, bear or bore such a name.
    pub fn action(&self, text: &str) -> Result<&Action, Error> {
        named(&self.plan, text).or_else(|unknown| {
            let life = self.named(text).ok();
            let mut actions = self.plan.actions.iter();
            let found = actions.find(|action| life.is_some() && self.log.life(&action.id) == life);
            found.ok_or(unknown)
        })
    }

    /// The life of the one action whose name is, was, or alone begins with `text`.
    ///
    /// # Errors
    /// No action, or several, ever bore such a name.
    pub fn named(&self, text: &str) -> Result<usize, Error> {
        let exact = text.parse::<ActionId>().ok();
        if let Some(life) = exact.and_then(|id| self.log.life(&id)) {
            return Ok(life);
        }
        let found: Vec<&ActionId> = self
            .log
            .ids()
            .filter(|id| !text.is_empty() && id.as_str().starts_with(text))
            .collect();
        let lives: BTreeSet<usize> = found.iter().filter_map(|id| self.log.life(id)).collect();
        match lives.len() {
            1 => Ok(lives.into_iter().sum()),
            0 => Err(Error::UnknownId {
                id: text.to_owned(),
                nearest: nearest(text, self.log.ids().map(ActionId::as_str)),
            }),
            _ => Err(Error::AmbiguousId {
                id: text.to_owned(),
                candidates: found.iter().map(ToString::to_string).collect(),
            }),
        }
    }
}

/// Tell the lives.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, git cannot be asked, or the answer not written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = args.output.format()?;
    let fields = fields(args)?;
    let context = &context.at(args.selection.at.as_deref())?;
    let lives = Lives::of(context, args.selection.allow_invalid)?;
    let asked = asked(args, &lives, context)?;
    let after = match &args.since {
        Some(when) => {
            match lives.repository.moment(when) {
                Ok(from) => Some(since(&lives.repository, &from.id, &lives.head)?),
                // All of it came after.
                Err(Error::BeforeHistory { .. }) => None,
                Err(error) => return Err(error),
            }
        }
        None => None,
    };
    let is_asked = |entry: &&LogEntry| {
        asked.as_ref().is_none_or(|lives| lives.contains(&entry.life))
            && after.as_ref().is_none_or(|commits| commits.contains(&entry.taken_by))
            // Where the history is cut off, nothing was added: it was there.
            && !entry.is_cut
    };
    let basis = lives.plan.settings.basis;
    let entries = lives.log.entries.iter().filter(is_asked);
    let all: BTreeSet<usize> = lives.log.entries.iter().map(|entry| entry.life).collect();
    lives.say_skipped(context, asked.as_ref().unwrap_or(&all));
    if args.summary {
        return summary(args, &slippage(entries, fields, basis), context, out);
    }
    let telling = LogAnswer::of(entries, fields, basis);
    let count = telling.entries.len();
    if count == 0 {
        context.remark(&context.lang.told(Told::NoChange));
    }
    args.output.write(count, context, out, |out| match format {
        Format::Table => blocks::write_text(&blocks(&telling, context.lang), context.screen, out),
        Format::Md => blocks::write_markdown(&blocks(&telling, context.lang), out),
        Format::Csv => grid(&telling, context.lang).write_separated(b',', out),
        Format::Tsv => grid(&telling, context.lang).write_separated(b'\t', out),
        Format::Json => json::write_versioned(LogRecord::from(&telling), out),
        Format::Jsonl => json::write_lines(LogRecord::from(&telling).entries, out),
    })
}

/// The fields asked for; all where there is none.
fn fields(args: &Args) -> Result<Vec<Column>, Error> {
    let names = args.field.iter();
    if args.summary {
        let known = slippage::FIELDS.into_iter();
        names.map(|name| field(name, known.clone())).collect()
    } else {
        told_fields(&args.field)
    }
}

/// The fields of these names, of those that an action's history tells.
///
/// # Errors
/// No such field has that name.
pub fn told_fields(names: &[String]) -> Result<Vec<Column>, Error> {
    let known: Vec<Column> = Column::told().collect();
    names
        .iter()
        .map(|name| field(name, known.iter().copied()))
        .collect()
}

/// How ends and budgets drifted.
fn summary(
    args: &Args,
    slippage: &Slippage,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Error> {
    let format = args.output.format()?;
    let lang = context.lang;
    let blocks = || slippage_format::blocks(slippage, lang);
    let grid = || slippage_format::grid(slippage, lang);
    let count = slippage.slips.len();
    args.output.write(count, context, out, |out| match format {
        Format::Table => blocks::write_text(&blocks(), context.screen, out),
        Format::Md => blocks::write_markdown(&blocks(), out),
        Format::Csv => grid().write_separated(b',', out),
        Format::Tsv => grid().write_separated(b'\t', out),
        Format::Json => json::write_versioned(SlippageRecord::from(slippage), out),
        Format::Jsonl => json::write_lines(SlippageRecord::from(slippage).actions, out),
    })
}

/// The lives asked for; none where all are.
fn asked(args: &Args, lives: &Lives, context: &Context) -> Result<Option<BTreeSet<usize>>, Error> {
    let (views, ids): (Vec<String>, Vec<String>) =
        args.ids.iter().cloned().partition(|id| id.starts_with('@'));
    let selection = args.selection.of(&views, &lives.plan, context)?;
    if !ids.is_empty() {
        let named = ids.iter().map(|id| lives.named(id));
        let named = named.collect::<Result<BTreeSet<usize>, Error>>()?;
        if selection.is_everything() {
            return Ok(Some(named));
        }
        let selected = of(
            lives,
            selection.of(&lives.plan).iter().map(|action| &action.id),
        );
        return Ok(Some(named.intersection(&selected).copied().collect()));
    }
    if selection.is_everything() {
        return Ok(None);
    }
    let actions = selection.of(&lives.plan);
    Ok(Some(of(lives, actions.iter().map(|action| &action.id))))
}

fn of<'a>(lives: &Lives, ids: impl Iterator<Item = &'a ActionId>) -> BTreeSet<usize> {
    ids.filter_map(|id| lives.log.life(id)).collect()
}
