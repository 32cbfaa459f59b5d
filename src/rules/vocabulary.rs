//! The vocabularies themselves.

use std::collections::HashMap;

use crate::finding::{Also, At, Diagnostic, Finding, Place, Rule, VocabularyName as Source};
use crate::model::fold::fold;
use crate::model::plan::PlanDraft;
use crate::model::vocabulary::{Vocabulary, VocabularyEntry};
use crate::rules::formulas::formula;

/// A word leads to one name.
pub fn repeated_words(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    let words = &draft.plan.words;
    let mut tables = vec![
        (Source::Statuses, spellings("status", &words.statuses)),
        (Source::Themes, spellings("theme", &words.themes)),
        (Source::Actors, spellings("actor", &words.actors)),
    ];
    let measures = words
        .catalogue
        .measures()
        .iter()
        .enumerate()
        .map(|(index, measure)| {
            let key = measure.key.to_string();
            (key.clone(), key, format!("measure[{index}]"))
        });
    tables.push((Source::Measures, measures.collect()));
    for (source, spellings) in tables {
        let mut seen: HashMap<String, (String, String)> = HashMap::new();
        for (spelling, name, path) in spellings {
            // Codes differ by their dots, which folding keeps.
            if let Some((name, first)) = seen.get(&fold(&spelling)) {
                let finding = Finding::RepeatedWord {
                    word: spelling,
                    name: name.clone(),
                };
                let first = At::Value(first.clone());
                tell(draft, diagnostics, source, path, finding);
                if let Some(told) = diagnostics.last_mut()
                    && told.finding.rule() == Rule::RepeatedWord
                {
                    let file = source.file().to_owned();
                    told.also = Some((Place { file, at: first }, Also::FirstUse));
                }
            } else {
                seen.insert(fold(&spelling), (name, path));
            }
        }
    }
}

/// No name holds the `;` that joins names in a cell.
pub fn semicolons(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    let words = &draft.plan.words;
    for (source, spellings) in [
        (Source::Statuses, spellings("status", &words.statuses)),
        (Source::Themes, spellings("theme", &words.themes)),
        (Source::Actors, spellings("actor", &words.actors)),
    ] {
        for (spelling, name, path) in spellings {
            if spelling == name && name.contains(';') {
                tell(
                    draft,
                    diagnostics,
                    source,
                    path,
                    Finding::SemicolonInName { name },
                );
            } else if spelling.trim().is_empty() {
                tell(draft, diagnostics, source, path, Finding::EmptyText);
            }
        }
    }
}

/// No name and no title begins like a formula.
pub fn formulas(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    let words = &draft.plan.words;
    let names = [
        (Source::Statuses, spellings("status", &words.statuses)),
        (Source::Themes, spellings("theme", &words.themes)),
        (Source::Actors, spellings("actor", &words.actors)),
    ];
    let names = names.into_iter().flat_map(|(source, spellings)| {
        spellings
            .into_iter()
            .map(move |(spelling, _, path)| (source, spelling, path))
    });
    let axes = words.catalogue.axes().iter().enumerate();
    let axes = axes.map(|(index, axis)| {
        (
            Source::Measures,
            axis.title.clone(),
            format!("axis[{index}].title"),
        )
    });
    let measures = words.catalogue.measures().iter().enumerate();
    let measures = measures.map(|(index, measure)| {
        (
            Source::Measures,
            measure.title.clone(),
            format!("measure[{index}].title"),
        )
    });
    for (source, text, path) in names.chain(axes).chain(measures) {
        if let Some(finding) = formula(&text) {
            tell(draft, diagnostics, source, path, finding);
        }
    }
}

/// Every axis of a measure has a title, and one title.
pub fn axes(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    let catalogue = &draft.plan.words.catalogue;
    let mut told = Vec::new();
    for (index, measure) in catalogue.measures().iter().enumerate() {
        if catalogue.axis_title(measure.axis).is_none() && !told.contains(&measure.axis) {
            told.push(measure.axis);
            let finding = Finding::UntitledAxis {
                axis: measure.axis.0,
            };
            tell(
                draft,
                diagnostics,
                Source::Measures,
                format!("measure[{index}]"),
                finding,
            );
        }
    }
    for (index, axis) in catalogue.axes().iter().enumerate() {
        if catalogue.axes()[..index]
            .iter()
            .any(|other| other.number == axis.number)
        {
            let word = axis.number.to_string();
            let finding = Finding::RepeatedWord {
                name: word.clone(),
                word,
            };
            tell(
                draft,
                diagnostics,
                Source::Measures,
                format!("axis[{index}].number"),
                finding,
            );
        }
    }
}

/// Every spelling of a vocabulary, the name it leads to, and where it stands.
fn spellings<T: VocabularyEntry>(
    table: &str,
    vocabulary: &Vocabulary<T>,
) -> Vec<(String, String, String)> {
    let entries = vocabulary.entries().iter().enumerate();
    entries
        .flat_map(|(index, entry)| {
            let name = entry.name().to_owned();
            let own = (name.clone(), name.clone(), format!("{table}[{index}].name"));
            let aliases = entry
                .aliases()
                .iter()
                .enumerate()
                .map(move |(alias, text)| {
                    let path = format!("{table}[{index}].aliases[{alias}]");
                    (text.clone(), name.clone(), path)
                });
            std::iter::once(own).chain(aliases).collect::<Vec<_>>()
        })
        .collect()
}

/// Tell a finding, unless it may follow from what could not be read of the file.
fn tell(
    draft: &PlanDraft,
    diagnostics: &mut Vec<Diagnostic>,
    source: Source,
    path: String,
    finding: Finding,
) {
    if !draft.broken_words.contains(&source.file()) {
        diagnostics.push(Diagnostic::new(finding, source.file(), At::Value(path)));
    }
}
