//! The drafts of the rows, one an action: a later row fills in what an earlier one leaves open.

use crate::import::mapping::draft::{Draft, KeptCell};
use crate::import::mapping::rows::{ActionKey, Reader, add_new};
use crate::model::fold::fold;
use crate::view::import_report::What;
use crate::words::dictionary::normal;

impl Reader<'_, '_> {
    /// Take a draft, or lay it beside the one of an earlier row that speaks of the same action.
    pub(super) fn take(&mut self, draft: Draft) {
        let earlier = self.earlier(&draft);
        let index = earlier.unwrap_or(self.drafts.drafts.len());
        self.known
            .entry(key(&draft, draft.sheet.code.as_ref()))
            .or_insert(index);
        self.known.entry(key(&draft, None)).or_insert(index);
        let Some(index) = earlier else {
            return self.drafts.drafts.push(draft);
        };
        // What it says otherwise than the first row is kept word for word.
        let row = self.drafts.drafts[index].row;
        let report = &mut self.drafts.report;
        report.tell(draft.row, draft.called(), What::Joined { row });
        self.add(index, draft);
    }

    /// The draft of an earlier row that speaks of the same action: one of the same code, where both give one.
    pub(super) fn earlier(&self, draft: &Draft) -> Option<usize> {
        let code = draft.sheet.code.as_ref();
        let exact = self.known.get(&key(draft, code));
        let has_code = |index: usize| self.drafts.drafts[index].sheet.code.is_some();
        let whatever = self.known.get(&key(draft, None));
        let whatever = whatever.filter(|index| code.is_none() || !has_code(**index));
        exact.or(whatever).copied()
    }

    /// Fill in what a draft leaves open by what another row says of its action.
    pub(super) fn add(&mut self, index: usize, second: Draft) {
        let first = &mut self.drafts.drafts[index];
        for key in &second.stated {
            let mut other = first.sheet.clone();
            other.take_from(key, &second.sheet);
            if other == first.sheet && first.stated.contains(key) {
                continue;
            }
            let origins: Vec<KeptCell> = second.said(key).cloned().collect();
            // Another bullet or full stop is no other thing.
            let is_said = |origin: &KeptCell| {
                let mut known = first.said(key);
                known.any(|known| normal(&known.text) == normal(&origin.text))
            };
            if origins.iter().all(is_said) {
                continue;
            }
            if first.said(key).next().is_none() {
                first.sheet.take_from(key, &second.sheet);
                first.in_words |= key == "budget" && second.in_words;
                for origin in origins {
                    first.state(key, origin);
                }
                continue;
            }
            for origin in origins {
                let what = What::Twice { row: first.row };
                self.drafts.report.remarks.push(origin.remark(what));
                add_new(&mut first.kept, vec![origin]);
            }
        }
        add_new(&mut first.kept, second.kept);
        first.erased.extend(second.erased);
        first.computed.extend(second.computed);
        first.open_statuses.extend(second.open_statuses);
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
