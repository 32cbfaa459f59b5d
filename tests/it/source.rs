//! The files against the scanned table: which line each action was read from, and that its words, figures and dates stand there.
//!
//! The scan and the files are read here without the program, so that no mistake of its readers hides itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use walkdir::WalkDir;

use crate::scan;
use crate::scan::Line;

/// What `source-lines.csv` says: this line of the scan was read for this action.
struct Claim {
    line: usize,
    id: String,
    /// Something that the action states and the scan does not say in so many words.
    exception: String,
    /// Why it is right all the same.
    reason: String,
}

/// What `source-corrections.csv` says: of this action or measure, these words of the line are read otherwise.
#[derive(Debug)]
struct Correction {
    line: usize,
    /// The action's id, or the measure's code.
    of: String,
    /// The source's own words.
    said: String,
    /// What the plan says for them.
    read: String,
    reason: String,
}

/// What `source-figures.csv` says: these words of the line hold a number of the action, or name an indicator.
#[derive(Debug)]
struct Figure {
    line: usize,
    id: String,
    /// The source's own words.
    words: String,
    /// The name of the indicator that was read there; none where the words stay text.
    indicator: String,
    /// Why they stay text.
    reason: String,
}

/// What the words of the plan are proved by: the texts of an action or a measure, its lines, its notes.
#[derive(Default)]
struct Subject<'a> {
    texts: Vec<Text>,
    names: Vec<Text>,
    lines: Vec<&'a Line>,
    notes: String,
}

impl Subject<'_> {
    /// The texts and names that none of its lines says, these corrections made.
    fn unsaid(&self, corrections: &[&Correction]) -> Vec<&str> {
        let texts = self.texts.iter().chain(&self.names);
        unsaid(texts, &self.lines, corrections)
    }
}

/// A text or a name of the plan, and every way in which the source may write it.
struct Text {
    shown: String,
    spellings: Vec<String>,
}

impl Text {
    fn plain(shown: &str) -> Self {
        Self {
            shown: shown.to_owned(),
            spellings: vec![shown.to_owned()],
        }
    }
}

/// An action's file, read without the program.
struct Action {
    measure: String,
    sheet: Table,
}

/// Something that an action states and that its lines should say.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    /// An amount, in cents.
    Amount(i128),
    /// A date, as files write it.
    Date(String),
    /// The source's own words.
    Words(String),
}

impl Display for Fact {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        match self {
            Self::Amount(cents) if cents % 100 == 0 => write!(formatter, "{}", cents / 100),
            Self::Amount(cents) => write!(formatter, "{}.{:02}", cents / 100, cents % 100),
            Self::Date(text) | Self::Words(text) => formatter.write_str(text),
        }
    }
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn rows<T: DeserializeOwned>(table: &str) -> Vec<T> {
    let path = in_repository("tests/data").join(table);
    let mut reader = csv::Reader::from_path(path).expect("a table");
    let rows = reader.deserialize();
    rows.map(|row| row.unwrap_or_else(|error| panic!("{table}: {error}")))
        .collect()
}

fn claims() -> Vec<Claim> {
    rows("source-lines.csv")
        .into_iter()
        .map(|(line, id, exception, reason)| Claim {
            line,
            id,
            exception,
            reason,
        })
        .collect()
}

fn corrections() -> Vec<Correction> {
    rows("source-corrections.csv")
        .into_iter()
        .map(|(line, of, said, read, reason)| Correction {
            line,
            of,
            said,
            read,
            reason,
        })
        .collect()
}

fn actions() -> BTreeMap<String, Action> {
    let walk = WalkDir::new(in_repository("actions"))
        .min_depth(2)
        .max_depth(2);
    walk.into_iter()
        .map(|entry| {
            let path = entry.expect("a folder that can be listed").into_path();
            let name = |path: &Path| {
                path.file_name()
                    .and_then(|name| name.to_str().map(str::to_owned))
            };
            let id = name(&path.with_extension("")).expect("a name in UTF-8");
            let measure = path.parent().and_then(name).expect("a folder in UTF-8");
            let text = std::fs::read_to_string(&path).expect("a file that can be read");
            let sheet = text
                .parse()
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (id, Action { measure, sheet })
        })
        .collect()
}

