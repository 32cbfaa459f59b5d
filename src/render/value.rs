//! What a cell of an exported table holds, before a format writes it as a number, a day or a text.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use derive_more::From;

use crate::model::action::SubAction;
use crate::model::budget::Cents;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::indicator::Indicator;
use crate::render::text;
use crate::view::columns::ColumnValue;
use crate::view::total::{Sum, Tally, Total};
use crate::words::{Lang, Word};

/// The sign that joins the names of a list within a cell; no name holds a `;`.
pub const SEPARATOR: &str = " ; ";

/// The kind of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Texts.
    Text,
    /// Long texts.
    Prose,
    /// Whole numbers.
    Integer,
    /// Numbers as they are written.
    Number,
    /// Amounts in euros.
    Money,
    /// Days.
    Day,
    /// Dates in the plan's own precision.
    Date,
    /// True or false.
    Boolean,
}

/// The value of a cell.
#[derive(Debug, Clone, From, PartialEq, Eq)]
pub enum Value {
    /// Nothing is filled in.
    Absent,
    /// A text.
    #[from(String, &str)]
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number as it is written.
    Number(String),
    /// An amount in euros.
    Money(Cents),
    /// A day.
    Day(NaiveDate),
    /// A date in the plan's own precision.
    Date(Date),
    /// True or false.
    Boolean(bool),
    /// Several names.
    Names(Vec<String>),
    /// A text, and the part of the document that it leads to.
    Link(String, String),
    /// A text, and what a colour may say of it too.
    Toned(String, Tone),
    /// A total.
    #[from]
    Amount(Amount),
    /// A total, and how many actions it is of.
    Covered(CoveredAmount),
    /// By how much the least and the most changed, where both sides are known.
    Change(Option<(Cents, Cents)>),
    /// The share of a sum in the whole, where both are known.
    Share(Option<Share>),
}

/// What a colour may say, beside words that say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something is late.
    Late,
    /// Something is done.
    Done,
}

/// A total, or one side of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The least and the most, where any line has a figure.
    pub bounds: Option<(Cents, Cents)>,
    /// True where lines that should add have no figure: the most is not known then, and the least is "at least".
    pub is_floor: bool,
    /// The side of it.
    pub side: AmountSide,
    /// The unit in which people read it.
    pub unit: AmountUnit,
}

/// A total, with the number of its actions that have a figure, and the total without the dropped ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoveredAmount {
    /// The total.
    pub amount: Amount,
    /// The number of its actions that have a figure.
    pub with_figure: usize,
    /// The number of its actions.
    pub actions: usize,
    /// The total without the actions that were dropped, where one was.
    pub without_dropped: Option<Amount>,
}

/// The sides of a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountSide {
    /// The least it comes to.
    Least,
    /// The most it comes to.
    Most,
    /// Both.
    Both,
}

/// The units in which people read an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountUnit {
    /// In euros.
    Euros,
    /// In millions where these say it exactly.
    Short,
    /// In euros, on a narrow screen in millions where these say it exactly.
    Fitting,
}

/// The share of a sum in the whole: the least and the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Tenths of a percent.
    Exact(i128),
    /// The least and the most in percent, rounded outwards.
    Between(i128, i128),
}

/// The width below which amounts are written in millions, exactly all the same.
const COMPACT: u16 = 120;
/// The names that a cell on a screen shows, where there are more than fit.
const NAMES: usize = 2;

impl Amount {
    /// A side of a total.
    pub fn of(total: &Tally, side: AmountSide, unit: AmountUnit) -> Self {
        Self {
            unit,
            ..Self::between(total.sum.bounds, total.is_floor(), side)
        }
    }

    /// A side of these bounds, in euros.
    pub fn between(bounds: Option<(Cents, Cents)>, is_floor: bool, side: AmountSide) -> Self {
        Self {
            bounds,
            is_floor,
            side,
            unit: AmountUnit::Euros,
        }
    }

    /// As a person reads it on a screen of that width, or a page.
    pub fn shown(self, lang: Lang, width: Option<u16>) -> String {
        let is_short = match self.unit {
            AmountUnit::Euros => false,
            AmountUnit::Short => true,
            AmountUnit::Fitting => width.is_some_and(|width| width < COMPACT),
        };
        let known = self.bounds.map(|(min, max)| match self.side {
            AmountSide::Least => (min, min),
            AmountSide::Most => (max, max),
            AmountSide::Both => (min, max),
        });
        let known = known.map(|known| match is_short {
            true => lang.short(known),
            false => lang.bounds(known),
        });
        match known {
            // What lacks a figure makes of the sum a floor, and of its most a floor too.
            Some(known) if self.is_floor => text::floor(&known),
            Some(known) => known,
            None => UNKNOWN.to_owned(),
        }
    }

