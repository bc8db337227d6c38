//! Kernels made by the user's own macros: fragments of every kind arrive in invisible groups.

use ndarray::arr1;
use stencil_core::prelude::*;

macro_rules! shifted {
    ($name:ident, $by:expr) => {
        #[stencil]
        fn $name(w: Window<f32, 1>) -> f32 {
            w[$by]
        }
    };
}
shifted!(left, -1);
shifted!(right, 1 + 1);

macro_rules! kernel {
    ($(#[$attr:meta])* $vis:vis $name:ident($w:ident: $element:ty, $dims:literal; $($p:ident: $ty:ty),*) -> $out:ty $body:block) => {
        $(#[$attr])*
        #[stencil]
        $vis fn $name($w: Window<$element, $dims>, $($p: $ty),*) -> $out $body
    };
}
kernel! {
    /// Documented.
    pub(crate) scaled(w: u8, 1; by: f32, enabled: bool) -> f32 {
        if enabled { by * w[0] as f32 } else { 0.0 }
    }
}

macro_rules! with_radius {
    ($name:ident, $radius:literal, $($key:ident)?) => {
        #[stencil(radius = $radius, $($key)?)]
        fn $name(w: Window<f32, 1>) -> f32 {
            w.max()
        }
    };
}
with_radius!(widest, 3, simd);
with_radius!(wide, 2,);

macro_rules! per_type {
    ($($name:ident: $ty:ty),*) => { $(
        #[stencil]
        fn $name(w: Window<$ty, 1>) -> $ty {
            let center: $ty = w[0];
            if center > w[1] { center } else { w[1] }
        }
    )* };
}
per_type!(largest_u8: u8, largest_f64: f64);

#[test]
fn they_run() {
    assert_eq!(left.halo(), Halo::from_sides([(1, 0)]));
    assert_eq!(right.halo(), Halo::from_sides([(0, 2)]));
    assert_eq!(widest.halo(), Halo::from_sides([(3, 3)]));
    assert_eq!(wide.halo(), Halo::from_sides([(2, 2)]));
    assert_eq!(apply(&arr1(&[1u8, 2]), &scaled(0.5, true)).unwrap(), arr1(&[0.5, 1.0]));
    let _ = (largest_u8, largest_f64);
}
