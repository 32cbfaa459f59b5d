//! `KEY=VALUE` as a user types it, put into the text of an action's file.
//!
//! Money, dates and names are read as those of a table's cells are; what is not surely understood is refused.

use std::str::FromStr;

use toml::de::DeValue;

use crate::document::Document;
use crate::document::edit::NewValue;
use crate::document::fragment::{block, date, line, list, rank, value};
use crate::document::sheet;
use crate::document::statement::KeyForm;
use crate::error::Error;
use crate::import::cells;
use crate::import::cells::reading::Reading;
use crate::import::cells::scale::{Scale, year};
use crate::import::tables::book::Cell;
use crate::model::budget::BudgetLine;
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::{Key, Shape};
use crate::model::name::Name;
use crate::model::plan::Words;
use crate::model::vocabulary::{Vocabulary, VocabularyEntry};
use crate::view::column_name::field;

/// The mark between the names of a list, in exports too.
const SEPARATOR: char = ';';

/// A key, and the change that is to be made to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The key: one of an action's, or `extra.` and a name of the territory's own.
    pub key: String,
    /// The label of the budget line that is meant, or the name in whose place another comes, where one is.
    label: Option<String>,
    operator: Operator,
    value: String,
}

/// The way in which the value goes to the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    /// `key=value`
    Set,
    /// `key+=value`
    Add,
    /// `key-=value`
    Remove,
}

impl FromStr for Assignment {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let unreadable = || Error::NotAnAssignment(text.to_owned());
        let (key, value) = text.split_once('=').ok_or_else(unreadable)?;
        let (key, operator) = match (key.strip_suffix('+'), key.strip_suffix('-')) {
            (Some(key), _) => (key, Operator::Add),
            (_, Some(key)) => (key, Operator::Remove),
            (None, None) => (key, Operator::Set),
        };
        let (root, rest) = match key.trim().split_once('.') {
            Some((root, rest)) => (root, Some(rest)),
            None => (key.trim(), None),
        };
        let is_name = |part: &str| !part.is_empty() && !part.contains(['[', ']', '"', '\'']);
        if !is_name(root) || !rest.is_none_or(is_name) {
            return Err(unreadable());
        }
        let (key, label) = match (root, rest) {
            ("extra", Some(name)) if !name.contains('.') => (format!("extra.{name}"), None),
            (root, rest) => {
                let key = field(root, Column::told())?;
                let is_line = key == Key::Budget && operator == Operator::Set;
                if rest.is_some() && !is_line || key == Column::Extra {
                    return Err(unreadable());
                }
                (key.name().to_owned(), rest.map(str::to_owned))
            }
        };
        let takes_items = matches!(shape(&key), Some(Shape::List | Shape::Tables));
        if operator != Operator::Set && !takes_items {
            return Err(Error::NotAList(key));
        }
        Ok(Self {
            key,
            label,
            operator,
            value: value.trim().to_owned(),
        })
    }
}

impl Assignment {
    /// The assignments, one that takes a name out of a list and the next that puts one there made one for the other, in
    /// its place: who leads goes on leading.
    pub fn paired(all: Vec<Self>) -> Vec<Self> {
        let mut paired: Vec<Self> = Vec::new();
        for mut one in all {
            let is_pair = |last: &&mut Self| {
                last.operator == Operator::Remove
                    && one.operator == Operator::Add
                    && last.key == one.key
                    && shape(&one.key) == Some(Shape::List)
                    && ![&last.value, &one.value]
                        .iter()
                        .any(|value| value.contains(SEPARATOR))
            };
            match paired.last_mut().filter(is_pair) {
                Some(last) => {
                    one.label = Some(std::mem::take(&mut last.value));
                    *last = one;
                }
                None => paired.push(one),
            }
        }
        paired
    }

