//! The words by which a user selects actions, and the names of the plan that they mean.

use chrono::NaiveDate;

use crate::error::Error;
use crate::model::action::Action;
use crate::model::fold::fold;
use crate::model::id::{Axis, MeasureKey};
use crate::model::name::UNKNOWN;
use crate::model::nearest::nearest;
use crate::model::plan::Plan;
use crate::model::question::Question;
use crate::model::vocabulary::{Role, Vocabulary, VocabularyEntry};
use crate::view::column_name::column;
use crate::view::select::{Condition, Filter, Selection, WantedName};
use crate::view::years::Years;

/// The word that selects what is not filled in.
pub const NONE: &str = "none";

/// The mark that begins the name of a view on the command line.
pub const VIEW: char = '@';

impl Question {
    /// The question with what `view` says wherever it says nothing itself.
    fn or(mut self, view: &Self) -> Self {
        for (own, kept) in [
            (&mut self.status, &view.status),
            (&mut self.axis, &view.axis),
            (&mut self.measure, &view.measure),
            (&mut self.theme, &view.theme),
            (&mut self.owner, &view.owner),
            (&mut self.funder, &view.funder),
            (&mut self.partner, &view.partner),
            (&mut self.audience, &view.audience),
            (&mut self.missing, &view.missing),
            (&mut self.columns, &view.columns),
            (&mut self.sort, &view.sort),
        ] {
            if own.is_empty() {
                own.clone_from(kept);
            }
        }
        if self.year.is_empty() && self.years.is_empty() {
            self.year.clone_from(&view.year);
            self.years.clone_from(&view.years);
        }
        self.late |= view.late;
        self.due = self.due.or(view.due);
        self.search = self.search.or_else(|| view.search.clone());
        self
    }

    /// Tells whether more than ids says which actions are meant, so that nobody named them one by one.
    pub fn is_open(&self) -> bool {
        let ids_alone = Self {
            ids: self.ids.clone(),
            with_notes: self.with_notes,
            ..Self::default()
        };
        *self != ids_alone || self.ids.iter().any(|id| id.starts_with(VIEW))
    }

    /// The selection that the question and the views that it names mean in `plan`, on the day `today`.
    ///
    /// # Errors
    /// A name is in no vocabulary of the plan, an id is no action's, or a span names no years; no view or column has a
    /// name.
    pub fn selection(&self, plan: &Plan, today: NaiveDate) -> Result<Selection, Error> {
        self.clone().with_views(plan)?.filtered(plan, today)
    }

    /// The question with what the views that it names say wherever it says nothing itself.
    ///
    /// # Errors
    /// The plan keeps no view of a name.
    pub fn with_views(mut self, plan: &Plan) -> Result<Self, Error> {
        let known = &plan.settings.views;
        for name in std::mem::take(&mut self.ids) {
            match name.strip_prefix(VIEW) {
                None => self.ids.push(name),
                Some(view) => {
                    let kept = known.get(view).ok_or_else(|| Error::UnknownView {
                        name: view.to_owned(),
                        known: known.keys().cloned().collect(),
                    })?;
                    self = self.or(kept);
                }
            }
        }
        Ok(self)
    }

