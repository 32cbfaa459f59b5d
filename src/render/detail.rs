//! The budget lines behind each total, so that anyone can add them up again.

use std::io::Write;

use crate::error::Error;
use crate::model::budget::{Basis, Cents, Figure};
use crate::model::column::Column;
use crate::render::budget::{without_dropped, write_notes};
use crate::render::grid::TextTable;
use crate::render::table::{self, Screen, TableHeading, TableSection};
use crate::render::text;
use crate::view::breakdown::{Detail, Details, Groups};
use crate::view::group::By;
use crate::view::total::{Counted, Tally, Total};
use crate::words::{Lang, Word};

/// Write the lines group by group, each group's total below its lines.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    groups: &Groups,
    details: &[Details<'_>],
    by: By,
    basis: Basis,
    lang: Lang,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut sections: Vec<TableSection> = details
        .iter()
        .filter(|details| !details.lines.is_empty())
        .map(|details| {
            let group = &details.group;
            let mut rows: Vec<Vec<String>> =
                details.lines.iter().map(|one| row(one, lang)).collect();
            rows.extend(sums(&group.total, lang));
            TableSection {
                title: Some(text::group(
                    group.key.as_deref(),
                    group.title.as_deref(),
                    lang,
                )),
                rows,
            }
        })
        .collect();
    sections.push(TableSection {
        title: Some(lang.word(Word::Whole).to_owned()),
        rows: sums(&groups.total, lang).collect(),
    });
    table::write_sections(&headings(lang), &sections, 1, screen, out)?;
    write_notes(groups, by, basis, lang, out)
}

/// Write the same as Markdown.
///
/// # Errors
/// The answer cannot be written.
pub fn write_markdown(
    groups: &Groups,
    details: &[Details<'_>],
    by: By,
    basis: Basis,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    for details in details.iter().filter(|details| !details.lines.is_empty()) {
        let group = &details.group;
        let title = text::group(group.key.as_deref(), group.title.as_deref(), lang);
        writeln!(out, "### {title}\n")?;
        let mut rows: Vec<Vec<String>> = details.lines.iter().map(|one| row(one, lang)).collect();
        rows.extend(sums(&group.total, lang));
        let grid = TextTable {
            headings: headings(lang),
            rows,
            footer: 1,
        };
        grid.write_markdown(out)?;
        writeln!(out)?;
    }
    let floor = if groups.total.is_floor() {
        "≥\u{a0}"
    } else {
        ""
    };
    let whole = text::sum(&groups.total.sum, lang);
    let whole = whole.map_or("–".to_owned(), |whole| format!("{floor}{whole}"));
    writeln!(
        out,
        "**{}{}{whole}**",
        lang.word(Word::Whole),
        lang.word(Word::Colon)
    )?;
    if groups.total.without_dropped().is_some() {
        writeln!(
            out,
            "\n{}{}{}",
            lang.word(Word::WithoutDropped),
            lang.word(Word::Colon),
            without_dropped(&groups.total, false, lang)
        )?;
    }
    write_notes(groups, by, basis, lang, out)
}

fn headings(lang: Lang) -> Vec<TableHeading> {
    let heading = |title: &str, numeric, wide| TableHeading {
        title: title.to_owned(),
        numeric,
        wide,
    };
    vec![
        heading(lang.word(Word::ActionAndLine), false, true),
        heading(lang.word(Word::Minimum), true, false),
        heading(lang.word(Word::Maximum), true, false),
        heading(lang.word(Word::Counts), false, false),
    ]
}

fn row(detail: &Detail<'_>, lang: Lang) -> Vec<String> {
    let line = text::line(detail.line, lang);
    let colon = lang.word(Word::Colon);
    let side = |pick: fn(Figure) -> Cents| {
        // Only what is added stands in the columns that add up.
        let added = detail.figure.filter(|_| detail.counted == Counted::Added);
        added.map_or("–".to_owned(), |figure| text::money(pick(figure), lang))
    };
    vec![
        match detail.part {
            Some(part) => format!("{}{colon}{} – {line}", detail.action.id, part.title),
            None => format!("{}{colon}{line}", detail.action.id),
        },
        side(Figure::min),
        side(Figure::max),
        lang.word(counted(detail.counted)).to_owned(),
    ]
}

/// The total, and what it comes to without dropped actions where there is one.
fn sums(total: &Total, lang: Lang) -> impl Iterator<Item = Vec<String>> {
    let kept = total
        .without_dropped()
        .map(|kept| sum(kept, Word::WithoutDropped, lang));
    std::iter::once(sum(total, Word::Total, lang)).chain(kept)
}

fn sum(total: &Tally, name: Word, lang: Lang) -> Vec<String> {
    let side = |pick: fn((Cents, Cents)) -> Cents| {
        let floor = if total.is_floor() { "≥\u{a0}" } else { "" };
        let amount = total.sum.bounds.map(|both| text::money(pick(both), lang));
        amount.map_or("–".to_owned(), |amount| format!("{floor}{amount}"))
    };
    vec![
        lang.word(name).to_owned(),
        side(|(min, _)| min),
        side(|(_, max)| max),
        String::new(),
    ]
}

fn counted(counted: Counted) -> Word {
    match counted {
        Counted::Added => Word::Surely,
        Counted::Unknown => Word::NoFigure,
        Counted::OtherBasis => Word::OtherBasis,
        Counted::Elsewhere => Word::CountedElsewhere,
        Counted::OfWhich => Word::OfWhich,
        Counted::Yearly => Word::PerYear,
    }
}

/// One row a line, for a program: bare numbers, and how each counts by its name in JSON.
pub fn plain(details: &[Details<'_>], by: By, lang: Lang) -> TextTable {
    let headings = [
        text::by(by, lang),
        lang.heading(Column::Id),
        lang.heading(Column::SubActions),
        lang.word(Word::BudgetLine),
        lang.word(Word::Counts),
        lang.heading(Column::BudgetMin),
        lang.heading(Column::BudgetMax),
    ];
    let mut rows = Vec::new();
    for group in details {
        for detail in &group.lines {
            let side = |pick: fn(Figure) -> Cents| {
                detail
                    .figure
                    .map(|figure| pick(figure).bare())
                    .unwrap_or_default()
            };
            rows.push(vec![
                group.group.key.clone().unwrap_or_default(),
                detail.action.id.to_string(),
                detail
                    .part
                    .map(|part| part.title.clone())
                    .unwrap_or_default(),
                text::line(detail.line, lang),
                detail.counted.name().to_owned(),
                side(Figure::min),
                side(Figure::max),
            ]);
        }
    }
    TextTable {
        headings: headings.into_iter().map(TableHeading::words).collect(),
        rows,
        footer: 0,
    }
}
