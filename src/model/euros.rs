//! The numbers and units in which people write money: `700 000,00`, `1.500.000`, `M€`. It knows no sentence around them.

use crate::model::budget::{Cents, LIMIT};

/// The value of a number that a person wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenNumber {
    /// It can be no other amount.
    Sure(Cents),
    /// It may be several amounts (`7,055`), or none that is exact to the cent.
    Unsure,
}

/// A unit, without blanks, in small letters, and the euros that it stands for.
const UNITS: &[(&str, i128)] = &[
    ("€", 1),
    ("eur", 1),
    ("euro", 1),
    ("euros", 1),
    ("k€", 1_000),
    ("keur", 1_000),
    ("keuro", 1_000),
    ("keuros", 1_000),
    ("milleeuros", 1_000),
    ("milliersd'euros", 1_000),
    ("m€", 1_000_000),
    ("meur", 1_000_000),
    ("meuro", 1_000_000),
    ("meuros", 1_000_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("million€", 1_000_000),
    ("millions€", 1_000_000),
    ("millionseuros", 1_000_000),
    ("milliond'euros", 1_000_000),
    ("millionsd'euros", 1_000_000),
    ("millionsd'€", 1_000_000),
    ("millioneuros", 1_000_000),
    ("md€", 1_000_000_000),
    ("mds€", 1_000_000_000),
    ("milliard€", 1_000_000_000),
    ("milliards€", 1_000_000_000),
    ("milliardd'euros", 1_000_000_000),
    ("milliardsd'euros", 1_000_000_000),
];

/// The euros that a unit stands for; `unit` is in small letters, without blanks.
pub fn unit(unit: &str) -> Option<i128> {
    let found = UNITS.iter().find(|(spelling, _)| *spelling == unit);
    found.map(|(_, factor)| *factor)
}

/// The text, in small letters, before the unit that ends it, and how many euros the unit stands for.
pub fn without_unit(text: &str) -> (&str, Option<i128>) {
    let before = |spelling: &str| {
        let mut rest = text.trim_end();
        for letter in spelling.chars().rev() {
            rest = rest.strip_suffix(letter)?.trim_end();
        }
        Some(rest)
    };
    UNITS
        .iter()
        .filter_map(|(spelling, factor)| Some((before(spelling)?, Some(*factor))))
        // The longest spelling leaves the least.
        .min_by_key(|(rest, _)| rest.len())
        .unwrap_or((text, None))
}

/// The amount of a number in units of `factor` euros; none where the text is no number.
///
/// Thousands may be set apart by blanks, points, commas or apostrophes, the decimals by a point or a comma. Three digits
/// behind the only sign may be thousands or decimals: only of millions and more are they surely decimals, behind a comma.
pub fn amount(text: &str, factor: i128) -> Option<WrittenNumber> {
    let is_sign = |letter: char| letter.is_whitespace() || ".,'’".contains(letter);
    let text = text.trim();
    let groups: Vec<&str> = text.split(is_sign).collect();
    let digits =
        |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !groups.iter().all(digits) {
        return None;
    }
    let signs: Vec<char> = text
        .chars()
        .filter(|letter| is_sign(*letter))
        .map(|sign| match sign {
            '’' => '\'',
            sign if sign.is_whitespace() => ' ',
            sign => sign,
        })
        .collect();
    let read = parts(&groups, &signs, factor)
        .and_then(|(whole, decimals)| exact(&whole, decimals, factor));
    Some(read.map_or(WrittenNumber::Unsure, WrittenNumber::Sure))
}

/// The whole part and the decimals of a number, where its signs leave no doubt.
fn parts<'a>(groups: &[&'a str], signs: &[char], factor: i128) -> Option<(String, &'a str)> {
    let (last, heads) = groups.split_last()?;
    let Some((sign, before)) = signs.split_last() else {
        return Some(((*last).to_owned(), ""));
    };
    let are_thousands = |groups: &[&str]| {
        let (first, rest) = (groups[0], &groups[1..]);
        // `0 123` lost a sign or a digit.
        let is_whole = rest.is_empty() || !first.starts_with('0');
        is_whole && first.len() <= 3 && rest.iter().all(|group| group.len() == 3)
    };
    let is_decimal_sign = [',', '.'].contains(sign);
    if before.is_empty() && is_decimal_sign {
        let is_sure = match last.len() {
            3 => heads[0] == "0" || (*sign == ',' && factor >= 1_000_000),
            _ => true,
        };
        return is_sure.then(|| (heads[0].to_owned(), *last));
    }
    if signs.iter().all(|other| other == sign) {
        return are_thousands(groups).then(|| (groups.concat(), ""));
    }
    let of_one_kind = before.iter().all(|other| other == &before[0]);
    let is_sure = is_decimal_sign && of_one_kind && last.len() < 3 && are_thousands(heads);
    is_sure.then(|| (heads.concat(), *last))
}

