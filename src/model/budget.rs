//! Money as a plan states it: exact to the cent, a range, or said to be unknown.

use std::fmt::{Formatter, Result as FmtResult};
use std::str::FromStr;

use clap::ValueEnum;
use derive_more::{Add, AddAssign, From};
use schemars::JsonSchema;
use serde::de::{
    Deserialize, Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer,
};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Number;
use strum::Display;

use crate::model::date::{Date, YEARS, start};
use crate::model::digits::{grouped, written};
use crate::model::fault::Fault;
use crate::model::id::ActionId;
use crate::model::name::Stated;

/// The marker by which a reader is asked for a number as it is written, never as a float.
pub const NUMBER: &str = "plan::Number";
/// The marker by which a reader is asked for a number as it is written, or a table.
pub const FIGURE: &str = "plan::Figure";

/// An amount in cents of a euro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Add, AddAssign)]
pub struct Cents(pub i128);

/// A thousand billion euros: more is a mistake of writing.
pub(super) const LIMIT: i128 = 1_000_000_000_000 * 100;

impl Cents {
    /// The whole euros, and the cents that remain.
    pub fn parts(self) -> (i128, i128) {
        (self.0 / 100, self.0 % 100)
    }

    /// The amount as a bare number: `5000000`, `0.50`; a difference may be `-1000`.
    pub fn bare(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        Self(self.0.abs()).with_euros(|euros| format!("{sign}{euros}"))
    }

    /// The amount as a plan's file writes it: `5_000_000`, `5000`, `0.50`.
    pub fn written(self) -> String {
        self.with_euros(|euros| written(&euros))
    }

    /// The amount with its thousands set apart: `5 000 000`, `5 000`, `0.50`.
    pub fn grouped(self, separator: char) -> String {
        self.with_euros(|euros| grouped(&euros, separator))
    }

    fn with_euros(self, shown: impl Fn(String) -> String) -> String {
        match self.parts() {
            (euros, 0) => shown(euros.to_string()),
            (euros, cents) => format!("{}.{cents:02}", shown(euros.to_string())),
        }
    }

    /// The amount that a TOML number writes (`700000.00`; `_` already taken out).
    ///
    /// # Errors
    /// It is negative, has more than two decimals, or is no amount.
    pub fn of_number(text: &str) -> Result<Self, Fault> {
        if text.starts_with('-') {
            return Err(Fault::Negative);
        }
        let text = text.strip_prefix('+').unwrap_or(text);
        let (euros, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if euros.is_empty() || !digits(euros) || !digits(decimals) {
            return Err(Fault::Amount);
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 2 {
            return Err(Fault::Decimals);
        }
        let cents: i128 = format!("{euros}{decimals:0<2}")
            .parse()
            .map_err(|_| Fault::Amount)?;
        if cents > LIMIT {
            return Err(Fault::Amount);
        }
        Ok(Self(cents))
    }
}

/// A figure: the least and the most that an amount may be, which are one where it is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    min: Cents,
    max: Cents,
}

impl Figure {
    /// One amount.
    pub fn exact(amount: Cents) -> Self {
        Self {
            min: amount,
            max: amount,
        }
    }

    /// From the first amount to the second, both included.
    ///
    /// # Errors
    /// The first is above the second, or either is no amount that a plan can hold.
    pub fn range(min: Cents, max: Cents) -> Result<Self, Fault> {
        if min > max {
            return Err(Fault::UpsideDown);
        }
        if min < Cents(0) || max > Cents(LIMIT) {
            return Err(Fault::Amount);
        }
        Ok(Self { min, max })
    }

    /// The least that it may be.
    pub fn min(self) -> Cents {
        self.min
    }

    /// The most that it may be.
    pub fn max(self) -> Cents {
        self.max
    }

    /// The amount, where it is one.
    pub fn amount(self) -> Option<Cents> {
        (self.min == self.max).then_some(self.min)
    }

