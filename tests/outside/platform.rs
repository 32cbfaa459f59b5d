//! The platform Territoires en Transitions: what its importer makes of our export, and its own workbooks coming in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::exported::{answer, exported, json, money};
use crate::plans::root;
use crate::program::run;
use crate::tools::{is_here, printed};

/// Node with the library that the platform reads workbooks with; nothing where either is not here.
fn node(arguments: &[&str]) -> Option<String> {
    // Where `.ci/run` installs it, else where `npm install -g` does.
    let folder = std::env::var_os("PLAN_NODE");
    let folder = folder.map_or(root().join("target/tools/node"), PathBuf::from);
    let everywhere = Command::new("npm").args(["root", "-g"]).output();
    let everywhere = everywhere.map(|output| output.stdout).unwrap_or_default();
    let modules = format!(
        "{}:{}",
        folder.join("node_modules").display(),
        String::from_utf8_lossy(&everywhere).trim()
    );
    let node = || {
        let mut command = Command::new("node");
        command.env("NODE_PATH", &modules);
        command
    };
    if !is_here(
        node().args(["-e", "require('exceljs')"]),
        "exceljs",
        "npm install -g exceljs",
    ) {
        return None;
    }
    let script = root().join("tests/outside/platform.cjs");
    let output = node().arg(script).args(arguments).output();
    Some(printed(&output.expect("node runs")))
}

/// What an import tells that is not its report.
fn import(plan: &Path, arguments: &[&str]) -> String {
    let all = ["--lang", "fr", "import"].iter().chain(arguments);
    let output = run(plan, all.copied());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success(),
        "{told}{}",
        String::from_utf8_lossy(&output.stdout)
    );
    told
}

/// What the platform reads of the export of a plan, row by row.
fn read(plan: &Path) -> Option<Vec<Value>> {
    let (_folder, path) = exported(plan, "plan.xlsx", &["--format", "tet"]);
    let rows = node(&["read", path.to_str().expect("UTF-8")])?;
    serde_json::from_str(&rows).expect("rows")
}

/// Names as the platform keeps them: with the guillemets that keep a comma.
fn names(list: &Value) -> Vec<String> {
    let names = list.as_array().into_iter().flatten();
    let names = names.map(|name| name.as_str().expect("a name").to_owned());
    let quoted = names.map(|name| match name.contains(',') {
        true => format!("« {name} »"),
        false => name,
    });
    quoted.collect()
}

fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().expect("a list").iter();
    texts
        .map(|text| text.as_str().expect("a text").to_owned())
        .collect()
}

fn judge(plan: &Path) {
    let Some(rows) = read(plan) else {
        return;
    };
    let statuses = fs::read_to_string(plan.join("schema/statuses.toml")).expect("statuses");
    let statuses: toml::Table = toml::from_str(&statuses).expect("TOML");
    let platform = |name: &str| {
        let known = statuses["status"].as_array().expect("statuses").iter();
        let mut known = known.filter(|status| status["name"].as_str() == Some(name));
        known
            .next()
            .and_then(|status| status.get("tet")?.as_str().map(str::to_owned))
    };
    let mut rows = rows.iter().filter(|row| row["part"].is_null());
    for action in json(plan, &["list", "--format", "json"])
        .as_array()
        .expect("actions")
    {
        let row = rows.next().expect("a row an action");
        let title = action["title"].as_str().expect("a title");
        assert_eq!(row["title"].as_str(), Some(title));
        assert_eq!(
            texts(&row["structures"]),
            names(&action["owners"]),
            "{title}"
        );
        assert_eq!(
            texts(&row["partners"]),
            names(&action["partners"]),
            "{title}"
        );
        assert!(
            row["participation"].is_null(),
            "{title}: an audience is no level of participation"
        );
        let status = action["status"].as_str().and_then(platform);
        assert_eq!(row["status"].as_str(), status.as_deref(), "{title}");
        let of_platform = row["funders"].as_array().expect("funders").iter();
        let of_platform: Vec<&str> = of_platform
            .map(|one| one["name"].as_str().expect("a name"))
            .collect();
        let words = row["financing"].as_str().unwrap_or_default();
        for funder in names(&action["funders"]) {
            let bare = funder.trim_matches(['«', '»', ' ']);
            let is_told = of_platform.contains(&bare) || words.contains(&funder);
            assert!(
                is_told,
                "{title}: {funder} is lost in {words:?} and {of_platform:?}"
            );
        }
        let lines = action["budget"]["lines"].as_array().expect("lines");
        let is_before_tax = lines
            .iter()
            .all(|line| line["amount"].is_null() && line["ht"].is_null());
        let amounts = row["funders"]
            .as_array()
            .expect("funders")
            .iter()
            .map(|one| &one["amount"]);
        let has_amount = amounts
            .chain([&row["budget"]])
            .any(|amount| money(amount).is_some());
        assert!(
            !(is_before_tax && has_amount),
            "{title}: an amount with taxes under one without"
        );
    }
    assert!(rows.next().is_none());
}

#[test]
fn the_platform_reads_of_the_plan_what_the_plan_says() {
    judge(root());
}

