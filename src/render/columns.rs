//! The columns of a table, each with what it holds of a row, for people and for programs.

use crate::model::key::Key;
use crate::render::answer::{Table, TableHeading};
use crate::render::text;
use crate::render::value::Value;
use crate::view::group::By;
use crate::words::{Lang, Word};

/// A column, and what it holds of a `T`.
type Held<'a, T> = (TableHeading, Box<dyn Fn(&T) -> Value + 'a>);

/// The columns that people read of a `T`, and those that programs do.
pub struct Columns<'a, T> {
    people: Vec<Held<'a, T>>,
    programs: Vec<Held<'a, T>>,
}

impl<T> Default for Columns<'_, T> {
    fn default() -> Self {
        Self {
            people: Vec::new(),
            programs: Vec::new(),
        }
    }
}

impl<'a, T> Columns<'a, T> {
    /// Adds a column that people read.
    pub fn people(&mut self, heading: TableHeading, held: impl Fn(&T) -> Value + 'a) {
        self.people.push((heading, Box::new(held)));
    }

    /// Adds a column that programs read.
    pub fn programs(&mut self, title: impl Into<String>, held: impl Fn(&T) -> Value + 'a) {
        let heading = TableHeading::words(title);
        self.programs.push((heading, Box::new(held)));
    }

    /// Adds a column that both read.
    pub fn both(&mut self, heading: TableHeading, held: impl Fn(&T) -> Value + Copy + 'a) {
        self.programs(heading.title.clone(), held);
        self.people(heading, held);
    }

    /// The tables of these rows for people and for programs, so many of the last rows totals of the others.
    pub fn tables(&self, rows: &[T], footer: usize) -> [Table; 2] {
        [&self.people, &self.programs].map(|columns| {
            let row = |row| columns.iter().map(|(_, held)| held(row)).collect();
            let headings = columns.iter().map(|(heading, _)| heading.clone());
            Table::of(headings.collect(), rows.iter().map(row).collect(), footer)
        })
    }
}

/// A row of a table of groups: what a group is called and what it holds, the total of all last.
pub struct GroupRow<T> {
    /// How it is called for people.
    pub name: String,
    key: Option<String>,
    title: Option<String>,
    /// What it holds.
    pub of: T,
}

impl<T> GroupRow<T> {
    /// What its actions have in common.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }
}

/// The rows of groups, each a key, a title and what it holds, and of their total.
pub fn group_rows<'g, T>(
    groups: impl Iterator<Item = (&'g Option<String>, &'g Option<String>, T)>,
    total: T,
    lang: Lang,
) -> Vec<GroupRow<T>> {
    let rows = groups.map(|(key, title, of)| GroupRow {
        name: text::group(key.as_deref(), title.as_deref(), lang),
        key: key.clone(),
        title: title.clone(),
        of,
    });
    let word = lang.word(Word::TOTAL).to_owned();
    let total = GroupRow {
        name: word.clone(),
        key: Some(word),
        title: None,
        of: total,
    };
    rows.chain([total]).collect()
}

impl<T> Columns<'_, GroupRow<T>> {
    /// The columns that tell groups by `by` apart.
    pub fn of_groups(by: By, lang: Lang) -> Self {
        let mut columns = Self::default();
        let heading = TableHeading::sentences(text::by(by, lang));
        columns.people(heading, |row| Value::Text(row.name.clone()));
        columns.programs(text::by(by, lang), |row| Value::text(row.key.as_ref()));
        let title = lang.heading(Key::Title);
        columns.programs(title, |row| Value::text(row.title.as_ref()));
        columns
    }
}
