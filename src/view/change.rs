//! What changed between two states of one action, in fields and not in lines.

use rapidfuzz::distance::levenshtein::normalized_similarity;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::{Sheet, SubAction};
use crate::model::budget::BudgetLine;
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::fold::fold;
use crate::model::indicator::Indicator;
use crate::model::record::{self, LineRecord, PartRecord};
use crate::view::pair::{Pairs, pair};

/// A file that changes.
pub struct ChangedFile {
    /// Its path from the plan's root.
    pub path: String,
    /// Each key with what it held before and what it holds after.
    pub keys: Vec<(String, Option<String>, Option<String>)>,
}

/// A place of an action that people fill in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(rename = "field")]
pub struct ChangedField {
    /// The sub-action it belongs to, by its title; none for the action's own.
    #[serde(rename = "sub_action")]
    pub part: Option<String>,
    /// What it holds: a column of plan list, by its name.
    #[serde(rename = "field")]
    #[schemars(with = "String")]
    pub column: Column,
    /// Which one, where there are several: a budget line, a sub-action, an indicator, a value of the territory's own.
    pub item: Option<String>,
}

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "fieldValue")]
pub enum FieldValue {
    /// A text or a name.
    Text(String),
    /// Texts or names, in their order.
    List(Vec<String>),
    /// A date.
    Date(Date),
    /// A budget line.
    #[serde(serialize_with = "record::line")]
    Line(#[schemars(with = "LineRecord<'_>")] Box<BudgetLine>),
    /// Budget lines, where their order is what changed.
    #[serde(serialize_with = "record::lines")]
    Lines(#[schemars(with = "Vec<LineRecord<'_>>")] Vec<BudgetLine>),
    /// A sub-action.
    Part(#[schemars(with = "PartRecord<'_>")] Box<SubAction>),
    /// An indicator.
    Indicator(Indicator),
    /// A value of the territory's own.
    Extra(Extra),
}

/// A field that changed; nothing where it was, or is, not filled in.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// The field.
    #[serde(flatten)]
    pub field: ChangedField,
    /// What stood there; nothing where it was not filled in.
    pub before: Option<FieldValue>,
    /// What stands there; nothing where it is not filled in.
    pub after: Option<FieldValue>,
}

impl Change {
    /// Of a whole sub-action that came or went, the fields that came or went with it; of any other change nothing.
    pub fn of_part(&self) -> Vec<Self> {
        let part = match (&self.before, &self.after) {
            (None, Some(FieldValue::Part(part))) | (Some(FieldValue::Part(part)), None) => part,
            _ => return Vec::new(),
        };
        // The title names the sub-action, and is no field that came with it.
        let empty = SubAction::titled(part.title.clone());
        let mut changes = ChangeList::default();
        match self.after {
            Some(_) => changes.part(&empty, part),
            None => changes.part(part, &empty),
        }
        changes.list
    }
}

/// How alike two titles of a sub-action are, at least, for one to be the other reworded.
const REWORDED: f64 = 0.75;

/// Every field that changed, in the order of the model. Two equal sheets have none.
pub fn changes(before: &Sheet, after: &Sheet) -> Vec<Change> {
    // Taken apart by name, so that a new field cannot be forgotten.
    let Sheet {
        title,
        themes,
        code,
        status,
        priority,
        elected,
        owners,
        funders,
        partners,
        audiences,
        start,
        end,
        description,
        objectives,
        resources,
        progress,
        effects,
        places,
        links,
        other_measures,
        indicators,
        budget,
        sub_actions,
        editor_notes,
        extra,
    } = before;
    let mut changes = ChangeList::default();
    changes.text(Column::Code, code.as_ref(), after.code.as_ref());
    changes.list(Column::Themes, themes, &after.themes);
    changes.text(Column::Title, Some(title), Some(&after.title));
    changes.text(Column::Status, status.as_ref(), after.status.as_ref());
    changes.text(Column::Priority, priority.as_ref(), after.priority.as_ref());
    changes.text(Column::Elected, elected.as_ref(), after.elected.as_ref());
    changes.list(Column::Owners, owners, &after.owners);
    changes.list(Column::Funders, funders, &after.funders);
    changes.list(Column::Partners, partners, &after.partners);
    changes.list(Column::Audiences, audiences, &after.audiences);
    changes.date(Column::Start, *start, after.start);
    changes.date(Column::End, *end, after.end);
    let texts = [
        (Column::Description, description, &after.description),
        (Column::Objectives, objectives, &after.objectives),
        (Column::Resources, resources, &after.resources),
        (Column::Progress, progress, &after.progress),
    ];
    for (column, before, after) in texts {
        changes.text(column, before.as_ref(), after.as_ref());
    }
    changes.list(Column::Effects, effects, &after.effects);
    changes.list(Column::Places, places, &after.places);
    changes.list(Column::Links, links, &after.links);
    changes.list(Column::OtherMeasures, other_measures, &after.other_measures);
    changes.indicators(indicators, &after.indicators);
    changes.lines(budget, &after.budget);
    changes.parts(sub_actions, &after.sub_actions);
    changes.text(
        Column::EditorNotes,
        editor_notes.as_ref(),
        after.editor_notes.as_ref(),
    );
    let mut names: Vec<&String> = extra.keys().chain(after.extra.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let value = |value: Option<&Extra>| value.cloned().map(FieldValue::Extra);
        let (before, after) = (value(extra.get(name)), value(after.extra.get(name)));
        changes.note(Column::Extra, Some(name.clone()), before, after);
    }
    changes.list
}

/// The fields that `sheet` fills in, as if each had been filled in at once.
pub fn contents(sheet: &Sheet) -> Vec<Change> {
    let empty = Sheet {
        title: String::new(),
        themes: Vec::new(),
        code: None,
        status: None,
        priority: None,
        elected: None,
        owners: Vec::new(),
        funders: Vec::new(),
        partners: Vec::new(),
        audiences: Vec::new(),
        start: None,
        end: None,
        description: None,
        objectives: None,
        resources: None,
        progress: None,
        effects: Vec::new(),
        places: Vec::new(),
        links: Vec::new(),
        other_measures: Vec::new(),
        indicators: Vec::new(),
        budget: Vec::new(),
        sub_actions: Vec::new(),
        editor_notes: None,
        extra: std::collections::BTreeMap::new(),
    };
    let mut all = changes(&empty, sheet);
    for change in &mut all {
        // The empty title stands for none.
        if change.field.column == Column::Title {
            change.before = None;
        }
    }
    all
}

/// The name of a budget line among others: its label, year, funder and kind.
pub fn line_name(line: &BudgetLine) -> Option<String> {
    let year = line.year.map(|year| year.to_string());
    let funder = line.funder.as_ref().map(ToString::to_string);
    let parts: Vec<String> = [line.label.clone(), year, funder]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[derive(Default)]
struct ChangeList {
    part: Option<String>,
    list: Vec<Change>,
}

impl ChangeList {
    /// Note a change, where the values that it is told with are not the same.
    fn note(
        &mut self,
        column: Column,
        item: Option<String>,
        before: Option<FieldValue>,
        after: Option<FieldValue>,
    ) {
        if before != after {
            self.list.push(Change {
                field: ChangedField {
                    part: self.part.clone(),
                    column,
                    item,
                },
                before,
                after,
            });
        }
    }

    fn text(&mut self, column: Column, before: Option<&String>, after: Option<&String>) {
        let value = |text: Option<&String>| text.cloned().map(FieldValue::Text);
        // Most fields are as they were: nothing is copied to see that.
        if before != after {
            self.note(column, None, value(before), value(after));
        }
    }

    fn date(&mut self, column: Column, before: Option<Date>, after: Option<Date>) {
        self.note(
            column,
            None,
            before.map(FieldValue::Date),
            after.map(FieldValue::Date),
        );
    }

    fn list<T: ToString + PartialEq>(&mut self, column: Column, before: &[T], after: &[T]) {
        let value = |items: &[T]| {
            let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
            (!texts.is_empty()).then_some(FieldValue::List(texts))
        };
        if before != after {
            self.note(column, None, value(before), value(after));
        }
    }

    fn indicators(&mut self, before: &[Indicator], after: &[Indicator]) {
        if before == after {
            return;
        }
        let pairs = pair(before, after, |one| fold(&one.name), |_, _| false);
        let in_order = pairs.in_order;
        self.items(Column::Indicators, pairs, |one| {
            (Some(one.name.clone()), FieldValue::Indicator(one.clone()))
        });
        if !in_order {
            let names = |list: &[Indicator]| -> Vec<String> {
                list.iter().map(|one| one.name.clone()).collect()
            };
            self.list(Column::Indicators, &names(before), &names(after));
        }
    }

    fn lines(&mut self, before: &[BudgetLine], after: &[BudgetLine]) {
        if before == after {
            return;
        }
        let key = |line: &BudgetLine| {
            let label = line.label.as_deref().map(fold);
            (label, line.year, line.funder.clone(), line.kind)
        };
        let nameless = |line: &BudgetLine| key(line) == (None, None, None, None);
        let figures = |line: &BudgetLine| (line.amount, line.ht, line.ttc);
        let pairs = pair(before, after, key, |old, new| {
            nameless(old) || nameless(new) || (old.has_figure() && figures(old) == figures(new))
        });
        let in_order = pairs.in_order;
        self.items(Column::Budget, pairs, |line| {
            (line_name(line), FieldValue::Line(Box::new(line.clone())))
        });
        if !in_order {
            let value = |lines: &[BudgetLine]| Some(FieldValue::Lines(lines.to_vec()));
            self.note(Column::Budget, None, value(before), value(after));
        }
    }

    fn parts(&mut self, before: &[SubAction], after: &[SubAction]) {
        if before == after {
            return;
        }
        let reworded = |old: &SubAction, new: &SubAction| {
            normalized_similarity(fold(&old.title).chars(), fold(&new.title).chars()) >= REWORDED
        };
        let pairs = pair(before, after, |part| fold(&part.title), reworded);
        for (old, new) in &pairs.kept {
            match old {
                Some(old) => self.part(old, new),
                None => self.whole_part(None, Some(new)),
            }
        }
        for old in &pairs.gone {
            self.whole_part(Some(old), None);
        }
        if !pairs.in_order {
            let titles = |list: &[SubAction]| -> Vec<String> {
                list.iter().map(|part| part.title.clone()).collect()
            };
            self.list(Column::SubActions, &titles(before), &titles(after));
        }
    }

    fn whole_part(&mut self, before: Option<&SubAction>, after: Option<&SubAction>) {
        let title = after.or(before).map(|part| part.title.clone());
        let value =
            |part: Option<&SubAction>| part.map(|part| FieldValue::Part(Box::new(part.clone())));
        self.note(Column::SubActions, title, value(before), value(after));
    }

    fn part(&mut self, before: &SubAction, after: &SubAction) {
        let SubAction {
            title,
            code,
            status,
            owners,
            start,
            end,
            description,
            budget,
        } = before;
        self.part = Some(after.title.clone());
        self.text(Column::Title, Some(title), Some(&after.title));
        self.text(Column::Code, code.as_ref(), after.code.as_ref());
        self.text(Column::Status, status.as_ref(), after.status.as_ref());
        self.list(Column::Owners, owners, &after.owners);
        self.date(Column::Start, *start, after.start);
        self.date(Column::End, *end, after.end);
        self.text(
            Column::Description,
            description.as_ref(),
            after.description.as_ref(),
        );
        self.lines(budget, &after.budget);
        self.part = None;
    }

    fn items<T>(
        &mut self,
        column: Column,
        pairs: Pairs<'_, T>,
        told: impl Fn(&T) -> (Option<String>, FieldValue),
    ) {
        for (old, new) in pairs.kept {
            let (name, value) = told(new);
            self.note(column, name, old.map(|old| told(old).1), Some(value));
        }
        for old in pairs.gone {
            let (name, value) = told(old);
            self.note(column, name, Some(value), None);
        }
    }
}
