//! What a user says of a table beyond its headings: a file to review and to keep. It sees no table.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml_writer::{TomlStringBuilder, TomlWrite};

use crate::error::MapFault;
use crate::import::mapping::heading::{Layout, Target};
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::words::dictionary::normal;

/// What a map file says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// The sheet to read.
    pub sheet: Option<String>,
    /// The number of the row that holds the headings.
    pub heading: Option<usize>,
    /// What each column holds, by its heading; nothing where it is left out.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// The plan's name for a name of the table.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// What a row has where its cells say nothing.
    #[serde(default)]
    pub defaults: Defaults,
    /// What rows are, by their numbers.
    #[serde(default)]
    pub rows: RowAnswers,
}

/// What rows are, by their numbers, where the table leaves it open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RowAnswers {
    /// They add up others.
    pub totals: Vec<usize>,
    /// They bear the title of the rows below.
    pub groups: Vec<usize>,
    /// They are actions, whatever they look like.
    pub actions: Vec<usize>,
    /// Their amount comes on top of what their sub-actions cost.
    pub apart: Vec<usize>,
}

/// What a row has where its cells say nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// The measure.
    pub measure: Option<String>,
    /// The themes.
    #[serde(default)]
    pub themes: Vec<String>,
    /// What gives a row its theme, where nothing else does.
    pub themes_from: Option<ThemeSource>,
}

/// What gives a row its theme, where nothing else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeSource {
    /// The title of its axis.
    Axis,
}

/// The words for what no column of an answer is.
const OTHERS: &[(&str, Target)] = &[
    ("", Target::Dropped),
    ("sub_action", Target::SubAction),
    ("place", Target::Place),
    ("funder", Target::Funder),
    ("funder_amount", Target::FunderAmount),
    ("financing", Target::Financing),
    ("unit", Target::Unit),
    ("fingerprint", Target::Fingerprint),
];

/// The columns of an answer that a table can fill in: keys of the file, and what says where it stands.
fn fillable() -> impl Iterator<Item = Column> {
    let columns = Column::all();
    columns.filter(|column| !column.is_bound() && !matches!(column, Column::Extra | Column::Path))
}

impl Map {
    /// What the columns hold, by their headings without signs.
    ///
    /// # Errors
    /// The map names no column.
    pub fn targets(&self) -> Result<HashMap<String, Target>, MapFault> {
        let targets = self.columns.iter().map(|(heading, target)| {
            let known = known(target).ok_or_else(|| MapFault::Target {
                heading: heading.clone(),
                target: target.clone(),
                known: words().collect(),
            })?;
            Ok((normal(heading), known))
        });
        targets.collect()
    }

    /// The plan's name for `name`, where the map has one.
    pub fn name(&self, name: &str) -> Option<&str> {
        let folded = fold(name);
        let found = self.names.iter().find(|(known, _)| fold(known) == folded);
        found.map(|(_, name)| name.as_str())
    }
}

/// Every word that a map may say of a column.
fn words() -> impl Iterator<Item = String> {
    let others = OTHERS.iter().map(|(word, _)| *word);
    let words = fillable().map(Column::name).chain(others);
    words.filter(|word| !word.is_empty()).map(str::to_owned)
}

fn known(word: &str) -> Option<Target> {
    if let Some(own) = word.strip_prefix("extra.") {
        return (!own.is_empty()).then(|| Target::Extra(own.to_owned()));
    }
    let other = OTHERS.iter().find(|(known, _)| *known == word);
    let other = other.map(|(_, target)| target.clone());
    let column = || fillable().find(|column| column.name() == word);
    other.or_else(|| column().map(Target::from))
}

/// The word of a map for what a column holds; none where it is not read.
pub fn word(target: &Target) -> Option<String> {
    match target {
        Target::Key(key) => Some(key.name().to_owned()),
        Target::Column(column) => Some(column.name().to_owned()),
        Target::Field(field) => Some(field.name().to_owned()),
        Target::Extra(name) => Some(format!("extra.{name}")),
        Target::Computed(_) => None,
        other => {
            let found = OTHERS.iter().find(|(_, target)| target == other);
            found.map(|(word, _)| (*word).to_owned())
        }
    }
}

