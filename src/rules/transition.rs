//! Changes that a plan must not see without a word. These rules know two plans.

use crate::finding::{At, Diagnostic, Finding, Rule};
use crate::model::action::Action;
use crate::model::history::Likeness;
use crate::model::plan::{PlanDraft, Words};
use crate::model::vocabulary::Phase;
use crate::rules::article::{Article, Setting, about};
use crate::view::identity::{Identity, Successor};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::ReopenedAction)
        .fr("action achevée rouverte depuis la base")
        .why("Le plan d'où part le changement (plan check --base) dit l'action achevée ; celui-ci ne le dit plus. Rouvrir une action se décide, et se dit.")
        .en("action that was done at the base and is not any more")
        .why("The plan that the change starts from (plan check --base) says that the action is done; this one does not. Opening it again is a decision, and is said.")
        .at(Setting::Since("status = \"Complété\""))
        .bad("status = \"En cours\"")
        .good("status = \"En cours\" # plan: allow(reopened-action) malfaçons, délibération du 12 mai"),
    about(Rule::DeletedAction)
        .fr("fiche supprimée depuis la base")
        .why("La fiche est dans le plan d'où part le changement (plan check --base), et n'est plus dans celui-ci, sous aucun nom. Une action votée ne s'efface pas : un statut dit qu'elle est abandonnée, et son historique reste lisible. Le constat porte le chemin de la fiche dans la base.")
        .en("action's file deleted since the base")
        .why("The file is in the plan that the change starts from (plan check --base), and in this one no more, under no name. A voted action is not wiped out: a status says that it was given up, and its history can be read. The finding bears the file's path at the base.")
        .at(Setting::File)
        .bad("git rm actions/3.1.2/velo.toml")
        .good("plan set velo status=\"Abandonné\""),
    about(Rule::RenamedReference)
        .fr("référence à une action renommée depuis la base")
        .why("Depuis la base (plan check --base), l'action a changé de nom et included_in dit encore l'ancien. plan check --base … --fix l'écrit, si le contenu de la fiche n'a pas changé par ailleurs ; plan rename l'aurait fait.")
        .en("reference to an action renamed since the base")
        .why("Since the base (plan check --base) the action has another name, and included_in still says the old one. plan check --base … --fix writes the new one where nothing else in the action's file changed; plan rename would have done it.")
        .at(Setting::File)
        .bad("git mv actions/3.1.2/velo.toml actions/3.1.2/plan-velo.toml")
        .good("plan rename velo plan-velo"),
];

/// Add to the findings of the plan `now` what its way from `before` broke, whose actions it has by their `identity`.
///
/// A reference that was left behind by a new name is told as that, and no more as an unknown one.
pub fn run(
    before: &PlanDraft,
    now: &PlanDraft,
    identity: &Identity<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let left_behind = references_left(now, identity);
    diagnostics.retain(|one| {
        let is_unknown = matches!(one.finding, Finding::UnknownReference { .. });
        !(is_unknown && left_behind.iter().any(|other| other.place == one.place))
    });
    diagnostics.extend(left_behind);
    let mut statuses = now.plan.words.statuses.entries().iter();
    let dropped = statuses.find(|status| status.phase == Phase::Dropped);
    for old in &before.plan.actions {
        match identity.successor(old) {
            Successor::Here(new) => {
                diagnostics.extend(reopened(old, new, &before.plan.words, &now.plan.words));
            }
            Successor::Unreadable => {}
            Successor::Gone => {
                let mut actions = now.plan.actions.iter();
                let is_replaced = actions.any(|action| action.sheet.replaces.contains(&old.id));
                if !is_replaced && phase(old, &before.plan.words) != Some(Phase::Dropped) {
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
    let finding = Finding::ReopenedAction(old.sheet.status.clone()?);
    let at = At::Value("status".to_owned());
    Some(Diagnostic::new(finding, new.path(), at))
}

/// The references to an action by the name that it had.
fn references_left(now: &PlanDraft, identity: &Identity<'_>) -> Vec<Diagnostic> {
    let partly = now
        .broken
        .iter()
        .filter_map(|broken| broken.action.as_ref());
    let mut left = Vec::new();
    for action in now.plan.actions.iter().chain(partly) {
        for (spot, target) in action.sheet.references() {
            let Some((renamed, likeness)) = identity.renamed(target) else {
                continue;
            };
            let finding = Finding::RenamedReference {
                id: target.to_string(),
                renamed: renamed.id.to_string(),
            };
            let is_sure = likeness == Likeness::Identical;
            let now = is_sure.then(|| format!("\"{}\"", renamed.id));
            left.push(Diagnostic::new(finding, action.path(), spot).patch(spot, now));
        }
    }
    left
}
