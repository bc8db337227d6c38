//! Kitchen and Rosenfeld's corner measure.

use crate::recipe::{Real, applied, of_the_made, recipe};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// Kitchen and Rosenfeld's corner measure: how much the direction of the gradient changes along the edge, times its length.
/// `(ixx * iy^2 + iyy * ix^2 - 2 * ixy * ix * iy) / (ix^2 + iy^2)`, and zero where the gradient is.
///
/// The derivatives are Sobel's, not normalised; those of second order are derivatives of derivatives. The halo is 2, along two
/// axes. Made to agree with `skimage.feature.corner_kitchen_rosenfeld`, whose default boundary is `Constant(0.0)`. The
/// result is `f32` for arrays of `f32` and of 8 and 16 bits, and `f64` for the others. L. Kitchen and A. Rosenfeld, Gray-level
/// corner detection, 1982.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::corner_kitchen_rosenfeld;
///
/// let slope = Array2::from_shape_fn((8, 8), |(r, c)| (2 * r + 3 * c) as u8);
/// assert_eq!(apply(&slope, &corner_kitchen_rosenfeld())?[[4, 4]], 0.0);
/// assert_eq!(corner_kitchen_rosenfeld().halo(), Halo::uniform(2));
/// # Ok::<(), stencil_core::Error>(())
/// ```
#[must_use]
pub fn corner_kitchen_rosenfeld() -> CornerKitchenRosenfeld {
    CornerKitchenRosenfeld
}

/// See [`corner_kitchen_rosenfeld`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CornerKitchenRosenfeld;

/// The Sobel derivatives along rows and columns.
#[stencil(simd)]
fn gradient<A: Float>(w: Window<A, 2>) -> (A, A) {
    let (falling, rising) = (w[[1, 1]] - w[[-1, -1]], w[[1, -1]] - w[[-1, 1]]);
    let (down, across) = (w[[1, 0]] - w[[-1, 0]], w[[0, 1]] - w[[0, -1]]);
    ((falling + rising) + (down + down), (falling - rising) + (across + across))
}

#[stencil(simd)]
fn curvature<A: Float>(r: Window<A, 2>, c: Window<A, 2>) -> A {
    let zero = 0.0_f64.cast::<A>();
    let (falling, rising) = (c[[1, 1]] - c[[-1, -1]], c[[1, -1]] - c[[-1, 1]]);
    let (down, across) = (c[[1, 0]] - c[[-1, 0]], c[[0, 1]] - c[[0, -1]]);
    let rc = (falling + rising) + (down + down);
    let cc = (falling - rising) + (across + across);
    let down = r[[1, 0]] - r[[-1, 0]];
    let rr = ((r[[1, 1]] - r[[-1, -1]]) + (r[[1, -1]] - r[[-1, 1]])) + (down + down);
    let (r, c) = (r[[0, 0]], c[[0, 0]]);
    let mixed = rc * c * r;
    let turning = cc * (r * r) + rr * (c * c) - (mixed + mixed);
    let steep = c * c + r * r;
    if steep == zero { zero } else { turning / steep }
}

impl CornerKitchenRosenfeld {
    fn made<A: Real>(&self, _: &Space) -> Boxed<(A,), (A,)> {
        Boxed::new(gradient.then(curvature))
    }
}
recipe!(CornerKitchenRosenfeld: |A| (A,));
applied!(CornerKitchenRosenfeld);

impl Stencil for CornerKitchenRosenfeld {
    fn name(&self) -> Cow<'static, str> {
        "corner_kitchen_rosenfeld".into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(2)
    }

    fn dims(&self) -> Option<usize> {
        Some(2)
    }

    of_the_made!();
}
