//! The register of rules: the name of each and how grave its findings are. The words stand in `rules`.

use schemars::JsonSchema;
use serde::Serialize;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "severity")]
pub enum Severity {
    /// The plan cannot be read as it stands: reading commands refuse.
    Error,
    /// The plan can be read, and somebody should look at it.
    Warning,
}

/// A rule that a plan obeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// `unreadable-file`
    UnreadableFile,
    /// `missing-file`
    MissingFile,
    /// `not-utf8`
    NotUtf8,
    /// `byte-order-mark`
    ByteOrderMark,
    /// `empty-file`
    EmptyFile,
    /// `conflict-marker`
    ConflictMarker,
    /// `control-character`
    ControlCharacter,
    /// `stray-file`
    StrayFile,
    /// `hidden-ending`
    HiddenEnding,
    /// `misplaced-file`
    MisplacedFile,
    /// `bad-id`
    BadId,
    /// `unknown-measure`
    UnknownMeasure,
    /// `duplicate-id`
    DuplicateId,
    /// `newer-format`
    NewerFormat,
    /// `syntax`
    Syntax,
    /// `unknown-key`
    UnknownKey,
    /// `strayed-key`
    StrayedKey,
    /// `loose-key`
    LooseKey,
    /// `missing-key`
    MissingKey,
    /// `wrong-type`
    WrongType,
    /// `unknown-value`
    UnknownValue,
    /// `unreadable-date`
    UnreadableDate,
    /// `ongoing-start`
    OngoingStart,
    /// `too-many-decimals`
    TooManyDecimals,
    /// `negative-amount`
    NegativeAmount,
    /// `unreadable-amount`
    UnreadableAmount,
    /// `upside-down-range`
    UpsideDownRange,
    /// `bad-reference`
    BadReference,
    /// `bad-measure-key`
    BadMeasureKey,
    /// `implausible-year`
    ImplausibleYear,
    /// `empty-text`
    EmptyText,
    /// `measure-entry`
    MeasureEntry,
    /// `windows-path`
    WindowsPath,
    /// `unknown-status`
    UnknownStatus,
    /// `unknown-theme`
    UnknownTheme,
    /// `unknown-actor`
    UnknownActor,
    /// `joined-names`
    JoinedNames,
    /// `name-variant`
    NameVariant,
    /// `repeated-word`
    RepeatedWord,
    /// `semicolon-in-name`
    SemicolonInName,
    /// `untitled-axis`
    UntitledAxis,
    /// `empty-themes`
    EmptyThemes,
    /// `long-title`
    LongTitle,
    /// `multiline-title`
    MultilineTitle,
    /// `end-before-start`
    EndBeforeStart,
    /// `two-amounts`
    TwoAmounts,
    /// `no-figure`
    NoFigure,
    /// `unknown-reference`
    UnknownReference,
    /// `reference-cycle`
    ReferenceCycle,
    /// `repeated-name`
    RepeatedName,
    /// `repeated-sub-action`
    RepeatedSubAction,
    /// `part-outside-action`
    PartOutsideAction,
    /// `done-in-future`
    DoneInFuture,
    /// `not-started-overdue`
    NotStartedOverdue,
    /// `unlisted-funder`
    UnlistedFunder,
    /// `ht-above-ttc`
    HtAboveTtc,
    /// `two-roles`
    TwoRoles,
    /// `part-without-whole`
    PartWithoutWhole,
    /// `parts-exceed-whole`
    PartsExceedWhole,
    /// `small-amount`
    SmallAmount,
    /// `similar-titles`
    SimilarTitles,
    /// `similar-actors`
    SimilarActors,
    /// `unused-entry`
    UnusedEntry,
    /// `unknown-in-view`
    UnknownInView,
    /// `formula-text`
    FormulaText,
    /// `personal-data`
    PersonalData,
    /// `capital-title`
    CapitalTitle,
    /// `trailing-blank`
    TrailingBlank,
    /// `reopened-action`
    ReopenedAction,
    /// `deleted-action`
    DeletedAction,
    /// `renamed-reference`
    RenamedReference,
    /// `voted-amount`
    VotedAmount,
    /// `bad-allow`
    BadAllow,
    /// `unused-allow`
    UnusedAllow,
}

