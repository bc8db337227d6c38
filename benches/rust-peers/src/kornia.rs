//! kornia-imgproc: it owns its images, and writes to one that it is given.

use crate::{Call, Images};
use kornia_image::{Image, ImageSize};
use kornia_imgproc::features::HarrisResponse;
use kornia_imgproc::filter::{gaussian_blur, median_blur, sobel};
use std::fmt::Debug;

pub(crate) fn call(row: &str, images: Images) -> Option<Call> {
    let size = ImageSize { width: images.cols, height: images.rows };
    let gaussian = |sigma: f32| {
        let width = 2 * (4.0 * sigma + 0.5) as usize + 1;
        call_of(images, size, move |from, to| gaussian_blur(from, to, (width, width), (sigma, sigma)))
    };
    Some(match row {
        "gaussian_1_f32" => gaussian(1.0),
        "gaussian_2_f32" => gaussian(2.0),
        "gaussian_5_f32" => gaussian(5.0),
        "sobel_f32" => call_of(images, size, |from, to| sobel(from, to, 3)),
        "median_3_u8" => call_of(images, size, |from: &Image<u8, 1>, to| median_blur(from, to, 3)),
        "median_5_u8" => call_of(images, size, |from: &Image<u8, 1>, to| median_blur(from, to, 5)),
        "harris_f32" => {
            let mut harris = HarrisResponse::new(size);
            call_of(images, size, move |from, to| harris.compute(from, to))
        }
        _ => return None,
    })
}

/// A call from one image to another of the same kind.
fn call_of<T: Clone + Default + 'static, E: Debug>(
    images: Images,
    size: ImageSize,
    mut filter: impl FnMut(&Image<T, 1>, &mut Image<T, 1>) -> Result<(), E> + 'static,
) -> Call {
    // SAFETY: `open`'s caller promises images of the row's element types.
    let input = unsafe { images.input::<T>(images.pixels()) };
    let from = Image::new(size, input.to_vec()).expect("as many as pixels");
    let mut to = Image::new(size, vec![T::default(); images.pixels()]).expect("as many as pixels");
    Box::new(move || {
        filter(&from, &mut to).expect("a valid call");
        to.as_slice().as_ptr().cast()
    })
}
