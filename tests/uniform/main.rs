//! The mean of a box: against SciPy, against whole numbers added one by one, and against itself however the array is cut.

use ndarray::{Array2, ArrayD, IxDyn};
use stencil_core::prelude::*;
use stencil_core::{Halo, Side};
use stencil_filters::{Averaged, PerAxis, Uniform, uniform};
use stencil_testing::agreement::{answer, check};
use stencil_testing::dtype::Dtype;
use stencil_testing::fixtures::read;
use stencil_testing::for_types;
use stencil_testing::layout::{Laid, Layout};
use stencil_testing::probe::reads_exactly_its_halo;
use stencil_testing::random::Random;

const UNIFORM: &str = include_str!("../data/uniform.txt");

/// What a bound on the number of additions says, in parts of the largest pixel.
fn tolerance<T: Dtype>() -> f64 {
    match T::NAME {
        "f32" => 12.0 * f64::from(f32::EPSILON),
        "f64" => 12.0 * f64::EPSILON,
        // SciPy's own sums.
        _ => 1e-12,
    }
}

fn agrees_with_scipy<T: Dtype + Averaged>() {
    for case in read(UNIFORM) {
        let size = PerAxis::from_slice(&case.numbers::<usize>("size")).expect("one to three axes");
        let origin = PerAxis::from_slice(&case.numbers::<isize>("origin")).expect("one to three axes");
        check(&case, &answer::<T, T>(&case, &uniform(size).origin(origin)), tolerance::<T>());
    }
}

#[test]
fn means_agree_with_scipy() {
    for_types!(agrees_with_scipy: u8 i16 u32 i64 f32 f64; i8 u16 i32 u64);
}

/// The exact mean at one pixel, rounded half to even.
fn mean_at<T: Dtype>(image: &ArrayD<T>, halo: Halo, centre: &[usize], whole: impl Fn(T) -> i128) -> i128 {
    let sides: Vec<Side> = (0..image.ndim()).map(|axis| halo.side(axis)).collect();
    let spans: Vec<usize> = sides.iter().map(|side| side.before + 1 + side.after).collect();
    let (mut sum, count) = (0, spans.iter().product::<usize>() as i128);
    for offset in ndarray::indices(IxDyn(&spans)) {
        let index: Vec<usize> = (0..image.ndim())
            .map(|axis| {
                let at = centre[axis] as isize + offset[axis] as isize - sides[axis].before as isize;
                Boundary::Reflect.index(at, image.shape()[axis]).expect("a pixel")
            })
            .collect();
        sum += whole(image[&index[..]]);
    }
    let (mean, left) = (sum.div_euclid(count), sum.rem_euclid(count));
    mean + i128::from(2 * left > count || 2 * left == count && mean % 2 != 0)
}

macro_rules! exact {
    ($($t:ident)*) => {$({
        let mut random = Random::new(size_of::<$t>() as u64);
        for (shape, size) in [
            (&[7, 80][..], &[3, 5][..]), (&[40, 33], &[20, 14]), (&[300], &[2]), (&[70], &[200]), (&[5, 6, 70], &[4, 3, 2]),
            (&[3, 4, 5, 6], &[2, 3, 1, 5]), (&[2, 3, 4, 5], &[2, 2, 2, 2]), (&[24, 20], &[300, 301]),
        ] {
            let image = ArrayD::from_shape_simple_fn(IxDyn(shape), || <$t as Dtype>::random(&mut random));
            let filter = uniform(PerAxis::from_slice(size).expect("one to four axes"));
            let found = apply(&image, &filter).expect("it fits");
            for _ in 0..12 {
                let centre: Vec<usize> = shape.iter().map(|len| random.below(*len)).collect();
                let expected = mean_at(&image, filter.halo(), &centre, |v| v as i128);
                assert_eq!(found[&centre[..]] as i128, expected, "{} {shape:?} {size:?} at {centre:?}", stringify!($t));
            }
        }
    })*};
}

#[test]
fn means_of_integers_are_exact_for_every_type() {
    exact!(u8 i8 u16 i16 u32 i32 u64 i64);
}

/// A constant beyond the edges of many axes counts as often as the window reaches there.
#[test]
fn a_constant_edge_is_exact_on_many_axes() {
    for value in [(1 << 62) + (1 << 20), -7, i64::MIN] {
        let image = ArrayD::from_elem(IxDyn(&[3, 2, 3, 4]), value);
        let boundary = Boundary::Constant(value as f64);
        let found = Apply::new(&uniform([5, 3, 4, 2])).boundary(boundary).run(&image).expect("it fits");
        assert!(found.iter().all(|mean| *mean == value), "{value}");
    }
    let image = ArrayD::from_elem(IxDyn(&[3, 3, 3, 3]), -5_i8);
    let found = Apply::new(&uniform(3)).boundary(Boundary::Constant(76.0)).run(&image).expect("it fits");
    // A corner sees 16 of its own.
    assert_eq!(found[[0, 0, 0, 0]], 60);
    assert_eq!(found[[1, 1, 1, 1]], -5);
}

