//! `plan export`: the whole plan, or a selection, for other programs and for spreadsheets.

use std::io::{IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::commands::context::Context;
#[cfg(feature = "parquet")]
use crate::commands::data_set::DataSetArgs;
use crate::commands::output::{headings, to};
use crate::commands::selection::ActionsArgs;
use crate::error::Error;
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::vocabulary::Role;
use crate::render::answers::booklet;
use crate::render::answers::report::{Frame, Standing};
use crate::render::csv::Dialect;
use crate::render::json::action::{ActionRecord, ExportRecord};
use crate::render::provenance::Provenance;
use crate::render::{calendar, csv, json, markdown, package, tet, tet_sheet, workbook, xlsx};
use crate::source::changes::folder;
use crate::view::column_name::column;
use crate::view::columns::{Row, names_only};
use crate::view::report::Report;
use crate::view::select::Selection;
use crate::words::Note;

/// Export the selected actions
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    actions: ActionsArgs,
    /// Form of the export [default: by the ending of FILE]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write the CSV as a French Excel reads it: semicolons, decimal commas, dd/mm/yyyy
    #[arg(long)]
    excel: bool,
    /// Write a whole data set to FOLDER: a CSV file a table, their schemas and datapackage.json
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["format", "excel", "output"])]
    package: Option<PathBuf>,
    #[cfg(feature = "parquet")]
    #[command(flatten)]
    data_set: DataSetArgs,
    /// Write the workbook of the actions of OWNER for them to fill in and send back: few columns, the others locked
    #[arg(long = "for", value_name = "OWNER", conflicts_with_all = ["excel", "package"])]
    #[arg(add = Completion::Actor(Role::Owners))]
    for_owner: Option<String>,
    /// Write such a workbook of the selected actions, with these columns to be filled in, separated by commas
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', add = Completion::Column)]
    #[arg(conflicts_with_all = ["excel", "package"])]
    columns: Vec<String>,
    /// Tax basis of totals [default: the one in schema/plan.toml; tet's columns are before tax]
    #[arg(long, value_name = "BASIS")]
    basis: Option<Basis>,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values, RFC 4180.
    Csv,
    /// An Excel workbook: actions, sub-actions, budget lines, totals.
    Xlsx,
    /// JSON.
    Json,
    /// JSON, one object a line.
    Jsonl,
    /// A document to read, in Markdown.
    Md,
    /// A calendar of starts and ends.
    Ics,
    /// The workbook that the platform Territoires en Transitions imports.
    Tet,
}

impl Format {
    /// The form that the ending of a file's name stands for.
    fn named_by(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "json" => Some(Self::Json),
            "md" => Some(Self::Md),
            "ics" => Some(Self::Ics),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// Export the actions.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = format(args)?;
    let columns = args.columns.iter().map(|name| column(name));
    let columns: Vec<Column> = columns.collect::<Result<_, Error>>()?;
    let mut question = args.actions.question();
    question.owner.extend(args.for_owner.clone());
    let (context, mut plan, selection) = args.actions.asked_so(question, context)?;
    if let Some(basis) = args.basis {
        plan.settings.basis = basis;
    }
    let is_bare = args.package.is_none() && matches!(format, Format::Csv | Format::Jsonl);
    let rows = Row::all(&plan, &selection.of(&plan), plan.settings.basis);
    let context = &context;
    let export = Export {
        plan: &plan,
        rows: &rows,
        open: args.is_form().then_some(columns),
        with_notes: args.actions.selection.with_notes,
        selection: &selection,
        provenance: provenance(&plan, !is_bare, context)?,
        context,
    };
    #[cfg(feature = "parquet")]
    if let Some(path) = &args.data_set.parquet {
        let (rows, columns) = (&rows, export.columns());
        let allow_invalid = args.actions.selection.read.allow_invalid;
        args.data_set.write(
            path,
            (&plan, rows, &columns),
            &export.provenance,
            allow_invalid,
            context,
        )?;
        return export.written(path);
    }
    match &args.package {
        Some(path) => export.package(path),
        None => to(args.output.as_deref(), rows.len(), context, out, |out| {
            export.write(format, args.excel, out)
        }),
    }
}

impl Args {
    /// Tells whether it is for others to fill in.
    fn is_form(&self) -> bool {
        self.for_owner.is_some() || !self.columns.is_empty()
    }
}

/// The plan as it is exported.
struct Export<'a> {
    plan: &'a Plan,
    rows: &'a [Row<'a>],
    /// The columns that others fill in, where it is for them.
    open: Option<Vec<Column>>,
    with_notes: bool,
    selection: &'a Selection,
    provenance: Provenance,
    context: &'a Context,
}