/// The map file that says what was understood of a table.
pub fn written(map: &Map, layout: &Layout) -> String {
    let columns = layout.headings.iter().filter_map(|heading| {
        let word = word(&heading.target)?;
        Some((quoted(&heading.text), quoted(&word)))
    });
    let names = map.names.iter();
    let names = names.map(|(found, name)| (quoted(found), quoted(name)));
    let RowAnswers {
        totals,
        groups,
        actions,
        apart,
    } = &map.rows;
    let rows = [
        ("totals", totals),
        ("groups", groups),
        ("actions", actions),
        ("apart", apart),
    ];
    let rows = rows.into_iter().filter(|(_, rows)| !rows.is_empty());
    let rows = rows.map(|(name, rows)| (name.to_owned(), format!("{rows:?}")));
    let defaults = &map.defaults;
    let themes: Vec<String> = defaults.themes.iter().map(|theme| quoted(theme)).collect();
    let themes = (!themes.is_empty()).then(|| format!("[{}]", themes.join(", ")));
    let from = defaults.themes_from.map(|ThemeSource::Axis| quoted("axis"));
    let measure = defaults.measure.as_deref().map(quoted);
    let defaults = [
        ("measure", measure),
        ("themes", themes),
        ("themes_from", from),
    ];
    let defaults = defaults.into_iter();
    let defaults = defaults.filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let tables: [(&str, Vec<(String, String)>); 4] = [
        ("columns", columns.collect()),
        ("names", names.collect()),
        ("rows", rows.collect()),
        ("defaults", defaults.collect()),
    ];
    let sheet = map.sheet.as_deref().map(quoted);
    let sheet = sheet.map(|sheet| format!("sheet = {sheet}\n"));
    let row = layout.row;
    let mut text = format!("{}heading = {row}\n", sheet.unwrap_or_default());
    for (name, entries) in tables {
        if name == "columns" || !entries.is_empty() {
            text.push_str(&format!("\n[{name}]\n"));
        }
        for (key, value) in entries {
            text.push_str(&format!("{key} = {value}\n"));
        }
    }
    text
}

/// A text or a key between quotes.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    // A string takes every text.
    let _ = out.value(TomlStringBuilder::new(text).as_basic());
    out
}

#[cfg(test)]
mod tests {
    use super::{Map, RowAnswers, written};
    use crate::error::MapFault;
    use crate::import::mapping::heading::{Heading, Layout, Target};
    use crate::model::key::Key;

    #[test]
    fn a_map_written_reads_back() {
        let heading = |text: &str, target| Heading {
            text: text.to_owned(),
            target,
            known: true,
            money: None,
            is_money: false,
        };
        let map = Map {
            sheet: Some("Feuil1".to_owned()),
            names: [("Neuveu".to_owned(), "Nouveau".to_owned())].into(),
            rows: RowAnswers {
                totals: vec![4, 9],
                ..RowAnswers::default()
            },
            ..Map::default()
        };
        let headings = [
            heading("L'\"intitulé\"", Target::Key(Key::Title)),
            heading("Remarque", Target::Extra("remarque".to_owned())),
            heading("Total", Target::Computed(None)),
            heading("Vide", Target::Dropped),
        ];
        let layout = Layout {
            sheet: None,
            row: 4,
            items: None,
            is_own: false,
            headings: headings.to_vec(),
            record: 0,
        };
        let text = written(&map, &layout);
        let read: Map = toml::from_str(&text).expect("a map");
        assert_eq!((read.heading, read.sheet), (Some(4), map.sheet));
        assert_eq!((read.names, read.rows), (map.names, map.rows));
        let targets = Map {
            columns: read.columns,
            ..Map::default()
        };
        let targets = targets.targets().expect("known words");
        assert_eq!(targets.len(), 3);
        assert_eq!(targets.get("l intitule"), Some(&headings[0].target));
    }

    #[test]
    fn a_word_that_is_no_column_is_refused() {
        let map: Map = toml::from_str("[columns]\nA = 'titre'").expect("a map");
        let refused = map.targets().expect_err("no such column");
        assert!(matches!(refused, MapFault::Target { target, .. } if target == "titre"));
    }
}
