//! [`LaneWindow`]: the neighbourhoods of a run of pixels.
#![allow(unsafe_code, reason = "hands on the promise about memory that the engine makes")]

use super::offset::Offset;
use super::pixel::Window;
use super::taps::{Rows, Taps};
use crate::element::Element;
use crate::halo::{Halo, Side};
use crate::lanes::{Cx, Lanes, Width};
use fearless_simd::Simd;

/// The neighbourhoods of [`W::LANES`](Width::LANES) pixels that follow each other along the unit-stride axis.
#[derive(Clone, Copy, Debug)]
pub struct LaneWindow<'a, S, T, W, const D: usize> {
    pub(super) cx: Cx<S, W>,
    pub(super) taps: Taps<'a, T, D>,
}

impl<'a, S: Simd, T: Element, W: Width, const D: usize> LaneWindow<'a, S, T, W, D> {
    /// Windows around `centre` and the `W::COLUMNS - 1` elements after it, and around those of the other rows.
    ///
    /// `name` is the kernel's, for the panic of an access outside of `halo`. `valid` marks the elements that take part
    /// in window words (all if `None`): one byte per element, laid out as the elements, 0 outside of the array.
    ///
    /// # Safety
    ///
    /// For every offset within `halo`, `centre` plus the offset times `strides` (in elements) points to `W::COLUMNS`
    /// consecutive elements that are initialised and that nobody writes during `'a`; so it does from where `rows` says
    /// that each of the other `W::ROWS` rows is. If given, the same holds for `valid`.
    #[inline(always)]
    pub unsafe fn new(
        cx: Cx<S, W>,
        centre: *const T,
        strides: [isize; D],
        rows: Rows,
        halo: [Side; D],
        name: &'a str,
        valid: Option<*const u8>,
    ) -> Self {
        // SAFETY: the caller's promise, word for word.
        let taps = unsafe { Taps::new(centre, strides, rows, halo, name, valid) };
        Self { cx, taps }
    }

    /// Windows into a slice, around the element at index `centre` and the `W::LANES - 1` elements after it.
    ///
    /// # Panics
    ///
    /// If some offset within `halo` leads outside of the slice.
    #[must_use]
    pub fn of_slice(
        cx: Cx<S, W>,
        data: &'a [T],
        centre: usize,
        strides: [isize; D],
        halo: Halo,
        name: &'a str,
    ) -> Self {
        Self {
            cx,
            taps: Taps::of_slice(data, centre, W::LANES, Rows::Apart(W::COLUMNS as isize), strides, halo, name, None),
        }
    }

    /// The elements at an offset from each of the centres.
    ///
    /// # Panics
    ///
    /// If the offset is outside of the kernel's halo.
    #[inline(always)]
    #[must_use]
    pub fn at(&self, offset: impl Offset<D>) -> Lanes<S, T, W> {
        self.taps.lanes(self.cx, offset.offset())
    }

    /// The elements at the centres.
    #[inline(always)]
    #[must_use]
    pub fn center(&self) -> Lanes<S, T, W> {
        self.taps.lanes(self.cx, [0; D])
    }

    /// The neighbourhood of one of the pixels.
    ///
    /// # Panics
    ///
    /// If `index` is not less than `W::LANES`.
    #[inline(always)]
    #[must_use]
    pub fn lane(&self, index: usize) -> Window<'a, T, D> {
        assert!(index < W::LANES, "lane {index} of {}", W::LANES);
        // SAFETY: the constructor's caller promised W::LANES elements at every offset, and the index is less.
        Window { taps: unsafe { self.taps.step(index / W::COLUMNS, index % W::COLUMNS) } }
    }

    /// The neighbourhoods of the `index`th few of the pixels.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[inline(always)]
    pub(super) fn part<N: Width>(&self, index: usize) -> LaneWindow<'a, S, T, N, D> {
        let first = index * N::LANES;
        let (row, column) = (first / W::COLUMNS, first % W::COLUMNS);
        assert!(row < W::ROWS && column + N::LANES <= W::COLUMNS && N::ROWS == 1, "part {index} of {} lanes", W::LANES);
        // SAFETY: as many elements as a row has lanes were promised at every offset, and the part's are among them.
        LaneWindow { cx: Cx::new(self.cx.simd), taps: unsafe { self.taps.step(row, column) } }
    }
}
