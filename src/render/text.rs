//! Amounts, dates and cells as a person reads them.

use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::follow_up::FollowUp;
use crate::model::id::Axis;
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::view::dates::Shown;
use crate::view::group::By;
use crate::view::total::Total;
use crate::view::years::{Doubt, Overdue, UnderWay};
use crate::words::{Lang, Word};

/// The number of an axis, or that none is known.
pub fn axis(axis: Option<Axis>) -> String {
    axis.map_or("–".to_owned(), |axis| axis.to_string())
}

/// A date as the plan states it; `*` marks one that comes from the sub-actions, `≥` an end that some of them do not give.
pub fn date(shown: Shown) -> String {
    let is_marked = shown.derived && shown.date != Date::Unknown;
    let text = format!("{}{}", shown.date, if is_marked { "*" } else { "" });
    if shown.open { floor(&text) } else { text }
}

/// A date in full: where it comes from, and that it is unknown.
pub fn whole_date(shown: Shown, lang: Lang) -> String {
    match shown.date {
        Date::Unknown => format!("? ({})", lang.word(Word::UNKNOWN_DATE)),
        date if shown.open => format!(
            "{date} {} ({})",
            lang.word(Word::AT_THE_EARLIEST),
            lang.word(Word::OPEN_PART)
        ),
        date if shown.derived => format!("{date} ({})", lang.word(Word::DERIVED)),
        date => date.to_string(),
    }
}

/// An amount that is a floor, for lines that should add have no figure.
pub fn floor(amount: &str) -> String {
    format!("≥\u{a0}{amount}")
}

/// The cost of an action, in as few words as say it.
pub fn total(total: &Total, lang: Lang) -> String {
    if let Some(both) = total.sum.bounds {
        let amount = lang.short(both);
        let floor = if total.is_floor() {
            lang.word(Word::AT_LEAST)
        } else {
            ""
        };
        let rough = if total.approximate.lines > 0 {
            lang.word(Word::APPROXIMATE)
        } else {
            ""
        };
        let words = [floor, rough, &amount];
        return words
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    if let Some(both) = total.yearly.bounds {
        return format!("{} {}", lang.short(both), lang.word(Word::PER_YEAR));
    }
    if total.is_floor() || total.yearly_unknown > 0 {
        return "?".to_owned();
    }
    if total.elsewhere.lines > 0 {
        return lang.word(Word::COUNTED_ELSEWHERE).to_owned();
    }
    String::new()
}

/// An indicator with its figures.
pub fn indicator(indicator: &Indicator, lang: Lang) -> String {
    let id = indicator.id.iter().map(|id| format!("{id} "));
    let name = id.collect::<String>() + &indicator.name;
    match figures(indicator, lang) {
        figures if figures.is_empty() => name,
        figures => format!("{name}{}{figures}", lang.word(Word::COLON)),
    }
}

/// A number as it is written in a language.
pub fn decimal(number: &Decimal, lang: Lang) -> String {
    number.0.replace('.', lang.word(Word::DECIMAL_POINT))
}

/// The target of an indicator, its unit and its day: `12 % (2030)`.
pub fn target(indicator: &Indicator, lang: Lang) -> Option<String> {
    let target = decimal(indicator.target.as_ref()?, lang);
    let unit = indicator.unit.iter().map(|unit| format!(" {unit}"));
    let by = indicator.by.iter().map(|by| format!(" ({by})"));
    Some(std::iter::once(target).chain(unit).chain(by).collect())
}

/// The last value of an indicator and its year: `9 (2025)`.
pub fn last_value(indicator: &Indicator, lang: Lang) -> Option<String> {
    let (year, value) = indicator.last()?;
    Some(format!("{} ({year})", decimal(value, lang)))
}

/// A thing of an action, or of one of its sub-actions.
pub fn of_part(part: Option<&str>, name: &str) -> String {
    part.map_or(name.to_owned(), |part| format!("{part} – {name}"))
}

/// The figures of an indicator: where it stood and should go, what was measured, how far that is.
pub fn figures(indicator: &Indicator, lang: Lang) -> String {
    let number = |number: &Decimal| decimal(number, lang);
    let mut aim: Vec<String> = indicator.baseline.iter().map(number).collect();
    let target = indicator.target.iter();
    aim.extend(target.map(|target| format!("→ {}", number(target))));
    aim.extend(indicator.unit.clone());
    aim.extend(indicator.by.map(|by| format!("({by})")));
    let mut facts = vec![aim.join(" ")];
    let values = indicator.values.iter();
    facts.extend(
        values.map(|(year, value)| format!("{year}{}{}", lang.word(Word::COLON), number(value))),
    );
    let way = indicator.reached();
    facts.extend(way.map(|way| format!("{way}\u{a0}% {}", lang.word(Word::OF_THE_WAY))));
    facts.retain(|fact| !fact.is_empty());
    facts.join(lang.word(Word::SEMICOLON))
}

/// A note of follow-up with its day.
pub fn follow_up(note: &FollowUp, lang: Lang) -> String {
    let text = note.text.replace('\n', " ");
    format!("{}{}{text}", note.date, lang.word(Word::COLON))
}

/// The name of a group: its key and title, as far as they differ.
pub fn group(key: Option<&str>, title: Option<&str>, lang: Lang) -> String {
    match (key, title) {
        (Some(key), Some(title)) if key != title => format!("{key} {title}"),
        (Some(key), _) => key.to_owned(),
        (None, _) => format!("({})", lang.word(Word::NOT_FILLED_IN)),
    }
}

/// The name of a grouping.
pub fn by(by: By, lang: Lang) -> &'static str {
    match by {
        By::Axis => lang.heading(Column::Axis),
        By::Measure => lang.heading(Column::Measure),
        By::Theme => lang.word(Word::THEME),
        By::Owner => lang.word(Word::OWNER),
        By::Funder => lang.word(Word::FUNDER),
        By::Status => lang.heading(Key::Status),
        By::Year => lang.word(Word::YEAR),
        By::Kind => lang.word(Word::KIND),
    }
}

/// How late an action is, or a part of it.
pub fn overdue(late: Overdue, lang: Lang) -> String {
    let time = lang.duration(late.days);
    match late.is_of_part {
        true => format!("{} ({})", time, lang.word(Word::PART)),
        false => time,
    }
}

/// Tells how surely an action is under way, and why no more.
pub fn under_way(judged: &UnderWay, lang: Lang) -> String {
    if judged.surely {
        return lang.word(Word::SURELY).to_owned();
    }
    let doubts = &judged.doubts;
    let reasons: Vec<&str> = doubts
        .iter()
        .map(|doubt| {
            lang.word(match doubt {
                Doubt::NoStart => Word::NO_START,
                Doubt::UnknownStart => Word::UNKNOWN_START,
                Doubt::StartMayBeLater => Word::START_MAY_BE_LATER,
                Doubt::NoEnd => Word::NO_END,
                Doubt::UnknownEnd => Word::UNKNOWN_END,
                Doubt::EndMayBeEarlier => Word::END_MAY_BE_EARLIER,
                Doubt::Dropped => Word::DROPPED,
            })
        })
        .collect();
    format!(
        "{}{}{}",
        lang.word(Word::POSSIBLY),
        lang.word(Word::COLON),
        reasons.join(", ")
    )
}
