//! Laws that hold between results, whatever the image.

use ndarray::{Array2, ArrayD, Axis, Slice, Zip, arr2};
use stencil_core::prelude::*;
use stencil_filters::{
    convolve, convolve1d, correlate, correlate1d, difference_of_gaussians, farid, gaussian,
    gaussian_gradient_magnitude, gaussian_laplace, laplace, prewitt, roberts, scharr, sobel, unsharp_mask,
};
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;

fn images<T: Dtype>() -> impl Iterator<Item = Array2<T>> {
    (0..8).map(|seed| {
        let mut random = Random::new(seed);
        let shape = (1 + random.below(30), 1 + random.below(50));
        Array2::from_shape_simple_fn(shape, || T::small(&mut random))
    })
}

fn of<T: Dtype, U: Dtype>(image: &Array2<T>, filter: &impl Filter<(T,), Out = (U,)>) -> Array2<U> {
    apply(image, filter).expect("it fits")
}

fn flipped<T: Dtype>(image: &Array2<T>, axis: usize) -> Array2<T> {
    let mut view = image.view();
    view.invert_axis(Axis(axis));
    view.as_standard_layout().into_owned()
}

/// Flipping the image along an axis flips the result, and multiplies it by the sign.
fn flips<U: Dtype>(filter: &impl Filter<(f32,), Out = (U,)>, signs: [f64; 2]) {
    for image in images::<f32>() {
        for (axis, sign) in signs.into_iter().enumerate() {
            let (found, turned) = (of(&flipped(&image, axis), filter), flipped(&of(&image, filter), axis));
            assert!(
                Zip::from(&found).and(&turned).all(|a, b| a.number() == sign * b.number()),
                "{} along {axis}: {found:?} {turned:?}",
                filter.name()
            );
        }
    }
}

#[test]
fn a_flipped_image_gives_a_flipped_result_of_the_same_or_the_other_sign() {
    for operator in [prewitt(), scharr(), farid(), sobel().normalized()] {
        flips(&operator, [1.0, 1.0]);
        flips(&operator.axis(0), [-1.0, 1.0]);
        flips(&operator.axis(1), [1.0, -1.0]);
    }
    flips(&laplace(), [1.0, 1.0]);
    flips(&gaussian(1.0).order([1, 2]), [-1.0, 1.0]);
    flips(&gaussian(1.1).order([0, 3]), [1.0, -1.0]);
    flips(&gaussian_laplace(1.0), [1.0, 1.0]);
    flips(&gaussian_gradient_magnitude(1.2), [1.0, 1.0]);
    flips(&difference_of_gaussians(1.0), [1.0, 1.0]);
    flips(&unsharp_mask(1.0, 0.7), [1.0, 1.0]);
}

/// What is nothing on a constant image, whatever the boundary.
fn vanishes<T: Dtype, U: Dtype>(filter: &impl Filter<(T,), Out = (U,)>, tolerance: f64) {
    let image = Array2::from_elem((9, 40), T::of(100.0));
    let boundaries =
        [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap, Boundary::Constant(100.0)];
    for boundary in boundaries {
        let found = Apply::new(filter).boundary(boundary).run(&image).expect("it fits");
        assert!(found.iter().all(|v| v.number().abs() <= tolerance), "{} {boundary}: {found:?}", filter.name());
    }
}

#[test]
fn constants_have_no_derivative() {
    for operator in [prewitt(), scharr(), farid(), sobel().normalized()] {
        vanishes::<u8, u8>(&operator, 0.0);
        vanishes::<f32, f32>(&operator.axis(0), 0.0);
        vanishes::<f64, f64>(&operator.axis(1), 0.0);
    }
    vanishes::<i16, i32>(&laplace(), 0.0);
    vanishes::<f32, f32>(&laplace(), 0.0);
    vanishes::<u8, u8>(&roberts(), 0.0);
    vanishes::<f32, f32>(&gaussian(1.0).order([1, 0]), 0.0);
    vanishes::<f32, f32>(&gaussian(1.0).order([0, 3]), 0.0);
    vanishes::<u8, u8>(&gaussian_gradient_magnitude(1.3), 0.0);
    // The weights of the second derivative, cut off, add up to a little more than nothing.
    vanishes::<f64, f64>(&gaussian_laplace(2.0), 0.1);
    vanishes::<f64, f64>(&difference_of_gaussians(1.0), 1e-12);
}

#[test]
fn constants_stay_when_sharpened() {
    for value in [0_u8, 1, 100, 255] {
        let image = Array2::from_elem((7, 33), value);
        assert_eq!(of(&image, &unsharp_mask(1.5, 4.0)), image);
    }
}

/// The sum of two images gives the sum of the results: exact for whole numbers and whole weights.
#[test]
fn weighted_sums_are_linear() {
    let weights = arr2(&[[1.0, -2.0, 0.0], [3.0, 5.0, -1.0]]);
    fn check(filter: &impl Filter<(f64,), Out = (f64,)>) {
        for (a, b) in images::<f64>().zip(images::<f64>().map(|image| image.mapv(|v| 3.0 * v - 7.0))) {
            assert_eq!(of(&(&a + &b), filter), of(&a, filter) + of(&b, filter), "{}", filter.name());
        }
    }
    check(&correlate(weights.view()));
    check(&convolve(weights.view()).origin([0, 1]));
    check(&correlate1d([2.0, 7.0, -1.0, 4.0]).along(0));
    check(&laplace());
    check(&scharr().axis(1));
}

