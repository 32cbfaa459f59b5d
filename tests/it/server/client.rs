//! A client of the server within the test: it sends what an editor sends, and keeps what the server says.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use plan::server::serve;
use plan::words::Lang;
use serde_json::{Value, json};

use crate::program::TODAY;

/// How long an answer may take before the test gives up.
const LONGEST: Duration = Duration::from_secs(60);

/// A client, and the server that it talks to.
pub struct Client {
    connection: Connection,
    server: Option<JoinHandle<u8>>,
    requests: i32,
    version: i32,
    /// What the server offers.
    pub capabilities: Value,
    /// What it last published, by address.
    pub published: BTreeMap<String, Value>,
    /// What it asked for itself.
    pub asked: Vec<String>,
}

impl Client {
    /// A client that counts bytes or UTF-16 units and has these folders open.
    pub fn new(encoding: &str, folders: &[&Path]) -> Self {
        let general = json!({ "positionEncodings": [encoding] });
        Self::with(json!({ "general": general }), folders)
    }

    /// A client that says this of itself.
    pub fn with(capabilities: Value, folders: &[&Path]) -> Self {
        Self::started(capabilities, Value::Null, folders)
    }

    /// A client that says this of itself and of what its user wants.
    pub fn started(capabilities: Value, options: Value, folders: &[&Path]) -> Self {
        let (ours, theirs) = Connection::memory();
        let server = thread::spawn(move || {
            let today = Box::new(|| TODAY.parse().expect("a day"));
            serve(&theirs, Lang::Fr, today).expect("a client that begins as it should")
        });
        let mut client = Self {
            connection: ours,
            server: Some(server),
            requests: 0,
            version: 0,
            capabilities: Value::Null,
            published: BTreeMap::new(),
            asked: Vec::new(),
        };
        let folders: Vec<Value> = folders
            .iter()
            .map(|folder| json!({ "uri": uri(folder), "name": "plan" }))
            .collect();
        let params = json!({ "processId": null, "capabilities": capabilities, "workspaceFolders": folders, "initializationOptions": options });
        let answer = client.ask("initialize", params);
        client.capabilities = answer["capabilities"].clone();
        client.tell("initialized", json!({}));
        client
    }

    /// Tell the server something.
    pub fn tell(&self, method: &str, params: Value) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    fn send(&self, message: Message) {
        self.connection.sender.send(message).expect("a server");
    }

    /// Ask the server, and wait for its answer or its refusal.
    pub fn asks(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id = self.begin(method, params);
        let response = loop {
            match self.next() {
                Message::Response(response) if response.id == id => break response,
                other => self.hear(other),
            }
        };
        let Response {
            response_result, ..
        } = response;
        response_result.map_err(|error| (error.code, error.message))
    }

    /// Ask the server, without waiting.
    pub fn begin(&mut self, method: &str, params: Value) -> RequestId {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.send(Request::new(id.clone(), method.to_owned(), params).into());
        id
    }

    /// Ask the server what it has an answer to.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.asks(method, params);
        answer.unwrap_or_else(|(code, why)| panic!("{method}: {code} {why}"))
    }

    /// Ask about a file.
    pub fn ask_of(&mut self, method: &str, file: &Path) -> Value {
        self.ask(method, json!({ "textDocument": { "uri": uri(file) } }))
    }

    /// Ask about a place in a file.
    pub fn ask_at(&mut self, method: &str, file: &Path, line: u32, character: u32) -> Value {
        self.ask(method, at(file, line, character))
    }

    fn next(&self) -> Message {
        let message = self.connection.receiver.recv_timeout(LONGEST);
        message.expect("a server that answers")
    }

    fn hear(&mut self, message: Message) {
        match message {
            Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                let uri = told.params["uri"].as_str().expect("an address").to_owned();
                self.published.insert(uri, told.params);
            }
            Message::Request(asked) => {
                self.asked.push(asked.method);
                self.send(Response::new_ok(asked.id, Value::Null).into());
            }
            _ => {}
        }
    }

    /// Open a file with this text.
    pub fn open(&mut self, file: &Path, text: &str) {
        self.version += 1;
        let document = json!({ "uri": uri(file), "languageId": "toml", "version": self.version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Change an open text; the number of its new state.
    pub fn change(&mut self, file: &Path, changes: &[Value]) -> i32 {
        self.version += 1;
        let document = json!({ "uri": uri(file), "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
        self.version
    }

    /// Put another text in the place of an open one.
    pub fn put(&mut self, file: &Path, text: &str) -> i32 {
        self.change(file, &[json!({ "text": text })])
    }

    /// What is published of a file, once its text as it is now is judged.
    pub fn found(&mut self, file: &Path) -> Vec<Value> {
        let uri = uri(file);
        loop {
            if let Some(told) = self.published.get(&uri)
                && told["version"] == self.version
            {
                return told["diagnostics"].as_array().cloned().unwrap_or_default();
            }
            let next = self.next();
            self.hear(next);
        }
    }

    /// Everything that is published, once the text of this file as it is now is judged.
    pub fn settled(&mut self, file: &Path) -> &BTreeMap<String, Value> {
        self.found(file);
        // What was published with it comes before any later answer.
        self.asks("plan/nothing", Value::Null)
            .expect_err("a refusal");
        &self.published
    }

    /// Say that it is enough; the exit code of the server.
    pub fn end(mut self) -> u8 {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.joined()
    }

    /// Go without a word; the exit code of the server.
    pub fn vanish(mut self) -> u8 {
        let (unused, _) = Connection::memory();
        drop(std::mem::replace(&mut self.connection, unused));
        self.joined()
    }

    fn joined(&mut self) -> u8 {
        let server = self.server.take().expect("a server");
        server.join().expect("a server that does not panic")
    }
}

/// The address of a file.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().expect("UTF-8").replace('%', "%25");
    format!(
        "file://{}",
        path.replace(' ', "%20")
            .replace('#', "%23")
            .replace('?', "%3F")
    )
}

/// A place in a file.
pub fn at(file: &Path, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri(file) }, "position": { "line": line, "character": character } })
}
