//! What is wrong in the data: findings, how grave they are, and where they stand. It knows no other module.

mod rule;

use std::ops::Range;
use std::sync::Arc;

pub use crate::finding::rule::{Rule, Severity};

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

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, from the plan's root, with `/` between folders.
    pub file: String,
    /// The part of it.
    pub at: At,
}

/// Why a file cannot be read.
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
    /// What the system says, in its language.
    System(String),
}

/// A finding at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub finding: Finding,
    /// Where.
    pub place: Place,
    /// Another place that explains it.
    pub also: Option<(Place, Also)>,
    /// What surely mends it: each part of the file, and the text to put there.
    pub patch: Vec<(At, String)>,
}

impl Diagnostic {
    /// A finding at a part of a file.
    pub fn new(finding: Finding, file: impl Into<String>, at: At) -> Self {
        Self {
            finding,
            place: Place {
                file: file.into(),
                at,
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

    /// Whether it stands at, above or within one of these paths, and so follows from what could not be read there.
    pub fn follows(&self, unread: &[String]) -> bool {
        let (At::Key(path) | At::Value(path)) = &self.place.at else {
            return false;
        };
        unread
            .iter()
            .any(|unread| unread.starts_with(path.as_str()) || path.starts_with(unread.as_str()))
    }

    /// The finding, with another place that explains it.
    pub fn also(mut self, file: impl Into<String>, at: At, also: Also) -> Self {
        let file = file.into();
        self.also = Some((Place { file, at }, also));
        self
    }

    /// The finding, mended by putting `text` in the place of `at`.
    pub fn patch(mut self, at: At, text: impl Into<String>) -> Self {
        self.patch.push((at, text.into()));
        self
    }
}

/// A finding at a span of a file that is not named yet.
pub fn at(finding: Finding, span: Range<usize>) -> Diagnostic {
    Diagnostic::new(finding, "", At::Span(span))
}

/// What another place has to do with a finding.
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
    /// What stands there afterwards.
    pub text: String,
}

/// A place as people and editors count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes of the text, its byte-order mark not counted.
    pub span: Range<usize>,
}

impl Located {
    /// The place of `span` in `text`.
    pub fn of(text: &str, span: Range<usize>) -> Self {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            span: start..end,
        }
    }
}

/// A finding at its line and column.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Its line and column; none where it is about the file as a whole.
    pub located: Option<Located>,
    /// The text of the file, where it has one.
    pub text: Option<Arc<str>>,
    /// Another place that explains it.
    pub also: Option<PlacedAlso>,
    /// The edits of the text that surely mend it; none where no remedy is certain.
    pub edits: Vec<Edit>,
}

/// Another place of a finding, at its line and column.
#[derive(Debug, Clone)]
pub struct PlacedAlso {
    /// What it has to do with the finding.
    pub also: Also,
    /// The file, from the plan's root.
    pub file: String,
    /// Its line and column.
    pub located: Located,
    /// The text of the file.
    pub text: Arc<str>,
}

/// The nearest place at or before `index` where a character begins.
fn floor(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VocabularyName {
    /// `schema/statuses.toml`
    Statuses,
    /// `schema/themes.toml`
    Themes,
    /// `schema/actors.toml`
    Actors,
    /// `schema/measures.toml`
    Measures,
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
}

/// An amount as a person writes it, and what it means to a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountText {
    /// What stands in the file.
    pub text: String,
    /// The amount as the file should write it; none where it may mean two things (`7,055`) or is a range.
    pub meant: Option<String>,
    /// The least and the most, where it is a range.
    pub range: Option<(String, String)>,
    /// Whether the text says that the amount is a rough one.
    pub approximate: bool,
    /// The key that says its tax basis, where the text names one: `ht`, `ttc`.
    pub basis: Option<&'static str>,
}

impl AmountText {
    /// The amount to write, where nothing else of the text would be lost.
    pub fn sure(&self) -> Option<&str> {
        let bare = !self.approximate && self.basis.is_none();
        self.meant.as_deref().filter(|_| bare)
    }
}

/// What a file is written in, where that is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, the "Unicode" of Windows.
    Utf16,
    /// Windows-1252, the "ANSI" of Windows.
    Windows1252,
    /// No text at all: an office document, an image.
    Binary,
}

/// What a TOML parser stumbled over, told as what the writer probably did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each field is a word of the sentence that `rules` says"
)]
pub enum Syntax {
    /// An amount written for people.
    Amount(Box<AmountText>),
    /// A number that is no TOML number.
    Number { text: String },
    /// A date without quotes.
    BareDate { text: String },
    /// A date that no calendar has.
    ImpossibleDate { text: String },
    /// A text without quotes.
    BareText { text: String },
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
    /// What stands before `=` is no key.
    BadKey { key: String },
    /// The same key twice.
    DuplicateKey,
    /// A `\` that begins no escape.
    Backslash,
    /// Something follows where the line should end.
    Rest,
    /// Anything else, in the parser's own words.
    Other(String),
}

