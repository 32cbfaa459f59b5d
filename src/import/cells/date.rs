//! The dates that people write in tables, beside those of a plan's own files.

use chrono::{Datelike, Days, NaiveDate};

use crate::import::cells::reading::{Reading, is_among, is_filler, on_one_line};
use crate::import::tables::book::Cell;
use crate::model::date::{Date, Part, Period};
use crate::model::fold::fold;

/// When something starts; it cannot go on without a start.
pub fn start(cell: &Cell) -> Reading<Date> {
    read(cell, DateEnd::Start)
}

/// When something ends, `en continu` where it has no end.
pub fn end(cell: &Cell) -> Reading<Date> {
    read(cell, DateEnd::End)
}

/// What a date is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateEnd {
    Start,
    End,
}

/// What people call an action without an end, folded.
const ONGOING: &str = "continu, en continu, action continue, permanent, permanente, action permanente, en \
    permanence, ongoing, continuous";

fn read(cell: &Cell, side: DateEnd) -> Reading<Date> {
    let text = cell.text();
    match (cell, cell.number()) {
        (Cell::Day(day), _) => Reading::of(within_reach(Period::Day(*day))),
        (Cell::Boolean(_), _) => Reading::Verbatim,
        (_, Some(number)) => Reading::of(year(number).or_else(|| serial(number))),
        _ if is_filler(&text) => Reading::Empty,
        _ => Reading::of(worded(&on_one_line(&text), side)),
    }
}

fn within_reach(period: Period) -> Option<Date> {
    // The model alone knows which years a plan may speak of.
    period.to_string().parse().ok()
}

fn year(number: &str) -> Option<Date> {
    number.parse::<u32>().ok()?.to_string().parse().ok()
}

/// The day that a spreadsheet counts from the end of 1899, between 1950 and 2100.
///
/// A round number may as well be an amount that slipped out of its column: it is no day.
fn serial(number: &str) -> Option<Date> {
    let days = u64::from(self::number(number, 5..=5)?);
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    let is_day = !days.is_multiple_of(100) && (1950..=2100).contains(&day.year());
    within_reach(Period::Day(day)).filter(|_| is_day)
}

/// Whether a text is a day only to those who write the month first: `12/31/2019`.
pub fn is_month_first(text: &str) -> bool {
    two_numbers(text)
        .is_some_and(|(first, second)| (1..=12).contains(&first) && (13..=31).contains(&second))
}

/// Whether a text is one day to those who write the month first, and another one to all others.
pub fn has_two_orders(text: &str) -> bool {
    let months = 1..=12;
    two_numbers(text).is_some_and(|(first, second)| {
        first != second && months.contains(&first) && months.contains(&second)
    })
}

/// The two numbers before the year of a day in digits.
fn two_numbers(text: &str) -> Option<(u32, u32)> {
    let text = text.split_whitespace().next()?;
    match text.split(['/', '-']).collect::<Vec<_>>()[..] {
        [first, second, _] => number(first, 1..=2).zip(number(second, 1..=2)),
        _ => None,
    }
}

fn worded(text: &str, side: DateEnd) -> Option<Date> {
    // `2019…`, `2019 -` and `- 2020` leave an end open.
    let open = ['-', '–', '—', '…'];
    if text.starts_with(open) || text.ends_with(open) || text.ends_with("..") {
        return None;
    }
    let folded = fold(text);
    if text.chars().all(|letter| letter == '?')
        || ["inconnu", "inconnue", "unknown"].contains(&folded.as_str())
    {
        return Some(Date::Unknown);
    }
    if is_among(&folded, ONGOING) {
        return (side == DateEnd::End).then_some(Date::Ongoing);
    }
    // They say no more than the column does; folding keeps one letter for each of these.
    let words: &[&str] = match side {
        DateEnd::Start => &["depuis ", "since "],
        DateEnd::End => &["jusqu'en ", "jusqu'a ", "until "],
    };
    let word = words.iter().find(|word| folded.starts_with(**word));
    let bare: String = text
        .chars()
        .skip(word.map_or(0, |word| word.len()))
        .collect();
    bare.parse::<Period>()
        .ok()
        .or_else(|| numbered(&bare))
        .or_else(|| midnight(&bare))
        .or_else(|| period(&bare))
        .and_then(within_reach)
        .or_else(|| serial(text))
}

