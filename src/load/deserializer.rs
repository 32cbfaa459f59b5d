//! A deserializer over a recovered TOML table whose errors are data: every mistake of a file in one reading.
//!
//! serde stops at the first error. Here the entry that caused it is noted and left out, and the table is
//! read again, until the rest reads whole. It knows TOML and serde, not plans.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::ops::Range;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error as DeError, Expected, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::document::decode::{controls, is_control};
use crate::document::signs::Signs;
use crate::document::text::normal;
use crate::finding::{MOST, Shape};
use crate::model::budget::{FIGURE, NUMBER};
use crate::model::date::DATE;

/// A mistake of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The kind of mistake.
    pub kind: MistakeKind,
    /// The path of the key: `budget[1].amount`.
    pub path: String,
    /// The bytes to point at.
    pub span: Range<usize>,
    /// The value's text as it is read, where it is a plain one.
    pub text: String,
}

/// The kinds of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MistakeKind {
    /// No such key here; these there are.
    UnknownField {
        /// The key that stands there.
        field: String,
        /// The keys that may.
        known: Vec<String>,
    },
    /// This key is missing in the table.
    MissingField(&'static str),
    /// The value is of another type.
    WrongType {
        /// The shape that may stand there.
        expected: Shape,
        /// The shape that does.
        found: Shape,
    },
    /// The value is none of these.
    UnknownVariant {
        /// The value that stands there.
        found: String,
        /// The values that may.
        known: Vec<String>,
    },
    /// The text holds a control character.
    Control(u32),
    /// The value's own type refuses it, for this reason.
    Refused(String),
}

/// The value that a table held.
pub struct TableReading<T> {
    /// The value, where enough of it could be read.
    pub value: Option<T>,
    /// The mistakes, in the order met.
    pub mistakes: Vec<Mistake>,
    /// The paths that were left out of the value.
    pub unread: Vec<String>,
}

/// Read a table into `T`, collecting every mistake.
pub fn read_table<'de, T: serde::Deserialize<'de>>(
    table: &'de DeTable<'de>,
    signs: Signs,
    end: Range<usize>,
) -> TableReading<T> {
    let state = RefCell::new(TableState {
        signs,
        ..TableState::default()
    });
    // Each mistake has the table read again: its order is looked for once.
    let order = in_order(table);
    loop {
        let root = Node {
            value: NodeValue::Root(&order),
            way: Way::Start,
            state: &state,
        };
        let result = T::deserialize(root);
        let mut state = state.borrow_mut();
        let value = match result {
            Ok(value) => Some(value),
            Err(error) => {
                if let Some(MistakeKind::MissingField(field)) = error.0 {
                    state.supplied.push(field);
                    let kind = MistakeKind::MissingField(field);
                    state.note(kind, String::new(), end.clone(), String::new());
                } else if let Some(kind) = error.0 {
                    state.note(kind, String::new(), end.clone(), String::new());
                    state.stuck = true;
                }
                // A reading that left nothing more out than the one before would go on for ever.
                let changes = state.left_out.len() + state.supplied.len();
                state.stuck |= changes == state.changes;
                state.changes = changes;
                None
            }
        };
        if value.is_some() || state.stuck || state.mistakes.len() >= MOST {
            return TableReading {
                value,
                mistakes: std::mem::take(&mut state.mistakes),
                unread: {
                    let left_out = state.left_out.iter().map(|path| enclosing_list(path));
                    let supplied = state.supplied.iter().map(|field| (*field).to_owned());
                    left_out.chain(supplied).collect()
                },
            };
        }
    }
}

/// The path without a last index: what is left out of a list moves the places behind it.
fn enclosing_list(path: &str) -> String {
    match path
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    {
        Some((list, _)) => list.to_owned(),
        None => path.to_owned(),
    }
}

