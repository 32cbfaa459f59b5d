//! What the server answers about a place: what may stand there, what it means, where else it stands, how it is mended.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use plan::source::Source;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, at, uri};
use crate::checked::check;
use crate::plans;
use crate::samples;

/// A copy of the real plan, and a client that has it open and can do what an editor can.
fn real() -> (TempDir, Client) {
    let folder = tempfile::tempdir().expect("a folder");
    plans::real(folder.path());
    let client = Client::with(
        json!({
            "general": { "positionEncodings": ["utf-16"] },
            "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["rename"] } },
        }),
        &[folder.path()],
    );
    (folder, client)
}

/// A file of an action that is not there yet.
fn new_file(folder: &TempDir) -> PathBuf {
    folder.path().join("actions/2.2.4/essai.toml")
}

/// Open a text with `|` in it, without it; the place of it.
fn open(client: &mut Client, file: &Path, marked: &str) -> (u32, u32) {
    let place = marked.find('|').expect("a mark");
    client.open(file, &marked.replacen('|', "", 1));
    let before = &marked[..place];
    let line = before.matches('\n').count();
    let column = before[before.rfind('\n').map_or(0, |end| end + 1)..]
        .encode_utf16()
        .count();
    (
        u32::try_from(line).expect("a line"),
        u32::try_from(column).expect("a column"),
    )
}

/// The text with edits of it made.
fn edited(text: &str, edits: &Value) -> String {
    let offset = |position: &Value| {
        let count =
            |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("small");
        let line: usize = text
            .split_inclusive('\n')
            .take(count("line"))
            .map(str::len)
            .sum();
        let mut units = 0;
        let rest = text[line..].char_indices();
        let found = rest.map(|(index, c)| {
            let at = units;
            units += c.len_utf16();
            (index, at)
        });
        let found = found.collect::<Vec<_>>();
        let byte = found.into_iter().find(|(_, at)| *at == count("character"));
        byte.map_or(text.len(), |(index, _)| line + index)
    };
    let edits = edits.as_array().expect("a list of edits");
    let mut splices: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let (start, end) = (
                offset(&edit["range"]["start"]),
                offset(&edit["range"]["end"]),
            );
            (start, end, edit["newText"].as_str().expect("a text"))
        })
        .collect();
    splices.sort();
    let mut text = text.to_owned();
    for (start, end, new) in splices.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

/// Make the edits of several files on disk, files that go elsewhere too.
fn made(edit: &Value) {
    let path =
        |uri: &Value| PathBuf::from(uri.as_str().expect("an address").replacen("file://", "", 1));
    let change = |uri: &Value, edits: &Value| {
        let text = fs::read_to_string(path(uri)).expect("a file");
        fs::write(path(uri), edited(&text, edits)).expect("a file");
    };
    for (uri, edits) in edit["changes"].as_object().into_iter().flatten() {
        change(&json!(uri), edits);
    }
    for one in edit["documentChanges"].as_array().into_iter().flatten() {
        match one["kind"].as_str() {
            Some("rename") => {
                fs::rename(path(&one["oldUri"]), path(&one["newUri"])).expect("a file")
            }
            _ => change(&one["textDocument"]["uri"], &one["edits"]),
        }
    }
}

/// The labels that are offered at the place of `|`, and the text with the first of them in it.
fn offered(marked: &str) -> (Vec<String>, String) {
    let (folder, mut client) = real();
    let file = new_file(&folder);
    let (line, column) = open(&mut client, &file, marked);
    let items = client.ask_at("textDocument/completion", &file, line, column);
    let items = items.as_array().expect("a list");
    let text = marked.replacen('|', "", 1);
    let first = items.first().map_or(text.clone(), |item| {
        edited(&text, &json!([item["textEdit"]]))
    });
    let labels = items.iter().filter_map(|item| item["label"].as_str());
    (labels.map(str::to_owned).collect(), first)
}

