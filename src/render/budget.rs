//! Budgets as a table, and below it what the total rests on and leaves out.

use std::io::Write;

use crate::error::Error;
use crate::model::budget::{Basis, Cents};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::render::grid::TextTable;
use crate::render::table::{self, Screen, TableHeading};
use crate::render::text;
use crate::view::breakdown::Groups;
use crate::view::group::By;
use crate::view::total::{Sum, Total};
use crate::words::{Lang, Note, Word};

/// The signs by which the table says what a sum rests on; the notes below it explain each.
const UNKNOWN: &str = "?";
const RANGE: &str = "↔";
const APPROXIMATE: &str = "≈";
const OTHER_BASIS: &str = "≠";
const ELSEWHERE: &str = "→";
const OF_WHICH: &str = "⊂";
const YEARLY: &str = "∞";

/// The width below which amounts are written in millions, exactly all the same.
const COMPACT: u16 = 120;
/// The width below which the actions with a figure have no column of their own.
const NARROW: u16 = 100;
/// The place of that column.
const WITH_FIGURE: usize = 2;

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
    let below = |width| screen.width.is_some_and(|screen| screen < width);
    let mut grid = grid(groups, by, below(COMPACT), lang);
    if below(NARROW) {
        // What has a figure is what is not without one.
        for row in &mut grid.rows {
            row.remove(WITH_FIGURE);
        }
        grid.headings.remove(WITH_FIGURE);
    }
    table::write(&grid.headings, grid.rows, grid.footer, screen, out)?;
    write_notes(groups, by, basis, lang, out)
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
    grid(groups, by, false, lang).write_markdown(out)?;
    write_notes(groups, by, basis, lang, out)
}

fn grid(groups: &Groups, by: By, compact: bool, lang: Lang) -> TextTable {
    let spends = groups.total.spent.lines > 0;
    let heading = |title: &str, numeric, wide| TableHeading {
        title: title.to_owned(),
        numeric,
        wide,
    };
    let number = |word| heading(lang.word(word), true, false);
    let mut headings = vec![
        heading(text::by(by, lang), false, true),
        number(Word::Actions),
        number(Word::WithFigure),
        number(Word::WithoutFigure),
        number(Word::Minimum),
        number(Word::Maximum),
        number(Word::WithoutDropped),
        number(Word::ShareOfKnown),
        heading(lang.word(Word::Reserves), false, false),
    ];
    if spends {
        headings.insert(7, number(Word::Spent));
    }
    let row = |name: String, total: &Total| {
        let mut cells = vec![
            name,
            total.actions.to_string(),
            total.with_figure.to_string(),
            total.without_figure().to_string(),
            side(total, |(min, _)| min, compact, lang),
            side(total, |(_, max)| max, compact, lang),
            without_dropped(total, compact, lang),
            share(&total.sum, &groups.total.sum, lang),
            reserves(total),
        ];
        if spends {
            let spent = total.spent.bounds;
            cells.insert(
                7,
                spent.map_or("–".to_owned(), |(spent, _)| text::money(spent, lang)),
            );
        }
        cells
    };
    let mut rows: Vec<Vec<String>> = groups
        .groups
        .iter()
        .map(|group| {
            let name = text::group(group.key.as_deref(), group.title.as_deref(), lang);
            row(name, &group.total)
        })
        .collect();
    rows.push(row(lang.word(Word::Total).to_owned(), &groups.total));
    if rows
        .iter()
        .all(|row| row.last().is_some_and(String::is_empty))
    {
        // Nothing to be told of any sum.
        headings.pop();
        for row in &mut rows {
            row.pop();
        }
    }
    if groups.total.without_dropped().is_none() {
        headings.remove(6);
        for row in &mut rows {
            row.remove(6);
        }
    }
    TextTable {
        headings,
        rows,
        footer: 1,
    }
}

/// What a total comes to without the actions that were dropped, where one was.
pub fn without_dropped(total: &Total, compact: bool, lang: Lang) -> String {
    let kept = total.without_dropped().unwrap_or(total);
    let Some(both) = kept.sum.bounds else {
        return "–".to_owned();
    };
    let floor = if kept.is_floor() { "≥\u{a0}" } else { "" };
    let amount = if compact {
        text::short(both, lang)
    } else {
        text::bounds(both, lang)
    };
    format!("{floor}{amount}")
}

/// An amount, said to be a floor where lines that should add have no figure.
fn at_least(amount: String, total: &Total, lang: Lang) -> String {
    if total.is_floor() {
        format!("{} {amount}", lang.word(Word::AtLeast))
    } else {
        amount
    }
}

/// One side of a sum.
fn side(total: &Total, pick: fn((Cents, Cents)) -> Cents, compact: bool, lang: Lang) -> String {
    let Some(amount) = total.sum.bounds.map(pick) else {
        return "–".to_owned();
    };
    let amount = if compact {
        text::short((amount, amount), lang)
    } else {
        text::money(amount, lang)
    };
    // What lacks a figure makes of the sum a floor, and of its most a floor too.
    let floor = if total.is_floor() { "≥\u{a0}" } else { "" };
    format!("{floor}{amount}")
}

