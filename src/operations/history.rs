//! The lives of actions, as the history tells them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::error::Error;
use crate::load::history::{Commits, Past, Reading, history, since};
use crate::model::action::{Action, Sheet};
use crate::model::candidate::{Candidate, meant};
use crate::model::column::Column;
use crate::model::commit::Commit;
use crate::model::history::Content;
use crate::model::id::ActionId;
use crate::model::plan::Plan;
use crate::model::question::Question;
use crate::model::question::VIEW;
use crate::operations::compare::ReadState;
use crate::source::Source;
use crate::source::git::{ObjectId, Repository};
use crate::view::change::changes;
use crate::view::lives::{self, Version};
use crate::view::log::{Log, LogEntry};
use crate::view::question::named;
use crate::view::slippage::{Slippage, slippage};
use crate::view::years::overdue;
use crate::words::Note;
use crate::words::history::Since;

/// The lives of the actions of the plan, and where they are told up to.
pub struct Lives {
    /// The plan.
    pub plan: Plan,
    /// The paths of the files that are left out of it.
    pub left_out: Vec<String>,
    /// The lives; the changes are those that were read.
    pub log: Log,
    past: Past,
    reading: Reading,
    repository: Repository,
    head: ObjectId,
}

/// The lives that are asked for, and the moment after which.
pub struct Asked {
    /// The lives.
    pub lives: BTreeSet<usize>,
    /// The commits that came after; none where all did.
    after: Option<BTreeSet<String>>,
    /// From when on that is.
    since: Since,
}

/// After which moment lives are told.
#[derive(Debug, Clone, Copy)]
pub enum After<'a> {
    /// A revision or a day, as it is typed.
    Moment(&'a str),
    /// The vote, where the plan names it.
    Vote,
    /// None: all of each life.
    Nothing,
}

/// The last commit that changed an action of the plan at `source`; none where none did.
///
/// # Errors
/// git cannot be asked.
pub fn last_change(
    source: &Source,
    plan: Plan,
    id: &ActionId,
    today: NaiveDate,
) -> Result<Option<Commit>, Error> {
    let state = ReadState {
        left_out: Vec::new(),
        plan,
        today,
    };
    let (mut lives, _) = Lives::of(source, || Ok(state), Reading::Names)?;
    let life = lives.log.lives.life(id).into_iter().collect();
    let told = lives.tell(&life, None)?;
    let entries = lives.log.entries.into_iter().rev();
    let mut own = entries.filter(|entry| told.contains(&entry.life));
    Ok(own.next().map(|entry| entry.commit))
}

/// The plan that `source` holds with the day of the last change of each action, and what is to be told of its history.
///
/// # Errors
/// git cannot be asked.
pub fn with_changes(source: &Source, state: ReadState) -> Result<(Plan, Option<Note>), Error> {
    let (lives, cut) = Lives::of(source, || Ok(state), Reading::Whole)?;
    let last_changes = Some(lives.last_changes());
    let plan = Plan {
        last_changes,
        ..lives.plan
    };
    Ok((plan, cut))
}

impl Asked {
    /// Tells whether a change is asked for.
    pub fn holds(&self, entry: &LogEntry) -> bool {
        let after = self.after.as_ref();
        let is_after = after.is_none_or(|commits| commits.contains(&entry.taken_by));
        // Where the history is cut off, nothing was added: it was there.
        self.lives.contains(&entry.life) && is_after && !entry.is_cut
    }
}

impl Lives {
    /// The lives of the actions of the plan at `source`, which `read` reads, and what is to be told of its history. Where
    /// only what is known by name is read, what happened to them is told once some are asked for.
    ///
    /// # Errors
    /// The plan cannot be read, or git not be asked.
    pub fn of(
        source: &Source,
        read: impl FnOnce() -> Result<ReadState, Error> + Send,
        reading: Reading,
    ) -> Result<(Self, Option<Note>), Error> {
        let commits = || -> Result<_, Error> {
            let repository = Repository::around(source.root())?;
            let head = match source.commit() {
                Some(commit) => commit.clone(),
                None => repository.head()?,
            };
            let commits = Commits::up_to(&repository, &[&head])?;
            Ok((repository, head, commits))
        };
        // The files are read while git lists the commits.
        let (state, commits) = rayon::join(read, commits);
        let ReadState { plan, left_out, .. } = state?;
        let (repository, head, commits) = commits?;
        let past = history(&repository, commits, &plan.words, reading);
        repository.whole()?;
        let cut = past.history.known_from().map(Note::HistoryCut);
        let nothing = (reading == Reading::Names).then(BTreeSet::new);
        let lives = lives::Lives::of(&past.history, &[]);
        let lives = Self {
            log: Log::of(&past.history, lives, nothing.as_ref()),
            past,
            reading,
            plan,
            left_out,
            repository,
            head,
        };
        Ok((lives, cut))
    }

