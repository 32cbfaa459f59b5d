//! What git knows of the plan, asked of the `git` command: the only file that starts it.
//!
//! What a user typed is resolved to a hash first, and only hashes are passed on. It knows paths and bytes,
//! nothing of what they mean.

use std::env;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use derive_more::{Debug, Display};
use sha1::Sha1;
use sha2::Sha256;

use crate::error::Error;
use crate::source::digest::{digits, hexadecimal};
use crate::source::paths::{ACTIONS, SCHEMA, SETTINGS, shown};

/// The state of the plan in git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The commit, by its hash.
    pub commit: String,
    /// True where files of the plan differ from it.
    pub dirty: bool,
}

/// An object's hash, as git prints it.
#[derive(Debug, Display, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(Arc<str>);

impl ObjectId {
    /// The hash that `text` is; none where it is no hash.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_hash = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| Self(text.into()))
    }

    /// The hash of these bytes, as git stores it.
    pub(crate) fn stored(bytes: &[u8]) -> Self {
        Self(digits(bytes).into())
    }

    /// Tells whether it is the hash of a file of these bytes.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        let head = format!("blob {}\0", bytes.len());
        let parts: [&[u8]; 2] = [head.as_bytes(), bytes];
        match self.0.len() {
            40 => hexadecimal::<Sha1>(&parts) == *self.0,
            _ => hexadecimal::<Sha256>(&parts) == *self.0,
        }
    }

    /// The hash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A file that git holds: its path from the plan's root, and its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The path, with `/` between folders, as git holds it.
    pub path: Vec<u8>,
    /// The content.
    pub blob: ObjectId,
    /// True of a file, rather than a link or another repository.
    pub is_file: bool,
}

/// The variables of the environment by which any program that asks git is told otherwise.
const KEPT: &[&str] = &[
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
    "GIT_CEILING_DIRECTORIES",
    FETCH,
];

/// The variable by which git is kept from fetching objects that a partial clone lacks: `0` allows it.
const FETCH: &str = "GIT_NO_LAZY_FETCH";

/// The settings against those of a repository that change an answer, or name a program that git would start.
const OVERRIDDEN: &[&str] = &[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "log.showRoot=true",
    "log.showSignature=false",
    "safe.bareRepository=explicit",
];

/// The setting by which git merges the plan's files key by key.
pub const DRIVER: (&str, &str) = ("merge.plan.driver", "plan merge-driver %O %A %B %P %X %Y");

/// Tells whether the user allows git to fetch what a partial clone lacks, by a program that the repository names.
fn fetches_missing_objects() -> bool {
    env::var(FETCH).is_ok_and(|value| value == "0")
}

/// The repository that a plan's folder is in, or is.
#[derive(Debug)]
#[debug("Repository({:?})", place.root)]
pub struct Repository {
    place: Place,
    head: Option<ObjectId>,
    prefix: String,
    is_shallow: bool,
    blobs: Mutex<Option<Blobs>>,
    /// The first object that git could not give.
    lost: Mutex<Option<ObjectId>>,
}

/// The folder in which git is asked.
struct Place {
    /// The plan's root.
    root: PathBuf,
    /// The folders of the repository and of its work tree, where the environment alone says them.
    named: Option<(PathBuf, PathBuf)>,
}

impl Place {
    fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            named: None,
        }
    }

    /// The same with the repository that `GIT_DIR` names, as git understands it: the work tree is the folder that
    /// `GIT_WORK_TREE` names, else the plan's.
    fn named(self) -> Option<Self> {
        let folder = |name: &str| std::path::absolute(env::var_os(name)?).ok();
        let repository = folder("GIT_DIR")?;
        let tree = folder("GIT_WORK_TREE").unwrap_or_else(|| self.root.clone());
        Some(Self {
            named: Some((repository, tree)),
            ..self
        })
    }

    /// `git` in the plan's folder, its messages in English, its paths taken as they are written.
    fn command(&self) -> Command {
        let mut command = Command::new("git");
        // A hook of git names the repository, and not the folder: git is to find both from the plan's folder. Little
        // else of what the environment tells git is meant for this.
        for (name, _) in env::vars_os() {
            let is_git = name.as_encoded_bytes().starts_with(b"GIT_");
            if is_git && !KEPT.iter().any(|kept| name == *kept) {
                command.env_remove(name);
            }
        }
        for setting in OVERRIDDEN {
            command.args(["-c", setting]);
        }
        if !fetches_missing_objects() {
            // The second is for a git that does not know the first.
            command.env(FETCH, "1").env("GIT_ALLOW_PROTOCOL", "none");
        }
        command
            .arg("-C")
            .arg(&self.root)
            .env("LC_ALL", "C")
            .env("GIT_LITERAL_PATHSPECS", "1")
            .env("GIT_OPTIONAL_LOCKS", "0");
        if let Some((repository, tree)) = &self.named {
            command
                .env("GIT_DIR", repository)
                .env("GIT_WORK_TREE", tree);
        }
        command
    }

    /// Runs a git command: what it says, and how it ends.
    fn output<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Output, Error> {
        let mut command = self.command();
        let output = command.args(arguments).stdin(Stdio::null()).output();
        output.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::NoGit,
            _ => Error::Git(error.to_string()),
        })
    }

    /// Runs a git command: what it prints, where it goes well.
    fn printed<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Vec<u8>, Error> {
        let output = self.output(arguments)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(refused(&output)),
        }
    }
}

