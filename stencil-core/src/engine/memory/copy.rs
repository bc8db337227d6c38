//! Copies between boxes, and within one.

use super::{Layout, Source, Target, start_of};
use crate::boundary::Boundary;
use crate::engine::few::Few;
use crate::engine::runs::Runs;
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

/// Axes by falling stride: the last is the fastest to walk.
pub(crate) fn fastest_last(strides: &[isize]) -> Few<usize> {
    let mut order: Few<usize> = (0..strides.len()).collect();
    order.sort_by_key(|&axis| Reverse(strides[axis].unsigned_abs()));
    order
}

/// Runs of fewer bytes are copied here: calling for it would take longer.
const SHORT: usize = 256;

/// # Safety
/// Both runs of `len` elements are valid, the second for writing, and they do not overlap.
#[inline(always)]
pub(super) unsafe fn copy_run<T: Copy>(from: *const T, from_step: isize, to: *mut T, to_step: isize, len: usize) {
    let bytes = len * size_of::<T>();
    if (from_step, to_step) == (1, 1) && bytes >= CHUNK {
        // SAFETY: as the caller promises.
        return unsafe {
            if bytes < SHORT {
                copy_chunks(from.cast(), to.cast(), bytes);
            } else {
                ptr::copy_nonoverlapping(from, to, len);
            }
        };
    }
    for i in 0..len as isize {
        // SAFETY: as the caller promises: `i` counts the elements of both runs.
        unsafe { *to.offset(i * to_step) = *from.offset(i * from_step) };
    }
}

/// Bytes that every processor copies at once.
const CHUNK: usize = 16;

/// # Safety
/// As for [`copy_run`], of bytes, of which there is a chunk at least.
#[inline(always)]
unsafe fn copy_chunks(from: *const u8, to: *mut u8, len: usize) {
    let mut at = 0;
    while at < len {
        // The last chunk reaches back.
        let start = at.min(len - CHUNK);
        // SAFETY: as the caller promises: a chunk from `start` on is inside both runs.
        unsafe { ptr::copy_nonoverlapping(from.add(start), to.add(start), CHUNK) };
        at += CHUNK;
    }
}
