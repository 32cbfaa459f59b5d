//! Names in an action's sheet put into their canonical form, and the ones that no vocabulary knows.

use std::iter;

use crate::document::text::quoted;
use crate::finding::{Diagnostic, Finding, UnknownName, VocabularyName as Source};
use crate::model::action::Sheet;
use crate::model::key::Key;
use crate::model::name::{Name, Stated};
use crate::model::plan::Words;
use crate::model::spot::Spot;
use crate::model::vocabulary::{Lookup, Vocabulary, VocabularyEntry};

/// Replace every variant in `sheet` by the name it stands for, and tell what was replaced or is unknown.
pub fn resolve(sheet: &mut Sheet, words: &Words) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut note = |finding: Option<Finding>, spot: Spot<'_>| {
        findings.extend(finding.map(|finding| mended(finding, spot, words)));
    };
    let sheet_spot = Spot::default();
    for (index, theme) in sheet.themes.iter_mut().enumerate() {
        note(
            name(theme, &words.themes, Source::Themes),
            sheet_spot.key("themes").item(index),
        );
    }
    let lists = [
        ("funders", &mut sheet.funders),
        ("partners", &mut sheet.partners),
        ("audiences", &mut sheet.audiences),
    ];
    for (key, names) in lists {
        for (index, actor) in names.iter_mut().enumerate() {
            note(stated(actor, words), sheet_spot.key(key).item(index));
        }
    }
    let own = (&mut sheet.status, &mut sheet.owners, &mut sheet.budget);
    let parts = sheet.sub_actions.iter_mut().enumerate();
    let parts = parts.map(|(index, part)| {
        let named = (&mut part.status, &mut part.owners, &mut part.budget);
        (Some(index), named)
    });
    for (part, (status, owners, budget)) in iter::once((None, own)).chain(parts) {
        let spot = Spot::of(part);
        if let Some(status) = status {
            note(
                name(status, &words.statuses, Source::Statuses),
                spot.key("status"),
            );
        }
        for (index, owner) in owners.iter_mut().enumerate() {
            note(stated(owner, words), spot.key("owners").item(index));
        }
        for (index, line) in budget.iter_mut().enumerate() {
            if let Some(funder) = &mut line.funder {
                note(
                    stated(funder, words),
                    spot.table(Key::Budget, index).key("funder"),
                );
            }
        }
    }
    for (index, measure) in sheet.other_measures.iter().enumerate() {
        let unknown = words
            .catalogue
            .measure(measure)
            .is_none()
            .then(|| Finding::UnknownMeasure {
                name: UnknownName {
                    name: measure.to_string(),
                    nearest: words.catalogue.nearest(measure.as_str()),
                    known: Vec::new(),
                },
                is_folder: false,
            });
        note(unknown, sheet_spot.key("other_measures").item(index));
    }
    findings
}

/// The finding at its path, with the name to write where that is certain.
fn mended(finding: Finding, spot: Spot<'_>, words: &Words) -> Diagnostic {
    let text = match &finding {
        Finding::NameVariant { name, .. } => Some(quoted(name)),
        Finding::JoinedNames(text) if spot.item.is_some() => {
            let find = |name: &str| {
                let actor = words.actors.find(name).map(VocabularyEntry::name);
                actor
                    .or_else(|| words.themes.find(name).map(VocabularyEntry::name))
                    .map(quoted)
            };
            separated(text, find).map(|names| names.join(", "))
        }
        _ => None,
    };
    Diagnostic::new(finding, "", spot).patch(spot, text)
}

/// The names that `text` joins; none where one is unknown.
fn separated<T>(text: &str, find: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let joints: &[&str] = if text.contains(';') {
        &[";"]
    } else {
        &[", ", ",", " et ", " & ", " / ", "/", " + "]
    };
    let split = |joint: &&str| {
        let parts = text
            .split(joint)
            .map(str::trim)
            .filter(|name| !name.is_empty());
        parts
            .map(&find)
            .collect::<Option<Vec<T>>>()
            .filter(|names| names.len() > 1 || *joint == ";")
    };
    joints
        .iter()
        .filter(|joint| text.contains(**joint))
        .find_map(split)
}

fn stated(actor: &mut Name, words: &Words) -> Option<Finding> {
    match actor {
        Stated::Known(text) => name(text, &words.actors, Source::Actors),
        Stated::Unknown => None,
    }
}

/// The names of a vocabulary that a sentence can hold, such as the statuses; else none.
fn few<T: VocabularyEntry>(known: &Vocabulary<T>) -> Vec<String> {
    const MOST: usize = 6;
    match known.entries().len() > MOST {
        true => Vec::new(),
        false => known.names(),
    }
}

fn name<T: VocabularyEntry>(
    text: &mut String,
    known: &Vocabulary<T>,
    vocabulary: Source,
) -> Option<Finding> {
    match known.lookup(text) {
        Lookup::Name(_) => None,
        Lookup::Variant(name) => {
            let found = std::mem::replace(text, name.to_owned());
            Some(Finding::NameVariant {
                found,
                name: name.to_owned(),
                vocabulary,
            })
        }
        Lookup::Absent
            if text.contains(';') || separated(text, |name| known.find(name)).is_some() =>
        {
            Some(Finding::JoinedNames(text.clone()))
        }
        Lookup::Absent => {
            let unknown = |few| UnknownName {
                name: text.clone(),
                nearest: known.nearest(text),
                known: few,
            };
            Some(match vocabulary {
                Source::Statuses => Finding::UnknownStatus(unknown(few(known))),
                Source::Themes => Finding::UnknownTheme(unknown(few(known))),
                // Who pays is no choice for who acts.
                Source::Actors => Finding::UnknownActor(unknown(Vec::new())),
                Source::Measures => Finding::UnknownMeasure {
                    name: unknown(Vec::new()),
                    is_folder: false,
                },
            })
        }
    }
}
