//! Groupings, as they are typed.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::view::group::By;

/// The reader of a grouping's name, out of those that are admitted.
pub fn grouping(is_admitted: fn(&By) -> bool) -> impl TypedValueParser<Value = By> {
    let names = By::all().filter(is_admitted).map(By::name);
    PossibleValuesParser::new(names).map(|name| {
        let named = name.parse();
        named.expect("the names that are admitted are those of groupings")
    })
}
