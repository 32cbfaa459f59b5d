//! What the program says in French.

pub mod findings;
pub mod rules;
mod syntax;
mod table;

use chrono::{Datelike, NaiveDate};
use clap::error::{ContextKind, ErrorKind};

use crate::error::Error;
use crate::messages::{Note, Sentence, Unsaid, Word, listed, short};
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::field::Field;

fn meant(nearest: &[String]) -> Option<String> {
    listed(nearest, ("« ", " »"), "ou").map(|names| format!("vouliez-vous écrire {names} ?"))
}

fn known(names: &[String]) -> Option<String> {
    listed(names, ("« ", " »"), "ou").map(|names| format!("ce qui est admis ici : {names}"))
}

/// The names of views, as they are typed.
fn at(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("@{name}")).collect();
    names.join(", ")
}

fn s(count: usize) -> &'static str {
    if count < 2 { "" } else { "s" }
}

fn path(path: &std::path::Path) -> String {
    path.display().to_string()
}

/// What is said of an error.
pub fn error(error: &Error) -> Sentence {
    match error {
        Error::NoPlan { path: folder } => {
            Sentence::new(format!("aucun plan dans {} ni au-dessus", path(folder)))
                .help("se placer dans un dossier qui contient actions/ et schema/, ou le nommer : plan -C DOSSIER …")
        }
        Error::NotAFolder { path: folder } => {
            Sentence::new(format!("{} n'est pas un dossier", path(folder)))
        }
        Error::Read { path: file, source } => {
            Sentence::new(format!("impossible de lire {} : {source}", path(file)))
        }
        Error::Write { path: file, source } => {
            Sentence::new(format!("impossible d'écrire {} : {source}", path(file)))
                .help("rien n'a été écrit")
        }
        Error::Answer(source) => Sentence::new(format!("impossible d'écrire la réponse : {source}")),
        Error::UnknownValue { flag, value, nearest } => {
            Sentence::new(format!("--{flag} : « {value} » est inconnu de ce plan"))
                .maybe_help(meant(nearest))
        }
        Error::TablesOnly { flag } => {
            Sentence::new(format!("--{flag} ne vaut que pour les tableaux"))
                .help("retirer l'option, ou choisir --format table ou md")
        }
        Error::NotAsRows { command } => {
            Sentence::new(format!("plan {command} ne s'écrit pas en lignes de valeurs"))
                .help("choisir --format table, md ou json ; plan budget --format csv donne les montants")
        }
        Error::TooManyGroupings { most } => Sentence::new(if *most == 1 {
            "--detail et --compare ne regroupent que par un critère"
        } else {
            "--by prend deux critères au plus"
        })
        .help("écrire --by axis,status, ou --by axis --detail"),
        Error::UnreadableYears { flag, value } => {
            Sentence::new(format!("--{flag} : « {value} » ne désigne pas d'années"))
                .help("écrire 2021, 2020..2022 (bornes comprises), 2020.. ou ..2022")
        }
        Error::UnknownView { name, known } => {
            Sentence::new(format!("ce plan n'a pas de vue « @{name} »")).help(if known.is_empty() {
                "les vues s'écrivent dans schema/plan.toml, sous [views] : copil = { status = [\"En cours\"] }".to_owned()
            } else {
                format!("vues de ce plan : {}", at(known))
            })
        }
        Error::UnknownId { id, nearest } => Sentence::new(format!("aucune action « {id} »"))
            .maybe_help(meant(nearest))
            .maybe_help(nearest.is_empty().then(|| "plan list --columns id,title donne les noms de toutes les actions".to_owned())),
        Error::AmbiguousId { id, candidates } => {
            let shown: Vec<&str> = candidates.iter().take(10).map(String::as_str).collect();
            let more = if candidates.len() > shown.len() { "…" } else { "" };
            Sentence::new(format!("plusieurs actions commencent par « {id} »"))
                .help(format!("{}{more}", shown.join(", ")))
        }
        Error::UnknownRule { name, nearest } => Sentence::new(format!("règle inconnue « {name} »"))
            .maybe_help(meant(nearest))
            .help("plan check --list-rules les donne toutes"),
        Error::UnknownColumn { name, nearest, known } => {
            Sentence::new(format!("colonne inconnue « {name} »"))
                .maybe_help(meant(nearest))
                .help(format!("colonnes : {}", known.join(", ")))
        }
        Error::UnknownFormat { path: file } => {
            Sentence::new(format!("le format de {} ne se devine pas", path(file)))
                .help("nommer un fichier en .csv, .json, .jsonl ou .md (avec plan export, .xlsx aussi), ou préciser --format")
        }
        Error::Stale { path } => Sentence::new(format!("{path} n'est plus à jour"))
            .help("le réécrire : plan schema"),
        Error::NoGit => Sentence::new("la commande git n'est pas installée, ou reste introuvable")
            .help("installer git : c'est par lui que se lit l'histoire du plan"),
        Error::NotARepository { path: folder } => {
            Sentence::new(format!("le plan de {} n'est pas suivi par git", path(folder)))
                .help("l'histoire d'un plan est celle que git conserve : la commande git init la commence")
        }
        Error::Git { message } => Sentence::new(format!("git répond : {message}")),
        Error::NoCommit => Sentence::new("la branche actuelle n'a encore aucun commit".to_owned())
            .help("l'histoire du plan commence avec le premier : git add actions schema, puis git commit"),
        Error::UnknownRevision { name } => {
            Sentence::new(format!("git ne connaît aucune version « {name} »"))
                .help("nommer un commit, une étiquette ou une branche (git log, git tag et git branch les listent)")
        }
        Error::UnknownVoted { name } => {
            Sentence::new(format!("schema/plan.toml : le plan voté « {name} » ([voted] revision) n'est pas dans git"))
                .help("dans une copie incomplète, récupérer les étiquettes : git fetch --tags ; sinon, nommer une étiquette, un commit ou un jour")
        }
        Error::BeforeHistory { day, first } => {
            Sentence::new(format!("au {}, le plan n'était pas encore suivi par git", self::day(*day)))
                .maybe_help(first.map(|first| format!("son histoire commence le {}", self::day(first))))
        }
        Error::BeyondShallow { day, first } => {
            Sentence::new(format!("l'histoire conservée ici ne remonte pas au {}", self::day(*day)))
                .maybe_help(first.map(|first| {
                    format!(
                        "cette copie est coupée avant le {} : git fetch --unshallow rapporte le reste",
                        self::day(first)
                    )
                }))
        }
        Error::NoPlanThen { commit } => Sentence::new(format!(
            "le plan n'était pas encore dans ce dossier au commit {}",
            short(commit)
        )),
        Error::Exists { path: file } => Sentence::new(format!("{} existe déjà", path(file)))
            .help("rien n'est écrit ; choisir un autre nom"),
        Error::ChangedMeanwhile { path: file } => {
            Sentence::new(format!("{} a changé entre-temps", path(file)))
                .help("rien n'est écrit ; recommencer")
        }
        Error::Busy { path: folder } => {
            Sentence::new(format!("une autre commande modifie en ce moment le plan de {}", path(folder)))
                .help("rien n'a été écrit ; recommencer une fois qu'elle a fini")
        }
        Error::UnknownMeasure { code, nearest } => Sentence::new(format!("mesure inconnue « {code} »"))
            .maybe_help(meant(nearest))
            .help("les mesures se trouvent dans schema/measures.toml"),
        Error::NotAnId { id } => Sentence::new(format!("« {id} » ne peut pas être le nom d'une fiche"))
            .help("seulement des minuscules sans accent, des chiffres et des tirets, 80 caractères au plus : plan-velo-2030"),
        Error::TwoEnds { range, at } => Sentence::new(format!("«\u{202f}{range}\u{202f}» dit déjà où finir, et --at {at} dit autre chose"))
            .help("donner l'un ou l'autre"),
        Error::PastIsPast => Sentence::new("--at lit le passé, qui ne se modifie pas")
            .help("retirer --at"),
        Error::NotAnAssignment { text } => Sentence::new(format!("« {text} » n'indique aucune modification"))
            .help("écrire CHAMP=VALEUR : status=\"En cours\", end=2025-06, extra.NOM=VALEUR"),
        Error::NotAList { key } => Sentence::new(format!("le champ « {key} » tient une seule valeur, pas une liste"))
            .help(format!("écrire {key}=VALEUR")),
        Error::NotToml { key, value } => Sentence::new(format!("valeur illisible pour {key} : {value}"))
            .help("l'écrire comme dans la fiche : budget='[{ label = \"usine\", amount = 700_000 }]'"),
        Error::NothingNamed => Sentence::new("quelles actions modifier, et comment ?")
            .help("plan set NOM CHAMP=VALEUR…, ou plan set --owner PORTEUR CHAMP=VALEUR…"),
        Error::NoSlug { title } => Sentence::new(format!("le titre « {title} » ne donne aucun nom de fichier"))
            .help("en indiquer un : --id plan-velo-2030"),
        Error::Editor { command, reason } => Sentence::new(format!("l'éditeur {command} a échoué : {reason}"))
            .help("indiquer un éditeur dans la variable EDITOR"),
        Error::Worse(_) => Sentence::new("rien n'est écrit : la modification mettrait une erreur dans le plan"),
        Error::Unchangeable { path, .. } => {
            Sentence::new(format!("{path} est à réparer avant toute modification"))
        }
        Error::NoBase => Sentence::new("impossible de savoir depuis quand juger les changements")
            .help("le dire : --base origin/main (ou une autre branche, une étiquette, un commit)")
            .help("dans une copie incomplète, récupérer d'abord l'historique : git fetch --unshallow"),
        Error::NoCommonBase { name } => {
            Sentence::new(format!("aucune histoire commune avec « {name} »"))
                .help("dans une copie incomplète, récupérer d'abord l'historique : git fetch --unshallow")
        }
        Error::NotInPlan { path: file } => {
            Sentence::new(format!("aucun fichier du plan à l'emplacement {}", path(file)))
                .help("indiquer un fichier ou un dossier sous actions/ ou sous schema/")
        }
        Error::NoStdinName => Sentence::new("quel fichier le texte reçu remplace-t-il ?")
            .help("le dire : plan check - --stdin-filename actions/3.1.2/velo.toml"),
        Error::NotAnAction { path: file } => {
            Sentence::new(format!("aucune fiche du plan à l'emplacement {}", path(file)))
                .help("indiquer un fichier ou un dossier sous actions/")
        }
        Error::FolderInUse { path: folder } => {
            Sentence::new(format!("le dossier {} contient déjà autre chose qu'un export", path(folder)))
                .help("nommer un dossier vide, ou un dossier qui n'existe pas encore")
        }
        Error::ExcelIsCsv => Sentence::new("--excel ne concerne que le format csv")
            .help("retirer --excel, ou demander --format csv ; --format xlsx donne un classeur Excel"),
        Error::Table { path: file, fault } => table::unreadable(file, fault),
        Error::NotAMap { path, message } => Sentence::new(format!("{} ne dit pas ce que sont les colonnes : {message}", path.display()))
            .help("un exemple : plan import TABLEAU --save-map colonnes.toml"),
        Error::NotForATerminal => Sentence::new("ce format ne s'affiche pas dans un terminal")
            .help("nommer un fichier : -o plan.xlsx"),
        Error::Usage(error) => usage(error),
        Error::Invalid(blocked) => {
            let sentence = Sentence::new("le plan contient des erreurs : aucune réponse")
                .help("plan check les explique");
            if blocked.in_schema {
                sentence.help("une erreur sous schema/ empêche toute réponse")
            } else {
                sentence.help("--allow-invalid répond sans ces fichiers, et dit lesquels")
            }
        }
    }
}

