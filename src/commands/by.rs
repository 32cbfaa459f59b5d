//! Columns and groupings, as they are typed.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::error::Error;
use crate::model::column::Column;
use crate::model::fold::nearest;
use crate::view::group::By;

/// The reader of a grouping's name, out of `known`.
pub fn parser(known: &'static [By]) -> impl TypedValueParser<Value = By> {
    PossibleValuesParser::new(known.iter().map(|by| by.name())).map(move |name| {
        let named = known.iter().copied().find(|by| by.name() == name);
        named.expect("the names that are allowed are those of groupings")
    })
}

/// The column of that name.
///
/// # Errors
/// No column has it.
pub fn column(name: &str) -> Result<Column, Error> {
    let name = name.trim();
    Column::named(name).ok_or_else(|| {
        let known: Vec<&str> = Column::ALL.iter().map(|column| column.name()).collect();
        Error::UnknownColumn {
            name: name.to_owned(),
            nearest: nearest(name, known.iter().copied())
                .into_iter()
                .map(str::to_owned)
                .collect(),
            known,
        }
    })
}
