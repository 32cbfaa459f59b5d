//! What the columns of a table hold, known by their headings; cells below only tell whether a year's are euros.

use std::collections::{HashMap, HashSet};

use derive_more::From;

use crate::import::cells::reading::is_among;
use crate::import::cells::scale::UNIT_WORDS;
use crate::import::mapping::money_column::MoneyColumn;
use crate::import::tables::book::{Grid, Record};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::words::dictionary;
use crate::words::dictionary::normal;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, From)]
pub enum Target {
    /// The value of this key of an action.
    #[from]
    Key(Key),
    /// What this column of an answer, which is no key's, shows of an action.
    Column(Column),
    /// What this field of a table beside the actions' shows.
    #[from]
    Field(Field),
    /// A value of the territory's own, by its name.
    Extra(String),
    /// The title of a sub-action: its row speaks of that part of the action.
    SubAction,
    /// An axis or a measure; of several in a row, the last one filled in is the most precise.
    Place,
    /// A funder, what it pays standing in the column behind.
    Funder,
    /// What the funder in the column before pays.
    FunderAmount,
    /// The budget in words, line by line.
    Financing,
    /// The unit or the currency of the amounts in the column beside.
    Unit,
    /// What the action was when the table was exported.
    Fingerprint,
    /// It follows from others: that column of an answer, where it tells a change.
    Computed(Option<Column>),
    /// Nothing to read: the user leaves it out.
    Dropped,
}

impl Target {
    /// The name of the field that the column fills in: a key of an action, or with the key whose items the rows are, as
    /// in `budget.note`.
    pub fn field(&self, items: Option<Key>) -> Option<String> {
        let name = match self {
            Self::Key(key) => key.name(),
            Self::Field(field) => field
                .name()
                .trim_end_matches("_min")
                .trim_end_matches("_max"),
            Self::Column(Column::Id) => Column::Id.name(),
            Self::Extra(name) => return Some(format!("extra.{name}")),
            // Whatever else is read for the whole row, or not at all.
            _ => return None,
        };
        let items = items.map(|key| format!("{}.", key.name()));
        Some(items.unwrap_or_default() + name)
    }
}

impl From<Column> for Target {
    fn from(column: Column) -> Self {
        column.key().map_or(Self::Column(column), Self::Key)
    }
}

impl PartialEq<Key> for Target {
    fn eq(&self, key: &Key) -> bool {
        *self == Self::Key(*key)
    }
}

/// A column of a table that was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The heading as it is written; a second of the same name has its number behind it.
    pub text: String,
    /// What the column holds.
    pub target: Target,
    /// Whether the heading was recognised, or the column kept for want of anything better.
    pub known: bool,
    /// What the amounts below are, where they are read.
    pub money: Option<MoneyColumn>,
    /// Whether the heading or a cell below speaks of money.
    pub is_money: bool,
}

impl Heading {
    fn of(text: String, target: Target, known: bool) -> Self {
        let is_amount = target == Key::Budget || target == Target::FunderAmount;
        Self {
            money: MoneyColumn::of(&text).filter(|_| is_amount),
            is_money: MoneyColumn::is_of_money(&text),
            text,
            target,
            known,
        }
    }
}

/// What the headings of a table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The name of the sheet, where there are several.
    pub sheet: Option<String>,
    /// The number of the row that holds the headings.
    pub row: usize,
    /// The key whose items the rows are, of the actions that they name; none where the rows are actions.
    pub items: Option<Key>,
    /// The columns, as many as the widest row has cells.
    pub headings: Vec<Heading>,
    /// Whether this program wrote the table.
    pub is_own: bool,
    /// The index of the record that holds the headings; the rows of data stand below.
    pub record: usize,
}

impl Layout {
    /// The column that holds this; the first where there are several.
    pub fn column(&self, target: impl Into<Target>) -> Option<usize> {
        let target = target.into();
        let mut headings = self.headings.iter();
        headings.position(|heading| heading.target == target)
    }

    /// The columns that hold one of these.
    pub fn columns(&self, targets: &[Target]) -> Vec<usize> {
        let headings = self.headings.iter().enumerate();
        let found = headings.filter(|(_, heading)| targets.contains(&heading.target));
        found.map(|(index, _)| index).collect()
    }