/// The texts under a key that holds a list of them.
fn list<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a str> {
    let items = table.get(key).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_str)
}

/// The entries of one of the plan's vocabularies.
fn vocabulary(file: &str, entry: &str) -> Vec<Table> {
    let text = std::fs::read_to_string(in_repository(&format!("schema/{file}.toml")))
        .expect("a vocabulary that can be read");
    let file: Table = text.parse().expect("a vocabulary in TOML");
    let entries = file[entry].as_array().expect("entries").iter();
    entries
        .map(|entry| entry.as_table().expect("an entry").clone())
        .collect()
}

/// The lines that an action claims.
fn claimed<'a>(id: &str, claims: &[Claim], lines: &'a [Line]) -> Vec<&'a Line> {
    let numbers: BTreeSet<usize> = claims
        .iter()
        .filter(|claim| claim.id == id)
        .map(|claim| claim.line)
        .collect();
    lines
        .iter()
        .filter(|line| numbers.contains(&line.number))
        .collect()
}

/// Every amount, date and budget note of an action and its sub-actions.
fn facts(sheet: &Table) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::new();
    let tables = |key| {
        sheet
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    // A sub-action that is a title alone states neither.
    let parts = tables("sub_actions").filter_map(Value::as_table);
    for table in std::iter::once(sheet).chain(parts) {
        for key in ["start", "end"] {
            facts.extend(table.get(key).map(|date| Fact::Date(bare(date))));
        }
        let lines = table
            .get("budget")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        for line in lines.filter_map(Value::as_table) {
            for key in ["amount", "ht", "ttc", "spent"] {
                match line.get(key) {
                    Some(Value::Table(range)) => facts.extend(range.values().map(amount)),
                    Some(exact) => facts.extend([amount(exact)]),
                    None => {}
                }
            }
            facts.extend(line.get("year").map(|year| Fact::Date(bare(year))));
            facts.extend(line.get("note").map(|note| Fact::Words(bare(note))));
        }
    }
    facts
}

fn figures() -> Vec<Figure> {
    rows("source-figures.csv")
        .into_iter()
        .map(|(line, id, words, indicator, reason)| Figure {
            line,
            id,
            words,
            indicator,
            reason,
        })
        .collect()
}

/// The indicators of an action.
fn indicators(sheet: &Table) -> Vec<&Table> {
    let indicators = sheet.get("indicators").and_then(Value::as_array);
    let indicators = indicators.into_iter().flatten();
    indicators.filter_map(Value::as_table).collect()
}

/// The numbers of a text that are no years, in hundredths.
fn numbers(text: &str) -> BTreeSet<i128> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit())
        && let Some((number, behind)) = number(&rest[start..])
    {
        let written = &rest[start..rest.len() - behind.len()];
        // `A1`, `IllicO2`: part of a name; `1.`: the number of a part.
        let before = rest[..start].chars().next_back();
        let is_name = before.is_some_and(char::is_alphabetic);
        let is_of_a_part = behind.starts_with(". ");
        if year(written).is_none() && !is_name && !is_of_a_part {
            found.insert(number.cents(0));
        }
        rest = behind;
    }
    found
}

/// The texts of an action, each line of one apart, and the places and labels that it names.
fn texts(sheet: &Table) -> Vec<Text> {
    let tables = |table: &Table, key: &str| -> Vec<Table> {
        let items = table.get(key).and_then(Value::as_array).into_iter();
        items
            .flatten()
            .filter_map(Value::as_table)
            .cloned()
            .collect()
    };
    let mut texts: Vec<String> = ["sub_actions", "places"]
        .iter()
        .flat_map(|key| list(sheet, key).map(str::to_owned))
        .collect();
    let parts = tables(sheet, "sub_actions");
    for table in std::iter::once(sheet).chain(&parts) {
        let keys = ["title", "description", "progress"];
        texts.extend(keys.iter().filter_map(|key| table.get(*key)).map(bare));
        let lines = tables(table, "budget");
        texts.extend(lines.iter().filter_map(|line| line.get("label")).map(bare));
    }
    let lines = texts.iter().flat_map(|text| text.lines());
    lines
        .filter(|line| !line.trim().is_empty())
        .map(Text::plain)
        .collect()
}

