//! Messages on standard input and output.
//!
//! `lsp_server` has threads for that too, which end with the first message that is no JSON; and numbers that keep their
//! text (`serde_json`'s `arbitrary_precision`) read by way of a value only.

use std::io::{self, BufRead, Read};
use std::thread;

use lsp_server::{Connection, ErrorCode, Message, Response};
use serde_json::Value;

/// The longest message that is read, in bytes.
const LONGEST: u64 = 1 << 30;

/// A connection to whoever started the program; it ends with their end of standard input.
pub fn stdio() -> Connection {
    let (ours, theirs) = Connection::memory();
    let Connection { sender, receiver } = theirs;
    thread::spawn(move || {
        let mut out = io::stdout().lock();
        receiver
            .into_iter()
            .try_for_each(|message| message.write(&mut out))
    });
    let answer = ours.sender.clone();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(bytes)) = body(&mut input) {
            let passed = match message(&bytes) {
                Some(message) => sender.send(message).is_ok(),
                None => answer.send(not_understood(&bytes)).is_ok(),
            };
            if !passed {
                break;
            }
        }
    });
    ours
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

/// The message that a body is.
fn message(body: &[u8]) -> Option<Message> {
    let value: Value = serde_json::from_slice(body).ok()?;
    serde_json::from_value(value).ok()
}

/// The answer to a body that is no message: to its request, where it names one.
fn not_understood(body: &[u8]) -> Message {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    let code = match value {
        Value::Null => ErrorCode::ParseError,
        _ => ErrorCode::InvalidRequest,
    };
    let id = value.get("id").and_then(|id| match id {
        Value::Number(number) => i32::try_from(number.as_i64()?).ok().map(Into::into),
        id => Some(id.as_str()?.to_owned().into()),
    });
    let id = id.unwrap_or_else(|| String::new().into());
    Response::new_err(id, code as i32, "no message of JSON-RPC".to_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::{body, message, not_understood};
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
        let Message::Response(answer) = not_understood(br#"{"id":3}"#) else {
            panic!("an answer");
        };
        assert_eq!(answer.id, 3.into());
    }
}
