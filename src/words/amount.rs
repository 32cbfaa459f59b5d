//! Amounts, as a language writes them.

use crate::model::budget::{Cents, Figure};
use crate::model::digits::THOUSANDS;
use crate::words::{Lang, Word};

/// U+00A0 before the sign.
const BEFORE_SIGN: char = '\u{a0}';

impl Lang {
    /// An amount: `18 000 000 €`, `12,50 €`.
    pub fn money(self, amount: Cents) -> String {
        format!("{}{BEFORE_SIGN}€", self.number(amount))
    }

    fn number(self, amount: Cents) -> String {
        let grouped = amount.grouped(THOUSANDS);
        grouped.replace('.', self.word(Word::DECIMAL_POINT))
    }

    /// A figure: an amount, or `17 000 000 à 27 000 000 €`.
    pub fn figure(self, figure: Figure) -> String {
        self.bounds((figure.min(), figure.max()))
    }

    /// The least and the most, as one amount where they are one.
    pub fn bounds(self, (min, max): (Cents, Cents)) -> String {
        if min == max {
            self.money(min)
        } else {
            let (least, most) = (self.number(min), self.money(max));
            format!("{least} {} {most}", self.word(Word::TO))
        }
    }

    /// The least and the most in as few characters as say them exactly: `17 à 27 M€`, `7,055 M€`, `140 000 €`.
    pub fn short(self, (min, max): (Cents, Cents)) -> String {
        match (self.millions(min), self.millions(max)) {
            (Some(min), Some(max)) if min == max => format!("{min}{BEFORE_SIGN}M€"),
            (Some(min), Some(max)) => format!("{min} {} {max}{BEFORE_SIGN}M€", self.word(Word::TO)),
            _ => self.bounds((min, max)),
        }
    }

    /// An amount of a million or more in millions, where three decimals say it exactly.
    fn millions(self, amount: Cents) -> Option<String> {
        let thousands = amount.0 / 100_000;
        if thousands < 1_000 || amount.0 % 100_000 != 0 {
            return None;
        }
        let decimals = format!("{}{:03}", self.word(Word::DECIMAL_POINT), thousands % 1_000);
        let decimals = decimals.trim_end_matches('0').trim_end_matches(['.', ',']);
        Some(self.number(Cents(thousands / 1_000 * 100)) + decimals)
    }

    /// By how much the least and the most changed: `+1,2 M€`.
    pub fn amount_change(self, (min, max): (Cents, Cents)) -> String {
        let signed = |amount: Cents| {
            let sign = match amount.0 {
                ..0 => "−",
                0 => "",
                1.. => "+",
            };
            let size = Cents(amount.0.abs());
            format!("{sign}{}", self.short((size, size)))
        };
        if min == max {
            signed(min)
        } else {
            format!("minimum {}, maximum {}", signed(min), signed(max))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::budget::Cents;
    use crate::words::Lang;

    #[test]
    fn a_short_amount_is_exact() {
        for (min, max, expected) in [
            (18_000_000, 18_000_000, "18\u{a0}M€"),
            (7_055_000, 7_055_000, "7,055\u{a0}M€"),
            (17_000_000, 27_000_000, "17 à 27\u{a0}M€"),
            (5_760_000, 5_760_000, "5,76\u{a0}M€"),
            (1_234_567, 1_234_567, "1\u{202f}234\u{202f}567\u{a0}€"),
            (140_000, 140_000, "140\u{202f}000\u{a0}€"),
        ] {
            assert_eq!(
                Lang::Fr.short((Cents(min * 100), Cents(max * 100))),
                expected
            );
        }
    }

    #[test]
    fn amounts_are_set_the_french_way() {
        let english = Lang::En.money(Cents(1_250));
        assert_eq!(english, "12.50\u{a0}€");
        for (cents, expected) in [
            (0, "0\u{a0}€"),
            (1_250, "12,50\u{a0}€"),
            (1_800_000_000, "18\u{202f}000\u{202f}000\u{a0}€"),
            (99_900, "999\u{a0}€"),
            (100_000, "1\u{202f}000\u{a0}€"),
        ] {
            assert_eq!(Lang::Fr.money(Cents(cents)), expected);
        }
    }
}
