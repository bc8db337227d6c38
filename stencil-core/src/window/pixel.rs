//! [`Window`]: the neighbourhood of one pixel.
#![allow(unsafe_code, reason = "hands on the promise about memory that the engine makes")]

use super::taps::{Rows, Taps};
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
    /// If some offset within `halo` leads outside of the slice.
    #[must_use]
    pub fn new(data: &'a [T], centre: usize, strides: [isize; D], halo: Halo, name: &'a str) -> Self {
        Self { taps: Taps::of_slice(data, centre, 1, Rows::Apart(0), strides, halo, name, None) }
    }

    /// A window some of whose elements take no part in window words: those whose byte in `valid` is 0.
    ///
    /// # Panics
    ///
    /// If some offset within `halo` leads outside of the slice, or if `valid` is not as long as the slice.
    #[must_use]
    pub fn masked(
        data: &'a [T],
        valid: &'a [u8],
        centre: usize,
        strides: [isize; D],
        halo: Halo,
        name: &'a str,
    ) -> Self {
        Self { taps: Taps::of_slice(data, centre, 1, Rows::Apart(0), strides, halo, name, Some(valid)) }
    }

    /// A window around `centre`, some of whose elements may lie outside of the array: `valid` has one byte per element,
    /// laid out as the elements, and 0 marks those that take no part in window words.
    ///
    /// # Safety
    ///
    /// For every offset within `halo`, `centre` plus the offset times `strides` (in elements) points to an element that
    /// is initialised and that nobody writes during `'a`. If given, the same holds for `valid`.
    #[inline(always)]
    #[must_use]
    pub unsafe fn from_raw(
        centre: *const T,
        strides: [isize; D],
        halo: Halo,
        name: &'a str,
        valid: Option<*const u8>,
    ) -> Self {
        // SAFETY: the caller's promise, word for word, for a run of one.
        Self { taps: unsafe { Taps::new(centre, strides, Rows::Apart(0), halo.sides(), name, valid) } }
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
