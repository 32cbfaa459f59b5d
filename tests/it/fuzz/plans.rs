//! Laws of whatever bytes a file of a plan may hold: reader, rules, remedies, layout, edits, every renderer.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;

use plan::document::Document;
use plan::document::decode::decode;
use plan::document::traps::blanks;
use plan::finding::{Edit, Placed, Rule, Severity};
use plan::load::canonical::laid_out;
use plan::load::mend::mended;
use plan::load::read::read_sheet;
use plan::model::plan::Words;
use plan::model::vocabulary::{Actor, Status, Vocabulary};
use plan::operations::assignment::Assignment;
use plan::render::findings::{Report, concise, github, gitlab, json, sarif, terminal};
use plan::source::Source;
use plan::words::Lang;

use crate::checked;
use crate::fuzz::inputs;
use crate::fuzz::mutants::{anything, broken, mutant, real_files, sheets};
use crate::plans;
use crate::program;
use crate::written::{remarks, sheet};

fn is_error(placed: &Placed) -> bool {
    placed.diagnostic.finding.severity() == Severity::Error
}

/// A plan of the real vocabularies and no action.
fn empty_plan() -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    plans::copy(&plans::root().join("schema"), root.path());
    fs::create_dir(root.path().join("actions")).expect("a folder");
    root
}

/// The bytes of files, by their paths from the plan's root.
type Files = BTreeMap<String, Vec<u8>>;

/// Put bytes into files of a plan, do something, and put the files back as they were.
fn with<T>(root: &Path, files: &Files, look: impl FnOnce() -> T) -> T {
    let mut before = Vec::new();
    for (file, bytes) in files {
        let path = root.join(file);
        before.push((path.clone(), fs::read(&path).ok()));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
    }
    let found = look();
    for (path, before) in before {
        match before {
            Some(before) => fs::write(&path, before).expect("a file"),
            None => fs::remove_file(&path).expect("no file"),
        }
    }
    found
}

/// The plan with these bytes in its files, none of them on disk.
fn overlaid(root: &Path, files: &Files) -> Source {
    let source = Source::around(root).expect("a plan");
    files.iter().fold(source, |source, (file, bytes)| {
        source.overlaid(file, bytes.clone())
    })
}

/// The rules about a file as a whole, whose findings stand at no line: its being there, its name, its encoding.
const ABOUT_FILES: &[Rule] = &[
    Rule::NotUtf8,
    Rule::ByteOrderMark,
    Rule::EmptyFile,
    Rule::BadId,
    Rule::UnknownMeasure,
];

/// The byte at a line and a column of a text, both counted from 1; none where there is no such character.
fn byte(text: &str, line: usize, column: usize) -> Option<usize> {
    let mut lines = text.split_inclusive('\n').chain([""]);
    let start = lines.by_ref().take(line - 1).map(str::len).sum::<usize>();
    let rest = text.get(start..)?;
    let mut places = rest.char_indices().map(|(index, _)| start + index);
    let is_within = rest.lines().next().unwrap_or_default().chars().count() + 1 >= column;
    is_within.then(|| places.nth(column - 1).unwrap_or(text.len()))
}

/// Check a plan with these bytes in files: each finding stands within its file, and a file without an error is an action.
fn look(root: &Path, files: &Files) -> Result<(), TestCaseError> {
    let (plan, findings) = checked::check_source(&overlaid(root, files));
    for placed in &findings {
        let file = &placed.diagnostic.place.file;
        let rule = placed.diagnostic.finding.rule();
        let Some(at) = &placed.located else {
            prop_assert!(ABOUT_FILES.contains(&rule), "no place: {placed:?}");
            continue;
        };
        let Some(bytes) = files.get(file) else {
            continue;
        };
        let text = std::str::from_utf8(bytes).ok();
        let text = text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
        prop_assert!(text.is_some(), "no text, and a place in it: {placed:?}");
        let place = text.and_then(|text| byte(text, at.line, at.column));
        prop_assert_eq!(place, Some(at.span.start), "{:?}", placed);
    }
    for file in files.keys().filter(|file| file.starts_with("actions/")) {
        let is_wrong = |placed: &Placed| is_error(placed) && placed.diagnostic.place.file == *file;
        let is_there = plan.actions.iter().any(|action| action.path() == *file);
        let vocabularies = findings
            .iter()
            .any(|placed| placed.diagnostic.place.file.starts_with("schema/"));
        prop_assert!(
            is_there || vocabularies || findings.iter().any(is_wrong),
            "{file}"
        );
    }
    Ok(())
}

