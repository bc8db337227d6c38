//! One filter on one small image, for a tool that counts instructions: `check` runs it under callgrind.
//!
//! ```sh
//! instructions --list
//! instructions laplacian_f32
//! ```

use ndarray::{Array, Dimension};
use std::process::ExitCode;
use stencil_benches::{above, box_mean_3d, correlate_row, heat, laplacian, local_variance, noise, soft_edge, weighted};
use stencil_core::lanes::SimdLevel;
use stencil_core::prelude::*;
use stencil_filters::{Footprint, dilate, gaussian, median, sobel};

/// Valgrind knows no wider registers, and most machines have these.
const LEVEL: SimdLevel = SimdLevel::Avx2;
/// Large enough that what is done once per row or per call does not hide the vector code; no multiple of any number of lanes.
const SHAPE: (usize, usize) = (360, 1021);

/// The filters by name. One line here is one line in `figures.txt`.
const CASES: [(&str, fn()); 17] = [
    ("laplacian_f32", || on_floats(&laplacian)),
    ("laplacian_f32_32x32", || count(&laplacian, &noise((32, 32), unit))),
    ("variance_5x5_f32", || on_floats(&local_variance)),
    ("gaussian_2_f32", || on_floats(&gaussian(2.0))),
    ("gaussian_2_u8", || on_bytes(&gaussian(2.0))),
    ("gaussian_2_u16", || count(&gaussian(2.0), &noise(SHAPE, |bits| bits as u16))),
    ("sobel_f32", || on_floats(&sobel())),
    ("median_3x3_u8", || on_bytes(&median(3))),
    ("median_5x5_u8", || on_bytes(&median(5))),
    ("dilate_box_15_u8", || on_bytes(&dilate(Footprint::box_(15)))),
    ("dilate_disk_5_u8", || on_bytes(&dilate(Footprint::disk(5)))),
    ("smooth_edges_above_f32", || on_floats(&gaussian(1.0).then(sobel()).then(above(0.5)))),
    ("heat_10_steps_f32", || on_floats(&heat(0.2).iterate(10))),
    ("soft_edge_f32", || on_floats(&soft_edge(0.5))),
    ("weighted_3x3_u8", || on_bytes(&weighted)),
    ("correlate_17_taps_f32", || on_floats(&correlate_row((1..=17).map(|k| 1.0 / k as f32).collect()))),
    ("mean_3d_f32", || count(&box_mean_3d, &noise((24, 60, 221), unit))),
];

fn unit(bits: u32) -> f32 {
    bits as f32 / 16_777_216.0
}

fn on_floats<U: Element>(filter: &impl Filter<(f32,), Out = (U,)>) {
    count(filter, &noise(SHAPE, unit));
}

fn on_bytes<U: Element>(filter: &impl Filter<(u8,), Out = (U,)>) {
    count(filter, &noise(SHAPE, |bits| bits as u8));
}

/// Applies a filter twice; the first time, scratch is allocated and the machine is asked what it has.
fn count<T: Element, U: Element, D: Dimension>(filter: &impl Filter<(T,), Out = (U,)>, input: &Array<T, D>) {
    let mut output = Array::from_elem(input.raw_dim(), U::default());
    let apply = Apply::new(filter).level(LEVEL);
    let mut call = || apply.run_into(input, &mut output).expect("a valid call");
    call();
    counted(&mut call);
}

/// The only call whose instructions are counted: callgrind is told its name.
#[inline(never)]
fn counted(call: &mut dyn FnMut()) {
    call();
}

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    if name == "--list" {
        CASES.iter().for_each(|(name, _)| println!("{name}"));
        return ExitCode::SUCCESS;
    }
    if let Err(error) = LEVEL.require() {
        eprintln!("{error}");
        return ExitCode::from(3);
    }
    let Some((_, run)) = CASES.iter().find(|(known, _)| *known == name) else {
        eprintln!("`{name}` is none of the filters; --list names them");
        return ExitCode::FAILURE;
    };
    run();
    ExitCode::SUCCESS
}
