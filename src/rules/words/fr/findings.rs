//! What is said of findings in French.

use crate::finding::{
    AllowFault, Also, AmountText, Encoding, Finding, Shape, Unreadable, VocabularyName,
};
use crate::rules::words::fr::fields::{in_english, said_by_place};
use crate::rules::words::fr::syntax::{amount, syntax};
use crate::rules::words::{is_plain_number, set};
use crate::words::fr::{choice, known, meant};
use crate::words::{Lang, Sentence};

/// What may stand in a key, with its article: « il faut ici … ».
fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "un texte entre guillemets",
        Shape::Integer => "un nombre entier",
        Shape::Number => "un nombre",
        Shape::Boolean => "true (oui) ou false (non)",
        Shape::List => "une liste entre crochets",
        Shape::Table => "un groupe de champs entre accolades",
        Shape::Date => "une date",
        Shape::Amount => "un montant en euros",
        Shape::Figure => "un montant en euros ou une fourchette",
        Shape::SubAction => "un titre entre guillemets ou un groupe de champs entre accolades",
        Shape::TextOrNumber => "un texte entre guillemets ou un nombre",
    }
}

fn example(expected: Shape) -> &'static str {
    match expected {
        Shape::Text => "écrire la valeur entre guillemets : \"…\"",
        Shape::Integer => "écrire un nombre sans guillemets : 2024",
        Shape::Number => "écrire un nombre sans guillemets, avec un point décimal : 12.5",
        Shape::Boolean => "écrire true (oui) ou false (non), sans guillemets",
        Shape::List => "écrire une liste, même pour un seul élément : [\"…\"]",
        Shape::Table => "écrire un groupe de champs : { … = … }",
        Shape::Date => "écrire une date entre guillemets : \"2024\", \"2024-05\", \"été 2024\"",
        Shape::Amount => "écrire des euros, sans guillemets, sans espace ni signe € : 700_000",
        Shape::Figure => {
            "écrire des euros, sans guillemets, sans espace ni signe € : 700_000, ou { min = 500_000, max = 700_000 }"
        }
        Shape::SubAction => "écrire \"titre de la sous-action\" ou { title = \"…\", end = \"…\" }",
        Shape::TextOrNumber => "écrire \"…\" ou un nombre",
    }
}

/// What is wrong with an empty text where a name or a date stands.
fn empty() -> Sentence {
    Sentence::new("texte vide")
        .label("rien entre les guillemets")
        .help("remplir le champ ou le supprimer ; \"?\" si la réponse est inconnue")
}

fn unknown(vocabulary: VocabularyName) -> &'static str {
    match vocabulary {
        VocabularyName::Statuses => "statut inconnu",
        VocabularyName::Themes => "thème inconnu",
        VocabularyName::Actors => "acteur inconnu",
        VocabularyName::Measures => "mesure inconnue",
    }
}

/// Why a file cannot be read.
fn unreadable(reason: &Unreadable) -> &str {
    match reason {
        Unreadable::Denied => "accès refusé",
        Unreadable::Gone => "il vient d'être retiré",
        Unreadable::NotAFile => {
            "ce n'est pas un fichier, mais un dossier, un tube ou un périphérique"
        }
        Unreadable::Link => "c'est un raccourci (lien symbolique), et aucun n'est suivi",
        Unreadable::System(said) => said,
    }
}

