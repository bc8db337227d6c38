//! Laws that hold between results, whatever the image.

use ndarray::{Array2, ArrayD, Axis, IxDyn, Zip};
use stencil_core::prelude::*;
use stencil_filters::*;
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;

const ALL: [Boundary; 5] = [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap, Boundary::Ignore];

fn images<T: Dtype>() -> impl Iterator<Item = Array2<T>> {
    (0..10).map(|seed| {
        let mut random = Random::new(900 + seed);
        let shape = (1 + random.below(30), 1 + random.below(70));
        Array2::from_shape_simple_fn(shape, || T::random(&mut random))
    })
}

/// Footprints with their centre, of which those are symmetric that come first.
fn footprints() -> ([Footprint; 6], [Footprint; 3]) {
    let hook = ndarray::arr2(&[[true, true, false], [true, true, true], [false, false, false]]);
    let symmetric = [
        Footprint::box_([3, 5]),
        Footprint::cross(2),
        Footprint::disk(3),
        Footprint::star(1),
        Footprint::octagon(3, 2),
        Footprint::ellipse(1, 3),
    ];
    (symmetric, [Footprint::from_array(hook.view()), Footprint::box_(4), Footprint::box_(3).origin([1, -1])])
}

fn of<T: Dtype, U: Dtype>(image: &Array2<T>, filter: &impl Filter<(T,), Out = (U,)>, boundary: Boundary) -> Array2<U> {
    Apply::new(filter).boundary(boundary).run(image).expect("it fits")
}

fn ordered<T: Dtype>(low: &Array2<T>, high: &Array2<T>) -> bool {
    Zip::from(low).and(high).all(|low, high| low <= high)
}

fn erosion_is_below_and_dilation_above<T: Dtype>() {
    let (symmetric, others) = footprints();
    for image in images::<T>() {
        for footprint in symmetric.iter().chain(&others) {
            for boundary in ALL {
                let below = of(&image, &erode(footprint.clone()), boundary);
                let above = of(&image, &dilate(footprint.clone()), boundary);
                assert!(ordered(&below, &image) && ordered(&image, &above), "{footprint}\n{boundary}");
            }
        }
    }
}

fn opening_and_closing_once_is_enough<T: Dtype>() {
    let (symmetric, _) = footprints();
    for image in images::<T>() {
        for footprint in &symmetric {
            for boundary in [Boundary::Reflect, Boundary::Mirror, Boundary::Wrap, Boundary::Ignore] {
                let opened = of(&image, &open(footprint.clone()), boundary);
                assert_eq!(of(&opened, &open(footprint.clone()), boundary), opened, "{footprint}\n{boundary}");
                assert!(ordered(&opened, &image), "{footprint}\n{boundary}");
                let closed = of(&image, &close(footprint.clone()), boundary);
                assert_eq!(of(&closed, &close(footprint.clone()), boundary), closed, "{footprint}\n{boundary}");
                assert!(ordered(&image, &closed), "{footprint}\n{boundary}");
            }
        }
    }
}

#[test]
fn filters_that_lower_and_raise() {
    erosion_is_below_and_dilation_above::<u8>();
    erosion_is_below_and_dilation_above::<i64>();
    opening_and_closing_once_is_enough::<u8>();
    opening_and_closing_once_is_enough::<bool>();
}

/// What erosion does to an image, dilation by the reflected footprint does to its negative.
#[test]
fn erosion_and_dilation_are_dual() {
    let (symmetric, others) = footprints();
    for image in images::<u16>() {
        let negative = image.mapv(|v| !v);
        for footprint in symmetric.iter().chain(&others) {
            for boundary in ALL {
                let turned = footprint.clone().reflected();
                let dual = |found: Array2<u16>| found.mapv(|v| !v);
                assert_eq!(
                    of(&image, &erode(footprint.clone()), boundary),
                    dual(of(&negative, &dilate(turned.clone()), boundary))
                );
                assert_eq!(
                    of(&image, &open(footprint.clone()), boundary),
                    dual(of(&negative, &close(turned), boundary))
                );
                assert_eq!(
                    of(&image, &white_tophat(footprint.clone()), boundary),
                    of(&negative, &black_tophat(footprint.clone().reflected()), boundary)
                );
            }
        }
    }
}

/// Of any footprint: as often in one filter as filter after filter.
#[test]
fn iterations_are_repetitions() {
    let (symmetric, others) = footprints();
    let boundaries = ALL.into_iter().chain([Boundary::Constant(77.0), Boundary::Valid]);
    for (image, boundary) in
        images::<u8>().take(6).flat_map(|image| boundaries.clone().map(move |b| (image.clone(), b)))
    {
        for footprint in symmetric.iter().chain(&others) {
            for times in [2, 3, 7] {
                let again =
                    |filter: &dyn Fn(&Array2<u8>) -> Array2<u8>| (0..times).fold(image.clone(), |v, _| filter(&v));
                let shrink = erode(footprint.clone());
                assert_eq!(
                    of(&image, &shrink.clone().iterations(times), boundary),
                    again(&|v| of(v, &shrink, boundary)),
                    "{times} times {footprint}\n{boundary}"
                );
                let eroded = of(&image, &shrink.iterations(times), boundary);
                let opened = of(&eroded, &dilate(footprint.clone()).iterations(times), boundary);
                assert_eq!(of(&image, &open(footprint.clone()).iterations(times), boundary), opened);
            }
        }
    }
}

