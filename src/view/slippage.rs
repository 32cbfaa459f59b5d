//! The drift of ends and budgets of actions, over the whole history of each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::model::action::{Action, Sheet};
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::shift::{DateBound, Deadline, Shift, deadline, shift};
use crate::model::vocabulary::Phase;
use crate::view::compare::{Pair, PairRecord};
use crate::view::dates;
use crate::view::log::LogEntry;
use crate::view::total::Total;
use crate::words::history::Since;

/// How an action drifted.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "slip")]
#[expect(
    missing_docs,
    reason = "an answer's schema describes only what its name does not say"
)]
pub struct Slip {
    pub id: ActionId,
    pub measure: MeasureKey,
    pub title: String,
    /// How many times its end changed.
    pub end_changes: usize,
    pub end_before: Option<Date>,
    pub end_after: Option<Date>,
    pub end_shift: Option<Shift>,
    /// Whether it was given up, so that its end counts no more.
    #[serde(rename = "dropped")]
    pub is_dropped: bool,
    /// Whether its end is past and was never moved.
    #[serde(rename = "overdue")]
    pub is_overdue: bool,
    pub budget_changes: usize,
    #[serde(serialize_with = "drifted")]
    pub budget: Pair,
}

fn drifted<S: Serializer>(pair: &Pair, serializer: S) -> Result<S::Ok, S::Error> {
    PairRecord::drifted(*pair).serialize(serializer)
}

impl Slip {
    /// The fate of its end, unless it was given up as a whole.
    pub fn deadline(&self) -> Option<Deadline> {
        (!self.is_dropped).then(|| deadline(self.end_before, self.end_after))?
    }

    /// Tells whether its least or its most grew, as far as they are known.
    pub fn costs_more(&self) -> bool {
        let change = self.budget.drift();
        change.is_some_and(|(min, max)| min.0 > 0 || max.0 > 0)
    }
}

/// A field that drifts.
pub const FIELDS: [Column; 2] = [Column::Key(Key::End), Column::Key(Key::Budget)];

/// The drift of actions.
#[derive(Debug, Clone)]
pub struct Slippage {
    /// Those of which anything that is asked for changed, in the order of their measures.
    pub slips: Vec<Slip>,
    /// The fields asked for, out of [`FIELDS`].
    pub fields: Vec<Column>,
    /// The tax basis of the totals.
    pub basis: Basis,
    /// From when on drifts are counted.
    pub since: Since,
}

impl Slippage {
    /// Of how many ends that became.
    pub fn ends(&self, what: Deadline) -> usize {
        let became = |slip: &&Slip| slip.deadline() == Some(what);
        self.slips.iter().filter(became).count()
    }

    /// The number of ends that are past and were never moved.
    pub fn overdue(&self) -> usize {
        self.slips.iter().filter(|slip| slip.is_overdue).count()
    }

    /// The number of budgets that grew.
    pub fn budgets_higher(&self) -> usize {
        self.slips.iter().filter(|slip| slip.costs_more()).count()
    }
}

/// How the actions of `entries`, the oldest first, drifted in `fields`; in all of [`FIELDS`] where none is named. The
/// actions of `late`, each with its life, are overdue.
pub fn slippage<'a>(
    entries: impl Iterator<Item = &'a LogEntry>,
    late: &[(usize, &Action)],
    mut fields: Vec<Column>,
    plan: &Plan,
    since: Since,
) -> Slippage {
    if fields.is_empty() {
        fields.extend(FIELDS);
    }
    let basis = plan.settings.basis;
    let end = |sheet: &Sheet| {
        dates::end(sheet)
            .filter(|end| !end.open)
            .map(|end| end.date)
    };
    let slip = |id: &ActionId, measure: &MeasureKey, sheet: &Sheet| Slip {
        id: id.clone(),
        measure: measure.clone(),
        title: sheet.title.clone(),
        end_changes: 0,
        end_before: end(sheet),
        end_after: end(sheet),
        end_shift: None,
        budget_changes: 0,
        budget: Pair {
            before: Total::of(sheet, basis),
            after: Total::of(sheet, basis),
        },
        is_dropped: false,
        is_overdue: false,
    };
    let mut slips: BTreeMap<usize, Slip> = BTreeMap::new();
    for entry in entries {
        let Some((before, after)) = entry.sides() else {
            continue;
        };
        let known = slips.entry(entry.life);
        let slip = known.or_insert_with(|| slip(&entry.id, &entry.measure, before));
        slip.id = entry.id.clone();
        slip.measure = entry.measure.clone();
        slip.title.clone_from(&entry.title);
        let (new_end, new) = (end(after), Total::of(after, basis));
        slip.end_changes += usize::from(slip.end_after != new_end);
        slip.budget_changes += usize::from(slip.budget.after.sum.bounds != new.sum.bounds);
        slip.end_after = new_end;
        slip.end_shift = shift(slip.end_before, new_end, DateBound::End);
        slip.budget.after = new;
        let status = after.status.as_deref();
        let status = status.and_then(|status| plan.words.statuses.find(status));
        slip.is_dropped = status.is_some_and(|status| status.phase == Phase::Dropped);
    }
    for (life, action) in late {
        let known = slips.entry(*life);
        let slip = known.or_insert_with(|| slip(&action.id, &action.measure, &action.sheet));
        slip.is_overdue = slip.end_changes == 0;
    }
    let drifted = |slip: &Slip| {
        (fields.contains(&FIELDS[0]) && (slip.end_changes > 0 || slip.is_overdue))
            || (fields.contains(&FIELDS[1]) && slip.budget_changes > 0)
    };
    let mut slips: Vec<Slip> = slips.into_values().filter(drifted).collect();
    slips.sort_by(|a, b| (&a.measure, &a.id).cmp(&(&b.measure, &b.id)));
    Slippage {
        slips,
        fields,
        basis,
        since,
    }
}