    fn filtered(&self, plan: &Plan, today: NaiveDate) -> Result<Selection, Error> {
        let words = &plan.words;
        let mut filters = Vec::new();
        let mut filter = |flag, typed: &[String], condition| {
            if !typed.is_empty() {
                filters.push(Filter::new(flag, typed, condition));
            }
        };
        let ids = each(&self.ids, |id| resolve_id(plan, id))?;
        filter("", &self.ids, Condition::Ids(ids));
        let axes = each(&self.axis, |axis| resolve_axis(plan, axis))?;
        filter("axis", &self.axis, Condition::Axis(axes));
        let measures = each(&self.measure, |code| resolve_measure(plan, code))?;
        filter("measure", &self.measure, Condition::Measure(measures));
        let themes = wanted("theme", &self.theme, &words.themes)?;
        filter("theme", &self.theme, Condition::Theme(themes));
        for (flag, typed, part) in [
            ("owner", &self.owner, Role::Owners),
            ("funder", &self.funder, Role::Funders),
            ("partner", &self.partner, Role::Partners),
            ("audience", &self.audience, Role::Audiences),
        ] {
            let names = wanted(flag, typed, &words.actors)?;
            filter(flag, typed, Condition::Actor(part, names));
        }
        let statuses = wanted("status", &self.status, &words.statuses)?;
        filter("status", &self.status, Condition::Status(statuses));
        let year: Vec<String> = self.year.iter().map(ToString::to_string).collect();
        for (flag, typed) in [("year", &year), ("years", &self.years)] {
            let years = each(typed, |text| span(flag, text))?;
            filter(flag, typed, Condition::Years(years));
        }
        if self.late {
            filters.push(Filter::new("late", &[], Condition::Late(today)));
        }
        if let Some(days) = self.due {
            let typed = [days.to_string()];
            filters.push(Filter::new("due", &typed, Condition::Due(today, days)));
        }
        if !self.missing.is_empty() {
            let columns = each(&self.missing, column)?;
            let names: Vec<String> = columns.iter().map(|one| one.name().to_owned()).collect();
            let missing = Condition::Missing(columns);
            filters.push(Filter::new("missing", &names, missing));
        }
        if let Some(text) = &self.search {
            let condition = Condition::Search {
                words: search_words(text),
                with_notes: self.with_notes,
            };
            filters.push(Filter::new("search", std::slice::from_ref(text), condition));
        }
        Ok(Selection::of_filters(filters))
    }
}

/// The reading of each of the texts.
///
/// # Errors
/// One cannot be read.
pub fn each<T>(texts: &[String], read: impl Fn(&str) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    texts.iter().map(|text| read(text)).collect()
}

fn span(flag: &'static str, text: &str) -> Result<Years, Error> {
    Years::parse(text).ok_or_else(|| Error::UnreadableYears {
        flag,
        value: text.to_owned(),
    })
}

fn search_words(text: &str) -> Vec<String> {
    fold(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn wanted<T: VocabularyEntry>(
    flag: &'static str,
    values: &[String],
    known: &Vocabulary<T>,
) -> Result<Vec<WantedName>, Error> {
    values
        .iter()
        .map(|value| match value.as_str() {
            NONE => Ok(WantedName::Absent),
            UNKNOWN => Ok(WantedName::Unknown),
            _ => match known.find(value) {
                Some(entry) => Ok(WantedName::Name(entry.name().to_owned())),
                None => Err(Error::UnknownValue {
                    flag,
                    value: value.clone(),
                    nearest: known.nearest(value),
                }),
            },
        })
        .collect()
}

fn resolve_axis(plan: &Plan, text: &str) -> Result<Axis, Error> {
    let catalogue = &plan.words.catalogue;
    let axis = text
        .parse()
        .ok()
        .map(Axis)
        .filter(|axis| catalogue.axis_title(*axis).is_some());
    axis.ok_or_else(|| Error::UnknownValue {
        flag: "axis",
        value: text.to_owned(),
        nearest: catalogue
            .axes()
            .iter()
            .map(|axis| axis.number.to_string())
            .collect(),
    })
}

fn resolve_measure(plan: &Plan, text: &str) -> Result<MeasureKey, Error> {
    let catalogue = &plan.words.catalogue;
    let prefix = text.trim_end_matches('.').parse::<MeasureKey>().ok();
    let known = |prefix: &MeasureKey| catalogue.measures().iter().any(|m| m.key.is_within(prefix));
    prefix.filter(known).ok_or_else(|| Error::UnknownValue {
        flag: "measure",
        value: text.to_owned(),
        nearest: catalogue.nearest(text),
    })
}

/// The one action that `text` names, by its id or the beginning of it.
///
/// # Errors
/// No action, or several, are named so.
pub fn named<'a>(plan: &'a Plan, text: &str) -> Result<&'a Action, Error> {
    let id = resolve_id(plan, text)?;
    let mut actions = plan.actions.iter();
    let found = actions.find(|action| action.id.as_str() == id);
    found.ok_or_else(|| Error::UnknownId {
        id,
        nearest: Vec::new(),
    })
}

