//! The sentences about findings, in French and in English.
//!
//! Longer than other files for being one `match` that names every finding: one that is forgotten here does not compile.

use chrono::Datelike;

use crate::finding::{
    AllowFault, Also, AmountText, Encoding, Finding, MarkedKey, Shape, Unfinished, UnknownName,
    Unreadable, VocabularyName,
};
use crate::model::column::Column;
use crate::model::date::MeantDay;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::rules::syntax::{amount, syntax};
use crate::words::dictionary::columns;
use crate::words::{Lang, Sentence};

impl Lang {
    /// The role of another place in a finding.
    pub fn also(self, also: Also) -> &'static str {
        match also {
            Also::FirstUse => self.of("figure déjà ici", "stands here already"),
            Also::Start => self.of("le début", "the start"),
            Also::ActionDate => self.of("la date de l'action", "the action's date"),
            Also::Status => self.of("le statut", "the status"),
            Also::Other => self.of("l'autre", "the other"),
            Also::List => self.of(
                "les partenaires financiers de l'action",
                "the action's funders",
            ),
        }
    }

    /// The sentence about a finding: the fault, a label for its place, the remedy.
    pub fn finding(self, finding: &Finding) -> Sentence {
        sentence(finding, self)
    }
}

/// A key that holds two values, between which somebody has to choose.
fn marked(marked: &MarkedKey, lang: Lang) -> Sentence {
    let key = match Key::named(&marked.key) {
        Some(key) => lang.heading(Column::Key(key)),
        None => &marked.key,
    };
    let words = |value: &Option<String>| match value {
        Some(text) => glimpse(text),
        None => lang.of("non renseigné", "not filled in").to_owned(),
    };
    let [ours, theirs] = marked.values.each_ref().map(words);
    let here = match marked.names[0].as_str() {
        "HEAD" | "ours" => lang.of("ici", "here"),
        name => name,
    };
    let there = match marked.names[1].as_str() {
        "theirs" => lang.of("l'autre version", "the other version").to_owned(),
        // A commit is named by its hash and its subject.
        name if name.contains(' ') => name.to_owned(),
        name => format!("{} {name}", lang.of("branche", "branch")),
    };
    let typed = |value: &Option<String>| {
        let value = value.as_deref().unwrap_or_default();
        let is_short = glimpse(value) == value && !value.contains(['"', '$', '`', '!', '{', '\\']);
        let typed = format!("{}={}", marked.key, if is_short { value } else { "…" });
        let typed = if typed.contains([' ', ';', '\'']) {
            format!("\"{typed}\"")
        } else {
            typed
        };
        format!("plan set {} {typed}", marked.action)
    };
    let mut remedies = marked.values.each_ref().map(typed).to_vec();
    remedies.dedup();
    let remedies = remedies.join(lang.of(" ou ", " or "));
    lang.fr(format_args!(
        "{key} : {ours} ({here}) ou {theirs} ({there}) ?"
    ))
    .label("git a laissé cette marque")
    .help(format_args!("choisir, et le dire : {remedies}"))
    .en(format_args!(
        "{key}: {ours} ({here}) or {theirs} ({there})?"
    ))
    .label("git left this mark")
    .help(format_args!("choose, and say so: {remedies}"))
}

/// The beginning of a text, on one line.
fn glimpse(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let start: String = line.chars().take(MOST).collect();
    if start == text { start } else { start + "…" }
}

