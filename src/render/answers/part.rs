//! A sub-action as a person reads it.

use crate::model::action::SubAction;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::render::answer::Item;
use crate::render::text;
use crate::words::{Lang, Word};

/// A sub-action, and below it what it says at length.
pub fn item(part: &SubAction, lang: Lang) -> Item {
    let owners: Vec<String> = part.owners.iter().map(ToString::to_string).collect();
    let side = |date: Option<Date>| date.map_or("…".to_owned(), |date| date.to_string());
    let is_dated = part.start.is_some() || part.end.is_some();
    let facts = [
        part.status.clone(),
        (!owners.is_empty()).then(|| {
            let owned = lang.heading(Key::Owners).to_lowercase();
            format!("{owned}{}{}", lang.word(Word::COLON), owners.join(", "))
        }),
        is_dated.then(|| format!("{} → {}", side(part.start), side(part.end))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let mut named: String = part.code.iter().map(|code| format!("{code} ")).collect();
    named.push_str(&part.title);
    if !facts.is_empty() {
        named = format!("{named} ({})", facts.join(lang.word(Word::SEMICOLON)));
    }
    let description = part.description.iter().flat_map(|text| text.lines());
    let description = description.map(|line| line.trim().trim_start_matches("- ").to_owned());
    let description = description.filter(|line| !line.is_empty());
    let lines = part.budget.iter().map(|line| lang.budget_line(line));
    let indicators = part.indicators.iter();
    let indicators = indicators.map(|one| text::indicator(one, lang));
    Item::of(named, description.chain(lines).chain(indicators))
}
