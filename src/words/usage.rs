//! What is wrong in a command line: what clap found, without its words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

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

/// What an option's value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A year.
    Year,
    /// A day.
    Day,
    /// A whole number.
    Count,
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

/// What the value of `option` has to be, where it is neither a word of the plan nor one of a few.
pub fn expected(option: &str) -> Option<Expected> {
    Some(match option {
        "--year" => Expected::Year,
        "--today" => Expected::Day,
        "--limit" | "--due" | "--within" => Expected::Count,
        _ => return None,
    })
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
