//! Results compared with the answers of the fixtures.

use crate::dtype::Dtype;
use crate::fixtures::Fixture;
use ndarray::ArrayD;
use stencil_core::prelude::*;

/// The result of a filter on the case's image as an array of `T`.
pub fn answer<T: Dtype, U: Dtype>(case: &Fixture, filter: &impl Filter<(T,), Out = (U,)>) -> ArrayD<U> {
    let image = case.input.mapv(T::of);
    let run = Apply::new(filter).boundary(case.boundary()).run(&image);
    run.unwrap_or_else(|error| panic!("{error}, in {case:?}"))
}

/// Compares with the rounded answer, allowing floats this much relative error, and integers that much of a rounding.
pub fn check<U: Dtype>(case: &Fixture, found: &ArrayD<U>, tolerance: f64) {
    check_within(case, found, tolerance, 0.0);
}

/// The same for results that may miss the answer by a little more.
pub fn check_within<U: Dtype>(case: &Fixture, found: &ArrayD<U>, tolerance: f64, miss: f64) {
    for (found, &expected) in found.iter().zip(&case.expected) {
        let (low, high) = U::ends();
        let expected = expected.clamp(low.number(), high.number());
        let allowed = miss + tolerance * expected.abs().max(1.0) + if U::WHOLE { 0.5 } else { 0.0 };
        assert!(
            found.number() == expected || (found.number() - expected).abs() <= allowed,
            "found {found:?}, expected {expected}, as {} in {case:?}",
            U::NAME
        );
    }
    assert_eq!(found.len(), case.expected.len());
}

/// By how much a weighted sum may differ from the exact one, in parts of the larger of itself and one.
pub fn sum_tolerance<T: Dtype>() -> f64 {
    if matches!(T::NAME, "u32" | "i32" | "u64" | "i64" | "f64") { 1e-14 } else { 1e-6 }
}
