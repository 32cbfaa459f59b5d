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

/// A workbook that went to a service, changed by a script in Python that knows `sheet`, its `columns` by heading and its
/// `rows` by id; nothing where openpyxl is not here.
fn returned(file: &Path, script: &str) -> Option<()> {
    const OPEN: &str = "
import sys, openpyxl
path = sys.argv[1]
book = openpyxl.load_workbook(path)
sheet = book['Actions']
columns = {cell.value: cell.column for cell in sheet[1]}
def row(id):
    return next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, columns['Identifiant']).value == id)
def put(id, heading, value):
    sheet.cell(row(id), columns[heading]).value = value
";
    let mut python = Command::new("python3");
    python.args(["-c", "import openpyxl"]);
    if !is_here(&mut python, "openpyxl", "pip install openpyxl") {
        return None;
    }
    let script = format!("{OPEN}{script}\nbook.save(path)\n");
    let output = Command::new("python3")
        .args(["-c", &script, text(file)])
        .output();
    printed(&output.expect("python runs"));
    Some(())
}

/// What a service does with its workbook: three cells changed, a total typed over, one field emptied, a row removed, a row
/// added, the rest sorted backwards.
const OF_A_SERVICE: &str = r#"
status, end = "Indicateur d'avancement de la mesure", "Fin"
put('extension-consignes-de-tri', status, 'En cours')
put('renovation-dechetterie-quetigny', end, 2024)
put('sites-compostage-partage', 'Autres partenaires', 'Arborescence ; Prestataire de collecte ; Citeo')
put('elaboration-du-pcaet', "Budget global de l'action", '25 M€')
put('bom-hydrogene-geolocalisation', status, None)
sheet.delete_rows(row('gaspillage-alimentaire-jeune-public'))
rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
rows.sort(key=lambda cells: cells[0], reverse=True)
for index, cells in enumerate(rows, start=2):
    for column, value in enumerate(cells, start=1):
        sheet.cell(index, column).value = value
last = sheet.max_row + 1
for heading, value in {"Mesure Cit'ergie": '1.2.3', 'Thème': 'Achats durables', 'Fiche action': 'Ressourcerie'}.items():
    sheet.cell(last, columns[heading]).value = value
"#;

#[test]
fn a_workbook_of_a_service_brings_back_its_changes_and_its_questions_and_nothing_else() {
    let repository = committed();
    let path = repository.path();
    printed(&run(path, ["export", "-o", "plan.xlsx"]));
    // Meanwhile: another field of an action that the service changes, and the very field of another one.
    printed(&run(
        path,
        ["set", "extension-consignes-de-tri", "end=2031"],
    ));
    printed(&run(
        path,
        ["set", "renovation-dechetterie-quetigny", "end=2027"],
    ));
    repository.commit("Entre-temps", "2020-02-01T12:00:00+01:00");
    let file = path.join("plan.xlsx");
    if returned(&file, OF_A_SERVICE).is_none() {
        return;
    }
    let mut files = vec![file.clone()];
    let profile = path.join("profile");
    if is_here(
        soffice(&profile).args(["--headless", "--version"]),
        "soffice",
        "apt install libreoffice-calc",
    ) {
        for (ending, filter) in [
            ("ods", "ods"),
            ("xls", "xls"),
            ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
        ] {
            let out = path.join(ending);
            let output = soffice(&profile)
                .args(["--headless", "--convert-to", filter, "--outdir"])
                .args([&out, &file])
                .output();
            printed(&output.expect("LibreOffice runs"));
            files.push(out.join(format!("plan.{ending}")));
        }
    }
    for file in files {
        let output = run(path, ["import", text(&file), "--write"]);
        assert_eq!(output.status.code(), Some(1), "a question is open");
        let report = String::from_utf8(output.stdout).expect("UTF-8");
        let report = report.replace(['\u{a0}', '\u{202f}'], " ");
        for said in [
            "À créer : 1 fiche",
            "À modifier : 3 fiches",
            "Modifiées dans le plan depuis l'export : 1 fiche",
            "Fin : 2027 dans le plan, 2024 dans le tableau",
            "Absente du retour, inchangée : 1 fiche",
            "gaspillage-alimentaire-jeune-public.toml",
            "À décider avant d'écrire : 1 question",
            "vides ou absents dans le tableau : Statut (1)",
        ] {
            assert!(report.contains(said), "{said}: {file:?} {report}");
        }
        assert!(!report.contains("À relire"), "{file:?} {report}");
    }
    let nothing = repository.git(&["status", "--porcelain", "actions", "schema"]);
    assert_eq!(nothing, "", "nothing is written while a question is open");
    let accepted = ["import", text(&file), "--write", "--accept-empty"];
    printed(&run(path, accepted));
    let diff = repository.git(&["diff", "--unified=0", "--", "actions", "schema"]);
    let expected = [
        "-budget = [{ amount = 24_000 }]",
        "+budget = [{ amount = 25_000_000 }]",
        "-status = \"Nouveau\"",
        "-",
        "-status = \"Nouveau\"",
        "+status = \"En cours\"",
        "+  \"Citeo\",",
    ];
    assert_eq!(changed_lines(&diff), expected, "{diff}");
}

