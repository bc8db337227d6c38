//! Every filter gives the same bits however the array is cut, by however many threads, with whatever instructions, and
//! however it lies in memory.

use ndarray::ArrayD;
use stencil_core::prelude::*;
use stencil_testing::dtype::Dtype;
use stencil_testing::runner::{Case, Kind, assert_same, run};

/// Cases of a filter that works along so many axes.
pub(crate) fn make_no_difference<T: Dtype, U: Dtype>(axes: usize, filter: &impl Filter<(T,), Out = (U,)>) {
    let seed = filter.name().bytes().fold(7, |seed: u64, byte| seed.wrapping_mul(31) + u64::from(byte));
    for number in 0..40 {
        let case = Case::new(Kind { axes, ignore: false, seed }, number);
        let array = case.array(T::small);
        let whole: ArrayD<T> = array.view().to_owned();
        let apply = Apply::new(filter).boundary(case.along.boundaries.as_slice()).axes(case.along.axes.clone());
        let expected = apply.run(&whole).unwrap_or_else(|error| panic!("{error}, in {case:#?}"));
        let found = run(filter, array.view(), &case);
        assert_same(&(filter.name(), &case), found.view(), &expected, U::same);
    }
}
