//! The one selection that every reading command takes.

use chrono::NaiveDate;

use crate::model::action::Action;
use crate::model::candidate::{Candidate, meant};
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::id::{Axis, MeasureKey};
use crate::model::name::Name;
use crate::model::plan::Plan;
use crate::model::question::Extract;
use crate::model::vocabulary::Role;
use crate::view::columns::is_missing;
use crate::view::dates;
use crate::view::search::{Hit, Search};
use crate::view::years::{self, Doubt, Overdue, Span, UnderWay};
use crate::words::{Note, RolePlayed};

/// The audience that stands for every audience.
const EVERYONE: &str = "tous";

/// A wanted name, or that there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WantedName {
    /// This name of a vocabulary.
    Name(String),
    /// Stated as unknown.
    Unknown,
    /// Not filled in.
    Absent,
}

/// A condition on an action; of several alternatives, one.
#[derive(Debug, Clone)]
pub enum Condition {
    /// It has one of these ids.
    Ids(Vec<String>),
    /// It stands in one of these axes.
    Axis(Vec<Axis>),
    /// It stands in one of these measures, or below.
    Measure(Vec<MeasureKey>),
    /// It has one of these themes.
    Theme(Vec<WantedName>),
    /// One of these actors plays the part.
    Actor(Role, Vec<WantedName>),
    /// It has one of these statuses.
    Status(Vec<WantedName>),
    /// It is under way in one of these spans, surely or possibly.
    Years(Vec<Span>),
    /// It starts in one of these spans, surely or possibly.
    Starts(Vec<Span>),
    /// It ends in one of these spans, surely or possibly.
    Ends(Vec<Span>),
    /// It should have ended before this day, and has not.
    Late(NaiveDate),
    /// It has to end from the first to the second of these days.
    Due(NaiveDate, NaiveDate),
    /// Nobody changed it in so many days before this one, and it is not over.
    Stale(NaiveDate, u32),
    /// Its file says nothing of one of these.
    Missing(Vec<Column>),
    /// Its texts hold these words.
    Search(Search),
}

/// A condition, and the option that the user typed for it.
#[derive(Debug, Clone)]
pub struct Filter {
    typed: String,
    condition: Condition,
}

impl Filter {
    /// The filter of `--flag value…`; without a flag, the values stand alone.
    pub fn new(flag: &str, values: &[String], condition: Condition) -> Self {
        let quoted = |value: &String| {
            if value.contains(char::is_whitespace) || value.is_empty() {
                format!("\"{value}\"")
            } else {
                value.clone()
            }
        };
        let named = match &condition {
            // Whatever language it was typed in.
            Condition::Missing(columns) => {
                columns.iter().map(|one| one.name().to_owned()).collect()
            }
            _ => values.to_vec(),
        };
        let values = named.iter().map(quoted);
        let typed = if flag.is_empty() {
            values.collect::<Vec<_>>().join(" ")
        } else {
            let options: Vec<String> = values.map(|value| format!("--{flag} {value}")).collect();
            if options.is_empty() {
                format!("--{flag}")
            } else {
                options.join(" ")
            }
        };
        Self { typed, condition }
    }
}

/// A selection whose every word is known to the plan.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    filters: Vec<Filter>,
}

impl Selection {
    /// The selection of what meets all these filters.
    pub fn of_filters(filters: Vec<Filter>) -> Self {
        Self { filters }
    }

    /// What is to be said of an answer that is of less than the whole plan.
    pub fn extract(&self, plan: &Plan) -> Option<Extract> {
        (!self.is_everything()).then(|| Extract {
            selection: self.typed(),
            selected: self.of(plan).len(),
            of: plan.actions.len(),
        })
    }

