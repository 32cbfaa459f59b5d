//! The vocabularies themselves.

use std::collections::HashMap;

use crate::finding::{Also, At, Diagnostic, Finding, Place, Rule, VocabularyName as Source};
use crate::model::fold::fold;
use crate::model::plan::PlanDraft;
use crate::model::vocabulary::{Vocabulary, VocabularyEntry};
use crate::rules::article::{Article, Setting, about};
use crate::rules::formulas::formula;

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::UnknownStatus)
        .fr("statut inconnu")
        .why("Les statuts d'un plan sont dans schema/statuses.toml, avec leur sens. Un statut absent veut dire « non renseigné ».")
        .en("unknown status")
        .why("The statuses of a plan are in schema/statuses.toml, with what they mean. No status means “not filled in”.")
        .bad("status = \"Presque fini\"")
        .good("status = \"En cours\""),
    about(Rule::UnknownTheme)
        .fr("thème inconnu")
        .why("Les thèmes d'un plan sont dans schema/themes.toml. Un thème mal orthographié ferait une ligne à part dans tous les tableaux.")
        .en("unknown theme")
        .why("The themes of a plan are in schema/themes.toml. A misspelt theme would be a line of its own in every table.")
        .bad("themes = [\"Cyclisme\"]")
        .good("themes = [\"Mobilité\"]"),
    about(Rule::UnknownActor)
        .fr("acteur inconnu")
        .why("Les porteurs, partenaires financiers, autres partenaires et publics sont dans schema/actors.toml. Un nom mal orthographié ne serait trouvé par aucune recherche.")
        .en("unknown actor")
        .why("Owners, funders, partners and audiences are in schema/actors.toml. No search would find a misspelt name.")
        .bad("owners = [\"Service Bicyclette\"]")
        .good("owners = [\"DREAL\"]"),
    about(Rule::JoinedNames)
        .fr("plusieurs noms dans un seul texte")
        .why("Le point-virgule sépare les noms dans les exports, pas dans les fiches : chaque nom a ses propres guillemets.")
        .en("several names in one text")
        .why("A semicolon parts names in exports, not in files: each name has quotes of its own.")
        .bad("owners = [\"DREAL ; Ademe BFC\"]")
        .good("owners = [\"DREAL\", \"Ademe BFC\"]"),
    about(Rule::NameVariant)
        .fr("autre écriture d'un nom connu")
        .why("Le nom est reconnu (alias, majuscule, accent) et lu comme le nom du vocabulaire. Écrire le même partout évite les doublons dans les recherches de texte.")
        .en("another spelling of a known name")
        .why("The name is recognised (alias, capital, accent) and read as the vocabulary's. One spelling everywhere keeps text searches whole.")
        .bad("status = \"en cours\"")
        .good("status = \"En cours\""),
    about(Rule::RepeatedWord)
        .fr("mot donné deux fois dans un vocabulaire")
        .why("Un mot, alias compris, mène à un seul nom ; sinon personne ne sait lequel est visé.")
        .en("word given twice in a vocabulary")
        .why("A word, aliases included, leads to one name; else nobody knows which is meant.")
        .at(Setting::Schema("schema/actors.toml"))
        .bad("[[actor]]\nname = \"DREAL\"")
        .good("[[actor]]\nname = \"Autre organisme\""),
    about(Rule::SemicolonInName)
        .fr("point-virgule dans un nom")
        .why("Les exports joignent les noms par des points-virgules : un nom qui en contient un serait coupé en deux.")
        .en("semicolon in a name")
        .why("Exports join names by semicolons: a name that holds one would be cut in two.")
        .at(Setting::Schema("schema/actors.toml"))
        .bad("[[actor]]\nname = \"Ville ; CCAS\"")
        .good("[[actor]]\nname = \"Ville et CCAS\""),
    about(Rule::UntitledAxis)
        .fr("axe sans titre")
        .why("Chaque axe d'une mesure a un titre dans schema/measures.toml : les tableaux et les documents l'affichent.")
        .en("axis without a title")
        .why("Each axis of a measure has a title in schema/measures.toml: tables and documents show it.")
        .at(Setting::Schema("schema/measures.toml"))
        .bad("[[measure]]\ncode  = \"9.1\"\ntitle = \"Santé\"")
        .good("[[axis]]\nnumber = 9\ntitle  = \"Santé\"\n\n[[measure]]\ncode  = \"9.1\"\ntitle = \"Santé\""),
    about(Rule::MeasureEntry)
        .fr("mesure incomplète")
        .why("Une mesure a un code (dont le premier nombre est l'axe), ou bien une clé et un axe.")
        .en("incomplete measure")
        .why("A measure has a code (whose first number is the axis), or else a key and an axis.")
        .at(Setting::Schema("schema/measures.toml"))
        .bad("[[measure]]\ntitle = \"Lien social\"")
        .good("[[measure]]\nkey   = \"lien-local\"\ntitle = \"Lien social\"\naxis  = 6"),
    about(Rule::BadMeasureKey)
        .fr("code de mesure mal écrit")
        .why("Un code est fait de nombres séparés par des points, sans zéro devant.")
        .en("badly written measure code")
        .why("A code is made of numbers parted by points, without leading zeros.")
        .bad("other_measures = [\"3.01\"]")
        .good("other_measures = [\"3.1.1\"]"),
];

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
