//! The first exchange: what the client can do, what the server offers.

use gen_lsp_types::{CodeActionKind, PositionEncodingKind, ResourceOperationKind, Uri};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::server::code_action::FIX_PLAN;
use crate::server::position::Encoding;
use crate::server::session::{Client, Session};

/// Take in what the client says of itself, and answer what there is to ask for.
pub fn answer(session: &mut Session, params: &Value) -> Value {
    session.client = Client {
        asks_for_changes: params["initializationOptions"]["lastChange"] == true,
        ..client(&params["capabilities"])
    };
    // Editors that know no other way name one folder.
    let folders = params["workspaceFolders"].as_array();
    let folders = folders.map_or(vec![&params["rootUri"]], |folders| {
        folders.iter().map(|folder| &folder["uri"]).collect()
    });
    for folder in folders.into_iter().filter_map(Value::as_str) {
        session.keep_folder(&Uri::from(folder), true);
    }
    let client = &session.client;
    let mut answer = json!({
        "serverInfo": { "name": "plan", "version": env!("CARGO_PKG_VERSION") },
        "capabilities": {
            "positionEncoding": client.encoding.kind(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": true },
            "completionProvider": { "triggerCharacters": ["\"", "'", "[", "{", "=", " "] },
            "hoverProvider": true,
            "codeActionProvider": {
                "codeActionKinds": [CodeActionKind::QuickFix, CodeActionKind::SourceFixAll, FIX_PLAN],
            },
            "documentFormattingProvider": true,
            "documentRangeFormattingProvider": true,
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "renameProvider": { "prepareProvider": true },
            "documentLinkProvider": {},
            "inlayHintProvider": true,
            "foldingRangeProvider": true,
            "workspace": {
                "workspaceFolders": { "supported": true, "changeNotifications": true },
            },
        },
    });
    if client.pulls {
        let provider = json!({ "interFileDependencies": true, "workspaceDiagnostics": true });
        answer["capabilities"]["diagnosticProvider"] = provider;
    }
    if client.asks_for_changes {
        answer["capabilities"]["codeLensProvider"] = json!({});
    }
    answer
}

/// What the client can do; what it says in no way that is known, it cannot.
fn client(capabilities: &Value) -> Client {
    fn list<T: DeserializeOwned>(told: &Value) -> Vec<T> {
        serde_json::from_value(told.clone()).unwrap_or_default()
    }
    let (text, workspace) = (&capabilities["textDocument"], &capabilities["workspace"]);
    let encodings: Vec<PositionEncodingKind> = list(&capabilities["general"]["positionEncodings"]);
    let operations: Vec<ResourceOperationKind> =
        list(&workspace["workspaceEdit"]["resourceOperations"]);
    Client {
        encoding: Encoding::of(&encodings),
        renames_files: operations.contains(&ResourceOperationKind::Rename),
        fills_in: text["completion"]["completionItem"]["snippetSupport"] == true,
        pulls: text["diagnostic"].is_object() && workspace["diagnostics"]["refreshSupport"] == true,
        watches: workspace["didChangeWatchedFiles"]["dynamicRegistration"] == true,
        asks_for_changes: false,
    }
}