    /// The text of the document with the value in it, names in the spelling of the plan.
    ///
    /// # Errors
    /// The value is not surely understood, or names what the plan does not know.
    pub fn put_into(&self, document: &Document<'_>, words: &Words) -> Result<String, Error> {
        let key = self.key.as_str();
        let value = self.value.as_str();
        let wanted = match (shape(key), key) {
            (Some(Shape::List), _) => self.list(document, words)?,
            (Some(Shape::Tables), _) => return self.tables(document, words),
            _ if value.is_empty() => NewValue::Absent,
            (_, "status") => NewValue::Value(line(&self.canonical(value, &words.statuses)?)),
            (Some(Shape::Date), _) => NewValue::Value(self.date()),
            (Some(Shape::Block), _) => NewValue::Value(block(value)),
            (None, key) if key.starts_with("extra.") && is_number(value) => {
                NewValue::Value(value.to_owned())
            }
            _ => NewValue::Value(line(value)),
        };
        Ok(document.set(key, &wanted))
    }

    fn date(&self) -> String {
        let cell = Cell::Text(self.value.clone());
        let read = match self.key == Key::Start.name() {
            true => cells::date::start(&cell),
            false => cells::date::end(&cell),
        };
        match read {
            Reading::Read(read) => date(&read.to_string()),
            // The check says how dates are written.
            Reading::Empty | Reading::Verbatim => date(&self.value),
        }
    }

    fn list(&self, document: &Document<'_>, words: &Words) -> Result<NewValue, Error> {
        let typed = self.value.split(SEPARATOR).map(str::trim);
        let typed = typed.filter(|name| !name.is_empty());
        let mut list = match self.operator {
            Operator::Set => Vec::new(),
            Operator::Add | Operator::Remove => held_list(document, &self.key),
        };
        for name in typed {
            let known = self.named(name, words);
            let spelled = known.as_deref().unwrap_or(name);
            let is_it = |held: &String| {
                let held = self.named(held, words).unwrap_or_else(|_| held.clone());
                fold(&held) == fold(spelled)
            };
            let replaced = self
                .label
                .as_deref()
                .map(|old| fold(&self.named(old, words).unwrap_or_else(|_| old.to_owned())));
            let place = list.iter().position(|held| Some(fold(held)) == replaced);
            match self.operator {
                Operator::Add if place.is_some() && !list.iter().any(is_it) => {
                    list[place.unwrap_or_default()] = known?;
                }
                Operator::Add if place.is_some() => {
                    list.retain(|held| Some(fold(held)) != replaced);
                }
                Operator::Remove => list.retain(|held| !is_it(held)),
                Operator::Set | Operator::Add if list.iter().any(is_it) => {}
                Operator::Set | Operator::Add => list.push(known?),
            }
        }
        Ok(match list.is_empty() {
            true => NewValue::Absent,
            false => NewValue::List(list),
        })
    }

    /// A name of a list in the spelling of the plan.
    fn named(&self, name: &str, words: &Words) -> Result<String, Error> {
        match Key::named(&self.key) {
            Some(Key::Themes) => self.canonical(name, &words.themes),
            Some(Key::Owners | Key::Funders | Key::Partners | Key::Audiences) if name != "?" => {
                self.canonical(name, &words.actors)
            }
            _ => Ok(name.to_owned()),
        }
    }

    fn canonical<T: VocabularyEntry>(
        &self,
        name: &str,
        known: &Vocabulary<T>,
    ) -> Result<String, Error> {
        let found = known.find(name).map(|entry| entry.name().to_owned());
        found.ok_or_else(|| Error::UnknownName {
            key: self.key.clone(),
            name: name.to_owned(),
            nearest: known.meant(name),
        })
    }

