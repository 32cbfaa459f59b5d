//! Two versions of a file that were made of one, merged key by key: what neither side touched stays byte for byte.
//!
//! A list is merged item by item, a table by its keys, a text by its paragraphs. What both sides changed stands in the
//! file twice, between git's marks, and only that.

mod sides;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

use crate::document::Document;
use crate::document::decode::decode;
use crate::document::edit::NewValue;
use crate::document::fragment;
use crate::document::pieces::Piece;
use crate::document::text::newline;
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::load::canonical::laid_out;
use crate::model::key::Key;
use crate::operations::examine::examine;
use crate::operations::merge::sides::{Sides, both, choice, joined, present};
use crate::operations::merge::values::{partners, value};
use crate::source::Source;
use crate::source::paths::ACTIONS;
use crate::view::sequence::{Order, Versions};

/// A file that was merged.
pub struct Merged {
    /// Its text.
    pub text: String,
    /// Whether nothing in it waits for somebody to choose.
    pub is_settled: bool,
}

/// Where a merge takes place.
pub struct Place<'a> {
    /// The file's path in the plan.
    pub path: &'a str,
    /// A folder in which nothing stands.
    pub nowhere: &'a Path,
    /// The day that files are judged by.
    pub today: NaiveDate,
    /// The names of both sides.
    pub labels: [&'a str; 2],
}

/// What a file was and what both sides made of it, merged; none where no merge by keys is right.
///
/// Both orders of the sides give the same text.
///
/// # Errors
/// A version cannot be judged.
pub fn merge(versions: [Vec<u8>; 3], place: &Place<'_>) -> Result<Option<Merged>, Error> {
    let texts: Option<Vec<String>> = versions.into_iter().map(sound).collect();
    let Some(Ok([before, mut ours, mut theirs])) = texts.map(<[String; 3]>::try_from) else {
        return Ok(None);
    };
    let known = [findings(&ours, place)?, findings(&theirs, place)?].concat();
    let is_swapped = ours > theirs;
    if is_swapped {
        std::mem::swap(&mut ours, &mut theirs);
    }
    let texts = [before, ours, theirs];
    let ends = choice(texts.each_ref().map(Some), |text| newline(text));
    let ends = newline(ends.unwrap_or(&texts[1]));
    let mut texts = texts.each_ref().map(|text| text.replace("\r\n", "\n"));
    let is_laid_out = |text: &String| laid_out(text.as_bytes()).as_ref() == Some(text);
    let chosen = choice(texts.each_ref().map(Some), is_laid_out);
    let is_action = place.path.starts_with(ACTIONS);
    let lays_out = is_action && (chosen.is_some_and(is_laid_out) || differ_in_form(&texts));
    if lays_out {
        texts = in_one_form(texts);
    }
    let documents = texts.each_ref().map(|text| Document::of(text));
    let bodies = documents.each_ref().map(|document| {
        let lines = 0..document.text().len();
        Some((document, document.table(), lines))
    });
    let Some(mut chunks) = body(bodies) else {
        return Ok(None);
    };
    if is_swapped {
        chunks.iter_mut().for_each(|chunk| chunk.reverse());
    }
    for side in joined(chunks.iter().cloned()) {
        let text = side.concat();
        let found = findings(&text, place)?;
        if !Document::of(&text).is_sound() || !found.iter().all(|one| known.contains(one)) {
            return Ok(None);
        }
    }
    let is_settled = chunks.iter().all(|[ours, theirs]| ours == theirs);
    let text = chunks.into_iter().map(|chunk| marked(chunk, place.labels));
    let mut text: String = text.collect();
    if is_settled && lays_out {
        text = Document::of(&text).layout();
    }
    let text = text.replace('\n', ends);
    Ok(Some(Merged { text, is_settled }))
}

/// The text of a file, its last line whole; none where it is not TOML, or not as it is read.
fn sound(bytes: Vec<u8>) -> Option<String> {
    let decoded = decode(bytes);
    let is_sound = decoded.document()?.is_sound() && decoded.findings.is_empty();
    let mut text = decoded.text.filter(|_| is_sound)?;
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(newline(&text));
    }
    Some(text)
}

/// What reading a file with that text finds, and the rules that it can be judged by without any other.
fn findings(text: &str, place: &Place<'_>) -> Result<Vec<Finding>, Error> {
    let alone = Source::new(place.nowhere).overlaid(place.path, text.into());
    let (_, found) = examine(&alone, place.today, Severity::Warning)?;
    Ok(found.into_iter().map(|one| one.finding).collect())
}

/// Tells that a key stands as one value in one of the texts, and in tables under headers in another.
fn differ_in_form(texts: &[String; 3]) -> bool {
    let mut forms = BTreeMap::new();
    texts.iter().any(|text| {
        let document = Document::of(text);
        let (pieces, _) = document.pieces(document.table(), 0..text.len());
        pieces.into_iter().any(|piece| {
            let root = piece.key.split('.').next().unwrap_or_default().to_owned();
            *forms.entry(root).or_insert(piece.is_headed) != piece.is_headed
        })
    })
}

