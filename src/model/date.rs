//! Dates of known precision, each an interval of days.

use std::fmt::{self, Formatter, Result as FmtResult};
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use derive_more::Display;
use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::model::fault::Fault;
use crate::model::fold::fold;
use crate::model::name::UNKNOWN;

/// The marker by which a reader is asked for a date: a string, a bare year or a native date.
pub const DATE: &str = "plan::Date";

/// The years that a plan may speak of.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// When something starts or ends, as far as the plan says it.
#[derive(Debug, Display, Clone, Copy, PartialEq, Eq, Default)]
pub enum Date {
    /// `"?"`: stated as unknown.
    #[default]
    #[display("{UNKNOWN}")]
    Unknown,
    /// `"en continu"`: it has no end.
    #[display("{ONGOING}")]
    Ongoing,
    /// Some day of a period.
    Within(Period),
}

/// A stretch of the calendar: what "in 2019" or "in the summer of 2019" names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// One day.
    Day(NaiveDate),
    /// A month of a year, 1 to 12.
    Month(i32, u32),
    /// A whole year.
    Year(i32),
    /// A named part of a year.
    Part(Part, i32),
}

/// A part of a year that French plans name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Printemps: 1 March to 20 June.
    Spring,
    /// Été: 1 June to 22 September.
    Summer,
    /// Automne: 1 September to 21 December.
    Autumn,
    /// Hiver N: 1 January N to 20 March N + 1, the widest reading.
    Winter,
    /// Début: January to April.
    Early,
    /// Mi: May to August.
    Middle,
    /// Fin: September to December.
    Late,
    /// A quarter, 1 to 4.
    Quarter(u32),
    /// A half, 1 or 2.
    Half(u32),
}

impl Part {
    /// Every part.
    pub fn all() -> impl Iterator<Item = Self> {
        let seasons = SEASONS.iter().map(|(_, part)| *part);
        let numbered = (1..=4).map(Self::Quarter).chain((1..=2).map(Self::Half));
        std::iter::once(Self::Middle).chain(seasons).chain(numbered)
    }

    /// First month and day, last month and day, and by how many years the last day is later.
    fn bounds(self) -> ((u32, u32), (u32, u32), i32) {
        match self {
            Self::Spring => ((3, 1), (6, 20), 0),
            Self::Summer => ((6, 1), (9, 22), 0),
            Self::Autumn => ((9, 1), (12, 21), 0),
            Self::Winter => ((1, 1), (3, 20), 1),
            Self::Early => ((1, 1), (4, 30), 0),
            Self::Middle => ((5, 1), (8, 31), 0),
            Self::Late => ((9, 1), (12, 31), 0),
            Self::Quarter(number) => months(number * 3 - 2, number * 3),
            Self::Half(number) => months(number * 6 - 5, number * 6),
        }
    }
}

fn months(first: u32, last: u32) -> ((u32, u32), (u32, u32), i32) {
    let last_day = if last == 6 || last == 9 { 30 } else { 31 };
    ((first, 1), (last, last_day), 0)
}

impl Period {
    /// The earliest day this period may mean.
    pub fn earliest(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => day(year, month, 1),
            Self::Year(year) => day(year, 1, 1),
            Self::Part(part, year) => {
                let ((month, first), _, _) = part.bounds();
                day(year, month, first)
            }
        }
    }

    /// The latest day this period may mean.
    pub fn latest(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Month(year, 12) => day(year, 12, 31),
            Self::Month(year, month) => day(year, month + 1, 1) - Days::new(1),
            Self::Year(year) => day(year, 12, 31),
            Self::Part(part, year) => {
                let (_, (month, last), years) = part.bounds();
                day(year + years, month, last)
            }
        }
    }

    /// Tells whether every day this may mean comes before every day the other may mean.
    pub fn surely_before(self, other: Self) -> bool {
        self.latest() < other.earliest()
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day)
        .expect("a month of a year between 1900 and 2201 has this day")
}