/// The names that an action takes from the plan's vocabularies, under their aliases too.
fn names(sheet: &Table, aliases: &BTreeMap<String, Vec<String>>) -> Vec<Text> {
    let keys = ["themes", "owners", "funders", "partners", "audiences"];
    let listed = keys.iter().flat_map(|key| list(sheet, key));
    let status = sheet.get("status").and_then(Value::as_str);
    let named = listed.chain(status).filter(|name| *name != "?");
    named
        .map(|name| Text {
            shown: name.to_owned(),
            spellings: std::iter::once(name)
                .chain(aliases[name].iter().map(String::as_str))
                .map(str::to_owned)
                .collect(),
        })
        .collect()
}

/// The names of the vocabularies, each with its aliases.
fn aliases() -> BTreeMap<String, Vec<String>> {
    let files = [
        ("themes", "theme"),
        ("statuses", "status"),
        ("actors", "actor"),
    ];
    let entries = files
        .iter()
        .flat_map(|(file, entry)| vocabulary(file, entry));
    entries
        .map(|entry| {
            let aliases = list(&entry, "aliases").map(str::to_owned).collect();
            (bare(&entry["name"]), aliases)
        })
        .collect()
}

/// What the map of the table says: a name as the scan misspells it, and the plan's name.
fn misspelled() -> BTreeMap<String, String> {
    let path = in_repository("tests/data/dijon-action-table.map.toml");
    let text = std::fs::read_to_string(path).expect("the table's map");
    let map: Table = text.parse().expect("a map in TOML");
    let names = map["names"].as_table().expect("names").iter();
    names.map(|(name, of)| (name.clone(), bare(of))).collect()
}

/// The actions by their ids and the measures by their keys, with what proves them.
fn subjects<'a>(claims: &[Claim], lines: &'a [Line]) -> BTreeMap<String, Subject<'a>> {
    let aliases = aliases();
    let mut subjects: BTreeMap<String, Subject<'a>> = BTreeMap::new();
    for measure in vocabulary("measures", "measure") {
        let key = measure.get("code").or(measure.get("key")).map(bare);
        let subject = subjects.entry(key.expect("a measure's key")).or_default();
        subject.texts.push(Text::plain(&bare(&measure["title"])));
    }
    for (id, action) in actions() {
        let claimed = claimed(&id, claims, lines);
        let notes = action.sheet.get("editor_notes").map(bare);
        let notes = notes.unwrap_or_default();
        let measure = subjects.get_mut(&action.measure).expect("a measure");
        measure.lines.extend(&claimed);
        measure.notes.push_str(&notes);
        let subject = Subject {
            texts: texts(&action.sheet),
            names: names(&action.sheet, &aliases),
            lines: claimed,
            notes,
        };
        subjects.insert(id, subject);
    }
    subjects
}

/// The words of a text, whatever their case, accents, hyphens and signs.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('œ', "oe");
    let letters: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    letters
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a cell holds these words in a row, some of the corrections made.
fn holds(cell: &str, wanted: &[String], corrections: &[&Correction]) -> bool {
    let here: Vec<&&Correction> = corrections
        .iter()
        .filter(|correction| cell.contains(&correction.said))
        .collect();
    (0..1_u32 << here.len()).any(|choice| {
        let mut cell = cell.to_owned();
        for (index, correction) in here.iter().enumerate() {
            if choice & (1 << index) != 0 {
                cell = cell.replacen(&correction.said, &correction.read, 1);
            }
        }
        words(&cell)
            .windows(wanted.len())
            .any(|words| words == wanted)
    })
}