/// The heading of a column.
pub fn heading(column: Column) -> &'static str {
    match column {
        Column::Id => "Identifiant",
        Column::Code => "Numéro",
        Column::Measure => "Mesure",
        Column::MeasureTitle => "Titre de la mesure",
        Column::Axis => "Axe",
        Column::AxisTitle => "Titre de l'axe",
        Column::Themes => "Thèmes",
        Column::Title => "Titre",
        Column::Status => "Statut",
        Column::Priority => "Priorité",
        Column::Elected => "Élu·e référent·e",
        Column::Owners => "Porteurs",
        Column::Funders => "Partenaires financiers",
        Column::Partners => "Autres partenaires",
        Column::Audiences => "Concertation, mobilisation",
        Column::Start => "Début",
        Column::StartEarliest => "Début au plus tôt",
        Column::StartLatest => "Début au plus tard",
        Column::End => "Fin",
        Column::EndEarliest => "Fin au plus tôt",
        Column::EndLatest => "Fin au plus tard",
        Column::Description => "Descriptif",
        Column::Objectives => "Objectifs",
        Column::Resources => "Moyens humains et techniques",
        Column::Progress => "État d'avancement",
        Column::Effects => "Effets attendus",
        Column::Places => "Lieux",
        Column::Links => "Liens",
        Column::OtherMeasures => "Autres mesures",
        Column::Indicators => "Indicateurs",
        Column::Budget => "Budget",
        Column::BudgetMin => "Budget minimum",
        Column::BudgetMax => "Budget maximum",
        Column::SubActions => "Sous-actions",
        Column::EditorNotes => "Notes de rédaction",
        Column::Extra => "Autres champs",
        Column::Path => "Fichier",
    }
}

