//! Budgets as a table, and below it what the total rests on and leaves out.

use crate::model::budget::{Basis, Cents};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::render::answer::{Answer, Block, Table, TableHeading};
use crate::render::answers::funders;
use crate::render::columns::{Columns, GroupRow, group_rows};
use crate::render::value::{Amount, AmountSide, AmountUnit, Share, Value};
use crate::view::breakdown::Groups;
use crate::view::funders::NamedMoney;
use crate::view::group::By;
use crate::view::total::{Sum, Tally, Total};
use crate::words::{Caveat, Lang, Note, Word};

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
    let overlapping = match named {
        // No total stands there that would count each action once.
        Some(_) => Note::Overlapping { is_totalled: false },
        None => overlap(by),
    };
    let overlapping = groups.overlapping.then_some(overlapping);
    blocks.push(remarks(&groups.total, overlapping, basis, lang));
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
    columns.people(number(Word::WITHOUT_FIGURE).spare(), |row| {
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
        columns.people(number(Word::SHARE_OF_KNOWN).spare(), |row| {
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

/// The caveats of a total in short: how many lines each is of, and its sign.
fn reserves(total: &Total) -> String {
    let caveats = caveats(total, Basis::default()).into_iter();
    let signed = caveats.filter(|(sign, ..)| !sign.is_empty());
    let signs: Vec<String> = signed
        .map(|(sign, _, count, _)| format!("{count}{sign}"))
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

/// A figure that a program reads of a total.
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

/// The figures that make of a total a floor, or stand apart from it, for a program.
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

/// The note below groups that overlap, and their total.
pub fn overlap(by: By) -> Note {
    match by.splits_actions() {
        true => Note::Split,
        false => Note::Overlapping { is_totalled: true },
    }
}

/// The caveats of the total, below a table.
pub fn remarks(total: &Total, overlapping: Option<Note>, basis: Basis, lang: Lang) -> Block {
    let caveats = caveats(total, basis).into_iter();
    let caveats = caveats.map(|(sign, caveat, count, bounds)| {
        let said = lang.caveat(caveat, count, bounds);
        match sign {
            "" => said,
            sign => format!("{sign} {said}"),
        }
    });
    let overlapping = overlapping.map(|note| lang.note(&note));
    Block::Remarks(
        lang.note(&Note::Basis(basis)),
        caveats.chain(overlapping).collect(),
    )
}

/// The sign of a caveat in the table, how many lines or actions it is of, and what they come to.
type CountedCaveat = (&'static str, Caveat, usize, Option<(Cents, Cents)>);

/// The caveats that apply to a total.
fn caveats(total: &Total, basis: Basis) -> Vec<CountedCaveat> {
    let lines = |sign, caveat, of: Sum| (sign, caveat, of.lines, of.bounds);
    let payers = Caveat::Payers {
        own: total.own.bounds,
        unstated: total.unstated.bounds,
        is_floor: total.is_floor(),
    };
    let (without, yearly) = (total.without_figure(), total.yearly_unknown);
    let paid = Sum {
        lines: total.funded.lines + total.own.lines,
        ..total.funded
    };
    let due = Sum {
        lines: total.yearly.lines + yearly,
        ..total.yearly
    };
    let unclear = Sum {
        lines: total.unclear.lines + total.unclear_details,
        ..total.unclear
    };
    let dropped = Sum {
        lines: total.dropped_actions(),
        ..total.of_dropped()
    };
    let caveats = [
        ("", Caveat::WithoutFigure(total.actions), without, None),
        ("?", Caveat::Unknown, total.unknown, None),
        lines("≠", Caveat::OtherBasis(basis), total.other_basis),
        lines("→", Caveat::Elsewhere, total.elsewhere),
        lines("∞", Caveat::Yearly(yearly), due),
        lines("", Caveat::Dropped, dropped),
        lines("↔", Caveat::Range, total.range),
        lines("≈", Caveat::Approximate, total.approximate),
        lines("(?)", Caveat::Unsure, total.unsure),
        lines("", Caveat::BasisUnstated, total.basis_unstated),
        lines("⊂", Caveat::OfWhich, total.of_which),
        lines("", payers, paid),
        lines("", Caveat::FunderUnclear(total.unclear_details), unclear),
        lines("", Caveat::Spent, total.spent),
    ];
    let apply = caveats.into_iter().filter(|(_, _, count, _)| *count > 0);
    apply.collect()
}
