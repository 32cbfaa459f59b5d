//! Workbooks as other programs write them, read back cell by cell.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use chrono::NaiveDate;
use tempfile::TempDir;

use plan::error::TableFault;
use plan::import::tables::book::{Book, Cell, Formatted};
use plan::import::tables::read;

use crate::tools::{is_here, printed};

/// The workbooks that `tests/tables.py` writes into a folder, made once for the tests that read them at the same time;
/// nothing where openpyxl is not here.
fn workbooks() -> Option<Arc<TempDir>> {
    static LENT: Mutex<Weak<TempDir>> = Mutex::new(Weak::new());
    let mut openpyxl = Command::new("python3");
    if !is_here(
        openpyxl.args(["-c", "import msoffcrypto, openpyxl"]),
        "openpyxl or msoffcrypto",
        "pip install openpyxl msoffcrypto-tool",
    ) {
        return None;
    }
    let mut lent = LENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(folder) = lent.upgrade() {
        return Some(folder);
    }
    let folder = Arc::new(tempfile::tempdir().expect("a folder"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(folder.path())
        .output()
        .expect("python3 runs");
    printed(&output);
    *lent = Arc::downgrade(&folder);
    Some(folder)
}

/// `plan.xlsx` of a folder as LibreOffice saves it, once, under a name of its own; whether LibreOffice is here.
fn converted(folder: &Path, ending: &str) -> bool {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let profile = folder.join("profile");
    let soffice = || {
        let mut command = Command::new("soffice");
        command
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .arg("--headless");
        command
    };
    if !is_here(
        soffice().arg("--version"),
        "soffice",
        "apt install libreoffice-calc",
    ) {
        return false;
    }
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let out = folder.join("converted");
    if out.join("plan").with_extension(ending).exists() {
        return true;
    }
    let output = soffice()
        .args(["--convert-to", ending, "--outdir"])
        .args([&out, &folder.join("plan.xlsx")])
        .output()
        .expect("soffice runs");
    printed(&output);
    true
}

fn book(path: &Path) -> Result<Book, TableFault> {
    read(&fs::read(path).expect("a file"))
}

/// What `tests/tables.py` puts into `plan.xlsx`, as rows.
///
/// Formulas have a value only where somebody computed it, and LibreOffice makes an unformatted truth a number in ods.
fn expected(computed: bool, truth: Cell) -> Vec<(usize, Vec<Cell>)> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |text: &str| Cell::Number(text.to_owned());
    let day = NaiveDate::from_ymd_opt(2019, 11, 1).expect("a day");
    // The format says that it is a share.
    let share = || {
        Cell::Formatted(Box::new(Formatted {
            number: "0.25".to_owned(),
            shown: "25".to_owned(),
            words: Some("25 %".to_owned()),
            hidden: 0,
        }))
    };
    let formula = |cell: Cell| if computed { cell } else { Cell::Empty };
    let title = || text("Plan d'action 2020");
    let axis = || text("1 Territoire");
    let mut rows = vec![
        (1, vec![title(), title(), title(), title()]),
        (
            3,
            vec![text("Axe"), text("Titre"), text("Début"), text("Montant")],
        ),
        (
            5,
            vec![
                axis(),
                text("Été à vélo\nsuite"),
                Cell::Day(day),
                number("5000000"),
            ],
        ),
        (
            6,
            vec![
                axis(),
                text("Deuxième"),
                text("2019-11-01T12:30:00"),
                number("7.055"),
            ],
        ),
        (
            7,
            vec![
                axis(),
                text("50\u{a0}000\u{a0}€ ?"),
                text("déc-30"),
                formula(number("2.5")),
            ],
        ),
        (8, vec![text("2 Énergie"), truth, text("12:30:00"), share()]),
        (
            9,
            vec![
                Cell::Empty,
                formula(text("#DIV/0!")),
                text("2020"),
                formula(text("ab")),
            ],
        ),
    ];
    for (_, cells) in &mut rows {
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
    }
    rows
}

#[test]
fn a_workbook_reads_back_cell_by_cell_whoever_saved_it() {
    let Some(folder) = workbooks() else { return };
    let mut files = vec![("plan.xlsx", false)];
    for (file, ending) in [
        ("converted/plan.xlsx", "xlsx"),
        ("converted/plan.xls", "xls"),
        ("converted/plan.ods", "ods"),
    ] {
        if converted(folder.path(), ending) {
            files.push((file, true));
        }
    }
    for (file, computed) in files {
        let book = book(&folder.path().join(file)).expect("a workbook");
        let names: Vec<(&str, bool)> = book
            .grids
            .iter()
            .map(|grid| (grid.name.as_deref().unwrap_or_default(), grid.hidden))
            .collect();
        assert_eq!(
            names,
            [("Plan d'action", false), ("Listes", true)],
            "{file}"
        );
        let rows: Vec<(usize, Vec<Cell>)> = book.grids[0]
            .records
            .iter()
            .map(|record| (record.number, record.cells.clone()))
            .collect();
        let truth = match file.ends_with("ods") {
            true => Cell::Number("1".to_owned()),
            false => Cell::Boolean(true),
        };
        assert_eq!(rows, expected(computed, truth), "{file}");
        assert_eq!(book.grids[1].records[0].number, 2, "{file}");
    }
}

#[test]
fn days_of_the_old_mac_are_the_days_that_it_shows() {
    let Some(folder) = workbooks() else { return };
    let book = book(&folder.path().join("old.xlsx")).expect("a workbook");
    assert_eq!(book.grids[0].records[0].cells[0].text(), "2019-11-01");
}

#[test]
fn a_workbook_that_cannot_be_read_says_why() {
    let Some(folder) = workbooks() else { return };
    let fault = |file: &str| book(&folder.path().join(file)).expect_err("a fault");
    assert_eq!(fault("secret.ods"), TableFault::Encrypted);
    assert_eq!(fault("secret.xlsx"), TableFault::Encrypted);
    assert_eq!(fault("plan.docx"), TableFault::Foreign);
    assert_eq!(fault("bomb.xlsx"), TableFault::TooLarge(100));
    let half = fs::read(folder.path().join("plan.xlsx")).expect("a workbook");
    let fault = read(&half[..half.len() / 2]);
    assert!(matches!(fault, Err(TableFault::Damaged(_))), "{fault:?}");
    // A sheet of two cells is small, however far they stand from each other.
    let corners = book(&folder.path().join("corners.xlsx")).expect("a workbook");
    assert_eq!(corners.grids[0].records.len(), 2);
}

#[test]
fn a_workbook_with_broken_bytes_is_read_or_refused() {
    let Some(folder) = workbooks() else { return };
    let mut files = vec![fs::read(folder.path().join("old.xlsx")).expect("a workbook")];
    for ending in ["xls", "ods"] {
        if converted(folder.path(), ending) {
            let path = folder.path().join("converted/plan").with_extension(ending);
            files.push(fs::read(path).expect("a workbook"));
        }
    }
    for bytes in files {
        for step in 0..200 {
            let mut broken = bytes.clone();
            // A multiplicative walk meets all parts of the file.
            let at = (step * 7_919 + 31) * 104_729 % bytes.len();
            broken[at] ^= 0x55;
            let _ = read(&broken);
            let _ = read(&broken[..at]);
        }
    }
}
