//! Which action of the plan a draft speaks of.

use std::collections::{BTreeSet, HashMap};

use crate::import::mapping::draft::Draft;
use crate::model::action::Action;
use crate::model::fold::fold;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::Plan;
use crate::view::import_report::Reason;

/// What becomes of a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate<'a> {
    /// A new action, of this id and measure.
    New(ActionId, MeasureKey),
    /// It speaks of an action of the plan.
    Of(&'a Action),
    /// It is left out.
    LeftOut(Reason),
}

/// What becomes of each draft, in their order.
///
/// A draft is matched by its id where it has one, else by its measure and its folded title; where one title stands for
/// several actions, by its code too. `taken` are ids that belong to files of which nothing is known.
pub fn fates<'a>(drafts: &[Draft], plan: &'a Plan, taken: &BTreeSet<ActionId>) -> Vec<Fate<'a>> {
    let actions = plan.actions.iter();
    let mut by_id: HashMap<&ActionId, &Action> =
        actions.map(|action| (&action.id, action)).collect();
    for action in &plan.actions {
        for former in &action.sheet.former {
            by_id.entry(former).or_insert(action);
        }
    }
    let mut by_title: HashMap<(&MeasureKey, String), Vec<&Action>> = HashMap::new();
    let mut anywhere: HashMap<String, Vec<&Action>> = HashMap::new();
    for action in &plan.actions {
        let title = fold(&action.sheet.title);
        anywhere.entry(title.clone()).or_default().push(action);
        let key = (&action.measure, title);
        by_title.entry(key).or_default().push(action);
    }
    // An id that a draft claims is not given to another one.
    let mut used: BTreeSet<ActionId> = drafts.iter().filter_map(|draft| draft.id.clone()).collect();
    used.extend(taken.iter().cloned());
    used.extend(by_id.keys().map(|id| (*id).clone()));
    let code = |draft: &Draft| {
        let code = draft.sheet.code.clone()?;
        Some((draft.measure.clone()?, fold(&draft.sheet.title), code))
    };
    let claimed: BTreeSet<(MeasureKey, String, String)> = drafts.iter().filter_map(code).collect();
    let fate = |draft: &Draft| {
        if let Some(id) = &draft.id {
            return match (by_id.get(id), &draft.measure) {
                (Some(action), _) => Fate::Of(action),
                (None, _) if draft.sheet.title.is_empty() => Fate::LeftOut(Reason::UnknownId),
                (None, Some(measure)) => Fate::New(id.clone(), measure.clone()),
                (None, None) => Fate::LeftOut(Reason::NoMeasure),
            };
        }
        let title = fold(&draft.sheet.title);
        let Some(measure) = &draft.measure else {
            // A title that only one action has is enough.
            return match anywhere.get(&title).map(Vec::as_slice) {
                Some([action]) => Fate::Of(action),
                Some(several) => several_actions(several),
                None => Fate::LeftOut(Reason::NoMeasure),
            };
        };
        let is_of_other_row = |action: &Action| match (&draft.sheet.code, &action.sheet.code) {
            (Some(own), Some(code)) if own != code => {
                claimed.contains(&(measure.clone(), title.clone(), code.clone()))
            }
            _ => false,
        };
        let found = by_title.get(&(measure, title.clone()));
        let found = found.into_iter().flatten();
        let found: Vec<&Action> = found
            .copied()
            .filter(|action| !is_of_other_row(action))
            .collect();
        match found.as_slice() {
            [action] => Fate::Of(action),
            [] => {
                let Some(id) = free_id(&draft.sheet.title, &used) else {
                    return Fate::LeftOut(Reason::NoTitle);
                };
                used.insert(id.clone());
                Fate::New(id, measure.clone())
            }
            several => several_actions(several),
        }
    };
    drafts.iter().map(fate).collect()
}

fn several_actions<'a>(actions: &[&Action]) -> Fate<'a> {
    let ids = actions.iter().map(|action| action.id.clone());
    Fate::LeftOut(Reason::SeveralActions(ids.collect()))
}

/// The id that a title suggests, with a number behind it where another action has it.
fn free_id(title: &str, used: &BTreeSet<ActionId>) -> Option<ActionId> {
    // `CON` is a device to Windows, and no file.
    let spelled_out = || format!("action-{}", fold(title).replace(' ', "-"));
    let id = ActionId::of_title(title).or_else(|| spelled_out().parse().ok())?;
    Some(id.free(used))
}

#[cfg(test)]
mod tests {
    use super::{Fate, fates};
    use crate::import::mapping::draft::Draft;
    use crate::model::action::{Action, Sheet};
    use crate::model::plan::Plan;
    use crate::view::import_report::Reason;
    use std::collections::BTreeSet;

    fn action(id: &str, title: &str) -> Action {
        Action {
            id: id.parse().expect("an id"),
            measure: "1.2.3".parse().expect("a measure"),
            sheet: Sheet {
                title: title.to_owned(),
                ..Sheet::default()
            },
        }
    }

    #[test]
    fn a_code_tells_actions_of_one_title_apart() {
        let coded = |id: &str, code: &str| {
            let mut action = action(id, "Suivi");
            action.sheet.code = Some(code.to_owned());
            action
        };
        let plan = Plan {
            actions: vec![coded("suivi", "A1"), coded("suivi-2", "A2")],
            ..Plan::default()
        };
        let drafts = ["A2", "A1", "A3"].map(|code| {
            let mut draft = Draft::new(1);
            draft.measure = "1.2.3".parse().ok();
            draft.sheet.title = "Suivi".to_owned();
            draft.sheet.code = Some(code.to_owned());
            draft
        });
        let told: Vec<String> = fates(&drafts, &plan, &BTreeSet::new())
            .iter()
            .map(|fate| match fate {
                Fate::New(id, _) => format!("+{id}"),
                Fate::Of(action) => action.id.to_string(),
                Fate::LeftOut(_) => "-".to_owned(),
            })
            .collect();
        assert_eq!(told, ["suivi-2", "suivi", "+suivi-3"]);
    }

    #[test]
    fn a_draft_is_known_by_its_id_else_by_its_title() {
        let plan = Plan {
            actions: vec![
                action("velo", "Plan vélo"),
                action("a", "Deux"),
                action("b", "deux"),
            ],
            ..Plan::default()
        };
        for (id, title, expected) in [
            (Some("velo"), "Autre titre", "velo"),
            (Some("neuf"), "Plan vélo", "+neuf"),
            (Some("velo"), "", "velo"),
            (Some("neuf"), "", "-"),
            (None, "PLAN VELO", "velo"),
            (None, "Velo", "+velo-2"),
            (None, "Bois", "+bois"),
            (None, "Deux", "?"),
        ] {
            let mut draft = Draft::new(1);
            draft.id = id.map(|id| id.parse().expect("an id"));
            draft.measure = "1.2.3".parse().ok();
            draft.sheet.title = title.to_owned();
            let told = match &fates(&[draft], &plan, &BTreeSet::new())[0] {
                Fate::New(id, _) => format!("+{id}"),
                Fate::Of(action) => action.id.to_string(),
                Fate::LeftOut(Reason::SeveralActions(_)) => "?".to_owned(),
                Fate::LeftOut(_) => "-".to_owned(),
            };
            assert_eq!(told, expected, "{title}");
        }
    }
}