#[test]
fn what_may_stand_at_a_place_is_offered() {
    for (marked, expected, first) in [
        ("|", "title", "title = \"\""),
        (
            "title = \"x\"\nthemes = [\"Eau\"]\n\nst|\n",
            "status",
            "title = \"x\"\nthemes = [\"Eau\"]\n\ncode = \"\"\n",
        ),
        ("status = |", "En cours", "status = \"Nouveau\""),
        ("status = \"|", "En cours", "status = \"Nouveau\""),
        ("status = \"|\"", "Complété", "status = \"Nouveau\""),
        (
            "owners = |",
            "Dijon métropole",
            "owners = [\"Service Environnement\"]",
        ),
        (
            "owners = [\"Ademe\", \"|\n\nstart = \"2020\"\n",
            "Dijon métropole",
            "owners = [\"Ademe\", \"Service Environnement\"\n\nstart = \"2020\"\n",
        ),
        (
            "other_measures = [|]",
            "2.2.4",
            "other_measures = [\"1.1.1\"]",
        ),
        ("start = \"2031|\"", "été 2031", "start = \"2031\""),
        ("end = |", "en continu", "end = \"2026\""),
        ("budget = [{ |", "amount", "budget = [{ label = \"\""),
        (
            "budget = [{ kind = '|' }]",
            "fonctionnement",
            "budget = [{ kind = 'investissement' }]",
        ),
        ("budget = |", "{ … }", "budget = [{  }]"),
        (
            "budget = [{ amount = | }]",
            "{ … }",
            "budget = [{ amount = { min = , max =  } }]",
        ),
        (
            "sub_actions = [|]",
            "{ … }",
            "sub_actions = [{ title = \"\" }]",
        ),
        (
            "[[sub_actions]]\nti|",
            "title",
            "[[sub_actions]]\ntitle = \"\"",
        ),
        (
            "x = = \"\nthemes = [\"|\"]",
            "Eau potable",
            "x = = \"\nthemes = [\"Achats durables\"]",
        ),
    ] {
        let (labels, text) = offered(marked);
        assert!(
            labels.iter().any(|label| label == expected),
            "{marked}: {labels:?}"
        );
        assert_eq!(text, first, "{marked}");
    }
    let (labels, _) = offered("title = \"x\"\n|\nstatus = \"En cours\"\n");
    assert!(
        !labels
            .iter()
            .any(|label| label == "title" || label == "status"),
        "{labels:?}"
    );
    let (labels, _) = offered("# tit|\n");
    assert!(labels.is_empty(), "{labels:?}");
    let (labels, _) = offered("budget = [{ included_in = \"|\" }]");
    assert!(labels.len() > 90, "{labels:?}");
}

#[test]
fn a_place_says_what_it_means() {
    for (marked, expected) in [
        ("sta|tus = \"En cours\"\n", "Le statut"),
        ("status = \"En |cours\"\n", "L'action est engagée"),
        ("owners = [\"Dijon métro|pole\"]\n", "- Porteurs"),
        ("other_measures = [\"2.2|.4\"]\n", "énergies renouvelables"),
        (
            "title = \"x\"\nbudget = [{ amount = 18_0|00_000 }]\n",
            "**18\u{202f}000\u{202f}000\u{a0}€**",
        ),
        (
            "title = \"x\"\nbudget = [{ amount = 18_0|00_000 }]\n",
            "Total de l'axe",
        ),
        ("budget = [{ of_w|hich = true }]\n", "dont"),
    ] {
        let (folder, mut client) = real();
        let file = new_file(&folder);
        let (line, column) = open(&mut client, &file, marked);
        let hover = client.ask_at("textDocument/hover", &file, line, column);
        let said = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(said.contains(expected), "{marked}: {hover}");
    }
}

/// The remedies at a place, by their titles.
fn remedies(
    client: &mut Client,
    file: &Path,
    line: u32,
    column: u32,
    only: Option<&str>,
) -> BTreeMap<String, Value> {
    let place = json!({ "line": line, "character": column });
    let context = match only {
        Some(only) => json!({ "diagnostics": [], "only": [only] }),
        None => json!({ "diagnostics": [] }),
    };
    let range = json!({ "start": place, "end": place });
    let params =
        json!({ "textDocument": { "uri": uri(file) }, "range": range, "context": context });
    let actions = client.ask("textDocument/codeAction", params);
    let actions = actions.as_array().expect("a list").iter();
    actions
        .map(|action| {
            (
                action["title"].as_str().expect("a title").to_owned(),
                action.clone(),
            )
        })
        .collect()
}

