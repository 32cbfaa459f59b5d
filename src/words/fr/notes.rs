//! What an answer adds below its figures, in French.

use crate::model::budget::Basis;
use crate::model::column::Column;

use crate::words::fr::unsaid::unsaid;
use crate::words::fr::{basis, s};
use crate::words::{Lang, Note, fr, short};

fn amount(amount: Option<&String>) -> String {
    amount.map_or_else(|| "montant non précisé".to_owned(), String::clone)
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
            format!("sans colonne dans ce format (nombre d'actions) : {}", counted(columns))
        }
        Note::NamesOnly(columns) => format!(
            "le nom seul dans ce format (nombre d'actions) : {} ; export --package et xlsx disent le reste",
            counted(columns)
        ),
        Note::TotalsOn(side) => format!(
            "Totaux {} ; un montant qui ne dit ni HT ni TTC compte tel quel.",
            basis(*side)
        ),
        Note::Exported { today, revision, dirty } => {
            let today = today.format("%d/%m/%Y");
            match revision {
                None => format!("Export du {today}"),
                Some(commit) if *dirty => format!(
                    "Export du {today}, version {} et modifications pas encore enregistrées dans git",
                    short(commit)
                ),
                Some(commit) => format!("Export du {today}, version {}", short(commit)),
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
                parts.push(format!("{floors} {0} « au moins » à la place de ce qui en est connu", if *floors < 2 { "total" } else { "totaux" }));
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
        Note::DueWithin(days) => format!("à terminer d'ici {days} jour{}", s(*days as usize)),
        Note::Idle { measures, more } => {
            let rest = if *more > 0 { format!(" ; et {more} autre{}", s(*more)) } else { String::new() };
            let count = measures.len() + more;
            let (one, verb) = if count < 2 { ("mesure", "n'a") } else { ("mesures", "n'ont") };
            format!("{count} {one} {verb} aucune action : {}{rest}", measures.join(" ; "))
        }
        Note::NothingSelected { by, earlier, before, without } => {
            let mut lines = vec![if earlier.is_empty() {
                format!("aucune action : {by} n'en retient aucune des {before} du plan")
            } else {
                let kept = match before {
                    1 => "ne garde pas la seule".to_owned(),
                    before => format!("ne garde rien des {before}"),
                };
                format!("aucune action : {by} {kept} que retient {earlier}")
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
        Note::Dropped { actions, amount } => {
            let amount = amount.as_deref().unwrap_or("montant non précisé");
            format!("{actions} action{0} abandonnée{0}, dont le montant reste compté : {amount}", s(*actions))
        }
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
        Note::Payers { funded, own, unstated } => {
            let part = |words: &str, amount: &Option<String>| {
                amount.as_ref().map(|amount| format!("{words} : {amount}"))
            };
            let parts = [
                part("financements nommés", funded),
                part("à la charge des porteurs, d'après les lignes", own),
                part("sans financeur dit", unstated),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ; ")
        }
        Note::FunderUnclear { details, amount } => {
            let amount = amount.as_deref().unwrap_or("aucun montant");
            format!("part des financeurs inconnue : {amount} ; {details} détail{} sans tout comparable", s(*details))
        }
        Note::NoFunderNamed => {
            "aucune ligne de budget ne nomme le partenaire financier qui la paie : chacun montre le budget entier des actions qu'il soutient, pas ce qu'il verse".to_owned()
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
        Note::Mended { findings: 0, .. } => "rien à corriger à coup sûr".to_owned(),
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
        Note::CutOff => "une modification a été interrompue : la réponse porte sur les fichiers tels qu'ils sont ; la prochaine commande qui écrit l'annule, « plan fmt » par exemple".to_owned(),
        Note::CutOffElsewhere => "la modification d'une autre personne a été interrompue (.plan-lock) : voir « git status » ; la prochaine commande qui écrit retire ce verrou".to_owned(),
        Note::OldFolder => ".plan-changes vient d'une ancienne version de plan, et rien n'y est suivi : voir par « git status » ce qu'une modification interrompue a laissé, puis retirer ce dossier".to_owned(),
        Note::At { day, commit } => {
            let named = format!(
                "commit {} du {}, « {} »",
                short(&commit.id), fr::day(commit.day), commit.subject
            );
            if *day == commit.day {
                format!("le plan au {named}")
            } else {
                format!("le plan au {} : {named}", fr::day(*day))
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
                " ; il n'est pas encore suivi par git : la commande git init y remédie"
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
        Note::HistoryCut(day) => format!(
            "l'historique conservé ici est coupé avant le {}\u{202f}: ce qui précède n'est pas connu (git fetch --unshallow le rapporte)",
            fr::day(*day)
        ),
        Note::PassedOver { id, commit } => format!(
            "{id}\u{202f}: fichier illisible au commit {} du {}, passé",
            short(&commit.id),
            fr::day(commit.day)
        ),
        Note::Misplaced { path, commit } => format!(
            "{path}\u{202f}: nom ou dossier impossible pour une fiche, au commit {} du {}, passé",
            short(&commit.id),
            fr::day(commit.day)
        ),
        Note::NoChange => "aucun changement".to_owned(),
        Note::UpToDate { path } => format!("{path} est à jour"),
    }
}

/// Columns, each with a number of actions.
fn counted(columns: &[(Column, usize)]) -> String {
    let columns = columns.iter();
    let columns = columns.map(|(column, count)| format!("{} ({count})", Lang::Fr.heading(*column)));
    columns.collect::<Vec<_>>().join(", ")
}
