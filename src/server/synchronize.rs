//! What the client tells of its texts and of files.

use gen_lsp_types::{
    DidChangeTextDocumentNotification, DidChangeTextDocumentParams,
    DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentNotification, DidCloseTextDocumentParams,
    DidOpenTextDocumentNotification, DidOpenTextDocumentParams, DidSaveTextDocumentNotification,
    InitializedNotification, Notification, Registration, RegistrationParams, RegistrationRequest,
    Request, TextDocumentContentChangeEvent,
};
use lsp_server::{Notification as Told, Request as Asked};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::server::position::Text;
use crate::server::session::Session;

/// Take in what the client tells; what is not known, or makes no sense, changes nothing.
pub fn hear(session: &mut Session, told: Told) {
    let method = told.method.as_str();
    let is = |known: String| known == method;
    if is(DidOpenTextDocumentNotification::METHOD.to_string()) {
        with(told.params, |params: DidOpenTextDocumentParams| {
            let opened = params.text_document;
            session.open(opened.uri, opened.version, opened.text);
        });
    } else if is(DidChangeTextDocumentNotification::METHOD.to_string()) {
        with(told.params, |params: DidChangeTextDocumentParams| {
            let changed = params.text_document;
            let uri = &changed.text_document_identifier.uri;
            session.change(uri, changed.version, |text| {
                for change in params.content_changes {
                    apply(text, change);
                }
            });
        });
    } else if is(DidCloseTextDocumentNotification::METHOD.to_string()) {
        with(told.params, |params: DidCloseTextDocumentParams| {
            session.close(&params.text_document.uri);
        });
    } else if is(DidChangeWorkspaceFoldersNotification::METHOD.to_string()) {
        with(told.params, |params: DidChangeWorkspaceFoldersParams| {
            for folder in params.event.removed {
                session.close_folder(&folder.uri);
            }
            for folder in params.event.added {
                session.open_folder(&folder.uri);
            }
        });
    } else if is(DidSaveTextDocumentNotification::METHOD.to_string())
        || is(DidChangeWatchedFilesNotification::METHOD.to_string())
    {
        session.doubt();
    } else if is(InitializedNotification::METHOD.to_string()) && session.client.watches {
        session.outgoing.push(watching().into());
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