/// Whether one of the lines says this, these corrections made.
fn is_said(text: &str, lines: &[&Line], corrections: &[&Correction]) -> bool {
    let wanted = words(text);
    lines.iter().any(|line| {
        let of_line: Vec<&Correction> = corrections
            .iter()
            .copied()
            .filter(|correction| correction.line == line.number)
            .collect();
        let mut cells = line.cells.iter();
        cells.any(|cell| holds(cell, &wanted, &of_line))
    })
}

/// Those of the texts that none of the lines says, these corrections made.
fn unsaid<'a>(
    texts: impl Iterator<Item = &'a Text>,
    lines: &[&Line],
    corrections: &[&Correction],
) -> Vec<&'a str> {
    let is_unsaid = |text: &&Text| {
        let mut spellings = text.spellings.iter();
        !spellings.any(|spelling| is_said(spelling, lines, corrections))
    };
    texts
        .filter(is_unsaid)
        .map(|text| text.shown.as_str())
        .collect()
}

fn bare(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn amount(value: &Value) -> Fact {
    let text = value.to_string();
    let (number, rest) = number(&text).unwrap_or_else(|| panic!("{text} is an amount"));
    assert_eq!(rest, "", "{text} is an amount");
    Fact::Amount(number.cents(0))
}

/// Whether a line says this, in whatever spelling.
fn says(line: &Line, fact: &Fact) -> bool {
    line.cells.iter().any(|cell| match fact {
        Fact::Amount(cents) => amounts(cell).contains(cents),
        Fact::Date(date) => cell == date || dates(cell).contains(date),
        Fact::Words(words) => cell.contains(words.as_str()),
    })
}

/// A decimal number: its digits, and how many of them are decimals.
struct Number {
    digits: i128,
    decimals: u32,
}

impl Number {
    /// The cents of so many euros, thousands of euros (3) or millions (6).
    fn cents(&self, power: u32) -> i128 {
        let cents = self.digits * 10_i128.pow(power + 2);
        let divisor = 10_i128.pow(self.decimals);
        assert_eq!(cents % divisor, 0, "no amount has a fraction of a cent");
        cents / divisor
    }
}

/// The number that a text begins with, as the scan writes numbers (`5 000 000`, `7,055`), and what follows it.
fn number(text: &str) -> Option<(Number, &str)> {
    let split = |text: &str| {
        text.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len())
    };
    let (digits, mut rest) = text.split_at(split(text));
    let mut digits = digits.to_owned();
    while let Some(group) = rest.strip_prefix(' ')
        && split(group) == 3
    {
        digits.push_str(&group[..3]);
        rest = &group[3..];
    }
    let mut decimals = 0;
    if let Some(fraction) = rest.strip_prefix([',', '.'])
        && split(fraction) > 0
    {
        let length = split(fraction);
        digits.push_str(&fraction[..length]);
        decimals = u32::try_from(length).ok()?;
        rest = &fraction[length..];
    }
    let digits = digits.parse().ok()?;
    Some((Number { digits, decimals }, rest))
}

/// The amounts of a cell, in cents: numbers of euros or millions, and the lower end of a range of them.
fn amounts(cell: &str) -> BTreeSet<i128> {
    let mut found = BTreeSet::new();
    let cell = cell.replace(['\u{a0}', '\u{202f}'], " ");
    let mut text = cell.as_str();
    while let Some(start) = text.find(|c: char| c.is_ascii_digit())
        && let Some((number, rest)) = number(&text[start..])
    {
        found.extend(power(rest).map(|power| number.cents(power)));
        text = rest;
    }
    found
}

/// The power of ten of the euros that a number stands for, by what follows it; none where it is no amount.
fn power(rest: &str) -> Option<u32> {
    let rest = rest.trim_start();
    let units = [("M€", 6), ("million", 6), ("€", 0)];
    let unit = units.iter().find(|(unit, _)| rest.starts_with(unit));
    // `17 à 27 M€`: the unit stands behind the upper end only.
    let upper = || number(rest.strip_prefix("à ")?).and_then(|(_, rest)| power(rest));
    unit.map(|(_, power)| *power).or_else(upper)
}

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The number of the month that a word names, whole or cut short (`sept`).
fn month(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let found = MONTHS.iter().position(|month| month.starts_with(word));
    found
        .filter(|_| word.chars().count() >= 3)
        .map(|index| index + 1)
}