#[test]
fn any_bytes_end_in_findings_within_the_file() {
    let root = empty_plan();
    let files = [
        "actions/1.1.1/action.toml",
        "schema/plan.toml",
        "schema/measures.toml",
        "schema/actors.toml",
    ];
    let config = inputs(250, 50_000);
    proptest!(config, |(bytes in anything(), file in select(files.to_vec()))| {
        look(root.path(), &Files::from([(file.to_owned(), bytes)]))?;
    });
}

/// How many actions are changed for one check: the vocabularies are read once for them all.
const AT_ONCE: usize = 25;

#[test]
fn real_actions_changed_anyhow_end_in_findings_within_their_files() {
    let root = empty_plan();
    proptest!(inputs(160, 8_000), |(files in vec(mutant(real_files("actions")), AT_ONCE))| {
        look(root.path(), &files.into_iter().collect())?;
    });
}

// Beside the other, which a second core is there for.
#[test]
fn a_real_vocabulary_changed_anyhow_ends_in_findings_within_the_file() {
    let root = empty_plan();
    proptest!(inputs(500, 50_000), |(file in mutant(real_files("schema")))| {
        look(root.path(), &Files::from([file]))?;
    });
}

#[test]
fn check_shows_what_it_finds_whatever_bytes_a_file_holds() {
    let root = empty_plan();
    let config = inputs(64, 2_000);
    let any_file = prop_oneof![
        mutant([real_files("actions"), real_files("schema")].concat()),
        anything().prop_map(|bytes| ("actions/1.1.1/action.toml".to_owned(), bytes))
    ];
    proptest!(config, |((file, bytes) in any_file, lang in select(vec!["fr", "en"]))| {
        let output = with(root.path(), &Files::from([(file, bytes)]), || program::run(root.path(), ["check", "--lang", lang]));
        let stderr = String::from_utf8_lossy(&output.stderr);
        prop_assert!(matches!(output.status.code(), Some(0 | 1)), "{stderr}");
        // A panic of another thread would not show in the exit code.
        prop_assert!(!stderr.contains("panicked"), "{stderr}");
        let errors = output.status.code() == Some(1);
        let shown = String::from_utf8_lossy(&output.stdout);
        prop_assert_eq!(shown.contains("erreur[") || shown.contains("error["), errors);
    });
}

/// What every form shows of findings.
fn shown(findings: &[Placed], lang: Lang) -> Vec<Vec<u8>> {
    let report = Report {
        findings,
        files: 1,
        silent: 0,
        prefix: "",
        lang,
    };
    let mut pages = vec![Vec::new(); 6];
    let [full, short, of_json, of_github, of_gitlab, of_sarif] = &mut pages[..] else {
        unreachable!("six forms")
    };
    terminal::write(findings, lang, false, full).expect("a page");
    concise::write(&report, short).expect("a page");
    json::write(&report, of_json).expect("a page");
    github::write(&report, of_github).expect("a page");
    gitlab::write(&report, of_gitlab).expect("a page");
    sarif::write(&report, of_sarif).expect("a page");
    pages
}

