//! Groupings, as they are typed.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::view::group::By;
use crate::words::dictionary::aliases;

/// The reader of a grouping's name, out of those that are admitted.
pub fn grouping(is_admitted: fn(&By) -> bool) -> impl TypedValueParser<Value = By> {
    let value = |by: By| PossibleValue::new(by.name()).aliases(aliases(by.name(), true));
    let values = By::all().filter(is_admitted).map(value);
    PossibleValuesParser::new(values).map(|name| {
        let is_it = |by: &By| by.name() == name || aliases(by.name(), true).contains(&name);
        let named = By::all().find(is_it);
        named.expect("the names that are admitted are those of groupings")
    })
}
