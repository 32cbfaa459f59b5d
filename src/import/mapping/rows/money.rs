//! The amounts of a row: its budget, and what each funder pays.

use std::collections::BTreeMap;

use crate::import::cells::amount::budget;
use crate::import::cells::platform_budget;
use crate::import::cells::sentence;
use crate::import::mapping::draft::Draft;
use crate::import::mapping::heading::{Target, name};
use crate::import::mapping::money_column::{MoneyColumn, Payer};
use crate::import::mapping::row::HeadedCell;
use crate::import::mapping::rows::kinds::exact_total;
use crate::import::mapping::rows::{Reader, add_new};
use crate::import::tables::book::Cell;
use crate::model::action::SubAction;
use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Rhythm, Role, Spent};
use crate::model::key::Key;
use crate::model::name::Stated;
use crate::view::import_report::{Asks, Question, Remark, What};
use crate::view::total::Sum;

/// What a cell of money says.
struct Amounts<'a> {
    cell: HeadedCell<'a>,
    lines: Vec<BudgetLine>,
}

impl Reader<'_, '_> {
    /// Read the sentences by which an export writes lines in one cell.
    fn sentences(
        &mut self,
        cell: HeadedCell<'_>,
        text: &str,
        cells: &[HeadedCell<'_>],
        draft: &mut Draft,
    ) -> Option<()> {
        let parts = draft.sheet.sub_actions.iter();
        let mut titles: Vec<String> = parts.map(|part| part.title.clone()).collect();
        let mut cells = cells.iter();
        let column = cells.find(|cell| cell.heading.target == Key::SubActions);
        if let (Some(column), []) = (column, &titles[..]) {
            titles = self.list(column.text().trim());
        }
        let mut of_parts: BTreeMap<String, Vec<BudgetLine>> = BTreeMap::new();
        for (part, line) in sentence::lines(text, &titles)? {
            match part {
                Some(part) => of_parts.entry(part).or_default().push(line),
                None => draft.sheet.budget.push(line),
            }
        }
        draft.state("budget", cell.kept(text));
        // A sentence says each of them, or that it is not so.
        let truths = ["budget.approximate", "budget.unsure"];
        draft.erased.extend(truths.map(str::to_owned));
        if !of_parts.is_empty() {
            // The column of sub-actions may stand behind this one: only their titles are its own.
            if draft.sheet.sub_actions.is_empty() {
                draft.sheet.sub_actions = titles.into_iter().map(SubAction::titled).collect();
            }
            for part in &mut draft.sheet.sub_actions {
                part.budget = of_parts.remove(&part.title).unwrap_or_default();
            }
            draft.state("sub_actions", cell.kept(text));
            draft.titled.insert("sub_actions");
        }
        Some(())
    }

    /// The budget of a row, out of all its columns of money.
    ///
    /// A whole beside its parts: where they come to it, they are the lines; else the whole counts, and they detail it.
    pub(super) fn amounts(&mut self, cells: &[HeadedCell<'_>], draft: &mut Draft) {
        let is_budget = |cell: &&HeadedCell<'_>| cell.heading.target == Key::Budget;
        if self.lexicon.is_export && cells.iter().any(|cell| is_budget(&cell)) {
            draft.stated.insert("budget".to_owned());
        }
        let money = cells.iter().filter(is_budget).copied();
        let money: Vec<HeadedCell<'_>> = money.filter(|cell| !cell.cell.is_empty()).collect();
        let has_whole = money.iter().any(|cell| {
            let whole = cell.heading.money.as_ref();
            let whole = whole.filter(|money| !money.is_part() && !money.is_spent);
            whole.is_some_and(|whole| has_figure(&budget(cell.cell, Some(whole.scale)).lines))
        });
        let mut wholes: Vec<Amounts<'_>> = Vec::new();
        let mut parts: BTreeMap<(bool, bool, bool), Vec<Amounts<'_>>> = BTreeMap::new();
        let mut spent: Vec<Amounts<'_>> = Vec::new();
        // What was spent of the whole has no other line.
        let mut keeps_whole = false;
        for cell in &money {
            let text = cell.text().trim().to_owned();
            if self.shifted {
                self.set_aside(*cell, &text, What::Shifted, draft);
                continue;
            }
            if self.sentences(*cell, &text, cells, draft).is_some()
                || of_platform(*cell, &text, draft)
            {
                continue;
            }
            if self.lexicon.is_export && draft.id.is_some() {
                // A total over the lines that the sentences of an export tell one by one.
                draft.compute(Key::Budget.into(), cell.cell, cell.kept(&cell.text()));
            }
            let Some(column) = &cell.heading.money else {
                self.keep(*cell, &text, draft);
                continue;
            };
            let Some(mut amounts) = self.read_amounts(*cell, cells, column, draft) else {
                continue;
            };
            // Where the whole is known, a part that is not understood is kept as it is written.
            if has_whole && column.is_part() && !has_figure(&amounts.lines) {
                self.keep_as_own(*cell, &text, draft);
                continue;
            }
            self.count_elsewhere(*cell, &mut amounts.lines, draft);
            if column.is_spent {
                keeps_whole |= !column.is_part();
                spent.push(amounts);
            } else if column.is_part() {
                let funder = amounts.lines.first().and_then(|line| line.funder.as_ref());
                let (year, kind) = (column.scale.year, column.scale.kind);
                let sort = (year.is_none(), kind.is_none(), funder.is_none());
                parts.entry(sort).or_default().push(amounts);
            } else {
                wholes.push(amounts);
            }
        }
        let mut lines = self.lines(wholes, parts, keeps_whole, draft);
        self.spend(&mut lines, spent, draft);
        if draft.in_words {
            // The words before tell every line; their total is told again here, or nobody knows.
            let kept = money.iter().map(|cell| cell.kept(&cell.text())).collect();
            self.told_again.push((draft.row, lines, kept));
            return;
        }
        draft.sheet.budget.extend(lines);
    }

    /// The lines of a cell, under what its heading and the unit beside it say.
    fn read_amounts<'f>(
        &mut self,
        cell: HeadedCell<'f>,
        cells: &[HeadedCell<'_>],
        column: &MoneyColumn,
        draft: &mut Draft,
    ) -> Option<Amounts<'f>> {
        let same = |other: &HeadedCell<'_>| other.heading == cell.heading;
        let place = cells.iter().position(same)?;
        let beside = [Some(place + 1), place.checked_sub(1)];
        let mut beside = beside.into_iter().filter_map(|index| cells.get(index?));
        let unit = beside.find(|other| other.heading.target == Target::Unit);
        let scale = match unit {
            Some(unit) => column.scale.with_unit(&unit.text()),
            None => Some(column.scale),
        };
        let mut money = budget(cell.cell, scale);
        if money.lines.is_empty() {
            return None;
        }
        let text = cell.text();
        let funder = match &column.payer {
            Payer::Unsaid => None,
            Payer::Owner => draft.sheet.owners.first().cloned(),
            Payer::Named(name) => {
                let name = Cell::written(name);
                let read = self.lexicon.actors(&name, Key::Funders, cell.row);
                read.names.first().cloned()
            }
        };
        if column.payer != Payer::Unsaid && funder.is_none() {
            self.set_aside(cell, &text, What::NotCounted, draft);
            return None;
        }
        if let Some(name) = &funder {
            add_new(&mut draft.sheet.funders, vec![name.clone()]);
            draft.stated.insert("funders".to_owned());
        }
        for line in &mut money.lines {
            line.funder = funder.clone();
            line.year = line.year.or(column.scale.year);
            line.kind = line.kind.or(column.scale.kind);
            if let (None, Some(unit), Some(note)) = (scale, unit, &mut line.note)
                && !unit.cell.is_empty()
            {
                note.push_str(&format!(" ({} : {})", unit.heading.text, unit.text()));
            }
        }
        let is_unit_open = !column.scale.is_stated && column.scale.factor == 1;
        if money.is_verbatim {
            self.remark(cell, &text, What::kept("budget"));
        } else if unit.is_none() && is_unit_open && is_bare(&text) {
            self.drafts.without_unit.insert(cell.heading.text.clone());
        }
        draft.state("budget", cell.kept(&text));
        let lines = money.lines;
        Some(Amounts { cell, lines })
    }

    /// The lines that wholes and parts come to.
    fn lines(
        &mut self,
        wholes: Vec<Amounts<'_>>,
        parts: BTreeMap<(bool, bool, bool), Vec<Amounts<'_>>>,
        keeps_whole: bool,
        draft: &mut Draft,
    ) -> Vec<BudgetLine> {
        let mut wholes = wholes.into_iter();
        let first = wholes.next();
        let origin = first.as_ref().map(|one| one.cell);
        let mut whole = first.map(|one| one.lines).unwrap_or_default();
        for other in wholes {
            match (&mut whole[..], &other.lines[..]) {
                (known, said) if known == said => {}
                // The same amount before and after taxes.
                ([line], [said]) if are_both(line, said) => {
                    line.ht = line.ht.or(said.ht);
                    line.ttc = line.ttc.or(said.ttc);
                }
                _ => self.not_counted(&other, draft),
            }
        }
        let mut sorts = parts.into_values();
        let Some(main) = sorts.next() else {
            return whole;
        };
        let sum = |lines: &[BudgetLine]| {
            let mut bases: Vec<Option<Basis>> = lines.iter().map(basis).collect();
            bases.dedup();
            let is_whole = bases.len() == 1 && lines.iter().all(BudgetLine::has_figure);
            let total = exact_total(lines, None).filter(|_| is_whole);
            total.map(|sum| (sum, bases[0]))
        };
        let mut lines: Vec<BudgetLine> = Vec::new();
        let field = main.first().map(|one| one.cell);
        for part in main {
            let of = |line: &BudgetLine| (line.year, line.kind, line.funder.clone());
            let is_told = |line: &BudgetLine| part.lines.iter().any(|own| of(own) == of(line));
            match lines.iter().any(is_told) {
                true => self.not_counted(&part, draft),
                false => lines.extend(part.lines),
            }
        }
        let is_plain =
            |line: &BudgetLine| line.label.is_none() && !line.approximate && line.note.is_none();
        let has_figure = has_figure(&whole);
        let (of_whole, of_parts) = (sum(&whole), sum(&lines));
        let is_sum = of_whole.is_some() && of_whole == of_parts && whole.iter().all(is_plain);
        let mut tell = |cell: Option<HeadedCell<'_>>, whole: Option<_>, parts: Option<_>| {
            if let (Some(cell), Some((whole, _)), Some((parts, _))) = (cell, whole, parts) {
                self.remark(cell, &cell.text(), What::Gap { whole, parts });
            }
        };
        if has_figure && !is_sum {
            tell(origin, of_whole, of_parts);
        }
        if has_figure && (!is_sum || keeps_whole) {
            lines.iter_mut().for_each(detail);
        } else if has_figure {
            whole.clear();
        }
        let counted = of_whole.or(of_parts);
        for sort in sorts {
            let others = sort.into_iter().flat_map(|part| part.lines);
            let mut others: Vec<BudgetLine> = others.collect();
            let of_others = sum(&others);
            if of_others.map(|(sum, _)| sum) != counted.map(|(sum, _)| sum) {
                tell(field, counted, of_others);
            }
            others.iter_mut().for_each(detail);
            lines.extend(others);
        }
        whole.into_iter().chain(lines).collect()
    }

