//! Columns, as they are typed.

use crate::error::Error;
use crate::model::column::Column;
use crate::words::dictionary;

/// The column of that name.
///
/// # Errors
/// No column has it.
pub fn column(name: &str) -> Result<Column, Error> {
    named(name, Column::all(), false)
}

/// The field of that name among `known`.
///
/// # Errors
/// None of them has it.
pub fn field(name: &str, known: impl Iterator<Item = Column> + Clone) -> Result<Column, Error> {
    named(name, known, true)
}

/// The fields of these names, of those that an action's history tells.
///
/// # Errors
/// No such field has that name.
pub fn told_fields(names: &[String]) -> Result<Vec<Column>, Error> {
    let known: Vec<Column> = Column::told().collect();
    names
        .iter()
        .map(|name| field(name, known.iter().copied()))
        .collect()
}

/// The one of the known columns that has the name; else those that come near, and all of them.
fn named(
    name: &str,
    known: impl Iterator<Item = Column> + Clone,
    is_told: bool,
) -> Result<Column, Error> {
    let name = name.trim();
    let mut called = dictionary::columns(name).to_vec();
    called.retain(|column| known.clone().any(|one| one == *column));
    match called[..] {
        [column] => Ok(column),
        _ => {
            let known: Vec<Column> = known.collect();
            if called.is_empty() {
                called = dictionary::near(name, &known);
            }
            let names = |columns: Vec<Column>| columns.into_iter().map(Column::name).collect();
            let nearest: Vec<&str> = names(called);
            let nearest = nearest.into_iter().map(str::to_owned).collect();
            let known = names(known);
            Err(Error::UnknownColumn {
                name: name.to_owned(),
                nearest,
                known,
                is_told,
            })
        }
    }
}
