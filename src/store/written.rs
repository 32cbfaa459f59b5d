//! Amounts as people write them: `700 000`, `5_000_000 €`, `17 à 27 M€`, `7,055`. It only reads; whoever asks decides.

use crate::diagnostic::AmountText;
use crate::model::budget::Cents;

/// What an amount written for people says; none where the text is no amount.
pub fn amount(text: &str) -> Option<AmountText> {
    let mut rest: String = text
        .to_lowercase()
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '_')
        .collect();
    let mut written = AmountText {
        text: text.to_owned(),
        meant: None,
        range: None,
        approximate: false,
        basis: None,
    };
    for sign in ["environ", "env.", "~", "≈", "±"] {
        if let Some(stripped) = rest.strip_prefix(sign) {
            rest = stripped.to_owned();
            written.approximate = true;
        }
    }
    if let Some(stripped) = rest.strip_suffix('?') {
        rest = stripped.to_owned();
        written.approximate = true;
    }
    for (suffix, basis) in [("ht", "ht"), ("horstaxes", "ht"), ("ttc", "ttc")] {
        if let Some(stripped) = rest.strip_suffix(suffix) {
            rest = stripped.to_owned();
            written.basis = Some(basis);
        }
    }
    let (rest, factor) = without_unit(&rest);
    for joint in ["à", "-", "–"] {
        if let Some((low, high)) = rest.split_once(joint) {
            let (low, low_factor) = without_unit(low);
            let low_factor = if low_factor == 1 { factor } else { low_factor };
            let bounds = (cents(low, low_factor)?, cents(high, factor)?);
            written.range = Some((Cents(bounds.0?).written(), Cents(bounds.1?).written()));
            return Some(written);
        }
    }
    written.meant = cents(rest, factor)?.map(|cents| Cents(cents).written());
    Some(written)
}

/// The text without its unit, and how many euros the unit stands for.
fn without_unit(text: &str) -> (&str, i128) {
    const UNITS: &[(&str, i128)] = &[
        ("milliards€", 1_000_000_000),
        ("md€", 1_000_000_000),
        ("millionsd'euros", 1_000_000),
        ("millions€", 1_000_000),
        ("millions", 1_000_000),
        ("million", 1_000_000),
        ("m€", 1_000_000),
        ("meur", 1_000_000),
        ("k€", 1_000),
        ("keur", 1_000),
        ("euros", 1),
        ("euro", 1),
        ("eur", 1),
        ("€", 1),
    ];
    UNITS
        .iter()
        .find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor)))
        .unwrap_or((text, 1))
}

/// The cents that `digits` times `factor` euros make: no number at all, or one of unsure meaning (`7,055`).
fn cents(digits: &str, factor: i128) -> Option<Option<i128>> {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let separators = digits.matches([',', '.']).count();
    let (whole, decimals) = match digits.rsplit_once([',', '.']) {
        None => (digits.to_owned(), ""),
        Some((whole, decimals)) if separators == 1 => (whole.to_owned(), decimals),
        // `1.500.000`: points that set thousands apart.
        Some(_) => {
            let groups: Vec<&str> = digits.split(['.', ',']).collect();
            let one_kind = !(digits.contains('.') && digits.contains(','));
            let thousands = groups[1..].iter().all(|group| group.len() == 3);
            if !groups.iter().all(|group| plain(group)) {
                return None;
            }
            if !(one_kind && thousands) {
                return Some(None);
            }
            (groups.concat(), "")
        }
    };
    if !plain(&whole) || !(decimals.is_empty() || plain(decimals)) || digits.len() > 20 {
        return None;
    }
    if separators == 1 && decimals.is_empty() {
        return None;
    }
    if factor == 1 && separators == 1 && decimals.len() > 2 {
        return Some(None);
    }
    let scale = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let number: i128 = format!("{whole}{decimals}").parse().ok()?;
    let scaled = number.checked_mul(factor)?.checked_mul(100)?;
    Some((scaled % scale == 0).then_some(scaled / scale))
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn what_an_office_writes_is_read_or_left_open() {
        for (text, meant) in [
            ("700 000", Some("700_000")),
            ("700\u{202f}000\u{a0}€", Some("700_000")),
            ("5_000_000 €", Some("5_000_000")),
            ("700 000,00 €", Some("700_000")),
            ("12,50 €", Some("12.50")),
            ("45 M€", Some("45_000_000")),
            ("7,055 M€", Some("7_055_000")),
            ("1.500.000", Some("1_500_000")),
            ("300 k€", Some("300_000")),
            ("7,055", None),
            ("1.234,56", None),
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
        assert!(amount("50 000 € ?").is_some_and(|read| read.approximate));
        let basis = amount("154,2 M€ HT").and_then(|read| read.basis);
        assert_eq!(basis, Some("ht"));
    }
}
