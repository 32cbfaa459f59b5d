//! What the server knows: the client, its open files, the plans that these are of, and what was found in them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;
use gen_lsp_types::{
    Diagnostic, DiagnosticRefreshRequest, Notification, PublishDiagnosticsNotification,
    PublishDiagnosticsParams, Request, Uri,
};
use lsp_server::{Message, Notification as Told, Request as Asked};
use serde::Serialize;
use serde_json::Value;

use crate::document::editor_schema;
use crate::error::Error;
use crate::finding::Placed;
use crate::load::Memory;
use crate::load::locate::place;
use crate::model::action::Action;
use crate::model::plan::Plan;
use crate::operations::scope::of_plan;
use crate::server::address;
use crate::server::place::File;
use crate::server::position::{Encoding, Text};
use crate::source::Source;
use crate::source::paths::{ACTIONS, SCHEMA, is_action};
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
    /// Whether it wants to be told of the last change of each action.
    pub asks_for_changes: bool,
}

/// A plan as it was last read.
pub struct Known {
    /// Where it was read, the open texts in the place of their files.
    pub source: Source,
    /// Its actions, those with errors in them too, as far as they were read.
    pub plan: Plan,
    /// What `plan check` finds.
    pub found: Vec<Placed>,
    schemas: RefCell<BTreeMap<String, Option<Rc<Value>>>>,
    memory: Rc<Memory>,
}

impl Known {
    fn read(source: Source, today: NaiveDate, memory: Rc<Memory>) -> Result<Self, Error> {
        let (loaded, diagnostics) = of_plan(&source, today, Some(&memory))?;
        let found = place(&source, diagnostics);
        let mut plan = loaded.draft.plan;
        let broken = loaded.draft.broken.into_iter();
        plan.actions.extend(broken.filter_map(|one| one.action));
        plan.sort();
        Ok(Self {
            source,
            plan,
            found,
            schemas: RefCell::default(),
            memory,
        })
    }

    /// The action of a file.
    pub fn action(&self, path: &str) -> Option<&Action> {
        let mut actions = self.plan.actions.iter();
        actions.find(|action| action.path() == path)
    }

    /// The editors' schema of a file: what each key means, and which words it takes.
    pub fn schema(&self, path: &str) -> Option<Rc<Value>> {
        let (settings, words) = (&self.plan.settings, &self.plan.words);
        let schema = || match is_action(path) {
            true => Some(editor_schema::action(settings, words)),
            false => editor_schema::of_file(path, settings, words),
        };
        let kind = if is_action(path) { ACTIONS } else { path };
        let mut schemas = self.schemas.borrow_mut();
        let known = schemas.entry(kind.to_owned());
        known.or_insert_with(|| schema().map(Rc::new)).clone()
    }
}

/// The diagnostics of a file, and the version of the open text that they are of.
type Published = (Vec<Diagnostic>, Option<i32>);

/// A plan that the client has files of.
#[derive(Default)]
struct OpenPlan {
    /// Whether the client has the whole folder open.
    is_folder: bool,
    /// Whether nothing changed since it was read.
    is_fresh: bool,
    /// Whether nothing changed since what is found in it was published.
    is_told: bool,
    known: Option<Rc<Known>>,
    /// What was last published of each file.
    published: BTreeMap<String, Published>,
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
    files: BTreeMap<String, File>,
    plans: BTreeMap<PathBuf, OpenPlan>,
}

impl Session {
    /// A server that has heard of nothing yet.
    pub fn new(lang: Lang, today: Box<dyn Fn() -> NaiveDate>) -> Self {
        Self {
            lang,
            client: Client::default(),
            outgoing: Vec::new(),
            today,
            files: BTreeMap::new(),
            plans: BTreeMap::new(),
        }
    }

    /// The day that "late" is judged by.
    pub fn today(&self) -> NaiveDate {
        (self.today)()
    }

    /// Tells the client something.
    pub fn tell<N: Notification>(&mut self, params: impl Serialize) {
        let told = Told::new(N::METHOD.to_string(), params);
        self.outgoing.push(told.into());
    }

    /// Asks the client what needs no answer.
    pub fn ask<R: Request>(&mut self, params: impl Serialize) {
        let method = R::METHOD.to_string();
        let asked = Asked::new(method.clone().into(), method, params);
        self.outgoing.push(asked.into());
    }

    /// The open file of a plan at an address.
    pub fn file(&self, uri: &Uri) -> Option<&File> {
        self.files.get(&key(uri))
    }

    /// Takes in a text that the client opened; one that is of no plan is not kept.
    pub fn open(&mut self, uri: Uri, version: i32, text: String) {
        if let Some((root, path)) = address::path(&uri).and_then(|path| home(&path)) {
            self.doubt(&root);
            let text = Text::of(text, self.client.encoding);
            let name = key(&uri);
            let file = File {
                uri,
                version,
                root,
                path,
                text,
            };
            self.files.insert(name, file);
        }
    }

    /// Changes an open text.
    pub fn change(&mut self, uri: &Uri, version: i32, change: impl FnOnce(&mut Text)) {
        if let Some(open) = self.files.get_mut(&key(uri)) {
            change(&mut open.text);
            open.version = version;
            let root = open.root.clone();
            self.doubt(&root);
        }
    }

    /// Forgets a text that the client closed; of its file, the disk speaks again.
    pub fn close(&mut self, uri: &Uri) {
        if let Some(closed) = self.files.remove(&key(uri)) {
            self.doubt(&closed.root);
        }
    }

