//! The history of the plan's files, read from git: one process for all commits, one for all texts, each text once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::document::decode::decode;
use crate::error::Error;
use crate::finding::Severity;
use crate::load::names::resolve;
use crate::load::read::read_sheet;
use crate::model::commit::Commit;
use crate::model::history::{Content, File, HistoryStep};
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::Words;
use crate::source::commits::commit;
use crate::source::git::{ObjectId, Repository};
use crate::source::paths::{ACTIONS, is_action, shown};

/// The beginning of a commit in git's answer, and its fields: hash, date, author, subject, then the parents.
const FORMAT: &str = "--format=%x01%H%x00%cI%x00%aN%x00%s%x00%P%x00";
/// The number of the fields that tell the commit itself.
const FIELDS: usize = 4;

/// A commit and the files that it changed from its first parent, as git lists them.
struct Listed {
    commit: Commit,
    parents: Vec<String>,
    files: Vec<Touched>,
}

impl Listed {
    fn is_merge(&self) -> bool {
        self.parents.len() > 1
    }
}

/// A file that a commit changed; nothing where it was not there, or is not.
struct Touched {
    path: String,
    before: Option<ObjectId>,
    after: Option<ObjectId>,
}

/// The commits up to one of them, and whether what came before them is cut off.
pub struct Commits {
    /// Parents before children.
    listed: Vec<Listed>,
    is_cut: bool,
}

impl Commits {
    /// The commits up to `head`.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn up_to(repository: &Repository, head: &ObjectId) -> Result<Self, Error> {
        Ok(Self {
            listed: list(repository, head)?,
            is_cut: repository.is_shallow(),
        })
    }
}

/// The changes that commits made to the plan's actions, the oldest step first, along the branch's own line.
///
/// The changes that a merge brought are told by the commits that it brought, where they lead from the one state to
/// the other; names are those of `words`.
pub fn history(repository: &Repository, commits: &Commits, words: &Words) -> Vec<HistoryStep> {
    let Commits { listed, is_cut } = commits;
    let mut steps: Vec<(HistoryStep, Vec<&Touched>)> = Vec::new();
    for (index, (place, brought)) in line(listed).into_iter().enumerate() {
        let taking = &listed[place];
        let step = |commit: &Commit| HistoryStep {
            commit: commit.clone(),
            day: taking.commit.day,
            taken_by: taking.commit.id.clone(),
            files: Vec::new(),
            misplaced: Vec::new(),
            is_cut: *is_cut && index == 0,
        };
        for (place, files) in told(listed, place, &brought) {
            steps.push((step(&listed[place].commit), files));
        }
    }
    let contents = contents(repository, &steps, words);
    for (step, touched) in &mut steps {
        step.misplaced = touched
            .iter()
            .filter(|file| file.after.is_some() && is_misplaced(&file.path))
            .map(|file| shown(&file.path))
            .collect();
        step.files = touched
            .iter()
            .filter_map(|file| {
                let (measure, id) = identity(&file.path)?;
                let content = match &file.after {
                    None => Content::Gone,
                    Some(blob) => contents.get(blob).cloned().unwrap_or(Content::Broken),
                };
                Some(File {
                    measure,
                    id,
                    content,
                })
            })
            .collect();
    }
    steps.into_iter().map(|(step, _)| step).collect()
}

