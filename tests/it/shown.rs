//! What a workbook shows of its cells, and what hangs on them, read from files made here byte by byte.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use rust_xlsxwriter::Format;
use rust_xlsxwriter::workbook::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use plan::import::tables::book::{Attached, Cell, Grid};
use plan::import::tables::read;

use crate::program::run;
use crate::tools::printed;

/// A zip archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(text.as_bytes()).expect("a text");
    }
    archive.finish().expect("an archive").into_inner()
}

fn grid(bytes: &[u8]) -> Grid {
    read(bytes).expect("a workbook").grids.remove(0)
}

/// A plan that has just begun, and the report of a workbook brought into it.
fn imported(folder: &Path, bytes: &[u8], more: &[&str]) -> String {
    let (plan, table) = (folder.join("plan"), folder.join("t.xlsx"));
    let (plan, table) = (
        plan.to_str().expect("UTF-8"),
        table.to_str().expect("UTF-8"),
    );
    printed(&run(folder, ["init", plan]));
    fs::write(table, bytes).expect("a file");
    let arguments = ["import", table, "--lang", "en", "--add-names", "--write"];
    let arguments = arguments.into_iter().chain(more.iter().copied());
    let output = run(Path::new(plan), arguments);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn action(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join("plan/actions").join(path)).expect("an action")
}

#[test]
fn a_number_counts_by_what_its_format_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["Titre", "Mesure", "Thème", "Budget", "N°", "Poids"]) {
        sheet.write_string(0, column, heading).expect("a cell");
    }
    let rows = [
        (
            "Un",
            1500.0,
            "#,##0 \"k€\"",
            "budget = [{ amount = 1_500_000 }]",
        ),
        (
            "Deux",
            1_499_625.0,
            "#,##0,\" k€\"",
            "budget = [{ amount = 1_499_625 }]",
        ),
        (
            "Trois",
            18.0,
            "0\" M€\"",
            "budget = [{ amount = 18_000_000 }]",
        ),
        (
            "Quatre",
            1_500_000.0,
            "#,##0 [$XPF]",
            "budget = [{ note = \"1500000 XPF\" }]",
        ),
        ("Cinq", 0.25, "0%", "budget = [{ note = \"25 %\" }]"),
        (
            "Six",
            300.000_000_000_000_1,
            "#,##0.00 €",
            "budget = [{ amount = 300 }]",
        ),
        (
            "Sept",
            1499.625,
            "0.000\" k€ HT\"",
            "budget = [{ ht = 1_499_625 }]",
        ),
        (
            "Huit",
            12_000.0,
            "#,##0 \"€ par an\"",
            "budget = [{ amount = 12_000, per = \"an\" }]",
        ),
    ];
    for (row, (title, amount, format, _)) in (1..).zip(rows) {
        sheet.write_string(row, 0, title).expect("a cell");
        let code = Format::new().set_num_format("0.00");
        sheet
            .write_number_with_format(row, 1, 3.1, &code)
            .expect("a cell");
        sheet.write_string(row, 2, "Exemple").expect("a cell");
        let format = Format::new().set_num_format(format);
        sheet
            .write_number_with_format(row, 3, amount, &format)
            .expect("a cell");
        let code = Format::new().set_num_format("0000");
        sheet
            .write_number_with_format(row, 4, 12.0, &code)
            .expect("a cell");
        let tons = Format::new().set_num_format("0.0 \"t\"");
        sheet
            .write_number_with_format(row, 5, 2.5, &tons)
            .expect("a cell");
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let report = imported(folder.path(), &bytes, &[]);
    for (title, _, _, expected) in rows {
        let text = action(
            folder.path(),
            &format!("3.10/{}.toml", title.to_lowercase()),
        );
        assert!(text.contains(expected), "{title}: {text}\n{report}");
        assert!(
            text.contains("code   = \"0012\"") || text.contains("\"0012\""),
            "{text}"
        );
        assert!(text.contains("extra.poids = \"2.5 t\""), "{text}");
    }
}

#[test]
fn a_day_in_the_place_of_a_code_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["Titre", "Mesure", "Thème", "Début"]) {
        sheet.write_string(0, column, heading).expect("a cell");
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, measure) in [(1, "1.1.1"), (2, "")] {
        sheet.write_string(row, 0, "Plan vélo").expect("a cell");
        sheet.write_string(row, 1, measure).expect("a cell");
        sheet.write_string(row, 2, "Exemple").expect("a cell");
        // An hour that is not shown.
        sheet
            .write_number_with_format(row, 3, 45_458.562_5, &day)
            .expect("a cell");
    }
    sheet
        .write_number_with_format(2, 1, 37_653.0, &day)
        .expect("a cell");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let report = imported(folder.path(), &bytes, &[]);
    assert!(
        report.contains("a date in the place of the measure's code"),
        "{report}"
    );
    assert!(action(folder.path(), "1.1.1/plan-velo.toml").contains("start = \"2024-06-15\""));
    assert!(!folder.path().join("plan/actions/2003").exists());
}

