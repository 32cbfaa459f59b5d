//! The examples below the help of each command, carried out as they stand.

use std::fs;

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
