//! What a command works with: the language, the screen, the day, and the plan. The only place that asks the environment.

use std::env;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};
use chrono::{Local, NaiveDate};
use clap::ValueEnum;

use crate::error::{Blocked, Error};
use crate::finding::{Diagnostic, Finding, Placed, Severity};
use crate::load::allow::silence;
use crate::load::locate::place;
use crate::load::{Loaded, load};
use crate::model::plan::{Plan, PlanDraft, Settings, Words};
use crate::render::terminal::{Screen, visible_lines};
use crate::rules;
use crate::source::commits::Moment;
use crate::source::git::Repository;
use crate::source::journal::{Trace, recover, traces};
use crate::source::{Entry, Source};
use crate::words::{Lang, Note};

/// The options of every command.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// Act as if in FOLDER
    #[arg(
        short = 'C',
        value_name = "FOLDER",
        global = true,
        default_value = ".",
        hide_default_value = true
    )]
    folder: PathBuf,
    /// Language of the answers [default: the system's]
    #[arg(long, value_name = "LANG", global = true)]
    lang: Option<LangArg>,
    /// Colour the answers
    #[arg(long, value_name = "WHEN", global = true)]
    color: Option<Color>,
    /// Take DATE (YYYY-MM-DD) for today [default: today; with --at, the day it means]
    #[arg(long, value_name = "DATE", global = true)]
    today: Option<NaiveDate>,
}

/// A language, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangArg {
    Fr,
    En,
}

/// When to colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// What a command works with.
#[derive(Clone)]
pub struct Context {
    /// The language of the answers.
    pub lang: Lang,
    /// How the answer is shown.
    pub screen: Screen,
    /// The day that "late" is judged by.
    pub today: NaiveDate,
    folder: PathBuf,
    typed_today: bool,
    /// The plan as it was, where the user asks for that.
    past: Option<Source>,
    /// Whether it was told already that a change is not whole.
    told: Arc<AtomicBool>,
}

impl Context {
    /// What the options and the environment say.
    pub fn new(global: Global, lang: Lang) -> Self {
        Self {
            lang,
            screen: Screen {
                width: width(),
                styled: styled(global.color),
            },
            today: global.today.unwrap_or_else(|| Local::now().date_naive()),
            folder: global.folder,
            typed_today: global.today.is_some(),
            past: None,
            told: Arc::default(),
        }
    }

    /// The same with the plan as it was at `when`, a revision or a day, which is then today too.
    ///
    /// # Errors
    /// git knows no such moment, or is not there.
    pub fn at(&self, when: Option<&str>) -> Result<Self, Error> {
        let Some(when) = when else {
            return Ok(self.clone());
        };
        let (context, moment) = self.then(when)?;
        self.say(&Note::At {
            day: moment.day,
            commit: moment.commit,
        });
        Ok(context)
    }

    /// The option by which the user names the day, as a command line repeats it; nothing where today is today.
    pub fn day(&self) -> String {
        let typed = self.typed_today.then(|| format!("--today {}", self.today));
        typed.unwrap_or_default()
    }

    /// The same as [`Self::at`], the moment returned instead of told.
    ///
    /// # Errors
    /// git knows no such moment, or is not there.
    pub fn then(&self, when: &str) -> Result<(Self, Moment), Error> {
        let present = Source::around(&self.folder)?;
        let repository = Arc::new(Repository::around(present.root())?);
        let mut moment = repository.moment(when)?;
        let past = present.at(&repository, &moment.id)?;
        // The end of a year that is under way is today.
        moment.day = moment.day.min(self.today).max(moment.commit.day);
        // What was late then is judged by then.
        let today = if self.typed_today {
            self.today
        } else {
            moment.day
        };
        let context = Self {
            today,
            past: Some(past),
            ..self.clone()
        };
        Ok((context, moment))
    }

    /// The repository that the plan is in.
    ///
    /// # Errors
    /// There is no plan, no git, or no repository.
    pub fn repository(&self) -> Result<Repository, Error> {
        Repository::around(self.source()?.root())
    }

    /// The plan's source; it is told where a change of it was cut off.
    ///
    /// # Errors
    /// There is no plan around the folder.
    pub fn source(&self) -> Result<Source, Error> {
        if let Some(past) = &self.past {
            return Ok(past.clone());
        }
        let source = Source::around(&self.folder)?;
        self.tell(&traces(source.root()));
        Ok(source)
    }

    /// Tell once what stands in the plan of changes that are not whole.
    fn tell(&self, traces: &[Trace]) {
        if self.told.swap(true, Ordering::Relaxed) {
            return;
        }
        for trace in traces {
            self.say(&match trace {
                Trace::CutOff => Note::CutOff,
                Trace::CutOffElsewhere => Note::CutOffElsewhere,
                Trace::OldFolder => Note::OldFolder,
            });
        }
    }

