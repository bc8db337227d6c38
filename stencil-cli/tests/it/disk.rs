//! An output exists whole or not at all: on a full disk, while it is written, and after the process was killed.

#![cfg(target_os = "linux")]

use super::{Scratch, limited};
use ndarray::ArrayD;
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

fn noise(side: usize) -> ArrayD<f32> {
    let mut state = 1_u32;
    ArrayD::from_shape_simple_fn(vec![side, side], || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32
    })
}

#[test]
fn a_full_disk_leaves_no_file_that_looks_finished() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &noise(200));
    // Files may have so many KiB; the result has 157, and as a TIFF about as many.
    for kib in [0, 1, 4, 16, 40, 64, 100, 128, 150, 156] {
        for output in ["out.npy", "out.tif"] {
            let limit = format!("trap '' XFSZ; ulimit -f {kib}");
            limited(&scratch, &limit, &["median", "--size", "1", "in.npy", output]).with(1, &[output, "too large"]);
            assert_eq!(scratch.names(), ["in.npy"], "{kib} KiB");
        }
    }
    // What was there before stays.
    fs::write(scratch.path("out.npy"), "precious").unwrap();
    limited(&scratch, "trap '' XFSZ; ulimit -f 64", &["median", "--force", "in.npy", "out.npy"]).with(1, &["out.npy"]);
    assert_eq!(fs::read(scratch.path("out.npy")).unwrap(), b"precious");
    limited(&scratch, "ulimit -f 200", &["median", "--force", "--size", "1", "in.npy", "out.npy"]).quietly();
    assert_eq!(scratch.array::<f32>("out.npy"), scratch.array::<f32>("in.npy"));
}

#[test]
fn whoever_looks_sees_the_old_file_or_the_new_one() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &noise(600));
    fs::write(scratch.path("out.npy"), "old").unwrap();
    let mut command = scratch.command();
    command.args(["median", "--size", "1", "--force", "in.npy", "out.npy"]);
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let new = fs::read(scratch.path("in.npy")).unwrap();
    while child.try_wait().unwrap().is_none() {
        let found = fs::read(scratch.path("out.npy")).unwrap();
        assert!(found == b"old" || found == new, "{} bytes", found.len());
    }
    assert_eq!(fs::read(scratch.path("out.npy")).unwrap(), new);
}

#[test]
fn killed_at_any_time_it_leaves_no_output_or_all_of_it() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &noise(500));
    let whole = fs::read(scratch.path("in.npy")).unwrap();
    for run in 0..40 {
        let mut command = scratch.command();
        command.args(["median", "--size", "1", "--threads", "1", "in.npy", "out.npy"]);
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(run));
        child.kill().unwrap();
        child.wait().unwrap();
        if let Ok(found) = fs::read(scratch.path("out.npy")) {
            assert!(found == whole, "{} bytes after {run} ms", found.len());
            fs::remove_file(scratch.path("out.npy")).unwrap();
        }
    }
}

/// Memory is a matter of the window's sides, not of its area.
#[test]
fn a_median_of_513_by_513_takes_less_than_200_mib() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ArrayD::from_shape_fn(vec![1024, 1024], |at| (at[0] * 31 + at[1] * 17) as u8));
    let limit = format!("ulimit -d {}", 200 << 10);
    limited(&scratch, &limit, &["median", "--size", "513", "--threads", "2", "in.npy", "out.npy"]).quietly();
    assert_eq!(scratch.array::<u8>("out.npy").shape(), [1024, 1024]);
}
