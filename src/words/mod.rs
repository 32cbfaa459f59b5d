//! Every sentence the program says, in French and in English.
//!
//! One type a kind of sentence and one `match` a language: the compiler guards that none is missing.

pub(crate) mod en;
mod errors;
pub(crate) mod fr;
mod headings;
pub mod history;
pub mod import;
mod keys;
mod note;
mod sentence;
pub mod usage;

use crate::finding::Severity;
use crate::model::column::Column;
use crate::model::field::Field;

pub use note::{Note, Unsaid};
pub use sentence::{Lang, Sentence};

/// The words that stand alone: headings, levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "a word says itself")]
pub enum Word {
    Error,
    Warning,
    Errors,
    Warnings,
    Earlier,
    Avoid,
    Prefer,
    Exception,
    Reason,
    RulesPage,
    Help,
    NotFilledIn,
    ShareOfKnown,
    Reserves,
    DecimalPoint,
    Whole,
    ActionAndLine,
    BudgetLine,
    Counts,
    OtherBasis,
    Year,
    Kind,
    Late,
    ToDo,
    Command,
    UnderWayIn,
    Surely,
    Possibly,
    NoStart,
    UnknownStart,
    StartMayBeLater,
    NoEnd,
    UnknownEnd,
    EndMayBeEarlier,
    Column,
    Heading,
    Content,
    Total,
    Actions,
    WithFigure,
    WithoutFigure,
    /// A column: what named funders pay.
    Funded,
    /// A column: what owners pay, as lines say.
    Own,
    /// A column: what no line says who pays.
    FunderUnstated,
    /// A column: what a funder pays an unknown part of.
    FunderUnclear,
    /// A column: what a total comes to without the actions that were dropped.
    WithoutDropped,
    Minimum,
    Maximum,
    Theme,
    Owner,
    Funder,
    BudgetLines,
    Derived,
    Approximate,
    OfWhich,
    PerYear,
    Spent,
    FromFunder,
    CountedElsewhere,
    NoFigure,
    To,
    AtLeast,
    UnknownDate,
    Colon,
    Lists,
    About,
    TotalsByAxis,
    Semicolon,
    Fingerprint,
}

impl Lang {
    /// The heading of a column, where the plan gives none of its own.
    pub fn heading(self, column: impl Into<Column>) -> &'static str {
        let [fr, en] = headings::column(column.into());
        self.of(fr, en)
    }

    /// What the manual adds to the help, as a manual's page is written.
    pub fn manual(self) -> &'static str {
        match self {
            Self::Fr => fr::manual::MANUAL,
            Self::En => en::manual::MANUAL,
        }
    }

    /// The heading of a field of the tables beside the actions'.
    pub fn field(self, field: Field) -> &'static str {
        let [fr, en] = headings::field(field);
        self.of(fr, en)
    }

    /// A word that stands alone.
    pub fn word(self, word: Word) -> &'static str {
        match self {
            Self::Fr => fr::words::word(word),
            Self::En => en::words::word(word),
        }
    }

    /// The word for a severity.
    pub fn severity(self, severity: Severity) -> &'static str {
        self.word(match severity {
            Severity::Error => Word::Error,
            Severity::Warning => Word::Warning,
        })
    }

    /// The French help of a command (`argument` empty) or of one of its arguments; English stands in the code.
    pub fn help(self, command: &str, argument: &str) -> Option<&'static str> {
        match self {
            Self::Fr => fr::help::help(command, argument),
            Self::En => None,
        }
    }

    /// What `key` of `table` means in a file (`key` empty: the table); English stands in the model's doc comments.
    pub fn key(self, table: &str, key: &str) -> Option<&'static str> {
        match self {
            Self::Fr => keys::key(table, key),
            Self::En => None,
        }
    }

    /// The name of an option's value, by the English one: `FOLDER`.
    pub fn value_name(self, english: &str) -> Option<&'static str> {
        match self {
            Self::Fr => fr::help::value_name(english),
            Self::En => None,
        }
    }

    /// A help with the values that are allowed, and the one taken by itself.
    pub fn choices(self, help: &str, values: &[String], default: Option<&str>) -> String {
        match self {
            Self::Fr => fr::help::choices(help, values, default),
            Self::En => help.to_owned(),
        }
    }

    /// The help's own words, by the English ones: `Usage`, `Options`.
    pub fn help_word(self, english: &'static str) -> &'static str {
        match self {
            Self::Fr => fr::help::help_word(english),
            Self::En => english,
        }
    }
}

/// A commit's hash as people write it.
pub fn short(commit: &str) -> &str {
    commit.get(..8).unwrap_or(commit)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    /// French sets a no-break space before high punctuation and inside « ».
    #[test]
    fn french_spaces_do_not_break() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let rooms = ["words", "words/fr", "rules"].map(|room| source.join(room));
        let files = rooms.iter().flat_map(|room| {
            fs::read_dir(room)
                .expect("the folder is there")
                .map(|entry| entry.expect("a folder lists its files").path())
                .filter(|path| path.is_file())
        });
        let sources: Vec<(PathBuf, String)> = files
            .map(|path| {
                let text = fs::read_to_string(&path).expect("a source file reads");
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                // English names the marks themselves.
                (path, code.replace("« »", ""))
            })
            .collect();
        assert!(sources.len() > 10, "{} files", sources.len());
        for bad in [" ;\"", " ! ", " ?\"", "« ", " »", " : "] {
            for (path, source) in &sources {
                let found = source
                    .lines()
                    .find(|line| line.contains('"') && line.contains(bad));
                assert_eq!(found, None, "{bad:?} in {}", path.display());
            }
        }
    }
}
