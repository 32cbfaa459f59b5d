//! Columns, as they are typed.

use crate::error::Error;
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::nearest::nearest;
use crate::words::Lang;

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
    let found = known.clone().find(|column| column.name() == name);
    found.ok_or_else(|| {
        // Who types what stands above a column means that column.
        let is_headed = |column: &Column| {
            let headings = [Lang::Fr, Lang::En].map(|lang| fold(lang.heading(*column)));
            headings.contains(&fold(name))
        };
        let meant = known.clone().filter(is_headed);
        let mut meant: Vec<String> = meant.map(|column| column.name().to_owned()).collect();
        let known: Vec<&str> = known.map(Column::name).collect();
        if meant.is_empty() {
            meant = nearest(name, known.iter().copied());
        }
        Error::UnknownColumn {
            name: name.to_owned(),
            nearest: meant,
            known,
            is_told,
        }
    })
}