/// The one action whose id is `text`, or whose id alone begins with it.
fn resolve_id(plan: &Plan, text: &str) -> Result<String, Error> {
    let ids = || plan.actions.iter().map(|action| action.id.as_str());
    if let Some(id) = ids().find(|id| *id == text) {
        return Ok(id.to_owned());
    }
    let candidates: Vec<&str> = ids()
        .filter(|id| !text.is_empty() && id.starts_with(text))
        .collect();
    match candidates[..] {
        [id] => Ok(id.to_owned()),
        [] => {
            let bore = |action: &&Action| action.sheet.former.iter().any(|id| id.as_str() == text);
            let renamed = plan.actions.iter().filter(bore);
            let renamed: Vec<String> = renamed.map(|action| action.id.to_string()).collect();
            Err(Error::UnknownId {
                id: text.to_owned(),
                nearest: match renamed[..] {
                    [] => nearest(text, ids()),
                    _ => renamed,
                },
            })
        }
        _ => Err(Error::AmbiguousId {
            id: text.to_owned(),
            candidates: candidates.into_iter().map(str::to_owned).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::action::{Action, Sheet};
    use crate::model::id::Axis;
    use crate::model::plan::Plan;
    use crate::model::question::Question;
    use crate::model::vocabulary::{AxisTitle, Catalogue};
    use crate::words::Note;

    /// One action in axis 1 that runs in 2020, one in axis 2 that says nothing.
    fn plan() -> Plan {
        let mut plan = Plan::default();
        let axes = [1, 2].map(|number| AxisTitle {
            number: Axis(number),
            title: String::new(),
        });
        plan.words.catalogue = Catalogue::new(axes.to_vec(), Vec::new());
        let action = |id: &str, measure: &str, start: Option<&str>| Action {
            id: id.parse().expect("an id"),
            measure: measure.parse().expect("a measure"),
            sheet: Sheet {
                start: start.map(|start| start.parse().expect("a date")),
                end: start.map(|end| end.parse().expect("a date")),
                ..Sheet::default()
            },
        };
        plan.actions = vec![action("a", "1.1", Some("2020")), action("b", "2.1", None)];
        plan
    }

    fn emptied(question: &Question) -> Option<Note> {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let plan = plan();
        question
            .selection(&plan, today)
            .expect("known words")
            .emptied(&plan)
    }

    #[test]
    fn an_empty_selection_names_the_filter_that_emptied_it() {
        let question = Question {
            axis: vec!["2".to_owned()],
            year: vec![2020],
            ..Question::default()
        };
        let nothing = |by: &str, earlier: &str, before, without: &[(&str, usize)]| {
            let without = without.iter();
            Some(Note::NothingSelected {
                by: by.to_owned(),
                earlier: earlier.to_owned(),
                before,
                without: without
                    .map(|(option, count)| ((*option).to_owned(), *count))
                    .collect(),
            })
        };
        let without = [("--axis 2", 1), ("--year 2020", 1)];
        let expected = nothing("--year 2020", "--axis 2", 1, &without);
        assert_eq!(emptied(&question), expected);
        let alone = Question {
            search: Some("deux mots".to_owned()),
            ..Question::default()
        };
        let without = [("--search \"deux mots\"", 2)];
        let expected = nothing("--search \"deux mots\"", "", 2, &without);
        assert_eq!(emptied(&alone), expected);
        assert_eq!(emptied(&Question::default()), None);
    }
}
