//! What is said in French of a command line that cannot be understood.

use crate::words::Sentence;
use crate::words::fr::{choice, listed_and, meant};
use crate::words::usage::{Expected, Misuse, Usage, example, expected};

/// What is said of the mistake.
pub fn usage(usage: &Usage) -> Sentence {
    let command = usage.command.as_deref();
    let typed = match command {
        Some(command) => format!("plan {command}"),
        None => "plan".to_owned(),
    };
    let pointer = match command {
        Some(_) => format!("{typed} --help en dit plus"),
        None => "plan --help, ou plan COMMANDE --help, en dit plus".to_owned(),
    };
    match &usage.misuse {
        Misuse::UnknownOption { option, near } => {
            Sentence::new(format!("{typed} n'a pas d'option « {option} »"))
                .maybe_help(meant(near.as_slice()))
                .help(pointer)
        }
        Misuse::TooMany { word } => Sentence::new(format!(
            "« {word} » est en trop : {typed} n'attend rien de plus"
        ))
        .help(pointer),
        Misuse::UnknownCommand { word, near } => {
            Sentence::new(format!("commande inconnue « {word} »"))
                .maybe_help(meant(near))
                .help("plan --help donne toutes les commandes")
        }
        Misuse::NoValue {
            option,
            whole,
            allowed,
        } => {
            let sentence = Sentence::new(format!("il manque une valeur après {option}"));
            match (read(option), choice(allowed)) {
                (Some(help), _) => sentence.help(help),
                (None, Some(values)) => sentence.help(format!("valeurs admises : {values}")),
                (None, None) => sentence.help(format!("écrire {whole}")).help(pointer),
            }
        }
        Misuse::NotAllowed {
            option,
            value,
            allowed,
        } => Sentence::new(format!("{option} n'admet pas « {value} »"))
            .maybe_help(choice(allowed).map(|values| format!("valeurs admises : {values}"))),
        Misuse::Unreadable { option, value } => {
            Sentence::new(format!("{option} n'admet pas « {value} »"))
                .help(read(option).unwrap_or(pointer))
        }
        Misuse::Missing { names } => {
            Sentence::new(format!("{typed} : il manque {}", listed_and(names)))
                .maybe_help(
                    command
                        .and_then(example)
                        .map(|example| format!("par exemple : {example}")),
                )
                .help(pointer)
        }
        Misuse::Together { options } => {
            Sentence::new(format!("{} ne vont pas ensemble", listed_and(options)))
                .help("n'en garder qu'une")
        }
        Misuse::Twice { option } => {
            Sentence::new(format!("{option} est donné deux fois")).help("ne le donner qu'une fois")
        }
        Misuse::Alone { option } => Sentence::new(format!("{option} ne prend pas de valeur"))
            .help(format!("écrire {option} seul")),
        Misuse::Other => Sentence::new("ligne de commande incomprise").help(pointer),
    }
}

/// How the value of an option is written.
fn read(option: &str) -> Option<String> {
    expected(option).map(|expected| match expected {
        Expected::Year => format!("écrire une année : {option} 2026"),
        Expected::Day => format!("écrire un jour, l'année d'abord : {option} 2026-03-31"),
        Expected::Count => format!("écrire un nombre entier : {option} 10"),
    })
}
