//! The report of an import: the changes to the plan, and remarks on the table.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::VocabularyName;
use crate::model::column::Column;
use crate::model::id::Axis;
pub use crate::words::import::{Asks, Reason, What};

/// The report of an import.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ImportReport {
    /// The file, as it was named.
    pub file: String,
    /// Its encoding and what stands between its cells, where it is a text.
    #[serde(skip)]
    pub text: Option<(&'static str, char)>,
    /// The tables that were read.
    pub tables: Vec<TableReport>,
    /// The number of rows of data that were read.
    pub rows: usize,
    /// The number of rows that repeat the headings.
    pub headings_again: usize,
    /// The numbers of filled cells read by rule, and kept word for word.
    #[serde(skip)]
    pub cells: (usize, usize),
    /// The files to create.
    pub created: Vec<FileChange>,
    /// The files to change.
    pub changed: Vec<FileChange>,
    /// The number of these whose fingerprint is of another version of the program, and cannot tell a change.
    pub by_value: usize,
    /// The number of actions that are as the table says already.
    pub same: usize,
    /// The files that changed since the table was exported, and what the table says otherwise.
    pub conflicts: Vec<FileChange>,
    /// The files of the plan that a table which comes back does not tell: they stay as they are.
    pub absent: Vec<String>,
    /// The remarks on cells and rows.
    #[serde(skip)]
    pub remarks: Vec<Remark>,
    /// The names that the plan does not know.
    pub names: Vec<NewName>,
    /// What only a person can say: nothing is written before.
    #[serde(skip)]
    pub questions: Vec<Question>,
}

impl ImportReport {
    /// Ask once whether fields that the table leaves empty are to be emptied in the action of a row too.
    pub fn ask_emptied(&mut self, row: usize, called: &str, emptied: Vec<String>) {
        let mut questions = self.questions.iter_mut();
        let known = questions.find_map(|question| match &mut question.asks {
            Asks::Emptied { fields } => Some((fields, &mut question.rows)),
            _ => None,
        });
        let Some((fields, rows)) = known else {
            let fields = BTreeMap::new();
            let (rows, asks) = (Vec::new(), Asks::Emptied { fields });
            self.questions.push(Question { rows, asks });
            return self.ask_emptied(row, called, emptied);
        };
        rows.push((row, called.to_owned()));
        for name in emptied {
            fields.entry(name).or_default().push(row);
        }
    }

    /// Tell something of a whole row, which says this.
    pub fn tell(&mut self, row: usize, said: &str, what: What) {
        self.remarks.push(Remark::of_row(row, said, what));
    }
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
    /// The numbers of its rows, as a map lists them.
    pub fn numbers(&self) -> String {
        let rows = self.rows.iter().map(|(row, _)| row.to_string());
        rows.collect::<Vec<_>>().join(", ")
    }

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

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "importTable")]
pub struct TableReport {
    /// The name of its sheet.
    pub sheet: Option<String>,
    /// The number of the row of its headings.
    pub row: usize,
    /// Whether this program wrote it.
    #[serde(skip)]
    pub is_own: bool,
    /// Its columns.
    pub columns: Vec<TableColumn>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "importColumn")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "importFile")]
pub struct FileChange {
    /// Its path from the plan's root.
    pub path: String,
    /// The row of the table.
    pub row: usize,
    /// The keys that differ; none of a file to create.
    pub keys: Vec<KeyChange>,
}

/// A key of a file that the table says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "importKey")]
pub struct KeyChange {
    /// The key.
    pub key: String,
    /// What the file holds.
    pub before: Option<String>,
    /// What the table says.
    pub after: Option<String>,
}

/// A remark on a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    #[serde(skip)]
    pub what: What,
}

impl Remark {
    /// A remark on a whole row, which says this; whoever knows the sheet adds it.
    pub fn of_row(row: usize, said: &str, what: What) -> Self {
        Self {
            sheet: None,
            row,
            column: None,
            cell: said.to_owned(),
            what,
        }
    }
}

/// A name of a table that the plan does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "importName")]
pub struct NewName {
    /// The name as it is written; of a measure its key.
    pub name: String,
    /// The title of a measure.
    pub title: Option<String>,
    /// Its place.
    pub vocabulary: VocabularyName,
    /// The column that it first stands in, which says what part an actor plays.
    #[serde(skip)]
    pub column: Column,
    /// The number of the row that it first stands in.
    pub row: usize,
    /// The number of cells that hold it.
    pub cells: usize,
    /// The axis of a measure, where the table says it by its number.
    #[serde(skip)]
    pub axis: Option<Axis>,
    /// The title of that axis.
    pub axis_title: Option<String>,
    /// The nearest names that the plan knows.
    pub nearest: Vec<String>,
    /// True where it is added to the vocabulary.
    pub added: bool,
}
