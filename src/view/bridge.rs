//! The way from the amounts of a plan to those of a later one, step by step, so that it adds up at both ends.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;
use strum::{EnumIter, IntoEnumIterator};

use crate::model::action::Sheet;
use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Rhythm};
use crate::model::date::Date;
use crate::model::id::ActionId;
use crate::view::change::{paired_lines, paired_parts};
use crate::view::compare::{AmountChange, Pair};
use crate::view::diff::{Diff, Difference, PlanState};
use crate::view::group::By;
use crate::view::log::LogEntry;
use crate::view::reasons::{Reason, Reasons};
use crate::view::total::{Counted, Sum, Tally, Total};

/// A step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "stepKind")]
pub enum StepKind {
    /// Actions that came.
    Added,
    /// Actions that went.
    Withdrawn,
    /// Amounts that are others, and lines that came or went beside others.
    Revised,
    /// Lines that had no figure and have one.
    Priced,
    /// Lines that had a figure and have none.
    Unpriced,
    /// Lines that counted and count otherwise, or the other way round: basis, detail, counted in another action, rhythm.
    Recounted,
}

/// How much a step adds or takes off, and of how many actions.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "step")]
pub struct Step {
    /// Which step.
    pub step: StepKind,
    /// By how many euros; less than zero where it takes off.
    pub change: AmountChange,
    /// How many actions take part in it.
    pub actions: usize,
}

/// An end of the way, or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "bridgeEnd")]
pub struct BridgeEnd {
    /// Euros; null where no line has a figure.
    pub min: Option<Cents>,
    /// Euros; null where no line has a figure.
    pub max: Option<Cents>,
    /// Lines that should add and have no figure: min and max are then floors.
    pub lines_unknown: usize,
}

/// The way from the amounts of then to those of now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "bridge")]
pub struct Bridge {
    /// What the actions of then came to.
    pub before: BridgeEnd,
    /// The steps, all of them, in their order.
    pub steps: Vec<Step>,
    /// What the actions of now come to.
    pub after: BridgeEnd,
    /// Of that, what belongs to abandoned actions.
    pub dropped: BridgeEnd,
    /// What remains: the actions kept.
    pub kept: BridgeEnd,
}

impl BridgeEnd {
    fn of(sum: Sum, lines_unknown: usize) -> Self {
        let (min, max) = sum.bounds.unzip();
        Self {
            min,
            max,
            lines_unknown,
        }
    }

    /// The least and the most.
    pub fn bounds(self) -> Option<(Cents, Cents)> {
        self.min.zip(self.max)
    }
}

/// How a line stands towards a total.
enum LineState {
    Counts(Figure),
    Unpriced,
    Otherwise,
}

fn state(line: &BudgetLine, rhythm: Option<Rhythm>, basis: Basis) -> LineState {
    match (Counted::of(line, basis), rhythm) {
        ((Counted::Added, Some(figure)), None) => LineState::Counts(figure),
        ((Counted::Unknown, _), None) => LineState::Unpriced,
        ((Counted::Yearly, Some(figure)), Some(_)) => LineState::Counts(figure),
        ((Counted::Yearly, None), Some(_)) if !line.has_figure() => LineState::Unpriced,
        // Details, what counts elsewhere, on the other basis or in the other rhythm.
        _ => LineState::Otherwise,
    }
}

/// A line then and now; nothing where it was not there, or is not.
type LinePair<'a> = (Option<&'a BudgetLine>, Option<&'a BudgetLine>);

/// The lines of an action then and now, each with its other self where it has one.
fn line_pairs<'a>(before: Option<&'a Sheet>, after: Option<&'a Sheet>) -> Vec<LinePair<'a>> {
    let (Some(before), Some(after)) = (before, after) else {
        let lines = |sheet: Option<&'a Sheet>| sheet.into_iter().flat_map(Sheet::lines);
        let gone = lines(before).map(|(_, line)| (Some(line), None));
        return gone
            .chain(lines(after).map(|(_, line)| (None, Some(line))))
            .collect();
    };
    let mut pairs = Vec::new();
    let mut add = |before: &'a [BudgetLine], after: &'a [BudgetLine]| {
        let lines = paired_lines(before, after);
        pairs.extend(lines.kept.into_iter().map(|(old, new)| (old, Some(new))));
        pairs.extend(lines.gone.into_iter().map(|old| (Some(old), None)));
    };
    add(&before.budget, &after.budget);
    let parts = paired_parts(&before.sub_actions, &after.sub_actions);
    for (old, new) in parts.kept {
        add(old.map_or(&[], |old| &old.budget), &new.budget);
    }
    for old in parts.gone {
        add(&old.budget, &[]);
    }
    pairs
}

