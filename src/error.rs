//! The errors that stop the program: each names its path, or carries the findings that block.

use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::finding::Placed;
use crate::model::candidate::Candidate;

/// An error that stops the program. Its sentence is said by `words`, in the language of whoever reads it: this one is for
/// programs that pass it on.
#[derive(Debug, thiserror::Error)]
#[error("{self:?}")]
#[expect(
    missing_docs,
    reason = "each field is a word of the sentence that `words` says"
)]
pub enum Error {
    /// No folder upwards holds `actions/` and `schema/`.
    NoPlan(PathBuf),
    /// `-C` names something that is no folder.
    NotAFolder(PathBuf),
    /// A file or folder cannot be read.
    Read { path: PathBuf, source: io::Error },
    /// A file cannot be written.
    Write { path: PathBuf, source: io::Error },
    /// The answer cannot be written to the terminal or the pipe.
    Answer(#[from] io::Error),
    /// A text is longer than a cell of a workbook may be.
    CellTooLong {
        row: String,
        heading: String,
        length: usize,
    },
    /// A value of a filter that no vocabulary knows.
    UnknownValue {
        flag: &'static str,
        value: String,
        nearest: Vec<Candidate>,
    },
    /// An option that only tables can show.
    TablesOnly(&'static str),
    /// An answer that rows of values cannot hold.
    NotAsRows,
    /// More groupings than an answer has directions.
    TooManyGroupings(usize),
    /// A span of days that cannot be read, or a deadline that may be two things.
    UnreadableDates { flag: &'static str, value: String },
    /// A view that the plan does not keep.
    UnknownView { name: String, known: Vec<String> },
    /// An id that no action has.
    UnknownId { id: String, nearest: Vec<Candidate> },
    /// A beginning that several ids share.
    AmbiguousId {
        id: String,
        candidates: Vec<Candidate>,
    },
    /// No rule has that name.
    UnknownRule { name: String, nearest: Vec<String> },
    /// A column that no answer has, or with `is_told` a field that an answer does not tell.
    UnknownColumn {
        name: String,
        nearest: Vec<String>,
        known: Vec<&'static str>,
        is_told: bool,
    },
    /// The format of a file cannot be told from its ending.
    UnknownFormat(PathBuf),
    /// A file that this program writes differs from what it would write now.
    Stale(&'static str),
    /// There is no `git` command.
    NoGit,
    /// The plan is in no git repository.
    NotARepository(PathBuf),
    /// git could not do its part.
    Git(String),
    /// A branch without a commit is checked out.
    NoCommit,
    /// A name that git knows no commit by.
    UnknownRevision(String),
    /// A name that git knows no commit by, in a copy that lacks a part of the history.
    UnknownInShallow(String),
    /// Two revisions where one is taken, and the other for an action.
    TwoRevisions { before: String, after: String },
    /// A work tree that leaves files of the plan out.
    Sparse(usize),
    /// An object that git names and does not have.
    LostObject(String),
    /// A voted revision that git does not know, or that holds no plan.
    UnknownVoted(String),
    /// A question for what nobody changed, where git is not asked for changes.
    WithoutChanges,
    /// A plan that names no vote, where the answer is counted from it.
    NoVote,
    /// A day before the first commit.
    BeforeHistory {
        day: NaiveDate,
        first: Option<NaiveDate>,
    },
    /// A day before the first commit of a history that is cut short.
    BeyondShallow {
        day: NaiveDate,
        first: Option<NaiveDate>,
    },
    /// No commit is named to judge a change against, and none can be guessed.
    NoBase,
    /// A revision whose history has nothing in common with this one's, as far as it is here.
    NoCommonBase(String),
    /// A path at which no file of the plan is.
    NotInPlan(PathBuf),
    /// Standard input is to be checked, and stands for no file.
    NoStdinName,
    /// A commit that holds no plan in this folder.
    NoPlanThen(String),
    /// A path at which there is no action's file of the plan.
    NotAnAction(PathBuf),
    /// A file stands where one was to be written.
    Exists(PathBuf),
    /// A file is no longer what it was when the change was prepared.
    ChangedMeanwhile(PathBuf),
    /// A path that could lead out of the folder that is written.
    Astray(String),
    /// A file that is reached by a link only.
    Linked(PathBuf),
    /// Something else stands where the lock of a change should stand.
    NoLock(PathBuf),
    /// There is no folder for the list of a change of several files.
    NoState(StateFault),
    /// The list of a change that was cut off is damaged, or another folder's.
    ForeignList(PathBuf),
    /// Another program changes the plan just now.
    Busy(PathBuf),
    /// A word is neither `KEY=VALUE` nor the name of an action.
    NotAnAssignment(String),
    /// A measure that the catalogue does not have.
    UnknownMeasure {
        code: String,
        nearest: Vec<Candidate>,
    },
    /// A text that cannot be the id of an action.
    NotAnId(String),
    /// A file goes to another place, and the editor moves none when it is told to.
    EditorMovesNoFiles,
    /// A difference with a later end in its range and another as an option.
    TwoEnds { range: String, at: String },
    /// `--at` with a command that changes the plan.
    PastIsPast,
    /// `+=` or `-=` with a key that holds no list.
    NotAList(String),
    /// An option that a command needs and nobody could be asked for.
    Unsaid {
        option: &'static str,
        known: Vec<Candidate>,
    },
    /// A name that stands for something else in the plan.
    NameTaken { name: String },
    /// A change of words that says too little or too much.
    WordsWanted,
    /// A name that the plan does not know, for a key.
    UnknownName {
        key: String,
        name: String,
        nearest: Vec<Candidate>,
    },
    /// A text that is not surely an amount.
    NotMoney { value: String },
    /// A label or title that no line, or more than one, of a key bears.
    NoSuchLine {
        key: String,
        label: String,
        known: Vec<String>,
    },
    /// The value of a key that holds tables is no TOML.
    NotToml { key: String, value: String },
    /// A command that changes actions was not told which, or what.
    NothingNamed,
    /// A title of which no id can be made.
    NoSlug(String),
    /// The editor cannot be started, or failed.
    Editor {
        command: String,
        source: Option<io::Error>,
    },
    /// A file with mistakes so grave that no change can be put into it.
    Unchangeable { path: String, findings: Vec<Placed> },
    /// A change that would bring these errors into the plan.
    Worse(Vec<Placed>),
    /// A folder that was to be written holds something else.
    FolderInUse(PathBuf),
    /// A plan of many that cannot be told from the others.
    NoSiren,
    /// A part of a plan where the whole is meant.
    WholePlanOnly,
    /// `--excel` beside a format that is not CSV.
    ExcelIsCsv,
    /// A workbook for others to fill in, in another format.
    FormIsXlsx,
    /// A file in which no table can be read.
    Table { path: PathBuf, fault: TableFault },
    /// A file that says nothing sure of a table's columns.
    NotAMap { path: PathBuf, fault: MapFault },
    /// Bytes that no terminal can show.
    NotForATerminal,
    /// The command line cannot be understood.
    Usage(Box<clap::Error>),
    /// Findings that keep a reading command from answering.
    Invalid(Box<Blocked>),
}

impl Error {
    /// Makes the error of a file or folder that cannot be read, of the system's reason.
    pub fn reading(path: impl Into<PathBuf>) -> impl Fn(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Read {
            path: path.clone(),
            source,
        }
    }

    /// Makes the error of a file that cannot be written, of the system's reason.
    pub fn writing(path: impl Into<PathBuf>) -> impl Fn(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Write {
            path: path.clone(),
            source,
        }
    }
}

/// The reason why a file says nothing sure of a table's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is a word of its sentence")]
pub enum MapFault {
    /// This line, counted from 1, is none of such a file.
    Line(usize),
    /// A column is said to be what no column is.
    Target {
        heading: String,
        target: String,
        known: Vec<String>,
    },
}

/// The reason why the list of a change of several files has no folder.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is a word of its sentence")]
pub enum StateFault {
    /// The environment names none.
    Unnamed,
    /// It is in the repository of the plan, where anybody may put a list.
    WithinPlan(PathBuf),
    /// It is another user's, or others may write into it.
    Shared(PathBuf),
    /// It cannot be made or written.
    Unwritable { path: PathBuf, source: io::Error },
}

/// The sentence about a file in which no table can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is a word of its sentence")]
pub enum TableFault {
    /// Nothing stands in it.
    Empty,
    /// No sheet of that name.
    NoSheet { sheet: String, known: Vec<String> },
    /// No column of that heading.
    NoColumn { name: String, known: Vec<String> },
    /// No row holds headings that are known.
    NoHeading,
    /// Several sheets hold actions.
    SeveralSheets(Vec<String>),
    /// Bytes of no text and of no workbook.
    Foreign,
    /// Text whose accents nobody can tell: neither UTF-8, UTF-16 nor Windows-1252.
    UnknownEncoding,
    /// A web page or other markup, whatever the file's ending says.
    Markup,
    /// A quotation mark that nothing closes.
    OpenQuote(usize),
    /// A quoted cell that goes on after the mark that closes it, so that nobody knows where it ends.
    TextBehindQuote(usize),
    /// A workbook that a password protects.
    Encrypted,
    /// A workbook that is broken.
    Damaged(String),
    /// More than is read.
    TooLarge(usize),
    /// A sheet of more cells than are read.
    TooManyCells { sheet: String, most: usize },
}

impl TableFault {
    /// The most bytes that are read of a table, packed or not.
    pub const MOST_BYTES: usize = 100_000_000;
}

/// The findings that keep a command from answering.
#[derive(Debug)]
pub struct Blocked {
    /// The errors, at their places.
    pub findings: Vec<Placed>,
    /// True where one stands under `schema/`, so that nothing can be answered without it.
    pub in_schema: bool,
}

impl Error {
    /// The exit code: 1 where the data is at fault, 2 where the command could not be carried out.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Invalid(_) | Self::Worse(_) | Self::Unchangeable { .. } | Self::Stale { .. } => 1,
            _ => 2,
        }
    }
}
