//! The real shells complete the words of a plan, and the real groff sets the manual.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::plans::copy;
use crate::program::run;
use crate::tools::{is_here, printed};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A shell in the real plan that finds the program, in French.
fn shell(program: &str, arguments: &[&str]) -> Command {
    let folder = Path::new(env!("CARGO_BIN_EXE_plan")).parent();
    let folder = folder.expect("a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(root())
        .env("PATH", format!("{folder}:{path}"))
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "dumb");
    command
}

/// What each line typed, its last word unfinished, may become: a word each.
const TYPED: &[(&[&str], &[&str])] = &[
    (&["plan", "ex"], &["export"]),
    (&["plan", "list", "--status", "comp"], &["Complété"]),
    (
        &["plan", "list", "--measure", "3.3"],
        &["3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5"],
    ),
    (&["plan", "show", "gestion-du-f"], &["gestion-du-fsl"]),
    (&["plan", "list", "@re"], &["@relances"]),
    (&["plan", "list", "--columns", "id,own"], &["id,owners"]),
    (&["plan", "-C", "/", "list", "--status", "n"], &["none"]),
    // Who funds nothing is no answer to who funds.
    (&["plan", "list", "--funder", "dr"], &["DRAAF"]),
    (&["plan", "list", "--funder", "ccas"], &[]),
    (
        &["plan", "--lang", "fr", "set", "gestion-du-fsl", "porteurs"],
        &["porteurs="],
    ),
    (
        &["plan", "set", "gestion-du-fsl", "statut=comp"],
        &["statut=Complété"],
    ),
    (&["plan", "new", "Titre", "funders=dra"], &["funders=DRAAF"]),
];

#[test]
fn bash_completes_the_words_of_the_plan() {
    if !is_here(
        shell("bash", &["--version"]).env("LC_ALL", "C"),
        "bash",
        "apt install bash",
    ) {
        return;
    }
    let script = r#"
        eval "$(plan completions bash)"
        COMP_LINE=$*
        # bash breaks words at `=`.
        COMP_WORDS=(); for word; do while [[ $word == [a-z]*=?* ]]; do COMP_WORDS+=("${word%%=*}" =); word=${word#*=}; done; COMP_WORDS+=("$word"); done
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_TYPE=9; COMPREPLY=()
        word=${COMP_WORDS[COMP_CWORD]}
        _plan_quoted plan "${word#[\"\']}" 2>&1
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let complete = |typed: &[&str]| {
        let mut arguments = vec!["--norc", "-c", script, "bash"];
        arguments.extend(typed);
        printed(&shell("bash", &arguments).output().expect("bash runs"))
    };
    for (typed, expected) in TYPED {
        let found = complete(typed);
        let found: Vec<&str> = found.lines().map(str::trim_end).collect();
        // What stands before the sign is typed already.
        let behind = |word: &&'static str| match word.split_once('=') {
            Some((_, value)) if !value.is_empty() => value,
            _ => word,
        };
        let expected: Vec<&str> = expected.iter().map(behind).collect();
        let found: Vec<&str> = found.into_iter().filter(|word| !word.is_empty()).collect();
        assert_eq!(found, expected, "{typed:?}");
    }
    // A blank is quoted where no quotation is open.
    for (before, typed, expected) in [
        ("list --status", "en", "En\\ cours"),
        ("list --status", "\"en", "En cours"),
        (
            "set gestion-du-fsl",
            "\"owners+=CCAS;dra",
            "owners+=CCAS;DRAAF",
        ),
    ] {
        let words = ["plan"].into_iter().chain(before.split(' '));
        let found = complete(&words.chain([typed]).collect::<Vec<_>>());
        assert_eq!(found.trim_end(), expected);
    }
}

/// Names that a shell would do something with.
const HOSTILE: [&str; 9] = [
    "Zed`>PWNED`",
    "Zip|touch PWNED",
    "Z$(touch PWNED)",
    "Z;touch PWNED",
    "Z\"$(touch PWNED)\"",
    "Z'$(touch PWNED)'",
    "Z!! \\ {a,b} *",
    "Z<b>&~#[x]?",
    "Zoé’s",
];

/// A plan whose actors bear hostile names.
fn hostile() -> TempDir {
    let plan = tempfile::tempdir().expect("a folder");
    for part in ["_base/schema", "_example/actions"] {
        copy(&root().join("tests/cases").join(part), plan.path());
    }
    let names = HOSTILE.map(|name| {
        let name = name.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{name}\"")
    });
    let actors = names
        .iter()
        .map(|name| format!("[[actor]]\nname = {name}\n"));
    let path = plan.path().join("schema/actors.toml");
    let text = fs::read_to_string(&path).expect("a file") + &actors.collect::<String>();
    fs::write(&path, text).expect("a file");
    let path = plan.path().join("actions/1.1/zed.toml");
    let text = format!(
        "title = \"Zed\"\nthemes = [\"Vélo\"]\nowners = [{}]\n",
        names.join(", ")
    );
    fs::write(path, text).expect("a file");
    plan
}

