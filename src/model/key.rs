//! The register of the keys of an action's file: each in one row, what it holds in one place.
//!
//! Layout, edits, exports, imports, columns and changes are loops over it; a key that one of them forgets does not
//! compile. `extra` is no key here: what a territory keeps besides bears names of its own.

use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// A key of an action's file, in the order of the file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
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
    FollowUp,
    Budget,
    SubActions,
    EditorNotes,
    Former,
    Replaces,
    Source,
}

/// The form of a key's value.
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

/// What the register says of a key: the group of keys that it stands with in the file, how its value is written, whether
/// a person writes it freely rather than choosing from a vocabulary, and its place among the keys of a sub-action, where
/// one may have it.
struct KeyRow(usize, Shape, bool, Option<usize>);

impl Key {
    /// Every key, in the order of the file.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + Clone {
        Self::iter()
    }

    /// The keys of a sub-action, in their order.
    pub fn of_sub_action() -> Vec<Self> {
        let mut keys: Vec<Self> = Self::all().filter(|key| key.is_in_sub_action()).collect();
        keys.sort_by_key(|key| key.place_in_sub_action());
        keys
    }

    /// The key of that name.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    fn row(self) -> KeyRow {
        match self {
            Self::Title => KeyRow(0, Shape::Line, true, Some(1)),
            Self::Themes => KeyRow(0, Shape::List, false, None),
            Self::Code => KeyRow(1, Shape::Line, true, Some(0)),
            Self::Status => KeyRow(1, Shape::Line, false, Some(2)),
            Self::Priority => KeyRow(1, Shape::Line, true, None),
            Self::Elected => KeyRow(1, Shape::Line, true, None),
            Self::Owners => KeyRow(2, Shape::List, false, Some(3)),
            Self::Funders => KeyRow(2, Shape::List, false, None),
            Self::Partners => KeyRow(2, Shape::List, false, None),
            Self::Audiences => KeyRow(2, Shape::List, false, None),
            Self::Start => KeyRow(3, Shape::Date, false, Some(4)),
            Self::End => KeyRow(3, Shape::Date, false, Some(5)),
            Self::Description => KeyRow(4, Shape::Block, true, Some(6)),
            Self::Objectives => KeyRow(5, Shape::Block, true, None),
            Self::Resources => KeyRow(6, Shape::Block, true, None),
            Self::Progress => KeyRow(7, Shape::Block, true, None),
            Self::Effects => KeyRow(8, Shape::List, true, None),
            Self::Places => KeyRow(8, Shape::List, true, None),
            Self::Links => KeyRow(8, Shape::List, true, None),
            Self::OtherMeasures => KeyRow(8, Shape::List, false, None),
            Self::Indicators => KeyRow(9, Shape::Tables, false, Some(8)),
            Self::FollowUp => KeyRow(9, Shape::Tables, false, None),
            Self::Budget => KeyRow(10, Shape::Tables, false, Some(7)),
            Self::SubActions => KeyRow(11, Shape::Tables, false, None),
            Self::EditorNotes => KeyRow(12, Shape::Block, true, None),
            Self::Former => KeyRow(13, Shape::List, false, None),
            Self::Replaces => KeyRow(13, Shape::List, false, None),
            Self::Source => KeyRow(13, Shape::Line, true, None),
        }
    }

    /// The name in the file, in JSON and in `--columns`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The group in which the key stands in the file; its keys stand together.
    pub fn group(self) -> usize {
        self.row().0
    }

    /// The form of the value.
    pub fn shape(self) -> Shape {
        self.row().1
    }

    /// Tells whether a person writes the value freely, rather than choosing from a vocabulary.
    pub fn is_free(self) -> bool {
        self.row().2
    }

    /// The place of the key among those of a sub-action, where one may have it.
    pub fn place_in_sub_action(self) -> Option<usize> {
        self.row().3
    }

    /// Tells whether a sub-action may have the key too.
    pub fn is_in_sub_action(self) -> bool {
        self.row().3.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn the_keys_of_a_group_stand_together_in_the_file() {
        assert!(Key::all().is_sorted_by_key(Key::group));
    }
}
