//! The history of the plan's files, read from git: one process for all commits, one for all texts, each text once.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::decode::decode;
use crate::error::Error;
use crate::finding::Severity;
use crate::load::names::resolve;
use crate::load::read::read_sheet;
use crate::model::history::{Content, File, History, HistoryCommit};
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::Words;
use crate::source::commits::{Ancestry, FIELDS, FORMAT};
use crate::source::git::{ObjectId, Repository};
use crate::source::paths::{ACTIONS, is_action, shown};

/// A file that a commit changed; nothing where it was not there, or is not.
struct Touched {
    path: String,
    before: Option<ObjectId>,
    after: Option<ObjectId>,
}

/// The commits up to some of them.
pub struct Commits {
    ancestry: Ancestry,
    /// The files that each changed from its first parent.
    files: Vec<Vec<Touched>>,
    line: Vec<usize>,
    is_shallow: bool,
}

/// Which texts of a history are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// All.
    Whole,
    /// Those by which an action may be known that got another name.
    Names,
}

impl Commits {
    /// The commits up to `heads`, the first of which has the branch's own line.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn up_to(repository: &Repository, heads: &[&ObjectId]) -> Result<Self, Error> {
        let (ancestry, files) = list(repository, heads)?;
        let head = heads.first().and_then(|head| ancestry.place(head.as_str()));
        Ok(Self {
            line: ancestry.line(head, repository.branch().as_deref()),
            ancestry,
            files,
            is_shallow: repository.is_shallow(),
        })
    }

    /// The place of a commit among them.
    pub fn place(&self, commit: &ObjectId) -> Option<usize> {
        self.ancestry.place(commit.as_str())
    }
}

/// A history, and where what it has not read can be read.
pub struct Past {
    /// The history.
    pub history: History,
    /// What each content is a text of.
    blobs: Vec<ObjectId>,
}

impl Past {
    /// Read these contents, as far as they are not yet read; names are those of `words`.
    pub fn read(&mut self, repository: &Repository, words: &Words, contents: &BTreeSet<usize>) {
        let is_unread =
            |content: &&usize| matches!(self.history.contents[**content], Content::Unread);
        let asked: Vec<usize> = contents.iter().filter(is_unread).copied().collect();
        let texts: Vec<&ObjectId> = asked.iter().map(|content| &self.blobs[*content]).collect();
        let read = repository.read_blobs(&texts, |_, bytes| match bytes {
            Ok(bytes) => content(bytes, words),
            Err(_) => Content::Broken,
        });
        for (content, read) in asked.into_iter().zip(read) {
            self.history.contents[content] = read;
        }
    }
}

/// What the commits did to the plan's actions; names are those of `words`.
pub fn history(repository: &Repository, commits: Commits, words: &Words, reading: Reading) -> Past {
    let (mut ids, mut measures) = (Numbers::default(), Numbers::default());
    let mut blobs: Numbers<ObjectId> = Numbers::default();
    let mut asked: BTreeSet<usize> = BTreeSet::new();
    let made = commits.ancestry.commits.into_iter().zip(commits.files);
    let made = made.map(|(ancestor, touched)| {
        let ids_of = |is_of: fn(&Touched) -> bool| -> BTreeSet<ActionId> {
            let files = touched.iter().filter(|file| is_of(file));
            let ids = files.filter_map(|file| Some(identity(&file.path)?.1));
            ids.collect()
        };
        let come = ids_of(|file| file.before.is_none());
        let gone = ids_of(|file| file.after.is_none());
        // What goes to another measure keeps its name, and is known by it.
        let may_rename =
            come.difference(&gone).next().is_some() && gone.difference(&come).next().is_some();
        let mut files = Vec::new();
        let mut misplaced = Vec::new();
        for file in touched {
            let Some((measure, id)) = identity(&file.path) else {
                let is_there = file.after.is_some() && is_misplaced(&file.path);
                misplaced.extend(is_there.then(|| shown(&file.path)));
                continue;
            };
            let is_asked = match reading {
                Reading::Whole => true,
                Reading::Names => may_rename && come.contains(&id) != gone.contains(&id),
            };
            let [before, after] = [file.before, file.after].map(|blob| Some(blobs.of(blob?)));
            asked.extend(after.filter(|_| is_asked));
            asked.extend(before.filter(|_| is_asked && reading == Reading::Names));
            files.push(File {
                measure: measures.of(measure),
                id: ids.of(id),
                content: after,
            });
        }
        HistoryCommit {
            is_cut: commits.is_shallow && ancestor.parents.is_empty(),
            commit: ancestor.commit,
            day: ancestor.day,
            parents: ancestor.parents,
            files,
            misplaced,
        }
    });
    let made: Vec<HistoryCommit> = made.collect();
    let history = History {
        commits: made,
        line: commits.line,
        ids: ids.all,
        measures: measures.all,
        contents: vec![Content::Unread; blobs.all.len()],
    };
    let blobs = blobs.all;
    let mut past = Past { history, blobs };
    past.read(repository, words, &asked);
    past
}