#[test]
fn what_is_wrong_has_its_remedies() {
    for (marked, title, after) in [
        (
            "status = \"En |courss\"\n",
            "Écrire \"En cours\"",
            "status = \"En cours\"\n",
        ),
        (
            "status = \"term|iné\"\n",
            "Écrire \"Complété\"",
            "status = \"Complété\"\n",
        ),
        (
            "budget = [{ amount = \"18| M€\" }]\n",
            "Écrire 18_000_000",
            "budget = [{ amount = 18_000_000 }]\n",
        ),
        (
            "budget = [{ amount = \"17 |à 27 M€\" }]\n",
            "Lire «\u{202f}17 à 27 M€\u{202f}»\u{202f}: { min = 17_000_000, max = 27_000_000 }",
            "budget = [{ amount = { min = 17_000_000, max = 27_000_000 } }]\n",
        ),
        (
            "budget = [{ amount = 1|0 }]\n",
            "Excuser (small-amount)\u{202f}: dire pourquoi",
            "# plan: allow(small-amount) \nbudget = [{ amount = 10 }]\n",
        ),
    ] {
        let (folder, mut client) = real();
        let file = new_file(&folder);
        let head = "title = \"Été\"\nthemes = [\"Eau potable\"]\n";
        let (line, column) = open(&mut client, &file, &format!("{head}{marked}"));
        let found = remedies(&mut client, &file, line, column, None);
        let action = found
            .get(title)
            .unwrap_or_else(|| panic!("{marked}: {:?}", found.keys()));
        let text = format!("{head}{}", marked.replacen('|', "", 1));
        let edits = &action["edit"]["changes"][uri(&file)];
        assert_eq!(edited(&text, edits), format!("{head}{after}"), "{marked}");
    }
}

#[test]
fn a_name_comes_into_its_vocabulary() {
    let (folder, mut client) = real();
    let file = new_file(&folder);
    let (line, column) = open(
        &mut client,
        &file,
        "title = \"x\"\nthemes = [\"Eau potable\"]\nfunders = [\"Caisse |nouvelle\"]\n",
    );
    let found = remedies(&mut client, &file, line, column, None);
    let action = &found["Ajouter «\u{202f}Caisse nouvelle\u{202f}» à schema/actors.toml"];
    made(&action["edit"]);
    let actors = fs::read_to_string(folder.path().join("schema/actors.toml")).expect("a file");
    assert!(actors.contains("name = \"Caisse nouvelle\"\nkind = \"funders\"\n"));
}

#[test]
fn a_file_and_the_plan_are_mended_as_check_does() {
    let (folder, mut client) = real();
    let (one, other) = ("actions/2.2.4/un.toml", "actions/2.2.4/deux.toml");
    let text = "title = \"x\"\nthemes = [\"eau potable\"]\nstatus = \"termine\" \n";
    for path in [one, other] {
        fs::write(folder.path().join(path), text).expect("a file");
    }
    client.open(&folder.path().join(one), text);
    let found = remedies(
        &mut client,
        &folder.path().join(one),
        0,
        0,
        Some("source.fixAll"),
    );
    assert_eq!(found.len(), 2, "{:?}", found.keys());
    let of_plan = found
        .values()
        .find(|action| action["kind"] == "source.fixAll.plan");
    made(&of_plan.expect("an action")["edit"]);
    for path in [one, other] {
        let mended = fs::read_to_string(folder.path().join(path)).expect("a file");
        assert_eq!(
            mended,
            "title = \"x\"\nthemes = [\"Eau potable\"]\nstatus = \"Complété\"\n"
        );
    }
}

#[test]
fn a_name_leads_to_its_entry_and_to_its_uses() {
    for (marked, path, line) in [
        (
            "owners = [\"Dijon mé|tropole\"]\n",
            "schema/actors.toml",
            "name = \"Dijon métropole\"",
        ),
        (
            "themes = [\"Eau |potable\"]\n",
            "schema/themes.toml",
            "name = \"Eau potable\"",
        ),
        (
            "status = \"En| cours\"\n",
            "schema/statuses.toml",
            "name = \"En cours\"",
        ),
        (
            "other_measures = [\"2.2|.4\"]\n",
            "schema/measures.toml",
            "code = \"2.2.4\"",
        ),
    ] {
        let (folder, mut client) = real();
        let file = new_file(&folder);
        let (row, column) = open(&mut client, &file, marked);
        let place = client.ask_at("textDocument/definition", &file, row, column);
        assert_eq!(
            place["uri"],
            uri(&folder.path().join(path)),
            "{marked}: {place}"
        );
        let text = fs::read_to_string(folder.path().join(path)).expect("a file");
        let row = usize::try_from(place["range"]["start"]["line"].as_u64().expect("a line"))
            .expect("small");
        assert_eq!(text.lines().nth(row), Some(line));
    }
}