    /// Read what happened to these lives, those that commits `after` a moment changed, where it is not read yet: the numbers
    /// of the lives then.
    ///
    /// # Errors
    /// git does not have all of it.
    pub fn tell(
        &mut self,
        lives: &BTreeSet<usize>,
        after: Option<&BTreeSet<String>>,
    ) -> Result<BTreeSet<usize>, Error> {
        if self.reading == Reading::Whole {
            return Ok(lives.clone());
        }
        let commits = &self.past.history.commits;
        let is_after =
            |place: &usize| after.is_none_or(|after| after.contains(&commits[*place].commit.id));
        let asked = |(place, version): (usize, Version)| {
            lives.contains(&version.life).then_some((place, version))
        };
        let versions: Vec<(usize, Version)> = self.log.lives.versions().filter_map(asked).collect();
        let changed = versions.iter().filter(|(place, _)| is_after(place));
        let told: BTreeSet<usize> = changed.map(|(_, version)| version.life).collect();
        let of_told = versions.iter().map(|(_, version)| version);
        let of_told = of_told.filter(|version| told.contains(&version.life));
        let contents = of_told.map(|version| version.content).collect();
        self.past
            .read(&self.repository, &self.plan.words, &contents);
        self.repository.whole()?;
        let history = &self.past.history;
        let known = std::mem::take(&mut self.log.lives);
        let is_broken = |content| matches!(history.contents[content], Content::Broken);
        if !contents.into_iter().any(is_broken) {
            self.log = Log::of(history, known, Some(&told));
            return Ok(lives.clone());
        }
        // A file that cannot be read neither came nor went: which action is which is told anew.
        let anew = lives::Lives::of(history, &[]);
        let renumbered = |lives: &BTreeSet<usize>| -> BTreeSet<usize> {
            let is_of = |id: &&ActionId| known.life(id).is_some_and(|life| lives.contains(&life));
            let ids = known.ids().filter(is_of);
            ids.filter_map(|id| anew.life(id)).collect()
        };
        let (lives, told) = (renumbered(lives), renumbered(&told));
        self.log = Log::of(history, anew, Some(&told));
        Ok(lives)
    }

    /// The files that were passed over, save those of other lives than `lives`.
    pub fn passed_over(&self, lives: &BTreeSet<usize>) -> Vec<Note> {
        let is_told = |id: &Option<ActionId>| {
            let life = id.as_ref().and_then(|id| self.log.lives.life(id));
            life.is_none_or(|life| lives.contains(&life))
        };
        let told = self.log.skipped.iter().filter(|(id, _)| is_told(id));
        told.map(|(_, note)| note.clone()).collect()
    }

    /// The name of a moment: as it is typed, or as the plan names its vote; none where there is none.
    pub fn moment_name<'a>(&'a self, after: After<'a>) -> Option<&'a str> {
        match after {
            After::Moment(when) => Some(when),
            After::Vote => Some(&self.plan.settings.voted.as_ref()?.revision),
            After::Nothing => None,
        }
    }

    /// What a question asks for on the day `today`, of what was done after a moment.
    ///
    /// # Errors
    /// A word of the question is unknown, or git knows no such moment.
    pub fn asked(
        &mut self,
        question: &Question,
        after: After<'_>,
        today: NaiveDate,
    ) -> Result<Asked, Error> {
        let name = self.moment_name(after).map(str::to_owned);
        let when = name.as_deref();
        let moment = when.map(|when| self.repository.moment(when)).transpose();
        let moment = match (moment, after) {
            // All of it came after.
            (Err(Error::BeforeHistory { .. }), After::Moment(_)) => None,
            (Err(Error::UnknownRevision(name) | Error::UnknownInShallow(name)), After::Vote) => {
                return Err(Error::UnknownVoted(name));
            }
            (moment, _) => moment?,
        };
        let later = moment
            .as_ref()
            .map(|from| since(&self.repository, &from.id, &self.head));
        let after_moment = later.transpose()?;
        let all = || {
            self.log
                .lives
                .ids()
                .filter_map(|id| self.log.lives.life(id))
                .collect()
        };
        let lives = self.selected(question, today)?.unwrap_or_else(all);
        Ok(Asked {
            lives: self.tell(&lives, after_moment.as_ref())?,
            after: after_moment,
            since: match (moment, after, when) {
                (Some(moment), After::Vote, Some(when)) => Since::Vote(when.to_owned(), moment.day),
                (Some(moment), ..) => Since::Day(moment.day),
                (None, ..) => Since::Added,
            },
        })
    }