/// What is said of a finding.
pub fn finding(finding: &Finding) -> Sentence {
    match finding {
        Finding::UnreadableFile { reason } => Sentence::new(format!("fichier impossible à lire : {}", unreadable(reason)))
            .help(match reason {
                Unreadable::Link => "mettre le fichier lui-même, ou le dossier, à la place du raccourci",
                _ => "vérifier les droits sur le fichier",
            }),
        Finding::MissingFile => Sentence::new("fichier absent")
            .help("rétablir ce fichier : un plan ne peut pas être lu sans lui"),
        Finding::NotUtf8 { encoding, line } => not_utf8(*encoding, *line),
        Finding::ByteOrderMark => Sentence::new("le fichier commence par une marque invisible (BOM)")
            .help("l'enregistrer avec l'encodage « UTF-8 », et non « UTF-8 avec BOM »"),
        Finding::EmptyFile => Sentence::new("le fichier est vide")
            .help("rétablir son contenu (git log -- FICHIER le retrouve), ou supprimer le fichier"),
        Finding::ConflictMarker => {
            Sentence::new("fusion inachevée : le fichier contient encore les deux versions")
                .label("git a laissé cette marque")
                .help("garder la bonne version et supprimer les lignes <<<<<<<, ======= et >>>>>>>")
        }
        Finding::ControlCharacter { code } => {
            Sentence::new(format!("caractère invisible U+{code:04X}"))
                .label("ici")
                .help("le supprimer : il vient sans doute d'un copier-coller")
        }
        Finding::StrayFile => Sentence::new("ce fichier n'est pas une fiche action et n'est pas lu")
            .help("le nommer en .toml s'il s'agit d'une action, sinon le ranger hors de actions/"),
        Finding::HiddenEnding { name } => {
            Sentence::new("cette fiche action n'est pas lue : son nom ne se termine pas par .toml")
                .help(format!("renommer le fichier {}", name.to_lowercase()))
                .help("Windows masque la fin des noms : dans l'Explorateur, Affichage, cocher « Extensions de noms de fichiers »")
        }
        Finding::MisplacedFile => Sentence::new("fiche action mal rangée")
            .help("ranger le fichier dans actions/<mesure>/, ni plus haut ni plus bas"),
        Finding::BadId { id, slug, copy } => bad_id(id, slug.as_deref(), *copy),
        Finding::UnknownMeasureFolder { measure, nearest } => {
            Sentence::new(format!("mesure inconnue « {measure} »"))
                .maybe_help(meant(nearest))
                .help("le dossier doit porter le code d'une mesure de schema/measures.toml")
        }
        Finding::DuplicateId { id, other } => {
            Sentence::new(format!("deux actions portent le nom « {id} »"))
                .help(format!("renommer l'un des deux fichiers ; l'autre est {other}"))
        }
        Finding::NewerFormat { format } => {
            Sentence::new(format!("ce plan est au format {format}, plus récent que ce programme"))
                .help("mettre à jour plan")
        }
        Finding::Syntax { fault } => syntax(fault),
        Finding::UnknownKey { key, nearest, known: keys } => {
            let sentence = Sentence::new(format!("champ inconnu « {key} »"))
                .label("ce champ n'existe pas ici");
            if let Some(help) = said_by_place(key, keys) {
                return sentence.help(help);
            }
            match (in_english(key, keys), meant(nearest)) {
                (Some(english), _) => {
                    sentence.help(format!("les champs ont des noms anglais : écrire {english}"))
                }
                (None, Some(near)) => sentence.help(near),
                (None, None) => sentence
                    .maybe_help(choice(keys).map(|keys| format!("champs admis ici : {keys}"))),
            }
        }
        Finding::StrayedKey { key } => {
            Sentence::new(format!("« {key} » est rattaché à la dernière sous-action"))
                .label("une sous-action n'a pas ce champ")
                .help("le placer plus haut, avant la première ligne [[sub_actions]]")
        }
        Finding::LooseKey { key } => {
            Sentence::new(format!("« {key} » est rattaché à la dernière sous-action"))
                .label("une ligne vide le précède : est-ce bien un champ de la sous-action ?")
                .help("s'il s'agit d'un champ de l'action, le placer avant la première ligne [[sub_actions]] ; sinon, supprimer la ligne vide")
        }
        Finding::MissingKey { key } => Sentence::new(format!("le champ « {key} » manque"))
            .label("à ajouter ici")
            .help(match key.as_str() {
                "title" => "ajouter le titre : title = \"…\"".to_owned(),
                "name" => "ajouter le nom : name = \"…\"".to_owned(),
                "themes" => "ajouter une ligne : themes = [\"thème principal\"]".to_owned(),
                "format" => "ajouter en première ligne : format = 1".to_owned(),
                "min" => "ajouter le montant le plus bas, en euros : min = 500_000".to_owned(),
                "max" => "ajouter le montant le plus haut, en euros : max = 700_000".to_owned(),
                key => format!("ajouter {key} = …"),
            }),
        Finding::WrongType { expected, found, text, amount: written } => {
            wrong_type(*expected, *found, text, written.as_deref())
        }
        Finding::UnknownValue { found, known: names } => {
            Sentence::new(format!("valeur inconnue « {found} »")).maybe_help(known(names))
        }
        Finding::UnreadableDate { text } if text.is_empty() => empty(),
        Finding::UnreadableDate { text } => Sentence::new(format!("date illisible « {text} »"))
            .label("ce n'est pas une date que plan connaît")
            .help("écrire \"2024\", \"2024-05\", \"2024-05-12\", \"été 2024\", \"début 2024\", \"mi-2024\", \"fin 2024\", \"T3 2024\" ou \"S1 2024\" ; \"?\" si elle est inconnue"),
        Finding::OngoingStart => Sentence::new("« en continu » ne peut pas être un début")
            .label("une action en continu a un début et n'a pas de fin")
            .help("écrire end = \"en continu\""),
        Finding::TooManyDecimals { text } => {
            Sentence::new(format!("« {text} » a plus de deux décimales"))
                .label("un montant est en euros et centimes")
                .help("écrire le montant en euros : 7055 pour 7 055 €, 7_055_000 pour 7,055 M€")
        }
        Finding::NegativeAmount { text } => Sentence::new(format!("montant négatif « {text} »"))
            .label("aucun montant n'est inférieur à zéro")
            .help("supprimer le signe - ; une recette ou une économie se dit dans note"),
        Finding::UnreadableAmount { text } if is_plain_number(text) => {
            Sentence::new(format!("montant trop grand « {text} »"))
                .label("un montant reste inférieur à mille milliards d'euros")
                .help("compter les zéros : le montant s'écrit en euros, 700_000 pour 700 000 €")
        }
        Finding::UnreadableAmount { text } => {
            Sentence::new(format!("montant illisible « {text} »")).help(example(Shape::Amount))
        }
        Finding::UpsideDownRange => Sentence::new("fourchette à l'envers")
            .label("le minimum dépasse le maximum")
            .help("échanger les valeurs de min et de max"),
        Finding::BadReference { text } => {
            Sentence::new(format!("« {text} » n'est pas le nom d'une action"))
                .help("écrire le nom du fichier d'une action sans .toml, ou \"?\" s'il est inconnu")
        }
        Finding::BadMeasureKey { text } => {
            Sentence::new(format!("« {text} » n'est pas le code d'une mesure"))
                .help("écrire un code tel que \"3.1.2\"")
        }
        Finding::ImplausibleYear { text } => {
            Sentence::new(format!("année invraisemblable « {text} »"))
                .label("une année se situe entre 1900 et 2200")
                .help("l'écrire sur quatre chiffres : 2024")
        }
        Finding::EmptyText => empty(),
        Finding::MeasureEntry => Sentence::new("mesure incomplète")
            .label("ni code, ni clé avec son axe")
            .help("donner code = \"3.1.2\", ou bien key = \"nom-court\" et axis = 3"),
        Finding::WindowsPath { text } => {
            Sentence::new(format!("barre oblique inverse \\ dans « {text} »"))
                .label("\\t et \\n y deviennent une tabulation et un retour à la ligne")
                .help("doubler chaque barre (\\\\), ou mieux : indiquer une adresse que tous peuvent ouvrir")
        }
        Finding::TrailingBlank { tab: true } => Sentence::new("tabulation")
            .label("elle s'affiche autrement d'un poste à l'autre")
            .help("la remplacer par des espaces"),
        Finding::TrailingBlank { tab: false } => Sentence::new("espaces en fin de ligne")
            .label("invisibles, et pourtant signalés par git à chaque relecture")
            .help("les supprimer"),
        Finding::UnknownName { name, .. } if name.is_empty() => Sentence::new("texte vide")
            .label("rien entre les guillemets")
            .help("remplir le champ ou le supprimer"),
        Finding::UnknownName { name, vocabulary: from, nearest, known } => {
            let sentence = Sentence::new(format!("{} « {name} »", unknown(*from)))
                .label(format!("ne figure pas dans {}", from.file()));
            match (meant(nearest), choice(known)) {
                (Some(near), _) => sentence.help(near),
                (None, Some(names)) => sentence
                    .help(format!("valeurs admises ici : {names}"))
                    .help(format!("en choisir une, ou ajouter « {name} » à {}", from.file())),
                (None, None) => sentence.help(format!(
                    "corriger l'orthographe, ou ajouter « {name} » à {}",
                    from.file()
                )),
            }
        }
        Finding::JoinedNames { .. } => Sentence::new("plusieurs noms dans un seul texte")
            .label("le point-virgule ne sépare pas les noms d'une liste")
            .help("écrire chaque nom entre ses propres guillemets : \"…\", \"…\""),
        Finding::NameVariant { found, name, vocabulary: from } => {
            Sentence::new(format!("« {found} » s'écrit « {name} »"))
                .label(format!("autre écriture d'un nom de {}", from.file()))
                .help(format!("écrire « {name} »"))
        }
        Finding::RepeatedWord { word, name } => {
            Sentence::new(format!("« {word} » figure deux fois"))
                .label(format!("ce mot désigne déjà « {name} »"))
                .help("garder une seule des deux entrées")
        }
        Finding::SemicolonInName { name } => {
            Sentence::new(format!("point-virgule dans le nom « {name} »"))
                .label("il sépare les noms dans les exports")
                .help("écrire une virgule, ou deux entrées")
        }
        Finding::UntitledAxis { axis } => Sentence::new(format!("l'axe {axis} n'a pas de titre"))
            .label("première mesure de cet axe")
            .help(format!("ajouter [[axis]] avec number = {axis} et title = \"…\"")),
        Finding::EmptyThemes => Sentence::new("aucun thème")
            .label("la liste est vide")
            .help("donner au moins un thème de schema/themes.toml ; le premier est le principal"),
        Finding::LongTitle { length } => Sentence::new(format!("titre de {length} caractères"))
            .label("300 caractères au plus")
            .help("garder l'essentiel dans title et déplacer le reste dans description"),
        Finding::MultilineTitle => Sentence::new("titre sur plusieurs lignes")
            .help("garder une ligne dans title et déplacer le reste dans description"),
        Finding::EndBeforeStart { start, end } => {
            Sentence::new(format!("la fin ({end}) précède le début ({start})"))
                .label("avant le début, quelle que soit la lecture des deux dates")
                .help("corriger start ou end")
        }
        Finding::TwoAmounts => Sentence::new("montant donné de deux façons")
            .label("amount, alors que la ligne donne aussi ht ou ttc")
            .help("garder ht et ttc si la base est connue, sinon amount seul"),
        Finding::NoFigure => Sentence::new("ligne de budget sans montant ni explication")
            .help("donner amount, ou dire pourquoi il manque : note = \"En cours de calcul\""),
        Finding::UnknownReference { id, nearest } => Sentence::new(format!("aucune action « {id} »"))
            .label("action où ce montant serait compté")
            .maybe_help(meant(nearest))
            .help("écrire le nom du fichier d'une action sans .toml, ou \"?\" s'il est inconnu"),
        Finding::ReferenceCycle { ids } => {
            Sentence::new("montants comptés en rond, et donc nulle part")
                .label(ids.join(" → "))
                .help("supprimer included_in là où le montant est réellement compté")
        }
        Finding::RepeatedName { name } => Sentence::new(format!("« {name} » figure deux fois"))
            .label("déjà dans cette liste")
            .help("supprimer l'un des deux"),
        Finding::RepeatedSubAction { title } => {
            Sentence::new(format!("deux sous-actions intitulées « {title} »"))
                .label("une sous-action porte déjà ce titre")
                .help("les distinguer, ou en supprimer une")
        }
        Finding::PartOutsideAction { date, action, before: true } => {
            Sentence::new(format!("la sous-action commence ({date}) avant l'action ({action})"))
                .label("sûrement avant, quelle que soit la lecture des deux dates")
                .help("corriger l'une des deux dates, ou avancer le début de l'action")
        }
        Finding::PartOutsideAction { date, action, before: false } => {
            Sentence::new(format!("la sous-action finit ({date}) après l'action ({action})"))
                .label("sûrement après, quelle que soit la lecture des deux dates")
                .help("corriger l'une des deux dates, ou reculer la fin de l'action")
        }
        Finding::DoneInFuture { status, end } => {
            Sentence::new(format!("action « {status} » dont la fin ({end}) est à venir"))
                .label("cette date n'est pas encore passée")
                .help("mettre à jour status ou end")
        }
        Finding::NotStartedOverdue { status, end } => {
            Sentence::new(format!("action « {status} » dont la fin ({end}) est passée"))
                .label("cette date est passée")
                .help("mettre à jour status, ou donner la nouvelle échéance dans end")
        }
        Finding::UnlistedFunder { funder } => {
            Sentence::new(format!("« {funder} » ne figure pas parmi les partenaires financiers de l'action"))
                .label("finance pourtant cette ligne")
                .help(format!("ajouter \"{funder}\" à funders"))
        }
        Finding::HtAboveTtc => Sentence::new("le montant HT dépasse le montant TTC")
            .label("plus élevé que ttc")
            .help("échanger les deux montants, ou corriger celui qui est faux"),
        Finding::TwoRoles => {
            Sentence::new("ligne à la fois « dont » et comptée dans une autre action")
                .label("une ligne détaille les autres, ou est comptée ailleurs")
                .help("garder of_which = true, ou included_in")
        }
        Finding::PartWithoutWhole => Sentence::new("détail sans tout")
            .label("aucune autre ligne du même rythme et de la même base")
            .help("ajouter la ligne du tout, ou retirer of_which = true si la ligne s'ajoute"),
        Finding::PartsExceedWhole { parts, whole } => {
            let [parts, whole] = [parts, whole].map(|amount| set(amount, Lang::Fr));
            Sentence::new(format!("le détail ({parts} €) dépasse le tout ({whole} €)"))
                .label("première ligne du détail")
                .help("corriger les montants, ou retirer of_which = true des lignes qui s'ajoutent")
        }
        Finding::SmallAmount { text } => Sentence::new(format!("montant de {text} € seulement"))
            .label("les montants sont en euros, et non en milliers ou en millions")
            .help("écrire 7_055_000 pour 7,055 M€ ; si le montant est juste, le dire à la ligne : # plan: allow(small-amount) raison"),
        Finding::SimilarTitles { title } => {
            Sentence::new("deux actions de la même mesure ont presque le même titre")
                .label("s'agit-il de deux actions ?")
                .help(format!("l'autre s'intitule « {title} » : les distinguer, ou les réunir"))
        }
        Finding::SimilarActors { name, other } => {
            Sentence::new(format!("« {name} » et « {other} » ne diffèrent que de peu"))
                .label("est-ce le même organisme ?")
                .help("si oui, garder une entrée et mettre l'autre écriture dans ses aliases")
        }
        Finding::UnusedEntry { name, vocabulary } => {
            Sentence::new(format!("« {name} » ne sert dans aucune action"))
                .label(match vocabulary {
                    VocabularyName::Actors => "acteur que personne ne cite",
                    VocabularyName::Themes => "thème sans action",
                    VocabularyName::Statuses => "statut sans action",
                    VocabularyName::Measures => "mesure sans action",
                })
                .help("supprimer cette entrée, ou vérifier que les fiches l'écrivent bien")
        }
        Finding::UnknownInView { view, word, nearest } => {
            Sentence::new(format!("« {word} » ne désigne rien dans ce plan"))
                .label(format!("la vue @{view} ne donnera aucune réponse"))
                .maybe_help(meant(nearest))
                .maybe_help(nearest.is_empty().then(|| "corriger ce mot, ou le retirer de la vue".to_owned()))
        }
        Finding::FormulaText { sign } => {
            Sentence::new(format!("texte qui commence par « {sign} »"))
                .label("un tableur y verrait une formule")
                .help("commencer le texte par un mot")
        }
        Finding::PersonalData { text } => {
            Sentence::new(format!("donnée personnelle : « {text} »"))
                .label("un plan est public")
                .help("indiquer un service plutôt qu'une personne")
        }
        Finding::CapitalTitle => Sentence::new("titre en capitales")
            .label("difficile à lire, et sans accents")
            .help("l'écrire en minuscules, avec une majuscule au début"),
        Finding::ReopenedAction { status } => {
            Sentence::new(format!("action rouverte : elle était « {status} »"))
                .label("une action achevée n'est plus achevée")
                .help("si c'est voulu, le dire à la ligne : # plan: allow(reopened-action) raison")
        }
        Finding::DeletedAction { title, status } => {
            Sentence::new(format!("fiche supprimée : « {title} » disparaît du plan"))
                .help(match status {
                    Some(status) => format!("rétablir le fichier, et dire l'abandon : status = \"{status}\""),
                    None => "rétablir le fichier, et dire l'abandon par un statut (phase = \"dropped\" dans schema/statuses.toml)".to_owned(),
                })
        }
        Finding::RenamedReference { id, renamed } => {
            Sentence::new(format!("« {id} » s'appelle désormais « {renamed} »"))
                .label("référence restée à l'ancien nom")
                .help(format!("écrire \"{renamed}\""))
        }
        Finding::VotedAmount { line, voted, now } => {
            let voted = set(voted, Lang::Fr);
            let now = now.as_ref().map(|now| set(now, Lang::Fr));
            let line = line.as_ref().map(|line| format!(" pour « {line} »")).unwrap_or_default();
            match now {
                Some(now) => Sentence::new(format!("montant voté changé sans note{line} : {voted} € votés, {now} € ici"))
                    .label("autre que le montant voté")
                    .help("dire pourquoi dans la ligne : note = \"délibération du …\""),
                None => Sentence::new(format!("montant voté retiré{line} : {voted} €"))
                    .label("la ligne votée n'y est plus")
                    .help("garder la ligne et dire dans sa note ce qu'elle est devenue, ou l'excuser ici : # plan: allow(voted-amount) raison"),
            }
        }
        Finding::BadAllow { fault } => bad_allow(fault),
        Finding::UnusedAllow { rule } => {
            Sentence::new(format!("rien à excuser ici pour la règle {rule}"))
                .label("aucun constat de cette règle à cette ligne ni à la suivante")
                .help("supprimer ce commentaire")
        }
    }
}

