//! Groupings, as they are typed.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::view::group::By;

/// The reader of a grouping's name, out of `known`.
pub fn grouping(known: &'static [By]) -> impl TypedValueParser<Value = By> {
    PossibleValuesParser::new(known.iter().map(|by| by.name())).map(move |name| {
        let named = known.iter().copied().find(|by| by.name() == name);
        named.expect("the names that are allowed are those of groupings")
    })
}