fn sentence(finding: &Finding, lang: Lang) -> Sentence {
    match finding {
        Finding::UnreadableFile(reason) => {
            let cause = unreadable(reason, lang);
            let help = match reason {
                Unreadable::Link => lang.of(
                    "mettre le fichier lui-même, ou le dossier, à la place du raccourci",
                    "put the file itself, or the folder, in the place of the link",
                ),
                Unreadable::Pointer => lang.of("le récupérer : git lfs pull", "fetch it: git lfs pull"),
                _ => lang.of("vérifier les droits sur le fichier", "check the rights on the file"),
            };
            lang.fr(format_args!("fichier impossible à lire : {cause}"))
                .en(format_args!("the file cannot be read: {cause}"))
                .helps([help])
        }
        Finding::MissingFile => lang.fr("fichier absent")
            .help("rétablir ce fichier : un plan ne peut pas être lu sans lui")
            .en("the file is missing")
            .help("put this file back: no plan can be read without it"),
        Finding::NotUtf8 { encoding, line } => not_utf8(*encoding, *line, lang),
        Finding::ByteOrderMark => lang.fr("le fichier commence par une marque invisible (BOM)")
            .help("l'enregistrer avec l'encodage « UTF-8 », et non « UTF-8 avec BOM »")
            .en("the file begins with an invisible mark (BOM)")
            .help("save it with the encoding “UTF-8”, not “UTF-8 with BOM”"),
        Finding::EmptyFile => lang.fr("le fichier est vide")
            .help("rétablir son contenu (git log -- FICHIER le retrouve), ou supprimer le fichier")
            .en("the file is empty")
            .help("bring its content back (git log -- FILE finds it), or remove the file"),
        Finding::ConflictMarker { left: Unfinished::Key(key) } => marked(key, lang),
        Finding::ConflictMarker { left: Unfinished::Path } => lang
            .fr("git attend qu'on termine la fusion de ce fichier")
            .help("relire le fichier, puis le lui dire : git add FICHIER ; git checkout --merge FICHIER y remet les deux versions")
            .en("git waits for the merge of this file to be ended")
            .help("read the file again, then tell git: git add FILE; git checkout --merge FILE puts both versions back into it"),
        Finding::ConflictMarker { left: Unfinished::Marks } => lang
            .fr("fusion inachevée : le fichier contient encore les deux versions")
            .label("git a laissé cette marque")
            .help("garder la bonne version et supprimer les lignes <<<<<<<, ======= et >>>>>>>")
            .en("unfinished merge: the file still holds both versions")
            .label("git left this mark")
            .help("keep the right version and remove the lines <<<<<<<, ======= and >>>>>>>"),
        Finding::ControlCharacter(code) => lang
            .fr(format_args!("caractère invisible U+{code:04X}"))
            .label("ici")
            .help("le supprimer : il vient sans doute d'un copier-coller")
            .en(format_args!("invisible character U+{code:04X}"))
            .label("here")
            .help("remove it: it probably comes from a copy and paste"),
        Finding::StrayFile => lang.fr("ce fichier n'est pas une fiche action et n'est pas lu")
            .help("le nommer en .toml s'il s'agit d'une action, sinon le ranger hors de actions/")
            .en("this file is no action and is not read")
            .help("name it .toml if it is an action, else keep it outside actions/"),
        Finding::HiddenEnding(name) => lang
            .fr("cette fiche action n'est pas lue : son nom ne se termine pas par .toml")
            .help(format_args!("renommer le fichier {}", name.to_lowercase()))
            .help("Windows masque la fin des noms : dans l'Explorateur, Affichage, cocher « Extensions de noms de fichiers »")
            .en("this action is not read: its file's name does not end in .toml")
            .help(format_args!("rename the file {}", name.to_lowercase()))
            .help("Windows hides the end of names: in the Explorer, View, tick “File name extensions”"),
        Finding::MisplacedFile => lang.fr("fiche action mal rangée")
            .help("ranger le fichier dans actions/<mesure>/, ni plus haut ni plus bas")
            .en("action file in the wrong place")
            .help("put the file into actions/<measure>/, neither above nor below"),
        Finding::BadId { id, slug, copy } => bad_id(id, slug.as_deref(), *copy, lang),
        Finding::DuplicateId { id, other } => lang
            .fr(format_args!("deux actions portent le nom « {id} »"))
            .help(format_args!("renommer l'un des deux fichiers ; l'autre est {other}"))
            .en(format_args!("two actions bear the name `{id}`"))
            .help(format_args!("rename one of the two files; the other is {other}")),
        Finding::NewerFormat(format) => lang
            .fr(format_args!("ce plan est au format {format}, plus récent que ce programme"))
            .help("mettre à jour plan")
            .en(format_args!("this plan is in format {format}, newer than this program"))
            .help("update plan"),
        Finding::Syntax(fault) => syntax(fault, lang),
        Finding::UnknownKey { key, nearest, known } => unknown_key(key, nearest, known, lang),
        Finding::StrayedKey(key) => lang
            .fr(format_args!("« {key} » est rattaché à la dernière sous-action"))
            .label("une sous-action n'a pas ce champ")
            .help("le placer plus haut, avant la première ligne [[sub_actions]]")
            .en(format_args!("`{key}` belongs to the last sub-action"))
            .label("a sub-action has no such key")
            .help("put it further up, before the first line [[sub_actions]]"),
        Finding::LooseKey(key) => lang
            .fr(format_args!("« {key} » est rattaché à la dernière sous-action"))
            .label("une ligne vide le précède : est-ce bien un champ de la sous-action ?")
            .help("s'il s'agit d'un champ de l'action, le placer avant la première ligne [[sub_actions]] ; sinon, supprimer la ligne vide")
            .en(format_args!("`{key}` belongs to the last sub-action"))
            .label("a blank line precedes it: is it meant for the sub-action?")
            .help("if it is the action's, put it before the first line [[sub_actions]]; else remove the blank line"),
        Finding::MissingKey(key) => lang.fr(format_args!("le champ « {key} » manque"))
            .label("à ajouter ici")
            .en(format_args!("the key `{key}` is missing"))
            .label("to be added here")
            .helps([missing(key, lang)]),
        Finding::WrongType { expected, found, text, amount } => {
            wrong_type(*expected, *found, text, amount.as_deref(), lang)
        }
        Finding::UnknownValue { found, known } => lang
            .fr(format_args!("valeur inconnue « {found} »"))
            .en(format_args!("unknown value `{found}`"))
            .allowed(known),
        Finding::EmptyText => empty(lang),
        Finding::UnreadableDate(text) if text.is_empty() => empty(lang),
        Finding::UnreadableDate(text) if MeantDay::of(text).is_some() => {
            let sentence = lang.fr(format_args!("date illisible « {text} »"))
                .en(format_args!("unreadable date `{text}`"));
            match MeantDay::of(text) {
                Some(MeantDay::BehindLast(last)) => {
                    let month = lang.month(last);
                    let days = last.day();
                    sentence.helps([lang.of(
                        format!("{month} n'a que {days} jours"),
                        format!("{month} has {days} days only"),
                    )])
                }
                Some(MeantDay::Day(day)) => sentence.nearest(&[day.to_string()]),
                None => sentence,
            }
        }
        Finding::UnreadableDate(text) => lang.fr(format_args!("date illisible « {text} »"))
            .label("ce n'est pas une date que plan connaît")
            .help("écrire \"2024\", \"2024-05\", \"2024-05-12\", \"été 2024\", \"début 2024\", \"mi-2024\", \"fin 2024\", \"T3 2024\" ou \"S1 2024\" ; \"?\" si elle est inconnue")
            .en(format_args!("unreadable date `{text}`"))
            .label("no date that plan knows")
            .help("write \"2024\", \"2024-05\", \"2024-05-12\", \"été 2024\", \"début 2024\", \"mi-2024\", \"fin 2024\", \"T3 2024\" or \"S1 2024\"; \"?\" if it is unknown"),
        Finding::OngoingStart => lang.fr("« en continu » ne peut pas être un début")
            .label("une action en continu a un début et n'a pas de fin")
            .help("écrire end = \"en continu\"")
            .en("`en continu` cannot be a start")
            .label("an ongoing action has a start and no end")
            .help("write end = \"en continu\""),
        Finding::TooManyDecimals(text) => lang
            .fr(format_args!("« {text} » a plus de deux décimales"))
            .label("un montant est en euros et centimes")
            .help("écrire le montant en euros : 7055 pour 7 055 €, 7_055_000 pour 7,055 M€")
            .en(format_args!("`{text}` has more than two decimals"))
            .label("an amount is in euros and cents")
            .help("write the amount in euros: 7055 for 7 055 €, 7_055_000 for 7.055 M€"),
        Finding::NegativeAmount(text) => lang.fr(format_args!("montant négatif « {text} »"))
            .label("aucun montant n'est inférieur à zéro")
            .help("supprimer le signe - ; une recette ou une économie se dit dans note")
            .en(format_args!("negative amount `{text}`"))
            .label("no amount is below zero")
            .help("remove the - sign; say income or savings in note"),
        Finding::UnreadableAmount(text) if is_plain_number(text) => lang
            .fr(format_args!("montant trop grand « {text} »"))
            .label("un montant reste inférieur à mille milliards d'euros")
            .help("compter les zéros : le montant s'écrit en euros, 700_000 pour 700 000 €")
            .en(format_args!("amount `{text}` is too large"))
            .label("an amount stays below a thousand billion euros")
            .help("count the zeros: an amount is in euros, 700_000 for 700 000 €"),
        Finding::UnreadableAmount(text) => lang
            .fr(format_args!("montant illisible « {text} »"))
            .en(format_args!("unreadable amount `{text}`"))
            .helps(shape(Shape::Amount, lang).help),
        Finding::UpsideDownRange => lang.fr("fourchette à l'envers")
            .label("le minimum dépasse le maximum")
            .help("échanger les valeurs de min et de max")
            .en("range upside down")
            .label("the minimum is above the maximum")
            .help("swap the values of min and max"),
        Finding::BadReference(text) => lang
            .fr(format_args!("« {text} » n'est pas le nom d'une action"))
            .help("écrire le nom du fichier d'une action sans .toml, ou \"?\" s'il est inconnu")
            .en(format_args!("`{text}` is not the name of an action"))
            .help("write the name of the action's file without .toml, or \"?\" if it is unknown"),
        Finding::BadMeasureKey(text) => lang
            .fr(format_args!("« {text} » n'est pas le code d'une mesure"))
            .help("écrire un code tel que \"3.1.2\"")
            .en(format_args!("`{text}` is not the code of a measure"))
            .help("write a code like \"3.1.2\""),
        Finding::ImplausibleYear(text) => lang
            .fr(format_args!("année invraisemblable « {text} »"))
            .label("une année se situe entre 1900 et 2200")
            .help("l'écrire sur quatre chiffres : 2024")
            .en(format_args!("implausible year `{text}`"))
            .label("a year lies between 1900 and 2200")
            .help("write it with four digits: 2024"),

        Finding::MeasureEntry => lang.fr("mesure incomplète")
            .label("ni code, ni clé avec son axe")
            .help("donner code = \"3.1.2\", ou bien key = \"nom-court\" et axis = 3")
            .en("incomplete measure")
            .label("neither a code, nor a key with its axis")
            .help("give code = \"3.1.2\", or else key = \"short-name\" and axis = 3"),
        Finding::WindowsPath(text) => lang
            .fr(format_args!("barre oblique inverse \\ dans « {text} »"))
            .label("\\t et \\n y deviennent une tabulation et un retour à la ligne")
            .help("doubler chaque barre (\\\\), ou mieux : indiquer une adresse que tous peuvent ouvrir")
            .en(format_args!("backslash \\ in `{text}`"))
            .label("\\t and \\n become a tab and a line break there")
            .help("double each of them (\\\\), or better: give an address that everybody can open"),
        Finding::TrailingBlank(true) => lang.fr("tabulation")
            .label("elle s'affiche autrement d'un poste à l'autre")
            .help("la remplacer par des espaces")
            .en("tab")
            .label("it looks otherwise from one machine to the next")
            .help("replace it by spaces"),
        Finding::TrailingBlank(false) => lang.fr("espaces en fin de ligne")
            .label("invisibles, et pourtant signalés par git à chaque relecture")
            .help("les supprimer")
            .en("blanks at the end of a line")
            .label("nobody sees them, and git shows them at each review")
            .help("remove them"),
        Finding::UnknownStatus(unknown) => {
            unknown_name(unknown, VocabularyName::Statuses, ("statut inconnu", "unknown status"), lang)
        }
        Finding::UnknownTheme(unknown) => {
            unknown_name(unknown, VocabularyName::Themes, ("thème inconnu", "unknown theme"), lang)
        }
        Finding::UnknownActor(unknown) => {
            unknown_name(unknown, VocabularyName::Actors, ("acteur inconnu", "unknown actor"), lang)
        }
        Finding::UnknownMeasure { name: UnknownName { name, nearest, .. }, is_folder: true } => lang
            .fr(format_args!("mesure inconnue « {name} »"))
            .nearest(nearest)
            .help("le dossier doit porter le code d'une mesure de schema/measures.toml")
            .en(format_args!("unknown measure `{name}`"))
            .help("the folder must bear the code of a measure in schema/measures.toml"),
        Finding::UnknownMeasure { name, is_folder: false } => {
            unknown_name(name, VocabularyName::Measures, ("mesure inconnue", "unknown measure"), lang)
        }
        Finding::JoinedNames(_) => lang.fr("plusieurs noms dans un seul texte")
            .label("dans une liste, chaque nom a ses propres guillemets")
            .help("écrire chaque nom entre ses propres guillemets : \"…\", \"…\"")
            .en("several names in one text")
            .label("in a list, each name has quotes of its own")
            .help("write each name in quotes of its own: \"…\", \"…\""),
        Finding::NameVariant { found, name, vocabulary: from } => lang
            .fr(format_args!("« {found} » s'écrit « {name} »"))
            .label(format_args!("autre écriture d'un nom de {}", from.file()))
            .help(format_args!("écrire « {name} »"))
            .en(format_args!("`{found}` is written `{name}`"))
            .label(format_args!("another spelling of a name in {}", from.file()))
            .help(format_args!("write `{name}`")),
        Finding::RepeatedWord { word, name } => lang.fr(format_args!("« {word} » figure deux fois"))
            .label(format_args!("ce mot désigne déjà « {name} »"))
            .help("garder une seule des deux entrées")
            .en(format_args!("`{word}` stands twice"))
            .label(format_args!("this word already means `{name}`"))
            .help("keep one of the two entries"),
        Finding::SemicolonInName(name) => lang
            .fr(format_args!("point-virgule dans le nom « {name} »"))
            .label("il sépare les noms dans les exports")
            .help("écrire une virgule, ou deux entrées")
            .en(format_args!("semicolon in the name `{name}`"))
            .label("it separates names in exports")
            .help("write a comma, or two entries"),
        Finding::UntitledAxis(axis) => lang.fr(format_args!("l'axe {axis} n'a pas de titre"))
            .label("première mesure de cet axe")
            .help(format_args!("ajouter [[axis]] avec number = {axis} et title = \"…\""))
            .en(format_args!("axis {axis} has no title"))
            .label("the first measure of this axis")
            .help(format_args!("add [[axis]] with number = {axis} and title = \"…\"")),
        Finding::EmptyThemes => lang.fr("aucun thème")
            .label("la liste est vide")
            .help("donner au moins un thème de schema/themes.toml ; le premier est le principal")
            .en("no theme")
            .label("the list is empty")
            .help("give at least one theme of schema/themes.toml; the first is the main one"),
        Finding::LongTitle(length) => lang.fr(format_args!("titre de {length} caractères"))
            .label("300 caractères au plus")
            .help("garder l'essentiel dans title et déplacer le reste dans description")
            .en(format_args!("title of {length} characters"))
            .label("300 characters at most")
            .help("keep the gist in title and move the rest to description"),
        Finding::MultilineTitle => lang.fr("titre sur plusieurs lignes")
            .help("garder une ligne dans title et déplacer le reste dans description")
            .en("title of several lines")
            .help("keep one line in title and move the rest to description"),
        Finding::EndBeforeStart { start, end } => lang
            .fr(format_args!("la fin ({end}) précède le début ({start})"))
            .label("avant le début, quelle que soit la lecture des deux dates")
            .help("corriger start ou end")
            .en(format_args!("the end ({end}) comes before the start ({start})"))
            .label("before the start, however both dates are read")
            .help("correct start or end"),
        Finding::TwoAmounts => lang.fr("montant donné de deux façons")
            .label("amount, alors que la ligne donne aussi ht ou ttc")
            .help("garder ht et ttc si la base est connue, sinon amount seul")
            .en("amount given in two ways")
            .label("amount, while the line gives ht or ttc too")
            .help("keep ht and ttc if the basis is known, else amount alone"),
        Finding::NoFigure => lang.fr("ligne de budget sans montant ni explication")
            .help("donner amount, ou dire pourquoi il manque : note = \"En cours de calcul\"")
            .en("budget line with neither amount nor explanation")
            .help("give amount, or say why it is missing: note = \"En cours de calcul\""),
        Finding::UnknownReference { id, nearest } => lang.fr(format_args!("aucune action « {id} »"))
            .label("action où ce montant serait compté")
            .nearest(nearest)
            .help("écrire le nom du fichier d'une action sans .toml, ou \"?\" s'il est inconnu")
            .en(format_args!("no action `{id}`"))
            .label("the action that this amount is said to be counted in")
            .help("write the name of an action's file without .toml, or \"?\" if it is unknown"),
        Finding::ReferenceCycle(ids) => lang.fr("montants comptés en rond, et donc nulle part")
            .label(ids.join(" → "))
            .help("supprimer included_in là où le montant est réellement compté")
            .en("amounts counted in a circle, and so nowhere")
            .label(ids.join(" → "))
            .help("remove included_in where the amount is really counted"),
        Finding::RepeatedName(name) => lang.fr(format_args!("« {name} » figure deux fois"))
            .label("déjà dans cette liste")
            .help("supprimer l'un des deux")
            .en(format_args!("`{name}` stands twice"))
            .label("already in this list")
            .help("remove one of the two"),
        Finding::RepeatedSubAction(title) => lang
            .fr(format_args!("deux sous-actions intitulées « {title} »"))
            .label("une sous-action porte déjà ce titre")
            .help("les distinguer, ou en supprimer une")
            .en(format_args!("two sub-actions are called `{title}`"))
            .label("a sub-action bears this title already")
            .help("tell them apart, or remove one"),
        Finding::PartOutsideAction { date, action, before: true } => lang
            .fr(format_args!("la sous-action commence ({date}) avant l'action ({action})"))
            .label("sûrement avant, quelle que soit la lecture des deux dates")
            .help("corriger l'une des deux dates, ou avancer le début de l'action")
            .en(format_args!("the sub-action starts ({date}) before the action ({action})"))
            .label("before it, however both dates are read")
            .help("correct one of the two dates, or let the action start earlier"),
        Finding::PartOutsideAction { date, action, before: false } => lang
            .fr(format_args!("la sous-action finit ({date}) après l'action ({action})"))
            .label("sûrement après, quelle que soit la lecture des deux dates")
            .help("corriger l'une des deux dates, ou reculer la fin de l'action")
            .en(format_args!("the sub-action ends ({date}) after the action ({action})"))
            .label("after it, however both dates are read")
            .help("correct one of the two dates, or let the action end later"),
        Finding::DoneInFuture { status, end } => lang
            .fr(format_args!("action « {status} » dont la fin ({end}) est à venir"))
            .label("cette date n'est pas encore passée")
            .help("mettre à jour status ou end")
            .en(format_args!("action `{status}` whose end ({end}) is still to come"))
            .label("this date is not past yet")
            .help("bring status or end up to date"),
        Finding::NotStartedOverdue { status, end } => lang
            .fr(format_args!("action « {status} » dont la fin ({end}) est passée"))
            .label("cette date est passée")
            .help("mettre à jour status, ou donner la nouvelle échéance dans end")
            .en(format_args!("action `{status}` whose end ({end}) is past"))
            .label("this date is past")
            .help("bring status up to date, or give the new deadline in end"),
        Finding::UnlistedFunder(funder) => lang
            .fr(format_args!("« {funder} » ne figure pas parmi les partenaires financiers de l'action"))
            .label("finance pourtant cette ligne")
            .help(format_args!("ajouter \"{funder}\" à funders"))
            .en(format_args!("`{funder}` is not among the action's funders"))
            .label("pays for this line")
            .help(format_args!("add \"{funder}\" to funders")),
        Finding::HtAboveTtc => lang.fr("le montant HT dépasse le montant TTC")
            .label("plus élevé que ttc")
            .help("échanger les deux montants, ou corriger celui qui est faux")
            .en("the amount before tax is above the one with tax")
            .label("higher than ttc")
            .help("swap the two amounts, or correct the wrong one"),
        Finding::TwoRoles => lang.fr("ligne à la fois « dont » et comptée dans une autre action")
            .label("une ligne détaille les autres, ou est comptée ailleurs")
            .help("garder of_which = true, ou included_in")
            .en("a line that is both a detail and counted in another action")
            .label("a line details others, or is counted elsewhere")
            .help("keep of_which = true, or included_in"),
        Finding::PartWithoutWhole => lang.fr("détail sans tout")
            .label("aucune autre ligne du même rythme et de la même base")
            .help("ajouter la ligne du tout, ou retirer of_which = true si la ligne s'ajoute")
            .en("a detail without a whole")
            .label("no other line of its rhythm and its tax basis")
            .help("add the line of the whole, or remove of_which = true if the line adds"),
        Finding::PartsExceedWhole { parts, whole } => {
            let [parts, whole] = [parts, whole].map(|amount| set(amount, lang));
            lang.fr(format_args!("le détail ({parts} €) dépasse le tout ({whole} €)"))
                .label("première ligne du détail")
                .help("corriger les montants, ou retirer of_which = true des lignes qui s'ajoutent")
                .en(format_args!("the detail ({parts} €) exceeds the whole ({whole} €)"))
                .label("the first line of the detail")
                .help("correct the amounts, or remove of_which = true from lines that add")
        }
        Finding::SmallAmount(text) => lang.fr(format_args!("montant de {text} € seulement"))
            .label("les montants sont en euros, et non en milliers ou en millions")
            .help("écrire 7_055_000 pour 7,055 M€ ; si le montant est juste, le dire à la ligne : # plan: allow(small-amount) raison")
            .en(format_args!("amount of only {text} €"))
            .label("amounts are in euros, not in thousands or millions")
            .help("write 7_055_000 for 7.055 M€; if the amount is right, say so on the line: # plan: allow(small-amount) reason"),
        Finding::MissingUnit => lang
            .fr("indicateur sans unité")
            .label("en quoi se mesure-t-il ?")
            .help("ajouter unit = \"%\", \"km\", \"logements\"… ; pour ce qui se compte, dire ce que l'on compte")
            .en("indicator without a unit")
            .label("what is it measured in?")
            .help("add unit = \"%\", \"km\", \"homes\"…; of what is counted, say what"),
        Finding::EarlyTarget { by, base } => lang
            .fr(format_args!("cible prévue pour {by}, avant le point de départ ({base})"))
            .label("la cible précède le début de l'action, ou la première mesure")
            .help("corriger by, le début, ou l'année des valeurs")
            .en(format_args!("target due by {by}, before the start ({base})"))
            .label("the target comes before the start of the action, or the first value")
            .help("correct by, the start, or the year of the values"),
        Finding::OddValue { year, value } => lang
            .fr(format_args!("valeur de {year} dix fois hors de ses voisines : {value}"))
            .label("comparer avec la valeur d'avant et celle d'après")
            .help("vérifier la virgule et l'unité ; si la valeur est juste, le dire à la ligne : # plan: allow(odd-value) raison")
            .en(format_args!("value of {year} ten times off its neighbours: {value}"))
            .label("compare with the value before and the one after")
            .help("check the decimal point and the unit; if the value is right, say so on the line: # plan: allow(odd-value) reason"),
        Finding::SimilarTitles(title) => lang
            .fr("deux actions de la même mesure ont presque le même titre")
            .label("s'agit-il de deux actions ?")
            .help(format_args!("l'autre s'intitule « {title} » : les distinguer, ou les réunir"))
            .en("two actions of one measure have nearly the same title")
            .label("are these two actions?")
            .help(format_args!("the other is called `{title}`: tell them apart, or join them")),
        Finding::SimilarActors { name, other } => lang
            .fr(format_args!("« {name} » et « {other} » ne diffèrent que de peu"))
            .label("est-ce le même organisme ?")
            .help("si oui, garder une entrée et mettre l'autre écriture dans ses aliases")
            .en(format_args!("`{name}` and `{other}` differ by very little"))
            .label("is it the same body?")
            .help("if so, keep one entry and put the other spelling into its aliases"),
        Finding::UnusedEntry { name, vocabulary } => {
            let unused = match vocabulary {
                VocabularyName::Actors => lang.of("acteur que personne ne cite", "an actor that nobody names"),
                VocabularyName::Themes => lang.of("thème sans action", "a theme without an action"),
                VocabularyName::Statuses => lang.of("statut sans action", "a status without an action"),
                VocabularyName::Measures => lang.of("mesure sans action", "a measure without an action"),
            };
            lang.fr(format_args!("« {name} » ne sert dans aucune action"))
                .label(unused)
                .help("supprimer cette entrée, ou vérifier que les fiches l'écrivent bien")
                .en(format_args!("`{name}` stands in no action"))
                .label(unused)
                .help("remove this entry, or see whether the files spell it right")
        }
        Finding::UnknownInView { view, word, nearest } => {
            let help = lang.of("corriger ce mot, ou le retirer de la vue", "correct this word, or take it out of the view");
            lang.fr(format_args!("« {word} » ne désigne rien dans ce plan"))
                .label(format_args!("la vue @{view} ne donnera aucune réponse"))
                .nearest(nearest)
                .en(format_args!("`{word}` means nothing in this plan"))
                .label(format_args!("the view @{view} will give no answer"))
                .helps(nearest.is_empty().then_some(help))
        }
        Finding::FormulaText(sign) => lang.fr(format_args!("texte qui commence par « {sign} »"))
            .label("un tableur y verrait une formule")
            .help("commencer le texte par un mot")
            .en(format_args!("text that begins with `{sign}`"))
            .label("a spreadsheet would take it for a formula")
            .help("let the text begin with a word"),
        Finding::PersonalData(text) => lang.fr(format_args!("donnée personnelle : « {text} »"))
            .label("un plan est public")
            .help("indiquer un service plutôt qu'une personne")
            .en(format_args!("personal data: `{text}`"))
            .label("a plan is public")
            .help("name a department rather than a person"),
        Finding::CapitalTitle => lang.fr("titre en capitales")
            .label("difficile à lire, et sans accents")
            .help("l'écrire en minuscules, avec une majuscule au début")
            .en("title in capitals")
            .label("hard to read, and without accents")
            .help("write it in lower case, with a capital at the beginning"),
        Finding::ReopenedAction(status) => lang
            .fr(format_args!("action rouverte : elle était « {status} »"))
            .label("une action achevée n'est plus achevée")
            .help("si c'est voulu, le dire à la ligne : # plan: allow(reopened-action) raison")
            .en(format_args!("action reopened: it was `{status}`"))
            .label("an action that was done is not done any more")
            .help("if that is meant, say so on the line: # plan: allow(reopened-action) reason"),
        Finding::DeletedAction { title, status: Some(status) } => lang
            .fr(format_args!("fiche supprimée : « {title} » disparaît du plan"))
            .help(format_args!("rétablir le fichier, et dire l'abandon : status = \"{status}\""))
            .en(format_args!("file deleted: `{title}` is gone from the plan"))
            .help(format_args!("bring the file back, and say that it was given up: status = \"{status}\"")),
        Finding::DeletedAction { title, status: None } => lang
            .fr(format_args!("fiche supprimée : « {title} » disparaît du plan"))
            .help("rétablir le fichier, et dire l'abandon par un statut (phase = \"dropped\" dans schema/statuses.toml)")
            .en(format_args!("file deleted: `{title}` is gone from the plan"))
            .help("bring the file back, and say that it was given up by a status (phase = \"dropped\" in schema/statuses.toml)"),
        Finding::RenamedReference { id, renamed } => lang
            .fr(format_args!("« {id} » s'appelle désormais « {renamed} »"))
            .label("référence restée à l'ancien nom")
            .help(format_args!("écrire \"{renamed}\""))
            .en(format_args!("`{id}` is now called `{renamed}`"))
            .label("a reference left at the old name")
            .help(format_args!("write \"{renamed}\"")),
        Finding::VotedAmount { line, voted, now } => {
            let voted = set(voted, lang);
            let line = line.as_ref().map(|line| {
                lang.fr(format_args!(" pour « {line} »")).en(format_args!(" for `{line}`")).title
            });
            let line = line.unwrap_or_default();
            match now.as_ref().map(|now| set(now, lang)) {
                Some(now) => lang
                    .fr(format_args!("montant voté changé sans note{line} : {voted} € votés, {now} € ici"))
                    .label("autre que le montant voté")
                    .help("dire pourquoi dans la ligne : note = \"délibération du …\"")
                    .en(format_args!("voted amount changed without a note{line}: {voted} € voted, {now} € here"))
                    .label("not the amount that was voted")
                    .help("say why on the line: note = \"…\""),
                None => lang
                    .fr(format_args!("montant voté retiré{line} : {voted} €"))
                    .label("la ligne votée n'y est plus")
                    .help("garder la ligne et dire dans sa note ce qu'elle est devenue, ou l'excuser ici : # plan: allow(voted-amount) raison")
                    .en(format_args!("voted amount removed{line}: {voted} €"))
                    .label("the voted line is not here any more")
                    .help("keep the line and let its note say what became of it, or allow it here: # plan: allow(voted-amount) reason"),
            }
        }
        Finding::BadAllow(fault) => bad_allow(fault, lang),
        Finding::UnusedAllow(rule) => lang
            .fr(format_args!("rien à excuser ici pour la règle {rule}"))
            .label("aucun constat de cette règle à cette ligne ni à la suivante")
            .help("supprimer ce commentaire")
            .en(format_args!("nothing to allow here for the rule {rule}"))
            .label("no finding of this rule on this line or the next")
            .help("remove this comment"),
    }
}

