//! The register of the keys of an action's file: each in one row, what it holds in one place.
//!
//! Layout, edits, exports, imports, columns and changes are loops over it; a key that one of them forgets does not
//! compile. `extra` is no key here: what a territory keeps besides bears names of its own.

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

/// What the register says of a key.
struct KeyRow {
    key: Key,
    name: &'static str,
    /// Keys of one group stand together in the file.
    group: usize,
    shape: Shape,
    /// Whether a person writes it freely, rather than choosing from a vocabulary.
    is_free: bool,
    /// Its place among the keys of a sub-action, where one may have it.
    in_sub_action: Option<usize>,
}

const fn row(
    key: Key,
    name: &'static str,
    group: usize,
    shape: Shape,
    is_free: bool,
    in_sub_action: Option<usize>,
) -> KeyRow {
    KeyRow {
        key,
        name,
        group,
        shape,
        is_free,
        in_sub_action,
    }
}

/// The keys in the order of the file.
#[rustfmt::skip]
const REGISTER: &[KeyRow] = &[
    row(Key::Title, "title", 0, Shape::Line, true, Some(1)),
    row(Key::Themes, "themes", 0, Shape::List, false, None),
    row(Key::Code, "code", 1, Shape::Line, true, Some(0)),
    row(Key::Status, "status", 1, Shape::Line, false, Some(2)),
    row(Key::Priority, "priority", 1, Shape::Line, true, None),
    row(Key::Elected, "elected", 1, Shape::Line, true, None),
    row(Key::Owners, "owners", 2, Shape::List, false, Some(3)),
    row(Key::Funders, "funders", 2, Shape::List, false, None),
    row(Key::Partners, "partners", 2, Shape::List, false, None),
    row(Key::Audiences, "audiences", 2, Shape::List, false, None),
    row(Key::Start, "start", 3, Shape::Date, false, Some(4)),
    row(Key::End, "end", 3, Shape::Date, false, Some(5)),
    row(Key::Description, "description", 4, Shape::Block, true, Some(6)),
    row(Key::Objectives, "objectives", 5, Shape::Block, true, None),
    row(Key::Resources, "resources", 6, Shape::Block, true, None),
    row(Key::Progress, "progress", 7, Shape::Block, true, None),
    row(Key::Effects, "effects", 8, Shape::List, true, None),
    row(Key::Places, "places", 8, Shape::List, true, None),
    row(Key::Links, "links", 8, Shape::List, true, None),
    row(Key::OtherMeasures, "other_measures", 8, Shape::List, false, None),
    row(Key::Indicators, "indicators", 9, Shape::Tables, false, None),
    row(Key::Budget, "budget", 10, Shape::Tables, false, Some(7)),
    row(Key::SubActions, "sub_actions", 11, Shape::Tables, false, None),
    row(Key::EditorNotes, "editor_notes", 12, Shape::Block, true, None),
];

impl Key {
    /// Every key, in the order of the file.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + Clone {
        REGISTER.iter().map(|row| row.key)
    }

    /// The keys of a sub-action, in their order.
    pub fn of_sub_action() -> Vec<Self> {
        let mut keys: Vec<Self> = Self::all().filter(|key| key.is_in_sub_action()).collect();
        keys.sort_by_key(|key| key.row().in_sub_action);
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
        self.row().name
    }

    /// The group in which the key stands in the file; its keys stand together.
    pub fn group(self) -> usize {
        self.row().group
    }

    /// How the value is written.
    pub fn shape(self) -> Shape {
        self.row().shape
    }

    /// Tells whether a person writes the value freely, rather than choosing from a vocabulary.
    pub fn is_free(self) -> bool {
        self.row().is_free
    }

    /// The place of the key among those of a sub-action, where one may have it.
    pub fn place_in_sub_action(self) -> Option<usize> {
        self.row().in_sub_action
    }

    /// Tells whether a sub-action may have the key too.
    pub fn is_in_sub_action(self) -> bool {
        self.row().in_sub_action.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, REGISTER};

    #[test]
    fn the_register_stands_in_the_order_of_the_keys() {
        for (index, row) in REGISTER.iter().enumerate() {
            assert_eq!(row.key as usize, index, "{}", row.name);
            assert_eq!(Key::named(row.name), Some(row.key));
        }
        assert!(REGISTER.is_sorted_by_key(|row| row.group));
    }
}
