//! The plan at a glance: on one screen, as Markdown.

use chrono::NaiveDate;

use crate::model::column::Column;
use crate::model::key::Key;
use crate::model::plan::Settings;
use crate::render::answer::{Answer, Block, Table, TableHeading};
use crate::render::text;
use crate::render::value::{Amount, AmountSide, AmountUnit, Value};
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

/// The columns that the longest bar takes.
const BAR: usize = 20;
/// The measures without an action that a screen names.
const NAMED: usize = 6;

/// The plan at a glance.
pub fn answer(glance: &Glance<'_>, frame: &Frame<'_>) -> Answer {
    let tables = [
        statuses(glance, frame.lang),
        axes(glance, frame.lang),
        to_do(glance, frame),
    ];
    let foot = foot(glance).map(|note| Block::Remarks(frame.lang.note(&note), Vec::new()));
    Answer {
        blocks: head(glance, frame)
            .into_iter()
            .chain(tables.map(Block::Table))
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

fn statuses(glance: &Glance<'_>, lang: Lang) -> Table {
    let most = glance.statuses.iter().map(|(_, count)| *count).max();
    let rows = glance.statuses.iter().map(|(status, count)| {
        vec![
            Value::Text(text::group(*status, None, lang)),
            Value::count(*count),
            Value::Text(bar(*count, most.unwrap_or(0))),
        ]
    });
    let headings = vec![
        TableHeading::words(lang.heading(Key::Status)),
        TableHeading::numbers(lang.word(Word::ACTIONS)),
        TableHeading::words(""),
    ];
    Table::new(headings, rows.collect())
}

fn axes(glance: &Glance<'_>, lang: Lang) -> Table {
    let groups = &glance.axes.groups;
    let most = groups.iter().map(|group| group.total.actions).max();
    let drops = glance.axes.total.without_dropped().is_some();
    let budget =
        |tally: &Tally| Value::Amount(Amount::of(tally, AmountSide::Both, AmountUnit::Short));
    let row = |name: String, bar: String, total: &Total| {
        let mut cells = vec![
            Value::Text(name),
            Value::count(total.actions),
            Value::Text(bar),
            budget(total),
        ];
        cells.extend(drops.then(|| budget(total.kept())));
        cells.push(Value::count(total.without_figure()));
        cells
    };
    let rows = groups.iter().map(|group| {
        let name = text::group(group.key.as_deref(), group.title.as_deref(), lang);
        let bar = bar(group.total.actions, most.unwrap_or(0) * 2);
        row(name, bar, &group.total)
    });
    let total = row(
        lang.word(Word::TOTAL).to_owned(),
        String::new(),
        &glance.axes.total,
    );
    let mut headings = vec![
        TableHeading::sentences(lang.heading(Column::Axis)),
        TableHeading::numbers(lang.word(Word::ACTIONS)),
        TableHeading::words(""),
        TableHeading::numbers(lang.heading(Key::Budget)),
    ];
    headings.extend(drops.then(|| TableHeading::numbers(lang.word(Word::WITHOUT_DROPPED))));
    headings.push(TableHeading::numbers(lang.word(Word::WITHOUT_FIGURE)));
    Table::of(headings, rows.chain([total]).collect(), 1)
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
        vec![Value::Text(what), Value::count(count), Value::text(command)]
    });
    let headings = vec![
        TableHeading::words(lang.word(Word::TO_DO)),
        TableHeading::numbers(lang.word(Word::ACTIONS)),
        TableHeading::words(lang.word(Word::COMMAND)),
    ];
    Table::new(headings, rows.collect())
}

/// A bar as long as `count` is to `most`, to an eighth of a character; something shows where there is anything.
fn bar(count: usize, most: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if count == 0 || most == 0 {
        return String::new();
    }
    let length = (count * BAR * 8 / most).max(1);
    format!("{}{}", "█".repeat(length / 8), EIGHTHS[length % 8])
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        for (count, most, expected) in [
            (0, 10, ""),
            (1, 1000, "▏"),
            (10, 10, "████████████████████"),
            (5, 10, "██████████"),
            (1, 32, "▋"),
            (3, 0, ""),
        ] {
            assert_eq!(bar(count, most), expected, "{count} of {most}");
        }
    }
}