    /// The text with tables in it that the value says in words, or as TOML.
    fn tables(&self, document: &Document<'_>, words: &Words) -> Result<String, Error> {
        let (key, value) = (self.key.as_str(), self.value.as_str());
        if value.is_empty() && self.operator == Operator::Set && self.label.is_none() {
            return Ok(document.set(key, &NewValue::Absent));
        }
        let held = held_tables(document, key);
        if self.operator == Operator::Remove {
            let is_it = |table: &HeldTable| table.name.as_deref().map(fold) == Some(fold(value));
            let (gone, kept): (Vec<_>, Vec<_>) = held.into_iter().partition(is_it);
            if gone.is_empty() {
                return Err(self.no_such_line(value, &kept));
            }
            return Ok(document.set(key, &written(kept)));
        }
        let new: Vec<String> = match Key::named(key) {
            _ if value.starts_with(['[', '{']) => vec![toml(key, value)?],
            Some(Key::SubActions) => vec![line(value)],
            Some(Key::Budget) => {
                let lines = money(value, words)?;
                if let Some(label) = &self.label {
                    return self.amount_of_line(label, &lines, held, document);
                }
                lines.iter().map(sheet::table).collect()
            }
            _ => vec![toml(key, value)?],
        };
        if value.starts_with('[') && self.operator == Operator::Set {
            return Ok(document.set(key, &NewValue::Value(value.to_owned())));
        }
        if let (Operator::Add, Some(Key::SubActions), KeyForm::Headed(extents)) =
            (self.operator, Key::named(key), document.key_form(key))
            && let Some(last) = extents.last()
        {
            let lines = format!("\n[[{key}]]\ntitle = {}\n", line(value));
            return Ok(document.spliced([(last.end..last.end, lines)]));
        }
        let kept = match self.operator {
            Operator::Add => held,
            Operator::Set | Operator::Remove => Vec::new(),
        };
        let kept = kept.into_iter().map(|table| table.text);
        let all: Vec<String> = kept.chain(new).collect();
        Ok(document.set(key, &NewValue::Value(list(&all))))
    }

    /// The text with another amount in the budget line of that label.
    fn amount_of_line(
        &self,
        label: &str,
        lines: &[BudgetLine],
        mut held: Vec<HeldTable>,
        document: &Document<'_>,
    ) -> Result<String, Error> {
        const FIGURES: &[&str] = &["amount", "ht", "ttc", "approximate", "unsure"];
        let is_it = |table: &HeldTable| table.name.as_deref().map(fold) == Some(fold(label));
        let mut places = held.iter().enumerate().filter(|(_, table)| is_it(table));
        let (Some((place, _)), None, [new]) = (places.next(), places.next(), lines) else {
            return Err(self.no_such_line(label, &held));
        };
        let mut entries = std::mem::take(&mut held[place].entries);
        entries.retain(|(name, _)| !FIGURES.contains(&name.as_str()));
        for (name, value) in sheet::entries(new) {
            entries.retain(|(known, _)| known != name);
            entries.push((name.to_owned(), value));
        }
        entries.sort_by_key(|(name, _)| rank(&self.key, name));
        let entries = entries
            .iter()
            .map(|(name, value)| format!("{name} = {value}"));
        held[place].text = sheet::braces(entries);
        Ok(document.set(&self.key, &written(held)))
    }

    fn no_such_line(&self, label: &str, held: &[HeldTable]) -> Error {
        Error::NoSuchLine {
            key: self.key.clone(),
            label: label.to_owned(),
            known: held.iter().filter_map(|table| table.name.clone()).collect(),
        }
    }
}

/// The budget lines that a text says, a trailing `(Ademe BFC, 2027)` naming who pays and the year.
fn money(text: &str, words: &Words) -> Result<Vec<BudgetLine>, Error> {
    let unreadable = || Error::NotMoney {
        value: text.to_owned(),
    };
    let aside = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    let (amount, aside) = aside.unwrap_or((text, ""));
    let (mut funder, mut planned) = (None, None);
    let mut others = Vec::new();
    for part in aside
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if let Some(actor) = words.actors.find(part) {
            funder = Some(Name::Known(actor.name.clone()));
        } else if let Some(year) = year(part) {
            planned = Some(year);
        } else {
            others.push(part);
        }
    }
    let others = others.join(", ");
    let bare = match others.is_empty() {
        true => amount.trim().to_owned(),
        false => format!("{} ({others})", amount.trim()),
    };
    let read = cells::amount::budget(&Cell::Text(bare), Some(Scale::EUROS));
    let has_figure = |line: &BudgetLine| line.any_figure().is_some();
    let is_sure = !read.is_verbatim && !read.lines.is_empty();
    // What stands behind an amount and is no fact of it would become its name.
    let is_named_behind = !others.is_empty()
        && read.lines.iter().any(|line| {
            let label = line.label.as_deref().unwrap_or_default();
            label.ends_with(&others)
        });
    if !is_sure || is_named_behind || !read.lines.iter().all(has_figure) {
        return Err(unreadable());
    }
    let is_one = read.lines.len() == 1;
    if !is_one && (funder.is_some() || planned.is_some()) {
        return Err(unreadable());
    }
    let mut lines = read.lines;
    for line in &mut lines {
        line.funder = funder.clone().or_else(|| line.funder.take());
        line.year = planned.or(line.year);
    }
    Ok(lines)
}

