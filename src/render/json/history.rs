//! The plan's history as JSON: `plan diff`, `plan log` and `plan blame`.
//!
//! One file past 400 lines: all of them tell changes, moves of dates and amounts by the same records.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::budget::Basis;
use crate::model::commit::Commit;
use crate::model::history::Likeness;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::shift::{Deadline, Shift};
use crate::render::answers::diff::{Counts, Ends, counts};
use crate::render::json::Versioned;
use crate::render::json::total::Totals;
use crate::view::blame::Set;
use crate::view::change::{Change, ChangedField, FieldValue};
use crate::view::compare::{AmountChange, Comparison, Pair};
use crate::view::diff::{Diff, Difference, EventName, Move};
use crate::view::group::By;
use crate::view::log_answer::{AnsweredEntry, LogAnswer, LoggedChange};
use crate::view::slippage::{Slip, Slippage};
use crate::view::total::Total;
use crate::view::vocabularies::WordChange;
use crate::words::history::Since;

/// The object of `plan diff`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "diff")]
pub struct DiffRecord<'a> {
    before: Option<&'a Commit>,
    /// Null for the files as they are.
    after: Option<&'a Commit>,
    summary: Summary,
    actions: Vec<DifferenceRecord<'a>>,
    /// How many of the actions in both plans went from which status to which.
    statuses: &'a [Move],
    /// What changed in the plan's words and settings.
    words: &'a [WordChange],
    totals: Versioned<Totals<&'a Comparison>>,
}

/// How many actions became what; one may be moved, renamed and changed at once.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "summary")]
struct Summary {
    #[serde(flatten)]
    counts: Counts,
    budget: Option<AmountChange>,
}

impl<'a> DiffRecord<'a> {
    /// The object of `diff`.
    pub fn of(diff: &'a Diff<'a>, ends: Ends<'a>, by: By, basis: Basis) -> Self {
        let totals = Totals {
            basis,
            by,
            named: None,
            extract: None,
            left_out: Vec::new(),
            totals: &diff.totals,
        };
        let differences = diff.actions.iter();
        let differences = differences.filter_map(|one| DifferenceRecord::of(one, basis));
        Self {
            before: ends.before,
            after: ends.after,
            summary: Summary {
                counts: counts(diff),
                budget: diff.totals.total.change().map(AmountChange::from),
            },
            actions: differences.collect(),
            statuses: &diff.statuses,
            words: diff.words,
            totals: totals.into(),
        }
    }
}

/// An action that differs.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "difference")]
struct DifferenceRecord<'a> {
    /// As it is, or as it was last.
    id: &'a ActionId,
    measure: &'a MeasureKey,
    title: &'a str,
    kind: EventName,
    /// The measure that it stood in.
    moved_from: Option<&'a MeasureKey>,
    /// The id that it had.
    renamed_from: Option<&'a ActionId>,
    /// Of a renamed action, how many percent of what it states are the same.
    #[schemars(range(max = 100))]
    likeness: Option<u8>,
    end_shift: Option<Shift>,
    changes: Vec<ChangeRecord<'a>>,
    basis: Basis,
    budget: Pair,
}

impl<'a> DifferenceRecord<'a> {
    fn of(one: &'a Difference<'a>, basis: Basis) -> Option<Self> {
        let action = one.action()?;
        Some(Self {
            id: &action.id,
            measure: &action.measure,
            title: &action.sheet.title,
            kind: one.kind(),
            moved_from: one.moved_from(),
            renamed_from: one.renamed_from(),
            likeness: one.renamed.map(|likeness| match likeness {
                Likeness::Identical => 100,
                Likeness::Alike(percent) | Likeness::Followed(percent) => percent,
            }),
            end_shift: one.end,
            changes: one.changes.iter().map(ChangeRecord::from).collect(),
            basis,
            budget: one.budget,
        })
    }
}

/// A changed field.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "changedField")]
struct ChangeRecord<'a> {
    #[serde(flatten)]
    change: &'a Change,
    /// Of a list, what only the later one has.
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<Vec<&'a String>>,
    /// Of a list, what only the earlier one has.
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<Vec<&'a String>>,
    /// Of two dates, how far the later is from the earlier; null where it is not, or nobody can tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    shift: Option<Option<Shift>>,
    /// Of two budget lines; null where neither has a figure.
    #[serde(skip_serializing_if = "Option::is_none", rename = "change")]
    amount_change: Option<Option<AmountChange>>,
}

impl<'a> From<&'a Change> for ChangeRecord<'a> {
    fn from(change: &'a Change) -> Self {
        let list = |side: &'a Option<FieldValue>| match side {
            Some(FieldValue::List(list)) => Some(&list[..]),
            Some(_) => None,
            None => Some(&[][..]),
        };
        let lists = list(&change.before).zip(list(&change.after));
        let without = |list: &'a [String], other: &[String]| -> Vec<&'a String> {
            list.iter().filter(|name| !other.contains(name)).collect()
        };
        Self {
            change,
            added: lists.map(|(old, new)| without(new, old)),
            removed: lists.map(|(old, new)| without(old, new)),
            shift: change.shift(),
            amount_change: change.amounts().map(|by| by.map(AmountChange::from)),
        }
    }
}

/// The object of `plan log`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "log")]
pub struct LogRecord<'a> {
    basis: Basis,
    /// The oldest first.
    pub entries: Vec<EntryRecord<'a>>,
}

