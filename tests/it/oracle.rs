//! Random histories of a plan, and what every answer about the past must say of them.
//!
//! The test lives each history itself and knows what was done to which action by whom; it shares no code with the
//! program, which sees git alone. `PLAN_HISTORIES=200` lives as many of them, `PLAN_HISTORY=7` that one alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

use crate::asked::answer;
use crate::replay::import;
use crate::repository::Repository;

/// Histories that each run of the tests lives.
const HISTORIES: u64 = 2;
/// Steps of a history; a branch that is merged is one.
const STEPS: usize = 24;

/// A budget line: its label where it has one, its amount, and the commit that set it.
type Line = (Option<String>, usize, usize);

/// An action as the test knows it; each value with the commit that set it.
#[derive(Debug, Clone, PartialEq)]
struct Known {
    id: String,
    /// Vélo or Chaleur, whatever their codes.
    measure: usize,
    title: (String, usize),
    status: (usize, usize),
    end: (Option<usize>, usize),
    lines: Vec<Line>,
}

/// The plan at a commit: its actions by their lives, and its words.
#[derive(Debug, Clone, Default)]
struct World {
    actions: BTreeMap<usize, Known>,
    withdrawn: BTreeMap<usize, Known>,
    /// How many times each status was called anew.
    called: [usize; 4],
    /// Whether the codes of the two measures are exchanged.
    is_recoded: bool,
}

const PHASES: [&str; 4] = ["not-started", "running", "done", "dropped"];
const SCHOOLS: [&str; 6] = ["Pasteur", "Curie", "Hugo", "Zola", "Ferry", "Moulin"];

impl World {
    fn code(&self, measure: usize) -> &'static str {
        ["1.1", "2.1"][if self.is_recoded {
            1 - measure
        } else {
            measure
        }]
    }

    fn status(&self, status: usize) -> String {
        format!(
            "Statut {} {}",
            ["nouveau", "engagé", "achevé", "abandonné"][status],
            self.called[status]
        )
    }

    /// The files, by their paths.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for known in self.actions.values() {
            let lines = known.lines.iter().map(|(label, amount, _)| {
                let label = label.as_ref().map(|label| format!("label = \"{label}\", "));
                format!("{{ {}amount = {amount} }}", label.unwrap_or_default())
            });
            let end = known.end.0.map(|end| format!("end = \"{end}\"\n"));
            let text = format!(
                "title = \"{}\"\nthemes = [\"Climat\"]\nstatus = \"{}\"\n{}budget = [{}]\n",
                known.title.0,
                self.status(known.status.0),
                end.unwrap_or_default(),
                lines.collect::<Vec<_>>().join(", ")
            );
            files.insert(
                format!("actions/{}/{}.toml", self.code(known.measure), known.id),
                text,
            );
        }
        let mut statuses = String::new();
        for (status, phase) in PHASES.iter().enumerate() {
            let mut before = self.clone();
            let earlier = (0..self.called[status]).map(|called| {
                before.called[status] = called;
                format!("\"{}\"", before.status(status))
            });
            let earlier: Vec<String> = earlier.collect();
            let _ = writeln!(
                statuses,
                "[[status]]\nname = \"{}\"\nphase = \"{phase}\"\naliases = [{}]",
                self.status(status),
                earlier.join(", ")
            );
        }
        let mut measures = String::new();
        for (measure, title) in ["Vélo", "Chaleur"].iter().enumerate() {
            let code = self.code(measure);
            let axis = &code[..1];
            let _ = writeln!(
                measures,
                "[[axis]]\nnumber = {axis}\ntitle = \"Axe {title}\"\n[[measure]]\ncode = \"{code}\"\ntitle = \"{title}\""
            );
        }
        for (name, text) in [
            ("plan", "format = 1\nname = \"Plan\"\n".to_owned()),
            ("themes", "[[theme]]\nname = \"Climat\"\n".to_owned()),
            ("actors", "[[actor]]\nname = \"Ville\"\n".to_owned()),
            ("statuses", statuses),
            ("measures", measures),
        ] {
            files.insert(format!("schema/{name}.toml"), text);
        }
        files
    }

    fn budget(&self) -> usize {
        let lines = self.actions.values().flat_map(|known| &known.lines);
        lines.map(|(_, amount, _)| amount).sum()
    }
}

