//! What a command answers, before a renderer makes bytes of it: blocks for people, rows for programs.

use std::ops::Range;

use crate::render::value::Value;

/// What a command answers.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What people read, on a terminal or a page.
    pub blocks: Vec<Block>,
    /// What programs and spreadsheets read, where the answer has rows.
    pub rows: Option<Table>,
}

impl Answer {
    /// Rows that nobody but a program reads.
    pub fn of(rows: Table) -> Self {
        Self {
            blocks: Vec::new(),
            rows: Some(rows),
        }
    }
}

impl From<Vec<Block>> for Answer {
    fn from(blocks: Vec<Block>) -> Self {
        Self { blocks, rows: None }
    }
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// What was there and is not any more.
    Removed(String),
    /// What is new.
    Added(String),
    /// What leads to a part of the same document, by the part's name.
    Link(String, String),
}

impl Span {
    /// A run of plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Plain(text.into())
    }
}

/// A thing and what is said of it, each of which may have more said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The thing.
    pub text: Vec<Span>,
    /// What is said of it.
    pub below: Vec<Self>,
}

impl Item {
    /// A thing and what is said of it.
    pub fn of<T: Into<Self>>(text: impl Into<Self>, below: impl IntoIterator<Item = T>) -> Self {
        Self {
            below: below.into_iter().map(T::into).collect(),
            ..text.into()
        }
    }

    /// All of it in one line.
    pub fn line(&self) -> String {
        let plain = |span: &Span| match span {
            Span::Plain(text) | Span::Removed(text) | Span::Added(text) | Span::Link(text, _) => {
                text.clone()
            }
        };
        let below = self.below.iter().map(Self::line);
        let own = self.text.iter().map(plain).collect();
        std::iter::once(own)
            .chain(below)
            .collect::<Vec<_>>()
            .join(" – ")
    }
}

impl From<Vec<Span>> for Item {
    fn from(text: Vec<Span>) -> Self {
        Self {
            text,
            below: Vec::new(),
        }
    }
}

impl From<String> for Item {
    fn from(text: String) -> Self {
        Self::from(vec![Span::Plain(text)])
    }
}

/// A part of an answer.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading, and its level within a document: 1 is the document's.
    Heading(usize, String),
    /// A paragraph.
    Paragraph(String),
    /// What a long text is called, if anything, and the text, in which Markdown is allowed.
    Prose(Option<String>, String),
    /// Values under their names; what is absent is said to be so.
    Fields(Vec<(String, Value)>),
    /// A thing and what is said of it.
    Entry(Item),
    /// A sentence and what belongs to it, a line each.
    Remarks(String, Vec<String>),
    /// Lines that stand as they are.
    Lines(Vec<String>),
    /// The name of a language, and lines of it that belong to what stands above.
    Code(&'static str, String),
    /// A table.
    Table(Table),
    /// A picture of figures.
    Chart(Chart),
    /// A part that links lead to: what it is, the name that they call it by, and what stands in it.
    Part(PartKind, String, Vec<Self>),
}

/// What a part of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// The head of the document.
    Cover,
    /// The one answer of a page.
    Answer,
    /// A section.
    Section,
    /// The sheet of an action, which is printed on pages of its own.
    Sheet,
    /// A table of all actions, which is long.
    Register,
}

/// A picture of figures: bars in rows, and the table of the same figures behind it.
#[derive(Debug, Clone)]
pub struct Chart {
    /// What it shows.
    pub caption: String,
    /// What each fill means, in the order of the bars.
    pub key: Vec<(Fill, String)>,
    /// What stands above the rows, each at a place in ten-thousandths of the width.
    pub scale: Vec<(u32, String)>,
    /// The rows.
    pub rows: Vec<ChartRow>,
    /// The figures.
    pub table: Table,
}

/// A row of a picture.
#[derive(Debug, Clone)]
pub struct ChartRow {
    /// What the row is of.
    pub label: Value,
    /// What the row shows, in words.
    pub words: String,
    /// Its bars.
    pub marks: Vec<Mark>,
}

/// The width of a picture.
pub const WHOLE: u32 = 10_000;

/// A part of a whole in ten-thousandths.
pub fn part(part: i128, whole: i128) -> u32 {
    let at = part * i128::from(WHOLE) / whole.max(1);
    u32::try_from(at.clamp(0, WHOLE.into())).unwrap_or_default()
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it begins and ends, in ten-thousandths of the width of the picture.
    pub span: Range<u32>,
    /// How it is filled.
    pub fill: Fill,
    /// What stands in it, where there is room.
    pub text: Option<String>,
}

