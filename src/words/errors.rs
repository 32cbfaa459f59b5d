//! The sentences about what stops the program.
//!
//! Longer than other files for being one `match` that names every error: one that is forgotten here does not compile.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::error::{Error, MapFault, StateFault, TableFault};
use crate::model::column::Column;
use crate::model::id::is_device_name;
use crate::words::dictionary;
use crate::words::usage;
use crate::words::{Lang, Sentence, short};

impl Lang {
    /// The sentence about what stopped the program, with the remedy.
    pub fn error(self, error: &Error) -> Sentence {
        sentence(error, self)
    }
}

fn sentence(error: &Error, lang: Lang) -> Sentence {
    match error {
        Error::NoPlan(path) => lang
            .fr(format_args!("aucun plan dans {} ni au-dessus", path.display()))
            .help("se placer dans un dossier qui contient actions/ et schema/, ou le nommer : plan -C DOSSIER …")
            .en(format_args!("no plan in {} or above", path.display()))
            .help("go to a folder that holds actions/ and schema/, or name it: plan -C FOLDER …"),
        Error::NotAFolder(path) => lang
            .fr(format_args!("aucun dossier à l'emplacement {}", path.display()))
            .help("vérifier le chemin donné après -C")
            .en(format_args!("no folder at {}", path.display()))
            .help("check the path behind -C"),
        Error::Read { path, source } => {
            let (path, cause) = (path.display(), cause(source, lang));
            lang.fr(format_args!("impossible de lire {path} : {cause}"))
                .en(format_args!("cannot read {path}: {cause}"))
        }
        Error::Write { path, source } => {
            let (path, cause) = (path.display(), cause(source, lang));
            lang.fr(format_args!("impossible d'écrire {path} : {cause}"))
                .help("rien n'a été écrit")
                .en(format_args!("cannot write {path}: {cause}"))
                .help("nothing was written")
        }
        Error::Answer(source) => {
            let cause = cause(source, lang);
            lang.fr(format_args!("impossible d'écrire la réponse : {cause}"))
                .en(format_args!("cannot write the answer: {cause}"))
        }
        Error::CellTooLong { row, heading, length } => lang
            .fr(format_args!("« {row} », champ « {heading} » : {length} caractères, plus que les 32 767 d'une cellule de classeur"))
            .help("l'écrire en csv ou en json (-o plan.csv, -o plan.json), qui n'ont pas cette limite")
            .en(format_args!("`{row}`, field `{heading}`: {length} characters, more than the 32,767 of a workbook's cell"))
            .help("write it as csv or json (-o plan.csv, -o plan.json), which have no such limit"),
        Error::UnknownValue { flag, value, nearest } => lang
            .fr(format_args!("--{flag} : « {value} » est inconnu de ce plan"))
            .meant(nearest)
            .en(format_args!("--{flag}: `{value}` is unknown to this plan"))
            .helps(nearest.is_empty().then(|| where_known(flag, lang))),
        Error::TablesOnly(flag) => lang
            .fr(format_args!("--{flag} ne vaut que pour les tableaux"))
            .help("retirer l'option, ou choisir --format table ou md")
            .en(format_args!("--{flag} is for tables only"))
            .help("leave the option out, or choose --format table or md"),
        Error::NotAsRows => lang.fr("cette réponse ne s'écrit pas en lignes de valeurs")
            .help("choisir --format table, md, html ou json ; plan budget --format csv donne les montants")
            .en("this answer cannot be written as rows of values")
            .help("choose --format table, md, html or json; plan budget --format csv gives the amounts"),
        Error::TooManyGroupings(1) => lang
            .fr("--detail et --compare ne regroupent que par un critère")
            .help("écrire --by axis,status, ou --by axis --detail")
            .en("--detail and --compare group by one thing only")
            .help("write --by axis,status, or --by axis --detail"),
        Error::TooManyGroupings(_) => lang.fr("--by prend deux critères au plus")
            .help("écrire --by axis,status, ou --by axis --detail")
            .en("--by takes two groupings at most")
            .help("write --by axis,status, or --by axis --detail"),
        Error::UnreadableDates { flag: "due", value } if value.parse::<u32>().is_ok() => lang
            .fr(format_args!("--due : « {value} » est-il un nombre de jours, ou une année ?"))
            .en(format_args!("--due: is `{value}` a number of days, or a year?"))
            .helps(usage::written("--due", lang)),
        Error::UnreadableDates { flag, value } => lang
            .fr(format_args!("--{flag} : « {value} » n'est pas compris"))
            .en(format_args!("--{flag}: `{value}` is not understood"))
            .helps(usage::written(&format!("--{flag}"), lang)),
        Error::UnknownView { name, known } if known.is_empty() => lang
            .fr(format_args!("ce plan n'a pas de vue « @{name} »"))
            .help("les vues s'écrivent dans schema/plan.toml, sous [views] : copil = { status = [\"En cours\"] }")
            .en(format_args!("this plan keeps no view `@{name}`"))
            .help("views stand in schema/plan.toml under [views]: copil = { status = [\"En cours\"] }"),
        Error::UnknownView { name, known } => {
            let views: Vec<String> = known.iter().map(|name| format!("@{name}")).collect();
            let views = views.join(", ");
            lang.fr(format_args!("ce plan n'a pas de vue « @{name} »"))
                .help(format_args!("vues de ce plan : {views}"))
                .en(format_args!("this plan keeps no view `@{name}`"))
                .help(format_args!("the views of this plan: {views}"))
        }
        Error::UnknownId { id, .. } if id.is_empty() => lang.fr("un nom d'action est vide")
            .help("plan list --columns id,title donne le nom et le titre de toutes les actions")
            .en("the name of an action is empty")
            .help("plan list --columns id,title gives the names and titles of all actions"),
        Error::UnknownId { id, nearest } if nearest.is_empty() => lang
            .fr(format_args!("aucune action « {id} »"))
            .help("plan list --columns id,title donne le nom et le titre de toutes les actions")
            .en(format_args!("no action `{id}`"))
            .helps(as_file(id, lang))
            .help("plan list --columns id,title gives the names and titles of all actions"),
        Error::UnknownId { id, nearest } => lang
            .fr(format_args!("aucune action « {id} »"))
            .en(format_args!("no action `{id}`"))
            .meant(nearest),
        Error::AmbiguousId { id, candidates } => lang
            .fr(format_args!("plusieurs actions commencent par « {id} »"))
            .en(format_args!("several actions begin with `{id}`"))
            .meant(candidates),
        Error::UnknownRule { name, nearest } => lang.fr(format_args!("règle inconnue « {name} »"))
            .nearest(nearest)
            .help("plan check --list-rules les donne toutes")
            .en(format_args!("unknown rule `{name}`"))
            .help("plan check --list-rules names them all"),
        Error::UnknownColumn { name, nearest, known, is_told } => {
            let (unknown, all) = match is_told {
                false => lang.of(("colonne inconnue", "colonnes : "), ("unknown column", "columns: ")),
                true => lang.of(("aucun champ", "champs : "), ("no field", "fields: ")),
            };
            let other = other_command(name, lang).filter(|_| *is_told);
            let here = if *is_told { lang.of(" ici", " here") } else { "" };
            lang.fr(format_args!("{unknown} « {name} »{here}"))
                .en(format_args!("{unknown} `{name}`{here}"))
                .column(name, other.map_or(nearest, |_| &[]))
                .helps(other)
                .helps(nearest.is_empty().then(|| format!("{all}{}", known.join(", "))))
        }
        Error::UnknownFormat(path) if is_document(path) => lang
            .fr(format_args!("plan n'écrit pas {}", path.display()))
            .help("plan list -o tableau.html, plan show -o fiches.html ou plan export -o plan.md : Word et LibreOffice les ouvrent et les enregistrent dans leur format")
            .en(format_args!("plan does not write {}", path.display()))
            .help("plan list -o table.html, plan show -o actions.html or plan export -o plan.md: Word and LibreOffice open them and save them in their own form"),
        Error::UnknownFormat(path) => lang
            .fr(format_args!("le format de {} ne se devine pas", path.display()))
            .help("nommer un fichier en .csv, .xlsx, .json, .jsonl ou .md, ou préciser --format")
            .en(format_args!("the format of {} cannot be guessed", path.display()))
            .help("name a file .csv, .xlsx, .json, .jsonl or .md, or give --format"),
        Error::Stale(path) => lang.fr(format_args!("{path} n'est plus à jour"))
            .help("le réécrire : plan schema")
            .en(format_args!("{path} is not up to date"))
            .help("write it anew: plan schema"),
        Error::NoGit => lang.fr("la commande git n'est pas installée, ou reste introuvable")
            .help("installer git : c'est par lui que se lit l'historique du plan")
            .en("the git command is not installed, or not found")
            .help("install git: the plan's history is read with it"),
        Error::NotARepository(path) => lang
            .fr(format_args!("le plan de {} n'est pas suivi par git", path.display()))
            .help("l'historique d'un plan est celui que git conserve : la commande git init le commence")
            .en(format_args!("{} is in no git repository", path.display()))
            .help("the history of a plan is git's: `git init` begins one"),
        Error::Git(message) => lang.fr(format_args!("git répond : {message}"))
            .en(format_args!("git says: {message}")),
        Error::NoCommit => lang.fr("la branche actuelle n'a encore aucun commit")
            .help("l'historique du plan commence avec le premier : git add actions schema, puis git commit")
            .en("the current branch has no commit yet")
            .help("the plan's history begins with the first one: `git add actions schema`, then `git commit`"),
        Error::UnknownRevision(name) => lang
            .fr(format_args!("git ne connaît aucune version « {name} »"))
            .help("nommer un commit, une étiquette ou une branche (git log, git tag et git branch les listent), ou un jour : 2024-12-31")
            .en(format_args!("git knows no revision `{name}`"))
            .help("name a commit, a tag or a branch (`git log`, `git tag` and `git branch` list them), or a day: 2024-12-31"),
        Error::UnknownInShallow(name) => lang
            .fr(format_args!("git ne connaît pas la version « {name} » dans cette copie incomplète du dépôt"))
            .help("récupérer le reste de l'historique et les étiquettes : git fetch --unshallow --tags")
            .en(format_args!("git knows no revision `{name}` in this incomplete copy of the repository"))
            .help("fetch the rest of the history and the tags: git fetch --unshallow --tags"),
        Error::TwoRevisions { before, after } => lang
            .fr(format_args!("« {after} » est une version, pas une action"))
            .help(format_args!("comparer deux versions : plan diff {before}..{after}"))
            .en(format_args!("`{after}` is a revision, not an action"))
            .help(format_args!("compare two revisions: plan diff {before}..{after}")),
        Error::Sparse(files) => {
            let s = lang.s(*files);
            lang.fr(format_args!("il manque ici {files} fichier{s} du plan, que git laisse hors du dossier de travail (sparse-checkout)"))
                .help("les y remettre : git sparse-checkout disable ; ou lire la dernière version : --at HEAD")
                .en(format_args!("{files} file{s} of the plan are not here: git leaves them out of the working folder (sparse checkout)"))
                .help("bring them back: git sparse-checkout disable; or read the last revision: --at HEAD")
        }
        Error::LostObject(id) => lang
            .fr(format_args!("git ne peut pas donner l'objet {id} : cette copie du dépôt est incomplète"))
            .help("récupérer ce qui manque (git fetch), ou permettre à git de le chercher : GIT_NO_LAZY_FETCH=0")
            .en(format_args!("git cannot give object {id}: this copy of the repository is incomplete"))
            .help("fetch what is missing (git fetch), or let git look for it: GIT_NO_LAZY_FETCH=0"),
        Error::UnknownVoted(name) => lang
            .fr(format_args!("schema/plan.toml : le plan voté « {name} » ([voted] revision) n'est pas dans git"))
            .help("dans une copie incomplète, récupérer les étiquettes : git fetch --tags ; sinon, nommer une étiquette, un commit ou un jour")
            .en(format_args!("schema/plan.toml: the voted plan `{name}` ([voted] revision) is not in git"))
            .help("in an incomplete clone, fetch the tags first: git fetch --tags; else name a tag, a commit or a day"),
        Error::WithoutChanges => lang
            .fr("--stale ne peut pas être demandé ici : seules les commandes qui lisent le plan interrogent git sur ses changements")
            .help("plan list --stale 180 nomme les actions")
            .en("--stale cannot be asked here: only the commands that read the plan ask git for its changes")
            .help("plan list --stale 180 names the actions"),
        Error::NoVote => lang
            .fr("schema/plan.toml ne nomme pas de plan voté")
            .help("dire depuis quand : plan since 2020-06-25, ou une étiquette ; ou écrire dans schema/plan.toml [voted] et revision = \"…\"")
            .en("schema/plan.toml names no voted plan")
            .help("say since when: plan since 2020-06-25, or a tag; or write [voted] and revision = \"…\" in schema/plan.toml"),
        Error::BeforeHistory { day, first } => {
            let day = lang.day(*day);
            lang.fr(format_args!("au {day}, le plan n'était pas encore suivi par git"))
                .en(format_args!("on {day} the plan was not yet in git"))
                .helps(first.map(|first| {
                    let first = lang.day(first);
                    lang.fr(format_args!("son historique commence le {first}"))
                        .en(format_args!("its history begins on {first}"))
                        .title
                }))
        }
        Error::BeyondShallow { day, first } => {
            let day = lang.day(*day);
            lang.fr(format_args!("l'historique conservé ici ne remonte pas au {day}"))
                .en(format_args!("this copy's history does not reach back to {day}"))
                .helps(first.map(|first| {
                    let first = lang.day(first);
                    lang.fr(format_args!("cette copie est coupée avant le {first} : git fetch --unshallow rapporte le reste"))
                        .en(format_args!("it is cut off before {first}: `git fetch --unshallow` brings the rest"))
                        .title
                }))
        }
        Error::NoPlanThen(commit) => lang
            .fr(format_args!("le plan n'était pas encore dans ce dossier au commit {}", short(commit)))
            .en(format_args!("the plan was not yet in this folder at commit {}", short(commit))),
        Error::Exists(path) => lang.fr(format_args!("{} existe déjà", path.display()))
            .help("rien n'est écrit ; choisir un autre nom ou un autre dossier")
            .en(format_args!("{} is there already", path.display()))
            .help("nothing was written; choose another name or another folder"),
        Error::ChangedMeanwhile(path) => lang
            .fr(format_args!("{} a changé entre-temps", path.display()))
            .help("rien n'est écrit ; recommencer")
            .en(format_args!("{} has changed in the meantime", path.display()))
            .help("nothing was written; start again"),
        Error::Busy(path) => lang
            .fr(format_args!("une autre commande modifie en ce moment le plan de {}", path.display()))
            .help("rien n'a été écrit ; recommencer une fois qu'elle a fini")
            .en(format_args!("another command is changing the plan in {}", path.display()))
            .help("nothing was written; start again once it is done"),
        Error::Astray(path) => lang
            .fr(format_args!("« {path} » ne peut pas être écrit : le chemin pourrait mener hors du dossier"))
            .help("donner au fichier un nom simple, sans /, \\ ni :")
            .en(format_args!("`{path}` cannot be written: it could lead out of the folder"))
            .help("give the file a plain name: no /, \\ or : in it"),
        Error::Linked(path) => lang
            .fr(format_args!("{} est un raccourci (lien symbolique), ou se trouve derrière un raccourci", path.display()))
            .help("rien n'a été écrit ; mettre le fichier ou le dossier lui-même à la place du raccourci")
            .en(format_args!("{} is a symbolic link, or behind one", path.display()))
            .help("nothing was written; put the file itself, or the folder, in the place of the link"),
        Error::NoLock(path) => lang
            .fr(format_args!("{} n'est pas un fichier de ce programme", path.display()))
            .help("rien n'a été écrit ; voir ce que c'est, puis le retirer")
            .en(format_args!("{} is no file of this program", path.display()))
            .help("nothing was written; see what it is, and remove it"),
        Error::NoState(fault) => no_state(fault, lang),
        Error::ForeignList(path) => lang
            .fr(format_args!("{} est endommagé, ou c'est la liste d'un autre dossier", path.display()))
            .help("rien n'a été écrit ; voir par « git status » ce qu'une modification interrompue a laissé, puis retirer ce fichier")
            .en(format_args!("{} is damaged, or the list of another folder", path.display()))
            .help("nothing was written; see with `git status` what a change that was cut off has left, then remove this file"),
        Error::UnknownMeasure { code, nearest } => lang
            .fr(format_args!("mesure inconnue « {code} »"))
            .meant(nearest)
            .help("les mesures se trouvent dans schema/measures.toml")
            .en(format_args!("unknown measure `{code}`"))
            .help("the measures stand in schema/measures.toml"),
        Error::NotAnId(id) if is_device_name(id) => lang
            .fr(format_args!("« {id} » ne peut pas être le nom d'une fiche"))
            .help("Windows se réserve ce nom : en choisir un autre")
            .en(format_args!("`{id}` cannot be the name of an action's file"))
            .help("Windows keeps this name for itself: choose another"),
        Error::EditorMovesNoFiles => lang
            .fr("cet éditeur ne renomme pas de fichiers de lui-même")
            .help("plan rename NOM NOUVEAU le fait, renvois compris")
            .en("this editor does not rename files by itself")
            .help("plan rename NAME NEW does it, references included"),
        Error::NotAnId(id) => lang
            .fr(format_args!("« {id} » ne peut pas être le nom d'une fiche"))
            .help("seulement des minuscules sans accent, des chiffres et des traits d'union, 80 caractères au plus : plan-velo-2030")
            .en(format_args!("`{id}` cannot be the name of an action's file"))
            .help("lower-case letters without accents, digits and hyphens only, at most 80 characters: plan-velo-2030"),
        Error::TwoEnds { range, at } => lang
            .fr(format_args!("«\u{202f}{range}\u{202f}» dit déjà où finir, et --at {at} dit autre chose"))
            .help("donner l'un ou l'autre")
            .en(format_args!("`{range}` says where to end already, and --at {at} says another end"))
            .help("give one or the other"),
        Error::PastIsPast => lang.fr("--at lit le passé, qui ne se modifie pas")
            .help("retirer --at")
            .en("--at reads the past, which cannot be changed")
            .help("leave --at out"),
        Error::NotAnAssignment(text) => lang
            .fr(format_args!("« {text} » n'indique aucune modification"))
            .help("écrire CHAMP=VALEUR : status=\"En cours\", end=2025-06, extra.NOM=VALEUR")
            .en(format_args!("`{text}` is no change"))
            .help("write KEY=VALUE: status=\"En cours\", end=2025-06, extra.NAME=VALUE"),
        Error::NotAList(key) => lang
            .fr(format_args!("+= et -= ne valent que pour une liste de noms ou de textes, pas pour le champ « {key} »"))
            .help(format_args!("écrire {key}=VALEUR"))
            .en(format_args!("+= and -= are for lists of names or texts only, not for `{key}`"))
            .help(format_args!("write {key}=VALUE")),
        Error::NameTaken { name } => lang
            .fr(format_args!("« {name} » figure déjà dans ce plan"))
            .help("réunir deux noms en un : plan vocabulary combine ANCIEN GARDÉ")
            .en(format_args!("`{name}` is in this plan already"))
            .help("make one of two names: plan vocabulary combine OLD KEPT"),
        Error::WordsWanted => lang.fr("plan vocabulary : que faut-il faire, et de quels noms ?")
            .help("list [actors|themes|statuses|measures|axes], add actors|themes NOM, rename ANCIEN NOUVEAU, combine ANCIEN GARDÉ, retitle CODE TITRE")
            .help("un statut, une mesure ou un axe s'ajoutent dans schema/, avec ce qu'ils veulent dire")
            .en("plan vocabulary: what is to be done, and with which names?")
            .help("list [actors|themes|statuses|measures|axes], add actors|themes NAME, rename OLD NEW, combine OLD KEPT, retitle CODE TITLE")
            .help("a status, a measure or an axis is added in schema/, with what it means"),
        Error::Unsaid { option, known } => lang
            .fr(format_args!("il manque --{option}"))
            .en(format_args!("--{option} is missing"))
            .meant(known),
        Error::UnknownName { key, name, nearest } => lang
            .fr(format_args!("{key} : « {name} » est inconnu de ce plan"))
            .meant(nearest)
            .en(format_args!("{key}: `{name}` is unknown to this plan"))
            .helps(nearest.is_empty().then(|| where_known(key, lang))),
        Error::NotMoney { value } => lang
            .fr(format_args!("« {value} » n'est pas sûrement un montant"))
            .help("écrire par exemple : \"18 M€\", \"17 à 27 M€ HT\", \"environ 50 000 €\", \"travaux : 1,5 M€ (Ademe BFC, 2027)\"")
            .en(format_args!("`{value}` is not surely an amount"))
            .help("write for example: \"18 M€\", \"17 à 27 M€ HT\", \"environ 50 000 €\", \"travaux : 1,5 M€ (Ademe BFC, 2027)\""),
        Error::NoSuchLine { key, label, known } => lang
            .fr(format_args!("{key} : « {label} » n'y désigne pas une seule ligne"))
            .help(format_args!("pour en ajouter une : {key}+=\"{label} …\""))
            .en(format_args!("{key}: `{label}` is not one line of it"))
            .help(format_args!("to add one: {key}+=\"{label} …\""))
            .allowed(known),
        Error::NotToml { key, value } => lang
            .fr(format_args!("valeur illisible pour {key} : {value}"))
            .help("l'écrire comme dans la fiche : budget='[{ label = \"usine\", amount = 700_000 }]'")
            .en(format_args!("unreadable value for {key}: {value}"))
            .help("write it as in the file: budget='[{ label = \"usine\", amount = 700_000 }]'"),
        Error::NothingNamed => lang.fr("quelles actions modifier, et comment ?")
            .help("plan set NOM CHAMP=VALEUR…, ou plan set --owner PORTEUR CHAMP=VALEUR…")
            .en("which actions, and what to change in them?")
            .help("plan set ID KEY=VALUE…, or plan set --owner NAME KEY=VALUE…"),
        Error::NoSlug(title) if title.trim().is_empty() => lang.fr("le titre est vide")
            .help("le donner entre guillemets : plan new \"Plan vélo\" …")
            .en("the title is empty")
            .help("give it in quotes: plan new \"Plan vélo\" …"),
        Error::NoSlug(title) => lang
            .fr(format_args!("le titre « {title} » ne donne aucun nom de fichier"))
            .help("en indiquer un : --id plan-velo-2030")
            .en(format_args!("no file name can be made of the title `{title}`"))
            .help("give one: --id plan-velo-2030"),
        Error::Editor { command, source: Some(source) } => {
            let cause = cause(source, lang);
            lang.fr(format_args!("l'éditeur {command} ne s'ouvre pas : {cause}"))
                .help("indiquer un éditeur dans la variable EDITOR")
                .en(format_args!("the editor {command} does not open: {cause}"))
                .help("name an editor in the variable EDITOR")
        }
        Error::Editor { command, source: None } => lang
            .fr(format_args!("l'éditeur {command} s'est arrêté sur une erreur"))
            .help("indiquer un éditeur dans la variable EDITOR")
            .en(format_args!("the editor {command} ended with an error"))
            .help("name an editor in the variable EDITOR"),
        Error::Worse(_) => lang
            .fr("rien n'est écrit : la modification mettrait une erreur dans le plan")
            .en("nothing was written: the change would put a mistake into the plan"),
        Error::Unchangeable { path, .. } => lang
            .fr(format_args!("{path} est à réparer avant toute modification"))
            .en(format_args!("{path} must be repaired before it can be changed")),
        Error::NoBase => lang.fr("impossible de savoir depuis quand juger les changements")
            .help("le dire : --base origin/main (ou une autre branche, une étiquette, un commit)")
            .help("dans une copie incomplète, récupérer d'abord l'historique : git fetch --unshallow")
            .en("no telling since when to judge the changes")
            .help("name it: --base origin/main (or another branch, a tag, a commit)")
            .help("in a shallow clone, fetch the history first: git fetch --unshallow"),
        Error::NoCommonBase(name) => lang
            .fr(format_args!("aucun historique commun avec « {name} »"))
            .help("dans une copie incomplète, récupérer d'abord l'historique : git fetch --unshallow")
            .en(format_args!("no history in common with `{name}`"))
            .help("in a shallow clone, fetch the history first: git fetch --unshallow"),
        Error::NotInPlan(path) => lang
            .fr(format_args!("aucun fichier du plan à l'emplacement {}", path.display()))
            .help("indiquer un fichier ou un dossier sous actions/ ou sous schema/")
            .en(format_args!("no file of this plan at {}", path.display()))
            .help("name a file or a folder under actions/ or schema/"),
        Error::NoStdinName => lang.fr("quel fichier le texte reçu remplace-t-il ?")
            .help("le dire : plan check - --stdin-filename actions/3.1.2/velo.toml")
            .en("which file does the text on standard input stand for?")
            .help("name it: plan check - --stdin-filename actions/3.1.2/velo.toml"),
        Error::NotAnAction(path) => lang
            .fr(format_args!("aucune fiche du plan à l'emplacement {}", path.display()))
            .help("indiquer un fichier ou un dossier sous actions/")
            .en(format_args!("no action file of this plan at {}", path.display()))
            .help("name a file or a folder under actions/"),
        Error::FolderInUse(path) => lang
            .fr(format_args!("le dossier {} contient déjà autre chose qu'un export", path.display()))
            .help("nommer un dossier vide, ou un dossier qui n'existe pas encore")
            .en(format_args!("the folder {} already holds something other than an export", path.display()))
            .help("name an empty folder, or one that does not exist yet"),
        Error::NoSiren => lang.fr("schema/plan.toml ne donne pas le numéro SIREN de la collectivité")
            .help("y ajouter : siren = \"…\", neuf chiffres ; parmi d'autres, le plan se reconnaît à lui")
            .en("schema/plan.toml does not give the territory's SIREN")
            .help("add to it: siren = \"…\", nine digits; among others the plan is known by it"),
        Error::WholePlanOnly => lang.fr("--parquet écrit un plan entier")
            .help("retirer la sélection ; elle se fait dans la requête")
            .en("--parquet writes a whole plan")
            .help("leave the selection out; select in the query"),
        Error::ExcelIsCsv => lang.fr("--excel ne concerne que le format csv")
            .help("retirer --excel, ou demander --format csv ; --format xlsx donne un classeur Excel")
            .en("--excel is only for the format csv")
            .help("leave --excel out, or ask for --format csv; --format xlsx gives an Excel workbook"),
        Error::FormIsXlsx => lang.fr("--for et --columns écrivent un classeur à remplir")
            .help("-o FICHIER.xlsx le nomme")
            .en("--for and --columns write a workbook to be filled in")
            .help("-o FILE.xlsx names it"),
        Error::Table { path, fault } => table(path, fault, lang),
        Error::NotAMap { path, fault: MapFault::Line(line) } => lang
            .fr(format_args!("{}:{line} : cette ligne ne dit pas ce que sont les colonnes", path.display()))
            .help("sous [columns], écrire \"intitulé\" = \"title\" ; les autres parties sont sheet, heading, [names] et [defaults]")
            .help("un exemple : plan import TABLEAU --save-map colonnes.toml")
            .en(format_args!("{}:{line}: this line does not say what the columns are", path.display()))
            .help("under [columns], write \"heading\" = \"title\"; the other parts are sheet, heading, [names] and [defaults]")
            .help("for an example: plan import TABLE --save-map columns.toml"),
        Error::NotAMap { path, fault: MapFault::Target { heading, target, known } } => lang
            .fr(format_args!("{} : « {target} », donné pour la colonne « {heading} », n'est pas un champ", path.display()))
            .help(format_args!("champs admis ici : {}", known.join(", ")))
            .help("un exemple : plan import TABLEAU --save-map colonnes.toml")
            .en(format_args!("{}: `{target}`, given for the column `{heading}`, is no field", path.display()))
            .help(format_args!("fields allowed here: {}", known.join(", ")))
            .help("for an example: plan import TABLE --save-map columns.toml"),
        Error::NotForATerminal => lang.fr("ce format ne s'affiche pas dans un terminal")
            .help("nommer un fichier : -o plan.xlsx")
            .en("no terminal can show this format")
            .help("name a file: -o plan.xlsx"),
        Error::Usage(error) => usage::sentence(error, lang),
        Error::Invalid(blocked) if blocked.in_schema => lang
            .fr("le plan contient des erreurs : aucune réponse")
            .help("plan check les explique")
            .help("une erreur sous schema/ empêche toute réponse")
            .en("the plan has errors: no answer")
            .help("plan check explains them")
            .help("an error under schema/ keeps every command from answering"),
        Error::Invalid(_) => lang.fr("le plan contient des erreurs : aucune réponse")
            .help("plan check les explique")
            .help("--allow-invalid répond sans ces fichiers, et dit lesquels")
            .en("the plan has errors: no answer")
            .help("plan check explains them")
            .help("--allow-invalid answers without these files, and names them"),
    }
}

