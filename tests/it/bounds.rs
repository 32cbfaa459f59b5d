//! Files that once took very long, came back other than they were, or were broken further: each kind in its smallest form.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use plan::document::Document;
use plan::load::canonical::laid_out;

use crate::program;
use crate::samples::small;

/// The longest that any of these may take, where each once took minutes, or had no end.
const PATIENCE: Duration = Duration::from_secs(60);

const HEAD: &str = "title = \"A\"\nthemes = [\"Vélo\"]\n";

/// What `plan` says of an action that ends so, and the action afterwards.
fn with_action(rest: &str, arguments: &[&str]) -> (Output, String) {
    let plan = small();
    let path = plan.path().join("actions/1.1/a.toml");
    fs::write(&path, format!("{HEAD}{rest}")).expect("a file");
    let start = Instant::now();
    let output = program::run(plan.path(), arguments.iter().copied());
    assert!(start.elapsed() < PATIENCE, "{arguments:?}");
    let text = fs::read_to_string(&path).expect("a text");
    (output, text.replacen(HEAD, "", 1))
}

#[test]
fn what_no_remedy_surely_mends_stays_as_it_was() {
    for rest in [
        "sub_actions = [\"Fermer la \"rue\" du Port\", \"x\"]\n",
        "places = [\"Dijon\"\", \"Quetigny\"]\n",
        "places = [\"Dijon\"\"]\n",
        "places = [\"\"\"Dijon\", \"Quetigny\"]\ndescription = \"\"\"\nun texte\n\"\"\"\n",
        "places = ['''Dijon', 'Quetigny']\ndescription = '''\nun texte\n'''\n",
        "places = [\n  \"\"\"Dijon\",\n  \"Quetigny\"\n]\ndescription = \"\"\"\nun texte\n\"\"\"\n",
        "description = \"\"\n* un\n* deux\nbudget : 1\n\"\"\"\n",
        "progress = un \"\"\"\nfait ; dit\n\"\"\"\ndescription = \"\"\"\n// un\n",
        "priority = \"\"haute\"\n",
        "budget = [{ amount = 1,000_000 }]\n",
        "priority = \"\"haute\"\"\n",
        "priority = \"haute\"\"\n",
        "extra.cost = 500 ;\n",
        "budget = [, \n  { amount = 5_000 },\n]\n",
    ] {
        let (_, after) = with_action(rest, &["check", "--fix"]);
        assert_eq!(after, rest);
    }
}

#[test]
fn what_is_mended_leaves_a_file_without_that_mistake() {
    for (rest, mended) in [
        (
            "priority = \"la \"rue\" du Port\"\n",
            "priority = \"la \\\"rue\\\" du Port\"\n",
        ),
        (
            "places = [\n  \"a\"\n  \"b\"\n]\n",
            "places = [\n  \"a\",\n  \"b\"\n]\n",
        ),
        ("priority : \"haute\"\n", "priority = \"haute\"\n"),
        ("priority = «haute»\n", "priority = \"haute\"\n"),
        (
            "resources =\u{a0}\"\"\"\n* un agent\n* un local\n\"\"\"\n",
            "resources = \"\"\"\n* un agent\n* un local\n\"\"\"\n",
        ),
    ] {
        let (output, after) = with_action(rest, &["check", "--fix", "--ignore", "unused-entry"]);
        assert_eq!(after, mended);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
}

#[test]
fn what_grows_takes_no_more_than_its_share_of_time() {
    const MANY: usize = 3_000;
    let lines = |line: &str| line.repeat(MANY);
    let numbered: String = (0..MANY / 10)
        .map(|number| format!("k{number} = bla\n"))
        .collect();
    for rest in [
        format!("budget = [{{ amount = 1000 {}]\n", "}".repeat(MANY)),
        format!("budget = [{}]\n", "{}, ".repeat(MANY)),
        format!("places = [\"x\" {}]\n", "\"".repeat(MANY)),
        format!("budget = [{}]\n", "{ amount = 1 500 }, ".repeat(MANY / 10)),
        format!("places = [{}\n", "[".repeat(MANY)),
        lines("= 1\n"),
        lines("k = 1\n"),
        lines("k = \"a\n"),
        lines("k = [\"a\n"),
        lines("# x \n"),
        lines("# plan: allow(small-amount) x\n"),
        numbered,
    ] {
        for form in ["concise", "json"] {
            with_action(&rest, &["check", "--format", form]);
        }
    }
    // And nothing is told of what was only guessed.
    let rest = format!("budget = [{{ amount = 1000 {}]\n", "}".repeat(MANY));
    let (output, _) = with_action(
        &rest,
        &["check", "--format", "concise", "--ignore", "unused-entry"],
    );
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
}

#[test]
fn a_layout_says_what_the_file_said() {
    for (rest, expected) in [
        (
            "places = [\"a\\t\\u030cb\"]\n",
            "places = [\"a\\t\u{30c}b\"]\n",
        ),
        (
            "extra = { a = # pourquoi 1\n 1, b = 2 }\n",
            "# pourquoi 1\nextra.a = 1\nextra.b = 2\n",
        ),
        (
            "places = [ # un\n \"e\u{301}\" ]\n",
            "places = [\n  # un\n  \"é\",\n]\n",
        ),
    ] {
        let page = laid_out(format!("{HEAD}{rest}").as_bytes()).expect("a layout");
        assert!(page.ends_with(&format!("\n\n{expected}")), "{page}");
        assert_eq!(laid_out(page.as_bytes()).as_ref(), Some(&page));
        let value = |text: &str| {
            format!(
                "{:?}",
                plan::load::read::read_sheet(&Document::of(text)).value
            )
        };
        assert_eq!(value(&page), value(&format!("{HEAD}{rest}")));
    }
    // What would begin a line as git's marks do is left alone.
    let marked = format!("{HEAD}description = \"\"\"<<<<<<< HEAD\nx\"\"\"\n");
    assert_eq!(laid_out(marked.as_bytes()), None);
    let joined = "description = \"xy\\r\\u0301z\"\n";
    let page = laid_out(format!("{HEAD}{joined}").as_bytes());
    let again = page.as_ref().and_then(|page| laid_out(page.as_bytes()));
    assert_eq!(page, again);
}

#[cfg(unix)]
#[test]
fn an_editor_in_a_path_with_a_blank_is_started() {
    use std::os::unix::fs::PermissionsExt;

    let plan = small();
    let folder = plan.path().join("Program Files");
    fs::create_dir(&folder).expect("a folder");
    let editor = folder.join("l'editeur");
    fs::write(
        &editor,
        "#!/bin/sh\nfor last; do :; done\necho \"# $# $1\" >> \"$last\"\n",
    )
    .expect("a script");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("a program");
    let editor = editor.display().to_string();
    for (command, said) in [
        (editor.clone(), "# 1 "),
        (format!("\"{editor}\""), "# 1 "),
        (format!("\"{editor}\" --wait"), "# 2 --wait"),
        (format!("\"{editor}\" 'a b'"), "# 2 a b"),
    ] {
        let output = program::command(plan.path())
            .args(["edit", "plan-velo"])
            .env("VISUAL", &command)
            .output()
            .expect("the program runs");
        let told = String::from_utf8_lossy(&output.stderr);
        let text =
            fs::read_to_string(plan.path().join("actions/1.1/plan-velo.toml")).expect("a text");
        assert!(
            text.lines()
                .last()
                .is_some_and(|line| line.starts_with(said)),
            "{command}: {told}{text}"
        );
    }
}

/// A zip of these parts.
fn zipped(folder: &TempDir, name: &str, parts: &[(&str, String)]) -> String {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(text.as_bytes()).expect("its bytes");
    }
    let path = folder.path().join(name);
    fs::write(&path, writer.finish().expect("a zip").into_inner()).expect("a file");
    path.display().to_string()
}

