//! What a spreadsheet shows of a number: the words of its format, the thousands that it hides, the zeros that it adds.
//!
//! The number that the cell holds is kept: what is rounded for the eye never takes its place.

use crate::import::cells::reading::on_one_line;
use crate::import::tables::book::{Cell, Formatted};
use crate::model::euros;

/// What a format shows of one number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    before: String,
    after: String,
    /// By how many thousands of thousands the number is shown smaller than it is.
    hidden: u32,
    is_percent: bool,
    /// The number alone, as it is shown.
    digits: String,
}

/// A sign of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sign {
    /// What stands for digits or their place: `0`, `#`, `?`, `.`, `,`, `%`.
    Mark(char),
    Words(String),
}

/// A part of a format, for the numbers that its condition or its place says.
#[derive(Debug, Clone, PartialEq, Default)]
struct Section {
    condition: Option<(String, f64)>,
    signs: Vec<Sign>,
    /// Whether it shows the number otherwise than by its digits: exponents, fractions, days.
    is_other: bool,
}

/// The format of a cell of numbers in Excel: `#,##0.00 "k€"`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NumberFormat {
    sections: Vec<Section>,
    /// Whether a day that it shows comes with its hour.
    pub shows_hours: bool,
}

impl NumberFormat {
    /// What a format code says.
    pub fn of(code: &str) -> Self {
        let mut format = Self::default();
        let mut section = Section::default();
        let mut letters = code.chars().peekable();
        let words = |section: &mut Section, text: &str| match section.signs.last_mut() {
            Some(Sign::Words(words)) => words.push_str(text),
            _ => section.signs.push(Sign::Words(text.to_owned())),
        };
        while let Some(letter) = letters.next() {
            match letter {
                ';' => format.sections.push(std::mem::take(&mut section)),
                '"' => {
                    let quoted: String = letters.by_ref().take_while(|next| *next != '"').collect();
                    words(&mut section, &quoted);
                }
                '\\' => words(&mut section, &String::from_iter(letters.next())),
                // A blank as wide as the next sign; the sign that fills the cell.
                '_' | '*' => {
                    letters.next();
                    words(&mut section, " ");
                }
                '[' => {
                    let inner: String = letters.by_ref().take_while(|next| *next != ']').collect();
                    let value = inner.trim_start_matches(['<', '>', '=']);
                    let sign = &inner[..inner.len() - value.len()];
                    if let Some(currency) = inner.strip_prefix('$') {
                        words(&mut section, currency.split('-').next().unwrap_or_default());
                    } else if let (false, Ok(value)) = (sign.is_empty(), value.parse()) {
                        section.condition = Some((sign.to_owned(), value));
                    }
                }
                '0' | '#' | '?' | '.' | ',' | '%' => section.signs.push(Sign::Mark(letter)),
                'G' if code.contains("General") => {
                    letters.by_ref().take("eneral".len()).for_each(drop);
                    section.is_other = true;
                    section.signs.push(Sign::Mark('#'));
                }
                'E' | 'e' | '/' | '@' | 'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 's' | 'S' | 'h'
                | 'H' => {
                    format.shows_hours |= letter.eq_ignore_ascii_case(&'h');
                    section.is_other = true;
                }
                other => words(&mut section, &other.to_string()),
            }
        }
        format.sections.push(section);
        format
    }

    /// What is shown of a number.
    pub fn look(&self, value: f64) -> Look {
        let is_met = |section: &&Section| {
            let (sign, bound) = section.condition.as_ref()?;
            Some(match sign.as_str() {
                "<" => value < *bound,
                "<=" => value <= *bound,
                ">" => value > *bound,
                ">=" => value >= *bound,
                "=" => value == *bound,
                _ => value != *bound,
            })
        };
        let mut sections = self.sections.iter();
        let section = match self.sections.len() {
            _ if sections.clone().any(|section| section.condition.is_some()) => {
                sections.find(|section| is_met(section) != Some(false))
            }
            2.. if value < 0.0 => sections.nth(1),
            3.. if value == 0.0 => sections.nth(2),
            _ => sections.next(),
        };
        section.map_or_else(Look::default, |section| section.look(value.abs()))
    }
}

