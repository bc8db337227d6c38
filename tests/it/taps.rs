//! Lists of weights: the engine has bodies that were compiled for short ones, and one for any.

use ndarray::{Array2, Axis};
use stencil_core::lanes::SimdLevel;
use stencil_core::prelude::*;

#[stencil(simd, radius = weights.len() / 2)]
fn weighted(w: Window<f32, 1>, weights: Vec<f32>) -> f32 {
    let r = (weights.len() / 2) as isize;
    let mut sum = 0.0;
    for k in 0..weights.len() {
        sum += weights[k] * w[k as isize - r];
    }
    sum
}

/// Tells the weights from their order, and adds 16-bit numbers.
#[stencil(simd, reach = ([0], [weights.len()]))]
fn upper_halves(w: Window<u16, 1>, weights: Vec<u16>) -> u16 {
    let mut sum = w[0];
    for (k, weight) in weights.iter().enumerate() {
        sum = sum.wrapping_add((w[k as isize + 1] ^ sum).mul_high(*weight));
    }
    sum
}

/// Two lists, of which the second is as long as it likes.
#[stencil(simd, radius = (0, rows.len()))]
fn two_lists(w: Window<f32, 2>, rows: Vec<f32>, more: Vec<f32>) -> f32 {
    let mut sum = w[[0, 0]];
    for (k, row) in rows.iter().enumerate() {
        for other in more.iter() {
            sum = sum * other + row * w[[0, k as isize]];
        }
    }
    sum
}

/// Along both axes, on shapes with and without room for whole registers and several rows, on every level.
fn on_every_level<T: Element, F: Filter<(T,), Out = (T,)> + Clone>(
    filter: &F,
    pixel: impl Fn(usize) -> T,
    reach: (usize, usize),
    rule: impl Fn(&[T]) -> T,
) {
    for (shape, axis) in [(37, 83), (3, 300), (90, 9), (21, 21)].into_iter().flat_map(|shape| [(shape, 0), (shape, 1)])
    {
        let image = Array2::from_shape_fn(shape, |(y, x)| pixel(7919 * y + x * x));
        let wanted: Vec<T> = image
            .windows_with_stride(
                if axis == 0 { (reach.0 + reach.1 + 1, 1) } else { (1, reach.0 + reach.1 + 1) },
                (1, 1),
            )
            .into_iter()
            .map(|window| rule(&window.iter().copied().collect::<Vec<_>>()))
            .collect();
        for level in SimdLevel::available() {
            let along = filter.clone().along(axis);
            let found = Apply::new(&along).boundary(Boundary::Valid).level(level).run(&image).expect("a valid call");
            assert_eq!(found.len_of(Axis(axis)), image.len_of(Axis(axis)).saturating_sub(reach.0 + reach.1));
            assert!(found.iter().copied().eq(wanted.iter().copied()), "{shape:?} along {axis} on {level}: {filter:?}");
        }
    }
}

fn unit(bits: usize) -> f32 {
    (bits % 1009) as f32 / 1009.0
}

#[test]
fn every_number_of_taps_gives_the_sum_in_order() {
    for taps in 1..=12 {
        let weights: Vec<f32> = (0..taps).map(|k| unit(k * 37 + 11) - 0.3).collect();
        let before = taps / 2;
        on_every_level(&weighted(weights.clone()), unit, (before, taps / 2), |window| {
            weights.iter().zip(window).fold(0.0, |sum, (weight, pixel)| sum + weight * pixel)
        });
    }
}

#[test]
fn every_number_of_taps_takes_each_weight_once() {
    for taps in 0..=12 {
        let weights: Vec<u16> = (0..taps).map(|k| (k * 7919 + 60_001) as u16).collect();
        on_every_level(
            &upper_halves(weights.clone()),
            |bits| (bits * 40_503) as u16,
            (0, taps),
            |window| {
                weights.iter().zip(&window[1..]).fold(window[0], |sum, (weight, pixel)| {
                    sum.wrapping_add(((u32::from(pixel ^ sum) * u32::from(*weight)) >> 16) as u16)
                })
            },
        );
    }
}

#[test]
fn a_second_list_may_have_another_length() {
    for (taps, more) in [(3, 5), (5, 3), (9, 0), (2, 9), (4, 4)] {
        let rows: Vec<f32> = (0..taps).map(|k| unit(k * 71 + 5)).collect();
        let others: Vec<f32> = (0..more).map(|k| unit(k * 13 + 500)).collect();
        let image = Array2::from_shape_fn((9, 70), |(y, x)| unit(31 * y + x * x));
        let rule = |window: &[f32]| {
            let step =
                |sum: f32, (row, pixel): (&f32, &f32)| others.iter().fold(sum, |sum, other| sum * other + row * pixel);
            rows.iter().zip(&window[taps..]).fold(window[taps], step)
        };
        let windows = image.windows((1, 2 * taps + 1));
        let wanted: Vec<f32> = windows.into_iter().map(|window| rule(window.as_slice().expect("a row"))).collect();
        for level in SimdLevel::available() {
            let filter = two_lists(rows.clone(), others.clone());
            let found = Apply::new(&filter).boundary(Boundary::Valid).level(level).run(&image).expect("a valid call");
            assert!(found.iter().copied().eq(wanted.iter().copied()), "{taps} and {more} on {level}");
        }
    }
}
