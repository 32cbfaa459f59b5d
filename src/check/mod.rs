//! What a good plan obeys: rules that know the plan, and name keys instead of places in files.

mod budget;
mod dates;
mod references;
pub mod since;
mod texts;
mod vocabulary;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::{At, Diagnostic, Finding};
use crate::model::action::Action;
use crate::model::plan::Draft;

/// Findings of one action, each at the key it names.
type Findings = Vec<(Finding, At)>;

/// The rules that an action obeys by itself.
const ACTION_RULES: &[fn(&Action, &mut Findings)] = &[
    texts::title,
    texts::themes,
    texts::repeated_names,
    texts::repeated_sub_actions,
    dates::order,
    budget::figures,
];

/// The rules that need the whole plan.
const PLAN_RULES: &[fn(&Draft, &mut Vec<Diagnostic>)] = &[
    references::unknown,
    references::cycles,
    vocabulary::repeated_words,
    vocabulary::semicolons,
    vocabulary::axes,
];

/// What breaks a rule in the plan, in no order.
///
/// Of a file that was not read whole, only what does not follow from what is missing is told.
pub fn run(draft: &Draft) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = draft
        .plan
        .actions
        .par_iter()
        .flat_map_iter(of_action)
        .collect();
    for broken in &draft.broken {
        let known = broken.action.iter().flat_map(of_action);
        diagnostics.extend(known.filter(|diagnostic| !diagnostic.follows(&broken.unread)));
    }
    for rule in PLAN_RULES {
        rule(draft, &mut diagnostics);
    }
    diagnostics
}

fn of_action(action: &Action) -> impl Iterator<Item = Diagnostic> {
    let mut findings = Vec::new();
    for rule in ACTION_RULES {
        rule(action, &mut findings);
    }
    findings
        .into_iter()
        .map(move |(finding, at)| Diagnostic::new(finding, action.path(), at))
}

/// The key `key` of sub-action `index`, or of the action itself.
fn key_of(part: Option<usize>, key: &str) -> String {
    match part {
        Some(index) => format!("sub_actions[{index}].{key}"),
        None => key.to_owned(),
    }
}
