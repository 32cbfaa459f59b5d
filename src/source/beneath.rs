//! A folder opened once, and the files below it: each is reached by plain names from there, and never through a link.

use std::ffi::OsStr;
use std::fs::{File, Metadata, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Component, Path};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

/// An open folder.
#[derive(Debug)]
pub struct Beneath(Dir);

impl Beneath {
    /// The folder at `path`, which the user named: links on the way there are the user's.
    ///
    /// # Errors
    /// It is not there, or may not be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        Dir::open_ambient_dir(path, ambient_authority()).map(Self)
    }

    /// The folder at `path` below this one.
    ///
    /// # Errors
    /// It is not there, is no folder, or is reached through a link only (`Unsupported`).
    pub fn folder(&self, path: &Path) -> io::Result<Self> {
        self.walk(path, |folder, name| folder.open_dir_nofollow(name))
    }

    /// The same, the folders that are missing made.
    ///
    /// # Errors
    /// As [`Self::folder`], or one cannot be made.
    pub fn made(&self, path: &Path) -> io::Result<Self> {
        self.walk(path, |folder, name| match folder.create_dir(name) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            _ => folder.open_dir_nofollow(name),
        })
    }

    fn walk(
        &self,
        path: &Path,
        step: impl Fn(&Dir, &OsStr) -> io::Result<Dir>,
    ) -> io::Result<Self> {
        let mut folder = self.0.try_clone()?;
        for part in path.components() {
            let Component::Normal(name) = part else {
                return Err(ErrorKind::InvalidFilename.into());
            };
            folder = step(&folder, name).map_err(|error| {
                let found = folder.symlink_metadata(name);
                match found.is_ok_and(|found| found.is_symlink()) {
                    true => ErrorKind::Unsupported.into(),
                    false => error,
                }
            })?;
        }
        Ok(Self(folder))
    }

    /// The bytes of a file of this folder.
    ///
    /// # Errors
    /// It is not there, cannot be read, is no regular file (`InvalidInput`), or is a link (`Unsupported`).
    pub fn read(&self, name: &OsStr) -> io::Result<Vec<u8>> {
        let (file, found) = self.opened(name, OpenOptions::new().read(true))?;
        // Its length is known: neither the system nor the end of the file is asked again. Files that a system makes
        // up when they are read have none.
        let length = found.len();
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        let most = if length == 0 { u64::MAX } else { length };
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// A regular file of this folder, opened.
    ///
    /// # Errors
    /// As [`Self::read`]; what `options` ask for is not possible.
    pub fn file(&self, name: &OsStr, options: &mut OpenOptions) -> io::Result<File> {
        self.opened(name, options).map(|(file, _)| file)
    }

    fn opened(&self, name: &OsStr, options: &mut OpenOptions) -> io::Result<(File, Metadata)> {
        options.follow(FollowSymlinks::No);
        // Who opens a pipe would wait for whoever writes into it.
        #[cfg(unix)]
        cap_fs_ext::OpenOptionsSyncExt::nonblock(options, true);
        match self.0.open_with(name, options) {
            Ok(file) => {
                let file = file.into_std();
                let found = file.metadata()?;
                match found.is_file() {
                    true => Ok((file, found)),
                    false => Err(ErrorKind::InvalidInput.into()),
                }
            }
            Err(error) => Err(match self.0.symlink_metadata(name) {
                Ok(found) if found.is_symlink() => ErrorKind::Unsupported.into(),
                Ok(found) if !found.is_file() => ErrorKind::InvalidInput.into(),
                _ => error,
            }),
        }
    }

    /// Write a new file of this folder and bring it to the disk; it has these rights, else those of any new file.
    ///
    /// # Errors
    /// Something of that name is there, or it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8], rights: Option<Permissions>) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let mut file = self.0.open_with(name, &options)?.into_std();
        file.write_all(bytes)?;
        if let Some(rights) = rights {
            // A file without its rights is still the file.
            let _ = file.set_permissions(rights);
        }
        file.sync_all()
    }

    /// The rights of a file.
    pub fn rights(&self, name: &OsStr) -> Option<Permissions> {
        let file = self.file(name, OpenOptions::new().read(true)).ok()?;
        Some(file.metadata().ok()?.permissions())
    }

    /// Whether anything of that name is there, a link included.
    pub fn holds(&self, name: &OsStr) -> bool {
        self.0.symlink_metadata(name).is_ok()
    }

    /// Keep what a file is now under a second name.
    ///
    /// # Errors
    /// Something of that name is there, or it cannot be made.
    pub fn keep(&self, name: &OsStr, second: &str, bytes: &[u8]) -> io::Result<()> {
        // A second name costs nothing; some disks have none.
        self.0
            .hard_link(name, &self.0, second)
            .or_else(|_| self.write(second, bytes, self.rights(name)))
    }

    /// Bring a file to another name of this folder, in place of what stands there.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.0.rename(from, &self.0, to)
    }

    /// Remove a file of this folder.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn remove(&self, name: &OsStr) -> io::Result<()> {
        self.0.remove_file(name)
    }

    /// Remove the folder at `path` where nothing is in it.
    pub fn remove_empty(&self, path: &Path) {
        if let (Some(folder), Some(name)) = (path.parent(), path.file_name())
            && let Ok(folder) = self.folder(folder)
        {
            let _ = folder.0.remove_dir(name);
        }
    }

    /// Bring the names of this folder to the disk.
    ///
    /// # Errors
    /// The disk fails.
    pub fn sync(&self) -> io::Result<()> {
        // Windows brings them there by itself.
        match cfg!(unix) {
            // The folder that is held may only lead to others.
            true => self.0.open(".")?.sync_all(),
            false => Ok(()),
        }
    }
}
