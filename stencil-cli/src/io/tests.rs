//! Round trips over format, element type and memory order, and the files that must be refused.

use super::sniff::Format;
use super::{DEFAULT_LIMIT, fit, read, write};
use crate::picture::{Image, Layout};
use ndarray::{ArrayD, ShapeBuilder};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;
use stencil_cli::{for_dtype, with_pixels};
use tempfile::TempDir;

/// A directory for one test.
struct Scratch(TempDir);

impl Scratch {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn saved(&self, name: &str, image: &Image) -> PathBuf {
        let path = self.path(name);
        let format = Format::of_output(&path).unwrap();
        write(image, format, &path, &mut File::create(&path).unwrap()).unwrap();
        path
    }
}

/// Values 0, 1, 2, ... wrapped into the type, with its extremes at both ends.
fn ramp(dtype: DType, shape: &[usize], fortran: bool) -> DynImage {
    let count = shape.iter().product::<usize>();
    let shape = shape.to_vec().set_f(fortran);
    match dtype {
        DType::Bool => ArrayD::from_shape_vec(shape, (0..count).map(|i| i % 3 == 0).collect()).unwrap().into(),
        DType::F32 => ArrayD::from_shape_vec(shape, float_ramp(count, f32::MAX, |i| i as f32 / 3.0)).unwrap().into(),
        DType::F64 => ArrayD::from_shape_vec(shape, float_ramp(count, f64::MAX, |i| i as f64 / 3.0)).unwrap().into(),
        _ => {
            let values = (0..count).map(|i| i as i64 - 3).collect();
            let image = DynImage::from(ArrayD::from_shape_vec(shape, values).unwrap());
            extremes(image.cast(dtype).0)
        }
    }
}

fn float_ramp<T: Copy>(count: usize, extreme: T, value: impl Fn(usize) -> T) -> Vec<T> {
    let mut values: Vec<T> = (0..count).map(value).collect();
    values[count - 1] = extreme;
    values
}

/// The largest value of the type as the last element.
fn extremes(mut image: DynImage) -> DynImage {
    let largest = DynImage::from(ArrayD::from_elem(vec![1], f64::MAX)).cast(image.dtype()).0;
    macro_rules! arms {
        ($($variant:ident),*) => {
            match (&mut image, largest) {
                $((DynImage::$variant(array), DynImage::$variant(largest)) => {
                    *array.iter_mut().last().unwrap() = largest[[0]];
                })*
                _ => unreachable!(),
            }
        };
    }
    arms!(U8, U16, U32, U64, I8, I16, I32, I64);
    image
}

fn is_fortran(image: &DynImage) -> bool {
    with_pixels!(image, array => array.strides()[0] == 1 && array.ndim() > 1)
}

#[test]
fn npy_keeps_every_type_order_and_shape() {
    let scratch = Scratch::new();
    for dtype in DType::ALL {
        for fortran in [false, true] {
            for shape in [&[7][..], &[3, 4], &[2, 3, 4], &[2, 3, 4, 5]] {
                let image = Image { pixels: ramp(dtype, shape, fortran), layout: Layout::Plain };
                let path = scratch.saved("a.npy", &image);
                let again = read(&path, DEFAULT_LIMIT).unwrap();
                assert_eq!(again, image, "{dtype} {shape:?}");
                assert_eq!(is_fortran(&again.pixels), fortran && shape.len() > 1, "{dtype} {shape:?}");
            }
        }
    }
}

#[test]
fn npy_keeps_empty_and_scalar_arrays() {
    let scratch = Scratch::new();
    for shape in [vec![], vec![0], vec![3, 0, 2]] {
        let pixels = DynImage::from(ArrayD::from_elem(shape, 1.5_f32));
        let image = Image { pixels, layout: Layout::Plain };
        assert_eq!(read(&scratch.saved("a.npy", &image), DEFAULT_LIMIT).unwrap(), image);
    }
}

#[test]
fn npy_reads_big_endian() {
    let scratch = Scratch::new();
    let mut bytes = npy_header("{'descr': '>u2', 'fortran_order': False, 'shape': (2,)}");
    bytes.extend_from_slice(&[1, 2, 3, 4]);
    let image = read(&scratch.file("a.npy", &bytes), DEFAULT_LIMIT).unwrap();
    assert_eq!(image.pixels, ArrayD::from_shape_vec(vec![2], vec![0x0102_u16, 0x0304]).unwrap().into());
}

