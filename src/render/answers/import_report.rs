//! What an import would bring into a plan, and what is to be looked at again, as a person reviews it.

use crate::finding::VocabularyName;
use crate::render::answer::Block;
use crate::view::import_report::{
    Asks, FileChange, ImportReport, KeyChange, NewName, Reason, Remark, TableReport, What,
};
use crate::words::import::ImportPhrase;
use crate::words::{Lang, Word};

/// The longest cell that is shown whole, in characters.
const CELL: usize = 160;
/// How many rows of one kind of remark or question are shown.
const ROWS: usize = 5;

/// The report; of each kind of remark and question only the first rows, where it is not to be whole.
pub fn blocks(report: &ImportReport, is_whole: bool, lang: Lang) -> Vec<Block> {
    let form = report.text.map(|(encoding, delimiter)| {
        let form = lang.import(ImportPhrase::Form(encoding, delimiter));
        format!("{}{form}", lang.word(Word::COLON))
    });
    let head = format!("{}{}", report.file, form.unwrap_or_default());
    let mut pages = Paragraphs {
        of: vec![vec![head]],
        most: if is_whole { usize::MAX } else { ROWS },
        lang,
    };
    for table in &report.tables {
        pages.table(report, table);
    }
    let row = |row| format!("({})", lang.import(ImportPhrase::Row(row)));
    let file = |changed: &FileChange| format!("  {}  {}", changed.path, row(changed.row));
    let colon = lang.word(Word::COLON);
    pages.section(report.created.len(), ImportPhrase::Created);
    pages.lines(report.created.iter().map(file));
    pages.section(report.changed.len(), ImportPhrase::Changed);
    for changed in &report.changed {
        pages.lines([file(changed)]);
        pages.lines(changed.keys.iter().map(|KeyChange { key, before, after }| {
            let added = before.as_deref().zip(after.as_deref());
            let added = added.and_then(|(before, after)| after.strip_prefix(before));
            let change = match added {
                Some(added) => format!("… + {}", cell(added)),
                None => format!("{} → {}", held(before, lang), held(after, lang)),
            };
            format!("    {}{colon}{change}", lang.field_name(key))
        }));
    }
    pages.section(report.by_value, ImportPhrase::ByValue);
    pages.section(report.same, ImportPhrase::Same);
    pages.section(report.absent.len(), ImportPhrase::Absent);
    pages.rows("  ", report.absent.clone());
    let mut questions = report.questions.iter();
    let is_lost = questions.any(|question| question.asks == Asks::Lost);
    let conflicts: fn(usize) -> ImportPhrase<'static> = match is_lost {
        true => ImportPhrase::Differences,
        false => ImportPhrase::Conflicts,
    };
    pages.section(report.conflicts.len(), conflicts);
    for conflict in &report.conflicts {
        pages.lines([file(conflict)]);
        pages.lines(
            conflict
                .keys
                .iter()
                .map(|KeyChange { key, before, after }| {
                    let (plan, table) = (held(before, lang), held(after, lang));
                    let against = lang.import(ImportPhrase::Against(&plan, &table));
                    format!("    {}{colon}{against}", lang.field_name(key))
                }),
        );
    }
    pages.help(
        !report.conflicts.is_empty() && !is_lost,
        ImportPhrase::HowToSettle,
    );
    pages.section(report.remarks.len(), ImportPhrase::Remarks);
    let mut kinds: Vec<(String, Vec<String>)> = Vec::new();
    for remark in &report.remarks {
        let (kind, row) = told(remark, &report.file, lang);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, rows)) => rows.push(row),
            None => kinds.push((kind, vec![row])),
        }
    }
    for (kind, rows) in kinds {
        pages.kind(kind, rows);
    }
    pages.section(report.names.len(), ImportPhrase::Names);
    pages.lines(report.names.iter().map(|name| new_name(name, lang)));
    let left = report.names.iter().filter(|name| !name.added);
    let (statuses, others): (Vec<_>, Vec<_>) =
        left.partition(|name| name.vocabulary == VocabularyName::Statuses);
    pages.help(!others.is_empty(), ImportPhrase::HowToAdd);
    pages.help(!statuses.is_empty(), ImportPhrase::HowToAddStatuses);
    pages.section(report.questions.len(), ImportPhrase::Questions);
    for question in &report.questions {
        let asked = lang.question(&question.asks, &question.numbers());
        let rows = question.rows.iter();
        let rows = rows.map(|(row, said)| {
            let detail = lang.asked_of(&question.asks, *row);
            let detail = detail.map(|detail| format!(" ({detail})"));
            let (said, detail) = (quoted(said, lang), detail.unwrap_or_default());
            format!("{}:{row}  {said}{detail}", report.file)
        });
        pages.kind(asked, rows.collect());
    }
    pages.help(!report.questions.is_empty(), ImportPhrase::Unanswered);
    pages.of.into_iter().map(Block::Lines).collect()
}

