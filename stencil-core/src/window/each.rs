//! The fallback of a kernel that has no form in lanes: each lane evaluates the body of one pixel.

use super::lane::LaneWindow;
use super::pixel::Window;
use crate::element::Element;
use crate::lanes::{Cx, Shape, Width};
use fearless_simd::Simd;

/// The windows of a run of pixels, one per input: a tuple of [`LaneWindow`]s.
pub trait LaneWindows: Copy {
    /// The windows of one pixel: a tuple of [`Window`]s.
    type Pixel;
    /// The windows of one of the pixels.
    fn pixel(&self, index: usize) -> Self::Pixel;
}

macro_rules! tuples {
    ($($($part:ident $i:tt),*;)*) => {$(
        impl<'a, S: Simd, W: Width, const DIM: usize, $($part: Element),*> LaneWindows for ($(LaneWindow<'a, S, $part, W, DIM>,)*) {
            type Pixel = ($(Window<'a, $part, DIM>,)*);
            #[inline(always)]
            fn pixel(&self, index: usize) -> Self::Pixel {
                ($(self.$i.lane(index),)*)
            }
        }
    )*};
}
tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
}

impl<S: Simd, W: Width> Cx<S, W> {
    /// Evaluates the body of one pixel in each lane.
    #[inline(always)]
    pub fn each_pixel<A: LaneWindows, R: Shape>(
        self,
        windows: A,
        mut body: impl FnMut(A::Pixel) -> R,
    ) -> R::Lanes<S, W> {
        self.each_lane(|index| body(windows.pixel(index)))
    }
}
