//! Laws of whatever a file to import may hold: it is brought in or refused, in bounded time, and what would be written reads.

use std::cell::Cell;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use plan::import::mapping::map::Map;
use plan::operations::current_plan::CurrentPlan;
use plan::operations::import::{Accepted, ImportRequest, import};
use plan::render::answers::import_report;
use plan::render::screen::Screen;
use plan::render::terminal;
use plan::source::Source;
use plan::words::Lang;

use crate::fuzz::inputs;
use crate::fuzz::mutants::{Change, change, changed};
use crate::plans::{copy, root};
use crate::program::TODAY;

/// The longest that a file of a few kilobytes may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A plan to import into, and the file that is imported.
struct Bench {
    _folder: tempfile::TempDir,
    current: CurrentPlan,
    file: std::path::PathBuf,
}

impl Bench {
    fn new(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&root().join("tests/cases/_base/schema"), folder.path());
        copy(&root().join("tests/cases/_example/actions"), folder.path());
        let source = Source::around(folder.path()).expect("a plan");
        let today = TODAY.parse().expect("a day");
        Self {
            current: CurrentPlan::of(source, today).expect("a plan"),
            // What ends the whole run is found there.
            file: Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}")),
            _folder: folder,
        }
    }

    fn import(&self, bytes: &[u8], add_names: bool) -> Result<bool, TestCaseError> {
        fs::write(&self.file, bytes).expect("a file");
        let map = Map::default();
        let request = ImportRequest {
            file: Path::new("table"),
            path: self.file.clone(),
            map: &map,
            map_file: None,
            drop: &[],
            add_names,
        };
        let start = Instant::now();
        let read = request.read(&self.current.plan);
        let outcome = read
            .and_then(|read| import(&self.current, Path::new("table"), read, Accepted::default()));
        let taken = start.elapsed();
        prop_assert!(taken < PATIENCE, "{taken:?}");
        if let Ok(import) = &outcome {
            for lang in [Lang::Fr, Lang::En] {
                let mut page = Vec::new();
                let screen = Screen {
                    width: None,
                    styled: false,
                };
                let blocks = import_report::blocks(&import.report, true, lang);
                terminal::write(&blocks, lang, screen, &mut page).expect("a page");
                prop_assert!(!page.contains(&0x1b));
            }
        }
        Ok(outcome.is_ok())
    }
}

/// A file of the corpus.
fn corpus(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/data").join(name)).expect("a file of the corpus")
}

/// The parts of a zip.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// A zip of these parts, each with its right checksum.
fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, bytes)) in parts.iter().enumerate() {
        let method = if index % 2 == 0 {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a zip").into_inner()
}

/// What means something in a part of a workbook.
const WORDS: &[&str] = &[
    "<",
    "/>",
    "</",
    "<!--",
    "<![CDATA[",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "&#x10ffff;",
    "&#0;",
    "&amp",
    "\"9000000000\"",
    "\"-1\"",
    "\"1048577\"",
    "\"XFD1048576\"",
    "\"A0\"",
    "\"ZZZZ9\"",
    "\"A1:XFD1048576\"",
    " t=\"s\"",
    " t=\"inlineStr\"",
    " s=\"99999\"",
    "<v>1e308</v>",
    "<v>-99999999</v>",
    "<v>4294967296</v>",
    "count=\"9000000000\"",
    "uniqueCount=\"4000000000\"",
    "<x:sst uniqueCount=\"9000000000\">",
    "table:number-columns-repeated=\"1000000000\"",
    "table:number-rows-repeated=\"1000000000\"",
    "<table:table-cell table:number-columns-repeated=\"16384\"/>",
    "<office:annotation>",
    "</table:table>",
    "<table:table>",
    "<row r=\"1048576\">",
    "<c r=\"XFD1\"/>",
    "<mergeCell ref=\"A2:C1000000\"/>",
    "office:value-type=\"date\"",
    "office:date-value=\"99999-99-99\"",
    "<text:s text:c=\"2000000000\"/>",
    "\u{fffd}",
    "\0",
];

/// A change to a part of a workbook: what means something put in, or a number of it made another.
fn word() -> impl Strategy<Value = Change> {
    (any::<Index>(), select(WORDS)).prop_map(|(index, word)| Change::Insert(index, word))
}

/// Makes a number of the part another, the `index`th one.
fn renumbered(bytes: &[u8], index: Index, number: &str) -> Vec<u8> {
    let is_digit =
        |at: &usize| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[*at - 1].is_ascii_digit());
    let starts: Vec<usize> = (0..bytes.len()).filter(is_digit).collect();
    if starts.is_empty() {
        return bytes.to_vec();
    }
    let start = starts[index.index(starts.len())];
    let end = (start..bytes.len())
        .find(|at| !bytes[*at].is_ascii_digit())
        .unwrap_or(bytes.len());
    [&bytes[..start], number.as_bytes(), &bytes[end..]].concat()
}

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "65536",
    "1048576",
    "16777216",
    "4294967295",
    "9000000000",
    "18446744073709551616",
    "1e400",
];