impl Repository {
    /// The repository around the plan at `root`; where there is none, the one that `GIT_DIR` names.
    ///
    /// # Errors
    /// There is no `git` command, or no repository.
    pub fn around(root: &Path) -> Result<Self, Error> {
        match Self::at(Place::at(root)) {
            Err(Error::NotARepository(path)) => match Place::at(root).named() {
                Some(place) => Self::at(place),
                None => Err(Error::NotARepository(path)),
            },
            found => found,
        }
    }

    fn at(place: Place) -> Result<Self, Error> {
        // All that is always asked, by one start of git, in this order.
        let output = place.output([
            "rev-parse",
            "--is-shallow-repository",
            "--show-prefix",
            "--quiet",
            "--verify",
            "HEAD^{commit}",
        ])?;
        let text = String::from_utf8_lossy(&output.stdout);
        // Where there is no commit yet, it says the rest and fails.
        let Some((is_shallow, rest)) = text.split_once('\n') else {
            return Err(match refused(&output) {
                Error::Git(message) if message.contains("not a git repository") => {
                    Error::NotARepository(place.root)
                }
                error => error,
            });
        };
        let rest = rest.strip_suffix('\n').unwrap_or(rest);
        // The name of a folder may hold a line break.
        let (prefix, head) = match rest.rsplit_once('\n') {
            Some((prefix, head)) if output.status.success() => (prefix, ObjectId::parse(head)),
            _ => (rest, None),
        };
        Ok(Self {
            head,
            prefix: prefix.to_owned(),
            is_shallow: is_shallow == "true",
            blobs: Mutex::new(None),
            lost: Mutex::new(None),
            place,
        })
    }

    /// Make the folder `root` a new repository.
    ///
    /// # Errors
    /// There is no `git` command, or it fails.
    pub fn begin(root: &Path) -> Result<(), Error> {
        Place::at(root).printed(["init", "--quiet"]).map(|_| ())
    }

    /// The commit that is checked out.
    ///
    /// # Errors
    /// There is none yet.
    pub fn head(&self) -> Result<ObjectId, Error> {
        self.head.clone().ok_or(Error::NoCommit)
    }