impl Date {
    /// The period, where the date names one.
    pub fn period(self) -> Option<Period> {
        match self {
            Self::Within(period) => Some(period),
            Self::Unknown | Self::Ongoing => None,
        }
    }
}

pub(super) const ONGOING: &str = "en continu";

pub(super) const SEASONS: &[(&str, Part)] = &[
    ("printemps", Part::Spring),
    ("été", Part::Summer),
    ("automne", Part::Autumn),
    ("hiver", Part::Winter),
    ("début", Part::Early),
    ("fin", Part::Late),
];

/// The months, as dates name them.
pub const MONTHS: &[&str] = &[
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

impl FromStr for Date {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text == UNKNOWN {
            return Ok(Self::Unknown);
        }
        match text.parse() {
            Ok(period) => Ok(Self::Within(period)),
            Err(_) if fold(text) == ONGOING => Ok(Self::Ongoing),
            Err(fault) => Err(fault),
        }
    }
}

impl FromStr for Period {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        iso(text)
            .or_else(|| slashed(text))
            .or_else(|| worded(text))
            .filter(|period| period.is_in_reach())
            .ok_or(Fault::Date)
    }
}

impl Period {
    fn is_in_reach(self) -> bool {
        let year = match self {
            Self::Day(day) => chrono::Datelike::year(&day),
            Self::Month(year, _) | Self::Year(year) | Self::Part(_, year) => year,
        };
        YEARS.contains(&year)
    }
}

/// `2019`, `2019-05`, `2019-05-12`.
fn iso(text: &str) -> Option<Period> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let year = i32::try_from(year).ok()?;
    let month = parts.next().map(|part| number(part, 2));
    let day = parts.next().map(|part| number(part, 2));
    match (month, day, parts.next()) {
        (None, None, None) => Some(Period::Year(year)),
        (Some(month), None, None) => month_of(year, month?),
        (Some(month), Some(day), None) => {
            NaiveDate::from_ymd_opt(year, month?, day?).map(Period::Day)
        }
        _ => None,
    }
}

/// `12/05/2019`, day first; `05/2019`.
fn slashed(text: &str) -> Option<Period> {
    let parts: Vec<&str> = text.split('/').collect();
    let year = i32::try_from(number(parts.last()?, 4)?).ok()?;
    match parts[..] {
        [month, _] => month_of(year, short_number(month)?),
        [day, month, _] => {
            NaiveDate::from_ymd_opt(year, short_number(month)?, short_number(day)?).map(Period::Day)
        }
        _ => None,
    }
}

/// What somebody may have meant by digits that are no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeantDay {
    /// This day, written otherwise.
    Day(NaiveDate),
    /// A day that the month does not have: its last one.
    BehindLast(NaiveDate),
}

impl MeantDay {
    /// The day of `12/05/19`, `12.05.2019`, `2019/05/12` or `12/31/2019`; the end of February for `31/02/2022`.
    pub fn of(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
        let (year, month, day) = match parts[..] {
            [year, month, day] if year.len() == 4 => (year, month, day),
            [day, month, year] => (year, month, day),
            _ => return None,
        };
        let year = match year.len() {
            2 => 2000 + number(year, 2)?,
            _ => number(year, 4)?,
        };
        let (year, month, day) = (
            i32::try_from(year).ok()?,
            short_number(month)?,
            short_number(day)?,
        );
        // Whoever writes the month first means no other day.
        let (month, day) = if month > 12 {
            (day, month)
        } else {
            (month, day)
        };
        let last = month_of(year, month)
            .filter(|month| month.is_in_reach())?
            .latest();
        let meant = NaiveDate::from_ymd_opt(year, month, day);
        Some(meant.map_or(Self::BehindLast(last), Self::Day))
    }
}

