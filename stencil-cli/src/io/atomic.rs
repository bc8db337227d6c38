//! An output file that exists whole or not at all.
//!
//! The pixels go to a temporary file in the output's own directory, which is synced and renamed when all is written. It is
//! removed on an error, on a panic (by its destructor) and on an interrupt (by [`remove_pending`]).

use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::{Builder, NamedTempFile};

/// The temporary file that an interrupt has to remove. Held locked while the file is renamed, so that an interrupt comes
/// either before the rename or after it.
static PENDING: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Removes the temporary file, for the handler of an interrupt. Until the guard is dropped no output appears any more.
pub(crate) fn remove_pending() -> impl Drop {
    let pending = lock();
    if let Some(path) = &*pending {
        // Nothing can be done about a failure here, and the process ends anyway.
        let _ = fs::remove_file(path);
    }
    pending
}

/// An output that has not appeared yet.
#[derive(Debug)]
pub(crate) struct Output<'a> {
    path: &'a Path,
    force: bool,
    temporary: NamedTempFile,
}

impl<'a> Output<'a> {
    /// Checks that the output may be written and opens a temporary file beside it.
    ///
    /// An existing file is only replaced with `force`; one that is the same file as an input, by whatever path or link, never.
    /// Replacing a symbolic link replaces the link, not what it points to.
    pub(crate) fn create(path: &'a Path, input: &Path, force: bool) -> Result<Self> {
        check_target(path, input, force)?;
        let directory = parent(path);
        let mut builder = Builder::new();
        builder.prefix(".stencil-").suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        // Locked over the creation, so that an interrupt cannot come between it and the note of its name.
        let mut pending = lock();
        let temporary = builder.tempfile_in(directory).map_err(|source| match source.kind() {
            ErrorKind::NotFound => {
                Error::file(path, "a directory that exists", directory.display(), "create it, or name another output")
            }
            _ => Error::io(path, "create the file")(source),
        })?;
        *pending = Some(temporary.path().to_owned());
        Ok(Self { path, force, temporary })
    }

    /// Lets `write` fill the file, syncs it and gives it its name.
    pub(crate) fn commit(self, write: impl FnOnce(&mut BufWriter<&File>) -> Result<()>) -> Result<()> {
        let failed = |action| Error::io(self.path, action);
        let mut buffer = BufWriter::new(self.temporary.as_file());
        write(&mut buffer)?;
        buffer.flush().map_err(failed("write the file"))?;
        drop(buffer);
        if let Ok(old) = fs::metadata(self.path) {
            // Best effort: the new file is readable by whom the old one was.
            let _ = self.temporary.as_file().set_permissions(old.permissions());
        }
        self.temporary.as_file().sync_all().map_err(failed("write the file"))?;
        let mut pending = lock();
        let renamed =
            if self.force { self.temporary.persist(self.path) } else { self.temporary.persist_noclobber(self.path) };
        renamed.map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => exists(self.path),
            _ => Error::io(self.path, "give the file its name")(error.error),
        })?;
        *pending = None;
        drop(pending);
        if let Ok(directory) = File::open(parent(self.path)) {
            // The name survives a power cut only when the directory is synced too; some file systems refuse.
            let _ = directory.sync_all();
        }
        Ok(())
    }
}

fn check_target(path: &Path, input: &Path, force: bool) -> Result<()> {
    if same_file::is_same_file(path, input).unwrap_or(false) {
        let found = format!("the input {} under another name or the same", input.display());
        return Err(Error::file(path, "an output other than the input", found, "name another output"));
    }
    let Ok(meta) = fs::symlink_metadata(path) else { return Ok(()) };
    if meta.is_dir() {
        return Err(Error::file(path, "a file name", "a directory", "name a file in it"));
    }
    if !meta.is_file() && !meta.is_symlink() {
        return Err(Error::file(path, "a regular file", "a device or pipe", "name a file"));
    }
    if force { Ok(()) } else { Err(exists(path)) }
}

fn exists(path: &Path) -> Error {
    Error::file(path, "no such file yet", "an existing one", "name another output or add --force to replace it")
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn lock() -> MutexGuard<'static, Option<PathBuf>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}