    /// The rows below the headings.
    pub fn rows<'a>(&self, grid: &'a Grid) -> &'a [Record] {
        grid.records.get(self.record + 1..).unwrap_or_default()
    }

    /// Keeps what stands in columns without a heading too, and takes for money what only its cells say to be euros.
    pub fn widen(&mut self, grid: &Grid) {
        let widest = grid.records.iter().map(|record| record.cells.len()).max();
        for column in self.headings.len()..widest.unwrap_or(0) {
            let text = format!("#{}", column + 1);
            let target = Target::Extra(name("", column));
            self.headings.push(Heading::of(text, target, false));
        }
        let below = self.rows(grid);
        let unknown = self.headings.iter_mut().enumerate();
        for (index, heading) in unknown.filter(|(_, heading)| !heading.known) {
            let cells = below.iter().map(|record| record.cell(index));
            let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
            let is_filled = cells.peek().is_some();
            let is_euros =
                heading.text.contains('€') || cells.clone().all(|cell| cell.text().contains('€'));
            heading.is_money |= cells.any(|cell| cell.text().contains(['€', '$', '£']));
            let is_amount = is_filled && is_euros && MoneyColumn::is_year_or_total(&heading.text);
            if is_amount && let Some(money) = MoneyColumn::of(&heading.text) {
                heading.money = Some(money);
                heading.target = Key::Budget.into();
                heading.known = true;
            }
        }
    }
}

/// The columns of the platform Territoires en Transitions that are no column of ours, folded, without signs.
const PLATFORM: &[(Target, &str)] = &[
    (Target::Place, "axe x, sous axe x x, sous sous axe x x x"),
    (
        Target::SubAction,
        "titre de la sous action, intitule de la sous action, sous action, sub action",
    ),
    (Target::Financing, "financements"),
    (Target::Funder, "financeur 1, financeur 2, financeur 3"),
];

/// How headings begin that end in many ways: `Mesure Clé/ergie`, as a scanner read it.
const BEGINNINGS: &[(&str, Target)] = &[
    ("mesure ", Target::Column(Column::Measure)),
    ("indicateur d avancement", Target::Key(Key::Status)),
    ("budget ", Target::Key(Key::Budget)),
    ("budgets ", Target::Key(Key::Budget)),
    ("cout ", Target::Key(Key::Budget)),
    ("montant ", Target::Key(Key::Budget)),
];

/// How many rows from the top are searched for the headings.
const SEARCHED: usize = 50;

/// What headings stand for.
#[derive(Debug, Default)]
pub struct Headings {
    /// Of a table of actions.
    actions: HashMap<String, Target>,
    /// Of the tables beside it.
    beside: HashMap<String, Target>,
    /// What the user says, which goes before all else.
    wanted: HashMap<String, Target>,
    /// Whether the file keeps what the plan said when this program wrote it.
    pub has_base: bool,
}

impl Headings {
    /// The headings of this program's own tables, in any language, and the plan's own; the first of two counts. What the
    /// user says of any, `wanted`, goes before all else.
    pub fn new(
        own: impl Iterator<Item = (String, Target)>,
        wanted: HashMap<String, Target>,
    ) -> Self {
        let mut headings = Self {
            wanted,
            ..Self::default()
        };
        let mut of_actions = Vec::new();
        for (text, target) in own {
            let text = normal(&text);
            if target != Target::Fingerprint {
                let known = headings.beside.entry(text.clone());
                known.or_insert(target.clone());
            }
            if !matches!(target, Target::Field(_)) {
                of_actions.push((text, target));
            }
        }
        let synonyms = dictionary::synonyms();
        let synonyms = synonyms.map(|(column, text)| (text.to_owned(), Target::from(column)));
        let platform = PLATFORM.iter().flat_map(|(target, texts)| {
            let texts = texts.split(", ");
            texts.map(|text| (text.to_owned(), target.clone()))
        });
        for (text, target) in of_actions.into_iter().chain(synonyms).chain(platform) {
            headings.actions.entry(text).or_insert(target);
        }
        headings
    }

    /// What a heading of a table of actions stands for.
    fn of_actions(&self, text: &str) -> Option<Target> {
        if let Some(own) = text.strip_prefix("extra.").filter(|own| !own.is_empty()) {
            return Some(Target::Extra(own.to_owned()));
        }
        let words = normal(text);
        let mut begun = BEGINNINGS.iter();
        let mut begun = || begun.find(|(beginning, _)| words.starts_with(beginning));
        let found = self.actions.get(&words);
        let found = found.or_else(|| self.actions.get(without_unit(&words)));
        let found = found.cloned().map(computed);
        let found = found.or_else(|| begun().map(|(_, target)| target.clone()));
        let found = found.or_else(|| MoneyColumn::begins(text).then_some(Key::Budget.into()));
        // `Coût ($)`, `Budget carbone (tCO2)`: amounts of something else.
        found.filter(|found| *found != Key::Budget || MoneyColumn::of(text).is_some())
    }

