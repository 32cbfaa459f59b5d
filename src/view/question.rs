//! The words by which a user selects actions, and the names of the plan that they mean.

use chrono::{Days, NaiveDate};

use crate::error::Error;
use crate::model::action::Action;
use crate::model::candidate::{Candidate, meant};
use crate::model::date::Period;
use crate::model::fold::fold;
use crate::model::id::{Axis, MeasureKey};
use crate::model::name::UNKNOWN;
use crate::model::plan::Plan;
use crate::model::question::{NONE, Question, VIEW};
use crate::model::vocabulary::{AxisTitle, Role, Vocabulary, VocabularyEntry};
use crate::view::candidates::elsewhere;
use crate::view::column_name::column;
use crate::view::search::Search;
use crate::view::select::{Condition, Filter, Selection, WantedName};
use crate::view::years::Span;

impl Question {
    /// The question with what `view` says wherever it says nothing itself.
    fn or(mut self, mut view: Self) -> Self {
        if !self.year.is_empty() || !self.years.is_empty() {
            view.year.clear();
            view.years.clear();
        }
        for ((_, own), (_, kept)) in self.lists().into_iter().zip(view.lists()) {
            if own.is_empty() {
                std::mem::swap(own, kept);
            }
        }
        self.late |= view.late;
        self.due = self.due.or(view.due);
        self.stale = self.stale.or(view.stale);
        self.search = self.search.or(view.search);
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
        let selection = self.clone().with_views(plan)?.filtered(plan, today);
        selection.map_err(|error| elsewhere(error, plan))
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
                    self = self.or(kept.clone());
                }
            }
        }
        Ok(self.regrouped(plan))
    }

    /// The question with each word that is no action's given to the option whose next value it is, for a shell that
    /// parts `--axis 1,2` at its comma.
    fn regrouped(mut self, plan: &Plan) -> Self {
        let ids = std::mem::take(&mut self.ids);
        let (ids, others): (Vec<String>, Vec<String>) = ids.into_iter().partition(|id| {
            let is_column = !self.columns.is_empty() && column(id).is_ok();
            let mut actions = plan.actions.iter();
            match is_column {
                true => actions.any(|action| action.id.as_str() == id),
                false => resolve_id(plan, id).is_ok(),
            }
        });
        self.ids = ids;
        for word in others {
            let takes = |flag: &'static str| match flag {
                "columns" | "sort" => column(word.trim_end_matches('-')).is_ok(),
                flag => condition(plan, flag, std::slice::from_ref(&word)).is_ok(),
            };
            let lists = self.lists().into_iter();
            let list = lists.map(|(flag, own)| (!own.is_empty() && takes(flag)).then_some(own));
            let found = list.flatten().next();
            match found {
                Some(values) => values.push(word),
                None => self.ids.push(word),
            }
        }
        self
    }

    fn filtered(&self, plan: &Plan, today: NaiveDate) -> Result<Selection, Error> {
        let mut filters = Vec::new();
        if !self.ids.is_empty() {
            let ids = each(&self.ids, |id| resolve_id(plan, id))?;
            filters.push(Filter::new("", &self.ids, Condition::Ids(ids)));
        }
        for (flag, typed) in self.clone().lists() {
            let asked = match typed.is_empty() {
                true => None,
                false => condition(plan, flag, typed)?,
            };
            filters.extend(asked.map(|condition| Filter::new(flag, typed, condition)));
        }
        if self.late {
            filters.push(Filter::new("late", &[], Condition::Late(today)));
        }
        if let Some(deadline) = &self.due {
            let last = last_day(deadline, today)?;
            let typed = std::slice::from_ref(deadline);
            filters.push(Filter::new("due", typed, Condition::Due(today, last)));
        }
        if let Some(days) = self.stale {
            if plan.last_changes.is_none() {
                return Err(Error::WithoutChanges);
            }
            let stale = Condition::Stale(today, days);
            filters.push(Filter::new("stale", &[days.to_string()], stale));
        }
        if let Some(text) = &self.search {
            let condition = Condition::Search(Search::of(text, self.with_notes));
            filters.push(Filter::new("search", std::slice::from_ref(text), condition));
        }
        Ok(Selection::of_filters(filters))
    }
}

