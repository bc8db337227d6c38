//! Writing: uncompressed, which every reader opens; as BigTIFF beyond 4 GB.

use super::Sample;
use crate::error::{Error, Result};
use crate::io::PictureShape;
use crate::io::sniff::Format;
use crate::picture::Image;
use ndarray::ArrayD;
use std::io::{Seek, Write};
use std::marker::PhantomData;
use std::path::Path;
use stencil_cli::image::DynImage;
use tiff::encoder::colortype::ColorType;
use tiff::encoder::{TiffEncoder, TiffKind, TiffValue};
use tiff::tags::{ExtraSamples, PhotometricInterpretation, SampleFormat};
use tiff::{TiffError, TiffResult};

/// Up to here 32-bit offsets are safe, with room for the directories.
const CLASSIC_LIMIT: usize = 4_000_000_000;

pub(in crate::io) fn write(image: &Image, path: &Path, file: &mut (impl Write + Seek)) -> Result<()> {
    let shape = PictureShape::of(image, Format::Tiff, path)?;
    let written = write_any(&image.pixels, &shape, file);
    let written = written.ok_or_else(|| Error::Internal("bool was about to be written to TIFF".to_owned()))?;
    written.map_err(|error| match error {
        TiffError::IoError(source) => Error::io(path, "write the file")(source),
        other => {
            let found = format!("{} ({other})", image.describe());
            Error::file(path, "an array within the limits of TIFF", found, "write .npy")
        }
    })
}

fn write_any(pixels: &DynImage, shape: &PictureShape, file: &mut (impl Write + Seek)) -> Option<TiffResult<()>> {
    macro_rules! arms {
        ($($variant:ident),*) => {
            match pixels {
                $(DynImage::$variant(array) => Some(write_stack(array, shape, file)),)*
                DynImage::Bool(_) => None,
            }
        };
    }
    arms!(U8, U16, U32, U64, I8, I16, I32, I64, F32, F64)
}

fn write_stack<T>(array: &ArrayD<T>, shape: &PictureShape, file: &mut (impl Write + Seek)) -> TiffResult<()>
where
    T: Sample + TiffValue,
    [T]: TiffValue,
{
    let samples = array.as_standard_layout();
    let samples = samples.as_slice().unwrap_or_default();
    if size_of_val(samples) > CLASSIC_LIMIT {
        write_pages(samples, shape, TiffEncoder::new_big(file)?)
    } else {
        write_pages(samples, shape, TiffEncoder::new(file)?)
    }
}

fn write_pages<T, K>(samples: &[T], shape: &PictureShape, encoder: TiffEncoder<impl Write + Seek, K>) -> TiffResult<()>
where
    T: Sample + TiffValue,
    [T]: TiffValue,
    K: TiffKind,
{
    if matches!(shape.channels, 3 | 4) {
        write_colored::<T, 3, K>(samples, shape, encoder)
    } else {
        write_colored::<T, 1, K>(samples, shape, encoder)
    }
}

/// Pages whose first `N` channels are grey or RGB; the rest are alpha (one) or unnamed (several).
fn write_colored<T, const N: usize, K>(
    samples: &[T],
    shape: &PictureShape,
    mut encoder: TiffEncoder<impl Write + Seek, K>,
) -> TiffResult<()>
where
    T: Sample + TiffValue,
    [T]: TiffValue,
    K: TiffKind,
{
    let (width, height) = (u32::try_from(shape.width)?, u32::try_from(shape.height)?);
    let extra = match shape.channels - N {
        1 => vec![ExtraSamples::UnassociatedAlpha],
        n => vec![ExtraSamples::Unspecified; n],
    };
    for page in samples.chunks_exact(samples.len() / shape.pages) {
        let mut image = encoder.new_image::<Colored<T, N>>(width, height)?;
        if !extra.is_empty() {
            image.extra_samples(&extra)?;
        }
        image.write_data(page)?;
    }
    Ok(())
}

/// `N` colour channels of one sample type: 1 is grey, 3 is RGB.
struct Colored<T, const N: usize>(PhantomData<T>);

impl<T: Sample + TiffValue, const N: usize> ColorType for Colored<T, N> {
    type Inner = T;
    const TIFF_VALUE: PhotometricInterpretation =
        if N == 3 { PhotometricInterpretation::RGB } else { PhotometricInterpretation::BlackIsZero };
    const BITS_PER_SAMPLE: &'static [u16] = &[8 * size_of::<T>() as u16; N];
    const SAMPLE_FORMAT: &'static [SampleFormat] = &[T::FORMAT; N];

    fn horizontal_predict(row: &[T], result: &mut Vec<T>) {
        // Only called with a predictor, which is never asked for.
        result.extend_from_slice(row);
    }
}
