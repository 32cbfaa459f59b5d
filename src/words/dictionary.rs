//! The one dictionary of what people call things in French and in English: columns, options, commands.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::model::candidate::{Candidate, meant};
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::words::Lang;

/// What people call a column besides its name and its headings, folded, without signs: as headings of tables, as options.
const SYNONYMS: &[(Column, &str)] = &[
    (Column::Id, "identifiant de l action, action id"),
    (Column::Axis, "axes"),
    (
        Column::Key(Key::Code),
        "n, no, numero de l action, numero d action, n action, n de l action, n fiche, \
            numero de fiche, fiche n, code action, code de l action, reference, ref, action \
            number, action no, action code",
    ),
    (
        Column::Measure,
        "mesure cit ergie, mesure citergie, mesure cae, mesure te, code mesure, code de la \
            mesure, mesures",
    ),
    (
        Column::Key(Key::Title),
        "titre de l action, action, actions, intitule, intitule de l action, nom de l \
            action, nom, libelle, libelle de l action, fiche action, fiche action chapeau, \
            titre de la fiche, titre de la fiche action, name, action name, action title, \
            project, project name, project title",
    ),
    (
        Column::Key(Key::Description),
        "description de l action, description definition des sous actions, descriptif de l \
            action, resume, details, contenu, summary, action description, project description",
    ),
    (
        Column::Key(Key::Status),
        "etat, avancement, statut de l action, etat de l action, action status, \
            implementation status, current status",
    ),
    (
        Column::Key(Key::Themes),
        "theme, thematique, thematiques, thematique principale, sous thematiques, sector, category, secteur, domaine",
    ),
    (
        Column::Key(Key::Priority),
        "niveau de priorite, priority level",
    ),
    (
        Column::Key(Key::Elected),
        "elu referent, elue referente, elu e, elu en charge",
    ),
    (
        Column::Key(Key::Owners),
        "porteur, porteuse, proprietaire, proprietaires, porteur de l action, porteur s, pilote, pilotes, pilote de l action, \
            structure pilote, direction ou service pilote, service pilote, service, maitre d \
            ouvrage, maitrise d ouvrage, responsable, owner, lead, lead agency, lead \
            department, lead organisation, lead organization, responsible, responsible party, \
            department",
    ),
    (
        Column::Key(Key::Funders),
        "financeur, financeurs, financement par, partenaire financier, bailleur, bailleurs, funder, funding \
            source, funding sources",
    ),
    (
        Column::Key(Key::Partners),
        "partenaire, partenaires, partenaires techniques, partenaires associes, partner, \
            supporting departments, stakeholders",
    ),
    (
        Column::Key(Key::Audiences),
        "participation citoyenne, concertation, mobilisation, public, publics, public cible, publics cibles, cible, \
            cibles, audience, target audience, beneficiaires",
    ),
    (
        Column::Key(Key::Start),
        "date de debut, debut de l action, annee de debut, date debut, demarrage, start \
            date, start year",
    ),
    (
        Column::Key(Key::End),
        "date de fin, fin de l action, annee de fin, date fin, echeance, echeancier, end \
            date, end year, due date, deadline, completion date",
    ),
    (
        Column::Key(Key::Objectives),
        "objectif, objectif s, objective, goal, goals, aim",
    ),
    (
        Column::Key(Key::Resources),
        "moyens, moyens humains, moyens techniques, resources needed",
    ),
    (
        Column::Key(Key::Progress),
        "avancement, avancement de l action, commentaire d avancement, progress update",
    ),
    (
        Column::Key(Key::Effects),
        "effets, resultats attendus, impacts attendus, expected results",
    ),
    (
        Column::Key(Key::Places),
        "lieu, commune, communes, localisation, location, place",
    ),
    (Column::Key(Key::Links), "lien, url, lien internet, link"),
    (
        Column::Key(Key::Indicators),
        "indicateurs lies, indicateur, indicateurs de suivi, indicateur de suivi, \
            indicator, kpi",
    ),
    (
        Column::Key(Key::Budget),
        "budget de l action, budget global, budget global de l action, budget previsionnel, \
            budget previsionnel total, budget total, budget estime, cout, cout estime, cout \
            estimatif, cout previsionnel, cout total, montant, montant total, cost, estimated \
            cost, total cost",
    ),
];

