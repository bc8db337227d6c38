//! Filters with any number of float outputs, and answers with as many.

use ndarray::{Array, ArrayD, IxDyn};
use stencil_core::kernel::Elements;
use stencil_core::prelude::*;
use stencil_testing::dtype::Dtype;
use stencil_testing::fixtures::Fixture;

/// What `apply` gives back, whatever the number of arrays.
pub(crate) trait Outputs {
    /// The arrays as numbers, in the order of the outputs.
    fn list(&self) -> Vec<ArrayD<f64>>;
}

impl<T: Dtype> Outputs for ArrayD<T> {
    fn list(&self) -> Vec<ArrayD<f64>> {
        vec![self.mapv(T::number)]
    }
}

macro_rules! outputs {
    ($($($t:ident $k:tt),+;)*) => {$(
        impl<$($t: Outputs),+> Outputs for ($($t,)+) {
            fn list(&self) -> Vec<ArrayD<f64>> {
                [$(self.$k.list()),+].concat()
            }
        }
    )*};
}
outputs! {
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3, E 4, F 5;
}

/// Every output of a filter on the image of a case.
pub(crate) fn outputs<T: Dtype, F>(case: &Fixture, filter: &F) -> Vec<ArrayD<f64>>
where
    F: Filter<(T,), Out: Elements<Arrays<IxDyn>: Outputs>>,
{
    let image: Array<T, IxDyn> = case.input.mapv(T::of);
    let boundary = if case.text("boundary") == "valid" { Boundary::Valid } else { case.boundary() };
    let run = Apply::new(filter).boundary(boundary).run(&image);
    run.unwrap_or_else(|error| panic!("{error}, in {case:?}")).list()
}

/// Compares numbers, one output after the other.
pub(crate) fn assert_near(case: &Fixture, found: &[ArrayD<f64>], expected: &[f64], tolerance: f64) {
    let found: Vec<f64> = found.iter().flat_map(|output| output.iter().copied()).collect();
    assert_eq!(found.len(), expected.len(), "{case:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= tolerance,
            "found {found}, expected {expected} +- {tolerance}, in {case:?}"
        );
    }
}