    /// Say of lines what was spent of them, where it can be of one alone.
    fn spend(&mut self, lines: &mut [BudgetLine], spent: Vec<Amounts<'_>>, draft: &mut Draft) {
        for one in spent {
            let [own] = &one.lines[..] else {
                self.not_counted(&one, draft);
                continue;
            };
            let amount = own.any_figure().and_then(Figure::amount);
            let is_open = |line: &&mut BudgetLine| {
                let is_of_year = own.year.is_none() || own.year == line.year;
                let is_of_kind = own.kind.is_none() || own.kind == line.kind;
                !line.of_which && line.has_figure() && is_of_year && is_of_kind
            };
            let mut open = lines.iter_mut().filter(is_open);
            match (amount, open.next(), open.next()) {
                (Some(amount), Some(line), None) if line.spent.is_none() => {
                    line.spent = Some(Spent { amount, on: None });
                }
                _ => self.not_counted(&one, draft),
            }
        }
    }

    /// Keep a cell of money among the territory's own values.
    fn keep_as_own(&mut self, cell: HeadedCell<'_>, text: &str, draft: &mut Draft) {
        let heading = &cell.heading.text;
        let key = draft.own(&name(heading, 0), text, Some(cell.kept(text)));
        let is_of_other =
            |remark: &Remark| remark.row != cell.row || remark.column.as_ref() != Some(heading);
        self.drafts.report.remarks.retain(is_of_other);
        let origins = &mut draft.origins;
        origins.retain(|(of, origin)| of != "budget" || origin.heading != *heading);
        self.remark(cell, text, What::Kept { key });
    }

