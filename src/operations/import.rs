//! A table of actions brought into the plan: read, settled with the rules, told.

mod returned;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use strum::IntoEnumIterator;

use crate::document::sheet;
use crate::document::{Document, new_words};
use crate::error::{Error, MapFault, TableFault};
use crate::finding::{At, Diagnostic, Placed, Severity, VocabularyName};
use crate::import::mapping::draft::{Draft, Drafts};
use crate::import::mapping::heading::{Headings, Target};
use crate::import::mapping::json_export;
use crate::import::mapping::lexicon::Lexicon;
use crate::import::mapping::map::Map;
use crate::import::mapping::matching::{Fate, fates};
use crate::import::tables;
use crate::import::tables::base;
use crate::import::tables::book::Book;
use crate::model::action::{Action, Sheet};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::fingerprint::{NAME, has_changed};
use crate::model::id::{ActionId, Axis, MeasureKey};
use crate::model::plan::Plan;
use crate::model::vocabulary::PlatformStatus;
use crate::operations::current_plan::{CurrentPlan, kept_in_layout};
use crate::operations::import::returned::{TypedOver, emptied};
use crate::source::changes::Changes;
use crate::source::outside::{self, OutsideTable};
use crate::view::import_report::{
    Asks, FileChange, ImportReport, KeyChange, NewName, Question, Reason, What,
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
    pub fn read(&self, plan: &Plan) -> Result<Drafts, Error> {
        let map = self.map;
        let lexicon = Lexicon::new(&plan.words, map, self.add_names);
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
                    let read = text.and_then(|text| json_export::read(text, lexicon));
                    return read.ok_or_else(|| of_file(TableFault::Foreign));
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
                Book { text: None, grids }
            }
        };
        let targets = map.targets().map_err(|fault| Error::NotAMap {
            path: self.map_file.unwrap_or(Path::new("")).to_owned(),
            fault,
        })?;
        let mut headings = Headings::new(own_headings(plan), targets);
        let base = base::take(&mut book);
        headings.has_base = base.is_some();
        let mut read = crate::import::read(&mut book, &headings, map, lexicon).map_err(of_file)?;
        let tables = read.report.tables.iter();
        let known = tables.flat_map(|table| &table.columns);
        let known: Vec<String> = known.map(|column| column.heading.clone()).collect();
        let is_there = |name: &&String| known.iter().any(|text| normal(text) == normal(name));
        // A column that is meant to go and stays would be worse than an error.
        if let Some(name) = self.drop.iter().find(|name| !is_there(name)) {
            let name = name.clone();
            return Err(of_file(TableFault::NoColumn { name, known }));
        }
        read.report.text = book.text;
        let base =
            base.and_then(|text| json_export::read(&text, Lexicon::new(&plan.words, map, false)));
        read.base = base.map(|base| {
            let named = base.drafts.into_iter();
            named
                .filter_map(|draft| Some((draft.id.clone()?, draft)))
                .collect()
        });
        Ok(read)
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
    let [fr, en] = [Lang::Fr, Lang::En].map(|lang| lang.word(Word::FINGERPRINT));
    let fingerprint = [NAME, fr, en].map(|name| (name.to_owned(), Target::Fingerprint));
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
    /// Which draft each file comes from.
    files: BTreeMap<String, usize>,
}

/// What the user accepts of a table that comes back.
#[derive(Debug, Clone, Copy, Default)]
pub struct Accepted {
    /// What comes back empty is emptied.
    pub empty: bool,
    /// What the table says is written, although it has lost what the plan said when it was exported.
    pub differences: bool,
}

