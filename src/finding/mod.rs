//! Findings in the data, their severity and their places. It knows `model` alone.

mod located;
mod rule;

use std::ops::Range;
use std::sync::Arc;

use strum::{EnumCount, EnumDiscriminants, EnumIter, EnumString, IntoStaticStr};

pub use crate::finding::located::{Located, Text};
use crate::model::plan::Unread;
use crate::model::spot::Spot;
pub use rule::Severity;

/// The most mistakes of a kind that are told of one file.
pub const MOST: usize = 200;

/// A part of a file, or the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The file itself: its name, its encoding, its being there.
    File,
    /// A range of bytes of its text.
    Span(Range<usize>),
    /// A key, by its path: `budget[1].amount`.
    Key(String),
    /// The value of a key, by its path.
    Value(String),
}

impl From<Range<usize>> for At {
    /// The bytes of a text.
    fn from(span: Range<usize>) -> Self {
        Self::Span(span)
    }
}

impl From<Spot<'_>> for At {
    /// The value at a place in an action's sheet.
    fn from(spot: Spot<'_>) -> Self {
        Self::Value(spot.to_string())
    }
}

/// The place of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, from the plan's root, with `/` between folders.
    pub file: String,
    /// The part of it.
    pub at: At,
}

/// The reason why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Its rights do not allow it.
    Denied,
    /// It went between two looks.
    Gone,
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// It is a link: none is followed.
    Link,
    /// It holds no text, but where git-lfs keeps it.
    Pointer,
    /// The system's own reason, in its language.
    System(String),
}

/// What is left of a merge that nobody has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfinished {
    /// git's marks, around whatever both sides say.
    Marks,
    /// git's marks, around one key.
    Key(Box<MarkedKey>),
    /// No mark in the file, but git waits for it.
    Path,
}

/// A key that holds one value on one side of a merge, and another on the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is a word of its sentence")]
pub struct MarkedKey {
    pub action: String,
    pub key: String,
    pub names: [String; 2],
    pub values: [Option<String>; 2],
}

/// A finding at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The finding.
    pub finding: Finding,
    /// Its place.
    pub place: Place,
    /// Another place that explains it.
    pub also: Option<(Place, Also)>,
    /// The edits that surely mend it: each part of the file, and the text to put there.
    pub patch: Vec<(At, String)>,
}

impl Diagnostic {
    /// A finding at a part of a file.
    pub fn new(finding: Finding, file: impl Into<String>, at: impl Into<At>) -> Self {
        Self {
            finding,
            place: Place {
                file: file.into(),
                at: at.into(),
            },
            also: None,
            patch: Vec::new(),
        }
    }

    /// The same in the file that its finder did not know; the other place too, where it named no file.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        file.clone_into(&mut self.place.file);
        if let Some((place, _)) = &mut self.also
            && place.file.is_empty()
        {
            file.clone_into(&mut place.file);
        }
        self
    }

    /// Tells whether it stands at, above or within one of these paths, and so follows from what was not read there.
    pub fn follows(&self, unread: &Unread) -> bool {
        match &self.place.at {
            At::Key(path) | At::Value(path) => unread.meets(path),
            At::File | At::Span(_) => false,
        }
    }

    /// The finding, with another place that explains it.
    pub fn also(mut self, file: impl Into<String>, at: impl Into<At>, also: Also) -> Self {
        let place = Place {
            file: file.into(),
            at: at.into(),
        };
        self.also = Some((place, also));
        self
    }

    /// The finding, mended by putting `text` in the place of `at`, where one is sure.
    pub fn patch(mut self, at: impl Into<At>, text: Option<impl Into<String>>) -> Self {
        self.patch.extend(text.map(|text| (at.into(), text.into())));
        self
    }
}

/// A finding at a span of a file that is not named yet.
pub fn at(finding: Finding, span: Range<usize>) -> Diagnostic {
    Diagnostic::new(finding, "", At::Span(span))
}

/// The role of another place in a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Also {
    /// The same key or name stands here for the first time.
    FirstUse,
    /// The start that the end is compared with.
    Start,
    /// The action's own date.
    ActionDate,
    /// The action's status.
    Status,
    /// The other of two that are alike.
    Other,
    /// The list that should hold the name.
    List,
}

/// Bytes of a text to replace, and what by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes; none where something is put in.
    pub span: Range<usize>,
    /// The text that stands there afterwards.
    pub text: String,
}

