//! The fields of a sub-action, a budget line, an indicator and a total: one name for exports and their schemas.

use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// A field of the tables that stand beside the actions'. Its name is the same in every export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "a field is the key of its name, documented in `action.rs` and `budget.rs`"
)]
pub enum Field {
    Action,
    ActionTitle,
    SubAction,
    Position,
    Label,
    AmountMin,
    AmountMax,
    HtMin,
    HtMax,
    TtcMin,
    TtcMax,
    Approximate,
    Unsure,
    Per,
    Year,
    Kind,
    Spent,
    SpentOn,
    Funder,
    OfWhich,
    IncludedIn,
    Note,
    Name,
    Unit,
    Baseline,
    Target,
    By,
    Values,
    Actions,
    WithFigure,
    WithoutFigure,
    ActionsDropped,
    #[strum(serialize = "min")]
    Minimum,
    #[strum(serialize = "max")]
    Maximum,
    #[strum(serialize = "min_without_dropped")]
    MinimumWithoutDropped,
    #[strum(serialize = "max_without_dropped")]
    MaximumWithoutDropped,
    LinesUnknown,
    LinesRange,
    LinesApproximate,
    LinesUnsure,
    LinesBasisUnstated,
    LinesOtherBasis,
    LinesElsewhere,
    LinesOfWhich,
    YearlyMin,
    YearlyMax,
    #[strum(serialize = "yearly_lines_unknown")]
    YearlyUnknown,
}

impl Field {
    /// Every field.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    /// The name in exports.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