/// The reason why a file cannot be read.
fn unreadable(reason: &Unreadable, lang: Lang) -> &str {
    match reason {
        Unreadable::Denied => lang.of("accès refusé", "access denied"),
        Unreadable::Gone => lang.of("il vient d'être retiré", "it has just been removed"),
        Unreadable::NotAFile => lang.of(
            "ce n'est pas un fichier, mais un dossier, un tube ou un périphérique",
            "it is no file, but a folder, a pipe or a device",
        ),
        Unreadable::Link => lang.of(
            "c'est un raccourci (lien symbolique), et aucun n'est suivi",
            "it is a symbolic link, and none is followed",
        ),
        Unreadable::Pointer => lang.of(
            "git-lfs n'a laissé ici qu'un renvoi vers son contenu",
            "git-lfs has left only a pointer to its content here",
        ),
        Unreadable::System(reason) => reason,
    }
}

fn not_utf8(encoding: Encoding, line: usize, lang: Lang) -> Sentence {
    match encoding {
        Encoding::Utf16 => lang.fr("le fichier est enregistré en UTF-16 (« Unicode »)")
            .help("dans le Bloc-notes : Fichier, Enregistrer sous, Encodage « UTF-8 »")
            .en("the file is saved as UTF-16 (“Unicode”)")
            .help("in Notepad: File, Save as, Encoding “UTF-8”"),
        Encoding::Windows1252 => lang
            .fr(format_args!("le fichier n'est pas enregistré en UTF-8 : caractère illisible à la ligne {line}"))
            .help("il est sans doute en Windows-1252 (« ANSI ») : l'ouvrir, vérifier les accents, puis l'enregistrer avec l'encodage « UTF-8 »")
            .en(format_args!("the file is not saved as UTF-8: unreadable character on line {line}"))
            .help("it is probably Windows-1252 (“ANSI”): open it, look at the accents, then save it with the encoding “UTF-8”"),
        Encoding::Binary => lang.fr("ce fichier n'est pas un fichier texte")
            .help("copier son contenu dans un fichier .toml à l'aide d'un éditeur de texte")
            .en("this is no text file")
            .help("copy what it says into a .toml file with a text editor"),
    }
}