/// The heading of a field.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Action => "Action",
        Field::ActionTitle => "Titre de l'action",
        Field::SubAction => "Sous-action",
        Field::Position => "Rang",
        Field::Label => "Libellé",
        Field::AmountMin => "Montant minimum (€)",
        Field::AmountMax => "Montant maximum (€)",
        Field::HtMin => "Minimum HT (€)",
        Field::HtMax => "Maximum HT (€)",
        Field::TtcMin => "Minimum TTC (€)",
        Field::TtcMax => "Maximum TTC (€)",
        Field::Approximate => "Approximatif",
        Field::Per => "Par",
        Field::Year => "Année",
        Field::Kind => "Nature",
        Field::Spent => "Réalisé (€)",
        Field::Funder => "Financé par",
        Field::OfWhich => "Dont",
        Field::IncludedIn => "Compté dans l'action",
        Field::Note => "Note",
        Field::Name => "Indicateur",
        Field::Unit => "Unité",
        Field::Baseline => "Valeur de départ",
        Field::Target => "Cible",
        Field::By => "Échéance",
        Field::Values => "Valeurs",
        Field::Actions => "Actions",
        Field::WithFigure => "Actions chiffrées",
        Field::WithoutFigure => "Actions sans montant",
        Field::Minimum => "Total minimum (€)",
        Field::Maximum => "Total maximum (€)",
        Field::LinesUnknown => "Lignes sans montant",
        Field::LinesRange => "Fourchettes",
        Field::LinesApproximate => "Montants approximatifs",
        Field::LinesBasisUnstated => "Lignes sans mention HT ou TTC",
        Field::LinesOtherBasis => "Lignes sur l'autre base, hors total",
        Field::LinesElsewhere => "Lignes comptées ailleurs, hors total",
        Field::LinesOfWhich => "Lignes « dont », déjà dans le total",
        Field::YearlyMin => "Par an, minimum (€)",
        Field::YearlyMax => "Par an, maximum (€)",
        Field::YearlyUnknown => "Lignes annuelles sans montant",
    }
}

/// A word that stands alone.
pub fn word(word: Word) -> &'static str {
    match word {
        Word::Error => "erreur",
        Word::Warning => "avertissement",
        Word::Errors => "Erreurs",
        Word::Warnings => "Avertissements",
        Word::Earlier => "Dans le plan d'avant :",
        Word::Avoid => "À éviter :",
        Word::Prefer => "Plutôt :",
        Word::Exception => {
            "Si le constat est justifié, un commentaire à la ligne ou juste au-dessus l'excuse et dit pourquoi :"
        }
        Word::Reason => "raison",
        Word::RulesPage => {
            "# Les règles de plan check\n\nCette page est tirée du registre des règles : `plan check --list-rules` en donne la liste, `plan check --explain RÈGLE` le détail.\nUne erreur empêche toute réponse tant qu'elle n'est pas corrigée ; un avertissement demande un coup d'œil.\n\nUn avertissement justifié s'excuse d'un commentaire, à la ligne ou juste au-dessus, avec une raison : `# plan: allow(small-amount) prix du jeton`.\n`plan check --fix` applique les corrections certaines, `plan check --fix --diff` les montre sans rien écrire.\nLes exemples sont des lignes d'une fiche, sauf indication contraire."
        }
        Word::Help => "aide",
        Word::NotFilledIn => "non renseigné",
        Word::UnderWayIn => "En cours en",
        Word::Surely => "oui",
        Word::Possibly => "peut-être",
        Word::NoStart => "début non renseigné",
        Word::UnknownStart => "début inconnu",
        Word::StartMayBeLater => "début peut-être plus tard",
        Word::NoEnd => "fin non renseignée",
        Word::UnknownEnd => "fin inconnue",
        Word::EndMayBeEarlier => "fin peut-être plus tôt",
        Word::Column => "Colonne",
        Word::Content => "Contenu",
        Word::Heading => "Intitulé",
        Word::Late => "en retard",
        Word::ToDo => "À suivre",
        Word::Command => "Commande",
        Word::ShareOfKnown => "Part du chiffré",
        Word::Reserves => "Réserves",
        Word::DecimalPoint => ",",
        Word::Whole => "Ensemble",
        Word::ActionAndLine => "Action : ligne de budget",
        Word::BudgetLine => "Ligne de budget",
        Word::Counts => "Compté",
        Word::OtherBasis => "autre base",
        Word::Year => "Année",
        Word::Kind => "Nature",
        Word::Total => "Total",
        Word::Actions => "Actions",
        Word::WithFigure => "Chiffrées",
        Word::WithoutFigure => "Sans montant",
        Word::Minimum => "Minimum",
        Word::Maximum => "Maximum",
        Word::Theme => "Thème",
        Word::Owner => "Porteur",
        Word::Funder => "Financeur",
        Word::BudgetLines => "Lignes de budget",
        Word::Derived => "d'après les sous-actions",
        Word::Approximate => "environ",
        Word::OfWhich => "dont",
        Word::PerYear => "par an",
        Word::Spent => "réalisé",
        Word::FromFunder => "financé par",
        Word::CountedElsewhere => "compté dans une autre action",
        Word::NoFigure => "sans montant",
        Word::To => "à",
        Word::AtLeast => "au moins",
        Word::UnknownDate => "inconnu",
        Word::Lists => "Listes",
        Word::About => "À propos",
        Word::Semicolon => " ; ",
        Word::Fingerprint => "Empreinte",
        Word::TotalsByAxis => "Totaux par axe",
        Word::Colon => " : ",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Ttc => "TTC",
        Basis::Ht => "HT",
    }
}

