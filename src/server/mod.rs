//! The language server: a plan in an editor, by the same rules and in the same words as on the command line.
//!
//! One file a request. Messages are taken one after the other; what the client changed is judged when nothing else waits,
//! so that a question never waits for an answer that nobody needs any more. It knows no command.

mod address;
mod code_action;
mod completion;
mod diagnostics;
mod edits;
mod folding;
mod formatting;
mod hover;
mod initialize;
mod inlay_hints;
mod links;
mod position;
mod reference;
mod rename;
mod schema;
mod session;
mod symbols;
mod synchronize;
pub mod transport;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use gen_lsp_types::{
    CodeActionRequest, CompletionRequest, DefinitionRequest, DidChangeTextDocumentParams,
    DocumentDiagnosticRequest, DocumentFormattingRequest, DocumentLinkRequest,
    DocumentRangeFormattingRequest, DocumentSymbolRequest, FoldingRangeRequest, HoverRequest,
    InitializeParams, InlayHintRequest, LspNotificationMethod as Told, LspRequestMethod as Method,
    PrepareRenameRequest, ReferencesRequest, RenameRequest, Request, WorkspaceDiagnosticRequest,
    WorkspaceSymbolRequest,
};
use lsp_server::{Connection, ErrorCode, Message, Request as Asked, RequestId, Response};
use serde_json::Value;

use crate::error::Error;
use crate::server::session::{Session, key};
use crate::words::Lang;

/// How often it is looked whether the client is still there.
const PULSE: Duration = Duration::from_secs(3);

/// Serve a client until it says that it is enough, or is gone; the exit code.
///
/// # Errors
/// The client does not begin as the protocol says.
pub fn serve(
    connection: &Connection,
    lang: Lang,
    today: Box<dyn Fn() -> NaiveDate>,
) -> Result<u8, Error> {
    let mut session = Session::new(lang, today);
    let unheard = |error| Error::Answer(std::io::Error::other(error));
    let (id, params) = match connection.initialize_start() {
        Ok(begun) => begun,
        // Gone before it began.
        Err(error) if error.channel_is_disconnected() => return Ok(1),
        Err(error) => return Err(unheard(error)),
    };
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let parent = params.process_id;
    let answer = initialize::answer(&mut session, &params);
    let answer = serde_json::to_value(answer).map_err(|error| Error::Answer(error.into()))?;
    session.outgoing.push(Response::new_ok(id, answer).into());
    let mut waiting = VecDeque::new();
    let mut is_ended = false;
    loop {
        for message in session.outgoing.drain(..) {
            if connection.sender.send(message).is_err() {
                return Ok(1);
            }
        }
        waiting.extend(connection.receiver.try_iter());
        let Some(message) = waiting.pop_front() else {
            let untold = session.untold();
            if !untold.is_empty() {
                judge(&mut session, &untold, connection, &mut waiting);
                continue;
            }
            match connection.receiver.recv_timeout(PULSE) {
                // Others may have come with it.
                Ok(message) => waiting.push_back(message),
                Err(error) if error.is_timeout() && is_alive(parent) => {}
                Err(_) => return Ok(1),
            }
            continue;
        };
        match message {
            Message::Request(asked) if is_cancelled(&asked.id, &waiting) => {
                refuse(&mut session, asked.id, ErrorCode::RequestCanceled, "");
            }
            Message::Request(asked) if is_ended => {
                refuse(
                    &mut session,
                    asked.id,
                    ErrorCode::InvalidRequest,
                    "shutdown",
                );
            }
            Message::Request(asked) => {
                is_ended = Method::from(asked.method.as_str()) == Method::Shutdown;
                reply(&mut session, asked);
            }
            Message::Notification(told) if told.method == "exit" => {
                return Ok(u8::from(!is_ended));
            }
            Message::Notification(told) => synchronize::hear(&mut session, told),
            // It agrees to watch files, or does not.
            Message::Response(_) => {}
        }
    }
}

/// Judge the plans that changed, and publish what is found of the texts that the client did not change meanwhile.
fn judge(
    session: &mut Session,
    untold: &[PathBuf],
    connection: &Connection,
    waiting: &mut VecDeque<Message>,
) {
    for root in untold {
        // A folder that cannot be listed has nothing to tell; the next change looks again.
        let found = diagnostics::found(session, root).unwrap_or_default();
        waiting.extend(connection.receiver.try_iter());
        let late = waiting.iter().filter_map(changed).collect();
        session.publish(root, found, &late);
    }
}

