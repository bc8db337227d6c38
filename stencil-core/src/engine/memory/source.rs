//! [`Source`]: the available part of an array that is read.

use super::{Layout, RowAxes};
use crate::boundary::Boundary;
use crate::engine::few::Few;
use crate::engine::region::{Region, Span};
use ndarray::{ArrayView, Dimension};
use std::marker::PhantomData;
use std::slice;

/// The available part of an array: which coordinates can be read, where they lie, and how large the whole array is.
///
/// For a user's array the part is the whole. For the intermediate result of a composition it is just what the next
/// stage reads. Such a part may begin below zero or end beyond the length: then it holds ghosts, or along a wrapped axis
/// pixels under coordinates one period away.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a, T> {
    /// The first pixel of the layout's region.
    first: *const T,
    layout: Layout,
    shape: Few<usize>,
    /// How the array continues to what is held beyond its edges, per axis; empty if nothing is.
    continued: &'a [Boundary],
    borrowed: PhantomData<&'a [T]>,
}

// SAFETY: a `Source` only reads memory that is borrowed immutably for 'a, like a `&'a [T]`.
unsafe impl<T: Sync> Send for Source<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Source<'_, T> {}

impl<'a, T> Source<'a, T> {
    /// The whole of an array of at most [`Few::MAX`](Few) axes.
    pub(crate) fn from_view<D: Dimension>(view: &ArrayView<'a, T, D>) -> Self {
        Self {
            first: view.as_ptr(),
            layout: Layout { region: Region::full(view.shape()), strides: Few::from_slice(view.strides()) },
            shape: Few::from_slice(view.shape()),
            continued: &[],
            borrowed: PhantomData,
        }
    }

    /// The whole of an array, whose first pixel is given.
    ///
    /// # Safety
    /// All of the layout's box is initialised memory that is borrowed immutably for 'a.
    pub(super) unsafe fn from_raw(first: *const T, layout: Layout) -> Self {
        Self { first, layout, shape: layout.region.shape(), continued: &[], borrowed: PhantomData }
    }

    /// A part of an array of `shape`, held in `data`; beyond its edges it is `continued`.
    ///
    /// # Panics
    /// If the data is too short for the layout.
    pub(crate) fn from_slice(data: &'a [T], layout: Layout, shape: Few<usize>, continued: &'a [Boundary]) -> Self {
        assert!(layout.strides.iter().all(|stride| *stride >= 0), "dense parts have no negative strides");
        let fits = layout.region.is_void() || (layout.extent() as usize) < data.len();
        assert!(fits, "{layout:?} does not fit {} elements", data.len());
        Self { first: data.as_ptr(), layout, shape, continued, borrowed: PhantomData }
    }

    /// The same pixels under coordinates that begin at `start`.
    pub(crate) fn shifted(mut self, start: &[isize]) -> Self {
        self.layout.region = self.layout.region.shifted(start);
        self
    }

    /// Coordinates that can be read, and strides.
    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Shape of the whole array.
    pub(crate) fn shape(&self) -> &Few<usize> {
        &self.shape
    }

    /// The first pixel of the available part.
    pub(super) fn first(&self) -> *const T {
        self.first
    }

    /// Of the available coordinates of an axis, those that can be read as they are by whoever continues the array by
    /// `boundary`: beyond the edges none, unless what is held there is continued in the same way.
    pub(crate) fn direct(&self, axis: usize, boundary: Boundary) -> Span {
        let available = self.layout.region[axis];
        let same = self.continued.get(axis).is_some_and(|continued| *continued == boundary);
        if same { available } else { available.intersect(Span::full(self.shape[axis])) }
    }

    /// The pixel at a position.
    ///
    /// # Panics
    /// If the position is outside the available part.
    pub(crate) fn at(&self, position: &[isize]) -> *const T {
        let offset = self.layout.offset(position);
        // SAFETY: the position is inside the region, all of which lies in the borrowed memory.
        unsafe { self.first.offset(offset) }
    }

    /// Whether the values of rows along these axes follow each other.
    pub(crate) fn has_lines(&self, row: RowAxes) -> bool {
        row.is_dense(&self.layout.strides)
    }

    /// So many places from a position on, with all values of each, in a row whose values follow each other.
    ///
    /// # Panics
    /// If one of them is outside the available part, or if the values do not follow each other.
    pub(crate) fn line(&self, position: &[isize], row: RowAxes, len: usize) -> &'a [T] {
        assert!(self.has_lines(row) && len > 0, "the values of lines follow each other");
        let last = row.last(position, len);
        let inside = self.layout.region.iter().zip(last.iter()).all(|(span, at)| span.contains(*at));
        assert!(inside, "{last:?} is outside {:?}", self.layout.region);
        // SAFETY: both ends are inside the region, so all of the line is; its values follow each other in memory that is
        // borrowed immutably for 'a.
        unsafe { slice::from_raw_parts(self.at(position), len * row.values()) }
    }

    /// The value of the pixel at a position.
    ///
    /// # Panics
    /// If the position is outside the available part.
    pub(crate) fn get(&self, position: &[isize]) -> T
    where
        T: Copy,
    {
        // SAFETY: `at` leads to a pixel of the borrowed memory.
        unsafe { *self.at(position) }
    }
}