fn year(word: &str) -> Option<u32> {
    let year = word
        .parse()
        .ok()
        .filter(|year| (1990..=2060).contains(year))?;
    (word.len() == 4).then_some(year)
}

/// The dates of a cell, each as precise as it is written there and in the form that files write.
fn dates(cell: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut before = String::new();
    for word in cell.split_whitespace() {
        let word = word
            .trim_matches(|c: char| "()[]«»\"?;:,.".contains(c))
            .to_lowercase();
        let slashed: Vec<&str> = word.split('/').collect();
        if let [day, month, of_year] = slashed[..]
            && let (Ok(day), Ok(month), Some(year)) =
                (day.parse::<u32>(), month.parse::<u32>(), year(of_year))
        {
            found.insert(format!("{year}-{month:02}-{day:02}"));
        } else if let Some((name, of_century)) = word.split_once('-')
            && let (Some(month), Ok(of_century), 2) =
                (month(name), of_century.parse::<u32>(), of_century.len())
        {
            found.insert(format!("20{of_century:02}-{month:02}"));
        } else if let Some(year) = year(&word) {
            let part =
                ["printemps", "été", "automne", "hiver", "début", "fin"].contains(&before.as_str());
            found.insert(match month(&before) {
                Some(month) => format!("{year}-{month:02}"),
                None if part => format!("{before} {year}"),
                None => year.to_string(),
            });
        } else {
            // `2018-2023`, `2022/23`
            found.extend(
                word.split(['-', '/'])
                    .filter_map(year)
                    .map(|year| year.to_string()),
            );
        }
        before = word;
    }
    found
}

/// The code that a measure's cell begins with, else its words.
fn measure(cell: &str) -> &str {
    let end = cell
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(cell.len());
    if end == 0 {
        cell
    } else {
        cell[..end].trim_end_matches('.')
    }
}

#[test]
fn every_data_line_is_claimed_and_only_data_lines_are() {
    let actions = actions();
    let claimed: BTreeSet<usize> = claims()
        .iter()
        .map(|claim| {
            assert!(
                actions.contains_key(&claim.id),
                "line {}: no action {}",
                claim.line,
                claim.id
            );
            claim.line
        })
        .collect();
    let lines: BTreeSet<usize> = scan::lines().iter().map(|line| line.number).collect();
    assert_eq!(claimed, lines);
}

#[test]
fn every_action_was_read_from_a_line() {
    let claimed: BTreeSet<String> = claims().into_iter().map(|claim| claim.id).collect();
    let known: BTreeSet<String> = actions().into_keys().collect();
    assert_eq!(claimed, known);
}

#[test]
fn the_source_of_an_action_names_the_lines_that_it_was_read_from() {
    let claims = claims();
    for (id, action) in actions() {
        let own = claims.iter().filter(|claim| claim.id == id);
        let own: BTreeSet<usize> = own.map(|claim| claim.line).collect();
        let source = action.sheet.get("source").map(bare).unwrap_or_default();
        let said = source.split(|letter: char| !letter.is_ascii_digit());
        let said: BTreeSet<usize> = said.filter_map(|number| number.parse().ok()).collect();
        assert_eq!(said, own, "{id}: {source}");
        let word = if own.len() > 1 { "lignes " } else { "ligne " };
        assert!(source.starts_with(word), "{id}: {source}");
    }
}

