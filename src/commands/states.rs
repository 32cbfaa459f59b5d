//! Two states of the plan, and what is asked for in each.

use std::collections::BTreeSet;

use crate::commands::context::Context;
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::model::id::ActionId;
use crate::model::plan::Plan;
use crate::view::diff::State;

/// A plan and what the options select in it, where it knows their values.
pub struct Asked {
    plan: Plan,
    left_out: Vec<String>,
    selected: Result<BTreeSet<ActionId>, Error>,
}

/// The plan that `context` reads, and what the options select in it.
///
/// # Errors
/// The plan cannot be read.
pub fn asked(selection: &SelectionArgs, ids: &[String], context: &Context) -> Result<Asked, Error> {
    let (plan, left_out) = context.reading(selection.allow_invalid)?;
    let selected = selection.of(ids, &plan, context).map(|selection| {
        let actions = selection.of(&plan).into_iter();
        actions.map(|action| action.id.clone()).collect()
    });
    Ok(Asked {
        plan,
        left_out,
        selected,
    })
}

/// Both states: a value that only one plan knows selects nothing in the other, and a file that
/// could not be read in one is left out of both.
///
/// # Errors
/// Neither plan knows a value.
pub fn both(before: Asked, after: Asked) -> Result<(State, State), Error> {
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
        State { plan, selected }
    };
    Ok((state(before.plan, old), state(after.plan, new)))
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
