//! Laws that hold between results, whatever the image.

use ndarray::{Array2, Axis, Slice, Zip};
use stencil_core::prelude::*;
use stencil_filters::{Footprint, NanPolicy, Rank, maximum, median, minimum, percentile, rank};
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;

fn images<T: Dtype>() -> impl Iterator<Item = Array2<T>> {
    (0..8).map(|seed| {
        let mut random = Random::new(seed);
        let shape = (1 + random.below(40), 1 + random.below(70));
        Array2::from_shape_simple_fn(shape, || T::small(&mut random))
    })
}

fn of<T: Dtype>(image: &Array2<T>, filter: &Rank) -> Array2<T> {
    apply(image, filter).expect("it fits")
}

/// Odd and even boxes, and other shapes, with their number of cells.
fn windows() -> [(Footprint, usize); 5] {
    [(3.into(), 9), ([5, 5].into(), 25), ([4, 7].into(), 28), (Footprint::disk(3), 29), (Footprint::cross(2), 9)]
}

#[test]
fn values_come_in_the_order_of_their_places() {
    for image in images::<u8>() {
        for (window, count) in windows() {
            let (low, high) = (of(&image, &minimum(window.clone())), of(&image, &maximum(window.clone())));
            let mut before = low.clone();
            for k in 0..count {
                let next = of(&image, &rank(window.clone(), k as isize));
                assert!(Zip::from(&before).and(&next).all(|a, b| a <= b), "rank {k} of {window}");
                assert_eq!(next, of(&image, &rank(window.clone(), k as isize - count as isize)), "{window}");
                if k == count / 2 {
                    assert_eq!(next, of(&image, &median(window.clone())), "{window}");
                    assert_eq!(next, of(&image, &percentile(window.clone(), 50.0)), "{window}");
                }
                before = next;
            }
            assert_eq!(before, high, "{window}");
            assert_eq!(of(&image, &rank(window.clone(), 0)), low, "{window}");
        }
    }
}

#[test]
fn a_place_in_the_negative_is_the_negative_of_the_opposite_place() {
    for image in images::<f32>() {
        let negative = image.mapv(|v| -v);
        for (window, _) in windows() {
            for k in [0, 1, 3, 4] {
                let opposite = of(&image, &rank(window.clone(), -1 - k)).mapv(|v| -v);
                assert_eq!(of(&negative, &rank(window.clone(), k)), opposite, "rank {k} of {window}");
            }
        }
        for size in [3, 5, 7] {
            assert_eq!(of(&negative, &median(size)), of(&image, &median(size)).mapv(|v| -v));
        }
    }
}

#[test]
fn filters_commute_with_flips_and_transposition() {
    for image in images::<i16>() {
        for filter in
            [median(3), median(Footprint::disk(3)), rank(5, 3), percentile(Footprint::cross(2), 30.0), minimum(3)]
        {
            let found = of(&image, &filter);
            let flip = |image: &Array2<i16>| image.slice(ndarray::s![..;-1, ..;-1]).as_standard_layout().into_owned();
            assert_eq!(of(&flip(&image), &filter), flip(&found), "{filter:?}");
            let turn = |image: &Array2<i16>| image.t().as_standard_layout().into_owned();
            assert_eq!(of(&turn(&image), &filter), turn(&found), "{filter:?}");
        }
    }
}

#[test]
fn an_origin_shifts_the_result() {
    for image in images::<u8>() {
        for (filter, origin) in [(median([3, 4]), [1, -2]), (rank([5, 2], 2), [-2, 0]), (maximum([4, 3]), [1, 1])] {
            let wrapped = |filter: Rank| Apply::new(&filter).boundary(Boundary::Wrap).run(&image).expect("it fits");
            let (moved, still) = (wrapped(filter.clone().origin(origin)), wrapped(filter));
            let (rows, columns) = (image.nrows() as isize, image.ncols() as isize);
            for ((y, x), value) in moved.indexed_iter() {
                let from = [
                    (y as isize - origin[0]).rem_euclid(rows) as usize,
                    (x as isize - origin[1]).rem_euclid(columns) as usize,
                ];
                assert_eq!(*value, still[from], "{origin:?} at {y}, {x}");
            }
        }
    }
}

#[test]
fn constants_stay() {
    let filters = [median(4), rank([3, 2], 1), percentile(Footprint::disk(2), 90.0), minimum(2), maximum(5)];
    for filter in filters {
        for boundary in [Boundary::Reflect, Boundary::Wrap, Boundary::Ignore, Boundary::Valid] {
            for value in [u64::MIN, 1, u64::MAX - 1, u64::MAX] {
                let found =
                    Apply::new(&filter).boundary(boundary).run(&Array2::from_elem((9, 23), value)).expect("it fits");
                assert!(found.iter().all(|v| *v == value), "{filter:?} {boundary}");
            }
        }
    }
}

/// What is left out might as well be beyond the edge.
#[test]
fn nans_left_out_are_as_pixels_that_are_not_there() {
    for image in images::<f32>() {
        let rows = image.nrows();
        let mut framed = Array2::from_elem((rows + 20, image.ncols() + 20), f32::NAN);
        framed.slice_mut(ndarray::s![10..10 + rows, 10..10 + image.ncols()]).assign(&image);
        for (window, _) in windows() {
            for filter in [median(window.clone()), rank(window.clone(), 2), percentile(window.clone(), 80.0)] {
                let ignored = Apply::new(&filter).boundary(Boundary::Ignore).run(&image).expect("it fits");
                let omitted = of(&framed, &filter.nan(NanPolicy::Omit));
                let part = omitted.slice_axis(Axis(0), Slice::from(10..10 + rows));
                assert_eq!(part.slice_axis(Axis(1), Slice::from(10..10 + image.ncols())), ignored, "{window}");
                assert!(omitted[[0, 0]].is_nan());
            }
        }
    }
}
