//! Rows that speak of a sub-action.

use crate::import::cells::reading::is_filler;
use crate::import::cells::texts;
use crate::import::mapping::draft::{Draft, KeptCell};
use crate::import::mapping::heading::Target;
use crate::import::mapping::rows::headed_cell::HeadedCell;
use crate::import::mapping::rows::{Reader, of, told};
use crate::import::tables::book::Record;
use crate::model::action::{SubAction, TITLE_LENGTH};
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::view::import_report::{Reason, Remark, What};

impl Reader<'_, '_> {
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
                    self.theme(fields, &mut draft);
                    self.beside_measure(fields, &mut draft);
                    self.take(draft.clone());
                    self.drafts.drafts.len() - 1
                })
            }
            None => match self.drafts.drafts.len().checked_sub(1) {
                Some(index) => index,
                None => return self.leave_out(record, Reason::NoAction),
            },
        };
        let mut of_part = Draft::new(record.number);
        of_part.sheet.title = texts::shortened(&part, TITLE_LENGTH);
        for field in fields {
            let fits = matches!(
                field.heading.target,
                Target::Column(Column::Key(
                    Key::Code
                        | Key::Status
                        | Key::Owners
                        | Key::Start
                        | Key::End
                        | Key::Description
                        | Key::Budget
                )) | Target::Financing
            );
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
                    | Target::Fingerprint
            );
            // The words of the action tell the lines of its parts too: read again, they would count twice.
            let is_told = field.heading.target == Target::Financing
                && self.is_financed(&self.drafts.drafts[index]);
            if is_told {
                continue;
            }
            // The amount of a merged cell is that of the row where it begins.
            if field.spread && field.heading.target == Target::Column(Column::Key(Key::Budget)) {
                continue;
            }
            if fits {
                self.fill(*field, &mut of_part);
            } else if !names_the_row && !field.cell.is_empty() && !is_filler(&field.cell.text()) {
                self.keep(*field, &field.cell.text(), "editor_notes", &mut of_part);
            }
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
