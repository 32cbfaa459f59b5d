//! The first exchange: what the client can do, what the server offers.

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions, DocumentLinkOptions,
    InitializeParams, InitializeResult, RenameOptions, ResourceOperationKind, ServerCapabilities,
    ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions, Uri, WorkspaceFolders,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use crate::server::code_action::FIX_PLAN;
use crate::server::position::Encoding;
use crate::server::session::{Client, Session};

/// Take in what the client says of itself, and answer what there is to ask for.
pub fn answer(session: &mut Session, params: &InitializeParams) -> InitializeResult {
    session.client = client(params);
    for folder in folders(params) {
        session.open_folder(&folder);
    }
    InitializeResult {
        capabilities: capabilities(&session.client),
        server_info: Some(ServerInfo {
            name: "plan".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn client(params: &InitializeParams) -> Client {
    let general = params.capabilities.general.as_ref();
    let encodings = general.and_then(|general| general.position_encodings.as_deref());
    let workspace = params.capabilities.workspace.as_ref();
    let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
    let operations = edit.and_then(|edit| edit.resource_operations.as_deref());
    let refresh = workspace.and_then(|workspace| workspace.diagnostics?.refresh_support);
    let watched =
        workspace.and_then(|workspace| workspace.did_change_watched_files?.dynamic_registration);
    let text = params.capabilities.text_document.as_ref();
    let completion = text.and_then(|text| text.completion.as_ref()?.completion_item.as_ref());
    Client {
        encoding: Encoding::of(encodings.unwrap_or_default()),
        renames_files: operations
            .unwrap_or_default()
            .contains(&ResourceOperationKind::Rename),
        fills_in: completion.and_then(|item| item.snippet_support) == Some(true),
        pulls: text.is_some_and(|text| text.diagnostic.is_some()) && refresh == Some(true),
        watches: watched == Some(true),
    }
}

/// The folders that the client has open.
#[expect(deprecated, reason = "editors that know no other way say it so")]
fn folders(params: &InitializeParams) -> Vec<Uri> {
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.iter().map(|folder| folder.uri.clone()).collect()
        }
        _ => params.root_uri.iter().cloned().collect(),
    }
}

fn capabilities(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(true.into()),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["\"", "'", "[", "{", "=", " "].map(str::to_owned).into()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QuickFix,
                    CodeActionKind::SourceFixAll,
                    FIX_PLAN.into(),
                ]),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        document_formatting_provider: Some(true.into()),
        document_range_formatting_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        rename_provider: Some(
            RenameOptions {
                prepare_provider: Some(true),
                ..RenameOptions::default()
            }
            .into(),
        ),
        document_link_provider: Some(DocumentLinkOptions::default()),
        inlay_hint_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        diagnostic_provider: client.pulls.then(|| {
            DiagnosticOptions {
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            }
            .into()
        }),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
