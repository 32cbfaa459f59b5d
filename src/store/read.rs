//! A file's text to what it states, and every mistake in it. It never sees a disk.

use std::ops::Range;

use serde::Deserialize;
use toml::de::DeTable;

use crate::diagnostic::{Finding, Syntax};
use crate::model::action::Sheet;
use crate::model::fault::Fault;
use crate::model::fold::nearest;
use crate::store::de::{Mistake, MistakeKind, read_table};
use crate::store::decode::conflict;
use crate::store::text::last_line;

/// What a text stated.
pub struct Read<T> {
    /// The value, as far as it could be read: whole only where no finding is an error.
    pub value: Option<T>,
    /// What is wrong, each with the bytes it stands at.
    pub findings: Vec<(Finding, Range<usize>)>,
    /// The paths of what the value lacks because it could not be read.
    pub unread: Vec<String>,
}

/// Read an action's file.
pub fn read_sheet(text: &str) -> Read<Sheet> {
    if text.trim().is_empty() {
        return Read {
            value: None,
            findings: vec![(Finding::EmptyFile, 0..0)],
            unread: Vec::new(),
        };
    }
    read_and(text, loose_keys)
}

/// Read a file into `T`, every mistake of it in one pass.
pub fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Read<T> {
    read_and(text, |_, _| Vec::new())
}

