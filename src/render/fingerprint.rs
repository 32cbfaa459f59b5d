//! What an action was when it was exported, in a word: a table that comes back shows whether it changed meanwhile.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

use crate::model::action::Action;
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::plan::Plan;
use crate::render::json;
use crate::view::columns::Row;
use crate::view::total::Total;

/// The name of its column.
pub const NAME: &str = "fingerprint";

/// The fingerprint of an action: twelve hexadecimal digits of the SHA-256 of all that its file says.
pub fn fingerprint(plan: &Plan, action: &Action) -> String {
    // The basis of totals is a question, and which statuses mean an action dropped the vocabulary's: no part of the file.
    let row = Row {
        total: Total::of(&action.sheet, Basis::Ttc),
        ..Row::of(plan, action, Basis::Ttc)
    };
    let of_plan = [Column::MeasureTitle, Column::Axis, Column::AxisTitle];
    let columns = json::keys(true).filter(|column| !of_plan.contains(column));
    let text = json::action(&row, columns).to_string();
    let hash = Sha256::digest(text.as_bytes());
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The fingerprints of the actions of rows, in their order.
pub fn fingerprints(plan: &Plan, rows: &[Row<'_>]) -> Vec<String> {
    rows.par_iter()
        .map(|row| fingerprint(plan, row.action))
        .collect()
}
