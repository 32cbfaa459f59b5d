//! Rows that speak of a sub-action.

use crate::import::cells::texts;
use crate::import::mapping::draft::{Draft, KeptCell, OpenStatus};
use crate::import::mapping::heading::Target;
use crate::import::mapping::row::{HeadedCell, Row};
use crate::import::mapping::rows::Reader;
use crate::model::action::{SubAction, TITLE_LENGTH};
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::view::import_report::{Reason, What};

/// Whether a column holds what a sub-action may have.
fn fits_part(target: &Target) -> bool {
    match target {
        Target::Key(key) => *key != Key::Title && key.is_in_sub_action(),
        target => *target == Target::Financing,
    }
}

/// Whether a column only says which row it is, and where it stands.
fn names_row(target: &Target) -> bool {
    match target {
        Target::Key(key) => matches!(key, Key::Title | Key::Themes),
        Target::Column(column) => *column != Column::Extra,
        Target::Place | Target::SubAction | Target::Computed(_) | Target::Dropped => true,
        Target::Unit | Target::Fingerprint => true,
        Target::Field(_) | Target::Extra(_) | Target::Financing => false,
        Target::Funder | Target::FunderAmount => false,
    }
}

impl Reader<'_, '_> {
    /// What the row of a part says of its action, which has no row of its own.
    fn of_action(&mut self, row: &Row<'_>, index: usize) {
        let first = &self.drafts.drafts[index];
        let mut draft = Draft::new(row.record.number);
        draft.sheet.title.clone_from(&first.sheet.title);
        draft.sheet.code.clone_from(&first.sheet.code);
        draft.id.clone_from(&first.id);
        draft.measure.clone_from(&first.measure);
        for cell in &row.cells {
            if !fits_part(&cell.heading.target) && !cell.spread {
                self.fill(*cell, &mut draft);
            }
        }
        self.funders(&row.cells, &mut draft);
        self.theme(row, &mut draft);
        self.beside_measure(row, &mut draft);
        self.add(index, draft);
    }

    /// The action that the row of a part speaks of: the one of its title, else that of the row above.
    fn action_of_part(&mut self, row: &Row<'_>, mut draft: Draft) -> Option<usize> {
        let Some(title) = row.text(Key::Title) else {
            return self.drafts.drafts.len().checked_sub(1);
        };
        draft.sheet.title = texts::shortened(&texts::title(&title), TITLE_LENGTH);
        if let Some(index) = self.earlier(&draft) {
            return Some(index);
        }
        if let Some(cell) = row.cell(Key::Title) {
            draft.state("title", cell.kept(&cell.text()));
        }
        self.take(draft);
        let index = self.drafts.drafts.len() - 1;
        self.of_parts.insert(index);
        Some(index)
    }

    /// A row that speaks of a sub-action.
    pub(super) fn part(&mut self, row: &Row<'_>, draft: Draft, part: String) {
        let number = row.record.number;
        let Some(index) = self.action_of_part(row, draft) else {
            return self.leave_out(row.record, Reason::NoAction);
        };
        // Where no row is the action's own, what a part cannot have is the action's.
        let is_of_parts = self.of_parts.contains(&index);
        if is_of_parts {
            self.of_action(row, index);
        }
        let mut of_part = Draft::new(number);
        of_part.sheet.title = texts::shortened(&part, TITLE_LENGTH);
        for cell in &row.cells {
            let target = &cell.heading.target;
            if fits_part(target) {
                self.fill(*cell, &mut of_part);
            } else if !names_row(target) && !is_of_parts && !cell.is_filler() {
                self.set_aside(*cell, &cell.text(), What::NotOfPart, &mut of_part);
            }
        }
        // The amount of a merged cell is that of the row where it begins.
        let own = row.cells.iter().filter(|cell| !cell.spread);
        let own: Vec<HeadedCell<'_>> = own.copied().collect();
        self.amounts(&own, &mut of_part);
        self.attached(row, &mut of_part);
        let sub_action = SubAction::of(of_part.sheet);
        let draft = &mut self.drafts.drafts[index];
        let open = of_part.open_statuses.into_iter().map(|open| OpenStatus {
            part: Some(sub_action.title.clone()),
            ..open
        });
        draft.open_statuses.extend(open);
        let kept = of_part.kept.into_iter().map(|kept| KeptCell {
            heading: format!("{} – {}", sub_action.title, kept.heading),
            ..kept
        });
        draft.kept.extend(kept);
        let origin = KeptCell {
            row: number,
            heading: sub_action.title.clone(),
            text: row.record.told(),
        };
        draft.state("sub_actions", origin.clone());
        let same = |other: &&SubAction| fold(&other.title) == fold(&sub_action.title);
        match draft.sheet.sub_actions.iter().find(same) {
            // A second row of one title is the same part; what it adds is kept by the first alone.
            Some(other) if *other == sub_action => {}
            Some(_) => {
                draft.kept.push(origin);
                let what = What::Twice { row: draft.row };
                let report = &mut self.drafts.report;
                report.tell(number, &sub_action.title, what);
            }
            None => draft.sheet.sub_actions.push(sub_action),
        }
    }
}
