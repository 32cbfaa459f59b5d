//! The register of the keys of an action's file: each in one row, what it holds in one place.
//!
//! Layout, edits, exports, imports, columns and changes are loops over it; a key that one of them forgets does not
//! compile. `extra` is no key here: what a territory keeps besides bears names of its own.

use std::sync::LazyLock;

use crate::model::column::Column;

/// A key of an action's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "a key is the field of its name, documented in `action.rs`"
)]
pub enum Key {
    Title,
    Themes,
    Code,
    Status,
    Priority,
    Elected,
    Owners,
    Funders,
    Partners,
    Audiences,
    Start,
    End,
    Description,
    Objectives,
    Resources,
    Progress,
    Effects,
    Places,
    Links,
    OtherMeasures,
    Indicators,
    Budget,
    SubActions,
    EditorNotes,
}

/// How a key's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A text on one line.
    Line,
    /// A text on lines of its own, between `"""`.
    Block,
    /// A list of names or texts.
    List,
    /// A partial date.
    Date,
    /// A list of tables.
    Tables,
}

/// What the register says of a key: name, the column that shows it, the group of keys that it stands with in the file,
/// how its value is written, whether a person writes it freely rather than choosing from a vocabulary, and its place
/// among the keys of a sub-action, where one may have it.
struct KeyRow(Key, &'static str, Column, usize, Shape, bool, Option<usize>);

/// The keys in the order of the file.
#[rustfmt::skip]
const REGISTER: &[KeyRow] = &[
    KeyRow(Key::Title, "title", Column::Title, 0, Shape::Line, true, Some(1)),
    KeyRow(Key::Themes, "themes", Column::Themes, 0, Shape::List, false, None),
    KeyRow(Key::Code, "code", Column::Code, 1, Shape::Line, true, Some(0)),
    KeyRow(Key::Status, "status", Column::Status, 1, Shape::Line, false, Some(2)),
    KeyRow(Key::Priority, "priority", Column::Priority, 1, Shape::Line, true, None),
    KeyRow(Key::Elected, "elected", Column::Elected, 1, Shape::Line, true, None),
    KeyRow(Key::Owners, "owners", Column::Owners, 2, Shape::List, false, Some(3)),
    KeyRow(Key::Funders, "funders", Column::Funders, 2, Shape::List, false, None),
    KeyRow(Key::Partners, "partners", Column::Partners, 2, Shape::List, false, None),
    KeyRow(Key::Audiences, "audiences", Column::Audiences, 2, Shape::List, false, None),
    KeyRow(Key::Start, "start", Column::Start, 3, Shape::Date, false, Some(4)),
    KeyRow(Key::End, "end", Column::End, 3, Shape::Date, false, Some(5)),
    KeyRow(Key::Description, "description", Column::Description, 4, Shape::Block, true, Some(6)),
    KeyRow(Key::Objectives, "objectives", Column::Objectives, 5, Shape::Block, true, None),
    KeyRow(Key::Resources, "resources", Column::Resources, 6, Shape::Block, true, None),
    KeyRow(Key::Progress, "progress", Column::Progress, 7, Shape::Block, true, None),
    KeyRow(Key::Effects, "effects", Column::Effects, 8, Shape::List, true, None),
    KeyRow(Key::Places, "places", Column::Places, 8, Shape::List, true, None),
    KeyRow(Key::Links, "links", Column::Links, 8, Shape::List, true, None),
    KeyRow(Key::OtherMeasures, "other_measures", Column::OtherMeasures, 8, Shape::List, false, None),
    KeyRow(Key::Indicators, "indicators", Column::Indicators, 9, Shape::Tables, false, None),
    KeyRow(Key::Budget, "budget", Column::Budget, 10, Shape::Tables, false, Some(7)),
    KeyRow(Key::SubActions, "sub_actions", Column::SubActions, 11, Shape::Tables, false, None),
    KeyRow(Key::EditorNotes, "editor_notes", Column::EditorNotes, 12, Shape::Block, true, None),
];

impl Key {
    /// Every key, in the order of the file.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + Clone {
        REGISTER.iter().map(|row| row.0)
    }

    /// The keys of a sub-action, in their order.
    pub fn of_sub_action() -> Vec<Self> {
        let mut keys: Vec<Self> = Self::all().filter(|key| key.is_in_sub_action()).collect();
        keys.sort_by_key(|key| key.place_in_sub_action());
        keys
    }

    /// The key of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|key| key.name() == name)
    }

    fn row(self) -> &'static KeyRow {
        // A test holds that the register stands in the order of the keys.
        &REGISTER[self as usize]
    }

    /// The name in the file, in JSON and in `--columns`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The column that shows the key, under the same name.
    pub fn column(self) -> Column {
        self.row().2
    }

    /// The key that a column shows; none where it shows something else.
    pub fn shown_in(column: Column) -> Option<Self> {
        Self::all().find(|key| key.column() == column)
    }

    /// Every key, in the order of the columns, in which changes are told.
    pub fn in_columns() -> impl Iterator<Item = Self> {
        static ORDER: LazyLock<Vec<Key>> = LazyLock::new(|| {
            let mut keys: Vec<Key> = Key::all().collect();
            keys.sort_by_key(|key| key.column());
            keys
        });
        ORDER.iter().copied()
    }

    /// The group in which the key stands in the file; its keys stand together.
    pub fn group(self) -> usize {
        self.row().3
    }

    /// How the value is written.
    pub fn shape(self) -> Shape {
        self.row().4
    }

    /// Tells whether a person writes the value freely, rather than choosing from a vocabulary.
    pub fn is_free(self) -> bool {
        self.row().5
    }

    /// The place of the key among those of a sub-action, where one may have it.
    pub fn place_in_sub_action(self) -> Option<usize> {
        self.row().6
    }

    /// Tells whether a sub-action may have the key too.
    pub fn is_in_sub_action(self) -> bool {
        self.row().6.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Key, REGISTER};

    #[test]
    fn the_register_stands_in_the_order_of_the_keys() {
        for (index, key) in Key::all().enumerate() {
            assert_eq!(key as usize, index, "{}", key.name());
            assert_eq!(Key::named(key.name()), Some(key));
            assert_eq!(key.column().name(), key.name());
        }
        assert!(REGISTER.is_sorted_by_key(|row| row.3));
    }

    #[test]
    fn each_column_of_a_key_shows_one() {
        for column in Column::ALL {
            let is_shown = Key::shown_in(*column).is_some();
            assert_eq!(column.is_key(), is_shown, "{}", column.name());
        }
    }
}