/// What a sum is of the whole, in percent: one figure, or the least and the most where ranges leave it open.
fn share(part: &Sum, whole: &Sum, lang: Lang) -> String {
    let (Some((part_min, part_max)), Some((min, max))) = (part.bounds, whole.bounds) else {
        return "–".to_owned();
    };
    // The part at its least beside the others at their most, and the other way round.
    let least = part_min.0 + max.0 - part_max.0;
    let most = part_max.0 + min.0 - part_min.0;
    if least <= 0 || most <= 0 {
        return "–".to_owned();
    }
    if min == max {
        let tenths = (part_min.0 * 1000 + least / 2) / least;
        let point = lang.word(Word::DecimalPoint);
        return format!("{}{point}{}\u{a0}%", tenths / 10, tenths % 10);
    }
    // Rounded outwards: the range never leaves out what may be.
    let low = part_min.0 * 100 / least;
    let high = (part_max.0 * 100 + most - 1) / most;
    if low == high {
        return format!("{low}\u{a0}%");
    }
    format!("{low} {} {high}\u{a0}%", lang.word(Word::To))
}

/// What a sum rests on and leaves out, by signs: `3? 1≈`.
fn reserves(total: &Total) -> String {
    let counts = [
        (total.unknown, UNKNOWN),
        (total.other_basis.lines, OTHER_BASIS),
        (total.elsewhere.lines, ELSEWHERE),
        (total.yearly.lines + total.yearly_unknown, YEARLY),
        (total.range.lines, RANGE),
        (total.approximate.lines, APPROXIMATE),
        (total.of_which.lines, OF_WHICH),
    ];
    let signs = counts.iter().filter(|(count, _)| *count > 0);
    let signs: Vec<String> = signs
        .map(|(count, sign)| format!("{count}{sign}"))
        .collect();
    signs.join(" ")
}

/// The groups and their total as rows for a program: bare numbers, the total last.
pub fn plain(groups: &Groups, by: By, lang: Lang) -> TextTable {
    let heading = |title: &str| TableHeading::words(title);
    let headings = [
        text::by(by, lang),
        lang.heading(Column::Title),
        lang.word(Word::Actions),
        lang.word(Word::WithFigure),
        lang.word(Word::WithoutFigure),
        lang.heading(Column::BudgetMin),
        lang.heading(Column::BudgetMax),
        lang.field(Field::MinimumWithoutDropped),
        lang.field(Field::MaximumWithoutDropped),
    ];
    let sides = [Word::Minimum, Word::Maximum].map(|side| lang.word(side).to_lowercase());
    let of_payers = [
        Word::Funded,
        Word::Own,
        Word::FunderUnstated,
        Word::FunderUnclear,
    ];
    let of_payers = of_payers.iter().flat_map(|word| {
        let headings = sides.each_ref();
        headings.map(|side| TableHeading::words(format!("{}, {side}", lang.word(*word))))
    });
    let groups_and_total = groups
        .groups
        .iter()
        .map(|group| (group.key.clone(), group.title.clone(), &group.total))
        .chain([(Some(lang.word(Word::Total).to_owned()), None, &groups.total)]);
    let rows = groups_and_total.map(|(key, title, total)| {
        let mut row = vec![key.unwrap_or_default(), title.unwrap_or_default()];
        row.extend(numbers(total));
        row.extend(payers(total));
        row
    });
    TextTable {
        headings: headings.into_iter().map(heading).chain(of_payers).collect(),
        rows: rows.collect(),
        footer: 1,
    }
}

/// Who pays, bare.
fn payers(total: &Total) -> impl Iterator<Item = String> {
    let sums = [total.funded, total.own, total.unstated, total.unclear];
    sums.into_iter().flat_map(|sum| match sum.bounds {
        Some((min, max)) => [min.bare(), max.bare()],
        None => [String::new(), String::new()],
    })
}

/// The counts of a total and its bounds, bare.
pub fn numbers(total: &Total) -> [String; 7] {
    let bare = |side: Option<Cents>| side.map(Cents::bare).unwrap_or_default();
    let kept = total.without_dropped().unwrap_or(total);
    [
        total.actions.to_string(),
        total.with_figure.to_string(),
        total.without_figure().to_string(),
        bare(total.sum.bounds.map(|(min, _)| min)),
        bare(total.sum.bounds.map(|(_, max)| max)),
        bare(kept.sum.bounds.map(|(min, _)| min)),
        bare(kept.sum.bounds.map(|(_, max)| max)),
    ]
}