#[test]
fn what_an_action_states_stands_in_its_lines_or_is_an_exception_with_a_reason() {
    let (lines, claims) = (scan::lines(), claims());
    let uncoded: BTreeMap<String, String> = vocabulary("measures", "measure")
        .iter()
        .filter_map(|entry| Some((bare(entry.get("key")?), bare(entry.get("title")?))))
        .collect();
    // Line of the scan (a measure stands in each, a fact in any), action, what is not said there.
    let mut unsaid: Vec<(Option<usize>, String, String)> = Vec::new();
    for (id, action) in actions() {
        let claimed = claimed(&id, &claims, &lines);
        let wanted = uncoded.get(&action.measure).unwrap_or(&action.measure);
        for line in &claimed {
            if measure(&line.cells[1]) != wanted {
                unsaid.push((Some(line.number), id.clone(), action.measure.clone()));
            }
        }
        for fact in facts(&action.sheet) {
            if !claimed.iter().any(|line| says(line, &fact)) {
                unsaid.push((None, id.clone(), fact.to_string()));
            }
        }
    }
    let excuses = |claim: &Claim, (line, id, value): &(Option<usize>, String, String)| {
        claim.id == *id && claim.exception == *value && line.is_none_or(|line| claim.line == line)
    };
    let excused = |found: &_| claims.iter().any(|claim| excuses(claim, found));
    let unexcused: Vec<_> = unsaid.iter().filter(|found| !excused(found)).collect();
    assert!(unexcused.is_empty(), "not in the scan: {unexcused:#?}");
    for claim in claims
        .iter()
        .filter(|claim| !claim.exception.is_empty() || !claim.reason.is_empty())
    {
        let what = format!(
            "line {}, {}: exception « {} »",
            claim.line, claim.id, claim.exception
        );
        assert!(!claim.reason.is_empty(), "{what} has no reason");
        assert!(
            unsaid.iter().any(|found| excuses(claim, found)),
            "{what} is not needed"
        );
    }
}

#[test]
fn every_text_stands_word_for_word_in_a_line_or_is_a_correction_with_a_reason() {
    let (lines, claims, corrections) = (scan::lines(), claims(), corrections());
    let mut subjects = subjects(&claims, &lines);
    // A name may stand there as the scan misspells it.
    let names = subjects.values_mut().flat_map(|subject| &mut subject.names);
    for name in names {
        let misspelled = misspelled().into_iter();
        let of_it = misspelled.filter(|(_, of)| *of == name.shown);
        name.spellings
            .extend(of_it.map(|(misspelled, _)| misspelled));
    }
    let own = |name: &str| -> Vec<&Correction> {
        let own = corrections.iter();
        own.filter(|correction| correction.of == name).collect()
    };
    for (name, subject) in &subjects {
        let unsaid = subject.unsaid(&own(name));
        assert!(unsaid.is_empty(), "{name}: not in the scan: {unsaid:#?}");
    }
    for correction in &corrections {
        let subject = subjects
            .get(&correction.of)
            .unwrap_or_else(|| panic!("of nothing: {correction:?}"));
        let mut lines = subject.lines.iter();
        let line = lines.find(|line| line.number == correction.line);
        let line = line.unwrap_or_else(|| panic!("on a line of others: {correction:?}"));
        let is_said = line
            .cells
            .iter()
            .any(|cell| cell.contains(&correction.said));
        assert!(is_said, "not said: {correction:?}");
        assert!(!correction.reason.is_empty(), "no reason: {correction:?}");
        // Whoever reads the file is told as well.
        let number = correction.line.to_string();
        let is_told = words(&subject.notes).contains(&number);
        assert!(is_told, "not in the notes: {correction:?}");
        let mut others = own(&correction.of);
        others.retain(|other| !std::ptr::eq(*other, correction));
        assert!(
            !subject.unsaid(&others).is_empty(),
            "not needed: {correction:?}"
        );
    }
}