/// The cents, where the number is exact to the cent and no more than a plan can hold.
fn exact(whole: &str, decimals: &str, factor: i128) -> Option<Cents> {
    /// More digits than any amount has, and no more than the arithmetic bears.
    const DIGITS: usize = 20;
    let digits = format!("{whole}{decimals}");
    if digits.len() > DIGITS {
        return None;
    }
    let scale = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let number: i128 = digits.parse().ok()?;
    let scaled = number.checked_mul(factor)?.checked_mul(100)?;
    let cents = scaled / scale;
    (scaled % scale == 0 && cents <= LIMIT).then_some(Cents(cents))
}

#[cfg(test)]
mod tests {
    use super::{WrittenNumber, amount, unit, without_unit};
    use crate::model::budget::Cents;
    use crate::model::digits::THOUSANDS;
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn a_number_is_an_amount_or_unsure_or_none() {
        const UNSURE: Option<Option<&str>> = Some(None);
        const NONE: Option<Option<&str>> = None;
        for (text, factor, expected) in [
            ("45000", 1, Some(Some("45_000"))),
            ("700 000,00", 1, Some(Some("700_000"))),
            ("700\u{202f}000", 1, Some(Some("700_000"))),
            ("1'500'000", 1, Some(Some("1_500_000"))),
            ("12,5", 1, Some(Some("12.50"))),
            ("1.500.000", 1, Some(Some("1_500_000"))),
            ("1,500,000.5", 1, Some(Some("1_500_000.50"))),
            ("1.234,56", 1, Some(Some("1234.56"))),
            ("7,055", 1_000_000, Some(Some("7_055_000"))),
            ("0.055", 1_000_000, Some(Some("55_000"))),
            ("1,2345", 1_000_000, Some(Some("1_234_500"))),
            ("7,055", 1, UNSURE),
            ("1,500", 1_000, UNSURE),
            ("1.500", 1_000_000, UNSURE),
            ("1 500,000", 1, UNSURE),
            ("12 50", 1, UNSURE),
            ("2019 000", 1, UNSURE),
            ("1.50.000", 1, UNSURE),
            ("1 500.000", 1, UNSURE),
            ("0 123", 1, UNSURE),
            ("020 000", 1, UNSURE),
            ("12,3456", 1, UNSURE),
            ("2000000", 1_000_000, UNSURE),
            ("5.", 1, NONE),
            ("", 1, NONE),
            ("１２", 1, NONE),
            ("-5", 1, NONE),
        ] {
            let read = amount(text, factor).map(|written| match written {
                WrittenNumber::Sure(cents) => Some(cents.written()),
                WrittenNumber::Unsure => None,
            });
            let expected = expected.map(|sure| sure.map(str::to_owned));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn the_longest_unit_ends_a_text() {
        for (text, expected) in [
            ("17 à 27 m€", ("17 à 27", Some(1_000_000))),
            ("5 millions d'euros", ("5", Some(1_000_000))),
            ("300 k €", ("300", Some(1_000))),
            ("300€", ("300", Some(1))),
            ("300", ("300", None)),
        ] {
            assert_eq!(without_unit(text), expected, "{text}");
        }
        assert_eq!(unit("millions€"), Some(1_000_000));
        assert_eq!(unit("francs"), None);
    }

    proptest! {
        #[test]
        fn an_amount_set_the_french_way_reads_back(cents in 0i128..100_000_000_000_000) {
            let written = Cents(cents).grouped(THOUSANDS).replace('.', ",");
            prop_assert_eq!(amount(&written, 1), Some(WrittenNumber::Sure(Cents(cents))));
        }

        #[test]
        fn no_number_makes_the_reader_panic(text in "[0-9., ']{0,40}") {
            amount(&text, 1_000_000_000);
        }
    }
}
