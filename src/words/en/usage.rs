//! What is said in English of a command line that cannot be understood.

use crate::words::Sentence;
use crate::words::en::{choice, listed_and, meant};
use crate::words::usage::{Expected, Misuse, Usage, example, expected};

/// What is said of the mistake.
pub fn usage(usage: &Usage) -> Sentence {
    let command = usage.command.as_deref();
    let typed = match command {
        Some(command) => format!("plan {command}"),
        None => "plan".to_owned(),
    };
    let pointer = match command {
        Some(_) => format!("{typed} --help says more"),
        None => "plan --help, or plan COMMAND --help, says more".to_owned(),
    };
    match &usage.misuse {
        Misuse::UnknownOption { option, near } => {
            Sentence::new(format!("{typed} has no option `{option}`"))
                .maybe_help(meant(near.as_slice()))
                .help(pointer)
        }
        Misuse::TooMany { word } => {
            Sentence::new(format!("`{word}` is too much: {typed} takes no more")).help(pointer)
        }
        Misuse::UnknownCommand { word, near } => Sentence::new(format!("unknown command `{word}`"))
            .maybe_help(meant(near))
            .help("plan --help names all commands"),
        Misuse::NoValue {
            option,
            whole,
            allowed,
        } => {
            let sentence = Sentence::new(format!("a value is missing after {option}"));
            match (read(option), choice(allowed)) {
                (Some(help), _) => sentence.help(help),
                (None, Some(values)) => sentence.help(format!("allowed values: {values}")),
                (None, None) => sentence.help(format!("write {whole}")).help(pointer),
            }
        }
        Misuse::NotAllowed {
            option,
            value,
            allowed,
        } => Sentence::new(format!("{option} does not take `{value}`"))
            .maybe_help(choice(allowed).map(|values| format!("allowed values: {values}"))),
        Misuse::Unreadable { option, value } => {
            Sentence::new(format!("{option} does not take `{value}`"))
                .help(read(option).unwrap_or(pointer))
        }
        Misuse::Missing { names } => {
            let verb = if names.len() == 1 { "is" } else { "are" };
            Sentence::new(format!("{typed}: {} {verb} missing", listed_and(names)))
                .maybe_help(
                    command
                        .and_then(example)
                        .map(|example| format!("for example: {example}")),
                )
                .help(pointer)
        }
        Misuse::Together { options } => {
            Sentence::new(format!("{} exclude each other", listed_and(options)))
                .help("keep one of them")
        }
        Misuse::Twice { option } => {
            Sentence::new(format!("{option} is given twice")).help("give it once")
        }
        Misuse::Alone { option } => {
            Sentence::new(format!("{option} takes no value")).help(format!("write {option} alone"))
        }
        Misuse::Other => Sentence::new("command line not understood").help(pointer),
    }
}

/// How the value of an option is written.
fn read(option: &str) -> Option<String> {
    expected(option).map(|expected| match expected {
        Expected::Year => format!("write a year: {option} 2026"),
        Expected::Day => format!("write a day, the year first: {option} 2026-03-31"),
        Expected::Count => format!("write a whole number: {option} 10"),
    })
}