fn not_utf8(encoding: Encoding, line: usize) -> Sentence {
    match encoding {
        Encoding::Utf16 => Sentence::new("le fichier est enregistré en UTF-16 (« Unicode »)")
            .help("dans le Bloc-notes : Fichier, Enregistrer sous, Encodage « UTF-8 »"),
        Encoding::Windows1252 => Sentence::new(format!(
            "le fichier n'est pas enregistré en UTF-8 : caractère illisible à la ligne {line}"
        ))
        .help("il est sans doute en Windows-1252 (« ANSI ») : l'ouvrir, vérifier les accents, puis l'enregistrer avec l'encodage « UTF-8 »"),
        Encoding::Binary => Sentence::new("ce fichier n'est pas un fichier texte")
            .help("copier son contenu dans un fichier .toml à l'aide d'un éditeur de texte"),
    }
}

fn bad_id(id: &str, slug: Option<&str>, copy: bool) -> Sentence {
    let sentence = if copy {
        Sentence::new(format!("« {id} » semble être une copie"))
            .help("si c'est un double, supprimer le fichier")
    } else {
        Sentence::new(format!("« {id} » ne convient pas comme nom de fiche"))
    };
    match slug {
        Some(slug) if copy => sentence.help(format!("si c'est une autre action, lui donner un nom à elle : {slug}-2.toml, par exemple")),
        Some(slug) => sentence.help(format!("renommer le fichier {slug}.toml : lettres minuscules sans accent, chiffres et traits d'union seulement")),
        None => sentence.help("lettres minuscules sans accent, chiffres et traits d'union seulement, 80 caractères au plus : plan-velo-2030.toml"),
    }
}