#[test]
fn a_name_is_found_wherever_the_plan_uses_it() {
    let (folder, mut client) = real();
    let file = folder.path().join("schema/actors.toml");
    let text = fs::read_to_string(&file).expect("a file");
    let at_name = text
        .lines()
        .position(|line| line == "name = \"Ademe BFC\"")
        .expect("an actor");
    client.open(&file, &text);
    let mut params = at(&file, u32::try_from(at_name).expect("small"), 10);
    params["context"] = json!({ "includeDeclaration": false });
    let places = client.ask("textDocument/references", params);
    let files = walkdir::WalkDir::new(folder.path().join("actions")).into_iter();
    let files = files.filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
    let count: usize = files
        .map(|text| text.matches("\"Ademe BFC\"").count())
        .sum();
    assert!(count > 1);
    assert_eq!(places.as_array().expect("a list").len(), count);
}

#[test]
fn another_name_goes_all_over_the_plan() {
    let (folder, mut client) = real();
    let file = new_file(&folder);
    let (line, column) = open(
        &mut client,
        &file,
        "title = \"x\"\nthemes = [\"Eau potable\"]\nowners = [\"Ademe |BFC\"]\n",
    );
    fs::write(
        &file,
        "title = \"x\"\nthemes = [\"Eau potable\"]\nowners = [\"Ademe BFC\"]\n",
    )
    .expect("a file");
    let before = check(folder.path()).1.len();
    let asked = client.ask_at("textDocument/prepareRename", &file, line, column);
    assert_eq!(asked["placeholder"], "Ademe BFC");
    let mut params = at(&file, line, column);
    params["newName"] = json!("Ademe Bourgogne");
    made(&client.ask("textDocument/rename", params.clone()));
    let text = fs::read_to_string(&file).expect("a file");
    assert!(text.contains("owners = [\"Ademe Bourgogne\"]"), "{text}");
    assert_eq!(check(folder.path()).1.len(), before);
    params["newName"] = json!("Dijon métropole");
    let (code, why) = client
        .asks("textDocument/rename", params)
        .expect_err("a refusal");
    assert_eq!(code, -32803, "{why}");
}

#[test]
fn a_theme_and_a_status_take_another_name_and_a_measure_another_title() {
    for (marked, shown, new, path, expected) in [
        (
            "themes = [\"Eau |potable\"]\n",
            "Eau potable",
            "Eau du robinet",
            "schema/themes.toml",
            "name = \"Eau du robinet\"\naliases = [\"Eau potable\"",
        ),
        (
            "themes = [\"Eau potable\"]\nstatus = \"En| cours\"\n",
            "En cours",
            "En route",
            "schema/statuses.toml",
            "name = \"En route\"",
        ),
        (
            "themes = [\"Eau potable\"]\nother_measures = [\"2.2|.4\"]\n",
            "Augmenter la part de consommation en énergies renouvelables pour l'électricité des bâtiments publics",
            "Électricité des bâtiments publics",
            "schema/measures.toml",
            "code = \"2.2.4\"\ntitle = \"Électricité des bâtiments publics\"",
        ),
    ] {
        let (folder, mut client) = real();
        let file = new_file(&folder);
        let marked = format!("title = \"x\"\n{marked}");
        fs::write(&file, marked.replacen('|', "", 1)).expect("a file");
        let before = check(folder.path()).1.len();
        let (line, column) = open(&mut client, &file, &marked);
        let asked = client.ask_at("textDocument/prepareRename", &file, line, column);
        assert_eq!(asked["placeholder"], shown);
        let mut params = at(&file, line, column);
        params["newName"] = json!(new);
        made(&client.ask("textDocument/rename", params));
        let words = fs::read_to_string(folder.path().join(path)).expect("a file");
        let aligned = words.replace("  =", " =").replace("  =", " =");
        assert!(aligned.contains(expected), "{words}");
        assert_eq!(check(folder.path()).1.len(), before, "{new}");
    }
}