    /// The actions selected, in the plan's order.
    pub fn of<'a>(&self, plan: &'a Plan) -> Vec<&'a Action> {
        plan.actions
            .iter()
            .filter(|action| self.filters.iter().all(|filter| filter.takes(plan, action)))
            .collect()
    }

    /// Tells whether it selects within one axis or measure, so that a break-down by axis says nothing.
    pub fn is_within_an_axis(&self) -> bool {
        self.filters
            .iter()
            .any(|filter| matches!(filter.condition, Condition::Axis(_) | Condition::Measure(_)))
    }

    /// Tells whether nothing was asked for, so that every action is meant.
    pub fn is_everything(&self) -> bool {
        self.filters.is_empty()
    }

    /// The options that it was typed as.
    pub fn typed(&self) -> String {
        let typed: Vec<&str> = self
            .filters
            .iter()
            .map(|filter| filter.typed.as_str())
            .collect();
        typed.join(" ")
    }

    /// The years that it asks about, as typed.
    pub fn years(&self) -> Option<String> {
        let spans = self
            .filters
            .iter()
            .filter_map(|filter| match &filter.condition {
                Condition::Years(spans) => Some(spans),
                _ => None,
            });
        let spans: Vec<String> = spans.flatten().map(ToString::to_string).collect();
        (!spans.is_empty()).then(|| spans.join(", "))
    }

    /// Tells whether late actions are asked for.
    pub fn is_of_late(&self) -> bool {
        self.late().is_some()
    }

    /// The lateness of an action, where late ones are asked for.
    pub fn overdue(&self, plan: &Plan, action: &Action) -> Option<Overdue> {
        years::overdue(plan, action, self.late()?)
    }

    /// The day on which late actions are asked for.
    fn late(&self) -> Option<NaiveDate> {
        self.filters
            .iter()
            .find_map(|filter| match filter.condition {
                Condition::Late(today) => Some(today),
                _ => None,
            })
    }

    /// The day of the last change of an action, where those are asked for that nobody changes.
    pub fn last_change(&self, plan: &Plan, action: &Action) -> Option<NaiveDate> {
        let mut conditions = self.filters.iter().map(|filter| &filter.condition);
        let is_asked = conditions.any(|condition| matches!(condition, Condition::Stale(..)));
        is_asked.then(|| plan.last_change(action))?
    }

    /// The certainty that a selected action is under way in the years asked about, where any are.
    pub fn under_way(&self, plan: &Plan, action: &Action) -> Option<UnderWay> {
        let mut doubts = Vec::new();
        let mut asked = false;
        for filter in &self.filters {
            if let Condition::Years(spans) = &filter.condition {
                asked = true;
                let judged = spans
                    .iter()
                    .filter_map(|span| years::under_way(&action.sheet, *span));
                // One span that it surely meets is enough.
                let best = judged.min_by_key(|judged| judged.doubts.len());
                doubts.extend(best.into_iter().flat_map(|best| best.doubts));
            }
        }
        if plan.is_dropped(action) {
            doubts.push(Doubt::Dropped);
        }
        doubts.sort_unstable();
        doubts.dedup();
        asked.then(|| doubts.into())
    }

    /// Tells whether words are looked for.
    pub fn searches(&self) -> bool {
        self.search().is_some()
    }

    /// The place of an action where the words stand that are looked for.
    pub fn hit(&self, action: &Action) -> Option<Hit> {
        self.search()?.hit(action)
    }

    fn search(&self) -> Option<&Search> {
        self.filters
            .iter()
            .find_map(|filter| match &filter.condition {
                Condition::Search(search) => Some(search),
                _ => None,
            })
    }

    /// The reason why it selects nothing, where a filter is to blame.
    pub fn emptied(&self, plan: &Plan) -> Option<Note> {
        let count = |filters: &[&Filter]| {
            let takes = |action: &&Action| filters.iter().all(|filter| filter.takes(plan, action));
            plan.actions.iter().filter(takes).count()
        };
        let all: Vec<&Filter> = self.filters.iter().collect();
        let index = (0..all.len()).find(|index| count(&all[..=*index]) == 0)?;
        let without = all.iter().map(|left_out| {
            let others: Vec<&Filter> = all
                .iter()
                .copied()
                .filter(|filter| !std::ptr::eq(*filter, *left_out))
                .collect();
            (left_out.typed.clone(), count(&others))
        });
        let earlier = all[..index].iter().map(|filter| filter.typed.as_str());
        Some(Note::NothingSelected {
            by: all[index].typed.clone(),
            earlier: earlier.collect::<Vec<_>>().join(" "),
            before: count(&all[..index]),
            without: without.filter(|(_, count)| *count > 0).collect(),
            elsewhere: all
                .iter()
                .flat_map(|filter| filter.elsewhere(plan))
                .collect(),
        })
    }
}