fn turned<T: Dtype>(image: &Array2<T>) -> Array2<T> {
    let mut view = image.view();
    view.invert_axis(Axis(0));
    view.invert_axis(Axis(1));
    view.as_standard_layout().into_owned()
}

/// A turned image with a turned footprint gives the turned result; a transposed one with a symmetric one, the transposed.
#[test]
fn flips_and_transposes() {
    let (symmetric, others) = footprints();
    for image in images::<u8>() {
        for footprint in symmetric.iter().chain(&others) {
            let filter = morphological_gradient(footprint.clone());
            let other_way = morphological_gradient(footprint.clone().reflected());
            let found = of(&turned(&image), &other_way, Boundary::Reflect);
            assert_eq!(found, turned(&of(&image, &filter, Boundary::Reflect)), "{footprint}");
        }
        for footprint in [Footprint::star(2), Footprint::disk(2), Footprint::box_(4)] {
            let filter = black_tophat(footprint.clone());
            let swapped = image.t().as_standard_layout().into_owned();
            assert_eq!(
                of(&swapped, &filter, Boundary::Mirror),
                of(&image, &filter, Boundary::Mirror).t(),
                "{footprint}"
            );
        }
    }
}

/// An origin moves the result, and nothing else.
#[test]
fn origins_are_shifts() {
    let cyclic = |image: &Array2<u8>, by: [isize; 2]| {
        let (rows, columns) = image.dim();
        let from = |at: usize, by: isize, len: usize| (at as isize + by).rem_euclid(len as isize) as usize;
        Array2::from_shape_fn(image.dim(), |(y, x)| image[[from(y, by[0], rows), from(x, by[1], columns)]])
    };
    for image in images::<u8>() {
        for (footprint, origin) in [(Footprint::disk(2), [-2, 1]), (Footprint::box_([4, 3]), [1, -1])] {
            let plain = of(&image, &erode(footprint.clone()), Boundary::Wrap);
            let moved = of(&image, &erode(footprint.clone()).origin(origin), Boundary::Wrap);
            assert_eq!(moved, cyclic(&plain, origin.map(|d| -d)), "{footprint}");
            let plain = of(&image, &dilate(footprint.clone()), Boundary::Wrap);
            let moved = of(&image, &dilate(footprint.clone()).origin(origin), Boundary::Wrap);
            assert_eq!(moved, cyclic(&plain, origin), "{footprint}");
            // The two shifts of an opening are none.
            let opened = of(&image, &open(footprint.clone()), Boundary::Wrap);
            assert_eq!(of(&image, &open(footprint).origin(origin), Boundary::Wrap), opened);
        }
    }
}

#[test]
fn constants_stay_and_differences_of_them_vanish() {
    let (symmetric, others) = footprints();
    for value in [i16::MIN, 0, 7, i16::MAX] {
        let image = Array2::from_elem((9, 21), value);
        for footprint in symmetric.iter().chain(&others) {
            for boundary in ALL {
                let (o, c) = (open(footprint.clone()), close(footprint.clone()));
                assert!(of(&image, &o, boundary) == image && of(&image, &c, boundary) == image, "{boundary}");
                let none = Array2::<i16>::zeros(image.dim());
                assert_eq!(of(&image, &white_tophat(footprint.clone()), boundary), none);
                assert_eq!(of(&image, &morphological_gradient(footprint.clone()), boundary), none);
                assert_eq!(of(&image, &morphological_laplace(footprint.clone()), boundary), none);
            }
        }
    }
}

/// Heights of zero are none.
#[test]
fn a_flat_structure_is_its_footprint() {
    let flat = ArrayD::<f64>::zeros(IxDyn(&[2, 3]));
    for image in images::<f32>() {
        for boundary in ALL {
            let raised = of(&image, &open(Structure::from_array(flat.view())), boundary);
            assert_eq!(raised, of(&image, &open(Footprint::box_([2, 3])), boundary), "{boundary}");
        }
        let bytes = image.mapv(|v| v as u8);
        let raised = of(&bytes, &dilate(Structure::from_array(flat.view())), Boundary::Ignore);
        assert_eq!(raised, of(&bytes, &dilate(Footprint::box_([2, 3])), Boundary::Ignore));
    }
}

/// What a chain carries is not so much that chains of chains leave the stack of a thread.
#[test]
fn chains_of_chains_fit_a_stack() {
    let cross = || Footprint::disk(2);
    for image in images::<u8>().take(2) {
        let first = black_tophat(cross()).iterations(2);
        let second = morphological_laplace(cross()).iterations(3);
        let both = first.clone().then(second.clone().then(open(Footprint::box_([3, 3]))));
        let one = of(&image, &first, Boundary::Reflect);
        let expected = of(&of(&one, &second, Boundary::Reflect), &open(Footprint::box_(3)), Boundary::Reflect);
        assert_eq!(of(&image, &both, Boundary::Reflect), expected);
        assert_eq!(Apply::new(&both).threads(2).run(&image).expect("it fits"), expected);
    }
}
