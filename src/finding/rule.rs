//! The severity of each rule, and what may be asked of it. The words stand in `rules`.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{EnumCount, IntoEnumIterator, IntoStaticStr};

use crate::finding::Rule;

/// How grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, Serialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[schemars(rename = "severity")]
pub enum Severity {
    /// The plan cannot be read as it stands: reading commands refuse.
    Error,
    /// The plan can be read, and somebody should look at it.
    Warning,
}

impl Severity {
    /// The name in JSON and for other programs.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Rule {
    /// The number of rules.
    pub const COUNT: usize = <Self as EnumCount>::COUNT;

    /// Every rule, in the order that they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    /// The rule of that name.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// Returns its name, which never changes.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Tells whether a comment may silence a finding of it: the plan can be read, and its source may really say so.
    pub fn has_exceptions(self) -> bool {
        let about_exceptions = matches!(self, Self::BadAllow | Self::UnusedAllow);
        // No comment can stand in a file that is gone.
        let has_a_file = self != Self::DeletedAction;
        let what_sources_say = matches!(self, Self::EndBeforeStart | Self::LongTitle);
        (self.severity() == Severity::Warning && !about_exceptions && has_a_file)
            || what_sources_say
    }

    /// Tells whether it compares the plan with an earlier one, and finds nothing without it.
    pub fn needs_base(self) -> bool {
        matches!(
            self,
            Self::ReopenedAction | Self::DeletedAction | Self::RenamedReference | Self::VotedAmount
        )
    }

    /// The severity of its findings.
    pub fn severity(self) -> Severity {
        match self {
            Self::UnreadableFile
            | Self::MissingFile
            | Self::NotUtf8
            | Self::EmptyFile
            | Self::ConflictMarker
            | Self::ControlCharacter
            | Self::HiddenEnding
            | Self::MisplacedFile
            | Self::BadId
            | Self::UnknownMeasure
            | Self::DuplicateId
            | Self::NewerFormat
            | Self::Syntax
            | Self::UnknownKey
            | Self::StrayedKey
            | Self::MissingKey
            | Self::WrongType
            | Self::UnknownValue
            | Self::UnreadableDate
            | Self::OngoingStart
            | Self::TooManyDecimals
            | Self::NegativeAmount
            | Self::UnreadableAmount
            | Self::UpsideDownRange
            | Self::BadReference
            | Self::BadMeasureKey
            | Self::ImplausibleYear
            | Self::EmptyText
            | Self::MeasureEntry
            | Self::WindowsPath
            | Self::UnknownStatus
            | Self::UnknownTheme
            | Self::UnknownActor
            | Self::JoinedNames
            | Self::RepeatedWord
            | Self::SemicolonInName
            | Self::UntitledAxis
            | Self::EmptyThemes
            | Self::LongTitle
            | Self::MultilineTitle
            | Self::EndBeforeStart
            | Self::TwoAmounts
            | Self::NoFigure
            | Self::UnknownReference
            | Self::ReferenceCycle
            | Self::RepeatedName
            | Self::RepeatedSubAction
            | Self::RenamedReference => Severity::Error,
            Self::ByteOrderMark
            | Self::StrayFile
            | Self::LooseKey
            | Self::NameVariant
            | Self::PartOutsideAction
            | Self::DoneInFuture
            | Self::NotStartedOverdue
            | Self::UnlistedFunder
            | Self::HtAboveTtc
            | Self::TwoRoles
            | Self::PartWithoutWhole
            | Self::PartsExceedWhole
            | Self::SmallAmount
            | Self::MissingUnit
            | Self::EarlyTarget
            | Self::OddValue
            | Self::SimilarTitles
            | Self::SimilarActors
            | Self::UnusedEntry
            | Self::UnknownInView
            | Self::FormulaText
            | Self::PersonalData
            | Self::CapitalTitle
            | Self::TrailingBlank
            | Self::ReopenedAction
            | Self::DeletedAction
            | Self::VotedAmount
            | Self::BadAllow
            | Self::UnusedAllow => Severity::Warning,
        }
    }
}
