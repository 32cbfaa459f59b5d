//! Rows that speak of a sub-action.

use crate::import::cells::reading::is_filler;
use crate::import::cells::texts;
use crate::import::mapping::draft::{Draft, KeptCell};
use crate::import::mapping::heading::Target;
use crate::import::mapping::rows::headed_cell::HeadedCell;
use crate::import::mapping::rows::{Reader, of, told};
use crate::import::tables::book::Record;
use crate::model::action::{Sheet, SubAction, TITLE_LENGTH};
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::view::import_report::{Asks, Question, Reason, Remark, What};

/// Whether a column holds what a sub-action may have.
fn fits_part(target: &Target) -> bool {
    match target {
        Target::Column(Column::Key(key)) => *key != Key::Title && key.is_in_sub_action(),
        target => *target == Target::Financing,
    }
}

impl Reader<'_, '_> {
    /// What the row of a part says of its action, which has no row of its own.
    fn of_action(&mut self, row: usize, index: usize, fields: &[HeadedCell<'_>]) {
        let first = self.drafts.drafts[index].clone();
        let mut draft = Draft {
            sheet: Sheet {
                title: first.sheet.title.clone(),
                code: first.sheet.code.clone(),
                ..Sheet::default()
            },
            row,
            id: first.id,
            measure: first.measure,
            ..Draft::new(row)
        };
        for field in fields {
            if !fits_part(&field.heading.target) && !field.spread {
                self.fill(*field, &mut draft);
            }
        }
        self.funders(fields, &mut draft);
        self.theme(fields, &mut draft);
        self.beside_measure(fields, &mut draft);
        self.add(index, draft);
    }

    /// A row that speaks of a sub-action of the action of that title, else of the row above.
    pub(super) fn part(
        &mut self,
        record: &Record,
        fields: &[HeadedCell<'_>],
        mut draft: Draft,
        title: Option<String>,
        part: String,
    ) {
        let index = match title {
            Some(title) => {
                draft.sheet.title = texts::shortened(&texts::title(&title), TITLE_LENGTH);
                self.earlier(&draft).unwrap_or_else(|| {
                    if let Some(field) = of(fields, Column::Key(Key::Title)) {
                        draft.state("title", field.kept(&field.cell.text()));
                    }
                    self.take(draft.clone());
                    let index = self.drafts.drafts.len() - 1;
                    self.of_parts.insert(index);
                    index
                })
            }
            None => match self.drafts.drafts.len().checked_sub(1) {
                Some(index) => index,
                None => return self.leave_out(record, Reason::NoAction),
            },
        };
        // Where no row is the action's own, what a part cannot have is the action's.
        if self.of_parts.contains(&index) {
            self.of_action(record.number, index, fields);
        }
        let mut of_part = Draft::new(record.number);
        of_part.sheet.title = texts::shortened(&part, TITLE_LENGTH);
        for field in fields {
            let fits = fits_part(&field.heading.target);
            let names_the_row = matches!(
                field.heading.target,
                Target::Column(
                    Column::Id
                        | Column::Key(Key::Title)
                        | Column::Measure
                        | Column::MeasureTitle
                        | Column::Axis
                        | Column::AxisTitle
                        | Column::Key(Key::Themes)
                ) | Target::Place
                    | Target::SubAction
                    | Target::Computed
                    | Target::Dropped
                    | Target::Unit
                    | Target::Fingerprint
            );
            // The words of the action tell the lines of its parts too: read again, they would count twice.
            let is_told = field.heading.target == Target::Financing
                && self.is_financed(&self.drafts.drafts[index]);
            if is_told {
                continue;
            }
            if fits {
                self.fill(*field, &mut of_part);
            } else if !names_the_row
                && !self.of_parts.contains(&index)
                && !is_filler(&field.cell.text())
            {
                let text = field.cell.text().into_owned();
                of_part.kept.push(field.kept(&text));
                self.remark(*field, &text, What::NotOfPart);
            }
        }
        // The amount of a merged cell is that of the row where it begins.
        let own: Vec<HeadedCell<'_>> = fields
            .iter()
            .filter(|field| !field.spread)
            .copied()
            .collect();
        self.amounts(&own, &mut of_part);
        self.attached(record, fields, &mut of_part);
        if let Some((written, choices)) = of_part.open_status.take() {
            let said = written.clone();
            let asks = Asks::Status { written, choices };
            Question::ask(&mut self.drafts.questions, record.number, &said, asks);
        }
        let sheet = of_part.sheet;
        let sub_action = SubAction {
            title: sheet.title,
            code: sheet.code,
            status: sheet.status,
            owners: sheet.owners,
            start: sheet.start,
            end: sheet.end,
            description: sheet.description,
            budget: sheet.budget,
            indicators: sheet.indicators,
        };
        let draft = &mut self.drafts.drafts[index];
        let kept = of_part.kept.into_iter().map(|kept| KeptCell {
            heading: format!("{} – {}", sub_action.title, kept.heading),
            ..kept
        });
        draft.kept.extend(kept);
        let origin = KeptCell {
            row: record.number,
            heading: sub_action.title.clone(),
            text: told(record),
        };
        draft.state("sub_actions", origin.clone());
        let same = |other: &&mut SubAction| fold(&other.title) == fold(&sub_action.title);
        match draft.sheet.sub_actions.iter_mut().find(same) {
            // A second row of one title is the same part; what it adds is kept by the first alone.
            Some(other) if *other == sub_action => {}
            Some(_) => {
                let first = draft.row;
                self.drafts.remarks.push(Remark {
                    sheet: self.grid.name.clone(),
                    row: record.number,
                    column: None,
                    cell: sub_action.title.clone(),
                    what: What::Twice { row: first },
                });
                self.drafts.drafts[index].kept.push(origin);
            }
            None => draft.sheet.sub_actions.push(sub_action),
        }
    }
}
