//! Files of actions as people may have written them: any order, any spacing, comments anywhere.

use plan::document::Document;
use plan::document::decode::decode;
use plan::load::read::read_sheet;
use plan::model::action::Sheet;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};

/// What a file states; none where something in it is wrong.
pub fn sheet(text: &str) -> Option<Sheet> {
    let decoded = decode(text.as_bytes().to_vec());
    let read = read_sheet(&decoded.document()?);
    read.findings.is_empty().then_some(read.value)?
}

/// The comments of a text, in no order, the schema's line apart.
pub fn remarks(text: &str) -> Vec<String> {
    let document = Document::of(text);
    let found = document.comments().iter().cloned();
    let text = document.text();
    let mut found: Vec<String> = found
        .map(|comment| text[comment].trim_end().to_owned())
        .filter(|comment| !comment.starts_with("#:schema"))
        .collect();
    found.sort();
    found
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
pub fn text() -> impl Strategy<Value = String> {
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
    let shape = (any::<bool>(), any::<bool>(), any::<bool>());
    (vec(line, 0..7), tables(), shape).prop_map(|(lines, tables, (windows, mark, open))| {
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
        if open {
            // Many editors leave the last line without its break.
            text.truncate(text.trim_end_matches('\n').len());
        }
        if windows {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        text
    })
}
