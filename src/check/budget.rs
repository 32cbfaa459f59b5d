//! Budget lines that say too much or too little.

use crate::check::{Findings, key_of};
use crate::diagnostic::{At, Finding};
use crate::model::action::Action;

/// A line states its amount in one way, or says why it has none.
pub fn figures(action: &Action, findings: &mut Findings) {
    let sheet = &action.sheet;
    let parts = sheet.sub_actions.iter().enumerate();
    let budgets = parts.map(|(index, part)| (Some(index), &part.budget));
    for (part, budget) in std::iter::once((None, &sheet.budget)).chain(budgets) {
        for (index, line) in budget.iter().enumerate() {
            let path = || format!("{}[{index}]", key_of(part, "budget"));
            if line.amount.is_some() && (line.ht.is_some() || line.ttc.is_some()) {
                findings.push((Finding::TwoAmounts, At::Key(format!("{}.amount", path()))));
            }
            let explained =
                line.note.is_some() || line.included_in.is_some() || line.spent.is_some();
            if !line.has_figure() && !explained {
                findings.push((Finding::NoFigure, At::Value(path())));
            }
        }
    }
}