#[test]
fn the_platform_reads_what_is_hard_to_say_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write(
        "schema/plan.toml",
        "format = 1\nname = \"Plan\"\nbasis = \"ttc\"\n",
    );
    write(
        "schema/measures.toml",
        "[[axis]]\nnumber = 1\ntitle = \"Axe\"\n\n[[measure]]\ncode = \"1.1\"\ntitle = \"Une\"\n",
    );
    write("schema/themes.toml", "[[theme]]\nname = \"T\"\n");
    write(
        "schema/statuses.toml",
        "[[status]]\nname = \"Lancé\"\nphase = \"running\"\ntet = \"En cours\"\n",
    );
    let actors = ["A", "B, C", "D", "E", "F", "Tous les habitants"];
    let actors = actors.map(|name| format!("[[actor]]\nname = \"{name}\"\n"));
    write("schema/actors.toml", &actors.join("\n"));
    write(
        "actions/1.1/dure.toml",
        "title = \"Dure\"\nthemes = [\"T\"]\nstatus = \"Lancé\"\nowners = [\"B, C\", \"A\"]\nfunders = [\"F\", \"A\", \"B, C\", \"D\", \"E\"]\n\
        partners = [\"A\", \"B, C\"]\naudiences = [\"Tous les habitants\"]\nstart = \"2024\"\nend = \"fin 2026\"\n\
        budget = [{ ht = 10, funder = \"A\" }, { ht = 20, funder = \"B, C\" }, { ht = 30, funder = \"D\" }, { ht = 40, funder = \"E\" }]\n\
        sub_actions = [{ code = \"1\", title = \"Part, une\", start = \"2024-05\", budget = [{ ht = 5 }] }]\n",
    );
    write(
        "actions/1.1/taxes.toml",
        "title = \"Taxes\"\nthemes = [\"T\"]\nfunders = [\"A\"]\nbudget = [{ ttc = 120, funder = \"A\" }]\n",
    );
    judge(folder.path());
    let (_kept, path) = exported(folder.path(), "plan.xlsx", &["--format", "tet"]);
    let told = import(folder.path(), &[path.to_str().expect("UTF-8")]);
    assert!(told.contains("2 fiches disent déjà"), "{told}");
}

#[test]
fn the_workbooks_of_the_platform_come_in_with_two_commands_and_one_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    if node(&["write", folder.path().to_str().expect("UTF-8")]).is_none() {
        return;
    }
    for (name, answers) in [("template", &["--theme-from", "axis"][..]), ("export", &[])] {
        let plan = folder.path().join(name);
        answer(folder.path(), &["--lang", "fr", "init", name]);
        let file = folder.path().join(format!("{name}.xlsx"));
        let file = file.to_str().expect("UTF-8");
        let arguments = [&[file, "--add-names"], answers].concat();
        import(&plan, &[&arguments[..], &["--write"]].concat());
        let check = run(&plan, ["check", "--strict"]);
        let found = String::from_utf8_lossy(&check.stdout);
        assert!(check.status.success(), "{name}: {found}");
        let told = import(&plan, &arguments);
        assert!(told.contains("rien à écrire"), "{name}: {told}");
        let actions = json(&plan, &["list", "--format", "json"]);
        let cyclable = actions.as_array().expect("actions").iter();
        let mut cyclable = cyclable.filter(|action| action["title"] == "Schéma cyclable");
        let action = cyclable.next().expect("the action");
        assert_eq!(action["axis_title"], "Mobilités");
        assert_eq!(action["measure_title"], "Vélo");
        assert_eq!(action["priority"], "Élevé");
        assert_eq!(action["start"]["text"], "2024-01-01");
        assert!(
            action["audiences"].as_array().is_none_or(Vec::is_empty),
            "{name}"
        );
        let lines = action["budget"]["lines"].as_array().expect("lines");
        let told = |line: &Value| {
            let spent = money(&line["spent"]).unwrap_or_default();
            (
                money(&line["ht"]["min"]),
                line["year"].as_i64(),
                spent,
                line["of_which"] == true,
            )
        };
        let told: Vec<_> = lines.iter().map(told).collect();
        let expected = match name {
            "template" => vec![
                (Some(10_000_000), None, 0, false),
                (Some(2_000_000), None, 0, true),
                (Some(3_000_000), None, 0, true),
            ],
            _ => vec![
                (Some(20_000_000), Some(2024), 100_000, false),
                (Some(30_000_000), Some(2025), 0, false),
            ],
        };
        assert_eq!(told, expected, "{name}");
        let (owners, partners, resources) = match name {
            "template" => (
                vec!["Agglo", "« Syndicat, mixte »"],
                vec!["Région", "« Département (voirie, routes) »"],
                "2 ETP",
            ),
            _ => (
                vec!["Agglo", "Syndicat mixte"],
                vec!["« Département, voirie »"],
                "Deux agents\n2024 : 1.5 ETP prévisionnels (fonctionnement)",
            ),
        };
        assert_eq!(names(&action["owners"]), owners, "{name}");
        assert_eq!(names(&action["partners"]), partners, "{name}");
        assert_eq!(action["resources"], resources, "{name}");
    }
    let statuses = json(
        &folder.path().join("template"),
        &["list", "--format", "json"],
    );
    for action in statuses.as_array().expect("actions") {
        let title = action["title"].as_str().expect("a title");
        let Some(written) = title.strip_prefix("Action ") else {
            continue;
        };
        let expected = match written {
            "À venir" => "Non démarré",
            "Réalisé" => "Complété",
            same => same,
        };
        assert_eq!(action["status"], expected, "{title}");
    }
}
