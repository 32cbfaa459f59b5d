//! Where a plan stands since an earlier moment of it, the vote in the first place.
//!
//! It feeds the accounts that a territory owes, and is none of them: every figure is one that the files or the history
//! state. Nobody who wrote a change is named.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::{Action, Sheet};
use crate::model::budget::{Basis, Rhythm};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::id::ActionId;
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::shift::Deadline;
use crate::model::vocabulary::Phase;
use crate::view::bridge::{Bridge, MovedAmount, SpentShare};
use crate::view::change::paired_indicators;
use crate::view::columns::is_missing;
use crate::view::dates;
use crate::view::diff::{Diff, Difference, EventName, PlanState};
use crate::view::identity::Identity;
use crate::view::log::LogEntry;
use crate::view::reasons::{Reason, Reasons};
use crate::view::vocabularies::WordChange;
use crate::view::years::is_late;

/// Where the plan stands since a moment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "since")]
pub struct Review {
    /// The moment that it is counted from.
    pub since: StartMoment,
    /// The day that it is judged by.
    pub today: NaiveDate,
    /// The tax basis of the amounts.
    pub basis: Basis,
    /// Where the actions of then stand, by axis.
    pub axes: Vec<Standing>,
    /// The same of all of them.
    pub all: Standing,
    /// The indicators, and where the way to their targets should have led.
    pub indicators: Vec<IndicatorState>,
    /// How many indicators of then no action has any more.
    pub indicators_gone: usize,
    /// The ends that moved, were given up, set for the first time, or are past: the worst first.
    pub deadlines: Vec<MovedEnd>,
    /// The way from the amounts of then to those of now.
    pub money: Bridge,
    /// The same of what is due every year.
    pub yearly: Bridge,
    /// The actions whose amounts are others, the largest difference first.
    pub amounts: Vec<MovedAmount>,
    /// What was spent.
    pub spent: SpentShare,
    /// The actions that came, were abandoned, withdrawn, split or combined.
    pub events: Vec<ActionEvent>,
    /// What is called otherwise in the plan's words.
    pub words: Vec<WordChange>,
    /// The actions that bear another id.
    pub renamed: Vec<Renamed>,
    /// What the plan does not hold yet.
    pub missing: Missing,
}

/// The moment that is counted from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "sinceMoment")]
pub struct StartMoment {
    /// The revision or the day, as it was typed or as the plan names its vote.
    pub name: String,
    /// Whether it is the vote.
    pub is_vote: bool,
    /// Its day.
    pub date: NaiveDate,
    /// Its commit.
    #[schemars(regex(pattern = r"^[0-9a-f]{40,64}$"))]
    pub commit: String,
}

/// How many actions stand in each phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "phaseCounts")]
pub struct PhaseCounts {
    /// Done.
    pub done: usize,
    /// Under way.
    pub running: usize,
    /// Not started.
    pub not_started: usize,
    /// Abandoned.
    pub dropped: usize,
    /// Without a status.
    pub unstated: usize,
}

impl PhaseCounts {
    fn count(&mut self, phase: Option<Phase>) {
        *match phase {
            Some(Phase::Done) => &mut self.done,
            Some(Phase::Running) => &mut self.running,
            Some(Phase::NotStarted) => &mut self.not_started,
            Some(Phase::Dropped) => &mut self.dropped,
            None => &mut self.unstated,
        } += 1;
    }

    /// The number of actions whose status is filled in.
    pub fn stated(self) -> usize {
        self.done + self.running + self.not_started + self.dropped
    }
}

/// Where the actions of then stand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "standing")]
pub struct Standing {
    /// The axis; null for all of them, and where none is known.
    pub axis: Option<u32>,
    /// Its title.
    pub title: Option<String>,
    /// How many actions there were.
    pub actions: usize,
    /// Where they stood then.
    pub then: PhaseCounts,
    /// Where those that are still in the plan stand now.
    pub now: PhaseCounts,
    /// How many are no longer in the plan.
    pub withdrawn: usize,
}

/// An indicator, and where the way to its target should have led.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "indicatorState")]
pub struct IndicatorState {
    /// The action whose file states it.
    pub action: ActionId,
    /// The title of the sub-action that it measures.
    pub sub_action: Option<String>,
    /// What it states.
    pub indicator: Indicator,
    /// The target of then, where that was another one.
    pub former_target: Option<Decimal>,
    /// The year of the last value.
    pub year: Option<i32>,
    /// The last value.
    pub value: Option<Decimal>,
    /// Where a straight way from the baseline, taken on the day of then, to the target leads this year.
    pub expected: Option<Decimal>,
    /// The last value less where the way led in its year.
    pub gap: Option<Decimal>,
}

