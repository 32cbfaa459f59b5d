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
    /// The event.
    pub event: Event,
}

/// An event in the life of an action.
#[derive(Debug, Clone)]
pub enum Event {
    /// It came into the plan, as this.
    Added(Arc<Sheet>),
    /// It came back into the plan, after it had left it.
    Returned {
        /// The fields that are otherwise than when it left.
        changes: Vec<Change>,
        /// Its sheet when it left.
        before: Arc<Sheet>,
        /// Its statements.
        after: Arc<Sheet>,
    },
    /// It left the plan; this is what it stated.
    Dropped(Arc<Sheet>),
    /// It changed.
    Changed {
        /// The measure it was moved from, where it was.
        moved_from: Option<MeasureKey>,
        /// The name it had, where it has another, and how it was recognised.
        renamed_from: Option<(ActionId, Likeness)>,
        /// The fields that changed.
        changes: Vec<Change>,
        /// Its sheet before.
        before: Arc<Sheet>,
        /// Its sheet after.
        after: Arc<Sheet>,
    },
}

impl Event {
    /// The sheet of the action since; nothing where it left the plan.
    pub fn after(&self) -> Option<&Sheet> {
        match self {
            Self::Added(after) | Self::Returned { after, .. } | Self::Changed { after, .. } => {
                Some(after)
            }
            Self::Dropped(_) => None,
        }
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
        let Some(known) = after.as_ref().or(before.as_ref()).cloned() else {
            return;
        };
        let event = match (before, after) {
            (None, Some(after)) => Some(match left.remove(&life) {
                None => Event::Added(after.sheet),
                Some(before) => Event::Returned {
                    changes: changes(&before, &after.sheet),
                    before,
                    after: after.sheet,
                },
            }),
            (Some(before), None) => {
                left.insert(life, Arc::clone(&before.sheet));
                Some(Event::Dropped(before.sheet))
            }
            (Some(before), Some(after)) => changed(before, after, likeness),
            (None, None) => None,
        };
        let (line, commit) = (&history.commits[taken_by], &history.commits[by]);
        self.entries.extend(event.map(|event| LogEntry {
            commit: commit.commit.clone(),
            day: line.day,
            taken_by: line.commit.id.clone(),
            is_cut: commit.is_cut,
            life,
            id: known.id,
            measure: known.measure,
            title: known.sheet.title.clone(),
            event,
        }));
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

fn changed(before: ActionState, after: ActionState, likeness: Option<Likeness>) -> Option<Event> {
    let changes = changes(&before.sheet, &after.sheet);
    let moved_from = (before.measure != after.measure).then_some(before.measure);
    let likeness = likeness.unwrap_or(Likeness::Identical);
    let renamed_from = (before.id != after.id).then_some((before.id, likeness));
    // A new layout of the file is no change of the plan.
    (moved_from.is_some() || renamed_from.is_some() || !changes.is_empty()).then_some(
        Event::Changed {
            moved_from,
            renamed_from,
            changes,
            before: before.sheet,
            after: after.sheet,
        },
    )
}
