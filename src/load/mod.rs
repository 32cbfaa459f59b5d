//! A source's texts to a draft of the plan and the findings of reading it.

pub mod allow;
pub mod canonical;
pub mod deserializer;
pub mod history;
pub mod identity;
pub mod locate;
pub mod mend;
pub mod names;
pub mod read;

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;

use crate::document::decode::decode;
use crate::document::{Document, traps};
use crate::error::Error;
use crate::finding::{At, Diagnostic, Finding, Severity, Unfinished, Unreadable};
use crate::load::allow::{Allowance, allowances};
use crate::load::identity::identity;
use crate::load::names::resolve;
use crate::load::read::{Read, read, read_sheet};
use crate::model::action::{Action, Sheet};
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::{Broken, FORMAT, PlanDraft, Settings, Unread, Words};
use crate::model::vocabulary::{Catalogue, Vocabulary};
use crate::model::word_files::{ActorsFile, MeasuresFile, StatusesFile, ThemesFile};
use crate::source::paths::{SCHEMA, SETTINGS};
use crate::source::{Entry, Source};

/// A plan as it was read from a source.
pub struct Loaded {
    /// The plan, as far as it was read.
    pub draft: PlanDraft,
    /// The findings of reading it, in no order.
    pub findings: Vec<Diagnostic>,
    /// The number of files that were looked at.
    pub files: usize,
    /// The comments that silence findings.
    pub allowances: Vec<Allowance>,
}

/// The findings and allowances of one file or several.
#[derive(Default, Clone)]
struct FileFindings {
    diagnostics: Vec<Diagnostic>,
    allowances: Vec<Allowance>,
}

impl FileFindings {
    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    fn append(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
        self.allowances.extend(other.allowances);
    }
}

/// The sheet that a file states, none where it holds no text, and what is found in the file by itself.
type SheetRead = (Option<Read<Sheet>>, FileFindings);

/// What was read of the files of a plan, each with its bytes: while they are the same, it is not read again.
#[derive(Default)]
pub struct Memory(Mutex<HashMap<String, Remembered>>);

/// The bytes of a file, and what was read of them.
type Remembered = (Vec<u8>, Arc<SheetRead>);

impl Memory {
    fn sheet(&self, path: &str, bytes: Vec<u8>) -> SheetRead {
        let files = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = files()
            .get(path)
            .filter(|(read, _)| *read == bytes)
            .map(|(_, known)| Arc::clone(known));
        let known = known.unwrap_or_else(|| {
            let known = Arc::new(sheet(path, Ok(bytes.clone())));
            files().insert(path.to_owned(), (bytes, Arc::clone(&known)));
            known
        });
        SheetRead::clone(&known)
    }
}

/// What stands at the beginning of a file that git-lfs has not brought.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";
const MEASURES: &str = "schema/measures.toml";
/// The files that every plan has.
const SCHEMA_FILES: usize = 5;

/// Read a plan; of what stands in a `memory`, only what is otherwise now.
///
/// # Errors
/// The folder of actions cannot be listed. Whatever is wrong within a file is a finding.
pub fn load(source: &Source, memory: Option<&Memory>) -> Result<Loaded, Error> {
    let mut findings = FileFindings::default();
    let mut draft = PlanDraft::default();
    match settings(source, &mut findings) {
        Some(settings) => draft.plan.settings = settings,
        // In a newer format every key may mean something else: say so, and nothing more.
        None => {
            return Ok(Loaded {
                draft,
                findings: findings.diagnostics,
                files: 1,
                allowances: Vec::new(),
            });
        }
    }
    draft.plan.words = words(source, &mut draft.broken_words, &mut findings);
    let entries = source.actions()?;
    let read = source.read_all(&entries, |entry, bytes| {
        action(entry, bytes, &draft.plan.words, memory)
    });
    // What git cannot give is no fault of the file.
    source.whole()?;
    let files = read.len() + SCHEMA_FILES;
    assemble(read, &mut draft, &mut findings);
    // A name that is missing from a vocabulary that could not be read is no mistake of its own.
    findings
        .diagnostics
        .retain(|diagnostic| match diagnostic.finding.vocabulary() {
            Some(vocabulary) => !draft.broken_words.contains(&vocabulary.file()),
            None => true,
        });
    Ok(Loaded {
        draft,
        findings: findings.diagnostics,
        files,
        allowances: findings.allowances,
    })
}

/// An action's file, read.
struct FileRead<'a> {
    path: &'a str,
    /// The id and measure that the path says.
    identity: Option<(ActionId, MeasureKey)>,
    sheet: Option<Sheet>,
    unread: Unread,
    findings: FileFindings,
}