/// `été 2019`, `mi-2020`, `T3 2020`, `mai 2019`, in any case and without accents too.
fn worded(text: &str) -> Option<Period> {
    let folded = fold(text);
    let (word, year) = folded.rsplit_once(' ')?;
    let year = i32::try_from(number(year, 4)?).ok()?;
    if let Some((_, part)) = SEASONS.iter().find(|(name, _)| fold(name) == word) {
        return Some(Period::Part(*part, year));
    }
    if let Some(index) = MONTHS.iter().position(|month| fold(month) == word) {
        return month_of(year, u32::try_from(index).ok()? + 1);
    }
    let part = match word {
        "mi" => Part::Middle,
        "t1" => Part::Quarter(1),
        "t2" => Part::Quarter(2),
        "t3" => Part::Quarter(3),
        "t4" => Part::Quarter(4),
        "s1" => Part::Half(1),
        "s2" => Part::Half(2),
        _ => return None,
    };
    Some(Period::Part(part, year))
}

fn month_of(year: i32, month: u32) -> Option<Period> {
    (1..=12)
        .contains(&month)
        .then_some(Period::Month(year, month))
}

/// The number that exactly `digits` ASCII digits write.
fn number(text: &str, digits: usize) -> Option<u32> {
    let all_digits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| text.parse().ok())?
}

fn short_number(text: &str) -> Option<u32> {
    number(text, 1).or_else(|| number(text, 2))
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        match self {
            Self::Day(day) => write!(formatter, "{}", day.format("%Y-%m-%d")),
            Self::Month(year, month) => write!(formatter, "{year}-{month:02}"),
            Self::Year(year) => write!(formatter, "{year}"),
            Self::Part(Part::Middle, year) => write!(formatter, "mi-{year}"),
            Self::Part(Part::Quarter(number), year) => write!(formatter, "T{number} {year}"),
            Self::Part(Part::Half(number), year) => write!(formatter, "S{number} {year}"),
            Self::Part(part, year) => {
                let season = SEASONS.iter().find(|(_, known)| known == part);
                write!(formatter, "{} {year}", season.map_or("", |(name, _)| name))
            }
        }
    }
}

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = Date;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        formatter.write_str("a date")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<Date, D::Error> {
        self.visit_str(&DateRecord::deserialize(json)?.text)
    }
}

/// A date in an answer, its days beside it.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize, JsonSchema)]
#[schemars(rename = "date")]
pub struct DateRecord {
    /// The date as files write it; `"?"` is stated as unknown, `"en continu"` has no end.
    text: String,
    /// The earliest day that it may mean.
    #[serde(skip_deserializing)]
    earliest: Option<NaiveDate>,
    /// The latest day that it may mean.
    #[serde(skip_deserializing)]
    latest: Option<NaiveDate>,
    /// Whether it comes from the sub-actions, the action giving none itself.
    #[serde(skip_deserializing)]
    derived: bool,
    /// Set where it is an end that a sub-action does not give: it comes at the earliest so.
    #[serde(skip_deserializing, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
}