fn same_however_cut<T: Dtype + Averaged>() {
    let mut random = Random::new(3);
    for (shape, size, tiles) in [
        (&[45, 150][..], &[15, 15][..], &[[7, 150], [45, 33], [1, 1], [16, 64]][..]),
        (&[70, 23], &[2, 40], &[[70, 5], [3, 23]]),
    ] {
        let filter = uniform(PerAxis::from_slice(size).expect("two axes"));
        let plain = Laid::new(Layout::C, shape, || T::random(&mut random));
        let expected = apply(&plain.view(), &filter).expect("it fits");
        for layout in Layout::WRITABLE {
            let mut laid = Laid::new(layout, shape, || T::of(0.0));
            laid.view_mut().iter_mut().zip(plain.view()).for_each(|(to, from)| *to = *from);
            for tile in tiles {
                for threads in [1, 2, 7] {
                    let mut output = Laid::new(layout, shape, || T::of(1.0));
                    let call = Apply::new(&filter).tile(*tile).threads(threads);
                    call.run_into(&laid.view(), &mut output.view_mut()).expect("it fits");
                    let same = output.view().iter().zip(&expected).all(|(a, b)| a.same(*b));
                    assert!(same, "{} {layout:?} {tile:?} {threads}", T::NAME);
                }
            }
        }
    }
}

#[test]
fn bits_are_the_same_for_every_tile_layout_and_number_of_threads() {
    for_types!(same_however_cut: u8 f32; i16 i64 u64 f64 u32);
}

/// As a stage of a chain, sums go on from band to band.
#[test]
fn chains_give_what_whole_arrays_give() {
    let mut random = Random::new(11);
    let image = Array2::from_shape_simple_fn((300, 130), || f32::random(&mut random) as i32 as f32);
    for size in [[3, 3], [1, 9], [40, 7], [15, 2], [301, 5]] {
        for boundary in [Boundary::Reflect, Boundary::Wrap, Boundary::Constant(2.0), Boundary::Valid] {
            let (filter, other) = (uniform(size), uniform([3, 2]));
            let call = |image: &Array2<f32>, filter: &Uniform| {
                Apply::new(filter).boundary(boundary).run(image).expect("it fits")
            };
            let expected = call(&call(&call(&image, &other), &filter), &other);
            let chain = other.then(filter).then(other);
            for tile in [None, Some([130, 64]), Some([17, 130])] {
                let mut apply = Apply::new(&chain).boundary(boundary);
                if let Some(tile) = tile {
                    apply = apply.tile(tile);
                }
                assert_eq!(apply.run(&image).expect("it fits"), expected, "{size:?} {boundary} {tile:?}");
            }
        }
    }
}

#[test]
fn a_nan_or_an_infinity_reaches_no_further_than_the_window() {
    for stain in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let mut image = Array2::from_elem((50, 60), 1.0_f32);
        image[[20, 30]] = stain;
        let found = apply(&image, &uniform([5, 8])).expect("it fits");
        for ((y, x), mean) in found.indexed_iter() {
            let reached = (18..=22).contains(&y) && (27..=34).contains(&x);
            assert_eq!(mean.is_finite(), !reached, "{stain} at {y} {x}");
            assert!(reached || (mean - 1.0).abs() < 1e-6);
        }
    }
}

#[test]
fn it_reads_exactly_its_halo() {
    for ndim in 1..=3 {
        for size in 1..=6 {
            reads_exactly_its_halo(ndim, &uniform(size));
        }
    }
    for (size, origin) in [(3, -1), (3, 1), (4, -2), (4, 1), (9, 4)] {
        reads_exactly_its_halo(2, &uniform(size).origin(origin));
    }
    reads_exactly_its_halo(2, &uniform([4, 7]).origin([-2, 1]));
    assert_eq!(uniform([4, 5]).origin([-2, 1]).halo(), Halo::from_sides([(0, 3), (3, 1)]));
}

#[test]
fn parameters_that_make_no_sense_are_named() {
    let image = Array2::<u8>::zeros((4, 4));
    let wrong = |filter: Uniform| apply(&image, &filter).expect_err("it is wrong").to_string();
    assert_eq!(wrong(uniform(0)), "`uniform`: `size` is 0, but must be at least 1");
    assert_eq!(wrong(uniform([3, 0])), "`uniform`: `size` is 0, but must be at least 1");
    assert_eq!(wrong(uniform(4).origin(2)), "`uniform`: `origin` is 2, but must be from -2 to 1 for a size of 4");
    assert_eq!(
        wrong(uniform([3, 3]).origin([0, 0, 0])),
        "`uniform`: `origin` is 3, but must be one, or 2: one for each size"
    );
    assert!(wrong(uniform(5000)).contains("`size` is 5000"));
    assert!(wrong(uniform([3, 3, 3])).contains("axes"));
}

#[test]
fn windows_far_larger_than_the_array() {
    let image = Array2::from_shape_fn((3, 5), |(y, x)| (y * 5 + x) as u8);
    assert!(apply(&image, &uniform([3, 5])).expect("it fits").iter().all(|mean| *mean <= 14));
    let found = Apply::new(&uniform(3001)).boundary(Boundary::Wrap).run(&image).expect("it fits");
    assert!(found.iter().all(|mean| *mean == 7), "{found}");
    assert_eq!(apply(&Array2::<f64>::zeros((0, 5)), &uniform(3)).expect("it fits").shape(), [0, 5]);
}
