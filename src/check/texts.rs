//! Titles, themes and lists of names.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;

use crate::check::{Findings, key_of};
use crate::diagnostic::{At, Finding};
use crate::model::action::{Action, TITLE_LENGTH};
use crate::model::fold::fold;

/// A title is one line that says something, of at most 300 characters.
pub fn title(action: &Action, findings: &mut Findings) {
    let parts = action.sheet.sub_actions.iter().enumerate();
    let parts = parts.map(|(index, part)| (Some(index), &part.title));
    for (part, title) in std::iter::once((None, &action.sheet.title)).chain(parts) {
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
        let path = part.map_or_else(
            || "title".to_owned(),
            |index| format!("sub_actions[{index}]"),
        );
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
    repeated(&sheet.themes, None, "themes", findings);
    for (key, names) in sheet.actors() {
        repeated(names, None, key, findings);
    }
    for (index, part) in sheet.sub_actions.iter().enumerate() {
        repeated(&part.owners, Some(index), "owners", findings);
    }
}

/// What stands twice in the list at `key`.
fn repeated<T: Eq + Hash + Display>(
    names: &[T],
    part: Option<usize>,
    key: &str,
    findings: &mut Findings,
) {
    if names.len() < 2 {
        return;
    }
    let mut seen = HashSet::new();
    for (index, name) in names.iter().enumerate() {
        if !seen.insert(name) {
            let name = name.to_string();
            let at = At::Value(format!("{}[{index}]", key_of(part, key)));
            findings.push((Finding::RepeatedName { name }, at));
        }
    }
}

/// The sub-actions of an action are told apart by their titles.
pub fn repeated_sub_actions(action: &Action, findings: &mut Findings) {
    let parts = &action.sheet.sub_actions;
    if parts.len() < 2 {
        return;
    }
    let mut seen = HashSet::new();
    for (index, part) in parts.iter().enumerate() {
        if !part.title.trim().is_empty() && !seen.insert(fold(&part.title)) {
            let title = part.title.clone();
            let at = At::Value(format!("sub_actions[{index}]"));
            findings.push((Finding::RepeatedSubAction { title }, at));
        }
    }
}