/// The end of an action, then and now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "movedEnd")]
pub struct MovedEnd {
    /// The action.
    pub id: ActionId,
    /// Its title.
    pub title: String,
    /// What became of its end; null where it is past, and no other one was set.
    pub what: Option<Deadline>,
    /// The end of then.
    pub before: Option<Date>,
    /// The end of now.
    pub after: Option<Date>,
    /// By how many days the latest end moved, or is past.
    pub days: Option<i64>,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

/// What became of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "actionEventKind")]
pub enum EventKind {
    /// It came.
    Added,
    /// It took the place of one other.
    Replacing,
    /// It took the place of several others.
    Combined,
    /// Several took its place.
    Split,
    /// It was given up: its status says so.
    Abandoned,
    /// It is no longer in the plan.
    Withdrawn,
}

/// An action that came, went, or took the place of others.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "actionEvent")]
pub struct ActionEvent {
    /// What became of it.
    pub what: EventKind,
    /// Its name.
    pub id: ActionId,
    /// Its title.
    pub title: String,
    /// The actions whose place it took, or that took its place.
    pub others: Vec<ActionId>,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

/// An action that bears another id.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "renamedAction")]
pub struct Renamed {
    /// The id of then.
    pub before: ActionId,
    /// The id of now.
    pub after: ActionId,
}

/// What the plan does not hold yet, of the actions that were not abandoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "missing")]
pub struct Missing {
    /// Actions that were not abandoned.
    pub actions: usize,
    /// Of them, without a status.
    pub without_status: usize,
    /// Of them, without an owner.
    pub without_owner: usize,
    /// Of them, without an end.
    pub without_end: usize,
    /// Of them, without an indicator.
    pub without_indicator: usize,
    /// Indicators with a target.
    pub targets: usize,
    /// Of them, without a measured value.
    pub targets_without_value: usize,
    /// Changes above for which no reason is recorded.
    pub without_reason: usize,
}

/// What the review is made of: both states, what became of what, the differences, the reasons.
pub struct Sources<'a> {
    /// The plan of then.
    pub before: &'a PlanState,
    /// The plan of now.
    pub after: &'a PlanState,
    /// Which actions are which.
    pub identity: &'a Identity<'a>,
    /// The actions that differ.
    pub diff: &'a Diff<'a>,
    /// Why.
    pub reasons: &'a Reasons<'a>,
}

/// Where the plan stands on the day `today`.
pub fn review(sources: &Sources<'_>, since: StartMoment, basis: Basis, today: NaiveDate) -> Review {
    let Sources { before, after, .. } = sources;
    let (axes, all) = standings(sources);
    let (indicators, indicators_gone) = indicators(sources, since.date, today);
    let deadlines = deadlines(sources, today);
    let amounts = MovedAmount::all(sources.diff, sources.reasons, basis);
    let events = events(sources);
    let renamed = sources.diff.actions.iter().filter_map(|one| {
        Some(Renamed {
            before: one.renamed_from()?.clone(),
            after: one.after?.id.clone(),
        })
    });
    let reasons = (deadlines.iter().map(|one| &one.reason))
        .chain(amounts.iter().map(|one| &one.reason))
        .chain(events.iter().map(|one| &one.reason));
    let missing = Missing {
        without_reason: reasons.filter(|reason| reason.reason.is_none()).count(),
        ..missing(after)
    };
    Review {
        today,
        basis,
        axes,
        all,
        indicators,
        indicators_gone,
        money: Bridge::of(before, after, sources.diff, None, basis),
        yearly: Bridge::of(before, after, sources.diff, Some(Rhythm::Yearly), basis),
        spent: SpentShare::of(after, basis),
        renamed: renamed.collect(),
        words: sources.diff.words.to_vec(),
        deadlines,
        amounts,
        events,
        missing,
        since,
    }
}

/// Where the actions of then stand, by axis and all together.
fn standings(sources: &Sources<'_>) -> (Vec<Standing>, Standing) {
    let mut axes: BTreeMap<_, Standing> = BTreeMap::new();
    let mut all = Standing::default();
    let plan = &sources.after.plan;
    for action in sources.before.actions() {
        let now = sources.identity.later(&action.id).map(|(now, _)| now);
        let then = sources.before.plan.phase(action);
        let axis = match now {
            Some(now) => plan.axis(now),
            None => sources.before.plan.axis(action),
        };
        let title = axis.and_then(|axis| plan.words.catalogue.axis_title(axis));
        let standing = axes
            .entry((axis.is_none(), axis))
            .or_insert_with(|| Standing {
                axis: axis.map(|axis| axis.0),
                title: title.map(str::to_owned),
                ..Standing::default()
            });
        for standing in [standing, &mut all] {
            standing.actions += 1;
            standing.then.count(then);
            match now {
                Some(now) => standing.now.count(plan.phase(now)),
                None => standing.withdrawn += 1,
            }
        }
    }
    (axes.into_values().collect(), all)
}

/// The indicators of now, and how many of then are gone.
fn indicators(
    sources: &Sources<'_>,
    since: NaiveDate,
    today: NaiveDate,
) -> (Vec<IndicatorState>, usize) {
    let of = |action: &Action| -> Vec<Indicator> {
        let all = action.sheet.all_indicators();
        all.map(|(_, one)| one.clone()).collect()
    };
    let mut states = Vec::new();
    let mut gone = 0;
    for action in sources.after.actions() {
        let earlier = sources.identity.earlier(&action.id);
        let then = earlier.map_or_else(Vec::new, |(then, _)| of(then));
        let now = of(action);
        let pairs = paired_indicators(&then, &now);
        gone += pairs.gone.len();
        let parts = action.sheet.all_indicators().map(|(part, _)| part);
        states.extend(pairs.kept.into_iter().zip(parts).map(|((old, one), part)| {
            let last = one.last();
            let target_of = |one: &Indicator| one.target.clone();
            let expected = |year| one.expected(since.year(), year);
            IndicatorState {
                action: action.id.clone(),
                sub_action: part.map(|part| part.title.clone()),
                former_target: old
                    .and_then(target_of)
                    .filter(|was| Some(was) != one.target.as_ref()),
                year: last.map(|(year, _)| year),
                value: last.map(|(_, value)| value.clone()),
                expected: expected(today.year()),
                gap: last.and_then(|(year, value)| value.less(&expected(year)?)),
                indicator: one.clone(),
            }
        }));
    }
    let withdrawn = sources.before.actions().into_iter();
    let withdrawn = withdrawn.filter(|action| sources.identity.later(&action.id).is_none());
    gone += withdrawn.map(|action| of(action).len()).sum::<usize>();
    (states, gone)
}

/// The ends that became others, or are past: the worst first.
fn deadlines(sources: &Sources<'_>, today: NaiveDate) -> Vec<MovedEnd> {
    let end = |action: &Action| dates::end(&action.sheet).map(|end| end.date);
    let latest = |date: Option<Date>| date.and_then(Date::period).map(|period| period.latest());
    let mut moved = Vec::new();
    for one in &sources.diff.actions {
        let (Some(before), Some(after), Some(deadline)) = (one.before, one.after, one.deadline)
        else {
            continue;
        };
        let (was, is) = (end(before), end(after));
        let of = |sheet: &Sheet| dates::end(sheet).map(|end| end.date);
        let did = |entry: &LogEntry| entry.sides().is_some_and(|(was, is)| of(was) != of(is));
        moved.push(MovedEnd {
            id: after.id.clone(),
            title: after.sheet.title.clone(),
            what: Some(deadline),
            before: was,
            after: is,
            days: latest(was)
                .zip(latest(is))
                .map(|(was, is)| (is - was).num_days()),
            reason: sources.reasons.of(&after.id, did, |sheet| of(sheet) == is),
        });
    }
    for action in sources.after.actions() {
        let is_told = moved.iter().any(|one| one.id == action.id);
        if is_told || !is_late(&sources.after.plan, action, today) {
            continue;
        }
        let is = end(action);
        let was = sources.identity.earlier(&action.id);
        moved.push(MovedEnd {
            id: action.id.clone(),
            title: action.sheet.title.clone(),
            what: None,
            before: was.and_then(|(was, _)| end(was)),
            after: is,
            days: latest(is).map(|is| (today - is).num_days()),
            // Nothing was changed of which the history could tell why.
            reason: Reason {
                reason: action.sheet.follow_up.last().map(ToString::to_string),
                subject: None,
            },
        });
    }
    // What slipped and what is past stand together, the longest first.
    let rank = |what| match what {
        Some(Deadline::Later) | None => 0,
        Some(Deadline::GivenUp) => 1,
        Some(Deadline::Loosened) => 2,
        Some(Deadline::FirstSet) => 3,
        Some(Deadline::Earlier) => 4,
    };
    moved.sort_by_key(|one| (rank(one.what), Reverse(one.days)));
    moved
}

/// The actions that came, went, or took the place of others.
fn events(sources: &Sources<'_>) -> Vec<ActionEvent> {
    let differing = &sources.diff.actions;
    let replaced = |one: &Difference<'_>| -> Vec<ActionId> {
        let known = one.before.map_or(&[][..], |before| &before.sheet.replaces);
        let now = one.after.map_or(&[][..], |after| &after.sheet.replaces);
        now.iter()
            .filter(|id| !known.contains(id))
            .cloned()
            .collect()
    };
    let mut successors: BTreeMap<ActionId, Vec<ActionId>> = BTreeMap::new();
    for one in differing {
        for old in replaced(one) {
            let after = one.after.map(|after| after.id.clone());
            successors.entry(old).or_default().extend(after);
        }
    }
    let mut events = Vec::new();
    for one in differing {
        let Some(action) = one.action() else { continue };
        let others = replaced(one);
        let taken = one.before.and_then(|before| successors.get(&before.id));
        let plan = &sources.after.plan;
        let is_dropped =
            |plan: &Plan, action: Option<&Action>| action.is_some_and(|one| plan.is_dropped(one));
        let is_abandoned =
            is_dropped(plan, one.after) && !is_dropped(&sources.before.plan, one.before);
        let is_split = |old: &ActionId| successors.get(old).is_some_and(|new| new.len() > 1);
        let (what, others) = match (one.before, one.after) {
            (Some(_), _) if taken.is_some_and(|new| new.len() > 1) => {
                (EventKind::Split, taken.cloned().unwrap_or_default())
            }
            (_, Some(_)) if others.len() > 1 => (EventKind::Combined, others),
            // The action that was split tells of it.
            (_, Some(_)) if others.iter().any(is_split) => continue,
            (_, Some(_)) if !others.is_empty() => (EventKind::Replacing, others),
            (Some(_), None) if taken.is_some() => continue,
            (None, Some(_)) => (EventKind::Added, others),
            (Some(_), None) => (EventKind::Withdrawn, others),
            (Some(_), Some(_)) if is_abandoned => (EventKind::Abandoned, others),
            _ => continue,
        };
        let did = |entry: &LogEntry| {
            let differ =
                |by: fn(&Sheet, &Sheet) -> bool| entry.sides().is_some_and(|(was, is)| by(was, is));
            match what {
                EventKind::Abandoned => differ(|was, is| was.status != is.status),
                EventKind::Split | EventKind::Withdrawn => entry.kind() == EventName::Dropped,
                _ if entry.kind() == EventName::Added => true,
                _ => differ(|was, is| was.replaces != is.replaces),
            }
        };
        let status = &action.sheet.status;
        let is_now = |sheet: &Sheet| what != EventKind::Abandoned || sheet.status == *status;
        events.push(ActionEvent {
            what,
            id: action.id.clone(),
            title: action.sheet.title.clone(),
            reason: sources.reasons.of(&action.id, did, is_now),
            others,
        });
    }
    events
}

/// What the plan does not hold yet.
fn missing(state: &PlanState) -> Missing {
    let mut missing = Missing::default();
    for action in state.actions() {
        if state.plan.is_dropped(action) {
            continue;
        }
        let sheet = &action.sheet;
        let lacks = |key: Key| usize::from(is_missing(sheet, Column::Key(key)));
        missing.actions += 1;
        missing.without_status += lacks(Key::Status);
        missing.without_owner += lacks(Key::Owners);
        missing.without_end += lacks(Key::End);
        missing.without_indicator += usize::from(sheet.all_indicators().next().is_none());
        let targets = sheet
            .all_indicators()
            .filter(|(_, one)| one.target.is_some());
        for (_, one) in targets {
            missing.targets += 1;
            missing.targets_without_value += usize::from(one.values.is_empty());
        }
    }
    missing
}
