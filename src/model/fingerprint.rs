//! The fingerprint of an action: a table that comes back shows whether the action changed meanwhile.
//!
//! A key that an action does not state leaves no trace in it, so that a new key changes no fingerprint.

use std::fmt::Display;

use sha2::{Digest, Sha256};

use crate::model::action::{Action, Sheet};
use crate::model::budget::{Cents, Figure};
use crate::model::extra::Extra;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::model::key_value::KeyValue;

/// The name of its column.
pub const NAME: &str = "fingerprint";

/// The heading of the sheet that keeps what the plan said when a workbook was exported.
pub const BASE: &str = "plan-base-1";

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

/// Tells whether an action is another than when `then` was its fingerprint; none where that is of another version.
pub fn has_changed(action: &Action, then: &str) -> Option<bool> {
    then.starts_with(VERSION)
        .then(|| fingerprint(action) != then)
}

/// The statements of an action, in the order of the model; the lengths tell where each ends.
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
            self.value(key.name(), sheet.get(key));
        }
        for (key, value) in &sheet.extra {
            self.table("extra", |table| match value {
                Extra::Text(text) => table.add(key, [format!("\"{text}\"")]),
                Extra::Number(number) => table.add(key, [&number.0]),
            });
        }
    }

    fn value(&mut self, name: &str, value: KeyValue<'_>) {
        match value {
            KeyValue::Text(text) => self.add(name, text),
            KeyValue::Texts(texts) => self.add(name, texts),
            KeyValue::Names(names) => self.add(name, names),
            KeyValue::Measures(measures) => self.add(name, measures),
            KeyValue::Ids(ids) => self.add(name, ids),
            KeyValue::Date(date) => self.add(name, date),
            KeyValue::Truth(truth) => self.add(name, truth.then_some(truth)),
            KeyValue::Year(year) => self.add(name, year),
            KeyValue::Number(number) => self.add(name, number.map(|number| &number.0)),
            KeyValue::Spent(spent) => {
                self.add(name, spent.map(|spent| spent.amount.bare()));
                self.add(Field::SpentOn.name(), spent.and_then(|spent| spent.on));
            }
            KeyValue::Figure(figure) => self.add(name, figure.map(in_a_word)),
            KeyValue::Series(values) => self.table(name, |table| {
                for (year, value) in values {
                    table.add(year, [&value.0]);
                }
            }),
            KeyValue::Indicators(_) | KeyValue::FollowUp(_) | KeyValue::Budget(_) => {
                for entries in value.tables() {
                    self.table(name, |table| {
                        for (key, value) in entries {
                            table.value(key, value);
                        }
                    });
                }
            }
            // In the order of an action's keys, not of a sub-action's: no fingerprint changes with that.
            KeyValue::SubActions(parts) => {
                for part in parts {
                    self.table(name, |table| {
                        for key in Key::all() {
                            if let Some(value) = part.get(key) {
                                table.value(key.name(), value);
                            }
                        }
                    });
                }
            }
        }
    }
}

fn in_a_word(figure: Figure) -> String {
    figure.shown(Cents::bare, |least, most| format!("{least}..{most}"))
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
