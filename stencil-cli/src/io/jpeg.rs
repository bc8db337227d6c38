//! JPEG, for reading only: grey stays grey, every colour model becomes RGB, the pixels are as stored (an orientation tag
//! is not obeyed).

use super::{Input, picture};
use crate::error::{Error, Result};
use crate::picture::Image;
use std::fs::File;
use std::io::BufReader;
use stencil_cli::dtype::DType;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

/// More samples than the entropy code can make of one byte: a lone DC bit per 8x8 block, chroma subsampled four by four.
const EXPANSION: u64 = 4096;

/// The largest side that the format can state.
const MAX_SIDE: usize = 65_535;

pub(super) fn read(input: Input<'_>, file: BufReader<File>) -> Result<Image> {
    let failed = |error| decoding_error(input, error);
    let options = DecoderOptions::default().set_max_width(MAX_SIDE).set_max_height(MAX_SIDE).set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(file, options);
    decoder.decode_headers().map_err(failed)?;
    let (Some((width, height)), Some(stored)) = (decoder.dimensions(), decoder.input_colorspace()) else {
        return Err(input.damaged("a JPEG that states its size", "none"));
    };
    let (target, channels) = if stored == ColorSpace::Luma { (ColorSpace::Luma, 1) } else { (ColorSpace::RGB, 3) };
    input.admit(&[height as u64, width as u64, channels as u64], DType::U8, EXPANSION)?;
    decoder.set_options(options.jpeg_set_out_colorspace(target));
    let samples = decoder.decode().map_err(failed)?;
    picture(input, [height, width, channels], samples)
}

fn decoding_error(input: Input<'_>, error: DecodeErrors) -> Error {
    match error {
        DecodeErrors::Unsupported(kind) => {
            input.unsupported("a baseline or progressive 8-bit JPEG", format!("{kind:?}"))
        }
        other => input.damaged("a valid JPEG", format!("{other:?}")),
    }
}
