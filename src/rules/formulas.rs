//! Texts that a spreadsheet would run.

use crate::finding::{At, Finding, Rule};
use crate::model::action::Action;
use crate::rules::article::{Article, about};
use crate::rules::{Findings, Scope, found};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::FormulaText)
        .fr("texte qu'un tableur prendrait pour une formule")
        .why("Un texte qui commence par =, +, - ou @ devient une formule quand l'export est ouvert dans un tableur : il s'affiche comme une erreur, ou pire, il s'exécute.")
        .en("text that a spreadsheet would take for a formula")
        .why("A text that begins with =, +, - or @ becomes a formula when the export is opened in a spreadsheet: it shows as an error, or worse, it runs.")
        .bad("description = \"- étude puis travaux\"")
        .good("description = \"Étude puis travaux\""),
];

/// No text begins like a formula.
pub fn formulas(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, text) in action.sheet.texts() {
        findings.extend(formula(text).map(|finding| found(finding, spot)));
    }
    // The name of a value of the territory's own is the heading of its column.
    for key in action.sheet.extra.keys() {
        let at = || At::Key(format!("extra.{key}"));
        findings.extend(formula(key).map(|finding| found(finding, at())));
    }
}

/// The finding about a text that a spreadsheet would run.
pub fn formula(text: &str) -> Option<Finding> {
    let sign = text.chars().next().filter(|sign| "=+-@".contains(*sign))?;
    Some(Finding::FormulaText(sign))
}
