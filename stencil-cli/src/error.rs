//! Everything that can go wrong, as one line each: the file, what was expected, what was found, what to do.

use std::fmt::{self, Display};
use std::io;
use std::path::{Path, PathBuf};

/// The result of everything in this command that can fail.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line asks for something that does not exist or makes no sense, whatever the files hold.
    #[error("{0}")]
    Usage(String),
    /// A file is not what the command line says, or cannot take what it is given.
    #[error("{}: expected {expected}, found {found}; {advice}", OnOneLine(.path))]
    File { path: PathBuf, expected: String, found: String, advice: String },
    /// The operating system refused.
    #[error("{}: cannot {action}: {source}", OnOneLine(.path))]
    Io { path: PathBuf, action: &'static str, source: io::Error },
    /// The library refused a filter for this array.
    #[error("{}: {source} (the array is {found})", OnOneLine(.path))]
    Filter { path: PathBuf, found: String, source: stencil_core::Error },
    /// A defect of this program.
    #[error("internal error: {0}; this is a defect of stencil, please report it with the command line")]
    Internal(String),
}

impl Error {
    /// What the process returns: 2 for a wrong command line, 1 for everything else.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::File { .. } | Self::Io { .. } | Self::Filter { .. } | Self::Internal(_) => 1,
        }
    }

    /// A [`Error::File`] without the ceremony.
    pub(crate) fn file(path: &Path, expected: impl Display, found: impl Display, advice: impl Display) -> Self {
        Self::File {
            path: path.to_owned(),
            expected: expected.to_string(),
            found: found.to_string(),
            advice: advice.to_string(),
        }
    }

    /// For `map_err`: the operating system refused to `action` this path.
    pub(crate) fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, action, source }
    }

    /// The text for the terminal. Third-party messages may span lines; ours do not.
    pub(crate) fn one_line(&self) -> String {
        self.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A path for an error message; control characters are escaped so that a file name cannot break the line.
struct OnOneLine<'a>(&'a Path);

impl Display for OnOneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string_lossy();
        if text.chars().any(char::is_control) { write!(f, "{}", text.escape_debug()) } else { f.write_str(&text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_break_the_line() {
        let error = Error::file(Path::new("a\nb.png"), "x", "several\n  lines", "do y");
        assert_eq!(error.one_line(), r"a\nb.png: expected x, found several lines; do y");
    }

    #[test]
    fn only_usage_errors_exit_with_two() {
        assert_eq!(Error::Usage(String::new()).exit_code(), 2);
        assert_eq!(Error::Internal(String::new()).exit_code(), 1);
    }
}
