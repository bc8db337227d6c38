//! Which format a file has: by its extension, by its first bytes, and whether the two agree.

use crate::error::{Error, Result};
use std::fmt;
use std::path::Path;
use stencil_cli::dtype::DType;

/// A file format that the command reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Png,
    Jpeg,
    Tiff,
    Npy,
    /// Points, and output only.
    Csv,
}

impl Format {
    /// What messages offer instead of an unknown extension.
    const READABLE: &'static str = "a .png, .jpg, .tif or .npy file";

    /// How many leading bytes [`from_magic`](Self::from_magic) needs.
    pub(crate) const MAGIC_LEN: usize = 8;

    /// The format that the extension promises; upper case counts too.
    pub(crate) fn from_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "tif" | "tiff" => Some(Self::Tiff),
            "npy" => Some(Self::Npy),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The format that the first bytes prove.
    pub(crate) fn from_magic(start: &[u8]) -> Option<Self> {
        const TIFFS: [&[u8]; 4] = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"];
        if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if start.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if TIFFS.iter().any(|magic| start.starts_with(magic)) {
            Some(Self::Tiff)
        } else if start.starts_with(b"\x93NUMPY") {
            Some(Self::Npy)
        } else {
            None
        }
    }

    /// The format of an input file, on which its extension and its first bytes must agree.
    /// A name without a known extension is taken by its first bytes alone.
    pub(crate) fn of_input(path: &Path, start: &[u8]) -> Result<Self> {
        let named = Self::from_extension(path).filter(|format| *format != Self::Csv);
        let found = Self::from_magic(start);
        let (expected, advice) = match (named, found) {
            (None, Some(found)) => return Ok(found),
            (Some(named), Some(found)) if named == found => return Ok(found),
            (Some(named), Some(found)) => {
                let advice = format!("rename it to {}", path.with_extension(found.extension()).display());
                (format!("{named} data, as the name says"), advice)
            }
            (Some(named), None) => {
                (format!("{named} data, as the name says"), "the file is damaged or has the wrong name".to_owned())
            }
            (None, None) => (Self::READABLE.to_owned(), "convert the file to one of these".to_owned()),
        };
        let found = found.map_or_else(|| unknown_bytes(start), |found| format!("{found} data"));
        Err(Error::file(path, expected, found, advice))
    }

    /// The format of an output file, which only its extension can tell.
    pub(crate) fn of_output(path: &Path) -> Result<Self> {
        let named = path.extension().map_or("no extension".into(), |e| format!(".{}", e.to_string_lossy()));
        match Self::from_extension(path) {
            Some(Self::Jpeg) => Err(Error::file(
                path,
                "a lossless output format",
                "JPEG, which would change the pixels",
                "write .png, .tif or .npy",
            )),
            Some(format) => Ok(format),
            None => Err(Error::file(path, "an output named .png, .tif or .npy", named, "give it one of these names")),
        }
    }

    /// Whether files of this format hold elements of this type unchanged.
    pub(crate) fn holds(self, dtype: DType) -> bool {
        match self {
            Self::Png | Self::Jpeg => matches!(dtype, DType::U8 | DType::U16),
            Self::Tiff => dtype != DType::Bool,
            Self::Npy => true,
            Self::Csv => false,
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Tiff => "tif",
            Self::Npy => "npy",
            Self::Csv => "csv",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Tiff => "TIFF",
            Self::Npy => "NPY",
            Self::Csv => "CSV",
        })
    }
}

fn unknown_bytes(start: &[u8]) -> String {
    if start.is_empty() {
        return "an empty file".to_owned();
    }
    let bytes: Vec<_> = start.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("a file that begins with the bytes {}", bytes.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

    #[test]
    fn name_and_content_must_agree() {
        assert_eq!(Format::of_input(Path::new("a.PNG"), PNG).unwrap(), Format::Png);
        assert_eq!(Format::of_input(Path::new("download"), PNG).unwrap(), Format::Png);
        let error = Format::of_input(Path::new("a.tif"), PNG).unwrap_err().one_line();
        assert_eq!(error, "a.tif: expected TIFF data, as the name says, found PNG data; rename it to a.png");
        let error = Format::of_input(Path::new("a.npy"), b"hello").unwrap_err().one_line();
        assert!(error.contains("begins with the bytes 68 65 6c 6c 6f"), "{error}");
        assert!(Format::of_input(Path::new("a.bmp"), b"").unwrap_err().one_line().contains("an empty file"));
    }

    #[test]
    fn outputs_are_lossless_and_named() {
        assert_eq!(Format::of_output(Path::new("x.tiff")).unwrap(), Format::Tiff);
        for (path, found) in [("x.jpg", "JPEG"), ("x.bmp", ".bmp"), ("x", "no extension")] {
            assert!(Format::of_output(Path::new(path)).unwrap_err().one_line().contains(found), "{path}");
        }
    }
}