    fn not_counted(&mut self, amounts: &Amounts<'_>, draft: &mut Draft) {
        let cell = amounts.cell;
        self.set_aside(cell, &cell.text(), What::NotCounted, draft);
    }

    /// Keep the totals that say otherwise than the words of their action and its parts.
    pub(super) fn settle_words(&mut self) {
        for (row, lines, cells) in std::mem::take(&mut self.told_again) {
            let mut drafts = self.drafts.drafts.iter_mut();
            let Some(draft) = drafts.find(|draft| draft.row == row) else {
                continue;
            };
            let basis = lines.iter().find_map(basis);
            let in_words = draft.sheet.lines().map(|(_, line)| line);
            if exact_total(&lines, basis) != exact_total(in_words, basis) {
                let told = cells
                    .iter()
                    .map(|kept| kept.remark(What::kept("editor_notes")));
                self.drafts.report.remarks.extend(told);
                draft.kept.extend(cells);
            }
        }
    }

    /// An action that states an amount and whose parts do: never both in silence.
    pub(super) fn settle_parts(&mut self) {
        if self.lexicon.is_export {
            return;
        }
        for draft in &mut self.drafts.drafts {
            // The words of a row tell what is its own.
            let is_settled = draft.in_words
                || draft.titled.contains("sub_actions")
                || self.map.rows.apart.contains(&draft.row);
            let parts = draft.sheet.sub_actions.iter();
            let parts = stated(parts.flat_map(|part| &part.budget));
            let both = stated(&draft.sheet.budget).zip(parts);
            let Some(((whole, kind), (parts, kind_of_parts))) = both.filter(|_| !is_settled) else {
                continue;
            };
            let (row, title) = (draft.row, &draft.sheet.title);
            let holds = parts.0 <= whole.0 && parts.1 <= whole.1;
            let are_alike = kind.is_some() && kind == kind_of_parts;
            if !holds || !are_alike {
                let asks = Asks::Parts {
                    whole,
                    parts,
                    are_alike,
                };
                Question::ask(&mut self.drafts.report.questions, row, title, asks);
                continue;
            }
            let what = What::SumOfParts { whole, parts };
            self.drafts.report.tell(row, title, what);
            let parts = draft.sheet.sub_actions.iter_mut();
            parts.flat_map(|part| &mut part.budget).for_each(detail);
        }
    }

