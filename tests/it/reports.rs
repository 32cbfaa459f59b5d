//! Findings for other programs: against published schemas, and against the rules of those who read them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::program;
use crate::repository::Repository;

const BROKEN: &str = "#:schema ../../schema/action.schema.json\n\
    title  = \"Été\u{a0}: 100 %, \u{1f6b2} velo\"\n\
    themes = [\"Habitat\", \"Eau : 100 %, x\"]\n\
    status = \"terminé\"\n\
    start  = \"2020\"\n\
    end    = \"2019\"\n";

/// A repository whose plan stands in a folder of it, with mistakes of every sort.
fn repository() -> (Repository, PathBuf) {
    let repository = Repository::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["plan", "measures", "statuses", "themes", "actors"] {
        let name = format!("schema/{file}.toml");
        let text = fs::read_to_string(root.join(&name)).expect("a vocabulary");
        repository.write(&format!("le plan/{name}"), &text);
    }
    repository.write("le plan/actions/1.1.1/velo.toml", BROKEN);
    repository.write("le plan/actions/1.1.1/vide.toml", "");
    repository.write("le plan/actions/1.1.1/note é, 100%.txt", "x\n");
    let text = "title = \"x\"\nthemes = [\"Habitat\", \"Eaux\", \"Eaux\"]\r\n";
    repository.write("le plan/actions/1.1.1/deux.toml", text);
    let plan = repository.path().join("le plan");
    (repository, plan)
}

