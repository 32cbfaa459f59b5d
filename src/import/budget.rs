//! Stand-in.

use crate::import::book::Cell;
use crate::model::budget::{Basis, BudgetLine};

/// What a cell of money says.
pub struct Money {
    /// The lines.
    pub lines: Vec<BudgetLine>,
    /// Whether not everything was understood.
    pub is_verbatim: bool,
}

/// Read.
pub fn budget(cell: &Cell, _basis: Option<Basis>, _factor: i128) -> Money {
    Money {
        lines: vec![BudgetLine {
            note: Some(cell.text().into_owned()),
            ..BudgetLine::default()
        }],
        is_verbatim: true,
    }
}
