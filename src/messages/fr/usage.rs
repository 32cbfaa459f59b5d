//! What is said in French of a command line that cannot be understood.

use clap::error::{ContextKind, ErrorKind};

use crate::messages::Sentence;

/// What is said of a command line that cannot be understood.
pub fn usage(error: &clap::Error) -> Sentence {
    let told = |kind| error.get(kind).map(ToString::to_string);
    let argument = told(ContextKind::InvalidArg).unwrap_or_default();
    let value = told(ContextKind::InvalidValue).unwrap_or_default();
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => Sentence::new(format!(
            "option ou argument inconnu «\u{202f}{argument}\u{202f}»"
        )),
        ErrorKind::InvalidSubcommand => {
            let command = told(ContextKind::InvalidSubcommand).unwrap_or_default();
            Sentence::new(format!("commande inconnue «\u{202f}{command}\u{202f}»"))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Sentence::new(format!("il manque une valeur à {argument}"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Sentence::new(format!(
            "valeur «\u{202f}{value}\u{202f}» refusée pour {argument}"
        )),
        ErrorKind::MissingRequiredArgument => Sentence::new(format!("il manque {argument}")),
        ErrorKind::ArgumentConflict => Sentence::new(format!(
            "{argument} ne peut pas être donné ici, ou l'est deux fois"
        )),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Sentence::new("il manque une commande")
        }
        _ => Sentence::new("ligne de commande incomprise"),
    };
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ]
    .into_iter()
    .find_map(told);
    let sentence = match (suggested, told(ContextKind::ValidValue)) {
        (Some(suggested), _) => sentence.help(format!("vouliez-vous écrire {suggested}\u{202f}?")),
        (None, Some(values)) if !values.is_empty() => {
            sentence.help(format!("valeurs admises\u{202f}: {values}"))
        }
        (None, _) => sentence,
    };
    sentence.help("plan --help, ou plan COMMANDE --help, dit ce qui s'écrit")
}