fn amount(amount: Option<&String>) -> String {
    amount.map_or_else(|| "montant non précisé".to_owned(), String::clone)
}

/// A day, in a sentence.
pub fn day(day: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let number = match day.day() {
        1 => "1er".to_owned(),
        number => number.to_string(),
    };
    format!("{number} {} {}", MONTHS[day.month0() as usize], day.year())
}

fn unsaid(unsaid: &Unsaid) -> String {
    match unsaid {
        Unsaid::Date {
            column,
            text,
            written,
        } => {
            let side = heading(*column).to_lowercase();
            match written {
                Some(day) => format!("{side} « {text} » écrit {}", day.format("%d/%m/%Y")),
                None => format!("{side} « {text} » laissé vide"),
            }
        }
        Unsaid::Range(amount) => format!("fourchette {amount}, total laissé vide"),
        Unsaid::Floor(amount) => format!("au moins {amount}, total laissé vide"),
        Unsaid::Approximate(amount) => format!("{amount} est approximatif"),
        Unsaid::BasisUnstated(amount) => {
            format!("{amount} sous « € HT » sans qu'on sache si c'est HT")
        }
        Unsaid::Ttc(amount) => format!("{amount} TTC sous « € HT »"),
        Unsaid::OtherBasis(side, amount) => {
            let (other, option) = match side {
                Basis::Ttc => ("HT", "ht"),
                Basis::Ht => ("TTC", "ttc"),
            };
            format!(
                "{amount} connus en {other} seulement, laissés de côté (--basis {option} les prend)"
            )
        }
        Unsaid::Yearly(amount) => format!("{amount} par an, hors du total"),
        Unsaid::Status(name) => {
            format!(
                "statut « {name} » laissé vide, faute de correspondance (tet) dans schema/statuses.toml"
            )
        }
        Unsaid::Priority(text) => format!("priorité « {text} » laissée vide (Élevé, Moyen ou Bas)"),
        Unsaid::Funder(name) => format!("financeur « {name} » laissé de côté, au-delà de trois"),
        Unsaid::FunderAmount(name) => {
            format!("montant de « {name} » laissé vide, ce n'est pas un seul chiffre")
        }
        Unsaid::IndicatorValues => "valeurs des indicateurs laissées de côté".to_owned(),
    }
}

