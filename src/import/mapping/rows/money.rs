//! The amounts of a row: its budget, and what each funder pays.

use std::collections::BTreeMap;

use crate::import::cells::amount::{Money, budget};
use crate::import::cells::reading::is_filler;
use crate::import::cells::scale::Scale;
use crate::import::cells::sentence;
use crate::import::mapping::draft::Draft;
use crate::import::mapping::heading::Target;
use crate::import::mapping::rows::Reader;
use crate::import::mapping::rows::headed_cell::HeadedCell;
use crate::model::action::SubAction;
use crate::model::budget::{Basis, BudgetLine, Cents};
use crate::model::column::Column;
use crate::model::key::Key;
use crate::model::name::Stated;
use crate::view::import_report::What;

impl Reader<'_, '_> {
    pub(super) fn budget(&mut self, field: HeadedCell<'_>, text: &str, draft: &mut Draft) {
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
        if let Some(lines) = sentence::lines(text, &titles) {
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
            return;
        }
        let Some(scale) = Scale::of(&field.heading.text) else {
            return self.keep(field, text, "editor_notes", draft);
        };
        let Money {
            mut lines,
            is_verbatim,
        } = budget(field.cell, Some(scale));
        if lines.is_empty() {
            return;
        }
        self.count_elsewhere(field, &mut lines, draft);
        if self.is_financed(draft) {
            // The words before tell every line; their total is told again here, or nobody knows.
            let total = |lines: &[BudgetLine]| exact_total(lines, scale.basis);
            if total(&lines) != total(&draft.sheet.budget) {
                self.keep(field, text, "editor_notes", draft);
            }
            return;
        }
        draft.sheet.budget = lines;
        draft.state("budget", field.kept(text));
        if is_verbatim {
            let key = "budget".to_owned();
            self.remark(field, text, What::Kept { key });
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
            } = budget(amount.cell, Scale::of(&amount.heading.text));
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

/// What the lines that add come to, where each that has a figure on the basis has an exact one.
fn exact_total(lines: &[BudgetLine], basis: Option<Basis>) -> Option<Cents> {
    let adding = lines.iter().filter(|line| !line.of_which);
    let figures = adding.filter_map(|line| match basis {
        Some(basis) => line.on(basis),
        None => line.any_figure(),
    });
    figures
        .map(|figure| figure.amount().map(|amount| amount.0))
        .sum::<Option<i128>>()
        .map(Cents)
}