/// What `plan import` says of a file; it must end, by itself, and say which file it is about.
fn refused(plan: &Path, file: &str) {
    let start = Instant::now();
    let output = program::run(plan, ["import", file]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(start.elapsed() < PATIENCE, "{file}");
    let name = file.rsplit('/').next().unwrap_or(file);
    assert!(
        output.status.code() == Some(2) && told.contains(name),
        "{told}"
    );
}

#[test]
fn a_workbook_of_opendocument_that_is_cut_off_ends() {
    let plan = small();
    let folder = tempfile::tempdir().expect("a folder");
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = format!(
        "<table:table-row>{}{}</table:table-row>",
        cell("Titre"),
        cell("Mesure")
    );
    let start =
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"T\">";
    for (index, rest) in [
        String::new(),
        row.clone(),
        format!("{row}<table:tab"),
        format!("{row}<table:table-row>{}", cell("Titre")),
        format!("{row}</table:tabel></office:spreadsheet></office:body></office:document-content>"),
        format!("{row}<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>x"),
        format!("{row}<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Ti"),
        format!("{row}<table:table-row><table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"2000000000\"/></text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"),
    ]
    .into_iter()
    .enumerate()
    {
        let parts = [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
            ("content.xml", format!("{start}{rest}")),
            ("META-INF/manifest.xml", "<manifest:manifest/>".to_owned()),
        ];
        refused(plan.path(), &zipped(&folder, &format!("{index}.ods"), &parts));
    }
}

#[test]
fn a_workbook_that_tells_of_more_texts_than_it_could_hold_ends() {
    let plan = small();
    let folder = tempfile::tempdir().expect("a folder");
    for (index, (name, tag)) in [
        ("xl/sharedStrings.xml", "<sst uniqueCount=\"9000000000\">"),
        ("xl/SHAREDstrings.xml", "<sst uniqueCount = '9000000000' >"),
        (
            "xl/sharedStrings.xml",
            "<sst xmlns=\"y\"uniqueCount=\"9000000000\" uniqueCount=\"24\">",
        ),
        (
            "xl/sharedStrings.xml",
            "<!-- <sst> --><x:sst xmlns:x=\"y\" uniqueCount=\"9000000000\">",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let parts = [
            (
                "xl/workbook.xml",
                "<workbook><sheets/></workbook>".to_owned(),
            ),
            (name, format!("{tag}</sst>")),
        ];
        refused(
            plan.path(),
            &zipped(&folder, &format!("{index}.xlsx"), &parts),
        );
    }
}