/// A note beside an answer.
pub fn note(note: &Note) -> String {
    match note {
        Note::Unsaid { path: file, sub_action, what } => {
            let what: Vec<String> = what.iter().map(unsaid).collect();
            let part = sub_action.as_ref().map(|title| format!(" (« {title} »)"));
            format!("{file}{} : {}", part.unwrap_or_default(), what.join(" ; "))
        }
        Note::WithoutPlace(columns) => {
            let columns: Vec<String> = columns
                .iter()
                .map(|(column, count)| format!("{} ({count})", heading(*column)))
                .collect();
            format!("sans colonne dans ce format (nombre d'actions) : {}", columns.join(", "))
        }
        Note::TotalsOn(side) => format!(
            "Totaux {} ; un montant qui ne dit ni HT ni TTC compte tel quel.",
            basis(*side)
        ),
        Note::Exported { today, revision, dirty } => {
            let today = today.format("%d/%m/%Y");
            match revision {
                None => format!("Export du {today}"),
                Some(commit) if *dirty => format!(
                    "Export du {today}, révision {} et modifications pas encore enregistrées dans git",
                    short(commit)
                ),
                Some(commit) => format!("Export du {today}, révision {}", short(commit)),
            }
        }
        Note::Actions(count) => format!("{count} action{}", s(*count)),
        Note::ActionsOf { shown, selected } => {
            format!("{shown} action{} sur les {selected} qui répondent à ces critères", s(*shown))
        }
        Note::Possibly(count) => format!(
            "dont {count} peut-être seulement : leurs dates ne suffisent pas à l'affirmer"
        ),
        Note::SortedByBudget { ranges, floors, without } => {
            let mut parts = Vec::new();
            if *ranges > 0 {
                let minimum = if *ranges < 2 { "son minimum" } else { "leur minimum" };
                parts.push(format!("{ranges} fourchette{} à la place de {minimum}", s(*ranges)));
            }
            if *floors > 0 {
                parts.push(format!("{floors} total{0} « au moins » à la place de ce qui en est connu", if *floors < 2 { "" } else { "s" }));
            }
            if *without > 0 {
                parts.push(format!("{without} action{} sans montant, à la fin", s(*without)));
            }
            if parts.is_empty() {
                parts.push("toutes les actions ont un montant ferme".to_owned());
            }
            format!("tri par budget : {}", parts.join(" ; "))
        }
        Note::OnDay { actions, selection, today } => {
            let selected = if selection.is_empty() { String::new() } else { format!(" ({selection})") };
            format!("{actions} action{}{selected}, au {}", s(*actions), today.format("%d/%m/%Y"))
        }
        Note::DueWithin(days) => format!("à terminer d'ici {days} jours"),
        Note::Idle { measures, more } => {
            let rest = if *more > 0 { format!(" ; et {more} autres") } else { String::new() };
            let (one, verb) = if measures.len() < 2 { ("mesure", "n'a") } else { ("mesures", "n'ont") };
            format!("{} {one} {verb} aucune action : {}{rest}", measures.len() + more, measures.join(" ; "))
        }
        Note::NothingSelected { by, earlier, before, without } => {
            let mut lines = vec![if earlier.is_empty() {
                format!("aucune action : {by} n'en retient aucune des {before} du plan")
            } else {
                format!("aucune action : {by} ne garde rien des {before} que retient {earlier}")
            }];
            lines.extend(without.iter().map(|(option, count)| {
                format!("sans {option} : {count} action{}", s(*count))
            }));
            lines.join("\n")
        }
        Note::Basis(side) => format!("Montants {} ; ce qui suit dit sur quoi repose le total.", basis(*side)),
        Note::WithoutFigure { without, actions } => {
            format!("{without} action{} sur {actions} sans montant qui s'ajoute", s(*without))
        }
        Note::Unknown(lines) => {
            format!("{lines} ligne{} sans montant : le total est « au moins »", s(*lines))
        }
        Note::Range { lines, amount } => format!("{lines} fourchette{} : {amount}", s(*lines)),
        Note::Approximate { lines, amount } => {
            format!("{lines} montant{0} approximatif{0} : {amount}", s(*lines))
        }
        Note::BasisUnstated { lines, amount } => format!(
            "{lines} ligne{} sans mention HT ou TTC, comptée{} telle{} quelle{} : {amount}",
            s(*lines), s(*lines), s(*lines), s(*lines)
        ),
        Note::OtherBasis { lines, basis: side, amount } => {
            let other = match side {
                Basis::Ttc => Basis::Ht,
                Basis::Ht => Basis::Ttc,
            };
            format!(
                "{lines} ligne{} en {} seulement, hors du total, qui est « au moins » : {amount}",
                s(*lines), basis(other)
            )
        }
        Note::Elsewhere { lines, amount: sum } => format!(
            "{lines} ligne{0} comptée{0} dans une autre action, hors du total : {1}",
            s(*lines), amount(sum.as_ref())
        ),
        Note::OfWhich { lines, amount: sum } => format!(
            "{lines} ligne{} « dont », déjà dans le total : {}",
            s(*lines), amount(sum.as_ref())
        ),
        Note::Yearly { lines, amount: sum, unknown } => {
            let known = sum.as_ref().map(|sum| {
                format!("{lines} montant{0} annuel{0}, à part : {sum} par an", s(*lines))
            });
            let unknown = (*unknown > 0).then(|| {
                format!("{unknown} montant{0} annuel{0} non chiffré{0} sur cette base", s(*unknown))
            });
            known.into_iter().chain(unknown).collect::<Vec<_>>().join(" ; ")
        }
        Note::Own { own, funded } => match own {
            Some(own) => format!("financements nommés : {funded} ; reste à la charge des porteurs : {own}"),
            None => format!("financements nommés : {funded} ; le reste n'est pas chiffré"),
        },
        Note::NoFunderNamed => {
            "aucune ligne de budget ne nomme son financeur : chaque financeur montre le budget entier des actions qu'il soutient, pas ce qu'il verse".to_owned()
        }
        Note::Spent { lines, amount } => {
            format!("réalisé : {amount}, d'après {lines} ligne{}", s(*lines))
        }
        Note::CellsCount => "(2/15) : 2 actions chiffrées sur 15".to_owned(),
        Note::Split => {
            "une action dont les lignes se répartissent entre plusieurs groupes y figure chaque fois ; ses montants ne sont comptés qu'une fois".to_owned()
        }
        Note::Overlapping => {
            "une action peut figurer dans plusieurs groupes, qui se recoupent ; le total la compte une fois".to_owned()
        }
        Note::Derived => "* date tirée des sous-actions".to_owned(),
        Note::Found { errors, warnings, files_with, files } => format!(
            "{errors} erreur{}, {warnings} avertissement{} dans {files_with} fichier{} sur {files}",
            s(*errors), s(*warnings), s(*files_with)
        ),
        Note::Clean { files } => format!("aucune erreur, aucun avertissement dans {files} fichier{}", s(*files)),
        Note::Mended { findings, files, written: true } => format!(
            "{findings} constat{} corrigé{} dans {files} fichier{}",
            s(*findings), s(*findings), s(*files)
        ),
        Note::Mended { findings, files, written: false } => format!(
            "{findings} constat{} à corriger dans {files} fichier{} ; rien n'a été écrit",
            s(*findings), s(*files)
        ),
        Note::LeftOut { files } => format!(
            "{} fichier{} en erreur, laissé{1} de côté : {}",
            files.len(), s(files.len()), files.join(", ")
        ),
        Note::Undone { files, left } => {
            let undone = format!(
                "modification interrompue : {files} fichier{} remis dans l'état d'avant",
                s(*files)
            );
            match left.as_slice() {
                [] => undone,
                left => format!("{undone} ; modifié{} depuis, laissé{0} tel{0} quel{0} : {}", s(left.len()), left.join(", ")),
            }
        }
        Note::At { day, commit } => {
            let named = format!(
                "commit {} du {}, « {} »",
                short(&commit.id), self::day(commit.day), commit.subject
            );
            if *day == commit.day {
                format!("le plan au {named}")
            } else {
                format!("le plan au {} : {named}", self::day(*day))
            }
        }
        Note::Changed { actions: 0, .. } => "rien à modifier".to_owned(),
        Note::Changed { actions, waits: false } => format!("{actions} action{0} modifiée{0}", s(*actions)),
        Note::Changed { actions, waits: true } => format!(
            "{actions} action{} à modifier ; rien n'est encore écrit : ajouter --write", s(*actions)
        ),
        Note::Renamed { references: 0 } => "action renommée ; aucune autre n'y renvoie".to_owned(),
        Note::Renamed { references } => format!(
            "action renommée, ainsi que les renvois vers elle dans {references} action{}", s(*references)
        ),
        Note::Moved { measure, title } => format!("action déplacée vers la mesure {measure}, {title}"),
        Note::Checked { path, errors: 0, warnings: 0 } => format!("{path} : aucune erreur"),
        Note::Checked { path, errors, warnings } => format!(
            "{path} : {errors} erreur{}, {warnings} avertissement{}", s(*errors), s(*warnings)
        ),
        Note::PlanBegun { folder, in_git } => {
            let git = if *in_git {
                ""
            } else {
                " ; git manque : la commande git init en fera commencer l'histoire"
            };
            format!(
                "plan créé dans {folder}{git} ; s'y placer, puis : plan new \"TITRE\" --measure CODE --theme NOM"
            )
        }
        Note::Begun => "fiche créée ; la remplir par plan edit ou plan set".to_owned(),
        Note::LaidOut { changed: 0, files, .. } => {
            format!("{files} fichier{} déjà mis en forme", s(*files))
        }
        Note::LaidOut { changed, files, check: true } => format!(
            "{changed} fichier{} à remettre en forme sur {files} : plan fmt s'en charge",
            s(*changed)
        ),
        Note::LaidOut { changed, files, check: false } => format!(
            "{changed} fichier{0} remis en forme sur {files}", s(*changed)
        ),
        Note::LeftAsIs { files } => format!(
            "{} fichier{} laissé{1} en l'état, pour des erreurs que plan check explique : {}",
            files.len(), s(files.len()), files.join(", ")
        ),
        Note::Written { path, actions } => format!("{path} : {actions} action{}", s(*actions)),
        Note::SchemaWritten { path } => format!("{path} écrit"),
        Note::KeptSilent { findings } => {
            format!("{findings} autre{0} constat{0} non affiché{0} : plan check montre tout", s(*findings))
        }
        Note::UpToDate { path } => format!("{path} est à jour"),
    }
}

