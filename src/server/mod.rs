//! The language server: a plan in an editor, by the same rules and in the same words as on the command line.
//!
//! One file a request. Messages are taken one after the other; what the client changed is judged when nothing else waits,
//! so that a question never waits for an answer that nobody needs any more. It knows no command.

mod address;
mod code_action;
mod code_lens;
mod completion;
mod diagnostics;
mod edits;
mod folding;
mod formatting;
mod hover;
mod initialize;
mod inlay_hints;
mod links;
mod place;
mod position;
mod reference;
mod rename;
mod schema;
mod session;
mod symbols;
mod synchronize;
pub mod transport;

use std::collections::VecDeque;
use std::time::Duration;

use chrono::NaiveDate;
use gen_lsp_types::{
    CodeActionRequest, CodeLensRequest, CompletionRequest, DefinitionRequest,
    DidChangeTextDocumentNotification, DocumentDiagnosticRequest, DocumentFormattingRequest,
    DocumentLinkRequest, DocumentRangeFormattingRequest, DocumentSymbolRequest,
    FoldingRangeRequest, HoverRequest, InlayHintRequest, LspRequestMethod as Method, Notification,
    PrepareRenameRequest, ReferencesRequest, RenameRequest, Request, Uri,
    WorkspaceDiagnosticRequest, WorkspaceSymbolRequest,
};
use lsp_server::{Connection, ErrorCode, Message, Request as Asked, RequestId, Response};
use serde_json::Value;

use crate::error::Error;
use crate::server::place::{File, Place};
use crate::server::session::Session;
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
    let (id, params) = match connection.initialize_start() {
        Ok(begun) => begun,
        // Gone before it began.
        Err(error) if error.channel_is_disconnected() => return Ok(1),
        Err(error) => return Err(Error::Answer(std::io::Error::other(error))),
    };
    let parent = params["processId"].as_i64();
    let answer = initialize::answer(&mut session, &params);
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
            if let Some(root) = session.untold() {
                // A folder that cannot be listed has nothing to tell; the next change looks again.
                let found = diagnostics::found(&mut session, &root).unwrap_or_default();
                waiting.extend(connection.receiver.try_iter());
                // Of a text that changed meanwhile it would be too late; it is judged again.
                if !waiting.iter().any(is_change) {
                    session.publish(&root, found);
                }
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
                let code = ErrorCode::RequestCanceled;
                refuse(&mut session, asked.id, code, String::new());
            }
            Message::Request(asked) if is_ended => {
                let code = ErrorCode::InvalidRequest;
                refuse(&mut session, asked.id, code, "shutdown".to_owned());
            }
            Message::Request(asked) if asked.method == "shutdown" => {
                is_ended = true;
                let answer = Response::new_ok(asked.id, Value::Null);
                session.outgoing.push(answer.into());
            }
            Message::Request(asked) => reply(&mut session, &asked),
            Message::Notification(told) if told.method == "exit" => {
                return Ok(u8::from(!is_ended));
            }
            Message::Notification(told) => synchronize::hear(&mut session, told),
            // It agrees to watch files, or does not.
            Message::Response(_) => {}
        }
    }
}

/// Tells that a message changes a text.
fn is_change(message: &Message) -> bool {
    let changing = DidChangeTextDocumentNotification::METHOD.to_string();
    matches!(message, Message::Notification(told) if told.method == changing)
}

/// Tells that the client waits no more for an answer.
fn is_cancelled(id: &RequestId, waiting: &VecDeque<Message>) -> bool {
    waiting.iter().any(|message| match message {
        Message::Notification(told) if told.method == "$/cancelRequest" => {
            let cancelled = serde_json::from_value(told.params["id"].clone());
            cancelled.is_ok_and(|cancelled: RequestId| cancelled == *id)
        }
        _ => false,
    })
}

/// Tells that the client's process is there, as far as the system says so.
fn is_alive(parent: Option<i64>) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        use rustix::process::{Pid, test_kill_process};
        let pid = parent.and_then(|parent| Pid::from_raw(parent.try_into().ok()?));
        pid.is_none_or(|pid| test_kill_process(pid) != Err(Errno::SRCH))
    }
    #[cfg(not(unix))]
    {
        // There, its end of standard input tells.
        let _ = parent;
        true
    }
}

fn refuse(session: &mut Session, id: RequestId, code: ErrorCode, why: String) {
    let refusal = Response::new_err(id, code as i32, why);
    session.outgoing.push(refusal.into());
}

/// A request on its way to what answers it.
struct Asking<'a> {
    session: &'a mut Session,
    asked: &'a Asked,
    answer: Option<Result<Value, (ErrorCode, String)>>,
}