/// The sentence about a folder that the list of a change lacks.
fn no_state(fault: &StateFault, lang: Lang) -> Sentence {
    let sentence = match fault {
        StateFault::Unnamed => lang
            .fr("aucun dossier pour la liste qui permet d'annuler une modification interrompue")
            .en("no folder is known for the list by which a change that is cut off is taken back"),
        StateFault::WithinPlan(path) => lang
            .fr(format_args!("la liste qui permet d'annuler une modification ne peut pas se trouver dans le dépôt du plan : {}", path.display()))
            .en(format_args!("the list by which a change is taken back cannot stand in the repository of the plan: {}", path.display())),
        StateFault::Shared(path) => lang
            .fr(format_args!("d'autres peuvent écrire dans le dossier {} : une liste n'y est pas sûre", path.display()))
            .en(format_args!("others may write into the folder {}: a list there cannot be trusted", path.display())),
        StateFault::Unwritable { path, source } => {
            let (path, cause) = (path.display(), cause(source, lang));
            lang.fr(format_args!("la liste qui permet d'annuler une modification ne s'écrit pas dans {path} : {cause}"))
                .en(format_args!("the list by which a change is taken back cannot be written in {path}: {cause}"))
        }
    };
    sentence.helps([lang.of(
        "rien n'a été écrit ; indiquer un dossier à soi, hors du plan : PLAN_STATE_DIR=DOSSIER",
        "nothing was written; name a folder of your own, outside the plan: PLAN_STATE_DIR=FOLDER",
    )])
}