/// `1/11/19`, `12.05.2019`, `12-05-2019`, day first; `2019/05/12`, year first; `05-2019`.
fn numbered(text: &str) -> Option<Period> {
    let sign = ['/', '.', '-']
        .into_iter()
        .find(|sign| text.contains(*sign))?;
    let parts: Vec<&str> = text.split(sign).collect();
    let (first, month, last) = match parts[..] {
        [first, month, last] => (first, month, last),
        [month, year] if month.len() == 2 => {
            let month = number(month, 2..=2).filter(|month| (1..=12).contains(month))?;
            return Some(Period::Month(full_year(year)?, month));
        }
        _ => return None,
    };
    let (year, day) = match first.len() {
        4 => (full_year(first), last),
        _ if sign == '/' => (full_year(last).or_else(|| short_year(last)), first),
        // `19-05-12` is a day of 2012 to one and of 2019 to another.
        _ => (full_year(last), first),
    };
    let (month, day) = (number(month, 1..=2)?, number(day, 1..=2)?);
    NaiveDate::from_ymd_opt(year?, month, day).map(Period::Day)
}

/// `2019-05-12T00:00:00`: a day, as programs write it; another hour would be lost.
fn midnight(text: &str) -> Option<Period> {
    let (day, time) = text.split_once(['T', ' '])?;
    let time = time.strip_suffix('Z').unwrap_or(time);
    match time.trim_end_matches(".000") {
        "00:00:00" | "00:00" => numbered(day).or_else(|| day.parse().ok()),
        _ => None,
    }
}

/// `déc-30`, `janv. 2020`, `12 mai 2019`, `May 12, 2019`, `courant 2020`, `2e semestre 2021`, `Q3 2020`, `early 2020`.
fn period(text: &str) -> Option<Period> {
    // Excel writes `mai-19` for a month; `mai 19` is a day to most.
    if let Some((month, year)) = text.split_once(['-', '/', '’', '\'']) {
        let month = self::month(&fold(month)).zip(short_year(year.trim_start_matches(['’', '\''])));
        if let Some((month, year)) = month {
            return Some(Period::Month(year, month));
        }
    }
    let folded = fold(text).replace(['/', '.', ','], " ");
    let words: Vec<&str> = folded.split_whitespace().collect();
    let (last, before) = words.split_last()?;
    if let Some(year) = full_year(last) {
        return of_year(before, year);
    }
    let (first, behind) = words.split_first()?;
    match (full_year(first), behind) {
        // `2020 T1`.
        (Some(year), [_] | [_, _]) => part(behind).map(|part| Period::Part(part, year)),
        // `12-mai-19`.
        (None, [month, year]) if !text.contains(' ') => of_year(&[first, month], short_year(year)?),
        _ => None,
    }
}

/// What the words before a year make of it.
fn of_year(words: &[&str], year: i32) -> Option<Period> {
    let words = match words {
        [words @ .., "de" | "of" | "en" | "in"] => words,
        _ => words,
    };
    let words = match words {
        ["en" | "le" | "the", words @ ..] => words,
        _ => words,
    };
    let of_day = |day: &str, word: &str| {
        let day = number(day.trim_end_matches("er"), 1..=2)?;
        NaiveDate::from_ymd_opt(year, month(word)?, day).map(Period::Day)
    };
    match words {
        [] | ["courant" | "annee" | "during"] => Some(Period::Year(year)),
        ["courant", "annee"] | ["courant", "de", "l'annee"] => Some(Period::Year(year)),
        [word] | ["courant", word] if month(word).is_some() => {
            Some(Period::Month(year, month(word)?))
        }
        [day, word] if month(word).is_some() => of_day(day, word),
        [word, day] if month(word).is_some() => of_day(day, word),
        words => part(words).map(|part| Period::Part(part, year)),
    }
}