fn bad_id(id: &str, slug: Option<&str>, copy: bool, lang: Lang) -> Sentence {
    let sentence = if copy {
        lang.fr(format_args!("« {id} » semble être une copie"))
            .help("si c'est un double, supprimer le fichier")
            .en(format_args!("`{id}` looks like a copy"))
            .help("if it is a double, remove the file")
    } else {
        lang.fr(format_args!("« {id} » ne convient pas comme nom de fiche"))
            .en(format_args!(
                "`{id}` cannot be the name of an action's file"
            ))
    };
    let help = match slug {
        Some(slug) if copy => lang
            .fr(format_args!("si c'est une autre action, lui donner un nom à elle : {slug}-2.toml, par exemple"))
            .en(format_args!("if it is another action, give it a name of its own: {slug}-2.toml, say")),
        Some(slug) => lang
            .fr(format_args!("renommer le fichier {slug}.toml : lettres minuscules sans accent, chiffres et traits d'union seulement"))
            .en(format_args!("rename the file {slug}.toml: lower-case letters without accents, digits and hyphens only")),
        None => lang
            .fr("lettres minuscules sans accent, chiffres et traits d'union seulement, 80 caractères au plus : plan-velo-2030.toml")
            .en("lower-case letters without accents, digits and hyphens only, at most 80 characters: plan-velo-2030.toml"),
    };
    sentence.helps([help.title])
}

