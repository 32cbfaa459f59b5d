//! The budget lines behind each total, so that anyone can add them up again.

use crate::model::budget::{Basis, Cents, Figure};
use crate::model::column::Column;
use crate::model::key::Key;
use crate::render::answer::{Answer, Block, Table, TableHeading, TableSection};
use crate::render::answers::budget::remarks;
use crate::render::text;
use crate::render::value::{Amount, AmountSide, AmountUnit, Value};
use crate::view::breakdown::{Detail, Details, Groups};
use crate::view::group::By;
use crate::view::total::{Counted, Tally, Total};
use crate::words::{Lang, Word};

/// The lines group by group, each group's total below its lines.
pub fn answer(
    groups: &Groups,
    details: &[Details<'_>],
    by: By,
    basis: Basis,
    lang: Lang,
) -> Answer {
    let shown = details.iter().filter(|details| !details.lines.is_empty());
    let mut sections: Vec<TableSection> = shown
        .map(|details| {
            let group = &details.group;
            let lines = details.lines.iter().map(|one| row(one, lang));
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
    let totals = sums(&groups.total, lang);
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
    Answer {
        blocks: vec![Block::Table(table), remarks(groups, by, basis, lang)],
        rows: Some(rows(details, by, lang)),
    }
}

fn row(detail: &Detail<'_>, lang: Lang) -> Vec<Value> {
    let line = text::line(detail.line, lang);
    let colon = lang.word(Word::COLON);
    // Only what is added stands in the columns that add up.
    let added = detail.figure.filter(|_| detail.counted == Counted::Added);
    let bounds = added.map(|figure| (figure.min(), figure.max()));
    let side = |side| Value::Amount(Amount::between(bounds, false, side));
    vec![
        Value::Text(match detail.part {
            Some(part) => format!("{}{colon}{} – {line}", detail.action.id, part.title),
            None => format!("{}{colon}{line}", detail.action.id),
        }),
        side(AmountSide::Least),
        side(AmountSide::Most),
        Value::from(lang.word(counted(detail.counted))),
    ]
}

/// The total, and what it comes to without dropped actions where there is one.
fn sums(total: &Total, lang: Lang) -> Vec<Vec<Value>> {
    let kept = total.without_dropped();
    let kept = kept.map(|kept| sum(kept, Word::WITHOUT_DROPPED, lang));
    std::iter::once(sum(total, Word::TOTAL, lang))
        .chain(kept)
        .collect()
}

fn sum(total: &Tally, name: Word, lang: Lang) -> Vec<Value> {
    let side = |side| Value::Amount(Amount::of(total, side, AmountUnit::Euros));
    vec![
        Value::from(lang.word(name)),
        side(AmountSide::Least),
        side(AmountSide::Most),
        Value::Absent,
    ]
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

/// One row a line, for a program: how each counts by its name in JSON.
fn rows(details: &[Details<'_>], by: By, lang: Lang) -> Table {
    let headings = [
        text::by(by, lang),
        lang.heading(Column::Id),
        lang.heading(Key::SubActions),
        lang.word(Word::BUDGET_LINE),
        lang.word(Word::COUNTS),
        lang.heading(Column::BudgetMin),
        lang.heading(Column::BudgetMax),
    ];
    let row = |group: &Details<'_>, detail: &Detail<'_>| {
        let side = |pick: fn(Figure) -> Cents| Value::money(detail.figure.map(pick));
        vec![
            Value::text(group.group.key.as_ref()),
            Value::text(Some(&detail.action.id)),
            Value::text(detail.part.map(|part| &part.title)),
            Value::Text(text::line(detail.line, lang)),
            Value::from(detail.counted.name()),
            side(Figure::min),
            side(Figure::max),
        ]
    };
    let rows = details
        .iter()
        .flat_map(|group| group.lines.iter().map(move |detail| row(group, detail)));
    Table::new(
        headings.into_iter().map(TableHeading::words).collect(),
        rows.collect(),
    )
}
