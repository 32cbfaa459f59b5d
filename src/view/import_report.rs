//! The report of an import: the changes to the plan, and remarks on the table.

use crate::model::budget::Cents;
use crate::model::column::Column;
use crate::model::id::{ActionId, Axis, MeasureKey};

/// The report of an import.
#[derive(Debug, Clone, Default)]
pub struct ImportReport {
    /// The file, as it was named.
    pub file: String,
    /// Its encoding and what stands between its cells, where it is a text.
    pub text: Option<(&'static str, char)>,
    /// The tables that were read.
    pub tables: Vec<TableReport>,
    /// The number of rows of data that were read.
    pub rows: usize,
    /// The number of rows that repeat the headings.
    pub headings_again: usize,
    /// The numbers of filled cells read by rule, and kept word for word.
    pub cells: (usize, usize),
    /// The files to create, each with the row that it comes from.
    pub created: Vec<(String, usize)>,
    /// The files to change.
    pub changed: Vec<FileChange>,
    /// The number of these whose fingerprint is of another version of the program, and cannot tell a change.
    pub by_value: usize,
    /// The number of actions that are as the table says already.
    pub same: usize,
    /// The files that changed since the table was exported, and what the table says otherwise.
    pub conflicts: Vec<FileChange>,
    /// The remarks on cells and rows.
    pub remarks: Vec<Remark>,
    /// The names that the plan does not know.
    pub names: Vec<NewName>,
    /// What only a person can say: nothing is written before.
    pub questions: Vec<Question>,
}

/// What only a person can say of a table; asked once, however many rows it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The numbers of the rows that it concerns, each with what it says.
    pub rows: Vec<(usize, String)>,
    /// What is asked.
    pub asks: Asks,
}

impl Question {
    /// Ask of a row too, once.
    pub fn ask(questions: &mut Vec<Self>, row: usize, said: &str, asks: Asks) {
        let known = questions.iter().position(|known| known.asks == asks);
        let index = known.unwrap_or(questions.len());
        if known.is_none() {
            let rows = Vec::new();
            questions.push(Self { rows, asks });
        }
        let rows = &mut questions[index].rows;
        if !rows.iter().any(|(known, _)| *known == row) {
            rows.push((row, said.to_owned()));
        }
    }
}

/// What is asked of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Whether they add up others.
    Total,
    /// Whether they bear the title of the rows below.
    Group,
    /// Whether their amount comes on top of the larger one of their parts.
    Parts {
        /// What the row states.
        whole: Cents,
        /// What its parts come to.
        parts: Cents,
    },
    /// Which measure a cell means whose code belongs to another title.
    Measure {
        /// The cell.
        written: String,
        /// The measure of that code.
        code: MeasureKey,
        /// Its title.
        title: String,
    },
    /// Which of several statuses a word means.
    Status {
        /// The word.
        written: String,
        /// The statuses.
        choices: Vec<String>,
    },
    /// Which theme they have; the table says none at all, or none of these rows.
    Theme {
        /// Whether it says none at all.
        of_table: bool,
    },
}

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReport {
    /// The name of its sheet.
    pub sheet: Option<String>,
    /// The number of the row of its headings.
    pub row: usize,
    /// Its columns.
    pub columns: Vec<TableColumn>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Its heading.
    pub heading: String,
    /// The word for what it holds; none where it is not read.
    pub word: Option<String>,
    /// True where the heading was recognised, and the column not kept for want of anything better.
    pub known: bool,
    /// Whether it speaks of money.
    pub is_money: bool,
    /// Whether amounts were read as euros although nothing says so.
    pub lacks_unit: bool,
}

/// A file of the plan that a table speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Its path from the plan's root.
    pub path: String,
    /// The row of the table.
    pub row: usize,
    /// Each key with what it holds and what the table says.
    pub keys: Vec<(String, Option<String>, Option<String>)>,
}

/// A remark on a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The sheet, where the file has several.
    pub sheet: Option<String>,
    /// The number of the row.
    pub row: usize,
    /// The heading of the column; none where the whole row is meant.
    pub column: Option<String>,
    /// The content of the cell.
    pub cell: String,
    /// The remark.
    pub what: What,
}