    /// The text of its amount, or of its two, by `one` and `two`.
    pub fn shown(
        self,
        one: impl Fn(Cents) -> String,
        two: impl Fn(&str, &str) -> String,
    ) -> String {
        match self.amount() {
            Some(amount) => one(amount),
            None => two(&one(self.min), &one(self.max)),
        }
    }
}

/// The role of a line among the others of its action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It adds to the total.
    Adds,
    /// It details other lines ("dont"), and adds nothing.
    Detail,
    /// It is counted in another action.
    CountedElsewhere,
    /// It is said to be both, and adds nothing in either reading.
    DetailCountedElsewhere,
}

/// How often a yearly amount is due, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize, JsonSchema)]
#[schemars(rename = "Per")]
pub enum Rhythm {
    /// Every year.
    #[serde(rename = "an")]
    Yearly,
}

impl Rhythm {
    /// The word for it in the key `per`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yearly => "an",
        }
    }
}

/// What an amount is spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize, JsonSchema)]
pub enum Kind {
    /// Things that last.
    #[serde(rename = "investissement")]
    Investment,
    /// Running costs.
    #[serde(rename = "fonctionnement")]
    Operation,
}

impl Kind {
    /// The word for it in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Investment => "investissement",
            Self::Operation => "fonctionnement",
        }
    }
}

/// The side of VAT that totals are taken on.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Display,
    ValueEnum,
    serde::Deserialize,
    serde::Serialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[schemars(rename = "basis")]
pub enum Basis {
    /// Taxes included (toutes taxes comprises).
    #[default]
    Ttc,
    /// Before tax (hors taxes).
    Ht,
}

impl Basis {
    /// The other side of VAT.
    pub fn other(self) -> Self {
        match self {
            Self::Ttc => Self::Ht,
            Self::Ht => Self::Ttc,
        }
    }
}

/// A line of a budget.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// What the amount is for.
    pub label: Option<String>,
    /// The amount in euros, its tax basis not stated.
    pub amount: Option<Figure>,
    /// The amount in euros before tax.
    pub ht: Option<Figure>,
    /// The amount in euros, taxes included.
    pub ttc: Option<Figure>,
    /// Whether the figure is a rough one ("environ").
    #[serde(default)]
    pub approximate: bool,
    /// Whether the figure is stated and still to be confirmed ("50 000 € ?").
    #[serde(default)]
    pub unsure: bool,
    /// Set where the amount is due every year.
    pub per: Option<Rhythm>,
    /// The year that the amount is planned for.
    #[serde(default, deserialize_with = "year")]
    #[schemars(range(min = *YEARS.start(), max = *YEARS.end()))]
    pub year: Option<i32>,
    /// Investment or running costs.
    pub kind: Option<Kind>,
    /// What was spent of it, in euros: an amount, or `{ amount, on }` with the day that it was known on.
    #[serde(serialize_with = "amount")]
    pub spent: Option<Spent>,
    /// Who pays it: one of the action's funders.
    pub funder: Option<Stated<String>>,
    /// Whether the line details other lines of the action, and so adds nothing.
    #[serde(default)]
    pub of_which: bool,
    /// The action that this amount is counted in.
    pub included_in: Option<Stated<ActionId>>,
    /// Whatever else is to be said; where there is no figure, why.
    pub note: Option<String>,
}

impl BudgetLine {
    /// The role of the line among the others of its action.
    pub fn role(&self) -> Role {
        match (self.of_which, &self.included_in) {
            (false, None) => Role::Adds,
            (true, None) => Role::Detail,
            (false, Some(_)) => Role::CountedElsewhere,
            (true, Some(_)) => Role::DetailCountedElsewhere,
        }
    }

    /// Tells whether the line states any amount.
    pub fn has_figure(&self) -> bool {
        self.amount.is_some() || self.ht.is_some() || self.ttc.is_some()
    }

    /// The figure on `basis`: the one stated for it, else the one whose basis is not stated.
    pub fn on(&self, basis: Basis) -> Option<Figure> {
        match basis {
            Basis::Ttc => self.ttc.or(self.amount),
            Basis::Ht => self.ht.or(self.amount),
        }
    }

