//! Entries of the vocabularies that no action needs.

use std::collections::HashSet;

use crate::finding::{At, Diagnostic, Finding, Rule, VocabularyName};
use crate::model::name::Name;
use crate::model::plan::PlanDraft;
use crate::rules::article::{Article, Setting, about};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::UnusedEntry)
        .fr("entrée de vocabulaire que personne n'utilise")
        .why("Un acteur ou un thème qui n'est dans aucune fiche est un reste, ou le signe d'un nom mal écrit ailleurs.")
        .en("entry of a vocabulary that nobody uses")
        .why("An actor or a theme that stands in no file is a left-over, or the sign of a name misspelt elsewhere.")
        .at(Setting::Schema("schema/actors.toml"))
        .bad("[[actor]]\nname = \"Autre organisme\"")
        .good(""),
];

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
