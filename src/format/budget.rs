//! Budgets as a table, and below it what the total rests on and leaves out.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use crate::error::Error;
use crate::format::grid::Grid;
use crate::format::table::{self, Heading, Screen};
use crate::format::text;
use crate::messages::{Lang, Note, Word};
use crate::model::budget::{Basis, Cents};
use crate::model::column::Column;
use crate::view::group::{By, Groups};
use crate::view::total::Total;

/// Write the groups and their total.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    groups: &Groups,
    by: By,
    basis: Basis,
    lang: Lang,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    table::write(&headings(by, lang), rows(groups, lang), 1, screen, out)?;
    writeln!(out)?;
    for note in notes(groups, basis, lang) {
        writeln!(out, "{}", lang.note(&note))?;
    }
    Ok(())
}

/// Write the same as Markdown.
///
/// # Errors
/// The answer cannot be written.
pub fn write_markdown(
    groups: &Groups,
    by: By,
    basis: Basis,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let grid = Grid {
        headings: headings(by, lang).to_vec(),
        rows: rows(groups, lang),
        footer: 1,
    };
    grid.write_markdown(out)?;
    writeln!(out)?;
    for note in notes(groups, basis, lang) {
        writeln!(out, "- {}", lang.note(&note))?;
    }
    Ok(())
}

fn headings(by: By, lang: Lang) -> [Heading; 6] {
    let number = |word| Heading {
        title: lang.word(word).to_owned(),
        numeric: true,
        wide: false,
    };
    [
        Heading {
            title: text::by(by, lang).to_owned(),
            numeric: false,
            wide: true,
        },
        number(Word::Actions),
        number(Word::WithFigure),
        number(Word::WithoutFigure),
        number(Word::Minimum),
        number(Word::Maximum),
    ]
}

fn rows(groups: &Groups, lang: Lang) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = groups
        .groups
        .iter()
        .map(|group| {
            let name = text::group(group.key.as_deref(), group.title.as_deref(), lang);
            row(name, &group.total)
        })
        .collect();
    rows.push(row(lang.word(Word::Total).to_owned(), &groups.total));
    rows
}

/// Write the groups and their total as CSV: bare numbers, the total last.
///
/// # Errors
/// The answer cannot be written.
pub fn write_csv(
    groups: &Groups,
    by: By,
    delimiter: u8,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_writer(out);
    let mut record = |cells: Vec<String>| writer.write_record(cells).map_err(std::io::Error::from);
    record(vec![
        text::by(by, lang).to_owned(),
        lang.heading(Column::Title).to_owned(),
        lang.word(Word::Actions).to_owned(),
        lang.word(Word::WithFigure).to_owned(),
        lang.word(Word::WithoutFigure).to_owned(),
        lang.heading(Column::BudgetMin).to_owned(),
        lang.heading(Column::BudgetMax).to_owned(),
    ])?;
    let cells = |key: String, title: String, total: &Total| {
        let bare = |side: Option<Cents>| side.map(Cents::bare).unwrap_or_default();
        vec![
            key,
            title,
            total.actions.to_string(),
            total.with_figure.to_string(),
            total.without_figure().to_string(),
            bare(total.sum.bounds.map(|(min, _)| min)),
            bare(total.sum.bounds.map(|(_, max)| max)),
        ]
    };
    for group in &groups.groups {
        let key = group.key.clone().unwrap_or_default();
        record(cells(
            key,
            group.title.clone().unwrap_or_default(),
            &group.total,
        ))?;
    }
    record(cells(
        lang.word(Word::Total).to_owned(),
        String::new(),
        &groups.total,
    ))?;
    writer.flush()?;
    Ok(())
}

fn row(name: String, total: &Total) -> Vec<String> {
    // What lacks a figure makes of the sum a floor, and of its most a floor too.
    let floor = if total.is_floor() { "≥\u{a0}" } else { "" };
    let amount = |side: Option<_>| {
        side.map_or("–".to_owned(), |side| {
            format!("{floor}{}", text::money(side))
        })
    };
    vec![
        name,
        total.actions.to_string(),
        total.with_figure.to_string(),
        total.without_figure().to_string(),
        amount(total.sum.bounds.map(|(min, _)| min)),
        amount(total.sum.bounds.map(|(_, max)| max)),
    ]
}

/// What the total rests on and what it leaves out, in the order of what matters most.
fn notes(groups: &Groups, basis: Basis, lang: Lang) -> Vec<Note> {
    let total = &groups.total;
    let amount = |sum| text::sum(sum, lang).unwrap_or_default();
    let mut notes = vec![Note::Basis(basis)];
    let mut note = |applies: bool, note: Note| notes.extend(applies.then_some(note));
    note(
        total.without_figure() > 0,
        Note::WithoutFigure {
            without: total.without_figure(),
            actions: total.actions,
        },
    );
    note(total.unknown > 0, Note::Unknown(total.unknown));
    note(
        total.other_basis.lines > 0,
        Note::OtherBasis {
            lines: total.other_basis.lines,
            basis,
            amount: amount(&total.other_basis),
        },
    );
    note(
        total.elsewhere.lines > 0,
        Note::Elsewhere {
            lines: total.elsewhere.lines,
            amount: text::sum(&total.elsewhere, lang),
        },
    );
    note(
        total.yearly.lines + total.yearly_unknown > 0,
        Note::Yearly {
            lines: total.yearly.lines,
            amount: text::sum(&total.yearly, lang),
            unknown: total.yearly_unknown,
        },
    );
    note(
        total.range.lines > 0,
        Note::Range {
            lines: total.range.lines,
            amount: amount(&total.range),
        },
    );
    note(
        total.approximate.lines > 0,
        Note::Approximate {
            lines: total.approximate.lines,
            amount: amount(&total.approximate),
        },
    );
    note(
        total.basis_unstated.lines > 0,
        Note::BasisUnstated {
            lines: total.basis_unstated.lines,
            amount: amount(&total.basis_unstated),
        },
    );
    note(
        total.of_which.lines > 0,
        Note::OfWhich {
            lines: total.of_which.lines,
            amount: text::sum(&total.of_which, lang),
        },
    );
    note(groups.overlapping, Note::Overlapping);
    notes
}
