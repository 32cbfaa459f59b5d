//! Budget lines that are counted in another action.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::check::key_of;
use crate::diagnostic::{At, Diagnostic, Finding};
use crate::model::action::Action;
use crate::model::fold::nearest;
use crate::model::id::ActionId;
use crate::model::name::Stated;
use crate::model::plan::Draft;

/// The action that a line is counted in exists.
pub fn unknown(draft: &Draft, diagnostics: &mut Vec<Diagnostic>) {
    let whole = draft.plan.actions.iter().map(|action| &action.id);
    let ids = || {
        whole
            .clone()
            .chain(draft.broken.iter().map(|broken| &broken.id))
    };
    let known: HashSet<&ActionId> = ids().collect();
    let told = |action: &Action| -> Vec<Diagnostic> {
        let lost = references(action).filter(|(_, target)| !known.contains(target));
        lost.map(|(path, target)| {
            let finding = Finding::UnknownReference {
                id: target.to_string(),
                nearest: nearest(target.as_str(), ids().map(ActionId::as_str))
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
            };
            at(action, path, finding)
        })
        .collect()
    };
    diagnostics.extend(draft.plan.actions.iter().flat_map(told));
    for broken in &draft.broken {
        let known = broken.action.iter().flat_map(told);
        diagnostics.extend(known.filter(|diagnostic| !diagnostic.follows(&broken.unread)));
    }
}

/// No amount is, by way of others, counted in itself.
pub fn cycles(draft: &Draft, diagnostics: &mut Vec<Diagnostic>) {
    let actions: HashMap<&ActionId, &Action> = draft
        .plan
        .actions
        .iter()
        .map(|action| (&action.id, action))
        .collect();
    let mut told: BTreeSet<&ActionId> = BTreeSet::new();
    for action in &draft.plan.actions {
        for (path, _) in references(action) {
            let Some(cycle) = cycle_from(action, &path, &actions) else {
                continue;
            };
            // A circle is one mistake, however many actions are in it.
            if cycle.iter().any(|id| told.contains(*id)) {
                continue;
            }
            let ids = cycle.iter().map(ToString::to_string).collect();
            told.extend(cycle);
            diagnostics.push(at(action, path, Finding::ReferenceCycle { ids }));
        }
    }
}

/// The ids on the way from the line at `path` back to its action, if there is such a way.
fn cycle_from<'a>(
    action: &'a Action,
    path: &str,
    actions: &HashMap<&'a ActionId, &'a Action>,
) -> Option<Vec<&'a ActionId>> {
    let (_, first) = references(action).find(|(known, _)| known == path)?;
    let mut ways = vec![vec![&action.id, first]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        let last = *way.last()?;
        if last == &action.id {
            return Some(way);
        }
        if seen.insert(last)
            && let Some(next) = actions.get(last)
        {
            ways.extend(references(next).map(|(_, target)| {
                let mut longer = way.clone();
                longer.push(target);
                longer
            }));
        }
    }
    None
}

/// The lines that are counted elsewhere: the path of each reference, and the action it names.
fn references(action: &Action) -> impl Iterator<Item = (String, &ActionId)> {
    let sheet = &action.sheet;
    let own = sheet
        .budget
        .iter()
        .enumerate()
        .map(|(index, line)| (None, index, line));
    let parts = sheet
        .sub_actions
        .iter()
        .enumerate()
        .flat_map(|(part, sub_action)| {
            let lines = sub_action.budget.iter().enumerate();
            lines.map(move |(index, line)| (Some(part), index, line))
        });
    own.chain(parts)
        .filter_map(|(part, index, line)| match &line.included_in {
            Some(Stated::Known(id)) => {
                let path = format!("{}[{index}].included_in", key_of(part, "budget"));
                Some((path, id))
            }
            Some(Stated::Unknown) | None => None,
        })
}

fn at(action: &Action, path: String, finding: Finding) -> Diagnostic {
    Diagnostic::new(finding, action.path(), At::Value(path))
}
