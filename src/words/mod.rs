//! Every sentence the program says, in French and in English.
//!
//! One type a kind of sentence and one `match` a language: the compiler guards that none is missing.

pub(crate) mod en;
pub(crate) mod fr;
mod headings;
pub mod history;
pub mod import;
mod keys;
pub mod usage;

use chrono::NaiveDate;

use crate::error::Error;
use crate::finding::Severity;
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::commit::Commit;
use crate::model::field::Field;
use crate::model::plan::Language;

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

/// What is said of a finding or an error: the fault, what to see at its place, the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The fault, in the user's own words.
    pub title: String,
    /// What to see at the place pointed at.
    pub label: Option<String>,
    /// The remedy.
    pub help: Vec<String>,
}

impl Sentence {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            label: None,
            help: Vec::new(),
        }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    pub(crate) fn maybe_help(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }
}

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
    OfTheWay,
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

/// What the spreadsheet of another platform says otherwise than the plan, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what each sentence names")]
pub enum Unsaid {
    /// A date that is no day, and the day written for it.
    Date {
        column: Column,
        text: String,
        written: Option<NaiveDate>,
    },
    /// A total that is a range.
    Range(String),
    /// A total that is a floor.
    Floor(String),
    /// A total that is a rough one.
    Approximate(String),
    /// An amount whose tax basis is not stated.
    BasisUnstated(String),
    /// An amount with taxes under a label that says none.
    Ttc(String),
    /// Amounts stated on the other tax basis only.
    OtherBasis(Basis, String),
    /// Yearly amounts.
    Yearly(String),
    /// A status without the platform's word.
    Status(String),
    /// A priority that the platform does not know.
    Priority(String),
    /// A funder beyond those that a row names.
    Funder(String),
    /// A funder's part that is no single amount.
    FunderAmount(String),
    /// All of an indicator but its name.
    IndicatorValues,
}

/// What an answer adds below its figures, or says on the side.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are what each sentence counts or names"
)]
pub enum Note {
    /// How many actions an answer shows.
    Actions(usize),
    /// How many actions an answer shows of those selected.
    ActionsOf { shown: usize, selected: usize },
    /// Actions that only one reading of their dates has under way.
    Possibly(usize),
    /// Where a sort by budget puts what is no plain amount.
    SortedByBudget {
        ranges: usize,
        floors: usize,
        without: usize,
    },
    /// How many actions an answer is about, on which day.
    OnDay {
        actions: usize,
        selection: String,
        today: NaiveDate,
    },
    /// What has to end within so many days.
    DueWithin(u32),
    /// Measures without any action, named, and how many more.
    Idle { measures: Vec<String>, more: usize },
    /// No action meets the selection.
    NothingSelected {
        /// The option behind which nothing remained.
        by: String,
        /// The options before it, as typed.
        earlier: String,
        /// How many actions those select.
        before: usize,
        /// The options without which some remain, and how many.
        without: Vec<(String, usize)>,
    },
    /// The tax basis of the amounts.
    Basis(Basis),
    /// Actions without a figure that adds.
    WithoutFigure { without: usize, actions: usize },
    /// Lines that should add and have no figure.
    Unknown(usize),
    /// Ranges, and what they come to.
    Range { lines: usize, amount: String },
    /// Actions that were dropped, and what they come to.
    Dropped {
        actions: usize,
        amount: Option<String>,
    },
    /// Rough figures, and what they come to.
    Approximate { lines: usize, amount: String },
    /// Lines that state no tax basis.
    BasisUnstated { lines: usize, amount: String },
    /// Lines stated on the other tax basis only.
    OtherBasis {
        lines: usize,
        basis: Basis,
        amount: String,
    },
    /// Lines counted in another action.
    Elsewhere {
        lines: usize,
        amount: Option<String>,
    },
    /// Lines that detail others.
    OfWhich {
        lines: usize,
        amount: Option<String>,
    },
    /// Yearly amounts.
    Yearly {
        lines: usize,
        amount: Option<String>,
        unknown: usize,
    },
    /// What funders pay who are named, and the rest.
    Payers {
        funded: Option<String>,
        own: Option<String>,
        unstated: Option<String>,
    },
    /// Details that name a funder and do not fit their whole, and the amount that it pays a part of.
    FunderUnclear {
        details: usize,
        amount: Option<String>,
    },
    /// No line names its funder.
    NoFunderNamed,
    /// What was spent.
    Spent { lines: usize, amount: String },
    /// What the counts in the cells of a table mean.
    CellsCount,
    /// An action stands in several groups, its amounts in one each.
    Split,
    /// Groups add up to more than the total.
    Overlapping,
    /// Some dates shown are the sub-actions'.
    Derived,
    /// What a check found.
    Found {
        errors: usize,
        warnings: usize,
        files_with: usize,
        files: usize,
    },
    /// A check found nothing.
    Clean { files: usize },
    /// Remedies written, or only shown.
    Mended {
        findings: usize,
        files: usize,
        written: bool,
    },
    /// Files left out of an answer.
    LeftOut { files: Vec<String> },
    /// A change that was cut off is undone: so many files, and those that somebody changed since.
    Undone { files: usize, left: Vec<String> },
    /// This user's change was cut off; the answer is of what stands.
    CutOff,
    /// Somebody else's change was cut off.
    CutOffElsewhere,
    /// The folder in which an older version kept its changes is there.
    OldFolder,
    /// The plan is read as it was.
    At { day: NaiveDate, commit: Commit },
    /// What a row of another platform's spreadsheet does not say.
    Unsaid {
        path: String,
        sub_action: Option<String>,
        what: Vec<Unsaid>,
    },
    /// Fields that another platform's spreadsheet has no column for, and in how many actions they are filled in.
    WithoutPlace(Vec<(Column, usize)>),
    /// Columns that name things and say no more of them, each with the number of actions that do.
    NamesOnly(Vec<(Column, usize)>),
    /// On which tax basis an export's totals are taken.
    TotalsOn(Basis),
    /// Where an export comes from.
    Exported {
        today: NaiveDate,
        revision: Option<String>,
        dirty: bool,
    },
    /// A file was written.
    Written { path: String, actions: usize },
    /// Actions changed, or with `waits` only shown as they would be.
    Changed { actions: usize, waits: bool },
    /// An action has another id.
    Renamed { references: usize },
    /// An action stands under another measure.
    Moved { measure: String, title: String },
    /// What is wrong in one file.
    Checked {
        path: String,
        errors: usize,
        warnings: usize,
    },
    /// A plan is begun in a folder, with a repository or without.
    PlanBegun { folder: String, in_git: bool },
    /// A new action has its file.
    Begun,
    /// Files laid out, or with `check` still to be, of those that can be.
    LaidOut {
        changed: usize,
        files: usize,
        check: bool,
    },
    /// Files that a change leaves alone because of what is wrong in them.
    LeftAsIs { files: Vec<String> },
    /// The editors' schema was written.
    SchemaWritten { path: &'static str },
    /// How many findings a check was not asked for.
    KeptSilent { findings: usize },
    /// The history is cut off before that day.
    HistoryCut(NaiveDate),
    /// A file that could not be read in a commit, by its action.
    PassedOver { id: String, commit: Commit },
    /// A file in a commit that is no action for its name or its place.
    Misplaced { path: String, commit: Commit },
    /// No change was found.
    NoChange,
    /// The editors' schema needs no writing.
    UpToDate { path: &'static str },
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => Self::Fr,
            Language::En => Self::En,
        }
    }
}

