//! The changes between two states of one action, in fields and not in lines.

use rapidfuzz::distance::levenshtein::normalized_similarity;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::{Sheet, SubAction};
use crate::model::budget::{Basis, BudgetLine, Cents};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::fold::fold;
use crate::model::follow_up::FollowUp;
use crate::model::indicator::Indicator;
use crate::model::key::Key;
use crate::model::key_value::KeyValue;
use crate::model::record::{self, LineRecord, PartRecord};
use crate::model::shift::{DateBound, Shift, shift};
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
    /// Of two dates, how far the later is from the earlier; none where it is not, or nobody can tell.
    pub fn shift(&self) -> Option<Option<Shift>> {
        let (Some(FieldValue::Date(before)), Some(FieldValue::Date(after))) =
            (&self.before, &self.after)
        else {
            return None;
        };
        let side = match self.field.column {
            Column::Key(Key::Start) => DateBound::Start,
            _ => DateBound::End,
        };
        Some(shift(Some(*before), Some(*after), side))
    }

    /// Of two budget lines, by how much the least and the most changed, on one basis that both give.
    pub fn amounts(&self) -> Option<Option<(Cents, Cents)>> {
        let (Some(FieldValue::Line(before)), Some(FieldValue::Line(after))) =
            (&self.before, &self.after)
        else {
            return None;
        };
        let sides = [
            (before.amount, after.amount),
            (before.on(Basis::Ttc), after.on(Basis::Ttc)),
            (before.on(Basis::Ht), after.on(Basis::Ht)),
        ];
        Some(sides.into_iter().find_map(|(before, after)| {
            let (before, after) = (before?, after?);
            Some((
                Cents(after.min().0 - before.min().0),
                Cents(after.max().0 - before.max().0),
            ))
        }))
    }

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

/// The least likeness of two titles of a sub-action for one to be the other reworded.
const REWORDED: f64 = 0.75;

/// Every field that changed, in the order of the model. Two equal sheets have none.
pub fn changes(before: &Sheet, after: &Sheet) -> Vec<Change> {
    let mut changes = ChangeList::default();
    for key in Column::all().filter_map(Column::key) {
        changes.value(key, before.get(key), after.get(key));
    }
    let extra = &before.extra;
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
    let empty = Sheet::default();
    let mut all = changes(&empty, sheet);
    for change in &mut all {
        // The empty title stands for none.
        if change.field.column == Key::Title {
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

/// Which indicator is which of a later list.
pub fn paired_indicators<'a>(
    before: &'a [Indicator],
    after: &'a [Indicator],
) -> Pairs<'a, Indicator> {
    let names = |old: &Indicator, new: &Indicator| fold(&old.name) == fold(&new.name);
    // One that got an id, or lost it, is known by its name.
    pair(
        before,
        after,
        |one| one.id.clone().ok_or_else(|| fold(&one.name)),
        |old, new| (old.id.is_none() || new.id.is_none()) && names(old, new),
    )
}

/// Which note of follow-up is which of a later list: none is another.
pub fn paired_notes<'a>(before: &'a [FollowUp], after: &'a [FollowUp]) -> Pairs<'a, FollowUp> {
    pair(before, after, ToString::to_string, |_, _| false)
}

/// Which budget line is which of a later list.
pub fn paired_lines<'a>(
    before: &'a [BudgetLine],
    after: &'a [BudgetLine],
) -> Pairs<'a, BudgetLine> {
    let key = |line: &BudgetLine| {
        let label = line.label.as_deref().map(fold);
        (label, line.year, line.funder.clone(), line.kind)
    };
    let nameless = |line: &BudgetLine| key(line) == (None, None, None, None);
    let figures = |line: &BudgetLine| (line.amount, line.ht, line.ttc);
    pair(before, after, key, |old, new| {
        nameless(old) || nameless(new) || (old.has_figure() && figures(old) == figures(new))
    })
}

