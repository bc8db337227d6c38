//! Laws that hold between results, whatever the image.

use ndarray::{Array2, Axis, Slice};
use stencil_core::prelude::*;
use stencil_filters::{
    bilateral, canny, corner_fast, corner_harris, corner_kitchen_rosenfeld, corner_moravec, detect, hessian_matrix,
    niblack, non_local_means, peak_local_max, sauvola, structure_tensor, threshold_local,
};
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;

fn image<T: Dtype>(seed: u64) -> Array2<T> {
    let mut random = Random::new(seed);
    Array2::from_shape_simple_fn((29, 43), || T::small(&mut random))
}

/// The image moved so far along both axes; what leaves at one end comes in at the other.
fn rolled<T: Dtype>(image: &Array2<T>, by: [usize; 2]) -> Array2<T> {
    let (rows, columns) = image.dim();
    Array2::from_shape_fn((rows, columns), |(r, c)| image[[(r + by[0]) % rows, (c + by[1]) % columns]])
}

fn rolls<T: Dtype, U: Dtype>(filter: &impl Filter<(T,), Out = (U,)>) {
    let image = image::<T>(1);
    let of = |image: &Array2<T>| Apply::new(filter).boundary(Boundary::Wrap).run(image).expect("it fits");
    for by in [[1, 0], [0, 5], [13, 31]] {
        assert_eq!(of(&rolled(&image, by)), rolled(&of(&image), by), "{} moved by {by:?}", filter.name());
    }
}

/// On an image that repeats, every filter but Canny's, which knows where the image ends.
#[test]
fn a_shifted_image_gives_a_shifted_result() {
    rolls::<u8, f32>(&threshold_local(5));
    rolls::<u8, f32>(&niblack(5));
    rolls::<f64, bool>(&sauvola([3, 7]).binary());
    rolls::<u8, f32>(&structure_tensor(0.7).element(0, 1));
    rolls::<f32, f32>(&hessian_matrix(0.7).element(0, 1));
    rolls::<f64, f64>(&hessian_matrix(1.1).gaussian_derivatives().element(1, 1));
    rolls::<f32, f32>(&corner_harris(1.0));
    rolls::<u8, f32>(&corner_kitchen_rosenfeld());
    rolls::<u8, f32>(&corner_moravec(1));
    rolls::<f32, f32>(&corner_fast(6, 10.0));
    rolls::<f32, f32>(&bilateral(30.0, 1.0));
    rolls::<u8, f32>(&non_local_means(3, 2, 30.0));
}

/// What is inside of the image does not change if more image is added around it.
#[test]
fn canny_and_peaks_of_a_part_are_those_of_the_whole_inside() {
    let whole = image::<u8>(2);
    let part = whole.slice_axis(Axis(0), Slice::from(2..27)).slice_axis(Axis(1), Slice::from(3..40)).to_owned();
    let filter = canny(0.8, 30.0, 90.0);
    let (all, some) = (apply(&whole, &filter).expect("it fits"), apply(&part, &filter).expect("it fits"));
    let reach = filter.halo().side(0).before;
    let (rows, columns) = part.dim();
    for r in reach..rows - reach {
        for c in reach..columns - reach {
            assert_eq!(some[[r, c]], all[[r + 2, c + 3]], "at {r}, {c}");
        }
    }
    let detector = peak_local_max(1).threshold_abs(0.0);
    let positions = |image: &Array2<u8>| -> Vec<(usize, usize)> {
        detect(image, &detector).expect("it fits").into_iter().map(|peak| peak.position).collect()
    };
    let all = positions(&whole);
    for (r, c) in positions(&part) {
        let inside = (1..rows - 1).contains(&r) && (1..columns - 1).contains(&c);
        assert!(!inside || all.contains(&(r + 2, c + 3)), "{r}, {c}");
    }
}

/// Scaling and shifting the values does to the result what the formula says; by powers of two, exactly.
#[test]
fn values_scale_as_the_formulas_say() {
    let image = image::<f64>(3);
    let twice = image.mapv(|v| 2.0 * v);
    let niblack_of = |image: &Array2<f64>| apply(image, &niblack(5)).expect("it fits");
    assert_eq!(niblack_of(&twice), niblack_of(&image).mapv(|v| 2.0 * v));
    let harris_of = |image: &Array2<f64>| apply(image, &corner_harris(1.0)).expect("it fits");
    assert_eq!(harris_of(&twice), harris_of(&image).mapv(|v| 16.0 * v));
    let smooth = |image: &Array2<f64>, scale: f64| apply(image, &bilateral(scale * 16.0, 1.0)).expect("it fits");
    assert_eq!(smooth(&twice, 2.0), smooth(&image, 1.0).mapv(|v| 2.0 * v));
    let labels =
        |image: &Array2<f64>, scale: f64| apply(image, &canny(1.0, scale * 30.0, scale * 90.0)).expect("it fits");
    assert_eq!(labels(&twice, 2.0), labels(&image, 1.0));
}
