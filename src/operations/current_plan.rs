//! The plan that is to be changed: a change is judged before it is made.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::document::Document;
use crate::error::Error;
use crate::finding::{Diagnostic, Finding, Placed, Severity};
use crate::load::canonical::laid_out;
use crate::load::locate::place;
use crate::model::action::Action;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::{Plan, PlanDraft};
use crate::model::vocabulary::Measure;
use crate::operations::examine::examine;
use crate::source::Source;
use crate::source::changes::Changes;
use crate::view::question::named;

/// The plan that is to be changed, as it is.
pub struct CurrentPlan {
    /// The source that it is read from.
    pub source: Source,
    /// Its actions, those with errors in them too, as far as they were read.
    pub plan: Plan,
    /// The day that it is judged by.
    pub today: NaiveDate,
    diagnostics: Vec<Diagnostic>,
}

impl CurrentPlan {
    /// The plan at `source` on the day `today`: a mistake elsewhere in it keeps nobody from changing an action.
    ///
    /// # Errors
    /// The plan's folder cannot be listed.
    pub fn of(source: Source, today: NaiveDate) -> Result<Self, Error> {
        let (loaded, diagnostics) = examine(&source, today, Severity::Error)?;
        let PlanDraft {
            mut plan, broken, ..
        } = loaded.draft;
        plan.actions
            .extend(broken.into_iter().filter_map(|broken| broken.action));
        plan.sort();
        Ok(Self {
            source,
            plan,
            today,
            diagnostics,
        })
    }

    /// The action of that id, or the only one whose id begins so.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub fn action(&self, id: &str) -> Result<&Action, Error> {
        self.refuse_unreadable(id)?;
        named(&self.plan, id)
    }

    /// The measure of that code.
    ///
    /// # Errors
    /// The catalogue has none.
    pub fn measure(&self, code: &str) -> Result<&Measure, Error> {
        let catalogue = &self.plan.words.catalogue;
        let key: Option<MeasureKey> = code.parse().ok();
        let measure = key.and_then(|key| catalogue.measure(&key));
        measure.ok_or_else(|| Error::UnknownMeasure {
            code: code.to_owned(),
            nearest: catalogue.meant(code),
        })
    }

    /// That no action has the id.
    ///
    /// # Errors
    /// One has it.
    pub fn refuse_taken(&self, id: &ActionId) -> Result<(), Error> {
        match self.plan.actions.iter().find(|other| other.id == *id) {
            None => Ok(()),
            Some(taken) => Err(Error::Exists(self.source.root().join(taken.path()))),
        }
    }

    /// That no action of that id is so broken that nothing is known of it.
    ///
    /// # Errors
    /// There is one: what is wrong in its file is the answer.
    pub fn refuse_unreadable(&self, id: &str) -> Result<(), Error> {
        let file = format!("/{id}.toml");
        let known = |path: &str| self.plan.actions.iter().any(|action| action.path() == path);
        let wrong = self.diagnostics.iter().find(|diagnostic| {
            diagnostic.place.file.ends_with(&file) && !known(&diagnostic.place.file)
        });
        match wrong {
            Some(diagnostic) => Err(self.broken(&diagnostic.place.file)),
            None => Ok(()),
        }
    }

    /// The path of the file of that id, where a merge waits in it for somebody to choose.
    pub fn in_conflict(&self, id: &str) -> Option<&str> {
        let file = format!("/{id}.toml");
        let is_marked = |one: &&Diagnostic| {
            let is_marked = matches!(one.finding, Finding::ConflictMarker { .. });
            is_marked && one.place.file.ends_with(&file)
        };
        let marked = self.diagnostics.iter().find(is_marked);
        marked.map(|one| one.place.file.as_str())
    }

    /// The ids of files so broken that nothing is known of them.
    pub fn unreadable_ids(&self) -> BTreeSet<ActionId> {
        let known: BTreeSet<&ActionId> = self.plan.actions.iter().map(|one| &one.id).collect();
        let ids = self.diagnostics.iter().filter_map(|diagnostic| {
            let file = diagnostic.place.file.strip_prefix("actions/")?;
            let name = file.rsplit('/').next()?.strip_suffix(".toml")?;
            name.parse::<ActionId>().ok()
        });
        ids.filter(|id| !known.contains(id)).collect()
    }

    /// The findings in a file, as the reason why nothing can be done with it.
    pub fn broken(&self, path: &str) -> Error {
        let of_file = self.diagnostics.iter();
        let of_file = of_file.filter(|diagnostic| diagnostic.place.file == path);
        Error::Unchangeable {
            path: path.to_owned(),
            findings: place(&self.source, of_file.cloned().collect()),
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, Error> {
        let bytes = self.source.read(&self.source.entry(path));
        bytes.map_err(Error::reading(self.source.root().join(path)))
    }

    /// The bytes and the text of an action's file.
    ///
    /// # Errors
    /// The file cannot be read, or its form is so wrong that no change can be put into it.
    pub fn text(&self, path: &str) -> Result<(Vec<u8>, String), Error> {
        let bytes = self.bytes(path)?;
        let text = String::from_utf8(bytes.clone()).ok();
        let text = text.filter(|text| Document::of(text).is_editable());
        match text {
            Some(text) => Ok((bytes, text)),
            None => Err(self.broken(path)),
        }
    }

    /// Refuse changes that bring an error into the plan; the warnings that they bring.
    ///
    /// # Errors
    /// The plan would have an error that it has not now.
    pub fn judge(&self, changes: &Changes) -> Result<Vec<Placed>, Error> {
        let (future, new) = self.new_findings(changes)?;
        let (errors, warnings): (Vec<_>, Vec<_>) = place(&future, new)
            .into_iter()
            .partition(|placed| placed.diagnostic.finding.severity() == Severity::Error);
        match errors.is_empty() {
            true => Ok(warnings),
            false => Err(Error::Worse(errors)),
        }
    }

    /// The plan as it would be, and the findings that changes bring into it.
    ///
    /// # Errors
    /// The plan's folder cannot be listed.
    pub fn new_findings(&self, changes: &Changes) -> Result<(Source, Vec<Diagnostic>), Error> {
        let future = changes.over(self.source.clone());
        let (_, mut new) = examine(&future, self.today, Severity::Error)?;
        let mut known: Vec<(&str, &Finding)> = self
            .diagnostics
            .iter()
            .map(|known| (changes.place_of(&known.place.file), &known.finding))
            .collect();
        new.retain(|diagnostic| {
            let told = (diagnostic.place.file.as_str(), &diagnostic.finding);
            match known.iter().position(|known| *known == told) {
                Some(index) => {
                    known.swap_remove(index);
                    false
                }
                None => true,
            }
        });
        Ok((future, new))
    }
}

/// The text as it is to be written: a file that was laid out stays so.
pub fn kept_in_layout(before: &[u8], after: String) -> String {
    let was_laid_out = laid_out(before).is_some_and(|layout| layout.as_bytes() == before);
    if was_laid_out {
        Document::of(&after).layout()
    } else {
        after
    }
}
