//! The answers of SciPy and scikit-image.

use ndarray::{Array1, ArrayD, IxDyn};
use stencil_core::prelude::*;
use stencil_filters::*;
use stencil_testing::agreement::{answer, check};
use stencil_testing::dtype::Dtype;
use stencil_testing::fixtures::{Fixture, read};
use stencil_testing::for_types;

const COMPOSED: &str = include_str!("../data/morphology_composed.txt");
const BINARY: &str = include_str!("../data/morphology_binary.txt");
const STRUCTURES: &str = include_str!("../data/morphology_structures.txt");
const DRAWN: &str = include_str!("../data/morphology_drawn.txt");

/// The answer of the filter that a case names, after its prefix, over a neighbourhood.
macro_rules! answer_of {
    ($case:expr, $prefix:literal, $over:expr, $t:ty: $($filter:ident)*) => {{
        let (case, over) = ($case, $over);
        let origin = PerAxis::from_slice(&case.numbers("origin")).expect("one to three axes");
        let iterations = case.numbers("iterations")[0];
        match case.name.trim_start_matches($prefix) {
            $(stringify!($filter) => {
                answer::<$t, $t>(&case, &$filter(over).origin(origin).iterations(iterations))
            })*
            other => panic!("no filter is called {other}"),
        }
    }};
}

fn composed<T: Dtype + SecondDifference>() {
    for case in read(COMPOSED) {
        let found = answer_of!(&case, "", case.footprint(), T: erode dilate open close white_tophat black_tophat
            morphological_gradient morphological_laplace);
        check(&case, &found, 0.0);
    }
}

#[test]
fn grey_filters_agree_with_scipy_and_scikit_image() {
    for_types!(composed: u8 f32 i64; u16 i8 i16 u32 i32 u64 f64);
}

#[test]
fn binary_filters_agree_with_scipy() {
    for case in read(BINARY) {
        let found = if case.name == "hit_or_miss" {
            hits(&case)
        } else {
            answer_of!(&case, "binary_", case.footprint(), bool: erode dilate open close white_tophat black_tophat)
        };
        check(&case, &found, 0.0);
    }
}

fn hits(case: &Fixture) -> ArrayD<bool> {
    let origin: PerAxis<isize> = PerAxis::from_slice(&case.numbers("origin")).expect("one to three axes");
    let filter = hit_or_miss(case.footprint());
    let filter = match case.text("miss") {
        "complement" => filter,
        _ => filter.miss(case.footprint_of("miss")),
    };
    let found = answer::<bool, bool>(case, &filter.clone().origin(origin));
    let bytes = case.input.mapv(|v| if v > 0.0 { u8::MAX } else { 0 });
    let of_bytes = Apply::new(&filter.origin(origin)).boundary(Boundary::Constant(0.0)).run(&bytes);
    assert_eq!(of_bytes.expect("it fits"), found, "{case:?}");
    found
}

fn raised<T: Dtype + Additive + SecondDifference>() {
    let mut checked = 0;
    for case in read(STRUCTURES) {
        let heights: Vec<f64> = case.numbers("heights");
        let single = case.text("iterations") == "1" && ["raised_erode", "raised_dilate"].contains(&case.name.as_str());
        // Integers are rounded after each step: then fractions are not what they are in SciPy's floats.
        let fractions = heights.iter().any(|height| height.fract() != 0.0);
        if <T as Dtype>::WHOLE && (fractions && !single || case.expected.iter().any(|v| leaves::<T>(*v))) {
            continue;
        }
        let heights = ArrayD::from_shape_vec(IxDyn(&case.numbers::<usize>("size")), heights).expect("as many as cells");
        let over = Structure::from_array(heights.view());
        let found = answer_of!(&case, "raised_", over, T: erode dilate open close white_tophat black_tophat
            morphological_gradient morphological_laplace);
        check(&case, &found, 0.0);
        checked += 1;
    }
    assert!(checked > 60, "{checked} cases of {}", T::NAME);
}

/// Whether a value is beyond the ends of a type: a sum on the way may have been, too.
fn leaves<T: Dtype>(value: f64) -> bool {
    let (low, high) = T::ends();
    value < low.number() + 10.0 || value > high.number() - 10.0
}

#[test]
fn structures_with_heights_agree_with_scipy() {
    for_types!(raised: i16 f32 i32 f64; u8 i8 u16 u32);
}

/// Dilating a single pixel draws the footprint.
#[test]
fn footprints_are_drawn_as_in_scikit_image() {
    for case in read(DRAWN) {
        let shape: Vec<usize> = case.numbers("cells");
        let mut image = ArrayD::from_elem(shape.clone(), false);
        let centre: Vec<usize> = shape.iter().map(|n| n / 2).collect();
        image[&centre[..]] = true;
        let drawn = Apply::new(&dilate(case.footprint())).boundary(Boundary::Ignore).run(&image).expect("it fits");
        let expected: Array1<bool> = case.expected.iter().map(|v| *v == 1.0).collect();
        assert!(drawn.iter().eq(&expected), "{case:?}");
    }
}
