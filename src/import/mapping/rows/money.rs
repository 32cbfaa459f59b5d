//! The amounts of a row: its budget, and what each funder pays.

use std::collections::BTreeMap;

use crate::import::cells::amount::{Money, budget};
use crate::import::cells::reading::is_filler;
use crate::import::cells::sentence;
use crate::import::mapping::draft::Draft;
use crate::import::mapping::heading::{Target, name};
use crate::import::mapping::money_column::{MoneyColumn, Payer};
use crate::import::mapping::rows::Reader;
use crate::import::mapping::rows::headed_cell::HeadedCell;
use crate::import::mapping::rows::kinds::exact_total;
use crate::import::tables::book::Cell;
use crate::model::action::SubAction;
use crate::model::budget::{Basis, BudgetLine, Figure, Role, Spent};
use crate::model::column::Column;
use crate::model::extra::Extra;
use crate::model::key::Key;
use crate::model::name::Stated;
use crate::view::import_report::{Asks, Question, Remark, What};

/// What a cell of money says.
struct Amounts<'a> {
    field: HeadedCell<'a>,
    lines: Vec<BudgetLine>,
}

impl Reader<'_, '_> {
    /// Read the sentences by which an export writes lines in one cell.
    fn sentences(&mut self, field: HeadedCell<'_>, text: &str, draft: &mut Draft) -> Option<()> {
        let parts: Vec<String> = draft
            .sheet
            .sub_actions
            .iter()
            .map(|part| part.title.clone())
            .collect();
        let titles: Vec<String> = match parts.is_empty() {
            true => self.titles(field.row),
            false => parts,
        };
        let lines = sentence::lines(text, &titles)?;
        let mut of_parts: BTreeMap<String, Vec<BudgetLine>> = BTreeMap::new();
        for (part, line) in lines {
            match part {
                Some(part) => of_parts.entry(part).or_default().push(line),
                None => draft.sheet.budget.push(line),
            }
        }
        draft.state("budget", field.kept(text));
        if !of_parts.is_empty() {
            // The column of sub-actions may stand behind this one: only their titles are its own.
            if draft.sheet.sub_actions.is_empty() {
                draft.sheet.sub_actions = titles.into_iter().map(SubAction::titled).collect();
            }
            for part in &mut draft.sheet.sub_actions {
                part.budget = of_parts.remove(&part.title).unwrap_or_default();
            }
            draft.state("sub_actions", field.kept(text));
            draft.titled.insert("sub_actions");
        }
        Some(())
    }

    /// The budget of a row, out of all its columns of money.
    ///
    /// A whole beside its parts: where they come to it, they are the lines; else the whole counts, and they detail it.
    pub(super) fn amounts(&mut self, fields: &[HeadedCell<'_>], draft: &mut Draft) {
        let is_amount = |field: &&HeadedCell<'_>| {
            field.heading.target == Target::Column(Column::Key(Key::Budget))
                && !field.cell.is_empty()
        };
        let cells: Vec<HeadedCell<'_>> = fields.iter().filter(is_amount).copied().collect();
        if self.has_ids
            && fields
                .iter()
                .any(|field| field.heading.target == Target::Column(Column::Key(Key::Budget)))
        {
            draft.stated.insert("budget".to_owned());
        }
        let mut wholes: Vec<Amounts<'_>> = Vec::new();
        let mut parts: BTreeMap<(bool, bool, bool), Vec<Amounts<'_>>> = BTreeMap::new();
        let mut spent = Vec::new();
        let has_whole = cells.iter().any(|field| {
            let money = field.heading.money.as_ref();
            let whole = money.filter(|money| !money.is_part() && !money.is_spent);
            whole.is_some_and(|whole| {
                budget(field.cell, Some(whole.scale))
                    .lines
                    .iter()
                    .any(BudgetLine::has_figure)
            })
        });
        for field in cells {
            let text = field.cell.text().trim().to_owned();
            if self.shifted {
                draft.kept.push(field.kept(&text));
                self.remark(field, &text, What::Shifted);
                continue;
            }
            if self.sentences(field, &text, draft).is_some() {
                continue;
            }
            let Some(column) = field.heading.money.clone() else {
                self.keep(field, &text, "editor_notes", draft);
                continue;
            };
            let Some(mut amounts) = self.read_amounts(field, fields, &column, draft) else {
                continue;
            };
            // Where the whole is known, a part that is not understood is kept as it is written.
            if has_whole && column.is_part() && !amounts.lines.iter().any(BudgetLine::has_figure) {
                self.keep_as_own(field, &text, draft);
                continue;
            }
            self.count_elsewhere(field, &mut amounts.lines, draft);
            if column.is_spent {
                spent.push(amounts);
            } else if column.is_part() {
                let line = amounts.lines.first().cloned().unwrap_or_default();
                let sort = (
                    column.scale.year.is_none(),
                    column.scale.kind.is_none(),
                    line.funder.is_none(),
                );
                parts.entry(sort).or_default().push(amounts);
            } else {
                wholes.push(amounts);
            }
        }
        // What was spent of the whole has no other line.
        let keeps_whole = spent.iter().any(|one| {
            one.field
                .heading
                .money
                .as_ref()
                .is_some_and(|money| !money.is_part())
        });
        let lines = self.lines(wholes, parts, keeps_whole, draft);
        let lines = self.with_spent(lines, spent, draft);
        if self.is_financed(draft) {
            // The words before tell every line; their total is told again here, or nobody knows.
            let basis = lines.iter().find_map(basis);
            if exact_total(&lines, basis) != exact_total(&draft.sheet.budget, basis) {
                for field in fields.iter().filter(is_amount) {
                    self.keep(*field, &field.cell.text(), "editor_notes", draft);
                }
            }
            return;
        }
        draft.sheet.budget.extend(lines);
    }

