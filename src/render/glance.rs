//! The plan at a glance: on one screen, as Markdown.

use std::io::Write;

use chrono::NaiveDate;

use crate::error::Error;
use crate::model::column::Column;
use crate::model::plan::Settings;
use crate::render::budget::without_dropped;
use crate::render::grid::TextTable;
use crate::render::table::{self, Screen, TableHeading};
use crate::render::text;
use crate::view::glance::Glance;
use crate::view::total::Total;
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

/// Write it for a screen.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    glance: &Glance<'_>,
    frame: &Frame<'_>,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    for line in head(glance, frame) {
        writeln!(out, "{line}")?;
    }
    for grid in grids(glance, frame) {
        writeln!(out)?;
        table::write(&grid.headings, grid.rows, grid.footer, screen, out)?;
    }
    if let Some(note) = foot(glance) {
        writeln!(out, "\n{}", frame.lang.note(&note))?;
    }
    Ok(())
}

/// Write it as Markdown.
///
/// # Errors
/// The answer cannot be written.
pub fn write_markdown(
    glance: &Glance<'_>,
    frame: &Frame<'_>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let [title, rest @ ..] = &head(glance, frame)[..] else {
        return Ok(());
    };
    writeln!(out, "## {title}\n\n{}", rest.join("\n"))?;
    for grid in grids(glance, frame) {
        writeln!(out)?;
        grid.write_markdown(out)?;
    }
    if let Some(note) = foot(glance) {
        writeln!(out, "\n{}", frame.lang.note(&note))?;
    }
    Ok(())
}

fn head(glance: &Glance<'_>, frame: &Frame<'_>) -> Vec<String> {
    let mut title = frame.settings.name.clone();
    if let Some(period) = &frame.settings.period {
        title.push_str(&format!(", {period}"));
    }
    let on = frame.lang.note(&Note::OnDay {
        actions: glance.actions,
        selection: frame.selection.clone(),
        today: frame.today,
    });
    vec![title, on]
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

fn grids(glance: &Glance<'_>, frame: &Frame<'_>) -> [TextTable; 3] {
    [
        statuses(glance, frame.lang),
        axes(glance, frame.lang),
        to_do(glance, frame),
    ]
}

fn statuses(glance: &Glance<'_>, lang: Lang) -> TextTable {
    let most = glance.statuses.iter().map(|(_, count)| *count).max();
    let rows = glance.statuses.iter().map(|(status, count)| {
        vec![
            text::group(*status, None, lang),
            count.to_string(),
            bar(*count, most.unwrap_or(0)),
        ]
    });
    TextTable {
        headings: vec![
            heading(lang.heading(Column::Status), false),
            heading(lang.word(Word::Actions), true),
            heading("", false),
        ],
        rows: rows.collect(),
        footer: 0,
    }
}

fn axes(glance: &Glance<'_>, lang: Lang) -> TextTable {
    let groups = &glance.axes.groups;
    let most = groups.iter().map(|group| group.total.actions).max();
    let budget = |total: &Total| {
        let known = total.sum.bounds.map(|bounds| text::short(bounds, lang));
        // What lacks a figure makes of the sum a floor.
        let floor = if total.is_floor() { "≥\u{a0}" } else { "" };
        known.map_or("–".to_owned(), |known| format!("{floor}{known}"))
    };
    let has_dropped = glance.axes.total.without_dropped().is_some();
    let budgets = |total: &Total| {
        let kept = || without_dropped(total, true, lang);
        [budget(total)].into_iter().chain(has_dropped.then(kept))
    };
    let mut rows: Vec<Vec<String>> = groups
        .iter()
        .map(|group| {
            let mut row = vec![
                text::group(group.key.as_deref(), group.title.as_deref(), lang),
                group.total.actions.to_string(),
                bar(group.total.actions, most.unwrap_or(0) * 2),
            ];
            row.extend(budgets(&group.total));
            row.push(group.total.without_figure().to_string());
            row
        })
        .collect();
    let mut last = vec![
        lang.word(Word::Total).to_owned(),
        glance.actions.to_string(),
        String::new(),
    ];
    last.extend(budgets(&glance.axes.total));
    last.push(glance.axes.total.without_figure().to_string());
    rows.push(last);
    let mut headings = vec![
        TableHeading::sentences(lang.heading(Column::Axis)),
        heading(lang.word(Word::Actions), true),
        heading("", false),
        heading(lang.heading(Column::Budget), true),
    ];
    headings.extend(has_dropped.then(|| heading(lang.word(Word::WithoutDropped), true)));
    headings.push(heading(lang.word(Word::WithoutFigure), true));
    TextTable {
        headings,
        rows,
        footer: 1,
    }
}

/// What is late, soon due or lacking, each with the command that lists it.
fn to_do(glance: &Glance<'_>, frame: &Frame<'_>) -> TextTable {
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
            lang.word(Word::Late).to_owned(),
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
                lang.word(Word::NotFilledIn),
                lang.word(Word::Colon)
            ),
            *count,
            format!("--missing {}", column.name()),
        )
    }));
    TextTable {
        headings: vec![
            heading(lang.word(Word::ToDo), false),
            heading(lang.word(Word::Actions), true),
            heading(lang.word(Word::Command), false),
        ],
        rows: rows
            .into_iter()
            .map(|(what, count, option)| {
                let command = if count > 0 {
                    command(option)
                } else {
                    String::new()
                };
                vec![what, count.to_string(), command]
            })
            .collect(),
        footer: 0,
    }
}

fn heading(title: &str, numeric: bool) -> TableHeading {
    TableHeading {
        title: title.to_owned(),
        numeric,
        wide: false,
    }
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
