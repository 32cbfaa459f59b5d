//! Budgets as a table, and below it what the total rests on and leaves out.

use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::render::answer::{Answer, Block, Table, TableHeading};
use crate::render::text;
use crate::render::value::{Amount, AmountSide, AmountUnit, Share, Value};
use crate::view::breakdown::Groups;
use crate::view::group::By;
use crate::view::total::Total;
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

/// The groups and their total.
pub fn answer(groups: &Groups, by: By, basis: Basis, lang: Lang) -> Answer {
    Answer {
        blocks: vec![
            Block::Table(table(groups, by, lang)),
            remarks(groups, by, basis, lang),
        ],
        rows: Some(rows(groups, by, lang)),
    }
}

fn table(groups: &Groups, by: By, lang: Lang) -> Table {
    let number = |word| TableHeading::numbers(lang.word(word));
    let spends = groups.total.spent.lines > 0;
    let all = || {
        groups
            .groups
            .iter()
            .map(|group| &group.total)
            .chain([&groups.total])
    };
    let tells = all().any(|total| !reserves(total).is_empty());
    let with_figure = TableHeading {
        // What has a figure is what is not without one.
        is_spare: true,
        ..number(Word::WITH_FIGURE)
    };
    let mut headings = vec![
        TableHeading::sentences(text::by(by, lang)),
        number(Word::ACTIONS),
        with_figure,
        number(Word::WITHOUT_FIGURE),
        number(Word::MINIMUM),
        number(Word::MAXIMUM),
    ];
    let drops = groups.total.without_dropped().is_some();
    headings.extend(drops.then(|| number(Word::WITHOUT_DROPPED)));
    headings.extend(spends.then(|| number(Word::SPENT)));
    headings.push(number(Word::SHARE_OF_KNOWN));
    headings.extend(tells.then(|| TableHeading::words(lang.word(Word::RESERVES))));
    let row = |name: String, total: &Total| {
        let side = |side| Value::Amount(Amount::of(total, side, AmountUnit::Fitting));
        let mut cells = vec![
            Value::Text(name),
            Value::count(total.actions),
            Value::count(total.with_figure),
            Value::count(total.without_figure()),
            side(AmountSide::Least),
            side(AmountSide::Most),
        ];
        cells.extend(drops.then(|| {
            Value::Amount(Amount::of(
                total.kept(),
                AmountSide::Both,
                AmountUnit::Fitting,
            ))
        }));
        cells.extend(spends.then(|| {
            Value::Amount(Amount::between(
                total.spent.bounds,
                false,
                AmountSide::Least,
            ))
        }));
        cells.push(Value::Share(Share::of(&total.sum, &groups.total.sum)));
        cells.extend(tells.then(|| Value::Text(reserves(total))));
        cells
    };
    let mut rows: Vec<Vec<Value>> = groups
        .groups
        .iter()
        .map(|group| {
            let name = text::group(group.key.as_deref(), group.title.as_deref(), lang);
            row(name, &group.total)
        })
        .collect();
    rows.push(row(lang.word(Word::TOTAL).to_owned(), &groups.total));
    Table::totalled(headings, rows)
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

/// The groups and their total as rows for a program, the total last.
fn rows(groups: &Groups, by: By, lang: Lang) -> Table {
    let mut headings = vec![
        TableHeading::words(text::by(by, lang)),
        TableHeading::words(lang.heading(Key::Title)),
    ];
    headings.extend(figure_headings(lang));
    headings.extend(payer_headings(lang));
    let groups_and_total = groups
        .groups
        .iter()
        .map(|group| (group.key.clone(), group.title.clone(), &group.total))
        .chain([(Some(lang.word(Word::TOTAL).to_owned()), None, &groups.total)]);
    let rows = groups_and_total.map(|(key, title, total)| {
        let mut row = vec![Value::text(key), Value::text(title)];
        row.extend(figures(total));
        row.extend(payers(total));
        row
    });
    Table::totalled(headings, rows.collect())
}

fn payer_headings(lang: Lang) -> impl Iterator<Item = TableHeading> {
    let payers = [
        Word::FUNDED,
        Word::OWN,
        Word::FUNDER_UNSTATED,
        Word::FUNDER_UNCLEAR,
    ];
    payers.into_iter().flat_map(move |payer| {
        [Word::MINIMUM, Word::MAXIMUM].map(|side| {
            let side = lang.word(side).to_lowercase();
            TableHeading::words(format!("{}, {side}", lang.word(payer)))
        })
    })
}

/// Who pays, for a program.
fn payers(total: &Total) -> impl Iterator<Item = Value> {
    let sums = [
        (total.funded, false),
        (total.own, false),
        // Nor does any line say who pays what has no figure yet.
        (total.unstated, total.is_floor()),
        (total.unclear, false),
    ];
    sums.into_iter().flat_map(|(sum, is_floor)| {
        [AmountSide::Least, AmountSide::Most]
            .map(|side| Value::Amount(Amount::between(sum.bounds, is_floor, side)))
    })
}

/// The headings of what a total is for a program.
pub fn figure_headings(lang: Lang) -> impl Iterator<Item = TableHeading> {
    let fields = [
        Field::MinimumWithoutDropped,
        Field::MaximumWithoutDropped,
        Field::LinesUnknown,
        Field::LinesOtherBasis,
        Field::LinesElsewhere,
        Field::YearlyMin,
        Field::YearlyMax,
        Field::YearlyUnknown,
    ];
    let counts = [Word::ACTIONS, Word::WITH_FIGURE, Word::WITHOUT_FIGURE];
    let bounds = [Column::BudgetMin, Column::BudgetMax];
    let counts = counts.map(|word| lang.word(word)).into_iter();
    let bounds = bounds.map(|column| lang.heading(column)).into_iter();
    let fields = fields.map(|field| lang.field(field)).into_iter();
    counts.chain(bounds).chain(fields).map(TableHeading::words)
}

/// What a total is for a program: counts, bounds, and what makes of them a floor or stands apart.
pub fn figures(total: &Total) -> [Value; 13] {
    let side = |tally, side| Value::Amount(Amount::of(tally, side, AmountUnit::Euros));
    let kept = total.kept();
    let yearly = |side| {
        Value::Amount(Amount::between(
            total.yearly.bounds,
            total.yearly_unknown > 0,
            side,
        ))
    };
    [
        Value::count(total.actions),
        Value::count(total.with_figure),
        Value::count(total.without_figure()),
        side(total, AmountSide::Least),
        side(total, AmountSide::Most),
        side(kept, AmountSide::Least),
        side(kept, AmountSide::Most),
        Value::count(total.unknown),
        Value::count(total.other_basis.lines),
        Value::count(total.elsewhere.lines),
        yearly(AmountSide::Least),
        yearly(AmountSide::Most),
        Value::count(total.yearly_unknown),
    ]
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
        total.unsure.lines > 0,
        UNSURE,
        Note::Unsure {
            lines: total.unsure.lines,
            amount: amount(&total.unsure),
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
    let floor = |sum| text::sum(sum, lang).map(|amount| text::at_least(amount, total, lang));
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
