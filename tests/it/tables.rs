//! Files of tables as others write them, read back cell by cell.

use csv::{Terminator, WriterBuilder};
use encoding_rs::WINDOWS_1252;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_assume,
    prop_oneof, proptest,
};

use plan::error::TableFault;
use plan::import::tables::book::{Cell, Record};
use plan::import::tables::read;

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
        let bytes = dialect.write(&rows);
        // `é€€` in Windows-1252 is `退` in UTF-8: no reader can tell them apart.
        let is_other_text = std::str::from_utf8(&bytes).is_ok_and(|text| !text.is_ascii());
        prop_assume!(!matches!(dialect.encoding, Written::Windows1252) || !is_other_text);
        let book = read(&bytes).expect("a table");
let is_found = matches!(book.text, Some((_, delimiter)) if delimiter == dialect.delimiter);
        prop_assert!(is_found, "{:?}", book.text);
        prop_assert_eq!(texts(&book.grids[0].records), rows);
    }

    /// Where cells hold its own delimiter too, it does so, or the marks are found to have two readings.
    #[test]
    fn a_table_with_its_delimiter_in_cells_is_never_misread(rows in tables(";"), windows in any::<bool>()) {
        let dialect = Dialect { delimiter: ';', encoding: Written::Utf8, windows };
        match read(&dialect.write(&rows)) {
            Ok(book) => prop_assert_eq!(texts(&book.grids[0].records), rows),
            Err(fault) => {
                let is_open = matches!(fault, TableFault::OpenQuote(_));
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