/// What a table, read of the file that was named `file`, would create and change in a plan.
///
/// # Errors
/// A file of the plan cannot be read, or the changes would bring an error into it that stands in no action's file.
pub fn import(
    current: &CurrentPlan,
    file: &Path,
    read: Drafts,
    accepted: Accepted,
) -> Result<Import, Error> {
    let is_lost = read.has_lost_base() && !accepted.differences;
    let mut run = ImportRun {
        current,
        report: read.report,
        base: read.base,
        is_lost,
        accepted,
    };
    if is_lost {
        let (rows, asks) = (Vec::new(), Asks::Lost);
        run.report.questions.push(Question { rows, asks });
    }
    run.report.file = file.display().to_string();
    let drafts = run.ask(read.drafts);
    let mut import = run.settle(drafts)?;
    let ImportReport {
        remarks, absent, ..
    } = &mut import.report;
    // What an action that is not in the table has on the sheets beside is no other thing to tell.
    let is_absent = |id: &str| {
        absent
            .iter()
            .any(|path| path.ends_with(&format!("/{id}.toml")))
    };
    remarks.retain(|remark| {
        let is_beside = remark.what == What::LeftOut(Reason::NoAction);
        !(is_beside && is_absent(&remark.cell))
    });
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
    Ok(import)
}

/// An import under way.
struct ImportRun<'a> {
    current: &'a CurrentPlan,
    /// What is to be told of the table, and of what the rules refused.
    report: ImportReport,
    /// What the plan said of each action when the table was exported, where the table keeps it.
    base: Option<BTreeMap<ActionId, Draft>>,
    /// Whether the table has lost it, and nobody accepts what it says nevertheless.
    is_lost: bool,
    accepted: Accepted,
}