/// Values that are known by their numbers, each once.
struct Numbers<T> {
    all: Vec<T>,
    known: BTreeMap<T, usize>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            known: BTreeMap::new(),
        }
    }
}

impl<T: Ord + Clone> Numbers<T> {
    fn of(&mut self, value: T) -> usize {
        *self.known.entry(value).or_insert_with_key(|value| {
            self.all.push(value.clone());
            self.all.len() - 1
        })
    }
}

/// All commits up to `heads`, parents before children, and the actions that each changed from its first parent; the folder
/// of the plan is followed to where it stood before.
fn list(
    repository: &Repository,
    heads: &[&ObjectId],
) -> Result<(Ancestry, Vec<Vec<Touched>>), Error> {
    let (ancestry, files) = list_of(repository, heads, &[])?;
    let first = files.iter().position(|files| !files.is_empty());
    let is_whole = first.is_none_or(|first| ancestry.commits[first].parents.is_empty());
    let former = match is_whole {
        true => Vec::new(),
        false => repository.former_folders()?,
    };
    match former.is_empty() {
        true => Ok((ancestry, files)),
        false => list_of(repository, heads, &former),
    }
}

/// The same of the plan's folder and of these `former` ones.
fn list_of(
    repository: &Repository,
    heads: &[&ObjectId],
    former: &[String],
) -> Result<(Ancestry, Vec<Vec<Touched>>), Error> {
    let own = repository.prefix();
    let folders: Vec<&str> = std::iter::once(own)
        .chain(former.iter().map(String::as_str))
        .collect();
    // From the plan's folder to the repository's, and down.
    let up = "../".repeat(own.matches('/').count());
    let paths = folders
        .iter()
        .map(|folder| format!("{up}{folder}{ACTIONS}"));
    let paths: Vec<String> = paths.collect();
    // What begins a commit in git's answer.
    let format = format!("--format=%x01{FORMAT}%x00");
    let mut arguments = vec![
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--diff-merges=first-parent",
        // With both, a commit that changed no action is listed too: it may be where two branches meet.
        "--full-history",
        "--sparse",
        "--topo-order",
        "--reverse",
        "--no-show-signature",
        "--no-color",
        "--encoding=UTF-8",
        &format,
    ];
    arguments.extend(heads.iter().map(|head| head.as_str()));
    arguments.push("--");
    arguments.extend(paths.iter().map(String::as_str));
    let printed = repository.git(arguments)?;
    let mut tokens = printed.split(|byte| *byte == 0).map(|token| {
        let token = token.strip_prefix(b"\n").unwrap_or(token);
        String::from_utf8_lossy(token)
    });
    let mut ancestry = Ancestry::told_in(repository.zone());
    let mut files: Vec<Vec<Touched>> = Vec::new();
    while let Some(token) = tokens.next() {
        if let Some(id) = token.strip_prefix('\u{1}') {
            let rest: Vec<Cow<'_, str>> = tokens.by_ref().take(FIELDS - 1).collect();
            let mut fields = vec![id];
            fields.extend(rest.iter().map(Cow::as_ref));
            ancestry.push(&fields)?;
            files.push(Vec::new());
        } else if let (Some(change), Some(last)) = (token.strip_prefix(':'), files.last_mut()) {
            let path = tokens.next().unwrap_or_default();
            let within = |folder: &&str| {
                let rest = path.strip_prefix(*folder)?;
                rest.starts_with(ACTIONS).then_some(rest)
            };
            let path = folders.iter().find_map(within).unwrap_or(&path);
            last.extend(touched(change, path.to_owned()));
        }
    }
    if !former.is_empty() {
        files.iter_mut().for_each(join_moved);
    }
    Ok((ancestry, files))
}

