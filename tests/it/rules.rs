//! The pages of rules are made from the register, and its examples are true.
//!
//! `UPDATE_RULES=1 cargo test --test it rules::` writes the pages anew.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use plan::finding::{Rule, Severity};
use plan::render::answers::rules::{explanation, reason};
use plan::render::markdown;
use plan::render::screen::Screen;
use plan::render::terminal;
use plan::rules::article;
use plan::rules::article::Setting;
use plan::words::{Lang, Word};
use serde_json::Value;

use crate::checked;
use crate::program;
use crate::repository::Repository;

/// What a page says before the rules.
fn head(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => {
            "# Les règles de plan check\n\nCette page est tirée du registre des règles : `plan check --list-rules` en donne la liste, `plan check --explain RÈGLE` le détail.\nUne erreur empêche toute réponse tant qu'elle n'est pas corrigée ; un avertissement demande un coup d'œil.\n\nUn avertissement justifié s'excuse d'un commentaire, à la ligne ou juste au-dessus, avec une raison : `# plan: allow(small-amount) prix du jeton`.\n`plan check --fix` applique les corrections certaines, `plan check --fix --diff` les montre sans rien écrire.\nLes exemples sont des lignes d'une fiche, sauf indication contraire."
        }
        Lang::En => {
            "# The rules of plan check\n\nThis page is made from the register of rules: `plan check --list-rules` lists them, `plan check --explain RULE` tells one at length.\nAn error keeps every command from answering until it is mended; a warning asks for a look.\n\nA warning that is right as it stands is silenced by a comment, on the line or just above it, with a reason: `# plan: allow(small-amount) price of a token`.\n`plan check --fix` mends what is certain, `plan check --fix --diff` shows it and writes nothing.\nThe examples are lines of an action's file unless they say otherwise."
        }
    }
}

/// The page that holds every rule, as Markdown.
fn page(lang: Lang) -> String {
    let mut page = format!("{}\n", head(lang));
    for (severity, word) in [
        (Severity::Error, Word::ERRORS),
        (Severity::Warning, Word::WARNINGS),
    ] {
        page += &format!("\n## {}\n\n", lang.word(word));
        for rule in Rule::all().filter(|rule| rule.severity() == severity) {
            let (name, colon, summary) = (
                rule.name(),
                lang.word(Word::COLON),
                article(rule).summary(lang),
            );
            page += &format!("- [`{name}`](#{name}){colon}{summary}\n");
        }
    }
    for rule in Rule::all() {
        let (first, rest) = {
            let summary = article(rule).summary(lang);
            summary.split_at(summary.chars().next().map_or(0, char::len_utf8))
        };
        let mut written = Vec::new();
        markdown::write(&reason(rule, lang), lang, &mut written).expect("memory takes it");
        let written = String::from_utf8(written).expect("UTF-8");
        let name = rule.name();
        page += &format!(
            "\n### {name}\n\n*{}{rest}.* {written}",
            first.to_uppercase()
        );
    }
    page
}

#[test]
fn the_pages_of_rules_are_current() {
    for (lang, name) in [(Lang::Fr, "regles.md"), (Lang::En, "rules.md")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name);
        let current = page(lang);
        if std::env::var_os("UPDATE_RULES").is_some() {
            fs::write(&path, &current).expect("the page can be written");
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == current,
            "docs/{name} is stale: UPDATE_RULES=1 cargo test --test it rules::"
        );
    }
}

/// The vocabularies that the examples speak of, each word used by one action.
const WORDS: &[(&str, &str)] = &[
    ("schema/plan.toml", "name = \"Plan\"\nformat = 1\n"),
    (
        "schema/measures.toml",
        "[[axis]]\nnumber = 3\ntitle = \"Mobilité\"\n[[axis]]\nnumber = 4\ntitle = \"Énergie\"\n\
         [[axis]]\nnumber = 6\ntitle = \"Coopération\"\n[[measure]]\ncode = \"3.1.1\"\ntitle = \"Marche\"\n\
         [[measure]]\ncode = \"3.1.2\"\ntitle = \"Vélo\"\n[[measure]]\ncode = \"4.1.1\"\ntitle = \"Chaleur\"\n",
    ),
    (
        "schema/statuses.toml",
        "[[status]]\nname = \"Non démarré\"\nphase = \"not-started\"\n[[status]]\nname = \"En cours\"\nphase = \"running\"\n\
         [[status]]\nname = \"Complété\"\nphase = \"done\"\n[[status]]\nname = \"Abandonné\"\nphase = \"dropped\"\n",
    ),
    ("schema/themes.toml", "[[theme]]\nname = \"Mobilité\"\n"),
    (
        "schema/actors.toml",
        "[[actor]]\nname = \"DREAL\"\n[[actor]]\nname = \"Ademe BFC\"\n",
    ),
    (
        "actions/3.1.1/trottoirs.toml",
        "title = \"Élargir les trottoirs\"\nthemes = [\"Mobilité\"]\npartners = [\"DREAL\", \"Ademe BFC\"]\n",
    ),
];
const VELO: &str = "actions/3.1.2/velo.toml";
const SHEET: &str = "title = \"Plan vélo\"\nthemes = [\"Mobilité\"]\n";
const MOMENT: &str = "2025-01-01T12:00:00+01:00";

/// The plan of the words, in a folder that is a repository as soon as the example needs an earlier state.
fn plan() -> Repository {
    let plan = Repository::to_be();
    for (path, text) in WORDS {
        plan.write(path, text);
    }
    plan
}