#[test]
fn tiff_keeps_every_type_and_layout() {
    let scratch = Scratch::new();
    for dtype in DType::ALL.into_iter().filter(|&dtype| Format::Tiff.holds(dtype)) {
        for pages in [1, 3] {
            for channels in [1, 2, 3, 4, 5] {
                let mut shape = vec![5, 7];
                if pages > 1 {
                    shape.insert(0, pages);
                }
                if channels > 1 {
                    shape.push(channels);
                }
                let layout = Layout::Picture { pages: pages > 1, channels: channels > 1 };
                for fortran in [false, true] {
                    let image = Image { pixels: ramp(dtype, &shape, fortran), layout };
                    let again = read(&scratch.saved("a.tif", &image), DEFAULT_LIMIT).unwrap();
                    assert_eq!(again, image, "{dtype} {shape:?}");
                }
            }
        }
    }
}

#[test]
fn png_keeps_both_depths_and_every_colour() {
    let scratch = Scratch::new();
    for dtype in [DType::U8, DType::U16] {
        for channels in [1, 2, 3, 4] {
            let shape = if channels == 1 { vec![5, 7] } else { vec![5, 7, channels] };
            let layout = Layout::Picture { pages: false, channels: channels > 1 };
            for fortran in [false, true] {
                let image = Image { pixels: ramp(dtype, &shape, fortran), layout };
                assert_eq!(read(&scratch.saved("a.png", &image), DEFAULT_LIMIT).unwrap(), image, "{dtype} {shape:?}");
            }
        }
    }
}

/// A PNG of one row with the given colour type and bits, whose row holds these bytes.
fn small_png(color: png::ColorType, depth: png::BitDepth, width: u32, row: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, 1);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if color == png::ColorType::Indexed {
        encoder.set_palette(vec![10, 20, 30, 40, 50, 60]);
    }
    encoder.write_header().unwrap().write_image_data(row).unwrap();
    bytes
}

#[test]
fn png_expands_bits_and_palettes() {
    let scratch = Scratch::new();
    let bits = small_png(png::ColorType::Grayscale, png::BitDepth::One, 4, &[0b1010_0000]);
    let image = read(&scratch.file("a.png", &bits), DEFAULT_LIMIT).unwrap();
    assert_eq!(image.pixels, ArrayD::from_shape_vec(vec![1, 4], vec![255_u8, 0, 255, 0]).unwrap().into());
    let palette = small_png(png::ColorType::Indexed, png::BitDepth::One, 2, &[0b0100_0000]);
    let image = read(&scratch.file("b.png", &palette), DEFAULT_LIMIT).unwrap();
    let expected = ArrayD::from_shape_vec(vec![1, 2, 3], vec![10_u8, 20, 30, 40, 50, 60]).unwrap();
    assert_eq!(image.pixels, expected.into());
}

#[test]
fn every_cut_of_every_format_is_an_error_and_never_a_panic() {
    let scratch = Scratch::new();
    let image = Image { pixels: ramp(DType::U16, &[5, 7], false), layout: Layout::GREY };
    for name in ["a.png", "a.tif", "a.npy"] {
        let whole = fs::read(scratch.saved(name, &image)).unwrap();
        for len in 0..whole.len() {
            let result = read(&scratch.file(name, &whole[..len]), DEFAULT_LIMIT);
            match result {
                Err(error) => assert!(!error.one_line().contains('\n')),
                // What follows the last pixel (the end chunk of a PNG, the tail of a TIFF) may be missing.
                Ok(again) => assert_eq!(again.pixels, image.pixels, "{name} cut to {len}"),
            }
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xff;
            // Any answer but a panic: not every byte is covered by a checksum.
            let _ = read(&scratch.file(name, &damaged), DEFAULT_LIMIT);
        }
    }
}

/// The IHDR of a PNG that claims this size, and nothing else.
fn png_bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = small_png(png::ColorType::Rgba, png::BitDepth::Sixteen, 1, &[0; 8]);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = u32::MAX;
    for &byte in &bytes[12..29] {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
    bytes
}

fn npy_header(header: &str) -> Vec<u8> {
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend_from_slice(&(header.len() as u16 + 1).to_le_bytes());
    bytes.extend_from_slice(header.as_bytes());
    bytes.push(b'\n');
    bytes
}

/// A little-endian TIFF whose only directory has these entries of type LONG.
fn tiff_bomb(width: u32, height: u32, compression: u32) -> Vec<u8> {
    let entries = [
        (256, width),
        (257, height),
        (258, 8),
        (259, compression),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, height),
        (279, 4),
    ];
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend_from_slice(&(entries.len() as u16).to_le_bytes());
    for (tag, value) in entries {
        bytes.extend_from_slice(&(tag as u16).to_le_bytes());
        bytes.extend_from_slice(&4_u16.to_le_bytes());
        bytes.extend_from_slice(&1_u32.to_le_bytes());
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes.extend_from_slice(&[0; 4]);
    bytes
}

