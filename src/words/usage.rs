//! Mistakes in a command line: what clap found, without its words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::words::dictionary;
use crate::words::sentence::{Lang, Sentence};

/// The sentence about a mistake in a command line; options and arguments stand as they are typed, `--year` or `NAME`.
pub fn sentence(error: &clap::Error, lang: Lang) -> Sentence {
    let all = |kind| words(error, kind);
    let first = |kind| all(kind).into_iter().next().unwrap_or_default();
    let usage = all(ContextKind::Usage).join(" ");
    let command = usage
        .split_whitespace()
        .nth(2)
        .filter(|word| !word.starts_with(['[', '<', '-']));
    let typed = command.map_or("plan".to_owned(), |command| format!("plan {command}"));
    let pointer = match command {
        Some(_) => lang
            .fr(format_args!("{typed} --help en dit plus"))
            .en(format_args!("{typed} --help says more")),
        None => lang
            .fr("plan --help, ou plan COMMANDE --help, en dit plus")
            .en("plan --help, or plan COMMAND --help, says more"),
    };
    let pointer = [pointer.title];
    let whole = first(ContextKind::InvalidArg);
    let option = name(&whole);
    let value = first(ContextKind::InvalidValue);
    let allowed = lang.choice(&all(ContextKind::ValidValue)).map(|values| {
        lang.fr(format_args!("valeurs admises : {values}"))
            .en(format_args!("allowed values: {values}"))
            .title
    });
    let not_taken = lang
        .fr(format_args!("{option} n'admet pas « {value} »"))
        .en(format_args!("{option} does not take `{value}`"));
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            let meanings = dictionary::meanings(&option, lang);
            let near = all(ContextKind::SuggestedArg);
            let near = near.iter().filter(|_| meanings.is_empty()).take(1);
            let near: Vec<String> = near.map(|near| name(near)).collect();
            lang.fr(format_args!("{typed} n'a pas d'option « {option} »"))
                .en(format_args!("{typed} has no option `{option}`"))
                .meant(&meanings)
                .nearest(&near)
                .helps(pointer)
        }
        ErrorKind::UnknownArgument => lang
            .fr(format_args!(
                "« {option} » est en trop : {typed} n'attend rien de plus"
            ))
            .en(format_args!(
                "`{option}` is too much: {typed} takes no more"
            ))
            .helps(pointer),
        ErrorKind::InvalidSubcommand => {
            let word = first(ContextKind::InvalidSubcommand);
            // clap puts the nearest last.
            let near = all(ContextKind::SuggestedSubcommand).into_iter().rev();
            lang.fr(format_args!("commande inconnue « {word} »"))
                .nearest(&near.take(3).collect::<Vec<_>>())
                .help("plan --help donne toutes les commandes")
                .en(format_args!("unknown command `{word}`"))
                .help("plan --help names all commands")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            let whole = whole.replace(['<', '>'], "");
            let sentence = lang
                .fr(format_args!("il manque une valeur après {option}"))
                .en(format_args!("a value is missing after {option}"));
            match written(&option, lang).or(allowed) {
                Some(help) => sentence.helps([help]),
                None => sentence
                    .helps([format!("{} {whole}", lang.of("écrire", "write"))])
                    .helps(pointer),
            }
        }
        ErrorKind::InvalidValue => not_taken
            .meant(&dictionary::meanings(&value, lang))
            .helps(allowed),
        ErrorKind::ValueValidation => {
            let [pointer] = pointer;
            not_taken.helps([written(&option, lang).unwrap_or(pointer)])
        }
        ErrorKind::MissingRequiredArgument => {
            let names: Vec<String> = all(ContextKind::InvalidArg)
                .iter()
                .map(|name| name.replace(['<', '>'], "").replace("...", ""))
                .collect();
            let (verb, names) = (
                if names.len() == 1 { "is" } else { "are" },
                lang.all(&names),
            );
            let example = command
                .and_then(|command| examples(command).next())
                .map(|example| {
                    lang.fr(format_args!("par exemple : {example}"))
                        .en(format_args!("for example: {example}"))
                        .title
                });
            lang.fr(format_args!("{typed} : il manque {names}"))
                .en(format_args!("{typed}: {names} {verb} missing"))
                .helps(example)
                .helps(pointer)
        }
        ErrorKind::ArgumentConflict => {
            let mut options = vec![option.clone()];
            options.extend(all(ContextKind::PriorArg).iter().map(|prior| name(prior)));
            options.dedup();
            let several = lang.all(&options);
            match options.len() {
                1 => lang
                    .fr(format_args!("{option} est donné deux fois"))
                    .help("ne le donner qu'une fois")
                    .en(format_args!("{option} is given twice"))
                    .help("give it once"),
                _ => lang
                    .fr(format_args!("{several} ne vont pas ensemble"))
                    .help("n'en garder qu'une")
                    .en(format_args!("{several} exclude each other"))
                    .help("keep one of them"),
            }
        }
        ErrorKind::TooManyValues => lang
            .fr(format_args!("{option} ne prend pas de valeur"))
            .help(format_args!("écrire {option} seul"))
            .en(format_args!("{option} takes no value"))
            .help(format_args!("write {option} alone")),
        _ => lang
            .fr("ligne de commande incomprise")
            .en("command line not understood")
            .helps(pointer),
    }
}

