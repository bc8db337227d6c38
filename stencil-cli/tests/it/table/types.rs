//! Element types: those that are promised, and the same values in each of them.

use super::{Case, cases, close, image, numbers, shape};
use ndarray::ArrayD;
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;
use stencil_cli::step::How;

#[test]
fn filters_give_the_types_they_say_and_take_no_other() {
    for case in cases() {
        for dims in case.dims() {
            for dtype in DType::ALL {
                let axes: Vec<usize> = (0..dims).collect();
                let result = case.stage.step.apply(&image(dtype, shape(dims), 0..2, 1), &How::new(&axes));
                let found = result.map(|result| result.unwrap().dtype());
                assert_eq!(found, case.stage.step.gives(dtype), "{} of {dtype}", case.sample.call);
            }
        }
    }
}

/// Whole numbers that every type holds give the same result in each, up to its rounding: integers may differ by one from the
/// rounded float, where that is near the middle of two.
#[test]
fn every_type_gives_the_same_values() {
    for case in cases() {
        for dims in case.dims() {
            let top = if case.widest() == DType::Bool { 2 } else { 100 };
            let widest = numbers(&case.of(&image(case.widest(), shape(dims), 0..top, 9)));
            for dtype in case.dtypes() {
                if dtype != DType::Bool {
                    agrees(&case, dtype, &widest, dims, top);
                }
            }
        }
    }
}

fn agrees(case: &Case, dtype: DType, widest: &ArrayD<f64>, dims: usize, top: i32) {
    let result = case.of(&image(dtype, shape(dims), 0..top, 9));
    let (expected, slack) = match result.dtype() {
        DType::F64 => (widest.clone(), 1e-12),
        DType::F32 => (widest.clone(), 1e-5),
        DType::Bool => (widest.clone(), 0.0),
        integer => {
            let rounded = numbers(&DynImage::from(widest.clone()).cast(integer).0);
            let scale = rounded.iter().fold(1.0_f64, |scale, value| scale.max(value.abs()));
            (rounded, (1.0 + 1e-9) / scale)
        }
    };
    close(&numbers(&result), &expected, slack, || format!("{} of {dtype}", case.sample.call));
}
