//! The one selection that every reading command takes.

use chrono::NaiveDate;

use crate::error::Error;
use crate::model::action::Action;
use crate::model::date::Date;
use crate::model::fold::{fold, nearest};
use crate::model::id::{Axis, MeasureKey};
use crate::model::name::{Name, UNKNOWN};
use crate::model::plan::Plan;
use crate::model::vocabulary::{Entry, Vocabulary};
use crate::view::dates;

/// The word that selects what is not filled in.
pub const NONE: &str = "none";

/// The audience that stands for every audience.
const EVERYONE: &str = "tous";

/// What a user typed to select actions; the same flag twice means *or*, two flags mean *and*.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Ids, or beginnings of them.
    pub ids: Vec<String>,
    /// Names of statuses, or `none`.
    pub status: Vec<String>,
    /// Numbers of axes.
    pub axis: Vec<String>,
    /// Codes of measures, or beginnings of them by whole numbers.
    pub measure: Vec<String>,
    /// Names of themes.
    pub theme: Vec<String>,
    /// Names of actors, or `none`.
    pub owner: Vec<String>,
    /// Names of actors, or `none`.
    pub funder: Vec<String>,
    /// Names of actors, or `none`.
    pub partner: Vec<String>,
    /// Names of actors, or `none`.
    pub audience: Vec<String>,
    /// Years in which an action is possibly under way.
    pub year: Vec<i32>,
    /// Only actions whose end is past and that are not over.
    pub late: bool,
    /// Words that all occur in an action's texts.
    pub search: Option<String>,
    /// Whether the search reads the editors' notes too.
    pub with_notes: bool,
}

/// A wanted name, or that there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    Name(String),
    Unknown,
    Absent,
}

/// A selection whose every word is known to the plan.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    ids: Vec<String>,
    status: Vec<Wanted>,
    axis: Vec<Axis>,
    measure: Vec<MeasureKey>,
    theme: Vec<Wanted>,
    owner: Vec<Wanted>,
    funder: Vec<Wanted>,
    partner: Vec<Wanted>,
    audience: Vec<Wanted>,
    year: Vec<i32>,
    late: Option<NaiveDate>,
    search: Vec<String>,
    with_notes: bool,
}

impl Selection {
    /// The selection that `question` means in `plan`, on the day `today`.
    ///
    /// # Errors
    /// A name is in no vocabulary of the plan, or an id is no action's.
    pub fn new(plan: &Plan, question: &Question, today: NaiveDate) -> Result<Self, Error> {
        let words = &plan.words;
        let actors = |flag, names: &[String]| wanted(flag, names, &words.actors);
        Ok(Self {
            ids: question
                .ids
                .iter()
                .map(|id| resolve_id(plan, id))
                .collect::<Result<_, _>>()?,
            status: wanted("status", &question.status, &words.statuses)?,
            axis: question
                .axis
                .iter()
                .map(|axis| resolve_axis(plan, axis))
                .collect::<Result<_, _>>()?,
            measure: question
                .measure
                .iter()
                .map(|measure| resolve_measure(plan, measure))
                .collect::<Result<_, _>>()?,
            theme: wanted("theme", &question.theme, &words.themes)?,
            owner: actors("owner", &question.owner)?,
            funder: actors("funder", &question.funder)?,
            partner: actors("partner", &question.partner)?,
            audience: actors("audience", &question.audience)?,
            year: question.year.clone(),
            late: question.late.then_some(today),
            search: question
                .search
                .as_deref()
                .map(search_words)
                .unwrap_or_default(),
            with_notes: question.with_notes,
        })
    }

