//! NPY: any number of axes, every element type, C and Fortran order, both byte orders.

use super::Input;
use crate::error::{Error, Result};
use crate::picture::{Image, Layout};
use ndarray::ArrayD;
use ndarray_npy::npy::header::{Header, ParseHeaderError, ReadHeaderError};
use ndarray_npy::{ReadNpyError, ReadNpyExt, WriteNpyError, WriteNpyExt};
use std::fs::File;
use std::io::{BufReader, Read, Seek, Write};
use std::path::Path;
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;
use stencil_cli::{for_dtype, with_pixels};

/// The longest header that is parsed, as in NumPy: a genuine one has about a hundred bytes.
const MAX_HEADER: usize = 10_000;

/// The deepest nesting of brackets that is parsed: a genuine header needs two.
const MAX_NESTING: usize = 32;

pub(super) fn read(input: Input<'_>, mut file: BufReader<File>) -> Result<Image> {
    check_header_text(input, &mut file)?;
    let header = Header::from_reader(&mut file).map_err(|error| header_error(input, error))?;
    let dtype = dtype_of(&header).ok_or_else(|| {
        let expected = "elements of bool, u1 to u8, i1 to i8, f4 or f8";
        let advice = "convert the array with numpy's astype";
        Error::file(input.path, expected, format!("dtype {}", header.type_descriptor), advice)
    })?;
    let shape: Vec<u64> = header.shape.iter().map(|&length| length as u64).collect();
    input.admit(&shape, dtype, 1)?;
    check_length(input, &mut file, &shape, dtype)?;
    file.rewind().map_err(Error::io(input.path, "read the file"))?;
    let pixels = for_dtype!(dtype, T => ArrayD::<T>::read_npy(&mut file).map(DynImage::from));
    Ok(Image { pixels: pixels.map_err(|error| data_error(input, error))?, layout: Layout::Plain })
}

pub(super) fn write(image: &Image, path: &Path, file: &mut impl Write) -> Result<()> {
    let written = with_pixels!(&image.pixels, array => array.write_npy(file));
    written.map_err(|error| match error {
        WriteNpyError::Io(source) => Error::io(path, "write the file")(source),
        other => Error::Internal(format!("{}: {other}", path.display())),
    })
}

/// The header is a Python expression; its parser recurses, so only short and shallow ones reach it.
fn check_header_text(input: Input<'_>, file: &mut BufReader<File>) -> Result<()> {
    let mut start = Vec::with_capacity(MAX_HEADER);
    let read = file.by_ref().take(MAX_HEADER as u64).read_to_end(&mut start);
    read.map_err(Error::io(input.path, "read the file"))?;
    let end = start.iter().position(|&byte| byte == b'\n');
    let Some(end) = end else {
        return Err(input.damaged(format!("an NPY header within {MAX_HEADER} bytes"), "no end of it"));
    };
    let brackets = start[..end].iter().filter(|byte| b"([{".contains(byte)).count();
    if brackets > MAX_NESTING {
        return Err(input.damaged("an NPY header that describes one array", format!("{brackets} brackets")));
    }
    file.rewind().map_err(Error::io(input.path, "read the file"))
}

/// The data must be exactly what the shape says: neither cut short nor followed by something else.
fn check_length(input: Input<'_>, file: &mut BufReader<File>, shape: &[u64], dtype: DType) -> Result<()> {
    let start = file.stream_position().map_err(Error::io(input.path, "read the file"))?;
    let expected = shape.iter().product::<u64>() * dtype.bytes() as u64;
    let found = input.len.saturating_sub(start);
    if found == expected {
        return Ok(());
    }
    Err(input.damaged(format!("{expected} bytes of data"), format!("{found}")))
}

/// The element type that a descriptor such as `<f4` names, in either byte order.
fn dtype_of(header: &Header) -> Option<DType> {
    let descriptor = header.type_descriptor.as_string()?;
    Some(match descriptor.trim_start_matches(['<', '>', '|', '=']) {
        "b1" | "?" => DType::Bool,
        "u1" | "B" => DType::U8,
        "u2" => DType::U16,
        "u4" => DType::U32,
        "u8" => DType::U64,
        "i1" | "b" => DType::I8,
        "i2" => DType::I16,
        "i4" => DType::I32,
        "i8" => DType::I64,
        "f4" => DType::F32,
        "f8" => DType::F64,
        _ => return None,
    })
}

fn header_error(input: Input<'_>, error: ReadHeaderError) -> Error {
    match error {
        ReadHeaderError::Io(source) => input.damaged("an NPY header", source),
        ReadHeaderError::Parse(ParseHeaderError::Version { major, minor }) => {
            input.unsupported("NPY version 1.0, 2.0 or 3.0", format!("{major}.{minor}"))
        }
        ReadHeaderError::Parse(error) => input.damaged("an NPY header", error),
    }
}

fn data_error(input: Input<'_>, error: ReadNpyError) -> Error {
    match error {
        ReadNpyError::Io(source) => Error::io(input.path, "read the file")(source),
        ReadNpyError::WrongDescriptor(found) => {
            input.unsupported("a dtype with a byte order, such as '<f4'", format!("dtype {found}"))
        }
        ReadNpyError::ParseData(error) => input.damaged("array data", error),
        other => input.damaged("an array", other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_bool_byte_is_an_error_and_not_a_value() {
        // Kept as a pin on the dependency: a `bool` that is neither 0 nor 1 would be undefined behaviour.
        let mut file = Vec::new();
        ArrayD::from_elem(vec![2], true).write_npy(&mut file).unwrap();
        *file.last_mut().unwrap() = 7;
        let error = ArrayD::<bool>::read_npy(file.as_slice()).unwrap_err();
        assert!(matches!(error, ReadNpyError::ParseData(_)), "{error}");
    }
}
