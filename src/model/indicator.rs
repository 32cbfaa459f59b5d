//! What an action is measured by.

use std::collections::BTreeMap;
use std::fmt::{Formatter, Result as FmtResult};

use chrono::Datelike;
use derive_more::Display;
use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

use crate::model::budget::{NUMBER, number};
use crate::model::date::Date;

/// A number as it is written, so that none is rounded.
#[derive(Debug, Display, Clone, PartialEq, Eq)]
pub struct Decimal(pub String);

struct DecimalVisitor;

impl<'de> Visitor<'de> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        formatter.write_str("a number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
        let text = text.trim_start_matches('+');
        let digits = text.trim_start_matches('-');
        let plain = digits
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        // Exponents, `inf` and `nan` are numbers to TOML, and no measurement.
        if plain {
            Ok(Decimal(text.to_owned()))
        } else {
            Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<Decimal, D::Error> {
        self.visit_str(Number::deserialize(json)?.as_str())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NUMBER, DecimalVisitor)
    }
}

/// An indicator: a quantity, where it stood, where it should go, and what was measured.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The plan's own name of the indicator among others (`3.a`), by which it is known under another wording too.
    pub id: Option<String>,
    /// What is measured.
    pub name: String,
    /// The unit it is measured in.
    pub unit: Option<String>,
    /// The value before the action.
    pub baseline: Option<Decimal>,
    /// The value aimed at.
    pub target: Option<Decimal>,
    /// When the target should be reached.
    pub by: Option<Date>,
    /// The measured values by year.
    #[serde(default)]
    pub values: BTreeMap<String, Decimal>,
}

impl Decimal {
    /// The number in units of its last decimal of `places`, where so many say it.
    fn scaled(&self, places: usize) -> Option<i128> {
        let (whole, decimals) = self.0.split_once('.').unwrap_or((&self.0, ""));
        format!("{whole}{decimals:0<places$}").parse().ok()
    }

    fn places(&self) -> usize {
        self.0
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len())
    }
}

impl Decimal {
    /// The number of so many units of its last decimal of `places`, without zeros at its end.
    fn of_scaled(units: i128, places: usize) -> Self {
        let sign = if units < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
        let (whole, decimals) = digits.split_at(digits.len() - places);
        let decimals = decimals.trim_end_matches('0');
        let point = if decimals.is_empty() { "" } else { "." };
        Self(format!("{sign}{whole}{point}{decimals}"))
    }

    /// The number less another one; none where they are too large.
    pub fn less(&self, other: &Self) -> Option<Self> {
        let places = self.places().max(other.places());
        let units = self.scaled(places)?.checked_sub(other.scaled(places)?)?;
        Some(Self::of_scaled(units, places))
    }
}

impl Indicator {
    /// The last measured value, and its year.
    pub fn last(&self) -> Option<(i32, &Decimal)> {
        let (year, value) = self.values.last_key_value()?;
        Some((year.parse().ok()?, value))
    }

    /// Where a straight way from the baseline, taken in the year `from`, to the target at its day leads in `year`: to a
    /// decimal more than either states; the target from its year on. None where one is missing or the way has no length.
    pub fn expected(&self, from: i32, year: i32) -> Option<Decimal> {
        let (baseline, target) = (self.baseline.as_ref()?, self.target.as_ref()?);
        let to = self.by?.period()?.latest().year();
        let length = i128::from(to.checked_sub(from).filter(|years| *years > 0)?);
        let gone = i128::from(year.clamp(from, to) - from);
        let places = baseline.places().max(target.places()) + 1;
        let (start, end) = (baseline.scaled(places)?, target.scaled(places)?);
        let way = end.checked_sub(start)?.checked_mul(gone)?.checked_mul(2)?;
        // Rounded to the nearest, half away from zero.
        let rounded = (way + length * way.signum()) / (2 * length);
        Some(Decimal::of_scaled(start + rounded, places))
    }