fn unknown_key(key: &str, nearest: &[String], known: &[String], lang: Lang) -> Sentence {
    let sentence = lang
        .fr(format_args!("champ inconnu « {key} »"))
        .label("ce champ n'existe pas ici")
        .en(format_args!("unknown key `{key}`"))
        .label("no such key here");
    let is_of_action = known.iter().any(|key| key == "sub_actions");
    let french = in_english(key, known).filter(|_| lang == Lang::Fr);
    let help = match (fold(key).as_str(), french) {
        ("id" | "identifiant", _) if is_of_action => lang
            .fr("le nom du fichier est l'identifiant de l'action : plan rename le change")
            .en("the file's name is the id of the action: plan rename changes it"),
        ("measure" | "mesure", _) if is_of_action => lang
            .fr("le dossier de la fiche dit sa mesure : plan move la change")
            .en("the file's folder says its measure: plan move changes it"),
        (_, Some(english)) => lang.fr(format_args!(
            "les champs ont des noms anglais : écrire {english}"
        )),
        _ => match lang.choice(known).filter(|_| nearest.is_empty()) {
            Some(keys) => lang
                .fr(format_args!("champs admis ici : {keys}"))
                .en(format_args!("keys allowed here: {keys}")),
            None => return sentence.nearest(nearest),
        },
    };
    sentence.helps([help.title])
}