/// The sentence about a file in which no table can be read.
fn table(path: &Path, fault: &TableFault, lang: Lang) -> Sentence {
    let file = path.display();
    match fault {
        TableFault::NoSheet { sheet, known } if known.is_empty() => lang
            .fr(format_args!("{file} n'a pas de feuille « {sheet} »"))
            .help("ce n'est pas un classeur : retirer --sheet")
            .en(format_args!("{file} has no sheet `{sheet}`"))
            .help("it is no workbook: leave --sheet out"),
        TableFault::NoSheet { sheet, known } => lang
            .fr(format_args!("{file} n'a pas de feuille « {sheet} »"))
            .help(format_args!("ses feuilles : {}", known.join(", ")))
            .en(format_args!("{file} has no sheet `{sheet}`"))
            .help(format_args!("its sheets: {}", known.join(", "))),
        TableFault::NoColumn { name, known } => lang
            .fr(format_args!("{file} n'a pas de colonne « {name} »"))
            .help(format_args!("ses colonnes : {}", known.join(", ")))
            .en(format_args!("{file} has no column `{name}`"))
            .help(format_args!("its columns: {}", known.join(", "))),
        TableFault::NoHeading => lang
            .fr(format_args!("{file} n'a pas de ligne d'intitulés reconnaissable : il faut le titre d'une action, ou l'id d'une action du plan"))
            .help("dans un fichier à donner par --map, écrire heading = 4 (la ligne des intitulés) et, sous [columns], \"intitulé\" = \"title\"")
            .en(format_args!("{file} has no row of headings that are known: the title of an action, or the id of one of the plan, is needed"))
            .help("in a file given by --map, write heading = 4 (the row of the headings) and, under [columns], \"heading\" = \"title\""),
        TableFault::SeveralSheets(sheets) => lang
            .fr(format_args!("plusieurs feuilles de {file} contiennent des actions"))
            .help(format_args!("choisir par --sheet : {}", sheets.join(", ")))
            .en(format_args!("several sheets of {file} hold actions"))
            .help(format_args!("choose by --sheet: {}", sheets.join(", "))),
        TableFault::Empty => lang.fr(format_args!("{file} est vide"))
            .en(format_args!("nothing stands in {file}")),
        TableFault::Foreign => lang
            .fr(format_args!("{file} n'est ni un tableau en texte ni un classeur"))
            .help("l'enregistrer comme classeur (xlsx, xls, ods) ou au format CSV")
            .en(format_args!("{file} is neither a table as text nor a workbook"))
            .help("save it as a workbook (xlsx, xls, ods) or as CSV"),
        TableFault::UnknownEncoding => lang
            .fr(format_args!("les accents de {file} sont dans un codage inconnu"))
            .help("l'enregistrer comme « CSV UTF-8 », ou comme classeur (xlsx)")
            .en(format_args!("the accents of {file} are in no encoding that is known here"))
            .help("save it as `CSV UTF-8`, or as a workbook (xlsx)"),
        TableFault::Markup => lang
            .fr(format_args!("{file} est une page web ou un autre balisage, pas un tableau"))
            .help("l'ouvrir dans un tableur, puis l'enregistrer comme classeur (xlsx)")
            .en(format_args!("{file} is a web page or other markup, not a table"))
            .help("open it in a spreadsheet and save it as a workbook (xlsx)"),
        TableFault::OpenQuote(line) => lang
            .fr(format_args!("{file}:{line} : guillemet que rien ne ferme"))
            .help("fermer la cellule par un second \" ou, si le guillemet fait partie du texte, le doubler dans une cellule entre guillemets")
            .en(format_args!("{file}:{line}: a quotation mark that nothing closes"))
            .help("close the cell with a second \" or, where the mark belongs to the text, write it twice in a quoted cell"),
        TableFault::TextBehindQuote(line) => lang
            .fr(format_args!("{file}:{line} : cellule entre guillemets qui continue après le guillemet fermant"))
            .help("dans une cellule entre guillemets, doubler chaque \" du texte")
            .en(format_args!("{file}:{line}: a quoted cell that goes on after its closing quotation mark"))
            .help("inside a quoted cell, write each \" of the text twice"),
        TableFault::Encrypted => lang.fr(format_args!("un mot de passe protège {file}"))
            .help("enregistrer le classeur sans mot de passe")
            .en(format_args!("a password protects {file}"))
            .help("save the workbook without a password"),
        TableFault::Damaged(reason) => lang
            .fr(format_args!("{file} est un classeur abîmé : {reason}"))
            .help("l'ouvrir dans un tableur, puis l'enregistrer de nouveau comme classeur (xlsx)")
            .en(format_args!("{file} is a broken workbook: {reason}"))
            .help("open it in a spreadsheet and save it anew as a workbook (xlsx)"),
        TableFault::TooLarge(megabytes) => lang
            .fr(format_args!("{file} contient plus de {megabytes} Mo"))
            .help("ne garder que les feuilles du plan, en valeurs, et les enregistrer dans un nouveau classeur")
            .en(format_args!("{file} holds more than {megabytes} MB"))
            .help("keep only the sheets of the plan, as values, and save them as a new workbook"),
        TableFault::TooManyCells { sheet, most } => lang
            .fr(format_args!("la feuille « {sheet} » de {file} s'étend sur plus de {most} cellules"))
            .help("copier la partie qui contient le plan dans une nouvelle feuille, et supprimer l'autre")
            .en(format_args!("the sheet `{sheet}` of {file} spans more than {most} cells"))
            .help("copy the part that holds the plan to a new sheet, and delete the other"),
    }
}

