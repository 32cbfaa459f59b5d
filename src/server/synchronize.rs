//! What the client tells of its texts and of files.

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesNotification,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    LspNotificationMethod as Method, Notification, Registration, RegistrationParams,
    RegistrationRequest, Request, TextDocumentContentChangeEvent,
};
use lsp_server::{Notification as Told, Request as Asked};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::server::position::Text;
use crate::server::session::Session;

/// Take in what the client tells; what is not known, or makes no sense, changes nothing.
pub fn hear(session: &mut Session, told: Told) {
    match Method::from(told.method.as_str()) {
        Method::TextDocumentDidOpen => with(told.params, |params: DidOpenTextDocumentParams| {
            let opened = params.text_document;
            session.open(opened.uri, opened.version, opened.text);
        }),
        Method::TextDocumentDidChange => {
            with(told.params, |params: DidChangeTextDocumentParams| {
                let changed = params.text_document;
                let uri = &changed.text_document_identifier.uri;
                session.change(uri, changed.version, |text| {
                    for change in params.content_changes {
                        apply(text, change);
                    }
                });
            })
        }
        Method::TextDocumentDidClose => with(told.params, |params: DidCloseTextDocumentParams| {
            session.close(&params.text_document.uri);
        }),
        Method::WorkspaceDidChangeWorkspaceFolders => {
            with(told.params, |params: DidChangeWorkspaceFoldersParams| {
                let (removed, added) = (params.event.removed, params.event.added);
                removed
                    .iter()
                    .for_each(|folder| session.close_folder(&folder.uri));
                added
                    .iter()
                    .for_each(|folder| session.open_folder(&folder.uri));
            });
        }
        Method::TextDocumentDidSave | Method::WorkspaceDidChangeWatchedFiles => session.doubt(),
        Method::Initialized if session.client.watches => session.outgoing.push(watching().into()),
        // Nothing that it tells besides changes what is found.
        _ => {}
    }
}

fn with<T: DeserializeOwned>(params: Value, take: impl FnOnce(T)) {
    if let Ok(params) = serde_json::from_value(params) {
        take(params);
    }
}

fn apply(text: &mut Text, change: TextDocumentContentChangeEvent) {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
            text.replace(change.range, &change.text);
        }
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => {
            text.put(change.text);
        }
    }
}

/// The request to be told of files that others change: by git, by `plan` itself.
fn watching() -> Asked {
    let watchers = ["**/actions/**", "**/schema/*.toml"].map(|glob| json!({ "globPattern": glob }));
    let params = RegistrationParams {
        registrations: vec![Registration {
            id: "files".to_owned(),
            method: DidChangeWatchedFilesNotification::METHOD.to_string(),
            register_options: Some(json!({ "watchers": watchers })),
        }],
    };
    let method = RegistrationRequest::METHOD.to_string();
    Asked::new("files".to_owned().into(), method, params)
}