#[test]
fn headers_that_claim_too_much_are_refused_at_once() {
    let scratch = Scratch::new();
    let shape = |shape: &str| npy_header(&format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({shape})}}"));
    let nested = npy_header(&"(".repeat(9_000));
    let bombs: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.png", png_bomb(u32::MAX >> 1, u32::MAX >> 1), "at most 8 GiB"),
        ("b.png", png_bomb(20_000, 20_000), "damaged or cut short"),
        ("a.npy", shape("4294967296, 4294967296"), "at most 8 GiB"),
        ("b.npy", shape("30000, 30000"), "damaged or cut short"),
        ("c.npy", shape("-1, 4"), "shape"),
        ("d.npy", shape("18446744073709551616,"), "shape"),
        ("e.npy", shape("0, 9223372036854775807, 9223372036854775807"), "at most 8 GiB"),
        ("f.npy", nested, "brackets"),
        ("g.npy", b"\x93NUMPY\x02\x00\xff\xff\xff\xff{".to_vec(), "header"),
        ("a.tif", tiff_bomb(u32::MAX, u32::MAX, 1), "at most 8 GiB"),
        ("b.tif", tiff_bomb(50_000, 50_000, 1), "damaged or cut short"),
        ("c.tif", tiff_bomb(50_000, 50_000, 5), "damaged or cut short"),
    ];
    for (name, bytes, expected) in bombs {
        let path = scratch.file(name, &bytes);
        let start = Instant::now();
        let error = read(&path, DEFAULT_LIMIT).expect_err(name).one_line();
        assert!(start.elapsed() < Duration::from_secs(1), "{name}");
        assert!(error.contains(expected), "{name}: {error}");
    }
}

#[test]
fn the_limit_counts_decoded_bytes() {
    let scratch = Scratch::new();
    let image = Image { pixels: ramp(DType::U16, &[50, 70], false), layout: Layout::GREY };
    for name in ["a.png", "a.tif", "a.npy"] {
        let path = scratch.saved(name, &image);
        assert!(read(&path, 7_000).is_ok(), "{name}");
        let error = read(&path, 6_999).unwrap_err().one_line();
        assert!(error.contains("50x70") && error.contains("--max-memory"), "{error}");
    }
}

#[test]
fn an_output_type_is_the_results_own_where_the_format_holds_it() {
    let fitted = |dtype, format, source, wanted| {
        let image = Image { pixels: ramp(dtype, &[3, 4], false), layout: Layout::GREY };
        fit(image, format, source, wanted, Path::new("out")).map(|fitted| fitted.image.pixels.dtype())
    };
    use DType::{Bool, F32, I16, U8, U16};
    assert_eq!(fitted(F32, Format::Tiff, U8, None).unwrap(), F32);
    assert_eq!(fitted(I16, Format::Npy, U8, None).unwrap(), I16);
    assert_eq!(fitted(I16, Format::Png, U8, None).unwrap(), U8);
    assert_eq!(fitted(F32, Format::Png, U16, None).unwrap(), U16);
    assert_eq!(fitted(Bool, Format::Png, F32, None).unwrap(), U8);
    assert_eq!(fitted(Bool, Format::Npy, U8, None).unwrap(), Bool);
    assert_eq!(fitted(F32, Format::Png, F32, Some(U16)).unwrap(), U16);
    let error = fitted(F32, Format::Png, F32, None).unwrap_err().one_line();
    assert!(error.contains(".tif or .npy") && error.contains("--output-type"), "{error}");
    assert!(fitted(U8, Format::Png, U8, Some(F32)).is_err());
}

#[test]
fn shapes_that_a_format_cannot_hold_are_errors() {
    let scratch = Scratch::new();
    for (name, shape, found) in [
        ("a.png", vec![9], "9"),
        ("a.png", vec![2, 5, 7], "a stack of 2"),
        ("a.tif", vec![2, 3, 4, 5], "2x3x4x5"),
        ("a.tif", vec![0, 4], "0x4"),
    ] {
        let image = Image { pixels: DynImage::from(ArrayD::from_elem(shape, 1_u8)), layout: Layout::Plain };
        let path = scratch.path(name);
        let format = Format::of_output(&path).unwrap();
        let error = write(&image, format, &path, &mut File::create(&path).unwrap()).unwrap_err().one_line();
        assert!(error.contains(&format!("found {found};")) && error.contains(".npy"), "{error}");
    }
}

#[test]
fn a_ramp_has_its_type() {
    for dtype in DType::ALL {
        assert_eq!(ramp(dtype, &[2, 2], false).dtype(), dtype);
        assert_eq!(for_dtype!(dtype, T => size_of::<T>()), dtype.bytes());
    }
}