/// The steps that one action takes.
fn steps(
    one: &Difference<'_>,
    rhythm: Option<Rhythm>,
    basis: Basis,
) -> Vec<(StepKind, (Cents, Cents))> {
    let state = |line: &BudgetLine| state(line, rhythm, basis);
    let [before, after] = [one.before, one.after].map(|side| side.map(|action| &action.sheet));
    let is_unpriced = |sheet: Option<&Sheet>| {
        let lines = || sheet.into_iter().flat_map(Sheet::lines);
        let mut states = lines().map(|(_, line)| state(line));
        states.any(|one| matches!(one, LineState::Unpriced))
            && !lines().any(|(_, line)| matches!(state(line), LineState::Counts(_)))
    };
    let figure = |state: &Option<LineState>| match state {
        Some(LineState::Counts(figure)) => (figure.min(), figure.max()),
        _ => NONE,
    };
    let pairs = line_pairs(before, after).into_iter();
    let steps = pairs.map(|(old, new)| {
        let (old, new) = (old.map(state), new.map(state));
        let ((min, max), (new_min, new_max)) = (figure(&old), figure(&new));
        let kind = match (old, new) {
            _ if before.is_none() => StepKind::Added,
            _ if after.is_none() => StepKind::Withdrawn,
            (Some(LineState::Unpriced), _) => StepKind::Priced,
            (_, Some(LineState::Unpriced)) => StepKind::Unpriced,
            (Some(LineState::Otherwise), _) | (_, Some(LineState::Otherwise)) => {
                StepKind::Recounted
            }
            // A new line is the figure that was missing where the action had none.
            (None, _) if is_unpriced(before) => StepKind::Priced,
            (_, None) if is_unpriced(after) => StepKind::Unpriced,
            _ => StepKind::Revised,
        };
        (kind, (Cents(new_min.0 - min.0), Cents(new_max.0 - max.0)))
    });
    steps.filter(|(_, change)| *change != NONE).collect()
}

const NONE: (Cents, Cents) = (Cents(0), Cents(0));

fn added(left: (Cents, Cents), right: (Cents, Cents)) -> (Cents, Cents) {
    (left.0 + right.0, left.1 + right.1)
}

impl Bridge {
    /// The way between two states of a plan whose differences are these; of what is due every year where a rhythm says so.
    pub fn of(
        before: &PlanState,
        after: &PlanState,
        diff: &Diff<'_>,
        rhythm: Option<Rhythm>,
        basis: Basis,
    ) -> Self {
        let total = |state: &PlanState| state.totals(By::Axis, basis).total;
        let end = |tally: &Tally| match rhythm {
            None => BridgeEnd::of(tally.sum, tally.unknown + tally.other_basis.lines),
            Some(_) => BridgeEnd::of(tally.yearly, tally.yearly_unknown),
        };
        let (then, now) = (total(before), total(after));
        let taken: Vec<_> = diff
            .actions
            .iter()
            .map(|one| steps(one, rhythm, basis))
            .collect();
        let step = |kind| {
            let of_kind = |steps: &&Vec<(StepKind, _)>| steps.iter().any(|(one, _)| *one == kind);
            let all = taken.iter().flatten().filter(|(one, _)| *one == kind);
            Step {
                step: kind,
                change: all.map(|(_, change)| *change).fold(NONE, added).into(),
                actions: taken.iter().filter(of_kind).count(),
            }
        };
        let (all, kept) = (end(&now), end(now.kept()));
        let less = |all: Option<Cents>, kept: Option<Cents>| {
            all.map(|all| Cents(all.0 - kept.unwrap_or_default().0))
        };
        Self {
            before: end(&then),
            steps: StepKind::iter().map(step).collect(),
            dropped: BridgeEnd {
                min: less(all.min, kept.min),
                max: less(all.max, kept.max),
                lines_unknown: all.lines_unknown - kept.lines_unknown,
            },
            after: all,
            kept,
        }
    }