/// What the words behind an option ask of actions; nothing where they say how a list is shown.
///
/// # Errors
/// The plan does not know one of them, or it cannot be read.
pub fn condition(
    plan: &Plan,
    flag: &'static str,
    typed: &[String],
) -> Result<Option<Condition>, Error> {
    let words = &plan.words;
    let actor = |role| {
        let names = each(typed, |name| wanted(flag, name, &words.actors));
        names.map(|names| Condition::Actor(role, names))
    };
    let spans = || each(typed, |text| span(flag, text));
    Ok(Some(match flag {
        "axis" => Condition::Axis(each(typed, |axis| resolve_axis(plan, axis))?),
        "measure" => Condition::Measure(each(typed, |code| resolve_measure(plan, code))?),
        "theme" => Condition::Theme(each(typed, |name| wanted(flag, name, &words.themes))?),
        "owner" => actor(Role::Owners)?,
        "funder" => actor(Role::Funders)?,
        "partner" => actor(Role::Partners)?,
        "audience" => actor(Role::Audiences)?,
        "status" => Condition::Status(each(typed, |name| wanted(flag, name, &words.statuses))?),
        "year" | "years" => Condition::Years(spans()?),
        "starts" => Condition::Starts(spans()?),
        "ends" => Condition::Ends(spans()?),
        "missing" => Condition::Missing(each(typed, column)?),
        _ => return Ok(None),
    }))
}

