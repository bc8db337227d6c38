//! Reading: all directories first, so that the whole stack is admitted before any pixel is decoded.

use super::{Sample, for_sample};
use crate::error::{Error, Result};
use crate::io::Input;
use crate::picture::{Image, Layout};
use ndarray::ArrayD;
use std::fs::File;
use std::io::BufReader;
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;
use tiff::decoder::{Decoder, DecodingResult, DecodingSampleType, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

/// Pages marked as a smaller copy (bit 0) or as a mask (bit 2) of another are not pictures of their own.
const NOT_A_PICTURE: u32 = 0b101;

type Reader = Decoder<BufReader<File>>;

/// What all pages of a stack have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Page {
    height: usize,
    width: usize,
    channels: usize,
    dtype: DType,
    /// Bits per sample as stored; less than 8 only for grey.
    bits: u8,
    /// Whether the channels lie plane after plane instead of pixel by pixel.
    planar: bool,
}

pub(in crate::io) fn read(input: Input<'_>, file: BufReader<File>) -> Result<Image> {
    let decoder = Decoder::new(file).map_err(|error| decoding_error(input, error))?;
    let mut decoder = decoder.with_limits(limits(input));
    let (page, indices) = pages(input, &mut decoder)?;
    let pixels = for_sample!(page.dtype, T => read_stack::<T>(input, &mut decoder, page, &indices)?);
    let pixels = pixels.ok_or_else(|| Error::Internal("a TIFF of bool".to_owned()))?;
    Ok(Image { pixels, layout: Layout::Picture { pages: indices.len() > 1, channels: page.channels > 1 } })
}

/// The decoder's own limits: what the command allows, and no directory entry larger than the file.
fn limits(input: Input<'_>) -> Limits {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = usize::try_from(input.limit).unwrap_or(usize::MAX);
    limits.intermediate_buffer_size = limits.decoding_buffer_size;
    limits.ifd_value_size = usize::try_from(input.len).unwrap_or(usize::MAX);
    limits
}

/// Walks all directories: the kind of page that they share, and which of them are pictures.
fn pages(input: Input<'_>, decoder: &mut Reader) -> Result<(Page, Vec<usize>)> {
    let failed = |error| decoding_error(input, error);
    let (mut common, mut indices): (Option<Page>, Vec<usize>) = (None, Vec::new());
    for index in 0.. {
        let kind = decoder.find_tag_unsigned::<u32>(Tag::NewSubfileType).map_err(failed)?;
        if kind.unwrap_or(0) & NOT_A_PICTURE == 0 {
            let page = page(input, decoder)?;
            let first = *common.get_or_insert(page);
            if page != first {
                let expected = format!("pages alike, as page 1 ({})", first.describe());
                let found = format!("page {} of {}", indices.len() + 1, page.describe());
                return Err(Error::file(input.path, expected, found, "split the file into one per kind of page"));
            }
            indices.push(index);
            admit(input, decoder, first, indices.len())?;
        }
        if !decoder.more_images() {
            break;
        }
        decoder.next_image().map_err(failed)?;
    }
    let page =
        common.ok_or_else(|| input.unsupported("at least one full-size page", "only reduced copies or masks"))?;
    Ok((page, indices))
}

/// What the current directory describes.
fn page(input: Input<'_>, decoder: &mut Reader) -> Result<Page> {
    let failed = |error| decoding_error(input, error);
    let (width, height) = decoder.dimensions().map_err(failed)?;
    let color = decoder.colortype().map_err(failed)?;
    let layout = decoder.image_buffer_layout().map_err(failed)?;
    let stored = decoder.find_tag_unsigned::<u16>(Tag::SamplesPerPixel).map_err(failed)?.unwrap_or(1);
    let (bits, channels) = (color.bit_depth(), color.num_samples());
    let model = matches!(
        color,
        ColorType::Gray(_) | ColorType::GrayA(_) | ColorType::RGB(_) | ColorType::RGBA(_) | ColorType::Multiband { .. }
    );
    let depth = matches!(bits, 8 | 16 | 32 | 64) || (matches!(bits, 1 | 2 | 4) && channels == 1);
    let dtype = layout.sample_type.and_then(dtype_of);
    match dtype {
        Some(dtype) if model && depth && stored == channels => Ok(Page {
            height: height as usize,
            width: width as usize,
            channels: usize::from(channels),
            dtype,
            bits,
            planar: layout.planes > 1,
        }),
        _ => {
            let expected = "grey or RGB, with or without alpha, in integers, f32 or f64";
            Err(input.unsupported(expected, format!("{color:?} with {stored} samples of {:?}", layout.sample_format)))
        }
    }
}

