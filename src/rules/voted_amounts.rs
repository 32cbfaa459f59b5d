//! Amounts that were voted and are others now. The rule knows two plans: the voted one and this one.

use crate::finding::{Diagnostic, Finding, Rule};
use crate::model::action::Action;
use crate::model::budget::{Basis, BudgetLine, Figure};
use crate::model::column::Column;
use crate::model::digits::THOUSANDS;
use crate::model::key::Key;
use crate::model::plan::PlanDraft;
use crate::model::spot::Spot;
use crate::rules::article::{Article, Setting, about};
use crate::view::change::{Change, FieldValue, changes};
use crate::view::identity::{Identity, Successor};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::VotedAmount)
        .fr("montant voté changé sans note")
        .why("schema/plan.toml nomme le plan voté ([voted] revision = \"v2020\"). Avec plan check --base, une ligne de budget qui n'y dit pas le même montant dit pourquoi dans sa note, ou est excusée.")
        .en("voted amount changed without a note")
        .why("schema/plan.toml names the plan that was voted ([voted] revision = \"v2020\"). With plan check --base, a budget line that states another amount says why in its note, or is allowed.")
        .at(Setting::Since("budget = [{ label = \"pistes\", amount = 5_000_000 }]"))
        .bad("budget = [{ label = \"pistes\", amount = 6_200_000 }]")
        .good("budget = [{ label = \"pistes\", amount = 6_200_000, note = \"délibération du 12 mai\" }]"),
];

/// The amounts that were voted and are others in what became of the voted actions, by their `identity`, without a note that says why.
pub fn run(voted: &PlanDraft, identity: &Identity<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for old in &voted.plan.actions {
        if let Successor::Here(new) = identity.successor(old) {
            found.extend(changed_amounts(old, new));
        }
    }
    found
}

/// The voted lines of one action that state another amount, or are gone.
fn changed_amounts(voted: &Action, now: &Action) -> Vec<Diagnostic> {
    let changes = changes(&voted.sheet, &now.sheet);
    let mut new_lines: Vec<&BudgetLine> = changes.iter().flat_map(lines_added).collect();
    let mut found = Vec::new();
    for change in &changes {
        if let (Some(FieldValue::Line(old)), Some(FieldValue::Line(new))) =
            (&change.before, &change.after)
        {
            if let Some((was, is, key)) = amounts(old, new).filter(|_| !is_explained(old, new)) {
                let finding = Finding::VotedAmount {
                    line: change.field.item.clone(),
                    voted: was,
                    now: Some(is),
                };
                found.push((finding, place_of(now, change, new, key)));
            }
            continue;
        }
        for line in lines_removed(change) {
            let Some(figure) = line.any_figure() else {
                continue;
            };
            // The same amount under another name, or in another part of the action, is still there.
            let same = |other: &&BudgetLine| other.any_figure() == Some(figure);
            if let Some(index) = new_lines.iter().position(same) {
                new_lines.swap_remove(index);
                continue;
            }
            let finding = Finding::VotedAmount {
                line: line.label.clone(),
                voted: written(figure),
                now: None,
            };
            found.push((finding, gone_from(now, change)));
        }
    }
    found
        .into_iter()
        .map(|(finding, spot)| Diagnostic::new(finding, now.path(), spot))
        .collect()
}

/// Tells whether a line gives a reason why its amount is no longer the voted one.
fn is_explained(old: &BudgetLine, new: &BudgetLine) -> bool {
    new.note.is_some() && new.note != old.note
}

/// The voted amount, the present one and its key, where they differ.
fn amounts(old: &BudgetLine, new: &BudgetLine) -> Option<(String, String, &'static str)> {
    let key = |stated: Option<Figure>, name| if stated.is_some() { name } else { "amount" };
    let sides = [
        (Basis::Ttc, key(new.ttc, "ttc")),
        (Basis::Ht, key(new.ht, "ht")),
    ];
    let shared: Vec<(Figure, Figure, &'static str)> = sides
        .into_iter()
        .filter_map(|(basis, key)| Some((old.on(basis)?, new.on(basis)?, key)))
        .collect();
    let differing = shared.iter().find(|(old, new, _)| old != new);
    // Saying the basis of an amount that stated none is no other amount.
    let says_basis = old.amount.is_some() != new.amount.is_some();
    let agree = shared.iter().any(|(old, new, _)| old == new);
    match differing {
        Some(_) if says_basis && agree => None,
        Some((old, new, key)) => Some((written(*old), written(*new), key)),
        None if !shared.is_empty() => None,
        None => {
            let (is, key) = match (new.ttc, new.ht) {
                (Some(ttc), _) => (written(ttc), "ttc"),
                (None, Some(ht)) => (written(ht), "ht"),
                (None, None) => ("?".to_owned(), ""),
            };
            Some((written(old.any_figure()?), is, key))
        }
    }
}

fn written(figure: Figure) -> String {
    figure.shown(
        |amount| amount.grouped(THOUSANDS),
        |min, max| format!("{min}–{max}"),
    )
}

fn lines_added(change: &Change) -> Vec<&BudgetLine> {
    match (&change.before, &change.after) {
        (None, Some(after)) => lines(after),
        _ => Vec::new(),
    }
}

fn lines_removed(change: &Change) -> Vec<&BudgetLine> {
    match (&change.before, &change.after) {
        (Some(before), None) => lines(before),
        _ => Vec::new(),
    }
}

/// The budget lines that a line or a whole sub-action brings.
fn lines(value: &FieldValue) -> Vec<&BudgetLine> {
    match value {
        FieldValue::Line(line) => vec![line],
        FieldValue::Part(part) => part.budget.iter().collect(),
        _ => Vec::new(),
    }
}

/// The place of a key of the line that a change left; of the line itself where the key is empty.
fn place_of<'a>(action: &Action, change: &Change, line: &BudgetLine, key: &'a str) -> Spot<'a> {
    let part = part_of(action, change);
    let lines = part.map_or(&action.sheet.budget, |index| {
        &action.sheet.sub_actions[index].budget
    });
    match lines.iter().position(|known| known == line) {
        Some(index) => Spot::of(part).table(Key::Budget, index).key(key),
        None => Spot::of(part).key("budget"),
    }
}

/// The list that a line is gone from.
fn gone_from(action: &Action, change: &Change) -> Spot<'static> {
    match change.field.column {
        Column::Key(Key::Budget) => Spot::of(part_of(action, change)).key("budget"),
        _ => Spot::default().key("sub_actions"),
    }
}

fn part_of(action: &Action, change: &Change) -> Option<usize> {
    let title = change.field.part.as_ref()?;
    let mut parts = action.sheet.sub_actions.iter();
    parts.position(|part| &part.title == title)
}