    /// The kind and the columns of a table; none where no row is a heading. `row` names the row of the headings.
    pub fn layout(&self, grid: &Grid, row: Option<usize>) -> Option<Layout> {
        let records = grid.records.iter().enumerate();
        let candidates = records
            .take(SEARCHED)
            .filter(|(_, record)| row.is_none_or(|row| record.number == row));
        let judged = candidates.map(|(index, record)| self.judge(index, record));
        let judged = judged.filter(|(score, _)| row.is_some() || *score >= 2);
        // The first of the best.
        let best = judged.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let (_, mut layout) = best?;
        layout.sheet.clone_from(&grid.name);
        layout.widen(grid);
        Some(layout)
    }

    /// How many headings of a row are known, and the columns they would make.
    fn judge(&self, index: usize, record: &Record) -> (usize, Layout) {
        let texts = record.cells.iter();
        let texts: Vec<String> = texts.map(|cell| cell.text().trim().to_owned()).collect();
        let beside = texts.iter();
        let beside = beside.map(|text| self.beside.get(&normal(text)).cloned());
        let beside: Vec<Option<Target>> = beside.collect();
        let items = items(&beside);
        let beside = beside.into_iter();
        let mut targets: Vec<_> = beside.map(|target| target.map(computed)).collect();
        if items.is_none() {
            targets = texts.iter().map(|text| self.of_actions(text)).collect();
            pair_funders(&texts, &mut targets);
            beside_amounts(&texts, &mut targets);
            // What follows from others in an export of this program is somebody's own word in any other table.
            if !targets.contains(&Some(Target::Column(Column::Id))) {
                let is_read = |target: &Target| !matches!(target, Target::Computed(_));
                for target in &mut targets {
                    *target = target.take().filter(is_read);
                }
            }
        }
        for (text, target) in texts.iter().zip(&mut targets) {
            if let Some(wanted) = self.wanted.get(&normal(text)) {
                *target = Some(wanted.clone());
            }
        }
        let score = targets.iter().flatten().count();
        let marks = [Target::Fingerprint, Target::Computed(Some(Column::Path))];
        let is_own = self.has_base || targets.iter().flatten().any(|one| marks.contains(one));
        let layout = Layout {
            is_own,
            sheet: None,
            row: record.number,
            items,
            headings: headings(texts, targets, is_own),
            record: index,
        };
        (score, layout)
    }

    /// The columns from a row on that holds headings again, as a table of several pages or parts has them.
    pub fn again(&self, index: usize, record: &Record) -> Option<Layout> {
        let filled = record.cells.iter().filter(|cell| !cell.is_empty()).count();
        let (score, layout) = self.judge(index, record);
        let is_heading = score >= 4 && score * 5 >= filled * 3 && layout.items.is_none();
        is_heading.then_some(layout)
    }
}

/// The key whose items the rows of a table are, by its headings.
fn items(targets: &[Option<Target>]) -> Option<Key> {
    let has = |field: Field| targets.contains(&Some(Target::Field(field)));
    let keys = [
        (Field::AmountMin, Key::Budget),
        (Field::Position, Key::SubActions),
        (Field::Values, Key::Indicators),
    ];
    let (_, key) = keys.into_iter().find(|(field, _)| has(*field))?;
    (has(Field::Action) && has(Field::ActionTitle)).then_some(key)
}

/// A column that follows from others is nothing to read.
fn computed(target: Target) -> Target {
    match target {
        Target::Column(column) if column.is_bound() || column == Column::Path => {
            Target::Computed(Some(column))
        }
        Target::Field(Field::ActionTitle) => Target::Computed(Some(Key::Title.into())),
        Target::Field(Field::Position) => Target::Computed(None),
        other => other,
    }
}

/// An amount behind a funder is what that funder pays.
fn pair_funders(texts: &[String], targets: &mut [Option<Target>]) {
    for (index, text) in texts.iter().enumerate().skip(1) {
        let is_funder = targets[index - 1] == Some(Target::Funder);
        if is_funder && without_unit(&normal(text)) == "montant" {
            targets[index] = Some(Target::FunderAmount);
        }
    }
}

/// Beside amounts, a column of units is theirs, and one of totals is of money too.
fn beside_amounts(texts: &[String], targets: &mut [Option<Target>]) {
    const UNITS: &str = "unite, unites, unite monetaire, devise, monnaie, currency, unit";
    let budget = Some(Target::Key(Key::Budget));
    let has_budget = targets.contains(&budget);
    for (index, text) in texts.iter().enumerate() {
        let text = normal(text);
        if has_budget && targets[index].is_none() && without_unit(&text) == "total" {
            targets[index] = budget.clone();
        }
        let beside = [index.checked_sub(1), Some(index + 1)];
        let mut beside = beside.into_iter().flatten();
        if beside.any(|index| targets.get(index) == Some(&budget)) && is_among(&text, UNITS) {
            targets[index] = Some(Target::Unit);
        }
    }
}

