//! Two states of the plan, and what is asked for in each.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;

use crate::error::Error;
use crate::load::history::{Commits, history, since};
use crate::model::id::ActionId;
use crate::model::plan::{Plan, Words};
use crate::model::question::Question;
use crate::operations::examine;
use crate::source::Source;
use crate::source::git::{ObjectId, Repository};
use crate::view::diff::{PlanState, left_over, renamed};
use crate::view::likeness::NewNames;
use crate::view::log::Log;

/// A plan and what a question selects in it, where it knows the question's words.
pub struct AskedState {
    /// The paths of the files that were left out.
    pub left_out: Vec<String>,
    plan: Plan,
    selected: Result<BTreeSet<ActionId>, Error>,
}

/// The plan at `source`, and what a question selects in it on the day `today`.
///
/// # Errors
/// The plan cannot be read.
pub fn asked(
    question: &Question,
    source: &Source,
    today: NaiveDate,
    allow_invalid: bool,
) -> Result<AskedState, Error> {
    let (plan, left_out) = examine::plan(source, today, allow_invalid)?;
    let selected = question.selection(&plan, today).map(|selection| {
        let actions = selection.of(&plan).into_iter();
        actions.map(|action| action.id.clone()).collect()
    });
    Ok(AskedState {
        left_out,
        plan,
        selected,
    })
}

/// Two states of the plan in the words of the later one, and what actions of the earlier are called there.
pub struct Compared {
    /// The earlier one.
    pub before: PlanState,
    /// The later one.
    pub after: PlanState,
    /// The names that its actions bear in the later one, where that is not told by their likeness.
    pub names: NewNames,
    /// The files that could not be read in one of them, and are left out of both.
    pub left_out: Vec<String>,
}

/// Two states of the plan at `root` beside each other: what a question names is asked of both under all its names. The
/// history between `ends`, two commits or one and the files, tells the names where it is given.
///
/// # Errors
/// Neither plan knows a value, or git cannot tell the history.
pub fn paired(
    (before, after): (AskedState, AskedState),
    question: &Question,
    ends: Option<(&ObjectId, Option<&ObjectId>)>,
    root: &Path,
) -> Result<Compared, Error> {
    let mut left_out = [&before.left_out[..], &after.left_out].concat();
    left_out.sort();
    left_out.dedup();
    let (before, mut after) = both(before, after)?;
    let mut before = before.in_words_of(&after.plan.words);
    let names = match ends {
        Some(ends) => names(&before, &after, ends, root)?,
        None => NewNames::new(),
    };
    if question.names_actions() {
        under_every_name(&mut before, &mut after, &names);
    }
    Ok(Compared {
        before,
        after,
        names,
        left_out,
    })
}

/// Both states: a value that only one plan knows selects nothing in the other, and a file that
/// could not be read in one is left out of both.
///
/// # Errors
/// Neither plan knows a value.
fn both(before: AskedState, after: AskedState) -> Result<(PlanState, PlanState), Error> {
    let mut left_out: Vec<String> = [before.left_out, after.left_out].concat();
    left_out.sort();
    let (old, new) = match (before.selected, after.selected) {
        (Err(_), Err(error)) => return Err(error),
        (old, new) => (tolerated(old)?, tolerated(new)?),
    };
    let state = |mut plan: Plan, selected| {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let names: BTreeSet<String> = left_out.iter().map(|path| name(path)).collect();
        plan.actions
            .retain(|action| !names.contains(&name(&action.path())));
        PlanState { plan, selected }
    };
    Ok((state(before.plan, old), state(after.plan, new)))
}

/// The names that actions of `before` bear in `after`, two states of the plan at `root`, told by the history from one commit to the other, the files' own
/// being the one checked out; read only where actions came and went that are not alike.
///
/// # Errors
/// git cannot tell it.
fn names(
    before: &PlanState,
    after: &PlanState,
    ends: (&ObjectId, Option<&ObjectId>),
    root: &Path,
) -> Result<NewNames, Error> {
    let alike = renamed(before, after, &NewNames::new());
    let (gone, fresh) = left_over(before, after, &alike);
    if gone.is_empty() || fresh.is_empty() {
        return Ok(NewNames::new());
    }
    followed(&Repository::around(root)?, ends, &after.plan.words)
}

/// The names that actions of one commit bear in a later one, or in the one checked out, told by the history between them.
///
/// # Errors
/// git cannot tell it.
pub fn followed(
    repository: &Repository,
    ends: (&ObjectId, Option<&ObjectId>),
    words: &Words,
) -> Result<NewNames, Error> {
    let head = match ends.1 {
        Some(head) => head.clone(),
        None => repository.head()?,
    };
    let later = since(repository, ends.0, &head)?;
    let commits = Commits::up_to(repository, &head)?;
    let log = Log::of(&history(repository, &commits, words));
    Ok(log.names(|entry| later.contains(&entry.taken_by)))
}

/// Ask of both plans for the same actions, whatever they are called there, where one of them is asked for.
fn under_every_name(before: &mut PlanState, after: &mut PlanState, names: &NewNames) {
    let pairs: Vec<(ActionId, ActionId)> = renamed(before, after, names)
        .into_iter()
        .map(|(old, young, _)| (old.id.clone(), young.id.clone()))
        .collect();
    for (old, young) in pairs {
        if before.selected.contains(&old) || after.selected.contains(&young) {
            before.selected.insert(old);
            after.selected.insert(young);
        }
    }
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
