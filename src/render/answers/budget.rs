//! Budgets as a table, and below it what the total rests on and leaves out.

use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::field::Field;
use crate::render::answer::{Answer, Block, Table, TableHeading};
use crate::render::answers::funders;
use crate::render::columns::{Columns, GroupRow, group_rows};
use crate::render::text;
use crate::render::value::{Amount, AmountSide, AmountUnit, Share, Value};
use crate::view::breakdown::Groups;
use crate::view::funders::NamedMoney;
use crate::view::group::By;
use crate::view::total::{Sum, Tally, Total};
use crate::words::{Lang, Note, Word};

/// The signs by which the table says what a sum rests on; the notes below it explain each.
const UNKNOWN: &str = "?";
const RANGE: &str = "↔";
const APPROXIMATE: &str = "≈";
const UNSURE: &str = "(?)";
const OTHER_BASIS: &str = "≠";
const ELSEWHERE: &str = "→";
const OF_WHICH: &str = "⊂";
const YEARLY: &str = "∞";

/// The groups and their total; by funder, what lines name for each apart from the actions that it supports.
pub fn answer(
    groups: &Groups,
    named: Option<&NamedMoney>,
    by: By,
    basis: Basis,
    lang: Lang,
) -> Answer {
    let [mut table, rows] = tables(groups, named, by, lang);
    let mut blocks = match named {
        None => vec![Block::Table(table)],
        Some(money) => {
            // What each supports as a whole adds up to nothing.
            for section in &mut table.sections {
                section.rows.pop();
                section.footer = 0;
            }
            funders::blocks(money, table, &groups.total, lang)
        }
    };
    blocks.push(remarks(groups, by, basis, lang));
    Answer {
        blocks,
        rows: Some(rows),
    }
}

fn tables(groups: &Groups, named: Option<&NamedMoney>, by: By, lang: Lang) -> [Table; 2] {
    type Row<'a> = GroupRow<&'a Total>;
    let whole = &groups.total;
    let mut columns = Columns::<Row<'_>>::of_groups(by, lang);
    let number = |word| TableHeading::numbers(lang.word(word));
    let amount = |side| move |row: &Row<'_>| Amount::of(row.of, side, AmountUnit::Fitting).into();
    columns.people(number(Word::ACTIONS), |row| count(row.of.actions));
    // What has a figure is what is not without one.
    columns.people(number(Word::WITH_FIGURE).spare(), |row| {
        count(row.of.with_figure)
    });
    columns.people(number(Word::WITHOUT_FIGURE), |row| {
        count(row.of.without_figure())
    });
    columns.people(number(Word::MINIMUM), amount(AmountSide::Least));
    columns.people(number(Word::MAXIMUM), amount(AmountSide::Most));
    if whole.without_dropped().is_some() {
        columns.people(number(Word::WITHOUT_DROPPED), |row| {
            Amount::of(row.of.kept(), AmountSide::Both, AmountUnit::Fitting).into()
        });
    }
    if whole.spent.lines > 0 {
        columns.people(number(Word::SPENT), |row| {
            Amount::between(row.of.spent.bounds, false, AmountSide::Least).into()
        });
    }
    if named.is_none() {
        columns.people(number(Word::SHARE_OF_KNOWN), |row| {
            Value::Share(Share::of(&row.of.sum, &whole.sum))
        });
    }
    let rows = groups.groups.iter();
    let rows = rows.map(|group| (&group.key, &group.title, &group.total));
    let rows = group_rows(rows, whole, lang);
    if rows.iter().any(|row| !reserves(row.of).is_empty()) {
        let heading = TableHeading::words(lang.word(Word::RESERVES));
        columns.people(heading, |row| Value::Text(reserves(row.of)));
    }
    add_figures(&mut columns, |row| row.of, lang);
    add_payers(&mut columns, lang);
    for (word, side) in SIDES.into_iter().filter(|_| named.is_some()) {
        let title = format!(
            "{}, {}",
            lang.word(Word::NAMED_AMOUNTS),
            lang.word(word).to_lowercase()
        );
        columns.programs(title, move |row| {
            let sum = named
                .zip(row.key())
                .and_then(|(money, key)| money.named(key));
            Amount::between(sum.and_then(|sum| sum.bounds), false, side).into()
        });
    }
    columns.tables(&rows, 1)
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
        (total.unsure.lines, UNSURE),
        (total.of_which.lines, OF_WHICH),
    ];
    let signs = counts.iter().filter(|(count, _)| *count > 0);
    let signs: Vec<String> = signs
        .map(|(count, sign)| format!("{count}{sign}"))
        .collect();
    signs.join(" ")
}