fn check(plan: &Path, form: &str) -> String {
    let output = program::run(plan, ["check", "--format", form]);
    assert_eq!(output.status.code(), Some(1), "{form}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(plan: &Path, form: &str) -> Value {
    serde_json::from_str(&check(plan, form)).expect("JSON")
}

fn assert_valid(schema: &str, instance: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(schema);
    let text = fs::read_to_string(path).expect("a schema");
    // SARIF's pattern of a language has a bracket too many, which not every engine overlooks.
    let text = text.replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator
        .iter_errors(instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The findings of the JSON answer that are about actions.
fn findings(plan: &Path) -> Vec<Value> {
    let answer = json(plan, "json");
    answer["findings"].as_array().expect("findings").clone()
}

#[test]
fn json_obeys_its_schema_and_counts_what_it_lists() {
    let (_repository, plan) = repository();
    let answer = json(&plan, "json");
    assert_valid("docs/findings.schema.json", &answer);
    let findings = answer["findings"].as_array().expect("findings");
    for (key, severity) in [("errors", "error"), ("warnings", "warning")] {
        let listed = findings
            .iter()
            .filter(|found| found["severity"] == severity);
        assert_eq!(answer[key], listed.count(), "{key}");
    }
    assert!(findings.iter().any(|found| found["range"].is_null()));
    assert!(findings.iter().any(|found| found["fix"].is_object()));
}

#[test]
fn ranges_count_characters() {
    let (_repository, plan) = repository();
    let findings = findings(&plan);
    let at = |rule: &str| {
        let found = findings
            .iter()
            .find(|found| found["rule"] == rule && found["path"] == "actions/1.1.1/velo.toml");
        found.expect(rule)["range"].to_string()
    };
    for (rule, line, column, end) in [
        ("unknown-theme", 3, 22, 38),
        ("name-variant", 4, 10, 19),
        ("end-before-start", 6, 10, 16),
    ] {
        let range = serde_json::json!({
            "start": { "line": line, "column": column },
            "end": { "line": line, "column": end },
        });
        assert_eq!(at(rule), range.to_string(), "{rule}");
    }
}

/// What may stand before a fault on its line, as a terminal shows it, and how many columns it takes there.
const BEFORE: &[(&str, &str, usize)] = &[
    ("a", "a", 1),
    ("é", "é", 1),
    ("e\u{301}", "e\u{301}", 1),
    ("\u{1f6b2}", "\u{1f6b2}", 2),
    ("漢字", "漢字", 4),
    ("\t", "    ", 4),
    ("\u{7}", "\u{2407}", 1),
    ("\u{1b}[31m", "\u{241b}[31m", 5),
    ("\u{85}", "¤", 1),
    ("\u{202e}", "\u{fffd}", 1),
    ("\u{2028}", "\u{fffd}", 1),
];

#[test]
fn a_fault_stands_behind_any_character_where_every_form_says() {
    let (repository, plan) = repository();
    for (text, shown, width) in BEFORE {
        let line = |text: &str| format!("budget = [{{ note = \"{text}\", amount = -5 }}]");
        let head = "title  = \"Plan\"\nthemes = [\"Habitat\"]\n";
        let file = format!("{head}{}\n", line(text));
        repository.write("le plan/actions/1.1.1/velo.toml", &file);
        let is_it = |one: &Value, rule: &str, path: &str| {
            let is_here = one.pointer(path).is_some_and(|path| {
                path.as_str()
                    .is_some_and(|path| path.ends_with("velo.toml"))
            });
            one[rule] == "negative-amount" && is_here
        };
        let column = 33 + text.chars().count();
        let found = findings(&plan);
        let found = found
            .iter()
            .find(|one| is_it(one, "rule", "/path"))
            .expect("a finding");
        let start = serde_json::json!({ "line": 3, "column": column });
        let end = serde_json::json!({ "line": 3, "column": column + 2 });
        assert_eq!(
            found["range"],
            serde_json::json!({ "start": start, "end": end }),
            "{text:?}"
        );
        let place = format!("velo.toml:3:{column}: erreur[negative-amount]");
        assert!(check(&plan, "concise").contains(&place), "{text:?}");
        let place = format!(
            "velo.toml,line=3,endLine=3,col={column},endColumn={},title=negative-amount",
            column + 2
        );
        assert!(check(&plan, "github").contains(&place), "{text:?}");
        let report = json(&plan, "gitlab");
        let found = report.as_array().expect("a list").iter();
        let mut found = found.filter(|one| is_it(one, "check_name", "/location/path"));
        let lines = &found.next().expect("a finding")["location"]["lines"];
        assert_eq!(
            *lines,
            serde_json::json!({ "begin": 3, "end": 3 }),
            "{text:?}"
        );
        let log = json(&plan, "sarif");
        let found = log["runs"][0]["results"]
            .as_array()
            .expect("results")
            .iter();
        let uri = "/locations/0/physicalLocation/artifactLocation/uri";
        let mut found = found.filter(|one| is_it(one, "ruleId", uri));
        let region =
            &found.next().expect("a finding")["locations"][0]["physicalLocation"]["region"];
        let expected = serde_json::json!({
            "startLine": 3, "startColumn": column, "endLine": 3, "endColumn": column + 2,
        });
        assert_eq!(*region, expected, "{text:?}");
        // The caret stands below the fault, as a terminal shows the line.
        let full = check(&plan, "full");
        let drawn = format!("3 | {}\n  | {}^^", line(shown), " ".repeat(32 + width));
        assert!(full.contains(&drawn), "{text:?}\n{drawn}\n{full}");
        let is_raw = |c: char| c != '\n' && c.is_control();
        assert!(!full.contains(is_raw), "{text:?}");
    }
}

#[test]
fn the_fix_of_the_json_mends_the_file() {
    let (_repository, plan) = repository();
    for found in findings(&plan)
        .iter()
        .filter(|found| found["fix"].is_object())
    {
        let path = plan.join(found["path"].as_str().expect("a path"));
        let text = fs::read_to_string(&path).expect("a file");
        let offset = |position: &Value| {
            let number = |key: &str| position[key].as_u64().expect("a number") as usize - 1;
            let line = text
                .split_inclusive('\n')
                .take(number("line"))
                .map(str::len);
            let start: usize = line.sum();
            let before = text[start..].chars().take(number("column"));
            start + before.map(char::len_utf8).sum::<usize>()
        };
        let mut mended = text.clone();
        let edits = found["fix"]["edits"].as_array().expect("edits");
        for edit in edits.iter().rev() {
            let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
            mended.replace_range(range, edit["text"].as_str().expect("a text"));
        }
        fs::write(&path, mended).expect("a file");
        let same = |other: &Value| other["rule"] == found["rule"] && other["path"] == found["path"];
        assert!(!findings(&plan).iter().any(same), "{found}");
        fs::write(&path, &text).expect("a file");
    }
}

#[test]
fn concise_is_a_line_a_finding() {
    let (_repository, plan) = repository();
    let text = check(&plan, "concise");
    let expected: Vec<String> = findings(&plan)
        .iter()
        .map(|found| {
            let start = &found["range"]["start"];
            let number = |key: &str| start[key].as_u64().unwrap_or(1);
            format!(
                "{}:{}:{}: ",
                found["path"].as_str().expect("a path"),
                number("line"),
                number("column")
            )
        })
        .collect();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), expected.len());
    for (line, expected) in lines.iter().zip(&expected) {
        assert!(line.starts_with(expected), "{line}\n{expected}");
    }
}

/// What the runner of GitHub's workflows reads of a command: its name, its properties, its text.
fn workflow_command(line: &str) -> (String, Vec<(String, String)>, String) {
    let unescape = |text: &str| {
        text.replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%0D", "\r")
            .replace("%0A", "\n")
            .replace("%25", "%")
    };
    let (head, text) = line
        .strip_prefix("::")
        .and_then(|rest| rest.split_once("::"))
        .expect("a command");
    let (name, properties) = head.split_once(' ').expect("properties");
    let properties = properties.split(',').map(|property| {
        let (key, value) = property.split_once('=').expect("a value");
        (key.to_owned(), unescape(value))
    });
    (name.to_owned(), properties.collect(), unescape(text))
}

#[test]
fn github_reads_what_the_json_says() {
    let (_repository, plan) = repository();
    let text = check(&plan, "github");
    let findings = findings(&plan);
    assert_eq!(text.lines().count(), findings.len());
    for (line, found) in text.lines().zip(&findings) {
        let (name, properties, said) = workflow_command(line);
        assert_eq!(found["severity"], name);
        let value = |key: &str| {
            let property = properties.iter().find(|(name, _)| name == key);
            property.map(|(_, value)| value.clone())
        };
        // Files are named from the repository's root.
        let path = format!("le plan/{}", found["path"].as_str().expect("a path"));
        assert_eq!(value("file"), Some(path));
        assert_eq!(value("title").as_deref(), found["rule"].as_str());
        let start = &found["range"]["start"];
        assert_eq!(
            value("line"),
            Some(start["line"].as_u64().unwrap_or(1).to_string())
        );
        assert_eq!(
            value("col"),
            start["column"].as_u64().map(|column| column.to_string())
        );
        assert!(
            said.starts_with(found["message"].as_str().expect("a message")),
            "{said}"
        );
    }
}

#[test]
fn a_github_workflow_gets_its_commands_unasked() {
    let (_repository, plan) = repository();
    for (value, arguments, expected) in [
        ("true", &["check"][..], true),
        ("false", &["check"][..], false),
        ("true", &["check", "--format", "full"][..], false),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_plan"))
            .args(arguments)
            .current_dir(&plan)
            .env("GITHUB_ACTIONS", value)
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stdout).starts_with("::");
        assert_eq!(said, expected, "{value} {arguments:?}");
    }
}

