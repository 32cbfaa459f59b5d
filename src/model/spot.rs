//! The place of a value in an action's sheet.

use std::fmt::{Display, Formatter, Result as FmtResult};

use crate::model::key::Key;

/// The place of a value in a sheet; only showing it writes out the path.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spot<'a> {
    /// The sub-action; none for what the action itself states.
    pub part: Option<usize>,
    /// The table in a list, such as a budget line, among those of the action itself or of the sub-action.
    pub table: Option<(Key, usize)>,
    /// True of a value of the territory's own.
    pub is_extra: bool,
    /// The key; empty for the table, the sub-action or the sheet as a whole.
    pub key: &'a str,
    /// The item of the list under the key.
    pub item: Option<usize>,
}

impl<'a> Spot<'a> {
    /// The place of a sub-action, or of the action itself.
    pub fn of(part: Option<usize>) -> Self {
        Self {
            part,
            ..Self::default()
        }
    }

    /// The place of a key there.
    pub fn key(self, key: &'a str) -> Self {
        Self { key, ..self }
    }

    /// The place of an item of the list that stands there.
    pub fn item(self, item: usize) -> Self {
        Self {
            item: Some(item),
            ..self
        }
    }

    /// The place of a table in the list under a key there.
    pub fn table(self, key: Key, index: usize) -> Self {
        Self {
            table: Some((key, index)),
            ..self
        }
    }
}

impl Display for Spot<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        let mut parts = Vec::new();
        parts.extend(self.part.map(|part| format!("sub_actions[{part}]")));
        let table = self
            .table
            .map(|(key, index)| format!("{}[{index}]", key.name()));
        parts.extend(table);
        parts.extend(self.is_extra.then(|| "extra".to_owned()));
        parts.extend((!self.key.is_empty()).then(|| self.key.to_owned()));
        formatter.write_str(&parts.join("."))?;
        match self.item {
            Some(item) => write!(formatter, "[{item}]"),
            None => Ok(()),
        }
    }
}
