//! What a change must not do without a word to the plan that it started from. These rules know two plans.

use crate::finding::{At, Diagnostic, Finding};
use crate::model::action::Action;
use crate::model::plan::{PlanDraft, Words};
use crate::model::vocabulary::Phase;
use crate::rules::references::references;
use crate::view::likeness::Likeness;
use crate::view::successor::{Successor, Successors};

/// Add to the findings of the plan `now` what its way from `before` broke, whose actions became those `successors`.
///
/// A reference that was left behind by a new name is told as that, and no more as an unknown one.
pub fn run(
    before: &PlanDraft,
    now: &PlanDraft,
    successors: &Successors<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let left_behind = references_left(now, successors);
    diagnostics.retain(|one| {
        let is_unknown = matches!(one.finding, Finding::UnknownReference { .. });
        !(is_unknown && left_behind.iter().any(|other| other.place == one.place))
    });
    diagnostics.extend(left_behind);
    let mut statuses = now.plan.words.statuses.entries().iter();
    let dropped = statuses.find(|status| status.phase == Phase::Dropped);
    for old in &before.plan.actions {
        match successors.of_action(old) {
            Successor::Here(new) => {
                diagnostics.extend(reopened(old, new, &before.plan.words, &now.plan.words));
            }
            Successor::Unreadable => {}
            Successor::Gone => {
                if phase(old, &before.plan.words) != Some(Phase::Dropped) {
                    let finding = Finding::DeletedAction {
                        title: old.sheet.title.clone(),
                        status: dropped.map(|status| status.name.clone()),
                    };
                    diagnostics.push(Diagnostic::new(finding, old.path(), At::File));
                }
            }
        }
    }
}

fn phase(action: &Action, words: &Words) -> Option<Phase> {
    let status = words.statuses.find(action.sheet.status.as_deref()?)?;
    Some(status.phase)
}

fn reopened(old: &Action, new: &Action, then: &Words, now: &Words) -> Option<Diagnostic> {
    let was_done = phase(old, then) == Some(Phase::Done);
    if !was_done || phase(new, now) == Some(Phase::Done) {
        return None;
    }
    let finding = Finding::ReopenedAction {
        status: old.sheet.status.clone()?,
    };
    let at = At::Value("status".to_owned());
    Some(Diagnostic::new(finding, new.path(), at))
}

/// The references to an action by the name that it had.
fn references_left(now: &PlanDraft, successors: &Successors<'_>) -> Vec<Diagnostic> {
    let partly = now
        .broken
        .iter()
        .filter_map(|broken| broken.action.as_ref());
    let mut left = Vec::new();
    for action in now.plan.actions.iter().chain(partly) {
        for (path, target) in references(action) {
            let Some((renamed, likeness)) = successors.renamed(target) else {
                continue;
            };
            let finding = Finding::RenamedReference {
                id: target.to_string(),
                renamed: renamed.id.to_string(),
            };
            let at = At::Value(path);
            let diagnostic = Diagnostic::new(finding, action.path(), at.clone());
            left.push(match likeness {
                Likeness::Identical => diagnostic.patch(at, format!("\"{}\"", renamed.id)),
                Likeness::Alike(_) | Likeness::Followed(_) => diagnostic,
            });
        }
    }
    left
}
