//! What the laws are tried on: real files changed in a few places, and pieces of them in any order.

use std::fs;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};
use walkdir::WalkDir;

use crate::plans::root;

/// What files of a plan are made of, and what else people and programs leave in them.
const PIECES: &[&str] = &[
    "\"",
    "\"\"\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "-",
    "_",
    "#",
    "\\",
    "\\u00e",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{a0}",
    "\u{feff}",
    "\u{7}",
    "\0",
    "é",
    "e\u{301}",
    "€",
    "🚲",
    "\u{202e}",
    "0",
    "7.055",
    "-1",
    "1e400",
    "nan",
    "0x_",
    "99999999999999999999",
    "2024-13-45",
    "2024-05-12",
    "été 2024",
    "true",
    "?",
    "<<<<<<< HEAD\n",
    ">>>>>>> x\n",
    "title",
    "themes",
    "status",
    "owners",
    "start",
    "end",
    "budget",
    "amount",
    "min",
    "max",
    "included_in",
    "sub_actions",
    "\n[[sub_actions]]\n",
    "\n[extra]\n",
    "indicators",
    "values",
    "[[measure]]\n",
    "[[actor]]\n",
    "name",
    "code",
    "key",
    "axis",
    "number",
    "format",
    "headings",
    "aliases",
    "kind",
    "phase",
    "# plan: allow(syntax) parce que\n",
    "# plan: allow(",
    "trailing-blank) ",
    "title = \"a\"\n",
    "themes = [\"Vélo\"]\n",
    "budget = [{ amount = 1 }]\n",
];

/// A change to a file's bytes.
#[derive(Debug, Clone)]
pub enum Change {
    Flip(Index, u8),
    Insert(Index, &'static str),
    Cut(Index),
    FlipWithinLetter(Index, u8),
    CutLetter(Index),
    WindowsEnds,
    DropLine(Index),
    DoubleLine(Index),
    SwapLines(Index, Index),
}

pub fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        1 => (at(), 1..=255_u8).prop_map(|(index, bits)| Change::Flip(index, bits)),
        3 => (at(), select(PIECES)).prop_map(|(index, piece)| Change::Insert(index, piece)),
        1 => at().prop_map(Change::Cut),
        1 => (at(), 1..=255_u8).prop_map(|(index, bits)| Change::FlipWithinLetter(index, bits)),
        1 => at().prop_map(Change::CutLetter),
        1 => Just(Change::WindowsEnds),
        1 => at().prop_map(Change::DropLine),
        1 => at().prop_map(Change::DoubleLine),
        1 => (at(), at()).prop_map(|(one, other)| Change::SwapLines(one, other)),
    ]
}

pub fn changed(bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let mut bytes = bytes;
    match change {
        Change::Flip(index, bits) => {
            let at = index.index(bytes.len());
            bytes[at] ^= bits;
            return bytes;
        }
        Change::Insert(index, piece) => {
            let at = index.index(bytes.len());
            bytes.splice(at..at, piece.bytes());
            return bytes;
        }
        Change::Cut(index) => {
            bytes.truncate(index.index(bytes.len()));
            return bytes;
        }
        // Letters with accents take two bytes, and one of them alone is none.
        Change::FlipWithinLetter(index, _) | Change::CutLetter(index) => {
            let letters: Vec<usize> = (0..bytes.len())
                .filter(|at| !bytes[*at].is_ascii())
                .collect();
            if letters.is_empty() {
                return bytes;
            }
            let at = letters[index.index(letters.len())];
            match change {
                Change::FlipWithinLetter(_, bits) => bytes[at] ^= bits,
                _ => {
                    bytes.remove(at);
                }
            }
            return bytes;
        }
        Change::WindowsEnds => {
            for line in lines.iter_mut().filter(|line| line.ends_with(b"\n")) {
                line.insert(line.len() - 1, b'\r');
            }
        }
        Change::DropLine(index) => {
            lines.remove(index.index(lines.len()));
        }
        Change::DoubleLine(index) => {
            let at = index.index(lines.len());
            lines.insert(at, lines[at].clone());
        }
        Change::SwapLines(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
        }
    }
    lines.concat()
}

/// The files of a folder of the real plan, by their paths from its root.
pub fn real_files(folder: &str) -> Vec<String> {
    let root = root();
    let mut files: Vec<String> = WalkDir::new(root.join(folder))
        .into_iter()
        .map(|entry| entry.expect("a folder that can be listed").into_path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| {
            let path = path.strip_prefix(root).expect("a path within the plan");
            path.to_str().expect("a path in UTF-8").to_owned()
        })
        .collect();
    files.sort();
    files
}

/// Any bytes at all, or many a piece of a plan in any order.
pub fn anything() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => vec(any::<u8>(), 0..300),
        4 => vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat().into_bytes()),
    ]
}

/// One of these real files changed in a few places: its path, and its bytes.
pub fn mutant(files: Vec<String>) -> impl Strategy<Value = (String, Vec<u8>)> {
    (select(files), vec(change(), 1..6)).prop_map(|(file, changes)| {
        let bytes = fs::read(root().join(&file)).expect("a file that can be read");
        let bytes = changes.iter().fold(bytes, changed);
        (file, bytes)
    })
}

/// Texts of actions that the reader admits: those of the plan, those of the cases, and some that are hard to write.
pub fn sheets() -> Vec<String> {
    let mut files = real_files("actions");
    files.extend(
        real_files("tests/cases")
            .into_iter()
            .filter(|file| file.contains("/actions/")),
    );
    let read = |file: &String| fs::read_to_string(root().join(file)).ok();
    files
        .iter()
        .filter_map(read)
        .chain(HARD.iter().map(|text| (*text).to_owned()))
        .collect()
}

/// What made a command take long, write something else, or offer what breaks a text.
const HARD: &[&str] = &[
    "title = \"a\"\nthemes = [\"Vélo\"]\nplaces = [\"\"\"Dijon\", \"Quetigny\"]\ndescription = \"\"\"\nun texte\n\"\"\"\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\nsub_actions = [\"Fermer la \"rue\" du Port\", \"x\"]\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\nplaces = [\"Dijon\"\", \"Quetigny\"]\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\nplaces = [\"Dijon\"\"]\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\ndescription = \"\"\n* un\n* deux\n\"\"\"\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\nplaces = [\"a\\t\\u030cb\", \"xy\\r\\u0301z\"]\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\nextra = { a = # pourquoi 1\n 1, # et 2\n b = 2 }\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\nbudget = [{ amount = # c\n 1, note = \"\"\"x\ny\"\"\" }]\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\nbudget = [{ amount = 1000 }}}}]\n",
    "title = \"a\"\nthemes = [\"Vélo\"]\nbudget = [{ label = \"x\", amount = 1_500 }, { amount = 250_000, year = 2019 }]\nextra.note = 'x'\n[[sub_actions]]\ntitle = \"b\"\n# c\nend = \"2020\"\n",
];

/// The text of an action, changed in a few places or not at all, or pieces of one.
pub fn broken() -> impl Strategy<Value = String> {
    let of_sheet = (select(sheets()), vec(change(), 0..4)).prop_map(|(text, changes)| {
        let bytes = changes.iter().fold(text.into_bytes(), changed);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let of_pieces = anything().prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    prop_oneof![6 => of_sheet, 1 => of_pieces]
}