impl Section {
    fn look(&self, value: f64) -> Look {
        let is_place = |sign: &Sign| matches!(sign, Sign::Mark('0' | '#' | '?'));
        let (Some(first), Some(last)) = (
            self.signs.iter().position(is_place),
            self.signs.iter().rposition(is_place),
        ) else {
            return Look::default();
        };
        let text = |signs: &[Sign]| {
            let words = signs.iter().filter_map(|sign| match sign {
                Sign::Words(words) => Some(words.as_str()),
                Sign::Mark(_) => None,
            });
            words.collect::<String>()
        };
        let is_mark = |mark: char| move |sign: &&Sign| **sign == Sign::Mark(mark);
        let point = self.signs.iter().position(|sign| is_mark('.')(&sign));
        let whole = &self.signs[first..point.unwrap_or(last + 1).clamp(first, last + 1)];
        let decimals = &self.signs[whole.len() + first..=last];
        let (before, after) = (&self.signs[..first], &self.signs[last + 1..]);
        let behind_number = after.iter().take_while(is_mark(',')).count();
        let behind_whole = whole.iter().rev().take_while(is_mark(',')).count();
        let mut look = Look {
            before: text(before),
            after: text(after),
            hidden: (behind_number + behind_whole) as u32,
            is_percent: self.signs.contains(&Sign::Mark('%')),
            digits: String::new(),
        };
        if self.is_other {
            return look;
        }
        let shown =
            value / 1000_f64.powi(look.hidden as i32) * if look.is_percent { 100.0 } else { 1.0 };
        let least = decimals.iter().filter(is_mark('0')).count();
        let most = decimals.iter().filter(|sign| is_place(sign)).count();
        let written = format!("{shown:.most$}");
        let (euros, cents) = written.split_once('.').unwrap_or((&written, ""));
        let mut rest = euros.trim_start_matches('0').chars().rev();
        let mut reversed = String::new();
        for sign in whole.iter().rev() {
            match sign {
                Sign::Mark('0') => reversed.push(rest.next().unwrap_or('0')),
                Sign::Mark('#' | '?') => reversed.extend(rest.next()),
                // What sets thousands apart is no part of a number.
                Sign::Words(words) if !words.trim().is_empty() => {
                    reversed.extend(words.chars().rev());
                }
                _ => {}
            }
        }
        reversed.extend(rest);
        look.digits = reversed.chars().rev().collect();
        let kept = cents.trim_end_matches('0').len().max(least);
        if kept > 0 {
            look.digits.push_str(&format!(".{}", &cents[..kept]));
        }
        look
    }
}

impl Look {
    /// What a text that a spreadsheet shows makes of the number that it holds: `1 500 k€` of 1500, or of 1500000.
    pub fn of_shown(shown: &str, held: &str) -> Self {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let (Some(first), Some(last)) = (shown.find(is_digit), shown.rfind(is_digit)) else {
            return Self::default();
        };
        let middle: String = shown[first..=last].split_whitespace().collect();
        let point = middle.replace(',', ".");
        let after = shown[last + 1..].trim_start();
        let held: f64 = held.parse().unwrap_or_default();
        let is_held = |number: f64, hidden: i32| {
            let unit = 1000_f64.powi(hidden);
            (number * unit - held.abs()).abs() <= unit / 2.0
        };
        let readings = [point.clone(), middle.replace([',', '.'], "")];
        let numbers = || readings.iter().filter_map(|text| text.parse::<f64>().ok());
        let hidden = (0..=3).find(|hidden| numbers().any(|number| is_held(number, *hidden)));
        Self {
            before: shown[..first].to_owned(),
            hidden: hidden.unwrap_or_default() as u32,
            is_percent: after.starts_with('%'),
            after: after.trim_start_matches('%').to_owned(),
            digits: point,
        }
    }

    /// The cell of a number that looks so.
    pub fn cell(&self, held: &str) -> Cell {
        let words = |text: &str| {
            let is_word = |letter: char| letter.is_alphanumeric() || "€$£¥%°".contains(letter);
            match text.contains(is_word) {
                true => text.trim_matches(['-', '+', '(', ')', ' ']).to_owned(),
                false => String::new(),
            }
        };
        let (before, after) = (words(&self.before), words(&self.after));
        let has_words = !before.is_empty() || !after.is_empty() || self.is_percent;
        let sign = if held.starts_with('-') { "-" } else { "" };
        let shown = match self.digits.as_str() {
            "" => held.to_owned(),
            digits => format!("{sign}{digits}"),
        };
        if !has_words && self.hidden == 0 && shown == held {
            return Cell::Number(held.to_owned());
        }
        let exact = as_computed(held);
        let hides = 1000_i128.checked_pow(self.hidden);
        let text = match unit(&after).filter(|(factor, _)| Some(*factor) == hides) {
            _ if self.hidden == 0 && self.is_percent => {
                let held: f64 = held.parse().unwrap_or_default();
                let percent = as_computed(&(held * 100.0).to_string());
                format!("{before} {percent} % {after}")
            }
            _ if self.hidden == 0 => format!("{before} {exact} {after}"),
            // The thousands that are hidden are told by the unit, or nobody knows what is meant.
            Some((_, rest)) => format!("{before} {exact} €{rest}"),
            None => format!("{before} {shown} {after} (= {held})"),
        };
        Cell::Formatted(Box::new(Formatted {
            number: held.to_owned(),
            shown,
            words: has_words.then(|| on_one_line(&text)),
            hidden: self.hidden,
        }))
    }
}

