//! Files of tables as others write them, read back cell by cell.

mod tools;

use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use csv::{Terminator, WriterBuilder};
use encoding_rs::WINDOWS_1252;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

use plan::error::TableFault;
use plan::import::tables::book::{Book, BookForm, Cell, Record};
use plan::import::tables::read;

use tools::{is_here, printed};

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How a program writes a table as text.
#[derive(Debug, Clone, Copy)]
struct Dialect {
    delimiter: char,
    encoding: Written,
    windows: bool,
}

#[derive(Debug, Clone, Copy)]
enum Written {
    Utf8,
    Utf8Marked,
    Utf16Little,
    Utf16Big,
    Windows1252,
}

fn dialects() -> impl Strategy<Value = Dialect> {
    let encodings = prop_oneof![
        Just(Written::Utf8),
        Just(Written::Utf8Marked),
        Just(Written::Utf16Little),
        Just(Written::Utf16Big),
        Just(Written::Windows1252),
    ];
    (
        prop::sample::select(DELIMITERS.to_vec()),
        encodings,
        any::<bool>(),
    )
        .prop_map(|(delimiter, encoding, windows)| Dialect {
            delimiter,
            encoding,
            windows,
        })
}

impl Dialect {
    /// The table in bytes, by the csv crate.
    fn write(self, rows: &[Vec<String>]) -> Vec<u8> {
        let delimiter = u8::try_from(self.delimiter).expect("an ASCII sign");
        let terminator = if self.windows {
            Terminator::CRLF
        } else {
            Terminator::Any(b'\n')
        };
        let mut writer = WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).expect("a row");
        }
        let text = String::from_utf8(writer.into_inner().expect("bytes")).expect("UTF-8");
        match self.encoding {
            Written::Utf8 => text.into_bytes(),
            Written::Utf8Marked => format!("\u{feff}{text}").into_bytes(),
            Written::Utf16Little => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Written::Utf16Big => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Written::Windows1252 => WINDOWS_1252.encode(&text).0.into_owned(),
        }
    }
}

/// Cells of letters, signs and line breaks that end in a letter.
fn cells(signs: &'static str) -> impl Strategy<Value = String> {
    let inner = prop::sample::select(
        "abé €œ’\"\n"
            .chars()
            .chain(signs.chars())
            .collect::<Vec<char>>(),
    );
    (prop::collection::vec(inner, 0..8), "[a-z]")
        .prop_map(|(inner, end)| inner.into_iter().chain(end.chars()).collect())
}

/// Tables of two columns and two rows at least, no cell empty.
fn tables(signs: &'static str) -> impl Strategy<Value = Vec<Vec<String>>> {
    (2usize..6).prop_flat_map(move |width| {
        prop::collection::vec(prop::collection::vec(cells(signs), width), 2..8)
    })
}

/// The cells of records as text.
fn texts(records: &[Record]) -> Vec<Vec<String>> {
    let row = |record: &Record| {
        record
            .cells
            .iter()
            .map(|cell| cell.text().into_owned())
            .collect()
    };
    records.iter().map(row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What the csv crate writes reads back the same, where no cell holds a sign that delimits elsewhere.
    #[test]
    fn a_table_reads_back_as_it_was_written(rows in tables(""), dialect in dialects()) {
        let book = read(&dialect.write(&rows)).expect("a table");
let is_found = matches!(book.form, BookForm::Delimited { delimiter, .. } if delimiter == dialect.delimiter);
        prop_assert!(is_found, "{:?}", book.form);
        prop_assert_eq!(texts(&book.grids[0].records), rows);
    }

    /// Where cells hold its own delimiter too, it does so, or the marks are found to have two readings.
    #[test]
    fn a_table_with_its_delimiter_in_cells_is_never_misread(rows in tables(";"), windows in any::<bool>()) {
        let dialect = Dialect { delimiter: ';', encoding: Written::Utf8, windows };
        match read(&dialect.write(&rows)) {
            Ok(book) => prop_assert_eq!(texts(&book.grids[0].records), rows),
            Err(fault) => {
                let is_open = matches!(fault, TableFault::OpenQuote { .. });
                prop_assert!(is_open && rows.iter().flatten().any(|cell| cell.contains(';') && cell.contains('\n')));
            }
        }
    }

    /// Nothing that a file can hold ends the program.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    /// Nor does a text of the signs that mean something.
    #[test]
    fn any_text_is_read_or_refused(text in "[\"\r\n;,\t|a é=]{0,80}") {
        if let Ok(book) = read(text.as_bytes()) {
            for record in &book.grids[0].records {
                prop_assert!(record.cells.last().is_some_and(|cell| *cell != Cell::Empty));
            }
        }
    }
}

/// The workbooks that `tests/tables.py` writes into a folder; nothing where openpyxl is not here.
fn workbooks() -> Option<tempfile::TempDir> {
    let mut openpyxl = Command::new("python3");
    if !is_here(
        openpyxl.args(["-c", "import msoffcrypto, openpyxl"]),
        "openpyxl and msoffcrypto (pip install openpyxl msoffcrypto-tool)",
    ) {
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(folder.path())
        .output()
        .expect("python3 runs");
    printed(&output);
    Some(folder)
}

/// `plan.xlsx` of a folder as LibreOffice saves it, under a name of its own; whether LibreOffice is here.
fn converted(folder: &Path, ending: &str) -> bool {
    let soffice = || {
        let mut command = Command::new("soffice");
        let profile = folder.join("profile");
        command
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .arg("--headless");
        command
    };
    if !is_here(soffice().arg("--version"), "soffice (LibreOffice)") {
        return false;
    }
    let out = folder.join("converted");
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
        (
            8,
            vec![text("2 Énergie"), truth, text("12:30:00"), number("0.25")],
        ),
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
    assert_eq!(fault("bomb.xlsx"), TableFault::TooLarge { megabytes: 100 });
    let half = fs::read(folder.path().join("plan.xlsx")).expect("a workbook");
    let fault = read(&half[..half.len() / 2]);
    assert!(
        matches!(fault, Err(TableFault::Damaged { .. })),
        "{fault:?}"
    );
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
