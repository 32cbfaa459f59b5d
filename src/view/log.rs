//! The life of each action, in fields and not in lines, whatever it was called and wherever it stood.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::action::Sheet;
use crate::model::commit::Commit;
use crate::model::history::{History, Likeness};
use crate::model::id::{ActionId, MeasureKey};
use crate::view::change::{Change, changes};
use crate::view::credit::{Way, credited};
use crate::view::diff::EventName;
use crate::view::lives::{ActionState, Deed, Lives, Version};
use crate::words::Note;

/// The deed of a commit to one action.
#[derive(Debug, Clone)]
pub struct LogEntry {
    /// The author, the day and the reason.
    pub commit: Commit,
    /// The day on which the branch's own line took it.
    pub day: NaiveDate,
    /// The commit of the branch's own line that took it.
    pub taken_by: String,
    /// True where the history is cut off, so that this is only the first that is known.
    pub is_cut: bool,
    /// The action, by a number that it keeps under every name.
    pub life: usize,
    /// The name that it has since.
    pub id: ActionId,
    /// The measure that it stands in since.
    pub measure: MeasureKey,
    /// Its title since.
    pub title: String,
    /// What it stated before, or when it left the plan that it comes back to; nothing where it is new.
    pub before: Option<Arc<Sheet>>,
    /// What it states since; nothing where it left the plan.
    pub after: Option<Arc<Sheet>>,
    /// True where it came back into the plan, after it had left it.
    pub is_return: bool,
    /// The measure it was moved from, where it was.
    pub moved_from: Option<MeasureKey>,
    /// The name it had, where it has another, and how it was recognised.
    pub renamed_from: Option<(ActionId, Likeness)>,
    /// The fields that changed.
    pub changes: Vec<Change>,
}

impl LogEntry {
    /// Whether the action came, left, or changed.
    pub fn kind(&self) -> EventName {
        match (&self.before, &self.after) {
            (None, _) => EventName::Added,
            (_, None) => EventName::Dropped,
            _ if self.is_return => EventName::Added,
            _ => EventName::Changed,
        }
    }

    /// The sheets before and after, of an action that was and is there.
    pub fn sides(&self) -> Option<(&Sheet, &Sheet)> {
        self.before.as_deref().zip(self.after.as_deref())
    }
}

/// The lives of all actions.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The events, the oldest first.
    pub entries: Vec<LogEntry>,
    /// The notes of the files that were passed over, each with its action, where it could be one's.
    pub skipped: Vec<(Option<ActionId>, Note)>,
    /// Which action is which.
    pub lives: Lives,
}

/// An action before and after a commit, by its life; and how it was known under another name.
type Step = (
    usize,
    Option<ActionState>,
    Option<ActionState>,
    Option<Likeness>,
);

impl Log {
    /// The log that the branch's own line tells of a history; the changes that a merge took in are told by the commits that made them.
    ///
    /// Where some lives are `asked` for, only those are told.
    pub fn of(history: &History, lives: Lives, asked: Option<&BTreeSet<usize>>) -> Self {
        let commit = |place: usize| history.commits[place].commit.clone();
        let misplaced = history.commits.iter().flat_map(|one| {
            let paths = one.misplaced.iter();
            paths.map(|path| {
                let (path, commit) = (path.clone(), one.commit.clone());
                (None, Note::Misplaced { path, commit })
            })
        });
        let broken = lives.broken.iter().map(|(place, id)| {
            let (id, commit) = (history.ids[*id].clone(), commit(*place));
            let note = Note::PassedOver {
                id: id.to_string(),
                commit,
            };
            (Some(id), note)
        });
        let is_asked = |life: usize| asked.is_none_or(|asked| asked.contains(&life));
        let told = told(history, &lives, &is_asked);
        let mut log = Self {
            entries: Vec::new(),
            skipped: misplaced.chain(broken).collect(),
            lives,
        };
        let mut left: BTreeMap<usize, Arc<Sheet>> = BTreeMap::new();
        for (place, told_by) in told {
            for (teller, step) in told_by {
                log.tell(history, (place, teller), step, &mut left);
            }
        }
        log
    }