/// The sides of an amount, each with its word.
const SIDES: [(Word, AmountSide); 2] = [
    (Word::MINIMUM, AmountSide::Least),
    (Word::MAXIMUM, AmountSide::Most),
];

fn add_payers(columns: &mut Columns<'_, GroupRow<&Total>>, lang: Lang) {
    type Payer = fn(&Total) -> (Sum, bool);
    let payers: [(Word, Payer); 4] = [
        (Word::FUNDED, |total| (total.funded, false)),
        (Word::OWN, |total| (total.own, false)),
        // Nor does any line say who pays what has no figure yet.
        (Word::FUNDER_UNSTATED, |total| {
            (total.unstated, total.is_floor())
        }),
        (Word::FUNDER_UNCLEAR, |total| (total.unclear, false)),
    ];
    for (payer, paid) in payers {
        for (word, side) in SIDES {
            let title = format!("{}, {}", lang.word(payer), lang.word(word).to_lowercase());
            columns.programs(title, move |row| {
                let (sum, is_floor) = paid(row.of);
                Amount::between(sum.bounds, is_floor, side).into()
            });
        }
    }
}

/// What a program reads of a total.
pub type Figure = fn(&Total) -> Value;

/// Adds what a program reads of a total: counts, bounds, and what makes of them a floor or stands apart.
pub fn add_figures<'a, T: 'a>(columns: &mut Columns<'a, T>, total: fn(&T) -> &Total, lang: Lang) {
    let words: [(Word, Figure); 3] = [
        (Word::ACTIONS, |it| count(it.actions)),
        (Word::WITH_FIGURE, |it| count(it.with_figure)),
        (Word::WITHOUT_FIGURE, |it| count(it.without_figure())),
    ];
    let bounds: [(Column, Figure); 2] = [
        (Column::BudgetMin, |it| least(it)),
        (Column::BudgetMax, |it| most(it)),
    ];
    let kept: [(Field, Figure); 2] = [
        (Field::MinimumWithoutDropped, |it| least(it.kept())),
        (Field::MaximumWithoutDropped, |it| most(it.kept())),
    ];
    let words = words.map(|(word, figure)| (lang.word(word), figure));
    let bounds = bounds.map(|(column, figure)| (lang.heading(column), figure));
    let fields = kept.into_iter().chain(RESERVES);
    let fields = fields.map(|(field, figure)| (lang.field(field), figure));
    for (title, figure) in words.into_iter().chain(bounds).chain(fields) {
        columns.programs(title, move |row| figure(total(row)));
    }
}

/// What makes of a total a floor, or stands apart from it, for a program.
pub const RESERVES: [(Field, Figure); 6] = [
    (Field::LinesUnknown, |it| count(it.unknown)),
    (Field::LinesOtherBasis, |it| count(it.other_basis.lines)),
    (Field::LinesElsewhere, |it| count(it.elsewhere.lines)),
    (Field::YearlyMin, |it| yearly(it, AmountSide::Least)),
    (Field::YearlyMax, |it| yearly(it, AmountSide::Most)),
    (Field::YearlyUnknown, |it| count(it.yearly_unknown)),
];

fn yearly(total: &Total, side: AmountSide) -> Value {
    Amount::between(total.yearly.bounds, total.yearly_unknown > 0, side).into()
}

/// A side of a total.
type Bound = fn(&Tally) -> Value;

/// The columns of both bounds, each with what it holds.
pub const BOUNDS: [(Column, Bound); 2] = [(Column::BudgetMin, least), (Column::BudgetMax, most)];

/// A count.
pub fn count(count: usize) -> Value {
    Value::count(count)
}

