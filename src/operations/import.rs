//! A table of actions brought into the plan: read, settled with the rules, told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::document::sheet;
use crate::document::{Document, new_words};
use crate::error::{Error, MapFault, TableFault};
use crate::finding::{At, Placed, Severity, VocabularyName};
use crate::import::NoActions;
use crate::import::mapping::draft::{Draft, Drafts};
use crate::import::mapping::heading::{Heading, Headings, Target};
use crate::import::mapping::json_export::{self, ExportedAction};
use crate::import::mapping::lexicon::{Lexicon, PlaceHints};
use crate::import::mapping::map::{self, Map};
use crate::import::mapping::matching::{Fate, fates};
use crate::import::tables;
use crate::import::tables::book::{Book, BookForm};
use crate::model::action::{Action, Sheet};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::fingerprint::{NAME, has_changed};
use crate::model::id::{Axis, MeasureKey};
use crate::model::key::Key;
use crate::model::name::Stated;
use crate::model::plan::Plan;
use crate::model::vocabulary::PlatformStatus;
use crate::operations::current_plan::{CurrentPlan, kept_in_layout};
use crate::source::changes::Changes;
use crate::source::outside::{self, OutsideTable};
use crate::view::import_report::{
    Asks, FileChange, ImportReport, KeyChange, NewName, Question, Reason, Remark, TableColumn,
    TableReport, What,
};
use crate::words::dictionary::normal;
use crate::words::{Lang, Word};

/// How often what the rules refuse is taken back before a row is left out.
const ROUNDS: usize = 6;

/// A table to import, and what the user says of it.
pub struct ImportRequest<'a> {
    /// The file, as it was named.
    pub file: &'a Path,
    /// Where it is.
    pub path: PathBuf,
    /// What its columns, names and empty cells mean.
    pub map: &'a Map,
    /// The file that says so, as it was named.
    pub map_file: Option<&'a Path>,
    /// The headings of columns that are left out.
    pub drop: &'a [String],
    /// The names that the plan does not know are added to it.
    pub add_names: bool,
}

/// What was read of the file.
#[derive(Default)]
pub struct TableFile {
    text: Option<(&'static str, char)>,
    tables: Vec<TableReport>,
    layouts: Vec<(usize, Vec<Heading>)>,
    drafts: Drafts,
}

impl TableFile {
    /// A map that says what was understood of the columns, and what `map` said; none where the file has no headings.
    pub fn map(&self, map: &Map) -> Option<String> {
        let (row, headings) = self.layouts.first()?;
        Some(map::written(map, *row, headings))
    }
}

/// The map in the file at `path`, which was named `name`.
///
/// # Errors
/// The file cannot be read, or is no map.
pub fn read_map(name: &Path, path: &Path) -> Result<Map, Error> {
    let text = outside::text(path)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let start = error.span().map_or(0, |span| span.start);
        let before = text.get(..start).unwrap_or(text);
        Error::NotAMap {
            path: name.to_owned(),
            fault: MapFault::Line(before.matches('\n').count() + 1),
        }
    })
}