#[derive(Debug, Clone)]
enum PartChange {
    Bytes(Change),
    Number(Index, &'static str),
    Empty,
    Gone,
    /// Another part's bytes.
    Other(Index),
}

fn part_change() -> impl Strategy<Value = PartChange> {
    prop_oneof![
        4 => change().prop_map(PartChange::Bytes),
        4 => word().prop_map(PartChange::Bytes),
        4 => (any::<Index>(), select(NUMBERS)).prop_map(|(index, number)| PartChange::Number(index, number)),
        1 => Just(PartChange::Empty),
        1 => Just(PartChange::Gone),
        1 => any::<Index>().prop_map(PartChange::Other),
    ]
}

fn with_changes(mut parts: Vec<(String, Vec<u8>)>, changes: &[(Index, PartChange)]) -> Vec<u8> {
    for (index, change) in changes {
        if parts.is_empty() {
            break;
        }
        let at = index.index(parts.len());
        let bytes = std::mem::take(&mut parts[at].1);
        parts[at].1 = match change {
            PartChange::Bytes(change) => changed(bytes, change),
            PartChange::Number(index, number) => renumbered(&bytes, *index, number),
            PartChange::Empty => Vec::new(),
            PartChange::Gone => {
                parts.remove(at);
                continue;
            }
            PartChange::Other(other) => parts[other.index(parts.len())].1.clone(),
        };
    }
    zipped(&parts)
}

#[test]
fn a_workbook_whose_parts_are_changed_is_read_or_refused() {
    let bench = Bench::new("workbook");
    let books: Vec<_> = ["table.xlsx", "table.ods"]
        .iter()
        .map(|name| parts(&corpus(name)))
        .collect();
    let changes = vec((any::<Index>(), part_change()), 1..5);
    let read = Cell::new(0);
    proptest!(inputs(120, 60_000), |(book in select(books), changes in changes, add_names in any::<bool>())| {
        read.set(read.get() + u32::from(bench.import(&with_changes(book, &changes), add_names)?));
    });
    assert!(read.get() > 10, "{read:?} read");
}

#[test]
fn a_workbook_whose_bytes_are_changed_is_read_or_refused() {
    let bench = Bench::new("bytes");
    let books: Vec<Vec<u8>> = ["table.xls", "table.xls", "table.xlsx", "table.ods"]
        .iter()
        .map(|name| corpus(name))
        .collect();
    let changes = vec(prop_oneof![3 => change(), 1 => word()], 1..6);
    proptest!(inputs(80, 50_000), |(book in select(books), changes in changes, add_names in any::<bool>())| {
        bench.import(&changes.iter().fold(book, changed), add_names)?;
    });
}

#[test]
fn a_table_of_text_is_read_or_refused() {
    let bench = Bench::new("text");
    let table = String::from_utf8(corpus("table.csv")).expect("UTF-8");
    let tabs = table.replace(',', "\t");
    let utf16: Vec<u8> = tabs.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let export =
        crate::program::run(root(), ["export", "--format", "json", "--measure", "1.1.1"]).stdout;
    let lines = crate::program::run(
        root(),
        ["export", "--format", "jsonl", "--measure", "1.1.1"],
    )
    .stdout;
    let tables = vec![
        table.into_bytes(),
        tabs.into_bytes(),
        [vec![0xff, 0xfe], utf16].concat(),
        export,
        lines,
    ];
    let changes = vec(change(), 0..6);
    let read = Cell::new(0);
    proptest!(inputs(120, 60_000), |(table in select(tables), changes in changes, add_names in any::<bool>())| {
        read.set(read.get() + u32::from(bench.import(&changes.iter().fold(table, changed), add_names)?));
    });
    assert!(read.get() > 10, "{read:?} read");
}