impl Chart {
    /// A picture without a scale.
    pub fn of(
        caption: String,
        key: Vec<(Fill, String)>,
        rows: Vec<ChartRow>,
        table: Table,
    ) -> Self {
        Self {
            caption,
            key,
            scale: Vec::new(),
            rows,
            table,
        }
    }
}

impl ChartRow {
    /// A row of bars.
    pub fn of(label: Value, words: String, marks: Vec<Mark>) -> Self {
        Self {
            label,
            words,
            marks,
        }
    }
}

impl Mark {
    /// A bar in which nothing is written.
    pub fn of(span: Range<u32>, fill: Fill) -> Self {
        Self {
            span,
            fill,
            text: None,
        }
    }
}

/// How a bar is filled, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Done.
    Done,
    /// Under way.
    Running,
    /// Not started.
    Waiting,
    /// The second status of a phase.
    Lighter,
    /// Given up.
    Dropped,
    /// Nothing is said.
    Unstated,
    /// What is sure.
    Sure,
    /// What may be.
    Possible,
    /// What is late.
    Late,
    /// A line at a day.
    Today,
    /// A line at a value that is aimed at.
    Aim,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The columns.
    pub headings: Vec<TableHeading>,
    /// What the titles of the sections are, where they are a column of their own on a page.
    pub by: Option<TableHeading>,
    /// The rows under their titles, or all rows under none.
    pub sections: Vec<TableSection>,
}

/// Rows under a title.
#[derive(Debug, Clone)]
pub struct TableSection {
    /// The title.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
    /// How many rows at its end total the others.
    pub footer: usize,
}

impl Table {
    /// A table of one section.
    pub fn new(headings: Vec<TableHeading>, rows: Vec<Vec<Value>>) -> Self {
        Self::of(headings, rows, 0)
    }

    /// The same, so many of the last rows of which total the others.
    pub fn of(headings: Vec<TableHeading>, rows: Vec<Vec<Value>>, footer: usize) -> Self {
        let title = None;
        Self {
            headings,
            by: None,
            sections: vec![TableSection {
                title,
                rows,
                footer,
            }],
        }
    }

    /// Adds a column that holds the same count in every row.
    pub fn add_count(&mut self, title: &str, count: usize) {
        self.headings.push(TableHeading::words(title));
        let sections = self.sections.iter_mut();
        let rows = sections.flat_map(|section| &mut section.rows);
        rows.for_each(|row| row.push(Value::count(count)));
    }

    /// The same without sections, their titles in a first column where they are one; and how many rows at the end are
    /// totals.
    pub fn flat(&self) -> (Vec<TableHeading>, Vec<Vec<Value>>, usize) {
        let headings = self.by.iter().chain(&self.headings).cloned().collect();
        let rows = self.sections.iter().flat_map(|section| {
            let title = self
                .by
                .as_ref()
                .map(|_| Value::text(section.title.as_ref()));
            let rows = section.rows.iter();
            rows.map(move |row| title.iter().chain(row).cloned().collect())
        });
        let footer = self.sections.last().map_or(0, |section| section.footer);
        (headings, rows.collect(), footer)
    }
}

/// What a column of a table holds, which says where it stands and what it gives way to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingKind {
    /// Short words.
    Words,
    /// Numbers, which stand on the right.
    Numbers,
    /// Sentences, which take the width that the others leave.
    Sentences,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct TableHeading {
    /// Its title.
    pub title: String,
    /// What it holds.
    pub kind: HeadingKind,
    /// Whether a narrow screen does without it, for the others say as much.
    pub is_spare: bool,
}

impl TableHeading {
    /// A column of short words.
    pub fn words(title: impl Into<String>) -> Self {
        Self::of(HeadingKind::Words, title)
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Self {
        Self::of(HeadingKind::Numbers, title)
    }

    /// A column of sentences.
    pub fn sentences(title: impl Into<String>) -> Self {
        Self::of(HeadingKind::Sentences, title)
    }

    /// The same, which a narrow screen does without.
    pub fn spare(self) -> Self {
        Self {
            is_spare: true,
            ..self
        }
    }

    /// A column of that kind.
    pub fn of(kind: HeadingKind, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            kind,
            is_spare: false,
        }
    }
}
