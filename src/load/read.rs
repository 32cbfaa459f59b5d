//! A document to the value that it states, and every mistake in it. It never sees a disk.

use std::ops::Range;

use serde::Deserialize;
use strum::ParseError;

use crate::document::text::{last_line, quoted};
use crate::document::token::truth;
use crate::document::{Document, amount_text, traps};
use crate::finding::{AmountText, Diagnostic, Finding, Shape, Unfinished, at};
use crate::load::deserializer::{Mistake, MistakeKind, read_table};
use crate::model::action::Sheet;
use crate::model::fault::Fault;
use crate::model::fold::fold;
use crate::model::nearest::nearest;
use crate::model::plan::Unread;

/// The value that a document states.
#[derive(Clone)]
pub struct Read<T> {
    /// The value, as far as it could be read: whole only where no finding is an error.
    pub value: Option<T>,
    /// The mistakes, each with the bytes it stands at; the file is not named.
    pub findings: Vec<Diagnostic>,
    /// The parts that the value lacks because they could not be read.
    pub unread: Unread,
}

/// Read an action's file.
pub fn read_sheet(document: &Document<'_>) -> Read<Sheet> {
    if document.text().trim().is_empty() {
        return Read {
            value: None,
            findings: vec![at(Finding::EmptyFile, 0..0)],
            unread: Unread::default(),
        };
    }
    let mut read = read::<Sheet>(document);
    if document.is_editable() {
        read.findings.extend(traps::loose_keys(document));
    }
    read.findings.extend(traps::windows_paths(document));
    read
}

/// Read a file into `T`, every mistake of it in one pass.
pub fn read<T: for<'de> Deserialize<'de>>(document: &Document<'_>) -> Read<T> {
    let text = document.text();
    if let Some(span) = document.conflict() {
        let marked = document.marked_blocks().into_iter();
        let mut findings: Vec<Diagnostic> = marked
            .map(|block| {
                let key = block.key().map(Box::new);
                let left = key.map_or(Unfinished::Marks, Unfinished::Key);
                at(Finding::ConflictMarker { left }, block.first)
            })
            .collect();
        if findings.is_empty() {
            let left = Unfinished::Marks;
            findings.push(at(Finding::ConflictMarker { left }, span));
        }
        return Read {
            value: None,
            findings,
            unread: Unread::default(),
        };
    }
    let faults = document.faults();
    let mut guessed: Vec<Range<usize>> = Vec::new();
    for fault in &faults {
        match guessed.last_mut() {
            Some(last) if fault.guessed.start <= last.end => {
                last.end = last.end.max(fault.guessed.end);
            }
            _ => guessed.push(fault.guessed.clone()),
        }
    }
    let reading = read_table::<T>(document.table(), document.signs(), last_line(text));
    let unread = reading.unread.into_iter();
    let unread = unread.chain(document.paths_within(&guessed)).collect();
    let mut findings: Vec<Diagnostic> = faults.into_iter().map(|fault| fault.diagnostic).collect();
    let unknown: Vec<String> = reading
        .mistakes
        .iter()
        .filter_map(|mistake| match &mistake.kind {
            MistakeKind::UnknownField { field, known } => {
                nearest(field, known.iter().map(String::as_str))
                    .into_iter()
                    .next()
            }
            _ => None,
        })
        .collect();
    for mistake in reading.mistakes {
        // At and behind a syntax error the parser guesses: what it guessed is nobody's mistake.
        let invented = mistake.span.is_empty() && !guessed.is_empty();
        let follows = invented
            || guessed.iter().any(|guess| {
                mistake.span.start < guess.end.max(guess.start + 1)
                    && guess.start <= mistake.span.end
            });
        // A mistyped key is one mistake, not an unknown key and a missing one.
        let mistyped = matches!(&mistake.kind, MistakeKind::MissingField(field) if unknown.iter().any(|near| near == field));
        let is_missing = matches!(&mistake.kind, MistakeKind::MissingField(_));
        let unsure = is_missing && !guessed.is_empty();
        if !(follows || mistyped || unsure) {
            findings.push(finding(document, mistake));
        }
    }
    Read {
        value: reading.value,
        findings,
        unread,
    }
}

