//! Amounts as people write them where a file has numbers: `700 000`, `5_000_000 €`, `17 à 27 M€`, `7,055`.
//!
//! It only reads; whoever asks decides.

use crate::finding::AmountText;
use crate::model::euros::{self, WrittenNumber, without_unit};

/// The amount that people wrote; none where the text is no amount.
pub fn amount(text: &str) -> Option<AmountText> {
    let lowered = text.to_lowercase().replace('_', " ");
    let mut rest = lowered.trim();
    let mut written = AmountText {
        text: text.to_owned(),
        meant: None,
        range: None,
        approximate: false,
        unsure: false,
        basis: None,
    };
    for sign in ["environ", "env.", "~", "≈", "±"] {
        if let Some(stripped) = rest.strip_prefix(sign) {
            rest = stripped.trim_start();
            written.approximate = true;
        }
    }
    if let Some(stripped) = rest.strip_suffix('?') {
        rest = stripped.trim_end();
        written.unsure = true;
    }
    for (suffix, basis) in [("ht", "ht"), ("hors taxes", "ht"), ("ttc", "ttc")] {
        if let Some(stripped) = rest.strip_suffix(suffix) {
            rest = stripped.trim_end();
            written.basis = Some(basis);
        }
    }
    let (rest, factor) = without_unit(rest);
    let factor = factor.unwrap_or(1);
    for joint in ["à", "-", "–"] {
        if let Some((low, high)) = rest.split_once(joint) {
            let (low, own) = without_unit(low);
            let low = number(low, own.unwrap_or(factor))?;
            let high = number(high, factor)?;
            written.range = Some((low?, high?));
            return Some(written);
        }
    }
    written.meant = number(rest, factor)?;
    Some(written)
}

/// The amount as a file writes it: no number at all, or one of unsure meaning.
fn number(text: &str, factor: i128) -> Option<Option<String>> {
    match euros::amount(text, factor)? {
        WrittenNumber::Sure(cents) => Some(Some(cents.written())),
        WrittenNumber::Unsure => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn what_an_office_writes_is_read_or_left_open() {
        for (text, meant) in [
            ("700 000", Some("700_000")),
            ("1,000_000", None),
            ("700\u{202f}000\u{a0}€", Some("700_000")),
            ("5_000_000 €", Some("5_000_000")),
            ("700 000,00 €", Some("700_000")),
            ("12,50 €", Some("12.50")),
            ("45 M€", Some("45_000_000")),
            ("7,055 M€", Some("7_055_000")),
            ("1.500.000", Some("1_500_000")),
            ("300 k€", Some("300_000")),
            ("7,055", None),
            ("1.234,56", Some("1234.56")),
        ] {
            let read = amount(text).unwrap_or_else(|| panic!("{text} is an amount"));
            assert_eq!(read.meant.as_deref(), meant, "{text}");
        }
        for text in ["En cours", "", "2019-05-12x", "12/05/2019", "5%", "€", "5."] {
            assert!(amount(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_range_a_doubt_and_a_basis_are_kept() {
        let range = amount("17 à 27 M€").and_then(|read| read.range);
        assert_eq!(
            range,
            Some(("17_000_000".to_owned(), "27_000_000".to_owned()))
        );
        assert!(amount("50 000 € ?").is_some_and(|read| read.unsure));
        let basis = amount("154,2 M€ HT").and_then(|read| read.basis);
        assert_eq!(basis, Some("ht"));
    }
}