    /// The plan's source for a command that is to change it; what a killed run of this user left half-done is undone
    /// first.
    ///
    /// # Errors
    /// There is no plan around the folder, or the change that was cut off cannot be undone.
    pub fn source_to_change(&self) -> Result<Source, Error> {
        let source = Source::around(&self.folder)?;
        let mut traces = traces(source.root());
        // What is taken back now is told as such.
        traces.retain(|trace| *trace != Trace::CutOff);
        self.tell(&traces);
        self.recover(source.root())?;
        Ok(source)
    }

    /// Undo what a killed run of this user left half-done in the folder at `root`, and tell of it.
    ///
    /// # Errors
    /// It cannot be undone.
    pub fn recover(&self, root: &Path) -> Result<(), Error> {
        if let Some(undone) = recover(root)? {
            self.say(&Note::Undone {
                files: undone.files,
                left: undone.left,
            });
        }
        Ok(())
    }

    /// The files of actions at these paths, a folder's files for a folder; all where no path is given.
    ///
    /// # Errors
    /// A path is not there, or no action's file is at it.
    pub fn entries(&self, source: &Source, paths: &[PathBuf]) -> Result<Vec<Entry>, Error> {
        let entries = source.actions()?;
        let entries = entries
            .into_iter()
            .filter(|entry| entry.path.ends_with(".toml"));
        if paths.is_empty() {
            return Ok(entries.collect());
        }
        let mut asked = Vec::new();
        for path in paths {
            asked.push((path, self.within(source, path)?));
        }
        let holds = |within: &Path, entry: &Entry| Path::new(&entry.path).starts_with(within);
        let entries: Vec<Entry> = entries
            .filter(|entry| asked.iter().any(|(_, within)| holds(within, entry)))
            .collect();
        for (path, within) in &asked {
            if !entries.iter().any(|entry| holds(within, entry)) {
                return Err(Error::NotAnAction {
                    path: (*path).clone(),
                });
            }
        }
        Ok(entries)
    }

    /// A path as the user typed it, from the plan's root; the file itself may be missing.
    ///
    /// # Errors
    /// It leads out of the plan.
    pub fn within(&self, source: &Source, path: &Path) -> Result<PathBuf, Error> {
        let whole = |path: PathBuf| {
            std::fs::canonicalize(&path).map_err(|source| Error::Read { path, source })
        };
        let root = whole(source.root().to_owned())?;
        let typed = self.folder.join(path);
        let found = match (typed.parent(), typed.file_name()) {
            (Some(folder), Some(name)) if !typed.exists() && folder.is_dir() => {
                whole(folder.to_owned())?.join(name)
            }
            _ => whole(typed)?,
        };
        match found.strip_prefix(&root) {
            Ok(within) => Ok(within.to_owned()),
            Err(_) => Err(Error::NotAnAction {
                path: path.to_owned(),
            }),
        }
    }

    /// The plan, without an error in it.
    ///
    /// # Errors
    /// There is no plan, or it has errors and `allow_invalid` is not set or cannot help.
    pub fn plan(&self, allow_invalid: bool) -> Result<Plan, Error> {
        self.reading(allow_invalid).map(|(plan, _)| plan)
    }

    /// The same, and the paths of the files that were left out.
    ///
    /// # Errors
    /// As [`Self::plan`].
    pub fn reading(&self, allow_invalid: bool) -> Result<(Plan, Vec<String>), Error> {
        let source = self.source()?;
        let (loaded, diagnostics) = examine(&source, self.today, Severity::Error)?;
        let errors: Vec<Diagnostic> = diagnostics
            .into_iter()
            .filter(|diagnostic| diagnostic.finding.severity() == Severity::Error)
            .collect();
        let mut plan = loaded.draft.plan;
        if errors.is_empty() {
            return Ok((plan, Vec::new()));
        }
        let in_schema = errors
            .iter()
            .any(|error| error.place.file.starts_with("schema/"));
        if in_schema || !allow_invalid {
            return Err(Error::Invalid(Box::new(Blocked {
                findings: place(&source, errors),
                in_schema,
            })));
        }
        let mut files: Vec<String> = errors.into_iter().map(|error| error.place.file).collect();
        files.sort();
        files.dedup();
        plan.actions
            .retain(|action| files.binary_search(&action.path()).is_err());
        self.say(&Note::LeftOut {
            files: files.clone(),
        });
        Ok((plan, files))
    }

