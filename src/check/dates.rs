//! Dates that contradict each other.

use crate::check::{Findings, key_of};
use crate::diagnostic::{At, Finding};
use crate::model::action::Action;
use crate::model::date::Date;

/// Nothing surely ends before it starts.
pub fn order(action: &Action, findings: &mut Findings) {
    let sheet = &action.sheet;
    let own = std::iter::once((None, sheet.start, sheet.end));
    let parts = sheet.sub_actions.iter().enumerate();
    let parts = parts.map(|(index, part)| (Some(index), part.start, part.end));
    for (part, start, end) in own.chain(parts) {
        let (Some(start), Some(end)) = (start.and_then(Date::period), end.and_then(Date::period))
        else {
            continue;
        };
        if end.surely_before(start) {
            let finding = Finding::EndBeforeStart {
                start: start.to_string(),
                end: end.to_string(),
            };
            findings.push((finding, At::Value(key_of(part, "end"))));
        }
    }
}