impl ImportRequest<'_> {
    /// Read the table for a plan.
    ///
    /// # Errors
    /// The file cannot be read, or is no table of actions.
    pub fn read(&self, plan: &Plan) -> Result<TableFile, Error> {
        let map = self.map;
        let of_file = |fault| Error::Table {
            path: self.file.to_owned(),
            fault,
        };
        let mut book = match outside::read(&self.path)? {
            OutsideTable::File(bytes) => {
                let text = std::str::from_utf8(&bytes).ok().map(str::trim_start);
                let is_json = text.is_some_and(|text| {
                    text.trim_start_matches('\u{feff}').starts_with(['{', '['])
                });
                if is_json {
                    let actions = text.and_then(json_export::read);
                    let actions = actions.ok_or_else(|| of_file(TableFault::Foreign))?;
                    let lexicon = Lexicon::new(&plan.words, map, self.add_names);
                    return Ok(of_export(actions, lexicon));
                }
                tables::read(&bytes).map_err(of_file)?
            }
            OutsideTable::Package(tables) => {
                let mut grids = Vec::new();
                for table in tables {
                    let book = tables::read(&table.bytes).map_err(of_file)?;
                    grids.extend(book.grids.into_iter().map(|mut grid| {
                        grid.name = Some(table.name.clone());
                        grid.type_numbers(&table.numbers);
                        grid
                    }));
                }
                let form = BookForm::Workbook;
                Book { form, grids }
            }
        };
        let targets = map.targets().map_err(|wrong| Error::NotAMap {
            path: self.map_file.unwrap_or(Path::new("")).to_owned(),
            fault: MapFault::Target {
                heading: wrong.heading.to_owned(),
                target: wrong.target.to_owned(),
                known: map::words().map(str::to_owned).collect(),
            },
        })?;
        let headings = Headings::new(own_headings(plan));
        let mut lexicon = Lexicon::new(&plan.words, map, self.add_names);
        let tables = crate::import::read(&mut book, &headings, map, &targets, &mut lexicon);
        let mut tables = tables.map_err(|unread| {
            of_file(match unread {
                NoActions::NoSheet(sheet, known) => TableFault::NoSheet { sheet, known },
                NoActions::NoHeading => TableFault::NoHeading,
                NoActions::SeveralSheets(sheets) => TableFault::SeveralSheets(sheets),
            })
        })?;
        tables.drafts.names = lexicon.into_new();
        let headings = || {
            tables
                .layouts
                .iter()
                .flat_map(|(_, _, layout)| &layout.headings)
        };
        let is_there =
            |name: &&String| headings().any(|heading| normal(&heading.text) == normal(name));
        // A column that is meant to go and stays would be worse than an error.
        if let Some(name) = self.drop.iter().find(|name| !is_there(name)) {
            return Err(of_file(TableFault::NoColumn {
                name: name.clone(),
                known: headings().map(|heading| heading.text.clone()).collect(),
            }));
        }
        let shown = tables
            .layouts
            .iter()
            .map(|(sheet, row, layout)| TableReport {
                sheet: sheet.clone(),
                row: *row,
                columns: layout
                    .headings
                    .iter()
                    .map(|heading| TableColumn {
                        heading: heading.text.clone(),
                        word: map::word(&heading.target).filter(|word| !word.is_empty()),
                        known: heading.known,
                        is_money: heading.is_money,
                        lacks_unit: tables.drafts.without_unit.contains(&heading.text),
                    })
                    .collect(),
            });
        Ok(TableFile {
            text: match book.form {
                BookForm::Delimited {
                    encoding,
                    delimiter,
                } => Some((encoding, delimiter)),
                BookForm::Workbook => None,
            },
            tables: shown.collect(),
            layouts: tables
                .layouts
                .into_iter()
                .map(|(_, row, layout)| (row, layout.headings))
                .collect(),
            drafts: tables.drafts,
        })
    }
}

/// The drafts of an export, and the names in them that the plan does not know.
fn of_export(actions: Vec<ExportedAction>, mut lexicon: Lexicon<'_>) -> TableFile {
    lexicon.is_export = true;
    let mut drafts = Vec::new();
    for action in actions {
        let draft = action.draft;
        let row = draft.row;
        if let Some(measure) = &draft.measure {
            let hints = PlaceHints {
                title: action.measure_title.as_deref(),
                axis: action.axis,
                axis_title: action.axis_title.as_deref(),
            };
            // Whatever it is, it is met.
            let _ = lexicon.place(measure.as_str(), hints, row);
        }
        let sheet = &draft.sheet;
        let parts = sheet.sub_actions.iter();
        let parts = parts.map(|part| (Key::Owners, part.owners.as_slice()));
        let lists = sheet.actors().into_iter().chain(parts);
        let actors = lists.flat_map(|(key, names)| {
            let known = names.iter().filter_map(Stated::known);
            known.map(move |name| (name.as_str(), key))
        });
        let themes = sheet
            .themes
            .iter()
            .map(|theme| (theme.as_str(), Key::Themes));
        lexicon.meet_all(themes.chain(actors), row);
        drafts.push(draft);
    }
    TableFile {
        drafts: Drafts {
            rows: drafts.len(),
            drafts,
            names: lexicon.into_new(),
            ..Drafts::default()
        },
        ..TableFile::default()
    }
}

