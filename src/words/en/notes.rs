//! What an answer adds below its figures, in English.

use crate::model::budget::Basis;
use crate::model::column::Column;

use crate::words::en::unsaid::unsaid;
use crate::words::en::{basis, s};
use crate::words::{Lang, Note, en, short};

fn amount(amount: Option<&String>) -> String {
    amount.map_or_else(|| "amount not stated".to_owned(), String::clone)
}

/// A note beside an answer.
pub fn note(note: &Note) -> String {
    match note {
        Note::Unsaid {
            path: file,
            sub_action,
            what,
        } => {
            let what: Vec<String> = what.iter().map(unsaid).collect();
            let part = sub_action.as_ref().map(|title| format!(" (“{title}”)"));
            format!("{file}{}: {}", part.unwrap_or_default(), what.join("; "))
        }
        Note::WithoutPlace(columns) => {
            format!("no column in this format (number of actions): {}", counted(columns))
        }
        Note::NamesOnly(columns) => format!(
            "only names in this format (number of actions): {}; export --package and xlsx say the rest",
            counted(columns)
        ),
        Note::TotalsOn(side) => format!(
            "Totals {}; an amount that states no basis counts as it is.",
            basis(*side)
        ),
        Note::Exported {
            today,
            revision,
            dirty,
        } => match revision {
            None => format!("Exported on {today}"),
            Some(commit) if *dirty => format!(
                "Exported on {today} from revision {} and changes not yet committed",
                short(commit)
            ),
            Some(commit) => format!("Exported on {today} from revision {}", short(commit)),
        },
        Note::Actions(count) => format!("{count} action{}", s(*count)),
        Note::ActionsOf { shown, selected } => {
            format!("{shown} of the {selected} actions that meet these filters")
        }
        Note::Possibly(count) => {
            format!("{count} of them possibly only: their dates are not enough to be sure")
        }
        Note::SortedByBudget {
            ranges,
            floors,
            without,
        } => {
            let mut parts = Vec::new();
            if *ranges > 0 {
                parts.push(format!(
                    "{ranges} range{} placed by the minimum",
                    s(*ranges)
                ));
            }
            if *floors > 0 {
                parts.push(format!("{floors} “at least” placed by what is known",));
            }
            if *without > 0 {
                parts.push(format!("{without} without a figure, last"));
            }
            if parts.is_empty() {
                parts.push("every action has a firm amount".to_owned());
            }
            format!("sorted by budget: {}", parts.join("; "))
        }
        Note::OnDay {
            actions,
            selection,
            today,
        } => {
            let selected = if selection.is_empty() {
                String::new()
            } else {
                format!(" ({selection})")
            };
            format!("{actions} action{}{selected}, on {today}", s(*actions))
        }
        Note::DueWithin(days) => format!("to end within {days} day{}", s(*days as usize)),
        Note::Idle { measures, more } => {
            let rest = if *more > 0 {
                format!("; and {more} more")
            } else {
                String::new()
            };
            let count = measures.len() + more;
            format!(
                "{count} measure{} without any action: {}{rest}",
                s(count),
                measures.join("; ")
            )
        }
        Note::NothingSelected {
            by,
            earlier,
            before,
            without,
        } => {
            let mut lines = vec![if earlier.is_empty() {
                format!("no action: {by} takes none of the {before} of the plan")
            } else {
                let kept = match before {
                    1 => "does not keep the only one".to_owned(),
                    before => format!("keeps none of the {before}"),
                };
                format!("no action: {by} {kept} that {earlier} selects")
            }];
            lines.extend(
                without.iter().map(|(option, count)| {
                    format!("without {option}: {count} action{}", s(*count))
                }),
            );
            lines.join("\n")
        }
        Note::Basis(side) => format!(
            "Amounts {}; what follows says what the total rests on.",
            basis(*side)
        ),
        Note::WithoutFigure { without, actions } => {
            format!("{without} of {actions} actions without a figure that adds")
        }
        Note::Unknown(lines) => {
            format!(
                "{lines} line{} without a figure: the total is “at least”",
                s(*lines)
            )
        }
        Note::Range { lines, amount } => format!("{lines} range{}: {amount}", s(*lines)),
        Note::Dropped { actions, amount } => {
            format!(
                "{actions} dropped action{}, still counted: {}",
                s(*actions),
                amount.as_deref().unwrap_or("amount not stated")
            )
        }
        Note::Approximate { lines, amount } => {
            format!("{lines} rough figure{}: {amount}", s(*lines))
        }
        Note::BasisUnstated { lines, amount } => format!(
            "{lines} line{} with no tax basis stated, counted as {}: {amount}",
            s(*lines),
            if *lines == 1 { "it is" } else { "they are" }
        ),
        Note::OtherBasis {
            lines,
            basis: side,
            amount,
        } => {
            let other = match side {
                Basis::Ttc => Basis::Ht,
                Basis::Ht => Basis::Ttc,
            };
            format!(
                "{lines} line{} stated {} only, not in the total, which is “at least”: {amount}",
                s(*lines),
                basis(other)
            )
        }
        Note::Elsewhere { lines, amount: sum } => format!(
            "{lines} line{} counted in another action, not in the total: {}",
            s(*lines),
            amount(sum.as_ref())
        ),
        Note::OfWhich { lines, amount: sum } => format!(
            "{lines} line{} “of which”, in the total already: {}",
            s(*lines),
            amount(sum.as_ref())
        ),
        Note::Yearly {
            lines,
            amount: sum,
            unknown,
        } => {
            let known = sum
                .as_ref()
                .map(|sum| format!("{lines} yearly amount{}, apart: {sum} a year", s(*lines)));
            let unknown = (*unknown > 0).then(|| {
                format!(
                    "{unknown} yearly amount{} without a figure on this basis",
                    s(*unknown)
                )
            });
            known
                .into_iter()
                .chain(unknown)
                .collect::<Vec<_>>()
                .join("; ")
        }
        Note::Payers {
            funded,
            own,
            unstated,
        } => {
            let part = |words: &str, amount: &Option<String>| {
                amount.as_ref().map(|amount| format!("{words}: {amount}"))
            };
            let parts = [
                part("from named funders", funded),
                part("from the owners, as lines say", own),
                part("funder not said", unstated),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
        Note::FunderUnclear { details, amount } => {
            let amount = amount.as_deref().unwrap_or("no amount");
            format!(
                "funders' part not known: {amount}; {details} detail{} without a whole to compare with",
                s(*details)
            )
        }
        Note::NoFunderNamed => "no budget line names its funder: each funder shows the whole \
                                budget of the actions it supports, not what it pays"
            .to_owned(),
        Note::Spent { lines, amount } => {
            format!("spent: {amount}, according to {lines} line{}", s(*lines))
        }
        Note::CellsCount => "(2/15): 2 of 15 actions have a figure".to_owned(),
        Note::Split => "an action whose lines fall into several groups stands in each; its \
                        amounts are counted once"
            .to_owned(),
        Note::Overlapping => {
            "an action can stand in several groups, which overlap; the total counts it once"
                .to_owned()
        }
        Note::Derived => "* date taken from the sub-actions".to_owned(),
        Note::Found {
            errors,
            warnings,
            files_with,
            files,
        } => format!(
            "{errors} error{}, {warnings} warning{} in {files_with} of {files} files",
            s(*errors),
            s(*warnings)
        ),
        Note::Clean { files } => format!("no error, no warning in {files} file{}", s(*files)),
        Note::Mended { findings: 0, .. } => "nothing to mend for certain".to_owned(),
        Note::Mended {
            findings,
            files,
            written: true,
        } => {
            format!(
                "{findings} finding{} mended in {files} file{}",
                s(*findings),
                s(*files)
            )
        }
        Note::Mended {
            findings,
            files,
            written: false,
        } => format!(
            "{findings} finding{} to mend in {files} file{}; nothing was written",
            s(*findings),
            s(*files)
        ),
        Note::LeftOut { files } => format!(
            "{} file{} with errors left out: {}",
            files.len(),
            s(files.len()),
            files.join(", ")
        ),
        Note::Undone { files, left } => {
            let undone = format!(
                "a change was cut off: {files} file{} as before it",
                if *files == 1 { " stands" } else { "s stand" }
            );
            match left.as_slice() {
                [] => undone,
                left => format!(
                    "{undone}; changed since, and left alone: {}",
                    left.join(", ")
                ),
            }
        }
        Note::CutOff => "a change was cut off: the answer is of the files as they stand; the next command that writes takes it back, `plan fmt` for one".to_owned(),
        Note::CutOffElsewhere => "a change by somebody else was cut off (.plan-lock): see `git status`; the next command that writes removes the lock".to_owned(),
        Note::OldFolder => ".plan-changes is of an older version of plan, and nothing in it is obeyed: see `git status` for what a change that was cut off has left, then remove the folder".to_owned(),
        Note::At { day, commit } => {
            let named = format!(
                "commit {} of {}: {}",
                short(&commit.id),
                en::day(commit.day),
                commit.subject
            );
            if *day == commit.day {
                format!("the plan at {named}")
            } else {
                format!("the plan on {}, at {named}", en::day(*day))
            }
        }
        Note::Written { path, actions } => format!("{path}: {actions} action{}", s(*actions)),
        Note::Changed { actions: 0, .. } => "nothing to change".to_owned(),
        Note::Changed {
            actions,
            waits: false,
        } => format!("{actions} action{} changed", s(*actions)),
        Note::Changed {
            actions,
            waits: true,
        } => format!(
            "{actions} action{} to change; nothing is written yet: add --write",
            s(*actions)
        ),
        Note::Renamed { references: 0 } => "action renamed; no other refers to it".to_owned(),
        Note::Renamed { references } => format!(
            "action renamed, and {references} action{} that referred to it changed",
            s(*references)
        ),
        Note::Moved { measure, title } => format!("action moved to measure {measure}, {title}"),
        Note::Checked {
            path,
            errors: 0,
            warnings: 0,
        } => format!("{path}: no mistake"),
        Note::Checked {
            path,
            errors,
            warnings,
        } => format!(
            "{path}: {errors} error{}, {warnings} warning{}",
            s(*errors),
            s(*warnings)
        ),
        Note::PlanBegun { folder, in_git } => {
            let git = if *in_git {
                ""
            } else {
                "; git does not follow it yet: git init begins its history"
            };
            format!(
                "plan begun in {folder}{git}; go there, then: plan new \"TITLE\" --measure CODE --theme NAME"
            )
        }
        Note::Begun => "action begun; fill its file in by plan edit or plan set".to_owned(),
        Note::LaidOut {
            changed: 0, files, ..
        } => {
            format!("{files} file{}, all laid out", s(*files))
        }
        Note::LaidOut {
            changed,
            files,
            check: true,
        } => format!(
            "{changed} of {files} file{} not laid out: plan fmt does it",
            s(*files)
        ),
        Note::LaidOut {
            changed,
            files,
            check: false,
        } => {
            format!("{changed} of {files} file{} laid out anew", s(*files))
        }
        Note::LeftAsIs { files } => format!(
            "{} file{} left as is, because of mistakes that plan check explains: {}",
            files.len(),
            s(files.len()),
            files.join(", ")
        ),
        Note::SchemaWritten { path } => format!("{path} written"),
        Note::KeptSilent { findings } => format!(
            "{findings} other finding{} not shown: plan check shows all",
            s(*findings)
        ),
        Note::HistoryCut(day) => format!(
            "the history here is cut off before {}: what came before is not known (`git fetch --unshallow` brings it)",
            en::day(*day)
        ),
        Note::PassedOver { id, commit } => format!(
            "{id}: file unreadable at commit {} of {}, passed over",
            short(&commit.id),
            en::day(commit.day)
        ),
        Note::Misplaced { path, commit } => format!(
            "{path}: no name or no folder for an action, at commit {} of {}, passed over",
            short(&commit.id),
            en::day(commit.day)
        ),
        Note::NoChange => "no change".to_owned(),
        Note::UpToDate { path } => format!("{path} is up to date"),
    }
}

/// Columns, each with a number of actions.
fn counted(columns: &[(Column, usize)]) -> String {
    let columns = columns.iter();
    let columns = columns.map(|(column, count)| format!("{} ({count})", Lang::En.heading(*column)));
    columns.collect::<Vec<_>>().join(", ")
}