impl Asking<'_> {
    /// Has the request answered so, if it is this one.
    fn on<R: Request>(
        mut self,
        answer: impl FnOnce(&mut Session, R::Params) -> Result<R::Result, Error>,
    ) -> Self {
        if R::METHOD == Method::from(self.asked.method.as_str()) {
            let params = serde_json::from_value(self.asked.params.clone());
            let params = params.map_err(|error| (ErrorCode::InvalidParams, error.to_string()));
            let answer = params.and_then(|params| {
                let lang = self.session.lang;
                let refused = |error| (ErrorCode::RequestFailed, lang.error(&error).title);
                let found = answer(self.session, params).map_err(refused)?;
                let failed =
                    |error: serde_json::Error| (ErrorCode::InternalError, error.to_string());
                serde_json::to_value(found).map_err(failed)
            });
            self.answer = Some(answer);
        }
        self
    }

    /// The same of a request about a file: of one that is of no plan, there is nothing to say.
    fn of_file<R: Request<Result: Default>>(
        self,
        answer: impl FnOnce(&mut Session, &File, R::Params) -> Result<R::Result, Error>,
    ) -> Self {
        let uri = self.asked.params.pointer("/textDocument/uri");
        let uri = Uri::from(uri.and_then(Value::as_str).unwrap_or_default());
        self.on::<R>(|session, params| match session.file(&uri).cloned() {
            Some(file) => answer(session, &file, params),
            None => Ok(R::Result::default()),
        })
    }

    /// The same of a request about a place in a file.
    fn at_place<R: Request<Result: Default>>(
        self,
        answer: impl FnOnce(&mut Session, &Place<'_>, R::Params) -> Result<R::Result, Error>,
    ) -> Self {
        let position = self.asked.params.get("position").cloned();
        self.of_file::<R>(|session, file, params| {
            let position = serde_json::from_value(position.unwrap_or_default());
            let place = Place::of(file, position.unwrap_or_default());
            answer(session, &place, params)
        })
    }
}

/// Answer a request; one that is not known is said to be so: never nothing found.
fn reply(session: &mut Session, asked: &Asked) {
    let asking = Asking {
        session,
        asked,
        answer: None,
    };
    let Asking {
        session, answer, ..
    } = asking
        .at_place::<CompletionRequest>(|session, place, _| completion::offered(session, place))
        .at_place::<HoverRequest>(|session, place, _| hover::told(session, place))
        .at_place::<DefinitionRequest>(|session, place, _| reference::definition(session, place))
        .at_place::<ReferencesRequest>(|session, place, params| {
            reference::references(session, place, params.context.include_declaration)
        })
        .at_place::<PrepareRenameRequest>(|session, place, _| rename::prepare(session, place))
        .at_place::<RenameRequest>(|session, place, params| {
            rename::edit(session, place, params.new_name.trim())
        })
        .of_file::<CodeActionRequest>(|session, file, params| {
            code_action::remedies(session, file, params.range, params.context.only.as_deref())
        })
        .of_file::<DocumentFormattingRequest>(|_, file, _| Ok(formatting::edits(file)))
        .of_file::<DocumentRangeFormattingRequest>(|_, file, params| {
            Ok(formatting::edits_within(file, params.range))
        })
        .of_file::<DocumentSymbolRequest>(|_, file, _| Ok(Some(symbols::of_file(file).into())))
        .of_file::<DocumentLinkRequest>(|session, file, _| Ok(Some(links::of_file(session, file))))
        .of_file::<InlayHintRequest>(|session, file, params| {
            inlay_hints::within(session, file, params.range)
        })
        .of_file::<CodeLensRequest>(|session, file, _| code_lens::of_file(session, file))
        .of_file::<FoldingRangeRequest>(|_, file, _| Ok(Some(folding::of_file(file))))
        .on::<DocumentDiagnosticRequest>(|session, params| {
            diagnostics::of_document(session, &params.text_document.uri)
        })
        .on::<WorkspaceDiagnosticRequest>(|session, _| diagnostics::of_workspace(session))
        .on::<WorkspaceSymbolRequest>(|session, params| {
            Ok(Some(
                symbols::of_workspace(session, params.query.trim())?.into(),
            ))
        });
    let unknown = || Err((ErrorCode::MethodNotFound, asked.method.clone()));
    match answer.unwrap_or_else(unknown) {
        Ok(answer) => {
            let answer = Response::new_ok(asked.id.clone(), answer);
            session.outgoing.push(answer.into());
        }
        Err((code, why)) => refuse(session, asked.id.clone(), code, why),
    }
}
