//! What is wrong in the data: findings, how grave they are, and where they stand. It knows no other module.

use std::ops::Range;
use std::sync::Arc;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan cannot be read as it stands: reading commands refuse.
    Error,
    /// The plan can be read, and somebody should look at it.
    Warning,
}

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

/// A finding at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub finding: Finding,
    /// Where.
    pub place: Place,
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
pub enum Vocabulary {
    /// `schema/statuses.toml`
    Statuses,
    /// `schema/themes.toml`
    Themes,
    /// `schema/actors.toml`
    Actors,
    /// `schema/measures.toml`
    Measures,
}

impl Vocabulary {
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

/// What a TOML parser stumbled over, as far as it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    /// A quote opens a text that the line does not close.
    OpenQuote,
    /// A value stands without quotes, and is no number.
    BareValue,
    /// A bracket or brace is missing, or one too many.
    Bracket,
    /// `=` is missing, or what stands before it is no key.
    Equals,
    /// Something follows where the line should end.
    Rest,
    /// A comma is missing between two items.
    Comma,
    /// The same key twice.
    DuplicateKey,
    /// A `\` that begins no escape.
    Escape,
    /// Anything else, in the parser's own words.
    Other(String),
}

/// Something wrong in the data: one variant a rule, with what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each variant is a rule, which `messages` explains"
)]
pub enum Finding {
    // Files and paths.
    UnreadableFile {
        reason: String,
    },
    MissingFile,
    NotUtf8,
    ByteOrderMark,
    EmptyFile,
    ConflictMarker,
    ControlCharacter {
        code: u32,
    },
    StrayFile,
    MisplacedFile,
    BadId {
        id: String,
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

    // Words.
    UnknownName {
        name: String,
        vocabulary: Vocabulary,
        nearest: Vec<String>,
    },
    NameVariant {
        found: String,
        name: String,
        vocabulary: Vocabulary,
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
}

impl Finding {
    /// The name of the rule that found it. A name never changes.
    pub fn rule(&self) -> &'static str {
        self.register().0
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.register().1
    }

    fn register(&self) -> (&'static str, Severity) {
        use Severity::{Error, Warning};
        match self {
            Self::UnreadableFile { .. } => ("unreadable-file", Error),
            Self::MissingFile => ("missing-file", Error),
            Self::NotUtf8 => ("not-utf8", Error),
            Self::ByteOrderMark => ("byte-order-mark", Warning),
            Self::EmptyFile => ("empty-file", Error),
            Self::ConflictMarker => ("conflict-marker", Error),
            Self::ControlCharacter { .. } => ("control-character", Error),
            Self::StrayFile => ("stray-file", Warning),
            Self::MisplacedFile => ("misplaced-file", Error),
            Self::BadId { .. } => ("bad-id", Error),
            Self::UnknownMeasureFolder { .. } => ("unknown-measure", Error),
            Self::DuplicateId { .. } => ("duplicate-id", Error),
            Self::NewerFormat { .. } => ("newer-format", Error),
            Self::Syntax { .. } => ("syntax", Error),
            Self::UnknownKey { .. } => ("unknown-key", Error),
            Self::StrayedKey { .. } => ("strayed-key", Error),
            Self::LooseKey { .. } => ("loose-key", Warning),
            Self::MissingKey { .. } => ("missing-key", Error),
            Self::WrongType { .. } => ("wrong-type", Error),
            Self::UnknownValue { .. } => ("unknown-value", Error),
            Self::UnreadableDate { .. } => ("unreadable-date", Error),
            Self::OngoingStart => ("ongoing-start", Error),
            Self::TooManyDecimals { .. } => ("too-many-decimals", Error),
            Self::NegativeAmount { .. } => ("negative-amount", Error),
            Self::UnreadableAmount { .. } => ("unreadable-amount", Error),
            Self::UpsideDownRange => ("upside-down-range", Error),
            Self::BadReference { .. } => ("bad-reference", Error),
            Self::BadMeasureKey { .. } => ("bad-measure-key", Error),
            Self::ImplausibleYear { .. } => ("implausible-year", Error),
            Self::EmptyText => ("empty-text", Error),
            Self::MeasureEntry => ("measure-entry", Error),
            Self::UnknownName { vocabulary, .. } => {
                let name = match vocabulary {
                    Vocabulary::Statuses => "unknown-status",
                    Vocabulary::Themes => "unknown-theme",
                    Vocabulary::Actors => "unknown-actor",
                    Vocabulary::Measures => "unknown-measure",
                };
                (name, Error)
            }
            Self::NameVariant { .. } => ("name-variant", Warning),
            Self::RepeatedWord { .. } => ("repeated-word", Error),
            Self::SemicolonInName { .. } => ("semicolon-in-name", Error),
            Self::UntitledAxis { .. } => ("untitled-axis", Error),
            Self::EmptyThemes => ("empty-themes", Error),
            Self::LongTitle { .. } => ("long-title", Error),
            Self::MultilineTitle => ("multiline-title", Error),
            Self::EndBeforeStart { .. } => ("end-before-start", Error),
            Self::TwoAmounts => ("two-amounts", Error),
            Self::NoFigure => ("no-figure", Error),
            Self::UnknownReference { .. } => ("unknown-reference", Error),
            Self::ReferenceCycle { .. } => ("reference-cycle", Error),
            Self::RepeatedName { .. } => ("repeated-name", Error),
            Self::RepeatedSubAction { .. } => ("repeated-sub-action", Error),
        }
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
