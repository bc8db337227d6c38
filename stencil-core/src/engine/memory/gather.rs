//! Copies of a neighbourhood through a boundary, with what lies beyond the edges of the array.

use super::copy::copy_run;
use super::{Layout, Source, Target, fastest_last, start_of};
use crate::boundary::Boundary;
use crate::engine::few::Few;
use crate::engine::scratch::{Buffer, Scratch};
use std::array;

/// Stands for "no pixel" where an offset is asked for.
pub(super) const NONE: isize = isize::MIN;

/// Fills all of `target`'s box, whose coordinates may lie beyond the array's edges, from `source`.
///
/// Ghosts come from where the boundary of their axis says. Where that is no pixel, they are the axis' entry of
/// `outside`; of several such axes the last one counts.
///
/// # Panics
/// If a ghost comes from a pixel that is not available.
pub(crate) fn gather<T: Copy + Default>(
    source: &Source<'_, T>,
    boundaries: &[Boundary],
    outside: &[T],
    mut target: Target<'_, T>,
    scratch: &Scratch,
) {
    let layout = *target.layout();
    if layout.region.is_void() {
        return;
    }
    let line = Line::new(source, boundaries, &layout, scratch);
    let from = source.at(&start_of(&source.layout().region));
    let to = target.at(&start_of(&layout.region));
    let copy = |row: &Row| match row.missing {
        // SAFETY: offsets of the line and of the axes across it lead from the first pixel of the source's region to
        // coordinates inside it, axis by axis; and from the first pixel of the target's to all others.
        None => unsafe { line.copy(from.wrapping_offset(row.from), to.wrapping_offset(row.to), outside) },
        // SAFETY: as above.
        Some(axis) => unsafe { line.fill(axis, to.wrapping_offset(row.to), outside) },
    };
    let tables: [Buffer<'_, isize>; Few::<usize>::MAX] = array::from_fn(|axis| match line.across.contains(&axis) {
        true => table(source, axis, boundaries[axis], &layout, scratch),
        false => scratch.nothing(),
    });
    Row::default().each(&line.across, &tables, &layout.strides, &copy);
}

/// Where a line begins: offsets in source and target, and the last of the axes along which there is no pixel.
#[derive(Clone, Copy, Default)]
struct Row {
    from: isize,
    to: isize,
    missing: Option<usize>,
}

impl Row {
    /// Calls `f` for all lines along the axes `across`, the last the fastest.
    fn each(self, across: &[usize], tables: &[Buffer<'_, isize>], strides: &[isize], f: &impl Fn(&Self)) {
        let Some((&axis, faster)) = across.split_first() else { return f(&self) };
        let mut row = self;
        for &offset in &tables[axis][..] {
            (row.from, row.missing) = match offset {
                NONE => (self.from, self.missing.max(Some(axis))),
                _ => (self.from + offset, self.missing),
            };
            match faster {
                [] => f(&row),
                _ => row.each(faster, tables, strides, f),
            }
            row.to += strides[axis];
        }
    }
}

/// The pixels along the fastest axes of a box: a run of the source, and ghosts beside it.
struct Line<'s> {
    /// To the start of the run.
    run: Hop,
    len: usize,
    from_step: isize,
    to_step: isize,
    /// The axis of the ghosts.
    axis: usize,
    ghosts: Buffer<'s, Hop>,
    /// The other axes, from slow to fast.
    across: Few<usize>,
}

/// Where a pixel comes from and where it goes, counted from the start of a line in source and target.
#[derive(Clone, Copy, Default)]
struct Hop {
    from: isize,
    to: isize,
}

impl<'s> Line<'s> {
    /// As many of the fastest axes as continue each other in both boxes, up to the first with ghosts.
    fn new<T>(source: &Source<'_, T>, boundaries: &[Boundary], to: &Layout, scratch: &'s Scratch) -> Self {
        let (from, order) = (source.layout(), fastest_last(&to.strides));
        let (run, ghosts) = (Hop::default(), scratch.nothing());
        let mut line = Self { run, len: 1, from_step: 1, to_step: 1, axis: 0, ghosts, across: order };
        while let Some((&axis, slower)) = line.across.split_last() {
            let (from_stride, to_stride, len) = (from.strides[axis], to.strides[axis], line.len as isize);
            if line.len == 1 {
                (line.from_step, line.to_step) = (from_stride, to_stride);
            } else if (from_stride, to_stride) != (line.from_step * len, line.to_step * len) {
                break;
            }
            line.across = Few::from_slice(slower);
            let (all, direct) = (to.region[axis], source.direct(axis, boundaries[axis]).intersect(to.region[axis]));
            if direct != all {
                line.end(source, axis, boundaries[axis], to, scratch);
                break;
            }
            line.run.from += (all.start - from.region[axis].start) * from_stride;
            line.len *= all.len();
        }
        line
    }

