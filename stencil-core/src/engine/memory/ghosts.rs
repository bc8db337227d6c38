//! Ghosts beside what is known of an array.

use super::{Layout, Target, fastest_last, start_of};
use crate::boundary::Boundary;
use crate::element::Element;
use crate::engine::region::Span;
use crate::engine::runs::{Loop, Runs};
use std::ptr;

/// Fills `ghosts`, coordinates of `axis` beyond the edges of an array of `len` pixels, in all of `target`'s box from what
/// it holds of the array.
///
/// # Panics
/// If a ghost is not in the box, or stands for a pixel that is not.
pub(crate) fn fill_ghosts<T: Element>(
    axis: usize,
    ghosts: Span,
    len: usize,
    boundary: Boundary,
    mut target: Target<'_, T>,
) {
    let Layout { region, strides } = *target.layout();
    if ghosts.is_empty() || region.is_void() {
        return;
    }
    let (span, stride) = (region[axis], strides[axis]);
    assert!(span.covers(ghosts), "ghosts {ghosts:?} are not in {span:?}");
    let outside = match boundary {
        Boundary::Constant(k) => T::beyond(k),
        _ => T::default(),
    };
    let mut plane = region.shape();
    plane[axis] = 1;
    let walk = Runs::new(&plane, &fastest_last(&strides), &[strides]);
    let first = target.at(&start_of(&region));
    for i in ghosts.start..ghosts.end {
        let to = (i - span.start) * stride;
        let Some(k) = boundary.index(i, len) else {
            // SAFETY: the walk goes over the box at one coordinate of the axis, and `to` leads to one that is in it.
            walk.for_each(|at| unsafe { fill_run(first.wrapping_offset(at[0] + to), &walk.run, outside) });
            continue;
        };
        let k = k as isize;
        assert!(span.contains(k), "pixel {k} is not in {span:?}");
        let from = (k - span.start) * stride;
        // SAFETY: as above; `from` leads to another coordinate that is in the box.
        walk.for_each(|at| unsafe {
            copy_run(first.wrapping_offset(at[0] + from), first.wrapping_offset(at[0] + to), &walk.run);
        });
    }
}

/// # Safety
/// The run is ours to write.
unsafe fn fill_run<T: Copy>(to: *mut T, run: &Loop, value: T) {
    for i in 0..run.len as isize {
        // SAFETY: as the caller promises.
        unsafe { *to.offset(i * run.strides[0]) = value };
    }
}

/// # Safety
/// Both runs are ours, and share no pixel.
unsafe fn copy_run<T: Copy>(from: *const T, to: *mut T, run: &Loop) {
    if run.strides[0] == 1 {
        // SAFETY: as the caller promises.
        return unsafe { ptr::copy_nonoverlapping(from, to, run.len) };
    }
    for i in 0..run.len as isize {
        // SAFETY: as the caller promises.
        unsafe { *to.offset(i * run.strides[0]) = *from.offset(i * run.strides[0]) };
    }
}
