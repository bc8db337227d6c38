//! What NaN does: it reaches no further than the window, or is left out.

use ndarray::{Array2, ArrayD, arr1};
use stencil_core::prelude::*;
use stencil_filters::{
    NanPolicy, correlate, correlate1d, difference_of_gaussians, farid, gaussian, gaussian_laplace, laplace, prewitt,
    roberts, unsharp_mask,
};
use stencil_testing::random::Random;
use stencil_testing::reference::{Along, gaussian_weights, map};

#[test]
fn a_nan_stays_within_the_window() {
    fn spreads(filter: &impl Filter<(f32,), Out = (f32,)>) {
        let mut image = Array2::from_shape_fn((21, 70), |(y, x)| (y * 7 % 5 + x * 3 % 11) as f32);
        image[[10, 33]] = f32::NAN;
        let found = apply(&image, filter).expect("it fits");
        let (rows, columns) = (filter.halo().side(0), filter.halo().side(1));
        for ((y, x), v) in found.indexed_iter() {
            let inside = (10 - rows.after..=10 + rows.before).contains(&y)
                && (33 - columns.after..=33 + columns.before).contains(&x);
            assert!(inside || !v.is_nan(), "{} at {y}, {x}", filter.name());
        }
        let corners =
            [(10 - rows.after, 33), (10 + rows.before, 33), (10, 33 - columns.after), (10, 33 + columns.before)];
        assert!(corners.iter().any(|at| found[*at].is_nan()), "{}", filter.name());
    }
    spreads(&prewitt());
    spreads(&farid().axis(1));
    spreads(&laplace());
    spreads(&roberts());
    spreads(&gaussian_laplace(1.0));
    spreads(&difference_of_gaussians(0.8));
    spreads(&unsharp_mask(1.0, 1.0));
    spreads(&correlate(ndarray::arr2(&[[1.0, 2.0], [3.0, 5.0]]).view()));
}

#[test]
fn a_zero_weight_hides_a_nan() {
    let row = arr1(&[1.0, 2.0, f64::NAN, 4.0, 5.0]);
    let found = apply(&row, &correlate1d([-1.0, 0.0, 1.0])).expect("it fits");
    assert_eq!((found[2], found[1].is_nan(), found[3].is_nan()), (2.0, true, true));
}

/// The sum of what is known, divided by the sum of its weights.
fn normalised(image: &ArrayD<f64>, along: &Along, sigma: f64) -> ArrayD<f64> {
    let weights = gaussian_weights(sigma, 4.0);
    let r = weights.len() as isize / 2;
    let constant = |k: f64| k;
    map(image, along, &[(r as usize, r as usize); 2], constant, |look| {
        let (mut sum, mut known) = (0.0, 0.0);
        for y in -r..=r {
            for x in -r..=r {
                let weight = weights[(y + r) as usize] * weights[(x + r) as usize];
                let pixel = look.at(&[y, x]).expect("no pixel is left out");
                if !pixel.is_nan() {
                    sum += weight * pixel;
                    known += weight;
                }
            }
        }
        sum / known
    })
}

#[test]
fn left_out_is_a_normalised_convolution() {
    let boundaries = [
        Boundary::Reflect,
        Boundary::Mirror,
        Boundary::Nearest,
        Boundary::Wrap,
        Boundary::Constant(40.0),
        Boundary::Constant(f64::NAN),
        Boundary::Valid,
    ];
    let mut random = Random::new(3);
    for (boundary, share) in boundaries.into_iter().flat_map(|boundary| [(boundary, 3), (boundary, 30)]) {
        let image = Array2::from_shape_simple_fn((12, 17), || {
            let pixel = random.unit() * 100.0;
            if random.below(share) == 0 { f64::NAN } else { pixel }
        })
        .into_dyn();
        let filter = gaussian(0.8).nan(NanPolicy::Omit);
        let found = Apply::new(&filter).boundary(boundary).run(&image).expect("it fits");
        let expected = normalised(&image, &Along::all(2, boundary), 0.8);
        assert_eq!(found.shape(), expected.shape());
        for (a, b) in found.iter().zip(&expected) {
            assert!(a.is_nan() && b.is_nan() || (a - b).abs() < 1e-11, "{boundary}: {a} {b}");
        }
        let single = Apply::new(&filter).boundary(boundary).run(&image.mapv(|v| v as f32)).expect("it fits");
        for (a, b) in single.iter().zip(&expected) {
            assert!(a.is_nan() && b.is_nan() || (f64::from(*a) - b).abs() < 1e-3, "{boundary}: {a} {b}");
        }
    }
}

#[test]
fn nothing_known_is_nan_and_integers_know_everything() {
    let nothing = Array2::from_elem((30, 30), f32::NAN);
    assert!(apply(&nothing, &gaussian(2.0).nan(NanPolicy::Omit)).expect("it fits").iter().all(|v| v.is_nan()));
    let image = Array2::from_shape_fn((20, 20), |(y, x)| (y * x % 251) as u8);
    let plain = apply(&image, &gaussian(1.0)).expect("it fits");
    assert_eq!(apply(&image, &gaussian(1.0).nan(NanPolicy::Omit)).expect("it fits"), plain);
}