/// Something wrong in the data: one variant a rule, with what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each variant is a rule, which `rules` explains"
)]
pub enum Finding {
    // Files and paths.
    UnreadableFile {
        reason: Unreadable,
    },
    MissingFile,
    NotUtf8 {
        encoding: Encoding,
        line: usize,
    },
    ByteOrderMark,
    EmptyFile,
    ConflictMarker,
    ControlCharacter {
        code: u32,
    },
    StrayFile,
    HiddenEnding {
        name: String,
    },
    MisplacedFile,
    BadId {
        id: String,
        slug: Option<String>,
        copy: bool,
    },
    UnknownMeasureFolder {
        measure: String,
        nearest: Vec<String>,
    },
    DuplicateId {
        id: String,
        other: String,
    },
    NewerFormat {
        format: String,
    },

    // The form of the text.
    Syntax {
        fault: Syntax,
    },
    UnknownKey {
        key: String,
        nearest: Vec<String>,
        known: Vec<String>,
    },
    StrayedKey {
        key: String,
    },
    LooseKey {
        key: String,
    },
    MissingKey {
        key: String,
    },
    WrongType {
        expected: Shape,
        found: Shape,
        text: String,
        amount: Option<Box<AmountText>>,
    },
    UnknownValue {
        found: String,
        known: Vec<String>,
    },
    UnreadableDate {
        text: String,
    },
    OngoingStart,
    TooManyDecimals {
        text: String,
    },
    NegativeAmount {
        text: String,
    },
    UnreadableAmount {
        text: String,
    },
    UpsideDownRange,
    BadReference {
        text: String,
    },
    BadMeasureKey {
        text: String,
    },
    ImplausibleYear {
        text: String,
    },
    EmptyText,
    MeasureEntry,
    WindowsPath {
        text: String,
    },
    TrailingBlank {
        tab: bool,
    },

    // Words.
    UnknownName {
        name: String,
        vocabulary: VocabularyName,
        nearest: Vec<String>,
        known: Vec<String>,
    },
    JoinedNames {
        text: String,
    },
    NameVariant {
        found: String,
        name: String,
        vocabulary: VocabularyName,
    },
    RepeatedWord {
        word: String,
        name: String,
    },
    SemicolonInName {
        name: String,
    },
    UntitledAxis {
        axis: u32,
    },

    // What an action states.
    EmptyThemes,
    LongTitle {
        length: usize,
    },
    MultilineTitle,
    EndBeforeStart {
        start: String,
        end: String,
    },
    TwoAmounts,
    NoFigure,
    UnknownReference {
        id: String,
        nearest: Vec<String>,
    },
    ReferenceCycle {
        ids: Vec<String>,
    },
    RepeatedName {
        name: String,
    },
    RepeatedSubAction {
        title: String,
    },

    // What a careful colleague would ask about.
    PartOutsideAction {
        date: String,
        action: String,
        before: bool,
    },
    DoneInFuture {
        status: String,
        end: String,
    },
    NotStartedOverdue {
        status: String,
        end: String,
    },
    UnlistedFunder {
        funder: String,
    },
    HtAboveTtc,
    TwoRoles,
    PartWithoutWhole,
    PartsExceedWhole {
        parts: String,
        whole: String,
    },
    SmallAmount {
        text: String,
    },
    SimilarTitles {
        title: String,
    },
    SimilarActors {
        name: String,
        other: String,
    },
    UnusedEntry {
        name: String,
        vocabulary: VocabularyName,
    },
    UnknownInView {
        view: String,
        word: String,
        nearest: Vec<String>,
    },
    FormulaText {
        sign: char,
    },
    PersonalData {
        text: String,
    },
    CapitalTitle,

    // What a change did to an earlier plan.
    ReopenedAction {
        status: String,
    },
    DeletedAction {
        title: String,
        status: Option<String>,
    },
    RenamedReference {
        id: String,
        renamed: String,
    },
    VotedAmount {
        line: Option<String>,
        voted: String,
        now: Option<String>,
    },

    // Findings that a comment silences.
    BadAllow {
        fault: AllowFault,
    },
    UnusedAllow {
        rule: String,
    },
}

/// What is wrong with a comment that should silence a finding.
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
    Unsilenceable { rule: String },
    /// It is written otherwise than `# plan: allow(rule) reason`.
    Form,
}