fn sheet(path: &str, bytes: io::Result<Vec<u8>>) -> SheetRead {
    let mut findings = FileFindings::default();
    let read = opened(path, bytes, &mut findings, read_sheet);
    (read, findings)
}

fn action<'a>(
    entry: &'a Entry,
    bytes: io::Result<Vec<u8>>,
    words: &Words,
    memory: Option<&Memory>,
) -> FileRead<'a> {
    let mut file = FileRead {
        path: &entry.path,
        identity: None,
        sheet: None,
        unread: Unread::default(),
        findings: FileFindings::default(),
    };
    match identity(&entry.path, words) {
        Ok(identity) => file.identity = identity,
        // Whatever its name: what is behind it would be missing from every total.
        Err(_) if entry.is_link() => {}
        Err(stray @ (Finding::StrayFile | Finding::HiddenEnding(_))) => {
            file.findings.push(whole(&entry.path, stray));
            return file;
        }
        Err(finding) => file.findings.push(whole(&entry.path, finding)),
    }
    let (read, findings) = match (memory, bytes) {
        (Some(memory), Ok(bytes)) => memory.sheet(&entry.path, bytes),
        (_, bytes) => sheet(&entry.path, bytes),
    };
    file.findings.append(findings);
    let Some(read) = read else {
        return file;
    };
    file.unread = read.unread;
    let mut found = read.findings;
    for diagnostic in &mut found {
        if let Finding::ConflictMarker {
            left: Unfinished::Key(key),
        } = &mut diagnostic.finding
            && let Some((id, _)) = &file.identity
        {
            id.as_str().clone_into(&mut key.action);
        }
    }
    file.findings.extend(spanned(&entry.path, found));
    file.sheet = read.value;
    if let Some(sheet) = &mut file.sheet {
        file.findings
            .extend(named(&entry.path, sheet, &file.unread, words));
    }
    file
}

/// The names of a sheet put right; what names a missing vocabulary follows from that, and is not told.
fn named(path: &str, sheet: &mut Sheet, unread: &Unread, words: &Words) -> Vec<Diagnostic> {
    resolve(sheet, words)
        .into_iter()
        .filter(|diagnostic| !diagnostic.follows(unread))
        .map(|diagnostic| diagnostic.in_file(path))
        .collect()
}

/// Put the files together: one action an id, in the plan's order.
fn assemble(mut read: Vec<FileRead<'_>>, draft: &mut PlanDraft, findings: &mut FileFindings) {
    for (index, duplicate) in duplicates(&read) {
        read[index].findings.push(duplicate);
    }
    let whole = read.into_iter().filter_map(|file| {
        let is_whole = file
            .findings
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.finding.severity() != Severity::Error);
        findings.append(file.findings);
        let (id, measure) = file.identity?;
        let broken_id = (!is_whole || file.sheet.is_none()).then(|| id.clone());
        let action = file.sheet.map(|sheet| Action { id, measure, sheet });
        let Some(id) = broken_id else {
            return action;
        };
        draft.broken.push(Broken {
            id,
            action,
            unread: file.unread,
        });
        None
    });
    // Collected at once, so that the actions stay in the memory that they were read into.
    draft.plan.actions = whole.collect();
    draft.plan.sort();
}

