//! The days on which actions start and end, as a calendar (RFC 5545).

use std::io::Write;

use chrono::{NaiveDate, NaiveTime};
use icalendar::{Calendar, Component, Event, EventLike};

use crate::error::Error;
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::render::provenance::Provenance;
use crate::render::screen::visible;
use crate::render::text;
use crate::view::columns::Row;
use crate::view::dates::Shown;
use crate::words::{Lang, Word};

/// Write a day for each start and end that actions give: the first day that a start may mean, the last that an end may.
///
/// The same action has the same events in every calendar of the plan, whatever it is called by then.
///
/// # Errors
/// The calendar cannot be written.
pub fn write(
    rows: &[Row<'_>],
    provenance: &Provenance,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut calendar = Calendar::new().name(&visible(&provenance.plan)).done();
    for row in rows {
        let days = [(Key::Start, row.start), (Key::End, row.end)];
        let events = days.into_iter().filter_map(|(key, shown)| {
            let shown = shown.filter(|shown| !shown.open)?;
            let (first, last) = shown.bounds()?;
            let (day, bound) = match key {
                Key::Start => (first, Column::StartEarliest),
                _ => (last, Column::EndLatest),
            };
            let what = if first == last { key.into() } else { bound };
            Some(event(row, (key, shown), (day, what), provenance, lang))
        });
        calendar.extend(events);
    }
    Ok(write!(out, "{calendar}")?)
}

fn event(
    row: &Row<'_>,
    (key, shown): (Key, Shown),
    (day, what): (NaiveDate, Column),
    provenance: &Provenance,
    lang: Lang,
) -> Event {
    let sheet = &row.action.sheet;
    let colon = lang.word(Word::COLON);
    let field = |what: Column, value: &str| format!("{}{colon}{value}", lang.heading(what));
    let status = text::group(sheet.status.as_deref(), None, lang);
    let lines = [
        field(key.into(), &text::whole_date(shown, lang)),
        field(Key::Status.into(), &status),
        row.action.path(),
    ];
    let id = sheet.former.first().unwrap_or(&row.action.id);
    let plan = fold(&provenance.plan).replace(' ', "-");
    Event::new()
        .uid(&format!("{id}-{}@{plan}", key.name()))
        .timestamp(provenance.today.and_time(NaiveTime::MIN).and_utc())
        .summary(&visible(&field(what, &sheet.title)))
        .description(&lines.map(|line| visible(&line)).join("\n"))
        .starts(day)
        .done()
}
