//! imageproc: it owns its images and returns new ones.

use crate::{Call, Images, gaussian_weights};
use image::{ImageBuffer, Luma, Pixel};
use imageproc::definitions::Image;
use imageproc::filter::{median_filter, separable_filter_equal};
use imageproc::morphology::{Mask, grayscale_dilate, grayscale_open};

pub(crate) fn call(row: &str, images: Images) -> Option<Call> {
    let floats = |sigma| {
        let weights = gaussian_weights(sigma);
        call_of::<Luma<f32>>(images, move |image| separable_filter_equal(image, &weights))
    };
    let median = |radius| call_of::<Luma<u8>>(images, move |image| median_filter(image, radius, radius));
    let dilate = |mask: Mask| call_of::<Luma<u8>>(images, move |image| grayscale_dilate(image, &mask));
    Some(match row {
        "gaussian_1_f32" => floats(1.0),
        "gaussian_2_f32" => floats(2.0),
        "gaussian_5_f32" => floats(5.0),
        "median_3_u8" => median(1),
        "median_5_u8" => median(2),
        "median_9_u8" => median(4),
        "median_21_u8" => median(10),
        "dilate_box_u8" => dilate(Mask::square(7)),
        "dilate_disk_u8" => dilate(Mask::disk(5)),
        "open_disk_u8" => {
            let mask = Mask::disk(5);
            call_of::<Luma<u8>>(images, move |image| grayscale_open(image, &mask))
        }
        _ => return None,
    })
}

/// A call that keeps the image it returned.
fn call_of<P: Pixel + 'static>(images: Images, filter: impl Fn(&Image<P>) -> Image<P> + 'static) -> Call {
    // SAFETY: `open`'s caller promises images of the row's element types.
    let input = unsafe { images.input::<P::Subpixel>(images.pixels()) };
    let image: Image<P> =
        ImageBuffer::from_raw(images.cols as u32, images.rows as u32, input.to_vec()).expect("as many as pixels");
    let mut result = None;
    Box::new(move || {
        let image = result.insert(filter(&image));
        image.as_raw().as_ptr().cast()
    })
}
