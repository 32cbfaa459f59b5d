//! The life of actions as a person reads it: by commit, the newest first.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::format::change;
use crate::format::document::{Block, Span};
use crate::format::grid::Grid;
use crate::format::table::Heading;
use crate::messages::Lang;
use crate::messages::history::Told;
use crate::model::column::Column;
use crate::view::change::{Change, Field, contents};
use crate::view::likeness::Likeness;
use crate::view::log::{Entry, Event};
use crate::view::shift::{self, span};

/// What is shown of a log.
pub struct Shown<'a> {
    /// What was done, the oldest first.
    pub entries: Vec<&'a Entry>,
    /// Only these fields; all where there is none.
    pub fields: Vec<Column>,
}

impl Shown<'_> {
    /// The changes of an entry that are asked for; of a new action its contents, where fields are asked for.
    pub fn changes(&self, entry: &Entry) -> Vec<Change> {
        let mut changes = match &entry.event {
            Event::Changed { changes, .. } => changes.clone(),
            Event::Added(sheet) if !self.fields.is_empty() => contents(sheet),
            Event::Added(_) | Event::Dropped(_) => Vec::new(),
        };
        if !self.fields.is_empty() {
            changes.retain(|change| self.fields.contains(&change.field.column));
        }
        changes
    }

    /// Whether there is anything to show of an entry.
    pub fn shows(&self, entry: &Entry) -> bool {
        self.fields.is_empty() || !self.changes(entry).is_empty()
    }

    /// Whether they are all of one action.
    fn is_one_life(&self) -> bool {
        self.entries
            .windows(2)
            .all(|pair| pair[0].life == pair[1].life)
    }
}

/// How long each field had been as it was before each change: by the entry's place and the field.
pub fn times(shown: &Shown<'_>) -> BTreeMap<(usize, Field), shift::Span> {
    let mut since: BTreeMap<(usize, Field), NaiveDate> = BTreeMap::new();
    let mut times = BTreeMap::new();
    for (index, entry) in shown.entries.iter().enumerate() {
        for change in shown.changes(entry) {
            let key = (entry.life, change.field.clone());
            if let Some(day) = since.insert(key, entry.day)
                && day <= entry.day
            {
                times.insert((index, change.field), span(day, entry.day));
            }
        }
    }
    times
}

/// The log as a document.
pub fn blocks(shown: &Shown<'_>, lang: Lang) -> Vec<Block> {
    let alone = shown.is_one_life();
    let times = times(shown);
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<(&str, &str)> = None;
    for (index, entry) in shown.entries.iter().enumerate().rev() {
        let mut lines = lines(shown, entry, (index, &times), lang);
        if !alone {
            for line in &mut lines {
                line.insert(0, Span::Plain(format!("{} – ", entry.id)));
            }
        }
        let commit = (entry.commit.id.as_str(), entry.taken_by.as_str());
        match blocks.last_mut() {
            // Of one commit, the actions stand in their own order.
            Some(Block::Entry { items, .. }) if last == Some(commit) => {
                items.splice(0..0, lines);
            }
            _ => blocks.push(Block::Entry {
                title: lang.told(Told::Commit(entry.day, &entry.commit)),
                items: lines,
            }),
        }
        last = Some(commit);
    }
    blocks
}

fn lines(
    shown: &Shown<'_>,
    entry: &Entry,
    (index, times): (usize, &BTreeMap<(usize, Field), shift::Span>),
    lang: Lang,
) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> = Vec::new();
    if shown.fields.is_empty() {
        lines.extend(
            event(entry, lang)
                .into_iter()
                .map(|text| vec![Span::Plain(text)]),
        );
    }
    for change in told(shown, entry) {
        let mut line = change::line(&change, lang);
        if !shown.fields.is_empty()
            && let Some(time) = times.get(&(index, change.field))
        {
            let time = change::span(*time, "", lang);
            line.push(Span::Plain(format!(
                " – {}",
                lang.told(Told::AfterTime(&time))
            )));
        }
        lines.push(line);
    }
    lines
}

/// The changes of an entry that a person is told.
fn told(shown: &Shown<'_>, entry: &Entry) -> Vec<Change> {
    let mut changes = shown.changes(entry);
    changes.retain(|change| !change::is_repetition(change));
    changes
}

/// What was done to the action as a whole.
pub fn event(entry: &Entry, lang: Lang) -> Vec<String> {
    match &entry.event {
        Event::Added(_) => vec![lang.told(Told::WasAdded)],
        Event::Dropped(_) => vec![lang.told(Told::WasDropped)],
        Event::Changed {
            moved_from,
            renamed_from,
            ..
        } => {
            let moved = moved_from
                .as_ref()
                .map(|from| lang.told(Told::MovedFrom(from.as_str(), entry.measure.as_str())));
            let renamed = renamed_from.as_ref().map(|(from, likeness)| {
                let (from, to) = (from.as_str(), entry.id.as_str());
                lang.told(match likeness {
                    Likeness::Identical => Told::RenamedIdentical(from, to),
                    Likeness::Alike(percent) => Told::RenamedAlike(from, to, *percent),
                })
            });
            moved.into_iter().chain(renamed).collect()
        }
    }
}

/// The log as rows for a spreadsheet, the oldest first: one row a changed field.
pub fn grid(shown: &Shown<'_>, lang: Lang) -> Grid {
    let headings = [
        lang.told(Told::Day),
        lang.told(Told::Author),
        lang.told(Told::Subject),
        lang.told(Told::Hash),
        lang.heading(Column::Id).to_owned(),
        lang.heading(Column::Measure).to_owned(),
        lang.told(Told::EventHeading),
        lang.told(Told::FieldHeading),
        lang.told(Told::Before),
        lang.told(Told::After),
    ];
    let mut rows = Vec::new();
    for entry in &shown.entries {
        let row = |event: String, field: String, before: String, after: String| {
            vec![
                entry.day.to_string(),
                entry.commit.author.clone(),
                entry.commit.subject.clone(),
                entry.commit.id.clone(),
                entry.id.to_string(),
                entry.measure.to_string(),
                event,
                field,
                before,
                after,
            ]
        };
        if shown.fields.is_empty() {
            let none = String::new;
            rows.extend(
                event(entry, lang)
                    .into_iter()
                    .map(|event| row(event, none(), none(), none())),
            );
        }
        for change in told(shown, entry) {
            let side = |side: &Option<_>| {
                side.as_ref()
                    .map(|side| change::named(&change.field, side, lang))
                    .unwrap_or_default()
            };
            let (before, after) = (side(&change.before), side(&change.after));
            rows.push(row(
                String::new(),
                change::field(&change.field, lang),
                before,
                after,
            ));
        }
    }
    Grid {
        headings: headings.into_iter().map(heading).collect(),
        rows,
        footer: 0,
    }
}

fn heading(title: String) -> Heading {
    Heading::words(title)
}

/// What a field that is set says, for `plan blame`: the field, the value, since when, by whom.
pub fn blame_headings(lang: Lang) -> Vec<Heading> {
    let wide = |title: String| Heading::sentences(title);
    vec![
        wide(lang.told(Told::FieldHeading)),
        wide(lang.told(Told::ValueHeading)),
        heading(lang.told(Told::Day)),
        heading(lang.told(Told::Author)),
        wide(lang.told(Told::Subject)),
        heading(lang.told(Told::Hash)),
    ]
}

/// A value cut to what a table can show of it.
pub fn cut(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(MOST).collect();
    format!("{}…", kept.trim_end())
}
