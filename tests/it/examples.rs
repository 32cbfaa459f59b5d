//! The examples below the help of each command, carried out as they stand.

use std::fs;

use clap::{ArgAction, Command};
use plan::commands::help::command;
use plan::words::Lang;
use plan::words::usage::examples;

use crate::{program, samples};

#[test]
fn every_example_of_the_help_is_carried_out() {
    let mut ran = 0;
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("vote.sh");
    let voted = "git init -q -b main && git add . && GIT_AUTHOR_DATE=2020-06-25T10:00:00Z GIT_COMMITTER_DATE=2020-06-25T10:00:00Z git commit -qm Vote && git tag v2020";
    fs::write(&script, voted).expect("a script");
    for sub in command(Lang::En).get_subcommands() {
        for example in examples(sub.get_name()) {
            let plan = samples::small();
            samples::live(&script, plan.path());
            let table = "Identifiant,Titre,Statut\nplan-velo,Plan vélo,Complété\n";
            fs::write(plan.path().join("tableau.csv"), table).expect("a table");
            let parts = example.split('"').enumerate();
            let words = parts.flat_map(|(index, part)| match index % 2 {
                0 => part.split_whitespace().collect(),
                _ => vec![part],
            });
            let words: Vec<&str> = words.skip(1).collect();
            let mut called = program::command(plan.path());
            let output = called
                .env("VISUAL", "true")
                .args(words)
                .output()
                .expect("the program runs");
            let told = String::from_utf8_lossy(&output.stderr);
            assert_ne!(output.status.code(), Some(2), "{example}: {told}");
            ran += 1;
        }
    }
    assert!(ran > 35, "{ran}");
}

/// What each command makes of an option that is typed so, with a value where it takes one.
fn parsed(command: &Command, sub: &str, option: &str, value: Option<&str>) -> String {
    let words = ["plan", sub, option].into_iter().chain(value);
    match command.clone().try_get_matches_from(words) {
        Ok(matches) => format!("{matches:?}"),
        Err(error) => format!("{:?}", error.kind()),
    }
}

#[test]
fn every_french_word_stands_for_its_option_with_a_value() {
    let all = command(Lang::Fr);
    let mut tried = 0;
    for sub in all.get_subcommands() {
        for argument in sub.get_arguments() {
            let takes_value = matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
            let possible = argument.get_possible_values();
            let first = possible.first().map_or("2026", |value| value.get_name());
            let value = takes_value.then_some(first);
            let aliases = argument.get_all_aliases().unwrap_or_default();
            for (long, alias) in argument
                .get_long()
                .iter()
                .flat_map(|long| aliases.iter().map(move |alias| (long, alias)))
            {
                let [said, meant] = [alias, *long]
                    .map(|option| parsed(&all, sub.get_name(), &format!("--{option}"), value));
                assert_eq!(said, meant, "plan {} --{alias}", sub.get_name());
                assert_ne!(said, "UnknownArgument", "plan {} --{alias}", sub.get_name());
                tried += 1;
            }
        }
    }
    assert!(tried > 400, "{tried}");
    for (sub, alias, long) in [
        ("list", "au", "at"),
        ("budget", "au", "at"),
        ("list", "proprietaire", "owner"),
        ("list", "porteur", "owner"),
        ("list", "echeance", "ends"),
        ("status", "comparer", "compare"),
    ] {
        let [said, meant] =
            [alias, long].map(|option| parsed(&all, sub, &format!("--{option}"), Some("2026")));
        assert_eq!(said, meant, "plan {sub} --{alias}");
        assert!(said.contains("2026"), "{said}");
    }
}