    /// The lines of a cell, under what its heading and the unit beside it say.
    fn read_amounts<'f>(
        &mut self,
        field: HeadedCell<'f>,
        fields: &[HeadedCell<'_>],
        column: &MoneyColumn,
        draft: &mut Draft,
    ) -> Option<Amounts<'f>> {
        let place = fields
            .iter()
            .position(|other| other.heading == field.heading)?;
        let beside = [Some(place + 1), place.checked_sub(1)]
            .into_iter()
            .flatten();
        let mut beside = beside.filter_map(|index| fields.get(index));
        let unit = beside.find(|other| other.heading.target == Target::Unit);
        let scale = match unit {
            Some(unit) => column.scale.with_unit(&unit.cell.text()),
            None => Some(column.scale),
        };
        let Money {
            mut lines,
            is_verbatim,
        } = budget(field.cell, scale);
        if lines.is_empty() {
            return None;
        }
        let text = field.cell.text().into_owned();
        let funder = match &column.payer {
            Payer::Unsaid => None,
            Payer::Owner => draft.sheet.owners.first().cloned(),
            Payer::Named(name) => {
                let name = Cell::written(name);
                let read = self
                    .lexicon
                    .actors(&name, Column::Key(Key::Funders), field.row);
                read.names.first().cloned()
            }
        };
        if column.payer != Payer::Unsaid && funder.is_none() {
            draft.kept.push(field.kept(&text));
            self.remark(field, &text, What::NotCounted);
            return None;
        }
        if let Some(name) = &funder
            && !draft.sheet.funders.contains(name)
        {
            draft.sheet.funders.push(name.clone());
            draft.stated.insert("funders".to_owned());
        }
        for line in &mut lines {
            line.funder = funder.clone();
            if let (None, Some(unit), Some(note)) = (scale, unit, &mut line.note)
                && !unit.cell.is_empty()
            {
                note.push_str(&format!(" ({} : {})", unit.heading.text, unit.cell.text()));
            }
        }
        for line in &mut lines {
            line.year = line.year.or(column.scale.year);
            line.kind = line.kind.or(column.scale.kind);
        }
        if is_verbatim {
            let key = "budget".to_owned();
            self.remark(field, &text, What::Kept { key });
        } else if unit.is_none()
            && !column.scale.is_stated
            && column.scale.factor == 1
            && is_bare(&text)
        {
            self.drafts.without_unit.insert(field.heading.text.clone());
        }
        draft.state("budget", field.kept(&text));
        Some(Amounts { field, lines })
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
        let origin = first.as_ref().map(|one| one.field);
        let mut whole = first.map(|one| one.lines).unwrap_or_default();
        for other in wholes {
            match (&mut whole[..], &other.lines[..]) {
                (known, said) if known == said => {}
                // The same amount before and after taxes.
                ([line], [said])
                    if basis(line)
                        .zip(basis(said))
                        .is_some_and(|(one, other)| one != other) =>
                {
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
            exact_total(lines, None)
                .filter(|_| is_whole)
                .map(|sum| (sum, bases[0]))
        };
        let mut lines: Vec<BudgetLine> = Vec::new();
        let field = main.first().map(|one| one.field);
        for part in main {
            let is_told = |line: &BudgetLine| {
                part.lines.iter().any(|own| {
                    (own.year, own.kind, &own.funder) == (line.year, line.kind, &line.funder)
                })
            };
            match lines.iter().any(is_told) {
                true => self.not_counted(&part, draft),
                false => lines.extend(part.lines),
            }
        }
        let is_plain =
            |line: &BudgetLine| line.label.is_none() && !line.approximate && line.note.is_none();
        let has_figure = whole.iter().any(BudgetLine::has_figure);
        let (of_whole, of_parts) = (sum(&whole), sum(&lines));
        let is_sum = of_whole.is_some() && of_whole == of_parts && whole.iter().all(is_plain);
        if let (true, Some((whole, _)), Some((parts, _)), Some(field)) =
            (has_figure && !is_sum, of_whole, of_parts, origin)
        {
            self.remark(field, &field.cell.text(), What::Gap { whole, parts });
        }
        if has_figure && (!is_sum || keeps_whole) {
            lines.iter_mut().for_each(detail);
        } else if has_figure {
            whole.clear();
        }
        let counted = of_whole.or(of_parts);
        for sort in sorts {
            let mut others: Vec<BudgetLine> =
                sort.into_iter().flat_map(|part| part.lines).collect();
            if let (Some((whole, _)), Some((parts, _)), Some(field)) =
                (counted, sum(&others), field)
                && whole != parts
            {
                self.remark(field, &field.cell.text(), What::Gap { whole, parts });
            }
            others.iter_mut().for_each(detail);
            lines.extend(others);
        }
        whole.into_iter().chain(lines).collect()
    }

    /// Say of lines what was spent of them, where it can be of one alone.
    fn with_spent(
        &mut self,
        mut lines: Vec<BudgetLine>,
        spent: Vec<Amounts<'_>>,
        draft: &mut Draft,
    ) -> Vec<BudgetLine> {
        for one in spent {
            let amount = match &one.lines[..] {
                [line] => line.any_figure().and_then(Figure::amount),
                _ => None,
            };
            let said = |line: &BudgetLine| {
                one.lines.first().is_some_and(|own| {
                    own.year.is_none_or(|_| own.year == line.year)
                        && own.kind.is_none_or(|_| own.kind == line.kind)
                })
            };
            let is_open = |line: &BudgetLine| !line.of_which && line.has_figure() && said(line);
            let mut open = lines.iter_mut().filter(|line| is_open(line));
            match (amount, open.next(), open.next()) {
                (Some(amount), Some(line), None) if line.spent.is_none() => {
                    line.spent = Some(Spent { amount, on: None })
                }
                _ => self.not_counted(&one, draft),
            }
        }
        lines
    }

    /// Keep a cell of money among the territory's own values.
    fn keep_as_own(&mut self, field: HeadedCell<'_>, text: &str, draft: &mut Draft) {
        let name = name(&field.heading.text, 0);
        let key = format!("extra.{name}");
        draft.sheet.extra.insert(name, Extra::Text(text.to_owned()));
        draft.state(&key, field.kept(text));
        let is_budget = |remark: &Remark| {
            remark.row == field.row && remark.column.as_ref() == Some(&field.heading.text)
        };
        self.drafts.remarks.retain(|remark| !is_budget(remark));
        draft
            .origins
            .retain(|(of, origin)| of != "budget" || origin.heading != field.heading.text);
        self.remark(field, text, What::Kept { key });
    }

    fn not_counted(&mut self, amounts: &Amounts<'_>, draft: &mut Draft) {
        let text = amounts.field.cell.text().into_owned();
        draft.kept.push(amounts.field.kept(&text));
        self.remark(amounts.field, &text, What::NotCounted);
    }

    /// An action that states an amount and whose parts do: never both in silence.
    pub(super) fn settle_parts(&mut self) {
        for index in 0..self.drafts.drafts.len() {
            let draft = &self.drafts.drafts[index];
            let lines = draft
                .sheet
                .sub_actions
                .iter()
                .flat_map(|part| part.budget.iter());
            let lines: Vec<BudgetLine> = lines.cloned().collect();
            let adds = |lines: &[BudgetLine]| {
                lines
                    .iter()
                    .any(|line| line.has_figure() && line.role() == Role::Adds)
            };
            let is_apart = self.map.rows.apart.contains(&draft.row);
            let is_told_by_row = !draft.titled.contains("sub_actions");
            if is_apart
                || !is_told_by_row
                || self.has_ids
                || !adds(&draft.sheet.budget)
                || !adds(&lines)
            {
                continue;
            }
            let (row, title) = (draft.row, draft.sheet.title.clone());
            let (whole, parts) = (
                exact_total(&draft.sheet.budget, None),
                exact_total(&lines, None),
            );
            match (whole, parts) {
                (Some(whole), Some(parts)) if whole < parts => {
                    let asks = Asks::Parts { whole, parts };
                    Question::ask(&mut self.drafts.questions, row, &title, asks);
                }
                _ => {
                    let whole = whole.unwrap_or_default();
                    self.drafts.remarks.push(Remark {
                        sheet: self.grid.name.clone(),
                        row,
                        column: None,
                        cell: title,
                        what: What::SumOfParts {
                            whole,
                            parts: parts.unwrap_or_default(),
                        },
                    });
                    let parts = &mut self.drafts.drafts[index].sheet.sub_actions;
                    parts
                        .iter_mut()
                        .flat_map(|part| &mut part.budget)
                        .for_each(detail);
                }
            }
        }
    }

    /// The amount of a cell that is merged over the rows of several actions counts in the first of them alone.
    fn count_elsewhere(&mut self, field: HeadedCell<'_>, lines: &mut [BudgetLine], draft: &Draft) {
        let is_elsewhere = field.spread && self.earlier(draft).is_none();
        if !is_elsewhere || !lines.iter().any(BudgetLine::has_figure) {
            return;
        }
        for line in lines.iter_mut().filter(|line| line.has_figure()) {
            line.included_in = Some(Stated::Unknown);
        }
        self.remark(field, &field.cell.text(), What::Merged);
    }

    /// Whether the budget of a draft was told in words, line by line.
    pub(super) fn is_financed(&self, draft: &Draft) -> bool {
        let is_in_words = |heading: &str| {
            let mut headings = self.layout.headings.iter();
            headings.any(|known| known.target == Target::Financing && known.text == heading)
        };
        let mut origins = draft.origins.iter();
        origins.any(|(key, origin)| key == "budget" && is_in_words(&origin.heading))
    }

    /// The titles of the sub-actions of a row, whose column may stand behind the one that is read.
    fn titles(&self, row: usize) -> Vec<String> {
        let target = Target::Column(Column::Key(Key::SubActions));
        let column = self
            .layout
            .headings
            .iter()
            .position(|heading| heading.target == target);
        let records = &self.grid.records;
        let place = records.binary_search_by_key(&row, |record| record.number);
        match (column, place) {
            (Some(column), Ok(place)) => self.list(records[place].cell(column).text().trim()),
            _ => Vec::new(),
        }
    }

    /// The funders of the platform's columns, each with what it pays, and the whole before tax.
    pub(super) fn funders(&mut self, fields: &[HeadedCell<'_>], draft: &mut Draft) {
        let in_words = self.is_financed(draft);
        for (index, field) in fields.iter().enumerate() {
            if field.heading.target != Target::Funder {
                continue;
            }
            let amount = fields.get(index + 1).filter(|field| {
                field.heading.target == Target::FunderAmount && !is_filler(&field.cell.text())
            });
            let text = field.cell.text().into_owned();
            if is_filler(&text) {
                if let Some(amount) = amount {
                    self.keep(*amount, &amount.cell.text(), "editor_notes", draft);
                }
                continue;
            }
            let read = self
                .lexicon
                .actors(field.cell, Column::Key(Key::Funders), field.row);
            let kept = self.keep_names(&read, *field, &text, draft);
            for name in &read.names {
                if !draft.sheet.funders.contains(name) {
                    draft.sheet.funders.push(name.clone());
                }
            }
            if !kept {
                draft.state("funders", field.kept(&text));
            }
            let Some(amount) = amount.filter(|_| !in_words) else {
                continue;
            };
            let told = amount.cell.text();
            let Money {
                mut lines,
                is_verbatim,
            } = budget(
                amount.cell,
                amount.heading.money.as_ref().map(|money| money.scale),
            );
            self.count_elsewhere(*amount, &mut lines, draft);
            let [funder] = &read.names[..] else {
                self.keep(*amount, &told, "editor_notes", draft);
                continue;
            };
            if is_verbatim {
                let key = "budget".to_owned();
                self.remark(*amount, &told, What::Kept { key });
            }
            for line in lines {
                // The whole stands in a column of its own, and holds every part.
                let is_part = draft.stated.contains("budget") || has_total(fields);
                draft.sheet.budget.push(BudgetLine {
                    funder: Some(funder.clone()),
                    of_which: is_part && line.included_in.is_none(),
                    ..line
                });
            }
            draft
                .origins
                .push(("budget".to_owned(), amount.kept(&amount.cell.text())));
        }
        if draft.origins.iter().any(|(key, _)| key == "budget") {
            draft.stated.insert("budget".to_owned());
        }
    }
}

fn has_total(fields: &[HeadedCell<'_>]) -> bool {
    let target = Target::Column(Column::Key(Key::Budget));
    let mut totals = fields.iter().filter(|field| field.heading.target == target);
    totals.any(|field| !field.cell.is_empty())
}

/// The one basis that a line states.
fn basis(line: &BudgetLine) -> Option<Basis> {
    match (line.ht, line.ttc, line.amount) {
        (Some(_), None, None) => Some(Basis::Ht),
        (None, Some(_), None) => Some(Basis::Ttc),
        _ => None,
    }
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
