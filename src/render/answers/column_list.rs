//! The columns that an answer can show, with their headings.

use crate::model::column::Column;
use crate::render::answer::{Answer, Block, Table, TableHeading};
use crate::render::value::Value;
use crate::words::{Lang, Word};

/// Each column's name and heading.
pub fn answer(lang: Lang) -> Answer {
    let headings = [Word::COLUMN, Word::HEADING].map(|word| TableHeading::words(lang.word(word)));
    let rows = Column::all().map(|column| vec![column.name().into(), lang.heading(column).into()]);
    let rows: Vec<Vec<Value>> = rows.collect();
    Answer {
        blocks: vec![Block::Table(Table::new(headings.into(), rows))],
        rows: None,
    }
}