const ROOT: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

#[test]
fn what_hangs_on_cells_is_kept_or_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |text: &str| format!("<is><t>{text}</t></is>");
    let cell =
        |place: &str, held: &str| format!("<c r=\"{place}\" t=\"inlineStr\">{}</c>", text(held));
    let sheet = format!(
        "<worksheet xmlns:r=\"r\"><sheetData><row r=\"1\">{}{}{}{}{}</row><row r=\"2\">{}{}{}{}<c r=\"E2\"><f>1000+500</f><v/></c>\
         </row></sheetData><hyperlinks><hyperlink ref=\"D2\" r:id=\"rId1\"/></hyperlinks></worksheet>",
        cell("A1", "Titre"),
        cell("B1", "Mesure"),
        cell("C1", "Thème"),
        cell("D1", "Liens"),
        cell("E1", "Budget"),
        cell("A2", "Plan vélo"),
        cell("B2", "1.1.1"),
        cell("C2", "Exemple"),
        cell("D2", "Délibération"),
    );
    let beside = r#"<Relationships>
        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://exemple.fr/a.pdf" TargetMode="External"/>
        <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>"#;
    let comments = r#"<comments><commentList><comment ref="A2"><text><t>à vérifier</t></text></comment></commentList></comments>"#;
    let bytes = archive(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", beside),
        ("xl/comments1.xml", comments),
    ]);
    let report = imported(folder.path(), &bytes, &[]);
    let text = action(folder.path(), "1.1.1/plan-velo.toml");
    assert!(
        text.contains("\"https://exemple.fr/a.pdf\""),
        "{text}\n{report}"
    );
    assert!(text.contains("[Titre] à vérifier"), "{text}");
    assert!(
        report.contains("a formula without a computed value"),
        "{report}"
    );
}

#[test]
fn a_sheet_of_opendocument_says_the_same() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
        <table:table table:name="Plan"><table:table-row>
        <table:table-cell office:value-type="currency" office:currency="XPF" office:value="1500000"><text:p>1 500 000 XPF</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="1499620"><text:p>1 500 k€</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="3.1"><text:p>3,10</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-06-15T13:30:00"><text:p>15/06/2024</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1+1"/>
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let content: String = content.lines().map(str::trim).collect();
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", &content),
    ]);
    let grid = grid(&bytes);
    let record = &grid.records[0];
    let shown: Vec<_> = record.cells.iter().map(Cell::shown).collect();
    assert_eq!(shown, ["1500000 XPF", "1499620 €", "3.10", "2024-06-15"]);
    assert_eq!(record.attached, [(4, Attached::Formula)]);
}

#[test]
fn a_text_that_no_cell_holds_is_told_by_its_action() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("plan");
    printed(&run(folder.path(), ["init", plan.to_str().expect("UTF-8")]));
    let text = "a".repeat(32_768);
    let action = format!("title = \"Long\"\nthemes = [\"Exemple\"]\ndescription = \"{text}\"\n");
    fs::write(plan.join("actions/1.1.1/long.toml"), action).expect("a file");
    for (lang, expected) in [
        ("fr", "« long », champ « Descriptif » : 32768 caractères"),
        ("en", "`long`, field `Description`: 32768 characters"),
    ] {
        let output = run(&plan, ["export", "--lang", lang, "-o", "x.xlsx"]);
        let told = String::from_utf8_lossy(&output.stderr).replace('\u{202f}', " ");
        assert!(told.contains(expected), "{told}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn columns_of_years_whose_cells_state_euros_are_the_budget() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "Mesure;Titre;Thème;2023;2024 (k€);Prix du billet;Habitants;Total\n\
        1.1.1;Vélo;Vélo;10 000 €;20;2 €;30;30 000 €\n";
    let told = imported(folder.path(), table.as_bytes(), &[]);
    assert!(
        told.contains("Prix du billet → extra.prix-du-billet (a column of money"),
        "{told}"
    );
    assert!(
        told.contains("Habitants → extra.habitants (unknown"),
        "{told}"
    );
    let action = action(folder.path(), "1.1.1/velo.toml");
    for line in [
        "  { amount = 10_000, year = 2023 },\n",
        "  { amount = 20_000, year = 2024 },\n]",
        "extra.habitants      = 30\n",
    ] {
        assert!(action.contains(line), "{line} in {action}");
    }
}
