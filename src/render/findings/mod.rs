//! Findings for other programs: one file a form, and here what the forms share.

pub mod concise;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod sarif;
pub mod terminal;

use std::collections::HashMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::{Located, Placed, Text};
use crate::render::screen::visible;
use crate::words::Lang;

/// How many characters of the place a fingerprint holds.
const EXCERPT: usize = 60;

/// What a check found, and what it takes to tell others.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The findings, in their order.
    pub findings: &'a [Placed],
    /// How many files were looked at.
    pub files: usize,
    /// How many findings there are besides, that the check was not asked for.
    pub silent: usize,
    /// The way from the repository's root to the plan's, with `/` behind each folder.
    pub prefix: &'a str,
    /// The language of the sentences.
    pub lang: Lang,
}

/// From start to end, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "range")]
struct Region {
    start: Position,
    end: Position,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "position")]
struct Position {
    #[schemars(range(min = 1))]
    line: usize,
    #[schemars(range(min = 1))]
    column: usize,
}

impl Region {
    /// The region of these bytes.
    fn of(text: &Text, span: Range<usize>) -> Self {
        let position = |at: usize| {
            let Located { line, column, .. } = text.locate(at..at);
            Position { line, column }
        };
        Self {
            start: position(span.start),
            end: position(span.end),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "edit")]
struct FindingEdit<'a> {
    range: Region,
    /// What stands there afterwards.
    text: &'a str,
}

/// The region of a finding; none where it is about the file as a whole.
fn region(placed: &Placed) -> Option<Region> {
    let (text, located) = (placed.text.as_ref()?, placed.located.as_ref()?);
    Some(Region::of(text, located.span.clone()))
}

/// What surely mends a finding.
fn edits(placed: &Placed) -> impl Iterator<Item = FindingEdit<'_>> {
    let text = placed.text.as_deref().into_iter();
    text.flat_map(|text| {
        let edits = placed.edits.iter();
        edits.map(|edit| FindingEdit {
            range: Region::of(text, edit.span.clone()),
            text: &edit.text,
        })
    })
}

/// A sentence on one line, where a line break of a value that it quotes is seen.
fn on_a_line(sentence: &str) -> String {
    visible(&sentence.replace('\n', "\\n"))
}

/// Everything that is said of a finding: the fault, what to see there, the remedies, a line each.
pub fn message(placed: &Placed, lang: Lang) -> String {
    let sentence = lang.finding(placed.finding());
    let lines = std::iter::once(sentence.title)
        .chain(sentence.label.filter(|label| !label.is_empty()))
        .chain(sentence.help);
    lines.collect::<Vec<_>>().join("\n")
}

/// A text for each finding that stays the same from one check to the next, wherever its line moves, and is no other's.
fn fingerprints(findings: &[Placed]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut fingerprint = |placed: &Placed| {
        let excerpt: String = match (&placed.text, &placed.located) {
            (Some(text), Some(located)) => {
                text[located.span.clone()].chars().take(EXCERPT).collect()
            }
            _ => String::new(),
        };
        let rule = placed.finding().rule().name();
        let common = format!("{rule}:{}:{excerpt}", placed.file());
        let count = seen.entry(common.clone()).or_default();
        *count += 1;
        format!("{common}:{count}")
    };
    findings.iter().map(&mut fingerprint).collect()
}
