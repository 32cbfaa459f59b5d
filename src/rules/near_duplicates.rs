//! Two entries that may be one: titles and names that differ by very little.

use std::collections::BTreeMap;

use rapidfuzz::distance::osa::distance;

use crate::finding::{Also, At, Diagnostic, Finding, Rule, VocabularyName};
use crate::model::action::Action;
use crate::model::id::MeasureKey;
use crate::model::nearest::Folded;
use crate::model::plan::PlanDraft;
use crate::rules::article::{Article, Setting, about};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::SimilarTitles)
        .fr("deux actions presque du même titre")
        .why("Dans une même mesure, deux titres qui ne diffèrent que de peu cachent souvent la même action saisie deux fois, et donc comptée deux fois.")
        .en("two actions of nearly one title")
        .why("In one measure, two titles that differ by little often hide one action entered twice, and so counted twice.")
        .at(Setting::Beside)
        .bad("title = \"Plan vélo des écoles\"")
        .good("title = \"Rénovation des gymnases\""),
    about(Rule::SimilarActors)
        .fr("deux organismes presque du même nom")
        .why("Deux noms qui ne diffèrent que d'une faute de frappe sont sans doute le même organisme : ses actions seraient partagées entre deux lignes.")
        .en("two organisations of nearly one name")
        .why("Two names that differ by a typing mistake are probably one body: its actions would be split over two lines.")
        .at(Setting::Schema("schema/actors.toml"))
        .bad("[[actor]]\nname = \"Ademe BFCC\"")
        .good("[[actor]]\nname = \"Autre organisme\""),
];

/// The shortest folded name that a typing mistake is looked for in: shorter ones are acronyms.
const SHORTEST: usize = 6;

/// No two actions of a measure have nearly the same title.
pub fn titles(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    // Titles that differ by a number are not alike: only those of one number are compared.
    let mut groups: BTreeMap<(&MeasureKey, String), Vec<(&Action, ComparedText)>> = BTreeMap::new();
    for action in &draft.plan.actions {
        let word = ComparedText::of(&action.sheet.title);
        groups
            .entry((&action.measure, word.digits.clone()))
            .or_default()
            .push((action, word));
    }
    for actions in groups.into_values() {
        for (index, (action, title)) in actions.iter().enumerate() {
            let earlier = actions[..index].iter();
            let Some((other, _)) = earlier.rev().find(|(_, known)| title.is_like(known)) else {
                continue;
            };
            let finding = Finding::SimilarTitles(other.sheet.title.clone());
            let title = || At::Value("title".to_owned());
            diagnostics.push(Diagnostic::new(finding, action.path(), title()).also(
                other.path(),
                title(),
                Also::Other,
            ));
        }
    }
}

/// No two organisations differ by a typing mistake.
pub fn actors(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    let entries = draft.plan.words.actors.entries();
    let words: Vec<ComparedText> = entries
        .iter()
        .map(|actor| ComparedText::of(&actor.name))
        .collect();
    for (index, word) in words.iter().enumerate() {
        // Names that fold to the same are an error of their own.
        let like = words[..index]
            .iter()
            .position(|other| word.folded.text != other.folded.text && word.is_like(other));
        if let Some(other) = like {
            let finding = Finding::SimilarActors {
                name: entries[index].name.clone(),
                other: entries[other].name.clone(),
            };
            let file = VocabularyName::Actors.file();
            let at = |index: usize| At::Value(format!("actor[{index}].name"));
            diagnostics.push(Diagnostic::new(finding, file, at(index)).also(
                file,
                at(other),
                Also::Other,
            ));
        }
    }
}

/// A text made ready for comparison.
struct ComparedText {
    folded: Folded,
    digits: String,
}

impl ComparedText {
    fn of(text: &str) -> Self {
        let folded = Folded::of(text);
        Self {
            digits: folded.text.chars().filter(char::is_ascii_digit).collect(),
            folded,
        }
    }

    /// Tells whether two texts differ by a tenth of their letters at the most, and not by a number.
    fn is_like(&self, other: &Self) -> bool {
        let (one, two) = (&self.folded, &other.folded);
        let most = (one.length.max(two.length) / 10).max(1);
        one.length.min(two.length) >= SHORTEST
            && self.digits == other.digits
            && one.length.abs_diff(two.length) <= most
            && one.least_edits(two) <= most
            && distance(one.text.chars(), two.text.chars()) <= most
    }
}

#[cfg(test)]
mod tests {
    use super::ComparedText;

    #[test]
    fn a_typing_mistake_is_likeness_and_a_number_is_a_difference() {
        for (one, two, like) in [
            ("Dijon Céréales", "Dijon Céreale", true),
            ("Plan vélo phase 1", "Plan vélo phase 2", false),
            ("DREAL", "DRAAL", false),
            ("Rénovation des écoles", "Rénovation des piscines", false),
            ("Service Habitat", "Service Habitat", true),
        ] {
            assert_eq!(
                ComparedText::of(one).is_like(&ComparedText::of(two)),
                like,
                "{one} {two}"
            );
        }
    }
}