/// Read a file into `T`; where its syntax is right, `look` finds what else is wrong with it.
fn read_and<T: for<'de> Deserialize<'de>>(
    text: &str,
    look: impl FnOnce(&str, &DeTable<'_>) -> Vec<(Finding, Range<usize>)>,
) -> Read<T> {
    if let Some(span) = conflict(text) {
        return Read {
            value: None,
            findings: vec![(Finding::ConflictMarker, span)],
            unread: Vec::new(),
        };
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut findings = syntax(text, &errors);
    let broken_from = findings
        .iter()
        .map(|(_, span)| line_start(text, span.start))
        .min();
    let reading = read_table::<T>(&table, last_line(text));
    let unknown: Vec<String> = reading
        .mistakes
        .iter()
        .filter_map(|mistake| match &mistake.kind {
            MistakeKind::UnknownField { field, known } => {
                nearest(field, known.iter().map(String::as_str))
                    .first()
                    .map(|near| (*near).to_owned())
            }
            _ => None,
        })
        .collect();
    for mistake in reading.mistakes {
        // Behind a syntax error the parser guesses: what it guessed is nobody's mistake.
        let guessed = broken_from.is_some_and(|from| mistake.span.start >= from);
        // A mistyped key is one mistake, not an unknown key and a missing one.
        let mistyped = matches!(&mistake.kind, MistakeKind::MissingField(field) if unknown.iter().any(|near| near == field));
        if !guessed && !mistyped {
            let span = mistake.span.clone();
            findings.push((finding(mistake), span));
        }
    }
    if errors.is_empty() {
        findings.extend(look(text, table.get_ref()));
    }
    Read {
        value: reading.value,
        findings,
        unread: reading.unread,
    }
}

/// The finding that a mistake is.
fn finding(mistake: Mistake) -> Finding {
    let text = mistake.text;
    match mistake.kind {
        MistakeKind::UnknownField { field, known } => {
            let in_sub_action = mistake.path.starts_with("sub_actions[");
            if in_sub_action && SHEET_KEYS.contains(&field.as_str()) {
                return Finding::StrayedKey { key: field };
            }
            Finding::UnknownKey {
                nearest: owned(nearest(&field, known.iter().map(String::as_str))),
                key: field,
                known,
            }
        }
        MistakeKind::MissingField(key) => Finding::MissingKey {
            key: key.to_owned(),
        },
        MistakeKind::WrongType { expected, found } => Finding::WrongType { expected, found },
        MistakeKind::UnknownVariant { found, known } => Finding::UnknownValue { found, known },
        MistakeKind::Control(code) => Finding::ControlCharacter { code },
        MistakeKind::Refused(reason) => match Fault::from_token(&reason) {
            Some(Fault::Date) => Finding::UnreadableDate { text },
            Some(Fault::OngoingStart) => Finding::OngoingStart,
            Some(Fault::Decimals) => Finding::TooManyDecimals { text },
            Some(Fault::Negative) => Finding::NegativeAmount { text },
            Some(Fault::UpsideDown) => Finding::UpsideDownRange,
            Some(Fault::Id) => Finding::BadReference { text },
            Some(Fault::Measure) => Finding::BadMeasureKey { text },
            Some(Fault::Year) => Finding::ImplausibleYear { text },
            Some(Fault::Empty) => Finding::EmptyText,
            Some(Fault::MeasureEntry) => Finding::MeasureEntry,
            Some(Fault::Amount) | None => Finding::UnreadableAmount { text },
        },
    }
}

/// The keys that an action has and a sub-action has not: seen in one, they strayed there.
const SHEET_KEYS: &[&str] = &[
    "themes",
    "priority",
    "elected",
    "funders",
    "partners",
    "audiences",
    "objectives",
    "resources",
    "progress",
    "effects",
    "places",
    "links",
    "other_measures",
    "indicators",
    "sub_actions",
    "editor_notes",
    "extra",
];

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

fn line_start(text: &str, index: usize) -> usize {
    text.get(..index)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1)
}

/// The syntax errors, one a line: the parser's later ones on a line follow from the first.
fn syntax(text: &str, errors: &[toml::de::Error]) -> Vec<(Finding, Range<usize>)> {
    let mut findings: Vec<(Finding, Range<usize>)> = Vec::new();
    let mut last = None;
    for error in errors {
        let span = error.span().unwrap_or_else(|| last_line(text));
        // Pointing at a line break shows nothing: point at what stands before it.
        let span = if text[span.start.min(text.len())..]
            .trim_start_matches('\r')
            .starts_with('\n')
        {
            let start = text[..span.start].trim_end_matches([' ', '\t']).len();
            start.saturating_sub(1)..start
        } else {
            span
        };
        let line = line_start(text, span.start);
        if last != Some(line) {
            last = Some(line);
            let fault = fault(text, error.message(), &span);
            findings.push((Finding::Syntax { fault }, span));
        }
    }
    findings
}

/// What the parser's message says of the text.
fn fault(text: &str, message: &str, span: &Range<usize>) -> Syntax {
    let line = &text[line_start(text, span.start)..];
    let line = line.lines().next().unwrap_or_default();
    let quotes = line.matches('"').count() - line.matches("\\\"").count();
    match message {
        m if m.contains("duplicate key") => Syntax::DuplicateKey,
        m if m.contains("escape") => Syntax::Escape,
        m if quotes % 2 == 1 && !m.contains("escape") => Syntax::OpenQuote,
        m if m.contains("string values must be quoted") => Syntax::BareValue,
        m if m.contains("expected `=`")
            || m.contains("expected `.`, `=`")
            || m.contains("key with no value") =>
        {
            Syntax::Equals
        }
        m if m.contains("missing comma") || m.contains("expected `,`") => Syntax::Comma,
        m if m.contains("unclosed")
            || m.contains("extra `]`")
            || m.contains("extra `}`")
            || m.contains("`]`")
            || m.contains("`}`") =>
        {
            Syntax::Bracket
        }
        m if m.contains("expected newline") || m.contains("expected nothing") => Syntax::Rest,
        other => Syntax::Other(other.to_owned()),
    }
}

/// The keys of the last `[[sub_actions]]` that a blank line sets apart: probably meant for the action.
fn loose_keys(text: &str, table: &DeTable<'_>) -> Vec<(Finding, Range<usize>)> {
    let parts = table
        .get("sub_actions")
        .and_then(|parts| parts.get_ref().as_array());
    let last = parts.and_then(|parts| parts.last()?.get_ref().as_table());
    let Some(part) = last else {
        return Vec::new();
    };
    let Some(header) = text.rfind("\n[[sub_actions]]") else {
        return Vec::new();
    };
    let mut keys: Vec<_> = part
        .iter()
        .map(|(key, _)| (key.get_ref().to_string(), key.span()))
        .filter(|(key, span)| {
            let line = line_start(text, span.start);
            let blank_before = text[..line].trim_end_matches('\r').ends_with("\n\n")
                || text[..line].ends_with("\r\n\r\n");
            // A key that only an action has is a finding of its own.
            span.start > header && blank_before && !SHEET_KEYS.contains(&key.as_str())
        })
        .collect();
    keys.sort_by_key(|(_, span)| span.start);
    keys.into_iter()
        .map(|(key, span)| (Finding::LooseKey { key }, span))
        .collect()
}