impl Lang {
    /// What stopped the program, and the remedy.
    pub fn error(self, error: &Error) -> Sentence {
        match self {
            Self::Fr => fr::errors::error(error),
            Self::En => en::errors::error(error),
        }
    }

    /// The one of two texts, French and English, in this language.
    fn of<T>(self, [french, english]: [T; 2]) -> T {
        match self {
            Self::Fr => french,
            Self::En => english,
        }
    }

    /// The heading of a column, where the plan gives none of its own.
    pub fn heading(self, column: impl Into<Column>) -> &'static str {
        self.of(headings::column(column.into()))
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
        self.of(headings::field(field))
    }

    /// A word that stands alone.
    pub fn word(self, word: Word) -> &'static str {
        match self {
            Self::Fr => fr::words::word(word),
            Self::En => en::words::word(word),
        }
    }

    /// A note beside an answer.
    pub fn note(self, note: &Note) -> String {
        match self {
            Self::Fr => fr::notes::note(note),
            Self::En => en::notes::note(note),
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

/// The names joined as a sentence lists them, each between the language's quotes.
fn listed(names: &[String], quotes: (&str, &str), or: &str) -> Option<String> {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("{}{name}{}", quotes.0, quotes.1))
        .collect();
    match quoted.split_last() {
        None => None,
        Some((last, [])) => Some(last.clone()),
        Some((last, rest)) => Some(format!("{} {or} {last}", rest.join(", "))),
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
        let rooms = ["words/fr", "rules/words/fr"].into_iter().flat_map(|room| {
            fs::read_dir(source.join(room))
                .expect("the folder is there")
                .map(|entry| entry.expect("a folder lists its files").path())
        });
        let beside = ["fr.rs", "history.rs", "import.rs", "keys.rs"];
        let files = rooms.chain(beside.map(|file| source.join("words").join(file)));
        let sources: Vec<(PathBuf, String)> = files
            .map(|path| {
                let text = fs::read_to_string(&path).expect("a source file reads");
                (path, text)
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