/// A table of a list in a document.
struct HeldTable {
    /// Its label or title.
    name: Option<String>,
    /// Its text on one line.
    text: String,
    /// Its keys and values, as they are written.
    entries: Vec<(String, String)>,
}

fn written(tables: Vec<HeldTable>) -> NewValue {
    let texts: Vec<String> = tables.into_iter().map(|table| table.text).collect();
    match texts.is_empty() {
        true => NewValue::Absent,
        false => NewValue::Value(list(&texts)),
    }
}

fn held_tables(document: &Document<'_>, key: &str) -> Vec<HeldTable> {
    let items = document
        .value(key)
        .and_then(|value| value.get_ref().as_array());
    let is_headed = matches!(document.key_form(key), KeyForm::Headed(_));
    let tables = items.into_iter().flatten().map(|item| {
        let entries = item.get_ref().as_table().into_iter().flatten();
        let entries: Vec<(String, String)> = entries
            .map(|(name, held)| {
                let name = name.get_ref().to_string();
                let text = value(&name, held.get_ref());
                (name, text)
            })
            .collect();
        let name = match item.get_ref() {
            DeValue::String(title) => Some(title.to_string()),
            DeValue::Table(table) => {
                let name = table.get("label").or_else(|| table.get("title"));
                name.and_then(|name| name.get_ref().as_str())
                    .map(str::to_owned)
            }
            _ => None,
        };
        HeldTable {
            name,
            text: match is_headed {
                true => value(key, item.get_ref()),
                false => document.text()[item.span()].to_owned(),
            },
            entries,
        }
    });
    tables.collect()
}

/// The texts that the list holds in the document.
pub fn held_list(document: &Document<'_>, key: &str) -> Vec<String> {
    let items = document
        .value(key)
        .and_then(|value| value.get_ref().as_array());
    items
        .into_iter()
        .flatten()
        .filter_map(|item| item.get_ref().as_str().map(str::to_owned))
        .collect()
}

fn shape(key: &str) -> Option<Shape> {
    Key::named(key).map(Key::shape)
}

/// The value, where it is TOML.
fn toml(key: &str, value: &str) -> Result<String, Error> {
    let text = format!("x = {value}\n");
    let document = Document::of(&text);
    if document.is_sound() && document.table().len() == 1 {
        Ok(value.to_owned())
    } else {
        Err(Error::NotToml {
            key: key.to_owned(),
            value: value.to_owned(),
        })
    }
}

fn is_number(value: &str) -> bool {
    let text = format!("x = {value}\n");
    let document = Document::of(&text);
    let read = document.value("x").map(|value| value.get_ref());
    let number = matches!(read, Some(DeValue::Integer(_) | DeValue::Float(_)));
    // `inf` and exponents are numbers to TOML, and words to a plan.
    let plain = value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"._-".contains(&byte));
    document.is_sound() && number && plain
}

#[cfg(test)]
mod tests {
    use super::Assignment;
    use crate::document::Document;
    use crate::model::plan::Words;
    use crate::model::vocabulary::{Actor, Status, Vocabulary};

    fn words() -> Words {
        let actor = |name: &str, alias: &str| Actor {
            name: name.to_owned(),
            aliases: vec![alias.to_owned()],
            kind: None,
        };
        let status = "name = 'En cours'\nphase = 'running'";
        let status: Status = toml::from_str(status).expect("a status");
        Words {
            statuses: Vocabulary::new(vec![status]),
            actors: Vocabulary::new(vec![actor("Région BFC", "Region"), actor("Anah", "ANAH")]),
            ..Words::default()
        }
    }

