//! A cell that follows from others, as this program exports it, beside what somebody may have typed there.

use crate::import::cells::amount::money;
use crate::import::cells::date;
use crate::import::cells::reading::on_one_line;
use crate::import::cells::texts;
use crate::import::tables::book::Cell;
use crate::model::date::{Date, Period};
use crate::view::columns::ColumnValue;
use crate::words::Lang;

/// Tells whether a cell says what an export writes for a value, in either language and whatever the spreadsheet made of it.
pub fn says(cell: &Cell, value: &ColumnValue<'_>) -> bool {
    let text = cell.text();
    let said = on_one_line(&text);
    let is_list = |items: Vec<String>| texts::list(text.trim(), true) == items;
    match value {
        // The most of a floor is not known, and is written nowhere.
        ColumnValue::Absent | ColumnValue::KnownMost(_) => said.is_empty(),
        ColumnValue::Text(value) => said == on_one_line(value),
        ColumnValue::Number(value) => said == value.to_string(),
        ColumnValue::Money(value) => money(&text) == Some(*value),
        ColumnValue::Day(day) => date::end(cell).value() == Some(Date::Within(Period::Day(*day))),
        ColumnValue::Budget(_, lines) => [Lang::Fr, Lang::En].into_iter().any(|lang| {
            let lines = lines.iter().map(|line| lang.part_line(*line));
            said == on_one_line(&lines.collect::<Vec<_>>().join(" ; "))
        }),
        ColumnValue::SubActions(parts) => {
            is_list(parts.iter().map(|part| part.title.clone()).collect())
        }
        ColumnValue::Indicators(all) => is_list(all.iter().map(|one| one.name.clone()).collect()),
        ColumnValue::List(items) => is_list(items.clone()),
        // They follow from nothing: their columns are read.
        ColumnValue::Date(_) | ColumnValue::FollowUp(_) | ColumnValue::Extra(_) => true,
    }
}
