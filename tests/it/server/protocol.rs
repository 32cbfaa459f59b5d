//! How the server behaves, whatever it is asked about.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use lsp_server::{Connection, Message, Request};
use plan::server::serve;
use plan::words::Lang;
use serde_json::{Value, json};

use super::client::{Client, uri};
use crate::program::{self, TODAY};
use crate::samples;

#[test]
fn what_is_not_known_is_refused_and_the_server_lives() {
    let plan = samples::small();
    let mut client = Client::new("utf-16", &[plan.path()]);
    for method in [
        "textDocument/moniker",
        "plan/nonsense",
        "workspace/executeCommand",
    ] {
        let (code, _) = client.asks(method, json!({})).expect_err("no answer");
        assert_eq!(code, -32601, "{method}");
    }
    let (code, _) = client
        .asks("textDocument/hover", json!({ "position": "here" }))
        .expect_err("no answer");
    assert_eq!(code, -32602);
    client.tell("textDocument/didOpen", json!([1, 2]));
    client.tell("textDocument/didChange", json!({ "contentChanges": {} }));
    client.tell("no/such/thing", Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn a_client_that_is_gone_ends_the_server() {
    let plan = samples::small();
    let client = Client::new("utf-16", &[plan.path()]);
    assert_eq!(client.vanish(), 1);
}

#[test]
fn bytes_are_counted_where_the_client_can_and_units_else() {
    let plan = samples::small();
    for (offered, expected) in [
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-16"),
    ] {
        let client = Client::new(offered, &[plan.path()]);
        assert_eq!(client.capabilities["positionEncoding"], expected);
    }
}

#[test]
fn a_file_of_no_plan_gets_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("actions.toml");
    fs::write(&file, "x").expect("a file");
    let mut client = Client::new("utf-16", &[folder.path()]);
    client.open(&file, "title = ");
    client.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": "untitled:Untitled-1", "languageId": "toml", "version": 1, "text": "x" } }),
    );
    let plan = samples::small();
    let other = plan.path().join("schema/themes.toml");
    client.open(&other, "");
    let published = client.settled(&other);
    assert!(
        published
            .keys()
            .all(|told| told.starts_with(&uri(plan.path())))
    );
    assert!(client.ask_at("textDocument/hover", &file, 0, 0).is_null());
}

#[test]
fn a_request_that_is_cancelled_is_not_answered() {
    let (ours, theirs) = Connection::memory();
    let messages = json!([
        { "id": 1, "method": "initialize", "params": { "capabilities": {} } },
        { "id": 2, "method": "workspace/symbol", "params": { "query": "" } },
        { "id": 3, "method": "workspace/symbol", "params": { "query": "" } },
        { "method": "$/cancelRequest", "params": { "id": 2 } },
        { "id": 4, "method": "shutdown" },
        { "method": "exit" },
    ]);
    for message in messages.as_array().expect("a list") {
        let message: Message = serde_json::from_value(message.clone()).expect("a message");
        ours.sender.send(message).expect("a server");
    }
    let today = Box::new(|| TODAY.parse().expect("a day"));
    assert_eq!(serve(&theirs, Lang::Fr, today).expect("a beginning"), 0);
    let answers: Vec<Option<i32>> = ours
        .receiver
        .try_iter()
        .filter_map(|message| match message {
            Message::Response(answer) => Some(answer.response_result.err().map(|error| error.code)),
            _ => None,
        })
        .collect();
    assert_eq!(answers, [None, Some(-32800), None, None]);
}

#[test]
fn two_plans_are_kept_apart() {
    let (one, other) = (samples::small(), samples::small());
    let mut client = Client::new("utf-16", &[one.path()]);
    let path = "schema/themes.toml";
    client.open(&other.path().join(path), "[[theme]]\nname = \"Air\"\n");
    let published = client.settled(&other.path().join(path));
    let of = |root: &std::path::Path| {
        let prefix = uri(root);
        let told = published.iter().filter(|(uri, _)| uri.starts_with(&prefix));
        told.map(|(_, told)| told["diagnostics"].as_array().map_or(0, Vec::len))
            .sum::<usize>()
    };
    assert_eq!(of(one.path()), 0);
    assert!(of(other.path()) > 0, "the actions' themes are gone");
}

#[cfg(unix)]
#[test]
fn the_end_of_the_process_that_asks_ends_the_server() {
    let mut gone = Command::new(env!("CARGO_BIN_EXE_plan"))
        .arg("--version")
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    gone.wait().expect("an end");
    let (ours, theirs) = Connection::memory();
    let params = json!({ "processId": gone.id(), "capabilities": {} });
    let begun = Request::new(1.into(), "initialize".to_owned(), params);
    ours.sender.send(begun.into()).expect("a server");
    let today = Box::new(|| TODAY.parse().expect("a day"));
    let code = serve(&theirs, Lang::Fr, today).expect("a beginning");
    // Only there does the system tell of a process by its number.
    assert_eq!(code, 1);
}

#[test]
fn the_program_passes_over_what_is_no_message() {
    let plan = samples::small();
    let mut server = program::command(plan.path())
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = server.stdin.take().expect("an input");
    let bodies = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        "{ nonsense",
        r#"{"jsonrpc":"2.0","id":"deux","method":7}"#,
        "[]",
        r#"{"jsonrpc":"2.0","id":3,"method":"plan/inconnu"}"#,
    ];
    for body in bodies {
        write!(
            input,
            "X: y\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("a pipe");
    }
    // Without a word more.
    drop(input);
    let output = server.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(said.contains("\"capabilities\""), "{said}");
    assert_eq!(said.matches("-32601").count(), 2, "{said}");
}