#[test]
fn convolving_is_correlating_with_reversed_weights() {
    let weights = [1.0, 4.0, -2.0, 0.5];
    let mut reversed = weights;
    reversed.reverse();
    for image in images::<f32>() {
        // An even row reaches back when correlating, and ahead when convolving.
        let convolved = of(&image, &convolve1d(weights).along(1));
        assert_eq!(convolved, of(&image, &correlate1d(reversed).origin(-1).along(1)));
    }
}

#[test]
fn products_of_rows_are_their_passes() {
    let product = arr2(&[[3.0, 10.0, 3.0], [0.0, 0.0, 0.0], [-3.0, -10.0, -3.0]]);
    for image in images::<f64>() {
        let rows = correlate1d([3.0, 10.0, 3.0]).along(1).then(correlate1d([1.0, 0.0, -1.0]).along(0));
        assert_eq!(of(&image, &correlate(product.view())), of(&image, &rows));
        // One more weight, and they are no product any more: the same sum, all at once.
        let mut others = product.clone();
        others[[1, 1]] = 1.0;
        assert_eq!(of(&image, &correlate(others.view())), of(&image, &rows) + &image);
    }
}

#[test]
fn a_transposed_image_gives_a_transposed_result() {
    for image in images::<u8>() {
        let turned = image.t().as_standard_layout().into_owned();
        for operator in [prewitt(), scharr(), farid()] {
            assert_eq!(of(&turned, &operator), of(&image, &operator).t().as_standard_layout().into_owned());
            assert_eq!(
                of(&turned, &operator.axis(0)),
                of(&image, &operator.axis(1)).t().as_standard_layout().into_owned()
            );
        }
        assert_eq!(of(&turned, &laplace()), of(&image, &laplace()).t().as_standard_layout().into_owned());
    }
}

#[test]
fn a_shifted_image_gives_a_shifted_result() {
    for image in images::<f32>() {
        let shift = image.ncols() / 3;
        let rolled = ndarray::concatenate![
            Axis(1),
            image.slice_axis(Axis(1), Slice::from(shift..)),
            image.slice_axis(Axis(1), Slice::from(..shift))
        ];
        let filter = unsharp_mask(1.0, 2.0).then(gaussian_laplace(0.8)).boundary(Boundary::Wrap);
        let (found, whole) = (of(&rolled, &filter), of(&image, &filter));
        let cut = image.ncols() - shift;
        assert_eq!(found.slice_axis(Axis(1), Slice::from(..cut)), whole.slice_axis(Axis(1), Slice::from(shift..)));
    }
}

#[test]
fn filters_join_others() {
    let image = Array2::from_shape_fn((20, 31), |(y, x)| ((y * 7 + x * 5) % 97) as f32);
    let both = prewitt().axis(0).zip(prewitt().axis(1));
    let (down, across) = apply(&image, &both).expect("it fits");
    assert_eq!(down, of(&image, &prewitt().axis(0)));
    assert_eq!(across, of(&image, &prewitt().axis(1)));
    let chain = gaussian(0.8).then(laplace()).then(unsharp_mask(0.7, 1.0));
    let steps = of(&of(&of(&image, &gaussian(0.8)), &laplace()), &unsharp_mask(0.7, 1.0));
    assert_eq!(of(&image, &chain), steps);
    let valid = Apply::new(&difference_of_gaussians(0.5)).boundary(Boundary::Valid).run(&image).expect("it fits");
    let whole = of(&image, &difference_of_gaussians(0.5));
    let r = difference_of_gaussians(0.5).halo().side(0).before;
    assert_eq!(valid, whole.slice(ndarray::s![r..20 - r, r..31 - r]));
}

#[test]
fn integers_round_once_half_to_even_and_saturate() {
    let row = ndarray::arr1(&[1_u8, 2, 3, 250, 255, 0]);
    assert_eq!(apply(&row, &correlate1d([0.5])).expect("it fits"), ndarray::arr1(&[0, 1, 2, 125, 128, 0]));
    assert_eq!(apply(&row, &correlate1d([2.0])).expect("it fits"), ndarray::arr1(&[2, 4, 6, 255, 255, 0]));
    assert_eq!(apply(&row, &correlate1d([-1.0])).expect("it fits"), ndarray::arr1(&[0, 0, 0, 0, 0, 0]));
    let signed = apply(&row, &correlate1d([-1.0]).signed()).expect("it fits");
    assert_eq!(signed, ndarray::arr1(&[-1_i16, -2, -3, -250, -255, 0]));
    // Halves that two passes would round twice.
    let square = Array2::from_elem((4, 4), 5_u8);
    let quarter = ArrayD::from_elem(vec![2, 2], 0.15);
    assert_eq!(of(&square, &correlate(quarter.view())), Array2::from_elem((4, 4), 3));
}