/// The path of a key in the table at `path`.
fn below(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// An error on its way up: the kind of mistake, or nothing where it was noted already.
#[derive(Debug)]
pub struct ReadError(Option<MistakeKind>);

impl Display for ReadError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        write!(formatter, "{:?}", self.0)
    }
}

impl std::error::Error for ReadError {}

impl DeError for ReadError {
    fn custom<T: Display>(message: T) -> Self {
        Self(Some(MistakeKind::Refused(message.to_string())))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(Some(MistakeKind::WrongType {
            expected: shape_named(&expected.to_string()),
            found: match found {
                Unexpected::Bool(_) => Shape::Boolean,
                Unexpected::Unsigned(_) | Unexpected::Signed(_) => Shape::Integer,
                Unexpected::Float(_) => Shape::Number,
                Unexpected::Seq => Shape::List,
                Unexpected::Map => Shape::Table,
                Unexpected::Other(_) => Shape::Date,
                _ => Shape::Text,
            },
        }))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self(Some(MistakeKind::UnknownField {
            field: field.to_owned(),
            known: known.iter().map(|known| (*known).to_owned()).collect(),
        }))
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Self(Some(MistakeKind::UnknownVariant {
            found: found.to_owned(),
            known: known.iter().map(|known| (*known).to_owned()).collect(),
        }))
    }

    fn missing_field(field: &'static str) -> Self {
        Self(Some(MistakeKind::MissingField(field)))
    }
}

/// The shape that a visitor says it expects, in serde's words or the model's.
fn shape_named(expected: &str) -> Shape {
    match expected {
        "a sequence" => Shape::List,
        "a boolean" => Shape::Boolean,
        "an amount" => Shape::Amount,
        "an amount or a range" => Shape::Figure,
        "a number" => Shape::Number,
        "a date" => Shape::Date,
        "a sub-action" => Shape::SubAction,
        "a text or a number" => Shape::TextOrNumber,
        "i32" | "u32" | "i64" | "u64" => Shape::Integer,
        "a map" => Shape::Table,
        other if other.starts_with("struct ") => Shape::Table,
        _ => Shape::Text,
    }
}

#[derive(Default)]
struct TableState {
    /// The signs in the whole text.
    signs: Signs,
    mistakes: Vec<Mistake>,
    left_out: HashSet<String>,
    /// Missing keys of the root, given as empty so that the next one shows.
    supplied: Vec<&'static str>,
    /// The number of keys left out and supplied in the reading before.
    changes: usize,
    stuck: bool,
}

impl TableState {
    fn note(&mut self, kind: MistakeKind, path: String, span: Range<usize>, text: String) {
        if let MistakeKind::MissingField(field) = &kind
            && self.left_out.contains(&below(&path, field))
        {
            // It stands there and could not be read, which is told already.
            return;
        }
        self.mistakes.push(Mistake {
            kind,
            path,
            span,
            text,
        });
    }

    fn leaves_out(&self, way: Way<'_>) -> bool {
        !self.left_out.is_empty() && self.left_out.contains(&way.to_string())
    }
}

/// The way to a value, step by step: written out as a path only where something is wrong.
#[derive(Clone, Copy)]
enum Way<'w> {
    Start,
    Key(&'w Way<'w>, &'w str),
    Item(&'w Way<'w>, usize),
}

impl Display for Way<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        match self {
            Self::Start => Ok(()),
            Self::Key(Way::Start, name) => formatter.write_str(name),
            Self::Key(table, name) => write!(formatter, "{table}.{name}"),
            Self::Item(list, index) => write!(formatter, "{list}[{index}]"),
        }
    }
}

/// A key of a table and its value.
type Entry<'de> = (&'de SpannedKey<'de>, &'de Spanned<DeValue<'de>>);

#[derive(Clone, Copy)]
enum NodeValue<'de, 's> {
    Root(&'s [Entry<'de>]),
    Entry(&'de Spanned<DeValue<'de>>),
    /// Stands for a missing key: an empty text, an empty list, zero.
    Missing,
}