/// Make one change of what left one folder of the plan and came to another under the same path.
fn join_moved(files: &mut Vec<Touched>) {
    let mut joined: BTreeMap<String, Touched> = BTreeMap::new();
    for file in std::mem::take(files) {
        match joined.entry(file.path.clone()) {
            Entry::Vacant(free) => {
                free.insert(file);
            }
            Entry::Occupied(mut taken) => {
                let one = taken.get_mut();
                one.before = one.before.take().or(file.before);
                one.after = one.after.take().or(file.after);
            }
        }
    }
    files.extend(
        joined
            .into_values()
            .filter(|file| file.before != file.after),
    );
}

/// A line of `--raw`: both modes, both hashes, the kind of change.
fn touched(change: &str, path: String) -> Option<Touched> {
    let fields: Vec<&str> = change.split(' ').collect();
    let [old_mode, new_mode, old, new, _] = fields[..] else {
        return None;
    };
    // Links and other repositories are no actions.
    let blob = |mode: &str, hash: &str| {
        let is_file = mode.starts_with("100");
        is_file.then(|| ObjectId::parse(hash)).flatten()
    };
    Some(Touched {
        path,
        before: blob(old_mode, old),
        after: blob(new_mode, new),
    })
}

fn content(bytes: Vec<u8>, words: &Words) -> Content {
    let decoded = decode(bytes);
    let Some(document) = decoded.document() else {
        return Content::Broken;
    };
    let read = read_sheet(&document);
    let is_whole = read
        .findings
        .iter()
        .all(|diagnostic| diagnostic.finding.severity() != Severity::Error);
    match read.value {
        Some(mut sheet) if is_whole => {
            // A name that no vocabulary knows any more is shown as it stands.
            resolve(&mut sheet, words);
            Content::Sheet(Arc::new(sheet))
        }
        _ => Content::Broken,
    }
}

/// The measure and the id that a path says; none where it is no action's.
fn identity(path: &str) -> Option<(MeasureKey, ActionId)> {
    let rest = path.strip_prefix(ACTIONS)?.strip_prefix('/')?;
    let (measure, name) = rest.split_once('/')?;
    let id = name.strip_suffix(".toml")?;
    Some((measure.parse().ok()?, id.parse().ok()?))
}

/// Tells that a file that means to be an action can be none for its name or its place.
fn is_misplaced(path: &str) -> bool {
    is_action(path) && path.ends_with(".toml") && identity(path).is_none()
}

/// The commits up to `head` that came after another.
///
/// # Errors
/// git cannot tell.
pub fn since(
    repository: &Repository,
    from: &ObjectId,
    head: &ObjectId,
) -> Result<BTreeSet<String>, Error> {
    let exclude = format!("^{from}");
    let printed = repository.git(["rev-list", head.as_str(), &exclude, "--"])?;
    let text = String::from_utf8_lossy(&printed);
    Ok(text.lines().map(str::to_owned).collect())
}