#[test]
fn the_files_of_the_words_are_completed_and_explained_too() {
    let (folder, mut client) = real();
    for (path, marked, expected) in [
        ("actors", "[[actor]]\nname = \"Anah\"\n|", "kind = \"\""),
        (
            "actors",
            "[[actor]]\nname = \"Anah\"\nkind = |",
            "\"owners\"",
        ),
        ("statuses", "[[status]]\nphase = \"|\"\n", "not-started"),
        ("themes", "|", "[[theme]]\nname = \"\""),
        ("measures", "[[measure]]\n|", "code = \"\""),
        ("plan", "format = 1\nname = \"x\"\nbasis = |", "\"ttc\""),
    ] {
        let file = folder.path().join(format!("schema/{path}.toml"));
        let (line, column) = open(&mut client, &file, marked);
        let items = client.ask_at("textDocument/completion", &file, line, column);
        let items = items.as_array().expect("a list").iter();
        let texts: Vec<&str> = items
            .filter_map(|item| item["textEdit"]["newText"].as_str())
            .collect();
        assert!(texts.contains(&expected), "{marked}: {texts:?}");
    }
    let file = folder.path().join("schema/actors.toml");
    let (line, column) = open(&mut client, &file, "[[actor]]\nki|nd = \"owners\"\n");
    let hover = client.ask_at("textDocument/hover", &file, line, column);
    assert_eq!(
        hover["contents"]["value"],
        "Le rôle qu'il joue le plus souvent."
    );
}

#[test]
fn a_finding_leads_to_the_page_of_its_rule_where_the_plan_keeps_it() {
    let (folder, mut client) = real();
    let file = new_file(&folder);
    client.open(&file, "title = \n");
    assert!(client.found(&file)[0]["codeDescription"].is_null());
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    let page = folder.path().join("docs/regles.md");
    fs::write(&page, "").expect("a page");
    client.put(&file, "title = \n\n");
    let href = client.found(&file)[0]["codeDescription"]["href"].clone();
    assert_eq!(href, format!("{}#syntax", uri(&page)));
}

#[test]
fn the_last_change_of_an_action_is_told_to_a_client_that_asks_for_it() {
    let plan = samples::lived();
    let folder = plan.path();
    let source = Source::around(folder).expect("a plan");
    let file = folder.join(&source.actions().expect("files").remove(0).path);
    let unasked = Client::new("utf-16", &[folder]);
    assert!(unasked.capabilities["codeLensProvider"].is_null());
    let mut client = Client::started(json!({}), json!({ "lastChange": true }), &[folder]);
    client.open(&file, &fs::read_to_string(&file).expect("a file"));
    let lenses = client.ask_of("textDocument/codeLens", &file);
    let told = lenses[0]["command"]["title"].as_str().expect("a lens");
    assert!(told.starts_with("Modifiée le "), "{told}");
}

#[test]
fn another_id_moves_the_file_and_its_references() {
    let (folder, mut client) = real();
    let (_, found) = check(folder.path());
    let file = new_file(&folder);
    fs::write(&file, "title = \"x\"\nthemes = [\"Eau potable\"]\n").expect("a file");
    let other = folder.path().join("actions/2.2.4/autre.toml");
    fs::write(&other, "title = \"y\"\nthemes = [\"Eau potable\"]\nbudget = [{ included_in = \"essai\", amount = 5_000 }]\n").expect("a file");
    client.open(&other, &fs::read_to_string(&other).expect("a file"));
    let mut params = at(&other, 2, 28);
    params["newName"] = json!("autre-essai");
    made(&client.ask("textDocument/rename", params));
    assert!(!file.exists() && file.with_file_name("autre-essai.toml").exists());
    assert!(
        fs::read_to_string(&other)
            .expect("a file")
            .contains("included_in = \"autre-essai\"")
    );
    assert_eq!(check(folder.path()).1.len(), found.len());
}

