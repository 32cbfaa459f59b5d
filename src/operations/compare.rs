//! Two states of the plan, and what is asked for in each.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::error::Error;
use crate::load::history::{Commits, Reading, history};
use crate::load::names::resolve;
use crate::model::action::Action;
use crate::model::id::ActionId;
use crate::model::plan::{Broken, Plan};
use crate::model::question::Question;
use crate::operations::examine;
use crate::source::Source;
use crate::source::git::{ObjectId, Repository};
use crate::view::diff::PlanState;
use crate::view::identity::{Identity, Names};
use crate::view::vocabularies::{WordChange, share_words, word_changes};
use crate::words::Note;

/// A plan, and the day that it is judged by.
#[derive(Clone)]
pub struct ReadState {
    /// The paths of the files that were left out.
    pub left_out: Vec<String>,
    /// The plan.
    pub plan: Plan,
    /// The day.
    pub today: NaiveDate,
}

/// The plan at `source` on the day `today`.
///
/// # Errors
/// The plan cannot be read.
pub fn read(source: &Source, today: NaiveDate, allow_invalid: bool) -> Result<ReadState, Error> {
    let (plan, left_out) = examine::plan(source, today, allow_invalid)?;
    Ok(ReadState {
        left_out,
        plan,
        today,
    })
}

/// Two states of a plan in one set of words, and the actions of both that are asked for.
pub struct Compared {
    /// The earlier one.
    pub before: PlanState,
    /// The later one.
    pub after: PlanState,
    /// The files that could not be read in one of them, and are left out of both.
    pub left_out: Vec<String>,
    /// What changed in the words.
    pub words: Vec<WordChange>,
    /// How many actions the question selects in the later one only, and how many in the earlier one only.
    pub crossed: (usize, usize),
    names: Option<Names>,
}

impl Compared {
    /// What `question` selects in two states of the plan at `root`, each with its commit, or the files' own. An action
    /// that it selects in one is asked for in both; a file that could not be read in one is left out of both.
    ///
    /// # Errors
    /// Neither plan knows a value of the question, or git cannot tell what became of the actions.
    pub fn of(
        question: &Question,
        (before, commit): (ReadState, &ObjectId),
        (after, later): (ReadState, Option<&ObjectId>),
        root: &Path,
    ) -> Result<Self, Error> {
        let files: BTreeSet<String> = (before.left_out.iter().chain(&after.left_out))
            .cloned()
            .collect();
        let left_out = files.iter();
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let left_out: BTreeSet<String> = left_out.map(|path| name(path)).collect();
        let is_left_out = |action: &Action| left_out.contains(&name(&action.path()));
        let (then, now) = (before.today, after.today);
        let (mut before, mut after) = (before.plan, after.plan);
        before.actions.retain(|action| !is_left_out(action));
        after.actions.retain(|action| !is_left_out(action));
        let names = between(&before, (&after, &[]), (commit, later), || {
            Repository::around(root).map(Arc::new)
        })?;
        let words = word_changes(&before, &after);
        share_words(&mut before, &mut after);
        for action in &mut before.actions {
            resolve(&mut action.sheet, &before.words);
        }
        let selected = |plan: &Plan, today| -> Result<BTreeSet<ActionId>, Error> {
            let selection = question.selection(plan, today)?;
            let actions = selection.of(plan).into_iter();
            Ok(actions.map(|action| action.id.clone()).collect())
        };
        let (mut old, mut new) = match (selected(&before, then), selected(&after, now)) {
            (Err(_), Err(error)) => return Err(error),
            (old, new) => (tolerated(old)?, tolerated(new)?),
        };
        let identity = Identity::of(&before, &after, &[], names.as_ref());
        let mut crossed = (0, 0);
        for action in &before.actions {
            let Some((later, _)) = identity.later(&action.id) else {
                continue;
            };
            let (is_old, is_new) = (old.contains(&action.id), new.contains(&later.id));
            if is_old && !is_new {
                crossed.1 += 1;
                new.insert(later.id.clone());
            }
            if is_new && !is_old {
                crossed.0 += 1;
                old.insert(action.id.clone());
            }
        }
        let state = |plan, selected| PlanState { plan, selected };
        Ok(Self {
            before: state(before, old),
            after: state(after, new),
            left_out: files.into_iter().collect(),
            words,
            crossed,
            names,
        })
    }

    /// Which actions are which.
    pub fn identity(&self) -> Identity<'_> {
        Identity::of(
            &self.before.plan,
            &self.after.plan,
            &[],
            self.names.as_ref(),
        )
    }

    /// What is to be told of actions that the question selects in one of the two only.
    pub fn note(&self) -> Option<Note> {
        let (entered, left) = self.crossed;
        (entered + left > 0).then_some(Note::Crossed { entered, left })
    }
}

/// The names of the actions of a plan and a later one, some of whose files may be `broken`, as the history between their
/// commits tells; it is read only where names came or went.
///
/// # Errors
/// git cannot tell it.
pub fn between(
    before: &Plan,
    (after, broken): (&Plan, &[Broken]),
    (commit, later): (&ObjectId, Option<&ObjectId>),
    repository: impl FnOnce() -> Result<Arc<Repository>, Error>,
) -> Result<Option<Names>, Error> {
    let ids = |plan: &Plan| -> BTreeSet<ActionId> {
        let ids = plan.actions.iter().map(|action| &action.id);
        ids.cloned().collect()
    };
    let mut now = ids(after);
    now.extend(broken.iter().map(|broken| broken.id.clone()));
    if ids(before) == now {
        return Ok(None);
    }
    let repository = repository()?;
    let head = match later {
        Some(head) => head.clone(),
        None => repository.head()?,
    };
    let commits = Commits::up_to(&repository, &[&head, commit])?;
    let (Some(earlier), Some(later)) = (commits.place(commit), commits.place(&head)) else {
        return Ok(None);
    };
    let history = history(&repository, commits, &after.words, Reading::Names).history;
    Ok(Names::between(&history, earlier, later))
}

/// The selection, empty where the plan does not know a value of it.
fn tolerated(selected: Result<BTreeSet<ActionId>, Error>) -> Result<BTreeSet<ActionId>, Error> {
    match selected {
        Err(Error::UnknownValue { .. } | Error::UnknownId { .. } | Error::UnknownView { .. }) => {
            Ok(BTreeSet::new())
        }
        selected => selected,
    }
}