    /// Tell what a commit did to an action, and the commit of the line that took it; `left` holds what actions stated
    /// that left the plan.
    fn tell(
        &mut self,
        history: &History,
        (taken_by, by): (usize, usize),
        (life, before, after, likeness): Step,
        left: &mut BTreeMap<usize, Arc<Sheet>>,
    ) {
        let Some(known) = after.as_ref().or(before.as_ref()) else {
            return;
        };
        let sheet = |state: &ActionState| Arc::clone(&state.sheet);
        let gone = before.is_none().then(|| left.remove(&life)).flatten();
        let (is_return, now) = (gone.is_some(), after.as_ref().map(sheet));
        let then = before.as_ref().map(sheet).or(gone);
        if now.is_none() {
            left.extend(then.clone().map(|then| (life, then)));
        }
        let both = then.as_ref().zip(now.as_ref());
        let moved = before.as_ref().filter(|one| one.measure != known.measure);
        let renamed = before.as_ref().filter(|one| one.id != known.id);
        let likeness = likeness.unwrap_or(Likeness::Identical);
        let (line, commit) = (&history.commits[taken_by], &history.commits[by]);
        let entry = LogEntry {
            commit: commit.commit.clone(),
            day: line.day,
            taken_by: line.commit.id.clone(),
            is_cut: commit.is_cut,
            life,
            id: known.id.clone(),
            measure: known.measure.clone(),
            title: known.sheet.title.clone(),
            moved_from: moved.map(|one| one.measure.clone()),
            renamed_from: renamed.map(|one| (one.id.clone(), likeness)),
            changes: both.map_or_else(Vec::new, |(then, now)| changes(then, now)),
            before: then,
            after: now,
            is_return,
        };
        let is_kept = entry.kind() == EventName::Changed && entry.changes.is_empty();
        // A new layout of the file is no change of the plan.
        let is_layout = is_kept && entry.moved_from.is_none() && entry.renamed_from.is_none();
        self.entries.extend((!is_layout).then_some(entry));
    }
}

/// What each commit of the line did to actions, in the order of their paths, what is gone last; each by the commit that
/// is told to have done it.
fn told(
    history: &History,
    lives: &Lives,
    is_asked: &impl Fn(usize) -> bool,
) -> Vec<(usize, Vec<(usize, Step)>)> {
    let state = |version: Option<Version>| {
        let version = version?;
        Some(ActionState {
            id: history.ids[version.id].clone(),
            measure: history.measures[version.measure].clone(),
            sheet: Arc::clone(history.sheet(version.content)?),
        })
    };
    let of_deed = |deed: &Deed| -> Option<Step> {
        let before = deed.before.first().copied().flatten();
        let life = deed.after.or(before)?.life;
        is_asked(life).then_some(())?;
        Some((life, state(before), state(deed.after), deed.likeness))
    };
    let mut seen = vec![false; history.commits.len()];
    let mut told = Vec::with_capacity(history.line.len());
    for place in history.line.iter().copied() {
        let beside = beside(history, place, &mut seen);
        let mut steps: Vec<(usize, Step)> = Vec::new();
        match lives.taken.get(&place) {
            None => {
                let deeds = lives.deeds[place].iter().filter_map(of_deed);
                steps.extend(deeds.map(|step| (place, step)));
            }
            Some(taken) => {
                let mut ways: BTreeMap<usize, Way<'_>> = BTreeMap::new();
                for commit in beside {
                    for deed in &lives.deeds[commit] {
                        let version = deed.before.iter().flatten().next().or(deed.after.as_ref());
                        if let Some(version) = version {
                            ways.entry(version.life).or_default().push((commit, deed));
                        }
                    }
                }
                for (before, after) in taken {
                    let life = after.or(*before).map(|version| version.life);
                    let Some(life) = life.filter(|life| is_asked(*life)) else {
                        continue;
                    };
                    let way = ways.remove(&life).unwrap_or_default();
                    let steps_of = credited((*before, *after), &way, place, &state);
                    steps.extend(steps_of.into_iter().map(|(by, before, after, likeness)| {
                        (by, (life, before, after, likeness))
                    }));
                }
            }
        }
        steps.sort_by_cached_key(|(by, (_, before, after, _))| {
            let path = |known: &ActionState| format!("{}/{}.toml", known.measure, known.id);
            let gone = before.as_ref().filter(|_| after.is_none());
            let gone = gone.map(|known| known.id.clone());
            (*by, gone, after.as_ref().map(path))
        });
        told.push((place, steps));
    }
    told
}

/// The commits that a commit of the line took in, parents before children.
fn beside(history: &History, place: usize, seen: &mut [bool]) -> Vec<usize> {
    seen[place] = true;
    let mut beside = Vec::new();
    let mut ahead: Vec<usize> = history.commits[place].parents.clone();
    while let Some(commit) = ahead.pop() {
        if !std::mem::replace(&mut seen[commit], true) {
            beside.push(commit);
            ahead.extend(&history.commits[commit].parents);
        }
    }
    beside.sort_unstable();
    beside
}
