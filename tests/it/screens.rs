//! What a screen shows: lines that fit it, no empty line where none belongs, colours that are never alone.

use std::path::Path;

use plan::render::wrap::length;

use crate::plans::root;
use crate::program::command;

/// The answer of a command on a screen of that width.
fn shown(folder: &Path, width: &str, words: &str) -> String {
    let mut command = command(folder);
    command.args(words.split(' ')).env("COLUMNS", width);
    let output = command.output().expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_tables_of_the_real_plan_fit_every_screen() {
    for words in [
        "list",
        "list --group-by status",
        "list --late",
        "list --indicators",
        "list --search plan",
        "budget",
        "budget --by owner",
        "budget --by funder",
        "status",
        "vocabulary list actors",
        "vocabulary list measures",
    ] {
        for width in ["60", "80", "100", "160"] {
            for lang in ["fr", "en"] {
                let answer = shown(root(), width, &format!("{words} --lang {lang}"));
                let most: usize = width.parse().expect("a width");
                let wide = answer.lines().find(|line| length(line) > most);
                assert_eq!(wide, None, "{words} at {width}");
                let mut lines = answer.lines().skip(usize::from(words.contains(" --")));
                assert_ne!(lines.next(), Some(""), "{words} at {width}");
                let is_grouped = words.contains("group-by");
                assert!(
                    !is_grouped || !answer.contains("\n\n"),
                    "{words} at {width}"
                );
            }
        }
    }
}

#[test]
fn a_colour_only_repeats_what_words_say() {
    let answer = |words: &str, set: Option<&str>| {
        let mut command = command(root());
        command.env_remove("NO_COLOR").args(words.split(' '));
        command.envs(set.map(|name| (name, "1")));
        let output = command.output().expect("the program runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    for (words, coloured) in [
        (
            "list --late --today 2031-01-01 --columns id",
            "\u{1b}[38;5;9m",
        ),
        ("status --today 2031-01-01", "\u{1b}[38;5;9m"),
        ("list --status Complété", "\u{1b}[38;5;10m"),
    ] {
        let always = answer(&format!("{words} --color always"), None);
        assert!(always.contains(coloured), "{always}");
        let plain = answer(words, None);
        assert_eq!(answer(words, Some("NO_COLOR")), plain);
        assert!(!plain.contains('\u{1b}'), "{plain}");
        let words = |text: &str| -> Vec<String> {
            let text = anstream::adapter::strip_str(text).to_string();
            text.split_whitespace().map(str::to_owned).collect()
        };
        assert_eq!(words(&always), words(&plain));
    }
}