#[test]
fn a_file_is_laid_out_as_fmt_lays_it_out() {
    let (folder, mut client) = real();
    let file = new_file(&folder);
    let text = "themes=['Eau potable']\ntitle = 'é'\nstart=2019\n";
    client.open(&file, text);
    let mut params = json!({ "textDocument": { "uri": uri(&file) }, "options": { "tabSize": 2, "insertSpaces": true } });
    let edits = client.ask("textDocument/formatting", params.clone());
    let expected = plan::load::canonical::laid_out(text.as_bytes()).expect("a layout");
    assert_eq!(edited(text, &edits), expected);
    params["range"] =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let edits = client.ask("textDocument/rangeFormatting", params.clone());
    assert_eq!(edited(text, &edits), expected);
    client.put(&file, "title = \n");
    assert!(client.ask("textDocument/formatting", params).is_null());
}

#[test]
fn a_file_shows_its_parts_its_links_and_what_it_does_not_say() {
    let (folder, mut client) = real();
    let file = new_file(&folder);
    let text = "#:schema ../../schema/action.schema.json\ntitle = \"x\"\nthemes = [\"Eau potable\"]\nend = \"2019\"\n\
        links = [\"https://exemple.fr/a\", \"rien\"]\n\nbudget = [\n  { amount = 5_000 },\n  { amount = 6_000 },\n]\n\n\
        [[sub_actions]]\ntitle = \"Une partie\"\nend = \"2020\"\n";
    client.open(&file, text);
    let symbols = client.ask_of("textDocument/documentSymbol", &file);
    let names: Vec<&str> = symbols
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(
        names,
        ["title", "themes", "end", "links", "budget", "sub_actions"]
    );
    assert_eq!(symbols[5]["children"][0]["name"], "Une partie");
    let links = client.ask_of("textDocument/documentLink", &file);
    assert_eq!(links.as_array().expect("a list").len(), 2, "{links}");
    assert_eq!(links[0]["target"], "https://exemple.fr/a");
    assert_eq!(
        links[1]["target"],
        uri(&folder.path().join("schema/action.schema.json"))
    );
    let folds = client.ask_of("textDocument/foldingRange", &file);
    let folds: Vec<_> = folds
        .as_array()
        .expect("a list")
        .iter()
        .map(|fold| (&fold["startLine"], &fold["endLine"]))
        .collect();
    assert_eq!(folds, [(&json!(6), &json!(9)), (&json!(11), &json!(13))]);
    let params = json!({ "textDocument": { "uri": uri(&file) },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } } });
    let hints = client.ask("textDocument/inlayHint", params);
    let labels: Vec<&str> = hints
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["label"].as_str())
        .collect();
    assert_eq!(
        labels[1..],
        ["= 11\u{202f}000\u{a0}€ (1/1)", "en retard"],
        "{hints}"
    );
    assert!(labels[0].starts_with("2.2.4 "), "{hints}");
}

#[test]
fn an_action_is_found_by_its_title() {
    let (folder, mut client) = real();
    let found = client.ask("workspace/symbol", json!({ "query": "incineration" }));
    let found = found.as_array().expect("a list");
    assert!(!found.is_empty());
    let uri = found[0]["location"]["uri"].as_str().expect("an address");
    assert!(uri.starts_with(&super::client::uri(folder.path())), "{uri}");
    let all = client.ask("workspace/symbol", json!({ "query": "" }));
    assert_eq!(all.as_array().expect("a list").len(), 95);
}

#[test]
fn a_client_that_asks_itself_gets_what_it_asks_for() {
    let folder = tempfile::tempdir().expect("a folder");
    plans::real(folder.path());
    let mut client = Client::with(
        json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } }),
        &[folder.path()],
    );
    assert!(client.capabilities["diagnosticProvider"]["interFileDependencies"] == true);
    let file = new_file(&folder);
    client.open(&file, "title = \n");
    let report = client.ask_of("textDocument/diagnostic", &file);
    assert_eq!(
        (&report["kind"], &report["items"][0]["code"]),
        (&json!("full"), &json!("syntax")),
        "{report}"
    );
    let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let (_, found) = check(folder.path());
    let count = report["items"].as_array().expect("a list").iter();
    let count: usize = count
        .map(|file| file["items"].as_array().map_or(0, Vec::len))
        .sum();
    assert!(count > found.len(), "{count} of {}", found.len());
    assert!(client.published.is_empty());
}