    /// The amount of a cell that is merged over the rows of several actions counts in the first of them alone.
    fn count_elsewhere(&mut self, cell: HeadedCell<'_>, lines: &mut [BudgetLine], draft: &Draft) {
        let is_elsewhere = cell.spread && self.earlier(draft).is_none();
        if !is_elsewhere || !has_figure(lines) {
            return;
        }
        for line in lines.iter_mut().filter(|line| line.has_figure()) {
            line.included_in = Some(Stated::Unknown);
        }
        self.remark(cell, &cell.text(), What::Merged);
    }

    /// The funders of the platform's columns, each with what it pays, and the whole before tax.
    pub(super) fn funders(&mut self, cells: &[HeadedCell<'_>], draft: &mut Draft) {
        // The whole stands in a column of its own, and holds every part.
        let is_whole = |cell: &HeadedCell<'_>| cell.heading.target == Key::Budget;
        let has_total = cells
            .iter()
            .any(|cell| is_whole(cell) && !cell.cell.is_empty());
        for (index, cell) in cells.iter().enumerate() {
            if cell.heading.target != Target::Funder {
                continue;
            }
            let amount = cells.get(index + 1).copied().filter(|amount| {
                amount.heading.target == Target::FunderAmount && !amount.is_filler()
            });
            if cell.is_filler() {
                if let Some(amount) = amount {
                    self.keep(amount, &amount.text(), draft);
                }
                continue;
            }
            let text = cell.text();
            let read = self.funders_of(*cell, cell.cell, &text, draft);
            let Some(amount) = amount.filter(|_| !draft.in_words) else {
                continue;
            };
            let scale = amount.heading.money.as_ref().map(|money| money.scale);
            let mut money = budget(amount.cell, scale);
            self.count_elsewhere(amount, &mut money.lines, draft);
            let [funder] = &read.names[..] else {
                self.keep(amount, &amount.text(), draft);
                continue;
            };
            if money.is_verbatim {
                self.remark(amount, &amount.text(), What::kept("budget"));
            }
            for line in money.lines {
                let is_part = draft.stated.contains("budget") || has_total;
                draft.sheet.budget.push(BudgetLine {
                    funder: Some(funder.clone()),
                    of_which: is_part && line.included_in.is_none(),
                    ..line
                });
            }
            let origin = amount.kept(&amount.text());
            draft.origins.push(("budget".to_owned(), origin));
        }
        if draft.origins.iter().any(|(key, _)| key == "budget") {
            draft.stated.insert("budget".to_owned());
        }
    }
}

/// Whether a cell is a budget of the platform: its euros are lines, and its staff is no money.
fn of_platform(cell: HeadedCell<'_>, text: &str, draft: &mut Draft) -> bool {
    let Some(read) = platform_budget::read(text) else {
        return false;
    };
    let money = cell.heading.money.as_ref();
    let kind = money.and_then(|money| money.scale.kind);
    let lines = read.lines.into_iter();
    let lines = lines.map(|line| BudgetLine { kind, ..line });
    draft.sheet.budget.extend(lines);
    draft.state("budget", cell.kept(text));
    if !read.staff.is_empty() {
        let said = draft.sheet.resources.take().into_iter();
        let of_kind = |staff: String| match kind {
            Some(kind) => format!("{staff} ({})", kind.name()),
            None => staff,
        };
        let said: Vec<String> = said.chain(read.staff.into_iter().map(of_kind)).collect();
        draft.sheet.resources = Some(said.join("\n"));
        draft.state("resources", cell.kept(text));
    }
    true
}

fn has_figure(lines: &[BudgetLine]) -> bool {
    lines.iter().any(BudgetLine::has_figure)
}

/// The basis and the rhythm of an amount.
type Kind = (Option<Basis>, Option<Rhythm>);

/// The least and the most that these lines come to which add and have a figure, and of which kind these are, where they are
/// of one; nothing where there is no figure.
fn stated<'a>(
    lines: impl IntoIterator<Item = &'a BudgetLine>,
) -> Option<((Cents, Cents), Option<Kind>)> {
    let adding = lines.into_iter().filter(|line| line.role() == Role::Adds);
    let (mut sum, mut kinds) = (Sum::default(), Vec::new());
    for (line, figure) in adding.filter_map(|line| Some((line, line.any_figure()?))) {
        sum.add(figure);
        kinds.push((basis(line), line.per));
    }
    kinds.dedup();
    let kind = (kinds.len() == 1).then(|| kinds[0]);
    Some((sum.bounds?, kind))
}

/// The one basis that a line states.
fn basis(line: &BudgetLine) -> Option<Basis> {
    match (line.ht, line.ttc, line.amount) {
        (Some(_), None, None) => Some(Basis::Ht),
        (None, Some(_), None) => Some(Basis::Ttc),
        _ => None,
    }
}

/// Whether one line states an amount before taxes, and the other one after.
fn are_both(one: &BudgetLine, other: &BudgetLine) -> bool {
    matches!((basis(one), basis(other)), (Some(one), Some(other)) if one != other)
}

/// Let a line that adds detail others instead.
fn detail(line: &mut BudgetLine) {
    if line.role() == Role::Adds {
        line.of_which = true;
    }
}

/// Whether a cell holds a number and nothing beside it.
fn is_bare(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_alphabetic() || letter == '€')
}