/// Write what the total rests on and what it leaves out, in the order of what matters most.
///
/// # Errors
/// The answer cannot be written.
pub fn write_notes(
    groups: &Groups,
    by: By,
    basis: Basis,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    writeln!(out, "\n{}", lang.note(&Note::Basis(basis)))?;
    for (sign, note) in notes(groups, by, basis, lang) {
        let sign = if sign.is_empty() {
            String::new()
        } else {
            format!("{sign} ")
        };
        writeln!(out, "- {sign}{}", lang.note(&note))?;
    }
    Ok(())
}

/// The notes below a total, each with the sign that stands for it in the table.
fn notes(groups: &Groups, by: By, basis: Basis, lang: Lang) -> Vec<(&'static str, Note)> {
    let total = &groups.total;
    let amount = |sum| text::sum(sum, lang).unwrap_or_default();
    let mut notes = Vec::new();
    let mut note = |applies: bool, sign, note: Note| notes.extend(applies.then_some((sign, note)));
    note(
        total.without_figure() > 0,
        "",
        Note::WithoutFigure {
            without: total.without_figure(),
            actions: total.actions,
        },
    );
    note(total.unknown > 0, UNKNOWN, Note::Unknown(total.unknown));
    note(
        total.other_basis.lines > 0,
        OTHER_BASIS,
        Note::OtherBasis {
            lines: total.other_basis.lines,
            basis,
            amount: amount(&total.other_basis),
        },
    );
    note(
        total.elsewhere.lines > 0,
        ELSEWHERE,
        Note::Elsewhere {
            lines: total.elsewhere.lines,
            amount: text::sum(&total.elsewhere, lang),
        },
    );
    note(
        total.yearly.lines + total.yearly_unknown > 0,
        YEARLY,
        Note::Yearly {
            lines: total.yearly.lines,
            amount: text::sum(&total.yearly, lang),
            unknown: total.yearly_unknown,
        },
    );
    note(
        total.dropped_actions() > 0,
        "",
        Note::Dropped {
            actions: total.dropped_actions(),
            amount: text::sum(&total.of_dropped(), lang),
        },
    );
    note(
        total.range.lines > 0,
        RANGE,
        Note::Range {
            lines: total.range.lines,
            amount: amount(&total.range),
        },
    );
    note(
        total.approximate.lines > 0,
        APPROXIMATE,
        Note::Approximate {
            lines: total.approximate.lines,
            amount: amount(&total.approximate),
        },
    );
    note(
        total.basis_unstated.lines > 0,
        "",
        Note::BasisUnstated {
            lines: total.basis_unstated.lines,
            amount: amount(&total.basis_unstated),
        },
    );
    note(
        total.of_which.lines > 0,
        OF_WHICH,
        Note::OfWhich {
            lines: total.of_which.lines,
            amount: text::sum(&total.of_which, lang),
        },
    );
    let floor = |sum| text::sum(sum, lang).map(|amount| at_least(amount, total, lang));
    note(
        total.funded.lines + total.own.lines > 0,
        "",
        Note::Payers {
            funded: text::sum(&total.funded, lang),
            own: text::sum(&total.own, lang),
            unstated: floor(&total.unstated),
        },
    );
    note(
        total.unclear_details > 0 || total.unclear.lines > 0,
        "",
        Note::FunderUnclear {
            details: total.unclear_details,
            amount: text::sum(&total.unclear, lang),
        },
    );
    note(
        by == By::Funder && total.funded.lines + total.own.lines == 0,
        "",
        Note::NoFunderNamed,
    );
    note(
        total.spent.lines > 0,
        "",
        Note::Spent {
            lines: total.spent.lines,
            amount: amount(&total.spent),
        },
    );
    let overlap = if by.splits_actions() {
        Note::Split
    } else {
        Note::Overlapping
    };
    note(groups.overlapping, "", overlap);
    notes
}

#[cfg(test)]
mod tests {
    use super::share;
    use crate::model::budget::Cents;
    use crate::view::total::Sum;
    use crate::words::Lang;

    #[test]
    fn a_share_of_ranges_is_a_range() {
        let sum = |min, max| Sum {
            bounds: Some((Cents(min), Cents(max))),
            lines: 1,
        };
        for (part, whole, expected) in [
            (sum(1, 1), sum(3, 3), "33,3\u{a0}%"),
            (sum(3, 3), sum(3, 3), "100,0\u{a0}%"),
            (sum(0, 0), sum(3, 3), "0,0\u{a0}%"),
            // 10 to 20 beside 30: a quarter to two fifths.
            (sum(10, 20), sum(40, 50), "25 à 40\u{a0}%"),
            // 30 beside 10 to 20: three fifths to three quarters.
            (sum(30, 30), sum(40, 50), "60 à 75\u{a0}%"),
            (sum(0, 0), sum(0, 0), "–"),
            (Sum::default(), sum(3, 3), "–"),
        ] {
            assert_eq!(share(&part, &whole, Lang::Fr), expected);
        }
    }
}
