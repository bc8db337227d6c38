//! Ghosts beside what is known of an array.

use super::{Layout, Target, fastest_last, start_of};
use crate::boundary::Boundary;
use crate::element::Element;
use crate::engine::few::Few;
use crate::engine::region::Span;
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
    if ghosts.is_empty() || target.layout().region.is_void() {
        return;
    }
    let first = target.at(&start_of(&target.layout().region));
    let Layout { region, strides } = target.layout();
    let (span, stride) = (region[axis], strides[axis]);
    assert!(span.covers(ghosts), "ghosts {ghosts:?} are not in {span:?}");
    let outside = match boundary {
        Boundary::Constant(k) => T::beyond(k),
        _ => T::default(),
    };
    let plane = Plane::new(axis, target.layout());
    for i in ghosts.start..ghosts.end {
        let to = first.wrapping_offset((i - span.start) * stride);
        let Some(k) = boundary.index(i, len) else {
            // SAFETY: the plane goes over the box at one coordinate of the axis; `to` is at one that is in the box.
            plane.for_each_run(|at, len, step| unsafe { fill_run(to.wrapping_offset(at), len, step, outside) });
            continue;
        };
        assert!(span.contains(k as isize), "pixel {k} is not in {span:?}");
        let from = first.wrapping_offset((k as isize - span.start) * stride);
        // SAFETY: as above; so is `from`, and it is another coordinate, since this one is beyond the array.
        plane.for_each_run(|at, len, step| unsafe {
            copy_run(from.wrapping_offset(at), to.wrapping_offset(at), len, step);
        });
    }
}

/// All of a box at one coordinate of some axis: lengths and strides of the other axes, the fastest first.
struct Plane(Few<(usize, isize)>);

impl Plane {
    fn new(axis: usize, layout: &Layout) -> Self {
        let order = fastest_last(&layout.strides);
        let others = order.iter().rev().filter(|other| **other != axis);
        Self(others.map(|&other| (layout.region[other].len(), layout.strides[other])).collect())
    }

    /// Calls `f` with the offset of each run along the fastest axis, its length and its stride.
    fn for_each_run(&self, mut f: impl FnMut(isize, usize, isize)) {
        let (&(len, step), outer) = self.0.split_first().unwrap_or((&(1, 0), &[]));
        let (mut at, mut index) = (0, Few::filled(outer.len(), 0));
        loop {
            f(at, len, step);
            let mut axis = 0;
            loop {
                let Some(&(len, stride)) = outer.get(axis) else { return };
                index[axis] += 1;
                at += stride;
                if index[axis] < len {
                    break;
                }
                at -= stride * len as isize;
                index[axis] = 0;
                axis += 1;
            }
        }
    }
}

/// # Safety
/// The run is ours to write.
unsafe fn fill_run<T: Copy>(to: *mut T, len: usize, step: isize, value: T) {
    for i in 0..len as isize {
        // SAFETY: as the caller promises.
        unsafe { *to.offset(i * step) = value };
    }
}

/// # Safety
/// Both runs are ours, and share no pixel.
unsafe fn copy_run<T: Copy>(from: *const T, to: *mut T, len: usize, step: isize) {
    if step == 1 {
        // SAFETY: as the caller promises.
        return unsafe { ptr::copy_nonoverlapping(from, to, len) };
    }
    for i in 0..len as isize {
        // SAFETY: as the caller promises.
        unsafe { *to.offset(i * step) = *from.offset(i * step) };
    }
}
