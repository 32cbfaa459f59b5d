//! What stops the program: each error names its path, or carries the findings that block.

use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::finding::Placed;

/// What stops the program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No folder upwards holds `actions/` and `schema/`.
    #[error("no plan around {path}")]
    NoPlan {
        /// Where the search began.
        path: PathBuf,
    },
    /// `-C` names something that is no folder.
    #[error("{path} is no folder")]
    NotAFolder {
        /// What it names.
        path: PathBuf,
    },
    /// A file or folder cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("cannot write {path}")]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The answer cannot be written to the terminal or the pipe.
    #[error("cannot write the answer")]
    Answer(#[from] io::Error),
    /// A value of a filter that no vocabulary knows.
    #[error("unknown value {value} of --{flag}")]
    UnknownValue {
        /// The flag, without its dashes.
        flag: &'static str,
        /// What was typed.
        value: String,
        /// What was probably meant, at most three.
        nearest: Vec<String>,
    },
    /// An option that only tables can show.
    #[error("--{flag} is for tables")]
    TablesOnly {
        /// The flag, without its dashes.
        flag: &'static str,
    },
    /// An answer that rows of values cannot hold.
    #[error("no rows of values")]
    NotAsRows,
    /// More groupings than an answer has directions.
    #[error("at most {most} groupings")]
    TooManyGroupings {
        /// How many it takes.
        most: usize,
    },
    /// A span of years that cannot be read.
    #[error("no years {value} in --{flag}")]
    UnreadableYears {
        /// The flag, without its dashes.
        flag: &'static str,
        /// What was typed.
        value: String,
    },
    /// A view that the plan does not keep.
    #[error("no view {name}")]
    UnknownView {
        /// What was typed, without its `@`.
        name: String,
        /// The views that the plan keeps.
        known: Vec<String>,
    },
    /// An id that no action has.
    #[error("no action {id}")]
    UnknownId {
        /// What was typed.
        id: String,
        /// What was probably meant.
        nearest: Vec<String>,
    },
    /// A beginning that several ids share.
    #[error("several actions begin with {id}")]
    AmbiguousId {
        /// What was typed.
        id: String,
        /// The ids that begin so.
        candidates: Vec<String>,
    },
    /// No rule has that name.
    #[error("unknown rule {name}")]
    UnknownRule {
        /// What was typed.
        name: String,
        /// What was probably meant.
        nearest: Vec<String>,
    },
    /// A column that no answer has.
    #[error("unknown column {name}")]
    UnknownColumn {
        /// What was typed.
        name: String,
        /// What was probably meant.
        nearest: Vec<String>,
        /// Every column.
        known: Vec<&'static str>,
    },
    /// A field that an answer does not tell.
    #[error("no field {name} here")]
    UnknownField {
        /// What was typed.
        name: String,
        /// What was probably meant.
        nearest: Vec<String>,
        /// Every field that it tells.
        known: Vec<&'static str>,
    },
    /// The format of a file cannot be told from its ending.
    #[error("cannot tell the format of {path}")]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// A file that this program writes differs from what it would write now.
    #[error("{path} is not up to date")]
    Stale {
        /// The file, from the plan's root.
        path: &'static str,
    },
    /// There is no `git` command.
    #[error("git is not installed")]
    NoGit,
    /// The plan is in no git repository.
    #[error("{path} is in no git repository")]
    NotARepository {
        /// The plan's root.
        path: PathBuf,
    },
    /// git could not do its part.
    #[error("git: {message}")]
    Git {
        /// What it said.
        message: String,
    },
    /// A branch without a commit is checked out.
    #[error("no commit yet")]
    NoCommit,
    /// A name that git knows no commit by.
    #[error("unknown revision {name}")]
    UnknownRevision {
        /// What was typed.
        name: String,
    },
    /// A voted revision that git does not know, or that holds no plan.
    #[error("[voted] revision = {name}: unknown to git")]
    UnknownVoted {
        /// What schema/plan.toml says.
        name: String,
    },
    /// A day before the first commit.
    #[error("{day} comes before the first commit")]
    BeforeHistory {
        /// The day.
        day: NaiveDate,
        /// The day of the first commit, where there is one.
        first: Option<NaiveDate>,
    },
    /// A day before the first commit of a history that is cut short.
    #[error("{day} comes before the first commit that is here")]
    BeyondShallow {
        /// The day.
        day: NaiveDate,
        /// The day of the first commit that is here.
        first: Option<NaiveDate>,
    },
    /// No commit is named to judge a change against, and none can be guessed.
    #[error("no base")]
    NoBase,
    /// A revision whose history has nothing in common with this one's, as far as it is here.
    #[error("no common base with {name}")]
    NoCommonBase {
        /// What was typed.
        name: String,
    },
    /// A path at which no file of the plan is.
    #[error("no file of the plan at {path}")]
    NotInPlan {
        /// The path.
        path: PathBuf,
    },
    /// Standard input is to be checked, and stands for no file.
    #[error("standard input needs a name")]
    NoStdinName,
    /// A commit that holds no plan in this folder.
    #[error("no plan in {commit}")]
    NoPlanThen {
        /// The commit.
        commit: String,
    },
    /// A path at which there is no action's file of the plan.
    #[error("no action at {path}")]
    NotAnAction {
        /// The path.
        path: PathBuf,
    },
    /// A file stands where one was to be written.
    #[error("{path} exists")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file is no longer what it was when the change was prepared.
    #[error("{path} changed meanwhile")]
    ChangedMeanwhile {
        /// The file.
        path: PathBuf,
    },
    /// A path that could lead out of the folder that is written.
    #[error("{path} leads elsewhere")]
    Astray {
        /// The path.
        path: String,
    },
    /// A file that is reached by a link only.
    #[error("{path} is a link, or behind one")]
    Linked {
        /// The file.
        path: PathBuf,
    },
    /// Something else stands where the lock of a change should stand.
    #[error("{path} is no lock")]
    NoLock {
        /// Where it should stand.
        path: PathBuf,
    },
    /// There is no folder for the list of a change of several files.
    #[error("no folder for the list of changes")]
    NoState(StateFault),
    /// The list of a change that was cut off is damaged, or another folder's.
    #[error("{path} is no list of changes")]
    ForeignList {
        /// The list.
        path: PathBuf,
    },
    /// Another program changes the plan just now.
    #[error("{path} is being changed")]
    Busy {
        /// The plan's root.
        path: PathBuf,
    },
    /// A word is neither `KEY=VALUE` nor the name of an action.
    #[error("{text} is no assignment")]
    NotAnAssignment {
        /// What was typed.
        text: String,
    },
    /// A measure that the catalogue does not have.
    #[error("no measure {code}")]
    UnknownMeasure {
        /// What was typed.
        code: String,
        /// What was probably meant.
        nearest: Vec<String>,
    },
    /// A text that cannot be the id of an action.
    #[error("{id} is no id")]
    NotAnId {
        /// What was typed.
        id: String,
    },
    /// A difference with a later end in its range and another as an option.
    #[error("{range} has an end, and --at {at} is another")]
    TwoEnds {
        /// The range.
        range: String,
        /// The other end.
        at: String,
    },
    /// `--at` with a command that changes the plan.
    #[error("the past cannot be changed")]
    PastIsPast,
    /// `+=` or `-=` with a key that holds no list.
    #[error("{key} is no list")]
    NotAList {
        /// The key.
        key: String,
    },
    /// The value of a key that holds tables is no TOML.
    #[error("the value of {key} is no TOML")]
    NotToml {
        /// The key.
        key: String,
        /// What was typed.
        value: String,
    },
    /// A command that changes actions was not told which, or what.
    #[error("nothing to change is named")]
    NothingNamed,
    /// A title of which no id can be made.
    #[error("no id can be made of {title}")]
    NoSlug {
        /// The title.
        title: String,
    },
    /// The editor cannot be started, or failed.
    #[error("the editor {command} failed")]
    Editor {
        /// The command.
        command: String,
        /// Why it did not start; none where it ended by an error of its own.
        source: Option<io::Error>,
    },
    /// A file with mistakes so grave that no change can be put into it.
    #[error("{path} cannot be changed")]
    Unchangeable {
        /// The file, from the plan's root.
        path: String,
        /// What is wrong in it.
        findings: Vec<Placed>,
    },
    /// A change that would bring these errors into the plan.
    #[error("the change would break the plan")]
    Worse(Vec<Placed>),
    /// A folder that was to be written holds something else.
    #[error("{path} holds other files")]
    FolderInUse {
        /// The folder.
        path: PathBuf,
    },
    /// `--excel` beside a format that is not CSV.
    #[error("--excel is for CSV")]
    ExcelIsCsv,
    /// A file in which no table can be read.
    #[error("no table can be read in {path}")]
    Table {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: TableFault,
    },
    /// A file that says nothing sure of a table's columns.
    #[error("{path} is no map of columns")]
    NotAMap {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: MapFault,
    },
    /// Bytes that no terminal can show.
    #[error("the answer is no text")]
    NotForATerminal,
    /// The command line cannot be understood.
    #[error(transparent)]
    Usage(Box<clap::Error>),
    /// Findings that keep a reading command from answering.
    #[error("the plan has errors")]
    Invalid(Box<Blocked>),
}

