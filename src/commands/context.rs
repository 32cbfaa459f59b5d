//! What a command works with: the language, the screen, the day, and the plan. The only place that asks the environment.

use std::env;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};
use chrono::{Local, NaiveDate};
use clap::ValueEnum;

use crate::error::Error;
use crate::finding::Placed;
use crate::model::date::Period;
use crate::model::fault::Fault;
use crate::model::plan::Words;
use crate::model::question::Extract;
use crate::operations::current_plan::CurrentPlan;
use crate::operations::{examine, open};
use crate::render::answer::Block;
use crate::render::findings::terminal;
use crate::render::screen::{Screen, visible_lines};
use crate::render::terminal as screen;
use crate::render::wrap::wrap;
use crate::source::Source;
use crate::source::changes::Changes;
use crate::source::commits::Moment;
use crate::source::git::Repository;
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
    color: Option<clap::ColorChoice>,
    /// Take DATE (31/12/2026) for today [default: today; with --at, the day it means]
    #[arg(long, value_name = "DATE", global = true, value_parser = day)]
    today: Option<NaiveDate>,
}

/// A day, as it is typed in one of the ways of a plan's own files.
fn day(text: &str) -> Result<NaiveDate, String> {
    match text.parse() {
        Ok(Period::Day(day)) => Ok(day),
        _ => Err(Fault::Date.to_string()),
    }
}

/// A language, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangArg {
    Fr,
    En,
}

/// The surroundings of a command: the plan, the day, the language.
#[derive(Clone)]
pub struct Context {
    /// The language of the answers.
    pub lang: Lang,
    /// The form in which the answer is shown.
    pub screen: Screen,
    /// The day that "late" is judged by.
    pub today: NaiveDate,
    /// The part of the plan that answers are of, where they are not of the whole.
    pub extract: Option<Extract>,
    /// The name of the plan that answers are of, once it was read.
    pub plan: Option<String>,
    /// The files that answers leave out, where the user lets them.
    pub left_out: Option<Vec<String>>,
    folder: PathBuf,
    typed_today: bool,
    /// The plan as it was, where the user asks for that.
    past: Option<Source>,
    /// True where it was told already that a change is not whole.
    told: Arc<AtomicBool>,
}