/// The part of a year that words name.
fn part(words: &[&str]) -> Option<Part> {
    let part = match words {
        ["printemps" | "spring"] => Part::Spring,
        ["ete" | "summer"] => Part::Summer,
        ["automne" | "autumn" | "fall"] => Part::Autumn,
        ["hiver" | "winter"] => Part::Winter,
        ["debut" | "early" | "beginning"] | ["debut", "d'annee"] | ["debut", "de", "l'annee"] => {
            Part::Early
        }
        ["mi" | "mid"] => Part::Middle,
        ["fin" | "late" | "end"] | ["fin", "d'annee"] | ["fin", "de", "l'annee"] => Part::Late,
        [ordinal, "trimestre" | "quarter"] => Part::Quarter(self::ordinal(ordinal, 4)?),
        [ordinal, "semestre" | "half"] => Part::Half(self::ordinal(ordinal, 2)?),
        [word] => {
            let (letter, digit) = word.split_at_checked(1)?;
            match letter {
                "t" | "q" => Part::Quarter(ordinal(digit, 4)?),
                "s" | "h" => Part::Half(ordinal(digit, 2)?),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(part)
}

/// `1`, `1er`, `2e`, `second`: a number from 1 to `most`.
fn ordinal(word: &str, most: u32) -> Option<u32> {
    let number = match word {
        "premier" | "first" => 1,
        "deuxieme" | "second" => 2,
        "troisieme" | "third" => 3,
        "quatrieme" | "fourth" => 4,
        _ => {
            let (digit, ending) = word.split_at_checked(1)?;
            let is_known = is_among(ending, "er, eme, nd, nde, rd, th, st, e, ");
            number(digit, 1..=1).filter(|_| is_known)?
        }
    };
    (1..=most).contains(&number).then_some(number)
}

/// The month of a folded word, in French or English, whole or as spreadsheets shorten it.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["janvier", "janv", "jan", "january"],
        &["fevrier", "fevr", "fev", "february", "feb"],
        &["mars", "mar", "march"],
        &["avril", "avr", "april", "apr"],
        &["mai", "may"],
        &["juin", "june", "jun"],
        &["juillet", "juil", "july", "jul"],
        &["aout", "august", "aug"],
        &["septembre", "sept", "sep", "september"],
        &["octobre", "oct", "october"],
        &["novembre", "nov", "november"],
        &["decembre", "dec", "december"],
    ];
    let word = word.strip_suffix('.').unwrap_or(word);
    let index = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(index).ok().map(|index| index + 1)
}

fn full_year(text: &str) -> Option<i32> {
    i32::try_from(number(text, 4..=4)?).ok()
}

/// The year that two digits write: 1970 to 2069.
fn short_year(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text, 2..=2)?).ok()?;
    Some(if year < 70 { 2000 + year } else { 1900 + year })
}

