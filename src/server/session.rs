//! What the server knows: the client, its open texts, the plans that these are of, and what was found in them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gen_lsp_types::{
    Diagnostic, DiagnosticRefreshRequest, Notification, PublishDiagnosticsNotification,
    PublishDiagnosticsParams, Request, Uri,
};
use lsp_server::{Message, Notification as Told, Request as Asked};
use serde_json::Value;

use crate::document::editor_schema;
use crate::error::Error;
use crate::finding::Placed;
use crate::load::locate::place;
use crate::model::plan::Plan;
use crate::operations::scope::of_plan;
use crate::server::address;
use crate::server::position::{Encoding, Text};
use crate::source::Source;
use crate::source::paths::{ACTIONS, SCHEMA};
use crate::words::Lang;

/// What the client can do.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// The units of its columns.
    pub encoding: Encoding,
    /// Whether it renames files where an edit says so.
    pub renames_files: bool,
    /// Whether it puts places to fill in into what a completion inserts.
    pub fills_in: bool,
    /// Whether it asks for diagnostics itself, and again when it is told to.
    pub pulls: bool,
    /// Whether it tells of files that others change.
    pub watches: bool,
}

/// A text that the client has open.
#[derive(Debug)]
pub struct OpenText {
    /// Its address, as the client spells it.
    pub uri: Uri,
    /// The client's number of this state of it.
    pub version: i32,
    /// The text on the client's screen.
    pub text: Text,
    /// The plan's root and the path from there; none where it is no file of a plan.
    pub home: Option<(PathBuf, String)>,
}

/// A plan as it was last read.
pub struct Known {
    /// Where it was read, the open texts in the place of their files.
    pub source: Source,
    /// Its actions, those with errors in them too, as far as they were read.
    pub plan: Plan,
    /// What `plan check` finds.
    pub found: Vec<Placed>,
    schema: OnceCell<Value>,
}

impl Known {
    /// The editors' schema of an action's file: what each key means, and which words it takes.
    pub fn schema(&self) -> &Value {
        let schema = || editor_schema::action(&self.plan.settings, &self.plan.words);
        self.schema.get_or_init(schema)
    }
}

/// A plan that the client has files of.
#[derive(Default)]
struct OpenPlan {
    /// Whether the client has the whole folder open.
    is_folder: bool,
    /// Whether it may have changed since it was read.
    is_stale: bool,
    /// Whether it may have changed since what is found in it was published.
    is_untold: bool,
    known: Option<Known>,
    /// What was last published of each file, and the version of the open text that it was of.
    published: BTreeMap<String, (Vec<Diagnostic>, Option<i32>)>,
}

/// The state of the server.
pub struct Session {
    /// The language of its words.
    pub lang: Lang,
    /// What the client can do.
    pub client: Client,
    /// The messages that wait to be sent.
    pub outgoing: Vec<Message>,
    today: Box<dyn Fn() -> NaiveDate>,
    texts: BTreeMap<String, OpenText>,
    plans: BTreeMap<PathBuf, OpenPlan>,
}

impl OpenPlan {
    fn doubt(&mut self) {
        (self.is_stale, self.is_untold) = (true, true);
    }
}

impl Session {
    /// A server that has heard of nothing yet.
    pub fn new(lang: Lang, today: Box<dyn Fn() -> NaiveDate>) -> Self {
        Self {
            lang,
            client: Client::default(),
            outgoing: Vec::new(),
            today,
            texts: BTreeMap::new(),
            plans: BTreeMap::new(),
        }
    }

    /// The day that "late" is judged by.
    pub fn today(&self) -> NaiveDate {
        (self.today)()
    }

    /// The open text at an address that is a file of a plan: its text, the plan's root, and its path from there.
    pub fn file(&self, uri: &Uri) -> Option<(Text, PathBuf, String)> {
        let open = self.texts.get(&key(uri))?;
        let (root, path) = open.home.clone()?;
        Some((open.text.clone(), root, path))
    }

    /// Takes in a text that the client opened.
    pub fn open(&mut self, uri: Uri, version: i32, text: String) {
        let home = address::path(&uri).and_then(|path| home(&path));
        if let Some((root, _)) = &home {
            self.plans.entry(root.clone()).or_default().doubt();
        }
        let text = Text::of(text, self.client.encoding);
        let open = OpenText {
            version,
            text,
            home,
            uri,
        };
        self.texts.insert(key(&open.uri), open);
    }