/// The key that a French word for it means, among those that may stand here.
fn in_english(word: &str, keys: &[String]) -> Option<&'static str> {
    let folded = fold(word);
    let singular = folded.strip_suffix('s').unwrap_or(&folded);
    let of_line = match singular {
        "montant" => Some("amount"),
        "libelle" => Some("label"),
        "annee" => Some("year"),
        "nature" => Some("kind"),
        "realise" | "depense" => Some("spent"),
        "nom" => Some("name"),
        "unite" => Some("unit"),
        _ => None,
    };
    let called = [word, singular].into_iter().flat_map(columns);
    let named = called.map(|column| column.name());
    let mut named = of_line.into_iter().chain(named);
    named.find(|name| keys.iter().any(|key| key == name))
}

/// The way to add a key that is missing.
fn missing(key: &str, lang: Lang) -> String {
    let help = match key {
        "title" => lang
            .fr("ajouter le titre : title = \"…\"")
            .en("add the title: title = \"…\""),
        "name" => lang
            .fr("ajouter le nom : name = \"…\"")
            .en("add the name: name = \"…\""),
        "themes" => lang
            .fr("ajouter une ligne : themes = [\"thème principal\"]")
            .en("add a line: themes = [\"main theme\"]"),
        "format" => lang
            .fr("ajouter en première ligne : format = 1")
            .en("add as the first line: format = 1"),
        "min" => lang
            .fr("ajouter le montant le plus bas, en euros : min = 500_000")
            .en("add the lowest amount, in euros: min = 500_000"),
        "max" => lang
            .fr("ajouter le montant le plus haut, en euros : max = 700_000")
            .en("add the highest amount, in euros: max = 700_000"),
        key => lang
            .fr(format_args!("ajouter {key} = …"))
            .en(format_args!("add {key} = …")),
    };
    help.title
}