/// The least that a total comes to, in euros.
pub fn least(total: &Tally) -> Value {
    Amount::of(total, AmountSide::Least, AmountUnit::Euros).into()
}

/// The most that a total comes to, in euros.
pub fn most(total: &Tally) -> Value {
    Amount::of(total, AmountSide::Most, AmountUnit::Euros).into()
}

/// What the total rests on and what it leaves out, in the order of what matters most.
pub fn remarks(groups: &Groups, by: By, basis: Basis, lang: Lang) -> Block {
    let remark = |(sign, note): (&str, Note)| match sign {
        "" => lang.note(&note),
        sign => format!("{sign} {}", lang.note(&note)),
    };
    let notes = notes(groups, by, basis, lang);
    Block::Remarks(
        lang.note(&Note::Basis(basis)),
        notes.into_iter().map(remark).collect(),
    )
}

/// The notes below a total, each with the sign that stands for it in the table.
fn notes(groups: &Groups, by: By, basis: Basis, lang: Lang) -> Vec<(&'static str, Note)> {
    let total = &groups.total;
    let sum = |sum: &Sum| text::sum(sum, lang);
    let note = |applies: bool, sign, note: Note| applies.then_some((sign, note));
    let counted = |sign, of: &Sum, note: &dyn Fn(usize, Option<String>) -> Note| {
        (of.lines > 0).then(|| (sign, note(of.lines, sum(of))))
    };
    // What is a part of the sum has a figure.
    let part = |sign, of: &Sum, note: fn(usize, String) -> Note| {
        counted(sign, of, &|lines, amount| {
            note(lines, amount.unwrap_or_default())
        })
    };
    let without_figure = Note::WithoutFigure {
        without: total.without_figure(),
        actions: total.actions,
    };
    let other_basis = |lines, amount: Option<String>| Note::OtherBasis {
        lines,
        basis,
        amount: amount.unwrap_or_default(),
    };
    let elsewhere = |lines, amount| Note::Elsewhere { lines, amount };
    let yearly = Note::Yearly {
        lines: total.yearly.lines,
        amount: sum(&total.yearly),
        unknown: total.yearly_unknown,
    };
    let dropped = Note::Dropped {
        actions: total.dropped_actions(),
        amount: sum(&total.of_dropped()),
    };
    let of_which = |lines, amount| Note::OfWhich { lines, amount };
    let names_payers = total.funded.lines + total.own.lines > 0;
    let payers = Note::Payers {
        funded: sum(&total.funded),
        own: sum(&total.own),
        unstated: sum(&total.unstated).map(|amount| text::at_least(amount, total, lang)),
    };
    let unclear = Note::FunderUnclear {
        details: total.unclear_details,
        amount: sum(&total.unclear),
    };
    let is_unclear = total.unclear_details > 0 || total.unclear.lines > 0;
    let is_yearly = total.yearly.lines + total.yearly_unknown > 0;
    let overlapping = match by.splits_actions() {
        true => Note::Split,
        false => Note::Overlapping,
    };
    let notes = [
        note(total.without_figure() > 0, "", without_figure),
        note(total.unknown > 0, UNKNOWN, Note::Unknown(total.unknown)),
        counted(OTHER_BASIS, &total.other_basis, &other_basis),
        counted(ELSEWHERE, &total.elsewhere, &elsewhere),
        note(is_yearly, YEARLY, yearly),
        note(total.dropped_actions() > 0, "", dropped),
        part(RANGE, &total.range, |lines, amount| Note::Range {
            lines,
            amount,
        }),
        part(APPROXIMATE, &total.approximate, |lines, amount| {
            Note::Approximate { lines, amount }
        }),
        part(UNSURE, &total.unsure, |lines, amount| Note::Unsure {
            lines,
            amount,
        }),
        part("", &total.basis_unstated, |lines, amount| {
            Note::BasisUnstated { lines, amount }
        }),
        counted(OF_WHICH, &total.of_which, &of_which),
        note(names_payers, "", payers),
        note(is_unclear, "", unclear),
        part("", &total.spent, |lines, amount| Note::Spent {
            lines,
            amount,
        }),
        note(groups.overlapping, "", overlapping),
    ];
    notes.into_iter().flatten().collect()
}
