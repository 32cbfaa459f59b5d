//! Stand-in.
use crate::model::budget::BudgetLine;

/// Read.
pub fn lines(_text: &str, _sub_actions: &[String]) -> Option<Vec<(Option<String>, BudgetLine)>> {
    None
}
