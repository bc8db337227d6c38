//! Laws that samples state, and the one that all of them obey: a shifted array gives a shifted result.

use super::{Case, cases, close, image, numbers, shape};
use ndarray::{ArrayD, Axis, Slice};
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;
use stencil_cli::table::Law;
use stencil_core::Boundary;

/// Of the largest value, in an array of f64.
const DIGITS: f64 = 1e-12;

/// Runs a check for every case that states a law, on each number of axes.
fn for_each(law: Law, check: impl Fn(&Case, usize)) {
    let mut found = 0;
    for case in cases().filter(|case| case.sample.laws.contains(&law)) {
        for dims in case.dims() {
            check(&case, dims);
            found += 1;
        }
    }
    assert!(found > 0, "no sample states {law:?}");
}

/// An array of the widest type that the filter takes, and the same as numbers.
fn sample(case: &Case, dims: usize) -> ArrayD<f64> {
    let values = if case.widest() == DType::Bool { 0..2 } else { -50..50 };
    numbers(&image(case.widest(), shape(dims), values, 11))
}

fn applied(case: &Case, values: &ArrayD<f64>) -> ArrayD<f64> {
    numbers(&case.of(&DynImage::from(values.clone()).cast(case.widest()).0))
}

fn same(case: &Case, found: &ArrayD<f64>, expected: &ArrayD<f64>) {
    close(found, expected, DIGITS, || case.sample.call.to_owned());
}

#[test]
fn equal_values_stay_or_vanish() {
    for (law, expected) in [(Law::KeepsConstants, 1.0), (Law::ErasesConstants, 0.0)] {
        for_each(law, |case, dims| {
            for dtype in case.dtypes() {
                let value = if dtype == DType::Bool { 1.0 } else { 77.0 };
                let array = ArrayD::from_elem(shape(dims), value);
                let result = case.of(&DynImage::from(array.clone()).cast(dtype).0);
                let digits = if result.dtype() == DType::F32 { 1e-6 } else { DIGITS };
                close(&numbers(&result), &(array * expected), digits, || format!("{} of {dtype}", case.sample.call));
            }
        });
    }
}

fn reversed(array: &ArrayD<f64>, axis: usize) -> ArrayD<f64> {
    array.slice_axis(Axis(axis), Slice::new(0, None, -1)).to_owned()
}

#[test]
fn reversed_arrays_give_reversed_results() {
    for_each(Law::Mirrors, |case, dims| {
        let array = sample(case, dims);
        let result = applied(case, &array);
        for axis in 0..dims {
            same(case, &applied(case, &reversed(&array, axis)), &reversed(&result, axis));
        }
    });
}

#[test]
fn transposed_arrays_give_transposed_results() {
    for_each(Law::Transposes, |case, dims| {
        let array = sample(case, dims);
        let transposed = |array: ArrayD<f64>| array.reversed_axes().as_standard_layout().into_owned();
        same(case, &applied(case, &transposed(array.clone())), &transposed(applied(case, &array)));
    });
}

#[test]
fn results_stay_on_one_side_of_the_input() {
    for_each(Law::Lowers, |case, dims| {
        let array = sample(case, dims);
        assert!(
            applied(case, &array).iter().zip(&array).all(|(after, before)| after <= before),
            "{}",
            case.sample.call
        );
    });
    for_each(Law::Raises, |case, dims| {
        let array = sample(case, dims);
        assert!(
            applied(case, &array).iter().zip(&array).all(|(after, before)| after >= before),
            "{}",
            case.sample.call
        );
    });
}

#[test]
fn twice_is_the_same_as_once() {
    for_each(Law::Settles, |case, dims| {
        let once = applied(case, &sample(case, dims));
        same(case, &applied(case, &once), &once);
    });
}

#[test]
fn negated_arrays_give_negated_results() {
    for_each(Law::Odd, |case, dims| {
        let array = sample(case, dims);
        same(case, &applied(case, &-&array), &-applied(case, &array));
    });
}

#[test]
fn shifted_arrays_give_shifted_results() {
    for case in cases().filter(Case::local) {
        for dims in case.dims() {
            let array = sample(&case, dims);
            let wrapped = |values: &ArrayD<f64>| {
                numbers(&case.within(&DynImage::from(values.clone()).cast(case.widest()).0, Boundary::Wrap))
            };
            let result = wrapped(&array);
            for axis in 0..dims {
                same(&case, &wrapped(&rolled(&array, axis)), &rolled(&result, axis));
            }
        }
    }
}

/// Shifted by three, what falls off coming in again at the other end.
fn rolled(array: &ArrayD<f64>, axis: usize) -> ArrayD<f64> {
    let (end, start) = array.view().split_at(Axis(axis), 3);
    ndarray::concatenate(Axis(axis), &[start, end]).unwrap()
}