/// How many parentheses of a heading are looked at: more of them are no words before a unit.
const MOST_CUTS: usize = 20;

/// The columns; this program's own tables head a value of the territory's own by its very name.
fn headings(texts: Vec<String>, targets: Vec<Option<Target>>, is_own: bool) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut taken: HashSet<Target> = HashSet::new();
    // How many headings so far are a text, or begin with it before a parenthesis.
    let mut earlier: HashMap<String, usize> = HashMap::new();
    for (index, (text, target)) in texts.into_iter().zip(targets).enumerate() {
        let text = match text.is_empty() {
            true => format!("#{}", index + 1),
            false => text,
        };
        let text = match (earlier.get(&text), &target) {
            (None, _) | (_, Some(Target::FunderAmount)) => text,
            (Some(earlier), _) => format!("{text} ({})", earlier + 1),
        };
        let cuts = text.match_indices(" (").map(|(cut, _)| cut);
        for cut in cuts.take(MOST_CUTS).chain([text.len()]) {
            *earlier.entry(text[..cut].to_owned()).or_default() += 1;
        }
        // A second column of the same meaning would hide the first.
        let target = target.filter(|target| repeats(target, is_own) || !taken.contains(target));
        let known = target.is_some();
        let target = target.unwrap_or_else(|| {
            Target::Extra(match is_own {
                true => text.clone(),
                false => name(&text, index),
            })
        });
        taken.insert(target.clone());
        headings.push(Heading::of(text, target, known));
    }
    headings
}

/// Whether several columns may say the same thing one after the other.
fn repeats(target: &Target, is_own: bool) -> bool {
    match target {
        Target::Key(Key::Budget) => !is_own,
        Target::Key(Key::Owners | Key::Funders | Key::Partners | Key::Audiences) => true,
        Target::Key(key) => *key == Key::Themes,
        Target::Column(column) => *column == Column::Axis,
        Target::Place | Target::Funder | Target::FunderAmount => true,
        Target::Computed(_) | Target::Dropped => true,
        Target::Field(_) | Target::Extra(_) | Target::SubAction | Target::Financing => false,
        Target::Unit | Target::Fingerprint => false,
    }
}

/// The key that a heading becomes: `Remarque (2)` → `remarque-2`; another currency than the euro is told.
pub fn name(text: &str, index: usize) -> String {
    let words = normal(&text.replace('$', " dollars ").replace('£', " pounds "));
    match words.as_str() {
        "" => format!("colonne-{}", index + 1),
        words => words.replace(' ', "-"),
    }
}

/// A heading without the unit of its amounts.
fn without_unit(words: &str) -> &str {
    let mut rest = words;
    while let Some((before, last)) = rest.rsplit_once(' ')
        && is_among(last, UNIT_WORDS)
    {
        rest = before;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::{Headings, Target};
    use crate::import::tables::book::{Cell, Grid, Record};
    use crate::model::column::Column;
    use crate::model::key::Key;
    use std::collections::HashMap;

    fn own() -> Headings {
        let own = Column::all().map(|column| (column.name().to_owned(), Target::Column(column)));
        Headings::new(own, HashMap::new())
    }

    fn grid(rows: &[&[&str]]) -> Grid {
        let records = (1..).zip(rows).map(|(number, cells)| Record {
            number,
            cells: cells
                .iter()
                .map(|text| Cell::Text((*text).to_owned()))
                .collect(),
            spread: Vec::new(),
            attached: Vec::new(),
        });
        Grid {
            name: None,
            hidden: false,
            records: records.collect(),
        }
    }

    #[test]
    fn a_heading_is_known_below_title_rows() {
        let rows: &[&[&str]] = &[
            &["Plan climat de Ville"],
            &[
                "Intitulé de l'action",
                "Mesure Cit'ergie",
                "Coût estimé (k€ HT)",
                "Remarque",
                "Remarque",
            ],
            &["Vélo", "3.1.2", "12", "a", "b"],
        ];
        let layout = own().layout(&grid(rows), None).expect("a heading");
        assert_eq!((layout.items, layout.record), (None, 1));
        let targets: Vec<&Target> = layout.headings.iter().map(|one| &one.target).collect();
        assert_eq!(
            targets,
            [
                &Target::Key(Key::Title),
                &Target::Column(Column::Measure),
                &Target::Key(Key::Budget),
                &Target::Extra("remarque".to_owned()),
                &Target::Extra("remarque-2".to_owned()),
            ]
        );
    }
}
