//! `plan fmt`: the canonical layout changes no meaning, loses no comment, and is its own layout; the plan itself is laid out.

mod program;

use std::fs;
use std::path::Path;

use plan::model::action::Sheet;
use plan::store::comments::comments;
use plan::store::decode::decode;
use plan::store::layout::layout;
use plan::store::read::read_sheet;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use walkdir::WalkDir;

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

/// What a file states; none where something in it is wrong.
fn sheet(text: &str) -> Option<Sheet> {
    let decoded = decode(text.as_bytes().to_vec());
    let read = read_sheet(&decoded.text?);
    read.findings.is_empty().then_some(read.value)?
}

/// The comments of a text, in no order, the schema's line apart.
fn remarks(text: &str) -> Vec<String> {
    let found = comments(text).into_iter();
    let mut found: Vec<String> = found
        .map(|comment| text[comment].trim_end().to_owned())
        .filter(|comment| !comment.starts_with("#:schema"))
        .collect();
    found.sort();
    found
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

/// A key with its value, in one of the ways that people write it.
fn field() -> impl Strategy<Value = (&'static str, String)> {
    let text = prop_oneof![
        Just("\"été\"".to_owned()),
        Just("'l’air \"pur\"'".to_owned()),
        Just("\"\"\"\nun\ndeux\n\n\"\"\"".to_owned()),
        Just("\"l'air \\\"pur\\\" C:\\\\temp\"".to_owned()),
        Just("'''\nun\n  deux # non\n'''".to_owned()),
        Just("\"\"\"\nun \\\n   seul\"\"\"".to_owned()),
        "[a-zé# ]{1,12}".prop_map(|text| format!("\"x{text}\"")),
    ];
    let date = prop_oneof![
        Just("2019".to_owned()),
        Just("2019-05-12".to_owned()),
        Just("\"mai 2019\"".to_owned()),
        Just("\"12/05/2019\"".to_owned()),
        Just("'Été 2020'".to_owned()),
        Just("\"?\"".to_owned()),
    ];
    let names = vec(
        prop_oneof![Just("\"A\""), Just("'É B'"), Just("\"?\"")],
        0..4,
    );
    let names = (names, gap()).prop_map(|(names, gap)| {
        let items: Vec<String> = names.iter().map(|name| format!("{gap}{name}")).collect();
        format!("[{}{gap}]", items.join(","))
    });
    let budget = vec(
        prop_oneof![
            Just("{ note = '?' }"),
            Just("{amount=5000000,label=\"usine\"}"),
            Just("{ amount = { max = 2_0, min = 1.50 }, per = 'an' }"),
            Just("{ ht.min = 12345, ht.max = 99999, year = 2024 }"),
            Just("{ included_in = '?', of_which = false }"),
        ],
        0..3,
    );
    let budget = (budget, gap()).prop_map(|(lines, gap)| {
        let items: Vec<String> = lines.iter().map(|line| format!("{gap}{line}")).collect();
        format!("[{}{gap}]", items.join(","))
    });
    let parts = vec(
        prop_oneof![
            Just("'Un'"),
            Just("{ title = \"Deux\" }"),
            Just("{ end = 2020, title = 'Trois', owners = ['A'] }"),
            Just("{ title = 'Quatre', description = \"\"\"a\nb\"\"\" }"),
            Just("{ title = 'Cinq', budget = [{ amount = 10_000 }, { note = 'x' }] }"),
        ],
        0..3,
    );
    let parts = (parts, gap()).prop_map(|(parts, gap)| {
        let items: Vec<String> = parts.iter().map(|part| format!("{gap}{part}")).collect();
        format!("[{}{gap}]", items.join(","))
    });
    let key = prop_oneof![
        Just("status"),
        Just("code"),
        Just("description"),
        Just("progress"),
        Just("editor_notes"),
        Just("extra.note"),
    ];
    let list = prop_oneof![Just("owners"), Just("partners"), Just("places")];
    prop_oneof![
        (key, text),
        (prop_oneof![Just("start"), Just("end")], date),
        (list, names),
        (Just("budget"), budget),
        (Just("sub_actions"), parts),
        (
            Just("extra"),
            Just("{ cout = 12345, 'a b' = 1.50 }".to_owned())
        ),
    ]
}

/// What stands between two items of a list: nothing, a line, a comment.
fn gap() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just(""),
        Just(" "),
        Just("\n"),
        Just(" # derrière\n  "),
        Just("\n\n  # devant\n\n  # encore\n"),
    ]
}

/// Headers of tables, which end a file.
fn tables() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just(""),
        Just("\n# la fin\n"),
        Just("[[budget]] # à côté\n# dessus\namount = 700000.00\n\n[[budget]]\nnote = 'x'\n"),
        Just("# dessus\n[extra] # à côté\nfiche = 12 # douze\n"),
        Just(
            "[[sub_actions]]\ntitle = 'A'\n[[sub_actions.budget]]\namount = 5 # cinq\n\n[[sub_actions]]\n# titre\ntitle = 'B'\n# fin"
        ),
        Just(
            "[[indicators]]\nname = 'n'\n[indicators.values]\n2024 = 12345\n2023 = 1.5 # mesuré\n"
        ),
    ]
}

/// A file as a person may have left it.
fn text() -> impl Strategy<Value = String> {
    let comment = prop_oneof![
        Just(""),
        Just("\n"),
        Just("# un\n"),
        Just("# un\n\n# deux\n\n"),
        Just("#:schema ../../schema/action.schema.json\n"),
    ];
    let line = (
        comment,
        field(),
        prop_oneof![Just(""), Just(" # fin de ligne")],
    );
    (vec(line, 0..7), tables(), any::<bool>(), any::<bool>()).prop_map(
        |(lines, tables, windows, mark)| {
            let mut text = String::new();
            let mut seen = vec!["title", "themes"];
            let required = [
                ("", ("title", "'t'".to_owned()), ""),
                ("", ("themes", "['T']".to_owned()), ""),
            ];
            for (comment, (key, value), beside) in lines.into_iter().chain(required) {
                let root = key.split('.').next().unwrap_or(key);
                let again = seen.contains(&root) && !matches!(key, "title" | "themes");
                if again || tables.contains(&format!("[{root}]")) {
                    continue;
                }
                seen.push(root);
                text.push_str(&format!("{comment}{key} = {value}{beside}\n"));
            }
            text.push_str(tables);
            if windows {
                text = text.replace('\n', "\r\n");
            }
            if mark {
                text.insert(0, '\u{feff}');
            }
            text
        },
    )
}

proptest! {
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