/// The headings of the program's own tables in both languages, their names, and the plan's own headings.
fn own_headings(plan: &Plan) -> impl Iterator<Item = (String, Target)> {
    let own = plan.settings.headings.iter();
    let own = own.map(|(column, heading)| (heading.clone(), Target::from(*column)));
    let columns = Column::all().flat_map(|column| {
        let names = [
            column.name(),
            Lang::Fr.heading(column),
            Lang::En.heading(column),
        ];
        names.map(|name| (name.to_owned(), Target::from(column)))
    });
    let fields = Field::all().flat_map(|field| {
        let names = [field.name(), Lang::Fr.field(field), Lang::En.field(field)];
        names.map(|name| (name.to_owned(), Target::Field(field)))
    });
    let fingerprint = [
        NAME,
        Lang::Fr.word(Word::FINGERPRINT),
        Lang::En.word(Word::FINGERPRINT),
    ];
    let fingerprint = fingerprint.map(|name| (name.to_owned(), Target::Fingerprint));
    own.chain(fingerprint).chain(columns).chain(fields)
}

/// What an import comes to.
pub struct Import {
    /// The changes of files.
    pub changes: Changes,
    /// What is to be told of it.
    pub report: ImportReport,
    /// The warnings that the changes bring into the plan.
    pub warnings: Vec<Placed>,
}

/// What a table, read of the file that was named `file`, would create and change in a plan.
///
/// # Errors
/// A file of the plan cannot be read, or the changes would bring an error into it that stands in no action's file.
pub fn import(current: &CurrentPlan, file: &Path, read: TableFile) -> Result<Import, Error> {
    let mut run = ImportRun {
        current,
        names: read.drafts.names,
        remarks: read.drafts.remarks,
        questions: read.drafts.questions,
    };
    let mut drafts = read.drafts.drafts;
    run.ask(&mut drafts);
    let (Outcome { changes, told, .. }, warnings) = run.settle(drafts)?;
    let mut remarks = run.remarks;
    remarks.extend(told.remarks);
    // Of a row that is left out no cell is kept.
    let left: BTreeSet<usize> = remarks
        .iter()
        .filter(|remark| matches!(remark.what, What::LeftOut(_)))
        .map(|remark| remark.row)
        .collect();
    remarks.retain(|remark| {
        let is_of_cell = matches!(remark.what, What::Kept { .. } | What::UnknownNames(_));
        !is_of_cell || !left.contains(&remark.row)
    });
    remarks.sort_by_key(|remark| remark.row);
    let report = ImportReport {
        file: file.display().to_string(),
        text: read.text,
        tables: read.tables,
        rows: read.drafts.rows,
        headings_again: read.drafts.headings_again,
        cells: (read.drafts.cells_read, read.drafts.cells_kept),
        remarks,
        names: run.names,
        questions: run.questions,
        ..told
    };
    Ok(Import {
        changes,
        report,
        warnings,
    })
}

/// An import under way.
struct ImportRun<'a> {
    current: &'a CurrentPlan,
    /// The names that the plan does not know.
    names: Vec<NewName>,
    /// What is to be told of what the rules refused.
    remarks: Vec<Remark>,
    /// What only a person can say.
    questions: Vec<Question>,
}

/// What drafts come to, once.
#[derive(Default)]
struct Outcome {
    changes: Changes,
    /// Which draft each file comes from.
    files: BTreeMap<String, usize>,
    /// What is to be told of it.
    told: ImportReport,
}

impl Outcome {
    fn leave_out(&mut self, draft: &Draft, reason: Reason) {
        self.told.remarks.push(left_out(draft, reason));
    }
}