/// A commit, by its number: the plan that it holds, what it follows, its message.
struct Made {
    world: World,
    parents: Vec<usize>,
    message: String,
}

/// A history as it is lived.
struct History {
    random: u64,
    made: Vec<Made>,
    /// The commits of the line, the oldest first.
    line: Vec<usize>,
    /// What was done: by which commit, to which action, what.
    done: Vec<String>,
    next: usize,
}

impl History {
    fn lived(seed: u64) -> Self {
        let mut history = Self {
            random: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            made: Vec::new(),
            line: vec![0],
            done: Vec::new(),
            next: 0,
        };
        let mut world = World::default();
        for _ in 0..6 {
            history.add(&mut world, 0, None);
        }
        history.commit(world, Vec::new(), "Vote");
        for _ in 0..STEPS {
            match history.below(8) {
                0 => history.recode(),
                1 | 2 => history.branch(),
                _ => {
                    let (tip, number) = (history.tip(), history.made.len());
                    let mut world = history.made[tip].world.clone();
                    history.change(&mut world, number, &|_| true, false);
                    history.commit(world, vec![tip], "Suivi");
                    history.line.push(number);
                }
            }
        }
        history
    }

    /// A number below `end`: xorshift, the same in every run.
    fn below(&mut self, end: usize) -> usize {
        for _ in 0..2 {
            self.random ^= self.random << 13;
            self.random ^= self.random >> 7;
            self.random ^= self.random << 17;
        }
        usize::try_from(self.random % end as u64).expect("a small number")
    }