/// Lines of an action's file as a whole file: with a title and a theme where the example gives none.
fn sheet(lines: &str) -> String {
    let own = lines.split("[[").next().unwrap_or_default();
    let missing = SHEET.lines().filter(|line| {
        let key = line.split(' ').next().unwrap_or_default();
        let is_key = |line: &str| line.split(['=', ' ']).next() == Some(key);
        !lines.is_empty() && !own.lines().any(is_key)
    });
    missing
        .chain(lines.lines())
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Put the lines where the example says that they stand.
fn lay(plan: &Repository, rule: Rule, lines: &str) {
    match article(rule).setting {
        Setting::Action => plan.write(VELO, &sheet(lines)),
        Setting::Beside => {
            let other = "title = \"Plan vélo des école\"\nthemes = [\"Mobilité\"]\n";
            plan.write("actions/3.1.2/ecoles.toml", other);
            plan.write(VELO, &sheet(lines));
        }
        Setting::Schema(file) => {
            let (_, text) = WORDS
                .iter()
                .find(|(path, _)| *path == file)
                .expect("a file");
            // A key that the file holds is written anew.
            let key = lines.split_once(" = ").map_or("", |(key, _)| key);
            let kept = text
                .lines()
                .filter(|line| !line.starts_with(&format!("{key} =")));
            let kept: String = kept.map(|line| format!("{line}\n")).collect();
            plan.write(file, &format!("{kept}{lines}\n"));
            // The names that it adds are used, save where that is the example.
            let names = lines
                .lines()
                .filter_map(|line| line.strip_prefix("name = "));
            let names: Vec<&str> = names.filter(|_| rule != Rule::UnusedEntry).collect();
            plan.write(VELO, &sheet(&format!("partners = [{}]", names.join(", "))));
        }
        Setting::Since(earlier) => {
            let settings = "name = \"Plan\"\nformat = 1\n\n[voted]\nrevision = \"main\"\n";
            plan.write("schema/plan.toml", settings);
            plan.write(VELO, &sheet(earlier));
            branch(plan);
            plan.write(VELO, &sheet(lines));
        }
        Setting::File => lay_file(plan, rule, lines),
    }
}

/// Leave the branch `main`, on which the plan stands as it is.
fn branch(plan: &Repository) {
    plan.init("sha1");
    plan.commit("Voter le plan", MOMENT);
    plan.git(&["switch", "--quiet", "-c", "travail"]);
}

/// Give a file the name or the encoding of the example, or do what it commands.
fn lay_file(plan: &Repository, rule: Rule, example: &str) {
    let words: Vec<&str> = example.split(' ').collect();
    if let ["git" | "plan", arguments @ ..] = &words[..] {
        plan.write(VELO, SHEET);
        if rule == Rule::RenamedReference {
            let other = sheet("title = \"Abris\"\nbudget = [{ included_in = \"velo\" }]");
            plan.write("actions/3.1.2/abris.toml", &other);
        }
        branch(plan);
        let arguments: Vec<String> = arguments.iter().map(|word| word.replace('"', "")).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        if words[0] == "git" {
            plan.git(&arguments);
        } else {
            let output = program::run(plan.path(), arguments);
            assert!(output.status.success(), "{example}: {output:?}");
        }
    } else if let Some((path, target)) = example.split_once(" -> ") {
        let path = plan.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        symlink(target, path).expect("a link");
    } else if let Some(path) = example.strip_suffix(" (absent)") {
        fs::remove_file(plan.path().join(path)).expect("a file to remove");
    } else if let Some((_, encoding)) = example.split_once(" : ") {
        plan.write(VELO, "");
        let bytes = match encoding {
            "Windows-1252" => SHEET
                .chars()
                .map(|c| u8::try_from(c).expect("a byte"))
                .collect(),
            "UTF-8 avec BOM" => format!("\u{feff}{SHEET}").into_bytes(),
            _ => SHEET.as_bytes().to_vec(),
        };
        fs::write(plan.path().join(VELO), bytes).expect("a file");
    } else {
        for path in example.split(" et ") {
            let is_written = WORDS.iter().any(|(other, _)| *other == path);
            if !is_written {
                plan.write(path, SHEET);
            }
        }
    }
}

/// The rules that a check of the plan finds broken, each as often as it does.
fn broken(plan: &Repository, rule: Rule) -> Vec<String> {
    if rule.needs_base() {
        let arguments = ["check", "--format", "json", "--base", "main"];
        let output = program::run(plan.path(), arguments);
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let findings = answer["findings"].as_array().expect("findings").iter();
        return findings
            .map(|one| one["rule"].as_str().expect("a rule").to_owned())
            .collect();
    }
    let (_, findings) = checked::check(plan.path());
    findings
        .iter()
        .map(|placed| placed.diagnostic.finding.rule().name().to_owned())
        .collect()
}

#[test]
fn each_bad_example_breaks_its_rule_alone_and_each_good_one_none() {
    let mut wrong = Vec::new();
    for rule in Rule::all() {
        let example = article(rule);
        for (lines, expected) in [(example.bad, vec![rule.name()]), (example.good, vec![])] {
            let plan = plan();
            lay(&plan, rule, lines);
            let found = broken(&plan, rule);
            if found != expected {
                wrong.push(format!("{}: {found:?}\n{lines}", rule.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn an_explanation_shows_the_example_in_either_language() {
    for lang in [Lang::Fr, Lang::En] {
        for rule in Rule::all() {
            let mut said = Vec::new();
            let screen = Screen {
                width: None,
                styled: false,
            };
            terminal::write(&explanation(rule, lang), lang, screen, &mut said).expect("a text");
            let said = String::from_utf8(said).expect("UTF-8");
            let example = article(rule);
            for line in example.bad.lines().chain(example.good.lines()) {
                assert!(said.contains(&format!("\n    {line}\n")), "{said}");
            }
        }
    }
}