/// The reason why the system refuses a file, in its own words where nothing else is known.
fn cause(error: &io::Error, lang: Lang) -> String {
    let cause = match error.kind() {
        ErrorKind::InvalidInput => lang
            .fr("ce n'est pas un fichier, mais un dossier, un tube ou un périphérique")
            .en("it is no file, but a folder, a pipe or a device"),
        _ if error.raw_os_error().is_none() => return error.to_string(),
        ErrorKind::NotFound => lang
            .fr("ce fichier ou ce dossier n'existe pas")
            .en("there is no such file or folder"),
        ErrorKind::PermissionDenied => lang.fr("accès refusé").en("access denied"),
        ErrorKind::AlreadyExists => lang
            .fr("il y a déjà un fichier de ce nom")
            .en("there is a file of that name"),
        ErrorKind::StorageFull => lang
            .fr("il n'y a plus de place sur le disque")
            .en("no space is left on the disk"),
        ErrorKind::QuotaExceeded => lang
            .fr("l'espace accordé sur le disque est épuisé")
            .en("the space allowed on the disk is used up"),
        ErrorKind::ReadOnlyFilesystem => lang
            .fr("le disque est en lecture seule")
            .en("the disk is read-only"),
        ErrorKind::IsADirectory => lang
            .fr("c'est un dossier, non un fichier")
            .en("it is a folder and no file"),
        ErrorKind::NotADirectory => lang
            .fr("un fichier se trouve là où il faudrait un dossier")
            .en("a file stands where a folder is needed"),
        ErrorKind::InvalidFilename => lang
            .fr("ce nom est trop long, ou interdit sur ce disque")
            .en("this name is too long, or not allowed on this disk"),
        _ => return error.to_string(),
    };
    cause.title
}