impl Finding {
    /// The rule that found it.
    pub fn rule(&self) -> Rule {
        match self {
            Self::UnreadableFile { .. } => Rule::UnreadableFile,
            Self::MissingFile => Rule::MissingFile,
            Self::NotUtf8 { .. } => Rule::NotUtf8,
            Self::ByteOrderMark => Rule::ByteOrderMark,
            Self::EmptyFile => Rule::EmptyFile,
            Self::ConflictMarker => Rule::ConflictMarker,
            Self::ControlCharacter { .. } => Rule::ControlCharacter,
            Self::StrayFile => Rule::StrayFile,
            Self::HiddenEnding { .. } => Rule::HiddenEnding,
            Self::MisplacedFile => Rule::MisplacedFile,
            Self::BadId { .. } => Rule::BadId,
            Self::UnknownMeasureFolder { .. } => Rule::UnknownMeasure,
            Self::DuplicateId { .. } => Rule::DuplicateId,
            Self::NewerFormat { .. } => Rule::NewerFormat,
            Self::Syntax { .. } => Rule::Syntax,
            Self::UnknownKey { .. } => Rule::UnknownKey,
            Self::StrayedKey { .. } => Rule::StrayedKey,
            Self::LooseKey { .. } => Rule::LooseKey,
            Self::MissingKey { .. } => Rule::MissingKey,
            Self::WrongType { .. } => Rule::WrongType,
            Self::UnknownValue { .. } => Rule::UnknownValue,
            Self::UnreadableDate { .. } => Rule::UnreadableDate,
            Self::OngoingStart => Rule::OngoingStart,
            Self::TooManyDecimals { .. } => Rule::TooManyDecimals,
            Self::NegativeAmount { .. } => Rule::NegativeAmount,
            Self::UnreadableAmount { .. } => Rule::UnreadableAmount,
            Self::UpsideDownRange => Rule::UpsideDownRange,
            Self::BadReference { .. } => Rule::BadReference,
            Self::BadMeasureKey { .. } => Rule::BadMeasureKey,
            Self::ImplausibleYear { .. } => Rule::ImplausibleYear,
            Self::EmptyText => Rule::EmptyText,
            Self::MeasureEntry => Rule::MeasureEntry,
            Self::WindowsPath { .. } => Rule::WindowsPath,
            Self::UnknownName { vocabulary, .. } => match vocabulary {
                VocabularyName::Statuses => Rule::UnknownStatus,
                VocabularyName::Themes => Rule::UnknownTheme,
                VocabularyName::Actors => Rule::UnknownActor,
                VocabularyName::Measures => Rule::UnknownMeasure,
            },
            Self::JoinedNames { .. } => Rule::JoinedNames,
            Self::NameVariant { .. } => Rule::NameVariant,
            Self::RepeatedWord { .. } => Rule::RepeatedWord,
            Self::SemicolonInName { .. } => Rule::SemicolonInName,
            Self::UntitledAxis { .. } => Rule::UntitledAxis,
            Self::EmptyThemes => Rule::EmptyThemes,
            Self::LongTitle { .. } => Rule::LongTitle,
            Self::MultilineTitle => Rule::MultilineTitle,
            Self::EndBeforeStart { .. } => Rule::EndBeforeStart,
            Self::TwoAmounts => Rule::TwoAmounts,
            Self::NoFigure => Rule::NoFigure,
            Self::UnknownReference { .. } => Rule::UnknownReference,
            Self::ReferenceCycle { .. } => Rule::ReferenceCycle,
            Self::RepeatedName { .. } => Rule::RepeatedName,
            Self::RepeatedSubAction { .. } => Rule::RepeatedSubAction,
            Self::PartOutsideAction { .. } => Rule::PartOutsideAction,
            Self::DoneInFuture { .. } => Rule::DoneInFuture,
            Self::NotStartedOverdue { .. } => Rule::NotStartedOverdue,
            Self::UnlistedFunder { .. } => Rule::UnlistedFunder,
            Self::HtAboveTtc => Rule::HtAboveTtc,
            Self::TwoRoles => Rule::TwoRoles,
            Self::PartWithoutWhole => Rule::PartWithoutWhole,
            Self::PartsExceedWhole { .. } => Rule::PartsExceedWhole,
            Self::SmallAmount { .. } => Rule::SmallAmount,
            Self::SimilarTitles { .. } => Rule::SimilarTitles,
            Self::SimilarActors { .. } => Rule::SimilarActors,
            Self::UnusedEntry { .. } => Rule::UnusedEntry,
            Self::UnknownInView { .. } => Rule::UnknownInView,
            Self::FormulaText { .. } => Rule::FormulaText,
            Self::PersonalData { .. } => Rule::PersonalData,
            Self::CapitalTitle => Rule::CapitalTitle,
            Self::ReopenedAction { .. } => Rule::ReopenedAction,
            Self::DeletedAction { .. } => Rule::DeletedAction,
            Self::RenamedReference { .. } => Rule::RenamedReference,
            Self::VotedAmount { .. } => Rule::VotedAmount,
            Self::TrailingBlank { .. } => Rule::TrailingBlank,
            Self::BadAllow { .. } => Rule::BadAllow,
            Self::UnusedAllow { .. } => Rule::UnusedAllow,
        }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.rule().severity()
    }
}

#[cfg(test)]
mod tests {
    use super::Located;

    #[test]
    fn columns_count_characters() {
        let text = "un\nété = 1\n";
        for (start, line, column) in [(0, 1, 1), (3, 2, 1), (8, 2, 4), (4, 2, 1), (99, 3, 1)] {
            let located = Located::of(text, start..start + 1);
            assert_eq!((located.line, located.column), (line, column), "{start}");
        }
    }
}
