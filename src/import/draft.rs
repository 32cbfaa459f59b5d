//! What a table says of an action, and what it says that is not understood.

use std::collections::BTreeSet;

use crate::model::action::Sheet;
use crate::model::column::Column;
use crate::model::id::{ActionId, MeasureKey};

/// An action as a table tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The number of the row that it was first read from.
    pub row: usize,
    /// Its id, where the table has one.
    pub id: Option<ActionId>,
    /// Its measure, where the table has one.
    pub measure: Option<MeasureKey>,
    /// What the table says of it.
    pub sheet: Sheet,
    /// The keys that the table speaks of, also where it says that nothing is filled in.
    pub stated: BTreeSet<String>,
    /// What the action was when the table was exported.
    pub fingerprint: Option<String>,
    /// The cells that are kept word for word, by their headings.
    pub kept: Vec<Kept>,
    /// The cells that keys were read from.
    pub origins: Vec<(String, Kept)>,
}

/// A cell that is kept word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The row it stands in.
    pub row: usize,
    /// The heading above it.
    pub heading: String,
    /// What it holds.
    pub text: String,
}

impl Draft {
    /// A draft that says nothing yet.
    pub fn new(row: usize) -> Self {
        Self {
            row,
            id: None,
            measure: None,
            sheet: Sheet::default(),
            stated: BTreeSet::new(),
            fingerprint: None,
            kept: Vec::new(),
            origins: Vec::new(),
        }
    }

    /// Say that the table speaks of a key.
    pub fn state(&mut self, key: &str, origin: Kept) {
        self.stated.insert(key.to_owned());
        self.origins.push((key.to_owned(), origin));
    }

    /// Take back what was read for a key: its cells are kept word for word instead, and returned.
    pub fn unsay(&mut self, key: &str, other: &Sheet) -> Vec<Kept> {
        self.stated.remove(key);
        self.sheet.take_from(key, other);
        let (taken, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.origins)
            .into_iter()
            .partition(|(of, _)| of == key);
        self.origins = rest;
        let taken: Vec<Kept> = taken.into_iter().map(|(_, kept)| kept).collect();
        let filled = taken.iter().filter(|kept| !kept.text.is_empty());
        self.kept.extend(filled.cloned());
        taken
    }

    /// The notes of the action with the kept cells behind `notes`, those left out that stand there already.
    pub fn notes(&self, notes: Option<&str>) -> Option<String> {
        let mut lines = notes.unwrap_or_default().trim_end().to_owned();
        for kept in &self.kept {
            let line = format!("[{}] {}", kept.heading, kept.text);
            if lines.contains(&line) {
                continue;
            }
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(&line);
        }
        (!lines.is_empty()).then_some(lines)
    }
}

/// What is to be told of a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The sheet, where the file has several.
    pub sheet: Option<String>,
    /// The number of the row.
    pub row: usize,
    /// The heading of the column; none where the whole row is meant.
    pub column: Option<String>,
    /// What the cell holds.
    pub cell: String,
    /// What was done with it.
    pub what: What,
}

/// What was done with a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It was not understood, or not wholly, and is kept word for word under this key.
    Kept {
        /// The key of the action.
        key: String,
    },
    /// It holds names that the plan does not know, and is kept word for word in the notes.
    UnknownNames(Vec<(String, Vec<String>)>),
    /// The title was taken from this column.
    TitleFrom(Column),
    /// The cell is empty, and what the row above says was taken.
    FromAbove,
    /// The measure's title belongs to another measure.
    OtherMeasure {
        /// The measure that bears it.
        measure: MeasureKey,
    },
    /// The row speaks of an action of an earlier row, and the cell says another thing than that row.
    Twice {
        /// The number of that row.
        row: usize,
    },
    /// The rules of the plan refuse what the cell says; it is kept word for word in the notes.
    Refused {
        /// The rule.
        rule: &'static str,
    },
    /// The row is left out.
    LeftOut(Reason),
}

/// Why a row is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has no title, and no text that could be one.
    NoTitle,
    /// It names no measure.
    NoMeasure,
    /// Its measure is not in the catalogue.
    UnknownMeasure {
        /// The nearest ones.
        nearest: Vec<String>,
    },
    /// It has no theme.
    NoTheme,
    /// None of its themes is in the vocabulary.
    UnknownTheme {
        /// The nearest ones.
        nearest: Vec<String>,
    },
    /// It adds up other rows.
    Total,
    /// It names an action that no row and no file is.
    NoAction,
    /// Several actions of its measure have this title.
    SeveralActions(Vec<ActionId>),
    /// The file of the action cannot be changed, because of what is wrong in it.
    Broken {
        /// The file.
        path: String,
    },
}

/// The vocabulary that a new name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vocabulary {
    /// Measures.
    Measures,
    /// Statuses.
    Statuses,
    /// Themes.
    Themes,
    /// Actors.
    Actors,
}

/// A name of a table that the plan does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewName {
    /// The name as it is written; of a measure its key.
    pub name: String,
    /// The title of a measure.
    pub title: Option<String>,
    /// Where it belongs.
    pub vocabulary: Vocabulary,
    /// The column that it first stands in, which says what part an actor plays.
    pub column: Column,
    /// The number of the row that it first stands in.
    pub row: usize,
    /// How many cells hold it.
    pub cells: usize,
    /// The nearest names that the plan knows.
    pub nearest: Vec<String>,
    /// Whether it is added to the vocabulary.
    pub added: bool,
}

/// What a table came to.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    /// The actions, in the order of their rows.
    pub drafts: Vec<Draft>,
    /// What is to be told, in the order of the rows.
    pub remarks: Vec<Remark>,
    /// The names that the plan does not know, in the order of their rows.
    pub names: Vec<NewName>,
    /// How many rows of data were read.
    pub rows: usize,
    /// How many rows repeat the headings.
    pub headings_again: usize,
    /// How many filled cells were read by rule.
    pub cells_read: usize,
    /// How many filled cells were kept word for word, wholly or in part.
    pub cells_kept: usize,
}
