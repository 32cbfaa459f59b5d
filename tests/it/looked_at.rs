//! The page of `plan report`: every figure on it is the answers' own, every bar as long as its figure, no text is markup.

#![cfg(unix)]

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::exported::{answer, json};
use crate::plans::root;
use crate::program::run;
use crate::samples::small;

/// The page of a plan.
fn page(folder: &Path, arguments: &[&str]) -> String {
    answer(folder, &[&["report"], arguments].concat())
}

/// What stands between the first of `from` and what follows it up to `to`.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text
        .split_once(from)
        .unwrap_or_else(|| panic!("{from} is there"));
    rest.split_once(to)
        .unwrap_or_else(|| panic!("{to} is behind it"))
        .0
}

/// The text without its elements.
fn plain(html: &str) -> String {
    let mut within = false;
    let letters = html.chars().filter(|letter| {
        let was = within;
        within = (within || *letter == '<') && *letter != '>';
        !was && !within
    });
    letters.collect()
}

/// The cells of the rows of a table, with its footer.
fn rows(table: &str) -> Vec<Vec<String>> {
    let body = table.split("<tbody>").nth(1).expect("a body");
    let rows = body.split("<tr>").skip(1);
    rows.map(|row| {
        let cells = row.split("<td").skip(1);
        cells
            .map(|cell| {
                plain(cell.split_once('>').expect("a cell").1)
                    .trim()
                    .to_owned()
            })
            .collect()
    })
    .collect()
}

/// The digits of an amount in euros, as JSON writes it.
fn digits(amount: &str) -> String {
    let digits = amount
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == ',');
    digits.collect::<String>().replace(',', ".")
}

fn figure<'a>(page: &'a str, caption: &str) -> &'a str {
    between(
        page,
        &format!("<figcaption>{caption}</figcaption>"),
        "</figure>",
    )
}

