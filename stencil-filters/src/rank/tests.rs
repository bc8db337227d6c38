#![allow(clippy::eq_op, reason = "a NaN is what differs from itself")]

use super::{Rank, maximum, median, minimum, percentile, rank};
use ndarray::ArrayD;
use stencil_core::prelude::*;

/// The median as its description has it: of all pixels of the window, put in order.
fn plain<T: Element>(image: &ArrayD<T>, size: &[usize], ignore: bool) -> ArrayD<T> {
    let mirrored = |at: isize, len: isize| {
        let at = at.rem_euclid(2 * len);
        at.min(2 * len - 1 - at) as usize
    };
    ArrayD::from_shape_fn(image.shape(), |centre| {
        let mut values: Vec<T> = ndarray::indices(size)
            .into_iter()
            .filter_map(|cell| {
                let at = |axis: usize| centre[axis] as isize + cell[axis] as isize - (size[axis] / 2) as isize;
                let len = |axis: usize| image.shape()[axis] as isize;
                let inside = (0..size.len()).all(|axis| (0..len(axis)).contains(&at(axis)));
                let position: Vec<usize> = (0..size.len()).map(|axis| mirrored(at(axis), len(axis))).collect();
                (inside || !ignore).then(|| image[&position[..]])
            })
            .collect();
        match values.iter().find(|value| *value != *value) {
            Some(nan) => *nan,
            None => {
                values.sort_by(|a, b| a.partial_cmp(b).expect("none is a NaN"));
                values[values.len() / 2]
            }
        }
    })
}

/// Every size through whatever computes it, against the plain median.
fn agrees<T: Element>(value: impl Fn(u32) -> T) {
    let cases: [(&[usize], &[usize]); 24] = [
        (&[300], &[3]),
        (&[150], &[9]),
        (&[40, 70], &[3, 3]),
        (&[9, 200], &[5, 5]),
        (&[33, 41], &[7, 7]),
        (&[40, 90], &[9, 9]),
        (&[20, 50], &[13, 5]),
        (&[20, 50], &[1, 5]),
        (&[20, 50], &[5, 1]),
        (&[3, 4], &[5, 5]),
        (&[1, 200], &[3, 3]),
        (&[30, 40], &[17, 17]),
        (&[45, 300], &[19, 21]),
        (&[20, 30], &[45, 41]),
        (&[2, 3], &[363, 365]),
        (&[5, 6, 70], &[9, 7, 11]),
        (&[9, 10, 40], &[3, 3, 3]),
        (&[4, 10, 35], &[3, 5, 3]),
        (&[4, 10, 35], &[1, 3, 5]),
        (&[40, 70], &[4, 4]),
        (&[40, 70], &[2, 6]),
        (&[45, 300], &[20, 22]),
        (&[5, 6, 70], &[2, 4, 3]),
        (&[3, 4, 5, 40], &[3, 1, 2, 5]),
    ];
    for (shape, size) in cases {
        let mut state = 1_u32;
        let image = ArrayD::from_shape_simple_fn(shape, || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            value(state >> 8)
        });
        let sizes = match size {
            [a] => median(*a),
            [a, b] => median([*a, *b]),
            [a, b, c] => median([*a, *b, *c]),
            _ => median([size[0], size[1], size[2], size[3]]),
        };
        for ignore in [false, true] {
            let boundary = if ignore { Boundary::Ignore } else { Boundary::Reflect };
            let found = apply(&image, &sizes.clone().boundary(boundary)).expect("it fits");
            let same = found.iter().zip(&plain(&image, size, ignore)).all(|(a, b)| a == b || (a != a && b != b));
            assert!(same, "{} {shape:?} {size:?}, {boundary:?}", T::NAME);
        }
    }
}

#[test]
fn every_size_is_the_middle_of_the_sorted_window() {
    agrees(|bits| bits as u8);
    // Of the other types some are in `tests/filters`: each takes its time to compile.
    agrees(|bits| if bits % 97 == 0 { f32::NAN } else { (bits as f32 - 8e6) / 256.0 });
}

#[test]
fn sizes_that_make_no_sense_are_named() {
    let wrong = |filter: Rank| filter.validate().expect_err("it is wrong").to_string();
    assert_eq!(wrong(median(0)), "`median`: `size` is 0, but must be at least 1");
    assert_eq!(wrong(percentile(3, 100.5)), "`percentile`: `percentile` is 100.5, but must be from -100 to 100");
    assert_eq!(wrong(minimum([3, 4]).origin([0, 2])), "`minimum`: `origin` is 2, but must be from -2 to 1 for 4 cells");
    assert_eq!(wrong(maximum([3, 4]).origin([0, 1, 0])), "`maximum`: `origin` is 3 numbers, but must be one, or 2");
    assert_eq!(median(1).validate(), Ok(()));
    let unfit = |filter: Rank| filter.fits(2).expect_err("it does not fit").to_string();
    assert_eq!(unfit(rank(2, 4)), "`rank`: `rank` is 4, but must be from -4 to 3: the window has 4 cells");
    assert_eq!(unfit(rank(2, -5)), "`rank`: `rank` is -5, but must be from -4 to 3: the window has 4 cells");
}