    /// The bare number, where it is one: the most of a floor is not known.
    fn plain(self) -> Value {
        let bounds = self.bounds;
        match self.side {
            AmountSide::Most if self.is_floor => Value::Absent,
            AmountSide::Most => Value::money(bounds.map(|(_, max)| max)),
            AmountSide::Least | AmountSide::Both => Value::money(bounds.map(|(min, _)| min)),
        }
    }
}

impl CoveredAmount {
    /// Both sides of a total, as short as it can be.
    pub fn of(total: &Total) -> Self {
        let amount = |tally| Amount::of(tally, AmountSide::Both, AmountUnit::Short);
        Self {
            amount: amount(total),
            with_figure: total.with_figure,
            actions: total.actions,
            without_dropped: total.without_dropped().map(amount),
        }
    }

    fn shown(self, lang: Lang, width: Option<u16>) -> String {
        let amount = self.amount.shown(lang, width);
        let counted = format!("{amount} ({}/{})", self.with_figure, self.actions);
        match self.without_dropped {
            Some(kept) => format!("{counted} [{}]", kept.shown(lang, width)),
            None => counted,
        }
    }
}

/// Stands where a figure would, and none is known.
const UNKNOWN: &str = "–";

impl Share {
    /// The share of `part` in `whole`: one figure, or the least and the most where ranges leave it open.
    pub fn of(part: &Sum, whole: &Sum) -> Option<Self> {
        let ((part_min, part_max), (min, max)) = part.bounds.zip(whole.bounds)?;
        // The part at its least beside the others at their most, and the other way round.
        let least = part_min.0 + max.0 - part_max.0;
        let most = part_max.0 + min.0 - part_min.0;
        if least <= 0 || most <= 0 {
            return None;
        }
        if min == max {
            return Some(Self::Exact((part_min.0 * 1000 + least / 2) / least));
        }
        // Rounded outwards: the range never leaves out what may be.
        let low = part_min.0 * 100 / least;
        let high = (part_max.0 * 100 + most - 1) / most;
        Some(Self::Between(low, high))
    }

    fn shown(self, lang: Lang) -> String {
        match self {
            Self::Exact(tenths) => {
                let point = lang.word(Word::DECIMAL_POINT);
                format!("{}{point}{}\u{a0}%", tenths / 10, tenths % 10)
            }
            Self::Between(low, high) if low == high => format!("{low}\u{a0}%"),
            Self::Between(low, high) => format!("{low} {} {high}\u{a0}%", lang.word(Word::TO)),
        }
    }
}

