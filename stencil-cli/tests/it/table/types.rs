//! Element types: those that are promised, and the same values in each of them.

use super::{Case, cases, close, image, numbers, shape};
use ndarray::ArrayD;
use std::ops::Range;
use stencil_cli::chain;
use stencil_cli::dtype::{DType, Pixel, Wide};
use stencil_cli::given::Given;
use stencil_cli::image::DynImage;
use stencil_cli::step::How;
use stencil_core::apply;
use stencil_filters::{bilateral, gaussian_laplace, laplace, prewitt};

#[test]
fn filters_give_the_types_they_say_and_take_no_other() {
    for case in cases() {
        for dims in case.dims() {
            for dtype in DType::ALL {
                let axes: Vec<usize> = (0..dims).collect();
                let result = case.stage.step.apply(&image(dtype, shape(dims), 0..2, 1), &How::new(&axes));
                let found = result.map(|result| match result.unwrap() {
                    Given::Image(result) => result.dtype(),
                    Given::Points(points) => points.array().dtype(),
                });
                assert_eq!(found, case.stage.step.gives(dtype), "{} of {dtype}", case.sample.call);
            }
        }
    }
}

/// Whole numbers that every type holds give the same result in each, up to its rounding: integers may differ by one from the
/// rounded float, where that is near the middle of two.
#[test]
fn every_type_gives_the_same_values() {
    for case in cases().filter(Case::local) {
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

/// What the library does pixel by pixel, converting to floats and back, is what is done here with the whole array.
#[test]
fn an_array_of_floats_gives_what_the_filter_itself_does() {
    fn check<T: Pixel>(call: &str, values: Range<i32>, filter: impl Fn(&ArrayD<T>) -> DynImage)
    where
        DynImage: From<ArrayD<T>>,
    {
        let numbers = numbers(&image(T::DTYPE, shape(2), values, 4));
        let array = numbers.mapv(|value| T::narrow(Wide::Float(value)).0);
        let stage = chain::parse(call).unwrap().remove(0);
        let Some(Ok(Given::Image(found))) = stage.step.apply(&array.clone().into(), &How::new(&[0, 1])) else {
            panic!("{call}")
        };
        assert_eq!(found, filter(&array), "{call}");
    }
    check::<u8>("laplace", 0..256, |array| apply(array, &laplace()).unwrap().into());
    check::<u16>("prewitt", 0..65_536, |array| apply(array, &prewitt()).unwrap().into());
    check::<i32>("gaussian_laplace(1.5)", -1_000_000..1_000_000, |array| {
        apply(array, &gaussian_laplace(1.5)).unwrap().into()
    });
    check::<u16>("bilateral(9000, 1)", 0..65_536, |array| apply(array, &bilateral(9000.0, 1.0)).unwrap().into());
}
