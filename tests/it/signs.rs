//! Texts that would be more than texts: formulas, markup, commands of terminals and of workflows. No answer lets one through.

#![cfg(unix)]

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::program::run;
use crate::repository::Repository;

/// Texts that a form would run, each in every place that takes a text.
const TEXTS: &[&str] = &[
    "=1+1",
    "+33",
    "-2+3",
    "@SUM(1)",
    "'=1",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> ![t](javascript:x)",
    "[clic](javascript:x) [clic]: javascript:x",
    "``` jamais fermé",
    "~~~ jamais fermé",
    "| a | b * c _ d ~~ e",
    "::error file=x::y",
    "%0A::error::z",
    "1. &lt # - >",
];

/// The same of what only a commit may hold, for no file of a plan may.
const STEERING: &[&str] = &[
    "\u{1b}]0;own\u{7}",
    "\u{9b}31m",
    "a\u{202e}b\u{2066}",
    "\u{7f}\u{85}\u{2028}",
];

/// A plan in which `text` stands wherever a text may, told by a commit whose author and subject are `told`.
fn plan(text: &str, told: &str) -> Repository {
    let plan = Repository::new();
    let q = serde_json::to_string(text).expect("a string");
    let schema = [
        (
            "plan",
            format!(
                "format = 1\nname = {q}\nperiod = {q}\n[headings]\ntitle = {q}\n[views.{q}]\nstatus = [\"none\"]\n"
            ),
        ),
        (
            "measures",
            format!(
                "[[axis]]\nnumber = 1\ntitle = {q}\n[[measure]]\ncode = \"1.1\"\ntitle = {q}\n"
            ),
        ),
        (
            "statuses",
            format!("[[status]]\nname = {q}\nphase = \"running\"\n"),
        ),
        ("themes", format!("[[theme]]\nname = {q}\n")),
        ("actors", format!("[[actor]]\nname = {q}\n")),
    ];
    for (name, toml) in schema {
        plan.write(&format!("schema/{name}.toml"), &toml);
    }
    let action = |end: &str| {
        format!(
            "title = {q}\nthemes = [{q}]\ncode = {q}\nstatus = {q}\npriority = {q}\nelected = {q}\n\
             owners = [{q}]\nfunders = [{q}]\npartners = [{q}]\naudiences = [{q}]\nend = \"{end}\"\n\
             description = {q}\nobjectives = {q}\nresources = {q}\nprogress = {q}\neffects = [{q}]\n\
             places = [{q}]\nlinks = [{q}]\neditor_notes = {q}\n\
             indicators = [{{ name = {q}, unit = {q} }}]\n\
             budget = [{{ label = {q}, amount = 5_000, note = {q}, funder = {q} }}]\n\
             sub_actions = [{{ title = {q}, code = {q}, description = {q}, owners = [{q}] }}]\n\
             [extra]\n{q} = {q}\n"
        )
    };
    plan.write("actions/1.1/a.toml", &action("2030"));
    // git takes no such brackets in a name.
    let author = format!("A {}", told.replace(['<', '>'], ""));
    let author = author
        .strip_prefix("A ")
        .filter(|name| name.starts_with(['=', '+', '@']))
        .unwrap_or(&author);
    plan.git(&["add", "-A"]);
    plan.git(&[
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        told,
        "--author",
        &format!("{author} <a@b>"),
    ]);
    plan.write("actions/1.1/a.toml", &action("2031"));
    plan
}

/// The answers, and the forms that each has.
const ANSWERS: &[(&str, &[&str])] = &[
    ("list", &["table", "md", "html", "csv", "tsv"]),
    (
        "list --group-by owner --columns id,title,extra,description,sub_actions",
        &["table", "md", "html", "csv", "tsv"],
    ),
    ("budget --by owner", &["table", "md", "html", "csv", "tsv"]),
    (
        "budget --by theme,status",
        &["table", "md", "html", "csv", "tsv"],
    ),
    ("budget --detail", &["table", "md", "html", "csv", "tsv"]),
    (
        "budget --at HEAD --compare --by theme",
        &["table", "md", "html", "csv", "tsv"],
    ),
    ("status", &["table", "md", "html"]),
    ("show a", &["table", "md", "html", "csv", "tsv"]),
    ("log", &["table", "md", "html", "csv", "tsv"]),
    ("log --summary", &["table", "md", "html", "csv", "tsv"]),
    ("blame a", &["table", "md", "html", "csv", "tsv"]),
    ("diff", &["table", "md", "html"]),
    ("export", &["md", "csv"]),
    ("check", &["full", "concise", "github"]),
];