impl DateRecord {
    /// The date as its own, or as one that comes from the sub-actions.
    pub fn of(date: Date, derived: bool) -> Self {
        let period = date.period();
        Self {
            text: date.to_string(),
            earliest: period.map(Period::earliest),
            latest: period.map(Period::latest),
            derived,
            open: false,
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DateRecord::of(*self, false).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(DATE, DateVisitor)
    }
}

/// Read the start of something, which cannot be `en continu`.
///
/// # Errors
/// The date is unreadable, or says that something without an end starts.
pub fn start<'de, D: Deserializer<'de>, T: From<Date>>(deserializer: D) -> Result<T, D::Error> {
    match Date::deserialize(deserializer)? {
        Date::Ongoing => Err(D::Error::custom(Fault::OngoingStart)),
        date => Ok(date.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Period};
    use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

    #[test]
    fn each_way_of_writing_a_date_is_an_interval() {
        for (text, canonical, earliest, latest) in [
            ("2019", "2019", "2019-01-01", "2019-12-31"),
            ("2019-05", "2019-05", "2019-05-01", "2019-05-31"),
            ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
            ("2019-05-12", "2019-05-12", "2019-05-12", "2019-05-12"),
            ("été 2019", "été 2019", "2019-06-01", "2019-09-22"),
            ("Ete 2019", "été 2019", "2019-06-01", "2019-09-22"),
            (
                "e\u{301}te\u{301} 2019",
                "été 2019",
                "2019-06-01",
                "2019-09-22",
            ),
            (
                "printemps 2020",
                "printemps 2020",
                "2020-03-01",
                "2020-06-20",
            ),
            ("automne 2020", "automne 2020", "2020-09-01", "2020-12-21"),
            ("hiver 2020", "hiver 2020", "2020-01-01", "2021-03-20"),
            ("Début 2020", "début 2020", "2020-01-01", "2020-04-30"),
            ("mi-2020", "mi-2020", "2020-05-01", "2020-08-31"),
            ("fin 2020", "fin 2020", "2020-09-01", "2020-12-31"),
            ("T3 2020", "T3 2020", "2020-07-01", "2020-09-30"),
            ("T2 2020", "T2 2020", "2020-04-01", "2020-06-30"),
            ("S1 2020", "S1 2020", "2020-01-01", "2020-06-30"),
            ("mai 2019", "2019-05", "2019-05-01", "2019-05-31"),
            ("12/05/2019", "2019-05-12", "2019-05-12", "2019-05-12"),
            ("1/5/2019", "2019-05-01", "2019-05-01", "2019-05-01"),
        ] {
            let period: Period = text.parse().expect(text);
            assert_eq!(period.to_string(), canonical, "{text}");
            assert_eq!(period.earliest().to_string(), earliest, "{text}");
            assert_eq!(period.latest().to_string(), latest, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "/",
            "2019-13",
            "2019-02-30",
            "19",
            "été",
            "bientôt",
            "2019-5",
            "T5 2020",
            "30/02/2019",
            "0000",
            "9999",
            "2019 2020",
            "１２３４",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn unknown_and_endless_are_dates_without_days() {
        assert_eq!("?".parse(), Ok(Date::Unknown));
        assert_eq!("En continu".parse(), Ok(Date::Ongoing));
    }

    #[test]
    fn overlapping_periods_are_in_no_order() {
        let [summer, year, next] =
            ["été 2019", "2019", "2020-01"].map(|text| text.parse::<Period>().expect("a period"));
        assert!(!summer.surely_before(year) && !year.surely_before(summer));
        assert!(summer.surely_before(next) && year.surely_before(next));
    }

    fn text_of_a_date() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            Just("été"),
            Just("hiver"),
            Just("printemps"),
            Just("automne"),
            Just("début"),
            Just("fin"),
            Just("T1"),
            Just("T4"),
            Just("S1"),
            Just("S2"),
            Just("février")
        ];
        prop_oneof![
            (1900..=2200i32).prop_map(|year| year.to_string()),
            (1900..=2200i32, 1..=12u32).prop_map(|(year, month)| format!("{year}-{month:02}")),
            (1900..=2200i32, 1..=12u32, 1..=28u32)
                .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
            (word, 1900..=2200i32).prop_map(|(word, year)| format!("{word} {year}")),
            (1900..=2200i32).prop_map(|year| format!("mi-{year}")),
        ]
    }

    proptest! {
        #[test]
        fn bounds_are_ordered_and_the_canonical_text_reads_back(text in text_of_a_date()) {
            let period: Period = text.parse().expect("a date by construction");
            prop_assert!(period.earliest() <= period.latest());
            prop_assert_eq!(period.to_string().parse(), Ok(period));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,20}") {
            let _ = text.parse::<Date>();
        }
    }
}