struct Node<'de, 's> {
    value: NodeValue<'de, 's>,
    way: Way<'s>,
    state: &'s RefCell<TableState>,
}

impl<'de> Node<'de, '_> {
    /// Read the node by `seed`; note an error that is not noted yet, and leave the node out from now on.
    fn read<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, ReadError> {
        let (way, state, value) = (self.way, self.state, self.value);
        seed.deserialize(self).map_err(|error| {
            if let (Some(kind), NodeValue::Entry(entry)) = (error.0, value) {
                let mut state = state.borrow_mut();
                let path = way.to_string();
                state.left_out.insert(path.clone());
                state.note(kind, path, entry.span(), plain_text(entry.get_ref()));
            }
            ReadError(None)
        })
    }

    fn visit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let entry = match self.value {
            NodeValue::Root(order) => return visitor.visit_map(self.entries(order.to_vec())),
            NodeValue::Missing => return visitor.visit_str(""),
            NodeValue::Entry(entry) => entry.get_ref(),
        };
        match entry {
            DeValue::String(text) => {
                let signs = self.state.borrow().signs;
                visit_text(text, signs, visitor)
            }
            DeValue::Integer(number) => match integer(number) {
                Some(number) => visitor.visit_i64(number),
                None => Err(ReadError::invalid_type(Unexpected::Float(0.0), &visitor)),
            },
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(ReadError::invalid_type(Unexpected::Float(0.0), &visitor)),
            },
            DeValue::Boolean(truth) => visitor.visit_bool(*truth),
            DeValue::Datetime(_) => {
                Err(ReadError::invalid_type(Unexpected::Other("date"), &visitor))
            }
            DeValue::Array(items) => visitor.visit_seq(Items {
                items: items.iter().enumerate(),
                list: &self.way,
                state: self.state,
            }),
            DeValue::Table(table) => visitor.visit_map(self.entries(in_order(table))),
        }
    }

    fn entries(&self, entries: Vec<Entry<'de>>) -> Entries<'de, '_> {
        let supplied = match self.value {
            NodeValue::Root(_) => self.state.borrow().supplied.clone(),
            NodeValue::Entry(_) | NodeValue::Missing => Vec::new(),
        };
        Entries {
            entries: entries.into_iter(),
            supplied: supplied.into_iter(),
            current: None,
            table: &self.way,
            state: self.state,
        }
    }
}

/// The entries of a table in the order of the file, so that the first mistake is noted first.
fn in_order<'de>(table: &'de DeTable<'de>) -> Vec<Entry<'de>> {
    let mut entries: Vec<Entry<'de>> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// A value's text, where it is no list and no table.
fn plain_text(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => String::new(),
    }
}

fn integer(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// Give a text as data holds it: NFC, LF, without the line break that `"""` leaves, without control characters.
fn visit_text<'de, V: Visitor<'de>>(
    text: &'de str,
    signs: Signs,
    visitor: V,
) -> Result<V::Value, ReadError> {
    const HIDDEN: Signs = Signs::CONTROL.or(Signs::ESCAPE);
    if signs.has(HIDDEN)
        && let Some((_, control)) = controls(text).find(|(_, c)| *c != '\r')
    {
        return Err(ReadError(Some(MistakeKind::Control(u32::from(control)))));
    }
    let normal = match signs.has(HIDDEN.or(Signs::MARK)) {
        true => normal(text),
        false => Cow::Borrowed(text),
    };
    match normal {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text.trim_end_matches('\n')),
        Cow::Owned(text) => visitor.visit_str(text.trim_end_matches('\n')),
    }
}

