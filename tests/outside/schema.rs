//! The schema of editors, as the validator behind them takes it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::action_lines::{BAD, GOOD, with};
use crate::plans::root;
use crate::program::run;
use crate::tools::is_here;

/// Whether Taplo refuses any of the files that `pattern` names, and what it shows of them.
fn refused(pattern: &str, folder: &Path) -> (bool, String) {
    let output = Command::new("taplo")
        .args(["lint", "--no-auto-config", "--colors", "never", pattern])
        .current_dir(folder)
        .output()
        .expect("taplo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    // Where it points at: `┌─ /…/essai.toml:4:7`.
    let places: Vec<&str> = said.lines().filter(|line| line.contains(" ┌─ ")).collect();
    (!output.status.success(), places.join("\n"))
}

#[test]
fn taplo_passes_the_plan_and_refuses_planted_mistakes() {
    if !is_here(
        Command::new("taplo").arg("--version"),
        "taplo",
        "pip install taplo",
    ) {
        return;
    }
    let nothing = (false, String::new());
    assert_eq!(refused("actions/*/*.toml", root()), nothing);
    // The files find the schema by their own first line, as they do in an editor.
    let folder = tempfile::tempdir().expect("a folder");
    let name = "schema/action.schema.json";
    for place in ["schema", "actions/good", "actions/bad"] {
        fs::create_dir_all(folder.path().join(place)).expect("a folder");
    }
    fs::copy(root().join(name), folder.path().join(name)).expect("a copy");
    for (index, line) in GOOD.iter().enumerate() {
        let file = format!("actions/good/{index}.toml");
        fs::write(folder.path().join(file), with(line)).expect("a file");
    }
    assert_eq!(refused("actions/good/*.toml", folder.path()), nothing);
    for (index, (line, _)) in BAD.iter().enumerate() {
        let file = format!("actions/bad/{index}.toml");
        fs::write(folder.path().join(file), with(line)).expect("a file");
    }
    let (_, places) = refused("actions/bad/*.toml", folder.path());
    for (index, (line, _)) in BAD.iter().enumerate() {
        assert!(places.contains(&format!("/{index}.toml:")), "{line}");
    }
}

#[test]
fn tombi_lays_out_the_plan_as_fmt_does() {
    if !is_here(
        Command::new("tombi").arg("--version"),
        "tombi",
        "pip install tombi",
    ) {
        return;
    }
    let format = |folder: &Path, check: &[&str]| {
        let mut tombi = Command::new("tombi");
        let output = tombi
            .args(["format", "--offline"])
            .args(check)
            .current_dir(folder);
        let output = output.output().expect("tombi runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        said
    };
    let said = format(root(), &["--check"]);
    assert!(said.contains("95 files"), "{said}");
    // A plan that begins has the same settings, and one that is laid out otherwise becomes the same.
    let folder = tempfile::tempdir().expect("a folder");
    let made = run(folder.path(), ["init", "."]);
    assert!(made.status.success(), "{made:?}");
    let file = folder.path().join("actions/1.1.1/exemple.toml");
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(
        &file,
        text.replacen("\n\n", "\n", 1)
            .replace("title  = ", "title="),
    )
    .expect("a file");
    format(folder.path(), &[]);
    assert_eq!(fs::read_to_string(&file).expect("a file"), text);
}