    /// The last axis of the line: the run goes on for as long as the source does, and ghosts are all other pixels.
    fn end<T>(&mut self, source: &Source<'_, T>, axis: usize, boundary: Boundary, to: &Layout, scratch: &'s Scratch) {
        let (all, step) = (to.region[axis], self.len);
        let mut direct = source.direct(axis, boundary).intersect(all);
        if direct.is_empty() {
            direct.start = all.end;
            direct.end = all.end;
        } else {
            self.run.to = (direct.start - all.start) * to.strides[axis];
        }
        let beside = (all.start..direct.start).chain(direct.end..all.end);
        self.ghosts = scratch.take((all.len() - direct.len()) * step);
        for (ghosts, i) in self.ghosts.chunks_exact_mut(step).zip(beside) {
            let (from, to) = (offset_of(source, axis, boundary, i), (i - all.start) * to.strides[axis]);
            for (k, ghost) in (0..).zip(ghosts) {
                let from = from.map_or(NONE, |from| self.run.from + from + k * self.from_step);
                *ghost = Hop { from, to: to + k * self.to_step };
            }
        }
        if !direct.is_empty() {
            let from = source.layout();
            self.run.from += (direct.start - from.region[axis].start) * from.strides[axis];
        }
        (self.axis, self.len) = (axis, step * direct.len());
    }

    /// # Safety
    /// The line's offsets lead from `from` to pixels that can be read, and from `to` to those that are ours to write.
    #[inline(always)]
    unsafe fn copy<T: Copy>(&self, from: *const T, to: *mut T, outside: &[T]) {
        // SAFETY: as the caller promises; a target shares no memory with a source, since it is borrowed exclusively.
        unsafe {
            let (first, copy) = (from.offset(self.run.from), to.offset(self.run.to));
            copy_run(first, self.from_step, copy, self.to_step, self.len);
        }
        for ghost in &self.ghosts[..] {
            // SAFETY: as the caller promises.
            unsafe {
                *to.offset(ghost.to) = if ghost.from == NONE { outside[self.axis] } else { *from.offset(ghost.from) };
            }
        }
    }

    /// A line of what lies beyond the edges of `axis`.
    ///
    /// # Safety
    /// The line's offsets lead from `to` to pixels that are ours to write.
    unsafe fn fill<T: Copy>(&self, axis: usize, to: *mut T, outside: &[T]) {
        for i in 0..self.len as isize {
            // SAFETY: as the caller promises.
            unsafe { *to.offset(self.run.to + i * self.to_step) = outside[axis] };
        }
        for ghost in &self.ghosts[..] {
            let axis = if ghost.from == NONE { axis.max(self.axis) } else { axis };
            // SAFETY: as the caller promises.
            unsafe { *to.offset(ghost.to) = outside[axis] };
        }
    }
}

/// For each coordinate of the box along one axis, the offset from the start of the source's region to where it comes from.
fn table<'s, T>(
    source: &Source<'_, T>,
    axis: usize,
    boundary: Boundary,
    to: &Layout,
    scratch: &'s Scratch,
) -> Buffer<'s, isize> {
    let (all, Layout { region, strides }) = (to.region[axis], source.layout());
    let direct = source.direct(axis, boundary);
    let mut table = scratch.take(all.len());
    for (entry, i) in table.iter_mut().zip(all.start..) {
        *entry = match direct.contains(i) {
            true => (i - region[axis].start) * strides[axis],
            false => offset_of(source, axis, boundary, i).unwrap_or(NONE),
        };
    }
    table
}

/// The offset along one axis from the start of the source's region to where coordinate `i` comes from, if from a pixel.
///
/// # Panics
/// If the pixel is not available.
pub(super) fn offset_of<T>(source: &Source<'_, T>, axis: usize, boundary: Boundary, i: isize) -> Option<isize> {
    let (available, len, stride) = (source.layout().region[axis], source.shape()[axis], source.layout().strides[axis]);
    if source.direct(axis, boundary).contains(i) {
        return Some((i - available.start) * stride);
    }
    // A part of a wrapped axis may hold the pixel under a coordinate one period away.
    let k = boundary.index(i, len)? as isize - available.start;
    let k = if available.len() as isize > k && k >= 0 { k } else { k.rem_euclid(len as isize) };
    assert!((k as usize) < available.len(), "pixel {i} of axis {axis} is not in {available:?} of {len}");
    Some(k * stride)
}