impl<'de> Deserializer<'de> for Node<'de, '_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.value {
            NodeValue::Missing => visitor.visit_seq(Items {
                items: [].iter().enumerate(),
                list: &self.way,
                state: self.state,
            }),
            NodeValue::Root(_) | NodeValue::Entry(_) => self.visit(visitor),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.value {
            NodeValue::Missing => visitor.visit_u32(0),
            NodeValue::Root(_) | NodeValue::Entry(_) => self.visit(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct tuple tuple_struct map struct identifier
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        // TOML has no null: what stands there is some value.
        visitor.visit_some(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let NodeValue::Entry(entry) = self.value else {
            return visitor.visit_newtype_struct(self);
        };
        match (name, entry.get_ref()) {
            (DATE, DeValue::Datetime(date)) => visitor.visit_string(date.to_string()),
            (DATE | NUMBER | FIGURE, DeValue::Integer(number)) => match integer(number) {
                Some(number) => visitor.visit_string(number.to_string()),
                None => visitor.visit_str(number.as_str()),
            },
            (NUMBER | FIGURE, DeValue::Float(number)) => visitor.visit_str(number.as_str()),
            (NUMBER | FIGURE, DeValue::String(_)) => {
                Err(ReadError::invalid_type(Unexpected::Str(""), &visitor))
            }
            (DATE | NUMBER | FIGURE, _) => self.visit(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match self.value {
            NodeValue::Entry(entry) => match entry.get_ref() {
                DeValue::String(text) => visitor.visit_enum(StrDeserializer::new(text)),
                _ => self.visit(visitor),
            },
            NodeValue::Root(_) | NodeValue::Missing => self.visit(visitor),
        }
    }
}

type SpannedKey<'de> = Spanned<toml::de::DeString<'de>>;

struct Entries<'de, 's> {
    entries: std::vec::IntoIter<Entry<'de>>,
    supplied: std::vec::IntoIter<&'static str>,
    current: Option<(&'de str, NodeValue<'de, 's>)>,
    table: &'s Way<'s>,
    state: &'s RefCell<TableState>,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = ReadError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        for (key, value) in self.entries.by_ref() {
            let name: &'de str = key.get_ref();
            let way = Way::Key(self.table, name);
            if self.state.borrow().leaves_out(way) {
                continue;
            }
            // A key is on one line.
            let steers = |c: &char| c.is_control() || is_control(*c);
            let read = match name.chars().find(steers) {
                Some(control) => Err(ReadError(Some(MistakeKind::Control(u32::from(control))))),
                None => seed.deserialize(BorrowedStrDeserializer::<ReadError>::new(name)),
            };
            return match read {
                Ok(known) => {
                    self.current = Some((name, NodeValue::Entry(value)));
                    Ok(Some(known))
                }
                Err(error) => {
                    if let Some(kind) = error.0 {
                        let mut state = self.state.borrow_mut();
                        let path = way.to_string();
                        state.left_out.insert(path.clone());
                        state.note(kind, path, key.span(), name.to_owned());
                    }
                    Err(ReadError(None))
                }
            };
        }
        match self.supplied.next() {
            Some(name) => {
                self.current = Some((name, NodeValue::Missing));
                seed.deserialize(StrDeserializer::<ReadError>::new(name))
                    .map(Some)
            }
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, ReadError> {
        let (name, value) = self.current.take().expect("serde asks for a key first");
        let node = Node {
            value,
            way: Way::Key(self.table, name),
            state: self.state,
        };
        node.read(seed)
    }
}

struct Items<'de, 's> {
    items: std::iter::Enumerate<std::slice::Iter<'de, Spanned<DeValue<'de>>>>,
    list: &'s Way<'s>,
    state: &'s RefCell<TableState>,
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        for (index, item) in self.items.by_ref() {
            let way = Way::Item(self.list, index);
            if self.state.borrow().leaves_out(way) {
                continue;
            }
            let node = Node {
                value: NodeValue::Entry(item),
                way,
                state: self.state,
            };
            return node.read(seed).map(Some);
        }
        Ok(None)
    }

    // A list of the right size from the start: one that grows holds room for four.
    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}