/// The reading of each of the texts; one that cannot be read whole may be several with commas between them.
///
/// # Errors
/// One cannot be read.
pub fn each<T>(texts: &[String], read: impl Fn(&str) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    let mut found = Vec::new();
    for text in texts {
        match read(text) {
            Ok(one) => found.push(one),
            Err(_) if text.contains(',') => {
                let parts = text.split(',').map(str::trim);
                let parts = parts.filter(|part| !part.is_empty()).map(&read);
                found.extend(parts.collect::<Result<Vec<T>, _>>()?);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

fn span(flag: &'static str, text: &str) -> Result<Span, Error> {
    let is_year = |span: &Span| flag != "year" || span.to_string().parse::<u32>().is_ok();
    let span = Span::parse(text).filter(is_year);
    span.ok_or_else(|| Error::UnreadableDates {
        flag,
        value: text.to_owned(),
    })
}

/// The last day by which something is due: so many days from today, or the end of what a date names.
fn last_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Error> {
    let days = text.trim().parse();
    let period = text.parse::<Period>();
    match (days, period) {
        (Ok(days), Err(_)) => Ok(today
            .checked_add_days(Days::new(days))
            .unwrap_or(NaiveDate::MAX)),
        (Err(_), Ok(period)) => Ok(period.latest()),
        // So many days, or a year? Nobody knows.
        _ => Err(Error::UnreadableDates {
            flag: "due",
            value: text.to_owned(),
        }),
    }
}

fn wanted<T: VocabularyEntry>(
    flag: &'static str,
    value: &str,
    known: &Vocabulary<T>,
) -> Result<WantedName, Error> {
    match value {
        NONE => Ok(WantedName::Absent),
        UNKNOWN => Ok(WantedName::Unknown),
        _ => match known.find(value) {
            Some(entry) => Ok(WantedName::Name(entry.name().to_owned())),
            None => Err(Error::UnknownValue {
                flag,
                value: value.to_owned(),
                nearest: known.meant(value),
            }),
        },
    }
}

/// The axis of that number or title.
fn resolve_axis(plan: &Plan, text: &str) -> Result<Axis, Error> {
    let axes = plan.words.catalogue.axes();
    let wanted = fold(text);
    let is_it = |axis: &&AxisTitle| {
        let (number, title) = (axis.number.to_string(), fold(&axis.title));
        [&number, &title, &format!("{number} {title}")].contains(&&wanted)
    };
    let found = axes.iter().find(is_it).map(|axis| axis.number);
    found.ok_or_else(|| {
        let all: Vec<Candidate> = axes
            .iter()
            .map(|axis| Candidate::titled(axis.number, &axis.title))
            .collect();
        let near = meant(text, all.clone());
        Error::UnknownValue {
            flag: "axis",
            value: text.to_owned(),
            // There are few.
            nearest: if near.is_empty() { all } else { near },
        }
    })
}

/// The measure of that code, beginning of codes, or title.
fn resolve_measure(plan: &Plan, text: &str) -> Result<MeasureKey, Error> {
    let catalogue = &plan.words.catalogue;
    let wanted = fold(text);
    let titled = || {
        let mut measures = catalogue.measures().iter();
        let found = measures.find(|measure| fold(&measure.title) == wanted);
        found.map(|measure| measure.key.clone())
    };
    let former = || {
        let measure = catalogue.successor(&text.parse().ok()?)?;
        Some(measure.key.clone())
    };
    let found = measures_within(plan, text).or_else(titled).or_else(former);
    found.ok_or_else(|| Error::UnknownValue {
        flag: "measure",
        value: text.to_owned(),
        nearest: catalogue.meant(text),
    })
}

/// The code of measures that `text` is, or that their codes begin with.
fn measures_within(plan: &Plan, text: &str) -> Option<MeasureKey> {
    let prefix = text.trim_end_matches('.').parse::<MeasureKey>().ok()?;
    let mut measures = plan.words.catalogue.measures().iter();
    let is_known = measures.any(|measure| measure.key.is_within(&prefix));
    is_known.then_some(prefix)
}

/// The one action that `text` names, by its id or the beginning of it.
///
/// # Errors
/// No action, or several, are named so.
pub fn named<'a>(plan: &'a Plan, text: &str) -> Result<&'a Action, Error> {
    let id = resolve_id(plan, text)?;
    let mut actions = plan.actions.iter();
    let found = actions.find(|action| action.id.as_str() == id);
    found.ok_or(Error::UnknownId {
        id,
        nearest: Vec::new(),
    })
}

/// The one action whose id is `text`, or whose id alone begins with it.
fn resolve_id(plan: &Plan, text: &str) -> Result<String, Error> {
    let mut ids = plan.actions.iter().map(|action| action.id.as_str());
    if let Some(id) = ids.find(|id| *id == text) {
        return Ok(id.to_owned());
    }
    let those = |is_one: &dyn Fn(&Action) -> bool| -> Vec<Candidate> {
        let actions = plan.actions.iter().filter(|action| is_one(action));
        actions
            .map(|action| Candidate::titled(&action.id, &action.sheet.title))
            .collect()
    };
    let begun = those(&|action| !text.is_empty() && action.id.as_str().starts_with(text));
    match &begun[..] {
        [only] => return Ok(only.value.clone()),
        [] => {}
        _ => {
            return Err(Error::AmbiguousId {
                id: text.to_owned(),
                candidates: begun,
            });
        }
    }
    let renamed = those(&|action| action.sheet.former.iter().any(|id| id.as_str() == text));
    let of_measure = match measures_within(plan, text) {
        Some(prefix) => those(&|action| action.measure.is_within(&prefix)),
        None => Vec::new(),
    };
    let found = [renamed, of_measure]
        .into_iter()
        .find(|found| !found.is_empty());
    Err(Error::UnknownId {
        id: text.to_owned(),
        nearest: found.unwrap_or_else(|| meant(text, those(&|_| true))),
    })
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
            former: Vec::new(),
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
            year: vec!["2020".to_owned()],
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
                elsewhere: Vec::new(),
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
