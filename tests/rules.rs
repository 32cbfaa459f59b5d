//! The pages of rules are made from the register.
//!
//! `UPDATE_RULES=1 cargo test --test rules` writes the pages anew.

use std::fs;
use std::path::Path;

use plan::format::rules::page;
use plan::messages::Lang;

#[test]
fn the_pages_of_rules_are_current() {
    for (lang, name) in [(Lang::Fr, "regles.md"), (Lang::En, "rules.md")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name);
        let current = page(lang);
        if std::env::var_os("UPDATE_RULES").is_some() {
            fs::write(&path, &current).expect("the page can be written");
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == current,
            "docs/{name} is stale: UPDATE_RULES=1 cargo test --test rules"
        );
    }
}
