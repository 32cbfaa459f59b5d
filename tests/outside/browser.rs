//! The page of `plan report` in a real browser: what axe, a keyboard, a phone and a printer find.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::plans::root;
use crate::program::run;
use crate::tools::{is_here, printed};

/// The folder whose `node_modules` holds the browser's driver; `PLAN_NODE` names it.
fn modules() -> Option<PathBuf> {
    let folder =
        std::env::var_os("PLAN_NODE").map_or(root().join("target/tools/node"), PathBuf::from);
    let found = folder.join("node_modules/@axe-core/playwright");
    let mut command = Command::new("chromium");
    let browser = command.arg("--version");
    let install = "apt-get install chromium nodejs npm; npm install as .ci/run does";
    let is_driven = is_here(
        Command::new("test").arg("-d").arg(found),
        "@axe-core/playwright",
        install,
    );
    (is_driven && is_here(browser, "chromium", install)).then_some(folder)
}

/// What the validator of the W3C says of a page, save of two parts of CSS that it does not know yet.
fn invalid(modules: &Path, page: &Path) -> Vec<String> {
    let jar = modules.join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut java = Command::new("java");
    let java = java
        .arg("-jar")
        .arg(jar)
        .args(["--format", "json", "--errors-only"]);
    let output = java.arg(page).output().expect("java runs");
    let told: serde_json::Value = serde_json::from_slice(&output.stderr).expect("JSON");
    let messages = told["messages"].as_array().expect("messages").iter();
    let messages = messages.map(|one| one["message"].as_str().expect("a message").to_owned());
    let is_new =
        |message: &String| message.contains("paint-order") || message.contains("details-content");
    messages.filter(|message| !is_new(message)).collect()
}

#[test]
fn the_page_is_for_everybody_and_prints() {
    let Some(modules) = modules() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let (page, pdf) = (
        folder.path().join("plan.html"),
        folder.path().join("plan.pdf"),
    );
    let named = |path: &Path| path.display().to_string();
    let written = run(root(), ["report", "-o", &named(&page)]);
    printed(&written);
    let script = root().join("tests/browser.mjs");
    let mut node = Command::new("node");
    let found = printed(
        &node
            .arg(script)
            .args([&modules, &page, &pdf])
            .output()
            .expect("node runs"),
    );
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 16, "{found}");
    assert!(lines.iter().all(|line| line.starts_with("ok ")), "{found}");
    assert_eq!(invalid(&modules, &page), Vec::<String>::new());
    let about = printed(
        &Command::new("pdfinfo")
            .arg(&pdf)
            .output()
            .expect("pdfinfo runs"),
    );
    let says = |what: &str| {
        let line = about.lines().find_map(|line| line.strip_prefix(what));
        line.map(str::trim).unwrap_or_default().to_owned()
    };
    assert_eq!(says("Tagged:"), "yes");
    assert!(says("Page size:").ends_with("(A4)"), "{about}");
    let pages: usize = says("Pages:").parse().expect("a count");
    let sheets = std::fs::read_to_string(&page)
        .expect("the page")
        .matches("<article")
        .count();
    assert!(
        (sheets + 5..sheets + 30).contains(&pages),
        "{pages} pages, {sheets} sheets"
    );
}
