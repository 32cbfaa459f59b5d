//! Which of the commits that a merge took in set what the merge brought to the line.
//!
//! Where their changes lead from what the line had to what it has, they are told as they are. Where both sides touched
//! an action, each field is told by the commit that set what it holds at the end; what nobody set but the merge, the
//! merge did.

use std::sync::Arc;

use crate::model::action::Sheet;
use crate::model::history::Likeness;
use crate::model::key::Key;
use crate::view::change::{paired_indicators, paired_lines, paired_notes, paired_parts};
use crate::view::lives::{ActionState, Deed, Taken, Version};
use crate::view::pair::Pairs;

/// The deeds of commits to one action, the oldest first, each with its place.
pub type Way<'a> = Vec<(usize, &'a Deed)>;

/// A commit, and an action before and after it; and how it was known under another name.
type Credit = (
    usize,
    Option<ActionState>,
    Option<ActionState>,
    Option<Likeness>,
);

/// The steps from what the line had of an action to what it has, each by the commit that is told to have done it: one of
/// the `way`, or the `merge`.
pub fn credited(
    (from, to): Taken,
    way: &[(usize, &Deed)],
    merge: usize,
    state: &impl Fn(Option<Version>) -> Option<ActionState>,
) -> Vec<Credit> {
    if leads(from, to, way) {
        let steps = way.iter().map(|(commit, deed)| {
            let before = deed.before.first().copied().flatten();
            (*commit, state(before), state(deed.after), deed.likeness)
        });
        return steps.collect();
    }
    let (from, Some(end)) = (state(from), state(to)) else {
        let mut removals = way.iter().rev().filter(|(_, deed)| deed.after.is_none());
        let by = removals.next().map_or(merge, |(commit, _)| *commit);
        return vec![(by, state(from), None, None)];
    };
    let mut credits: Vec<Credit> = Vec::new();
    let mut rest = way;
    let mut now = match from {
        Some(known) => known,
        None => {
            let is_birth = |(_, deed): &(usize, &Deed)| {
                deed.after.is_some() && deed.before.iter().all(Option::is_none)
            };
            let birth = way.iter().rposition(is_birth);
            let born = birth.and_then(|birth| Some((birth, state(way[birth].1.after)?)));
            let Some((birth, born)) = born else {
                return vec![(merge, None, Some(end), None)];
            };
            rest = &way[birth + 1..];
            credits.push((way[birth].0, None, Some(born.clone()), None));
            born
        }
    };
    for (index, (commit, deed)) in rest.iter().enumerate() {
        let before: Option<Vec<ActionState>> = deed.before.iter().map(|one| state(*one)).collect();
        let (Some(before), Some(after)) = (before, state(deed.after)) else {
            continue;
        };
        let later = rest[index + 1..].iter();
        let later: Vec<(ActionState, ActionState)> = later
            .filter_map(|(_, deed)| Some((state(*deed.before.first()?)?, state(deed.after)?)))
            .collect();
        let step = Step {
            before: &before,
            after: &after,
            end: &end,
            later: &later,
        };
        let next = step.taken(&now);
        credits.push((*commit, Some(now), Some(next.clone()), deed.likeness));
        now = next;
    }
    credits.push((merge, Some(now), Some(end), None));
    credits
}

/// Tells that the deeds lead, one from the other, from a state to another.
fn leads(from: Option<Version>, to: Option<Version>, way: &[(usize, &Deed)]) -> bool {
    let mut state = from;
    for (_, deed) in way {
        if deed.before.iter().any(|before| *before != state) {
            return false;
        }
        state = deed.after;
    }
    state == to && !way.is_empty()
}

/// The deed of a commit to an action, in each of its sides; what became of it, and what was done later.
struct Step<'a> {
    before: &'a [ActionState],
    after: &'a ActionState,
    end: &'a ActionState,
    later: &'a [(ActionState, ActionState)],
}