    /// How ends and budgets drifted in what is asked for; in all of them where no field is named.
    pub fn slippage(&self, asked: &Asked, fields: Vec<Column>, today: NaiveDate) -> Slippage {
        let entries = self.log.entries.iter().filter(|entry| asked.holds(entry));
        let actions = self.plan.actions.iter();
        let is_late = |action: &&Action| {
            overdue(&self.plan, action, today).is_some_and(|late| !late.is_of_part)
        };
        let late = actions.filter(is_late);
        let late = late.filter_map(|action| Some((self.log.lives.life(&action.id)?, action)));
        let late: Vec<(usize, &Action)> = late
            .filter(|(life, _)| asked.lives.contains(life))
            .collect();
        slippage(entries, &late, fields, &self.plan, asked.since.clone())
    }

    /// The day of the last change of each action; none of what is in no commit yet.
    fn last_changes(&self) -> BTreeMap<ActionId, NaiveDate> {
        let entries = self.log.entries.iter();
        let entries =
            entries.filter_map(|entry| Some((entry.life, (entry, entry.after.as_deref()?))));
        let newest: BTreeMap<usize, (&LogEntry, &Sheet)> = entries.collect();
        let actions = self.plan.actions.iter();
        let changed = actions.filter_map(|action| {
            let (entry, sheet) = newest.get(&self.log.lives.life(&action.id)?)?;
            let is_saved = entry.id == action.id && changes(sheet, &action.sheet).is_empty();
            is_saved.then(|| (action.id.clone(), entry.day))
        });
        changed.collect()
    }

    /// The lives that a question selects, none where it asks for all; its ids are names that actions have or had.
    fn selected(
        &self,
        question: &Question,
        today: NaiveDate,
    ) -> Result<Option<BTreeSet<usize>>, Error> {
        let mut question = question.clone();
        let ids = question.ids.extract_if(.., |id| !id.starts_with(VIEW));
        let ids: Vec<String> = ids.collect();
        let selection = question.selection(&self.plan, today)?;
        let actions = || selection.of(&self.plan).into_iter();
        let selected = (!selection.is_everything()).then(|| {
            actions()
                .filter_map(|action| self.log.lives.life(&action.id))
                .collect()
        });
        if ids.is_empty() {
            return Ok(selected);
        }
        let mut named = ids
            .iter()
            .map(|id| self.named(id))
            .collect::<Result<BTreeSet<usize>, Error>>()?;
        named.retain(|life| {
            selected
                .as_ref()
                .is_none_or(|lives: &BTreeSet<usize>| lives.contains(life))
        });
        Ok(Some(named))
    }

    /// The one action of the plan whose name is, was, or alone begins with `text`.
    ///
    /// # Errors
    /// No action of the plan, or several, bear or bore such a name.
    pub fn action(&self, text: &str) -> Result<&Action, Error> {
        named(&self.plan, text).or_else(|unknown| {
            let life = self.named(text).ok();
            let mut actions = self.plan.actions.iter();
            let found =
                actions.find(|action| life.is_some() && self.log.lives.life(&action.id) == life);
            found.ok_or(unknown)
        })
    }

    /// The life of the one action whose name is, was, or alone begins with `text`.
    ///
    /// # Errors
    /// No action, or several, ever bore such a name.
    pub fn named(&self, text: &str) -> Result<usize, Error> {
        let exact = text.parse::<ActionId>().ok();
        if let Some(life) = exact.and_then(|id| self.log.lives.life(&id)) {
            return Ok(life);
        }
        let found: Vec<&ActionId> = self
            .log
            .lives
            .ids()
            .filter(|id| !text.is_empty() && id.as_str().starts_with(text))
            .collect();
        let lives: BTreeSet<usize> = found
            .iter()
            .filter_map(|id| self.log.lives.life(id))
            .collect();
        match lives.len() {
            1 => Ok(lives.into_iter().sum()),
            0 => Err(Error::UnknownId {
                id: text.to_owned(),
                nearest: meant(text, Candidate::bare(self.log.lives.ids())),
            }),
            _ => Err(Error::AmbiguousId {
                id: text.to_owned(),
                candidates: Candidate::bare(found),
            }),
        }
    }
}