/// What a commit did to one action.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "logEntry")]
pub struct EntryRecord<'a> {
    /// When the branch took it.
    date: NaiveDate,
    /// Who did it, and why.
    commit: &'a Commit,
    /// The commit of the branch that took it: a merge, or the same.
    #[schemars(regex(pattern = r"^[0-9a-f]{40,64}$"))]
    taken_by: &'a str,
    /// The id that the action has since.
    id: &'a ActionId,
    measure: &'a MeasureKey,
    title: &'a str,
    event: EventName,
    moved_from: Option<&'a MeasureKey>,
    renamed_from: Option<&'a ActionId>,
    changes: Vec<LoggedChangeRecord<'a>>,
    /// What the action costs since, where the budget is a field asked for; null where it did not change.
    budget: Option<BudgetSince>,
}

/// A change, and how long the field had been as it was.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "loggedChange")]
struct LoggedChangeRecord<'a> {
    #[serde(flatten)]
    change: ChangeRecord<'a>,
    /// How long the field had been as it was, as far as the entries tell it.
    after_time: Option<Shift>,
}

/// What an action costs since an entry.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "budgetSince")]
struct BudgetSince {
    /// What it cost at first.
    first: Total,
    after: Total,
    drift: Option<AmountChange>,
}

impl<'a> From<&'a LogAnswer<'a>> for LogRecord<'a> {
    fn from(answer: &'a LogAnswer<'a>) -> Self {
        Self {
            basis: answer.basis,
            entries: answer.entries.iter().map(EntryRecord::from).collect(),
        }
    }
}

impl<'a> From<&'a AnsweredEntry<'a>> for EntryRecord<'a> {
    fn from(answered: &'a AnsweredEntry<'a>) -> Self {
        let entry = answered.entry;
        let logged = |logged: &'a LoggedChange<'a>| LoggedChangeRecord {
            change: ChangeRecord::from(&*logged.change),
            after_time: logged.time,
        };
        Self {
            date: entry.day,
            commit: &entry.commit,
            taken_by: &entry.taken_by,
            id: &entry.id,
            measure: &entry.measure,
            title: &entry.title,
            event: entry.kind(),
            moved_from: entry.moved_from.as_ref(),
            renamed_from: entry.renamed_from.as_ref().map(|(id, _)| id),
            changes: answered.changes.iter().map(logged).collect(),
            budget: answered.budget.map(|pair| BudgetSince {
                first: pair.before,
                after: pair.after,
                drift: pair.drift().map(AmountChange::from),
            }),
        }
    }
}

/// The object of `plan log --summary`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "slippage")]
pub struct SlippageRecord<'a> {
    basis: Basis,
    /// The day of the vote, or of what was asked for, from which on drifts are counted; null where it is the coming of each action.
    since: Option<NaiveDate>,
    /// The voted revision, where they are counted from the vote.
    voted: Option<&'a str>,
    /// Actions whose end comes later.
    ends_later: usize,
    /// Actions whose end comes earlier.
    ends_earlier: usize,
    /// Actions whose end was given up: removed, unknown, or ongoing.
    ends_given_up: usize,
    /// Actions whose end is less precise.
    ends_loosened: usize,
    /// Actions that have an end for the first time.
    ends_first_set: usize,
    /// Actions whose end is past and was never moved.
    ends_overdue: usize,
    /// Actions whose least or most grew.
    budgets_higher: usize,
    /// The actions.
    pub actions: &'a [Slip],
}

impl<'a> From<&'a Slippage> for SlippageRecord<'a> {
    fn from(slippage: &'a Slippage) -> Self {
        Self {
            basis: slippage.basis,
            since: match &slippage.since {
                Since::Vote(_, day) | Since::Day(day) => Some(*day),
                Since::Added => None,
            },
            voted: match &slippage.since {
                Since::Vote(revision, _) => Some(revision),
                Since::Day(_) | Since::Added => None,
            },
            ends_later: slippage.ends(Deadline::Later),
            ends_earlier: slippage.ends(Deadline::Earlier),
            ends_given_up: slippage.ends(Deadline::GivenUp),
            ends_loosened: slippage.ends(Deadline::Loosened),
            ends_first_set: slippage.ends(Deadline::FirstSet),
            ends_overdue: slippage.overdue(),
            budgets_higher: slippage.budgets_higher(),
            actions: &slippage.slips,
        }
    }
}

/// The object of `plan blame`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "blame")]
pub struct BlameRecord<'a> {
    id: &'a ActionId,
    /// The fields, in the order of the model.
    pub fields: Vec<SetRecord<'a>>,
}

/// A field that is filled in, and the commit that last set it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "setField")]
pub struct SetRecord<'a> {
    #[serde(flatten)]
    field: &'a ChangedField,
    #[schemars(with = "FieldValue")]
    value: &'a Option<FieldValue>,
    /// When the branch took it; null where no commit did yet.
    date: Option<NaiveDate>,
    /// Null where no commit set it yet.
    commit: Option<&'a Commit>,
    /// Whether that is only the first commit that a shallow clone knows.
    history_cut: bool,
}

impl<'a> BlameRecord<'a> {
    /// The object of who set the fields of the action `id`.
    pub fn of(id: &'a ActionId, sets: &'a [Set<'a>]) -> Self {
        Self {
            id,
            fields: sets.iter().map(SetRecord::from).collect(),
        }
    }
}

impl<'a> From<&'a Set<'a>> for SetRecord<'a> {
    fn from(set: &'a Set<'a>) -> Self {
        Self {
            field: &set.change.field,
            value: &set.change.after,
            date: set.by.map(|entry| entry.day),
            commit: set.by.map(|entry| &entry.commit),
            history_cut: set.by.is_some_and(|entry| entry.is_cut),
        }
    }
}