    /// Changes an open text.
    pub fn change(&mut self, uri: &Uri, version: i32, change: impl FnOnce(&mut Text)) {
        if let Some(open) = self.texts.get_mut(&key(uri)) {
            change(&mut open.text);
            open.version = version;
            let root = open.home.as_ref().map(|(root, _)| root);
            if let Some(plan) = root.and_then(|root| self.plans.get_mut(root)) {
                plan.doubt();
            }
        }
    }

    /// Forgets a text that the client closed; of its file, the disk speaks again.
    pub fn close(&mut self, uri: &Uri) {
        let closed = self.texts.remove(&key(uri));
        if let Some((root, _)) = closed.and_then(|closed| closed.home)
            && let Some(plan) = self.plans.get_mut(&root)
        {
            plan.doubt();
        }
    }

    /// Takes in a folder that the client has open, where it is in a plan.
    pub fn open_folder(&mut self, uri: &Uri) {
        if let Some(root) = address::path(uri).and_then(|folder| root(&folder)) {
            let plan = self.plans.entry(root).or_default();
            plan.is_folder = true;
            plan.doubt();
        }
    }

    /// Forgets a folder that the client closed.
    pub fn close_folder(&mut self, uri: &Uri) {
        let root = address::path(uri).and_then(|folder| root(&folder));
        if let Some(plan) = root.and_then(|root| self.plans.get_mut(&root)) {
            plan.is_folder = false;
            plan.doubt();
        }
    }

    /// Has every plan read again: others may have changed its files.
    pub fn doubt(&mut self) {
        for plan in self.plans.values_mut() {
            plan.doubt();
        }
    }

    /// The roots of the plans that may have changed since what is found in them was published.
    pub fn untold(&self) -> Vec<PathBuf> {
        let untold = self.plans.iter().filter(|(_, plan)| plan.is_untold);
        untold.map(|(root, _)| root.clone()).collect()
    }

