//! Dates that contradict each other, the action's or what its status says.

use crate::finding::{Also, At, Finding};
use crate::model::action::Action;
use crate::model::date::{Date, Period};
use crate::model::vocabulary::Phase;
use crate::rules::{Findings, Scope, found, key_of};

/// Nothing surely ends before it starts.
pub fn order(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let sheet = &action.sheet;
    let own = std::iter::once((None, sheet.start, sheet.end));
    let parts = sheet.sub_actions.iter().enumerate();
    let parts = parts.map(|(index, part)| (Some(index), part.start, part.end));
    for (part, start, end) in own.chain(parts) {
        let (Some(start), Some(end)) = (period(start), period(end)) else {
            continue;
        };
        if end.surely_before(start) {
            let finding = Finding::EndBeforeStart {
                start: start.to_string(),
                end: end.to_string(),
            };
            let at = At::Value(key_of(part, "end"));
            let start = At::Value(key_of(part, "start"));
            findings.push(found(finding, at).also("", start, Also::Start));
        }
    }
}

/// A sub-action lies within its action's dates, as far as both are sure.
pub fn parts_within(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let sheet = &action.sheet;
    let (first, last) = (period(sheet.start), period(sheet.end));
    if let (Some(first), Some(last)) = (first, last)
        && last.surely_before(first)
    {
        // Nothing lies within dates that contradict each other.
        return;
    }
    for (index, part) in sheet.sub_actions.iter().enumerate() {
        let (start, end) = (period(part.start), period(part.end));
        let mut tell = |date: Period, key: &str, own: Period, own_key: &str, before: bool| {
            let finding = Finding::PartOutsideAction {
                date: date.to_string(),
                action: own.to_string(),
                before,
            };
            let at = At::Value(key_of(Some(index), key));
            let own = At::Value(own_key.to_owned());
            findings.push(found(finding, at).also("", own, Also::ActionDate));
        };
        if let (Some(start), Some(first)) = (start, first)
            && start.surely_before(first)
        {
            tell(start, "start", first, "start", true);
        }
        if let (Some(end), Some(last)) = (end, last)
            && last.surely_before(end)
        {
            tell(end, "end", last, "end", false);
        }
    }
}

/// A status fits the end: what is done does not end in the future, what is not started is not past its end.
pub fn against_status(action: &Action, scope: Scope<'_>, findings: &mut Findings) {
    let sheet = &action.sheet;
    let own = std::iter::once((None, &sheet.status, sheet.end));
    let parts = sheet.sub_actions.iter().enumerate();
    let parts = parts.map(|(index, part)| (Some(index), &part.status, part.end));
    for (part, status, end) in own.chain(parts) {
        let Some((name, end)) = status.as_ref().zip(period(end)) else {
            continue;
        };
        let Some(known) = scope.words.statuses.find(name) else {
            continue;
        };
        let (status, day) = (name.clone(), end.to_string());
        let finding = match known.phase {
            Phase::Done if scope.today < end.earliest() => {
                Finding::DoneInFuture { status, end: day }
            }
            Phase::NotStarted if end.latest() < scope.today => {
                Finding::NotStartedOverdue { status, end: day }
            }
            _ => continue,
        };
        let at = At::Value(key_of(part, "end"));
        let status = At::Value(key_of(part, "status"));
        findings.push(found(finding, at).also("", status, Also::Status));
    }
}

fn period(date: Option<Date>) -> Option<Period> {
    date.and_then(Date::period)
}