/// The texts in the one layout, lists of tables as lists where they are so in one of them.
fn in_one_form(texts: [String; 3]) -> [String; 3] {
    let texts = texts.map(|text| Document::of(&text).layout());
    match differ_in_form(&texts) {
        false => texts,
        true => texts.map(|text| {
            let key = Key::SubActions.name();
            let document = Document::of(&text);
            match document.value(key) {
                Some(parts) => {
                    let parts = fragment::value(key, parts.get_ref());
                    document.set(key, &NewValue::Value(parts))
                }
                None => text,
            }
        }),
    }
}

/// A chunk of lines: once, or between git's marks with the names of both sides.
fn marked(chunk: Sides, [our_name, their_name]: [&str; 2]) -> String {
    let [ours, theirs] = chunk.map(Option::unwrap_or_default);
    match ours == theirs {
        true => ours,
        false => format!("<<<<<<< {our_name}\n{ours}=======\n{theirs}>>>>>>> {their_name}\n"),
    }
}

/// A table in a document, and its lines.
type Lines<'a, 'd> = (&'a Document<'d>, &'a DeTable<'a>, Range<usize>);

/// The lines of a table, merged piece by piece; none where the pieces have no one order.
fn body(bodies: [Option<Lines<'_, '_>>; 3]) -> Option<Vec<Sides>> {
    let mut rests = [""; 3];
    let mut pieces = [const { Vec::new() }; 3];
    for (version, body) in bodies.into_iter().enumerate() {
        let Some((document, table, lines)) = body else {
            continue;
        };
        let (cut, rest) = document.pieces(table, lines);
        (pieces[version], rests[version]) = (cut, &document.text()[rest]);
    }
    let mut chunks = Vec::new();
    // Keys stand before all headers.
    for is_headed in [false, true] {
        let part = pieces.each_ref().map(|pieces| -> Vec<&Piece<'_, '_>> {
            pieces
                .iter()
                .filter(|piece| piece.is_headed == is_headed)
                .collect()
        });
        for versions in Versions::of(part, same_pieces).in_order(Order::Loose)? {
            chunks.extend(piece(versions.map(|piece| piece.copied()))?);
        }
    }
    let rest = choice(rests.each_ref().map(Some), |text| *text);
    chunks.push(rest.map_or([Some(rests[1].to_owned()), Some(rests[2].to_owned())], both));
    Some(chunks)
}

/// The place of each piece's earlier self: a key by its name, a table under a header as an item of its list.
fn same_pieces<'d>(before: &[&&Piece<'_, 'd>], after: &[&&Piece<'_, 'd>]) -> Vec<Option<usize>> {
    let mut same = vec![None; after.len()];
    let keys: BTreeSet<&str> = after.iter().map(|piece| piece.key.as_str()).collect();
    for key in keys {
        let [old, new] = [before, after].map(|pieces| -> (Vec<usize>, Vec<&DeValue<'_>>) {
            let of_key = pieces
                .iter()
                .enumerate()
                .filter(|(_, piece)| piece.key == key);
            of_key
                .map(|(place, piece)| (place, piece.held.value.get_ref()))
                .unzip()
        });
        let partners = match new.0.iter().all(|place| after[*place].is_headed) {
            true => partners(key, &old.1, &new.1),
            false => vec![(!old.0.is_empty()).then_some(0)],
        };
        for (place, partner) in new.0.into_iter().zip(partners) {
            same[place] = partner.map(|partner| old.0[partner]);
        }
    }
    same
}

/// A key or a table under a header, merged.
fn piece(versions: [Option<&Piece<'_, '_>>; 3]) -> Option<Vec<Sides>> {
    let text = |piece: &Piece<'_, '_>| piece.text().to_owned();
    if let [_, Some(ours), Some(theirs)] = versions
        && choice(versions, |piece| piece.text()).is_none()
    {
        let [above, head, tail] = [0, 1, 2].map(|part: usize| {
            // Blanks alone are no change that anybody would choose between.
            let words =
                |piece: &Piece<'_, '_>| piece.parts()[part].split_whitespace().collect::<String>();
            let chosen = choice(versions, |piece| piece.parts()[part]);
            let chosen = chosen.or_else(|| choice(versions, words));
            chosen.map(|piece| piece.parts()[part])
        });
        return Some(match (above.zip(head), tail) {
            (Some((above, head)), _) if ours.is_headed => {
                let bodies = versions.map(|piece| {
                    let piece = piece?;
                    let table = piece.held.value.get_ref().as_table()?;
                    Some((piece.held.document, table, piece.body()))
                });
                let head = both(format!("{above}{head}"));
                std::iter::once(head).chain(body(bodies)?).collect()
            }
            (Some((above, head)), Some(tail)) if !ours.is_headed => {
                let line = value(&ours.key, versions.map(|piece| Some(piece?.held)));
                let line = line.map(|value| Some(format!("{head}{}{tail}", value?)));
                let is_gone = line == [None, None];
                let above = if is_gone { "" } else { above };
                vec![both(above), line]
            }
            _ => vec![[ours, theirs].map(|piece| Some(text(piece)))],
        });
    }
    Some(vec![present(
        versions,
        |piece| piece.meaning(),
        text,
        |ours, _| {
            both(
                choice(versions, |piece| piece.text())
                    .unwrap_or(ours)
                    .text(),
            )
        },
    )])
}