/// The help of a command (`argument` empty) or of one of its arguments.
pub fn help(command: &str, argument: &str) -> Option<&'static str> {
    Some(match (command, argument) {
        ("plan", "") => {
            "Tenir un plan climat : vérifier, interroger, totaliser, exporter un dossier de fiches actions"
        }
        ("check", "explain") => "Expliquer une règle, avec un exemple",
        ("check", "list_rules") => "Donner la liste des règles",
        ("check", "select") => "Ne montrer que les constats de ces règles",
        ("check", "ignore") => "Passer sous silence les constats de ces règles",
        ("check", "strict") => "Échouer aussi sur un avertissement",
        ("check", "fix") => {
            "Corriger ce qui peut l'être à coup sûr ; le reste des fichiers ne change pas"
        }
        ("check", "diff") => "Avec --fix : montrer les corrections sans rien écrire",
        ("check", "") => {
            "Vérifier les fichiers du plan et montrer chaque faute, à sa ligne et à sa colonne"
        }
        ("list", "") => "Lister les actions sélectionnées",
        ("show", "") => "Montrer des actions en entier",
        ("status", "") => {
            "Montrer le plan d'un coup d'œil : avancement, budgets, échéances, ce qui manque aux fiches"
        }
        ("status", "within") => "Nombre de jours à venir dont on compte les échéances",
        ("budget", "") => "Totaliser les budgets des actions sélectionnées",
        ("export", "") => "Exporter les actions sélectionnées",
        ("import", "") => {
            "Faire entrer un tableau d'actions dans le plan : d'abord le compte rendu, puis, avec --write, les fiches"
        }
        ("import", "file") => {
            "Le tableau : csv, tsv, xlsx, xls, ods, un export JSON, ou le dossier d'un jeu de données (--package)"
        }
        ("import", "sheet") => "Feuille à lire [par défaut : celle qui contient les actions]",
        ("import", "map") => {
            "Ce que veulent dire les colonnes, les noms et les cellules vides : un fichier comme en écrit --save-map"
        }
        ("import", "save_map") => {
            "Écrire dans CARTE ce qui a été compris des colonnes, pour le relire et le garder"
        }
        ("import", "drop") => {
            "Écarter une colonne, par son intitulé ; une colonne inconnue est sinon gardée sous extra.NOM"
        }
        ("import", "add_names") => "Ajouter à schema/ les noms que le plan ne connaît pas",
        ("import", "write") => "Créer et modifier les fiches",
        ("init", "") => {
            "Créer un plan vide : vocabulaires, fiche d'exemple, réglages de git et de la vérification automatique"
        }
        ("init", "path") => "Dossier, créé s'il n'existe pas",
        ("init", "name") => "Nom du plan [par défaut : celui du dossier]",
        ("completions", "") => {
            "Écrire ce qui apprend à l'interpréteur de commandes à compléter statuts, mesures, noms et fiches"
        }
        ("completions", "shell") => "Interpréteur de commandes",
        ("man", "") => "Écrire le manuel, une page par commande",
        ("man", "folder") => "Dossier des pages, créé s'il n'existe pas",
        ("new", "") => {
            "Créer une fiche : son titre et son thème, et chaque champ possible expliqué en commentaire"
        }
        ("new", "title") => "Titre",
        ("new", "measure") => "Mesure dont l'action relève",
        ("new", "theme") => "Thèmes, le principal d'abord",
        ("new", "id") => "Nom de la fiche [par défaut : tiré du titre]",
        ("new", "edit") => {
            "L'ouvrir dans l'éditeur (VISUAL ou EDITOR), et la vérifier à la fermeture"
        }
        ("set", "") => {
            "Modifier des actions : CHAMP=VALEUR, LISTE+=NOM, LISTE-=NOM, CHAMP= pour le vider"
        }
        ("set", "words") => "Actions, par leur nom ou le début de leur nom, et modifications",
        ("set", "write") => "Écrire les modifications d'une sélection, sinon seulement montrées",
        ("rename", "") => "Renommer une fiche ; les renvois des autres actions suivent",
        ("rename", "new") => "Son nouveau nom",
        ("move", "") => "Rattacher une action à une autre mesure ; son nom reste",
        ("move", "measure") => "Mesure, par son code",
        ("edit", "") => {
            "Ouvrir une fiche dans l'éditeur (VISUAL ou EDITOR), et la vérifier à la fermeture"
        }
        ("rename" | "move" | "edit", "id") => "Action, par son nom ou le début de son nom",
        ("fmt", "") => {
            "Mettre les fiches en forme, toujours de la même façon, pour bien les relire dans git"
        }
        ("fmt", "paths") => "Seulement ces fichiers ou dossiers",
        ("fmt", "check") => "Ne rien écrire ; échouer si la mise en forme d'une fiche est à revoir",
        ("schema", "") => {
            "Écrire schema/action.schema.json, qui permet aux éditeurs de compléter et de vérifier les fiches"
        }
        ("schema", "check") => "Ne rien écrire : échouer si le fichier n'est pas à jour",
        ("diff", "") => {
            "Dire ce qui a changé entre deux versions ou deux dates, ou depuis l'une d'elles"
        }
        ("log", "") => "Raconter la vie des actions : qui a changé quel champ, quand et pourquoi",
        ("log", "ids") => {
            "Seulement ces actions, par le nom qu'elles portent ou ont porté ; `@nom` : une vue de schema/plan.toml"
        }
        ("log", "field") => {
            "Seulement ces champs, séparés par des virgules, avec le temps passé dans chaque état"
        }
        ("log", "since") => "Seulement ce qui a été fait après cette version ou cette date",
        ("log", "summary") => "Résumer, par action, la dérive de son échéance et de son budget",
        ("blame", "") => "Dire qui a fixé en dernier chaque champ d'une action, quand et pourquoi",
        ("blame", "id") => "L'action, par son nom ou le début de son nom",
        ("diff", "range") => {
            "De A à B, versions ou dates ; sans B, jusqu'aux fichiers actuels ; A...B : depuis le point où B a quitté A [par défaut : HEAD]"
        }
        ("diff", "format") => "Format de la réponse ; md se colle dans une délibération",
        ("diff", "by") => "Regrouper les totaux par [par défaut : axe]",
        (_, "compare") => "Mettre les totaux de cette date en regard de ceux d'aujourd'hui",
        ("help", "") => "Afficher cette aide, ou celle d'une commande",
        (_, "folder") => "Agir comme si l'on se trouvait dans DOSSIER",
        (_, "lang") => "Langue des réponses [par défaut : celle du système]",
        (_, "color") => "Colorer les réponses",
        (_, "today") => {
            "Tenir DATE (AAAA-MM-JJ) pour aujourd'hui [par défaut : le jour même, ou celui de --at]"
        }
        (_, "help") => "Afficher l'aide",
        (_, "version") => "Afficher la version",
        ("show", "ids") => "Actions, par leur nom ou le début de leur nom",
        (_, "ids") => {
            "Seulement ces actions, par leur nom ou le début de leur nom ; `@nom` : une vue de schema/plan.toml"
        }
        (_, "status") => {
            "Seulement ce statut (`none` : non renseigné) ; répéter l'option signifie « ou »"
        }
        (_, "axis") => "Seulement cet axe",
        (_, "measure") => "Seulement cette mesure, ou celles qui commencent ainsi (3.3)",
        (_, "theme") => "Seulement ce thème",
        (_, "owner") => "Seulement ce porteur (`none` : non renseigné)",
        (_, "funder") => "Seulement ce partenaire financier (`none` : non renseigné)",
        (_, "partner") => "Seulement cet autre partenaire (`none` : non renseigné)",
        (_, "audience") => "Seulement ce public (`none` : non renseigné)",
        (_, "year") => "Seulement ce qui est en cours cette année-là, sûrement ou peut-être",
        (_, "years") => {
            "Seulement ce qui est en cours ces années-là (2020..2022, bornes comprises), sûrement ou peut-être"
        }
        (_, "due") => "Seulement ce qui doit finir dans les JOURS jours et n'est pas terminé",
        (_, "late") => "Seulement ce qui devrait être fini et ne l'est pas",
        (_, "missing") => {
            "Seulement les fiches qui ne disent rien de cette colonne (start, budget… ; plan list --columns les nomme)"
        }
        (_, "search") => {
            "Seulement ce qui contient tous ces mots : titres, descriptifs, sous-actions, notes de budget"
        }
        (_, "at") => {
            "Lire le plan tel qu'il était : à une version (commit, étiquette, branche) ou à la fin d'un jour (2024-12-31), d'un mois, d'une année"
        }
        (_, "with_notes") => "Inclure les notes de rédaction",
        (_, "allow_invalid") => "Répondre sans les fichiers en erreur, et dire lesquels",
        (_, "limit") => "N'afficher que les NOMBRE premières actions",
        (_, "group_by") => "Regrouper les actions",
        (_, "sub_actions") => "Montrer les sous-actions sous leur action, dans les tableaux",
        (_, "sort") => {
            "Trier par ces colonnes, séparées par des virgules ; `budget-` : ordre décroissant"
        }
        (_, "columns") => {
            "Afficher ces colonnes, séparées par des virgules ; seule, l'option donne la liste des colonnes"
        }
        ("check", "format") => {
            "Forme des constats [par défaut : full (complète) ; github dans un workflow GitHub]"
        }
        ("check", "paths") => {
            "Seulement les constats de ces fichiers ou dossiers, jugés dans le plan entier ; - lit un fichier sur l'entrée standard"
        }
        ("check", "stdin_filename") => "Le fichier du plan que remplace l'entrée standard",
        ("check", "changed") => {
            "Seulement ce qu'apporte le travail fait depuis la base, dans ses fichiers et dans les autres"
        }
        ("check", "staged") => {
            "De même pour ce qui est prêt pour le prochain commit, par rapport au dernier"
        }
        ("check", "base") => {
            "Juger depuis le point où le travail a quitté VERSION, et ce que le plan y est devenu [par défaut pour --changed : la branche suivie, sinon la branche principale du dépôt distant]"
        }
        ("export", "format") => "Format [par défaut : d'après la fin du nom de FICHIER]",
        (_, "excel") => {
            "Écrire le CSV comme Excel l'attend en français : point-virgule, virgule décimale, jj/mm/aaaa"
        }
        (_, "package") => {
            "Écrire dans DOSSIER un jeu de données complet : un CSV par table, leurs schémas et datapackage.json"
        }
        ("export", "basis") => "Base des totaux [par défaut : celle de schema/plan.toml]",
        (_, "format") => "Format de la réponse",
        (_, "output") => "Écrire dans FICHIER, en entier ou pas du tout",
        (_, "by") => {
            "Regrouper par [par défaut : axe ; mesure si la sélection porte sur un axe] ; deux à la fois, en lignes et en colonnes : axis,status"
        }
        (_, "detail") => "Montrer les lignes de budget derrière chaque total",
        (_, "basis") => "Base des montants [par défaut : celle de schema/plan.toml]",
        _ => return None,
    })
}