#[test]
fn what_an_indicator_states_stands_in_the_words_that_it_was_read_from() {
    let (lines, claims, figures) = (scan::lines(), claims(), figures());
    let actions = actions();
    let mut read: BTreeMap<(String, String), &Figure> = BTreeMap::new();
    for figure in &figures {
        let lines = claimed(&figure.id, &claims, &lines);
        let line = lines.iter().find(|line| line.number == figure.line);
        let line = line.unwrap_or_else(|| panic!("on a line of others: {figure:?}"));
        let is_said = line.cells.iter().any(|cell| cell.contains(&figure.words));
        assert!(is_said, "not said: {figure:?}");
        assert_ne!(
            figure.indicator.is_empty(),
            figure.reason.is_empty(),
            "an indicator, or a reason: {figure:?}"
        );
        if !figure.indicator.is_empty() {
            let earlier = read.insert((figure.id.clone(), figure.indicator.clone()), figure);
            assert!(earlier.is_none(), "twice: {figure:?}");
        }
    }
    for (id, action) in &actions {
        let notes = action.sheet.get("editor_notes").map(bare);
        for indicator in indicators(&action.sheet) {
            let name = bare(&indicator["name"]);
            let figure = read
                .remove(&(id.clone(), name.clone()))
                .unwrap_or_else(|| panic!("{id}: no words of the source for « {name} »"));
            let mut stated = numbers(&name);
            let values = indicator.get("values").and_then(Value::as_table);
            let values: Vec<(&String, &Value)> = values.into_iter().flatten().collect();
            let years = values.iter().map(|(year, _)| (*year).clone());
            for year in years.chain(indicator.get("by").map(bare)) {
                let found = dates(&figure.words);
                assert!(found.contains(&year), "{id}: {year} is not in {figure:?}");
            }
            let own = ["baseline", "target"]
                .iter()
                .filter_map(|key| indicator.get(*key));
            for value in own.chain(values.iter().map(|(_, value)| *value)) {
                stated.extend(numbers(&value.to_string()));
            }
            assert_eq!(stated, numbers(&figure.words), "{id}: {figure:?}");
            let unit = bare(&indicator["unit"]);
            assert!(
                figure.words.contains(&unit),
                "{id}: the unit {unit} is not in {figure:?}"
            );
            // Whoever reads the file is told the line.
            let is_told =
                words(notes.as_deref().unwrap_or_default()).contains(&figure.line.to_string());
            assert!(is_told, "{id}: not in the notes: {figure:?}");
        }
    }
    assert!(read.is_empty(), "no such indicator: {read:#?}");
}

#[test]
fn no_number_of_the_headings_and_parts_is_forgotten() {
    let (lines, claims, figures) = (scan::lines(), claims(), figures());
    for line in &lines {
        let here: BTreeSet<&str> = claims
            .iter()
            .filter(|claim| claim.line == line.number)
            .map(|claim| claim.id.as_str())
            .collect();
        for cell in &line.cells[2..4] {
            let known = figures.iter().filter(|figure| here.contains(&*figure.id));
            let rest = known.fold(cell.clone(), |cell, figure| cell.replace(&figure.words, ""));
            assert_eq!(
                numbers(&rest),
                BTreeSet::new(),
                "line {}: {cell}",
                line.number
            );
        }
    }
}

#[test]
fn what_the_scan_misspells_is_a_name_of_its_table_alone() {
    let (lines, claims, corrections) = (scan::lines(), claims(), corrections());
    let (aliases, misspelled) = (aliases(), misspelled());
    let whole: Vec<&Line> = lines.iter().collect();
    for (found, name) in &misspelled {
        assert!(is_said(found, &whole, &[]), "not in the scan: {found}");
        let known = aliases.get(name);
        assert!(known.is_some(), "{found}: no name {name}");
        let everywhere = aliases
            .iter()
            .flat_map(|(name, more)| more.iter().chain([name]));
        let found = found.to_lowercase();
        let mut alive = everywhere.filter(|known| known.to_lowercase() == found);
        assert_eq!(alive.next(), None, "misspelled, and a name everywhere");
    }
    // Whoever reads a file whose lines have a name only so is told.
    for (id, subject) in subjects(&claims, &lines) {
        let own: Vec<&Correction> = corrections.iter().filter(|one| one.of == id).collect();
        for name in unsaid(subject.names.iter(), &subject.lines, &own) {
            let mut found = misspelled
                .iter()
                .filter(|(found, of)| *of == name && is_said(found, &subject.lines, &own));
            let is_told = found.any(|(found, _)| holds(&subject.notes, &words(found), &[]));
            assert!(
                is_told,
                "{id}: the notes do not tell how the scan writes {name}"
            );
        }
    }
}

