//! Two thousand commits over a thousand actions: the answers are those of the list of what was done.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use plan::document::Document;
use plan::load::read::read_sheet;
use plan::model::action::Sheet;
use serde_json::{Value, json};

use crate::asked::answer;
use crate::replay::{import, log, replayed};
use crate::repository::{Repository, vocabularies};

const COMMITS: usize = 2_000;
const ACTIONS: usize = 1_000;
/// Every so many commits a branch of two commits is merged.
const MERGES: usize = 10;

/// An action as the test knows it.
#[derive(Debug, Clone, PartialEq)]
struct Known {
    measure: usize,
    number: usize,
    status: usize,
    end: usize,
    /// In euros; nothing where it is not known.
    budget: Option<(usize, usize)>,
    /// How many times it was laid out anew.
    layout: usize,
}

const MEASURES: [&str; 2] = ["1.1", "2.1"];
const STATUSES: [&str; 4] = ["Nouveau", "En cours", "Complété", "Abandonné"];

impl Known {
    fn new(number: usize) -> Self {
        Self {
            measure: number % 2,
            number,
            status: number % 4,
            end: 2020 + number % 5,
            budget: (!number.is_multiple_of(7))
                .then_some((number * 100, number * 100 + number % 3)),
            layout: 0,
        }
    }

    fn path(&self, id: &str) -> String {
        format!("actions/{}/{id}.toml", MEASURES[self.measure])
    }

    fn text(&self) -> String {
        let line = match self.budget {
            None => "note = \"en calcul\"".to_owned(),
            Some((min, max)) if min == max => format!("amount = {min}"),
            Some((min, max)) => format!("amount = {{ min = {min}, max = {max} }}"),
        };
        format!(
            "{}title = \"Action {}\"\nthemes = [\"Mobilité\"]\nstatus = \"{}\"\nend = \"{}\"\nbudget = [{{ {line} }}]\n",
            "# relu\n".repeat(self.layout),
            self.number,
            STATUSES[self.status],
            self.end
        )
    }
}

/// What was done, by its kind.
type Done = BTreeMap<&'static str, usize>;

/// The plan as the test changes it.
struct Plan {
    actions: BTreeMap<String, Known>,
    done: Done,
    next: usize,
    random: u64,
}

impl Plan {
    fn new() -> Self {
        let actions = (0..ACTIONS).map(|number| (format!("a-{number}"), Known::new(number)));
        Self {
            actions: actions.collect(),
            done: Done::from([("added", ACTIONS)]),
            next: ACTIONS,
            random: 88_172_645_463_325_252,
        }
    }

    /// A number below `end`: xorshift, the same in every run.
    fn random(&mut self, end: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random % end as u64).expect("a small number")
    }

    /// Change one action that is not in `touched`, and return the lines of the stream that say so.
    fn change(&mut self, touched: &mut Vec<String>) -> String {
        let id = loop {
            let index = self.random(self.actions.len());
            let id = self.actions.keys().nth(index).expect("an action").clone();
            if !touched.contains(&id) {
                break id;
            }
        };
        touched.push(id.clone());
        let old = self.actions[&id].clone();
        let (mut new_id, mut new) = (id.clone(), old.clone());
        let kind = [
            "status", "end", "budget", "moved", "renamed", "dropped", "added", "layout",
        ];
        let kind = kind[self.random(kind.len())];
        match kind {
            "status" => new.status = (old.status + 1) % STATUSES.len(),
            "end" => new.end = old.end + 1,
            "budget" => {
                let (min, max) = old.budget.unwrap_or((1_000, 1_000));
                new.budget = match self.random(3) {
                    0 if old.budget.is_some() => None,
                    1 => Some((min + 10, min + 10 + max)),
                    _ => Some((max + 50, max + 50)),
                };
            }
            "moved" => new.measure = 1 - old.measure,
            "renamed" => new_id = format!("b-{}", self.next),
            "layout" => new.layout += 1,
            "dropped" => {}
            _ => {
                new_id = format!("a-{}", self.next);
                new = Known::new(self.next);
            }
        }
        self.next += 1;
        *self.done.entry(kind).or_default() += 1;
        let mut lines = String::new();
        if ["moved", "renamed", "dropped"].contains(&kind) {
            self.actions.remove(&id);
            let _ = writeln!(lines, "D {}", old.path(&id));
        }
        if kind != "dropped" {
            lines.push_str(&written(&new.path(&new_id), &new.text()));
            touched.push(new_id.clone());
            self.actions.insert(new_id, new);
        }
        lines
    }

    /// The least and the most that all known budgets come to, in euros.
    fn budget(&self) -> (usize, usize) {
        let known = self.actions.values().filter_map(|action| action.budget);
        known.fold((0, 0), |(low, high), (min, max)| (low + min, high + max))
    }
}

fn written(path: &str, text: &str) -> String {
    format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len())
}

/// A commit of a stream, with the day of its number.
fn commit(branch: &str, mark: usize, parents: &[usize], lines: &str) -> String {
    let seconds = 1_500_000_000 + mark * 3_600;
    let mut text = format!(
        "commit refs/heads/{branch}\nmark :{mark}\ncommitter A <a@b> {seconds} +0000\ndata 1\nx\n"
    );
    for (word, parent) in ["from", "merge"].iter().zip(parents) {
        let _ = writeln!(text, "{word} :{parent}");
    }
    text + lines
}

