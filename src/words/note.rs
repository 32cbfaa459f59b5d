//! A note below the figures of an answer, or beside it.
//!
//! Longer than other files for being one `match` that names every note: one that is forgotten here does not compile.

use chrono::NaiveDate;

use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::commit::Commit;
use crate::model::question::Extract;
use crate::model::vocabulary::Role;
use crate::words::{Lang, Word, short};

/// A fact of the plan that the spreadsheet of another platform holds otherwise, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what each sentence names")]
pub enum Loss {
    /// A date that is no day, and the day written for it.
    Date {
        column: Column,
        text: String,
        written: Option<NaiveDate>,
    },
    /// A total that is a range.
    Range(String),
    /// A total that is a floor.
    Floor(String),
    /// A total that is a rough one.
    Approximate(String),
    /// It is still to be confirmed.
    Unsure(String),
    /// An amount whose tax basis is not stated.
    BasisUnstated(String),
    /// Amounts stated including tax only.
    OtherBasis(String),
    /// Yearly amounts.
    Yearly(String),
    /// A status without the platform's word.
    Status(String),
    /// A priority that the platform does not know.
    Priority(String),
    /// A funder beyond those that a row names.
    Funder(String),
    /// A funder's part that is no single amount before tax.
    FunderAmount(String),
    /// A funder of whom no amount is stated.
    FunderWithoutAmount(String),
    /// All of an indicator but its name.
    IndicatorValues,
}

/// A part that an actor plays in actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePlayed {
    /// The actor.
    pub name: String,
    /// The part.
    pub role: Role,
    /// In how many actions.
    pub actions: usize,
}

impl RolePlayed {
    fn told(&self, lang: Lang) -> String {
        let role = match self.role {
            Role::Owners => lang.of("porteur", "owner"),
            Role::Funders => lang.of("partenaire financier", "funder"),
            Role::Partners => lang.of("autre partenaire", "partner"),
            Role::Audiences => lang.of("public", "audience"),
        };
        let actions = lang.actions(self.actions);
        format!("{}, {role} {} {actions}", self.name, lang.of("de", "of"))
    }
}