/// The errors and all findings of a file with this text.
fn counted(source: &Source, file: &str, text: &str) -> (usize, usize) {
    let source = source.clone().overlaid(file, text.as_bytes().to_vec());
    let (_, findings) = checked::check_source(&source);
    let of_file = |placed: &&Placed| placed.diagnostic.place.file == file;
    let found: Vec<_> = findings.iter().filter(of_file).collect();
    let errors = found.iter().filter(|placed| is_error(placed)).count();
    (errors, found.len())
}

/// The mistakes that reading a text by itself finds.
fn read_mistakes(text: &str) -> usize {
    let document = Document::of(text);
    read_sheet(&document).findings.len() + blanks(&document).len()
}

/// Each remedy that is offered, by itself, and all of them together, leave fewer findings; and no error that was not there.
fn remedies_mend(source: &Source, file: &str, text: &str) -> Result<usize, TestCaseError> {
    let source = source.clone().overlaid(file, text.as_bytes().to_vec());
    let (_, findings) = checked::check_source(&source);
    let findings: Vec<Placed> = findings
        .into_iter()
        .filter(|placed| placed.diagnostic.place.file == file)
        .collect();
    let decoded = decode(text.as_bytes().to_vec());
    let Some(document) = decoded.document() else {
        return Ok(0);
    };
    let before = read_mistakes(document.text());
    let mut offered = 0;
    for placed in findings.iter().filter(|placed| !placed.edits.is_empty()) {
        offered += 1;
        let splice = |edit: &Edit| (edit.span.clone(), edit.text.clone());
        let after = document.spliced(placed.edits.iter().map(splice));
        let rule = placed.diagnostic.finding.rule();
        if rule == Rule::Syntax || rule == Rule::WrongType || rule == Rule::UnknownKey {
            prop_assert!(
                read_mistakes(&after) < before,
                "{placed:?}\n{text}\n---\n{after}"
            );
        } else {
            // What only the whole plan tells: where reading hides nothing, nothing new may come to light.
            let (old, new) = (
                counted(&source, file, document.text()),
                counted(&source, file, &after),
            );
            prop_assert!(
                !document.is_sound() || new.0 <= old.0 && new.1 < old.1,
                "{old:?} {new:?} {placed:?}\n{text}\n---\n{after}"
            );
        }
    }
    let (_, found) = counted(&source, file, text);
    for remedy in mended(&source, &findings) {
        let after = decode(remedy.after.clone().into_bytes());
        let after = after.text.unwrap_or_default();
        let better = read_mistakes(&after) < before || counted(&source, file, &after).1 < found;
        prop_assert!(better, "{text}\n---\n{after}");
    }
    Ok(offered)
}

/// A plan of the words that the cases share.
fn small_words() -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    plans::copy(&plans::root().join("tests/cases/_base/schema"), root.path());
    fs::create_dir(root.path().join("actions")).expect("a folder");
    root
}

const FILE: &str = "actions/1.1/action.toml";

#[test]
fn every_remedy_leaves_fewer_mistakes() {
    let root = small_words();
    let source = Source::around(root.path()).expect("a plan");
    let offered = Cell::new(0);
    proptest!(inputs(250, 150_000), |(text in broken(), lang in select(vec![Lang::Fr, Lang::En]))| {
        offered.set(offered.get() + remedies_mend(&source, FILE, &text)?);
        let (_, findings) = checked::check_source(&source.clone().overlaid(FILE, text.into_bytes()));
        for page in shown(&findings, lang) {
            prop_assert!(!page.contains(&0x1b) && std::str::from_utf8(&page).is_ok());
        }
    });
    assert!(offered.get() > 50, "{offered:?} remedies");
}

/// What a sheet says but for its quotes, which a slip of the hand may add and take away, and for the kind of its blanks: within
/// a text the one that a slip puts there is meant.
fn said(text: &str) -> Option<String> {
    let said = format!("{:?}", sheet(text)?).replace("\\u{a0}", " ");
    Some(said.replace(['"', '\\', '\'', '’'], ""))
}

