//! The command line's help in the user's language: clap's English words replaced.

use clap::{Arg, Command, CommandFactory};

use crate::Cli;
use crate::words::Lang;
use crate::words::dictionary::aliases;
use crate::words::usage::examples;

/// The command line, with its help in `lang`.
pub fn command(lang: Lang) -> Command {
    let mut command = with_examples(french_words(Cli::command()), lang);
    if lang == Lang::En {
        return command;
    }
    // What clap makes itself (`-h`, `help`) is there once it is built.
    command.build();
    translate(command, "plan", lang)
}

/// The command line with examples below the help of each command.
fn with_examples(command: Command, lang: Lang) -> Command {
    command.mut_subcommands(|sub| {
        let lines: Vec<&str> = examples(sub.get_name()).collect();
        if lines.is_empty() {
            return sub;
        }
        let lines = lines.join("\n  ");
        sub.after_help(format!("{}\n  {lines}", lang.of("Exemples :", "Examples:")))
    })
}

/// The command line with what a French hand types for its commands and options, in no help.
fn french_words(mut command: Command) -> Command {
    let mut taken: Vec<String> = command
        .get_arguments()
        .filter_map(Arg::get_long)
        .map(str::to_owned)
        .collect();
    taken.push("help".to_owned());
    command = command.mut_args(|argument| {
        let long = argument.get_long().map(str::to_owned);
        let mut words = long.map_or_else(Vec::new, |long| aliases(&long, true));
        words.retain(|word| !taken.contains(word));
        taken.extend(words.clone());
        argument.aliases(words)
    });
    command.mut_subcommands(|sub| {
        let words = aliases(sub.get_name(), false);
        french_words(sub).aliases(words)
    })
}

fn translate(mut command: Command, name: &str, lang: Lang) -> Command {
    if let Some(about) = lang.help(name, "") {
        command = command.about(about).long_about(None);
    }
    command
        .help_template(lang.help_word("{about}\n\nUsage: {usage}\n\n{all-args}{after-help}"))
        .subcommand_help_heading(lang.help_word("Commands"))
        .subcommand_value_name(lang.help_word("COMMAND"))
        .mut_args(|argument| translate_argument(argument, name, lang))
        .mut_subcommands(|sub| {
            let name = sub.get_name().to_owned();
            translate(sub, &name, lang)
        })
}

fn translate_argument(argument: Arg, command: &str, lang: Lang) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let heading = match argument.get_help_heading() {
        Some("Change") => "Change",
        Some(_) => "Selection",
        None if argument.is_positional() => "Arguments",
        None => "Options",
    };
    let name = argument
        .get_value_names()
        .and_then(|names| lang.value_name(names.first()?.as_str()));
    let takes_value = argument.get_action().takes_values();
    let values: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|_| takes_value)
        .map(|value| value.get_name().to_owned())
        .collect();
    let mut argument = argument.help_heading(lang.help_word(heading));
    if let Some(name) = name {
        argument = argument.value_name(name);
    }
    let default = argument
        .get_default_values()
        .first()
        .filter(|_| takes_value && !argument.is_hide_default_value_set())
        .map(|value| value.to_string_lossy().into_owned());
    match lang.help(command, &id) {
        Some(help) => argument
            .hide_possible_values(true)
            .hide_default_value(true)
            .help(lang.choices(help, &values, default.as_deref()))
            .long_help(None),
        None => argument,
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use crate::words::usage::{examples, sentence, written};
    use crate::words::{Lang, Sentence};
    use clap::CommandFactory;
    use clap::error::ErrorKind;

    /// What clap says by itself would be English.
    #[test]
    fn french_help_holds_no_word_of_clap_s() {
        let mut command = super::command(Lang::Fr);
        let names: Vec<String> = command
            .get_subcommands()
            .map(|sub| sub.get_name().to_owned())
            .collect();
        for name in names {
            let sub = command.find_subcommand_mut(&name).expect("it was listed");
            let help = sub.render_long_help().to_string();
            for word in [
                "Print",
                "Usage:",
                "Options:",
                "[default",
                "[possible",
                "[aliases",
            ] {
                assert!(
                    !help.contains(word),
                    "{word} in the help of {name}:\n{help}"
                );
            }
        }
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        let mut command = Cli::command();
        command.build();
        for sub in command.get_subcommands().chain([&command]) {
            let name = sub.get_name();
            assert!(sub.get_about().is_some(), "{name} has no English help");
            assert!(
                Lang::Fr.help(name, "").is_some(),
                "{name} has no French help"
            );
            for argument in sub.get_arguments().filter(|_| name != "help") {
                let id = argument.get_id().as_str();
                assert!(
                    argument.get_help().is_some(),
                    "{name} {id} has no English help"
                );
                assert!(
                    Lang::Fr.help(name, id).is_some(),
                    "{name} {id} has no French help"
                );
            }
        }
    }

    fn refused(line: &[&str]) -> Option<(ErrorKind, Sentence)> {
        let error = super::command(Lang::En).try_get_matches_from(line).err()?;
        Some((error.kind(), sentence(&error, Lang::En)))
    }

    #[test]
    fn every_command_has_examples() {
        for sub in super::command(Lang::En).get_subcommands() {
            let name = sub.get_name();
            let has_one = examples(name).next().is_some();
            assert!(has_one || sub.is_hide_set(), "plan {name} has no example");
        }
    }

    #[test]
    fn every_option_whose_value_may_be_unreadable_says_what_it_takes() {
        let mut told = 0;
        let mut command = super::command(Lang::En);
        command.build();
        for sub in command
            .get_subcommands()
            .filter(|sub| sub.get_name() != "help")
        {
            for argument in sub.get_arguments() {
                let Some(long) = argument.get_long() else {
                    continue;
                };
                let option = format!("--{long}");
                let value = format!("{option}=§");
                let found = refused(&["plan", sub.get_name(), &value]);
                if let Some((ErrorKind::ValueValidation, said)) = found {
                    assert_eq!(said.title, format!("{option} does not take `§`"));
                    let help = written(&option, Lang::En).expect("a way to write it");
                    assert_eq!(said.help, [help], "{option}");
                    told += 1;
                }
            }
        }
        assert!(told > 20, "{told}");
    }
}