impl ImportRun<'_> {
    /// Ask, once a table, what neither the table nor the plan says of actions: the drafts that have a theme.
    fn ask(&mut self, drafts: Vec<Draft>) -> Vec<Draft> {
        let fates = fates(&drafts, &self.current.plan, &self.current.unreadable_ids());
        let of_table = drafts.iter().all(|draft| draft.sheet.themes.is_empty());
        let mut themed = Vec::new();
        for (mut draft, fate) in drafts.into_iter().zip(&fates) {
            let known = match fate {
                Fate::Of(action) => Some(&action.sheet),
                _ => None,
            };
            for open in std::mem::take(&mut draft.open_statuses) {
                let part = open.part.as_deref();
                let own = known.and_then(|sheet| match part {
                    Some(title) => sheet.part(title)?.status.clone(),
                    None => sheet.status.clone(),
                });
                let mut parts = draft.sheet.sub_actions.iter_mut();
                let status = match part.map(|title| parts.find(|part| part.title == title)) {
                    Some(Some(part)) => &mut part.status,
                    Some(None) => continue,
                    None => &mut draft.sheet.status,
                };
                // A word for several statuses changes none of them into another.
                *status = own
                    .filter(|own| open.choices.contains(own))
                    .or(status.take());
                if status.is_none() {
                    let (written, choices) = (open.written, open.choices);
                    self.question(&draft, Asks::Status { written, choices });
                }
            }
            // A total typed over the lines of an action is none of them.
            if let Fate::Of(action) = fate
                && draft.has_typed_total()
            {
                let was = self.exported(&draft, action);
                if was.sheet.lines().next().is_some() {
                    draft.stated.remove("budget");
                    draft.sheet.take_from("budget", &was.sheet);
                }
            }
            let lacks_theme = matches!(fate, Fate::New(..)) && draft.sheet.themes.is_empty();
            match &draft.unknown_themes[..] {
                _ if !lacks_theme => {}
                [] => self.question(&draft, Asks::Theme { of_table }),
                names => {
                    let reason = Reason::UnknownTheme(names.to_vec());
                    leave_out(&mut self.report, &draft, reason);
                }
            }
            themed.extend((!lacks_theme).then_some(draft));
        }
        themed
    }

    fn question(&mut self, draft: &Draft, asks: Asks) {
        Question::ask(&mut self.report.questions, draft.row, draft.called(), asks);
    }

    /// The changes of files that the drafts come to: what the rules refuse is taken back, and told.
    fn settle(&mut self, mut drafts: Vec<Draft>) -> Result<Import, Error> {
        let plan = &self.current.plan;
        let taken = self.current.unreadable_ids();
        let nothing = Sheet::default();
        for _ in 0..ROUNDS {
            let fates = fates(&drafts, plan, &taken);
            let outcome = self.outcome(&drafts, &fates)?;
            let (_, diagnostics) = self.current.new_findings(&outcome.changes)?;
            let is_error = |one: &&Diagnostic| one.finding.severity() == Severity::Error;
            let errors: Vec<&Diagnostic> = diagnostics.iter().filter(is_error).collect();
            if errors.is_empty() {
                return Ok(outcome);
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
                    let unsaid = drafts[index].unsay(&key, before).into_iter();
                    let told = unsaid.filter(|kept| !kept.text.is_empty());
                    let told = told.map(|kept| kept.remark(What::Refused { rule }));
                    self.report.remarks.extend(told);
                }
            }
            if refused.is_empty() && unsaid.is_empty() {
                // What is wrong stands in no file of a draft: the changes are refused as a whole.
                break;
            }
            for (index, rule) in refused.into_iter().rev() {
                let draft = drafts.remove(index);
                leave_out(&mut self.report, &draft, Reason::Refused { rule });
            }
        }
        let mut outcome = self.outcome(&drafts, &fates(&drafts, plan, &taken))?;
        outcome.warnings = self.current.judge(&outcome.changes)?;
        Ok(outcome)
    }

    /// What the drafts come to.
    fn outcome(&self, drafts: &[Draft], fates: &[Fate<'_>]) -> Result<Import, Error> {
        let mut outcome = Import {
            changes: Changes::default(),
            report: self.report.clone(),
            warnings: Vec::new(),
            files: BTreeMap::new(),
        };
        let is_marked = |draft: &Draft| draft.fingerprint.is_some();
        if self.base.is_some() || drafts.iter().any(is_marked) {
            outcome.report.absent = self.absent(fates);
        }
        for (index, (draft, fate)) in drafts.iter().zip(fates).enumerate() {
            match fate {
                Fate::LeftOut(reason) => leave_out(&mut outcome.report, draft, reason.clone()),
                Fate::New(id, measure) => {
                    let path = format!("actions/{measure}/{id}.toml");
                    let mut sheet = draft.sheet.clone();
                    sheet.editor_notes = draft.notes(sheet.editor_notes.as_deref());
                    let text = sheet::text(&sheet).into_bytes();
                    outcome.changes.put(&path, None, text)?;
                    outcome.report.created.push(FileChange {
                        path: path.clone(),
                        row: draft.row,
                        keys: Vec::new(),
                    });
                    outcome.files.insert(path, index);
                }
                Fate::Of(action) => {
                    let was = self.exported(draft, action);
                    if let Some(measure) = &draft.measure
                        && ![&action.measure, &was.measure].contains(&measure)
                    {
                        let what = What::Moved {
                            from: action.measure.clone(),
                            to: measure.clone(),
                        };
                        let title = &action.sheet.title;
                        outcome.report.tell(draft.row, title, what);
                    }
                    self.change(draft, action, &was, &mut outcome)?;
                    outcome.files.insert(action.path(), index);
                }
            }
        }
        if !outcome.changes.is_empty() {
            self.add_names(&mut outcome.changes)?;
        }
        Ok(outcome)
    }

    /// The files of the actions that the table was exported with, or may have been, and that no draft speaks of.
    fn absent(&self, fates: &[Fate<'_>]) -> Vec<String> {
        let told = fates.iter().filter_map(|fate| match fate {
            Fate::Of(action) => Some(&action.id),
            Fate::New(..) | Fate::LeftOut(_) => None,
        });
        let told: BTreeSet<&ActionId> = told.collect();
        let was_there = |action: &&Action| match &self.base {
            Some(base) => base.contains_key(&action.id),
            None => true,
        };
        let actions = self.current.plan.actions.iter().filter(was_there);
        let absent = actions.filter(|action| !told.contains(&action.id));
        absent.map(Action::path).collect()
    }

    /// The action as it was when the table was exported; as it is where nobody knows.
    fn exported<'x>(&self, draft: &Draft, action: &'x Action) -> Cow<'x, Action> {
        let id = draft.id.as_ref();
        let then = self.base.as_ref().zip(id);
        let Some(then) = then.and_then(|(base, id)| base.get(id)) else {
            return Cow::Borrowed(action);
        };
        let mut was = action.clone();
        for key in &then.stated {
            was.sheet.take_from(key, &then.sheet);
        }
        was.sheet.extra.clone_from(&then.sheet.extra);
        was.id = then.id.clone().unwrap_or(was.id);
        was.measure = then.measure.clone().unwrap_or(was.measure);
        Cow::Owned(was)
    }

    /// Change an action's file into what the draft says otherwise than the action `was`, where that is known: a field that
    /// changed in the plan too is left as it is, and told.
    fn change(
        &self,
        draft: &Draft,
        action: &Action,
        was: &Action,
        outcome: &mut Import,
    ) -> Result<(), Error> {
        let (before, now) = (&was.sheet, &action.sheet);
        let mut after = draft.over(before);
        let mut keys: Vec<&str> = draft.stated.iter().map(String::as_str).collect();
        let notes = match draft.stated.contains("editor_notes") {
            true => &draft.sheet.editor_notes,
            false => &before.editor_notes,
        };
        after.editor_notes = draft.notes(notes.as_deref());
        // A title by which the action was found is its own, spelled otherwise.
        keys.retain(|key| draft.id.is_some() || *key != "title");
        let mut typed_over = TypedOver::of(&self.current.plan, was, draft);
        // The keys that the table may speak of without a column of theirs.
        let budget = typed_over.take_total(draft, &mut after);
        typed_over.tell(&mut outcome.report);
        let others = budget.then_some("budget").into_iter();
        for key in others.chain(["editor_notes"]) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let differ = |one: &Sheet, other: &Sheet, key: &str| {
            sheet::wanted(one, key) != sheet::wanted(other, key)
        };
        keys.retain(|key| differ(before, &after, key) && differ(now, &after, key));
        if keys.is_empty() {
            outcome.report.same += 1;
            return Ok(());
        }
        let then = draft.fingerprint.as_deref();
        let has_changed = then.map(|then| has_changed(action, then));
        let is_left = self.is_lost || has_changed == Some(Some(true));
        let (conflicts, mut keys): (Vec<&str>, Vec<&str>) = keys
            .into_iter()
            .partition(|key| is_left || differ(before, now, key));
        if !self.accepted.empty {
            let mut gone = Vec::new();
            keys.retain(|key| {
                let fields = emptied(key, before, &after, draft);
                let is_full = fields.is_empty();
                gone.extend(fields);
                is_full
            });
            if !gone.is_empty() {
                outcome.report.ask_emptied(draft.row, &now.title, gone);
            }
        }
        let path = action.path();
        let (bytes, text) = match self.current.text(&path) {
            Ok(found) => found,
            Err(Error::Unchangeable { path, .. }) => {
                leave_out(&mut outcome.report, draft, Reason::Broken { path });
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let changed = |keys: &[&str]| {
            let mut edited = text.clone();
            for key in keys {
                edited = Document::of(&edited).set(key, &sheet::wanted(&after, key));
            }
            let edited = kept_in_layout(&bytes, edited);
            let (old, new) = (Document::of(&text), Document::of(&edited));
            let keys = keys.iter().map(|key| KeyChange {
                key: (*key).to_owned(),
                before: old.value_text(key),
                after: new.value_text(key),
            });
            let changed = FileChange {
                path: path.clone(),
                row: draft.row,
                keys: keys.filter(|one| one.before != one.after).collect(),
            };
            (changed, edited.into_bytes())
        };
        if !conflicts.is_empty() {
            outcome.report.conflicts.push(changed(&conflicts).0);
        }
        if keys.is_empty() {
            return Ok(());
        }
        outcome.report.by_value += usize::from(has_changed == Some(None));
        let (change, edited) = changed(&keys);
        outcome.report.changed.push(change);
        outcome.changes.put(&path, Some(bytes), edited)?;
        Ok(())
    }

    /// The measures that are added, each with its axis, and the axes that the catalogue has not: named by what the table
    /// says, else by their numbers until somebody does better.
    fn new_measures<'n>(&self, names: impl Iterator<Item = &'n NewName>) -> Vec<String> {
        let plan = &self.current.plan;
        let word = Lang::from(plan.settings.language).heading(Column::Axis);
        let unnamed = |axis: Axis| format!("{word} {axis}");
        // Those of the catalogue before those that are added.
        let axes = plan.words.catalogue.axes().iter();
        let axes = axes.map(|axis| (axis.number, axis.title.clone()));
        let mut axes: Vec<(Axis, String)> = axes.collect();
        let known = axes.len();
        let mut measures = Vec::new();
        for name in names {
            let Ok(key) = name.name.parse::<MeasureKey>() else {
                continue;
            };
            let title = name.axis_title.as_deref();
            let is_known = |axis: &Axis| axes.iter().any(|(number, _)| number == axis);
            // An axis of that title, the one that is told, a new one for all measures of which nothing is told.
            let titled = title.and_then(|title| {
                let mut axes = axes.iter();
                axes.find(|(_, known)| normal(known) == normal(title))
            });
            let told = name.axis.filter(|axis| title.is_none() || !is_known(axis));
            let mut new = axes[known..].iter().filter(|_| title.is_none());
            let untold = new.find(|(axis, title)| *title == unnamed(*axis));
            let last = axes.iter().map(|(axis, _)| axis.0).max();
            let found = titled.map(|(axis, _)| *axis).or(told);
            let found = found.or(untold.map(|(axis, _)| *axis));
            let axis = key.axis().or(found);
            let axis = axis.unwrap_or(Axis(last.map_or(1, |last| last + 1)));
            if !is_known(&axis) {
                let title = title.map_or_else(|| unnamed(axis), str::to_owned);
                axes.push((axis, title));
            }
            let title = name.title.as_deref().unwrap_or(&name.name);
            measures.push(new_words::measure(&key, title, axis));
        }
        let mut new = axes.split_off(known);
        new.sort();
        let new = new
            .iter()
            .map(|(axis, title)| new_words::axis(axis.0, title));
        new.chain(measures).collect()
    }

    /// Add the new names to their vocabularies.
    fn add_names(&self, changes: &mut Changes) -> Result<(), Error> {
        for vocabulary in VocabularyName::iter() {
            let is_new = |name: &&NewName| name.added && name.vocabulary == vocabulary;
            let names = self.report.names.iter().filter(is_new);
            let entries: Vec<String> = match vocabulary {
                VocabularyName::Measures => self.new_measures(names),
                VocabularyName::Statuses => {
                    let known = names.filter_map(|name| PlatformStatus::named(&name.name));
                    known.map(new_words::status).collect()
                }
                VocabularyName::Themes => names.map(|name| new_words::theme(&name.name)).collect(),
                VocabularyName::Actors => names
                    .map(|name| new_words::actor(&name.name, name.column))
                    .collect(),
            };
            if entries.is_empty() {
                continue;
            }
            let path = vocabulary.file();
            let (bytes, text) = self.current.text(path)?;
            let text = new_words::added(&text, entries.into_iter());
            changes.put(path, Some(bytes), text.into_bytes())?;
        }
        Ok(())
    }
}

/// Tell that a draft is left out.
fn leave_out(report: &mut ImportReport, draft: &Draft, reason: Reason) {
    report.tell(draft.row, draft.called(), What::LeftOut(reason));
}

/// The key of an action that a path leads into: `budget[0].amount` → `budget`; a value of the territory's own whole.
fn root(path: &str) -> String {
    let end = path.find(['[', '.']).unwrap_or(path.len());
    match path.starts_with("extra.") {
        true => path.to_owned(),
        false => path[..end].to_owned(),
    }
}