/// What a workbook for a service must be, and what the service does with it.
const OF_A_FORM: &str = r#"
names = [one.title for one in book]
assert names == ["Mode d'emploi", 'Actions', 'Base', 'À propos', 'Listes'], names
assert [one.sheet_state for one in book] == ['visible', 'visible', 'hidden', 'visible', 'hidden']
how = ' '.join(str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line)
assert 'Activer la modification' in how, how
lock = sheet.protection
assert lock.sheet and lock.password is None
# What a protected sheet says to be locked is not forbidden where it says false.
allowed = [lock.formatColumns, lock.formatRows, lock.sort, lock.autoFilter, lock.objects]
assert allowed == [False] * 5, allowed
status, end, budget = "Indicateur d'avancement de la mesure", 'Fin', "Budget global de l'action"
opened = [status, 'Début', end, budget, "État d'avancement"]
last = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, columns['Identifiant']).value is None) - 1
for heading, column in columns.items():
    assert sheet.cell(1, column).comment, heading
    cell = sheet.cell(2, column)
    assert cell.protection.locked == (heading not in opened), heading
    assert (cell.fill.fgColor.rgb == 'FFE7E6E6') == (heading not in opened), heading
assert not sheet.cell(last + 1, columns['Fiche action']).protection.locked
assert {rule.errorStyle for rule in sheet.data_validations.dataValidation} == {'warning'}
page = sheet.page_setup
assert (page.paperSize, page.orientation, page.fitToHeight) == (9, 'landscape', 0)
assert sheet.print_title_rows == '$1:$1' and sheet.auto_filter.ref
assert 'Service' in sheet.oddFooter.left.text and '&P' in sheet.oddFooter.right.text
assert all(sheet.row_dimensions[r].height for r in range(1, last + 1))
width = sum(d.width for d in sheet.column_dimensions.values() if not d.hidden)
assert width <= 165, width
first = sheet.cell(2, columns['Identifiant']).value
sheet.cell(2, columns[status]).value = 'Complété'
put('ecologie-industrielle-et-territoriale', budget, '25 M€')
sheet.cell(last + 1, columns['Fiche action']).value = 'Vélos de service'
sheet.cell(last + 1, columns["Mesure Cit'ergie"]).value = '1.2.3'
"#;

#[test]
fn a_workbook_for_a_service_opens_what_is_to_be_filled_in_and_comes_back() {
    let repository = committed();
    let path = repository.path();
    let service = "Service Environnement";
    printed(&run(
        path,
        [
            "export",
            "--for",
            service,
            "-o",
            "retour.xlsx",
            "--lang",
            "fr",
        ],
    ));
    let file = path.join("retour.xlsx");
    let untouched = run(path, ["import", "retour.xlsx"]);
    let said = String::from_utf8_lossy(&untouched.stderr).into_owned();
    assert!(said.contains("rien à écrire"), "{said}");
    if returned(&file, OF_A_FORM).is_none() {
        return;
    }
    let output = run(path, ["import", "retour.xlsx"]);
    let report = String::from_utf8(output.stdout).expect("UTF-8");
    for said in [
        "Statut",
        "{ amount = 25_000_000 }",
        "À décider avant d'écrire",
    ] {
        assert!(report.contains(said), "{said}: {report}");
    }
    assert!(!report.contains("À relire"), "{report}");
}
