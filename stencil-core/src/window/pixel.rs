//! [`Window`]: the neighbourhood of one pixel.
#![allow(unsafe_code, reason = "builds taps from a slice whose extent has just been checked")]

use super::taps::Taps;
use crate::element::Element;
use crate::halo::Halo;
use std::ops::Index;

/// The neighbourhood of one pixel: what an annotated function receives.
///
/// `w[[dy, dx]]` is the element at that offset from the centre, in the array's axis order; with one dimension, `w[dx]`.
/// An offset outside of the kernel's halo panics.
///
/// ```
/// use stencil_core::{Halo, window::Window};
/// let image = [1.0_f32, 2.0, 3.0, 4.0, 5.0, 6.0]; // two rows of three
/// let w = Window::new(&image, 4, [3, 1], Halo::from_sides([(1, 0), (1, 1)]), "example");
/// assert_eq!(w[[0, 0]], 5.0);
/// assert_eq!(w[[-1, 1]], 3.0);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Window<'a, T, const D: usize> {
    pub(super) taps: Taps<'a, T, D>,
}

impl<'a, T: Element, const D: usize> Window<'a, T, D> {
    /// A window into a slice: `centre` is the index of the centre, `strides` how far apart neighbours are per axis.
    ///
    /// # Panics
    ///
    /// If some offset within `halo` falls outside of the slice.
    #[must_use]
    pub fn new(data: &'a [T], centre: usize, strides: [isize; D], halo: Halo, name: &'a str) -> Self {
        let (mut first, mut last) = (centre as i128, centre as i128);
        for (axis, &stride) in strides.iter().enumerate() {
            let side = halo.side(axis);
            let (before, after) = (-(side.before as i128) * stride as i128, side.after as i128 * stride as i128);
            first += before.min(after);
            last += before.max(after);
        }
        assert!(
            first >= 0 && last < data.len() as i128,
            "kernel `{name}`: a window of {} elements at {centre} with strides {strides:?} does not hold its halo",
            data.len()
        );
        // SAFETY: the smallest and the largest index that any offset within the halo leads to lie in the slice, which is
        // shared for 'a.
        let taps = unsafe { Taps::new(data.as_ptr().add(centre), strides, halo, name, None) };
        Self { taps }
    }

    /// The element at the centre.
    #[inline(always)]
    #[must_use]
    pub fn center(&self) -> T {
        *self.taps.pixel([0; D])
    }
}

impl<T: Element, const D: usize> Index<[isize; D]> for Window<'_, T, D> {
    type Output = T;
    #[inline(always)]
    fn index(&self, offset: [isize; D]) -> &T {
        self.taps.pixel(offset)
    }
}
impl<T: Element> Index<isize> for Window<'_, T, 1> {
    type Output = T;
    #[inline(always)]
    fn index(&self, offset: isize) -> &T {
        self.taps.pixel([offset])
    }
}
