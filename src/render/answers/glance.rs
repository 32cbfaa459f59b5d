//! The plan at a glance: on one screen, as Markdown.

use chrono::NaiveDate;

use crate::model::column::Column;
use crate::model::key::Key;
use crate::model::plan::Settings;
use crate::render::answer::{
    Answer, Block, Chart, ChartRow, Fill, Mark, Table, TableHeading, part,
};
use crate::render::text;
use crate::render::value::{Amount, AmountSide, AmountUnit, Tone, Value};
use crate::view::breakdown::Group;
use crate::view::glance::Glance;
use crate::view::total::{Tally, Total};
use crate::words::{Lang, Note, Word};

/// What stands around the figures.
#[derive(Debug)]
pub struct Frame<'a> {
    /// What the plan says of itself.
    pub settings: &'a Settings,
    /// The selection, as typed.
    pub selection: String,
    /// The option that names the moment that the plan is read at, as typed.
    pub at: String,
    /// The option that names the day, as typed.
    pub day: String,
    /// The day.
    pub today: NaiveDate,
    /// How many days ahead deadlines were counted.
    pub days: u32,
    /// The language.
    pub lang: Lang,
}

/// The measures without an action that a screen names.
const NAMED: usize = 6;

/// The plan at a glance.
pub fn answer(glance: &Glance<'_>, frame: &Frame<'_>) -> Answer {
    let charts = [statuses(glance, frame.lang), axes(glance, frame.lang)];
    let to_do = to_do(glance, frame);
    let foot = foot(glance).map(|note| Block::Remarks(frame.lang.note(&note), Vec::new()));
    Answer {
        blocks: head(glance, frame)
            .into_iter()
            .chain(charts.map(Block::Chart))
            .chain([Block::Table(to_do)])
            .chain(foot)
            .collect(),
        rows: None,
    }
}

fn head(glance: &Glance<'_>, frame: &Frame<'_>) -> [Block; 2] {
    let mut title = frame.settings.name.clone();
    if let Some(period) = &frame.settings.period {
        title.push_str(&format!(", {period}"));
    }
    let on = frame.lang.note(&Note::OnDay {
        actions: glance.actions,
        selection: frame.selection.clone(),
        today: frame.today,
    });
    [Block::Heading(2, title), Block::Paragraph(on)]
}

fn foot(glance: &Glance<'_>) -> Option<Note> {
    let names = glance.idle.iter().take(NAMED);
    (!glance.idle.is_empty()).then(|| Note::Idle {
        measures: names
            .map(|measure| format!("{} {}", measure.key, measure.title))
            .collect(),
        more: glance.idle.len().saturating_sub(NAMED),
    })
}

fn statuses(glance: &Glance<'_>, lang: Lang) -> Chart {
    let most = glance.statuses.iter().map(|(_, count)| *count).max();
    let names = glance.statuses.iter().map(|(status, count)| {
        let name = text::group(*status, None, lang);
        (name, *count, lang.actions(*count))
    });
    let bars = bars(names, most.unwrap_or(0));
    let rows = glance.statuses.iter();
    let rows = rows.map(|(status, count)| {
        let name = text::group(*status, None, lang);
        vec![name.into(), Value::count(*count)]
    });
    let headings = vec![
        TableHeading::words(lang.heading(Key::Status)),
        TableHeading::numbers(lang.word(Word::ACTIONS)),
    ];
    let table = Table::new(headings, rows.collect());
    Chart::of(
        lang.word(Word::PLAN_STATE).to_owned(),
        Vec::new(),
        bars,
        table,
    )
}

/// Numbers of actions as bars, the longest of which would be `most`: the name of each, the number, and its words.
fn bars(named: impl Iterator<Item = (String, usize, String)>, most: usize) -> Vec<ChartRow> {
    let bar = |count| Mark::of(0..part(count as i128, most as i128), Fill::Sure);
    named
        .map(|(name, count, words)| ChartRow::of(name.into(), words, vec![bar(count)]))
        .collect()
}

fn axes(glance: &Glance<'_>, lang: Lang) -> Chart {
    let groups = &glance.axes.groups;
    let most = groups.iter().map(|group| group.total.actions).max();
    let drops = glance.axes.total.without_dropped().is_some();
    let budget =
        |tally: &Tally| Value::Amount(Amount::of(tally, AmountSide::Both, AmountUnit::Short));
    let row = |name: String, total: &Total| {
        let mut cells = vec![
            Value::Text(name),
            Value::count(total.actions),
            budget(total),
        ];
        cells.extend(drops.then(|| budget(total.kept())));
        cells.push(Value::count(total.without_figure()));
        cells
    };
    let name = |group: &Group| text::group(group.key.as_deref(), group.title.as_deref(), lang);
    let rows = groups.iter().map(|group| row(name(group), &group.total));
    let total = row(lang.word(Word::TOTAL).to_owned(), &glance.axes.total);
    let mut headings = vec![
        TableHeading::sentences(lang.heading(Column::Axis)),
        TableHeading::numbers(lang.word(Word::ACTIONS)),
        TableHeading::numbers(lang.heading(Key::Budget)),
    ];
    headings.extend(drops.then(|| TableHeading::numbers(lang.word(Word::WITHOUT_DROPPED))));
    headings.push(TableHeading::numbers(lang.word(Word::WITHOUT_FIGURE)));
    let table = Table::of(headings, rows.chain([total]).collect(), 1);
    let names = groups.iter().map(|group| {
        let (count, cost) = (
            lang.actions(group.total.actions),
            text::total(&group.total, lang),
        );
        let words = [count, cost].into_iter().filter(|words| !words.is_empty());
        let words = words.collect::<Vec<_>>().join(", ");
        (name(group), group.total.actions, words)
    });
    // Half as long: titles and amounts beside them need the room.
    let bars = bars(names, most.unwrap_or(0) * 2);
    Chart::of(
        lang.word(Word::ACTIONS_BY_AXIS).to_owned(),
        Vec::new(),
        bars,
        table,
    )
}

/// What is late, soon due or lacking, each with the command that lists it.
fn to_do(glance: &Glance<'_>, frame: &Frame<'_>) -> Table {
    let command = |option: String| {
        // What is lacking is lacking on any day.
        let day = match option.starts_with("--missing") {
            true => "",
            false => &frame.day,
        };
        let words = ["plan list", &frame.selection, &option, &frame.at, day];
        let words = words.into_iter().filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    let lang = frame.lang;
    let mut rows = vec![
        (
            lang.word(Word::LATE).to_owned(),
            glance.late,
            "--late".to_owned(),
        ),
        (
            lang.note(&Note::DueWithin(frame.days)),
            glance.due,
            format!("--due {}", frame.days),
        ),
    ];
    rows.extend(glance.missing.iter().map(|(column, count)| {
        let what = lang.heading(*column);
        (
            format!(
                "{}{}{what}",
                lang.word(Word::NOT_FILLED_IN),
                lang.word(Word::COLON)
            ),
            *count,
            format!("--missing {}", column.name()),
        )
    }));
    let rows = rows.into_iter().map(|(what, count, option)| {
        let command = (count > 0).then(|| command(option));
        let what = match count > 0 && what == lang.word(Word::LATE) {
            true => Value::Toned(what, Tone::Late),
            false => Value::Text(what),
        };
        vec![what, Value::count(count), Value::text(command)]
    });
    let headings = vec![
        TableHeading::words(lang.word(Word::TO_DO)),
        TableHeading::numbers(lang.word(Word::ACTIONS)),
        TableHeading::words(lang.word(Word::COMMAND)),
    ];
    Table::new(headings, rows.collect())
}