#[test]
fn the_budgets_of_the_page_are_those_of_the_budget() {
    let page = page(root(), &[]);
    let axes = figure(&page, "Budget par axe");
    let budget = json(root(), &["budget", "--by", "axis", "--format", "json"]);
    let groups = budget["groups"].as_array().expect("groups");
    let written = rows(axes);
    assert_eq!(
        written.len(),
        groups.len() + 1,
        "each axis, and their total"
    );
    let mut seen = 0;
    for (cells, total) in written.iter().zip(groups.iter().chain([&budget["total"]])) {
        assert_eq!(cells[1], total["actions"].to_string());
        assert_eq!(cells[3], total["without_figure"].to_string());
        for (cell, side) in [(&cells[4], "min"), (&cells[5], "max")] {
            let Value::Number(amount) = &total[side] else {
                assert_eq!(cell, "–");
                continue;
            };
            assert_eq!(digits(cell), amount.to_string(), "{cells:?}");
            let is_floor = total["lines_unknown"].as_u64() > Some(0);
            assert_eq!(cell.starts_with('≥'), is_floor, "{cells:?}");
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen} amounts");
}

#[test]
fn bars_are_as_long_as_their_figures() {
    let page = page(root(), &[]);
    let axes = figure(&page, "Budget par axe");
    let budget = json(root(), &["budget", "--by", "axis", "--format", "json"]);
    let groups = budget["groups"].as_array().expect("groups");
    let side = |total: &Value, side: &str| total[side].as_f64().unwrap_or_default();
    let most = groups
        .iter()
        .map(|group| side(group, "max"))
        .fold(0.0, f64::max);
    let pictures: Vec<&str> = axes.split("role=\"img\"").skip(1).collect();
    assert_eq!(pictures.len(), groups.len());
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().expect("a number");
    for (picture, group) in pictures.iter().zip(groups) {
        let picture = picture.split("</svg>").next().expect("the picture");
        let length = |class: &str| {
            let bar = picture.split(&format!("<rect class=\"{class}\"")).nth(1);
            bar.map_or(0.0, |bar| number(between(bar, "width=\"", "\"")))
        };
        let (least, greatest) = (side(group, "min"), side(group, "max"));
        for (drawn, meant) in [
            (length("sure"), least),
            (length("possible"), greatest - least),
        ] {
            let expected = meant / most * 100.0;
            assert!(
                (drawn - expected).abs() < 0.03,
                "{drawn} for {expected} in {picture}"
            );
        }
    }
}

#[test]
fn the_states_of_the_page_are_those_of_the_status() {
    let page = page(root(), &[]);
    let states = figure(&page, "État d'avancement, par axe");
    let status = json(root(), &["status", "--format", "json"]);
    let counted = status["statuses"].as_array().expect("statuses");
    let all = &rows(states)[0];
    let shown = counted.iter().filter(|one| one["actions"] != 0);
    let shown: Vec<String> = shown.map(|one| one["actions"].to_string()).collect();
    assert_eq!(all[1..], shown[..]);
    for row in &rows(states)[1..] {
        assert_eq!(row.len(), all.len());
    }
    let columns = (1..all.len()).map(|column| {
        let count = |row: &Vec<String>| row[column].parse::<usize>().expect("a count");
        (
            count(all),
            rows(states)[1..].iter().map(count).sum::<usize>(),
        )
    });
    columns.for_each(|(whole, parts)| assert_eq!(whole, parts, "the axes make the whole"));
    let late = between(&page, "en retard</th><td>", "</td>");
    assert_eq!(late, status["late"].to_string());
}

#[test]
fn what_is_late_stands_by_name_with_its_last_note() {
    let page = page(root(), &[]);
    let listed = json(root(), &["list", "--late", "--format", "json"]);
    let table = between(&page, "Titre (en retard)", "</table>");
    let late = listed.as_array().expect("actions").iter().map(|action| {
        let id = action["id"].as_str().expect("an id");
        assert!(table.contains(&format!("href=\"#fiche-{id}\"")), "{id}");
    });
    assert_eq!(late.count(), table.matches("<td><a").count());
}

#[test]
fn every_action_has_a_sheet_that_links_reach() {
    let page = page(root(), &[]);
    let list = json(root(), &["list", "--format", "json"]);
    let actions = list.as_array().expect("actions");
    assert_eq!(page.matches("<article id=").count(), actions.len());
    for action in actions {
        let id = action["id"].as_str().expect("an id");
        assert_eq!(
            page.matches(&format!("<article id=\"fiche-{id}\">"))
                .count(),
            1,
            "{id}"
        );
        assert!(page.contains(&format!("href=\"#fiche-{id}\"")), "{id}");
    }
    for link in page.split("href=\"#").skip(1) {
        let name = link.split('"').next().expect("a name");
        assert!(page.contains(&format!("id=\"{name}\"")), "{name} is there");
    }
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
}

#[test]
fn no_text_is_markup_and_nothing_is_fetched() {
    let folder = small();
    let path = folder.path().join("actions/1.1");
    let bad = "<script>alert(1)</script>  \" onload=x ]]> </style> 🚲";
    let long = "é".repeat(10_000);
    let sheet = format!(
        "title = \"{}\"\nthemes = [\"Vélo\"]\nstart = \"2020\"\n\
         description = \"[x](javascript:alert) <img src=http://a.example/x onerror=y> {long}\"\n\
         links = [\"javascript:alert(2)\"]\nindicators = [{{ name = \"<b>\", unit = \"</svg>\", \
         baseline = 1, target = 3, values = {{ 2023 = 2 }} }}]\n",
        bad.replace('"', "\\\"")
    );
    fs::write(path.join("hostile.toml"), sheet).expect("a file");
    let page = page(folder.path(), &["--allow-invalid"]);
    assert!(
        page.contains("&lt;script&gt;alert(1)"),
        "the title stands as a text"
    );
    assert_eq!(page.matches("<script").count(), 1, "its own");
    assert_eq!(page.matches("</style>").count(), 1);
    for bad in [
        "<img",
        "href=\"javascript",
        "onload=x\"",
        "<b>",
        "src=\"http",
        "\u{202e}",
        "url(http",
    ] {
        assert!(!page.contains(bad), "{bad}");
    }
}

#[test]
fn notes_of_work_are_for_those_who_work_on_the_plan() {
    let folder = small();
    let path = folder.path().join("actions/1.1/plan-velo.toml");
    let text = fs::read_to_string(&path).expect("a file");
    let notes = "follow_up = [{ date = \"2024-01-05\", text = \"Un premier mot\" }, { date = \"2025-01-05\", text = \"Un dernier mot\" }]\n";
    let line = text.find("themes").expect("a key");
    let text = format!("{}{notes}{}", &text[..line], &text[line..]);
    fs::write(&path, text).expect("a file");
    let (public, internal) = (
        page(folder.path(), &[]),
        page(folder.path(), &["--internal"]),
    );
    for (words, is_public) in [
        ("Le montant des arceaux", false),
        ("Un premier mot", false),
        ("Un dernier mot", true),
    ] {
        assert_eq!(public.contains(words), is_public, "{words}");
        assert!(internal.contains(words), "{words}");
    }
}

#[test]
fn an_annex_says_nothing_of_today() {
    let folder = small();
    let settings = folder.path().join("schema/plan.toml");
    let text = fs::read_to_string(&settings).expect("the settings");
    let voted =
        "\n[voted]\nrevision = \"v1\"\ndate = \"2020-06-25\"\ndeliberation = \"2020-06-25_012\"\n";
    fs::write(
        &settings,
        text + voted + "\n[report]\ncolor = \"#a01a58\"\n",
    )
    .expect("a file");
    let page = page(folder.path(), &["--annex"]);
    assert!(page.contains("Annexe à la délibération n° 2020-06-25_012 du 2020-06-25"));
    assert!(page.contains("--accent: #a01a58"));
    let (_, page) = page.split_once("</style>").expect("a style");
    for word in [
        "en retard",
        "À suivre",
        "Document de travail",
        "class=\"today\"",
        "class=\"late\"",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    fs::write(
        &settings,
        "format = 1\nname = \"x\"\n[report]\ncolor = \"red\"\n",
    )
    .expect("a file");
    let output = run(folder.path(), ["check"]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("#rrggbb"), "{told}");
}

#[test]
fn each_owner_gets_a_text_and_a_page_of_what_is_theirs() {
    let folder = small();
    // Two names that make one name of a file.
    let actors = folder.path().join("schema/actors.toml");
    let text = fs::read_to_string(&actors).expect("the actors");
    let twin = "\n[[actor]]\nname = \"Service (Voirie)\"\nkind = \"owners\"\n";
    fs::write(&actors, text + twin).expect("a file");
    let sheet = "title = \"Jumeau <b>\"\nthemes = [\"Vélo\"]\nowners = [\"Service (Voirie)\"]\n";
    fs::write(folder.path().join("actions/1.1/jumeau.toml"), sheet).expect("a file");
    let into = folder.path().join("relances");
    let into = into.to_str().expect("a path");
    let output = run(folder.path(), ["report", "--for-each-owner", into]);
    assert!(output.status.success(), "{output:?}");
    let of = |name: &str| fs::read_to_string(format!("{into}/{name}")).expect(name);
    let listed = json(folder.path(), &["list", "--format", "json"]);
    let actions = listed.as_array().expect("actions");
    let names = [
        ("Service Voirie", "service-voirie"),
        ("Service (Voirie)", "service-voirie-2"),
        ("none", "sans-porteur"),
    ];
    for (owner, file) in names {
        assert_eq!(
            of(&format!("{file}.txt")),
            page(folder.path(), &["--for", owner])
        );
        let (text, page) = (of(&format!("{file}.txt")), of(&format!("{file}.html")));
        assert!(!page.contains("<b>"), "{owner}");
        let mine = json(
            folder.path(),
            &["list", "--owner", owner, "--format", "json"],
        );
        let mine: Vec<&Value> = mine
            .as_array()
            .expect("actions")
            .iter()
            .map(|one| &one["id"])
            .collect();
        assert!(!mine.is_empty(), "{owner}");
        for action in actions {
            let (id, path) = (&action["id"], action["path"].as_str().expect("a path"));
            let sheet = format!("<article id=\"fiche-{}\">", id.as_str().expect("an id"));
            assert_eq!(text.contains(path), page.contains(&sheet), "{owner}, {id}");
            assert!(!text.contains(path) || mine.contains(&id), "{owner}, {id}");
        }
    }
}
