//! Another name for what stands at a place, all over the plan: as `plan vocabulary` and `plan rename` give it.

use gen_lsp_types::{
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, WorkspaceEdit,
};

use crate::error::Error;
use crate::model::id::ActionId;
use crate::operations::change;
use crate::operations::current_plan::CurrentPlan;
use crate::operations::vocabulary::{self, WordChange};
use crate::server::edits;
use crate::server::reference::at;
use crate::server::session::Session;
use crate::view::named::Named;

/// The name that would become another one; none where nothing can be called otherwise.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn prepare(
    session: &mut Session,
    params: PrepareRenameParams,
) -> Result<Option<PrepareRenameResult>, Error> {
    let asked = params.text_document_position_params;
    let found = at(session, &asked.text_document.uri, asked.position)?;
    Ok(found.map(|found| {
        let (range, placeholder) = (found.range, found.named.name().to_owned());
        PrepareRenamePlaceholder { range, placeholder }.into()
    }))
}

/// The edits of all files that let the thing at a position bear another name. A measure keeps its code and takes a title.
///
/// # Errors
/// The name is none, or taken, or a file cannot be changed.
pub fn answer(session: &mut Session, params: RenameParams) -> Result<Option<WorkspaceEdit>, Error> {
    let asked = params.text_document_position_params;
    let Some(found) = at(session, &asked.text_document.uri, asked.position)? else {
        return Ok(None);
    };
    let new = params.new_name.trim();
    let current = CurrentPlan::of(session.source(&found.root), session.today())?;
    let changes = match &found.named {
        Named::Actor(name) | Named::Theme(name) | Named::Status(name) => {
            vocabulary::change(&current, &WordChange::Rename(name, new))?
        }
        Named::Measure(code) => vocabulary::change(&current, &WordChange::Retitle(code, new))?,
        Named::Action(id) => {
            let id: ActionId = id.parse().map_err(|_| Error::NotAnId(id.clone()))?;
            let action = current.action(id.as_str())?;
            let new: ActionId = new.parse().map_err(|_| Error::NotAnId(new.to_owned()))?;
            change::rename(&current, action, &new)?.changes
        }
    };
    current.judge(&changes)?;
    edits::of_changes(session, &found.root, &changes).map(Some)
}