/// A note below the figures of an answer, or beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are what each sentence counts or names"
)]
pub enum Note {
    /// The number of actions that an answer shows.
    Actions(usize),
    /// The number of actions that an answer shows of those selected.
    ActionsOf { shown: usize, selected: usize },
    /// Actions that only one reading of their dates has under way.
    Possibly(usize),
    /// The places that a sort by budget gives to ranges, floors and actions without a figure.
    SortedByBudget {
        ranges: usize,
        floors: usize,
        without: usize,
    },
    /// The number of actions that an answer is about, and the day.
    OnDay {
        actions: usize,
        selection: String,
        today: NaiveDate,
    },
    /// The actions that have to end within so many days.
    DueWithin(u32),
    /// The answer is of a part of the plan.
    Extract(Extract),
    /// A selection by years takes actions with their whole budgets.
    WholeBudgets,
    /// Measures without any action, named, and how many more.
    Idle { measures: Vec<String>, more: usize },
    /// Changes made by a day that came into the line only later, the first of them, and how many.
    EnteredLater {
        day: NaiveDate,
        first: Commit,
        count: usize,
    },
    /// A name of today, and what it was at the moment that is asked of.
    NamedThen { name: String, then: String },
    /// No branch is checked out: the line that a day is looked for on is that of a commit.
    LineOf(Commit),
    /// Of two states, how many actions the selection takes in the later one only, and in the earlier one only.
    Crossed { entered: usize, left: usize },
    /// No action meets the selection.
    NothingSelected {
        /// The option behind which nothing remained.
        by: String,
        /// The options before it, as typed.
        earlier: String,
        /// The number of actions that those select.
        before: usize,
        /// The options without which some remain, and how many.
        without: Vec<(String, usize)>,
        /// The other parts of wanted actors, and who plays the wanted part and may be meant.
        elsewhere: Vec<RolePlayed>,
    },
    /// The tax basis of the amounts.
    Basis(Basis),
    /// No line names its funder.
    NoFunderNamed,
    /// The meaning of the counts in the cells of a table.
    CellsCount,
    /// An action stands in several groups, its amounts in one each.
    Split,
    /// Groups add up to more than all of them, with a total that counts each action once or without.
    Overlapping { is_totalled: bool },
    /// Some dates shown are the sub-actions'.
    Derived,
    /// In so many actions a part has no end.
    OpenEnds(usize),
    /// The findings of a check, counted.
    Found {
        errors: usize,
        warnings: usize,
        files_with: usize,
        files: usize,
    },
    /// A check found nothing.
    Clean(usize),
    /// Remedies written, or only shown.
    Mended {
        findings: usize,
        files: usize,
        written: bool,
    },
    /// Files left out of an answer.
    LeftOut(Vec<String>),
    /// The columns that there is no room for.
    NoRoom(Vec<String>),
    /// A change that was cut off is undone: so many files, and those that somebody changed since.
    Undone { files: usize, left: Vec<String> },
    /// This user's change was cut off; the answer is of what stands.
    CutOff,
    /// Somebody else's change was cut off.
    CutOffElsewhere,
    /// The folder in which an older version kept its changes is there.
    OldFolder,
    /// The plan is read as it was.
    At { day: NaiveDate, commit: Commit },
    /// The facts that a row of another platform's spreadsheet lacks.
    Losses {
        path: String,
        sub_action: Option<String>,
        what: Vec<Loss>,
    },
    /// Fields that another platform's spreadsheet has no column for, and in how many actions they are filled in.
    WithoutPlace(Vec<(Column, usize)>),
    /// Columns that name things and say no more of them, each with the number of actions that do.
    NamesOnly(Vec<(Column, usize)>),
    /// On which tax basis an export's totals are taken.
    TotalsOn(Basis),
    /// The day and the revision that an export comes from.
    Exported {
        today: NaiveDate,
        revision: Option<String>,
        dirty: bool,
    },
    /// A file was written.
    Written { path: String, actions: usize },
    /// Actions changed, or with `waits` only shown as they would be.
    Changed { actions: usize, waits: bool },
    /// Words were changed, and so many files with them.
    WordsChanged { files: usize },
    /// So many groups are shown; the total counts all of them.
    GroupsOf { shown: usize, all: usize },
    /// The way back from a change by git.
    WayBack {
        /// The plan's folder, where the user is not in it.
        at: Option<String>,
        restored: Vec<String>,
        new: Vec<String>,
        unsaved: Vec<String>,
        has_moves: bool,
    },
    /// An action has another id.
    Renamed(usize),
    /// An action stands under another measure.
    Moved { measure: String, title: String },
    /// The findings in one file, counted.
    Checked {
        path: String,
        errors: usize,
        warnings: usize,
    },
    /// A plan is begun in a folder, with a repository or without.
    PlanBegun { folder: String, in_git: bool },
    /// git does not know the merge by keys that the plan declares.
    NoDriver,
    /// A new action has its file.
    Begun,
    /// Files laid out, or with `check` still to be, of those that can be.
    LaidOut {
        changed: usize,
        files: usize,
        check: bool,
    },
    /// Files that a change leaves alone because of what is wrong in them.
    LeftAsIs(Vec<String>),
    /// The editors' schema was written.
    SchemaWritten(&'static str),
    /// The number of findings that a check was not asked for.
    KeptSilent(usize),
    /// The history is cut off before that day.
    HistoryCut(NaiveDate),
    /// A file that could not be read in a commit, by its action.
    PassedOver { id: String, commit: Commit },
    /// A file in a commit that is no action for its name or its place.
    Misplaced { path: String, commit: Commit },
    /// No change was found.
    NoChange,
    /// The editors' schema needs no writing.
    UpToDate(&'static str),
}

impl Lang {
    /// A note beside an answer.
    pub fn note(self, note: &Note) -> String {
        text(note, self)
    }
}

fn text(note: &Note, lang: Lang) -> String {
    let (colon, semicolon) = (lang.word(Word::COLON), lang.word(Word::SEMICOLON));
    let sentence = match note {
        Note::Losses {
            path,
            sub_action,
            what,
        } => {
            let what: Vec<String> = what.iter().map(|one| loss(one, lang)).collect();
            let part = sub_action.as_ref().map(|title| {
                lang.fr(format_args!(" (« {title} »)"))
                    .en(format_args!(" (“{title}”)"))
                    .title
            });
            let part = part.unwrap_or_default();
            return format!("{path}{part}{colon}{}", what.join(semicolon));
        }
        Note::WithoutPlace(columns) => {
            let columns = counted(columns, lang);
            lang.fr(format_args!("sans colonne dans ce format (nombre d'actions) : {columns}"))
                .en(format_args!("no column in this format (number of actions): {columns}"))
        }
        Note::NamesOnly(columns) => {
            let columns = counted(columns, lang);
            lang.fr(format_args!("le nom seul dans ce format (nombre d'actions) : {columns} ; export --package et xlsx disent le reste"))
                .en(format_args!("only names in this format (number of actions): {columns}; export --package and xlsx say the rest"))
        }
        Note::TotalsOn(basis) => {
            let basis = lang.basis(*basis);
            lang.fr(format_args!("Totaux {basis} ; un montant qui ne dit ni HT ni TTC compte tel quel."))
                .en(format_args!("Totals {basis}; an amount that states no basis counts as it is."))
        }
        Note::Exported { today, revision, dirty } => {
            let from = revision.as_ref().map(|revision| {
                let dirty = match dirty {
                    true => lang.of(
                        " et modifications pas encore enregistrées dans git",
                        " and changes not yet committed",
                    ),
                    false => "",
                };
                lang.fr(format_args!(", version {}{dirty}", short(revision)))
                    .en(format_args!(" from revision {}{dirty}", short(revision)))
                    .title
            });
            let from = from.unwrap_or_default();
            lang.fr(format_args!("Export du {}{from}", today.format("%d/%m/%Y")))
                .en(format_args!("Exported on {today}{from}"))
        }
        Note::Actions(count) => return lang.actions(*count),
        Note::ActionsOf { shown, selected } => {
            let actions = lang.actions(*shown);
            lang.fr(format_args!("{actions} sur les {selected} qui répondent à ces critères"))
                .en(format_args!("{shown} of the {selected} actions that meet these filters"))
        }
        Note::Possibly(count) => lang
            .fr(format_args!("dont {count} peut-être seulement : leurs dates ne suffisent pas à l'affirmer"))
            .en(format_args!("{count} of them possibly only: their dates are not enough to be sure")),
        Note::SortedByBudget { ranges, floors, without } => {
            let (range, action) = (lang.s(*ranges), lang.s(*without));
            let minimum = if *ranges < 2 { "son minimum" } else { "leur minimum" };
            let totals = if *floors < 2 { "total" } else { "totaux" };
            let parts = [
                (*ranges > 0).then(|| {
                    lang.fr(format_args!("{ranges} fourchette{range} à la place de {minimum}"))
                        .en(format_args!("{ranges} range{range} placed by the minimum"))
                }),
                (*floors > 0).then(|| {
                    lang.fr(format_args!("{floors} {totals} « au moins » à la place de ce qui en est connu"))
                        .en(format_args!("{floors} “at least” placed by what is known"))
                }),
                (*without > 0).then(|| {
                    lang.fr(format_args!("{without} action{action} sans montant, à la fin"))
                        .en(format_args!("{without} without a figure, last"))
                }),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.title).collect();
            let parts = if parts.is_empty() {
                lang.of("toutes les actions ont un montant ferme", "every action has a firm amount").to_owned()
            } else {
                parts.join(semicolon)
            };
            lang.fr(format_args!("tri par budget : {parts}"))
                .en(format_args!("sorted by budget: {parts}"))
        }
        Note::OnDay { actions, selection, today } => {
            let actions = lang.actions(*actions);
            let selection = match selection.as_str() {
                "" => String::new(),
                selection => format!(" ({selection})"),
            };
            lang.fr(format_args!("{actions}{selection}, au {}", today.format("%d/%m/%Y")))
                .en(format_args!("{actions}{selection}, on {today}"))
        }
        Note::Extract(Extract { selection, selected, of }) => {
            let s = lang.s(*selected);
            lang.fr(format_args!("Extrait du plan : {selection} ({selected} action{s} sur {of})"))
                .en(format_args!("Part of the plan: {selection} ({selected} of {of} actions)"))
        }
        Note::WholeBudgets => lang
            .fr("les budgets comptent en entier, quelles que soient les années demandées")
            .en("budgets count as a whole, whatever the years asked for"),
        Note::DueWithin(days) => {
            let s = lang.s(*days as usize);
            lang.fr(format_args!("à terminer d'ici {days} jour{s}"))
                .en(format_args!("to end within {days} day{s}"))
        }
        Note::Idle { measures, more } => {
            let (count, named) = (measures.len() + more, measures.join(semicolon));
            let s = lang.s(count);
            let have = if count < 2 { "n'a" } else { "n'ont" };
            let rest = (*more > 0).then(|| {
                let s = lang.s(*more);
                lang.fr(format_args!(" ; et {more} autre{s}"))
                    .en(format_args!("; and {more} more"))
                    .title
            });
            let rest = rest.unwrap_or_default();
            lang.fr(format_args!("{count} mesure{s} {have} aucune action : {named}{rest}"))
                .en(format_args!("{count} measure{s} without any action: {named}{rest}"))
        }
        Note::EnteredLater { day, first, count } => {
            let (id, on, subject) = (short(&first.id), lang.day(first.day), &first.subject);
            let day = lang.day(*day);
            match count {
                1 => lang
                    .fr(format_args!("1 changement fait au {day} n'est entré que plus tard et n'est pas compté : commit {id} du {on}, « {subject} »"))
                    .en(format_args!("1 change made by {day} came in only later and is not counted: commit {id} of {on}, “{subject}”")),
                _ => lang
                    .fr(format_args!("{count} changements faits au {day} ne sont entrés que plus tard et ne sont pas comptés ; le premier : commit {id} du {on}, « {subject} »"))
                    .en(format_args!("{count} changes made by {day} came in only later and are not counted; the first: commit {id} of {on}, “{subject}”")),
            }
        }
        Note::NamedThen { name, then } => lang
            .fr(format_args!("« {name} » s'appelait alors « {then} »"))
            .en(format_args!("“{name}” was then called “{then}”")),
        Note::LineOf(commit) => {
            let id = short(&commit.id);
            lang.fr(format_args!("aucune branche n'est extraite (HEAD détachée) : la ligne suivie est celle du commit {id}"))
                .en(format_args!("no branch is checked out (detached HEAD): the line followed is that of commit {id}"))
        }
        Note::Crossed { entered, left } => {
            let enters = lang.of(
                if *entered < 2 { "entre" } else { "entrent" },
                if *entered == 1 { "action enters" } else { "actions enter" },
            );
            let leaves = lang.of(
                if *left < 2 { "sort" } else { "sortent" },
                if *left == 1 { "leaves" } else { "leave" },
            );
            lang.fr(format_args!("{entered} {enters} dans la sélection, {left} en {leaves} ; chacune compte des deux côtés"))
                .en(format_args!("{entered} {enters} the selection, {left} {leaves} it; each counts on both sides"))
        }
        Note::NothingSelected { by, earlier, before, without, elsewhere } => {
            let first = match (earlier.as_str(), before) {
                ("", before) => lang
                    .fr(format_args!("aucune action : {by} n'en retient aucune des {before} du plan"))
                    .en(format_args!("no action: {by} takes none of the {before} of the plan")),
                (earlier, 1) => lang
                    .fr(format_args!("aucune action : {by} ne garde pas la seule que retient {earlier}"))
                    .en(format_args!("no action: {by} does not keep the only one that {earlier} selects")),
                (earlier, before) => lang
                    .fr(format_args!("aucune action : {by} ne garde rien des {before} que retient {earlier}"))
                    .en(format_args!("no action: {by} keeps none of the {before} that {earlier} selects")),
            };
            let others = without.iter().map(|(option, count)| {
                let actions = lang.actions(*count);
                format!("{} {option}{colon}{actions}", lang.of("sans", "without"))
            });
            let elsewhere: Vec<String> = elsewhere.iter().map(|one| one.told(lang)).collect();
            let elsewhere = (!elsewhere.is_empty()).then(|| {
                format!("{}{colon}{}", lang.of("ailleurs", "elsewhere"), elsewhere.join(lang.word(Word::SEMICOLON)))
            });
            let lines: Vec<String> = std::iter::once(first.title).chain(others).chain(elsewhere).collect();
            return lines.join("\n");
        }
        Note::Basis(basis) => {
            let basis = lang.basis(*basis);
            lang.fr(format_args!("Montants {basis} ; ce qui suit dit sur quoi repose le total."))
                .en(format_args!("Amounts {basis}; what follows says what the total rests on."))
        }
        Note::NoFunderNamed => lang
            .fr("aucune ligne de budget ne nomme le partenaire financier qui la paie : chacun montre le budget entier des actions qu'il soutient, pas ce qu'il verse")
            .en("no budget line names its funder: each funder shows the whole budget of the actions it supports, not what it pays"),
        Note::CellsCount => lang
            .fr("(2/15) : 2 actions chiffrées sur 15")
            .en("(2/15): 2 of 15 actions have a figure"),
        Note::Split => lang
            .fr("une action dont les lignes se répartissent entre plusieurs groupes y figure chaque fois ; ses montants ne sont comptés qu'une fois")
            .en("an action whose lines fall into several groups stands in each; its amounts are counted once"),
        Note::Overlapping { is_totalled: false } => lang
            .fr("une action peut figurer dans plusieurs groupes, qui se recoupent et ne s'additionnent pas")
            .en("an action can stand in several groups, which overlap and do not add up"),
        Note::Overlapping { is_totalled: true } => lang
            .fr("une action peut figurer dans plusieurs groupes, qui se recoupent ; le total la compte une fois")
            .en("an action can stand in several groups, which overlap; the total counts it once"),
        Note::OpenEnds(actions) => {
            let s = lang.s(*actions);
            lang.fr(format_args!("≥ au plus tôt : une partie de {actions} action{s} n'a pas de fin"))
                .en(format_args!("≥ at the earliest: a part of {actions} action{s} has no end"))
        }
        Note::Derived => lang
            .fr("* date tirée des sous-actions")
            .en("* date taken from the sub-actions"),
        Note::Found { errors, warnings, files_with, files } => {
            let (found, s) = (lang.found(*errors, *warnings), lang.s(*files_with));
            lang.fr(format_args!("{found} dans {files_with} fichier{s} sur {files}"))
                .en(format_args!("{found} in {files_with} of {files} files"))
        }
        Note::Clean(files) => {
            let s = lang.s(*files);
            lang.fr(format_args!("aucune erreur, aucun avertissement dans {files} fichier{s}"))
                .en(format_args!("no error, no warning in {files} file{s}"))
        }
        Note::Mended { findings: 0, .. } => lang
            .fr("rien à corriger à coup sûr")
            .en("nothing to mend for certain"),
        Note::Mended { findings, files, written } => {
            let (s, of) = (lang.s(*findings), lang.s(*files));
            match written {
                true => lang
                    .fr(format_args!("{findings} constat{s} corrigé{s} dans {files} fichier{of}"))
                    .en(format_args!("{findings} finding{s} mended in {files} file{of}")),
                false => lang
                    .fr(format_args!("{findings} constat{s} à corriger dans {files} fichier{of} ; rien n'a été écrit"))
                    .en(format_args!("{findings} finding{s} to mend in {files} file{of}; nothing was written")),
            }
        }
        Note::LeftOut(files) => {
            let (count, s, files) = (files.len(), lang.s(files.len()), files.join(", "));
            lang.fr(format_args!("{count} fichier{s} en erreur, laissé{s} de côté : {files}"))
                .en(format_args!("{count} file{s} with errors left out: {files}"))
        }
        Note::NoRoom(columns) => {
            let (s, columns) = (lang.s(columns.len()), columns.join(", "));
            lang.fr(format_args!("colonne{s} omise{s}, faute de place : {columns}"))
                .en(format_args!("column{s} left out for want of room: {columns}"))
        }
        Note::Undone { files, left } => {
            let s = lang.s(*files);
            let stand = if *files == 1 { "file stands" } else { "files stand" };
            let undone = lang
                .fr(format_args!("modification interrompue : {files} fichier{s} remis dans l'état d'avant"))
                .en(format_args!("a change was cut off: {files} {stand} as before it"));
            if left.is_empty() {
                return undone.title;
            }
            let (undone, s, left) = (undone.title, lang.s(left.len()), left.join(", "));
            lang.fr(format_args!("{undone} ; modifié{s} depuis, laissé{s} tel{s} quel{s} : {left}"))
                .en(format_args!("{undone}; changed since, and left alone: {left}"))
        }
        Note::CutOff => lang
            .fr("une modification a été interrompue : la réponse porte sur les fichiers tels qu'ils sont ; la prochaine commande qui écrit l'annule, « plan fmt » par exemple")
            .en("a change was cut off: the answer is of the files as they stand; the next command that writes takes it back, `plan fmt` for one"),
        Note::CutOffElsewhere => lang
            .fr("la modification d'une autre personne a été interrompue (.plan-lock) : voir « git status » ; la prochaine commande qui écrit retire ce verrou")
            .en("a change by somebody else was cut off (.plan-lock): see `git status`; the next command that writes removes the lock"),
        Note::OldFolder => lang
            .fr(".plan-changes vient d'une ancienne version de plan, et rien n'y est suivi : voir par « git status » ce qu'une modification interrompue a laissé, puis retirer ce dossier")
            .en(".plan-changes is of an older version of plan, and nothing in it is obeyed: see `git status` for what a change that was cut off has left, then remove the folder"),
        Note::At { day, commit } => {
            let (id, on, subject) = (short(&commit.id), lang.day(commit.day), &commit.subject);
            let named = lang
                .fr(format_args!("commit {id} du {on}, « {subject} »"))
                .en(format_args!("commit {id} of {on}: {subject}"));
            let (named, then) = (named.title, lang.day(*day));
            match *day == commit.day {
                true => lang
                    .fr(format_args!("le plan au {named}"))
                    .en(format_args!("the plan at {named}")),
                false => lang
                    .fr(format_args!("le plan au {then} : {named}"))
                    .en(format_args!("the plan on {then}, at {named}")),
            }
        }
        Note::Changed { actions: 0, .. } => lang.fr("rien à modifier").en("nothing to change"),
        Note::Changed { actions, waits } => {
            let s = lang.s(*actions);
            match waits {
                false => lang
                    .fr(format_args!("{actions} action{s} modifiée{s}"))
                    .en(format_args!("{actions} action{s} changed")),
                true => lang
                    .fr(format_args!("{actions} action{s} à modifier ; rien n'est encore écrit : ajouter --write"))
                    .en(format_args!("{actions} action{s} to change; nothing is written yet: add --write")),
            }
        }
        Note::WordsChanged { files } => {
            let s = lang.s(*files);
            lang.fr(format_args!("{files} fichier{s} modifié{s}"))
                .en(format_args!("{files} file{s} changed"))
        }
        Note::GroupsOf { shown, all } => lang
            .fr(format_args!("{shown} groupe{} sur {all} ; le total les compte tous", lang.s(*shown)))
            .en(format_args!("{shown} of {all} groups; the total counts all of them")),
        Note::WayBack { at, restored, new, unsaved, has_moves } => {
            const MOST: usize = 12;
            let shown = |paths: &[String]| match paths.len() {
                ..=MOST => paths.join(" "),
                _ => "actions schema".to_owned(),
            };
            let at = at.as_ref().map(|at| format!(" -C \"{at}\"")).unwrap_or_default();
            let command = match has_moves {
                true => format!("git{at} restore --source=HEAD --staged --worktree -- {}", shown(&[&restored[..], &new[..]].concat())),
                false => format!("git{at} restore -- {}", shown(restored)),
            };
            let back = (!restored.is_empty()).then(|| lang.of(
                format!("pour revenir en arrière : {command}"),
                format!("to take it back: {command}"),
            ));
            let new = (!has_moves && !new.is_empty()).then(|| match new.len() {
                ..=MOST => lang.of(format!("nouveau, à supprimer pour revenir en arrière : {}", new.join(" ")), format!("new, to be deleted to take it back: {}", new.join(" "))),
                many => lang.of(format!("{many} nouveaux fichiers : git status les nomme"), format!("{many} new files: git status names them")),
            });
            let unsaved = (!unsaved.is_empty()).then(|| lang.of(
                format!("git n'a pas ce qu'il y avait avant dans {}", shown(unsaved)),
                format!("git does not have what stood before in {}", shown(unsaved)),
            ));
            let lines: Vec<String> = [back, new, unsaved].into_iter().flatten().collect();
            return lines.join("\n");
        }
        Note::Renamed(0) => lang
            .fr("action renommée ; aucune autre n'y renvoie")
            .en("action renamed; no other refers to it"),
        Note::Renamed(references) => {
            let actions = lang.actions(*references);
            lang.fr(format_args!("action renommée, ainsi que les renvois vers elle dans {actions}"))
                .en(format_args!("action renamed, and {actions} that referred to it changed"))
        }
        Note::Moved { measure, title } => lang
            .fr(format_args!("action déplacée vers la mesure {measure}, {title}"))
            .en(format_args!("action moved to measure {measure}, {title}")),
        Note::Checked { path, errors: 0, warnings: 0 } => {
            return format!("{path}{colon}{}", lang.of("aucune erreur", "no mistake"));
        }
        Note::Checked { path, errors, warnings } => {
            return format!("{path}{colon}{}", lang.found(*errors, *warnings));
        }
        Note::PlanBegun { folder, in_git } => {
            let git = match in_git {
                true => "",
                false => lang.of(
                    " ; il n'est pas encore suivi par git : la commande git init y remédie",
                    "; git does not follow it yet: git init begins its history",
                ),
            };
            lang.fr(format_args!("plan créé dans {folder}{git} ; s'y placer, puis : plan new \"TITRE\" --measure CODE --theme NOM"))
                .en(format_args!("plan begun in {folder}{git}; go there, then: plan new \"TITLE\" --measure CODE --theme NAME"))
        }
        Note::NoDriver => lang
            .fr("ce plan demande que ses fiches soient fusionnées champ par champ, et git ne sait pas le faire ici : git config merge.plan.driver \"plan merge-driver %O %A %B %P %X %Y\"")
            .en("this plan asks for its files to be merged key by key, and git does not know how here: git config merge.plan.driver \"plan merge-driver %O %A %B %P %X %Y\""),
        Note::Begun => lang
            .fr("fiche créée ; la remplir par plan edit ou plan set")
            .en("action begun; fill its file in by plan edit or plan set"),
        Note::LaidOut { changed: 0, files, .. } => {
            let s = lang.s(*files);
            lang.fr(format_args!("{files} fichier{s} déjà mis en forme"))
                .en(format_args!("{files} file{s}, all laid out"))
        }
        Note::LaidOut { changed, files, check } => {
            let (s, of) = (lang.s(*changed), lang.s(*files));
            match check {
                true => lang
                    .fr(format_args!("{changed} fichier{s} à remettre en forme sur {files} : plan fmt s'en charge"))
                    .en(format_args!("{changed} of {files} file{of} not laid out: plan fmt does it")),
                false => lang
                    .fr(format_args!("{changed} fichier{s} remis en forme sur {files}"))
                    .en(format_args!("{changed} of {files} file{of} laid out anew")),
            }
        }
        Note::LeftAsIs(files) => {
            let (count, s, files) = (files.len(), lang.s(files.len()), files.join(", "));
            lang.fr(format_args!("{count} fichier{s} laissé{s} en l'état, pour des erreurs que plan check explique : {files}"))
                .en(format_args!("{count} file{s} left as is, because of mistakes that plan check explains: {files}"))
        }
        Note::Written { path, actions } => {
            return format!("{path}{colon}{}", lang.actions(*actions));
        }
        Note::SchemaWritten(path) => lang
            .fr(format_args!("{path} écrit"))
            .en(format_args!("{path} written")),
        Note::KeptSilent(findings) => {
            let s = lang.s(*findings);
            lang.fr(format_args!("{findings} autre{s} constat{s} non affiché{s} : plan check montre tout"))
                .en(format_args!("{findings} other finding{s} not shown: plan check shows all"))
        }
        Note::HistoryCut(day) => {
            let day = lang.day(*day);
            lang.fr(format_args!("l'historique conservé ici est coupé avant le {day} : ce qui précède n'est pas connu (git fetch --unshallow le rapporte)"))
                .en(format_args!("the history here is cut off before {day}: what came before is not known (`git fetch --unshallow` brings it)"))
        }
        Note::PassedOver { id, commit } => {
            let (hash, day) = (short(&commit.id), lang.day(commit.day));
            lang.fr(format_args!("{id} : fichier illisible au commit {hash} du {day}, passé"))
                .en(format_args!("{id}: file unreadable at commit {hash} of {day}, passed over"))
        }
        Note::Misplaced { path, commit } => {
            let (hash, day) = (short(&commit.id), lang.day(commit.day));
            lang.fr(format_args!("{path} : nom ou dossier impossible pour une fiche, au commit {hash} du {day}, passé"))
                .en(format_args!("{path}: no name or no folder for an action, at commit {hash} of {day}, passed over"))
        }
        Note::NoChange => lang.fr("aucun changement").en("no change"),
        Note::UpToDate(path) => lang
            .fr(format_args!("{path} est à jour"))
            .en(format_args!("{path} is up to date")),
    };
    sentence.title
}

/// Columns, each with a number of actions.
fn counted(columns: &[(Column, usize)], lang: Lang) -> String {
    let columns = columns.iter();
    let columns = columns.map(|(column, count)| format!("{} ({count})", lang.heading(*column)));
    columns.collect::<Vec<_>>().join(", ")
}

/// The text about a fact that one cell holds otherwise, or not at all.
fn loss(loss: &Loss, lang: Lang) -> String {
    let sentence = match loss {
        Loss::Date { column, text, written } => {
            let side = lang.heading(*column).to_lowercase();
            match written {
                Some(day) => lang
                    .fr(format_args!("{side} « {text} » écrit {}", day.format("%d/%m/%Y")))
                    .en(format_args!("{side} `{text}` written {day}")),
                None => lang
                    .fr(format_args!("{side} « {text} » laissé vide"))
                    .en(format_args!("{side} `{text}` left empty")),
            }
        }
        Loss::Range(amount) => lang
            .fr(format_args!("fourchette {amount}, total laissé vide"))
            .en(format_args!("range {amount}, total left empty")),
        Loss::Floor(amount) => lang
            .fr(format_args!("au moins {amount}, total laissé vide"))
            .en(format_args!("at least {amount}, total left empty")),
        Loss::Approximate(amount) => lang
            .fr(format_args!("{amount} est approximatif"))
            .en(format_args!("{amount} is approximate")),
        Loss::Unsure(amount) => lang
            .fr(format_args!("{amount} est à confirmer"))
            .en(format_args!("{amount} is to be confirmed")),
        Loss::BasisUnstated(amount) => lang
            .fr(format_args!("{amount} sous « € HT » sans qu'on sache si c'est HT"))
            .en(format_args!("{amount} under “€ HT”, not known to be before tax")),
        Loss::OtherBasis(amount) => lang
            .fr(format_args!("{amount} connus en TTC seulement, dits sous « Financements » et non sous « € HT »"))
            .en(format_args!("{amount} known including tax only, told under “Financements” and not under “€ HT”")),
        Loss::Yearly(amount) => lang
            .fr(format_args!("{amount} par an, hors du total"))
            .en(format_args!("{amount} per year, not in the total")),
        Loss::Status(name) => lang
            .fr(format_args!("statut « {name} » laissé vide, faute de correspondance (tet) dans schema/statuses.toml"))
            .en(format_args!("status `{name}` left empty: schema/statuses.toml gives no tet for it")),
        Loss::Priority(text) => lang
            .fr(format_args!("priorité « {text} » laissée vide (Élevé, Moyen ou Bas)"))
            .en(format_args!("priority `{text}` left empty (Élevé, Moyen or Bas)")),
        Loss::Funder(name) => lang
            .fr(format_args!("financeur « {name} » au-delà de trois, dit sous « Financements » seulement"))
            .en(format_args!("funder `{name}` beyond three, told under “Financements” only")),
        Loss::FunderAmount(name) => lang
            .fr(format_args!("financeur « {name} » dit sous « Financements » seulement : son montant HT n'est pas un seul chiffre"))
            .en(format_args!("funder `{name}` told under “Financements” only: its amount before tax is no single figure")),
        Loss::FunderWithoutAmount(name) => lang
            .fr(format_args!("financeur « {name} » sans montant, dit sous « Financements » seulement"))
            .en(format_args!("funder `{name}` without an amount, told under “Financements” only")),
        Loss::IndicatorValues => lang
            .fr("valeurs des indicateurs laissées de côté")
            .en("values of the indicators left out"),
    };
    sentence.title
}

impl Lang {
    /// So many actions.
    pub fn actions(self, count: usize) -> String {
        format!("{count} action{}", self.s(count))
    }

    /// So many errors and warnings.
    fn found(self, errors: usize, warnings: usize) -> String {
        let (s, of) = (self.s(errors), self.s(warnings));
        self.fr(format_args!(
            "{errors} erreur{s}, {warnings} avertissement{of}"
        ))
        .en(format_args!("{errors} error{s}, {warnings} warning{of}"))
        .title
    }
}