/// GitLab's own rules: a list; each with these texts, a known severity, a path and a line; none twice.
#[test]
fn gitlab_takes_the_report() {
    let (_repository, plan) = repository();
    let report = json(&plan, "gitlab");
    let list = report.as_array().expect("a list");
    assert_eq!(list.len(), findings(&plan).len());
    let mut fingerprints = Vec::new();
    for (degradation, found) in list.iter().zip(findings(&plan)) {
        for key in ["description", "check_name", "fingerprint", "severity"] {
            assert!(degradation[key].is_string(), "{key}");
        }
        let severity = degradation["severity"].as_str().expect("a severity");
        assert!(["blocker", "critical", "major", "minor", "info"].contains(&severity));
        let path = degradation["location"]["path"].as_str().expect("a path");
        assert!(
            plan.parent().expect("a folder").join(path).is_file(),
            "{path}"
        );
        let line = found["range"]["start"]["line"].as_u64().unwrap_or(1);
        assert_eq!(degradation["location"]["lines"]["begin"], line);
        fingerprints.push(degradation["fingerprint"].to_string());
    }
    let all = fingerprints.len();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(
        fingerprints.len(),
        all,
        "GitLab drops what has one fingerprint"
    );
}

#[test]
fn a_fingerprint_survives_a_line_above_it_and_another_language() {
    let (repository, plan) = repository();
    let fingerprints = |plan: &Path, lang: &str| {
        let output = program::run(plan, ["check", "--format", "gitlab", "--lang", lang]);
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let list = report.as_array().expect("a list").iter();
        list.map(|one| one["fingerprint"].to_string())
            .collect::<Vec<_>>()
    };
    let before = fingerprints(&plan, "fr");
    let moved = BROKEN.replacen('\n', "\n# un commentaire\n\n", 1);
    repository.write("le plan/actions/1.1.1/velo.toml", &moved);
    assert_eq!(fingerprints(&plan, "en"), before);
}

