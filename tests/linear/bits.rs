//! The same bits for every layout, tile, number of threads and SIMD level, on axes chosen from all.

use ndarray::{Array2, Array3, ArrayD};
use stencil_core::lanes::SimdLevel;
use stencil_core::prelude::*;
use stencil_filters::{
    NanPolicy, correlate, correlate1d, difference_of_gaussians, farid, gabor, gaussian, gaussian_gradient_magnitude,
    gaussian_laplace, laplace, prewitt, roberts, scharr, unsharp_mask,
};
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;
use stencil_testing::runner::{Case, Kind, assert_same, run};

/// Compares each case with the same filter in one go on one thread without vectors wider than the narrowest.
fn check<T: Dtype, U: Dtype>(axes: usize, filter: &impl Filter<(T,), Out = (U,)>) {
    let seed = filter.name().bytes().take(8).fold(axes as u64, |seed, byte| seed * 31 + u64::from(byte));
    for number in 0..24 {
        let case = Case::new(Kind { axes, ignore: false, seed }, number);
        let array = case.array(T::random);
        let plain = Apply::new(filter)
            .boundary(case.along.boundaries.as_slice())
            .axes(case.along.axes.clone())
            .level(SimdLevel::available()[0])
            .run(&array.view().to_owned());
        let plain: ArrayD<U> = plain.unwrap_or_else(|error| panic!("{error}, in {case:#?}"));
        let found = run(filter, array.view(), &case);
        assert_same(&(filter.name(), T::NAME, &case), found.view(), &plain, U::same);
    }
}

#[test]
fn edges_are_the_same_bits() {
    for axes in 1..=3 {
        check::<u8, u8>(axes, &prewitt());
        check::<f32, f32>(axes, &scharr().normalized().axis(axes - 1));
        check::<f32, f32>(axes, &laplace());
        check::<i16, i16>(axes, &farid());
    }
    check::<u8, i16>(2, &roberts().falling());
    check::<f32, f32>(2, &roberts());
}

#[test]
fn weights_are_the_same_bits() {
    let mut random = Random::new(5);
    check::<f32, f32>(1, &correlate1d([0.3, -0.7, 0.9, 0.1]).origin(1));
    check::<u8, i16>(1, &correlate1d([1.0, 0.0, -3.0]).signed());
    let plane = Array2::from_shape_simple_fn((3, 4), || random.unit());
    check::<f32, f32>(2, &correlate(plane.view()));
    let block = Array3::from_shape_simple_fn((2, 3, 3), || random.unit());
    check::<u8, u8>(3, &correlate(block.view()));
    let four = ndarray::Array4::from_shape_simple_fn((2, 2, 2, 2), || random.unit());
    check::<f32, f32>(4, &correlate(four.view()));
    check::<f32, f32>(2, &gabor(0.3).theta(0.4));
}

#[test]
fn gaussians_are_the_same_bits() {
    for axes in 1..=3 {
        check::<f32, f32>(axes, &gaussian(0.9).order(1));
        check::<u8, f32>(axes, &gaussian_laplace(0.7));
        check::<f32, f32>(axes, &gaussian_gradient_magnitude(0.7));
        check::<f32, f32>(axes, &difference_of_gaussians(0.6));
        check::<u8, u8>(axes, &unsharp_mask(0.8, 1.2));
        check::<f32, f32>(axes, &gaussian(0.9).nan(NanPolicy::Omit));
    }
}
