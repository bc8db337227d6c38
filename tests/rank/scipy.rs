//! The answers of SciPy, and of scikit-image where pixels are left out, for every element type.

use ndarray::ArrayD;
use stencil_core::prelude::*;
use stencil_filters::{PerAxis, Rank, maximum, median, minimum, percentile, rank};
use stencil_testing::agreement::{answer, check};
use stencil_testing::dtype::Dtype;
use stencil_testing::fixtures::{Fixture, read};
use stencil_testing::for_types;

const RANK: &str = include_str!("../data/rank.txt");

fn filter(case: &Fixture) -> Rank {
    let window = case.footprint();
    let filter = match case.name.as_str() {
        "minimum" => minimum(window),
        "maximum" => maximum(window),
        "median" => median(window),
        "rank" => rank(window, case.numbers("value")[0]),
        "percentile" => percentile(window, case.numbers("value")[0]),
        other => panic!("no filter is called {other}"),
    };
    filter.origin(PerAxis::from_slice(&case.numbers::<isize>("origin")).expect("one to three axes"))
}

fn as_type<T: Dtype>() {
    for case in read(RANK) {
        check(&case, &answer::<T, T>(&case, &filter(&case)), 0.0);
    }
}

#[test]
fn rank_filters_agree_with_scipy_and_scikit_image() {
    for_types!(as_type: u8 f32 i64; u16 i8 i16 u32 i32 u64 f64);
}

/// A threshold turns each grey case into a binary one: places in the order commute with it.
#[test]
fn binary_ranks_are_grey_ranks_of_a_threshold() {
    for case in read(RANK).into_iter().filter(|case| !matches!(case.boundary(), Boundary::Constant(_))) {
        let mut above = case.clone();
        above.input.mapv_inplace(|v| f64::from(v > 63.0));
        let found: ArrayD<bool> = answer::<bool, bool>(&above, &filter(&case));
        assert!(found.iter().copied().eq(case.expected.iter().map(|v| *v > 63.0)), "{case:?}");
    }
}