/// The unit of money that words begin with, and what stands behind it.
fn unit(words: &str) -> Option<(i128, &str)> {
    let mut found = words.char_indices().filter_map(|(at, letter)| {
        let (written, rest) = words.split_at(at + letter.len_utf8());
        let written: String = written.to_lowercase().split_whitespace().collect();
        let is_whole = !rest.starts_with(char::is_alphanumeric);
        let factor = euros::unit(&written).filter(|_| is_whole)?;
        Some((factor, rest))
    });
    found.next_back()
}

/// A number without the noise behind the 15 digits that a spreadsheet computes with.
pub fn as_computed(held: &str) -> String {
    const DIGITS: usize = 15;
    let written = held.bytes().filter(u8::is_ascii_digit).count();
    match held.parse::<f64>() {
        Ok(number) if written > DIGITS && held.contains('.') => {
            let rounded = format!("{number:.*e}", DIGITS - 1).parse();
            rounded.unwrap_or(number).to_string()
        }
        _ => held.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, NumberFormat, as_computed};
    use crate::import::tables::book::Cell;

    /// What the cell says, and how a code in it is shown.
    fn told(cell: &Cell) -> String {
        match cell {
            Cell::Formatted(one) => match &one.words {
                Some(words) => words.clone(),
                None => format!("{} = {} ×{}", one.shown, one.number, one.hidden),
            },
            other => other.text().into_owned(),
        }
    }

    #[test]
    fn a_format_says_the_unit_and_the_number_stays() {
        for (code, held, expected) in [
            ("General", "1500", "1500"),
            ("0", "1500", "1500"),
            ("#,##0", "1500000", "1500000"),
            ("#,##0 \"k€\"", "1500", "1500 k€"),
            ("#,##0\\ \"k€\"", "1499.625", "1499.625 k€"),
            ("#,##0,\" k€\"", "1499620", "1499620 €"),
            ("#,##0.0,,\" M€ HT\"", "1499620", "1499620 € HT"),
            ("0\" M€\"", "18", "18 M€"),
            ("#,##0 \"XPF\"", "1500000", "1500000 XPF"),
            ("[$CHF-807] #,##0", "12", "CHF 12"),
            ("#,##0.00 [$€-40C]", "300.0000000000001", "300 €"),
            ("[$-40C]#,##0", "12", "12"),
            ("# ##0.00 €", "300", "300 €"),
            (
                "_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-",
                "12.5",
                "12.5 €",
            ),
            ("#,##0 €;-#,##0 €", "-12", "-12 €"),
            (
                "[>=1000000]0.0,,\" M€\";[>=1000]0,\" k€\";0\" €\"",
                "2500000",
                "2500000 €",
            ),
            (
                "[>=1000000]0.0,,\" M€\";[>=1000]0,\" k€\";0\" €\"",
                "12",
                "12 €",
            ),
            ("#,##0,\" €\"", "1500000", "1500 € (= 1500000)"),
            ("#,##0,", "1500000", "1500 = 1500000 ×1"),
            ("0%", "0.25", "25 %"),
            ("0 \"ETP\"", "2", "2 ETP"),
            ("General\" t\"", "2.5", "2.5 t"),
            ("0.00", "3.1", "3.10 = 3.1 ×0"),
            ("0000", "12", "0012 = 12 ×0"),
            ("0\".\"0\".\"0", "123", "1.2.3 = 123 ×0"),
            ("0.##", "3.10", "3.1 = 3.10 ×0"),
            ("0.00E+00", "1500", "1500"),
            ("# ?/?", "0.5", "0.5"),
        ] {
            let value = held.parse().expect("a number");
            let cell = NumberFormat::of(code).look(value).cell(held);
            assert_eq!(told(&cell), expected, "{code}");
        }
    }

    #[test]
    fn what_is_shown_tells_what_the_number_is() {
        for (shown, held, expected) in [
            ("1500", "1500", "1500"),
            ("1 500 k€", "1500", "1500 k€"),
            ("1\u{202f}500 k€", "1499620", "1499620 €"),
            ("1.5 M€", "1499620", "1499620 €"),
            ("1 500 000 XPF", "1500000", "1500000 XPF"),
            ("25 %", "0.25", "25 %"),
            ("3,10", "3.1", "3.10 = 3.1 ×0"),
            ("1 500 €", "1500000", "1500 € (= 1500000)"),
            ("-", "0", "0"),
        ] {
            assert_eq!(
                told(&Look::of_shown(shown, held).cell(held)),
                expected,
                "{shown}"
            );
        }
    }

    #[test]
    fn the_noise_of_a_computed_number_goes() {
        for (held, expected) in [
            ("300.0000000000001", "300"),
            ("3.3000000000000003", "3.3"),
            ("0.5", "0.5"),
            ("12345678901234567890", "12345678901234567890"),
        ] {
            assert_eq!(as_computed(held), expected);
        }
    }
}