/// The text with all remedies in it that are offered, and those that are offered then.
fn fixed(source: &Source, text: &str) -> String {
    let source = source.clone().overlaid(FILE, text.as_bytes().to_vec());
    let (_, findings) = checked::check_source(&source);
    let of_file = |placed: &Placed| placed.diagnostic.place.file == FILE;
    let findings: Vec<Placed> = findings.into_iter().filter(of_file).collect();
    match mended(&source, &findings).pop() {
        Some(mended) => fixed(&source, &mended.after),
        None => text.to_owned(),
    }
}

#[test]
fn what_is_mended_says_what_it_said() {
    let root = small_words();
    let source = Source::around(root.path()).expect("a plan");
    let whole_again = Cell::new(0);
    let slips = (
        select(sheets()),
        select(SLIPS.to_vec()),
        any::<prop::sample::Index>(),
    );
    proptest!(inputs(400, 100_000), |((text, (typed, slip), index) in slips)| {
        let places: Vec<usize> = text.match_indices(typed).map(|(at, _)| at).collect();
        prop_assume!(!places.is_empty() && said(&text).is_some());
        let at = places[index.index(places.len())];
        // Within a long text a slip is what the text says.
        let is_within = text[..at].matches("\"\"\"").count() % 2 == 1;
        prop_assume!(typed.contains('"') || !is_within);
        let slipped = format!("{}{slip}{}", &text[..at], &text[at + typed.len()..]);
        let after = fixed(&source, &slipped);
        if read_mistakes(&slipped) > 0 && let Some(again) = said(&after) {
            whole_again.set(whole_again.get() + 1);
            prop_assert_eq!(Some(again), said(&fixed(&source, &text)), "{}\n---\n{}", slipped, after);
        }
    });
    assert!(whole_again.get() > 20, "{whole_again:?} mended");
}

/// What a hand types in the place of what it meant.
const SLIPS: &[(&str, &str)] = &[
    ("\"", ""),
    ("\"", "\"\""),
    ("\"\"\"", "\"\""),
    ("\"", "«"),
    ("\"", "”"),
    ("\"", "'"),
    (" = ", " : "),
    (" = ", " == "),
    (" = ", " "),
    (", ", "; "),
    (", ", " "),
    (",\n", "\n"),
    ("[", ""),
    ("]", ""),
    ("{", ""),
    ("}", ""),
    ("}", "}}"),
    ("]", "]]"),
    ("_000", " 000"),
    ("_000", ".000"),
    ("_000", ",000"),
    ("_000", "_000 €"),
    ("_000", "_000,00"),
    (" ", "\u{a0}"),
    ("\n", " ;\n"),
    ("\n", ",\n"),
    ("# ", "// "),
    ("2019", "12/05/2019"),
];

#[test]
fn a_layout_keeps_values_and_comments_or_is_refused() {
    proptest!(inputs(600, 100_000), |(text in broken())| {
        if let Some(page) = laid_out(text.as_bytes()) {
            let again = laid_out(page.as_bytes());
            prop_assert_eq!(again.as_ref(), Some(&page), "{}\n---\n{}", text, page);
            prop_assert_eq!(sheet(&text), sheet(&page), "{}\n---\n{}", text, page);
            prop_assert_eq!(remarks(&text), remarks(&page), "{}\n---\n{}", text, page);
        }
    });
}

