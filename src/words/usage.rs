//! What is wrong in a command line: what clap found, without its words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::words::sentence::{Lang, Sentence};

/// A mistake in a command line, and the command it was made in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// The command, where one was named.
    pub command: Option<String>,
    /// The mistake.
    pub misuse: Misuse,
}

/// A mistake in a command line; options and arguments stand as they are typed, `--year` or `NAME`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what each sentence names")]
pub enum Misuse {
    /// No such option, and the one that was probably meant.
    UnknownOption {
        option: String,
        near: Option<String>,
    },
    /// A word too many.
    TooMany { word: String },
    /// No such command, and those that were probably meant.
    UnknownCommand { word: String, near: Vec<String> },
    /// An option without its value: `--status STATUS`, and the values it takes where they are few.
    NoValue {
        option: String,
        whole: String,
        allowed: Vec<String>,
    },
    /// A value that is none of the few allowed.
    NotAllowed {
        option: String,
        value: String,
        allowed: Vec<String>,
    },
    /// A value that cannot be read.
    Unreadable { option: String, value: String },
    /// What has to be there and is not.
    Missing { names: Vec<String> },
    /// Options that exclude each other.
    Together { options: Vec<String> },
    /// An option given more than once.
    Twice { option: String },
    /// An option that takes no value was given one.
    Alone { option: String },
    /// Anything else.
    Other,
}

impl Usage {
    /// What clap says.
    pub fn of(error: &clap::Error) -> Self {
        let usage = words(error, ContextKind::Usage).join(" ");
        let command = usage
            .split_whitespace()
            .nth(2)
            .filter(|word| !word.starts_with(['[', '<', '-']))
            .map(str::to_owned);
        let misuse = misuse(error);
        Self { command, misuse }
    }
}

fn misuse(error: &clap::Error) -> Misuse {
    let all = |kind| words(error, kind);
    let first = |kind| all(kind).into_iter().next();
    let whole = first(ContextKind::InvalidArg).unwrap_or_default();
    let option = name(&whole);
    let value = first(ContextKind::InvalidValue).unwrap_or_default();
    let allowed = all(ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => Misuse::UnknownOption {
            near: first(ContextKind::SuggestedArg).map(|near| name(&near)),
            option,
        },
        ErrorKind::UnknownArgument => Misuse::TooMany { word: option },
        ErrorKind::InvalidSubcommand => Misuse::UnknownCommand {
            word: first(ContextKind::InvalidSubcommand).unwrap_or_default(),
            // clap puts the nearest last.
            near: all(ContextKind::SuggestedSubcommand)
                .into_iter()
                .rev()
                .take(3)
                .collect(),
        },
        ErrorKind::InvalidValue if value.is_empty() => Misuse::NoValue {
            whole: whole.replace(['<', '>'], ""),
            option,
            allowed,
        },
        ErrorKind::InvalidValue => Misuse::NotAllowed {
            option,
            value,
            allowed,
        },
        ErrorKind::ValueValidation => Misuse::Unreadable { option, value },
        ErrorKind::MissingRequiredArgument => Misuse::Missing {
            names: all(ContextKind::InvalidArg)
                .iter()
                .map(|name| name.replace(['<', '>'], "").replace("...", ""))
                .collect(),
        },
        ErrorKind::ArgumentConflict => {
            let mut options = vec![option.clone()];
            options.extend(all(ContextKind::PriorArg).iter().map(|prior| name(prior)));
            options.dedup();
            match options.as_slice() {
                [_] => Misuse::Twice { option },
                _ => Misuse::Together { options },
            }
        }
        ErrorKind::TooManyValues => Misuse::Alone { option },
        _ => Misuse::Other,
    }
}

/// What clap says of one thing, one text or several.
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

/// A whole command line, for a command that was given too little.
pub fn example(command: &str) -> Option<&'static str> {
    Some(match command {
        "show" => "plan show plan-velo",
        "edit" => "plan edit plan-velo",
        "blame" => "plan blame plan-velo",
        "rename" => "plan rename plan-velo plan-velo-2030",
        "move" => "plan move plan-velo 3.1.2",
        "set" => "plan set plan-velo status=\"En cours\"",
        "new" => "plan new \"Plan vélo\" --measure 3.1.2 --theme \"Mobilité\"",
        "import" => "plan import tableau.xlsx",
        "init" => "plan init mon-plan",
        "man" => "plan man manuel",
        "completions" => "plan completions bash",
        "budget" => "plan budget --at 2024-12-31 --compare",
        "check" => "plan check --fix --diff",
        _ => return None,
    })
}

