//! Texts that a spreadsheet would run.

use crate::finding::{At, Finding};
use crate::model::action::Action;
use crate::rules::{Findings, Scope, found};

/// No text begins like a formula.
pub fn formulas(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, text) in action.sheet.texts() {
        if let Some(sign) = text.chars().next().filter(|sign| "=+-@".contains(*sign)) {
            findings.push(found(
                Finding::FormulaText { sign },
                At::Value(spot.to_string()),
            ));
        }
    }
}
