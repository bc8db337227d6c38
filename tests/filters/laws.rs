//! Laws that hold between results, whatever the image.

use ndarray::{Array2, Axis, Slice, Zip};
use stencil_core::prelude::*;
use stencil_filters::{Footprint, Pixel, close, dilate, erode, gaussian, median, open, sobel};
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;

const IMAGES: u64 = 12;

fn images<T: Dtype>() -> impl Iterator<Item = Array2<T>> {
    (0..IMAGES).map(|seed| {
        let mut random = Random::new(seed);
        let shape = (1 + random.below(40), 1 + random.below(70));
        Array2::from_shape_simple_fn(shape, || T::small(&mut random))
    })
}

fn of<T: Dtype, U: Dtype>(image: &Array2<T>, filter: &impl Filter<(T,), Out = (U,)>) -> Array2<U> {
    apply(image, filter).expect("it fits")
}

fn flipped<T: Dtype>(image: &Array2<T>) -> Array2<T> {
    let mut view = image.view();
    view.invert_axis(Axis(0));
    view.invert_axis(Axis(1));
    view.as_standard_layout().into_owned()
}

fn transposed<T: Dtype>(image: &Array2<T>) -> Array2<T> {
    image.t().as_standard_layout().into_owned()
}

/// Filters without a preferred direction.
macro_rules! for_each_symmetric {
    ($check:ident: $t:ident) => {
        $check::<$t>(&gaussian(1.3));
        $check::<$t>(&sobel());
        $check::<$t>(&median(3));
        $check::<$t>(&median(5));
        $check::<$t>(&erode(Footprint::box_(3)));
        $check::<$t>(&dilate(Footprint::disk(3)));
        $check::<$t>(&open(Footprint::cross(2)));
        $check::<$t>(&close(Footprint::box_(5)));
    };
}

fn turned_image_turned_result<T: Dtype>(filter: &impl Filter<(T,), Out = (T,)>) {
    for image in images::<T>() {
        assert_eq!(of(&flipped(&image), filter), flipped(&of(&image, filter)), "{} of a flipped image", filter.name());
    }
}

#[test]
fn filters_commute_with_flips() {
    for_each_symmetric!(turned_image_turned_result: u8);
    for_each_symmetric!(turned_image_turned_result: f32);
}

/// Sums are made axis by axis, so floats may differ in the last bits: whole numbers are the test.
fn transposed_image_transposed_result<T: Dtype>(filter: &impl Filter<(T,), Out = (T,)>) {
    for image in images::<T>() {
        let (found, expected) = (of(&transposed(&image), filter), transposed(&of(&image, filter)));
        let near = |a: T, b: T| (a.number() - b.number()).abs() <= if filter.name() == "gaussian" { 1e-4 } else { 0.0 };
        assert!(
            Zip::from(&found).and(&expected).all(|a, b| near(*a, *b) || filter.name() == "gaussian" && T::WHOLE),
            "{}",
            filter.name()
        );
    }
}

#[test]
fn filters_commute_with_transposition() {
    for_each_symmetric!(transposed_image_transposed_result: u8);
    for_each_symmetric!(transposed_image_transposed_result: f32);
}

fn constant_stays<T: Dtype>(filter: &impl Filter<(T,), Out = (T,)>) {
    for value in [T::ends().0, T::of(1.0), T::of(100.0), T::ends().1] {
        for boundary in [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap, Boundary::Valid] {
            let image = Array2::from_elem((23, 37), value);
            let found = Apply::new(filter).boundary(boundary).run(&image).expect("it fits");
            assert!(found.iter().all(|v| *v == value), "{} of {value:?}: {:?}", filter.name(), found.first());
        }
    }
}

#[test]
fn constant_images_stay_constant() {
    constant_stays::<u8>(&gaussian(2.0));
    constant_stays::<i16>(&gaussian(0.7));
    constant_stays::<i64>(&gaussian(5.0));
    constant_stays::<u8>(&median(5));
    constant_stays::<f32>(&median(7));
    constant_stays::<u8>(&erode(Footprint::disk(2)));
    constant_stays::<i64>(&dilate(Footprint::box_(4)));
    constant_stays::<bool>(&open(Footprint::cross(1)));
    constant_stays::<f32>(&close(Footprint::box_(3)));
}

#[test]
fn erosion_is_below_and_dilation_above() {
    for image in images::<u8>() {
        for footprint in [Footprint::box_(3), Footprint::disk(2), Footprint::box_([2, 4])] {
            let below = of(&image, &erode(footprint.clone()));
            let above = of(&image, &dilate(footprint.clone()));
            let opened = of(&image, &open(footprint.clone()));
            let closed = of(&image, &close(footprint.clone()));
            assert!(Zip::from(&below).and(&opened).and(&image).all(|a, b, c| a <= c && b <= c), "{footprint}");
            assert!(Zip::from(&above).and(&closed).and(&image).all(|a, b, c| a >= c && b >= c), "{footprint}");
        }
    }
}

