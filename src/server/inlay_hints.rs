//! What a file does not say itself, beside its lines: the title of its measure, the total of its budget, that it is late.

use gen_lsp_types::{InlayHint, Range};

use crate::document::text::line_of;
use crate::error::Error;
use crate::model::key::Key;
use crate::render::value::{CoveredAmount, Value};
use crate::server::place::File;
use crate::server::session::Session;
use crate::view::total::Total;
use crate::view::years::is_late;
use crate::words::Word;

/// The hints within a range.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn within(
    session: &mut Session,
    file: &File,
    range: Range,
) -> Result<Option<Vec<InlayHint>>, Error> {
    let (lang, today) = (session.lang, session.today());
    let known = session.present(&file.root)?;
    let plan = &known.plan;
    let Some(action) = known.action(&file.path) else {
        return Ok(None);
    };
    let measure = plan.words.catalogue.measure(&action.measure);
    let measure = measure.map(|measure| format!("{} {}", measure.key, measure.title));
    let total = Total::of(&action.sheet, plan.settings.basis);
    let is_sum = total.sum.lines > 1 && total.sum.bounds.is_some();
    let amount = || Value::Covered(CoveredAmount::of(&total)).shown(lang, None);
    let total = is_sum.then(|| format!("= {}", amount()));
    let late = is_late(plan, action, today).then(|| lang.word(Word::LATE).to_owned());
    let document = file.document();
    let asked = range.start.line..=range.end.line;
    let hints = [
        (Key::Title, measure),
        (Key::Budget, total),
        (Key::End, late),
    ];
    let hints = hints.into_iter().filter_map(|(key, hint)| {
        let (key, _) = document.table().get_key_value(key.name())?;
        let line = line_of(document.text(), key.span().start);
        let end = file.text.read_range(line.end..line.end).start;
        let hint = InlayHint::new(end, hint?.into(), None, None, None, Some(true), None, None);
        asked.contains(&end.line).then_some(hint)
    });
    Ok(Some(hints.collect()))
}