/// The texts that clap gives for one thing.
fn words(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        None | Some(ContextValue::None) => Vec::new(),
        Some(ContextValue::Strings(several)) => several.clone(),
        Some(one) => vec![one.to_string()],
    }
}

/// `--year` of `--year <YEAR>`, `NAME` of `<NAME>...`.
fn name(argument: &str) -> String {
    let first = argument.split([' ', '=']).next().unwrap_or_default();
    first
        .trim_end_matches("...")
        .trim_matches(['<', '>', '[', ']'])
        .to_owned()
}

/// Whole command lines, of each command the first for one that was given too little; a test runs them.
const EXAMPLES: &str = "\
plan check
plan check --fix --diff
plan check --explain joined-names
plan list --owner \"Service Voirie\" --late
plan list --ends 2026 --sort end --columns title,owners,end
plan list --search velo -o actions.xlsx
plan show plan-velo
plan show plan-velo -o fiche.html
plan status
plan status --axis 1 --within 180
plan status --compare v2020
plan budget --by owner --sort amount --limit 10
plan budget --by axis,status
plan budget --at v2020 --compare
plan export -o plan.xlsx
plan export --excel -o plan.csv
plan export --axis 1 -o axe-1.md
plan diff v2020
plan diff v2020..2022-12-31 --axis 1
plan import tableau.csv
plan import tableau.csv --write
plan init mon-plan
plan new \"Piste verte\" --measure 1.1 --theme Vélo
plan new \"Piste bleue\" --measure 1.1 --theme Vélo status=Nouveau fin=2027 \"owners=Service Voirie\"
plan set plan-velo status=Complété end=31/12/2026
plan set plan-velo \"budget+=pont: 1,5 M€ (Ademe, 2027)\"
plan set --axis 1 owners+=Habitants --write
plan rename plan-velo plan-velo-2030
plan move jardins-partages 2.1
plan edit plan-velo
plan log --since 2021
plan log plan-velo --field budget
plan blame jardins-partages
plan fmt
plan fmt --check
plan schema
plan schema --answers
plan lsp
plan completions bash
plan man manuel
plan vocabulary list actors
plan vocabulary rename Région \"Région BFC\"
plan vocabulary combine Ademe Région
plan since v2020
plan report -o rapport.html
";

/// The examples of a command.
pub fn examples(command: &str) -> impl Iterator<Item = &'static str> {
    EXAMPLES
        .lines()
        .filter(move |line| line.split(' ').nth(1) == Some(command))
}

/// The way that the value of `option` is written, where it is neither a word of the plan nor one of a few.
pub fn written(option: &str, lang: Lang) -> Option<String> {
    let sentence = match option {
        "--year" => lang
            .fr(format_args!("écrire une année : {option} 2026"))
            .en(format_args!("write a year: {option} 2026")),
        "--years" => lang
            .fr(format_args!("écrire {option} 2020..2022 (bornes comprises), 2020.. ou ..2022"))
            .en(format_args!("write {option} 2020..2022 (both included), 2020.. or ..2022")),
        "--starts" | "--ends" => lang
            .fr(format_args!("écrire {option} 2026, 2026-07..2026-12 ou ..31/12/2026"))
            .en(format_args!("write {option} 2026, 2026-07..2026-12 or ..31/12/2026")),
        "--due" => lang
            .fr(format_args!("écrire un nombre de jours ({option} 90) ou un jour ({option} 31/12/2026) ; pour une année : --ends 2026"))
            .en(format_args!("write a number of days ({option} 90) or a day ({option} 31/12/2026); for a year: --ends 2026")),
        "--today" => lang
            .fr(format_args!("écrire un jour : {option} 31/03/2026"))
            .en(format_args!("write a day: {option} 31/03/2026")),
        "--limit" | "--within" | "--stale" => lang
            .fr(format_args!("écrire un nombre entier : {option} 10"))
            .en(format_args!("write a whole number: {option} 10")),
        _ => return None,
    };
    Some(sentence.title)
}