/// Which sub-action is which of a later list.
pub fn paired_parts<'a>(before: &'a [SubAction], after: &'a [SubAction]) -> Pairs<'a, SubAction> {
    let reworded = |old: &SubAction, new: &SubAction| {
        normalized_similarity(fold(&old.title).chars(), fold(&new.title).chars()) >= REWORDED
    };
    pair(before, after, |part| fold(&part.title), reworded)
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
        column: impl Into<Column>,
        item: Option<String>,
        before: Option<FieldValue>,
        after: Option<FieldValue>,
    ) {
        if before != after {
            self.list.push(Change {
                field: ChangedField {
                    part: self.part.clone(),
                    column: column.into(),
                    item,
                },
                before,
                after,
            });
        }
    }

    /// Note what changed in the value of a key.
    fn value(&mut self, key: Key, before: KeyValue<'_>, after: KeyValue<'_>) {
        // Most fields are as they were: nothing is copied to see that.
        if before == after {
            return;
        }
        let text = |text: Option<&str>| text.map(|text| FieldValue::Text(text.to_owned()));
        match (before, after) {
            (KeyValue::Text(before), KeyValue::Text(after)) => {
                self.note(key, None, text(before), text(after));
            }
            (KeyValue::Date(before), KeyValue::Date(after)) => {
                let date = |date: Option<Date>| date.map(FieldValue::Date);
                self.note(key, None, date(before), date(after));
            }
            (KeyValue::Indicators(before), KeyValue::Indicators(after)) => {
                self.indicators(before, after);
            }
            (KeyValue::Budget(before), KeyValue::Budget(after)) => self.lines(before, after),
            (KeyValue::SubActions(before), KeyValue::SubActions(after)) => {
                self.parts(before, after);
            }
            // Lists of names and texts: both sides come of one key, and are of one kind.
            (before, after) => self.list(key, before.items(), after.items()),
        }
    }

    fn list(&mut self, key: Key, before: Vec<String>, after: Vec<String>) {
        let value = |items: Vec<String>| (!items.is_empty()).then_some(FieldValue::List(items));
        self.note(key, None, value(before), value(after));
    }

    fn indicators(&mut self, before: &[Indicator], after: &[Indicator]) {
        let pairs = paired_indicators(before, after);
        let in_order = pairs.in_order;
        self.items(Key::Indicators, pairs, |one| {
            (Some(one.name.clone()), FieldValue::Indicator(one.clone()))
        });
        if !in_order {
            let names = |list: &[Indicator]| -> Vec<String> {
                list.iter().map(|one| one.name.clone()).collect()
            };
            self.list(Key::Indicators, names(before), names(after));
        }
    }

    fn lines(&mut self, before: &[BudgetLine], after: &[BudgetLine]) {
        let pairs = paired_lines(before, after);
        let in_order = pairs.in_order;
        self.items(Key::Budget, pairs, |line| {
            (line_name(line), FieldValue::Line(Box::new(line.clone())))
        });
        if !in_order {
            let value = |lines: &[BudgetLine]| Some(FieldValue::Lines(lines.to_vec()));
            self.note(Key::Budget, None, value(before), value(after));
        }
    }

    fn parts(&mut self, before: &[SubAction], after: &[SubAction]) {
        let pairs = paired_parts(before, after);
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
            self.list(Key::SubActions, titles(before), titles(after));
        }
    }

    fn whole_part(&mut self, before: Option<&SubAction>, after: Option<&SubAction>) {
        let title = after.or(before).map(|part| part.title.clone());
        let value =
            |part: Option<&SubAction>| part.map(|part| FieldValue::Part(Box::new(part.clone())));
        self.note(Key::SubActions, title, value(before), value(after));
    }

    fn part(&mut self, before: &SubAction, after: &SubAction) {
        self.part = Some(after.title.clone());
        // A sub-action tells its title first.
        let keys = Column::all().filter_map(Column::key);
        let others = keys.filter(|key| *key != Key::Title);
        for key in std::iter::once(Key::Title).chain(others) {
            if let (Some(before), Some(after)) = (before.get(key), after.get(key)) {
                self.value(key, before, after);
            }
        }
        self.part = None;
    }

    fn items<T>(
        &mut self,
        key: Key,
        pairs: Pairs<'_, T>,
        told: impl Fn(&T) -> (Option<String>, FieldValue),
    ) {
        for (old, new) in pairs.kept {
            let (name, value) = told(new);
            self.note(key, name, old.map(|old| told(old).1), Some(value));
        }
        for old in pairs.gone {
            let (name, value) = told(old);
            self.note(key, name, Some(value), None);
        }
    }
}