impl ImportRun<'_> {
    /// Ask, once a table, what neither the table nor the plan says of actions.
    fn ask(&mut self, drafts: &mut Vec<Draft>) {
        let fates = fates(drafts, &self.current.plan, &self.current.unreadable_ids());
        let of_table = drafts.iter().all(|draft| draft.sheet.themes.is_empty());
        let mut keeps = Vec::new();
        for (draft, fate) in drafts.iter_mut().zip(&fates) {
            let known = match fate {
                Fate::Of(action) => Some(&action.sheet),
                _ => None,
            };
            for open in std::mem::take(&mut draft.open_statuses) {
                let part = open.part.as_deref();
                let own = match part {
                    Some(title) => known.and_then(|sheet| sheet.part(title)?.status.clone()),
                    None => known.and_then(|sheet| sheet.status.clone()),
                };
                let parts = &mut draft.sheet.sub_actions;
                let status = match part {
                    Some(title) => {
                        let mut parts = parts.iter_mut();
                        parts
                            .find(|part| part.title == title)
                            .map(|part| &mut part.status)
                    }
                    None => Some(&mut draft.sheet.status),
                };
                let Some(status) = status else {
                    continue;
                };
                // A word for several statuses changes none of them into another.
                *status = own
                    .filter(|own| open.choices.contains(own))
                    .or(status.take());
                if status.is_none() {
                    let (written, choices) = (open.written, open.choices);
                    let asks = Asks::Status { written, choices };
                    Question::ask(&mut self.questions, draft.row, draft.called(), asks);
                }
            }
            let lacks_theme = matches!(fate, Fate::New(..)) && draft.sheet.themes.is_empty();
            match &draft.unknown_themes[..] {
                _ if !lacks_theme => {}
                [] => {
                    let asks = Asks::Theme { of_table };
                    Question::ask(&mut self.questions, draft.row, draft.called(), asks);
                }
                names => {
                    let reason = Reason::UnknownTheme(names.to_vec());
                    self.remarks.push(left_out(draft, reason));
                }
            }
            keeps.push(!lacks_theme);
        }
        let mut keeps = keeps.into_iter();
        drafts.retain(|_| keeps.next().unwrap_or(true));
    }

    /// The changes of files that the drafts come to: what the rules refuse is taken back, and told.
    fn settle(&mut self, mut drafts: Vec<Draft>) -> Result<(Outcome, Vec<Placed>), Error> {
        let plan = &self.current.plan;
        let taken = self.current.unreadable_ids();
        let nothing = Sheet::default();
        for _ in 0..ROUNDS {
            let fates = fates(&drafts, plan, &taken);
            let outcome = self.outcome(&drafts, &fates)?;
            let (_, diagnostics) = self.current.new_findings(&outcome.changes)?;
            let errors: Vec<_> = diagnostics
                .iter()
                .filter(|one| one.finding.severity() == Severity::Error)
                .collect();
            if errors.is_empty() {
                return Ok((outcome, Vec::new()));
            }
            let mut refused: BTreeMap<usize, &'static str> = BTreeMap::new();
            let mut unsaid: BTreeSet<(usize, String)> = BTreeSet::new();
            for error in errors {
                let rule = error.finding.rule().name();
                let Some(index) = outcome.files.get(&error.place.file).copied() else {
                    continue;
                };
                let key = match &error.place.at {
                    At::Key(path) | At::Value(path) => root(path),
                    At::File | At::Span(_) => String::new(),
                };
                let is_held_back = key == "title" || !drafts[index].stated.contains(&key);
                if is_held_back || refused.contains_key(&index) {
                    refused.insert(index, rule);
                } else if unsaid.insert((index, key.clone())) {
                    let before = match &fates[index] {
                        Fate::Of(action) => &action.sheet,
                        _ => &nothing,
                    };
                    for kept in drafts[index].unsay(&key, before) {
                        if !kept.text.is_empty() {
                            self.remarks.push(Remark {
                                column: Some(kept.heading),
                                ..Remark::of_row(kept.row, &kept.text, What::Refused { rule })
                            });
                        }
                    }
                }
            }
            if refused.is_empty() && unsaid.is_empty() {
                // What is wrong stands in no file of a draft: the changes are refused as a whole.
                break;
            }
            for (index, rule) in refused.into_iter().rev() {
                let draft = drafts.remove(index);
                let told = left_out(&draft, Reason::Refused { rule });
                self.remarks.push(told);
            }
        }
        let outcome = self.outcome(&drafts, &fates(&drafts, plan, &taken))?;
        let warnings = self.current.judge(&outcome.changes)?;
        Ok((outcome, warnings))
    }

    /// What the drafts come to.
    fn outcome(&self, drafts: &[Draft], fates: &[Fate<'_>]) -> Result<Outcome, Error> {
        let mut outcome = Outcome::default();
        for (index, (draft, fate)) in drafts.iter().zip(fates).enumerate() {
            match fate {
                Fate::LeftOut(reason) => outcome.leave_out(draft, reason.clone()),
                Fate::New(id, measure) => {
                    let path = format!("actions/{measure}/{id}.toml");
                    let mut sheet = draft.sheet.clone();
                    sheet.editor_notes = draft.notes(sheet.editor_notes.as_deref());
                    let text = sheet::text(&sheet).into_bytes();
                    outcome.changes.put(&path, None, text)?;
                    outcome.told.created.push(FileChange {
                        path: path.clone(),
                        row: draft.row,
                        keys: Vec::new(),
                    });
                    outcome.files.insert(path, index);
                }
                Fate::Of(action) => {
                    if let Some(measure) = &draft.measure
                        && *measure != action.measure
                    {
                        let what = What::Moved {
                            from: action.measure.clone(),
                            to: measure.clone(),
                        };
                        let told = Remark::of_row(draft.row, &action.sheet.title, what);
                        outcome.told.remarks.push(told);
                    }
                    self.change(draft, action, &mut outcome)?;
                    outcome.files.insert(action.path(), index);
                }
            }
        }
        if !outcome.changes.is_empty() {
            self.add_names(&mut outcome.changes)?;
        }
        Ok(outcome)
    }

    /// Change an action's file into what the draft says, unless it changed since the draft's table was exported.
    fn change(&self, draft: &Draft, action: &Action, outcome: &mut Outcome) -> Result<(), Error> {
        let before = &action.sheet;
        let mut after = draft.over(before);
        let mut keys: Vec<&str> = draft.stated.iter().map(String::as_str).collect();
        let notes = match draft.stated.contains("editor_notes") {
            true => &draft.sheet.editor_notes,
            false => &before.editor_notes,
        };
        after.editor_notes = draft.notes(notes.as_deref());
        // A title by which the action was found is its own, spelled otherwise.
        keys.retain(|key| draft.id.is_some() || *key != "title");
        if !keys.contains(&"editor_notes") {
            keys.push("editor_notes");
        }
        keys.retain(|key| sheet::wanted(before, key) != sheet::wanted(&after, key));
        if keys.is_empty() {
            outcome.told.same += 1;
            return Ok(());
        }
        let path = action.path();
        let (bytes, text) = match self.current.text(&path) {
            Ok(found) => found,
            Err(Error::Unchangeable { path, .. }) => {
                outcome.leave_out(draft, Reason::Broken { path });
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let mut edited = text.clone();
        for key in &keys {
            edited = Document::of(&edited).set(key, &sheet::wanted(&after, key));
        }
        let edited = kept_in_layout(&bytes, edited);
        let (old, new) = (Document::of(&text), Document::of(&edited));
        let changed = FileChange {
            path: path.clone(),
            row: draft.row,
            keys: keys
                .iter()
                .map(|key| KeyChange {
                    key: (*key).to_owned(),
                    before: old.value_text(key),
                    after: new.value_text(key),
                })
                .filter(|change| change.before != change.after)
                .collect(),
        };
        let then = draft.fingerprint.as_deref();
        match then.map(|then| has_changed(action, then)) {
            Some(Some(true)) => {
                outcome.told.conflicts.push(changed);
                return Ok(());
            }
            Some(None) => outcome.told.by_value += 1,
            Some(Some(false)) | None => {}
        }
        outcome.told.changed.push(changed);
        outcome
            .changes
            .put(&path, Some(bytes), edited.into_bytes())?;
        Ok(())
    }

    /// The measures that are added, each with its axis, and the axes that the catalogue has not: named by what the table
    /// says, else by their numbers until somebody does better.
    fn new_measures(&self) -> Vec<String> {
        let plan = &self.current.plan;
        let catalogue = &plan.words.catalogue;
        let word = Lang::from(plan.settings.language).heading(Column::Axis);
        let mut axes: BTreeMap<Axis, String> = BTreeMap::new();
        let mut measures = Vec::new();
        let names = self.names.iter();
        for name in names.filter(|name| name.added && name.vocabulary == VocabularyName::Measures) {
            let Ok(key) = name.name.parse::<MeasureKey>() else {
                continue;
            };
            let title = name.axis_title.as_deref();
            let free = || {
                let known = catalogue.axes().iter().map(|axis| axis.number);
                let last = known.chain(axes.keys().copied()).max();
                Axis(last.map_or(1, |axis| axis.0 + 1))
            };
            // An axis of that title, the one that is told, a new one for all measures of which nothing is told.
            let titled = title.and_then(|title| {
                let known = catalogue
                    .axes()
                    .iter()
                    .map(|axis| (axis.number, axis.title.as_str()));
                let new = axes.iter().map(|(axis, title)| (*axis, title.as_str()));
                let mut known = known.chain(new);
                known
                    .find(|(_, known)| normal(known) == normal(title))
                    .map(|(axis, _)| axis)
            });
            let told = name.axis.filter(|axis| {
                let known = catalogue
                    .axis_title(*axis)
                    .or(axes.get(axis).map(String::as_str));
                title.is_none() || known.is_none()
            });
            let untold = axes
                .iter()
                .find(|(axis, title)| **title == format!("{word} {axis}"));
            let untold = untold.map(|(axis, _)| *axis).filter(|_| title.is_none());
            let axis = key
                .axis()
                .or(titled)
                .or(told)
                .or(untold)
                .unwrap_or_else(free);
            if catalogue.axis_title(axis).is_none() {
                let unnamed = format!("{word} {axis}");
                axes.entry(axis)
                    .or_insert(title.map_or(unnamed, str::to_owned));
            }
            let title = name.title.as_deref().unwrap_or(&name.name);
            measures.push(new_words::measure(&key, title, axis));
        }
        let axes = axes
            .into_iter()
            .map(|(axis, title)| new_words::axis(axis.0, &title));
        axes.chain(measures).collect()
    }

    /// Add the new names to their vocabularies.
    fn add_names(&self, changes: &mut Changes) -> Result<(), Error> {
        let lists = [
            VocabularyName::Measures,
            VocabularyName::Statuses,
            VocabularyName::Themes,
            VocabularyName::Actors,
        ];
        for vocabulary in lists {
            let names: Vec<&NewName> = self
                .names
                .iter()
                .filter(|name| name.added && name.vocabulary == vocabulary)
                .collect();
            if names.is_empty() {
                continue;
            }
            let path = vocabulary.file();
            let (bytes, text) = self.current.text(path)?;
            let entries = match vocabulary {
                VocabularyName::Measures => self.new_measures(),
                VocabularyName::Statuses => {
                    let known = names.iter();
                    let known = known.filter_map(|name| PlatformStatus::named(&name.name));
                    known.map(new_words::status).collect()
                }
                VocabularyName::Themes => names
                    .iter()
                    .map(|name| new_words::theme(&name.name))
                    .collect(),
                VocabularyName::Actors => {
                    let actors = names.iter();
                    let actors = actors.map(|name| new_words::actor(&name.name, name.column));
                    actors.collect()
                }
            };
            let text = new_words::added(&text, entries.into_iter());
            changes.put(path, Some(bytes), text.into_bytes())?;
        }
        Ok(())
    }
}

/// What is told of a draft that is left out.
fn left_out(draft: &Draft, reason: Reason) -> Remark {
    Remark::of_row(draft.row, draft.called(), What::LeftOut(reason))
}

/// The key of an action that a path leads into: `budget[0].amount` → `budget`; a value of the territory's own whole.
fn root(path: &str) -> String {
    let end = path.find(['[', '.']).unwrap_or(path.len());
    match path.starts_with("extra.") {
        true => path.to_owned(),
        false => path[..end].to_owned(),
    }
}
