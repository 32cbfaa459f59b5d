//! Laws that hold for any plan and for any bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use tempfile::TempDir;
use walkdir::WalkDir;

use plan::finding::{Placed, Rule, Severity};
use plan::model::action::Action;
use plan::model::budget::Basis;
use plan::view::breakdown::totals;
use plan::view::funders::NamedMoney;
use plan::view::group::By;
use plan::view::total::Total;

use crate::checked;
use crate::program;

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Copy the files of a folder.
fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).min_depth(1) {
        let path = entry.expect("a folder that can be listed").into_path();
        let target = to.join(path.strip_prefix(from).expect("a path within the folder"));
        if path.is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::copy(path, target).expect("a copy");
        }
    }
}

fn is_error(placed: &Placed) -> bool {
    placed.diagnostic.finding.severity() == Severity::Error
}

/// So many cases; `PROPTEST_CASES` in the environment goes before. A failure prints its bytes, to be made a case by hand.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

// Any plan.

/// A budget line that a plan could have.
#[derive(Debug, Clone)]
struct LineSketch {
    amount: Option<(u32, u32)>,
    ht: Option<u32>,
    ttc: Option<u32>,
    approximate: bool,
    of_which: bool,
    elsewhere: bool,
    yearly: bool,
    funder: Option<&'static str>,
    year: Option<i32>,
    kind: Option<&'static str>,
}

/// An action that a plan could have.
#[derive(Debug, Clone)]
struct Sketch {
    measure: &'static str,
    status: Option<&'static str>,
    themes: Vec<&'static str>,
    owners: Vec<&'static str>,
    funders: Vec<&'static str>,
    lines: Vec<LineSketch>,
    /// The lines of each sub-action.
    parts: Vec<Vec<LineSketch>>,
}

impl LineSketch {
    fn toml(&self) -> String {
        let mut keys = vec!["note = \"noté\"".to_owned()];
        match self.amount {
            Some((min, max)) if min == max => keys.push(format!("amount = {min}")),
            Some((min, max)) => keys.push(format!("amount = {{ min = {min}, max = {max} }}")),
            None => {}
        }
        keys.extend(self.ht.map(|ht| format!("ht = {ht}.5")));
        keys.extend(self.ttc.map(|ttc| format!("ttc = {ttc}.25")));
        keys.extend(self.funder.map(|funder| format!("funder = \"{funder}\"")));
        keys.extend(self.year.map(|year| format!("year = {year}")));
        keys.extend(self.kind.map(|kind| format!("kind = \"{kind}\"")));
        for (holds, text) in [
            (self.approximate, "approximate = true"),
            (self.of_which, "of_which = true"),
            (self.elsewhere, "included_in = \"?\""),
            (self.yearly, "per = \"an\""),
        ] {
            keys.extend(holds.then(|| text.to_owned()));
        }
        format!("{{ {} }}", keys.join(", "))
    }

    /// The least and the most that the line adds to a total, in cents.
    fn adds(&self, basis: Basis) -> Option<(i128, i128)> {
        if self.of_which || self.elsewhere || self.yearly {
            return None;
        }
        let stated = match basis {
            Basis::Ht => self.ht.map(|ht| i128::from(ht) * 100 + 50),
            Basis::Ttc => self.ttc.map(|ttc| i128::from(ttc) * 100 + 25),
        };
        let bare = self
            .amount
            .map(|(min, max)| (i128::from(min) * 100, i128::from(max) * 100));
        stated.map(|cents| (cents, cents)).or(bare)
    }
}

impl Sketch {
    fn toml(&self) -> String {
        let names = |names: &[&str]| format!("{names:?}");
        let lines = |lines: &[LineSketch]| {
            let lines: Vec<String> = lines.iter().map(LineSketch::toml).collect();
            format!("[{}]", lines.join(", "))
        };
        let mut text = format!("title = \"Une action\"\nthemes = {}\n", names(&self.themes));
        if let Some(status) = self.status {
            let _ = writeln!(text, "status = \"{status}\"");
        }
        let _ = writeln!(text, "owners = {}", names(&self.owners));
        let _ = writeln!(text, "funders = {}", names(&self.funders));
        let _ = writeln!(text, "budget = {}", lines(&self.lines));
        let parts = self.parts.iter().enumerate().map(|(index, part)| {
            format!("{{ title = \"Partie {index}\", budget = {} }}", lines(part))
        });
        let _ = writeln!(
            text,
            "sub_actions = [{}]",
            parts.collect::<Vec<_>>().join(", ")
        );
        text
    }

