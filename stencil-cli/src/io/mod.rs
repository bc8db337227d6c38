//! Files: one module per format, [`sniff`] to tell them apart, [`atomic`] so that an output exists whole or not at all.
//!
//! Every decoder reads the header, asks [`Input::admit`] whether the array it claims may be allocated, and only then
//! decodes: a few crafted bytes can neither fill the memory nor keep the machine busy.

pub(crate) mod atomic;
mod jpeg;
mod npy;
mod png;
pub(crate) mod sniff;
#[cfg(test)]
mod tests;
mod tiff;

use crate::error::{Error, Result};
use crate::picture::{Image, Layout, shape_text};
use ndarray::ArrayD;
use sniff::Format;
use std::fmt::Display;
use std::fs::File;
use std::io::{BufReader, Read, Seek, Write};
use std::path::Path;
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;

/// The largest array that a file may decode to unless `--max-memory` says otherwise: 8 GiB.
pub(crate) const DEFAULT_LIMIT: u64 = 8 << 30;

/// What a decoder knows about its file besides the bytes.
#[derive(Clone, Copy)]
struct Input<'a> {
    path: &'a Path,
    /// Bytes in the file.
    len: u64,
    /// Bytes that the decoded array may take.
    limit: u64,
}

/// Reads a file of any supported format; the decoded array may take `limit` bytes.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Image> {
    let (mut file, input) = Input::open(path, limit)?;
    let mut start = Vec::with_capacity(Format::MAGIC_LEN);
    let head = (&mut file).take(Format::MAGIC_LEN as u64).read_to_end(&mut start);
    head.and_then(|_| file.rewind()).map_err(Error::io(path, "read the file"))?;
    match Format::of_input(path, &start)? {
        Format::Png => png::read(input, file),
        Format::Jpeg => jpeg::read(input, file),
        Format::Tiff => tiff::read(input, file),
        Format::Npy => npy::read(input, file),
        Format::Csv => Err(Error::Internal("points were about to be read".to_owned())),
    }
}

/// Writes an image in a format that [`fit`] has made it fit.
pub(crate) fn write(image: &Image, format: Format, path: &Path, file: &mut (impl Write + Seek)) -> Result<()> {
    match format {
        Format::Png => png::write(image, path, file),
        Format::Tiff => tiff::write(image, path, file),
        Format::Npy => npy::write(image, path, file),
        Format::Jpeg | Format::Csv => Err(Error::Internal(format!("an array was about to be written as {format}"))),
    }
}

/// An image as the output format will hold it.
#[derive(Debug)]
pub(crate) struct Fitted {
    pub(crate) image: Image,
    /// How many values a change of type saturated.
    pub(crate) saturated: usize,
}

/// Brings a result into the element type that the output gets.
///
/// That is `wanted` if given. Otherwise it is the result's own type where the format holds it; where it does not, a
/// boolean result becomes 0 and 255, and any other result takes the type of the `source` that was filtered, if the format
/// holds that one (a Sobel of an 8-bit picture written to PNG is 8-bit again). Values are rounded half to even and
/// saturated, never rescaled.
pub(crate) fn fit(image: Image, format: Format, source: DType, wanted: Option<DType>, path: &Path) -> Result<Fitted> {
    let dtype = image.pixels.dtype();
    let target = wanted.unwrap_or(if format.holds(dtype) { dtype } else { source });
    if wanted.is_none()
        && !format.holds(dtype)
        && let Some(pixels) = image.pixels.black_and_white()
    {
        return Ok(Fitted { image: Image { pixels, ..image }, saturated: 0 });
    }
    if !format.holds(target) {
        let found = format!("{target} values");
        let advice = match format {
            Format::Png => "write .tif or .npy, or add --output-type u8 or u16 to round and saturate",
            _ => "write .npy, or add --output-type u8",
        };
        return Err(Error::file(path, format!("values that {format} can hold"), found, advice));
    }
    if target == dtype {
        return Ok(Fitted { image, saturated: 0 });
    }
    let (pixels, saturated) = image.pixels.cast(target);
    Ok(Fitted { image: Image { pixels, ..image }, saturated })
}

