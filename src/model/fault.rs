//! The reason why a value is refused, in a form that survives serde's error strings.

use std::fmt::{Display, Formatter, Result};

/// The fault of a value whose type is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The text is no date that the plan knows.
    Date,
    /// `en continu` has a meaning for an end only.
    OngoingStart,
    /// An amount has more than two decimals.
    Decimals,
    /// An amount is below zero.
    Negative,
    /// An amount is no finite number below a thousand billion euros.
    Amount,
    /// A range's minimum is above its maximum.
    UpsideDown,
    /// The text is no action id.
    Id,
    /// The text is no measure code or key.
    Measure,
    /// The year is outside 1900 to 2200.
    Year,
    /// The text is empty.
    Empty,
    /// The table gives neither of two keys that it needs one of.
    MeasureEntry,
}

const TOKENS: &[(Fault, &str)] = &[
    (Fault::Date, "fault:date"),
    (Fault::OngoingStart, "fault:ongoing-start"),
    (Fault::Decimals, "fault:decimals"),
    (Fault::Negative, "fault:negative"),
    (Fault::Amount, "fault:amount"),
    (Fault::UpsideDown, "fault:upside-down"),
    (Fault::Id, "fault:id"),
    (Fault::Measure, "fault:measure"),
    (Fault::Year, "fault:year"),
    (Fault::Empty, "fault:empty"),
    (Fault::MeasureEntry, "fault:measure-entry"),
];

impl Fault {
    /// The fault that `token`, as printed by `Display`, stands for.
    pub fn from_token(token: &str) -> Option<Self> {
        TOKENS
            .iter()
            .find(|(_, known)| *known == token)
            .map(|(fault, _)| *fault)
    }
}

impl Display for Fault {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let token = TOKENS.iter().find(|(fault, _)| fault == self);
        formatter.write_str(token.map_or("fault", |(_, token)| token))
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, TOKENS};

    #[test]
    fn a_token_reads_back_as_its_fault() {
        for (fault, _) in TOKENS {
            assert_eq!(Fault::from_token(&fault.to_string()), Some(*fault));
        }
    }
}
