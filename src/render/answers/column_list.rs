//! The columns that an answer can show, with their headings.

use crate::model::column::Column;
use crate::render::answer::{Block, Table, TableHeading};
use crate::words::{Lang, Word};

/// Each column's name and heading.
pub fn blocks(lang: Lang) -> Vec<Block> {
    let headings = [Word::COLUMN, Word::HEADING].map(|word| TableHeading::words(lang.word(word)));
    let rows = Column::all().map(|column| vec![column.name().into(), lang.heading(column).into()]);
    vec![Block::Table(Table::new(headings.into(), rows.collect()))]
}
