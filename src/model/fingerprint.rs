//! What an action says, in a word: a table that comes back shows whether the action changed meanwhile.
//!
//! A key that an action does not state leaves no trace in it, so that a new key changes no fingerprint.

use std::fmt::Display;

use sha2::{Digest, Sha256};

use crate::model::action::{Action, Sheet, SubAction};
use crate::model::budget::{BudgetLine, Cents, Figure, Kind};
use crate::model::extra::Extra;
use crate::model::indicator::Indicator;
use crate::model::key::Key;
use crate::model::key_value::KeyValue;

/// The name of its column.
pub const NAME: &str = "fingerprint";

/// The version of the way in which fingerprints are taken, which each begins with; those of the first have none.
const VERSION: &str = "v2-";

/// The fingerprint of an action: its version, and twelve hexadecimal digits of the SHA-256 of all that its file says.
pub fn fingerprint(action: &Action) -> String {
    let Action { id, measure, sheet } = action;
    let mut statements = Statements::default();
    statements.add("id", [id]);
    statements.add("measure", [measure]);
    statements.sheet(sheet);
    let hash = statements.0.finalize();
    let digits = hash.iter().take(6).map(|byte| format!("{byte:02x}"));
    std::iter::once(VERSION.to_owned()).chain(digits).collect()
}

/// Whether an action is another than when `then` was its fingerprint; nothing where that is of another version.
pub fn has_changed(action: &Action, then: &str) -> Option<bool> {
    then.starts_with(VERSION)
        .then(|| fingerprint(action) != then)
}

/// What an action states, in the order of the model; the lengths tell where each ends.
#[derive(Default)]
struct Statements(Sha256);

impl Statements {
    /// Add what a key holds: nothing, a value, or a list of them.
    fn add<T: Display>(&mut self, key: &str, values: impl IntoIterator<Item = T>) {
        for value in values {
            let value = value.to_string();
            self.0
                .update(format!("{}:{key}{}:{value}", key.len(), value.len()));
        }
    }

    /// Add a table under a key.
    fn table(&mut self, key: &str, add: impl FnOnce(&mut Self)) {
        self.0.update(format!("<{key}>"));
        add(self);
        self.0.update(">");
    }

    fn sheet(&mut self, sheet: &Sheet) {
        for key in Key::all() {
            self.value(key, sheet.get(key));
        }
        for (key, value) in &sheet.extra {
            self.table("extra", |table| match value {
                Extra::Text(text) => table.add(key, [format!("\"{text}\"")]),
                Extra::Number(number) => table.add(key, [&number.0]),
            });
        }
    }

    fn value(&mut self, key: Key, value: KeyValue<'_>) {
        let name = key.name();
        match value {
            KeyValue::Text(text) => self.add(name, text),
            KeyValue::Texts(texts) => self.add(name, texts),
            KeyValue::Names(names) => self.add(name, names),
            KeyValue::Measures(measures) => self.add(name, measures),
            KeyValue::Date(date) => self.add(name, date),
            KeyValue::Indicators(all) => self.tables(name, all, Self::indicator),
            KeyValue::Budget(all) => self.tables(name, all, Self::budget_line),
            KeyValue::SubActions(all) => self.tables(name, all, Self::sub_action),
        }
    }

    fn tables<T>(&mut self, name: &str, all: &[T], add: fn(&mut Self, &T)) {
        for one in all {
            self.table(name, |table| add(table, one));
        }
    }

    fn indicator(&mut self, indicator: &Indicator) {
        let Indicator {
            name,
            unit,
            baseline,
            target,
            by,
            values,
        } = indicator;
        self.add("name", [name]);
        self.add("unit", unit);
        self.add("baseline", baseline.as_ref().map(|number| &number.0));
        self.add("target", target.as_ref().map(|number| &number.0));
        self.add("by", by);
        self.table("values", |table| {
            for (year, value) in values {
                table.add(year, [&value.0]);
            }
        });
    }

    fn budget_line(&mut self, line: &BudgetLine) {
        let BudgetLine {
            label,
            amount,
            ht,
            ttc,
            approximate,
            role,
            rhythm,
            year,
            kind,
            spent,
            funder,
            note,
        } = line;
        let figure =
            |figure: Figure| figure.shown(Cents::bare, |least, most| format!("{least}..{most}"));
        self.add("label", label);
        self.add("amount", amount.map(figure));
        self.add("ht", ht.map(figure));
        self.add("ttc", ttc.map(figure));
        self.add("approximate", approximate.then_some(true));
        self.add("per", rhythm.per());
        self.add("year", year);
        self.add("kind", kind.map(Kind::name));
        self.add("spent", spent.map(|spent| spent.bare()));
        self.add("funder", funder);
        self.add("of_which", role.is_detail().then_some(true));
        self.add("included_in", role.counted_in());
        self.add("note", note);
    }

    fn sub_action(&mut self, part: &SubAction) {
        for key in Key::all() {
            if let Some(value) = part.get(key) {
                self.value(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, has_changed};
    use crate::model::action::{Action, Sheet};

    fn action(sheet: Sheet) -> Action {
        Action {
            id: "velo".parse().expect("an id"),
            measure: "1.1".parse().expect("a measure"),
            sheet,
        }
    }

    #[test]
    fn a_fingerprint_tells_a_change_and_only_of_its_own_version() {
        let before = action(Sheet::default());
        let then = fingerprint(&before);
        let after = action(Sheet {
            places: vec!["Dijon".to_owned()],
            ..Sheet::default()
        });
        let elsewhere = action(Sheet {
            links: vec!["Dijon".to_owned()],
            ..Sheet::default()
        });
        assert_eq!(has_changed(&before, &then), Some(false));
        assert_eq!(has_changed(&after, &then), Some(true));
        assert_ne!(fingerprint(&after), fingerprint(&elsewhere));
        assert_eq!(has_changed(&after, "f01b55a416d3"), None);
    }

    #[test]
    fn a_fingerprint_stays_the_same_from_one_program_to_the_next() {
        let sheet = Sheet {
            title: "Plan vélo".to_owned(),
            themes: vec!["Mobilité".to_owned()],
            start: Some("été 2024".parse().expect("a date")),
            ..Sheet::default()
        };
        assert_eq!(fingerprint(&action(sheet)), "v2-94bacc127aa0");
    }
}
