//! Another name for what stands at a place, all over the plan: as `plan vocabulary` and `plan rename` give it.

use gen_lsp_types::{PrepareRenamePlaceholder, PrepareRenameResult, WorkspaceEdit};

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
    place: &Place<'_>,
) -> Result<Option<PrepareRenameResult>, Error> {
    let known = session.latest(&place.file.root)?;
    let named = place.named(&known.plan.words);
    let shown = named.map(|named| match named.kind {
        // A measure keeps its code: its title is what would change.
        NamedKind::Word(VocabularyName::Measures) => {
            let key = named.name.parse().ok()?;
            let measure = known.plan.words.catalogue.measure(&key)?;
            Some(measure.title.clone())
        }
        NamedKind::Word(_) | NamedKind::Action => Some(named.name),
    });
    let shown = shown.flatten();
    Ok(shown.map(|name| PrepareRenamePlaceholder::new(place.range(), name).into()))
}

/// The edits of all files that let the thing at a position bear another name. A measure keeps its code and takes a title.
///
/// # Errors
/// The name is none, or taken, or a file cannot be changed.
pub fn edit(
    session: &mut Session,
    place: &Place<'_>,
    new: &str,
) -> Result<Option<WorkspaceEdit>, Error> {
    let root = &place.file.root;
    let current = CurrentPlan::of(session.source(root), session.today())?;
    let Some(named) = place.named(&current.plan.words) else {
        return Ok(None);
    };
    let old = &named.name;
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