#[test]
fn what_is_set_is_read_back_and_nothing_else_changes() {
    let assignments = select(ASSIGNMENTS.to_vec());
    proptest!(inputs(400, 100_000), |(text in broken(), (typed, key) in assignments)| {
        let document = Document::of(&text);
        let Some(before) = sheet(&text).filter(|_| document.is_editable()) else {
            return Ok(());
        };
        let assignment: Assignment = typed.parse().expect("an assignment");
        let after = assignment.put_into(&document, &words()).expect("a value");
        let Some(found) = sheet(&after) else {
            return Err(TestCaseError::fail(format!("{typed}\n{text}\n---\n{after}")));
        };
        // Of all that the sheet says, the lines that changed are of the key.
        let (old, new) = (format!("{before:#?}"), format!("{found:#?}"));
        let others = |sheet: &str| {
            let mut within = false;
            let lines = sheet.lines().filter(|line| {
                let root = key.split('.').next().unwrap_or(key);
                if line.starts_with("    ") && !line.starts_with("     ") && !line.trim_start().starts_with(['}', ']', ')']) {
                    within = line.trim_start().starts_with(&format!("{root}:"));
                }
                !within
            });
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        prop_assert_eq!(others(&old), others(&new), "{}\n{}\n---\n{}", typed, text, after);
        prop_assert_eq!(remarks(&text), remarks(&after), "{}\n{}\n---\n{}", typed, text, after);
        // Set again, it is there.
        let again = assignment.put_into(&Document::of(&after), &words()).expect("a value");
        prop_assert_eq!(again, after, "{}\n{}", typed, text);
    });
}

/// The names that they set.
fn words() -> Words {
    let actor = |name: &str| Actor {
        name: name.to_owned(),
        aliases: Vec::new(),
        kind: None,
    };
    let status: Status = toml::from_str("name = 'En cours'\nphase = 'running'").expect("a status");
    Words {
        statuses: Vocabulary::new(vec![status]),
        actors: Vocabulary::new(vec![actor("Ville"), actor("Région")]),
        ..Words::default()
    }
}

/// What a user sets, and of which key.
const ASSIGNMENTS: &[(&str, &str)] = &[
    ("title=L'été \"pur\"", "title"),
    ("status=En cours", "status"),
    ("status=", "status"),
    ("description=un\n\ndeux \\ trois", "description"),
    ("editor_notes=\"\"\"", "editor_notes"),
    ("owners=Ville ; Région", "owners"),
    ("owners+=Ville", "owners"),
    ("owners-=Ville", "owners"),
    ("places=a;b;c", "places"),
    ("budget=[{ amount = 12_345 }]", "budget"),
    ("budget=", "budget"),
    ("budget=travaux : 18 M€ HT (Ville, 2027)", "budget"),
    ("start=31/12/2020", "start"),
    ("end=mai 2021", "end"),
    ("extra.note=x = [1]", "extra.note"),
    ("extra.note=", "extra.note"),
    ("sub_actions=", "sub_actions"),
];

/// Every command that only reads, in each of its forms.
const QUESTIONS: &[&str] = &[
    "list",
    "list --format md",
    "list --format html",
    "list --format csv",
    "list --format json",
    "show action",
    "show action --format md",
    "show action --format json",
    "status",
    "budget --detail",
    "budget --by owner --format csv",
    "budget --by axis --format json",
    "export --format csv",
    "export --format json",
    "export --format jsonl",
    "export --format md --with-notes",
    "export --format xlsx -o FILE.xlsx",
    "export --format tet -o FILE.xlsx",
];

#[test]
fn every_form_tells_whatever_plan_is_read() {
    let root = small_words();
    proptest!(inputs(3, 1_500), |(text in broken(), lang in select(vec!["fr", "en"]))| {
        prop_assume!(sheet(&text).is_some());
        let files = Files::from([(FILE.to_owned(), text.into_bytes())]);
        with(root.path(), &files, || {
            for question in QUESTIONS {
                let target = root.path().join("answer.xlsx").display().to_string();
                let words = question.split(' ').map(|word| if word == "FILE.xlsx" { &target } else { word });
                let output = program::run(root.path(), words.chain(["--lang", lang]));
                let told = String::from_utf8_lossy(&output.stderr).into_owned();
                prop_assert!(matches!(output.status.code(), Some(0..=2)) && !told.contains("panicked"), "{question}: {told}");
            }
            Ok(())
        })?;
    });
}