/// Tells whether a path is one of a word processor's files, or a page to print.
fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending
        .is_some_and(|ending| ["doc", "docx", "odt", "pdf", "ppt", "pptx", "rtf"].contains(&ending))
}

/// The option that writes a file, where one was named as an action.
fn as_file(name: &str, lang: Lang) -> Option<String> {
    const ENDINGS: &[&str] = &["csv", "tsv", "xlsx", "json", "jsonl", "md", "html", "txt"];
    let (_, ending) = name.rsplit_once('.')?;
    let is_file = ENDINGS.contains(&ending) || is_document(Path::new(name));
    is_file.then(|| {
        lang.of(
            format!("pour écrire un fichier : -o {name}"),
            format!("to write a file: -o {name}"),
        )
    })
}

/// The command that changes what stands in the path of an action's file, where a name means that.
fn other_command(name: &str, lang: Lang) -> Option<&'static str> {
    match dictionary::columns(name) {
        [Column::Id] => Some(lang.of("plan rename le change", "plan rename changes it")),
        [Column::Measure | Column::Axis] => {
            Some(lang.of("plan move le change", "plan move changes it"))
        }
        _ => None,
    }
}

/// The file in which the values of a filter stand.
fn where_known(flag: &str, lang: Lang) -> String {
    let place = match flag {
        "status" | "statuses" => lang
            .fr("les statuts de ce plan sont dans schema/statuses.toml")
            .en("the statuses of this plan stand in schema/statuses.toml"),
        "theme" | "themes" => lang
            .fr("les thèmes de ce plan sont dans schema/themes.toml")
            .en("the themes of this plan stand in schema/themes.toml"),
        "axis" | "measure" => lang
            .fr("les axes et les mesures de ce plan sont dans schema/measures.toml")
            .en("the axes and measures of this plan stand in schema/measures.toml"),
        _ => lang
            .fr("les acteurs de ce plan sont dans schema/actors.toml")
            .en("the actors of this plan stand in schema/actors.toml"),
    };
    place.title
}
