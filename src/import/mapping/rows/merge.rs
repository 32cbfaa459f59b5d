//! The drafts of the rows, one an action: a later row fills in what an earlier one leaves open.

use crate::import::cells::reading::normal;
use crate::import::mapping::draft::{Draft, KeptCell};
use crate::import::mapping::rows::{ActionKey, Reader};
use crate::model::fold::fold;
use crate::view::import_report::{Remark, What};

impl Reader<'_, '_> {
    /// Take a draft, or lay it beside the one of an earlier row that speaks of the same action.
    pub(super) fn take(&mut self, draft: Draft) {
        let earlier = self.earlier(&draft);
        let index = earlier.unwrap_or(self.drafts.drafts.len());
        self.known
            .entry(key(&draft, draft.sheet.code.as_ref()))
            .or_insert(index);
        self.known.entry(key(&draft, None)).or_insert(index);
        match earlier {
            None => self.drafts.drafts.push(draft),
            Some(index) => self.again(index, draft),
        }
    }

    /// The draft of an earlier row that speaks of the same action: one of the same code, where both give one.
    pub(super) fn earlier(&self, draft: &Draft) -> Option<usize> {
        let code = draft.sheet.code.as_ref();
        let exact = self.known.get(&key(draft, code)).copied();
        exact.or_else(|| {
            let index = self.known.get(&key(draft, None)).copied()?;
            let has_code = self.drafts.drafts[index].sheet.code.is_some();
            (code.is_none() || !has_code).then_some(index)
        })
    }

    /// A second row of an action fills in what the first leaves open; what it says otherwise is kept word for word.
    fn again(&mut self, index: usize, second: Draft) {
        let first_row = self.drafts.drafts[index].row;
        self.drafts.remarks.push(Remark {
            sheet: self.grid.name.clone(),
            row: second.row,
            column: None,
            cell: second.called().to_owned(),
            what: What::Joined { row: first_row },
        });
        self.add(index, second);
    }

    /// Fill in what a draft leaves open by what another row says of its action.
    pub(super) fn add(&mut self, index: usize, second: Draft) {
        let first_row = self.drafts.drafts[index].row;
        let sheet = self.grid.name.clone();
        for key in &second.stated {
            let first = &mut self.drafts.drafts[index];
            let mut other = first.sheet.clone();
            other.take_from(key, &second.sheet);
            if other == first.sheet && first.stated.contains(key) {
                continue;
            }
            let origins: Vec<KeptCell> = second
                .origins
                .iter()
                .filter(|(of, origin)| of == key && !origin.text.is_empty())
                .map(|(_, origin)| origin.clone())
                .collect();
            // Another bullet or full stop is no other thing.
            let is_said = |origin: &KeptCell| {
                first
                    .origins
                    .iter()
                    .any(|(of, known)| of == key && normal(&known.text) == normal(&origin.text))
            };
            if origins.iter().all(is_said) {
                continue;
            }
            let first_is_open = !first
                .origins
                .iter()
                .any(|(of, origin)| of == key && !origin.text.is_empty());
            if first_is_open {
                first.sheet.take_from(key, &second.sheet);
                for origin in origins {
                    first.state(key, origin);
                }
                continue;
            }
            for origin in origins {
                self.drafts.remarks.push(Remark {
                    sheet: sheet.clone(),
                    row: origin.row,
                    column: Some(origin.heading.clone()),
                    cell: origin.text.clone(),
                    what: What::Twice { row: first_row },
                });
                if !first.kept.contains(&origin) {
                    first.kept.push(origin);
                }
            }
        }
        let first = &mut self.drafts.drafts[index];
        let new = second.kept.into_iter();
        let new = new
            .filter(|kept| !first.kept.contains(kept))
            .collect::<Vec<_>>();
        first.kept.extend(new);
        first.open_status = first.open_status.take().or(second.open_status);
        first.unknown_themes.extend(second.unknown_themes);
    }
}

/// What a draft is found by: its id, else its measure and title with a code or whatever the code.
fn key(draft: &Draft, code: Option<&String>) -> ActionKey {
    match &draft.id {
        Some(id) => ActionKey::Id(id.clone()),
        None => ActionKey::Title(
            draft.measure.clone(),
            fold(&draft.sheet.title),
            code.cloned(),
        ),
    }
}