    fn all_lines(&self) -> impl Iterator<Item = &LineSketch> {
        self.lines.iter().chain(self.parts.iter().flatten())
    }

    /// In how many groups the action stands.
    fn groups(&self, by: By) -> usize {
        let names: BTreeSet<&str> = match by {
            By::Theme => self.themes.iter().copied().collect(),
            By::Owner => self.owners.iter().copied().collect(),
            By::Funder => {
                let named = self.all_lines().filter_map(|line| line.funder);
                self.funders.iter().copied().chain(named).collect()
            }
            _ => return 1,
        };
        names.len().max(1)
    }
}

fn line() -> impl Strategy<Value = LineSketch> {
    let amount = (0..9_000_000_u32, 0..1_000_u32);
    let figure = prop_oneof![
        2 => amount.clone().prop_map(|(min, more)| (Some((min, min + more)), None, None)),
        2 => amount.prop_map(|(amount, _)| (Some((amount, amount)), None, None)),
        3 => (option::of(0..9_000_u32), option::of(0..9_000_u32)).prop_map(|(ht, ttc)| (None, ht, ttc)),
    ];
    let sometimes = || prop::bool::weighted(0.15);
    let flags = (sometimes(), sometimes(), sometimes(), sometimes());
    let says = (
        option::of(select(vec!["Ademe", "Région", "?"])),
        option::of(2024..2026),
        option::of(select(vec!["investissement", "fonctionnement"])),
    );
    (figure, flags, says).prop_map(|(figure, flags, says)| {
        let (amount, ht, ttc) = figure;
        let (approximate, of_which, elsewhere, yearly) = flags;
        let (funder, year, kind) = says;
        LineSketch {
            amount,
            ht,
            ttc,
            approximate,
            of_which,
            elsewhere,
            yearly,
            funder,
            year,
            kind,
        }
    })
}

fn sketch() -> impl Strategy<Value = Sketch> {
    (
        select(vec!["1.1", "1.2", "2.1", "lien-social"]),
        option::of(select(vec!["Nouveau", "En cours", "Complété"])),
        subsequence(vec!["Vélo", "Bus", "Énergie"], 1..=2),
        subsequence(vec!["Service Voirie", "Service Bâtiments", "?"], 0..=2),
        subsequence(vec!["Ademe", "Région"], 0..=2),
        vec(line(), 0..4),
        vec(vec(line(), 0..3), 0..3),
    )
        .prop_map(
            |(measure, status, themes, owners, funders, lines, parts)| Sketch {
                measure,
                status,
                themes,
                owners,
                funders,
                lines,
                parts,
            },
        )
}

