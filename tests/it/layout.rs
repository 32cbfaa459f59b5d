//! `plan fmt`: the canonical layout changes no meaning, loses no comment, and is its own layout; the plan itself is laid out.

use std::fs;
use std::path::Path;

use plan::document::Document;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use walkdir::WalkDir;

use crate::program;
use crate::written::{remarks, sheet, text};

/// The text in its canonical layout.
fn layout(text: &str) -> String {
    Document::of(text).layout()
}

/// The plan's own files.
fn files() -> Vec<(String, String)> {
    let walk = WalkDir::new("actions").sort_by_file_name().into_iter();
    walk.map(|entry| entry.expect("the plan's folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a text");
            (entry.path().display().to_string(), text)
        })
        .collect()
}

#[test]
fn the_plan_is_laid_out() {
    let files = files();
    assert!(files.len() > 90);
    for (path, text) in files {
        assert_eq!(layout(&text), text, "{path}");
    }
}

/// A plan of the real words and one measure's actions, in a folder that goes with it.
fn small_plan() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (from, to) in [("schema", "schema"), ("actions/1.1.1", "actions/1.1.1")] {
        fs::create_dir_all(folder.path().join(to)).expect("folders");
        for entry in fs::read_dir(from).expect("the plan's folder") {
            let entry = entry.expect("a file");
            let copy = folder.path().join(to).join(entry.file_name());
            fs::copy(entry.path(), copy).expect("a copy");
        }
    }
    folder
}

/// What a run printed on both streams, and its exit code.
fn fmt(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let all = ["fmt"].into_iter().chain(arguments.iter().copied());
    let output = program::run(folder, all);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

#[test]
fn fmt_lays_out_what_it_understands_and_leaves_the_rest() {
    let folder = small_plan();
    let at = |name: &str| folder.path().join("actions/1.1.1").join(name);
    let good = fs::read_to_string(at("elaboration-du-pcaet.toml")).expect("an action");
    fs::write(at("elaboration-du-pcaet.toml"), good.replace('\n', "\r\n")).expect("written");
    let broken = "title = 'x'\nthemes = [\n";
    fs::write(at("casse.toml"), broken).expect("written");
    // The blank line alone tells that `status` may be the action's.
    let loose = "title = 'x'\nthemes = ['Partenariats']\n[[sub_actions]]\ntitle = 'y'\n\nstatus = 'En cours'\n";
    fs::write(at("egare.toml"), loose).expect("written");
    let path = "actions/1.1.1/elaboration-du-pcaet.toml\n";
    let left = "2 fichiers laissés";

    let (out, told, code) = fmt(folder.path(), &["--check"]);
    assert_eq!((out.as_str(), code), (path, Some(1)), "{told}");
    let windows = fs::read_to_string(at("elaboration-du-pcaet.toml")).expect("an action");
    assert!(windows.contains('\r'), "--check writes nothing");

    let (out, told, code) = fmt(folder.path(), &[]);
    assert_eq!((out.as_str(), code), (path, Some(1)), "{told}");
    assert!(told.contains(left), "{told}");
    let read = |name| fs::read_to_string(at(name)).expect("an action");
    assert_eq!(read("elaboration-du-pcaet.toml"), good);
    assert_eq!(read("casse.toml"), broken);
    assert_eq!(read("egare.toml"), loose);

    let (out, told, code) = fmt(folder.path(), &["actions/1.1.1/elaboration-du-pcaet.toml"]);
    assert_eq!((out.as_str(), code), ("", Some(0)), "{told}");
    let (_, told, code) = fmt(folder.path(), &["schema"]);
    assert_eq!(code, Some(2), "{told}");
}

proptest! {
    // Failures are shown, and kept in no file.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_layout_changes_no_meaning_and_loses_no_comment(text in text()) {
        let before = sheet(&text);
        prop_assert!(before.is_some(), "{}", text);
        let laid_out = layout(&text);
        prop_assert_eq!(before, sheet(&laid_out), "{}\n{}", text, laid_out);
        prop_assert_eq!(remarks(&text), remarks(&laid_out), "{}\n{}", text, laid_out);
        let windows = laid_out.contains('\r') || laid_out.starts_with('\u{feff}');
        prop_assert!(!windows);
    }

    #[test]
    fn the_layout_of_a_layout_is_itself(text in text()) {
        let laid_out = layout(&text);
        prop_assert_eq!(layout(&laid_out), laid_out);
    }
}
