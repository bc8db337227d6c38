//! Which files are read, written, replaced and left alone.

use super::{Scratch, ramp, read_png, write_png};
use ndarray::{ArrayD, ShapeBuilder};
use std::fs;
use std::time::{Duration, Instant};

#[test]
fn a_result_goes_into_every_format() {
    let scratch = Scratch::new();
    write_png(&scratch.path("in.png"), &ramp(&[12, 17]));
    for out in ["a.png", "a.tif", "a.npy"] {
        scratch.line(&format!("median in.png {out}")).quietly();
        scratch.line(&format!("median --size 1 {out} {out}.npy")).quietly();
    }
    let [png, tif, npy] = ["a.png.npy", "a.tif.npy", "a.npy.npy"].map(|name| scratch.array::<u8>(name));
    assert_eq!(png, npy);
    assert_eq!(tif, npy);
}

#[test]
fn an_existing_output_is_replaced_only_with_force() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ramp(&[5, 6]));
    fs::write(scratch.path("out.npy"), "precious").unwrap();
    scratch.line("median in.npy out.npy").with(1, &["out.npy", "an existing one", "--force"]);
    assert_eq!(fs::read(scratch.path("out.npy")).unwrap(), b"precious");
    scratch.line("median --force in.npy out.npy").quietly();
    assert_eq!(scratch.array::<u8>("out.npy").shape(), [5, 6]);
    assert_eq!(scratch.names(), ["in.npy", "out.npy"]);
}

#[test]
fn the_input_is_never_the_output() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ramp(&[5, 6]));
    let before = fs::read(scratch.path("in.npy")).unwrap();
    fs::hard_link(scratch.path("in.npy"), scratch.path("hard.npy")).unwrap();
    fs::create_dir(scratch.path("sub")).unwrap();
    let mut names = vec!["in.npy", "./in.npy", "sub/../in.npy", "hard.npy"];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink("in.npy", scratch.path("soft.npy")).unwrap();
        names.push("soft.npy");
    }
    for name in names {
        for force in ["", "--force"] {
            scratch
                .line(&format!("median {force} in.npy {name}"))
                .with(1, &[name, "other than the input", "name another"]);
            scratch.line(&format!("median {force} {name} in.npy")).with(1, &["in.npy", "other than the input"]);
        }
    }
    assert_eq!(fs::read(scratch.path("in.npy")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn forcing_over_a_link_replaces_the_link() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ramp(&[5, 6]));
    fs::write(scratch.path("elsewhere.npy"), "precious").unwrap();
    std::os::unix::fs::symlink("elsewhere.npy", scratch.path("out.npy")).unwrap();
    scratch.line("median in.npy out.npy").with(1, &["out.npy", "--force"]);
    scratch.line("median --force in.npy out.npy").quietly();
    assert_eq!(fs::read(scratch.path("elsewhere.npy")).unwrap(), b"precious");
    assert!(fs::symlink_metadata(scratch.path("out.npy")).unwrap().is_file());
}

#[cfg(unix)]
#[test]
fn an_output_has_ordinary_permissions_and_keeps_those_it_had() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let mode = |name| fs::metadata(scratch.path(name)).unwrap().permissions().mode() & 0o777;
    scratch.npy("in.npy", &ramp(&[5, 6]));
    scratch.line("median in.npy out.npy").quietly();
    assert_eq!(mode("out.npy"), mode("in.npy"), "what the umask gives any new file");
    fs::set_permissions(scratch.path("out.npy"), fs::Permissions::from_mode(0o640)).unwrap();
    scratch.line("median --force in.npy out.npy").quietly();
    assert_eq!(mode("out.npy"), 0o640);
}

#[test]
fn nothing_is_left_behind_by_a_failure() {
    let scratch = Scratch::new();
    fs::write(scratch.path("in.npy"), b"\x93NUMPY\x01\x00").unwrap();
    scratch.npy("line.npy", &ramp(&[9]));
    for line in ["median in.npy out.npy", "median line.npy out.png", "median missing.npy out.npy"] {
        assert_eq!(scratch.line(line).code, Some(1), "{line}");
    }
    assert_eq!(scratch.names(), ["in.npy", "line.npy"]);
}

