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

/// The keys whose columns bear a heading of the plan's own.
const HEADED: &[&str] = &[
    "title",
    "code",
    "status",
    "priority",
    "elected",
    "owners",
    "funders",
    "partners",
    "audiences",
    "start",
    "end",
    "description",
    "objectives",
    "budget",
];

/// A text as TOML and JSON write it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

/// A plan in which each text stands wherever a text may, told by commits whose authors and subjects are texts too.
fn plan(texts: &[(&str, String)]) -> Repository {
    let plan = Repository::new();
    settings(&plan, texts[0].0, texts);
    let entries = |entry: &dyn Fn(usize, &str) -> String| -> String {
        let quoted = texts.iter().map(|(text, _)| quoted(text));
        quoted.enumerate().map(|(n, q)| entry(n + 1, &q)).collect()
    };
    let axis = |n, q: &str| format!("[[axis]]\nnumber = {n}\ntitle = {q}\n");
    let measure = |n, q: &str| format!("[[measure]]\ncode = \"{n}.1\"\ntitle = {q}\n");
    for (name, toml) in [
        ("measures", entries(&axis) + &entries(&measure)),
        (
            "statuses",
            entries(&|_, q| format!("[[status]]\nname = {q}\nphase = \"running\"\n")),
        ),
        (
            "themes",
            entries(&|_, q| format!("[[theme]]\nname = {q}\n")),
        ),
        (
            "actors",
            entries(&|_, q| format!("[[actor]]\nname = {q}\n")),
        ),
    ] {
        plan.write(&format!("schema/{name}.toml"), &toml);
    }
    let action = |n: usize, text: &str, end: &str| {
        let q = quoted(text);
        let sheet = format!(
            "title = {q}\nthemes = [{q}]\ncode = {q}\nstatus = {q}\npriority = {q}\nelected = {q}\n\
             owners = [{q}]\nfunders = [{q}]\npartners = [{q}]\naudiences = [{q}]\nend = \"{end}\"\n\
             description = {q}\nobjectives = {q}\nresources = {q}\nprogress = {q}\neffects = [{q}]\n\
             places = [{q}]\nlinks = [{q}]\neditor_notes = {q}\n\
             indicators = [{{ name = {q}, unit = {q} }}]\n\
             budget = [{{ label = {q}, amount = 5_000, note = {q}, funder = {q} }}]\n\
             sub_actions = [{{ title = {q}, code = {q}, description = {q}, owners = [{q}] }}]\n\
             [extra]\n{q} = {q}\n"
        );
        plan.write(&format!("actions/{n}.1/{}.toml", id(n)), &sheet);
    };
    for (index, (text, told)) in texts.iter().enumerate() {
        action(index + 1, text, "2030");
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
            "-m",
            told,
            "--author",
            &format!("{author} <a@b>"),
        ]);
    }
    for (index, (text, _)) in texts.iter().enumerate() {
        action(index + 1, text, "2031");
    }
    plan
}

/// The id of the action that bears a text.
fn id(number: usize) -> String {
    format!("a-{number}")
}

/// Write the settings of a plan that is called `name`.
fn settings(plan: &Repository, name: &str, texts: &[(&str, String)]) {
    let q = quoted(name);
    let headings = HEADED.iter().zip(texts);
    let headings = headings.map(|(key, (text, _))| format!("{key} = {}\n", quoted(text)));
    let views = texts.iter();
    let views = views.map(|(text, _)| format!("[views.{}]\nstatus = [\"none\"]\n", quoted(text)));
    let toml = format!(
        "format = 1\nname = {q}\nperiod = {q}\n[headings]\n{}{}",
        headings.collect::<String>(),
        views.collect::<String>()
    );
    plan.write("schema/plan.toml", &toml);
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
    ("show ID", &["table", "md", "html", "csv", "tsv"]),
    ("log", &["table", "md", "html", "csv", "tsv"]),
    ("log --summary", &["table", "md", "html", "csv", "tsv"]),
    ("blame ID", &["table", "md", "html", "csv", "tsv"]),
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
                Event::Html(text) | Event::InlineHtml(text) => !is_own(text),
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

/// Whether HTML within Markdown is the document's own: a line's end, or what its contents lead to.
fn is_own(html: &str) -> bool {
    let name = html.strip_prefix("<a id=\"");
    let name = name.and_then(|rest| rest.trim_end().trim_end_matches("</a>").strip_suffix("\">"));
    let is_plain = |name: &str| {
        let mut letters = name.bytes();
        letters.all(|letter| letter.is_ascii_alphanumeric() || b".-?".contains(&letter))
    };
    ["<br>", "</a>"].contains(&html) || name.is_some_and(is_plain)
}

/// Ask for an answer in each of its forms.
fn ask(plan: &Repository, command: &str, forms: &[&str], what: &str) {
    for form in forms {
        let words = command.split(' ').chain(["--format", form]);
        let output = run(plan.path(), words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        let place = format!("{what}: plan {command} --format {form}");
        assert!(output.status.code() == Some(0), "{place}: {said}");
        assert_eq!(fault(form, &answer), None, "{place}:\n{answer}");
        assert_eq!(fault("stderr", &said), None, "{place}:\n{said}");
    }
}

#[test]
fn no_answer_lets_a_text_be_more_than_a_text() {
    let texts = TEXTS.iter().zip(STEERING.iter().cycle());
    let texts: Vec<(&str, String)> = texts
        .map(|(text, steering)| (*text, format!("{text} {steering}")))
        .collect();
    let plan = plan(&texts);
    for (command, forms) in ANSWERS {
        if command.ends_with(" ID") {
            for (index, (text, _)) in texts.iter().enumerate() {
                ask(&plan, &command.replace("ID", &id(index + 1)), forms, text);
            }
        } else {
            ask(&plan, command, forms, "all texts");
        }
    }
    // These tell what the plan is called.
    for (text, _) in &texts {
        settings(&plan, text, &texts);
        for (command, forms) in [
            ("status", &["table", "md", "html"][..]),
            ("export", &["md"]),
        ] {
            ask(&plan, command, forms, text);
        }
    }
}

#[test]
fn a_key_that_steers_a_terminal_is_a_finding() {
    for key in ["x\\u001b]0;own\\u0007", "a\\u202eb", "a\\nb", "a\\u009bb"] {
        let texts = [("A", "B".to_owned())];
        let plan = plan(&texts);
        let action = format!("title = \"A\"\nthemes = [\"A\"]\n[extra]\n\"{key}\" = 1\n");
        plan.write("actions/1.1/a-1.toml", &action);
        let settings =
            format!("format = 1\nname = \"A\"\n[views.\"{key}\"]\nstatus = [\"none\"]\n");
        plan.write("schema/plan.toml", &settings);
        let output = run(plan.path(), ["check", "--format", "concise"]);
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        for file in ["actions/1.1/a-1.toml:4:1", "schema/plan.toml:3:"] {
            let found = answer
                .lines()
                .any(|line| line.starts_with(file) && line.contains("control-character"));
            assert!(found, "{key}, {file}: {answer}");
        }
        assert_eq!(fault("concise", &answer), None);
    }
}