/// The help's own words.
pub fn help_word(english: &'static str) -> &'static str {
    match english {
        "{about}\n\nUsage: {usage}\n\n{all-args}" => {
            "{about}\n\nUsage\u{202f}: {usage}\n\n{all-args}"
        }
        // clap sets the colon behind a heading itself.
        "Commands" => "Commandes\u{202f}",
        "Arguments" => "Arguments\u{202f}",
        "Options" => "Options\u{202f}",
        "Selection" => "Sélection\u{202f}",
        "Change" => "Changement\u{202f}",
        "COMMAND" => "COMMANDE",
        "NAME" => "NOM",
        "SUBCOMMANDS" => "COMMANDES",
        other => other,
    }
}

/// The name of an option's value.
pub fn value_name(english: &str) -> Option<&'static str> {
    Some(match english {
        "FOLDER" => "DOSSIER",
        "MAP" => "CARTE",
        "SHELL" => "INTERPRÉTEUR",
        "FILE" => "FICHIER",
        "PATH" => "CHEMIN",
        "ID|KEY=VALUE" => "NOM|CHAMP=VALEUR",
        "TITLE" => "TITRE",
        "NEW" => "NOUVEAU",
        "MEASURE" => "MESURE",
        "LANG" => "LANGUE",
        "WHEN" => "QUAND",
        "STATUS" => "STATUT",
        "NUMBER" => "NUMÉRO",
        "NAME" => "NOM",
        "YEAR" => "ANNÉE",
        "RULE" => "RÈGLE",
        "REV|DATE" => "VERSION|DATE",
        "REV" => "VERSION",
        "YEARS" => "ANNÉES",
        "DAYS" => "JOURS",
        "COUNT" => "NOMBRE",
        "COLUMN" => "COLONNE",
        "WORDS" => "MOTS",
        "COLUMNS" => "COLONNES",
        "WHAT" => "QUOI",
        "BASIS" => "BASE",
        "ID" => "NOM",
        _ => return None,
    })
}