#[test]
fn places_where_no_file_can_go() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ramp(&[5, 6]));
    fs::create_dir(scratch.path("dir.npy")).unwrap();
    scratch.line("median --force in.npy dir.npy").with(1, &["dir.npy", "a directory"]);
    scratch
        .line("median in.npy no/such/out.npy")
        .with(1, &["no/such/out.npy", "a directory that exists", "found no/such", "create it"]);
    scratch.line("median in.npy out.bmp").with(1, &["out.bmp", "found .bmp", ".png, .tif or .npy"]);
    scratch.line("median in.npy out.jpg").with(1, &["out.jpg", "JPEG", "lossless"]);
    scratch.line("median missing.png out.npy").with(1, &["missing.png", "cannot open the file", "No such file"]);
    scratch.line("median dir.npy out.npy").with(1, &["dir.npy", "a regular file"]);
}

#[test]
fn a_name_that_lies_is_an_error() {
    let scratch = Scratch::new();
    write_png(&scratch.path("a.tif"), &ramp(&[5, 6]));
    fs::write(scratch.path("b.png"), "hello").unwrap();
    scratch.line("median a.tif out.png").with(1, &["a.tif", "expected TIFF", "found PNG", "rename it to a.png"]);
    scratch.line("median b.png out.png").with(1, &["b.png", "68 65 6c 6c 6f"]);
}

#[test]
fn a_bomb_is_refused_at_once() {
    let scratch = Scratch::new();
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}";
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend_from_slice(&(header.len() as u16 + 1).to_le_bytes());
    bytes.extend_from_slice(header.as_bytes());
    bytes.push(b'\n');
    fs::write(scratch.path("in.npy"), bytes).unwrap();
    let start = Instant::now();
    scratch
        .line("median in.npy out.npy")
        .with(1, &["in.npy", "at most 8 GiB", "4294967296x4294967296", "--max-memory"]);
    assert!(start.elapsed() < Duration::from_secs(1));
    scratch.npy("big.npy", &ramp(&[50, 60]));
    scratch.line("median --max-memory 2K big.npy out.npy").with(1, &["at most 2 KiB"]);
    scratch.line("median --max-memory 3000 big.npy out.npy").quietly();
}

#[test]
fn memory_order_survives() {
    let scratch = Scratch::new();
    let fortran = ArrayD::from_shape_vec(vec![4, 5].f(), (0..20_u16).collect()).unwrap();
    scratch.npy("in.npy", &fortran);
    scratch.line("median --size 1 in.npy out.npy").quietly();
    let out = scratch.array::<u16>("out.npy");
    assert_eq!(out, fortran);
    assert_eq!(out.strides(), fortran.strides());
}

#[test]
fn colour_stays_colour() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ramp(&[6, 7, 3]));
    scratch.line("median --axes 0,1 in.npy out.png").quietly();
    let (info, bytes) = read_png(&scratch.path("out.png"));
    assert_eq!((info.color_type, info.height, info.width), (png::ColorType::Rgb, 6, 7));
    scratch.line("median out.png again.npy").quietly();
    scratch.line("median --axes -3,-2 out.png negative.npy").quietly();
    assert_eq!(scratch.array::<u8>("again.npy"), scratch.array::<u8>("negative.npy"));
    assert_eq!(bytes.len(), 6 * 7 * 3);
}

#[test]
fn pages_are_filtered_one_by_one() {
    let scratch = Scratch::new();
    let stack = ramp(&[3, 8, 9]);
    scratch.npy("in.npy", &stack);
    scratch.line("median --axes 1,2 in.npy stack.tif").quietly();
    scratch.line("median --axes 1,2 stack.tif twice.npy").quietly();
    scratch.line("median stack.tif default.npy").quietly();
    assert_eq!(scratch.array::<u8>("default.npy"), scratch.array::<u8>("twice.npy"));
}