    /// Takes in that the client has a folder open, or no more, where it is in a plan.
    pub fn keep_folder(&mut self, uri: &Uri, is_open: bool) {
        if let Some(root) = address::path(uri).and_then(|folder| root(&folder)) {
            self.doubt(&root).is_folder = is_open;
        }
    }

    /// Has a plan read again.
    fn doubt(&mut self, root: &Path) -> &mut OpenPlan {
        let plan = self.plans.entry(root.to_owned()).or_default();
        (plan.is_fresh, plan.is_told) = (false, false);
        plan
    }

    /// Has every plan read again: others may have changed its files.
    pub fn doubt_all(&mut self) {
        for root in self.roots() {
            self.doubt(&root);
        }
    }

    /// The root of a plan that may have changed since what is found in it was published.
    pub fn untold(&self) -> Option<PathBuf> {
        let (root, _) = self.plans.iter().find(|(_, plan)| !plan.is_told)?;
        Some(root.clone())
    }

    /// The roots of the plans that the client has files of.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.plans.keys().cloned().collect()
    }

    /// The plan at a root with the open texts in the place of their files.
    pub fn source(&self, root: &Path) -> Source {
        self.open_in(root).fold(Source::new(root), |source, file| {
            source.overlaid(&file.path, file.text.as_str().as_bytes().to_vec())
        })
    }

    fn open_in(&self, root: &Path) -> impl Iterator<Item = &File> {
        self.files.values().filter(move |file| file.root == root)
    }

    /// A file of the plan at `root`, where it is open.
    pub fn opened(&self, root: &Path, path: &str) -> Option<&File> {
        // Name by name, so that the system's own separator stands between them.
        let names = path.split('/');
        let file = names.fold(root.to_owned(), |place, name| place.join(name));
        self.files.get(file.to_string_lossy().as_ref())
    }

    /// The version of the open text of a file of the plan at `root`.
    pub fn version(&self, root: &Path, path: &str) -> Option<i32> {
        self.opened(root, path).map(|open| open.version)
    }

    /// The address of a file of the plan at `root`: as the client spells it where it has it open.
    pub fn uri(&self, root: &Path, path: &str) -> Uri {
        match self.opened(root, path) {
            Some(open) => open.uri.clone(),
            None => address::uri(root, path),
        }
    }

    /// The plan at a root as it stands now.
    ///
    /// # Errors
    /// Its folder cannot be listed.
    pub fn present(&mut self, root: &Path) -> Result<Rc<Known>, Error> {
        let plan = self.plans.get(root).filter(|plan| plan.is_fresh);
        if let Some(known) = plan.and_then(|plan| plan.known.clone()) {
            return Ok(known);
        }
        let memory = self.plans.get(root).and_then(|plan| plan.known.as_ref());
        let memory = memory.map(|known| Rc::clone(&known.memory));
        let (source, today) = (self.source(root), self.today());
        let known = Rc::new(Known::read(source, today, memory.unwrap_or_default())?);
        let plan = self.plans.entry(root.to_owned()).or_default();
        plan.known = Some(Rc::clone(&known));
        plan.is_fresh = true;
        Ok(known)
    }

    /// The plan at a root as it was last read: its words are right while a text is being typed.
    ///
    /// # Errors
    /// It was not read yet, and its folder cannot be listed.
    pub fn latest(&mut self, root: &Path) -> Result<Rc<Known>, Error> {
        let known = self.plans.get(root).and_then(|plan| plan.known.clone());
        known.map_or_else(|| self.present(root), Ok)
    }

    /// The files of the plan at a root in which something was found before.
    pub fn told(&self, root: &Path) -> impl Iterator<Item = &str> {
        let plan = self.plans.get(root).into_iter();
        plan.flat_map(|plan| plan.published.keys().map(String::as_str))
    }

    /// Publishes what is found in the plan at a root, by file, as far as it was not published already; a client that asks
    /// itself is told to ask again.
    pub fn publish(&mut self, root: &Path, mut found: BTreeMap<String, Vec<Diagnostic>>) {
        let Some(mut plan) = self.plans.remove(root) else {
            return;
        };
        let open: Vec<&str> = self.open_in(root).map(|file| &*file.path).collect();
        let is_wanted = plan.is_folder || !open.is_empty();
        if !is_wanted {
            found.clear();
        }
        // What was found once and is no more is told once more.
        for path in plan.published.keys().map(String::as_str).chain(open) {
            found.entry(path.to_owned()).or_default();
        }
        let pulls = self.client.pulls;
        let mut changed = Vec::new();
        for (path, diagnostics) in found {
            let version = self.version(root, &path).filter(|_| !pulls);
            let now = (diagnostics, version);
            if plan.published.get(&path) != Some(&now) {
                changed.push((self.uri(root, &path), now.clone()));
                plan.published.insert(path, now);
            }
        }
        match pulls {
            true if !changed.is_empty() => self.ask::<DiagnosticRefreshRequest>(()),
            true => {}
            false => changed
                .into_iter()
                .for_each(|(uri, (diagnostics, version))| {
                    let params = PublishDiagnosticsParams::new(uri, version, diagnostics);
                    self.tell::<PublishDiagnosticsNotification>(params);
                }),
        }
        if is_wanted {
            plan.is_told = true;
            self.plans.insert(root.to_owned(), plan);
        }
    }
}

/// What an open file is known by: its path, however its address is spelled; else the address.
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