    /// The roots of the plans that the client has files of.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.plans.keys().cloned().collect()
    }

    /// The plan at a root with the open texts in the place of their files.
    pub fn source(&self, root: &Path) -> Source {
        self.open_in(root)
            .fold(Source::new(root), |source, (path, open)| {
                source.overlaid(path, open.text.as_str().as_bytes().to_vec())
            })
    }

    fn open_in(&self, root: &Path) -> impl Iterator<Item = (&str, &OpenText)> {
        self.texts.values().filter_map(move |open| {
            let (home, path) = open.home.as_ref()?;
            (home == root).then_some((path.as_str(), open))
        })
    }

    /// The open text of a file of the plan at `root`.
    pub fn open_file(&self, root: &Path, path: &str) -> Option<&OpenText> {
        // Name by name, so that the system's own separator stands between them.
        let file = path
            .split('/')
            .fold(root.to_owned(), |place, name| place.join(name));
        self.texts.get(file.to_string_lossy().as_ref())
    }

    /// The address of a file of the plan at `root`: as the client spells it where it has it open.
    pub fn uri(&self, root: &Path, path: &str) -> Uri {
        match self.open_file(root, path) {
            Some(open) => open.uri.clone(),
            None => address::uri(root, path),
        }
    }

    /// The plan at a root as it stands now.
    ///
    /// # Errors
    /// Its folder cannot be listed.
    pub fn present(&mut self, root: &Path) -> Result<&Known, Error> {
        let is_fresh = |plan: &OpenPlan| !plan.is_stale && plan.known.is_some();
        if !self.plans.get(root).is_some_and(is_fresh) {
            let source = self.source(root);
            let open = self.plans.entry(root.to_owned()).or_default();
            open.is_stale = false;
            let (loaded, diagnostics) = of_plan(&source, self.today())?;
            let found = place(&source, diagnostics);
            let mut plan = loaded.draft.plan;
            let broken = loaded.draft.broken.into_iter();
            plan.actions.extend(broken.filter_map(|one| one.action));
            plan.sort();
            let open = self.plans.entry(root.to_owned()).or_default();
            open.known = Some(Known {
                source,
                plan,
                found,
                schema: OnceCell::new(),
            });
        }
        self.latest(root)
    }

    /// The plan at a root as it was last read: its words are right while a text is being typed.
    ///
    /// # Errors
    /// It was not read yet, and its folder cannot be listed.
    pub fn latest(&mut self, root: &Path) -> Result<&Known, Error> {
        let is_known = |plan: &OpenPlan| plan.known.is_some();
        if !self.plans.get(root).is_some_and(is_known) {
            self.present(root)?;
        }
        let known = self.plans.get(root).and_then(|plan| plan.known.as_ref());
        known.ok_or_else(|| Error::NoPlan(root.to_owned()))
    }

    /// Has a client that asks itself ask again, where something else is found in the plan at a root than before.
    fn refresh(&mut self, root: &Path, found: BTreeMap<String, Vec<Diagnostic>>) {
        let Some(plan) = self.plans.get_mut(root) else {
            return;
        };
        plan.is_untold = false;
        let mut now = found;
        // What was found once and is no more is asked for once more.
        for path in plan.published.keys() {
            now.entry(path.clone()).or_default();
        }
        let now: BTreeMap<_, _> = now
            .into_iter()
            .map(|(path, one)| (path, (one, None)))
            .collect();
        if now != plan.published {
            plan.published = now;
            let method = DiagnosticRefreshRequest::METHOD.to_string();
            let again = Asked::new("refresh".to_owned().into(), method, ());
            self.outgoing.push(again.into());
        }
    }

    /// The files of the plan at a root in which something was found before.
    pub fn told(&self, root: &Path) -> impl Iterator<Item = &str> {
        let plan = self.plans.get(root).into_iter();
        plan.flat_map(|plan| plan.published.keys().map(String::as_str))
    }

    /// Publishes what is found in the plan at a root, as far as it was not published already: `found` by file. What is
    /// `late`, because the client changed a text meanwhile, waits for the next time.
    pub fn publish(
        &mut self,
        root: &Path,
        mut found: BTreeMap<String, Vec<Diagnostic>>,
        late: &BTreeSet<String>,
    ) {
        let Some(plan) = self.plans.get(root) else {
            return;
        };
        if self.client.pulls {
            return self.refresh(root, found);
        }
        let is_wanted = plan.is_folder || self.open_in(root).next().is_some();
        if !is_wanted {
            found.clear();
        }
        let mut paths: BTreeSet<String> = found.keys().cloned().collect();
        paths.extend(plan.published.keys().cloned());
        paths.extend(self.open_in(root).map(|(path, _)| path.to_owned()));
        let mut published = BTreeMap::new();
        for path in paths {
            let before = plan.published.get(&path);
            let version = self.open_file(root, &path).map(|open| open.version);
            let now = (found.remove(&path).unwrap_or_default(), version);
            let uri = self.uri(root, &path);
            let waits = late.contains(&key(&uri));
            if before != Some(&now) && !waits {
                let params = PublishDiagnosticsParams {
                    uri,
                    version: now.1,
                    diagnostics: now.0.clone(),
                };
                let method = PublishDiagnosticsNotification::METHOD.to_string();
                self.outgoing.push(Told::new(method, params).into());
            }
            match before {
                Some(before) if waits => {
                    published.insert(path, before.clone());
                }
                None if waits => {}
                _ if now.0.is_empty() && version.is_none() => {}
                _ => {
                    published.insert(path, now);
                }
            }
        }
        match self.plans.get_mut(root) {
            Some(plan) if is_wanted => {
                plan.published = published;
                plan.is_untold = false;
            }
            _ => {
                self.plans.remove(root);
            }
        }
    }
}

/// What an open text is known by: the path, however its address is spelled; else the address.
pub fn key(uri: &Uri) -> String {
    match address::path(uri) {
        Some(path) => path.to_string_lossy().into_owned(),
        None => uri.0.clone(),
    }
}

/// The root of the plan around a path, which need not be there yet.
fn root(path: &Path) -> Option<PathBuf> {
    let folder = path.ancestors().find(|folder| folder.is_dir())?;
    let source = Source::around(folder).ok()?;
    Some(source.root().to_owned())
}

/// The root of the plan that a file is of, and its path from there. What a link leads to is none of the plan's.
fn home(path: &Path) -> Option<(PathBuf, String)> {
    let root = root(path.parent()?)?;
    let within = path.strip_prefix(&root).ok()?;
    let names = within.iter().map(|name| name.to_str());
    let names = names.collect::<Option<Vec<&str>>>()?;
    let is_of_plan = matches!(names.first(), Some(&(ACTIONS | SCHEMA)));
    let mut parts = within.ancestors().filter(|part| *part != Path::new(""));
    let is_linked = parts.any(|part| root.join(part).is_symlink());
    (is_of_plan && !is_linked).then(|| (root, names.join("/")))
}