    /// The commit that `name` names.
    ///
    /// # Errors
    /// It names none, or there is none yet.
    pub fn commit(&self, name: &str) -> Result<ObjectId, Error> {
        if let "HEAD" | "@" = name {
            return self.head();
        }
        let unknown = || Error::UnknownRevision(shown(name));
        // No argument can hold a zero byte; no revision does.
        if name.contains('\0') {
            return Err(unknown());
        }
        let peeled = if name.starts_with(":/") {
            // All that follows is words to look for in messages.
            name.to_owned()
        } else {
            format!("{name}^{{commit}}")
        };
        let resolve = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &peeled,
        ];
        match self.git(resolve) {
            Ok(printed) => {
                ObjectId::parse(String::from_utf8_lossy(&printed).trim()).ok_or_else(unknown)
            }
            Err(Error::Git(_)) => Err(unknown()),
            Err(error) => Err(error),
        }
    }

    /// The names of tags and branches.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn names(&self) -> Result<Vec<String>, Error> {
        let format = "--format=%(refname:short)";
        let listed = self.git(["for-each-ref", format, "refs/tags", "refs/heads"])?;
        let names = String::from_utf8_lossy(&listed).into_owned();
        Ok(names.lines().map(str::to_owned).collect())
    }

    /// Tells that a tag names a commit.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn is_tagged(&self, commit: &ObjectId) -> Result<bool, Error> {
        let at = format!("--points-at={}", commit.as_str());
        let listed = self.git(["for-each-ref", "--count=1", &at, "refs/tags"])?;
        Ok(!listed.is_empty())
    }

    /// The way from the repository's root to the plan's: empty, or with `/` behind each folder.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Tells that the history is cut short, as a clone with `--depth` has it.
    pub fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    /// The plan's files in a commit.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn tree(&self, commit: &ObjectId) -> Result<Vec<Held>, Error> {
        let own = self.held_below(commit, self.prefix())?;
        if !own.is_empty() {
            return Ok(own);
        }
        for folder in self.former_folders()? {
            let files = self.held_below(commit, &folder)?;
            if !files.is_empty() {
                return Ok(files);
            }
        }
        Ok(Vec::new())
    }

    /// The folders in which the plan stood before, the last one first, each as [`Self::prefix`]: git follows its settings.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn former_folders(&self) -> Result<Vec<String>, Error> {
        let Ok(head) = self.head() else {
            return Ok(Vec::new());
        };
        let printed = self.git([
            "log",
            "-z",
            "--follow",
            "--diff-filter=RC",
            "--name-status",
            "--format=",
            head.as_str(),
            "--",
            SETTINGS,
        ])?;
        // `R<likeness>`, the old name, the new name; from a copy on, the history is another plan's.
        let fields: Vec<&[u8]> = printed.split(|byte| *byte == 0).collect();
        let moves = fields.chunks_exact(3);
        let moves = moves.take_while(|change| change[0].starts_with(b"R"));
        let old = moves.map(|change| String::from_utf8_lossy(change[1]));
        let folders = old.filter_map(|name| name.strip_suffix(SETTINGS).map(str::to_owned));
        let elsewhere = folders.filter(|folder| *folder != self.prefix);
        Ok(elsewhere
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .collect())
    }

    /// The plan's files as they are staged; of a file left in conflict, our side.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn index(&self) -> Result<Vec<Held>, Error> {
        let printed = self.git(["ls-files", "--stage", "-z", "--", ACTIONS, SCHEMA])?;
        // `<mode> <hash> <stage>\t<path>`
        Ok(held(&printed, |fields| {
            ["0", "2"]
                .contains(&fields[2])
                .then_some((fields[0], fields[1]))
        }))
    }

    /// The plan's files that wait for the end of a merge.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn unmerged(&self) -> Result<Vec<String>, Error> {
        let printed = self.git(["ls-files", "--unmerged", "-z", "--", ACTIONS, SCHEMA])?;
        let held = held(&printed, |fields| Some((fields[0], fields[1])));
        let mut paths: Vec<String> = held
            .into_iter()
            .map(|held| shown(&String::from_utf8_lossy(&held.path)))
            .collect();
        paths.dedup();
        Ok(paths)
    }

    /// The number of the plan's files that a sparse checkout leaves out of the work tree.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn left_out(&self) -> Result<usize, Error> {
        let printed = self.git(["ls-files", "-t", "-z", "--", ACTIONS, SCHEMA])?;
        let files = printed.split(|byte| *byte == 0);
        Ok(files.filter(|file| file.starts_with(b"S ")).count())
    }

    /// Let git merge the plan's files key by key.
    ///
    /// # Errors
    /// git cannot write its settings.
    pub fn install_driver(&self) -> Result<(), Error> {
        self.git(["config", DRIVER.0, DRIVER.1]).map(|_| ())
    }

    /// The plan's root.
    pub fn root(&self) -> &Path {
        &self.place.root
    }

    /// The content of a blob.
    ///
    /// # Errors
    /// git does not have it.
    pub fn blob(&self, id: &ObjectId) -> io::Result<Vec<u8>> {
        let mut content = Err(io::ErrorKind::UnexpectedEof.into());
        self.blobs(&[id], |_, read| content = read);
        content
    }

    /// Tell of an object that was asked for and that git cannot give.
    ///
    /// # Errors
    /// There was one.
    pub fn whole(&self) -> Result<(), Error> {
        let lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        match &*lost {
            Some(id) => Err(Error::LostObject(id.to_string())),
            None => Ok(()),
        }
    }

    /// The contents of blobs, in their order, however many by one process: each is given to `each` with its index.
    pub fn blobs(&self, ids: &[&ObjectId], mut each: impl FnMut(usize, io::Result<Vec<u8>>)) {
        let mut process = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
        if process.is_none() {
            match Blobs::start(&self.place) {
                Ok(started) => *process = Some(started),
                Err(error) => {
                    for index in 0..ids.len() {
                        each(index, Err(io::Error::new(error.kind(), error.to_string())));
                    }
                    return;
                }
            }
        }
        if let Some(blobs) = process.as_mut() {
            blobs.read(ids, |index, read| {
                if read.is_err() {
                    let mut lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
                    lost.get_or_insert_with(|| ids[index].clone());
                }
                each(index, read);
            });
        }
    }

    /// The new names of files that stand elsewhere on the disk already, told to the index: before, behind, from the plan's
    /// root. What is staged of them stays as it is.
    ///
    /// # Errors
    /// git cannot write its index.
    pub fn rename(&self, moves: &[(String, String)]) -> Result<(), Error> {
        let prefix = self.prefix();
        for (from, to) in moves {
            let listed = self.git(["ls-files", "--stage", "-z", "--", from])?;
            let staged = held(&listed, |fields| {
                (fields[2] == "0").then_some((fields[0], fields[1]))
            });
            let mode = String::from_utf8_lossy(&listed);
            let mode = mode.split(' ').next().unwrap_or_default();
            let [file] = &staged[..] else { continue };
            self.git([
                "update-index",
                "--add",
                "--cacheinfo",
                &format!("{mode},{},{prefix}{to}", file.blob),
                "--force-remove",
                "--",
                from,
            ])?;
        }
        Ok(())
    }

    /// Runs a git command: what it prints.
    pub(crate) fn git<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Vec<u8>, Error> {
        self.place.printed(arguments)
    }
}