/// A plan of these actions on disk, its files written in the order given.
fn write_plan<'a>(sketches: impl Iterator<Item = (usize, &'a Sketch)>) -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    copy(&in_repository("tests/cases/_base"), root.path());
    fs::create_dir(root.path().join("actions")).expect("a folder");
    for (index, sketch) in sketches {
        let folder = root.path().join("actions").join(sketch.measure);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("action-{index}.toml")), sketch.toml()).expect("a file");
    }
    root
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn groups_add_up_to_the_total_unless_they_are_said_to_overlap(sketches in vec(sketch(), 0..8)) {
        let root = write_plan(sketches.iter().enumerate());
        let (plan, findings) = checked::check(root.path());
        prop_assert!(!findings.iter().any(is_error), "{findings:?}");
        let actions: Vec<&Action> = plan.actions.iter().collect();
        for basis in [Basis::Ttc, Basis::Ht] {
            let figures = sketches.iter().flat_map(Sketch::all_lines).filter_map(|line| line.adds(basis));
            let sum = figures.reduce(|(min, max), (low, high)| (min + low, max + high));
            for by in By::ALL {
                let answer = totals(&plan, &actions, *by, basis);
                let total = answer.total.sum.bounds.map(|(min, max)| (min.0, max.0));
                prop_assert_eq!(total, sum);
                let mut merged = Total::default();
                for group in &answer.groups {
                    merged.merge(&group.total);
                }
                if by.splits_actions() {
                    // Each line stands in one group, whatever the others of its action say.
                    prop_assert_eq!(merged.sum, answer.total.sum, "{:?}", by);
                    continue;
                }
                let counts: Vec<usize> = sketches.iter().map(|sketch| sketch.groups(*by)).collect();
                prop_assert_eq!(answer.overlapping, counts.iter().any(|count| *count > 1), "{:?}", by);
                prop_assert_eq!(merged.actions, counts.iter().sum::<usize>(), "{:?}", by);
                if !answer.overlapping {
                    prop_assert_eq!(&merged, &answer.total, "{:?}", by);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_is_named_and_what_is_not_come_to_the_total(mut sketches in vec(sketch(), 0..8)) {
        for sketch in &mut sketches {
            // Of ranges, the least of a part may be more than the whole leaves.
            for line in sketch.lines.iter_mut().chain(sketch.parts.iter_mut().flatten()) {
                line.amount = line.amount.map(|(min, _)| (min, min));
            }
        }
        let root = write_plan(sketches.iter().enumerate());
        let (plan, findings) = checked::check(root.path());
        prop_assert!(!findings.iter().any(is_error), "{findings:?}");
        let actions: Vec<&Action> = plan.actions.iter().collect();
        for basis in [Basis::Ttc, Basis::Ht] {
            let money = NamedMoney::of(&actions, basis);
            let mut sums = money.unnamed;
            sums.merge(money.unclear);
            for named in &money.funders {
                sums.merge(named.sum);
            }
            let total = totals(&plan, &actions, By::Funder, basis).total;
            prop_assert_eq!(sums.bounds.unwrap_or_default(), total.sum.bounds.unwrap_or_default());
            let mut payers = total.funded;
            payers.merge(total.own);
            let named = money.funders.iter().filter_map(|named| named.sum.bounds);
            let named = named.fold((0, 0), |sum, (min, max)| (sum.0 + min.0, sum.1 + max.0));
            let paid = payers.bounds.map_or((0, 0), |(min, max)| (min.0, max.0));
            prop_assert_eq!(named, paid);
        }
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn an_export_is_the_same_every_time_and_wherever_the_plan_stands(sketches in vec(sketch(), 0..12)) {
        let there = write_plan(sketches.iter().enumerate());
        let elsewhere = write_plan(sketches.iter().enumerate().rev());
        for format in ["csv", "json"] {
            let export = |root: &TempDir| {
                let output = program::run(root.path(), ["export", "--format", format]);
                (output.status.code(), output.stdout, output.stderr)
            };
            let first = export(&there);
            prop_assert_eq!(first.0, Some(0));
            prop_assert!(!first.1.is_empty());
            prop_assert_eq!(&first, &export(&there));
            prop_assert_eq!(&first, &export(&elsewhere));
        }
    }
}

// Any bytes.

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
enum Change {
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

fn change() -> impl Strategy<Value = Change> {
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

fn changed(bytes: Vec<u8>, change: &Change) -> Vec<u8> {
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
fn real_files(folder: &str) -> Vec<String> {
    let root = in_repository("");
    let mut files: Vec<String> = WalkDir::new(root.join(folder))
        .into_iter()
        .map(|entry| entry.expect("a folder that can be listed").into_path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| {
            let path = path.strip_prefix(&root).expect("a path within the plan");
            path.to_str().expect("a path in UTF-8").to_owned()
        })
        .collect();
    files.sort();
    files
}

/// A plan of the real vocabularies and no action.
fn empty_plan() -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    copy(&in_repository("schema"), &root.path().join("schema"));
    fs::create_dir(root.path().join("actions")).expect("a folder");
    root
}

/// The bytes of files, by their paths from the plan's root.
type Files = BTreeMap<String, Vec<u8>>;

/// Put bytes into files of a plan, do something, and put the files back as they were.
fn with<T>(root: &Path, files: &Files, look: impl FnOnce() -> T) -> T {
    let mut before = Vec::new();
    for (file, bytes) in files {
        let path = root.join(file);
        before.push((path.clone(), fs::read(&path).ok()));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
    }
    let found = look();
    for (path, before) in before {
        match before {
            Some(before) => fs::write(&path, before).expect("a file"),
            None => fs::remove_file(&path).expect("no file"),
        }
    }
    found
}

/// The rules about a file as a whole, whose findings stand at no line: its being there, its name, its encoding.
const ABOUT_FILES: &[Rule] = &[
    Rule::NotUtf8,
    Rule::ByteOrderMark,
    Rule::EmptyFile,
    Rule::BadId,
    Rule::UnknownMeasure,
];

/// The byte at a line and a column of a text, both counted from 1; none where there is no such character.
fn byte(text: &str, line: usize, column: usize) -> Option<usize> {
    let mut lines = text.split_inclusive('\n').chain([""]);
    let start = lines.by_ref().take(line - 1).map(str::len).sum::<usize>();
    let rest = text.get(start..)?;
    let mut places = rest.char_indices().map(|(index, _)| start + index);
    let is_within = rest.lines().next().unwrap_or_default().chars().count() + 1 >= column;
    is_within.then(|| places.nth(column - 1).unwrap_or(text.len()))
}

/// Check a plan with these bytes in files: each finding stands within its file, and a file without an error is an action.
fn look(root: &Path, files: &Files) -> Result<(), TestCaseError> {
    let (plan, findings) = with(root, files, || checked::check(root));
    for placed in &findings {
        let file = &placed.diagnostic.place.file;
        let rule = placed.diagnostic.finding.rule();
        let Some(at) = &placed.located else {
            prop_assert!(ABOUT_FILES.contains(&rule), "no place: {placed:?}");
            continue;
        };
        let Some(bytes) = files.get(file) else {
            continue;
        };
        let text = std::str::from_utf8(bytes).ok();
        let text = text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
        prop_assert!(text.is_some(), "no text, and a place in it: {placed:?}");
        let place = text.and_then(|text| byte(text, at.line, at.column));
        prop_assert_eq!(place, Some(at.span.start), "{:?}", placed);
    }
    for file in files.keys().filter(|file| file.starts_with("actions/")) {
        let is_wrong = |placed: &Placed| is_error(placed) && placed.diagnostic.place.file == *file;
        let is_there = plan.actions.iter().any(|action| action.path() == *file);
        let vocabularies = findings
            .iter()
            .any(|placed| placed.diagnostic.place.file.starts_with("schema/"));
        prop_assert!(
            is_there || vocabularies || findings.iter().any(is_wrong),
            "{file}"
        );
    }
    Ok(())
}

/// Any bytes at all, or many a piece of a plan in any order.
fn anything() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => vec(any::<u8>(), 0..300),
        4 => vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat().into_bytes()),
    ]
}

/// One of these real files changed in a few places: its path, and its bytes.
fn mutant(files: Vec<String>) -> impl Strategy<Value = (String, Vec<u8>)> {
    (select(files), vec(change(), 1..6)).prop_map(|(file, changes)| {
        let bytes = fs::read(in_repository(&file)).expect("a file that can be read");
        let bytes = changes.iter().fold(bytes, changed);
        (file, bytes)
    })
}

#[test]
fn any_bytes_end_in_findings_within_the_file() {
    let root = empty_plan();
    let files = [
        "actions/1.1.1/action.toml",
        "schema/plan.toml",
        "schema/measures.toml",
        "schema/actors.toml",
    ];
    let config = cases(250);
    proptest!(config, |(bytes in anything(), file in select(files.to_vec()))| {
        look(root.path(), &Files::from([(file.to_owned(), bytes)]))?;
    });
}

/// How many actions are changed for one check: the vocabularies are read once for them all.
const AT_ONCE: usize = 25;

#[test]
fn real_actions_changed_anyhow_end_in_findings_within_their_files() {
    let root = empty_plan();
    proptest!(cases(160), |(files in vec(mutant(real_files("actions")), AT_ONCE))| {
        look(root.path(), &files.into_iter().collect())?;
    });
}

// Beside the other, which a second core is there for.
#[test]
fn a_real_vocabulary_changed_anyhow_ends_in_findings_within_the_file() {
    let root = empty_plan();
    proptest!(cases(500), |(file in mutant(real_files("schema")))| {
        look(root.path(), &Files::from([file]))?;
    });
}

#[test]
fn check_shows_what_it_finds_whatever_bytes_a_file_holds() {
    let root = empty_plan();
    let config = cases(64);
    let any_file = prop_oneof![
        mutant([real_files("actions"), real_files("schema")].concat()),
        anything().prop_map(|bytes| ("actions/1.1.1/action.toml".to_owned(), bytes))
    ];
    proptest!(config, |((file, bytes) in any_file, lang in select(vec!["fr", "en"]))| {
        let output = with(root.path(), &Files::from([(file, bytes)]), || program::run(root.path(), ["check", "--lang", lang]));
        let stderr = String::from_utf8_lossy(&output.stderr);
        prop_assert!(matches!(output.status.code(), Some(0 | 1)), "{stderr}");
        // A panic of another thread would not show in the exit code.
        prop_assert!(!stderr.contains("panicked"), "{stderr}");
        let errors = output.status.code() == Some(1);
        let shown = String::from_utf8_lossy(&output.stdout);
        prop_assert_eq!(shown.contains("erreur[") || shown.contains("error["), errors);
    });
}