/// What is said of a mistake in a command line.
pub fn sentence(usage: &Usage, lang: Lang) -> Sentence {
    let command = usage.command.as_deref();
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
    match &usage.misuse {
        Misuse::UnknownOption { option, near } => lang
            .fr(format_args!("{typed} n'a pas d'option « {option} »"))
            .en(format_args!("{typed} has no option `{option}`"))
            .nearest(near.as_slice())
            .helps(pointer),
        Misuse::TooMany { word } => lang
            .fr(format_args!(
                "« {word} » est en trop : {typed} n'attend rien de plus"
            ))
            .en(format_args!("`{word}` is too much: {typed} takes no more"))
            .helps(pointer),
        Misuse::UnknownCommand { word, near } => lang
            .fr(format_args!("commande inconnue « {word} »"))
            .nearest(near)
            .help("plan --help donne toutes les commandes")
            .en(format_args!("unknown command `{word}`"))
            .help("plan --help names all commands"),
        Misuse::NoValue {
            option,
            whole,
            allowed,
        } => {
            let sentence = lang
                .fr(format_args!("il manque une valeur après {option}"))
                .en(format_args!("a value is missing after {option}"));
            match (written(option, lang), values(allowed, lang)) {
                (None, None) => sentence
                    .helps([format!("{} {whole}", lang.of("écrire", "write"))])
                    .helps(pointer),
                (Some(help), _) | (None, Some(help)) => sentence.helps([help]),
            }
        }
        Misuse::NotAllowed {
            option,
            value,
            allowed,
        } => not_taken(option, value, lang).helps(values(allowed, lang)),
        Misuse::Unreadable { option, value } => {
            let [pointer] = pointer;
            not_taken(option, value, lang).helps([written(option, lang).unwrap_or(pointer)])
        }
        Misuse::Missing { names } => {
            let all = lang.all(names);
            let verb = if names.len() == 1 { "is" } else { "are" };
            let example = command.and_then(example).map(|example| {
                lang.fr(format_args!("par exemple : {example}"))
                    .en(format_args!("for example: {example}"))
                    .title
            });
            lang.fr(format_args!("{typed} : il manque {all}"))
                .en(format_args!("{typed}: {all} {verb} missing"))
                .helps(example)
                .helps(pointer)
        }
        Misuse::Together { options } => {
            let all = lang.all(options);
            lang.fr(format_args!("{all} ne vont pas ensemble"))
                .help("n'en garder qu'une")
                .en(format_args!("{all} exclude each other"))
                .help("keep one of them")
        }
        Misuse::Twice { option } => lang
            .fr(format_args!("{option} est donné deux fois"))
            .help("ne le donner qu'une fois")
            .en(format_args!("{option} is given twice"))
            .help("give it once"),
        Misuse::Alone { option } => lang
            .fr(format_args!("{option} ne prend pas de valeur"))
            .help(format_args!("écrire {option} seul"))
            .en(format_args!("{option} takes no value"))
            .help(format_args!("write {option} alone")),
        Misuse::Other => lang
            .fr("ligne de commande incomprise")
            .en("command line not understood")
            .helps(pointer),
    }
}

fn not_taken(option: &str, value: &str, lang: Lang) -> Sentence {
    lang.fr(format_args!("{option} n'admet pas « {value} »"))
        .en(format_args!("{option} does not take `{value}`"))
}

/// The few values that an option takes.
fn values(allowed: &[String], lang: Lang) -> Option<String> {
    lang.choice(allowed).map(|values| {
        lang.fr(format_args!("valeurs admises : {values}"))
            .en(format_args!("allowed values: {values}"))
            .title
    })
}

/// How the value of `option` is written, where it is neither a word of the plan nor one of a few.
pub fn written(option: &str, lang: Lang) -> Option<String> {
    let sentence = match option {
        "--year" => lang
            .fr(format_args!("écrire une année : {option} 2026"))
            .en(format_args!("write a year: {option} 2026")),
        "--today" => lang
            .fr(format_args!(
                "écrire un jour, l'année d'abord : {option} 2026-03-31"
            ))
            .en(format_args!(
                "write a day, the year first: {option} 2026-03-31"
            )),
        "--limit" | "--due" | "--within" => lang
            .fr(format_args!("écrire un nombre entier : {option} 10"))
            .en(format_args!("write a whole number: {option} 10")),
        _ => return None,
    };
    Some(sentence.title)
}
