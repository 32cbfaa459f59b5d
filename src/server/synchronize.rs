//! What the client tells of its texts and of files.

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesNotification,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    LspNotificationMethod as Method, Notification, RegistrationRequest,
    TextDocumentContentChangeEvent,
};
use lsp_server::Notification as Told;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::server::session::Session;

/// Take in what the client tells; what is not known, or makes no sense, changes nothing.
pub fn hear(session: &mut Session, told: Told) {
    match Method::from(told.method.as_str()) {
        Method::TextDocumentDidOpen => with(told.params, |params: DidOpenTextDocumentParams| {
            let opened = params.text_document;
            session.open(opened.uri, opened.version, opened.text);
        }),
        Method::TextDocumentDidChange => with(told.params, |params| change(session, params)),
        Method::TextDocumentDidClose => with(told.params, |params: DidCloseTextDocumentParams| {
            session.close(&params.text_document.uri);
        }),
        Method::WorkspaceDidChangeWorkspaceFolders => {
            with(told.params, |params: DidChangeWorkspaceFoldersParams| {
                let (removed, added) = (params.event.removed, params.event.added);
                for (folders, is_open) in [(removed, false), (added, true)] {
                    for folder in folders {
                        session.keep_folder(&folder.uri, is_open);
                    }
                }
            });
        }
        Method::TextDocumentDidSave | Method::WorkspaceDidChangeWatchedFiles => {
            session.doubt_all();
        }
        Method::Initialized if session.client.watches => watch(session),
        // Nothing that it tells besides changes what is found.
        _ => {}
    }
}

fn with<T: DeserializeOwned>(params: Value, take: impl FnOnce(T)) {
    if let Ok(params) = serde_json::from_value(params) {
        take(params);
    }
}

fn change(session: &mut Session, params: DidChangeTextDocumentParams) {
    use TextDocumentContentChangeEvent as Change;
    let changed = params.text_document;
    let uri = &changed.text_document_identifier.uri;
    session.change(uri, changed.version, |text| {
        for change in params.content_changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    text.replace(part.range, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => text.put(whole.text),
            }
        }
    });
}

/// Ask to be told of files that others change: by git, by `plan` itself.
fn watch(session: &mut Session) {
    let watchers = ["**/actions/**", "**/schema/*.toml"].map(|glob| json!({ "globPattern": glob }));
    let registration = json!({
        "id": "files",
        "method": DidChangeWatchedFilesNotification::METHOD.to_string(),
        "registerOptions": { "watchers": watchers },
    });
    session.ask::<RegistrationRequest>(json!({ "registrations": [registration] }));
}