/// A help with the values that are allowed.
pub fn choices(help: &str, values: &[String]) -> String {
    format!("{help} [valeurs\u{202f}: {}]", values.join(", "))
}

/// What is said of a command line that cannot be understood.
pub fn usage(error: &clap::Error) -> Sentence {
    let told = |kind| error.get(kind).map(ToString::to_string);
    let argument = told(ContextKind::InvalidArg).unwrap_or_default();
    let value = told(ContextKind::InvalidValue).unwrap_or_default();
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => Sentence::new(format!(
            "option ou argument inconnu «\u{202f}{argument}\u{202f}»"
        )),
        ErrorKind::InvalidSubcommand => {
            let command = told(ContextKind::InvalidSubcommand).unwrap_or_default();
            Sentence::new(format!("commande inconnue «\u{202f}{command}\u{202f}»"))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Sentence::new(format!("il manque une valeur à {argument}"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Sentence::new(format!(
            "valeur «\u{202f}{value}\u{202f}» refusée pour {argument}"
        )),
        ErrorKind::MissingRequiredArgument => Sentence::new(format!("il manque {argument}")),
        ErrorKind::ArgumentConflict => Sentence::new(format!(
            "{argument} ne peut pas être donné ici, ou l'est deux fois"
        )),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Sentence::new("il manque une commande")
        }
        _ => Sentence::new("ligne de commande incomprise"),
    };
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ]
    .into_iter()
    .find_map(told);
    let sentence = match (suggested, told(ContextKind::ValidValue)) {
        (Some(suggested), _) => sentence.help(format!("vouliez-vous écrire {suggested}\u{202f}?")),
        (None, Some(values)) if !values.is_empty() => {
            sentence.help(format!("valeurs admises\u{202f}: {values}"))
        }
        (None, _) => sentence,
    };
    sentence.help("plan --help, ou plan COMMANDE --help, dit ce qui s'écrit")
}

/// What the manual adds to the help, as a manual's page is written.
pub const MANUAL: &str = "\
.SH CODE DE RETOUR
.TP
0
La réponse est donnée.
.TP
1
Les fiches contiennent des erreurs ; avec \\-\\-strict, des avertissements.
.TP
2
La commande n'a pas pu être exécutée.
.SH ENVIRONNEMENT
.TP
LC_ALL, LC_MESSAGES, LANG
La langue des réponses, à moins de \\-\\-lang.
.TP
NO_COLOR, CLICOLOR_FORCE
Sans couleur, ou avec.
.TP
VISUAL, EDITOR
L'éditeur de plan edit.
";
