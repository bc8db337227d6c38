//! The same bits whatever else the kernel computes in: a type's functions at every lane count.

use super::{Real, apply, arguments};
use crate::lanes::{B32, B64, Lanes, SimdLevel, Width};
use fearless_simd::{Simd, dispatch};

/// Both ways of computing in `f32` (in `f64` too), selects by masks of both sizes, and all ends of the range.
#[inline(always)]
fn some<S: Simd, T: Real, W: Width>(x: Lanes<S, T, W>, y: Lanes<S, T, W>) -> Lanes<S, T, W> {
    x.hypot(y).ln() + y.exp()
}

fn keys<T: Real, W: Width>(x: &[T], y: &[T]) -> Vec<u64> {
    let level = SimdLevel::detect().token().expect("detected");
    let out = dispatch!(level, simd => apply::<T, W, _>(simd, (x, y), #[inline(always)] |x, y| some(x, y)));
    out.into_iter().map(Real::key).collect()
}

#[test]
fn every_width_gives_the_same_bits() {
    let x = &arguments::singles()[..8192];
    let y = arguments::single_partners(x);
    let expected = keys::<f32, B32>(x, &y);
    assert!(keys::<f32, B64>(x, &y) == expected, "f32 in kernels of 64-bit elements");

    let x = &arguments::doubles()[..8192];
    let y = arguments::double_partners(x);
    assert!(keys::<f64, B32>(x, &y) == keys::<f64, B64>(x, &y), "f64 in kernels of 32-bit elements");
}