/// The treatment of a cell or a row.
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
    /// The row speaks of an action of an earlier row, and the cell says another thing than that row.
    Twice {
        /// The number of that row.
        row: usize,
    },
    /// The row speaks of the action of an earlier row: both make one file.
    Joined {
        /// The number of that row.
        row: usize,
    },
    /// A sub-action cannot hold it, and it is kept word for word in the notes.
    NotOfPart,
    /// It states money that is not counted, and is kept word for word in the notes.
    NotCounted,
    /// The table states a whole and parts that come to something else: the whole counts.
    Gap {
        /// What the whole comes to.
        whole: Cents,
        /// What its parts come to.
        parts: Cents,
    },
    /// The action states the sum of its sub-actions: it counts, and they detail it.
    SumOfParts {
        /// What the action states.
        whole: Cents,
        /// What its sub-actions come to.
        parts: Cents,
    },
    /// A formula stands there whose value nobody has computed.
    NoValue,
    /// What hangs on the cell, an address or a comment, is kept in the notes.
    Attached,
    /// Something hangs on the cell that is not read.
    NotRead,
    /// The axis of that number has another title: the measure was made without a number.
    OtherAxis {
        /// The number.
        axis: Axis,
    },
    /// The cell is merged with one of another row, where its amount is counted.
    Merged,
    /// Cells of its row stand in columns that are not theirs: it is kept word for word in the notes.
    Shifted,
    /// The rules of the plan refuse what the cell says; it is kept word for word in the notes.
    Refused {
        /// The rule.
        rule: &'static str,
    },
    /// The table puts the action into another measure, which is left to be done.
    Moved {
        /// Where it stands.
        from: MeasureKey,
        /// Its place in the table.
        to: MeasureKey,
    },
    /// The row is left out.
    LeftOut(Reason),
}

/// The reason why a row is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has no title, and no text that could be one.
    NoTitle,
    /// No action of the plan has its id, and it has no title to make one.
    UnknownId,
    /// It names no measure.
    NoMeasure,
    /// Its measure is not in the catalogue.
    UnknownMeasure {
        /// The nearest ones.
        nearest: Vec<String>,
    },
    /// None of the themes that it names is in the vocabulary.
    UnknownTheme(Vec<(String, Vec<String>)>),
    /// It adds up other rows: what it states, and what the actions come to that it adds up.
    Total(Option<(Cents, Cents)>),
    /// It bears the title of the rows below.
    Group,
    /// A spreadsheet made a date of the code of its measure.
    CodeIsDate,
    /// It says what to write into the columns.
    Explains,
    /// It names an action that no row and no file is.
    NoAction,
    /// Several actions of its measure have this title.
    SeveralActions(Vec<ActionId>),
    /// A rule of the plan refuses it.
    Refused {
        /// The rule.
        rule: &'static str,
    },
    /// The file of the action cannot be changed, because of what is wrong in it.
    Broken {
        /// The file.
        path: String,
    },
}

/// The vocabulary that a new name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameList {
    /// Measures.
    Measures,
    /// Statuses.
    Statuses,
    /// Themes.
    Themes,
    /// Actors.
    Actors,
}

impl NameList {
    /// Its file, from the plan's root.
    pub fn file(self) -> &'static str {
        match self {
            Self::Measures => "schema/measures.toml",
            Self::Statuses => "schema/statuses.toml",
            Self::Themes => "schema/themes.toml",
            Self::Actors => "schema/actors.toml",
        }
    }
}

/// A name of a table that the plan does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewName {
    /// The name as it is written; of a measure its key.
    pub name: String,
    /// The title of a measure.
    pub title: Option<String>,
    /// Its place.
    pub vocabulary: NameList,
    /// The column that it first stands in, which says what part an actor plays.
    pub column: Column,
    /// The number of the row that it first stands in.
    pub row: usize,
    /// The number of cells that hold it.
    pub cells: usize,
    /// The axis of a measure, where the table says it by its number.
    pub axis: Option<Axis>,
    /// The title of that axis.
    pub axis_title: Option<String>,
    /// The nearest names that the plan knows.
    pub nearest: Vec<String>,
    /// True where it is added to the vocabulary.
    pub added: bool,
}