impl<'a> Input<'a> {
    fn open(path: &'a Path, limit: u64) -> Result<(BufReader<File>, Self)> {
        let file = File::open(path).map_err(Error::io(path, "open the file"))?;
        let meta = file.metadata().map_err(Error::io(path, "read the file"))?;
        if !meta.is_file() {
            let found = if meta.is_dir() { "a directory" } else { "a device or pipe" };
            return Err(Error::file(path, "a regular file", found, "name a .png, .jpg, .tif or .npy file"));
        }
        Ok((BufReader::new(file), Self { path, len: meta.len(), limit }))
    }

    /// Whether an array that the header claims may be allocated: within the limit, and not more than `expansion` times the
    /// size of the file, which is the most that this format's compression can do.
    fn admit(self, shape: &[u64], dtype: DType, expansion: u64) -> Result<()> {
        let claim = || format!("{} {dtype}", shape.iter().map(u64::to_string).collect::<Vec<_>>().join("x"));
        let too_large = || {
            let expected = format!("an array of at most {}", size_text(self.limit));
            Error::file(self.path, expected, claim(), "raise --max-memory if the file is genuine")
        };
        // An axis of length zero does not excuse the others: strides are computed from all of them.
        let extent = shape.iter().try_fold(dtype.bytes() as u64, |bytes, &length| bytes.checked_mul(length.max(1)));
        let extent = extent.filter(|&extent| isize::try_from(extent).is_ok()).ok_or_else(too_large)?;
        let bytes = if shape.contains(&0) { 0 } else { extent };
        if bytes > self.limit {
            return Err(too_large());
        }
        if bytes > self.len.saturating_mul(expansion).saturating_add(1 << 16) {
            let found = format!("a file of {} bytes", self.len);
            return Err(self.damaged(format!("data for {}", claim()), found));
        }
        Ok(())
    }

    /// The file is not what its header says.
    fn damaged(self, expected: impl Display, found: impl Display) -> Error {
        Error::file(self.path, expected, found, "the file is damaged or cut short; get it anew")
    }

    /// The file is sound but of a kind that is not supported.
    fn unsupported(self, expected: impl Display, found: impl Display) -> Error {
        Error::file(self.path, expected, found, "convert the file first")
    }
}

/// A picture of `(H, W, channels)` from samples in reading order.
fn picture<T>(input: Input<'_>, shape: [usize; 3], samples: Vec<T>) -> Result<Image>
where
    DynImage: From<ArrayD<T>>,
{
    let (count, expected) = (samples.len(), shape.iter().product::<usize>());
    let array = ArrayD::from_shape_vec(shape.to_vec(), samples);
    let array = array.map_err(|_| input.damaged(format!("{expected} samples"), format!("{count} samples")))?;
    Ok(Image::picture(array.into()))
}

/// The pages, height, width and channels of an image that goes into a picture format, and whether it has each of the outer
/// two as an axis.
struct PictureShape {
    pages: usize,
    height: usize,
    width: usize,
    channels: usize,
}

impl PictureShape {
    fn of(image: &Image, format: Format, path: &Path) -> Result<Self> {
        let shape = image.pixels.shape();
        let layout = if image.layout == Layout::Plain { Layout::of_shape(shape) } else { Some(image.layout) };
        let Some(Layout::Picture { pages, channels }) = layout else {
            let expected = "an array of height x width, with channels behind or pages in front";
            return Err(Error::file(path, expected, shape_text(shape), "write .npy, which holds any shape"));
        };
        if shape.contains(&0) {
            let expected = format!("at least one pixel, which {format} needs");
            return Err(Error::file(path, expected, shape_text(shape), "write .npy, which holds any shape"));
        }
        let first = usize::from(pages);
        Ok(Self {
            pages: if pages { shape[0] } else { 1 },
            height: shape[first],
            width: shape[first + 1],
            channels: if channels { shape[first + 2] } else { 1 },
        })
    }
}

/// `8 GiB`, for messages.
fn size_text(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["bytes", "KiB", "MiB", "GiB", "TiB"];
    let unit = (0..UNITS.len()).rev().find(|&unit| bytes >> (10 * unit) > 0).unwrap_or(0);
    let value = bytes as f64 / (1_u64 << (10 * unit)) as f64;
    format!("{} {}", (value * 10.0).round() / 10.0, UNITS[unit])
}