/// Whether a character steers a terminal.
fn steers(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
        || character.is_control() && character != '\n'
}

/// What is wrong with an answer in a form; nothing where no text in it is more than a text.
fn fault(form: &str, answer: &str) -> Option<String> {
    let lines = match form {
        "csv" | "tsv" => answer.replace("\r\n", "\n").replace('\t', " "),
        _ => answer.to_owned(),
    };
    if let Some(steering) = lines.chars().find(|c| steers(*c)) {
        return Some(format!("{steering:?} goes through"));
    }
    match form {
        "csv" | "tsv" => {
            let delimiter = if form == "csv" { b',' } else { b'\t' };
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .from_reader(answer.as_bytes());
            let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
            let is_formula = |cell: &&str| {
                cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
            };
            let mut cells = rows.iter().flat_map(|row| row.iter());
            cells
                .find(is_formula)
                .map(|cell| format!("{cell} is a formula"))
        }
        "md" => {
            let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
            let harm = |event: &Event<'_>| match event {
                Event::Html(text) | Event::InlineHtml(text) => text.as_ref() != "<br>",
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    dest_url.starts_with("javascript")
                }
                _ => false,
            };
            let mut events = Parser::new_ext(answer, options);
            events.find(harm).map(|event| format!("{event:?}"))
        }
        "html" => [
            "<script",
            "<img src=x",
            "href=\"javascript",
            "src=\"javascript",
        ]
        .into_iter()
        .find(|harm| answer.contains(harm))
        .map(str::to_owned),
        "github" => {
            let is_command = |line: &&str| {
                line.starts_with("::error file=actions") || line.starts_with("::warning file=")
            };
            answer
                .lines()
                .find(|line| !is_command(line))
                .map(str::to_owned)
        }
        _ => None,
    }
}

#[test]
fn no_answer_lets_a_text_be_more_than_a_text() {
    for (text, steering) in TEXTS.iter().zip(STEERING.iter().cycle()) {
        let told = &format!("{text} {steering}");
        let plan = plan(text, told);
        for (command, forms) in ANSWERS {
            for form in *forms {
                let words = command.split(' ').chain(["--format", form]);
                let output = run(plan.path(), words);
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                let answer = String::from_utf8_lossy(&output.stdout).into_owned();
                let place = format!("{text:?} and {told:?}: plan {command} --format {form}");
                assert!(output.status.code() == Some(0), "{place}: {said}");
                assert_eq!(fault(form, &answer), None, "{place}:\n{answer}");
                assert_eq!(fault("stderr", &said), None, "{place}:\n{said}");
            }
        }
    }
}

#[test]
fn a_key_that_steers_a_terminal_is_a_finding() {
    for key in ["x\\u001b]0;own\\u0007", "a\\u202eb", "a\\nb", "a\\u009bb"] {
        let plan = plan("A", "B");
        let action = format!("title = \"A\"\nthemes = [\"A\"]\n[extra]\n\"{key}\" = 1\n");
        plan.write("actions/1.1/a.toml", &action);
        let settings =
            format!("format = 1\nname = \"A\"\n[views.\"{key}\"]\nstatus = [\"none\"]\n");
        plan.write("schema/plan.toml", &settings);
        let output = run(plan.path(), ["check", "--format", "concise"]);
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        for file in ["actions/1.1/a.toml:4:1", "schema/plan.toml:3:"] {
            let found = answer
                .lines()
                .any(|line| line.starts_with(file) && line.contains("control-character"));
            assert!(found, "{key}, {file}: {answer}");
        }
        assert_eq!(fault("concise", &answer), None);
    }
}
