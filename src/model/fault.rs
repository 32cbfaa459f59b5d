//! The reason why a value is refused, in a form that survives serde's error strings.

use strum::{Display, EnumIter, EnumString};

/// The fault of a value whose type is right; printed, it is a word that it is read back from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumIter, EnumString)]
#[strum(serialize_all = "kebab-case")]
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

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::Fault;

    #[test]
    fn a_token_reads_back_as_its_fault() {
        for fault in Fault::iter() {
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
    }
}
