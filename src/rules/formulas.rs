//! Texts that a spreadsheet would run.

use crate::finding::{At, Finding};
use crate::model::action::Action;
use crate::rules::{Findings, Scope, found};

/// No text begins like a formula.
pub fn formulas(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, text) in action.sheet.texts() {
        let finding = formula(text).map(|finding| found(finding, At::Value(spot.to_string())));
        findings.extend(finding);
    }
    // The name of a value of the territory's own is the heading of its column.
    for key in action.sheet.extra.keys() {
        let at = || At::Key(format!("extra.{key}"));
        findings.extend(formula(key).map(|finding| found(finding, at())));
    }
}

/// What is wrong with a text that a spreadsheet would run.
pub fn formula(text: &str) -> Option<Finding> {
    let sign = text.chars().next().filter(|sign| "=+-@".contains(*sign))?;
    Some(Finding::FormulaText { sign })
}