/// The whole history in a repository, checked out.
fn lived(plan: &mut Plan) -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let mut lines = String::new();
    for file in ["plan", "measures", "statuses", "themes", "actors"] {
        let path = format!("schema/{file}.toml");
        let text = std::fs::read_to_string(repository.path().join(&path)).expect("a vocabulary");
        lines.push_str(&written(&path, &text));
    }
    for (id, known) in &plan.actions {
        lines.push_str(&written(&known.path(id), &known.text()));
    }
    let mut stream = commit("main", 1, &[], &lines);
    let (mut tip, mut mark) = (1, 2);
    while mark <= COMMITS {
        let mut touched = Vec::new();
        if mark.is_multiple_of(MERGES) && mark + 3 <= COMMITS {
            let beside = [plan.change(&mut touched), plan.change(&mut touched)];
            let own = plan.change(&mut touched);
            stream.push_str(&commit("beside", mark, &[tip], &beside[0]));
            stream.push_str(&commit("beside", mark + 1, &[mark], &beside[1]));
            stream.push_str(&commit("main", mark + 2, &[tip], &own));
            stream.push_str(&commit(
                "main",
                mark + 3,
                &[mark + 2, mark + 1],
                &beside.concat(),
            ));
            (tip, mark) = (mark + 3, mark + 4);
        } else {
            stream.push_str(&commit("main", mark, &[tip], &plan.change(&mut touched)));
            (tip, mark) = (mark, mark + 1);
        }
    }
    stream.push_str("done\n");
    import(&repository, &stream);
    repository.git(&["reset", "--quiet", "--hard", "main"]);
    repository
}

/// How many entries of a log did what.
fn counted(log: &Value) -> Done {
    let mut counted = Done::new();
    let mut count = |kind| *counted.entry(kind).or_default() += 1;
    for entry in log["entries"].as_array().expect("entries") {
        match entry["event"].as_str() {
            Some("added") => count("added"),
            Some("dropped") => count("dropped"),
            _ => {}
        }
        if !entry["moved_from"].is_null() {
            count("moved");
        }
        if !entry["renamed_from"].is_null() {
            count("renamed");
        }
        for change in entry["changes"].as_array().expect("changes") {
            match change["field"].as_str() {
                Some("status") => count("status"),
                Some("end") => count("end"),
                Some("budget") => count("budget"),
                other => panic!("nothing changed {other:?}"),
            }
        }
    }
    counted
}

#[test]
fn a_long_history_is_told_as_it_was_lived() {
    let mut plan = Plan::new();
    let before = plan.budget();
    let repository = lived(&mut plan);
    let number = repository.git(&["rev-list", "--count", "main"]);
    assert_eq!(number.trim(), COMMITS.to_string());
    // The log, replayed, gives the plan.
    let found = replayed(&log(&repository));
    let expected: BTreeMap<(String, String), Sheet> = plan
        .actions
        .iter()
        .map(|(id, known)| {
            let sheet = read_sheet(&Document::of(&known.text()))
                .value
                .expect("a sheet");
            ((MEASURES[known.measure].to_owned(), id.clone()), sheet)
        })
        .collect();
    assert!(found == expected, "the replayed log gives another plan");
    // It tells each thing that was done once, and no new layout.
    let mut done = plan.done.clone();
    assert!(done.remove("layout").is_some_and(|times| times > 100));
    let told = answer(&repository, &["log"]);
    assert_eq!(counted(&told), done);
    // Each by the commit that did it, be it on a branch, and none by a merge.
    let commits: BTreeSet<&str> = told["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|entry| entry["commit"]["commit"].as_str())
        .collect();
    let changes = done.values().sum::<usize>() - ACTIONS;
    assert_eq!(commits.len(), 1 + changes);
    let summary = answer(&repository, &["log", "--summary"]);
    for (key, kind) in [("end_changes", "end"), ("budget_changes", "budget")] {
        let slips = summary["actions"].as_array().expect("actions").iter();
        let times: u64 = slips.filter_map(|slip| slip[key].as_u64()).sum();
        assert_eq!(times, done[kind] as u64, "{key}");
    }
    // What changed in all is the difference of both budgets, and of what the test knows.
    let first = repository.git(&["rev-list", "--max-parents=0", "main"]);
    let first = first.trim();
    let then = answer(&repository, &["budget", "--at", first]);
    let now = answer(&repository, &["budget"]);
    let diff = answer(&repository, &["diff", &format!("{first}..HEAD")]);
    let totals = &diff["totals"];
    let after = plan.budget();
    for (side, budget, known) in [("before", &then, before), ("after", &now, after)] {
        assert_eq!(totals["total"][side], budget["total"], "{side}");
        assert_eq!(budget["total"]["min"], known.0, "{side}");
        assert_eq!(budget["total"]["max"], known.1, "{side}");
        for (group, own) in totals["groups"]
            .as_array()
            .expect("groups")
            .iter()
            .zip(budget["groups"].as_array().expect("groups"))
        {
            assert_eq!(group["key"], own["key"]);
            assert_eq!(group[side]["min"], own["min"], "{side} {}", group["key"]);
        }
    }
    let change = |later: usize, sooner: usize| later as i64 - sooner as i64;
    let change = json!({ "min": change(after.0, before.0), "max": change(after.1, before.1) });
    assert_eq!(totals["total"]["change"], change);
}