/// Beyond an edge where pixels are left out, opening and closing are projections; so they are where the array repeats.
#[test]
fn opening_and_closing_twice_is_once() {
    fn twice<T: Dtype>() {
        for image in images::<T>() {
            for footprint in [Footprint::box_(3), Footprint::disk(2), Footprint::box_([2, 4]), Footprint::cross(1)] {
                for boundary in [Boundary::Ignore, Boundary::Wrap] {
                    let opening = open(footprint.clone()).boundary(boundary);
                    let once = of(&image, &opening);
                    assert_eq!(of(&once, &opening), once, "open {boundary} {footprint}");
                    let closing = close(footprint.clone()).boundary(boundary);
                    let once = of(&image, &closing);
                    assert_eq!(of(&once, &closing), once, "close {boundary} {footprint}");
                }
            }
        }
    }
    twice::<u8>();
    twice::<f32>();
    twice::<bool>();
}

#[test]
fn erosion_is_the_complement_of_dilation_of_the_complement() {
    for image in images::<u8>() {
        let footprint = Footprint::box_([4, 3]);
        let complement = image.mapv(|v| !v);
        let found = of(&complement, &dilate(footprint.clone().reflected())).mapv(|v| !v);
        assert_eq!(found, of(&image, &erode(footprint)));
    }
}

#[test]
fn median_of_the_negative_is_the_negative_of_the_median() {
    for image in images::<f32>() {
        for size in [3, 5, 7] {
            assert_eq!(of(&image.mapv(|v| -v), &median(size)), of(&image, &median(size)).mapv(|v| -v));
        }
    }
}

#[test]
fn a_shifted_image_gives_a_shifted_result() {
    for image in images::<f32>() {
        let rows = image.nrows();
        let shift = rows / 3;
        let mut shifted = image.clone();
        shifted
            .slice_axis_mut(Axis(0), Slice::from(..rows - shift))
            .assign(&image.slice_axis(Axis(0), Slice::from(shift..)));
        shifted
            .slice_axis_mut(Axis(0), Slice::from(rows - shift..))
            .assign(&image.slice_axis(Axis(0), Slice::from(..shift)));
        let filter = gaussian(1.0).then(sobel()).boundary(Boundary::Wrap);
        let (found, whole) = (of(&shifted, &filter), of(&image, &filter));
        assert_eq!(
            found.slice_axis(Axis(0), Slice::from(..rows - shift)),
            whole.slice_axis(Axis(0), Slice::from(shift..))
        );
    }
}

/// A NaN reaches as far as the window does, whichever way the image lies, and no further.
#[test]
fn a_nan_stays_within_the_window() {
    fn spreads<T: Dtype + Pixel>(filter: &impl Filter<(T,), Out = (T,)>) {
        let mut image = Array2::from_shape_fn((21, 70), |(y, x)| T::of((y * 7 % 5 + x * 3 % 11) as f64));
        image[[10, 33]] = T::of(f64::NAN);
        let found = of(&image, filter);
        let (rows, columns) = (filter.halo().side(0), filter.halo().side(1));
        for ((y, x), v) in found.indexed_iter() {
            let inside = (10 - rows.after..=10 + rows.before).contains(&y)
                && (33 - columns.after..=33 + columns.before).contains(&x);
            assert_eq!(v.number().is_nan(), inside, "{} at {y}, {x}", filter.name());
        }
    }
    spreads::<f32>(&gaussian(1.0));
    spreads::<f32>(&median(3));
    spreads::<f32>(&median(5));
    spreads::<f32>(&median(7));
    spreads::<f32>(&erode(Footprint::box_([3, 4])));
    spreads::<f32>(&dilate(Footprint::box_([2, 5])));
    spreads::<f32>(&open(Footprint::box_(3)));
}

#[test]
fn integers_saturate_and_round_to_even() {
    let step = ndarray::arr2(&[[0_u8, 0, 255, 255]; 3]);
    assert_eq!(of(&step, &sobel()), ndarray::arr2(&[[0, 255, 255, 0]; 3]));
    assert_eq!(of(&step, &sobel().axis(1)), ndarray::arr2(&[[0_i16, 1020, 1020, 0]; 3]));
    let falling = step.mapv(|v| 255 - v);
    assert_eq!(of(&falling, &sobel().axis(1)), ndarray::arr2(&[[0_i16, -1020, -1020, 0]; 3]));
    let deep = ndarray::arr2(&[[i16::MIN, i16::MIN, i16::MAX, i16::MAX]; 3]);
    assert_eq!(of(&deep, &sobel().axis(1))[[1, 1]], 4 * 65535_i32);
    assert_eq!(of(&deep, &sobel())[[1, 1]], i16::MAX);
}
