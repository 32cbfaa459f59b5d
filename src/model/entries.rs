//! The tables within an action's file, key by key: sub-actions, budget lines, indicators.
//!
//! Files, exports and fingerprints are loops over what a table states; each is taken apart by name, so that a new field
//! cannot be forgotten.

use crate::model::action::SubAction;
use crate::model::budget::{BudgetLine, Kind, Rhythm};
use crate::model::follow_up::FollowUp;
use crate::model::id::ActionId;
use crate::model::indicator::Indicator;
use crate::model::key::Key;
use crate::model::key_value::KeyValue;

/// The keys of a table with what each holds, in the order of the file.
pub type Entries<'a> = Vec<(&'static str, KeyValue<'a>)>;

/// A table within an action's file.
pub trait Table {
    /// Its statements.
    fn entries(&self) -> Entries<'_>;
}

impl Table for SubAction {
    fn entries(&self) -> Entries<'_> {
        let keys = Key::of_sub_action().into_iter();
        keys.filter_map(|key| Some((key.name(), self.get(key)?)))
            .collect()
    }
}

impl Table for BudgetLine {
    fn entries(&self) -> Entries<'_> {
        let Self {
            label,
            amount,
            ht,
            ttc,
            approximate,
            unsure,
            per,
            year,
            kind,
            spent,
            funder,
            of_which,
            included_in,
            note,
        } = self;
        let funder = funder.as_ref().map(|name| name.text(String::as_str));
        let included_in = included_in.as_ref().map(|id| id.text(ActionId::as_str));
        vec![
            ("label", KeyValue::Text(label.as_deref())),
            ("amount", KeyValue::Figure(*amount)),
            ("ht", KeyValue::Figure(*ht)),
            ("ttc", KeyValue::Figure(*ttc)),
            ("approximate", KeyValue::Truth(*approximate)),
            ("unsure", KeyValue::Truth(*unsure)),
            ("per", KeyValue::Text(per.map(Rhythm::name))),
            ("year", KeyValue::Year(*year)),
            ("kind", KeyValue::Text(kind.map(Kind::name))),
            ("spent", KeyValue::Spent(*spent)),
            ("funder", KeyValue::Text(funder)),
            ("of_which", KeyValue::Truth(*of_which)),
            ("included_in", KeyValue::Text(included_in)),
            ("note", KeyValue::Text(note.as_deref())),
        ]
    }
}

impl Table for Indicator {
    fn entries(&self) -> Entries<'_> {
        let Self {
            id,
            name,
            unit,
            baseline,
            target,
            by,
            values,
        } = self;
        vec![
            ("id", KeyValue::Text(id.as_deref())),
            ("name", KeyValue::Text(Some(name))),
            ("unit", KeyValue::Text(unit.as_deref())),
            ("baseline", KeyValue::Number(baseline.as_ref())),
            ("target", KeyValue::Number(target.as_ref())),
            ("by", KeyValue::Date(*by)),
            ("values", KeyValue::Series(values)),
        ]
    }
}

impl Table for FollowUp {
    fn entries(&self) -> Entries<'_> {
        let Self { date, text } = self;
        vec![
            ("date", KeyValue::Date(Some(*date))),
            ("text", KeyValue::Text(Some(text))),
        ]
    }
}

/// The keys of the tables of that kind, in the order of the file.
pub fn keys<T: Table + Default>() -> Vec<&'static str> {
    let table = T::default();
    table.entries().into_iter().map(|(key, _)| key).collect()
}

impl<'a> KeyValue<'a> {
    /// The tables of a list of them; none of any other value.
    pub fn tables(self) -> Vec<Entries<'a>> {
        match self {
            Self::Indicators(all) => all.iter().map(Table::entries).collect(),
            Self::FollowUp(all) => all.iter().map(Table::entries).collect(),
            Self::Budget(all) => all.iter().map(Table::entries).collect(),
            Self::SubActions(all) => all.iter().map(Table::entries).collect(),
            // Whatever else is no table.
            _ => Vec::new(),
        }
    }
}