/// A finding at its line and column.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Its line and column; none where it is about the file as a whole.
    pub located: Option<Located>,
    /// The text of the file, where it has one.
    pub text: Option<Arc<Text>>,
    /// Another place that explains it.
    pub also: Option<PlacedAlso>,
    /// The edits of the text that surely mend it; none where no remedy is certain.
    pub edits: Vec<Edit>,
}

impl Placed {
    /// The finding itself.
    pub fn finding(&self) -> &Finding {
        &self.diagnostic.finding
    }

    /// The file that it is about, from the plan's root.
    pub fn file(&self) -> &str {
        &self.diagnostic.place.file
    }
}

/// Returns how many findings are so severe.
pub fn count(findings: &[Placed], severity: Severity) -> usize {
    let findings = findings.iter().map(Placed::finding);
    findings.filter(|one| one.severity() == severity).count()
}

/// Another place of a finding, at its line and column.
#[derive(Debug, Clone)]
pub struct PlacedAlso {
    /// Its role in the finding.
    pub also: Also,
    /// The file, from the plan's root.
    pub file: String,
    /// Its line and column.
    pub located: Located,
    /// The text of the file.
    pub text: Arc<Text>,
}

/// The kinds of value that a file can hold or a key can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A text between quotes.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list between brackets.
    List,
    /// A table.
    Table,
    /// A date.
    Date,
    /// An amount in euros.
    Amount,
    /// An amount or a range.
    Figure,
    /// A text or a table.
    SubAction,
    /// A text or a number.
    TextOrNumber,
}

/// The vocabularies that names come from.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "vocabulary")]
pub enum VocabularyName {
    /// `schema/measures.toml`
    Measures,
    /// `schema/statuses.toml`
    Statuses,
    /// `schema/themes.toml`
    Themes,
    /// `schema/actors.toml`
    Actors,
}

impl VocabularyName {
    /// The file that holds it, from the plan's root.
    pub fn file(self) -> &'static str {
        match self {
            Self::Statuses => "schema/statuses.toml",
            Self::Themes => "schema/themes.toml",
            Self::Actors => "schema/actors.toml",
            Self::Measures => "schema/measures.toml",
        }
    }

    /// The name of each of its tables there.
    pub fn table(self) -> &'static str {
        match self {
            Self::Statuses => "status",
            Self::Themes => "theme",
            Self::Actors => "actor",
            Self::Measures => "measure",
        }
    }

    /// The keys under one of which such a table states its name.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Measures => &["code", "key"],
            Self::Statuses | Self::Themes | Self::Actors => &["name"],
        }
    }
}

/// An amount as a person writes it, and what it means to a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountText {
    /// The text in the file.
    pub text: String,
    /// The amount as the file should write it; none where it may mean two things (`7,055`) or is a range.
    pub meant: Option<String>,
    /// The least and the most, where it is a range.
    pub range: Option<(String, String)>,
    /// True where the text says that the amount is a rough one.
    pub approximate: bool,
    /// True where it says that the amount is to be confirmed.
    pub unsure: bool,
    /// The key that says its tax basis, where the text names one: `ht`, `ttc`.
    pub basis: Option<&'static str>,
}

impl AmountText {
    /// The amount to write, where nothing else of the text would be lost.
    pub fn sure(&self) -> Option<&str> {
        let bare = !self.approximate && !self.unsure && self.basis.is_none();
        self.meant.as_deref().filter(|_| bare)
    }
}

/// The encoding of a file, where that is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, the "Unicode" of Windows.
    Utf16,
    /// Windows-1252, the "ANSI" of Windows.
    Windows1252,
    /// No text at all: an office document, an image.
    Binary,
}