#[test]
fn a_line_with_a_cell_too_few_or_too_many_is_told_in_the_notes() {
    let (lines, claims) = (scan::lines(), claims());
    for (id, subject) in subjects(&claims, &lines) {
        let notes: Vec<Vec<String>> = subject.notes.lines().map(words).collect();
        let odd = subject.lines.iter();
        for line in odd.filter(|line| line.cells.len() != line.columns) {
            let is_told = notes.iter().any(|note| {
                let has = |word: &str| note.iter().any(|other| other == word);
                has("cellules") && has(&line.number.to_string())
            });
            assert!(
                is_told,
                "{id}: the notes do not tell the cells of line {}",
                line.number
            );
        }
    }
}

#[test]
fn an_actors_kind_is_the_part_that_it_mostly_plays() {
    let actions = actions();
    for actor in vocabulary("actors", "actor") {
        let name = bare(&actor["name"]);
        let times = |part: &str| {
            let named = actions
                .values()
                .filter(|action| list(&action.sheet, part).any(|other| other == name));
            named.count()
        };
        let played = times(&bare(&actor["kind"]));
        let most = ["owners", "funders", "partners", "audiences"].map(times);
        assert!(
            most.iter().all(|other| *other <= played),
            "{name}: {most:?}"
        );
    }
}

#[test]
fn amounts_are_read_in_every_spelling_of_the_scan() {
    for (cell, euros) in [
        ("24 000 €", vec!["24000"]),
        ("50 000€?", vec!["50000"]),
        ("700 000,00 €", vec!["700000"]),
        ("7,055M€", vec!["7055000"]),
        ("17 à 27 M€", vec!["17000000", "27000000"]),
        (
            "5 000 000€ (usine) + 15 000 000€ (réseau)",
            vec!["5000000", "15000000"],
        ),
        (
            "convention 154,2 millions € HT 174,1 millions € TTC",
            vec!["154200000", "174100000"],
        ),
        ("2 millions par an", vec!["2000000"]),
        (
            "TI : 45 M€ ; agriculture urbaine : ? ; PAT : 2 M€",
            vec!["2000000", "45000000"],
        ),
        ("0,50 €", vec!["0.50"]),
        ("Passage de 6 à 25 véhicules électriques en 3 ans", vec![]),
        ("2017", vec![]),
    ] {
        let found: Vec<String> = amounts(cell)
            .into_iter()
            .map(|cents| Fact::Amount(cents).to_string())
            .collect();
        assert_eq!(found, euros, "{cell}");
    }
}

#[test]
fn dates_are_read_in_every_spelling_of_the_scan() {
    for (cell, expected) in [
        ("2017", vec!["2017"]),
        ("01/11/2019", vec!["2019-11-01"]),
        ("déc-30", vec!["2030-12"]),
        ("sept-19", vec!["2019-09"]),
        ("mai-19", vec!["2019-05"]),
        ("juin-19", vec!["2019-06"]),
        ("mars-20", vec!["2020-03"]),
        ("été 2019", vec!["été 2019"]),
        ("Début 2020", vec!["début 2020"]),
        ("Février à juillet 2018", vec!["2018-07"]),
        (
            "TI : Janvier 2018 ; PAT : septembre 2019 ; agriculture urbaine : 2015",
            vec!["2015", "2018-01", "2019-09"],
        ),
        ("TI : 2030 ; PAT : 2021 ;", vec!["2021", "2030"]),
        ("renouvelé pour la période 2018-2023", vec!["2018", "2023"]),
        ("BOM à hydrogène (2022/23)", vec!["2022"]),
        ("l'éco-réhabilitation de 1479 logements", vec![]),
        ("18 000 000 €", vec![]),
        ("/", vec![]),
    ] {
        let found: Vec<String> = dates(cell).into_iter().collect();
        assert_eq!(found, expected, "{cell}");
    }
}
