//! Another name for what stands at a place, all over the plan: as `plan vocabulary` and `plan rename` give it.

use gen_lsp_types::{
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, WorkspaceEdit,
};

use crate::error::Error;
use crate::finding::VocabularyName;
use crate::model::id::ActionId;
use crate::operations::change;
use crate::operations::current_plan::CurrentPlan;
use crate::operations::vocabulary::{self, WordChange};
use crate::server::edits;
use crate::server::place::Place;
use crate::server::session::Session;
use crate::view::named::NamedKind;

/// The name that would become another one; none where nothing can be called otherwise.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn prepare(
    session: &mut Session,
    place: Place,
    _: PrepareRenameParams,
) -> Result<Option<PrepareRenameResult>, Error> {
    let known = session.latest(&place.file.root)?;
    let named = place.named(&known.plan.words);
    Ok(named.map(|named| PrepareRenamePlaceholder::new(place.range(), named.name).into()))
}

/// The edits of all files that let the thing at a position bear another name. A measure keeps its code and takes a title.
///
/// # Errors
/// The name is none, or taken, or a file cannot be changed.
pub fn answer(
    session: &mut Session,
    place: Place,
    params: RenameParams,
) -> Result<Option<WorkspaceEdit>, Error> {
    let root = &place.file.root;
    let current = CurrentPlan::of(session.source(root), session.today())?;
    let Some(named) = place.named(&current.plan.words) else {
        return Ok(None);
    };
    let (old, new) = (&named.name, params.new_name.trim());
    let changes = match named.kind {
        NamedKind::Word(VocabularyName::Measures) => {
            vocabulary::change(&current, &WordChange::Retitle(old, new))?
        }
        NamedKind::Word(_) => vocabulary::change(&current, &WordChange::Rename(old, new))?,
        NamedKind::Action => {
            let id = |text: &str| text.parse().map_err(|_| Error::NotAnId(text.to_owned()));
            let old: ActionId = id(old)?;
            change::rename(&current, current.action(old.as_str())?, &id(new)?)?.changes
        }
    };
    current.judge(&changes)?;
    edits::of_changes(session, root, &changes).map(Some)
}