/// Every rule, in the order of [`Rule`], with its name and the severity of its findings.
const RULES: &[(Rule, &str, Severity)] = &[
    (Rule::UnreadableFile, "unreadable-file", Severity::Error),
    (Rule::MissingFile, "missing-file", Severity::Error),
    (Rule::NotUtf8, "not-utf8", Severity::Error),
    (Rule::ByteOrderMark, "byte-order-mark", Severity::Warning),
    (Rule::EmptyFile, "empty-file", Severity::Error),
    (Rule::ConflictMarker, "conflict-marker", Severity::Error),
    (Rule::ControlCharacter, "control-character", Severity::Error),
    (Rule::StrayFile, "stray-file", Severity::Warning),
    (Rule::HiddenEnding, "hidden-ending", Severity::Error),
    (Rule::MisplacedFile, "misplaced-file", Severity::Error),
    (Rule::BadId, "bad-id", Severity::Error),
    (Rule::UnknownMeasure, "unknown-measure", Severity::Error),
    (Rule::DuplicateId, "duplicate-id", Severity::Error),
    (Rule::NewerFormat, "newer-format", Severity::Error),
    (Rule::Syntax, "syntax", Severity::Error),
    (Rule::UnknownKey, "unknown-key", Severity::Error),
    (Rule::StrayedKey, "strayed-key", Severity::Error),
    (Rule::LooseKey, "loose-key", Severity::Warning),
    (Rule::MissingKey, "missing-key", Severity::Error),
    (Rule::WrongType, "wrong-type", Severity::Error),
    (Rule::UnknownValue, "unknown-value", Severity::Error),
    (Rule::UnreadableDate, "unreadable-date", Severity::Error),
    (Rule::OngoingStart, "ongoing-start", Severity::Error),
    (Rule::TooManyDecimals, "too-many-decimals", Severity::Error),
    (Rule::NegativeAmount, "negative-amount", Severity::Error),
    (Rule::UnreadableAmount, "unreadable-amount", Severity::Error),
    (Rule::UpsideDownRange, "upside-down-range", Severity::Error),
    (Rule::BadReference, "bad-reference", Severity::Error),
    (Rule::BadMeasureKey, "bad-measure-key", Severity::Error),
    (Rule::ImplausibleYear, "implausible-year", Severity::Error),
    (Rule::EmptyText, "empty-text", Severity::Error),
    (Rule::MeasureEntry, "measure-entry", Severity::Error),
    (Rule::WindowsPath, "windows-path", Severity::Error),
    (Rule::UnknownStatus, "unknown-status", Severity::Error),
    (Rule::UnknownTheme, "unknown-theme", Severity::Error),
    (Rule::UnknownActor, "unknown-actor", Severity::Error),
    (Rule::JoinedNames, "joined-names", Severity::Error),
    (Rule::NameVariant, "name-variant", Severity::Warning),
    (Rule::RepeatedWord, "repeated-word", Severity::Error),
    (Rule::SemicolonInName, "semicolon-in-name", Severity::Error),
    (Rule::UntitledAxis, "untitled-axis", Severity::Error),
    (Rule::EmptyThemes, "empty-themes", Severity::Error),
    (Rule::LongTitle, "long-title", Severity::Error),
    (Rule::MultilineTitle, "multiline-title", Severity::Error),
    (Rule::EndBeforeStart, "end-before-start", Severity::Error),
    (Rule::TwoAmounts, "two-amounts", Severity::Error),
    (Rule::NoFigure, "no-figure", Severity::Error),
    (Rule::UnknownReference, "unknown-reference", Severity::Error),
    (Rule::ReferenceCycle, "reference-cycle", Severity::Error),
    (Rule::RepeatedName, "repeated-name", Severity::Error),
    (
        Rule::RepeatedSubAction,
        "repeated-sub-action",
        Severity::Error,
    ),
    (
        Rule::PartOutsideAction,
        "part-outside-action",
        Severity::Warning,
    ),
    (Rule::DoneInFuture, "done-in-future", Severity::Warning),
    (
        Rule::NotStartedOverdue,
        "not-started-overdue",
        Severity::Warning,
    ),
    (Rule::UnlistedFunder, "unlisted-funder", Severity::Warning),
    (Rule::HtAboveTtc, "ht-above-ttc", Severity::Warning),
    (Rule::TwoRoles, "two-roles", Severity::Warning),
    (
        Rule::PartWithoutWhole,
        "part-without-whole",
        Severity::Warning,
    ),
    (
        Rule::PartsExceedWhole,
        "parts-exceed-whole",
        Severity::Warning,
    ),
    (Rule::SmallAmount, "small-amount", Severity::Warning),
    (Rule::SimilarTitles, "similar-titles", Severity::Warning),
    (Rule::SimilarActors, "similar-actors", Severity::Warning),
    (Rule::UnusedEntry, "unused-entry", Severity::Warning),
    (Rule::UnknownInView, "unknown-in-view", Severity::Warning),
    (Rule::FormulaText, "formula-text", Severity::Warning),
    (Rule::PersonalData, "personal-data", Severity::Warning),
    (Rule::CapitalTitle, "capital-title", Severity::Warning),
    (Rule::TrailingBlank, "trailing-blank", Severity::Warning),
    (Rule::ReopenedAction, "reopened-action", Severity::Warning),
    (Rule::DeletedAction, "deleted-action", Severity::Warning),
    (Rule::RenamedReference, "renamed-reference", Severity::Error),
    (Rule::VotedAmount, "voted-amount", Severity::Warning),
    (Rule::BadAllow, "bad-allow", Severity::Warning),
    (Rule::UnusedAllow, "unused-allow", Severity::Warning),
];

impl Rule {
    /// The number of rules.
    pub const COUNT: usize = RULES.len();

    /// Every rule, in the order that they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        RULES.iter().map(|(rule, _, _)| *rule)
    }

    /// The rule of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|rule| rule.name() == name)
    }

    /// Its name, which never changes.
    pub fn name(self) -> &'static str {
        RULES[self as usize].1
    }

    /// Whether a comment may silence a finding of it: the plan can be read, and its source may really say so.
    pub fn has_exceptions(self) -> bool {
        let about_exceptions = matches!(self, Self::BadAllow | Self::UnusedAllow);
        // No comment can stand in a file that is gone.
        let has_a_file = self != Self::DeletedAction;
        let what_sources_say = matches!(self, Self::EndBeforeStart | Self::LongTitle);
        (self.severity() == Severity::Warning && !about_exceptions && has_a_file)
            || what_sources_say
    }

    /// Whether it compares the plan with an earlier one, and finds nothing without it.
    pub fn needs_base(self) -> bool {
        matches!(
            self,
            Self::ReopenedAction | Self::DeletedAction | Self::RenamedReference | Self::VotedAmount
        )
    }

    /// How grave its findings are.
    pub fn severity(self) -> Severity {
        RULES[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::{RULES, Rule};

    #[test]
    fn the_register_is_in_the_order_of_the_rules() {
        for (index, (rule, name, _)) in RULES.iter().enumerate() {
            assert_eq!(*rule as usize, index, "{name}");
            assert_eq!(Rule::named(name), Some(*rule));
        }
    }
}
