//! [`Target`]: the box of an output that one piece of work fills.

use super::{Layout, RowAxes, Source};
use crate::engine::few::Few;
use crate::engine::region::{Region, Span};
use ndarray::{ArrayViewMut, Dimension};
use std::marker::PhantomData;
use std::slice;

/// A box of an output array, to be written: exclusively borrowed, with its place in output coordinates.
#[derive(Debug)]
pub struct Target<'a, T> {
    /// The first pixel of the layout's region.
    first: *mut T,
    layout: Layout,
    borrowed: PhantomData<&'a mut [T]>,
}

// SAFETY: a `Target` is the only way to its pixels for 'a, like a `&'a mut [T]`.
unsafe impl<T: Send> Send for Target<'_, T> {}

impl<'a, T> Target<'a, T> {
    /// The whole of an array of at most [`Few::MAX`](Few) axes.
    pub(crate) fn from_view<D: Dimension>(mut view: ArrayViewMut<'a, T, D>) -> Self {
        let layout = Layout { region: Region::full(view.shape()), strides: Few::from_slice(view.strides()) };
        Self { first: view.as_mut_ptr(), layout, borrowed: PhantomData }
    }

    /// A box held in `data`.
    ///
    /// # Panics
    /// If the data is too short for the layout, or two pixels would share an element.
    pub(crate) fn from_slice(data: &'a mut [T], layout: Layout) -> Self {
        let lens = layout.region.shape();
        let mut axes: Few<_> =
            layout.strides.iter().copied().zip(lens.iter().copied()).filter(|axis| axis.1 > 1).collect();
        axes.sort_unstable();
        let mut extent = 0;
        for &(stride, len) in axes.iter() {
            assert!(stride > extent || layout.region.is_void(), "{layout:?} lets pixels share an element");
            extent += stride * (len as isize - 1);
        }
        let fits = layout.region.is_void() || (extent as usize) < data.len();
        assert!(fits, "{layout:?} does not fit {} elements", data.len());
        Self { first: data.as_mut_ptr(), layout, borrowed: PhantomData }
    }

    /// The box to be filled, and strides.
    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The pixels as a whole array, to be read while nobody writes them.
    pub(crate) fn as_source(&self) -> Source<'_, T> {
        // SAFETY: all of the box lies in memory that is borrowed exclusively; while it is read it cannot be written, since
        // this target is the only way to it and is borrowed by the source.
        unsafe { Source::from_raw(self.first, self.layout) }
    }

    /// The same pixels under coordinates moved by `by`.
    pub(crate) fn shifted(mut self, by: &[isize]) -> Self {
        self.layout.region = self.layout.region.shifted(by);
        self
    }

    /// A smaller box of the same array, borrowed from this one.
    ///
    /// # Panics
    /// If the box is not inside.
    pub(crate) fn part(&mut self, region: &Region) -> Target<'_, T> {
        let first = self.corner(region);
        Target { first, layout: Layout { region: *region, ..self.layout }, borrowed: PhantomData }
    }

    /// Two boxes that meet at coordinate `at` of `axis`.
    ///
    /// # Panics
    /// If the coordinate is outside the box.
    pub(crate) fn split(mut self, axis: usize, at: isize) -> (Self, Self) {
        let span = self.layout.region[axis];
        assert!(span.start <= at && at <= span.end, "cannot split {span:?} at {at}");
        let mut high = self.layout;
        high.region[axis] = Span::new(at, span.end);
        let first = self.corner(&high.region);
        self.layout.region[axis] = Span::new(span.start, at);
        (self, Self { first, layout: high, borrowed: PhantomData })
    }

    /// The first pixel of a box inside this one; any pointer if the box is empty.
    fn corner(&mut self, region: &Region) -> *mut T {
        assert!(region.len() == self.layout.region.len(), "both boxes have the same axes");
        let mut offset = 0;
        for ((all, stride), part) in self.layout.region.iter().zip(self.layout.strides.iter()).zip(region.iter()) {
            if part.is_empty() {
                return self.first;
            }
            assert!(all.covers(*part), "{region:?} is not inside {:?}", self.layout.region);
            offset += (part.start - all.start) * stride;
        }
        // SAFETY: the first pixel of a box inside the region, all of which lies in the borrowed memory.
        unsafe { self.first.offset(offset) }
    }

    /// The pixel at a position.
    ///
    /// # Panics
    /// If the position is outside the box.
    pub(crate) fn at(&mut self, position: &[isize]) -> *mut T {
        let offset = self.layout.offset(position);
        // SAFETY: the position is inside the region, all of which lies in the borrowed memory.
        unsafe { self.first.offset(offset) }
    }

    /// Whether the values of rows along these axes follow each other.
    pub(crate) fn has_lines(&self, row: RowAxes) -> bool {
        row.is_dense(&self.layout.strides)
    }

    /// So many places from a position on with all values of each, in a row whose values follow each other, and as many in
    /// each of the next rows below it.
    ///
    /// # Panics
    /// If one of them is outside the box, if the values do not follow each other, or if several rows have no axis to lie along.
    pub(crate) fn lines<'t>(&'t mut self, position: &[isize], row: RowAxes, len: usize, rows: &mut [&'t mut [T]]) {
        assert!(self.has_lines(row) && len > 0 && row.down != Some(row.along), "the values of lines follow each other");
        let last = row.last(position, len);
        let inside = self.layout.region.iter().zip(last.iter()).all(|(span, at)| span.contains(*at));
        assert!(inside, "{last:?} is outside {:?}", self.layout.region);
        for (index, line) in rows.iter_mut().enumerate() {
            let mut position: Few<isize> = Few::from_slice(position);
            if index > 0 {
                position[row.down.expect("several rows are below each other")] += index as isize;
            }
            // SAFETY: both ends are inside the region, so all of the line is; its values follow each other in memory that
            // is ours alone, for as long as this borrow lasts nobody else gets at them through the target, and no two
            // rows share a pixel.
            *line = unsafe { slice::from_raw_parts_mut(self.at(&position), len * row.values()) };
        }
    }

    /// Writes the pixel at a position.
    ///
    /// # Panics
    /// If the position is outside the box.
    pub(crate) fn set(&mut self, position: &[isize], value: T) {
        // SAFETY: `at` leads to a pixel of the box, which is ours to write and of a type without a destructor to miss.
        unsafe { self.at(position).write(value) };
    }
}
