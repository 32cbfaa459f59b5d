//! Files written whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::error::Error;

/// Write a file by `fill`: into a temporary file beside it, which then takes its place.
///
/// # Errors
/// `fill` fails, or the file cannot be written; what stood there before still stands there.
pub fn whole(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |source: io::Error| Error::Write {
        path: path.to_owned(),
        source,
    };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // A device or a pipe (`/dev/stdout`) has no place to take.
    if std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .open(path)
            .map_err(failed)?;
        return fill(&mut file);
    }
    std::fs::metadata(folder).map_err(failed)?;
    // The error would name the temporary file, which nobody asked for.
    let mut file =
        temporary(folder, path).map_err(|error| failed(io::Error::from(error.kind())))?;
    {
        let mut buffered = io::BufWriter::new(file.as_file_mut());
        fill(&mut buffered)?;
        buffered.flush().map_err(failed)?;
    }
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A temporary file with the rights of the file it will replace, else those of any new file.
#[cfg(unix)]
fn temporary(folder: &Path, path: &Path) -> io::Result<NamedTempFile> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    let old = std::fs::metadata(path).map(|metadata| metadata.permissions());
    let file = tempfile::Builder::new()
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder)?;
    if let Ok(permissions) = old {
        file.as_file().set_permissions(permissions)?;
    }
    Ok(file)
}

#[cfg(not(unix))]
fn temporary(folder: &Path, _path: &Path) -> io::Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}

/// Write a folder of files that stand for one thing, known by the file `marker` among them: a new folder
/// takes its place whole; in one written before, each file takes the place of its old one.
///
/// # Errors
/// The folder holds something else, or a file cannot be written.
pub fn folder(path: &Path, marker: &str, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let failed = |source: io::Error| Error::Write {
        path: path.to_owned(),
        source,
    };
    let is_new = match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed(error)),
    };
    if !is_new && !path.join(marker).is_file() {
        return Err(Error::FolderInUse {
            path: path.to_owned(),
        });
    }
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // Every byte is on the same disk before the first file takes its place.
    let beside = tempfile::Builder::new()
        .prefix(".plan-")
        .tempdir_in(parent)
        .map_err(failed)?;
    for (name, bytes) in files {
        whole(&beside.path().join(name), |out| Ok(out.write_all(bytes)?))?;
    }
    std::fs::create_dir_all(path).map_err(failed)?;
    for (name, _) in files {
        std::fs::rename(beside.path().join(name), path.join(name)).map_err(failed)?;
    }
    Ok(())
}