    /// The actions selected, in the plan's order.
    pub fn of<'a>(&self, plan: &'a Plan) -> Vec<&'a Action> {
        plan.actions
            .iter()
            .filter(|action| self.takes(plan, action))
            .collect()
    }

    /// Whether it selects within one axis or measure, so that a break-down by axis says nothing.
    pub fn is_within_an_axis(&self) -> bool {
        !self.axis.is_empty() || !self.measure.is_empty()
    }

    fn takes(&self, plan: &Plan, action: &Action) -> bool {
        let sheet = &action.sheet;
        let part_owners = || sheet.sub_actions.iter().flat_map(|part| &part.owners);
        let line_funders = || sheet.lines().filter_map(|(_, line)| line.funder.as_ref());
        let everyone = sheet.audiences.iter().any(is_everyone);
        any(&self.ids, |id| action.id.as_str() == id)
            && any(&self.status, |wanted| match (wanted, &sheet.status) {
                (Wanted::Absent, None) => true,
                (Wanted::Name(name), Some(status)) => name == status,
                _ => false,
            })
            && any(&self.axis, |axis| plan.axis(action) == *axis)
            && any(&self.measure, |prefix| action.measure.is_within(prefix))
            && any(&self.theme, |wanted| match wanted {
                Wanted::Name(name) => sheet.themes.contains(name),
                Wanted::Unknown | Wanted::Absent => false,
            })
            && any(&self.owner, |wanted| {
                names(wanted, sheet.owners.iter().chain(part_owners()))
            })
            && any(&self.funder, |wanted| {
                names(wanted, sheet.funders.iter().chain(line_funders()))
            })
            && any(&self.partner, |wanted| names(wanted, sheet.partners.iter()))
            && any(&self.audience, |wanted| {
                names(wanted, sheet.audiences.iter())
                    || everyone && matches!(wanted, Wanted::Name(_))
            })
            && any(&self.year, |year| is_possibly_under_way(action, *year))
            && self.late.is_none_or(|today| is_late(plan, action, today))
            && self.finds(action)
    }

    fn finds(&self, action: &Action) -> bool {
        if self.search.is_empty() {
            return true;
        }
        let sheet = &action.sheet;
        let mut texts: Vec<&str> = vec![&sheet.title];
        texts.extend(sheet.description.as_deref());
        for part in &sheet.sub_actions {
            texts.push(&part.title);
            texts.extend(part.description.as_deref());
        }
        for (_, line) in sheet.lines() {
            texts.extend(line.label.as_deref());
            texts.extend(line.note.as_deref());
        }
        if self.with_notes {
            texts.extend(sheet.editor_notes.as_deref());
        }
        let text = fold(&texts.join("\n"));
        self.search.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Whether one of the alternatives holds, or none was asked for.
fn any<T>(alternatives: &[T], holds: impl Fn(&T) -> bool) -> bool {
    alternatives.is_empty() || alternatives.iter().any(holds)
}

fn names<'a>(wanted: &Wanted, mut found: impl Iterator<Item = &'a Name>) -> bool {
    match wanted {
        Wanted::Absent => found.next().is_none(),
        Wanted::Unknown => found.any(|name| name.known().is_none()),
        Wanted::Name(wanted) => found.any(|name| name.known() == Some(wanted)),
    }
}

fn is_everyone(name: &Name) -> bool {
    name.known().is_some_and(|name| fold(name) == EVERYONE)
}

/// Whether a day of `year` lies between start and end, both taken at their widest; a missing one is open.
fn is_possibly_under_way(action: &Action, year: i32) -> bool {
    let start = dates::start(&action.sheet);
    let end = dates::end(&action.sheet);
    let (Some(first), Some(last)) = (
        NaiveDate::from_ymd_opt(year, 1, 1),
        NaiveDate::from_ymd_opt(year, 12, 31),
    ) else {
        return false;
    };
    let started = start
        .and_then(dates::Shown::bounds)
        .map(|(earliest, _)| earliest <= last);
    let ended = end
        .and_then(dates::Shown::bounds)
        .map(|(_, latest)| latest < first);
    let says_something =
        started.is_some() || ended.is_some() || end.is_some_and(|end| end.date == Date::Ongoing);
    says_something && started.unwrap_or(true) && !ended.unwrap_or(false)
}

/// Whether the end is surely before `today` and nothing says that the action is over.
pub fn is_late(plan: &Plan, action: &Action, today: NaiveDate) -> bool {
    let ended = dates::end(&action.sheet)
        .and_then(dates::Shown::bounds)
        .is_some_and(|(_, latest)| latest < today);
    let status = action
        .sheet
        .status
        .as_deref()
        .and_then(|name| plan.words.statuses.find(name));
    ended && !status.is_some_and(|status| status.phase.is_over())
}

fn search_words(text: &str) -> Vec<String> {
    fold(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn wanted<T: Entry>(
    flag: &'static str,
    values: &[String],
    known: &Vocabulary<T>,
) -> Result<Vec<Wanted>, Error> {
    values
        .iter()
        .map(|value| match value.as_str() {
            NONE => Ok(Wanted::Absent),
            UNKNOWN => Ok(Wanted::Unknown),
            _ => match known.find(value) {
                Some(entry) => Ok(Wanted::Name(entry.name().to_owned())),
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
        [] => Err(Error::UnknownId {
            id: text.to_owned(),
            nearest: nearest(text, ids())
                .into_iter()
                .map(str::to_owned)
                .collect(),
        }),
        _ => Err(Error::AmbiguousId {
            id: text.to_owned(),
            candidates: candidates.into_iter().map(str::to_owned).collect(),
        }),
    }
}
