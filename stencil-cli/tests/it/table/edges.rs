//! Arrays with no pixel, with one, and smaller than the halo; of every type, within every boundary: a result or a clear
//! error, and never a panic.

use super::{Case, KEEPING, cases, image};
use std::panic::{AssertUnwindSafe, catch_unwind};
use stencil_cli::dtype::DType;
use stencil_core::Boundary;

const SHAPES: [&[usize]; 12] =
    [&[], &[0], &[1], &[5], &[1, 1], &[0, 4], &[4, 0], &[2, 3], &[1, 1, 1], &[3, 0, 2], &[3, 1, 2], &[2, 1, 2, 3]];

#[test]
fn small_arrays_give_a_result_or_a_clear_error() {
    for case in cases() {
        let dims = case.dims();
        for dtype in case.dtypes() {
            for shape in SHAPES {
                for boundary in KEEPING.into_iter().chain([Boundary::Valid]) {
                    check(&case, &dims, dtype, shape, boundary);
                }
            }
        }
    }
}

fn check(case: &Case, dims: &[usize], dtype: DType, shape: &[usize], boundary: Boundary) {
    let array = image(dtype, shape, 0..2, 5);
    let what = || format!("{} of {shape:?} {dtype}, {boundary}", case.sample.call);
    let result =
        catch_unwind(AssertUnwindSafe(|| case.apply(&array, boundary))).unwrap_or_else(|_| panic!("{}", what()));
    let has = match boundary {
        Boundary::Ignore => case.stage.step.stencil().ignores(),
        // A list of points of a part of the array is no use.
        Boundary::Valid => !case.stage.step.lists(),
        _ => true,
    };
    let fits = dims.contains(&shape.len()) && has;
    match result {
        Ok(result) => {
            let left = |(axis, length): (usize, &usize)| match boundary {
                Boundary::Valid => length.saturating_sub(case.side(axis).before + case.side(axis).after),
                _ => *length,
            };
            let expected: Vec<usize> = shape.iter().enumerate().map(left).collect();
            if !case.stage.step.lists() {
                assert_eq!(result.shape(), expected, "{}", what());
            }
            assert_eq!(Some(result.dtype()), case.stage.step.gives(dtype), "{}", what());
        }
        Err(error) => {
            assert!(!fits, "{}: {error}", what());
            assert!(error.to_string().len() > 20, "{}: {error}", what());
        }
    }
}