/// A kind of value with its article, and how it is written.
fn shape(shape: Shape, lang: Lang) -> Sentence {
    match shape {
        Shape::Text => lang.fr("un texte entre guillemets")
            .help("écrire la valeur entre guillemets : \"…\"")
            .en("a text in quotes")
            .help("write the value in quotes: \"…\""),
        Shape::Integer => lang.fr("un nombre entier")
            .help("écrire un nombre sans guillemets : 2024")
            .en("a whole number")
            .help("write a number without quotes: 2024"),
        Shape::Number => lang.fr("un nombre")
            .help("écrire un nombre sans guillemets, avec un point décimal : 12.5")
            .en("a number")
            .help("write a number without quotes, with a decimal point: 12.5"),
        Shape::Boolean => lang.fr("true (oui) ou false (non)")
            .help("écrire true (oui) ou false (non), sans guillemets")
            .en("true or false")
            .help("write true or false, without quotes"),
        Shape::List => lang.fr("une liste entre crochets")
            .help("écrire une liste, même pour un seul élément : [\"…\"]")
            .en("a list in brackets")
            .help("write a list, for one item too: [\"…\"]"),
        Shape::Table => lang.fr("un groupe de champs entre accolades")
            .help("écrire un groupe de champs : { … = … }")
            .en("a table in braces")
            .help("write a table: { … = … }"),
        Shape::Date => lang.fr("une date")
            .help("écrire une date entre guillemets : \"2024\", \"2024-05\", \"été 2024\"")
            .en("a date")
            .help("write a date in quotes: \"2024\", \"2024-05\", \"été 2024\""),
        Shape::Amount => lang.fr("un montant en euros")
            .help("écrire des euros, sans guillemets, sans espace ni signe € : 700_000")
            .en("an amount in euros")
            .help("write euros, without quotes, spaces or the € sign: 700_000"),
        Shape::Figure => lang.fr("un montant en euros ou une fourchette")
            .help("écrire des euros, sans guillemets, sans espace ni signe € : 700_000, ou { min = 500_000, max = 700_000 }")
            .en("an amount in euros or a range")
            .help("write euros, without quotes, spaces or the € sign: 700_000, or { min = 500_000, max = 700_000 }"),
        Shape::SubAction => lang.fr("un titre entre guillemets ou un groupe de champs entre accolades")
            .help("écrire \"titre de la sous-action\" ou { title = \"…\", end = \"…\" }")
            .en("a title in quotes or a table in braces")
            .help("write \"title of the sub-action\" or { title = \"…\", end = \"…\" }"),
        Shape::TextOrNumber => lang.fr("un texte entre guillemets ou un nombre")
            .help("écrire \"…\" ou un nombre")
            .en("a text in quotes or a number")
            .help("write \"…\" or a number"),
    }
}

