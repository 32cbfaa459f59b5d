//! Files that a user brings from outside the plan.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{Error, TableFault};

/// A table that a user brings.
pub enum OutsideTable {
    /// One file.
    File(Vec<u8>),
    /// The tables of a data package.
    Package(Vec<Resource>),
}

/// A table of a data package.
pub struct Resource {
    /// Its name.
    pub name: String,
    /// Its file.
    pub bytes: Vec<u8>,
    /// The columns that its schema calls numbers.
    pub numbers: BTreeSet<String>,
}

/// The file by which a folder is known for a data package.
const DESCRIPTOR: &str = "datapackage.json";

/// The thing at a path: a file, or a data package by its folder or its descriptor.
///
/// # Errors
/// It cannot be read, or a package names no tables that stand beside its descriptor.
pub fn read(path: &Path) -> Result<OutsideTable, Error> {
    if path.is_dir() {
        return package(&path.join(DESCRIPTOR));
    }
    if path.file_name().is_some_and(|name| name == DESCRIPTOR) {
        return package(path);
    }
    bytes(path).map(OutsideTable::File)
}

/// The text of a file.
///
/// # Errors
/// It cannot be read, or is no UTF-8.
pub fn text(path: &Path) -> Result<String, Error> {
    let bytes = bytes(path)?;
    String::from_utf8(bytes).map_err(|_| Error::Read {
        path: path.to_owned(),
        source: io::Error::from(io::ErrorKind::InvalidData),
    })
}

/// The bytes of a regular file: whoever opens a pipe waits for ever, and a device has no end.
fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = Error::reading(path);
    if !fs::metadata(path).map_err(&failed)?.is_file() {
        return Err(failed(io::ErrorKind::InvalidInput.into()));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(&failed)?;
    // A file may grow while it is read; one byte more than is read tells that it is too large.
    file.take(TableFault::MOST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(&failed)?;
    if bytes.len() > TableFault::MOST_BYTES {
        return Err(Error::Table {
            path: path.to_owned(),
            fault: TableFault::TooLarge(TableFault::MOST_BYTES / 1_000_000),
        });
    }
    Ok(bytes)
}

fn package(descriptor: &Path) -> Result<OutsideTable, Error> {
    let foreign = || Error::Table {
        path: descriptor.to_owned(),
        fault: TableFault::Foreign,
    };
    let value: Value = serde_json::from_slice(&bytes(descriptor)?).map_err(|_| foreign())?;
    let resources = value["resources"].as_array().ok_or_else(foreign)?;
    let mut tables = Vec::new();
    for resource in resources {
        let name = resource["name"].as_str().ok_or_else(foreign)?;
        let file = resource["path"].as_str().ok_or_else(foreign)?;
        tables.push(Resource {
            name: name.to_owned(),
            bytes: bytes(&beside(descriptor, file).ok_or_else(foreign)?)?,
            numbers: numbers(descriptor, &resource["schema"]),
        });
    }
    Ok(OutsideTable::Package(tables))
}

/// A file beside the descriptor: a package of others may name any path, and only what stands there is its own.
fn beside(descriptor: &Path, file: &str) -> Option<PathBuf> {
    let is_beside = Path::new(file).file_name().is_some_and(|name| name == file);
    is_beside.then(|| descriptor.with_file_name(file))
}

/// The columns that a schema, or the file that it names, calls numbers.
fn numbers(descriptor: &Path, schema: &Value) -> BTreeSet<String> {
    let file = schema.as_str().and_then(|file| beside(descriptor, file));
    let named = file.and_then(|file| serde_json::from_slice(&bytes(&file).ok()?).ok());
    let schema: Value = named.unwrap_or_else(|| schema.clone());
    let fields = schema["fields"].as_array().into_iter().flatten();
    let numbers = fields.filter(|field| field["type"] == "number");
    numbers
        .filter_map(|field| field["name"].as_str().map(str::to_owned))
        .collect()
}