/// What a French hand types for a command or an option that is named after no column.
const WORDS: &[(&str, &str)] = &[
    ("at", "au, etat au"),
    ("blame", "attribuer, qui"),
    ("budget", "budgets, totaliser"),
    ("by", "par"),
    ("check", "verifier, controler"),
    ("color", "couleur"),
    ("columns", "colonnes"),
    ("compare", "comparer"),
    ("completions", "completer"),
    ("detail", "details, lignes"),
    ("diff", "difference, differences"),
    ("due", "a echeance, a terminer"),
    ("edit", "editer, ouvrir"),
    ("ends", "echeance, echeances, fin, finit"),
    ("export", "exporter"),
    ("field", "champ, champs"),
    ("fmt", "mettre en forme"),
    ("group-by", "grouper par, regrouper par"),
    ("help", "aide"),
    ("import", "importer"),
    ("init", "initialiser, commencer"),
    ("kind", "nature"),
    ("lang", "langue"),
    ("late", "retard, en retard, retards"),
    ("stale", "sans changement, dormant, dormante"),
    ("limit", "limite"),
    ("list", "lister, liste"),
    ("log", "historique, journal"),
    ("man", "manuel"),
    ("missing", "manquant, manquants, manque"),
    ("move", "deplacer, rattacher"),
    ("name", "nom"),
    ("new", "ajouter, creer, nouveau, nouvelle"),
    ("output", "sortie"),
    ("package", "paquet"),
    ("rename", "renommer"),
    ("report", "rapport"),
    ("search", "recherche, rechercher, chercher"),
    ("set", "modifier, changer"),
    ("show", "montrer, voir, afficher, fiche"),
    ("since", "bilan, depuis"),
    ("sort", "tri, trier, trier par"),
    ("starts", "debut, commence"),
    ("status", "synthese"),
    ("sub-actions", "sous actions"),
    ("today", "aujourd hui"),
    ("vocabulary", "vocabulaire, vocabulaires"),
    ("with-notes", "avec notes"),
    ("within", "d ici"),
    ("write", "ecrire"),
    ("year", "annee"),
    ("years", "annees, periode"),
];

/// What each column is called besides its name and its headings.
pub fn synonyms() -> impl Iterator<Item = (Column, &'static str)> {
    let rows = SYNONYMS.iter();
    rows.flat_map(|(column, names)| names.split(", ").map(|name| (*column, name)))
}

/// A text without case, accents and signs.
pub fn normal(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The same with hyphens between the words, as options are typed.
pub fn hyphenated(text: &str) -> String {
    normal(text).replace(' ', "-")
}

/// The columns by what they are called, without case, accents and signs; of a column that is called so by name, no other.
static COLUMNS: LazyLock<HashMap<String, Vec<Column>>> = LazyLock::new(|| {
    let mut called: HashMap<String, Vec<Column>> = HashMap::new();
    let headed = Column::all().flat_map(|column| headings(column).map(|name| (column, name)));
    for (column, name) in headed.chain(synonyms()) {
        let columns = called.entry(normal(name)).or_default();
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    called.extend(Column::all().map(|column| (normal(column.name()), vec![column])));
    called
});

fn headings(column: Column) -> [&'static str; 2] {
    [Lang::Fr.heading(column), Lang::En.heading(column)]
}

/// The columns that a text may mean, by their names, their headings, and what people call them.
pub fn columns(text: &str) -> &'static [Column] {
    COLUMNS.get(&normal(text)).map_or(&[], Vec::as_slice)
}

/// What people type for a command, an option or a value that is called `name`, besides: `porteur` for `owner`.
pub fn aliases(name: &str, is_option: bool) -> Vec<String> {
    let column = match columns(name) {
        [column] if is_option && name != "name" => Some(*column),
        _ => None,
    };
    let of_column = column.into_iter().flat_map(|column| {
        let called = synonyms().filter(move |(other, _)| *other == column);
        let all = headings(column)
            .into_iter()
            .chain(called.map(|(_, name)| name));
        all.filter(|name| columns(name).len() == 1)
    });
    let words = WORDS.iter().filter(|(known, _)| *known == name);
    let words = words.flat_map(|(_, words)| words.split(", "));
    let mut seen = HashSet::from([name.to_owned()]);
    // Of what people call columns in tables, no abbreviation.
    let of_column = of_column.filter(|word| word.len() > 2);
    let typed = words.chain(of_column).map(hyphenated);
    typed.filter(|word| seen.insert(word.clone())).collect()
}

/// At most three columns that a mistyped text may mean, whatever they are called.
pub fn near(text: &str, known: &[Column]) -> Vec<Column> {
    let headed = known.iter().flat_map(|column| {
        let called = headings(*column).into_iter().chain([column.name()]);
        called.map(|name| (*column, name))
    });
    let others = synonyms().filter(|(column, _)| known.contains(column));
    let all = headed.chain(others);
    let all = all.map(|(column, name)| Candidate::titled(normal(name), column.name()));
    let mut near: Vec<Column> = Vec::new();
    for one in meant(text, all.collect()) {
        let column = Column::named(&one.title);
        near.extend(column.filter(|column| !near.contains(column)));
    }
    near.truncate(3);
    near
}

/// The columns that a text may mean, each with its heading.
pub fn meanings(text: &str, lang: Lang) -> Vec<Candidate> {
    let columns = columns(text).iter();
    columns
        .map(|column| Candidate::titled(column.name(), lang.heading(*column)))
        .collect()
}