/// The number that ASCII digits write, as many as `digits` allows.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits && digits.contains(&text.len())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{end, has_two_orders, is_month_first, start};
    use crate::import::cells::reading::Reading;
    use crate::import::tables::book::Cell;
    use chrono::NaiveDate;
    use proptest::prelude::{prop_assert_eq, proptest};

    /// The reading as a plan's file writes it; nothing for an empty cell, `verbatim` for what is not understood.
    fn told(reading: Reading<crate::model::date::Date>) -> String {
        match reading {
            Reading::Empty => String::new(),
            Reading::Read(date) => date.to_string(),
            Reading::Verbatim => "verbatim".to_owned(),
        }
    }

    #[test]
    fn what_people_write_is_a_date_or_left_as_it_is() {
        for (text, expected) in [
            ("2019", "2019"),
            ("déc-30", "2030-12"),
            ("mai-19", "2019-05"),
            ("sept-19", "2019-09"),
            ("janv.-20", "2020-01"),
            ("May-19", "2019-05"),
            ("janv. 2020", "2020-01"),
            ("Janvier 2018", "2018-01"),
            ("Feb 2021", "2021-02"),
            ("mai '19", "2019-05"),
            ("mai 19", "verbatim"),
            ("19-mai", "verbatim"),
            ("été 2019", "été 2019"),
            ("summer 2019", "été 2019"),
            ("Début 2020", "début 2020"),
            ("début d’année 2020", "début 2020"),
            ("mid-2020", "mi-2020"),
            ("end of 2020", "fin 2020"),
            ("fin décembre 2020", "verbatim"),
            ("courant 2020", "2020"),
            ("en 2020", "2020"),
            ("courant mai 2020", "2020-05"),
            ("1er trimestre 2020", "T1 2020"),
            ("T1 2020", "T1 2020"),
            ("2020-T1", "T1 2020"),
            ("Q3 2020", "T3 2020"),
            ("T5 2020", "verbatim"),
            ("2e semestre 2021", "S2 2021"),
            ("2ème semestre de 2021", "S2 2021"),
            ("second half of 2021", "S2 2021"),
            ("3e semestre 2021", "verbatim"),
            ("01/11/2019", "2019-11-01"),
            ("1/11/19", "2019-11-01"),
            ("1/11/69", "2069-11-01"),
            ("1/11/70", "1970-11-01"),
            ("12/31/2019", "verbatim"),
            ("12.05.2019", "2019-05-12"),
            ("12-05-2019", "2019-05-12"),
            ("05-2019", "2019-05"),
            ("05/2019", "2019-05"),
            ("2019/05/12", "2019-05-12"),
            ("19-05-12", "verbatim"),
            ("12 mai 2019", "2019-05-12"),
            ("le 1er mai 2019", "2019-05-01"),
            ("12-mai-19", "2019-05-12"),
            ("May 12, 2019", "2019-05-12"),
            ("2019-05-12T00:00:00", "2019-05-12"),
            ("2019-05-12 00:00:00", "2019-05-12"),
            ("2019-05-12T14:30:00", "verbatim"),
            ("43466", "2019-01-01"),
            ("45000", "verbatim"),
            ("24 000 €", "verbatim"),
            ("2018-2020", "verbatim"),
            ("2020/2021", "verbatim"),
            ("2019 ?", "verbatim"),
            ("2019 2020", "verbatim"),
            ("2019...", "verbatim"),
            ("2019 …", "verbatim"),
            ("2019 -", "verbatim"),
            ("- 2019", "verbatim"),
            ("2019.", "2019"),
            ("avant 2020", "verbatim"),
            ("d'ici 2030", "verbatim"),
            ("TI : 2030 ; PAT : 2021", "verbatim"),
            ("Février à juillet 2018", "verbatim"),
            ("Marché attribué fin 2019", "verbatim"),
            ("à définir", "verbatim"),
            ("3019", "verbatim"),
            ("???", "?"),
            ("Inconnu", "?"),
            ("/", ""),
            ("--", ""),
        ] {
            let cell = Cell::Text(text.to_owned());
            assert_eq!(told(start(&cell)), expected, "{text}");
            assert_eq!(told(end(&cell)), expected, "{text}");
        }
    }

    #[test]
    fn a_day_in_digits_tells_the_order_or_not() {
        for (text, first, two) in [
            ("12/31/2019", true, false),
            ("12/31/2019 00:00", true, false),
            ("31/12/2019", false, false),
            ("05/06/2019", false, true),
            ("5/6/19", false, true),
            ("06/06/2019", false, false),
            ("2019-05-06", false, false),
            ("05/2019", false, false),
        ] {
            assert_eq!(is_month_first(text), first, "{text}");
            assert_eq!(has_two_orders(text), two, "{text}");
        }
    }

    #[test]
    fn a_start_and_an_end_have_words_of_their_own() {
        for (text, of_start, of_end) in [
            ("En continu", "verbatim", "en continu"),
            ("Permanent", "verbatim", "en continu"),
            ("ongoing", "verbatim", "en continu"),
            ("depuis mai 2012", "2012-05", "verbatim"),
            ("jusqu’en 2030", "verbatim", "2030"),
            ("jusqu'à fin 2030", "verbatim", "fin 2030"),
            ("En cours", "verbatim", "verbatim"),
        ] {
            let cell = Cell::Text(text.to_owned());
            assert_eq!(told(start(&cell)), of_start, "{text}");
            assert_eq!(told(end(&cell)), of_end, "{text}");
        }
    }

    #[test]
    fn a_spreadsheet_counts_days_and_writes_years() {
        for (cell, expected) in [
            (Cell::Empty, ""),
            (Cell::Number("2019".to_owned()), "2019"),
            (Cell::Number("43466".to_owned()), "2019-01-01"),
            (Cell::Number("43466.5".to_owned()), "verbatim"),
            (Cell::Number("18263".to_owned()), "verbatim"),
            (Cell::Number("73415".to_owned()), "2100-12-31"),
            (Cell::Number("73416".to_owned()), "verbatim"),
            (Cell::Number("24000".to_owned()), "verbatim"),
            (Cell::Number("-2019".to_owned()), "verbatim"),
            (Cell::Boolean(true), "verbatim"),
            (Cell::Day(NaiveDate::MAX), "verbatim"),
        ] {
            assert_eq!(told(start(&cell)), expected, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9a-zéû./ '-]{0,16}|\\PC{0,20}") {
            start(&Cell::Text(text.clone()));
            end(&Cell::Text(text));
        }

        #[test]
        fn a_date_of_a_plan_reads_as_itself(year in 1900..=2200i32, month in 1..=12u32, day in 1..=28u32) {
            let texts = [
                format!("{year}"),
                format!("{year}-{month:02}"),
                format!("{year}-{month:02}-{day:02}"),
                format!("mi-{year}"),
                format!("S2 {year}"),
            ];
            for text in texts {
                prop_assert_eq!(told(end(&Cell::Text(text.clone()))), text);
            }
        }
    }
}
