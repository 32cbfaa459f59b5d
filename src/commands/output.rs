//! Where an answer goes and in which form.

use std::io::{IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::Value;

use crate::commands::context::Context;
use crate::error::Error;
use crate::model::column::Column;
use crate::model::plan::Plan;
use crate::render::answer::{Answer, Block, Table};
use crate::render::csv::{self, Dialect};
use crate::render::{html, json, markdown, page, terminal, xlsx};
use crate::source::write::whole;
use crate::words::{Note, Word};

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people.
    Table,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// Tab-separated values, which paste into a spreadsheet.
    Tsv,
    /// JSON.
    Json,
    /// JSON, one object a line.
    Jsonl,
    /// Markdown.
    Md,
    /// A page, or with --fragment what pastes into a mail or a slide.
    Html,
    /// An Excel workbook.
    Xlsx,
}

impl Format {
    /// The form that the ending of a file's name stands for.
    fn named_by(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Table),
            ending => Self::from_str(ending, false).ok(),
        }
    }

    /// Tells whether people read it.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Md | Self::Html)
    }

    /// Tells whether it is rows of values.
    pub fn is_rows(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Xlsx)
    }
}

/// Where the answer goes.
#[derive(Debug, clap::Args)]
pub struct OutputArgs {
    /// Form of the answer
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write the CSV as a French Excel reads it: semicolons, decimal commas, dd/mm/yyyy
    #[arg(long)]
    excel: bool,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// As HTML, write the answer alone, which pastes into a mail or a slide
    #[arg(long)]
    fragment: bool,
}

impl OutputArgs {
    /// The form to write: the one asked for, else the one that the file's ending names, else a table.
    ///
    /// # Errors
    /// The file's ending names no form.
    pub fn format(&self) -> Result<Format, Error> {
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, None) if self.excel => Format::Csv,
            (None, None) => Format::Table,
            (None, Some(path)) => {
                let named = Format::named_by(path);
                named.ok_or_else(|| Error::UnknownFormat(path.clone()))?
            }
        };
        match format {
            Format::Xlsx if self.output.is_none() && stdout().is_terminal() => {
                Err(Error::NotForATerminal)
            }
            format if self.excel && format != Format::Csv => Err(Error::ExcelIsCsv),
            format => Ok(format),
        }
    }

    /// Write the answer of `actions` actions, laid out only where people or spreadsheets read it.
    ///
    /// # Errors
    /// The answer cannot be written.
    pub fn write(
        &self,
        actions: usize,
        answer: impl FnOnce() -> Answer,
        object: impl FnOnce() -> Result<Value, Error>,
        lines: JsonLines,
        context: &Context,
        out: &mut dyn Write,
    ) -> Result<u8, Error> {
        let format = self.format()?;
        let (lang, screen) = (context.lang, context.screen);
        let rows = |answer: Answer| -> Result<Table, Error> {
            let mut rows = answer.rows.ok_or(Error::NotAsRows)?;
            if let Some(files) = &context.left_out {
                rows.add_count(lang.word(Word::FILES_LEFT_OUT), files.len());
            }
            Ok(rows)
        };
        let dialect = if self.excel {
            Dialect::Excel
        } else {
            Dialect::Open
        };
        let extract = context.extract.clone().filter(|_| actions > 0);
        let extract = extract.map(Note::Extract);
        if !format.is_for_people() {
            context.say_all(extract.as_slice());
        }
        let answer = || {
            let title = extract
                .as_ref()
                .map(|extract| Block::Heading(2, lang.note(extract)));
            let mut answer = answer();
            answer.blocks.splice(0..0, title);
            answer
        };
        let fill = |out: &mut dyn Write| match (format, lines) {
            (Format::Table, _) => terminal::write(&answer().blocks, lang, screen, out),
            (Format::Md, _) => markdown::write(&answer().blocks, lang, out),
            (Format::Html, _) if self.fragment => html::write(&answer().blocks, lang, out),
            (Format::Html, _) => page::write_answer(answer().blocks, &context.head(), lang, out),
            (Format::Csv, _) => csv::write(dialect, &rows(answer())?, out),
            (Format::Tsv, _) => csv::write(Dialect::Tabs, &rows(answer())?, out),
            (Format::Xlsx, _) => xlsx::write_answer(&rows(answer())?, lang, out),
            (Format::Json, _) => json::write(&object()?, out),
            (Format::Jsonl, JsonLines::Whole) => json::write_lines([object()?], out),
            (Format::Jsonl, JsonLines::Elements) => match object()? {
                Value::Array(elements) => json::write_lines(elements, out),
                object => json::write_lines([object], out),
            },
            (Format::Jsonl, JsonLines::Of(member)) => json::write_items(object()?, member, out),
        };
        to(self.output.as_deref(), actions, context, out, fill)
    }
}

/// The lines of an answer that is asked for as JSON lines.
#[derive(Debug, Clone, Copy)]
pub enum JsonLines {
    /// The whole answer.
    Whole,
    /// Each of its elements.
    Elements,
    /// Each element of this member, what it says besides in each.
    Of(&'static str),
}

/// Write an answer to `path`, or to `out` where there is none.
///
/// # Errors
/// The answer cannot be written.
pub fn to(
    path: Option<&Path>,
    actions: usize,
    context: &Context,
    out: &mut dyn Write,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<u8, Error> {
    match path {
        Some(path) => {
            whole(path, fill)?;
            let path = path.display().to_string();
            context.say(&Note::Written { path, actions });
        }
        None => fill(out)?,
    }
    Ok(0)
}

/// The plan's own headings, and the program's where it has none.
pub fn headings(columns: &[Column], plan: &Plan, context: &Context) -> Vec<String> {
    columns
        .iter()
        .map(|column| {
            let own = plan.heading(*column);
            own.unwrap_or(context.lang.heading(*column)).to_owned()
        })
        .collect()
}