    /// The values that are ten times larger or smaller than both the number before and the one after: the baseline, the
    /// values year by year, the target.
    pub fn odd_values(&self) -> Vec<(&str, &Decimal)> {
        let values = self.values.iter();
        let values = values.map(|(year, value)| (Some(year.as_str()), value));
        let ends = |end| Option::into_iter(end).map(|end: &Decimal| (None, end));
        let numbers = ends(self.baseline.as_ref())
            .chain(values)
            .chain(ends(self.target.as_ref()));
        let numbers: Vec<(Option<&str>, &Decimal)> = numbers.collect();
        let places = numbers.iter().map(|(_, number)| number.places()).max();
        let size = |number: &Decimal| {
            let units = number.scaled(places.unwrap_or_default());
            units.filter(|units| *units > 0)
        };
        let odd = numbers.windows(3).filter_map(|window| {
            let [(_, before), (year, value), (_, after)] = window else {
                return None;
            };
            let [before, now, after] = [before, value, after].map(|number| size(number));
            let (before, now, after) = (before?, now?, after?);
            let is_odd = now / 10 >= before.max(after) || before.min(after) / 10 >= now;
            is_odd.then_some(((*year)?, *value))
        });
        odd.collect()
    }

    /// How much of the way from the baseline to the target the last measured value has gone, in whole percent
    /// rounded down; backwards where negative.
    pub fn reached(&self) -> Option<i128> {
        let (_, last) = self.values.last_key_value()?;
        let numbers = [self.baseline.as_ref()?, self.target.as_ref()?, last];
        let places = numbers.map(Decimal::places).into_iter().max()?;
        let [from, to, now] = numbers.map(|number| number.scaled(places));
        let (way, gone) = (to?.checked_sub(from?)?, now?.checked_sub(from?)?);
        let gone = gone.checked_mul(100 * way.signum())?;
        gone.checked_div_euclid(way.checked_abs()?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Indicator};

    #[test]
    fn the_way_to_a_target_is_straight_and_ends_there() {
        let number = |text: &str| Some(Decimal(text.to_owned()));
        let indicator = |baseline, target, by: &str| Indicator {
            baseline: number(baseline),
            target: number(target),
            by: by.parse().ok(),
            ..Indicator::default()
        };
        for (baseline, target, by, year, expected) in [
            ("3", "12", "2030", 2026, "8.4"),
            ("3", "12", "2030", 2020, "3"),
            ("3", "12", "2030", 2035, "12"),
            ("100", "50", "fin 2026", 2021, "91.7"),
            ("0", "-1", "2023", 2022, "-0.7"),
        ] {
            let way = indicator(baseline, target, by).expected(2020, year);
            assert_eq!(way, number(expected), "{baseline} {target} {by} {year}");
        }
        for by in ["2020", "2019", "?", "en continu"] {
            assert_eq!(indicator("3", "12", by).expected(2020, 2026), None, "{by}");
        }
        let less =
            |one: &str, other: &str| Decimal(one.to_owned()).less(&Decimal(other.to_owned()));
        assert_eq!(less("9", "7.5"), number("1.5"));
        assert_eq!(less("0.25", "1"), number("-0.75"));
    }

    #[test]
    fn what_is_reached_is_rounded_down() {
        let number = |text: &str| (!text.is_empty()).then(|| Decimal(text.to_owned()));
        for (baseline, target, value, expected) in [
            ("10.5", "98.75", "12.25", Some(1)),
            ("0", "3", "2", Some(66)),
            ("100", "50", "75.5", Some(49)),
            ("-0.5", "0.5", "0", Some(50)),
            ("0", "10", "-0.1", Some(-1)),
            ("0", "10", "12", Some(120)),
            ("5", "5", "5", None),
            ("", "5", "5", None),
            ("5", "", "5", None),
        ] {
            let indicator = Indicator {
                baseline: number(baseline),
                target: number(target),
                values: number(value)
                    .map(|value| ("2023".to_owned(), value))
                    .into_iter()
                    .collect(),
                ..Indicator::default()
            };
            assert_eq!(indicator.reached(), expected, "{baseline} {target} {value}");
        }
    }
}