fn wrong_type(
    expected: Shape,
    found: Shape,
    text: &str,
    written: Option<&AmountText>,
    lang: Lang,
) -> Sentence {
    let Sentence {
        title: wanted,
        help: example,
        ..
    } = shape(expected, lang);
    let found_here = match found {
        Shape::Boolean => lang
            .fr("un oui ou non (true ou false)")
            .en("a yes or no (true or false)"),
        found => shape(found, lang),
    };
    let found_here = found_here.title;
    let sentence = lang
        .fr(format_args!("il faut ici {wanted}"))
        .label(format_args!("c'est {found_here}"))
        .en(format_args!("{wanted} is expected here"))
        .label(format_args!("this is {found_here}"));
    if let Some(written) = written {
        if let (Shape::List | Shape::Table, Some(meant)) = (expected, &written.meant) {
            let line = format!("{{ {} = {meant} }}", written.basis.unwrap_or("amount"));
            let line = if expected == Shape::List {
                format!("[{line}]")
            } else {
                line
            };
            return sentence.helps([format!("{} {line}", lang.of("écrire", "write"))]);
        }
        return sentence.helps(amount(written, lang));
    }
    let help = match (expected, found) {
        (Shape::List, Shape::Text) if text.contains([';', ',']) => lang
            .fr("écrire une liste, chaque élément entre ses propres guillemets : [\"…\", \"…\"]")
            .en("write a list, each item in quotes of its own: [\"…\", \"…\"]"),
        (Shape::List, Shape::Text) if !text.is_empty() => lang
            .fr(format_args!(
                "écrire une liste, même pour un seul élément : [\"{text}\"]"
            ))
            .en(format_args!(
                "write a list, even for one item: [\"{text}\"]"
            )),
        (Shape::Text | Shape::Date, Shape::List) => lang
            .fr("une seule valeur ici : supprimer les crochets")
            .en("one value only here: remove the brackets"),
        (Shape::List, Shape::Table) => lang
            .fr("entourer le groupe de champs de crochets : [{ … }]")
            .en(&example[0]),
        _ => return sentence.helps(example),
    };
    sentence.helps([help.title])
}

fn bad_allow(fault: &AllowFault, lang: Lang) -> Sentence {
    match fault {
        AllowFault::NoReason => lang
            .fr("exception sans raison")
            .label("il manque le pourquoi")
            .help("dire pourquoi, pour qui relira : # plan: allow(règle) raison")
            .en("exception without a reason")
            .label("why?")
            .help("say why, for whoever reads it next: # plan: allow(rule) reason"),
        AllowFault::UnknownRule { rule, nearest } => lang
            .fr(format_args!("aucune règle « {rule} »"))
            .nearest(nearest)
            .help("plan check --list-rules les donne toutes")
            .en(format_args!("no rule `{rule}`"))
            .help("plan check --list-rules names them all"),
        AllowFault::Unsilenceable(rule) => lang
            .fr(format_args!("la règle {rule} n'admet pas d'exception"))
            .label("le fichier ne peut pas être lu tant que la faute y est")
            .help("corriger la faute, puis supprimer ce commentaire")
            .en(format_args!("the rule {rule} has no exceptions"))
            .label("the file cannot be read while the fault is in it")
            .help("mend the fault, then remove this comment"),
        AllowFault::Form => lang
            .fr("exception mal écrite")
            .help("écrire : # plan: allow(règle) raison")
            .en("badly written exception")
            .help("write: # plan: allow(rule) reason"),
    }
}

/// The sentence about an empty text where a name or a date stands.
fn empty(lang: Lang) -> Sentence {
    lang.fr("texte vide")
        .label("rien entre les guillemets")
        .help("remplir le champ ou le supprimer ; \"?\" si la réponse est inconnue")
        .en("empty text")
        .label("nothing stands between the quotes")
        .help("fill it in, or remove the key; \"?\" if the answer is unknown")
}

fn unknown_name(
    unknown: &UnknownName,
    from: VocabularyName,
    (fr, en): (&str, &str),
    lang: Lang,
) -> Sentence {
    let UnknownName {
        name,
        nearest,
        known,
    } = unknown;
    if name.is_empty() {
        return lang
            .fr("texte vide")
            .label("rien entre les guillemets")
            .help("remplir le champ ou le supprimer")
            .en("empty text")
            .label("nothing stands between the quotes")
            .help("fill it in, or remove the key");
    }
    let file = from.file();
    let sentence = lang
        .fr(format_args!("{fr} « {name} »"))
        .label(format_args!("ne figure pas dans {file}"))
        .nearest(nearest)
        .en(format_args!("{en} `{name}`"))
        .label(format_args!("not in {file}"));
    if !nearest.is_empty() {
        return sentence;
    }
    let help = if known.is_empty() {
        lang.fr(format_args!(
            "corriger l'orthographe, ou ajouter « {name} » à {file}"
        ))
        .en(format_args!(
            "correct the spelling, or add `{name}` to {file}"
        ))
    } else {
        lang.fr(format_args!(
            "en choisir une, ou ajouter « {name} » à {file}"
        ))
        .en(format_args!("choose one, or add `{name}` to {file}"))
    };
    sentence.allowed(known).helps([help.title])
}

/// An amount that a finding tells, with the point or comma of the language.
fn set(amount: &str, lang: Lang) -> String {
    amount.replace('.', lang.of(",", "."))
}

/// Tells whether a text is digits and what may group them: a number that is refused for its size alone.
fn is_plain_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text
            .chars()
            .all(|one| one.is_ascii_digit() || matches!(one, '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::in_english;

    #[test]
    fn a_french_word_leads_to_the_field_that_may_stand_here() {
        let keys = ["title", "status", "sub_actions", "start"].map(str::to_owned);
        for (word, english) in [
            ("Titre", Some("title")),
            ("statut", Some("status")),
            ("Sous-actions", Some("sub_actions")),
            ("début", Some("start")),
            ("montant", None),
            ("couleur", None),
        ] {
            assert_eq!(in_english(word, &keys), english, "{word}");
        }
    }
}