    /// The plan's settings and words, whatever its actions look like.
    ///
    /// # Errors
    /// There is no plan, or an error stands under `schema/`.
    pub fn words(&self) -> Result<(Settings, Words), Error> {
        let source = self.source()?;
        let (loaded, mut diagnostics) = examine(&source, self.today, Severity::Error)?;
        diagnostics.retain(|diagnostic| {
            diagnostic.finding.severity() == Severity::Error
                && diagnostic.place.file.starts_with("schema/")
        });
        if diagnostics.is_empty() {
            let plan = loaded.draft.plan;
            return Ok((plan.settings, plan.words));
        }
        Err(Error::Invalid(Box::new(Blocked {
            findings: place(&source, diagnostics),
            in_schema: true,
        })))
    }

    /// A path as it is typed, from the folder that the user acts in.
    pub fn path(&self, typed: &Path) -> PathBuf {
        let path = self.folder.join(typed);
        std::path::absolute(&path).unwrap_or(path)
    }

    /// The same with a plan that does not stand on the disk yet.
    #[must_use]
    pub fn reading_from(&self, source: Source) -> Self {
        Self {
            past: Some(source),
            ..self.clone()
        }
    }

    /// A plan as it is found at a source, and what is wrong in it.
    ///
    /// # Errors
    /// The plan's folder cannot be listed.
    pub fn judge(&self, source: &Source) -> Result<(PlanDraft, Vec<Diagnostic>), Error> {
        let (loaded, diagnostics) = examine(source, self.today, Severity::Error)?;
        Ok((loaded.draft, diagnostics))
    }

    /// Every finding of the plan at its place, and how many files were looked at.
    ///
    /// # Errors
    /// There is no plan, or its folder cannot be listed.
    pub fn findings(&self) -> Result<(Vec<Placed>, usize), Error> {
        let source = self.source()?;
        let (loaded, diagnostics) = examine(&source, self.today, Severity::Warning)?;
        Ok((place(&source, diagnostics), loaded.files))
    }

    /// The way from the repository's root to the plan's; empty where the plan is in no repository.
    ///
    /// # Errors
    /// There is no plan.
    pub fn prefix(&self) -> Result<String, Error> {
        let source = self.source()?;
        let repository = Repository::around(source.root());
        Ok(repository
            .and_then(|repository| repository.prefix())
            .unwrap_or_default())
    }

    /// Say a sentence beside the answer.
    pub fn remark(&self, sentence: &str) {
        // Nobody can be told that nobody can be told.
        let _ = writeln!(std::io::stderr(), "{}", visible_lines(sentence));
    }

    /// Say something beside the answer.
    pub fn say(&self, note: &Note) {
        self.remark(&self.lang.note(note));
    }
}

/// Read the plan and judge it.
///
/// # Errors
/// Its folder cannot be listed.
pub fn examine(
    source: &Source,
    today: NaiveDate,
    least: Severity,
) -> Result<(Loaded, Vec<Diagnostic>), Error> {
    let mut loaded = load(source)?;
    let mut diagnostics = std::mem::take(&mut loaded.findings);
    diagnostics.extend(rules::run(&loaded.draft, today, least));
    let is_error = |one: &Diagnostic| one.finding.severity() == Severity::Error;
    if diagnostics.iter().any(is_error) {
        // The file that is at fault may hold the word.
        diagnostics.retain(|one| !matches!(one.finding, Finding::UnusedEntry { .. }));
    }
    if !loaded.allowances.is_empty() {
        diagnostics = silence(source, diagnostics, &loaded.allowances, least);
    }
    Ok((loaded, diagnostics))
}

/// The language that the user speaks: what `--lang` says, else the environment, else the system.
pub fn language(arguments: &[std::ffi::OsString]) -> Lang {
    let mut typed = None;
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            typed = arguments.next().map(|value| value.into_owned());
        } else if let Some(value) = argument.strip_prefix("--lang=") {
            typed = Some(value.to_owned());
        }
    }
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let named = typed
        .filter(|typed| LangArg::from_str(typed, false).is_ok())
        .or_else(|| set("LC_ALL"))
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"))
        .or_else(sys_locale::get_locale)
        .unwrap_or_default();
    if named.to_lowercase().starts_with("fr") {
        Lang::Fr
    } else {
        Lang::En
    }
}

/// Whether a GitHub workflow asks.
pub fn is_github() -> bool {
    env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true")
}

/// The width that tables may take: `COLUMNS` where it is set, else the terminal's, else any.
fn width() -> Option<u16> {
    if let Some(columns) = env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
    {
        return Some(columns);
    }
    let stdout = std::io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    terminal_size::terminal_size_of(stdout).map(|(width, _)| width.0)
}

fn styled(color: Option<Color>) -> bool {
    match color {
        Some(Color::Always) => true,
        Some(Color::Never) => false,
        Some(Color::Auto) | None => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
    }
}
