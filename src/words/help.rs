//! The help in French; in English it stands at the commands and their arguments. What the manual adds to it, in both.

use crate::words::Lang;

/// The help of a command, `check`, or of an argument, `check fix`; `*` is any command that says nothing else.
const FRENCH: &str = "\
plan | Tenir un plan climat : vérifier, interroger, totaliser, exporter un dossier de fiches actions
check explain | Expliquer une règle, avec un exemple
check list_rules | Donner la liste des règles
check select | Ne montrer que les constats de ces règles
check ignore | Passer sous silence les constats de ces règles
check strict | Échouer aussi sur un avertissement
check fix | Corriger ce qui peut l'être à coup sûr ; le reste des fichiers ne change pas
check diff | Avec --fix : montrer les corrections sans rien écrire
check | Vérifier les fichiers du plan et montrer chaque faute, à sa ligne et à sa colonne
list | Lister les actions sélectionnées
show | Montrer des actions en entier
status | Montrer le plan d'un coup d'œil : avancement, budgets, échéances, ce qui manque aux fiches
status within | Nombre de jours à venir dont on compte les échéances
budget sort | Trier les groupes : `amount`, le plus grand montant d'abord ; `actions`, le plus grand nombre
budget limit | N'afficher que les NOMBRE premiers groupes
budget | Totaliser les budgets des actions sélectionnées
export | Exporter les actions sélectionnées
report | Écrire une page : l'état du plan en images, ses budgets, son calendrier, la fiche de chaque action
report sheets | N'écrire que les fiches des actions
report annex | Écrire l'annexe de la délibération que nomme [voted] dans schema/plan.toml : rien du jour n'y figure
report internal | L'écrire pour qui travaille au plan : avec les notes de rédaction, et toutes les notes de suivi
report for_owner | Écrire ce que ce porteur doit suivre (`none` : ce que personne ne porte) : en retard, à terminer, sans changement depuis longtemps (--stale, 180 jours), non renseigné ; un texte à envoyer, ou dans FICHIER.html une page
report for_each_owner | Écrire la même chose pour chaque porteur dans DOSSIER, un texte et une page chacun
report within | Nombre de jours à venir dont on compte les échéances
import | Faire entrer un tableau d'actions dans le plan : d'abord le compte rendu, puis, avec --write, les fiches
import file | Le tableau : csv, tsv, xlsx, xls, ods, un export JSON, ou le dossier d'un jeu de données (--package)
import sheet | Feuille à lire [par défaut : celle qui contient les actions]
import map | Ce que veulent dire les colonnes, les noms et les cellules vides : un fichier comme en écrit --save-map
import save_map | Écrire dans CARTE ce qui a été compris des colonnes, pour le relire et le garder
import drop | Écarter une colonne, par son intitulé ; une colonne inconnue est sinon gardée sous extra.NOM
import accept | Écrire ce que dit un tableau qui a perdu ce que le plan disait à l'export
import accept_empty | Vider les champs dont la cellule revient vide
import add_names | Ajouter à schema/ les noms que le plan ne connaît pas
import theme | Thème des lignes qui n'en disent aucun
import theme_from | Ce qui donne leur thème aux lignes qui n'en disent aucun : axis, l'intitulé de leur axe
import format | La forme du compte rendu
import verbose | Montrer toutes les lignes de chaque remarque et question, et pas seulement les premières
import write | Créer et modifier les fiches
init | Créer un plan vide : vocabulaires, fiche d'exemple, réglages de git et de la vérification automatique
init path | Dossier, créé s'il n'existe pas
init name | Nom du plan [par défaut : celui du dossier]
init forge | Poser aussi ce qu'il faut à cette forge : travaux qui vérifient, commentent et publient, modèle de demande, CODEOWNERS
completions | Écrire ce qui apprend à l'interpréteur de commandes à compléter statuts, mesures, noms et fiches
completions shell | Interpréteur de commandes
man | Écrire le manuel, une page par commande
man folder | Dossier des pages, créé s'il n'existe pas
merge-driver | Fusionner deux versions d'un fichier du plan champ par champ, comme git le demande
merge-driver before | La version dont les deux autres sont tirées (%O)
merge-driver ours | Notre version, remplacée par le résultat (%A)
merge-driver theirs | L'autre version (%B)
merge-driver path | Le chemin du fichier (%P)
merge-driver names | Les noms des deux côtés (%X %Y)
new | Créer une fiche : son titre et son thème, et chaque champ possible expliqué en commentaire
new title | Titre
new values | Ce qu'on en sait de plus, comme pour plan set
new replaces | Actions dont elle prend la place : séparées, ou réunies
new measure | Mesure dont l'action relève ; demandée dans un terminal
new theme | Thèmes, le principal d'abord ; demandés dans un terminal
new id | Nom de la fiche [par défaut : tiré du titre]
new edit | L'ouvrir dans l'éditeur (VISUAL ou EDITOR), et la vérifier à la fermeture
set | Modifier des actions : CHAMP=VALEUR, LISTE+=NOM, LISTE-=NOM, CHAMP= pour le vider
set words | Actions, par leur nom ou le début de leur nom, et modifications
set write | Écrire les modifications d'une sélection, sinon seulement montrées
rename | Renommer une fiche ; les renvois des autres actions suivent
rename new | Son nouveau nom
move | Rattacher une action à une autre mesure ; son nom reste
move measure | Mesure, par son code
edit | Ouvrir une fiche dans l'éditeur (VISUAL ou EDITOR), et la vérifier à la fermeture
rename id | Action, par son nom ou le début de son nom
move id | Action, par son nom ou le début de son nom
edit id | Action, par son nom ou le début de son nom
vocabulary verb | Ce qu'il faut faire
vocabulary words | La liste (actors, themes, statuses, measures, axes), les noms, ou le code et son titre
vocabulary kind | Le rôle principal d'un nouvel acteur
vocabulary | Voir ou changer les mots du plan : list LISTE, add LISTE NOM, rename ANCIEN NOUVEAU, combine ANCIEN GARDÉ, retitle CODE TITRE
fmt | Mettre les fiches en forme, toujours de la même façon, pour bien les relire dans git
fmt paths | Seulement ces fichiers ou dossiers
fmt check | Ne rien écrire ; échouer si la mise en forme d'une fiche est à revoir
schema | Écrire schema/action.schema.json, qui permet aux éditeurs de compléter et de vérifier les fiches
schema answers | Afficher à la place le schéma des réponses en JSON
schema check | Ne rien écrire : échouer si le fichier n'est pas à jour
lsp | Servir un éditeur : ce qui ne va pas, ce qui peut s'écrire, ce que cela veut dire (Language Server Protocol)
lsp stdio | Ce que disent les éditeurs ; il n'y a pas d'autre voie
diff | Dire ce qui a changé entre deux versions ou deux dates, ou depuis l'une d'elles
log | Raconter la vie des actions : qui a changé quel champ, quand et pourquoi
log ids | Seulement ces actions, par le nom qu'elles portent ou ont porté ; `@nom` : une vue de schema/plan.toml
log field | Seulement ces champs, séparés par des virgules, avec le temps passé dans chaque état ; budget : avec le total après chaque changement ; avec --summary : end ou budget
log since | Seulement ce qui a été fait après cette version ou cette date
log summary | Résumer, par action, la dérive de son échéance et de son budget
blame | Dire qui a fixé en dernier chaque champ d'une action, quand et pourquoi
since | Dire où en est le plan depuis le vote : actions, indicateurs, échéances, budget, ce qui est venu et parti
since from | Compter depuis cette version ou cette date [par défaut : le vote que nomme schema/plan.toml]
since detail | Donner à la suite chaque différence, et la première ligne des messages de commit
blame id | L'action, par le nom qu'elle porte ou a porté, ou le début de ce nom
blame field | Seulement ces champs, séparés par des virgules
diff range | De A à B, versions ou dates ; sans B, jusqu'aux fichiers actuels ; A...B : depuis le point où B a quitté A [par défaut : HEAD]
diff by | Regrouper les totaux par [par défaut : axe]
status compare | Mettre l'avancement à cette version ou cette date en regard de celui d'aujourd'hui
* compare | Mettre les totaux de cette date en regard de ceux d'aujourd'hui
help | Afficher cette aide, ou celle d'une commande
* folder | Agir comme si l'on se trouvait dans DOSSIER
* lang | Langue des réponses [par défaut : celle du système]
* color | Colorer les réponses
* today | Tenir DATE (31/12/2026) pour aujourd'hui [par défaut : le jour même, ou celui de --at]
* help | Afficher l'aide
* version | Afficher la version
show ids | Actions, par leur nom ou le début de leur nom
* ids | Seulement ces actions, par leur nom ou le début de leur nom ; `@nom` : une vue de schema/plan.toml
* status | Seulement ce statut (`none` : non renseigné) ; répéter l'option signifie « ou »
* axis | Seulement cet axe, par son numéro ou son titre
* measure | Seulement cette mesure, ou celles qui commencent ainsi (3.3)
* theme | Seulement ce thème
* owner | Seulement ce porteur (`none` : non renseigné)
* funder | Seulement ce partenaire financier (`none` : non renseigné)
* partner | Seulement cet autre partenaire (`none` : non renseigné)
* audience | Seulement ce public (`none` : non renseigné)
* year | Seulement ce qui est en cours cette année-là, sûrement ou peut-être
* years | Seulement ce qui est en cours ces années-là (2020..2022, bornes comprises), sûrement ou peut-être
* starts | Seulement ce qui commence cette année, ce mois ou ce jour-là, ou dans cet intervalle (2026-07..2026-12), sûrement ou peut-être
* ends | Seulement ce qui finit cette année, ce mois ou ce jour-là, ou dans cet intervalle (2026-07..2026-12), sûrement ou peut-être
* due | Seulement ce qui doit finir d'ici tant de jours, ou d'ici un jour (31/12/2026), et n'est pas terminé
* stale | Seulement ce que personne n'a changé depuis tant de jours, d'après git, et qui n'est pas terminé
* late | Seulement ce qui devrait être fini et ne l'est pas
* missing | Seulement les fiches qui ne disent rien de cette colonne (start, budget… ; plan list --columns les nomme)
* search | Seulement ce qui contient tous ces mots, ou des mots qui commencent ainsi (*velo : n'importe où dans un mot) : titres, descriptifs, sous-actions, notes de budget
* at | Lire le plan tel qu'il était : à une version (commit, étiquette, branche) ou à la fin d'un jour (2024-12-31), d'un mois, d'une année
* with_notes | Inclure les notes de rédaction
* allow_invalid | Répondre sans les fichiers en erreur, et dire lesquels
* limit | N'afficher que les NOMBRE premières actions
* group_by | Regrouper les actions
list indicators | Lister les indicateurs des actions : valeur de départ, dernière valeur, cible, part atteinte
* sub_actions | Montrer les sous-actions sous leur action, dans les tableaux
* sort | Trier par ces colonnes, séparées par des virgules ; `budget-` : ordre décroissant
* columns | Afficher ces colonnes, séparées par des virgules ; seule, l'option donne la liste des colonnes
check format | Forme des constats [par défaut : full (complète) ; github dans un workflow GitHub]
check paths | Seulement les constats de ces fichiers ou dossiers, jugés dans le plan entier ; - lit un fichier sur l'entrée standard
check stdin_filename | Le fichier du plan que remplace l'entrée standard
check changed | Seulement ce qu'apporte le travail fait depuis la base, dans ses fichiers et dans les autres
check staged | De même pour ce qui est prêt pour le prochain commit, par rapport au dernier
check base | Juger depuis le point où le travail a quitté VERSION, et ce que le plan y est devenu [par défaut pour --changed : la branche suivie, sinon la branche principale du dépôt distant]
export format | Format [par défaut : d'après la fin du nom de FICHIER]
* excel | Écrire le CSV comme Excel l'attend en français : point-virgule, virgule décimale, jj/mm/aaaa
* package | Écrire dans DOSSIER un jeu de données complet : un CSV par table, leurs schémas et datapackage.json
* parquet | Écrire le plan parmi d'autres dans DOSSIER, en Parquet : un dossier par table, le plan y est à son numéro SIREN
* history | Avec --parquet : aussi chaque changement, et l'état de chaque action à la fin de chaque mois
export for_owner | Écrire le classeur des actions d'un PORTEUR, qu'il remplit et renvoie : peu de colonnes, les autres verrouillées
export columns | Écrire un tel classeur des actions sélectionnées, avec ces colonnes à remplir, séparées par des virgules
export basis | Base des totaux [par défaut : celle de schema/plan.toml]
* format | Format de la réponse
* fragment | En HTML, écrire la réponse seule, qui se colle dans un courriel ou une diapositive
* output | Écrire dans FICHIER, en entier ou pas du tout
* by | Regrouper par [par défaut : axe ; mesure si la sélection porte sur un axe] ; deux à la fois, en lignes et en colonnes : axis,status
* detail | Montrer les lignes de budget derrière chaque total
* basis | Base des montants [par défaut : celle de schema/plan.toml]
";

impl Lang {
    /// The French help of a command (`argument` empty) or of one of its arguments; English stands in the code.
    pub fn help(self, command: &str, argument: &str) -> Option<&'static str> {
        let of = |command: &str| {
            let name = format!("{command} {argument}");
            let mut rows = FRENCH.lines().filter_map(|row| row.split_once(" | "));
            rows.find(|(key, _)| *key == name.trim_end())
        };
        let (_, help) = of(command).or_else(|| of("*"))?;
        self.of(Some(help), None)
    }

    /// A help with the values that are allowed, and the one taken by itself; clap tells them in English.
    pub fn choices(self, help: &str, values: &[String], default: Option<&str>) -> String {
        let default = default.map(|default| format!(" [par défaut\u{202f}: {default}]"));
        let values = match values {
            [] => String::new(),
            values => format!(" [valeurs\u{202f}: {}]", values.join(", ")),
        };
        self.fr(format_args!(
            "{help}{}{values}",
            default.unwrap_or_default()
        ))
        .en(help)
        .title
    }

    /// The help's own words, by the English ones: `Usage`, `Options`.
    pub fn help_word(self, english: &'static str) -> &'static str {
        let french = match english {
            "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}" => {
                "{about}\n\nUsage\u{202f}: {usage}\n\n{all-args}{after-help}"
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
        };
        self.of(french, english)
    }

    /// The name of an option's value, by the English one: `FOLDER`.
    pub fn value_name(self, english: &str) -> Option<&'static str> {
        let french = match english {
            "FOLDER" => "DOSSIER",
            "MAP" => "CARTE",
            "SHELL" => "INTERPRÉTEUR",
            "FILE" => "FICHIER",
            "PATH" => "CHEMIN",
            "ID|KEY=VALUE" => "NOM|CHAMP=VALEUR",
            "TITLE" => "TITRE",
            "VERB" => "VERBE",
            "ROLE" => "RÔLE",
            "KEY=VALUE" => "CHAMP=VALEUR",
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
            "DAYS|DATE" => "JOURS|DATE",
            "DATES" => "DATES",
            "COUNT" => "NOMBRE",
            "COLUMN" => "COLONNE",
            "WORDS" => "MOTS",
            "COLUMNS" => "COLONNES",
            "FIELDS" => "CHAMPS",
            "WHAT" => "QUOI",
            "BASIS" => "BASE",
            "ID" => "NOM",
            "BEFORE" => "AVANT",
            "OURS" => "NÔTRE",
            "THEIRS" => "AUTRE",
            "NAMES" => "NOMS",
            _ => return None,
        };
        self.of(Some(french), None)
    }

    /// The part of the manual beyond the help, as a manual's page is written.
    pub fn manual(self) -> &'static str {
        self.of(MANUAL.0, MANUAL.1)
    }
}

/// The part of the manual beyond the help, in French and in English.
const MANUAL: (&str, &str) = (
    "\
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
",
    "\
.SH EXIT STATUS
.TP
0
The answer is given.
.TP
1
The files have errors; with \\-\\-strict, warnings.
.TP
2
The command could not be carried out.
.SH ENVIRONMENT
.TP
LC_ALL, LC_MESSAGES, LANG
The language of the answers, unless \\-\\-lang says it.
.TP
NO_COLOR, CLICOLOR_FORCE
Without colour, or with it.
.TP
VISUAL, EDITOR
The editor of plan edit.
",
);