impl Context {
    /// Reads what the options and the environment say.
    pub fn new(global: Global, lang: Lang) -> Self {
        Self {
            lang,
            screen: Screen {
                width: width(),
                styled: styled(global.color),
            },
            today: global.today.unwrap_or_else(|| Local::now().date_naive()),
            extract: None,
            plan: None,
            left_out: None,
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
            commit: moment.commit.clone(),
        });
        self.say_line(&moment);
        Ok(context)
    }

    /// Tell of the line on which a day was looked for, where that is not as a reader expects.
    pub fn say_line(&self, moment: &Moment) {
        if let Some(commit) = &moment.detached {
            self.say(&Note::LineOf(commit.clone()));
        }
        if let Some(first) = moment.later.first() {
            self.say(&Note::EnteredLater {
                day: moment.day,
                first: first.clone(),
                count: moment.later.len(),
            });
        }
    }

    /// The day that the user takes for today, where one is named.
    pub fn typed_today(&self) -> Option<NaiveDate> {
        self.typed_today.then_some(self.today)
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
        let (past, moment) = open::at(&present, when, self.today)?;
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

    /// The plan's source; it is told where a change of it was cut off.
    ///
    /// # Errors
    /// There is no plan around the folder.
    pub fn source(&self) -> Result<Source, Error> {
        if let Some(past) = &self.past {
            return Ok(past.clone());
        }
        let (source, notes) = open::around(&self.folder)?;
        self.tell_once(&notes);
        Ok(source)
    }

    /// The words of the plan as they are, where answers are of the plan as it was.
    pub fn later_words(&self) -> Option<Words> {
        self.past.as_ref()?;
        let present = Source::around(&self.folder).ok()?;
        let (_, words) = examine::words(&present, self.today).ok()?;
        Some(words)
    }

    /// Tell once what stands in the plan of changes that are not whole.
    fn tell_once(&self, notes: &[Note]) {
        if !self.told.swap(true, Ordering::Relaxed) {
            self.say_all(notes);
        }
    }

    /// The plan's source for a command that is to change it; what a killed run of this user left half-done is undone
    /// first.
    ///
    /// # Errors
    /// There is no plan around the folder, or the change that was cut off cannot be undone.
    pub fn source_to_change(&self) -> Result<Source, Error> {
        let (source, mut notes) = open::around(&self.folder)?;
        // What is taken back now is told as such.
        notes.retain(|note| *note != Note::CutOff);
        self.tell_once(&notes);
        self.take_back(source.root())?;
        Ok(source)
    }

    /// The plan that a command is to change.
    ///
    /// # Errors
    /// As [`Self::source_to_change`], or the plan's folder cannot be listed.
    pub fn current_plan(&self) -> Result<CurrentPlan, Error> {
        CurrentPlan::of(self.source_to_change()?, self.today)
    }

    /// Make changes of the plan at `root`, and return what to tell of the way back from them.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn make(&self, root: &Path, changes: &Changes) -> Result<Vec<Note>, Error> {
        let way = self.way_back(root, changes);
        changes.write(root)?;
        Ok(way)
    }

    /// What to tell of the way back from changes that are about to be made.
    pub fn way_back(&self, root: &Path, changes: &Changes) -> Vec<Note> {
        let way = changes.way_back(root).filter(|_| !changes.is_empty());
        // The way from where the user is to the plan, as it would be typed.
        let here = std::path::absolute(&self.folder).unwrap_or_default();
        let below = here
            .strip_prefix(root)
            .map_or(0, |below| below.components().count());
        let typed = Some(self.folder.as_path()).filter(|folder| *folder != Path::new("."));
        let ways = typed
            .into_iter()
            .chain(std::iter::repeat_n(Path::new(".."), below));
        let way_there: PathBuf = ways.collect();
        let at = Some(way_there.display().to_string()).filter(|at| !at.is_empty());
        let notes = way.map(|way| Note::WayBack {
            at,
            restored: way.restored,
            new: way.new,
            unsaved: way.unsaved,
            has_moves: way.has_moves,
        });
        notes.into_iter().collect()
    }

    /// Judge changes, and tell of the warnings that they bring.
    ///
    /// # Errors
    /// The plan would have an error that it has not now.
    pub fn judge(&self, current: &CurrentPlan, changes: &Changes) -> Result<(), Error> {
        self.warn(&current.judge(changes)?)
    }

    /// Tell of warnings beside the answer.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn warn(&self, warnings: &[Placed]) -> Result<(), Error> {
        let mut told = std::io::stderr().lock();
        terminal::write(warnings, self.lang, false, &mut told)?;
        Ok(told.flush()?)
    }

    /// Undo what a killed run of this user left half-done in the folder at `root`, and tell of it.
    ///
    /// # Errors
    /// It cannot be undone.
    pub fn take_back(&self, root: &Path) -> Result<(), Error> {
        self.say_all(open::take_back(root)?.as_slice());
        Ok(())
    }

    /// Name the files that an answer leaves out.
    pub fn say_left_out(&self, files: &[String]) {
        if !files.is_empty() {
            self.say(&Note::LeftOut(files.to_vec()));
        }
    }

    /// What a page says above an answer: the plan, and the day.
    pub fn head(&self) -> (String, String) {
        let title = self.plan.clone().unwrap_or_else(|| "plan".to_owned());
        (title, self.lang.day(self.today))
    }

    /// The folder that the user acts in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path as it is typed, from the folder that the user acts in.
    pub fn path(&self, typed: &Path) -> PathBuf {
        let path = self.folder.join(typed);
        std::path::absolute(&path).unwrap_or(path)
    }

    /// The way from the repository's root to the plan's; empty where the plan is in no repository.
    ///
    /// # Errors
    /// There is no plan.
    pub fn prefix(&self) -> Result<String, Error> {
        let source = self.source()?;
        let repository = Repository::around(source.root());
        Ok(repository.map_or(String::new(), |repository| repository.prefix().to_owned()))
    }

    /// Writes an answer to the screen, before anything is said beside it.
    ///
    /// # Errors
    /// The answer cannot be written.
    pub fn write(&self, blocks: &[Block], out: &mut dyn Write) -> Result<(), Error> {
        screen::write(blocks, self.lang, self.screen, out)?;
        Ok(out.flush()?)
    }

    /// The same of lines that stand as they are.
    ///
    /// # Errors
    /// The answer cannot be written.
    pub fn write_lines(
        &self,
        lines: impl IntoIterator<Item = String>,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        self.write(&[Block::Lines(lines.into_iter().collect())], out)
    }

    /// Say a sentence beside the answer.
    pub fn remark(&self, sentence: &str) {
        // Nobody can be told that nobody can be told.
        let _ = writeln!(std::io::stderr(), "{}", visible_lines(sentence));
    }

    /// Say something beside the answer.
    pub fn say(&self, note: &Note) {
        let sentence = self.lang.note(note);
        let width = terminal_size::terminal_size_of(std::io::stderr());
        match width {
            // A command that will be copied stays on its line.
            Some((width, _)) if !sentence.contains("git ") => {
                let lines = sentence.lines();
                let lines = lines.flat_map(|line| wrap(line, width.0.into()));
                lines.for_each(|line| self.remark(&line));
            }
            _ => self.remark(&sentence),
        }
    }

    /// Say what is to be told beside the answer.
    pub fn say_all(&self, notes: &[Note]) {
        notes.iter().for_each(|note| self.say(note));
    }
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

/// Tells whether a GitHub workflow asks.
pub fn is_github() -> bool {
    env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true")
}

/// Tells whether a forge's job asks, where nobody merges.
pub fn is_job() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty())
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

fn styled(color: Option<clap::ColorChoice>) -> bool {
    match color {
        Some(clap::ColorChoice::Always) => true,
        Some(clap::ColorChoice::Never) => false,
        Some(clap::ColorChoice::Auto) | None => {
            AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
        }
    }
}
