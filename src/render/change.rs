//! A changed field as a person reads it.

use crate::model::budget::{BudgetLine, Cents};
use crate::model::column::Column;
use crate::model::key::Key;
use crate::render::answer::Span;
use crate::render::answers::part;
use crate::render::text;
use crate::view::change::{Change, ChangedField, FieldValue, line_name};
use crate::view::word_diff::{self, Piece};
use crate::words::history::HistoryPhrase;
use crate::words::{Lang, Word};

/// The longest text that is shown as an old and a new one instead of word by word.
const SHORT: usize = 40;

/// Tells whether the change only repeats that items of a list came or went, which their own changes tell.
pub fn is_repetition(change: &Change) -> bool {
    match (&change.field.column, &change.before, &change.after) {
        (
            Column::Key(Key::SubActions | Key::Indicators),
            Some(FieldValue::List(before)),
            Some(FieldValue::List(after)),
        ) => keeps_order(before, after),
        (
            Column::Key(Key::Budget),
            Some(FieldValue::Lines(before)),
            Some(FieldValue::Lines(after)),
        ) => {
            let names = |lines: &[BudgetLine]| lines.iter().map(line_name).collect::<Vec<_>>();
            keeps_order(&names(before), &names(after))
        }
        _ => false,
    }
}

/// Tells whether what stands in both lists stands in one order.
fn keeps_order<T: PartialEq>(before: &[T], after: &[T]) -> bool {
    let kept = before.iter().filter(|item| after.contains(item));
    kept.eq(after.iter().filter(|item| before.contains(item)))
}

/// The name of a field.
pub fn field(field: &ChangedField, lang: Lang) -> String {
    let heading = lang.heading(field.column);
    let named = match &field.item {
        // A sub-action is told with its title.
        Some(item) if field.column != Key::SubActions => format!("{heading}, {item}"),
        _ => heading.to_owned(),
    };
    match &field.part {
        Some(part) => lang.history(HistoryPhrase::OfPart(part, &named)),
        None => named,
    }
}

/// The cells of a changed field: no event, its name, what it was, and what it is.
pub fn cells(change: &Change, lang: Lang) -> [String; 4] {
    let side = |side: &Option<FieldValue>| {
        let side = side.as_ref();
        side.map_or_else(String::new, |side| named(&change.field, side, lang))
    };
    let field = field(&change.field, lang);
    [
        String::new(),
        field,
        side(&change.before),
        side(&change.after),
    ]
}

/// The cells of an event, which is of no field.
pub fn event_cells(event: String) -> [String; 4] {
    let mut cells = [const { String::new() }; 4];
    cells[0] = event;
    cells
}

/// The change in one line: the field, then what became of it.
pub fn line(change: &Change, lang: Lang) -> Vec<Span> {
    let mut spans = vec![Span::Plain(format!(
        "{}{}",
        field(&change.field, lang),
        lang.word(Word::COLON)
    ))];
    spans.extend(values(change, lang));
    spans
}

