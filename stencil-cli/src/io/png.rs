//! PNG: 8 and 16 bits, grey or RGB, with or without alpha. Palettes and 1, 2 or 4 bits are expanded to 8 when read.
//!
//! Only pixels are carried over: text, colour profile and other chunks are neither decoded nor written.

use super::{Input, PictureShape, picture};
use crate::error::{Error, Result};
use crate::io::sniff::Format;
use crate::picture::Image;
use png::{BitDepth, ColorType, DecodingError, EncodingError, Info, Transformations};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;

/// The most bytes that Deflate can make of one.
const DEFLATE: u64 = 1032;

pub(super) fn read(input: Input<'_>, file: BufReader<File>) -> Result<Image> {
    let failed = |error| decoding_error(input, error);
    let mut decoder = png::Decoder::new(file);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND);
    let info = decoder.read_header_info().map_err(failed)?;
    admit(input, info, info.color_type.samples())?;
    let mut reader = decoder.read_info().map_err(failed)?;
    if reader.info().animation_control.is_some_and(|animation| animation.num_frames > 1) {
        return Err(input.unsupported("a single picture", "an animation"));
    }
    let (color, depth) = reader.output_color_type();
    admit(input, reader.info(), color.samples())?;
    let (width, height) = reader.info().size();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap_or(usize::MAX)];
    reader.next_frame(&mut bytes).map_err(failed)?;
    let shape = [height as usize, width as usize, color.samples()];
    if depth == BitDepth::Sixteen {
        let samples = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        picture::<u16>(input, shape, samples)
    } else {
        picture::<u8>(input, shape, bytes)
    }
}

/// Whether what the header claims may be decoded to this many channels.
fn admit(input: Input<'_>, info: &Info<'_>, channels: usize) -> Result<()> {
    let dtype = if info.bit_depth == BitDepth::Sixteen { DType::U16 } else { DType::U8 };
    let stored = info.color_type.samples() * info.bit_depth as usize;
    let decoded = channels * dtype.bytes() * 8;
    let shape = [u64::from(info.height), u64::from(info.width), channels as u64];
    input.admit(&shape, dtype, DEFLATE * decoded.div_ceil(stored) as u64)
}

pub(super) fn write(image: &Image, path: &Path, file: &mut impl Write) -> Result<()> {
    let shape = PictureShape::of(image, Format::Png, path)?;
    if shape.pages != 1 {
        let found = format!("a stack of {}", shape.pages);
        return Err(Error::file(path, "one picture, which is what PNG holds", found, "write .tif or .npy"));
    }
    let color = match shape.channels {
        1 => ColorType::Grayscale,
        2 => ColorType::GrayscaleAlpha,
        3 => ColorType::Rgb,
        4 => ColorType::Rgba,
        n => {
            let found = format!("{n} channels");
            return Err(Error::file(path, "one to four channels, which is what PNG holds", found, "write .npy"));
        }
    };
    let (depth, bytes) = match &image.pixels {
        DynImage::U8(array) => (BitDepth::Eight, array.iter().copied().collect::<Vec<u8>>()),
        DynImage::U16(array) => (BitDepth::Sixteen, array.iter().flat_map(|v| v.to_be_bytes()).collect()),
        other => return Err(Error::Internal(format!("{} was about to be written to PNG", other.dtype()))),
    };
    let size = (u32::try_from(shape.width), u32::try_from(shape.height));
    let (Ok(width), Ok(height)) = size else {
        let found = format!("{}x{}", shape.height, shape.width);
        return Err(Error::file(path, "sides below 2^31, which is what PNG holds", found, "write .npy"));
    };
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&bytes)?;
        writer.finish()
    });
    written.map_err(|error| match error {
        EncodingError::IoError(source) => Error::io(path, "write the file")(source),
        other => Error::Internal(format!("{}: {other}", path.display())),
    })
}

fn decoding_error(input: Input<'_>, error: DecodingError) -> Error {
    match error {
        DecodingError::IoError(source) if source.kind() != std::io::ErrorKind::UnexpectedEof => {
            Error::io(input.path, "read the file")(source)
        }
        other => input.damaged("a valid PNG", other),
    }
}
