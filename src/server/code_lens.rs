//! Who changed an action last, when and why, above its title: for a client that asks for it when it begins.

use gen_lsp_types::{CodeLens, Command};

use crate::error::Error;
use crate::finding::At;
use crate::model::key::Key;
use crate::operations::history::last_change;
use crate::server::place::File;
use crate::server::session::Session;
use crate::words::editor::EditorPhrase;

/// The last change of an action, as git tells it; nothing where git knows of none.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn of_file(session: &mut Session, file: &File) -> Result<Option<Vec<CodeLens>>, Error> {
    let known = session.latest(&file.root)?;
    let change = known.action(&file.path).and_then(|action| {
        let plan = known.plan.clone();
        last_change(&known.source, plan, &action.id, session.today()).ok()?
    });
    let title = At::Key(Key::Title.name().to_owned());
    let span = file.document().span(&title);
    Ok(change.zip(span).map(|(change, span)| {
        let phrase = EditorPhrase::LastChange {
            day: &session.lang.day(change.day),
            author: &change.author,
            why: change.reason.as_ref().unwrap_or(&change.subject),
        };
        let told = Command::new(session.lang.editor(phrase), None, String::new(), None);
        vec![CodeLens::new(file.text.read_range(span), Some(told), None)]
    }))
}
