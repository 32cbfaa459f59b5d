//! The life of each action, in fields and not in lines, whatever it was called and wherever it stood.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::action::{Action, Sheet};
use crate::model::commit::Commit;
use crate::model::history::{Content, File, HistoryStep};
use crate::model::id::{ActionId, MeasureKey};
use crate::view::change::{Change, changes};
use crate::view::likeness::{Likeness, NewNames, renames};

/// What a commit did to one action.
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

/// A file that was passed over in a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file, and the reason.
    pub file: UnreadFile,
    /// The commit.
    pub commit: Commit,
}

/// A file that tells nothing of any life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnreadFile {
    /// This action's, which could not be read.
    Broken(ActionId),
    /// The one at this path, where or by which name there can be no action.
    Misplaced(String),
}

/// The lives of all actions.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The events, the oldest first.
    pub entries: Vec<LogEntry>,
    /// The files that could not be read.
    pub skipped: Vec<Skipped>,
    /// The life that last bore each name.
    lives: BTreeMap<ActionId, usize>,
    next: usize,
}

/// An action as a step found or left it.
#[derive(Debug, Clone)]
struct ActionState {
    life: usize,
    measure: MeasureKey,
    sheet: Arc<Sheet>,
}

impl Log {
    /// The lives that the steps tell.
    pub fn of(steps: &[HistoryStep]) -> Self {
        let mut log = Self::default();
        let mut plan: BTreeMap<ActionId, ActionState> = BTreeMap::new();
        for step in steps {
            log.step(step, &mut plan);
        }
        log
    }

    /// The life that bears, or last bore, a name.
    pub fn life(&self, id: &ActionId) -> Option<usize> {
        self.lives.get(id).copied()
    }

    /// Every name that an action ever bore.
    pub fn ids(&self) -> impl Iterator<Item = &ActionId> {
        self.lives.keys()
    }

    /// The last name of each action that got another in the entries that are asked for, by the first that it had there.
    pub fn names(&self, is_asked: impl Fn(&LogEntry) -> bool) -> BTreeMap<ActionId, ActionId> {
        let mut first: BTreeMap<ActionId, ActionId> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| is_asked(entry)) {
            if let Event::Changed {
                renamed_from: Some((old, _)),
                ..
            } = &entry.event
            {
                let origin = first.remove(old).unwrap_or_else(|| old.clone());
                first.insert(entry.id.clone(), origin);
            }
        }
        first
            .into_iter()
            .map(|(last, first)| (first, last))
            .collect()
    }

    fn step(&mut self, step: &HistoryStep, plan: &mut BTreeMap<ActionId, ActionState>) {
        let (gone, come) = self.sort(step, plan);
        let action = |id: &ActionId, measure: &MeasureKey, sheet: &Arc<Sheet>| Action {
            id: id.clone(),
            measure: measure.clone(),
            sheet: Sheet::clone(sheet),
        };
        let old: Vec<Action> = gone
            .iter()
            .filter(|(id, _)| !come.iter().any(|(new, ..)| *new == *id))
            .map(|(id, known)| action(id, &known.measure, &known.sheet))
            .collect();
        let new: Vec<Action> = come
            .iter()
            .filter(|(id, ..)| !plan.contains_key(*id) && !gone.contains_key(*id))
            .map(|(id, measure, sheet)| action(id, measure, sheet))
            .collect();
        let renamed = renames(
            &old.iter().collect::<Vec<_>>(),
            &new.iter().collect::<Vec<_>>(),
            &NewNames::new(),
        );
        let renamed: BTreeMap<ActionId, (ActionId, Likeness)> = renamed
            .into_iter()
            .map(|(old, new, likeness)| (new.id.clone(), (old.id.clone(), likeness)))
            .collect();
        for (id, measure, sheet) in &come {
            let from = renamed.get(*id);
            let name = from.map_or(*id, |(old, _)| old);
            let before = gone.get(name).or_else(|| plan.get(name)).cloned();
            let life = match &before {
                Some(known) => known.life,
                None => self.lives.get(*id).copied().unwrap_or_else(|| {
                    self.next += 1;
                    self.next
                }),
            };
            let event = match before {
                None => Some(Event::Added(Arc::clone(sheet))),
                Some(before) => changed(&before, measure, sheet, from),
            };
            self.lives.insert((*id).clone(), life);
            let known = ActionState {
                life,
                measure: (*measure).clone(),
                sheet: Arc::clone(sheet),
            };
            self.entries
                .extend(event.map(|event| entry(step, id, &known, event)));
            plan.insert((*id).clone(), known);
        }
        let kept: Vec<&ActionId> = renamed.values().map(|(old, _)| old).collect();
        for (id, known) in &gone {
            let is_back = come.iter().any(|(new, ..)| *new == id);
            if !is_back && !kept.contains(&id) {
                let event = Event::Dropped(Arc::clone(&known.sheet));
                self.entries.push(entry(step, id, known, event));
            }
        }
    }

    /// The actions whose files a step took away, and those that it wrote.
    #[expect(clippy::type_complexity, reason = "named by the line above, used once")]
    fn sort<'a>(
        &mut self,
        step: &'a HistoryStep,
        plan: &mut BTreeMap<ActionId, ActionState>,
    ) -> (
        BTreeMap<ActionId, ActionState>,
        Vec<(&'a ActionId, &'a MeasureKey, &'a Arc<Sheet>)>,
    ) {
        let misplaced = step.misplaced.iter().map(|path| Skipped {
            file: UnreadFile::Misplaced(path.clone()),
            commit: step.commit.clone(),
        });
        self.skipped.extend(misplaced);
        let mut gone = BTreeMap::new();
        let mut come = Vec::new();
        let mut broken = Vec::new();
        for File {
            measure,
            id,
            content,
        } in &step.files
        {
            match content {
                Content::Gone => {
                    // A file that is gone elsewhere than where the action stands takes nothing away.
                    if plan.get(id).is_some_and(|known| &known.measure == measure)
                        && let Some(known) = plan.remove(id)
                    {
                        gone.insert(id.clone(), known);
                    }
                }
                Content::Broken => {
                    broken.push(id);
                    self.skipped.push(Skipped {
                        file: UnreadFile::Broken(id.clone()),
                        commit: step.commit.clone(),
                    });
                }
                Content::Sheet(sheet) => come.push((id, measure, sheet)),
            }
        }
        // A file that went to another measure and cannot be read there is not gone.
        for id in broken {
            plan.extend(gone.remove_entry(id));
        }
        (gone, come)
    }
}

fn changed(
    before: &ActionState,
    measure: &MeasureKey,
    sheet: &Arc<Sheet>,
    from: Option<&(ActionId, Likeness)>,
) -> Option<Event> {
    let moved_from = (&before.measure != measure).then(|| before.measure.clone());
    let changes = changes(&before.sheet, sheet);
    // A new layout of the file is no change of the plan.
    (moved_from.is_some() || from.is_some() || !changes.is_empty()).then(|| Event::Changed {
        moved_from,
        renamed_from: from.cloned(),
        changes,
        before: Arc::clone(&before.sheet),
        after: Arc::clone(sheet),
    })
}

fn entry(step: &HistoryStep, id: &ActionId, known: &ActionState, event: Event) -> LogEntry {
    LogEntry {
        commit: step.commit.clone(),
        day: step.day,
        taken_by: step.taken_by.clone(),
        is_cut: step.is_cut,
        life: known.life,
        id: id.clone(),
        measure: known.measure.clone(),
        title: known.sheet.title.clone(),
        event,
    }
}
