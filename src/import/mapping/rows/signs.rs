//! What a row or a table is, by its look: a sum of others, words that explain the columns, cells one column off.

use crate::import::cells::amount::budget;
use crate::import::cells::date;
use crate::import::cells::reading::{Reading, begins_among, is_filler};
use crate::import::cells::scale::Scale;
use crate::import::mapping::heading::{Layout, Target};
use crate::import::mapping::lexicon::Lexicon;
use crate::import::mapping::row::HeadedCell;
use crate::import::tables::book::{Cell, Grid, Record};
use crate::model::budget::BudgetLine;
use crate::model::key::Key;
use crate::words::dictionary::normal;

/// Whether cells of a row stand in columns that are not theirs: a scan or a paste lost one, or made one.
///
/// Then nobody knows which date is the start, and which number the budget.
pub(super) fn is_shifted(fields: &[HeadedCell<'_>], lexicon: &Lexicon<'_>) -> bool {
    let has_digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let is_year = |text: &str| {
        let year = text.trim().parse::<u32>();
        text.trim().len() == 4 && year.is_ok_and(|year| (1900..=2100).contains(&year))
    };
    let is_amount = |cell: &Cell| {
        let text = cell.text();
        let is_long = has_digits(&text) > 4 && !text.contains(['/', '-']);
        let read = budget(cell, Some(Scale::EUROS));
        (text.contains('€') || is_long) && read.lines.iter().any(BudgetLine::has_figure)
    };
    let is_status = |text: &str| lexicon.is_status(text);
    let is_date = |cell: &Cell| matches!(date::end(cell), Reading::Read(_));
    let filled = fields.iter().filter(|field| !field.cell.is_empty());
    let is_foreign = |field: &HeadedCell<'_>| {
        let (cell, text) = (field.cell, field.cell.text());
        match field.heading.target {
            Target::Key(Key::Start | Key::End) => {
                (is_amount(cell) && !is_date(cell)) || is_status(&text)
            }
            Target::Key(Key::Budget) => {
                // `2000` under a heading in euros is an amount.
                let money = field.heading.money.as_ref();
                let is_stated = money.is_some_and(|money| money.scale.is_stated);
                is_status(&text) || (is_year(&text) && !is_stated)
            }
            Target::Key(Key::Status) => is_amount(cell) || is_date(cell),
            Target::Key(Key::Owners | Key::Partners | Key::Audiences) => is_year(&text),
            _ => false,
        }
    };
    let is_beyond =
        |field: &HeadedCell<'_>| !field.heading.known && field.heading.text.starts_with('#');
    let is_not_understood = |field: &HeadedCell<'_>| match field.heading.target {
        Target::Key(Key::Start | Key::End) => {
            !is_filler(&field.cell.text()) && !is_date(field.cell)
        }
        Target::Key(Key::Status) => !is_status(&field.cell.text()),
        _ => false,
    };
    filled.clone().any(is_foreign)
        || (filled.clone().any(is_beyond) && filled.clone().any(is_not_understood))
}

/// Whether a day below the headings of dates is written with the month first.
pub(super) fn shows_months_first(grid: &Grid, layout: &Layout) -> bool {
    let dates = layout.columns(&[Key::Start.into(), Key::End.into()]);
    layout.rows(grid).iter().any(|record| {
        let mut cells = dates.iter().map(|index| record.cell(*index).text());
        cells.any(|text| date::is_month_first(&text))
    })
}

/// Whether a row says what to write into the columns, as forms do below their headings.
pub(super) fn is_explanation(record: &Record) -> bool {
    const BEGINNINGS: &str = "ce champ, champ , choisissez, creez, indiquez, precisez, presentez, \
        renseignez, saisissez, selectionnez, si vos , texte , enter , select , utilisez, choose";
    let filled = record.cells.iter().filter(|cell| !cell.is_empty());
    let explains = |cell: &&Cell| begins_among(&normal(&cell.text()), BEGINNINGS);
    let (filled, explaining) = (filled.clone().count(), filled.filter(explains).count());
    filled > 1 && explaining * 2 > filled
}