/// The text that a message changes.
fn changed(message: &Message) -> Option<String> {
    let Message::Notification(told) = message else {
        return None;
    };
    let is_change = Told::from(told.method.as_str()) == Told::TextDocumentDidChange;
    let params = is_change.then(|| told.params.clone())?;
    let params: DidChangeTextDocumentParams = serde_json::from_value(params).ok()?;
    Some(key(&params.text_document.text_document_identifier.uri))
}

/// Tells that the client waits no more for an answer.
fn is_cancelled(id: &RequestId, waiting: &VecDeque<Message>) -> bool {
    waiting.iter().any(|message| {
        let Message::Notification(told) = message else {
            return false;
        };
        let cancels = Told::from(told.method.as_str()) == Told::CancelRequest;
        cancels
            && serde_json::from_value(told.params.get("id").cloned().unwrap_or_default())
                .is_ok_and(|cancelled: RequestId| cancelled == *id)
    })
}

/// Tells that the client's process is there, as far as the system says so.
fn is_alive(parent: Option<i32>) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        use rustix::process::{Pid, test_kill_process};
        let pid = parent.and_then(Pid::from_raw);
        pid.is_none_or(|pid| test_kill_process(pid) != Err(Errno::SRCH))
    }
    #[cfg(not(unix))]
    {
        // There, its end of standard input tells.
        let _ = parent;
        true
    }
}

fn refuse(session: &mut Session, id: RequestId, code: ErrorCode, why: &str) {
    let refusal = Response::new_err(id, code as i32, why.to_owned());
    session.outgoing.push(refusal.into());
}

/// Answer a request.
fn reply(session: &mut Session, asked: Asked) {
    let Asked { id, method, params } = asked;
    let answer = match Method::from(method.as_str()) {
        Method::Shutdown => Ok(Value::Null),
        Method::TextDocumentCompletion => {
            ask::<CompletionRequest>(session, params, completion::answer)
        }
        Method::TextDocumentHover => ask::<HoverRequest>(session, params, hover::answer),
        Method::TextDocumentCodeAction => {
            ask::<CodeActionRequest>(session, params, code_action::answer)
        }
        Method::TextDocumentDiagnostic => {
            ask::<DocumentDiagnosticRequest>(session, params, diagnostics::of_document)
        }
        Method::WorkspaceDiagnostic => {
            ask::<WorkspaceDiagnosticRequest>(session, params, diagnostics::of_workspace)
        }
        Method::TextDocumentFormatting => {
            ask::<DocumentFormattingRequest>(session, params, formatting::whole)
        }
        Method::TextDocumentRangeFormatting => {
            ask::<DocumentRangeFormattingRequest>(session, params, formatting::range)
        }
        Method::TextDocumentDocumentSymbol => {
            ask::<DocumentSymbolRequest>(session, params, symbols::of_document)
        }
        Method::WorkspaceSymbol => {
            ask::<WorkspaceSymbolRequest>(session, params, symbols::of_workspace)
        }
        Method::TextDocumentDefinition => {
            ask::<DefinitionRequest>(session, params, reference::definition)
        }
        Method::TextDocumentReferences => {
            ask::<ReferencesRequest>(session, params, reference::references)
        }
        Method::TextDocumentPrepareRename => {
            ask::<PrepareRenameRequest>(session, params, rename::prepare)
        }
        Method::TextDocumentRename => ask::<RenameRequest>(session, params, rename::answer),
        Method::TextDocumentDocumentLink => {
            ask::<DocumentLinkRequest>(session, params, links::answer)
        }
        Method::TextDocumentInlayHint => {
            ask::<InlayHintRequest>(session, params, inlay_hints::answer)
        }
        Method::TextDocumentFoldingRange => {
            ask::<FoldingRangeRequest>(session, params, folding::answer)
        }
        // What is not known is said to be so: never nothing found.
        _ => Err((ErrorCode::MethodNotFound, method.clone())),
    };
    match answer {
        Ok(answer) => session.outgoing.push(Response::new_ok(id, answer).into()),
        Err((code, why)) => refuse(session, id, code, &why),
    }
}

/// What a request's own file makes of its parameters.
type Answer<R> = Result<<R as Request>::Result, Error>;

/// The answer to a request, its parameters read.
fn ask<R: Request>(
    session: &mut Session,
    params: Value,
    answer: impl FnOnce(&mut Session, R::Params) -> Answer<R>,
) -> Result<Value, (ErrorCode, String)> {
    let params = serde_json::from_value(params);
    let params = params.map_err(|error| (ErrorCode::InvalidParams, error.to_string()))?;
    let lang = session.lang;
    let found = answer(session, params);
    let found = found.map_err(|error| (ErrorCode::RequestFailed, lang.error(&error).title))?;
    serde_json::to_value(found).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}
