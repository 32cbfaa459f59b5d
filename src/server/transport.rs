//! Messages on standard input and output.
//!
//! `lsp_server` has threads for that too, which end with the first message that is no JSON; and numbers that keep their
//! text (`serde_json`'s `arbitrary_precision`) are read by way of a value only.

use std::io::{self, BufRead, Read, Write};
use std::thread;

use lsp_server::{Connection, Message, Request, RequestId};
use serde_json::Value;

use crate::error::Error;

/// The longest message that is read, in bytes.
const LONGEST: u64 = 1 << 30;

/// Let a server talk to whoever started the program, whose end of standard input is the end; the exit code.
///
/// # Errors
/// They no longer listen, or the server ends so.
pub fn between(
    out: &mut dyn Write,
    serve: impl FnOnce(&Connection) -> Result<u8, Error> + Send + 'static,
) -> Result<u8, Error> {
    let (ours, theirs) = Connection::memory();
    let Connection { sender, receiver } = theirs;
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(bytes)) = body(&mut input) {
            // What is no message can be no reason to end.
            if message(&bytes).is_some_and(|message| sender.send(message).is_err()) {
                break;
            }
        }
    });
    let server = thread::spawn(move || serve(&ours));
    for message in receiver {
        message.write(&mut &mut *out)?;
    }
    let ended = server.join();
    ended.unwrap_or_else(|_| Err(Error::Answer(io::Error::other("the server stopped"))))
}

/// The next body; none where the input ends. A header that says nothing of a length is passed over.
fn body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length: Option<u64> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        match (text.trim(), length) {
            ("", Some(length)) => {
                let mut body = Vec::new();
                input.take(length).read_to_end(&mut body)?;
                return Ok(Some(body));
            }
            (header, _) => {
                if let Some((name, value)) = header.split_once(':')
                    && name.eq_ignore_ascii_case("Content-Length")
                {
                    let told = value.trim().parse().ok();
                    length = told.filter(|length| *length <= LONGEST);
                }
            }
        }
    }
}

/// The message that a body is; what names a request and is none is a request that nobody knows.
fn message(body: &[u8]) -> Option<Message> {
    let value: Value = serde_json::from_slice(body).ok()?;
    serde_json::from_value(value.clone()).ok().or_else(|| {
        let id: RequestId = serde_json::from_value(value.get("id")?.clone()).ok()?;
        Some(Request::new(id, String::new(), Value::Null).into())
    })
}

#[cfg(test)]
mod tests {
    use super::{body, message};
    use lsp_server::Message;

    #[test]
    fn bodies_are_read_one_after_the_other_whatever_stands_between() {
        let mut input: &[u8] =
            b"Content-Length: 2\r\n\r\n{}nonsense\r\n\r\ncontent-length:3\r\nX: y\r\n\r\n[1]";
        let mut bodies = Vec::new();
        while let Some(body) = body(&mut input).expect("bytes") {
            bodies.push(String::from_utf8(body).expect("text"));
        }
        assert_eq!(bodies, ["{}", "[1]"]);
    }

    #[test]
    fn a_number_is_read_as_an_id() {
        let read = message(br#"{"jsonrpc":"2.0","id":7,"method":"x"}"#);
        assert!(matches!(read, Some(Message::Request(request)) if request.id == 7.into()));
        assert!(message(b"{").is_none() && message(b"[]").is_none());
        let read = message(br#"{"id":3,"method":{}}"#);
        assert!(matches!(read, Some(Message::Request(request)) if request.id == 3.into()));
    }
}
