//! The vocabularies themselves.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::finding::{Also, At, Diagnostic, Finding, Rule, VocabularyName as Source};
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
    let measures = draft.plan.words.catalogue.measures().iter().enumerate();
    let measures = measures.map(|(index, measure)| {
        let path = format!("measure[{index}]");
        Spelling::of(Source::Measures, measure.key.as_str(), path)
    });
    let mut seen: HashMap<(&str, String), Spelling> = HashMap::new();
    for spelling in spellings(draft).chain(measures) {
        let file = spelling.source.file();
        // Codes differ by their dots, which folding keeps.
        match seen.entry((file, fold(&spelling.text))) {
            Entry::Vacant(entry) => {
                entry.insert(spelling);
            }
            Entry::Occupied(first) => {
                let finding = Finding::RepeatedWord {
                    word: spelling.text,
                    name: first.get().name.clone(),
                };
                let first = At::Value(first.get().path.clone());
                let told = at(draft, spelling.source, spelling.path, finding);
                diagnostics.extend(told.map(|told| told.also(file, first, Also::FirstUse)));
            }
        }
    }
}

/// No name holds the `;` that joins names in a cell.
pub fn semicolons(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    for spelling in spellings(draft) {
        let finding = if spelling.text == spelling.name && spelling.name.contains(';') {
            Finding::SemicolonInName(spelling.name)
        } else if spelling.text.trim().is_empty() {
            Finding::EmptyText
        } else {
            continue;
        };
        diagnostics.extend(at(draft, spelling.source, spelling.path, finding));
    }
}

/// No name and no title begins like a formula.
pub fn formulas(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    let catalogue = &draft.plan.words.catalogue;
    let title = |title: &str, table: &str, index: usize| {
        let path = format!("{table}[{index}].title");
        Spelling::of(Source::Measures, title, path)
    };
    let axes = catalogue.axes().iter().enumerate();
    let axes = axes.map(|(index, axis)| title(&axis.title, "axis", index));
    let measures = catalogue.measures().iter().enumerate();
    let measures = measures.map(|(index, measure)| title(&measure.title, "measure", index));
    for spelling in spellings(draft).chain(axes).chain(measures) {
        if let Some(finding) = formula(&spelling.text) {
            diagnostics.extend(at(draft, spelling.source, spelling.path, finding));
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
            let finding = Finding::UntitledAxis(measure.axis.0);
            let path = format!("measure[{index}]");
            diagnostics.extend(at(draft, Source::Measures, path, finding));
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
            let path = format!("axis[{index}].number");
            diagnostics.extend(at(draft, Source::Measures, path, finding));
        }
    }
}

/// A text of a vocabulary, the name that it leads to, and where it stands.
struct Spelling {
    source: Source,
    text: String,
    name: String,
    path: String,
}

impl Spelling {
    fn of(source: Source, name: &str, path: String) -> Self {
        let (text, name) = (name.to_owned(), name.to_owned());
        Self {
            source,
            text,
            name,
            path,
        }
    }
}

/// The names of statuses, themes and actors, and their aliases.
fn spellings(draft: &PlanDraft) -> impl Iterator<Item = Spelling> {
    fn of<T: VocabularyEntry>(source: Source, table: &str, words: &Vocabulary<T>) -> Vec<Spelling> {
        let mut spellings = Vec::new();
        for (index, entry) in words.entries().iter().enumerate() {
            let path = format!("{table}[{index}].name");
            spellings.push(Spelling::of(source, entry.name(), path));
            for (alias, text) in entry.aliases().iter().enumerate() {
                let path = format!("{table}[{index}].aliases[{alias}]");
                let text = text.clone();
                let own = Spelling::of(source, entry.name(), path);
                spellings.push(Spelling { text, ..own });
            }
        }
        spellings
    }
    let words = &draft.plan.words;
    [
        of(Source::Statuses, "status", &words.statuses),
        of(Source::Themes, "theme", &words.themes),
        of(Source::Actors, "actor", &words.actors),
    ]
    .into_iter()
    .flatten()
}

/// A finding at its place, unless it may follow from what could not be read of the file.
fn at(draft: &PlanDraft, source: Source, path: String, finding: Finding) -> Option<Diagnostic> {
    let is_broken = draft.broken_words.contains(&source.file());
    (!is_broken).then(|| Diagnostic::new(finding, source.file(), At::Value(path)))
}
