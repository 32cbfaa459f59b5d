//! Who is named to pay, and the actions that each funder supports: two tables, never added.

use crate::model::field::Field;
use crate::render::answer::{Block, Table, TableHeading};
use crate::render::value::{Amount, AmountSide, AmountUnit, Share, Value};
use crate::view::funders::NamedMoney;
use crate::view::total::{Sum, Total};
use crate::words::{Lang, Note, Word};

/// What lines name for each funder, with shares of what has a figure; one sentence where they name none. `supported` are
/// the actions by funder, `total` what all of them come to.
pub fn blocks(money: &NamedMoney, supported: Table, total: &Total, lang: Lang) -> Vec<Block> {
    let named = match money.funders.is_empty() {
        true => Block::Paragraph(lang.note(&Note::NoFunderNamed)),
        false => Block::Table(table(money, total, lang)),
    };
    let heading = |word| Block::Heading(3, lang.word(word).to_owned());
    vec![
        heading(Word::NAMED_AMOUNTS),
        named,
        heading(Word::SUPPORTED_ACTIONS),
        Block::Table(supported),
    ]
}

fn table(money: &NamedMoney, total: &Total, lang: Lang) -> Table {
    let row = |name: &str, sum: &Sum, is_floor| {
        let side = |side| {
            let amount = Amount::between(sum.bounds, is_floor, side);
            Value::from(Amount {
                unit: AmountUnit::Fitting,
                ..amount
            })
        };
        vec![
            Value::from(name),
            side(AmountSide::Least),
            side(AmountSide::Most),
            Value::Share(Share::of(sum, &total.sum)),
        ]
    };
    let funders = money.funders.iter();
    let funders = funders.map(|named| row(&named.funder, &named.sum, false));
    // Nor does any line say who pays what has no figure yet.
    let is_floor = total.is_floor();
    let unnamed = row(lang.word(Word::FUNDER_UNSTATED), &money.unnamed, is_floor);
    let unclear = row(lang.word(Word::FUNDER_UNCLEAR), &money.unclear, false);
    let unclear = Some(unclear).filter(|_| money.unclear.lines > 0);
    let whole = row(lang.word(Word::TOTAL), &total.sum, is_floor);
    let rows = funders.chain([unnamed]).chain(unclear).chain([whole]);
    let number = |word| TableHeading::numbers(lang.word(word));
    let headings = vec![
        TableHeading::sentences(lang.field(Field::Funder)),
        number(Word::MINIMUM),
        number(Word::MAXIMUM),
        number(Word::SHARE_OF_KNOWN),
    ];
    Table::of(headings, rows.collect(), 1)
}
