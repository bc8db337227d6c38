//! Does each linear filter read as far as it says, and no further?

use ndarray::{Array2, Array3, Array4, arr2};
use stencil_core::prelude::*;
use stencil_filters::{
    NanPolicy, convolve, convolve1d, correlate, correlate1d, difference_of_gaussians, farid, gabor, gaussian,
    gaussian_gradient_magnitude, gaussian_laplace, laplace, prewitt, roberts, scharr, sobel, unsharp_mask,
};
use stencil_testing::probe::reads_exactly_its_halo as check;

#[test]
fn edges_read_exactly_their_halo() {
    for ndim in 1..=3 {
        for operator in [prewitt(), scharr(), farid(), sobel().normalized(), prewitt().normalized()] {
            check(ndim, &operator);
            check(ndim, &operator.axis(ndim - 1));
        }
        check(ndim, &laplace());
    }
    check(2, &roberts());
    check(2, &roberts().falling());
    check(2, &roberts().rising());
}

#[test]
fn rows_read_exactly_their_halo() {
    for n in 1..=6_isize {
        for origin in -(n / 2)..=(n - 1) / 2 {
            let weights: Vec<f64> = (1..=n).map(|w| w as f64).collect();
            let (correlation, convolution) = (correlate1d(weights.clone()), convolve1d(weights));
            let expected = ((n / 2 + origin) as usize, (n - 1 - n / 2 - origin) as usize);
            assert_eq!(correlation.clone().origin(origin).halo(), Halo::from_sides([expected]));
            check(1, &correlation.origin(origin));
            check(1, &convolution.origin(origin));
        }
    }
    // Zeros at the ends are not read.
    check(1, &correlate1d([0.0, 0.0, 1.0, 0.0, 2.0, 0.0]));
    assert_eq!(correlate1d([0.0, 0.0, 1.0, 0.0, 2.0, 0.0]).halo(), Halo::from_sides([(1, 1)]));
    assert_eq!(correlate1d([0.0, 0.0, 0.0, 5.0]).halo(), Halo::from_sides([(0, 1)]));
    assert_eq!(correlate1d([0.0; 5]).halo(), Halo::from_sides([(0, 0)]));
    check(2, &correlate1d([1.0, 3.0, 2.0]).origin(1).along(1));
}

#[test]
fn weights_on_several_axes_read_exactly_their_halo() {
    let hook = arr2(&[[0.0, 0.0, 2.0, 0.0], [0.0, 1.0, -1.0, 0.0], [0.0, 3.0, 0.0, 0.0]]);
    for origin in [[0, 0], [1, 0], [-1, -1]] {
        check(2, &correlate(hook.view()).origin(origin));
        check(2, &convolve(hook.view()).origin(origin));
    }
    assert_eq!(correlate(hook.view()).halo(), Halo::from_sides([(1, 1), (1, 0)]));
    let product = Array2::from_shape_fn((3, 4), |(y, x)| ((y + 1) * (x + 2)) as f64);
    check(2, &correlate(product.view()));
    check(3, &correlate(Array3::from_shape_fn((2, 3, 2), |(z, y, x)| (z + 2 * y * x + 1) as f64).view()));
}

#[test]
fn gaussians_read_exactly_their_halo() {
    for ndim in 1..=3 {
        check(ndim, &gaussian_laplace(0.8));
        check(ndim, &gaussian_gradient_magnitude(0.8));
        check(ndim, &difference_of_gaussians(0.7));
        check(ndim, &unsharp_mask(0.9, 1.5));
        check(ndim, &gaussian(1.0).radius(2).order(1));
    }
    check(2, &gaussian([0.6, 1.1]).order([3, 2]));
    check(2, &gaussian([0.0, 1.0]).order([0, 2]));
    // The weights at the ends are zero here, and read all the same.
    check(1, &gaussian(2.0).radius(2).order(2));
    check(2, &gabor(0.4));
    check(2, &gabor(0.4).theta(0.7).imaginary());
}

/// What is left out makes no difference; finite pixels do.
#[test]
fn leaving_nan_out_reads_no_further() {
    let filter = gaussian([1.0, 0.7]).nan(NanPolicy::Omit);
    let mut image = Array2::from_shape_fn((21, 23), |(y, x)| (y * x % 7) as f32);
    let calm = apply(&image, &filter).expect("it fits")[[10, 11]];
    let (down, across) = (filter.halo().side(0).before, filter.halo().side(1).before);
    image[[10 - down - 1, 11]] = 1e6;
    image[[10, 11 + across + 1]] = 1e6;
    assert_eq!(apply(&image, &filter).expect("it fits")[[10, 11]], calm);
    image[[10 + down, 11 - across]] = 1e6;
    assert_ne!(apply(&image, &filter).expect("it fits")[[10, 11]], calm);
}

#[test]
fn products_of_rows_may_have_more_than_four_axes() {
    let image = Array4::from_shape_fn((3, 4, 3, 5), |(a, b, c, d)| (a + 2 * b + 3 * c + d * d) as f64);
    let image = image.insert_axis(ndarray::Axis(2));
    let ones = ndarray::ArrayD::from_elem(vec![3, 1, 1, 3, 3], 1.0);
    let found = apply(&image, &correlate(ones.view())).expect("it fits");
    let rows = correlate1d([1.0, 1.0, 1.0]);
    let expected =
        apply(&image, &rows.clone().along(4).then(rows.clone().along(3)).then(rows.along(0))).expect("it fits");
    assert_eq!(found, expected);
}