/// All commits up to `head`, parents before children, with the actions that each changed from its first parent.
fn list(repository: &Repository, head: &ObjectId) -> Result<Vec<Listed>, Error> {
    let printed = repository.git([
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--relative",
        "--diff-merges=first-parent",
        // With both, a commit that changed no action is listed too: it may be where two branches meet.
        "--full-history",
        "--sparse",
        "--topo-order",
        "--reverse",
        "--no-show-signature",
        "--no-color",
        "--encoding=UTF-8",
        FORMAT,
        head.as_str(),
        "--",
        ACTIONS,
    ])?;
    let mut tokens = printed.split(|byte| *byte == 0).map(|token| {
        let token = token.strip_prefix(b"\n").unwrap_or(token);
        String::from_utf8_lossy(token)
    });
    let mut listed: Vec<Listed> = Vec::new();
    while let Some(token) = tokens.next() {
        if let Some(id) = token.strip_prefix('\u{1}') {
            let rest: Vec<Cow<'_, str>> = tokens.by_ref().take(FIELDS - 1).collect();
            let mut fields = vec![id];
            fields.extend(rest.iter().map(Cow::as_ref));
            let parents = tokens.next().unwrap_or_default();
            listed.push(Listed {
                commit: commit(&fields)?,
                parents: parents.split_whitespace().map(str::to_owned).collect(),
                files: Vec::new(),
            });
        } else if let (Some(change), Some(last)) = (token.strip_prefix(':'), listed.last_mut()) {
            let path = tokens.next().unwrap_or_default();
            last.files.extend(touched(change, path.into_owned()));
        }
    }
    Ok(listed)
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

/// The commits of the branch's own line, the oldest first, by their places in the list; each with those that it brought,
/// parents before children.
fn line(listed: &[Listed]) -> Vec<(usize, Vec<usize>)> {
    let ids = listed.iter().map(|one| one.commit.id.as_str());
    let places: BTreeMap<&str, usize> = ids.zip(0..).collect();
    let parents = |place: usize| {
        let parents = listed[place].parents.iter();
        parents.filter_map(|parent| places.get(parent.as_str()).copied())
    };
    let newest = listed.len().checked_sub(1);
    let own = std::iter::successors(newest, |place| {
        let first = listed[*place].parents.first()?;
        places.get(first.as_str()).copied()
    });
    let mut own: Vec<usize> = own.collect();
    own.reverse();
    let mut seen = vec![false; listed.len()];
    let mut line = Vec::with_capacity(own.len());
    for place in own {
        seen[place] = true;
        let mut brought = Vec::new();
        let mut ahead: Vec<usize> = parents(place).collect();
        while let Some(commit) = ahead.pop() {
            if !std::mem::replace(&mut seen[commit], true) {
                brought.push(commit);
                ahead.extend(parents(commit));
            }
        }
        brought.sort_unstable();
        line.push((place, brought));
    }
    line
}

/// The changes of a commit of the line: those that the commits it brought tell, in their order, then its own.
fn told<'a>(
    listed: &'a [Listed],
    place: usize,
    brought: &[usize],
) -> Vec<(usize, Vec<&'a Touched>)> {
    let mut ways: BTreeMap<&str, Vec<(usize, &Touched)>> = BTreeMap::new();
    for side in brought.iter().copied() {
        if !listed[side].is_merge() {
            for file in &listed[side].files {
                ways.entry(&file.path).or_default().push((side, file));
            }
        }
    }
    let mut told: BTreeMap<usize, Vec<&Touched>> = BTreeMap::new();
    for file in &listed[place].files {
        match ways.get(file.path.as_str()) {
            Some(way) if leads(file, way) => {
                for (side, touched) in way {
                    told.entry(*side).or_default().push(touched);
                }
            }
            _ => told.entry(place).or_default().push(file),
        }
    }
    told.into_iter().collect()
}

/// Tells that the changes lead, one from the other, from a file's old state to its new one.
fn leads(file: &Touched, way: &[(usize, &Touched)]) -> bool {
    let mut state = &file.before;
    for (_, touched) in way {
        if &touched.before != state {
            return false;
        }
        state = &touched.after;
    }
    state == &file.after
}

/// The content of every text of the history, each read once, in the order in which git holds them close together.
fn contents(
    repository: &Repository,
    steps: &[(HistoryStep, Vec<&Touched>)],
    words: &Words,
) -> BTreeMap<ObjectId, Content> {
    let files = steps.iter().flat_map(|(_, files)| files);
    let mut seen: BTreeSet<&ObjectId> = BTreeSet::new();
    let ids: Vec<&ObjectId> = files
        .filter(|file| identity(&file.path).is_some())
        .filter_map(|file| file.after.as_ref())
        .filter(|blob| seen.insert(blob))
        .collect();
    let read = repository.read_blobs(&ids, |_, bytes| match bytes {
        Ok(bytes) => content(bytes, words),
        Err(_) => Content::Broken,
    });
    ids.into_iter().cloned().zip(read).collect()
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

/// The commits of the branch's own line up to `head` that came after another.
///
/// # Errors
/// git cannot tell.
pub fn since(
    repository: &Repository,
    from: &ObjectId,
    head: &ObjectId,
) -> Result<BTreeSet<String>, Error> {
    let exclude = format!("^{from}");
    let printed = repository.git(["rev-list", "--first-parent", head.as_str(), &exclude, "--"])?;
    let text = String::from_utf8_lossy(&printed);
    Ok(text.lines().map(str::to_owned).collect())
}

/// The day on which a cut history begins to be known, if it is cut.
pub fn known_from(steps: &[HistoryStep]) -> Option<NaiveDate> {
    steps
        .first()
        .filter(|step| step.is_cut)
        .map(|step| step.day)
}
