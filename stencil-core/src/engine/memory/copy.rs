//! Copies between boxes: straight ones, and through a boundary into padded scratch.

use super::{Layout, Source, Target, start_of};
use crate::boundary::Boundary;
use crate::engine::few::Few;
use crate::engine::region::Span;
use crate::engine::runs::Runs;
use crate::engine::scratch::{Buffer, Scratch};
use crate::engine::split::{Piece, pieces};
use std::array;
use std::cmp::Reverse;
use std::ptr;

/// Copies all of `target`'s box from the same coordinates of `source`.
pub(crate) fn copy_into<T: Copy>(source: &Source<'_, T>, mut target: Target<'_, T>) {
    let Layout { region, strides } = *target.layout();
    if region.is_void() {
        return;
    }
    assert!(source.layout().region.covers(&region), "{:?} does not cover {region:?}", source.layout().region);
    let runs = Runs::new(&region.shape(), &fastest_last(&strides), &[source.layout().strides, strides]);
    let (from, to) = (source.at(&start_of(&region)), target.at(&start_of(&region)));
    let [from_step, to_step, ..] = runs.run.strides;
    runs.for_each(|at| {
        // SAFETY: the run lies in `region`, which both boxes cover; a target shares no memory with a source, since it
        // is borrowed exclusively.
        unsafe { copy_run(from.offset(at[0]), from_step, to.offset(at[1]), to_step, runs.run.len) };
    });
}

/// Sets every pixel of `target`'s box.
pub(crate) fn fill<T: Copy>(value: T, mut target: Target<'_, T>) {
    let Layout { region, strides } = *target.layout();
    if region.is_void() {
        return;
    }
    let runs = Runs::new(&region.shape(), &fastest_last(&strides), &[strides]);
    let to = target.at(&start_of(&region));
    runs.for_each(|at| {
        for i in 0..runs.run.len as isize {
            // SAFETY: the walk stays in the target's box.
            unsafe { *to.offset(at[0] + i * runs.run.strides[0]) = value };
        }
    });
}

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
    let region = target.layout().region;
    let known = Few::from_fn(region.len(), |axis| source.direct(axis, boundaries[axis]));
    for piece in pieces(&region, &known, &Few::filled(region.len(), 1)) {
        match piece {
            Piece::Edge(edge) => gather_mapped(source, boundaries, outside, target.part(&edge), scratch),
            Piece::Interior(interior) => copy_into(source, target.part(&interior)),
        }
    }
}

/// Fills the coordinates of `axis` from `end` on with what lies before them, mirrored again and again.
pub(crate) fn mirror_onwards<T: Copy>(axis: usize, end: isize, mut target: Target<'_, T>) {
    let Layout { region, strides } = *target.layout();
    let known = (end - region[axis].start) as usize;
    if region.is_void() || known == 0 {
        return;
    }
    let to = target.at(&start_of(&region));
    for i in end..region[axis].end {
        let i = i - region[axis].start;
        let back = i - Boundary::Reflect.index(i, known).unwrap_or(0) as isize;
        let mut plane = region.shape();
        plane[axis] = 1;
        let walk = Runs::new(&plane, &fastest_last(&strides), &[strides]);
        walk.for_each(|at| {
            for k in 0..walk.run.len as isize {
                let offset = at[0] + k * walk.run.strides[0] + i * strides[axis];
                // SAFETY: both pixels lie in the target's box: at coordinate `i` of the axis, and `back` before it.
                unsafe { *to.offset(offset) = *to.offset(offset - back * strides[axis]) };
            }
        });
    }
}

/// Stands for "no pixel" in a table of offsets.
pub(super) const NONE: isize = isize::MIN;

/// Pixel by pixel through a table of source offsets per axis.
fn gather_mapped<T: Copy + Default>(
    source: &Source<'_, T>,
    boundaries: &[Boundary],
    outside: &[T],
    mut target: Target<'_, T>,
    scratch: &Scratch,
) {
    let Layout { region, strides } = *target.layout();
    if region.is_void() {
        return;
    }
    let tables: [Buffer<'_, isize>; Few::<usize>::MAX] = array::from_fn(|axis| match region.get(axis) {
        Some(span) => table(source, axis, boundaries[axis], *span, scratch),
        None => scratch.nothing(),
    });
    let order = fastest_last(&strides);
    let Some((&inner, outer)) = order.split_last() else { return };
    let from = source.at(&start_of(&source.layout().region));
    let to = target.at(&start_of(&region));
    let shape = region.shape();
    let mut index: Few<usize> = Few::filled(region.len(), 0);
    loop {
        let missing = outer.iter().copied().filter(|&axis| tables[axis][index[axis]] == NONE).max();
        let row_from: isize = match missing {
            None => outer.iter().map(|&axis| tables[axis][index[axis]]).sum(),
            Some(_) => 0,
        };
        let row_to: isize = outer.iter().map(|&axis| index[axis] as isize * strides[axis]).sum();
        for (i, &offset) in tables[inner].iter().enumerate() {
            let absent = if offset == NONE { missing.max(Some(inner)) } else { missing };
            let value = match absent {
                Some(axis) => outside[axis],
                // SAFETY: each axis' table holds offsets from the first pixel of the source's region to coordinates
                // inside it, so their sum leads to a pixel inside it.
                None => unsafe { *from.offset(row_from + offset) },
            };
            // SAFETY: the indices run over the target's region, starting at its first pixel.
            unsafe { *to.offset(row_to + i as isize * strides[inner]) = value };
        }
        if !next_index(&mut index, &shape, outer) {
            return;
        }
    }
}

/// Advances the indices of `axes`, the last the fastest; `false` after the last.
fn next_index(index: &mut [usize], shape: &[usize], axes: &[usize]) -> bool {
    for &axis in axes.iter().rev() {
        index[axis] += 1;
        if index[axis] < shape[axis] {
            return true;
        }
        index[axis] = 0;
    }
    false
}

/// For each coordinate of `span`, the offset along one axis from the start of the source's region to where it comes from.
fn table<'s, T>(
    source: &Source<'_, T>,
    axis: usize,
    boundary: Boundary,
    span: Span,
    scratch: &'s Scratch,
) -> Buffer<'s, isize> {
    let mut table = scratch.take(span.len());
    for (entry, i) in table.iter_mut().zip(span.start..span.end) {
        *entry = offset_of(source, axis, boundary, i).unwrap_or(NONE);
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

/// Axes by falling stride: the last is the fastest to walk.
pub(crate) fn fastest_last(strides: &[isize]) -> Few<usize> {
    let mut order: Few<usize> = (0..strides.len()).collect();
    order.sort_by_key(|&axis| Reverse(strides[axis].unsigned_abs()));
    order
}

/// # Safety
/// Both runs of `len` elements are valid, the second for writing, and they do not overlap.
unsafe fn copy_run<T: Copy>(from: *const T, from_step: isize, to: *mut T, to_step: isize, len: usize) {
    if (from_step, to_step) == (1, 1) {
        // SAFETY: as the caller promises.
        return unsafe { ptr::copy_nonoverlapping(from, to, len) };
    }
    for i in 0..len as isize {
        // SAFETY: as the caller promises: `i` counts the elements of both runs.
        unsafe { *to.offset(i * to_step) = *from.offset(i * from_step) };
    }
}
