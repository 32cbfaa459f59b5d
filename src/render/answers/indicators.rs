//! The indicators of actions, a row each.

use crate::model::field::Field;
use crate::model::indicator::Decimal;
use crate::render::answer::{Answer, Block, TableHeading};
use crate::render::columns::Columns;
use crate::render::text;
use crate::render::value::{Tone, Value};
use crate::view::indicators::IndicatorRow;
use crate::words::{Lang, Word};

/// The table; nothing but a sentence for people where there are none.
pub fn answer(rows: &[IndicatorRow<'_>], lang: Lang) -> Answer {
    let [table, programs] = columns(lang).tables(rows, 0);
    let block = match rows.is_empty() {
        true => Block::Paragraph(lang.word(Word::SINCE_NO_INDICATOR).to_owned()),
        false => Block::Table(table),
    };
    Answer {
        blocks: vec![block],
        rows: Some(programs),
    }
}

fn columns<'a>(lang: Lang) -> Columns<'a, IndicatorRow<'a>> {
    let plain = |number: Option<&Decimal>| {
        number.map_or(Value::Absent, |number| Value::Number(number.0.clone()))
    };
    let shown =
        move |number: Option<&Decimal>| Value::text(number.map(|one| text::decimal(one, lang)));
    let heading = |field| lang.field(field);
    let mut columns = Columns::<IndicatorRow<'_>>::default();
    columns.both(TableHeading::words(heading(Field::Action)), |row| {
        Value::text(Some(row.action))
    });
    columns.programs(heading(Field::ActionTitle), |row| row.action_title.into());
    columns.programs(heading(Field::SubAction), |row| Value::text(row.sub_action));
    columns.people(TableHeading::sentences(heading(Field::Name)), |row| {
        text::of_part(row.sub_action, &row.indicator.name).into()
    });
    columns.programs(heading(Field::Name), |row| {
        row.indicator.name.as_str().into()
    });
    columns.programs(heading(Field::Unit), |row| {
        Value::text(row.indicator.unit.as_ref())
    });
    columns.people(
        TableHeading::numbers(heading(Field::Baseline)).spare(),
        move |row| shown(row.indicator.baseline.as_ref()),
    );
    columns.programs(heading(Field::Baseline), move |row| {
        plain(row.indicator.baseline.as_ref())
    });
    columns.people(
        TableHeading::numbers(lang.word(Word::SINCE_LAST_VALUE)),
        move |row| text::last_value(row.indicator, lang).map_or(Value::Absent, Value::Text),
    );
    columns.programs(lang.word(Word::YEAR), |row| {
        row.year
            .map_or(Value::Absent, |year| Value::Integer(year.into()))
    });
    columns.programs(lang.word(Word::SINCE_LAST_VALUE), move |row| {
        plain(row.value)
    });
    columns.people(TableHeading::words(heading(Field::Target)), move |row| {
        Value::text(text::target(row.indicator, lang))
    });
    columns.programs(heading(Field::Target), move |row| {
        plain(row.indicator.target.as_ref())
    });
    columns.programs(heading(Field::By), |row| {
        row.indicator.by.map_or(Value::Absent, Value::Date)
    });
    columns.people(
        TableHeading::numbers(lang.word(Word::REACHED)).spare(),
        |row| Value::text(row.reached.map(|reached| format!("{reached}\u{a0}%"))),
    );
    columns.programs(format!("{} (%)", lang.word(Word::REACHED)), |row| {
        row.reached.map_or(Value::Absent, Value::Integer)
    });
    columns.people(
        TableHeading::words(lang.word(Word::LATE_HEADING)),
        move |row| match row.late {
            Some(true) => Value::Toned(lang.word(Word::LATE).to_owned(), Tone::Late),
            Some(false) => Value::Absent,
            None => lang.word(Word::NOT_MEASURED).into(),
        },
    );
    columns.programs(lang.word(Word::LATE_HEADING), |row| {
        row.late.map_or(Value::Absent, Value::Boolean)
    });
    columns
}
