//! What is said in French of what stops the program.

use std::io::{self, ErrorKind};

use crate::error::{Error, MapFault, StateFault};
use crate::model::id::is_device_name;
use crate::words::fr::usage::usage;
use crate::words::fr::{meant, table};
use crate::words::usage::Usage;
use crate::words::{Sentence, fr, short};

/// What is said of an error.
pub fn error(error: &Error) -> Sentence {
    match error {
        Error::NoPlan { path: folder } => {
            Sentence::new(format!("aucun plan dans {} ni au-dessus", path(folder)))
                .help("se placer dans un dossier qui contient actions/ et schema/, ou le nommer : plan -C DOSSIER …")
        }
        Error::NotAFolder { path: folder } => {
            Sentence::new(format!("aucun dossier à l'emplacement {}", path(folder)))
                .help("vérifier le chemin donné après -C")
        }
        Error::Read { path: file, source } => {
            Sentence::new(format!("impossible de lire {} : {}", path(file), cause(source)))
        }
        Error::Write { path: file, source } => {
            Sentence::new(format!("impossible d'écrire {} : {}", path(file), cause(source)))
                .help("rien n'a été écrit")
        }
        Error::Answer(source) => Sentence::new(format!("impossible d'écrire la réponse : {}", cause(source))),
        Error::UnknownValue { flag, value, nearest } => {
            Sentence::new(format!("--{flag} : « {value} » est inconnu de ce plan"))
                .maybe_help(meant(nearest))
                .maybe_help(nearest.is_empty().then(|| where_known(flag)))
        }
        Error::TablesOnly { flag } => {
            Sentence::new(format!("--{flag} ne vaut que pour les tableaux"))
                .help("retirer l'option, ou choisir --format table ou md")
        }
        Error::NotAsRows => Sentence::new("cette réponse ne s'écrit pas en lignes de valeurs")
            .help("choisir --format table, md, html ou json ; plan budget --format csv donne les montants"),
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
        Error::UnknownId { id, .. } if id.is_empty() => Sentence::new("un nom d'action est vide")
            .help("plan list --columns id,title donne le nom et le titre de toutes les actions"),
        Error::UnknownId { id, nearest } => Sentence::new(format!("aucune action « {id} »"))
            .maybe_help(meant(nearest))
            .maybe_help(nearest.is_empty().then(|| "plan list --columns id,title donne le nom et le titre de toutes les actions".to_owned())),
        Error::AmbiguousId { id, candidates } => {
            let shown: Vec<&str> = candidates.iter().take(10).map(String::as_str).collect();
            let more = if candidates.len() > shown.len() { "…" } else { "" };
            Sentence::new(format!("plusieurs actions commencent par « {id} »"))
                .help(format!("en écrire un peu plus : {}{more}", shown.join(", ")))
        }
        Error::UnknownRule { name, nearest } => Sentence::new(format!("règle inconnue « {name} »"))
            .maybe_help(meant(nearest))
            .help("plan check --list-rules les donne toutes"),
        Error::UnknownColumn { name, nearest, known } => {
            Sentence::new(format!("colonne inconnue « {name} »"))
                .help(meant(nearest).unwrap_or_else(|| format!("colonnes : {}", known.join(", "))))
        }
        Error::UnknownField { name, nearest, known } => {
            Sentence::new(format!("aucun champ « {name} » ici"))
                .help(meant(nearest).unwrap_or_else(|| format!("champs : {}", known.join(", "))))
        }
        Error::UnknownFormat { path: file } => {
            Sentence::new(format!("le format de {} ne se devine pas", path(file)))
                .help("nommer un fichier en .csv, .json, .jsonl ou .md (avec plan export, .xlsx aussi), ou préciser --format")
        }
        Error::Stale { path } => Sentence::new(format!("{path} n'est plus à jour"))
            .help("le réécrire : plan schema"),
        Error::NoGit => Sentence::new("la commande git n'est pas installée, ou reste introuvable")
            .help("installer git : c'est par lui que se lit l'historique du plan"),
        Error::NotARepository { path: folder } => {
            Sentence::new(format!("le plan de {} n'est pas suivi par git", path(folder)))
                .help("l'historique d'un plan est celui que git conserve : la commande git init le commence")
        }
        Error::Git { message } => Sentence::new(format!("git répond : {message}")),
        Error::NoCommit => Sentence::new("la branche actuelle n'a encore aucun commit".to_owned())
            .help("l'historique du plan commence avec le premier : git add actions schema, puis git commit"),
        Error::UnknownRevision { name } => {
            Sentence::new(format!("git ne connaît aucune version « {name} »"))
                .help("nommer un commit, une étiquette ou une branche (git log, git tag et git branch les listent), ou un jour : 2024-12-31")
        }
        Error::UnknownVoted { name } => {
            Sentence::new(format!("schema/plan.toml : le plan voté « {name} » ([voted] revision) n'est pas dans git"))
                .help("dans une copie incomplète, récupérer les étiquettes : git fetch --tags ; sinon, nommer une étiquette, un commit ou un jour")
        }
        Error::BeforeHistory { day, first } => {
            Sentence::new(format!("au {}, le plan n'était pas encore suivi par git", fr::day(*day)))
                .maybe_help(first.map(|first| format!("son historique commence le {}", fr::day(first))))
        }
        Error::BeyondShallow { day, first } => {
            Sentence::new(format!("l'historique conservé ici ne remonte pas au {}", fr::day(*day)))
                .maybe_help(first.map(|first| {
                    format!(
                        "cette copie est coupée avant le {} : git fetch --unshallow rapporte le reste",
                        fr::day(first)
                    )
                }))
        }
        Error::NoPlanThen { commit } => Sentence::new(format!(
            "le plan n'était pas encore dans ce dossier au commit {}",
            short(commit)
        )),
        Error::Exists { path: file } => Sentence::new(format!("{} existe déjà", path(file)))
            .help("rien n'est écrit ; choisir un autre nom ou un autre dossier"),
        Error::ChangedMeanwhile { path: file } => {
            Sentence::new(format!("{} a changé entre-temps", path(file)))
                .help("rien n'est écrit ; recommencer")
        }
        Error::Busy { path: folder } => {
            Sentence::new(format!("une autre commande modifie en ce moment le plan de {}", path(folder)))
                .help("rien n'a été écrit ; recommencer une fois qu'elle a fini")
        }
        Error::Astray { path } => Sentence::new(format!("« {path} » ne peut pas être écrit : le chemin pourrait mener hors du dossier"))
            .help("donner au fichier un nom simple, sans /, \\ ni :"),
        Error::Linked { path: file } => {
            Sentence::new(format!("{} est un raccourci (lien symbolique), ou se trouve derrière un raccourci", path(file)))
                .help("rien n'a été écrit ; mettre le fichier ou le dossier lui-même à la place du raccourci")
        }
        Error::NoLock { path: file } => Sentence::new(format!("{} n'est pas un fichier de ce programme", path(file)))
            .help("rien n'a été écrit ; voir ce que c'est, puis le retirer"),
        Error::NoState(fault) => {
            let sentence = Sentence::new(match fault {
                StateFault::Unnamed => {
                    "aucun dossier pour la liste qui permet d'annuler une modification interrompue".to_owned()
                }
                StateFault::WithinPlan(folder) => format!(
                    "la liste qui permet d'annuler une modification ne peut pas se trouver dans le dépôt du plan : {}",
                    path(folder)
                ),
                StateFault::Shared(folder) => format!(
                    "d'autres peuvent écrire dans le dossier {} : une liste n'y est pas sûre",
                    path(folder)
                ),
                StateFault::Unwritable { path: folder, source } => format!(
                    "la liste qui permet d'annuler une modification ne s'écrit pas dans {} : {}",
                    path(folder),
                    cause(source)
                ),
            });
            sentence.help("rien n'a été écrit ; indiquer un dossier à soi, hors du plan : PLAN_STATE_DIR=DOSSIER")
        }
        Error::ForeignList { path: file } => {
            Sentence::new(format!("{} est endommagé, ou c'est la liste d'un autre dossier", path(file)))
                .help("rien n'a été écrit ; voir par « git status » ce qu'une modification interrompue a laissé, puis retirer ce fichier")
        }
        Error::UnknownMeasure { code, nearest } => Sentence::new(format!("mesure inconnue « {code} »"))
            .maybe_help(meant(nearest))
            .help("les mesures se trouvent dans schema/measures.toml"),
        Error::NotAnId { id } if is_device_name(id) => {
            Sentence::new(format!("« {id} » ne peut pas être le nom d'une fiche"))
                .help("Windows se réserve ce nom : en choisir un autre")
        }
        Error::NotAnId { id } => Sentence::new(format!("« {id} » ne peut pas être le nom d'une fiche"))
            .help("seulement des minuscules sans accent, des chiffres et des traits d'union, 80 caractères au plus : plan-velo-2030"),
        Error::TwoEnds { range, at } => Sentence::new(format!("«\u{202f}{range}\u{202f}» dit déjà où finir, et --at {at} dit autre chose"))
            .help("donner l'un ou l'autre"),
        Error::PastIsPast => Sentence::new("--at lit le passé, qui ne se modifie pas")
            .help("retirer --at"),
        Error::NotAnAssignment { text } => Sentence::new(format!("« {text} » n'indique aucune modification"))
            .help("écrire CHAMP=VALEUR : status=\"En cours\", end=2025-06, extra.NOM=VALEUR"),
        Error::NotAList { key } => Sentence::new(format!("+= et -= ne valent que pour une liste de noms ou de textes, pas pour le champ « {key} »"))
            .help(format!("écrire {key}=VALEUR")),
        Error::NotToml { key, value } => Sentence::new(format!("valeur illisible pour {key} : {value}"))
            .help("l'écrire comme dans la fiche : budget='[{ label = \"usine\", amount = 700_000 }]'"),
        Error::NothingNamed => Sentence::new("quelles actions modifier, et comment ?")
            .help("plan set NOM CHAMP=VALEUR…, ou plan set --owner PORTEUR CHAMP=VALEUR…"),
        Error::NoSlug { title } if title.trim().is_empty() => Sentence::new("le titre est vide")
            .help("le donner entre guillemets : plan new \"Plan vélo\" …"),
        Error::NoSlug { title } => Sentence::new(format!("le titre « {title} » ne donne aucun nom de fichier"))
            .help("en indiquer un : --id plan-velo-2030"),
        Error::Editor { command, source } => Sentence::new(match source {
            Some(source) => format!("l'éditeur {command} ne s'ouvre pas : {}", cause(source)),
            None => format!("l'éditeur {command} s'est arrêté sur une erreur"),
        })
            .help("indiquer un éditeur dans la variable EDITOR"),
        Error::Worse(_) => Sentence::new("rien n'est écrit : la modification mettrait une erreur dans le plan"),
        Error::Unchangeable { path, .. } => {
            Sentence::new(format!("{path} est à réparer avant toute modification"))
        }
        Error::NoBase => Sentence::new("impossible de savoir depuis quand juger les changements")
            .help("le dire : --base origin/main (ou une autre branche, une étiquette, un commit)")
            .help("dans une copie incomplète, récupérer d'abord l'historique : git fetch --unshallow"),
        Error::NoCommonBase { name } => {
            Sentence::new(format!("aucun historique commun avec « {name} »"))
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
        Error::NotAMap { path, fault } => match fault {
            MapFault::Line(line) => Sentence::new(format!("{}:{line} : cette ligne ne dit pas ce que sont les colonnes", path.display()))
                .help("sous [columns], écrire \"intitulé\" = \"title\" ; les autres parties sont sheet, heading, [names] et [defaults]"),
            MapFault::Target { heading, target, known } => {
                Sentence::new(format!("{} : « {target} », donné pour la colonne « {heading} », n'est pas un champ", path.display()))
                    .help(format!("champs admis ici : {}", known.join(", ")))
            }
        }
        .help("un exemple : plan import TABLEAU --save-map colonnes.toml"),
        Error::NotForATerminal => Sentence::new("ce format ne s'affiche pas dans un terminal")
            .help("nommer un fichier : -o plan.xlsx"),
        Error::Usage(error) => usage(&Usage::of(error)),
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

/// The names of views, as they are typed.
fn at(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("@{name}")).collect();
    names.join(", ")
}

fn path(path: &std::path::Path) -> String {
    path.display().to_string()
}

/// Why the system refuses a file; what it says in its own language where that is all that is known.
fn cause(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::InvalidInput => {
            "ce n'est pas un fichier, mais un dossier, un tube ou un périphérique"
        }
        _ if error.raw_os_error().is_none() => return error.to_string(),
        ErrorKind::NotFound => "ce fichier ou ce dossier n'existe pas",
        ErrorKind::PermissionDenied => "accès refusé",
        ErrorKind::AlreadyExists => "il y a déjà un fichier de ce nom",
        ErrorKind::StorageFull => "il n'y a plus de place sur le disque",
        ErrorKind::QuotaExceeded => "l'espace accordé sur le disque est épuisé",
        ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule",
        ErrorKind::IsADirectory => "c'est un dossier, non un fichier",
        ErrorKind::NotADirectory => "un fichier se trouve là où il faudrait un dossier",
        ErrorKind::InvalidFilename => "ce nom est trop long, ou interdit sur ce disque",
        _ => return error.to_string(),
    }
    .to_owned()
}

/// Where the values of a filter stand.
fn where_known(flag: &str) -> String {
    match flag {
        "status" => "les statuts de ce plan sont dans schema/statuses.toml".to_owned(),
        "theme" => "les thèmes de ce plan sont dans schema/themes.toml".to_owned(),
        "axis" | "measure" => {
            "les axes et les mesures de ce plan sont dans schema/measures.toml".to_owned()
        }
        _ => "les acteurs de ce plan sont dans schema/actors.toml".to_owned(),
    }
}