#[test]
fn sarif_obeys_the_published_schema() {
    let (_repository, plan) = repository();
    let log = json(&plan, "sarif");
    assert_valid("tests/data/sarif-schema-2.1.0.json", &log);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        for text in [
            "/shortDescription/text",
            "/fullDescription/text",
            "/help/text",
            "/help/markdown",
        ] {
            let text = rule.pointer(text).and_then(Value::as_str);
            assert!(text.is_some_and(|text| !text.is_empty()), "{rule}");
        }
        let (text, markdown) = (
            rule["help"]["text"].to_string(),
            rule["help"]["markdown"].to_string(),
        );
        assert!(
            text.contains("Plutôt") && markdown.contains("```"),
            "{rule}"
        );
    }
    let results = run["results"].as_array().expect("results");
    let findings = findings(&plan);
    assert_eq!(results.len(), findings.len());
    for (result, found) in results.iter().zip(&findings) {
        assert_eq!(result["ruleId"], found["rule"]);
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], found["rule"]);
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().expect("a URI");
        assert!(uri.starts_with("le%20plan/actions/1.1.1/"), "{uri}");
        assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()), "{uri}");
        let column = &location["region"]["startColumn"];
        assert_eq!(column, &found["range"]["start"]["column"]);
        assert_eq!(result["fixes"].is_array(), found["fix"].is_object());
    }
}

#[cfg(unix)]
#[test]
fn every_form_bears_every_name() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let (_repository, plan) = repository();
    // What a name may not hold is shown in its place.
    let names: &[(&[u8], &str)] = &[
        (b"a%0Ab::c,d=e.toml", "a%0Ab::c,d=e.toml"),
        (b"deux mots #1?.toml", "deux mots #1?.toml"),
        (
            b"l'air \"pur\" & <sain>\\.toml",
            "l'air \"pur\" & <sain>\\.toml",
        ),
        (b"octets\xff.toml", "octets\u{fffd}.toml"),
        (b"saut\nde ligne.toml", "saut\u{fffd}de ligne.toml"),
        (b"\xc3\xa9t\xc3\xa9.toml", "été.toml"),
    ];
    fs::remove_dir_all(plan.join("actions/1.1.1")).expect("the actions");
    fs::create_dir(plan.join("actions/1.1.1")).expect("a folder");
    for (name, _) in names {
        let file = plan.join("actions/1.1.1").join(OsStr::from_bytes(name));
        fs::write(file, "title = 3\n").expect("a file");
    }
    let mut expected: Vec<String> = names
        .iter()
        .map(|(_, name)| format!("le plan/actions/1.1.1/{name}"))
        .collect();
    expected.sort();
    let assert_all = |form: &str, mut paths: Vec<String>| {
        paths.sort();
        paths.dedup();
        assert_eq!(paths, expected, "{form}");
    };
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let answer = json(&plan, "json");
    assert_valid("docs/findings.schema.json", &answer);
    let found = answer["findings"].as_array().expect("findings").iter();
    assert_all(
        "json",
        found
            .map(|one| format!("le plan/{}", text(&one["path"])))
            .collect(),
    );
    let report = json(&plan, "gitlab");
    let found = report.as_array().expect("a list").iter();
    assert_all(
        "gitlab",
        found.map(|one| text(&one["location"]["path"])).collect(),
    );
    let log = json(&plan, "sarif");
    assert_valid("tests/data/sarif-schema-2.1.0.json", &log);
    let results = log["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter();
    let uris = results
        .map(|one| text(&one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]));
    let decoded = uris.map(|uri| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/%-._~".contains(&byte);
        assert!(uri.bytes().all(is_plain), "{uri}");
        percent_encoding::percent_decode_str(&uri)
            .decode_utf8()
            .expect("UTF-8")
            .into_owned()
    });
    assert_all("sarif", decoded.collect());
    let commands = check(&plan, "github");
    let files = commands.lines().map(|line| {
        let (_, properties, _) = workflow_command(line);
        let file = properties.into_iter().find(|(name, _)| name == "file");
        file.expect("a file").1
    });
    assert_all("github", files.collect());
    let lines = check(&plan, "concise");
    let files = lines.lines().map(|line| {
        let (file, _) = line.split_once(".toml:").expect("a file");
        format!("le plan/{file}.toml")
    });
    assert_all("concise", files.collect());
}

#[test]
fn a_clean_plan_is_an_empty_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_repository, plan) = repository();
    fs::remove_dir_all(plan.join("actions")).expect("the actions");
    let from = root.join("actions/1.1.1");
    fs::create_dir_all(plan.join("actions/1.1.1")).expect("a folder");
    for file in fs::read_dir(from).expect("a folder") {
        let file = file.expect("a file");
        fs::copy(
            file.path(),
            plan.join("actions/1.1.1").join(file.file_name()),
        )
        .expect("a copy");
    }
    for form in ["json", "gitlab", "sarif", "github", "concise"] {
        let output = program::run(&plan, ["check", "--format", form]);
        assert_eq!(output.status.code(), Some(0), "{form}");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            !said.contains("\"error\"") && !said.contains("::error"),
            "{said}"
        );
    }
}
