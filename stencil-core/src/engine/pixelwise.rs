//! The oracle: a kernel evaluated pixel by pixel, by the most obvious loop there is. It shares nothing with the engine
//! but the boundary's index function.

use super::few::Few;
use super::job::Space;
use super::memory::{Elements, Source, common_region};
use super::region::Region;
use crate::boundary::Boundary;
use crate::element::Element;
use crate::halo::Halo;
use crate::kernel::Kernel;
use crate::window::Window;

/// An array with its ghosts around it, in C order.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Padded<T> {
    pixels: Vec<T>,
    /// 0 where a pixel beyond the edge takes no part.
    valid: Vec<u8>,
    region: Region,
}

impl<T: Element> Padded<T> {
    pub(crate) fn new(source: &Source<'_, T>, space: &Space, halo: &Halo) -> Self {
        let region = Region::full(source.shape()).grown(&space.sides(halo));
        let boundaries = space.boundaries();
        let (mut pixels, mut valid) = (Vec::new(), Vec::new());
        for_each_position(&region, |position| {
            let outside = |axis: usize| boundaries[axis].index(position[axis], source.shape()[axis]).is_none();
            let left_out = (0..position.len()).any(|axis| boundaries[axis] == Boundary::Ignore && outside(axis));
            pixels.push(pixel(source, &boundaries, position));
            valid.push(u8::from(!left_out));
        });
        Self { pixels, valid, region }
    }

    pub(crate) fn window<const D: usize>(&self, centre: &[isize], axes: &[usize], halo: Halo) -> Window<'_, T, D> {
        let mut index = 0;
        for (span, at) in self.region.iter().zip(centre) {
            index = index * span.len() + (at - span.start) as usize;
        }
        let mut strides = [0; D];
        for (stride, &axis) in strides.iter_mut().zip(axes) {
            *stride = self.region[axis + 1..].iter().map(|span| span.len() as isize).product();
        }
        Window::masked(&self.pixels, &self.valid, index, strides, halo, "oracle")
    }
}

/// The value at a position inside or outside the array; beyond several axes at once, the last one decides.
fn pixel<T: Element>(source: &Source<'_, T>, boundaries: &[Boundary], position: &[isize]) -> T {
    let mut from = Few::from_slice(position);
    let mut outside = None;
    for (axis, boundary) in boundaries.iter().enumerate() {
        match boundary.index(position[axis], source.shape()[axis]) {
            Some(index) => from[axis] = index as isize,
            None => outside = Some(boundary),
        }
    }
    match outside {
        None => source.get(&from),
        Some(Boundary::Constant(k)) => T::beyond(*k),
        Some(_) => T::default(),
    }
}

/// Calls `f` with every position of a region, the last axis the fastest.
fn for_each_position(region: &Region, mut f: impl FnMut(&[isize])) {
    for number in 0..region.pixels() {
        let mut rest = number;
        let mut position: Few<isize> = region.iter().map(|span| span.start).collect();
        for axis in (0..region.len()).rev() {
            position[axis] += (rest % region[axis].len()) as isize;
            rest /= region[axis].len();
        }
        f(&position);
    }
}

/// Writes `kernel.pixel` of every pixel of the targets. For tests: slow, obvious, serial.
pub(crate) fn evaluate_pixelwise<In: Elements, K: Kernel<In, D>, const D: usize>(
    kernel: &K,
    space: &Space,
    sources: &In::Sources<'_>,
    mut targets: <K::Out as Elements>::Targets<'_>,
) {
    let padded = In::padded(sources, space, kernel.halos());
    let shift = space.shift(&kernel.trim(space));
    for_each_position(&common_region::<K::Out>(&targets), |position| {
        let centre: Few<isize> = position.iter().zip(shift.iter()).map(|(at, shift)| at + shift).collect();
        let windows = In::padded_windows(&padded, &centre, &space.axes, kernel.halos());
        kernel.pixel(windows).set(&mut targets, position);
    });
}
