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

/// The texts, told apart by their last letters, which stand in one plan beside each other.
fn texts() -> Vec<String> {
    let texts = TEXTS.iter().zip('a'..);
    texts
        .map(|(text, letter)| format!("{text} {letter}"))
        .collect()
}

/// The same with what steers a terminal besides.
fn steering() -> Vec<String> {
    let texts = texts().into_iter().zip(STEERING.iter().cycle());
    texts
        .map(|(text, steering)| format!("{text} {steering}"))
        .collect()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

/// A table of a vocabulary for each text.
fn entries(texts: &[String], entry: impl Fn(usize, &str) -> String) -> String {
    let entries = texts.iter().enumerate();
    entries
        .map(|(index, text)| entry(index + 1, &quoted(text)))
        .collect()
}

fn settings(name: &str, views: &[String]) -> String {
    let q = quoted(name);
    let views = entries(views, |_, view| {
        format!("[views.{view}]\nstatus = [\"none\"]\n")
    });
    format!("format = 1\nname = {q}\nperiod = {q}\n[headings]\ntitle = {q}\n{views}")
}

/// An action in which the text stands wherever a text may.
fn action(text: &str, end: usize) -> String {
    let q = quoted(text);
    format!(
        "title = {q}\nthemes = [{q}]\ncode = {q}\nstatus = {q}\npriority = {q}\nelected = {q}\n\
         owners = [{q}]\nfunders = [{q}]\npartners = [{q}]\naudiences = [{q}]\nend = \"{end}\"\n\
         description = {q}\nobjectives = {q}\nresources = {q}\nprogress = {q}\neffects = [{q}]\n\
         places = [{q}]\nlinks = [{q}]\neditor_notes = {q}\n\
         indicators = [{{ name = {q}, unit = {q}, target = 5 }}]\n\
         budget = [{{ label = {q}, amount = 5_000, note = {q}, funder = {q} }}]\n\
         sub_actions = [{{ title = {q}, code = {q}, description = {q}, owners = [{q}] }}]\n\
         [extra]\n{q} = {q}\n"
    )
}

fn path(index: usize) -> String {
    format!("actions/{0}.1/a{0}.toml", index + 1)
}

/// A plan in which each of `texts` stands wherever a text may, an action each, told by commits whose authors and subjects
/// are `told`.
fn plan(texts: &[String], told: &[String]) -> Repository {
    let plan = Repository::new();
    let schema = [
        ("plan", settings("Plan", texts)),
        (
            "measures",
            entries(texts, |number, q| {
                format!(
                    "[[axis]]\nnumber = {number}\ntitle = {q}\n\
                     [[measure]]\ncode = \"{number}.1\"\ntitle = {q}\n"
                )
            }),
        ),
        (
            "statuses",
            entries(texts, |_, q| {
                format!("[[status]]\nname = {q}\nphase = \"running\"\n")
            }),
        ),
        (
            "themes",
            entries(texts, |_, q| format!("[[theme]]\nname = {q}\n")),
        ),
        (
            "actors",
            entries(texts, |_, q| format!("[[actor]]\nname = {q}\n")),
        ),
    ];
    for (name, toml) in schema {
        plan.write(&format!("schema/{name}.toml"), &toml);
    }
    for (end, told) in (2030..).zip(std::iter::once("Début").chain(told.iter().map(String::as_str)))
    {
        for (index, text) in texts.iter().enumerate() {
            plan.write(&path(index), &action(text, end));
        }
        // git takes no such brackets in a name.
        let author = told.replace(['<', '>'], "");
        let author = match author.starts_with(['=', '+', '@']) {
            true => format!("{author} <a@b>"),
            false => format!("A {author} <a@b>"),
        };
        plan.git(&["add", "-A"]);
        plan.git(&[
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            told,
            "--author",
            &author,
        ]);
    }
    for (index, text) in texts.iter().enumerate() {
        plan.write(&path(index), &action(text, 2099));
    }
    plan
}

/// The forms of rows, and those for people.
const FORMS: &[&str] = &["table", "md", "html", "csv", "tsv", "json", "jsonl"];
const PAGES: &[&str] = &["table", "md", "html", "json", "jsonl"];

/// The answers, and the forms that each has.
const ANSWERS: &[(&str, &[&str])] = &[
    ("list", FORMS),
    (
        "list --group-by owner --columns id,title,extra,description,sub_actions,indicators",
        FORMS,
    ),
    (
        "list --sub-actions --years 2020..",
        &["table", "md", "html"],
    ),
    ("budget --by owner", FORMS),
    ("budget --by theme,status", FORMS),
    ("budget --detail", FORMS),
    ("budget --at HEAD --compare --by theme", FORMS),
    ("status", PAGES),
    ("show a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14", FORMS),
    ("log", FORMS),
    ("log --summary", FORMS),
    ("diff", PAGES),
    ("export", &["md", "csv", "json", "jsonl"]),
    (
        "check",
        &["full", "concise", "github", "json", "gitlab", "sarif"],
    ),
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

/// Asks, and finds no text in what is answered or said beside it that is more than a text.
fn assert_harmless(plan: &Repository, words: &[&str], form: &str) -> Option<i32> {
    let output = run(plan.path(), words.iter().copied());
    for (form, bytes) in [(form, &output.stdout), ("stderr", &output.stderr)] {
        let said = String::from_utf8_lossy(bytes);
        assert_eq!(fault(form, &said), None, "{words:?}:\n{said}");
    }
    output.status.code()
}

#[test]
fn no_answer_lets_a_text_be_more_than_a_text() {
    let plan = plan(&texts(), &steering());
    for (command, forms) in ANSWERS {
        for form in *forms {
            let words: Vec<&str> = command.split(' ').chain(["--format", form]).collect();
            assert_eq!(assert_harmless(&plan, &words, form), Some(0), "{words:?}");
        }
    }
    for (index, _) in TEXTS.iter().enumerate() {
        // Each form meets every text that it may be afraid of.
        let action = format!("a{}", index + 1);
        for form in &FORMS[..5] {
            let words = ["blame", &action, "--format", form];
            assert_eq!(assert_harmless(&plan, &words, form), Some(0), "{words:?}");
        }
    }
}

#[test]
fn no_name_of_a_plan_is_more_than_a_text() {
    let plan = plan(&["A".to_owned()], &[]);
    for name in texts() {
        plan.write("schema/plan.toml", &settings(&name, &[]));
        for (command, form) in [
            ("status", "table"),
            ("status", "md"),
            ("status", "html"),
            ("list", "csv"),
            ("show a1", "tsv"),
            ("export", "csv"),
            ("export", "md"),
        ] {
            let words: Vec<&str> = command.split(' ').chain(["--format", form]).collect();
            assert_eq!(assert_harmless(&plan, &words, form), Some(0), "{words:?}");
        }
    }
}

#[test]
fn no_word_of_the_command_line_and_no_table_is_more_than_a_text() {
    let plan = plan(&["A".to_owned()], &[]);
    for text in steering() {
        let view = format!("@{text}");
        let assignment = format!("{text}=1");
        let value = format!("priority={text}");
        let file = format!("{}.csv", text.replace('/', "_"));
        let table = format!(
            "Titre,Mesure,Thème,{0}\n{0},1.1,A,x\nB,{0},{0},{0}\n",
            quoted(&text).replace("\\\"", "\"\"")
        );
        plan.write(&file, &table);
        for words in [
            &["list", "--at", &text][..],
            &["list", "--status", &text],
            &["list", "--search", &text],
            &["list", "--columns", &text],
            &["list", &view],
            &["show", &text],
            &["log", &text],
            &["diff", &text],
            &["budget", "--by", &text],
            &["check", &text],
            &["check", "--explain", &text],
            &["set", "a1", &assignment],
            &["set", "a1", &value],
            &["import", &file],
            &["import", &file, "--sheet", &text],
            &["export", "-o", &text],
            &["rename", "a1", &text],
            &["-C", &text, "list"],
        ] {
            assert_harmless(&plan, words, "table");
        }
    }
}

#[test]
fn a_key_that_steers_a_terminal_is_a_finding() {
    for key in ["x\\u001b]0;own\\u0007", "a\\u202eb", "a\\nb", "a\\u009bb"] {
        let plan = plan(&["A".to_owned()], &[]);
        let action = format!("title = \"A\"\nthemes = [\"A\"]\n[extra]\n\"{key}\" = 1\n");
        plan.write(&path(0), &action);
        let settings =
            format!("format = 1\nname = \"A\"\n[views.\"{key}\"]\nstatus = [\"none\"]\n");
        plan.write("schema/plan.toml", &settings);
        let output = run(plan.path(), ["check", "--format", "concise"]);
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        for file in ["actions/1.1/a1.toml:4:1", "schema/plan.toml:3:"] {
            let found = answer
                .lines()
                .any(|line| line.starts_with(file) && line.contains("control-character"));
            assert!(found, "{key}, {file}: {answer}");
        }
        assert_eq!(fault("concise", &answer), None);
    }
}
