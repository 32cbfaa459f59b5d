//! The tables within an action's file, key by key: sub-actions, budget lines, indicators.
//!
//! Files, exports and fingerprints are loops over what a table states; a test compares it with the fields.

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
        let funder = self.funder.as_ref().map(|name| name.text(String::as_str));
        let included_in = self.included_in.as_ref();
        let included_in = included_in.map(|id| id.text(ActionId::as_str));
        vec![
            ("label", KeyValue::Text(self.label.as_deref())),
            ("amount", KeyValue::Figure(self.amount)),
            ("ht", KeyValue::Figure(self.ht)),
            ("ttc", KeyValue::Figure(self.ttc)),
            ("approximate", KeyValue::Truth(self.approximate)),
            ("unsure", KeyValue::Truth(self.unsure)),
            ("per", KeyValue::Text(self.per.map(Rhythm::name))),
            ("year", KeyValue::Year(self.year)),
            ("kind", KeyValue::Text(self.kind.map(Kind::name))),
            ("spent", KeyValue::Spent(self.spent)),
            ("funder", KeyValue::Text(funder)),
            ("of_which", KeyValue::Truth(self.of_which)),
            ("included_in", KeyValue::Text(included_in)),
            ("note", KeyValue::Text(self.note.as_deref())),
        ]
    }
}

impl Table for Indicator {
    fn entries(&self) -> Entries<'_> {
        vec![
            ("id", KeyValue::Text(self.id.as_deref())),
            ("name", KeyValue::Text(Some(&self.name))),
            ("unit", KeyValue::Text(self.unit.as_deref())),
            ("baseline", KeyValue::Number(self.baseline.as_ref())),
            ("target", KeyValue::Number(self.target.as_ref())),
            ("by", KeyValue::Date(self.by)),
            ("values", KeyValue::Series(&self.values)),
        ]
    }
}

impl Table for FollowUp {
    fn entries(&self) -> Entries<'_> {
        vec![
            ("date", KeyValue::Date(Some(self.date))),
            ("text", KeyValue::Text(Some(&self.text))),
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

#[cfg(test)]
mod tests {
    use schemars::{JsonSchema, schema_for};

    use super::{Table, keys};
    use crate::model::budget::BudgetLine;
    use crate::model::indicator::Indicator;

    /// The keys that a table may hold, and those that it states.
    fn both<T: Table + Default + JsonSchema>() -> [Vec<String>; 2] {
        let schema = schema_for!(T);
        let properties = schema.as_value()["properties"].as_object().cloned();
        let held = properties.expect("keys").keys().cloned().collect();
        let stated = keys::<T>().into_iter().map(str::to_owned).collect();
        [held, stated].map(|mut keys: Vec<String>| {
            keys.sort();
            keys
        })
    }

    #[test]
    fn a_table_states_all_the_keys_that_a_file_may_hold() {
        for [held, stated] in [both::<BudgetLine>(), both::<Indicator>()] {
            assert_eq!(held, stated);
        }
    }
}