/// Tells what became of the field.
pub fn values(change: &Change, lang: Lang) -> Vec<Span> {
    match (&change.before, &change.after) {
        (Some(FieldValue::List(before)), Some(FieldValue::List(after))) => {
            lists(before, after, lang)
        }
        (Some(FieldValue::Lines(_)), Some(FieldValue::Lines(after))) => {
            let lines: Vec<String> = after.iter().map(|line| lang.budget_line(line)).collect();
            ordered(&lines, lang)
        }
        (Some(FieldValue::Text(before)), Some(FieldValue::Text(after)))
            if before.chars().count().max(after.chars().count()) > SHORT =>
        {
            words(before, after)
        }
        (None, Some(after)) => {
            let after = named(&change.field, after, lang);
            vec![Span::Plain(lang.history(HistoryPhrase::Filled(&after)))]
        }
        (Some(before), None) => {
            let before = named(&change.field, before, lang);
            vec![Span::Plain(lang.history(HistoryPhrase::Emptied(&before)))]
        }
        (Some(old @ FieldValue::Line(before)), Some(new @ FieldValue::Line(after))) => {
            let (old, new) = if before.label == after.label {
                let named = |side| named(&change.field, side, lang);
                (named(old), named(new))
            } else {
                (value(old, lang), value(new, lang))
            };
            let difference = difference(change, lang);
            let difference = difference.map(|difference| format!(" ({difference})"));
            let difference = difference.unwrap_or_default();
            vec![Span::Plain(format!("{old} → {new}{difference}"))]
        }
        (Some(FieldValue::Indicator(before)), Some(FieldValue::Indicator(after)))
            if (&before.id, &before.name) != (&after.id, &after.name) =>
        {
            let [before, after] = [before, after].map(|one| text::indicator(one, lang));
            vec![Span::Plain(format!("{before} → {after}"))]
        }
        (before, after) => {
            let shown = |side: &Option<FieldValue>| {
                side.as_ref().map_or_else(
                    || lang.word(Word::NOT_FILLED_IN).to_owned(),
                    |side| value(side, lang),
                )
            };
            let mut text = format!("{} → {}", shown(before), shown(after));
            if let Some(difference) = difference(change, lang) {
                text.push_str(&format!(" ({difference})"));
            }
            vec![Span::Plain(text)]
        }
    }
}

/// By how much a date or an amount changed.
pub fn difference(change: &Change, lang: Lang) -> Option<String> {
    let moved = change.shift().flatten().map(|moved| lang.shift(moved));
    let amounts = change.amounts().flatten();
    let amounts = amounts.filter(|by| *by != (Cents(0), Cents(0)));
    moved.or_else(|| amounts.map(|by| lang.amount_change(by)))
}

fn lists(before: &[String], after: &[String], lang: Lang) -> Vec<Span> {
    let gone = before.iter().filter(|name| !after.contains(name));
    let new = after.iter().filter(|name| !before.contains(name));
    let mut spans: Vec<Span> = Vec::new();
    let changed = gone
        .map(|name| Span::Removed(name.clone()))
        .chain(new.map(|name| Span::Added(name.clone())));
    for span in changed {
        if !spans.is_empty() {
            spans.push(Span::plain(" "));
        }
        spans.push(span);
    }
    if spans.is_empty() {
        return ordered(after, lang);
    }
    spans
}

fn ordered(items: &[String], lang: Lang) -> Vec<Span> {
    vec![Span::Plain(
        lang.history(HistoryPhrase::Order(&items.join(", "))),
    )]
}

fn words(before: &str, after: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for piece in word_diff::difference(before, after) {
        if !spans.is_empty() {
            spans.push(Span::plain(" "));
        }
        spans.push(match piece {
            Piece::Same(text) => Span::Plain(text),
            Piece::Removed(text) => Span::Removed(text),
            Piece::Added(text) => Span::Added(text),
            Piece::Gap => Span::plain("…"),
        });
    }
    spans
}

/// A value in one line, without what the name of its field says already.
pub fn named(field: &ChangedField, value: &FieldValue, lang: Lang) -> String {
    match value {
        FieldValue::Line(line) if field.item.is_some() => {
            let mut line = line.clone();
            line.label = None;
            lang.budget_line(&line)
        }
        value => self::value(value, lang),
    }
}

/// A value in one line.
pub fn value(value: &FieldValue, lang: Lang) -> String {
    match value {
        FieldValue::Text(text) => text.replace('\n', " "),
        FieldValue::List(texts) => texts.join(", "),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Line(line) => lang.budget_line(line),
        FieldValue::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| lang.budget_line(line)).collect();
            lines.join(", ")
        }
        FieldValue::Part(part) => part::item(part, lang).line(),
        FieldValue::Indicator(indicator) => text::figures(indicator, lang),
        FieldValue::Extra(extra) => extra.to_string(),
    }
}
