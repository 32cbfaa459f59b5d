//! Titles, themes and lists of names.

use std::collections::HashSet;

use crate::check::Findings;
use crate::diagnostic::{At, Finding};
use crate::model::action::{Action, TITLE_LENGTH};
use crate::model::fold::fold;

/// A title is one line that says something, of at most 300 characters.
pub fn title(action: &Action, findings: &mut Findings) {
    let parts = action
        .sheet
        .sub_actions
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let path = format!("sub_actions[{index}]");
            (&part.title, path)
        });
    let own = std::iter::once((&action.sheet.title, "title".to_owned()));
    for (title, path) in own.chain(parts) {
        let length = title.chars().count();
        let finding = if title.trim().is_empty() {
            Finding::EmptyText
        } else if title.contains('\n') {
            Finding::MultilineTitle
        } else if length > TITLE_LENGTH {
            Finding::LongTitle { length }
        } else {
            continue;
        };
        findings.push((finding, At::Value(path)));
    }
}

/// An action has at least one theme.
pub fn themes(action: &Action, findings: &mut Findings) {
    if action.sheet.themes.is_empty() {
        findings.push((Finding::EmptyThemes, At::Value("themes".to_owned())));
    }
}

/// A list names nobody twice.
pub fn repeated_names(action: &Action, findings: &mut Findings) {
    let sheet = &action.sheet;
    let themes = sheet.themes.iter().map(String::clone).collect();
    let mut lists: Vec<(String, Vec<String>)> = vec![("themes".to_owned(), themes)];
    for (key, names) in sheet.actors() {
        lists.push((
            key.to_owned(),
            names.iter().map(ToString::to_string).collect(),
        ));
    }
    for (index, part) in sheet.sub_actions.iter().enumerate() {
        let owners = part.owners.iter().map(ToString::to_string).collect();
        lists.push((format!("sub_actions[{index}].owners"), owners));
    }
    for (key, names) in lists {
        let mut seen = HashSet::new();
        for (index, name) in names.into_iter().enumerate() {
            if !seen.insert(name.clone()) {
                let at = At::Value(format!("{key}[{index}]"));
                findings.push((Finding::RepeatedName { name }, at));
            }
        }
    }
}

/// The sub-actions of an action are told apart by their titles.
pub fn repeated_sub_actions(action: &Action, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for (index, part) in action.sheet.sub_actions.iter().enumerate() {
        if !part.title.trim().is_empty() && !seen.insert(fold(&part.title)) {
            let title = part.title.clone();
            let at = At::Value(format!("sub_actions[{index}]"));
            findings.push((Finding::RepeatedSubAction { title }, at));
        }
    }
}
