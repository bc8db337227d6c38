//! Files whose headers promise what nobody can hold: refused within a second and 100 MiB.

#![cfg(target_os = "linux")]

use super::{Scratch, limited};
use std::fs;
use std::time::{Duration, Instant};

/// How many KiB the command may allocate.
const MEMORY: usize = 100 << 10;

/// A chunk of a PNG, with its checksum.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    let crc = body.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    });
    [&(data.len() as u32).to_be_bytes()[..], &body, &(!crc).to_be_bytes()].concat()
}

fn png(width: u32, height: u32, depth: u8, color: u8) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, color, 0, 0, 0]].concat();
    let pixels = chunk(b"IDAT", &[0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1]);
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &pixels, &chunk(b"IEND", &[])].concat()
}

/// A PNG of one pixel with 64 MiB of text, packed.
fn png_of_text() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.add_ztxt_chunk("Comment".into(), " ".repeat(64 << 20)).unwrap();
    encoder.write_header().unwrap().write_image_data(&[7]).unwrap();
    bytes
}

fn npy(header: &str) -> Vec<u8> {
    [b"\x93NUMPY\x01\x00", &(header.len() as u16 + 1).to_le_bytes()[..], header.as_bytes(), b"\n"].concat()
}

fn npy_of(descr: &str, shape: &str) -> Vec<u8> {
    npy(&format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': ({shape})}}"))
}

/// A TIFF with one directory, which is followed by another at `next`; entries are tag, type, count and value.
fn tiff(entries: &[(u16, u16, u32, u32)], next: u32) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        bytes
            .extend([&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat());
    }
    bytes.extend(next.to_le_bytes());
    bytes
}

/// A picture in one strip of 4 bytes, with this compression.
fn strip(width: u32, height: u32, compression: u32) -> [(u16, u16, u32, u32); 9] {
    let entry = |tag, value| (tag, 4, 1, value);
    [
        entry(256, width),
        entry(257, height),
        entry(258, 8),
        entry(259, compression),
        entry(262, 1),
        entry(273, 8),
        entry(277, 1),
        entry(278, height),
        entry(279, 4),
    ]
}

/// A JPEG up to its scan, which never comes.
fn jpeg(marker: u8, width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xdb\0\x43\0".to_vec();
    bytes.extend([1; 64]);
    bytes.extend([0xff, marker, 0, 17, 8]);
    bytes.extend([height.to_be_bytes(), width.to_be_bytes()].concat());
    bytes.extend([3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
    bytes
}

fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let mut cut = tiff(&strip(4, 4, 1), 0);
    cut.truncate(30);
    let mut many_entries = tiff(&strip(4, 4, 1), 0);
    many_entries[8..10].copy_from_slice(&[0xff, 0xff]);
    let mut strips_beyond = strip(50_000, 50_000, 8);
    strips_beyond[5] = (273, 4, u32::MAX, 8);
    let mut big_tiff = b"II+\0\x08\0\0\0".to_vec();
    big_tiff.extend((u64::MAX - 7).to_le_bytes());
    let mut long_chunk = png(4, 4, 8, 0);
    long_chunk[33..37].copy_from_slice(&0x7fff_ffff_u32.to_be_bytes());
    vec![
        ("sides_of_2_31.png", png(0x7fff_ffff, 0x7fff_ffff, 16, 6)),
        ("sides_of_20000.png", png(20_000, 20_000, 16, 6)),
        ("one_long_row.png", png(0x7fff_ffff, 1, 8, 0)),
        ("no_width.png", png(0, 5, 8, 0)),
        ("long_chunk.png", long_chunk),
        ("sides_of_2_32.npy", npy_of("<f8", "4294967296, 4294967296")),
        ("sides_of_30000.npy", npy_of("<f8", "30000, 30000")),
        ("product_wraps.npy", npy_of("|u1", "4294967296, 4294967296, 4294967296")),
        ("hidden_by_a_zero.npy", npy_of("<f8", "0, 9223372036854775807, 9223372036854775807")),
        ("negative.npy", npy_of("<f4", "-1, 4")),
        ("beyond_64_bits.npy", npy_of("<f4", "18446744073709551616,")),
        ("nested.npy", npy(&"(".repeat(9_000))),
        ("header_of_4_gib.npy", b"\x93NUMPY\x02\x00\xff\xff\xff\xff{".to_vec()),
        ("sides_of_2_32.tif", tiff(&strip(u32::MAX, u32::MAX, 1), 0)),
        ("sides_of_50000.tif", tiff(&strip(50_000, 50_000, 5), 0)),
        ("packed.tif", tiff(&strip(60_000, 30_000, 8), 0)),
        ("directory_in_a_circle.tif", tiff(&strip(2, 2, 1), 8)),
        ("too_many_entries.tif", many_entries),
        ("2_32_strips.tif", tiff(&strips_beyond, 0)),
        ("cut.tif", cut),
        ("far_away.tif", big_tiff),
        ("sides_of_65535.jpg", jpeg(0xc0, 65_535, 65_535)),
        ("progressive.jpg", jpeg(0xc2, 65_535, 65_535)),
        ("no_height.jpg", jpeg(0xc0, 100, 0)),
    ]
}

#[test]
fn bombs_are_refused_within_a_second_and_100_mib() {
    let scratch = Scratch::new();
    for (name, bytes) in bombs() {
        fs::write(scratch.path(name), bytes).unwrap();
        let start = Instant::now();
        let ended = limited(&scratch, &format!("ulimit -d {MEMORY}"), &["median", name, "out.npy"]);
        assert!(start.elapsed() < Duration::from_secs(1), "{name}: {:?}", start.elapsed());
        ended.with(1, &[name]);
        fs::remove_file(scratch.path(name)).unwrap();
        assert!(scratch.names().is_empty(), "{name}");
    }
}

#[test]
fn text_beside_the_pixels_is_not_unpacked() {
    let scratch = Scratch::new();
    fs::write(scratch.path("text.png"), png_of_text()).unwrap();
    let start = Instant::now();
    limited(&scratch, "ulimit -d 40000", &["median", "text.png", "out.npy"]).quietly();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(scratch.array::<u8>("out.npy").iter().copied().collect::<Vec<_>>(), [7]);
}