impl Step<'_> {
    /// Gives what the line has `now`, with what the step is told to have set.
    fn taken(&self, now: &ActionState) -> ActionState {
        let mut next = now.clone();
        if self.sets(now, |one| &one.id) {
            next.id.clone_from(&self.after.id);
        }
        if self.sets(now, |one| &one.measure) {
            next.measure.clone_from(&self.after.measure);
        }
        let mut sheet = Sheet::clone(&now.sheet);
        for key in Key::all() {
            if self.sets(now, |one| one.sheet.get(key)) {
                sheet.take_from(key.name(), &self.after.sheet);
            } else {
                self.take_items(key, &mut sheet);
            }
        }
        for name in now.sheet.extra.keys().chain(self.after.sheet.extra.keys()) {
            if self.sets(now, |one| one.sheet.extra.get(name)) {
                sheet.take_from(&format!("extra.{name}"), &self.after.sheet);
            }
        }
        next.sheet = Arc::new(sheet);
        next
    }

    /// Tells that the step set a value: it goes on from what the line has `now`, or is the last to come to the end.
    fn sets<'a, T: PartialEq>(
        &'a self,
        now: &'a ActionState,
        of: impl Fn(&'a ActionState) -> T,
    ) -> bool {
        let (now, after, end) = (of(now), of(self.after), of(self.end));
        let comes_later = || {
            let mut later = self.later.iter();
            later.any(|(one, next)| of(one) != of(next) && of(next) == end)
        };
        let goes_on = self.before.iter().any(|before| of(before) == now);
        self.before.iter().all(|before| of(before) != after)
            && match now == end {
                // What went and came back is told both ways.
                true => goes_on && comes_later(),
                false => goes_on || after == end && !comes_later(),
            }
    }

    /// Take over the items of a list that the step set, where others set other items of it.
    fn take_items(&self, key: Key, sheet: &mut Sheet) {
        let Some(before) = self.before.first() else {
            return;
        };
        let (before, after, end) = (&before.sheet, &self.after.sheet, &self.end.sheet);
        match key {
            Key::Budget => take(
                &mut sheet.budget,
                [&before.budget, &after.budget, &end.budget],
                paired_lines,
            ),
            Key::SubActions => take(
                &mut sheet.sub_actions,
                [&before.sub_actions, &after.sub_actions, &end.sub_actions],
                paired_parts,
            ),
            Key::Indicators => take(
                &mut sheet.indicators,
                [&before.indicators, &after.indicators, &end.indicators],
                paired_indicators,
            ),
            Key::FollowUp => take(
                &mut sheet.follow_up,
                [&before.follow_up, &after.follow_up, &end.follow_up],
                paired_notes,
            ),
            // A list of names is one value.
            _ => {}
        }
    }
}

/// Change the items of `now` that a step changed, and that are not at the end what they were.
fn take<T: PartialEq + Clone>(
    now: &mut Vec<T>,
    [before, after, end]: [&Vec<T>; 3],
    pairs: impl for<'p> Fn(&'p [T], &'p [T]) -> Pairs<'p, T>,
) {
    if now == end {
        return;
    }
    let place = |list: &[T], item: &T| list.iter().position(|one| one == item);
    let step = pairs(before, after);
    for (old, new) in step.kept {
        if old == Some(new) || now.contains(new) {
            continue;
        }
        let goes_on = old.filter(|old| !end.contains(old));
        let goes_on = goes_on.and_then(|old| place(now, old));
        if let Some(at) = goes_on {
            now[at] = new.clone();
        } else if end.contains(new) {
            // Both sides changed it.
            let kept = pairs(now, end).kept;
            let rival = kept.into_iter().find(|(_, one)| *one == new);
            match rival.and_then(|(old, _)| place(now, old?)) {
                Some(at) => now[at] = new.clone(),
                None => now.push(new.clone()),
            }
        }
    }
    for old in step.gone {
        if let Some(at) = place(now, old).filter(|_| !end.contains(old)) {
            now.remove(at);
        }
    }
}