/// Merge a file line by line as git itself does it: before, ours, which becomes the result, and theirs. Tells whether
/// something in it waits for somebody to choose.
///
/// # Errors
/// There is no `git` command, or it cannot merge these files.
pub fn merge_file(versions: [&Path; 3], names: [&str; 2]) -> Result<bool, Error> {
    let [before, ours, theirs] = versions;
    let mut arguments: Vec<&OsStr> = ["merge-file", "--quiet"].map(OsStr::new).into();
    for name in [names[0], "base", names[1]] {
        arguments.extend(["-L", name].map(OsStr::new));
    }
    arguments.extend([ours, before, theirs].map(Path::as_os_str));
    let output = Place::at(ours.parent().unwrap_or(ours)).output(arguments)?;
    match output.status.code() {
        Some(conflicts @ 0..128) => Ok(conflicts > 0),
        _ => Err(refused(&output)),
    }
}

/// The error that git tells when it fails.
fn refused(output: &Output) -> Error {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty());
    Error::Git(shown(line.unwrap_or("git").trim_start_matches("fatal: ")))
}

/// The files of a listing that ends each with a zero byte; `fields` picks mode and hash, or leaves the file out.
fn held<'a>(
    printed: &'a [u8],
    fields: impl Fn(&[&'a str]) -> Option<(&'a str, &'a str)>,
) -> Vec<Held> {
    let files = printed.split(|byte| *byte == 0);
    let file = |line: &'a [u8]| {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let head: Vec<&str> = std::str::from_utf8(&line[..tab]).ok()?.split(' ').collect();
        let (mode, hash) = (head.len() == 3).then(|| fields(&head))??;
        Some(Held {
            path: line[tab + 1..].to_vec(),
            blob: ObjectId::parse(hash)?,
            is_file: mode.starts_with("100"),
        })
    };
    files.filter_map(file).collect()
}

/// One `git cat-file --batch`, asked as long as the repository is read.
struct Blobs {
    process: Child,
    input: Option<BufWriter<ChildStdin>>,
    output: BufReader<ChildStdout>,
}

impl Blobs {
    fn start(place: &Place) -> io::Result<Self> {
        let mut process = place
            .command()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        let input = process.stdin.take().ok_or_else(closed)?;
        let output = process.stdout.take().ok_or_else(closed)?;
        Ok(Self {
            process,
            input: Some(BufWriter::new(input)),
            output: BufReader::with_capacity(1 << 16, output),
        })
    }

    fn read(&mut self, ids: &[&ObjectId], mut each: impl FnMut(usize, io::Result<Vec<u8>>)) {
        let Self { input, output, .. } = self;
        thread::scope(|scope| {
            // git answers while it is asked: whoever only asks fills the pipe, and both wait for ever.
            scope.spawn(move || {
                let Some(input) = input else { return };
                for id in ids {
                    if writeln!(input, "{id}").is_err() {
                        return;
                    }
                }
                // Whether git still listens shows in what it answers.
                let _ = input.flush();
            });
            for index in 0..ids.len() {
                each(index, answer(output));
            }
        });
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // The end of its input is git's sign to end.
        self.input = None;
        let _ = self.process.wait();
    }
}

/// The most bytes that room is made for before they are there.
const EXPECTED: u64 = 1 << 20;

/// One answer of `cat-file --batch`: `<hash> <type> <size>`, the content, a line break.
fn answer(output: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    output.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next();
    let Some(size) = size.and_then(|size| size.parse::<u64>().ok()) else {
        let said = head.trim().to_owned();
        return Err(io::Error::other(if said.is_empty() {
            "git ended".to_owned()
        } else {
            said
        }));
    };
    let mut content = Vec::with_capacity(size.min(EXPECTED) as usize);
    output.take(size).read_to_end(&mut content)?;
    if content.len() as u64 != size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    output.read_exact(&mut [0])?;
    Ok(content)
}
