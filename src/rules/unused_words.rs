//! Entries of the vocabularies that no action needs.

use std::collections::HashSet;

use crate::finding::{At, Diagnostic, Finding, VocabularyName};
use crate::model::name::Name;
use crate::model::plan::PlanDraft;

/// Every actor and theme stands in some action.
pub fn unused(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    // A file that could not be read may hold the name.
    if !draft.broken.is_empty() || !draft.broken_words.is_empty() {
        return;
    }
    let mut actors: HashSet<&str> = HashSet::new();
    let mut themes: HashSet<&str> = HashSet::new();
    for action in &draft.plan.actions {
        let sheet = &action.sheet;
        themes.extend(sheet.themes.iter().map(String::as_str));
        let lists = sheet.actors().into_iter().flat_map(|(_, names)| names);
        let parts = sheet.sub_actions.iter().flat_map(|part| &part.owners);
        let funders = sheet.lines().filter_map(|(_, line)| line.funder.as_ref());
        let names = lists.chain(parts).chain(funders);
        actors.extend(names.filter_map(Name::known).map(String::as_str));
    }
    let words = &draft.plan.words;
    let all_actors = words.actors.entries().iter().map(|actor| &actor.name);
    let all_themes = words.themes.entries().iter().map(|theme| &theme.name);
    let mut tell = |name: &String, vocabulary: VocabularyName, path: String| {
        let finding = Finding::UnusedEntry {
            name: name.clone(),
            vocabulary,
        };
        let at = At::Value(path);
        diagnostics.push(Diagnostic::new(finding, vocabulary.file(), at));
    };
    for (index, name) in all_actors.enumerate() {
        if !actors.contains(name.as_str()) {
            tell(name, VocabularyName::Actors, format!("actor[{index}].name"));
        }
    }
    for (index, name) in all_themes.enumerate() {
        if !themes.contains(name.as_str()) {
            tell(name, VocabularyName::Themes, format!("theme[{index}].name"));
        }
    }
}