/// A fault that a TOML parser stumbled over, told as the writer's probable mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each field is a word of the sentence that `rules` says"
)]
pub enum Syntax {
    /// An amount written for people.
    Amount(Box<AmountText>),
    /// A number that is no TOML number.
    Number(String),
    /// A date without quotes.
    BareDate(String),
    /// A date that no calendar has.
    ImpossibleDate(String),
    /// A text without quotes.
    BareText(String),
    /// `oui`, `True` and the like.
    Boolean { text: String, truth: bool },
    /// Nothing behind the `=`.
    NoValue,
    /// “ ” « » for quotes.
    OtherQuotes,
    /// A quote within a text ends it.
    InnerQuote,
    /// Single quotes, ended by an apostrophe.
    Apostrophes,
    /// The text is closed and was never opened.
    NoOpeningQuote,
    /// A quote opens a text that the line does not close.
    OpenQuote,
    /// A text between single quotes goes on over the next lines.
    TextOverLines,
    /// `"""` is never closed.
    OpenLongText,
    /// A no-break space outside a text.
    NoBreakSpace,
    /// `;` between the items of a list.
    Semicolon,
    /// Several texts, and no brackets around them.
    NoBrackets,
    /// `;` or `,` behind the value.
    Punctuation,
    /// A comma is missing between two items.
    Comma,
    /// A bracket or brace is never closed.
    OpenBracket,
    /// A key in a list, without the braces of a table.
    NoBraces,
    /// A bracket or brace too many, or of the wrong kind.
    Bracket,
    /// `:` for `=`.
    Colon,
    /// `==`.
    DoubleEquals,
    /// `=` is missing.
    Equals,
    /// A line that is neither `key = value` nor a comment.
    LooseText,
    /// A comment that does not begin with `#`.
    CommentMark,
    /// The text before `=` is no key.
    BadKey(String),
    /// The same key twice.
    DuplicateKey,
    /// A `\` that begins no escape.
    Backslash,
    /// Something follows where the line should end.
    Rest,
    /// Anything else, in the parser's own words.
    Other(String),
}

/// A name that is in no vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// Those that were probably meant.
    pub nearest: Vec<String>,
    /// Those that may stand there, where they are few.
    pub known: Vec<String>,
}

