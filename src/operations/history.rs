//! The lives of actions, as the history tells them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::error::Error;
use crate::load::history::{Commits, history, known_from, since};
use crate::model::action::Action;
use crate::model::id::ActionId;
use crate::model::nearest::nearest;
use crate::model::plan::Plan;
use crate::model::question::Question;
use crate::operations::examine;
use crate::source::Source;
use crate::source::git::{ObjectId, Repository};
use crate::view::log::{Log, LogEntry, UnreadFile};
use crate::view::question::{VIEW, named};
use crate::words::Note;

/// The lives of the actions of the plan, and where they are told up to.
pub struct Lives {
    /// The plan.
    pub plan: Plan,
    /// The lives.
    pub log: Log,
    repository: Repository,
    head: ObjectId,
}

/// Which lives are asked for, and after which moment.
pub struct Asked {
    /// The lives.
    pub lives: BTreeSet<usize>,
    /// The commits that came after; none where all did.
    after: Option<BTreeSet<String>>,
}

impl Asked {
    /// Whether a change is asked for.
    pub fn holds(&self, entry: &LogEntry) -> bool {
        let after = self.after.as_ref();
        let is_after = after.is_none_or(|commits| commits.contains(&entry.taken_by));
        // Where the history is cut off, nothing was added: it was there.
        self.lives.contains(&entry.life) && is_after && !entry.is_cut
    }
}

impl Lives {
    /// The lives of the actions of the plan at `source`, and what is to be told of it.
    ///
    /// # Errors
    /// The plan cannot be read, or git not be asked.
    pub fn of(
        source: &Source,
        today: NaiveDate,
        allow_invalid: bool,
    ) -> Result<(Self, Vec<Note>), Error> {
        let commits = || -> Result<_, Error> {
            let repository = Repository::around(source.root())?;
            let head = match source.commit() {
                Some(commit) => commit.clone(),
                None => repository.head()?,
            };
            let commits = Commits::up_to(&repository, &head)?;
            Ok((repository, head, commits))
        };
        // The files are read while git lists the commits.
        let plan = || examine::plan(source, today, allow_invalid);
        let (plan, commits) = rayon::join(plan, commits);
        let (plan, files) = plan?;
        let (repository, head, commits) = commits?;
        let steps = history(&repository, &commits, &plan.words);
        let left_out = (!files.is_empty()).then_some(Note::LeftOut { files });
        let cut = known_from(&steps).map(Note::HistoryCut);
        let lives = Self {
            log: Log::of(&steps),
            plan,
            repository,
            head,
        };
        Ok((lives, left_out.into_iter().chain(cut).collect()))
    }

    /// The files that were passed over, save those of other lives than `lives`.
    pub fn passed_over(&self, lives: &BTreeSet<usize>) -> Vec<Note> {
        let is_told = |id| self.log.life(id).is_none_or(|life| lives.contains(&life));
        let skipped = self.log.skipped.iter();
        let notes = skipped.filter_map(|skipped| match &skipped.file {
            UnreadFile::Broken(id) => is_told(id).then(|| Note::PassedOver {
                id: id.to_string(),
                commit: skipped.commit.clone(),
            }),
            UnreadFile::Misplaced(path) => Some(Note::Misplaced {
                path: path.clone(),
                commit: skipped.commit.clone(),
            }),
        });
        notes.collect()
    }

    /// What a question asks for on the day `today`, of what was done after `since`.
    ///
    /// # Errors
    /// A word of the question is unknown, or git knows no such moment.
    pub fn asked(
        &self,
        question: &Question,
        since: Option<&str>,
        today: NaiveDate,
    ) -> Result<Asked, Error> {
        let all = || self.log.entries.iter().map(|entry| entry.life).collect();
        Ok(Asked {
            lives: self.selected(question, today)?.unwrap_or_else(all),
            after: since.map_or(Ok(None), |when| self.after(when))?,
        })
    }

    fn after(&self, when: &str) -> Result<Option<BTreeSet<String>>, Error> {
        match self.repository.moment(when) {
            Ok(from) => since(&self.repository, &from.id, &self.head).map(Some),
            // All of it came after.
            Err(Error::BeforeHistory { .. }) => Ok(None),
            Err(error) => Err(error),
        }
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
                .filter_map(|action| self.log.life(&action.id))
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