    /// The amount of a line that says nothing else.
    pub fn plain_figure(&self) -> Option<Figure> {
        let alone = Self {
            amount: self.amount,
            ..Self::default()
        };
        self.amount.filter(|_| *self == alone)
    }

    /// The figure in the plan's own words: the one on either basis, or without one.
    pub fn any_figure(&self) -> Option<Figure> {
        self.amount.or(self.ttc).or(self.ht)
    }
}

fn year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i32>, D::Error> {
    let year = i32::deserialize(deserializer)?;
    if YEARS.contains(&year) {
        Ok(Some(year))
    } else {
        Err(D::Error::custom(Fault::Year))
    }
}

/// What was spent of a line, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// The euros.
    pub amount: Cents,
    /// The day by which so much was spent.
    pub on: Option<Date>,
}

/// Writes what was spent without its day, which stands beside it in an answer.
fn amount<S: Serializer>(spent: &Option<Spent>, serializer: S) -> Result<S::Ok, S::Error> {
    spent.map(|spent| spent.amount).serialize(serializer)
}

/// What was spent, as a table.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Spent")]
pub(super) struct SpentTable {
    /// What was spent, in euros.
    amount: Cents,
    /// The day by which so much was spent.
    #[serde(default, deserialize_with = "start")]
    on: Option<Date>,
}

struct SpentVisitor;

impl<'de> Visitor<'de> for SpentVisitor {
    type Value = Spent;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        CentsVisitor.expecting(formatter)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Spent, E> {
        let amount = CentsVisitor.visit_str(text)?;
        Ok(Spent { amount, on: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Spent, A::Error> {
        let SpentTable { amount, on } = SpentTable::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Spent { amount, on })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<Spent, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Deserialize<'de> for Spent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FIGURE, SpentVisitor)
    }
}

struct CentsVisitor;

impl<'de> Visitor<'de> for CentsVisitor {
    type Value = Cents;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        formatter.write_str("an amount")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cents, E> {
        Cents::of_number(text).map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<Cents, D::Error> {
        self.visit_str(Number::deserialize(json)?.as_str())
    }
}

/// Writes a number as it is written, never by way of a float.
///
/// # Errors
/// The text is no number.
pub fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let number = Number::from_str(text).map_err(S::Error::custom)?;
    number.serialize(serializer)
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(&self.bare(), serializer)
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NUMBER, CentsVisitor)
    }
}

/// A range; answers write every figure so, an exact amount being its own minimum and maximum.
#[derive(Debug, Clone, From, serde::Deserialize, serde::Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "figure")]
pub struct Range {
    /// The least that it may be, in euros.
    min: Cents,
    /// The most that it may be, in euros.
    max: Cents,
}

struct FigureVisitor;

impl<'de> Visitor<'de> for FigureVisitor {
    type Value = Figure;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        formatter.write_str("an amount or a range")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Figure, E> {
        CentsVisitor.visit_str(text).map(Figure::exact)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Figure, A::Error> {
        let Range { min, max } = Range::deserialize(MapAccessDeserializer::new(map))?;
        Figure::range(min, max).map_err(A::Error::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<Figure, D::Error> {
        json.deserialize_map(self)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Range::from((self.min, self.max)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FIGURE, FigureVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cents, Fault};
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn a_number_is_cents_or_a_fault() {
        for (text, expected) in [
            ("5000000", Ok(Cents(500_000_000))),
            ("700000.00", Ok(Cents(70_000_000))),
            ("0.5", Ok(Cents(50))),
            ("0.100", Ok(Cents(10))),
            ("0", Ok(Cents(0))),
            ("7.055", Err(Fault::Decimals)),
            ("-1", Err(Fault::Negative)),
            ("inf", Err(Fault::Amount)),
            ("1e3", Err(Fault::Amount)),
            ("1000000000000.01", Err(Fault::Amount)),
        ] {
            assert_eq!(Cents::of_number(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_bare_number_reads_back(cents in 0i128..100_000_000_000_000) {
            prop_assert_eq!(Cents::of_number(&Cents(cents).bare()), Ok(Cents(cents)));
        }
    }
}