    /// Tells whether neither side has any line of this kind.
    pub fn is_empty(&self) -> bool {
        let nothing = BridgeEnd::default();
        self.before == nothing && self.after == nothing
    }
}

/// An action whose amounts are others.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "movedAmount")]
pub struct MovedAmount {
    /// The action.
    pub id: ActionId,
    /// Its title.
    pub title: String,
    /// Its total, then and now.
    pub budget: Pair,
    /// The steps of the way that it takes.
    pub steps: Vec<StepKind>,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

impl MovedAmount {
    /// The actions of both plans whose amounts are others, the largest difference first.
    pub fn all(diff: &Diff<'_>, reasons: &Reasons<'_>, basis: Basis) -> Vec<Self> {
        let both = diff.actions.iter().filter_map(|one| {
            let (before, after) = (one.before?, one.after?);
            let mut kinds: Vec<StepKind> = Vec::new();
            for (kind, _) in steps(one, None, basis) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            let sum = |sheet: &Sheet| Total::of(sheet, basis).sum;
            let did = |entry: &LogEntry| entry.sides().is_some_and(|(was, is)| sum(was) != sum(is));
            let is_now = |sheet: &Sheet| sum(sheet) == one.budget.after.sum;
            let mut reason = reasons.of(&after.id, did, is_now);
            // What the line says itself comes first.
            let lines = line_pairs(Some(&before.sheet), Some(&after.sheet)).into_iter();
            let noted = lines.filter(|(old, new)| old != new);
            let mut notes = noted.filter_map(|(_, new)| new?.note.clone());
            reason.reason = notes.next().or(reason.reason);
            (!kinds.is_empty()).then(|| Self {
                id: after.id.clone(),
                title: after.sheet.title.clone(),
                budget: one.budget,
                steps: kinds,
                reason,
            })
        });
        let mut moved: Vec<Self> = both.collect();
        let size = |one: &Self| {
            let (min, max) = one.budget.change().unwrap_or(NONE);
            min.0.abs().max(max.0.abs())
        };
        moved.sort_by_key(|one| Reverse(size(one)));
        moved
    }
}

/// What was spent, and of what: the share is that of the lines that state both a figure and what was spent of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "spentShare")]
pub struct SpentShare {
    /// What all lines state as spent; null where none does.
    pub spent: Option<Cents>,
    /// How many lines state both.
    pub lines: usize,
    /// What was spent of them.
    pub spent_of_planned: Option<Cents>,
    /// What they come to.
    pub planned: BridgeEnd,
    /// The earliest day by which what was spent is known.
    pub first_day: Option<Date>,
    /// The latest.
    pub last_day: Option<Date>,
    /// How many lines say what was spent, and not by which day.
    pub lines_without_day: usize,
}

impl SpentShare {
    /// What the actions asked for state.
    pub fn of(state: &PlanState, basis: Basis) -> Self {
        let actions = state.actions();
        let lines = || {
            actions
                .iter()
                .flat_map(|action| action.sheet.lines())
                .map(|(_, line)| line)
        };
        let both = lines().filter_map(|line| match Counted::of(line, basis) {
            (Counted::Added, Some(figure)) => Some((figure, line.spent?.amount)),
            _ => None,
        });
        let (mut planned, mut spent) = (Sum::default(), Sum::default());
        for (figure, amount) in both {
            planned.add(figure);
            spent.add(Figure::exact(amount));
        }
        let stated = || lines().filter_map(|line| line.spent);
        let mut days: Vec<Date> = stated().filter_map(|spent| spent.on).collect();
        days.sort_by_key(|day| day.period().map(|period| period.latest()));
        let all = state.totals(By::Axis, basis).total.spent;
        Self {
            spent: all.bounds.map(|(spent, _)| spent),
            lines: planned.lines,
            spent_of_planned: spent.bounds.map(|(spent, _)| spent),
            planned: BridgeEnd::of(planned, 0),
            first_day: days.first().copied(),
            last_day: days.last().copied(),
            lines_without_day: stated().filter(|spent| spent.on.is_none()).count(),
        }
    }
}