fn wrong_type(expected: Shape, found: Shape, text: &str, written: Option<&AmountText>) -> Sentence {
    let sentence = Sentence::new(format!("il faut ici {}", shape(expected))).label(match found {
        Shape::Boolean => "c'est un oui ou non (true ou false)".to_owned(),
        found => format!("c'est {}", shape(found)),
    });
    if let Some(written) = written {
        if let (Shape::List | Shape::Table, Some(meant)) = (expected, &written.meant) {
            let line = format!("{{ {} = {meant} }}", written.basis.unwrap_or("amount"));
            let line = if expected == Shape::List {
                format!("[{line}]")
            } else {
                line
            };
            return sentence.help(format!("écrire {line}"));
        }
        return amount(written).into_iter().fold(sentence, Sentence::help);
    }
    match (expected, found) {
        (Shape::List, Shape::Text) if text.contains([';', ',']) => sentence
            .help("écrire une liste, chaque élément entre ses propres guillemets : [\"…\", \"…\"]"),
        (Shape::List, Shape::Text) if !text.is_empty() => sentence.help(format!(
            "écrire une liste, même pour un seul élément : [\"{text}\"]"
        )),
        (Shape::Text | Shape::Date, Shape::List) => {
            sentence.help("une seule valeur ici : supprimer les crochets")
        }
        (Shape::List, Shape::Table) => {
            sentence.help("entourer le groupe de champs de crochets : [{ … }]")
        }
        _ => sentence.help(example(expected)),
    }
}

fn bad_allow(fault: &AllowFault) -> Sentence {
    match fault {
        AllowFault::NoReason => Sentence::new("exception sans raison")
            .label("il manque le pourquoi")
            .help("dire pourquoi, pour qui relira : # plan: allow(règle) raison"),
        AllowFault::UnknownRule { rule, nearest } => {
            Sentence::new(format!("aucune règle « {rule} »"))
                .maybe_help(meant(nearest))
                .help("plan check --list-rules les donne toutes")
        }
        AllowFault::Unsilenceable { rule } => {
            Sentence::new(format!("la règle {rule} n'admet pas d'exception"))
                .label("le fichier ne peut pas être lu tant que la faute y est")
                .help("corriger la faute, puis supprimer ce commentaire")
        }
        AllowFault::Form => {
            Sentence::new("exception mal écrite").help("écrire : # plan: allow(règle) raison")
        }
    }
}

/// What another place has to do with a finding.
pub fn also(also: Also) -> &'static str {
    match also {
        Also::FirstUse => "figure déjà ici",
        Also::Start => "le début",
        Also::ActionDate => "la date de l'action",
        Also::Status => "le statut",
        Also::Other => "l'autre",
        Also::List => "les partenaires financiers de l'action",
    }
}