/// The paragraphs of a report, which grow at their end.
struct Paragraphs {
    of: Vec<Vec<String>>,
    /// How many rows of one kind are shown.
    most: usize,
    lang: Lang,
}

impl Paragraphs {
    fn begin(&mut self, line: String) {
        self.of.push(vec![line]);
    }

    fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        let last = self.of.last_mut();
        last.expect("one from the start").extend(lines);
    }

    /// Begins what is told of so many things, where there is any.
    fn section(&mut self, count: usize, heading: fn(usize) -> ImportPhrase<'static>) {
        if count > 0 {
            self.begin(self.lang.import(heading(count)));
        }
    }

    /// What is said of rows, and the first of them.
    fn kind(&mut self, said: String, rows: Vec<String>) {
        self.lines([format!("  {said}")]);
        self.rows("    ", rows);
    }

    /// The first of some rows.
    fn rows(&mut self, indent: &str, rows: Vec<String>) {
        let more = (rows.len() > self.most).then(|| {
            format!(
                "{indent}{}",
                self.lang.import(ImportPhrase::More(rows.len()))
            )
        });
        let rows = rows.into_iter().take(self.most);
        self.lines(rows.map(|row| format!("{indent}{row}")).chain(more));
    }

    fn help(&mut self, is_needed: bool, said: ImportPhrase<'_>) {
        let (help, colon) = (self.lang.word(Word::HELP), self.lang.word(Word::COLON));
        let line = format!("  {help}{colon}{}", self.lang.import(said));
        self.lines(is_needed.then_some(line));
    }

    fn table(&mut self, report: &ImportReport, table: &TableReport) {
        let lang = self.lang;
        let is_main = report.tables.first() == Some(table);
        if let Some(sheet) = &table.sheet {
            self.begin(lang.import(ImportPhrase::Sheet(sheet)));
        }
        if is_main {
            let rows = ImportPhrase::Rows(table.row, report.rows, report.headings_again);
            let (read, kept) = report.cells;
            let cells = (read + kept > 0).then(|| lang.import(ImportPhrase::Cells(read, kept)));
            self.lines(std::iter::once(lang.import(rows)).chain(cells));
        }
        // Of this program's own tables every column is known: only the others are worth a line.
        let is_own = !is_main || table.is_own;
        let (read, unread): (Vec<_>, Vec<_>) =
            table.columns.iter().partition(|one| one.word.is_some());
        let shown = read.into_iter().filter(|one| !(is_own && one.known));
        let shown = shown.map(|column| {
            let word = column.word.as_deref().unwrap_or_default();
            let said = match (column.known, column.is_money, column.lacks_unit) {
                (false, true, _) => Some(ImportPhrase::MoneyColumn),
                (false, false, _) => Some(ImportPhrase::UnknownColumn),
                (true, _, true) => Some(ImportPhrase::LacksUnit),
                (true, _, false) => None,
            };
            let said = said.map(|said| format!(" ({})", lang.import(said)));
            let said = said.unwrap_or_default();
            format!("  {} → {word}{said}", cell(&column.heading))
        });
        let shown: Vec<String> = shown.collect();
        if !shown.is_empty() {
            let columns = lang.import(ImportPhrase::Columns);
            let row = lang.import(ImportPhrase::Row(table.row));
            self.begin(format!("{columns} ({row})"));
            self.lines(shown);
        }
        let unread: Vec<String> = unread.iter().map(|one| cell(&one.heading)).collect();
        let unread =
            (!unread.is_empty()).then(|| lang.import(ImportPhrase::NotRead(&unread.join(", "))));
        self.lines(unread);
    }
}