/// Whether a stack of so many pages may be decoded.
fn admit(input: Input<'_>, decoder: &mut Reader, page: Page, count: usize) -> Result<()> {
    let compression = decoder.find_tag_unsigned::<u16>(Tag::Compression).ok().flatten();
    let expansion = match compression.unwrap_or(1) {
        1 => 1,
        32_773 => 128,       // PackBits: two bytes for at most 128
        8 | 32_946 => 1_032, // Deflate
        5 => 4_096,          // LZW: 12 bits for at most 4096 bytes
        _ => u64::MAX,       // JPEG, fax: no useful bound
    };
    let shape = [count, page.height, page.width, page.channels].map(|length| length as u64);
    input.admit(&shape, page.dtype, expansion.saturating_mul(u64::from(8_u8.div_ceil(page.bits))))
}

fn read_stack<T: Sample>(input: Input<'_>, decoder: &mut Reader, page: Page, indices: &[usize]) -> Result<DynImage>
where
    DynImage: From<ArrayD<T>>,
{
    let failed = |error| decoding_error(input, error);
    let mut stack: Vec<T> = Vec::new();
    for &index in indices {
        decoder.seek_to_image(index).map_err(failed)?;
        let mut decoded = DecodingResult::U8(Vec::new());
        decoder.read_image_to_buffer(&mut decoded).map_err(failed)?;
        let samples = page.samples::<T>(decoded).ok_or_else(|| input.damaged(page.describe(), "other data"))?;
        if indices.len() == 1 {
            stack = samples;
        } else {
            stack.reserve_exact((indices.len() * samples.len()).saturating_sub(stack.len()));
            stack.extend_from_slice(&samples);
        }
    }
    let mut shape = vec![page.height, page.width];
    if indices.len() > 1 {
        shape.insert(0, indices.len());
    }
    if page.channels > 1 {
        shape.push(page.channels);
    }
    let array = ArrayD::from_shape_vec(shape, stack);
    Ok(array.map_err(|error| input.damaged(page.describe(), error))?.into())
}

impl Page {
    fn describe(&self) -> String {
        format!("{}x{}x{} {}", self.height, self.width, self.channels, self.dtype)
    }

    /// The decoder's buffer as one sample per element, pixel by pixel.
    fn samples<T: Sample>(&self, decoded: DecodingResult) -> Option<Vec<T>> {
        let decoded = match decoded {
            DecodingResult::U8(packed) if self.bits < 8 => DecodingResult::U8(self.unpack(&packed)),
            other => other,
        };
        let samples = T::from_decoded(decoded)?;
        if !self.planar {
            return Some(samples);
        }
        let planes = ArrayD::from_shape_vec(vec![self.channels, self.height, self.width], samples).ok()?;
        Some(planes.permuted_axes(vec![1, 2, 0]).iter().copied().collect())
    }

    /// Samples of 1, 2 or 4 bits, spread over 0 to 255 as PNG readers do.
    fn unpack(&self, packed: &[u8]) -> Vec<u8> {
        let per_byte = usize::from(8 / self.bits);
        let highest = u8::MAX >> (8 - self.bits);
        let row_bytes = self.width.div_ceil(per_byte);
        let sample = |row: &[u8], x: usize| {
            let shift = 8 - self.bits as usize * (x % per_byte + 1);
            (row[x / per_byte] >> shift & highest) * (u8::MAX / highest)
        };
        let rows = packed.chunks_exact(row_bytes).take(self.height);
        rows.flat_map(|row| (0..self.width).map(move |x| sample(row, x))).collect()
    }
}

fn dtype_of(sample: DecodingSampleType) -> Option<DType> {
    Some(match sample {
        DecodingSampleType::U8 => DType::U8,
        DecodingSampleType::U16 => DType::U16,
        DecodingSampleType::U32 => DType::U32,
        DecodingSampleType::U64 => DType::U64,
        DecodingSampleType::I8 => DType::I8,
        DecodingSampleType::I16 => DType::I16,
        DecodingSampleType::I32 => DType::I32,
        DecodingSampleType::I64 => DType::I64,
        DecodingSampleType::F32 => DType::F32,
        DecodingSampleType::F64 => DType::F64,
        _ => return None,
    })
}

fn decoding_error(input: Input<'_>, error: TiffError) -> Error {
    match error {
        TiffError::IoError(source) if source.kind() == std::io::ErrorKind::UnexpectedEof => {
            input.damaged("a whole TIFF", "its end too early")
        }
        TiffError::IoError(source) if source.raw_os_error().is_some() => Error::io(input.path, "read the file")(source),
        TiffError::UnsupportedError(kind) => input.unsupported("a common kind of TIFF", kind),
        other => input.damaged("a valid TIFF", other),
    }
}
