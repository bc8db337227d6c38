//! The rows of the comparison with other libraries, without the libraries: over size, threads and SIMD level.
//!
//! ```sh
//! cargo bench --bench filters                                   # everything: some minutes
//! cargo bench --bench filters -- gaussian_2                     # rows whose names contain it
//! SIDES=256,16384 LEVELS=avx2 cargo bench --bench filters -- laplacian
//! ```
//!
//! A case is timed only after its results have been compared: on a small image with nested loops in double precision (the
//! oracle of the tests), and at full size with one thread's result on the best level. Each row has a memcpy of its input
//! beside it: what nothing that reads and writes every pixel can beat.

mod case;
mod rules;

use case::{Case, bench, cases, copy, sides};
use divan::Bencher;
use ndarray::ArrayD;
use std::sync::OnceLock;
use stencil_benches::{above, box_mean, corner, heat, laplacian, local_variance, tensor, three_rows, weighted};
use stencil_core::prelude::*;
use stencil_filters::{Footprint, dilate, gaussian, median, open, sobel};

fn main() {
    divan::main();
}

fn unit(bits: u32) -> f32 {
    bits as f32 / 16_777_216.0
}

fn byte(bits: u32) -> u8 {
    bits as u8
}

fn word(bits: u32) -> u16 {
    bits as u16
}

/// One row per line: its name, how a pixel is made, the filter, the rule it must follow, and by how much it may miss the
/// rule's result, as a part of the largest value.
macro_rules! rows {
    ($($name:ident: $element:ident, $filter:expr, $rule:expr, $tolerance:expr;)*) => {$(
        #[divan::bench_group(max_time = 0.5)]
        mod $name {
            use super::*;

            #[divan::bench(args = cases())]
            fn stencil(bencher: Bencher<'_, '_>, case: Case) {
                static EXPECTED: OnceLock<ArrayD<f64>> = OnceLock::new();
                bench(bencher, case, &$filter, $element, || EXPECTED.get_or_init(|| rules::small($element, $rule)), $tolerance);
            }

            #[divan::bench(args = sides())]
            fn memcpy(bencher: Bencher<'_, '_>, side: usize) {
                copy(bencher, side, $element);
            }
        }
    )*};
}

/// Rounding to the nearest grey level, once or after each pass.
const STEP: f64 = 1.0 / 255.0;

rows! {
    laplacian_f32: unit, laplacian, rules::laplacian, 1e-6;
    variance_5x5_f32: unit, local_variance, rules::variance, 1e-5;
    mean_3x3_f32: unit, box_mean, rules::mean, 1e-6;
    weights_3x3_u8: byte, weighted, rules::weighted, 0.0;
    gaussian_1_f32: unit, gaussian(1.0), |image| rules::gaussian(image, 1.0), 1e-6;
    gaussian_2_f32: unit, gaussian(2.0), |image| rules::gaussian(image, 2.0), 1e-6;
    gaussian_5_f32: unit, gaussian(5.0), |image| rules::gaussian(image, 5.0), 1e-6;
    gaussian_10_f32: unit, gaussian(10.0), |image| rules::gaussian(image, 10.0), 1e-6;
    gaussian_1_u8: byte, gaussian(1.0), |image| rules::gaussian(image, 1.0), STEP;
    gaussian_2_u8: byte, gaussian(2.0), |image| rules::gaussian(image, 2.0), STEP;
    gaussian_5_u8: byte, gaussian(5.0), |image| rules::gaussian(image, 5.0), STEP;
    gaussian_2_u16: word, gaussian(2.0), |image| rules::gaussian(image, 2.0), 2.0 / 65535.0;
    sobel_f32: unit, sobel(), rules::sobel, 1e-6;
    sobel_x_u8: byte, sobel().axis(1), rules::sobel_x, 0.0;
    median_3_u8: byte, median(3), |image| rules::median(image, 3), 0.0;
    median_5_u8: byte, median(5), |image| rules::median(image, 5), 0.0;
    median_9_u8: byte, median(9), |image| rules::median(image, 9), 0.0;
    median_21_u8: byte, median(21), |image| rules::median(image, 21), 0.0;
    median_3_f32: unit, median(3), |image| rules::median(image, 3), 0.0;
    median_9_u16: word, median(9), |image| rules::median(image, 9), 0.0;
    dilate_box_15_u8: byte, dilate(Footprint::box_(15)), |image| rules::dilate(image, &rules::square(7)), 0.0;
    dilate_disk_5_u8: byte, dilate(Footprint::disk(5)), |image| rules::dilate(image, &rules::disk(5)), 0.0;
    open_disk_5_u8: byte, open(Footprint::disk(5)), |image| rules::open(image, &rules::disk(5)), 0.0;
    harris_f32: unit, tensor.then(three_rows).then(corner(0.04)), rules::harris, 1e-5;
    edges_f32: unit, gaussian(1.0).then(sobel()).then(above(0.5)), |image| rules::edges(image, 0.5), 0.0;
    heat_10_steps_f32: unit, heat(0.2).iterate(10), |image| rules::heat(image, 0.2, 10), 1e-6;
}