/// The kind of a remark, and the row that it is on.
fn told(remark: &Remark, file: &str, lang: Lang) -> (String, String) {
    let sheet = remark.sheet.as_ref().map(|sheet| format!(" [{sheet}]"));
    let column = remark.column.as_ref();
    let column = column.map(|column| format!(" {}", cell(column)));
    let place = [sheet, column].into_iter().flatten().collect::<String>();
    let (row, colon) = (remark.row, lang.word(Word::COLON));
    let (kind, detail) = said(remark, lang);
    let detail = detail.map(|detail| format!(" ({detail})"));
    let (cell, detail) = (quoted(&remark.cell, lang), detail.unwrap_or_default());
    (kind, format!("{file}:{row}{place}{colon}{cell}{detail}"))
}

/// What is said of all cells and rows of the kind of a remark, and of its own alone.
pub fn said(remark: &Remark, lang: Lang) -> (String, Option<String>) {
    let near = |nearest: &[String]| lang.import(ImportPhrase::Nearest(&nearest.join(", ")));
    // A name that is the whole cell is told already.
    let named = |names: &[(String, Vec<String>)]| {
        let names = names.iter().filter_map(|(name, nearest)| {
            let name = (*name != remark.cell).then(|| quoted(name, lang));
            let nearest = (!nearest.is_empty()).then(|| near(nearest));
            let said: Vec<String> = name.into_iter().chain(nearest).collect();
            (!said.is_empty()).then(|| said.join(" ; "))
        });
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let said = lang.remark(&remark.what);
    let detail = match &remark.what {
        What::UnknownNames(names) | What::LeftOut(Reason::UnknownTheme(names)) => named(names),
        What::LeftOut(Reason::UnknownMeasure { nearest }) if !nearest.is_empty() => {
            Some(near(nearest))
        }
        _ => said.label,
    };
    (said.title, detail)
}

fn new_name(name: &NewName, lang: Lang) -> String {
    let title = name.title.as_ref().filter(|title| **title != name.name);
    let title = title.map(|title| format!(" {}", cell(title)));
    let nearest = name.nearest.join(", ");
    let said = [
        Some(ImportPhrase::NameIn(name.cells, name.row)),
        (!nearest.is_empty()).then_some(ImportPhrase::Nearest(&nearest)),
        name.added.then_some(ImportPhrase::NameAdded),
    ];
    let said = said.into_iter().flatten();
    let said: Vec<String> = said.map(|said| lang.import(said)).collect();
    let (named, file) = (cell(&name.name), name.vocabulary.file());
    let (title, said) = (title.unwrap_or_default(), said.join(" ; "));
    format!("  {named}{title}  {file} ({said})")
}

fn held(value: &Option<String>, lang: Lang) -> String {
    match value {
        Some(value) => cell(value),
        None => format!("({})", lang.word(Word::NOT_FILLED_IN)),
    }
}

fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("« {} »", cell(text)),
        Lang::En => format!("`{}`", cell(text)),
    }
}

/// A text on one line, cut where it is long.
fn cell(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= CELL {
        return line;
    }
    let short: String = line.chars().take(CELL - 1).collect();
    format!("{short}…")
}