/// Something wrong in the data: one variant a rule, with what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(Rule),
    doc = "A rule that a plan obeys: its name never changes.",
    derive(PartialOrd, Ord, Hash, EnumCount, EnumIter, EnumString, IntoStaticStr),
    strum(serialize_all = "kebab-case")
)]
#[expect(
    missing_docs,
    reason = "each field is a word of the sentence that `rules` says"
)]
pub enum Finding {
    /// A file cannot be read.
    UnreadableFile(Unreadable),
    /// A file that every plan has is not there.
    MissingFile,
    /// A file is not saved as UTF-8.
    NotUtf8 { encoding: Encoding, line: usize },
    /// A file begins with an invisible mark.
    ByteOrderMark,
    /// A file is empty.
    EmptyFile,
    /// A merge is unfinished.
    ConflictMarker { left: Unfinished },
    /// A character cannot be seen.
    ControlCharacter(u32),
    /// A file among the actions is none.
    StrayFile,
    /// An action's file has an ending behind `.toml`.
    HiddenEnding(String),
    /// An action's file stands above or below the folder of a measure.
    MisplacedFile,
    /// A file's name can be no id; `copy`: it looks like a copy's.
    BadId {
        id: String,
        slug: Option<String>,
        copy: bool,
    },
    /// No measure bears this code, or the name of a folder.
    UnknownMeasure { name: UnknownName, is_folder: bool },
    /// Two files bear one id.
    DuplicateId { id: String, other: String },
    /// The plan is newer than the program.
    NewerFormat(String),
    /// A line is no TOML.
    Syntax(Syntax),
    /// No such key, and those that are known there.
    UnknownKey {
        key: String,
        nearest: Vec<String>,
        known: Vec<String>,
    },
    /// A key of the action stands in a sub-action, which has none such.
    StrayedKey(String),
    /// A key behind a blank line belongs to a sub-action.
    LooseKey(String),
    /// A key that is required is not there.
    MissingKey(String),
    /// A value is of another kind than the key's.
    WrongType {
        expected: Shape,
        found: Shape,
        text: String,
        amount: Option<Box<AmountText>>,
    },
    /// A value is none of the few that the key takes.
    UnknownValue { found: String, known: Vec<String> },
    /// A text is no date.
    UnreadableDate(String),
    /// A start says that it has no end.
    OngoingStart,
    /// An amount has more than cents.
    TooManyDecimals(String),
    /// An amount is below zero.
    NegativeAmount(String),
    /// A text is no amount, or a number is too large for one.
    UnreadableAmount(String),
    /// A range's minimum is above its maximum.
    UpsideDownRange,
    /// A text can be no action's name.
    BadReference(String),
    /// A text can be no measure's code.
    BadMeasureKey(String),
    /// A year is none that a plan speaks of.
    ImplausibleYear(String),
    /// Nothing stands between the quotes.
    EmptyText,
    /// A measure has neither a code nor a key with its axis.
    MeasureEntry,
    /// A path's backslashes are read as escapes.
    WindowsPath(String),
    /// No status bears this name.
    UnknownStatus(UnknownName),
    /// No theme bears this name.
    UnknownTheme(UnknownName),
    /// No actor bears this name.
    UnknownActor(UnknownName),
    /// Several names stand in one text.
    JoinedNames(String),
    /// A name is written otherwise than in its vocabulary.
    NameVariant {
        found: String,
        name: String,
        vocabulary: VocabularyName,
    },
    /// A word stands for two names.
    RepeatedWord { word: String, name: String },
    /// A name holds what separates names.
    SemicolonInName(String),
    /// An axis of a measure has no title.
    UntitledAxis(u32),
    /// An action has no theme.
    EmptyThemes,
    /// A title has so many characters.
    LongTitle(usize),
    /// A title has several lines.
    MultilineTitle,
    /// An end surely precedes the start.
    EndBeforeStart { start: String, end: String },
    /// A line says its amount in two ways.
    TwoAmounts,
    /// A line has no amount, and does not say why.
    NoFigure,
    /// No action bears the name that a line refers to.
    UnknownReference { id: String, nearest: Vec<String> },
    /// Amounts are counted in each other.
    ReferenceCycle(Vec<String>),
    /// A list holds a name twice.
    RepeatedName(String),
    /// Two sub-actions bear one title.
    RepeatedSubAction(String),
    /// A sub-action surely starts before its action, or ends after it.
    PartOutsideAction {
        date: String,
        action: String,
        before: bool,
    },
    /// An action that is done ends in the future.
    DoneInFuture { status: String, end: String },
    /// An action that is not started is past its end.
    NotStartedOverdue { status: String, end: String },
    /// The payer of a line is not among the action's funders.
    UnlistedFunder(String),
    /// An amount before tax is above the one with tax.
    HtAboveTtc,
    /// A line details others, and is counted elsewhere.
    TwoRoles,
    /// A detail has nothing that it details.
    PartWithoutWhole,
    /// Details are more than their whole.
    PartsExceedWhole { parts: String, whole: String },
    /// An amount is so small that another unit was probably meant.
    SmallAmount(String),
    /// An indicator has numbers and no unit.
    MissingUnit,
    /// A target is due before what it starts from.
    EarlyTarget { by: String, base: String },
    /// A value is ten times off its neighbours.
    OddValue { year: String, value: String },
    /// Two titles of a measure are nearly alike.
    SimilarTitles(String),
    /// Two actors are nearly alike.
    SimilarActors { name: String, other: String },
    /// No action uses an entry of a vocabulary.
    UnusedEntry {
        name: String,
        vocabulary: VocabularyName,
    },
    /// A saved view names what the plan does not know.
    UnknownInView {
        view: String,
        word: String,
        nearest: Vec<String>,
    },
    /// A spreadsheet would run a text.
    FormulaText(char),
    /// A text holds an address or a telephone number.
    PersonalData(String),
    /// A title is in capitals.
    CapitalTitle,
    /// Blanks end a line, or a tab stands there.
    TrailingBlank(bool),
    /// An action that was done is done no more.
    ReopenedAction(String),
    /// An action's file is gone; the status that would say so, where the plan has one.
    DeletedAction {
        title: String,
        status: Option<String>,
    },
    /// A line refers to the name that an action bore before.
    RenamedReference { id: String, renamed: String },
    /// A voted amount is another one now, or gone.
    VotedAmount {
        line: Option<String>,
        voted: String,
        now: Option<String>,
    },
    /// A comment that should silence a finding does not.
    BadAllow(AllowFault),
    /// A comment silences nothing.
    UnusedAllow(String),
}

/// A fault of a comment that should silence a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each field is a word of the sentence that `rules` says"
)]
pub enum AllowFault {
    /// It gives no reason.
    NoReason,
    /// It names no rule that there is.
    UnknownRule { rule: String, nearest: Vec<String> },
    /// The file cannot be read while the fault is in it.
    Unsilenceable(String),
    /// It is written otherwise than `# plan: allow(rule) reason`.
    Form,
}

impl Finding {
    /// The rule that found it.
    pub fn rule(&self) -> Rule {
        self.into()
    }

    /// The severity of its rule.
    pub fn severity(&self) -> Severity {
        self.rule().severity()
    }

    /// The vocabulary that lacks a name.
    pub fn vocabulary(&self) -> Option<VocabularyName> {
        match self {
            Self::UnknownStatus(_) => Some(VocabularyName::Statuses),
            Self::UnknownTheme(_) => Some(VocabularyName::Themes),
            Self::UnknownActor(_) => Some(VocabularyName::Actors),
            Self::UnknownMeasure { .. } => Some(VocabularyName::Measures),
            // Every other finding is about something else than a name that is missing.
            _ => None,
        }
    }
}