    fn fresh(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    fn tip(&self) -> usize {
        *self.line.last().expect("a commit")
    }

    fn commit(&mut self, world: World, parents: Vec<usize>, message: &str) {
        self.made.push(Made {
            world,
            parents,
            message: message.to_owned(),
        });
    }

    fn note(&mut self, by: usize, title: &str, what: &str) {
        self.done.push(format!("{by} {title}: {what}"));
    }

    /// Add an action; of a school, one of a series.
    fn add(&mut self, world: &mut World, by: usize, school: Option<&str>) {
        let life = self.fresh();
        let title = match school {
            Some(school) => format!(
                "Rénovation énergétique de l'école {school} numéro {}",
                life % 2
            ),
            None => format!("Action {life}"),
        };
        let label = (!life.is_multiple_of(3)).then(|| format!("ligne {life}"));
        let lines = (0..=life % 2).map(|nth| {
            let label = label.clone().filter(|_| nth == 0);
            (label, self.fresh() * 1_000, by)
        });
        let lines: Vec<Line> = lines.collect();
        self.note(by, &title, "added");
        world.actions.insert(
            life,
            Known {
                id: format!("a-{life}"),
                measure: life % 2,
                title: (title, by),
                status: (life % 3, by),
                end: ((!life.is_multiple_of(5)).then_some(2030 + life % 5), by),
                lines,
            },
        );
    }

    /// Exchange the codes of the measures, or call a status anew.
    fn recode(&mut self) {
        let (tip, number) = (self.tip(), self.made.len());
        let mut world = self.made[tip].world.clone();
        if self.below(2) == 0 {
            world.is_recoded = !world.is_recoded;
            let titles: Vec<String> = world
                .actions
                .values()
                .map(|known| known.title.0.clone())
                .collect();
            titles
                .iter()
                .for_each(|title| self.note(number, title, "moved"));
        } else {
            let status = self.below(4);
            world.called[status] += 1;
        }
        self.commit(world, vec![tip], "Nouveau vocabulaire");
        self.line.push(number);
    }

    /// Two commits beside the line and some on it, merged: by the line, or by who pulls; now and then retouched.
    fn branch(&mut self) {
        let fork = self.tip();
        let mut side = fork;
        for _ in 0..2 {
            let number = self.made.len();
            let mut world = self.made[side].world.clone();
            self.change(&mut world, number, &|life| life % 2 == 0, false);
            self.commit(world, vec![side], "À côté");
            side = number;
        }
        let mut main = fork;
        for _ in 0..self.below(3) {
            let number = self.made.len();
            let mut world = self.made[main].world.clone();
            // What both touch: the end is changed here, other fields there.
            let both = self.below(3) == 0;
            self.change(&mut world, number, &|life| (life % 2 == 0) == both, both);
            self.commit(world, vec![main], "Suivi");
            self.line.push(number);
            main = number;
        }
        let number = self.made.len();
        let base = self.made[fork].world.clone();
        // What came to nothing beside the line never came into it.
        let beside: Vec<String> = [fork + 1, fork + 2].map(|by| format!("{by} ")).to_vec();
        let known = |world: &World, title: &str| {
            let mut known = world.actions.values();
            known.find(|known| known.title.0 == title).cloned()
        };
        let end = &self.made[side].world;
        self.done.retain(|done| {
            let is_beside = beside.iter().any(|by| done.starts_with(by.as_str()));
            let title = done
                .split_once(' ')
                .and_then(|(_, rest)| rest.split_once(": "));
            let title = title.map_or("", |(title, _)| title);
            !is_beside || known(&base, title) != known(end, title)
        });
        let mut world = merged(&base, &self.made[main].world, &self.made[side].world);
        if self.below(2) == 0 {
            self.retouch(&mut world, number);
        }
        let (parents, message) = match self.below(2) {
            0 => (vec![main, side], "Merge branch 'travaux'"),
            _ => (
                vec![side, main],
                "Merge branch 'main' of git@exemple.fr:plan",
            ),
        };
        self.commit(world, parents, message);
        self.line.push(number);
    }

    /// The end and a line of some action, changed by a merge itself.
    fn retouch(&mut self, world: &mut World, by: usize) {
        let lives: Vec<usize> = world.actions.keys().copied().collect();
        if let Some(life) = (!lives.is_empty()).then(|| lives[self.below(lives.len())]) {
            self.set_end(world, life, by);
            self.set_line(world, life, by);
        }
    }

    fn set_end(&mut self, world: &mut World, life: usize, by: usize) {
        let end = 2050 + self.fresh();
        let known = world.actions.get_mut(&life).expect("an action");
        known.end = (Some(end), by);
        let title = known.title.0.clone();
        self.note(by, &title, "end");
    }

    fn set_line(&mut self, world: &mut World, life: usize, by: usize) {
        let amount = self.fresh() * 1_000;
        let place = self.below(world.actions[&life].lines.len());
        let known = world.actions.get_mut(&life).expect("an action");
        known.lines[place].1 = amount;
        known.lines[place].2 = by;
        let title = known.title.0.clone();
        self.note(by, &title, "budget");
    }

    /// Change one action whose life `may` be changed, or the plan; only its end where `is_end`.
    fn change(&mut self, world: &mut World, by: usize, may: &dyn Fn(usize) -> bool, is_end: bool) {
        let lives: Vec<usize> = world
            .actions
            .keys()
            .copied()
            .filter(|life| may(*life))
            .collect();
        if lives.is_empty() {
            if !is_end {
                self.add(world, by, None);
            }
            return;
        }
        let life = lives[self.below(lives.len())];
        if is_end {
            return self.set_end(world, life, by);
        }
        let title = world.actions[&life].title.0.clone();
        let is_alone = may(life + 1);
        match self.below(if is_alone { 10 } else { 6 }) {
            0 => {
                let known = world.actions.get_mut(&life).expect("an action");
                known.status = ((known.status.0 + 1) % 4, by);
                self.note(by, &title, "status");
            }
            1 | 2 => self.set_line(world, life, by),
            3 => {
                let known = world.actions.get_mut(&life).expect("an action");
                known.measure = 1 - known.measure;
                self.note(by, &title, "moved");
            }
            4 => {
                let id = format!("b-{}", self.fresh());
                world.actions.get_mut(&life).expect("an action").id = id;
                self.note(by, &title, "renamed");
            }
            5 => {
                let amount = self.fresh() * 1_000;
                let known = world.actions.get_mut(&life).expect("an action");
                known.lines.push((None, amount, by));
                self.note(by, &title, "budget");
            }
            6 => self.set_end(world, life, by),
            7 => {
                let known = world.actions.remove(&life).expect("an action");
                world.withdrawn.insert(life, known);
                self.note(by, &title, "dropped");
            }
            8 => self.take_up(world, by),
            _ => self.exchange(world, by),
        }
    }

    /// Take up again what was withdrawn, with another end; else add something.
    fn take_up(&mut self, world: &mut World, by: usize) {
        let Some((life, mut known)) = world.withdrawn.pop_first() else {
            return self.add(world, by, None);
        };
        let title = known.title.0.clone();
        known.title.1 = by;
        known.status.1 = by;
        known.end = (Some(2050 + self.fresh()), by);
        known.lines.iter_mut().for_each(|line| line.2 = by);
        world.actions.insert(life, known);
        self.note(by, &title, "added");
        self.note(by, &title, "end");
    }

    /// Withdraw a school and add another of the series, in one commit; or an action under a name that another one had.
    fn exchange(&mut self, world: &mut World, by: usize) {
        let schools: Vec<usize> = world
            .actions
            .iter()
            .filter(|(_, known)| known.title.0.contains("école"))
            .map(|(life, _)| *life)
            .collect();
        let school = SCHOOLS[self.below(SCHOOLS.len())];
        let is_there = world
            .actions
            .values()
            .any(|known| known.title.0.contains(school));
        let was_there = self.done.iter().any(|done| done.contains(school));
        if is_there || was_there {
            return self.add(world, by, None);
        }
        if let Some(life) = schools.first() {
            let known = world.actions.remove(life).expect("a school");
            self.note(by, &known.title.0.clone(), "dropped");
        }
        self.add(world, by, Some(school));
    }

    fn stream(&self) -> String {
        let mut stream = String::new();
        for (number, made) in self.made.iter().enumerate() {
            let _ = write!(
                stream,
                "commit refs/heads/main\nmark :{}\ncommitter {number} <a@b> {} +0000\ndata {}\n{}\n",
                number + 1,
                1_600_000_000 + number * 86_400,
                made.message.len(),
                made.message
            );
            for (word, parent) in ["from", "merge"].iter().zip(&made.parents) {
                let _ = writeln!(stream, "{word} :{}", parent + 1);
            }
            stream.push_str("deleteall\n");
            for (path, text) in made.world.files() {
                let _ = write!(
                    stream,
                    "M 100644 inline {path}\ndata {}\n{text}\n",
                    text.len()
                );
            }
        }
        stream.push_str("done\n");
        stream
    }
}

/// What both sides did since `base`, the line's where both did.
fn merged(base: &World, main: &World, side: &World) -> World {
    let mut world = main.clone();
    for life in base.actions.keys().chain(side.actions.keys()) {
        let (before, beside) = (base.actions.get(life), side.actions.get(life));
        if before == beside {
            continue;
        }
        match (before, beside, world.actions.get_mut(life)) {
            (Some(before), Some(beside), Some(here)) => {
                if before.id != beside.id {
                    here.id.clone_from(&beside.id);
                }
                if before.measure != beside.measure {
                    here.measure = beside.measure;
                }
                if before.status != beside.status {
                    here.status = beside.status;
                }
                if before.end != beside.end {
                    here.end = beside.end;
                }
                if before.lines != beside.lines {
                    here.lines.clone_from(&beside.lines);
                }
            }
            (_, Some(beside), None) => {
                world.actions.insert(*life, beside.clone());
            }
            (_, None, _) => {
                world.actions.remove(life);
            }
            (None, Some(_), Some(_)) => {}
        }
    }
    world.withdrawn = main.withdrawn.clone();
    world.withdrawn.extend(side.withdrawn.clone());
    world
        .withdrawn
        .retain(|life, _| !world.actions.contains_key(life));
    world
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// What a list says of each action, by its title.
fn listed(world: &World) -> BTreeMap<String, String> {
    let told = world.actions.values().map(|known| {
        let end = known.end.0.map_or("-".to_owned(), |end| end.to_string());
        let sum: usize = known.lines.iter().map(|line| line.1).sum();
        let (code, status) = (world.code(known.measure), world.status(known.status.0));
        (
            known.title.0.clone(),
            format!("{} {code} {status} {end} {sum}", known.id),
        )
    });
    told.collect()
}

/// What became of each action from a plan to another, by its title.
fn differing(before: &World, after: &World) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    let lives: BTreeSet<&usize> = before.actions.keys().chain(after.actions.keys()).collect();
    for life in lives {
        let (title, what) = match (before.actions.get(life), after.actions.get(life)) {
            (None, Some(new)) => (&new.title.0, "added".to_owned()),
            (Some(old), None) => (&old.title.0, "dropped".to_owned()),
            (Some(old), Some(new)) => {
                let mut what = Vec::new();
                if old.id != new.id {
                    what.push(format!("renamed from {}", old.id));
                }
                if old.measure != new.measure {
                    what.push(format!("moved from {}", after.code(old.measure)));
                }
                if old.status.0 != new.status.0 {
                    what.push("status".to_owned());
                }
                if old.end.0 != new.end.0 {
                    what.push("end".to_owned());
                }
                let amounts = |known: &Known| {
                    let lines = known.lines.iter().map(|line| (line.0.clone(), line.1));
                    lines.collect::<Vec<_>>()
                };
                if amounts(old) != amounts(new) {
                    what.push("budget".to_owned());
                }
                (&new.title.0, what.join(", "))
            }
            (None, None) => continue,
        };
        if !what.is_empty() {
            told.insert(title.clone(), what);
        }
    }
    told
}

fn told_difference(diff: &Value) -> BTreeMap<String, String> {
    let told = list(&diff["actions"]).iter().map(|one| {
        let mut what = Vec::new();
        match text(&one["kind"]) {
            "changed" => {}
            kind => what.push(kind.to_owned()),
        }
        for (key, said) in [
            ("renamed_from", "renamed from"),
            ("moved_from", "moved from"),
        ] {
            if let Some(from) = one[key].as_str() {
                what.push(format!("{said} {from}"));
            }
        }
        let fields: BTreeSet<&str> = list(&one["changes"])
            .iter()
            .map(|change| text(&change["field"]))
            .collect();
        what.extend(
            ["status", "end", "budget"]
                .iter()
                .filter(|field| fields.contains(*field))
                .map(|field| (*field).to_owned()),
        );
        (text(&one["title"]).to_owned(), what.join(", "))
    });
    told.collect()
}

/// What a log tells, one thing a line.
fn told_log(log: &Value) -> Vec<String> {
    let mut told = Vec::new();
    for entry in list(&log["entries"]) {
        let (by, title) = (text(&entry["commit"]["author"]), text(&entry["title"]));
        let mut note = |what: &str| told.push(format!("{by} {title}: {what}"));
        match text(&entry["event"]) {
            "changed" => {}
            event => note(event),
        }
        if !entry["moved_from"].is_null() {
            note("moved");
        }
        if !entry["renamed_from"].is_null() {
            note("renamed");
        }
        for change in list(&entry["changes"]) {
            note(text(&change["field"]));
        }
    }
    told.sort();
    told
}

/// Compare the answers about a history with what was lived, and return how many were.
fn judged(seed: u64) -> usize {
    let mut history = History::lived(seed);
    let repository = Repository::new();
    import(&repository, &history.stream());
    repository.git(&["reset", "--quiet", "--hard", "main"]);
    let printed = repository.git(&["log", "--format=%an %H", "main"]);
    let hashes: BTreeMap<usize, &str> = printed
        .lines()
        .map(|line| line.split_once(' ').expect("two words"))
        .map(|(number, hash)| (number.parse().expect("a number"), hash))
        .collect();
    let mut answers = 0;
    let mut same = |what: &str, told: String, lived: String| {
        answers += 1;
        assert_eq!(told, lived, "history {seed}: {what}");
    };
    // The plan at revisions and days.
    let now = history.made[history.tip()].world.clone();
    for (number, hash) in hashes.iter().filter(|(number, _)| *number % 5 == 0) {
        let world = &history.made[*number].world;
        let list_then = answer(&repository, &["list", "--at", hash]);
        let told: BTreeMap<String, String> = list(&list_then)
            .iter()
            .map(|one| {
                let end = text(&one["end"]["text"]);
                let sum = one["budget"]["min"].as_f64().unwrap_or_default();
                let told = format!(
                    "{} {} {} {end} {sum}",
                    text(&one["id"]),
                    text(&one["measure"]),
                    text(&one["status"])
                );
                (text(&one["title"]).to_owned(), told)
            })
            .collect();
        same(
            &format!("list at {number}"),
            format!("{told:#?}"),
            format!("{:#?}", listed(world)),
        );
    }
    for number in (0..history.made.len()).step_by(9) {
        let seconds = 1_600_000_000 + number as i64 * 86_400;
        let day = chrono::DateTime::from_timestamp(seconds, 0)
            .expect("a day")
            .date_naive();
        let budget = answer(&repository, &["budget", "--at", &day.to_string()]);
        let then = history
            .line
            .iter()
            .rev()
            .find(|one| **one <= number)
            .expect("a commit");
        let lived = history.made[*then].world.budget();
        same(
            &format!("budget on day {number}"),
            budget["total"]["min"].to_string(),
            lived.to_string(),
        );
    }
    // Differences, both ways, between any two commits.
    for _ in 0..6 {
        let (one, other) = (
            history.below(history.made.len()),
            history.below(history.made.len()),
        );
        for (from, to) in [(one, other), (other, one)] {
            let (before, after) = (&history.made[from].world, &history.made[to].world);
            let diff = answer(
                &repository,
                &["diff", &format!("{}..{}", hashes[&from], hashes[&to])],
            );
            let what = format!("diff {from}..{to}");
            same(
                &what,
                format!("{:#?}", told_difference(&diff)),
                format!("{:#?}", differing(before, after)),
            );
            let total = &diff["totals"]["total"];
            same(
                &what,
                total["before"]["min"].to_string(),
                before.budget().to_string(),
            );
            same(
                &what,
                total["after"]["min"].to_string(),
                after.budget().to_string(),
            );
            let groups = list(&diff["totals"]["groups"]).iter();
            let told: BTreeMap<&str, String> = groups
                .map(|group| {
                    (
                        text(&group["title"]),
                        format!(
                            "{} {}",
                            group["before"]["actions"], group["after"]["actions"]
                        ),
                    )
                })
                .collect();
            let count = |world: &World, measure| {
                world
                    .actions
                    .values()
                    .filter(|known| known.measure == measure)
                    .count()
            };
            let lived: BTreeMap<&str, String> = ["Axe Vélo", "Axe Chaleur"]
                .into_iter()
                .enumerate()
                .map(|(measure, title)| (title, (count(before, measure), count(after, measure))))
                .filter(|(_, counts)| *counts != (0, 0))
                .map(|(title, (before, after))| (title, format!("{before} {after}")))
                .collect();
            same(&what, format!("{told:?}"), format!("{lived:?}"));
        }
    }
    // Where the plan stands since any commit: who came and went, and a way between the amounts that adds up.
    for _ in 0..3 {
        let from = history.below(history.made.len());
        let then = &history.made[from].world;
        let since = answer(&repository, &["since", hashes[&from]]);
        let lives = |one: &World, other: &World| -> Vec<Known> {
            let gone = one
                .actions
                .iter()
                .filter(|(life, _)| !other.actions.contains_key(life));
            gone.map(|(_, known)| known.clone()).collect()
        };
        let sum = |known: &[Known]| -> usize {
            let lines = known.iter().flat_map(|known| &known.lines);
            lines.map(|(_, amount, _)| amount).sum()
        };
        let steps = list(&since["money"]["steps"]).iter();
        let steps: BTreeMap<&str, f64> = steps
            .map(|step| {
                (
                    text(&step["step"]),
                    step["change"]["min"].as_f64().unwrap_or_default(),
                )
            })
            .collect();
        let (came, went) = (lives(&now, then), lives(then, &now));
        let others = now.budget() + sum(&went) - sum(&came);
        let kept = now.actions.values().filter(|known| known.status.0 != 3);
        let kept: Vec<Known> = kept.cloned().collect();
        let done = |world: &World| {
            world
                .actions
                .values()
                .filter(|known| known.status.0 == 2)
                .count()
        };
        let told = format!(
            "{} {} {} {} {} {} {}",
            steps["added"],
            steps["withdrawn"],
            steps["revised"],
            since["money"]["after"]["min"].as_f64().unwrap_or_default(),
            since["money"]["kept"]["min"].as_f64().unwrap_or_default(),
            since["all"]["then"]["done"],
            since["all"]["withdrawn"],
        );
        let lived = format!(
            "{} {} {} {} {} {} {}",
            sum(&came) as f64,
            0.0 - sum(&went) as f64,
            others as f64 - then.budget() as f64,
            now.budget() as f64,
            sum(&kept) as f64,
            done(then),
            went.len(),
        );
        same(&format!("since {from}"), told, lived);
    }
    // Each thing that was done is told once, by whom did it.
    let mut lived = history.done.clone();
    lived.sort();
    let log = answer(&repository, &["log"]);
    same(
        "log",
        format!("{:#?}", told_log(&log)),
        format!("{lived:#?}"),
    );
    // Each value says who set it.
    for known in now.actions.values() {
        let blame = answer(&repository, &["blame", &known.id]);
        let told: Vec<String> = list(&blame["fields"])
            .iter()
            .filter(|field| text(&field["field"]) != "themes")
            .map(|field| {
                format!(
                    "{} {}",
                    text(&field["field"]),
                    text(&field["commit"]["author"])
                )
            })
            .collect();
        let mut lived = vec![
            format!("title {}", known.title.1),
            format!("status {}", known.status.1),
        ];
        lived.extend(known.end.0.map(|_| format!("end {}", known.end.1)));
        lived.extend(known.lines.iter().map(|line| format!("budget {}", line.2)));
        same(
            &format!("blame {}", known.id),
            format!("{told:#?}"),
            format!("{lived:#?}"),
        );
    }
    // Ends drift from the first to the last.
    let summary = answer(&repository, &["log", "--summary", "--field=end"]);
    let told: BTreeMap<&str, u64> = list(&summary["actions"])
        .iter()
        .filter_map(|slip| Some((text(&slip["title"]), slip["end_changes"].as_u64()?)))
        .filter(|(_, times)| *times > 0)
        .collect();
    let mut lived: BTreeMap<&str, u64> = BTreeMap::new();
    for done in history
        .done
        .iter()
        .filter_map(|done| done.strip_suffix(": end"))
    {
        let (_, title) = done.split_once(' ').expect("two words");
        *lived.entry(title).or_default() += 1;
    }
    same("summary", format!("{told:#?}"), format!("{lived:#?}"));
    answers
}

#[test]
fn what_was_lived_is_what_is_told() {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|number| number.parse().ok())
    };
    let seeds = match (number("PLAN_HISTORY"), number("PLAN_HISTORIES")) {
        (Some(one), _) => one..one + 1,
        (None, many) => 1..many.unwrap_or(HISTORIES) + 1,
    };
    let mut answers = 0;
    for seed in seeds.clone() {
        answers += judged(seed);
    }
    assert!(answers > 0, "{} histories", seeds.count());
}
