//! Files written whole or not at all.

use std::fs::{DirEntry, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::source::beneath::Beneath;

/// Write a file by `fill`: into a temporary file beside it, which then takes its place.
///
/// # Errors
/// `fill` fails, or the file cannot be written; what stood there before still stands there.
pub fn whole(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = Error::writing(path);
    let folder = folder(path);
    // A device or a pipe (`/dev/stdout`) has no place to take.
    if std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .open(path)
            .map_err(&failed)?;
        return fill(&mut file);
    }
    std::fs::metadata(folder).map_err(&failed)?;
    sweep(path);
    let before = state(path);
    // The error would name the temporary file, which nobody asked for.
    let mut file =
        temporary(folder, path).map_err(|error| failed(io::Error::from(error.kind())))?;
    // Whoever finds it unlocked knows that its program is dead; some disks know no locks.
    let _ = file.as_file().try_lock();
    {
        let mut buffered = io::BufWriter::new(file.as_file_mut());
        fill(&mut buffered)?;
        buffered.flush().map_err(&failed)?;
    }
    file.as_file().sync_all().map_err(&failed)?;
    if state(path) != before {
        return Err(Error::ChangedMeanwhile(path.to_owned()));
    }
    file.persist(path).map_err(|error| failed(error.error))?;
    let folder = Beneath::open(folder).map_err(&failed)?;
    folder.sync().map_err(&failed)
}

/// The folder that a file is in.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// The beginning of the names of a file's temporary files.
fn prefix(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.plan-")
}

/// The state that tells that somebody has saved a file: its length and when it was last written.
fn state(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.len(), found.modified().ok()))
}

/// Remove the temporary files of `path` that programs left which were killed.
pub fn sweep(path: &Path) {
    let entries = std::fs::read_dir(folder(path))
        .into_iter()
        .flatten()
        .flatten();
    let prefix = prefix(path);
    let is_ours = |entry: &DirEntry| {
        let name = entry.file_name();
        let random = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        random.is_some_and(|random| random.len() == RANDOM)
            && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    for entry in entries.filter(is_ours) {
        let is_dead = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_dead {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The number of characters that tell one temporary file from another.
const RANDOM: usize = 12;

/// A temporary file with the rights of the file it will replace, else those of any new file.
fn temporary(folder: &Path, path: &Path) -> io::Result<NamedTempFile> {
    let prefix = prefix(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).rand_bytes(RANDOM);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder)?;
    if let (true, Ok(old)) = (cfg!(unix), std::fs::metadata(path)) {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}
