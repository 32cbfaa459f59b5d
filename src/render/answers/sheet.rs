//! An action whole, as a person reads it: its fields, then what takes more than a line.

use crate::model::column::Column;
use crate::model::key::{Key, Shape};
use crate::render::answer::{Block, Item};
use crate::render::answers::part;
use crate::render::text;
use crate::render::value::Value;
use crate::view::columns::{ColumnValue, Row, cell};
use crate::words::history::HistoryPhrase;
use crate::words::{Lang, Word};

/// The fields that take a line.
const SHORT: &[Column] = &[
    Column::Key(Key::Code),
    Column::Key(Key::Themes),
    Column::Key(Key::Status),
    Column::Key(Key::Priority),
    Column::Key(Key::Elected),
    Column::Key(Key::Owners),
    Column::Key(Key::Funders),
    Column::Key(Key::Partners),
    Column::Key(Key::Audiences),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::Key(Key::OtherMeasures),
    Column::Key(Key::Places),
    Column::Extra,
    Column::Key(Key::Budget),
];

/// The fields that take more, below the lines of the budget.
const LONG: &[Column] = &[
    Column::Key(Key::Description),
    Column::Key(Key::Objectives),
    Column::Key(Key::Resources),
    Column::Key(Key::Progress),
    Column::Key(Key::FollowUp),
    Column::Key(Key::Effects),
    Column::Key(Key::Indicators),
    Column::Key(Key::Links),
    Column::Key(Key::SubActions),
    Column::Key(Key::EditorNotes),
];

/// The action with its place in the plan and its file.
pub fn blocks(row: &Row<'_>, with_notes: bool, lang: Lang) -> Vec<Block> {
    let place = [
        (Column::Axis, text::axis(row.axis), row.axis_title),
        (
            Column::Measure,
            row.action.measure.to_string(),
            row.measure_title,
        ),
        (Column::Id, row.action.id.to_string(), None),
    ];
    let place = place.map(|(column, key, title)| {
        let named = title.map_or(key.clone(), |title| format!("{key} {title}"));
        (lang.heading(column).to_owned(), Value::Text(named))
    });
    let heading = Block::Heading(3, row.action.sheet.title.clone());
    let path = (
        lang.heading(Column::Path).to_owned(),
        Value::Text(row.action.path()),
    );
    std::iter::once(heading)
        .chain(stated(row, place.to_vec(), with_notes, lang))
        .chain([Block::Fields(vec![path])])
        .collect()
}

/// What the action states, below the fields in `fields`.
pub fn stated(
    row: &Row<'_>,
    mut fields: Vec<(String, Value)>,
    with_notes: bool,
    lang: Lang,
) -> Vec<Block> {
    let columns = SHORT.iter().copied().chain(unplaced());
    let short = columns.map(|column| (column, short(column, row, lang)));
    let shown = short.filter(|(column, value)| *value != Value::Absent || is_always_shown(*column));
    fields.extend(shown.map(|(column, value)| (lang.heading(column).to_owned(), value)));
    let lines: Vec<String> = row
        .action
        .sheet
        .lines()
        .map(|line| lang.part_line(line))
        .collect();
    let lines = list(lang.word(Word::BUDGET_LINES), lines);
    let long = LONG
        .iter()
        .filter(|column| with_notes || **column != Key::EditorNotes);
    std::iter::once(Block::Fields(fields))
        .chain(lines)
        .chain(long.filter_map(|column| long_field(*column, row, with_notes, lang)))
        .collect()
}

/// The keys that neither list places: a new one is shown without being named there.
fn unplaced() -> impl Iterator<Item = Column> {
    let keys = Key::all().filter(|key| *key != Key::Title && key.shape() != Shape::Tables);
    let columns = keys.map(Column::Key);
    columns.filter(|column| !SHORT.contains(column) && !LONG.contains(column))
}

/// Whether a field is shown also where nothing is filled in.
fn is_always_shown(column: Column) -> bool {
    matches!(
        column,
        Column::Key(Key::Status)
            | Column::Key(Key::Owners)
            | Column::Key(Key::Start)
            | Column::Key(Key::End)
            | Column::Key(Key::Budget)
    )
}

fn short(column: Column, row: &Row<'_>, lang: Lang) -> Value {
    match cell(column, row) {
        ColumnValue::Date(shown) => Value::Text(text::whole_date(shown, lang)),
        other => Value::for_people(&other, lang),
    }
}

fn long_field(column: Column, row: &Row<'_>, with_notes: bool, lang: Lang) -> Option<Block> {
    let heading = lang.heading(column);
    match cell(column, row) {
        ColumnValue::List(texts) => list(heading, texts),
        ColumnValue::Indicators(indicators) => {
            let indicators = indicators.iter();
            list(heading, indicators.map(|one| text::indicator(one, lang)))
        }
        ColumnValue::FollowUp(notes) => {
            // A document for others holds the last note only, and says so.
            let earlier = if with_notes {
                0
            } else {
                notes.len().saturating_sub(1)
            };
            let shown = notes[earlier..]
                .iter()
                .map(|note| text::follow_up(note, lang));
            let left_out =
                (earlier > 0).then(|| lang.history(HistoryPhrase::EarlierNotes(earlier)));
            list(heading, left_out.into_iter().chain(shown))
        }
        ColumnValue::SubActions(parts) => {
            list(heading, parts.iter().map(|part| part::item(part, lang)))
        }
        ColumnValue::Text(text) => Some(Block::Prose(Some(heading.to_owned()), text)),
        _ => None,
    }
}

/// Several things under what they are called; nothing where there is none.
fn list<T: Into<Item>>(heading: &str, things: impl IntoIterator<Item = T>) -> Option<Block> {
    let things = Item::of(heading.to_owned(), things);
    (!things.below.is_empty()).then_some(Block::Entry(things))
}
