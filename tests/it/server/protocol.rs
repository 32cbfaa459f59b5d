//! How the server behaves, whatever it is asked about.

use std::fs;

use lsp_server::{Connection, Message};
use plan::server::serve;
use plan::words::Lang;
use serde_json::{Value, json};

use super::client::{Client, uri};
use crate::program::TODAY;
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
