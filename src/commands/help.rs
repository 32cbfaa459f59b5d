//! The command line's help in the user's language: clap's English words replaced.

use clap::{Arg, Command, CommandFactory};

use crate::Cli;
use crate::messages::Lang;

/// The command line, with its help in `lang`.
pub fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    if lang == Lang::En {
        return command;
    }
    // What clap makes itself (`-h`, `help`) is there once it is built.
    command.build();
    translate(command, "plan", lang)
}

fn translate(mut command: Command, name: &str, lang: Lang) -> Command {
    if let Some(about) = lang.help(name, "") {
        command = command.about(about).long_about(None);
    }
    command = command
        .help_template(lang.help_word("{about}\n\nUsage: {usage}\n\n{all-args}"))
        .subcommand_help_heading(lang.help_word("Commands"))
        .subcommand_value_name(lang.help_word("COMMAND"))
        .mut_args(|argument| translate_argument(argument, name, lang));
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for sub in names {
        command = command.mut_subcommand(&sub, |command| translate(command, &sub, lang));
    }
    command
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
    match lang.help(command, &id) {
        Some(help) if values.is_empty() => argument.help(help),
        Some(help) => argument
            .hide_possible_values(true)
            .help(lang.choices(help, &values)),
        None => argument,
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use crate::messages::Lang;
    use clap::CommandFactory;

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
}