    #[test]
    fn a_value_is_read_by_its_key() {
        let text = "owners = ['Anah', 'Ville']\nbudget = [\n  { label = 'a', amount = 1, year = 2020 }, # c\n]\n";
        for (typed, expected) in [
            ("status=en cours", "status = \"En cours\""),
            ("statut=en cours", "status = \"En cours\""),
            ("end=mai 2019", "end = \"2019-05\""),
            ("end=31/12/2026", "end = \"2026-12-31\""),
            ("fin=déc-30", "end = \"2030-12\""),
            ("end=un jour", "end = \"un jour\""),
            ("title=a=b", "title = \"a=b\""),
            ("description=x", "description = \"\"\"\nx\n\"\"\""),
            (
                "owners=region ; anah;ANAH",
                "owners = [\n  \"Région BFC\",\n  \"Anah\",\n]",
            ),
            (
                "porteurs+=Region",
                "owners = [\n  \"Anah\",\n  \"Ville\",\n  \"Région BFC\",\n]",
            ),
            ("owners-=anah", "owners = [\"Ville\"]"),
            ("extra.cout=12.5", "extra.cout = 12.5"),
            ("extra.cout=012", "extra.cout = \"012\""),
            ("budget=[{ amount = 1 }]", "budget = [{ amount = 1 }]"),
            ("budget=18 M€", "budget = [{ amount = 18_000_000 }]"),
            (
                "budget=17 à 27 M€ HT",
                "budget = [{ ht = { min = 17_000_000, max = 27_000_000 } }]",
            ),
            (
                "budget=50 000 € ?",
                "budget = [{ amount = 50_000, unsure = true }]",
            ),
            (
                "budget+=travaux : 1,5 M€ (Anah, 2027)",
                "  { label = 'a', amount = 1, year = 2020 },\n  { label = \"travaux\", amount = 1_500_000, year = 2027, funder = \"Anah\" },",
            ),
            (
                "budget.A=2 M€ TTC",
                "budget = [{ label = \"a\", ttc = 2_000_000, year = 2020 }]",
            ),
            (
                "sub_actions+=Concertation",
                "sub_actions = [\"Concertation\"]",
            ),
            ("sous-actions=A ; B", "sub_actions = [\"A ; B\"]"),
        ] {
            let assignment: Assignment = typed.parse().expect(typed);
            let put = assignment
                .put_into(&Document::of(text), &words())
                .expect(typed);
            assert!(put.contains(expected), "{typed}\n{put}");
        }
        for gone in ["owners=", "owners-=anah;ville", "budget-=A", "budget="] {
            let assignment: Assignment = gone.parse().expect(gone);
            let put = assignment
                .put_into(&Document::of(text), &words())
                .expect(gone);
            assert!(
                !put.contains(&format!("{} =", assignment.key)),
                "{gone}\n{put}"
            );
        }
    }

    #[test]
    fn a_part_comes_behind_those_under_headers() {
        let text = "title = 't'\n\n[[sub_actions]]\ntitle = 'a'\n";
        let part: Assignment = "sub_actions+=B".parse().expect("an assignment");
        let put = part
            .put_into(&Document::of(text), &words())
            .expect("a text");
        assert_eq!(put, format!("{text}\n[[sub_actions]]\ntitle = \"B\"\n"));
    }

    #[test]
    fn what_is_no_assignment_is_refused() {
        for typed in [
            "status",
            "=x",
            "a.b=c",
            "extra.=x",
            "status+=x",
            "avancement=x",
            "budget[0].amount=1",
            "budget.x+=1 M€",
        ] {
            assert!(typed.parse::<Assignment>().is_err(), "{typed}");
        }
        for typed in [
            "budget=[1",
            "budget=2026",
            "budget=beaucoup",
            "budget=1 M€ (Inconnu)",
            "budget.x=1 M€",
            "budget-=x",
            "owners+=Inconnu",
            "status=bientôt",
        ] {
            let assignment: Assignment = typed.parse().expect(typed);
            let put = assignment.put_into(&Document::of(""), &words());
            assert!(put.is_err(), "{typed}");
        }
    }
}
