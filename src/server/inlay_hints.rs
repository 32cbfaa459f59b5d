//! What a file does not say itself, beside its lines: the title of its measure, the total of its budget, that it is late.

use gen_lsp_types::{InlayHint, InlayHintParams};

use crate::document::Document;
use crate::document::text::line_of;
use crate::error::Error;
use crate::model::key::Key;
use crate::render::value::{CoveredAmount, Value};
use crate::server::session::Session;
use crate::view::total::Total;
use crate::view::years::is_late;
use crate::words::Word;

/// The hints within a range.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn answer(
    session: &mut Session,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>, Error> {
    let (lang, today) = (session.lang, session.today());
    let uri = params.text_document.uri;
    let Some((text, root, path)) = session.file(&uri) else {
        return Ok(None);
    };
    let plan = &session.present(&root)?.plan;
    let Some(action) = plan.actions.iter().find(|action| action.path() == path) else {
        return Ok(None);
    };
    let measure = plan.words.catalogue.measure(&action.measure);
    let measure = measure.map(|measure| format!("{} {}", measure.key, measure.title));
    let total = Total::of(&action.sheet, plan.settings.basis);
    let total = (total.sum.lines > 1 && total.sum.bounds.is_some()).then(|| {
        format!(
            "= {}",
            Value::Covered(CoveredAmount::of(&total)).shown(lang, None)
        )
    });
    let late = is_late(plan, action, today).then(|| lang.word(Word::LATE).to_owned());
    let document = Document::of(text.read());
    let hints = [
        (Key::Title, measure),
        (Key::Budget, total),
        (Key::End, late),
    ];
    let hints = hints.into_iter().filter_map(|(key, hint)| {
        let (key, _) = document.table().get_key_value(key.name())?;
        let line = line_of(document.text(), key.span().start);
        let position = text.read_range(line.end..line.end).start;
        let is_asked = (params.range.start.line..=params.range.end.line).contains(&position.line);
        is_asked.then_some(InlayHint {
            position,
            label: hint?.into(),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    });
    Ok(Some(hints.collect()))
}