#[test]
fn bash_takes_a_hostile_name_for_a_name() {
    if !is_here(
        &mut shell("bash", &["--version"]),
        "bash",
        "apt install bash",
    ) {
        return;
    }
    let plan = hostile();
    // The line as a user sends it off: the quotation that was begun is closed.
    let script = r#"
        eval "$(plan completions bash)"
        COMP_WORDS=(plan list --owner "$1Z"); COMP_CWORD=3; COMP_TYPE=9
        _plan_quoted plan Z
        for reply in "${COMPREPLY[@]}"; do eval "printf '%s\n' $1$reply$1"; done
    "#;
    for quote in ["", "\"", "'"] {
        let mut bash = shell("bash", &["--norc", "-c", script, "bash", quote]);
        let found = printed(&bash.current_dir(plan.path()).output().expect("bash runs"));
        let found: Vec<&str> = found.lines().collect();
        assert_eq!(found, HOSTILE, "in {quote}");
        assert!(!plan.path().join("PWNED").exists(), "in {quote}");
    }
}

#[test]
fn fish_completes_the_words_of_the_plan_and_says_what_they_mean() {
    if !is_here(
        &mut shell("fish", &["--version"]),
        "fish",
        "apt install fish",
    ) {
        return;
    }
    for (typed, expected) in TYPED {
        let line = typed.join(" ");
        let script = format!("plan completions fish | source; complete -C '{line}'");
        let found = printed(
            &shell("fish", &["--no-config", "-c", &script])
                .output()
                .expect("fish runs"),
        );
        let words: Vec<&str> = found
            .lines()
            .map(|line| line.split('\t').next().unwrap_or(line))
            .collect();
        assert_eq!(words, *expected, "{line}");
        assert!(
            !line.contains("3.3") || found.contains("eau potable"),
            "{found}"
        );
    }
}

#[test]
fn zsh_completes_a_status_and_shows_measures_with_their_titles() {
    if !is_here(&mut shell("zsh", &["--version"]), "zsh", "apt install zsh") {
        return;
    }
    // A terminal of its own, in which a person types a line and presses the key.
    let script = r#"
        zmodload zsh/zpty
        zpty z 'zsh -f -i'
        wait_for() {
            local chunk out='' tries=0
            while (( tries++ < 100 )); do
                while zpty -r -t z chunk 2>/dev/null; do out+=$chunk; done
                [[ $out == *$1* ]] && break
                sleep 0.1
            done
            print -r -- "$out"
        }
        zpty -w z 'PS1="> "; autoload -Uz compinit; compinit -u -D; LISTMAX=0; stty cols 160; eval "$(plan completions zsh)"; print REA''DY'
        wait_for READY >/dev/null
        zpty -w -n z $'plan list --measure 3.3\t\t'
        wait_for 3.3.5
        zpty -w -n z $'\C-uplan list --status Comp\t'
        wait_for Complété
        zpty -w -n z $'\C-uplan set gestion-du-fsl statut=Comp\t'
        wait_for statut=Complété
        zpty -d z
    "#;
    let output = shell("zsh", &["-f", "-c", script])
        .output()
        .expect("zsh runs");
    let shown = printed(&output);
    for expected in [
        "3.3.1",
        "eau potable",
        "3.3.5",
        "plan list --status Complété",
        "plan set gestion-du-fsl statut=Complété",
    ] {
        assert!(shown.contains(expected), "{expected} in {shown}");
    }
}

#[test]
fn without_a_plan_the_shell_is_told_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_plan"))
        .args(["--", "plan", "list", "--theme", ""])
        .current_dir(folder.path())
        .env("COMPLETE", "fish")
        .output()
        .expect("the program runs");
    assert!(output.status.success());
    assert_eq!((output.stdout, output.stderr), (Vec::new(), Vec::new()));
}

#[test]
fn groff_sets_every_page_of_the_manual_without_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    let groff = |arguments: &[&str]| shell("groff", arguments);
    if !is_here(&mut groff(&["--version"]), "groff", "apt install groff") {
        return;
    }
    for (lang, name) in [("fr", "NOM"), ("en", "NAME")] {
        let pages = folder.path().join(lang);
        let path = pages.to_str().expect("UTF-8");
        let written = printed(&run(root(), ["--lang", lang, "man", path]));
        let there = fs::read_dir(&pages).expect("a folder").count();
        assert_eq!(written.lines().count(), there);
        assert!(there > 15, "{there} pages");
        for page in written.lines() {
            let page = pages.join(page);
            let output = groff(&["-man", "-Kutf8", "-Tutf8", "-ww", "-P-cbou"])
                .arg(&page)
                .output();
            let output = output.expect("groff runs");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(said, "", "{}", page.display());
            let set = printed(&output);
            assert!(set.contains(name), "{}: {set}", page.display());
        }
    }
}
