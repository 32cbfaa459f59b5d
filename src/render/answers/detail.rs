//! The budget lines behind each total, so that anyone can add them up again.

use crate::model::budget::{Basis, Cents, Figure};
use crate::model::column::Column;
use crate::model::key::Key;
use crate::render::answer::{Answer, Block, Table, TableHeading, TableSection};
use crate::render::answers::budget::{RESERVES, least, most, overlap, remarks};
use crate::render::columns::Columns;
use crate::render::text;
use crate::render::value::{Amount, AmountSide, Value};
use crate::view::breakdown::{CountedLine, Detailed, DetailedGroup};
use crate::view::group::By;
use crate::view::total::{Counted, Tally, Total};
use crate::words::{Lang, Word};

/// The lines group by group, each group's total below its lines.
pub fn answer(detailed: &Detailed<'_>, by: By, basis: Basis, lang: Lang) -> Answer {
    let groups = detailed.groups.iter();
    let shown = groups.filter(|group| !group.lines.is_empty());
    let mut sections: Vec<TableSection> = shown
        .map(|DetailedGroup { group, lines }| {
            let lines = lines.iter().map(|one| row(one, lang));
            let totals = sums(&group.total, lang);
            TableSection {
                title: Some(text::group(
                    group.key.as_deref(),
                    group.title.as_deref(),
                    lang,
                )),
                footer: totals.len(),
                rows: lines.chain(totals).collect(),
            }
        })
        .collect();
    let totals = sums(&detailed.total, lang);
    sections.push(TableSection {
        title: Some(lang.word(Word::WHOLE).to_owned()),
        footer: totals.len(),
        rows: totals,
    });
    let table = Table {
        headings: vec![
            TableHeading::sentences(lang.word(Word::ACTION_AND_LINE)),
            TableHeading::numbers(lang.word(Word::MINIMUM)),
            TableHeading::numbers(lang.word(Word::MAXIMUM)),
            TableHeading::words(lang.word(Word::COUNTS)),
        ],
        by: None,
        sections,
    };
    let overlapping = detailed.overlapping.then(|| overlap(by));
    let remarks = remarks(&detailed.total, overlapping, basis, lang);
    Answer {
        blocks: vec![Block::Table(table), remarks],
        rows: Some(rows(&detailed.groups, by, basis, lang)),
    }
}

fn row(detail: &CountedLine<'_>, lang: Lang) -> Vec<Value> {
    let line = lang.budget_line(detail.line.line);
    let colon = lang.word(Word::COLON);
    // Only what is added stands in the columns that add up.
    let added = detail.figure.filter(|_| detail.counted == Counted::Added);
    let bounds = added.map(|figure| (figure.min(), figure.max()));
    let side = |side| Value::Amount(Amount::between(bounds, false, side));
    vec![
        Value::Text(match detail.line.sub_action {
            Some(part) => format!("{}{colon}{part} – {line}", detail.action.id),
            None => format!("{}{colon}{line}", detail.action.id),
        }),
        side(AmountSide::Least),
        side(AmountSide::Most),
        Value::from(lang.word(counted(detail.counted))),
    ]
}

/// The total, and what it comes to without dropped actions where there is one.
fn sums(total: &Total, lang: Lang) -> Vec<Vec<Value>> {
    let kept = total
        .without_dropped()
        .map(|kept| (kept, Word::WITHOUT_DROPPED));
    let sums = std::iter::once((&**total, Word::TOTAL)).chain(kept);
    let sum = |(total, name): (&Tally, Word)| {
        let name = Value::from(lang.word(name));
        vec![name, least(total), most(total), Value::Absent]
    };
    sums.map(sum).collect()
}

fn counted(counted: Counted) -> Word {
    match counted {
        Counted::Added => Word::SURELY,
        Counted::Unknown => Word::NO_FIGURE,
        Counted::OtherBasis => Word::OTHER_BASIS,
        Counted::Elsewhere => Word::COUNTED_ELSEWHERE,
        Counted::OfWhich => Word::OF_WHICH,
        Counted::Yearly => Word::PER_YEAR,
    }
}

/// One row a line, for a program: how each counts by its name in JSON, and as a total what it makes of one.
fn rows(groups: &[DetailedGroup<'_>], by: By, basis: Basis, lang: Lang) -> Table {
    type Line<'a> = (Option<&'a String>, CountedLine<'a>, Total);
    let mut columns = Columns::<Line<'_>>::default();
    columns.programs(text::by(by, lang), |(group, ..)| Value::text(*group));
    columns.programs(lang.heading(Column::Id), |(_, one, _)| {
        Value::text(Some(&one.action.id))
    });
    columns.programs(lang.heading(Key::SubActions), |(_, one, _)| {
        Value::text(one.line.sub_action)
    });
    columns.programs(lang.word(Word::BUDGET_LINE), move |(_, one, _)| {
        Value::Text(lang.budget_line(one.line.line))
    });
    columns.programs(lang.word(Word::COUNTS), |(_, one, _)| {
        Value::from(one.counted.name())
    });
    type Side = fn(Figure) -> Cents;
    let sides: [(Column, Side); 2] = [
        (Column::BudgetMin, Figure::min),
        (Column::BudgetMax, Figure::max),
    ];
    for (column, side) in sides {
        columns.programs(lang.heading(column), move |(_, one, _)| {
            Value::money(one.figure.map(side))
        });
    }
    for (field, figure) in RESERVES {
        columns.programs(lang.field(field), move |(.., total)| figure(total));
    }
    let lines = groups.iter().flat_map(|group| {
        let key = group.group.key.as_ref();
        group.lines.iter().map(move |one| {
            let lines = std::iter::once(one.line.line);
            (key, *one, Total::of_lines(&one.action.sheet, lines, basis))
        })
    });
    let [_, rows] = columns.tables(&lines.collect::<Vec<_>>(), 0);
    rows
}