impl Export<'_> {
    fn columns(&self) -> Vec<Column> {
        let columns = Column::all();
        columns
            .filter(|column| self.with_notes || *column != Key::EditorNotes)
            .collect()
    }

    fn records<'k>(&'k self, keys: &'k [Column]) -> Vec<ActionRecord<'k>> {
        let rows = self.rows.iter();
        rows.map(|row| ActionRecord::exported(row, keys)).collect()
    }

    fn write(&self, format: Format, excel: bool, out: &mut dyn Write) -> Result<(), Error> {
        let (plan, rows, lang) = (self.plan, self.rows, self.context.lang);
        let basis = plan.settings.basis;
        let columns = self.columns();
        let keys = json::action::keys(self.with_notes);
        match format {
            Format::Csv => {
                let extract = self.context.extract.clone().map(Note::Extract);
                self.context.say_all(extract.as_slice());
                let headings = headings(&columns, plan, self.context);
                let dialect = if excel { Dialect::Excel } else { Dialect::Open };
                self.context.say_all(names_only(rows).as_slice());
                csv::write_actions(dialect, &headings, &columns, rows, lang, out)
            }
            Format::Xlsx => {
                let provenance = &self.provenance;
                let sheets = match &self.open {
                    Some(open) => workbook::form(plan, rows, open, provenance, lang),
                    None => workbook::sheets(plan, rows, &columns, basis, provenance, lang),
                };
                xlsx::write(&sheets, provenance, basis, lang, out)
            }
            Format::Json => {
                let asked = (self.selection.typed(), plan.actions.len());
                let export = ExportRecord::of(&self.provenance, asked, basis, self.records(&keys));
                json::write_versioned(export, out)
            }
            Format::Jsonl => json::write_lines(self.records(&keys), out),
            Format::Md => {
                let actions = self.selection.of(plan);
                let report = Report::of(plan, &actions, self.context.today, 0);
                let frame = Frame {
                    plan,
                    provenance: &self.provenance,
                    standing: Standing::Settled,
                    is_internal: self.with_notes,
                    today: self.context.today,
                    days: 0,
                    lang,
                };
                let blocks = booklet::blocks(&report, &frame);
                markdown::write(&blocks, lang, out)
            }
            Format::Ics => calendar::write(rows, &self.provenance, lang, out),
            Format::Tet => self.platform(out),
        }
    }

    fn platform(&self, out: &mut dyn Write) -> Result<(), Error> {
        let lang = self.context.lang;
        let import = tet::import(self.plan, self.rows, self.with_notes, lang);
        tet_sheet::write(&import.rows, &self.provenance, self.context.lang, out)?;
        self.context.say_all(&import.notes);
        Ok(())
    }

    fn package(&self, path: &Path) -> Result<u8, Error> {
        let resources =
            package::resources(self.plan, self.rows, &self.columns(), self.context.lang);
        let files = package::files(&resources, &self.plan.settings, &self.provenance)?;
        folder(path, package::DESCRIPTOR, &files)?;
        self.written(path)
    }

    fn written(&self, path: &Path) -> Result<u8, Error> {
        self.context.say(&Note::Written {
            path: path.display().to_string(),
            actions: self.rows.len(),
        });
        Ok(0)
    }
}

/// The origin of an export; git is asked only where the form says so.
pub fn provenance(plan: &Plan, says_so: bool, context: &Context) -> Result<Provenance, Error> {
    let revision = match says_so {
        true => context.source()?.revision(),
        false => None,
    };
    Ok(Provenance {
        plan: plan.settings.name.clone(),
        today: context.today,
        dirty: revision.as_ref().map(|revision| revision.dirty),
        left_out: context.left_out.as_ref().map_or(0, Vec::len),
        extract: context.extract.clone(),
        revision: revision.map(|revision| revision.commit),
    })
}

fn format(args: &Args) -> Result<Format, Error> {
    let named = match (args.format, &args.output) {
        (Some(format), _) => format,
        (None, None) if args.is_form() => Format::Xlsx,
        (None, None) => Format::Csv,
        (None, Some(path)) => {
            Format::named_by(path).ok_or_else(|| Error::UnknownFormat(path.clone()))?
        }
    };
    if args.is_form() && named != Format::Xlsx {
        return Err(Error::FormIsXlsx);
    }
    if args.excel && named != Format::Csv {
        return Err(Error::ExcelIsCsv);
    }
    if matches!(named, Format::Xlsx | Format::Tet)
        && args.package.is_none()
        && args.output.is_none()
        && stdout().is_terminal()
    {
        return Err(Error::NotForATerminal);
    }
    Ok(named)
}
