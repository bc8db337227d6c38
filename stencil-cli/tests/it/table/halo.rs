//! The halo is exact: what lies beyond it changes nothing, and the outermost layer of it does.

use super::{Case, bits, cases, image};
use ndarray::{ArrayD, Dimension};
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;

/// Pixels around the window.
const AROUND: usize = 2;

/// Windows of more pixels are tried on fewer axes only.
const MOST: usize = 40_000;

/// A window of random values with pixels around it, and its centre.
struct Probe<'a> {
    case: &'a Case,
    dtype: DType,
    values: ArrayD<f64>,
}

impl<'a> Probe<'a> {
    fn new(case: &'a Case, dtype: DType, dims: usize, seed: u64) -> Self {
        let length = |axis| case.side(axis).before + case.side(axis).after + 1 + 2 * AROUND;
        let shape: Vec<usize> = (0..dims).map(length).collect();
        let top = if dtype == DType::Bool { 2 } else { 100 };
        Self { case, dtype, values: super::numbers(&image(dtype, &shape, 0..top, seed)) }
    }

    /// The result at the centre, with other values where `put` says so.
    fn centre(&self, put: impl Fn(&[usize]) -> Option<f64>) -> u64 {
        let mut values = self.values.clone();
        values.indexed_iter_mut().for_each(|(at, value)| *value = put(at.slice()).unwrap_or(*value));
        let result = self.case.of(&DynImage::from(values).cast(self.dtype).0);
        let strides: Vec<usize> =
            (0..self.values.ndim()).map(|axis| self.values.shape()[axis + 1..].iter().product()).collect();
        let centre: usize =
            strides.iter().enumerate().map(|(axis, s)| s * (AROUND + self.case.side(axis).before)).sum();
        bits(&result).2[centre]
    }

    /// Where the window begins and ends along an axis.
    fn window(&self, axis: usize) -> (usize, usize) {
        (AROUND, self.values.shape()[axis] - AROUND - 1)
    }

    fn inside(&self, at: &[usize]) -> bool {
        at.iter().enumerate().all(|(axis, i)| (self.window(axis).0..=self.window(axis).1).contains(i))
    }

    /// Values that no filter overlooks.
    fn poisons(&self) -> &'static [f64] {
        match self.dtype {
            // Weights at the ends of a long row are small.
            DType::F32 | DType::F64 => &[f64::NAN, 1e30, -1e30],
            _ => &[255.0, 0.0],
        }
    }
}

fn pixels(case: &Case, dims: usize) -> usize {
    (0..dims).map(|axis| case.side(axis).before + case.side(axis).after + 1).product()
}

fn dims(case: &Case) -> Vec<usize> {
    let mut dims = case.dims();
    while dims.len() > 1 && pixels(case, *dims.last().expect("there is one")) > MOST {
        dims.pop();
    }
    dims
}

#[test]
fn what_lies_beyond_the_halo_changes_nothing() {
    for case in cases().filter(Case::local) {
        for dims in dims(&case) {
            for dtype in [DType::U8, DType::F32, case.widest()] {
                if case.stage.step.gives(dtype).is_none() {
                    continue;
                }
                let probe = Probe::new(&case, dtype, dims, 7);
                let clean = probe.centre(|_| None);
                for &poison in probe.poisons() {
                    let found = probe.centre(|at| (!probe.inside(at)).then_some(poison));
                    assert_eq!(found, clean, "{} of {dtype} on {dims} axes reads {poison} beyond", case.sample.call);
                }
            }
        }
    }
}

#[test]
fn the_outermost_layer_of_the_halo_is_read() {
    for case in cases().filter(Case::local) {
        for dims in dims(&case) {
            for axis in 0..dims {
                for end in [false, true] {
                    let side = case.side(axis);
                    if (if end { side.after } else { side.before }) > 0 {
                        assert!(layer(&case, dims, axis, end), "{} on {dims} axes: {axis}, {end}", case.sample.call);
                    }
                }
            }
        }
    }
}

/// Whether the last layer of the window at an end of an axis makes a difference.
fn layer(case: &Case, dims: usize, axis: usize, end: bool) -> bool {
    (0..500).any(|seed| {
        let probe = Probe::new(case, case.widest(), dims, seed);
        let (first, last) = probe.window(axis);
        let layer = if end { last } else { first };
        let clean = probe.centre(|_| None);
        let changes = |poison| probe.centre(|at| (at[axis] == layer && probe.inside(at)).then_some(poison)) != clean;
        // The NaN comes last: it would be seen even where it is given no weight.
        probe.poisons().iter().filter(|poison| !poison.is_nan()).any(|&poison| changes(poison))
    })
}
