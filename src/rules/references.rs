//! Budget lines that are counted in another action.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::finding::{Diagnostic, Finding, Rule};
use crate::model::action::Action;
use crate::model::id::ActionId;
use crate::model::nearest::NameIndex;
use crate::model::plan::PlanDraft;
use crate::rules::article::{Article, about};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::BadReference)
        .fr("référence qui n'est pas un nom d'action")
        .why("included_in nomme la fiche où le montant est compté : le nom de son fichier, sans .toml, ou \"?\".")
        .en("reference that is no action's name")
        .why("included_in names the action where the amount is counted: its file's name without .toml, or \"?\".")
        .bad("budget = [{ included_in = \"Plan Vélo\" }]")
        .good("budget = [{ included_in = \"?\" }]"),
    about(Rule::UnknownReference)
        .fr("montant compté dans une action qui n'existe pas")
        .why("included_in promet que le montant est compté ailleurs. Si cet ailleurs n'existe pas, il n'est compté nulle part.")
        .en("amount counted in an action that does not exist")
        .why("included_in promises that the amount is counted elsewhere. If there is no such place, it is counted nowhere.")
        .bad("budget = [{ amount = 5_000, included_in = \"plan-pieton\" }]")
        .good("budget = [{ amount = 5_000, included_in = \"?\" }]"),
    about(Rule::ReferenceCycle)
        .fr("montants comptés en rond")
        .why("L'action A dit que son montant est compté dans B, et B dans A : il n'est donc compté nulle part.")
        .en("amounts counted in a circle")
        .why("Action A says that its amount is counted in B, and B in A: it is counted nowhere.")
        .bad("budget = [{ amount = 5_000, included_in = \"velo\" }]")
        .good("budget = [{ amount = 5_000 }]"),
];

/// The action that a line is counted in exists.
pub fn unknown<'a>(draft: &'a PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    let whole = draft.plan.actions.iter().map(|action| &action.id);
    let ids = || {
        whole
            .clone()
            .chain(draft.broken.iter().map(|broken| &broken.id))
    };
    let known: HashSet<&ActionId> = ids().collect();
    let actions = draft.plan.actions.iter();
    let broken = draft.broken.iter();
    let lost: BTreeSet<&ActionId> = actions
        .chain(broken.filter_map(|broken| broken.action.as_ref()))
        .flat_map(|action| action.sheet.references())
        .map(|(_, target)| target)
        .filter(|target| !known.contains(target))
        .collect();
    if lost.is_empty() {
        return;
    }
    let names = NameIndex::of(ids().map(ActionId::as_str));
    let bore = draft.plan.actions.iter();
    let bore = bore.flat_map(|action| action.sheet.former.iter().map(|id| (id, &action.id)));
    let renamed: HashMap<&ActionId, &ActionId> = bore.collect();
    let meant = |target: &&'a ActionId| {
        let nearest = match renamed.get(*target) {
            Some(now) => vec![now.to_string()],
            None => names.nearest(target.as_str()),
        };
        (*target, nearest)
    };
    let meant: HashMap<&ActionId, Vec<String>> = lost.par_iter().map(meant).collect();
    let told = |action: &Action| -> Vec<Diagnostic> {
        let lost = action.sheet.references().filter_map(|(spot, target)| {
            let finding = Finding::UnknownReference {
                id: target.to_string(),
                nearest: meant.get(target)?.clone(),
            };
            let now = renamed.get(target).map(|now| format!("\"{now}\""));
            Some(Diagnostic::new(finding, action.path(), spot).patch(spot, now))
        });
        lost.collect()
    };
    diagnostics.extend(draft.plan.actions.iter().flat_map(told));
    for broken in &draft.broken {
        let known = broken.action.iter().flat_map(told);
        diagnostics.extend(known.filter(|diagnostic| !diagnostic.follows(&broken.unread)));
    }
}

/// No amount is, by way of others, counted in itself.
pub fn cycles(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    let endless = endless(&draft.plan.actions);
    let mut told: BTreeSet<&ActionId> = BTreeSet::new();
    for action in &draft.plan.actions {
        // A circle is one mistake, however many actions are in it.
        if !endless.contains_key(&action.id) || told.contains(&action.id) {
            continue;
        }
        let untold = action.sheet.references().find_map(|(spot, first)| {
            let cycle = cycle(action, first, &endless)?;
            let is_told = cycle.iter().any(|id| told.contains(id));
            (!is_told).then_some((spot, cycle))
        });
        if let Some((spot, cycle)) = untold {
            let ids = cycle.iter().map(ToString::to_string).collect();
            told.extend(cycle);
            let finding = Finding::ReferenceCycle(ids);
            diagnostics.push(Diagnostic::new(finding, action.path(), spot));
        }
    }
}

/// The actions from which references lead on without end, each with what it refers to.
fn endless(actions: &[Action]) -> HashMap<&ActionId, Vec<&ActionId>> {
    let mut targets: HashMap<&ActionId, Vec<&ActionId>> = HashMap::new();
    let mut sources: HashMap<&ActionId, Vec<&ActionId>> = HashMap::new();
    for action in actions {
        for (_, target) in action.sheet.references() {
            targets.entry(&action.id).or_default().push(target);
            sources.entry(target).or_default().push(&action.id);
        }
    }
    let mut open: HashMap<&ActionId, usize> = targets
        .iter()
        .map(|(id, targets)| (*id, targets.len()))
        .collect();
    let mut ended: Vec<&ActionId> = sources
        .keys()
        .filter(|id| !targets.contains_key(*id))
        .copied()
        .collect();
    // Where all that an action refers to comes to an end, so does the action.
    while let Some(end) = ended.pop() {
        for source in sources.remove(end).unwrap_or_default() {
            let Some(left) = open.get_mut(source) else {
                continue;
            };
            *left -= 1;
            if *left == 0 {
                targets.remove(source);
                ended.push(source);
            }
        }
    }
    targets
}

/// The ids on the way from `action` by its reference to `first` back to it, if there is such a way.
fn cycle<'a>(
    action: &'a Action,
    first: &'a ActionId,
    targets: &HashMap<&'a ActionId, Vec<&'a ActionId>>,
) -> Option<Vec<&'a ActionId>> {
    let mut came_from: HashMap<&ActionId, &ActionId> = HashMap::new();
    let mut next = vec![(first, &action.id)];
    while let Some((id, from)) = next.pop() {
        if came_from.contains_key(id) {
            continue;
        }
        came_from.insert(id, from);
        if id == &action.id {
            let mut way = vec![id];
            let mut last = from;
            while last != id {
                way.push(last);
                last = came_from.get(last)?;
            }
            way.push(id);
            way.reverse();
            return Some(way);
        }
        let further = targets.get(id).into_iter().flatten();
        next.extend(further.map(|target| (*target, id)));
    }
    None
}