/// The ids that an earlier file bears already, each with the place of the later file.
fn duplicates(read: &[FileRead<'_>]) -> Vec<(usize, Diagnostic)> {
    let mut seen: HashMap<&ActionId, &str> = HashMap::with_capacity(read.len());
    let mut duplicates = Vec::new();
    for (index, file) in read.iter().enumerate() {
        let Some((id, _)) = &file.identity else {
            continue;
        };
        if let Some(other) = seen.get(id) {
            let duplicate = Finding::DuplicateId {
                id: id.to_string(),
                other: (*other).to_owned(),
            };
            duplicates.push((index, whole(file.path, duplicate)));
        } else {
            seen.insert(id, file.path);
        }
    }
    duplicates
}

/// The plan's settings; none where they are of a newer format.
fn settings(source: &Source, findings: &mut FileFindings) -> Option<Settings> {
    #[derive(Deserialize)]
    struct Head {
        format: Option<u32>,
    }
    let settings = opened(
        SETTINGS,
        source.read(&source.entry(SETTINGS)),
        findings,
        |document| {
            let head = read::<Head>(document).value.and_then(|head| head.format);
            match head.filter(|format| *format > FORMAT) {
                Some(newer) => Err(newer.to_string()),
                None => Ok(read::<Settings>(document)),
            }
        },
    );
    match settings {
        Some(Err(format)) => {
            let newer = Finding::NewerFormat(format);
            findings.push(placed(SETTINGS, newer, At::Value("format".to_owned())));
            None
        }
        Some(Ok(read)) => {
            findings.extend(spanned(SETTINGS, read.findings));
            Some(read.value.unwrap_or_default())
        }
        None => Some(Settings::default()),
    }
}

fn words(source: &Source, broken: &mut Vec<&'static str>, findings: &mut FileFindings) -> Words {
    let measures: MeasuresFile = vocabulary(source, MEASURES, broken, findings);
    let statuses: StatusesFile = vocabulary(source, "schema/statuses.toml", broken, findings);
    let themes: ThemesFile = vocabulary(source, "schema/themes.toml", broken, findings);
    let actors: ActorsFile = vocabulary(source, "schema/actors.toml", broken, findings);
    Words {
        catalogue: Catalogue::new(measures.axis, measures.measure),
        statuses: Vocabulary::new(statuses.status),
        themes: Vocabulary::new(themes.theme),
        actors: Vocabulary::new(actors.actor),
    }
}

fn vocabulary<T: Default + for<'de> Deserialize<'de>>(
    source: &Source,
    file: &'static str,
    broken: &mut Vec<&'static str>,
    findings: &mut FileFindings,
) -> T {
    let bytes = source.read(&source.entry(file));
    let Some(Read {
        value,
        findings: found,
        unread,
    }) = opened(file, bytes, findings, read::<T>)
    else {
        broken.push(file);
        return T::default();
    };
    if value.is_none() || !unread.is_empty() || !found.is_empty() {
        broken.push(file);
    }
    findings.extend(spanned(file, found));
    value.unwrap_or_default()
}

/// The reason why a file cannot be read, as far as the error tells.
fn unreadable(error: &io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Unreadable::Denied,
        io::ErrorKind::NotFound => Unreadable::Gone,
        io::ErrorKind::InvalidInput | io::ErrorKind::IsADirectory => Unreadable::NotAFile,
        io::ErrorKind::Unsupported if error.raw_os_error().is_none() => Unreadable::Link,
        _ => Unreadable::System(error.to_string()),
    }
}

/// A file's document as `read` reads it, by itself: nothing else in the plan changes the result or the findings.
///
/// None where there is no text to read, which is then a finding.
fn opened<T>(
    path: &str,
    bytes: io::Result<Vec<u8>>,
    findings: &mut FileFindings,
    read: impl FnOnce(&Document<'_>) -> T,
) -> Option<T> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        // Only a vocabulary is looked for without having been seen.
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.starts_with(SCHEMA) => {
            findings.push(whole(path, Finding::MissingFile));
            return None;
        }
        Err(error) => {
            let reason = unreadable(&error);
            findings.push(whole(path, Finding::UnreadableFile(reason)));
            return None;
        }
    };
    if bytes.starts_with(POINTER) {
        let reason = Unreadable::Pointer;
        findings.push(whole(path, Finding::UnreadableFile(reason)));
        return None;
    }
    let mut decoded = decode(bytes);
    findings.extend(spanned(path, std::mem::take(&mut decoded.findings)));
    let document = decoded.document()?;
    findings.extend(spanned(path, traps::blanks(&document)));
    let (allowed, faults) = allowances(path, &document);
    findings.extend(faults);
    findings.allowances.extend(allowed);
    Some(read(&document))
}

fn spanned(path: &str, findings: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
    findings
        .into_iter()
        .map(move |diagnostic| diagnostic.in_file(path))
}

fn whole(path: &str, finding: Finding) -> Diagnostic {
    placed(path, finding, At::File)
}

fn placed(path: &str, finding: Finding, at: At) -> Diagnostic {
    Diagnostic::new(finding, path, at)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Memory;

    #[test]
    fn a_file_is_read_again_where_its_bytes_are_others() {
        let memory = Memory::default();
        let read = |text: &str| {
            let (sheet, _) = memory.sheet("a", text.as_bytes().to_vec());
            let title = sheet.and_then(|read| read.value).map(|sheet| sheet.title);
            let files = memory.0.lock().expect("nobody panics");
            (title, Arc::as_ptr(&files["a"].1))
        };
        let first = read("title = \"A\"\n");
        assert_eq!(read("title = \"A\"\n"), first);
        let (title, other) = read("title = \"B\"\n");
        assert_eq!(title.as_deref(), Some("B"));
        assert_ne!(other, first.1);
    }
}
