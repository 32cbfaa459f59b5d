//! The history of the plan's files, read from git: two processes for the commits, one for all texts, each text once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::commit::Commit;
use crate::model::history::{Content, File, Step};
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::Words;
use crate::store::commits::commit;
use crate::store::decode::decode;
use crate::store::git::{ObjectId, Repository};
use crate::store::names::resolve;
use crate::store::read::read_sheet;
use crate::store::source::{ACTIONS, is_action, shown};

/// What begins a commit in git's answer, and its fields: hash, date, author, subject, then the parents.
const FORMAT: &str = "--format=%x01%H%x00%cI%x00%aN%x00%s%x00%P%x00";
/// How many of the fields tell the commit itself.
const FIELDS: usize = 4;

/// A commit and the files that it changed, as git lists them.
struct Listed {
    commit: Commit,
    parents: Vec<String>,
    files: Vec<Touched>,
}

/// A file that a commit changed; nothing where it was not there, or is not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Touched {
    path: String,
    before: Option<ObjectId>,
    after: Option<ObjectId>,
}

/// The history of the plan's actions up to `head`, the oldest step first, along the branch's own line.
///
/// What a merge brought is told by the commits that it brought, where they lead from the one state to
/// the other; names are those of `words`.
///
/// # Errors
/// git cannot tell it.
pub fn history(
    repository: &Repository,
    head: &ObjectId,
    words: &Words,
) -> Result<Vec<Step>, Error> {
    let line = list(
        repository,
        head,
        &["--first-parent", "--diff-merges=first-parent"],
    )?;
    let merges = line.iter().any(|listed| listed.parents.len() > 1);
    let brought = if merges {
        Brought::read(repository, head)?
    } else {
        Brought::default()
    };
    let cut = repository.is_shallow()?;
    let mut steps: Vec<(Step, Vec<Touched>)> = Vec::new();
    for (index, listed) in line.into_iter().enumerate() {
        let day = listed.commit.day;
        let taken_by = listed.commit.id.clone();
        let step = |commit: Commit| Step {
            commit,
            day,
            taken_by: taken_by.clone(),
            files: Vec::new(),
            misplaced: Vec::new(),
            is_cut: cut && index == 0,
        };
        let (told, rest) = brought.tell(&listed);
        steps.extend(
            told.into_iter()
                .map(|(commit, files)| (step(commit), files)),
        );
        if !rest.is_empty() {
            steps.push((step(listed.commit), rest));
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
    Ok(steps.into_iter().map(|(step, _)| step).collect())
}

/// The commits that changed actions, the oldest first.
fn list(repository: &Repository, head: &ObjectId, options: &[&str]) -> Result<Vec<Listed>, Error> {
    let mut arguments = vec![
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--relative",
        "--full-history",
        "--reverse",
        "--no-show-signature",
        "--no-color",
        "--encoding=UTF-8",
        FORMAT,
    ];
    arguments.extend(options);
    arguments.extend([head.as_str(), "--", ACTIONS]);
    let printed = repository.git(arguments)?;
    let mut tokens = printed.split(|byte| *byte == 0).map(|token| {
        let text = String::from_utf8_lossy(token);
        text.strip_prefix('\n').unwrap_or(&text).to_owned()
    });
    let mut listed: Vec<Listed> = Vec::new();
    while let Some(token) = tokens.next() {
        if let Some(id) = token.strip_prefix('\u{1}') {
            let mut fields = vec![id.to_owned()];
            fields.extend(tokens.by_ref().take(FIELDS - 1));
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let parents = tokens.next().unwrap_or_default();
            listed.push(Listed {
                commit: commit(&fields)?,
                parents: parents.split(' ').map(str::to_owned).collect(),
                files: Vec::new(),
            });
        } else if let (Some(change), Some(last)) = (token.strip_prefix(':'), listed.last_mut()) {
            let path = tokens.next().unwrap_or_default();
            last.files.extend(touched(change, path));
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

/// What the merged branches changed, so that a merge's changes can be told by those who made them.
#[derive(Default)]
struct Brought {
    /// Which commits each merge brought, the oldest first.
    by_merge: BTreeMap<String, Vec<String>>,
    commits: BTreeMap<String, (Commit, Vec<Touched>)>,
}

impl Brought {
    fn read(repository: &Repository, head: &ObjectId) -> Result<Self, Error> {
        let listed = list(repository, head, &["--no-merges", "--topo-order"])?;
        let graph = repository.git([
            "rev-list",
            "--parents",
            "--topo-order",
            "--reverse",
            head.as_str(),
            "--",
        ])?;
        let graph = String::from_utf8_lossy(&graph);
        let order: Vec<Vec<&str>> = graph
            .lines()
            .map(|line| line.split(' ').collect())
            .collect();
        let place: BTreeMap<&str, usize> = order
            .iter()
            .enumerate()
            .map(|(index, line)| (line[0], index))
            .collect();
        // The branch's own line, the oldest first.
        let mut line = Vec::new();
        let mut next = place.get(head.as_str()).copied();
        while let Some(index) = next {
            line.push(index);
            next = order[index]
                .get(1)
                .and_then(|parent| place.get(parent))
                .copied();
        }
        line.reverse();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut by_merge = BTreeMap::new();
        for index in line {
            seen.insert(index);
            let mut brought = Vec::new();
            let mut ahead: Vec<usize> = parents(&order[index], &place).collect();
            while let Some(commit) = ahead.pop() {
                if seen.insert(commit) {
                    brought.push(commit);
                    ahead.extend(parents(&order[commit], &place));
                }
            }
            if !brought.is_empty() {
                brought.sort_unstable();
                let ids = brought.iter().map(|index| order[*index][0].to_owned());
                by_merge.insert(order[index][0].to_owned(), ids.collect());
            }
        }
        let commits = listed
            .into_iter()
            .map(|listed| (listed.commit.id.clone(), (listed.commit, listed.files)))
            .collect();
        Ok(Self { by_merge, commits })
    }

    /// The changes of a commit of the line, told by the commits that it brought; and those that are its own.
    fn tell(&self, listed: &Listed) -> (Vec<(Commit, Vec<Touched>)>, Vec<Touched>) {
        let none = Vec::new();
        let brought = self.by_merge.get(&listed.commit.id).unwrap_or(&none);
        let sides: Vec<&(Commit, Vec<Touched>)> = brought
            .iter()
            .filter_map(|id| self.commits.get(id))
            .collect();
        let mut told: Vec<(Commit, Vec<Touched>)> = sides
            .iter()
            .map(|(commit, _)| (commit.clone(), Vec::new()))
            .collect();
        let mut own = Vec::new();
        for file in &listed.files {
            match way(file, &sides) {
                Some(way) => {
                    for (index, touched) in way {
                        told[index].1.push(touched.clone());
                    }
                }
                None => own.push(file.clone()),
            }
        }
        told.retain(|(_, files)| !files.is_empty());
        (told, own)
    }
}

fn parents<'a>(
    line: &'a [&'a str],
    place: &'a BTreeMap<&'a str, usize>,
) -> impl Iterator<Item = usize> + 'a {
    line[1..]
        .iter()
        .filter_map(|parent| place.get(parent).copied())
}

/// The changes of a file by merged commits that lead, one from the other, from its old state to its new one.
fn way<'a>(
    file: &Touched,
    sides: &[&'a (Commit, Vec<Touched>)],
) -> Option<Vec<(usize, &'a Touched)>> {
    let mut way = Vec::new();
    let mut state = &file.before;
    for (index, (_, files)) in sides.iter().enumerate() {
        for touched in files.iter().filter(|touched| touched.path == file.path) {
            if &touched.before != state {
                return None;
            }
            state = &touched.after;
            way.push((index, touched));
        }
    }
    (state == &file.after && !way.is_empty()).then_some(way)
}

/// What every text of the history states, each read once.
fn contents(
    repository: &Repository,
    steps: &[(Step, Vec<Touched>)],
    words: &Words,
) -> BTreeMap<ObjectId, Content> {
    let files = steps.iter().flat_map(|(_, files)| files);
    let blobs: BTreeSet<&ObjectId> = files
        .filter(|file| identity(&file.path).is_some())
        .filter_map(|file| file.after.as_ref())
        .collect();
    let ids: Vec<&ObjectId> = blobs.into_iter().collect();
    let read = repository.read_blobs(&ids, |_, bytes| match bytes {
        Ok(bytes) => content(bytes, words),
        Err(_) => Content::Broken,
    });
    ids.into_iter().cloned().zip(read).collect()
}

fn content(bytes: Vec<u8>, words: &Words) -> Content {
    let decoded = decode(bytes);
    let Some(text) = decoded.text else {
        return Content::Broken;
    };
    let read = read_sheet(&text);
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

/// Whether a file that means to be an action can be none for its name or its place.
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
pub fn known_from(steps: &[Step]) -> Option<NaiveDate> {
    steps
        .first()
        .filter(|step| step.is_cut)
        .map(|step| step.day)
}
