//! Where an answer goes and in which form.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::commands::context::Context;
use crate::error::Error;
use crate::messages::Note;
use crate::model::column::Column;
use crate::model::plan::Plan;
use crate::store::write::whole;

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
    /// A Markdown table.
    Md,
}

/// Where the answer goes.
#[derive(Debug, clap::Args)]
pub struct OutputArgs {
    /// Form of the answer
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl OutputArgs {
    /// The form asked for, else the one that the file's ending names, else a table.
    ///
    /// # Errors
    /// The file's ending names no form.
    pub fn format(&self) -> Result<Format, Error> {
        match (self.format, &self.output) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(Format::Table),
            (None, Some(path)) => {
                named_by(path).ok_or_else(|| Error::UnknownFormat { path: path.clone() })
            }
        }
    }

    /// Write the answer of `actions` actions by `fill`, to the file where one is named.
    ///
    /// # Errors
    /// The answer cannot be written.
    pub fn write(
        &self,
        actions: usize,
        context: &Context,
        out: &mut dyn Write,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
    ) -> Result<u8, Error> {
        to(self.output.as_deref(), actions, context, out, fill)
    }
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

/// The form that the ending of a file's name stands for.
pub fn named_by(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "csv" => Some(Format::Csv),
        "tsv" => Some(Format::Tsv),
        "json" => Some(Format::Json),
        "jsonl" => Some(Format::Jsonl),
        "md" => Some(Format::Md),
        "txt" => Some(Format::Table),
        _ => None,
    }
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