/// The finding that a mistake is, with what surely mends it.
fn finding(document: &Document<'_>, mistake: Mistake) -> Diagnostic {
    let text = mistake.text;
    let span = mistake.span;
    let raw = document.text().get(span.clone()).unwrap_or_default();
    let (finding, patch) = match mistake.kind {
        MistakeKind::UnknownField { field, known } => {
            let in_sub_action = mistake.path.starts_with("sub_actions[");
            if in_sub_action && traps::is_of_action_alone(&field) {
                return at(Finding::StrayedKey(field), span);
            }
            let nearest = nearest(&field, known.iter().map(String::as_str));
            // `Owners` can only be `owners`.
            let same = known.iter().find(|known| fold(known) == fold(&field));
            // Where that stands there too, one of the two has to go.
            let beside = mistake.path.strip_suffix(field.as_str());
            let is_free = |same: &&String| {
                beside.is_some_and(|beside| !document.holds(&format!("{beside}{same}")))
            };
            let patch = same.filter(is_free).cloned();
            let unknown = Finding::UnknownKey {
                nearest,
                key: field,
                known,
            };
            (unknown, patch)
        }
        MistakeKind::WrongType { expected, found } => {
            let in_budget = mistake
                .path
                .split('.')
                .next_back()
                .is_some_and(|key| key == "budget" || key.starts_with("budget["));
            let of_money = matches!(expected, Shape::Amount | Shape::Figure) || in_budget;
            let amount = of_money.then(|| amount_text::amount(&text)).flatten();
            let sure = amount.as_ref().and_then(AmountText::sure);
            let patch = match (expected, found) {
                (Shape::Amount | Shape::Figure, Shape::Text) => sure.map(str::to_owned),
                (Shape::List, _) if in_budget => {
                    sure.map(|amount| format!("[{{ amount = {amount} }}]"))
                }
                (Shape::Table, _) if in_budget => {
                    sure.map(|amount| format!("{{ amount = {amount} }}"))
                }
                (Shape::List, Shape::Text) => as_list(&text),
                (Shape::Text, Shape::Integer | Shape::Number | Shape::Date) => Some(quoted(raw)),
                (Shape::Integer | Shape::Number, Shape::Text) => {
                    text.parse::<i64>().ok().map(|number| number.to_string())
                }
                (Shape::Boolean, Shape::Text) => truth(&text).map(|truth| truth.to_string()),
                _ => None,
            };
            let wrong = Finding::WrongType {
                expected,
                found,
                text,
                amount: amount.map(Box::new),
            };
            (wrong, patch)
        }
        MistakeKind::MissingField(key) => (Finding::MissingKey(key.to_owned()), None),
        MistakeKind::UnknownVariant { found, known } => {
            (Finding::UnknownValue { found, known }, None)
        }
        MistakeKind::Control(code) => (Finding::ControlCharacter(code), None),
        MistakeKind::Refused(reason) => {
            // A number is told as it was typed: with its groups, whatever the reader made of them.
            let is_number = raw.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
            let text = if is_number { raw.to_owned() } else { text };
            (refused(&reason, text, &mistake.path), None)
        }
    };
    at(finding, span.clone()).patch(span, patch)
}

/// The finding that a value's own type made by refusing it.
fn refused(reason: &str, text: String, path: &str) -> Finding {
    match reason.parse() {
        Ok(Fault::OngoingStart) if path.ends_with("start") => Finding::OngoingStart,
        // Of what happened on a day there is neither a start nor an end.
        Ok(Fault::Date | Fault::OngoingStart) => Finding::UnreadableDate(text),
        Ok(Fault::Decimals) => Finding::TooManyDecimals(text),
        Ok(Fault::Negative) => Finding::NegativeAmount(text),
        Ok(Fault::UpsideDown) => Finding::UpsideDownRange,
        Ok(Fault::Id) => Finding::BadReference(text),
        Ok(Fault::Measure) => Finding::BadMeasureKey(text),
        Ok(Fault::Year) => Finding::ImplausibleYear(text),
        Ok(Fault::Empty) => Finding::EmptyText,
        Ok(Fault::MeasureEntry) => Finding::MeasureEntry,
        Ok(Fault::Amount) | Err(ParseError::VariantNotFound) => Finding::UnreadableAmount(text),
    }
}

/// A text as a list: of what stands between its `;`, else of itself.
fn as_list(text: &str) -> Option<String> {
    let items: Vec<String> = text
        .split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(quoted)
        .collect();
    // A comma may separate names or belong to one.
    let sure = !text.contains([',', '\n']) && !items.is_empty();
    sure.then(|| format!("[{}]", items.join(", ")))
}