impl Filter {
    /// The other parts of wanted actors that play the wanted one nowhere, and who plays it that may be meant.
    fn elsewhere(&self, plan: &Plan) -> Vec<RolePlayed> {
        let Condition::Actor(role, wanted) = &self.condition else {
            return Vec::new();
        };
        let played = |name: &str, role| {
            let wanted = WantedName::Name(name.to_owned());
            // Who is one of all is named nowhere.
            let actions = plan.actions.iter().filter(|action| {
                let mut audiences = action.sheet.audiences.iter();
                role != Role::Audiences || names(&wanted, &mut audiences)
            });
            RolePlayed {
                actions: actions
                    .filter(|action| plays(action, role, &wanted))
                    .count(),
                name: name.to_owned(),
                role,
            }
        };
        let mut found = Vec::new();
        for wanted in wanted {
            let WantedName::Name(name) = wanted else {
                continue;
            };
            if played(name, *role).actions > 0 {
                continue;
            }
            found.extend(Role::all().map(|role| played(name, role)));
            let others = plan.words.actors.entries().iter();
            let others = others
                .map(|actor| &actor.name)
                .filter(|other| *other != name);
            let near = meant(name, Candidate::bare(others)).into_iter();
            found.extend(near.map(|near| played(&near.value, *role)));
        }
        found.retain(|played| played.actions > 0);
        found
    }

    fn takes(&self, plan: &Plan, action: &Action) -> bool {
        let sheet = &action.sheet;
        match &self.condition {
            Condition::Ids(ids) => ids.iter().any(|id| action.id.as_str() == id),
            Condition::Axis(axes) => plan.axis(action).is_some_and(|axis| axes.contains(&axis)),
            Condition::Measure(prefixes) => prefixes
                .iter()
                .any(|prefix| action.measure.is_within(prefix)),
            Condition::Theme(wanted) => wanted.iter().any(|wanted| match wanted {
                WantedName::Name(name) => sheet.themes.contains(name),
                WantedName::Unknown | WantedName::Absent => false,
            }),
            Condition::Actor(part, wanted) => {
                wanted.iter().any(|wanted| plays(action, *part, wanted))
            }
            Condition::Status(wanted) => {
                wanted.iter().any(|wanted| match (wanted, &sheet.status) {
                    (WantedName::Absent, None) => true,
                    (WantedName::Name(name), Some(status)) => name == status,
                    _ => false,
                })
            }
            Condition::Years(spans) => spans
                .iter()
                .any(|span| years::under_way(sheet, *span).is_some()),
            Condition::Starts(spans) => spans.iter().any(|span| span.meets(dates::start(sheet))),
            Condition::Ends(spans) => spans.iter().any(|span| span.meets(dates::end(sheet))),
            Condition::Late(today) => years::is_late(plan, action, *today),
            Condition::Due(today, last) => years::is_due(plan, action, *today, *last),
            Condition::Stale(today, days) => {
                years::unchanged(plan, action, *today, *days).is_some()
            }
            Condition::Missing(columns) => columns.iter().any(|column| is_missing(sheet, *column)),
            Condition::Search(search) => search.finds(action),
        }
    }
}

/// Tells whether the actor plays the part in the action.
fn plays(action: &Action, part: Role, wanted: &WantedName) -> bool {
    let sheet = &action.sheet;
    match part {
        Role::Owners => {
            let parts = sheet.sub_actions.iter().flat_map(|part| &part.owners);
            names(wanted, sheet.owners.iter().chain(parts))
        }
        Role::Funders => {
            let lines = sheet.lines().filter_map(|(_, line)| line.funder.as_ref());
            names(wanted, sheet.funders.iter().chain(lines))
        }
        Role::Partners => names(wanted, sheet.partners.iter()),
        Role::Audiences => {
            let everyone = sheet.audiences.iter().any(is_everyone);
            names(wanted, sheet.audiences.iter())
                || everyone && matches!(wanted, WantedName::Name(_))
        }
    }
}

fn names<'a>(wanted: &WantedName, mut found: impl Iterator<Item = &'a Name>) -> bool {
    match wanted {
        WantedName::Absent => found.next().is_none(),
        WantedName::Unknown => found.any(|name| name.known().is_none()),
        WantedName::Name(wanted) => found.any(|name| name.known() == Some(wanted)),
    }
}

fn is_everyone(name: &Name) -> bool {
    name.known().is_some_and(|name| fold(name) == EVERYONE)
}