impl Value {
    /// As a person reads it on a screen of that width, or a page.
    pub fn shown(&self, lang: Lang, width: Option<u16>) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Text(text) | Self::Number(text) | Self::Link(text, _) | Self::Toned(text, _) => {
                text.clone()
            }
            Self::Integer(integer) => integer.to_string(),
            Self::Money(amount) => lang.money(*amount),
            Self::Day(day) => day.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Boolean(truth) => truth.to_string(),
            Self::Names(names) if width.is_some() && names.len() > NAMES + 1 => {
                format!("{} +{}", names[..NAMES].join(", "), names.len() - NAMES)
            }
            Self::Names(names) => names.join(", "),
            Self::Amount(amount) => amount.shown(lang, width),
            Self::Covered(covered) => covered.shown(lang, width),
            Self::Change(change) => {
                change.map_or(UNKNOWN.to_owned(), |change| lang.amount_change(change))
            }
            Self::Share(share) => share.map_or(UNKNOWN.to_owned(), |share| share.shown(lang)),
        }
    }

    /// The simple value that a program reads of it.
    pub fn plain(&self) -> Self {
        match self {
            Self::Names(names) => Self::list(names),
            Self::Link(text, _) | Self::Toned(text, _) => Self::Text(text.clone()),
            Self::Amount(amount) => amount.plain(),
            Self::Covered(covered) => covered.amount.plain(),
            Self::Change(_) | Self::Share(_) => Self::Absent,
            simple => simple.clone(),
        }
    }

    /// What a colour may say of it.
    pub fn tone(&self) -> Option<Tone> {
        let Self::Toned(_, tone) = self else {
            return None;
        };
        Some(*tone)
    }

    /// Both sides of the total of which it is one.
    pub fn whole_amount(&self) -> Option<Amount> {
        let Self::Amount(amount) = self else {
            return None;
        };
        let side = AmountSide::Both;
        Some(Amount { side, ..*amount })
    }

    /// An amount, where there is one.
    pub fn money(amount: Option<Cents>) -> Self {
        amount.map_or(Self::Absent, Self::Money)
    }

    /// A text, where there is one.
    pub fn text(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Absent, |text| Self::Text(text.to_string()))
    }

    /// Several texts in one cell, as JSON where one of them holds what would set them apart.
    pub fn list(texts: &[impl ToString]) -> Self {
        let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        let joined = match texts
            .iter()
            .any(|text| text.contains(';') || text.contains('\n'))
        {
            true => serde_json::Value::from(texts).to_string(),
            false => texts.join(SEPARATOR),
        };
        Self::text(Some(joined).filter(|joined| !joined.is_empty()))
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Absent, Self::Integer)
    }

    /// The value that an answer's cell exports: a sentence only where no number says it.
    pub fn of(cell: &ColumnValue<'_>, lang: Lang) -> Self {
        match cell {
            ColumnValue::Absent => Self::Absent,
            ColumnValue::Text(text) => Self::filled(text.clone()),
            ColumnValue::Number(number) => Self::Integer(i64::from(*number)),
            ColumnValue::Money(amount) => Self::Money(*amount),
            ColumnValue::KnownMost(amount) => {
                Amount::between(Some((*amount, *amount)), true, AmountSide::Most).into()
            }
            // A derived date is the sub-actions', and no export writes it as the action's own.
            ColumnValue::Date(shown) if shown.derived => Self::Absent,
            ColumnValue::Date(shown) => Self::Date(shown.date),
            ColumnValue::Day(day) => Self::Day(*day),
            ColumnValue::List(texts) => Self::list(texts),
            ColumnValue::Budget(_, lines) => {
                let lines = lines.iter().map(|line| lang.part_line(*line));
                Self::filled(lines.collect::<Vec<_>>().join(SEPARATOR))
            }
            ColumnValue::SubActions(parts) => Self::list(&titles(parts)),
            ColumnValue::Indicators(indicators) => Self::list(&names(indicators)),
            ColumnValue::FollowUp(notes) => Self::list(notes),
            ColumnValue::Extra(values) => Self::filled(pairs(values).join(SEPARATOR)),
        }
    }

    /// The same as a person reads it.
    pub fn for_people(cell: &ColumnValue<'_>, lang: Lang) -> Self {
        match cell {
            ColumnValue::List(names) if names.is_empty() => Self::Absent,
            ColumnValue::List(names) => Self::Names(names.clone()),
            ColumnValue::Date(shown) => Self::Text(text::date(*shown)),
            ColumnValue::Budget(total, _) => Self::filled(text::total(total, lang)),
            ColumnValue::SubActions(parts) => Self::filled(titles(parts).join(", ")),
            ColumnValue::Indicators(indicators) => Self::filled(names(indicators).join(", ")),
            ColumnValue::FollowUp(notes) => Self::text(notes.last()),
            ColumnValue::Extra(values) => Self::filled(pairs(values).join(", ")),
            other => Self::of(other, lang),
        }
    }

    /// A text, where it says anything.
    fn filled(text: String) -> Self {
        Self::text(Some(text).filter(|text| !text.is_empty()))
    }
}

fn titles(parts: &[SubAction]) -> Vec<&str> {
    parts.iter().map(|part| part.title.as_str()).collect()
}

fn names(indicators: &[Indicator]) -> Vec<&str> {
    indicators.iter().map(|one| one.name.as_str()).collect()
}

fn pairs(values: &BTreeMap<String, Extra>) -> Vec<String> {
    let values = values.iter();
    values
        .map(|(name, value)| format!("{name} = {value}"))
        .collect()
}

/// Tells whether a spreadsheet would take the text for a formula rather than for a text.
pub fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::Share;
    use crate::model::budget::Cents;
    use crate::view::total::Sum;
    use crate::words::Lang;

    #[test]
    fn a_share_of_ranges_is_a_range() {
        let sum = |min, max| Sum {
            bounds: Some((Cents(min), Cents(max))),
            lines: 1,
        };
        for (part, whole, expected) in [
            (sum(1, 1), sum(3, 3), "33,3\u{a0}%"),
            (sum(3, 3), sum(3, 3), "100,0\u{a0}%"),
            (sum(0, 0), sum(3, 3), "0,0\u{a0}%"),
            // 10 to 20 beside 30: a quarter to two fifths.
            (sum(10, 20), sum(40, 50), "25 à 40\u{a0}%"),
            // 30 beside 10 to 20: three fifths to three quarters.
            (sum(30, 30), sum(40, 50), "60 à 75\u{a0}%"),
            (sum(0, 0), sum(0, 0), ""),
            (Sum::default(), sum(3, 3), ""),
        ] {
            let share = Share::of(&part, &whole);
            let shown = share.map_or(String::new(), |share| share.shown(Lang::Fr));
            assert_eq!(shown, expected);
        }
    }
}
