//! libblur: Gaussians and medians, into the caller's output.

use crate::{Call, Images};
use libblur::{
    BlurImage, BlurImageMut, ConvolutionMode, EdgeMode, FastBlurChannels, GaussianBlurParams,
    IeeeBinaryConvolutionMode, ThreadingPolicy, gaussian_blur, gaussian_blur_f32, gaussian_blur_u16, median_blur,
};
use std::fmt::Debug;
use std::num::NonZeroUsize;

pub(crate) fn call(row: &str, images: Images) -> Option<Call> {
    let edge = EdgeMode::Reflect.as_2d();
    let params = |sigma: f64| GaussianBlurParams::new(2 * (4.0 * sigma + 0.5) as u32 + 1, sigma);
    let floats = |sigma| {
        call_of(images, move |from, to, policy| {
            gaussian_blur_f32(from, to, params(sigma), edge, policy, IeeeBinaryConvolutionMode::Normal)
        })
    };
    let bytes = |sigma, mode| {
        call_of(images, move |from, to, policy| gaussian_blur(from, to, params(sigma), edge, policy, mode))
    };
    Some(match row {
        "gaussian_1_f32" => floats(1.0),
        "gaussian_2_f32" => floats(2.0),
        "gaussian_5_f32" => floats(5.0),
        "gaussian_10_f32" => floats(10.0),
        "gaussian_1_u8" => bytes(1.0, ConvolutionMode::FixedPoint),
        "gaussian_2_u8" => bytes(2.0, ConvolutionMode::FixedPoint),
        "gaussian_5_u8" => bytes(5.0, ConvolutionMode::FixedPoint),
        "gaussian_2_u16" => call_of(images, move |from, to, policy| {
            gaussian_blur_u16(from, to, params(2.0), edge, policy, ConvolutionMode::Exact)
        }),
        "median_3_u8" => call_of(images, |from, to, policy| median_blur(from, to, 1, policy)),
        "median_5_u8" => call_of(images, |from, to, policy| median_blur(from, to, 2, policy)),
        _ => return None,
    })
}

/// A call from one image to another of the same kind.
fn call_of<T: Clone + Copy + Default + Debug + 'static, E: Debug>(
    images: Images,
    filter: impl Fn(&BlurImage<'_, T>, &mut BlurImageMut<'_, T>, ThreadingPolicy) -> Result<(), E> + 'static,
) -> Call {
    let policy = match images.threads {
        1 => ThreadingPolicy::Single,
        threads => ThreadingPolicy::Fixed(NonZeroUsize::new(threads).expect("at least one thread")),
    };
    let (width, height) = (images.cols as u32, images.rows as u32);
    // SAFETY: `open`'s caller promises images of the row's element types.
    let from = BlurImage::borrow(unsafe { images.input(images.pixels()) }, width, height, FastBlurChannels::Plane);
    Box::new(move || {
        // SAFETY: as above; the slice of the call before is gone.
        let output = unsafe { images.output(images.pixels()) };
        let mut to = BlurImageMut::borrow(output, width, height, FastBlurChannels::Plane);
        filter(&from, &mut to, policy).expect("a valid call");
        images.output
    })
}
