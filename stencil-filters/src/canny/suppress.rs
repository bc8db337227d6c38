//! The kernels of Canny's edges.

use stencil_core::prelude::*;

/// An image of ones.
#[stencil(simd)]
pub(super) fn of_ones<A: Float>(_w: Window<A, 2>) -> A {
    1.0_f64.cast::<A>()
}

/// The same, to see where it ends.
#[stencil(simd)]
pub(super) fn of_the_image<A: Float>(_w: Window<A, 2>) -> u8 {
    1
}

/// Whether all neighbours are of the image.
#[stencil(simd)]
pub(super) fn surrounded(w: Window<u8, 2>) -> u8 {
    w[[-1, 0]].min(w[[1, 0]]).min(w[[0, -1]].min(w[[0, 1]]))
}

/// The smoothed image, divided by smoothed ones.
#[stencil(simd)]
pub(super) fn renormalised<A: Float>(image: Window<A, 2>, ones: Window<A, 2>) -> A {
    image[[0, 0]] / ones[[0, 0]]
}

/// The Sobel derivatives along rows and columns, and the length of the gradient.
#[stencil(simd)]
pub(super) fn gradient<A: Float>(w: Window<A, 2>) -> (A, A, A) {
    let (falling, rising) = (w[[1, 1]] - w[[-1, -1]], w[[1, -1]] - w[[-1, 1]]);
    let (down, across) = (w[[1, 0]] - w[[-1, 0]], w[[0, 1]] - w[[0, -1]]);
    let r = (falling + rising) + (down + down);
    let c = (falling - rising) + (across + across);
    (r, c, (r * r + c * c).sqrt())
}

/// 2 on a ridge at least `high`, 1 on one at least `low`, 0 elsewhere.
///
/// What is across the ridge lies between a neighbour straight on and a diagonal one.
#[stencil(simd)]
pub(super) fn suppressed<A: Float>(r: Window<A, 2>, c: Window<A, 2>, m: Window<A, 2>, low: A, high: A) -> u8 {
    let (zero, one) = (0.0_f64.cast::<A>(), 1.0_f64.cast::<A>());
    let (down, across, here) = (r[[0, 0]], c[[0, 0]], m[[0, 0]]);
    let (up, right) = (down > zero, across > zero);
    let falling = (up && right) || (!up && !right);
    let steep = down.abs() > across.abs();
    let share = if steep { across.abs() / down.abs() } else { down.abs() / across.abs() };
    let (corner, opposite) = if falling { (m[[1, 1]], m[[-1, -1]]) } else { (m[[-1, 1]], m[[1, -1]]) };
    let (below, above) = if falling { (m[[1, 0]], m[[-1, 0]]) } else { (m[[-1, 0]], m[[1, 0]]) };
    let (ahead, behind) = if steep { (below, above) } else { (m[[0, 1]], m[[0, -1]]) };
    let front = corner * share + ahead * (one - share) <= here;
    let back = opposite * share + behind * (one - share) <= here;
    let ridge = front && back && here >= low && here > zero;
    if ridge && here >= high {
        2
    } else if ridge {
        1
    } else {
        0
    }
}

/// The labels, where all neighbours are of the image.
#[stencil(simd)]
pub(super) fn kept(label: Window<u8, 2>, inside: Window<u8, 2>) -> u8 {
    label[[0, 0]].min(inside[[0, 0]] + inside[[0, 0]])
}
