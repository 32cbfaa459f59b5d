//! `plan import`: a table of actions brought into the plan.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::commands::context::Context;
use crate::commands::progress::Progress;
use crate::document::editor_schema::FILE;
use crate::error::Error;
use crate::import::mapping::map::{Map, ThemeSource, written};
use crate::operations::examine;
use crate::operations::import::{Accepted, ImportRequest, import, read_map};
use crate::render::answers::import_report;
use crate::render::json;
use crate::render::json::import::ImportRecord;
use crate::source::write::whole;
use crate::words::import::ImportPhrase;

/// Bring a table of actions into the plan: first the report, and with --write the files
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The table: csv, tsv, xlsx, xls, ods, a JSON export, or the folder of a data package
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The sheet to read [default: the one that holds actions]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What the columns, names and empty cells mean: a file such as --save-map writes
    #[arg(long, value_name = "MAP")]
    map: Option<PathBuf>,
    /// Write to MAP what was understood of the columns, to be reviewed and kept
    #[arg(long, value_name = "MAP")]
    save_map: Option<PathBuf>,
    /// Leave a column out, by its heading; else an unknown one is kept as extra.NAME
    #[arg(long, value_name = "COLUMN")]
    drop: Vec<String>,
    /// Add the names that the plan does not know to schema/
    #[arg(long)]
    add_names: bool,
    /// The theme of the rows that say none
    #[arg(long, value_name = "THEME")]
    theme: Vec<String>,
    /// What gives the rows that say none their theme: axis, the title of their axis
    #[arg(long, value_name = "SOURCE", value_parser = ["axis"], hide_possible_values = true)]
    #[arg(conflicts_with = "theme")]
    theme_from: Option<String>,
    /// Empty the fields whose cells come back empty
    #[arg(long)]
    accept_empty: bool,
    /// Write what a table says that has lost what the plan said when it was exported
    #[arg(long)]
    accept: bool,
    /// Show every row of each remark and question, not only the first ones
    #[arg(long)]
    verbose: bool,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ReportFormat,
    /// Create and change the files
    #[arg(long)]
    write: bool,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    Table,
    /// JSON.
    Json,
}

/// Report what the table would create and change, and do it where that is asked.
///
/// # Errors
/// The file is no table of actions, there is no plan, or a file cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let progress = Progress::new(context.lang);
    let map = args.map(context)?;
    let current = context.current_plan()?;
    let request = ImportRequest {
        file: &args.file,
        path: context.path(&args.file),
        map: &map,
        map_file: args.map.as_deref(),
        drop: &args.drop,
        add_names: args.add_names,
    };
    let read = request.read(&current.plan)?;
    if let Some(path) = &args.save_map {
        let map = read.layouts.first().map(|layout| written(&map, layout));
        save(path, map, context)?;
    }
    let accepted = Accepted {
        empty: args.accept_empty,
        differences: args.accept,
    };
    let import = import(&current, &args.file, read, accepted)?;
    context.warn(&import.warnings)?;
    let (mut changes, report) = (import.changes, import.report);
    if report.names.iter().any(|name| name.added) && !changes.is_empty() {
        // The new words are the editors' too.
        let after = changes.over(current.source.clone());
        if let (Some(written), fresh) = examine::editor_schema(&after, context.today)? {
            changes.put(FILE, Some(written), fresh.into_bytes())?;
        }
    }
    let is_open = !report.questions.is_empty();
    let mut way_back = Vec::new();
    if args.write && !is_open {
        way_back = context.way_back(current.source.root(), &changes);
        progress.expect(changes.steps());
        changes.write_telling(current.source.root(), &|| progress.step())?;
    }
    drop(progress);
    let lang = context.lang;
    match args.format {
        ReportFormat::Table => {
            context.write(&import_report::blocks(&report, args.verbose, lang), out)?;
        }
        ReportFormat::Json => json::write_versioned(ImportRecord::of(&report, lang), out)?,
    }
    if is_open {
        return Ok(1);
    }
    context.remark(&lang.import(match (args.write, changes.is_empty()) {
        (_, true) if report.same > 0 => ImportPhrase::NothingToWrite(report.same),
        (_, true) => ImportPhrase::NothingUsable,
        (true, false) => ImportPhrase::Written(report.created.len(), report.changed.len()),
        (false, false) => ImportPhrase::NotWritten,
    }));
    context.say_all(&way_back);
    // Somebody who asked to write must see that nothing of the table came to anything, or only to conflicts.
    let is_settled = report.same > 0 && report.conflicts.is_empty();
    Ok(u8::from(args.write && changes.is_empty() && !is_settled))
}

impl Args {
    fn map(&self, context: &Context) -> Result<Map, Error> {
        let mut map = match &self.map {
            Some(path) => read_map(path, &context.path(path))?,
            None => Map::default(),
        };
        if self.sheet.is_some() {
            map.sheet.clone_from(&self.sheet);
        }
        if !self.theme.is_empty() {
            map.defaults.themes.clone_from(&self.theme);
        }
        if self.theme_from.is_some() {
            map.defaults.themes_from = Some(ThemeSource::Axis);
        }
        for heading in &self.drop {
            map.columns.insert(heading.clone(), String::new());
        }
        Ok(map)
    }
}

/// Write a map to a file that is not there yet.
fn save(path: &Path, map: Option<String>, context: &Context) -> Result<(), Error> {
    let target = context.path(path);
    if target.exists() {
        return Err(Error::Exists(target));
    }
    let Some(map) = map else {
        return Ok(());
    };
    whole(&target, |file| Ok(file.write_all(map.as_bytes())?))?;
    let shown = path.display().to_string();
    context.remark(&context.lang.import(ImportPhrase::MapWritten(&shown)));
    Ok(())
}