/// Why a file says nothing sure of a table's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapFault {
    /// This line, counted from 1, is none of such a file.
    Line(usize),
    /// A column is said to be what no column is.
    Target {
        /// The column's heading.
        heading: String,
        /// What it is said to be.
        target: String,
        /// What it may be.
        known: Vec<String>,
    },
}

/// Why there is no folder for the list of a change of several files.
#[derive(Debug)]
pub enum StateFault {
    /// The environment names none.
    Unnamed,
    /// It is in the repository of the plan, where anybody may put a list.
    WithinPlan(PathBuf),
    /// It is another user's, or others may write into it.
    Shared(PathBuf),
    /// It cannot be made or written.
    Unwritable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Why no table can be read in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// Nothing stands in it.
    Empty,
    /// No sheet of that name.
    NoSheet {
        /// The name.
        sheet: String,
        /// The sheets that are there.
        known: Vec<String>,
    },
    /// No column of that heading.
    NoColumn {
        /// The heading.
        name: String,
        /// The headings that are there.
        known: Vec<String>,
    },
    /// No row holds headings that are known.
    NoHeading,
    /// Several sheets hold actions.
    SeveralSheets {
        /// Their names.
        sheets: Vec<String>,
    },
    /// Bytes of no text and of no workbook.
    Foreign,
    /// Text whose accents nobody can tell: neither UTF-8, UTF-16 nor Windows-1252.
    UnknownEncoding,
    /// A web page or other markup, whatever the file's ending says.
    Markup,
    /// A quotation mark that nothing closes.
    OpenQuote {
        /// The line that it stands on, from 1.
        line: usize,
    },
    /// A quoted cell that goes on after the mark that closes it, so that nobody knows where it ends.
    TextBehindQuote {
        /// The line that the cell begins on, from 1.
        line: usize,
    },
    /// A workbook that a password protects.
    Encrypted,
    /// A workbook that is broken.
    Damaged {
        /// What the reader of workbooks says, in English.
        reason: String,
    },
    /// More than is read.
    TooLarge {
        /// The most that is read, of the file and of what it unpacks to, in millions of bytes.
        megabytes: usize,
    },
    /// A sheet of more cells than are read.
    TooManyCells {
        /// The sheet.
        sheet: String,
        /// The most that are read.
        most: usize,
    },
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
    /// Whether one stands under `schema/`, so that nothing can be answered without it.
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
