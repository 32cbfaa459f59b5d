//! Workbooks changed or saved by other programs, and back by an import: just what was changed there.

#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::exported::exported;
use crate::office::soffice;
use crate::plans::{committed, root};
use crate::program::run;
use crate::repository::changed_lines;
use crate::tools::{is_here, printed};

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Change three cells of the sheet of actions and one of its budget lines; nothing where openpyxl is not here.
fn edit(file: &Path, sheet: &str, key: &str, changes: &[&str]) -> Option<()> {
    let mut python = Command::new("python3");
    python.args(["-c", "import openpyxl"]);
    if !is_here(&mut python, "openpyxl", "pip install openpyxl") {
        return None;
    }
    let output = Command::new("python3")
        .arg(root().join("tests/edit_table.py"))
        .args([text(file), sheet, key])
        .args(changes)
        .output();
    printed(&output.expect("python runs"));
    Some(())
}

#[test]
fn three_cells_changed_in_a_workbook_change_three_lines() {
    let repository = committed();
    let file = repository.path().join("plan.xlsx");
    printed(&run(repository.path(), ["export", "-o", "plan.xlsx"]));
    let changes = [
        "extension-consignes-de-tri",
        "Indicateur d'avancement de la mesure",
        "En cours",
        "renovation-dechetterie-quetigny",
        "Fin",
        "2024",
        "sites-compostage-partage",
        "Autres partenaires",
        "Arborescence ; Prestataire de collecte ; Citeo",
    ];
    if edit(&file, "Actions", "Identifiant", &changes).is_none() {
        return;
    }
    let report = printed(&run(repository.path(), ["import", "plan.xlsx"]));
    assert!(report.contains("3 fiches"), "{report}");
    let nothing = repository.git(&["status", "--porcelain", "actions"]);
    assert_eq!(nothing, "", "a report writes nothing");
    printed(&run(repository.path(), ["import", "plan.xlsx", "--write"]));
    let diff = repository.git(&["diff", "--unified=0", "--", "actions", "schema"]);
    let lines = changed_lines(&diff);
    let expected = [
        "-status = \"Nouveau\"",
        "+status = \"En cours\"",
        "-end   = \"2023\"",
        "+end   = \"2024\"",
        "+  \"Citeo\",",
    ];
    assert_eq!(lines, expected, "{diff}");
    // The same table once more says what the plan says.
    let output = run(repository.path(), ["import", "plan.xlsx"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("rien à écrire"), "{said}");
}

#[test]
fn a_workbook_that_libreoffice_saved_changes_nothing() {
    let (folder, file) = exported(root(), "plan.xlsx", &["--with-notes"]);
    let profile = folder.path().join("profile");
    if !is_here(
        soffice(&profile).args(["--headless", "--version"]),
        "soffice",
        "apt install libreoffice-calc",
    ) {
        return;
    }
    for (ending, filter) in [("ods", "ods"), ("xlsx", "xlsx:Calc MS Excel 2007 XML")] {
        let out = folder.path().join(ending);
        let output = soffice(&profile)
            .args(["--headless", "--convert-to", filter, "--outdir"])
            .args([&out, &file])
            .output()
            .expect("LibreOffice runs");
        printed(&output);
        let saved = out.join(format!("plan.{ending}"));
        let output = run(root(), ["import", text(&saved)]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let report = printed(&output);
        assert!(said.contains("rien à écrire"), "{ending}: {report}{said}");
    }
}
