//! ndarray-ndimage: it reads views and returns new arrays.

use crate::{Call, Images};
use ndarray::{Array, ArrayView, Dimension, IntoDimension};
use ndarray_ndimage::{BorderMode, gaussian_filter, maximum_filter, uniform_filter};

pub(crate) fn call(row: &str, images: Images) -> Option<Call> {
    let plane = (images.rows, images.cols);
    let gaussian =
        |sigma| call_of(images, plane, move |image| gaussian_filter(&image, sigma, 0, BorderMode::Reflect, 4));
    Some(match row {
        "gaussian_1_f32" => gaussian(1.0_f32),
        "gaussian_2_f32" => gaussian(2.0),
        "gaussian_5_f32" => gaussian(5.0),
        "gaussian_10_f32" => gaussian(10.0),
        "mean_3_f32" => {
            call_of(images, plane, |image: ArrayView<'_, f32, _>| uniform_filter(&image, 3, BorderMode::Reflect))
        }
        "dilate_box_u8" => {
            call_of(images, plane, |image: ArrayView<'_, u8, _>| maximum_filter(&image, 15, BorderMode::Reflect, 0))
        }
        "gaussian_2_volume" => call_of(images, (images.rows, images.cols, images.cols), |image| {
            gaussian_filter(&image, 2.0_f32, 0, BorderMode::Reflect, 4)
        }),
        _ => return None,
    })
}

/// A call that keeps the array it returned.
fn call_of<T: Clone + 'static, I: IntoDimension<Dim = D>, D: Dimension + 'static>(
    images: Images,
    shape: I,
    filter: impl Fn(ArrayView<'_, T, D>) -> Array<T, D> + 'static,
) -> Call {
    let shape = shape.into_dimension();
    // SAFETY: `open`'s caller promises images of the row's element types and sizes.
    let input = unsafe { images.input::<T>(shape.size()) };
    let view = ArrayView::from_shape(shape, input).expect("as many as pixels");
    let mut result = None;
    Box::new(move || {
        let array = result.insert(filter(view.view()));
        array.as_ptr().cast()
    })
}
