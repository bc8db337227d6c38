//! Medians of whole boxes of pixels, by networks that neighbours share.
//!
//! A kernel knows one pixel; what its window has in common with the next one's is lost to it. [`Medians`] gives a kernel
//! whose body is `w.median()` a second way: rows of pixels at once, through a network made for the size of the window.

#![allow(clippy::eq_op, reason = "a NaN is what differs from itself")]

mod machine;
mod network;
mod program;
mod terms;

use crate::element::Element;
use crate::engine::{Few, Region, Source, Target, Walk};
use crate::halo::{Halo, Side};
use crate::kernel::{Kernel, Stencil};
use crate::lanes::{Cx, Lanes, Width};
use crate::window::{LaneWindow, Window};
use fearless_simd::{Level, Simd};
use machine::Machine;
use network::Size;
use program::Program;
use std::borrow::Cow;

/// A kernel whose body is `w.median()`, evaluated many pixels at a time where nothing is left out of the windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Medians<K>(pub K);

impl<K: Stencil> Stencil for Medians<K> {
    fn name(&self) -> Cow<'static, str> {
        self.0.name()
    }
    fn halo(&self) -> Halo {
        self.0.halo()
    }
    fn dims(&self) -> Option<usize> {
        self.0.dims()
    }
    fn ignores(&self) -> bool {
        self.0.ignores()
    }
}

impl<T: Element, K: Kernel<(T,), D, Out = (T,)>, const D: usize> Kernel<(T,), D> for Medians<K> {
    type Out = (T,);
    type Width = K::Width;
    const VECTORIZED: bool = K::VECTORIZED;

    #[inline(always)]
    fn halos(&self) -> [Halo; 1] {
        self.0.halos()
    }
    #[inline(always)]
    fn pixel(&self, windows: (Window<'_, T, D>,)) -> (T,) {
        self.0.pixel(windows)
    }
    #[inline(always)]
    fn lanes<S: Simd, W: Width>(&self, cx: Cx<S, W>, windows: (LaneWindow<'_, S, T, W, D>,)) -> (Lanes<S, T, W>,) {
        self.0.lanes(cx, windows)
    }

    fn sweep(&self, level: Level, walk: &Walk<'_>, sources: &(Source<'_, T>,), targets: &mut (Target<'_, T>,)) -> bool {
        let [halo] = self.0.halos();
        Course::new(walk, halo.sides::<D>(), &sources.0, &targets.0)
            .is_some_and(|course| course.run(level, &sources.0, &mut targets.0))
    }
}

/// The largest window that a network is made for. Beyond, counting costs less than its length.
const LARGEST: usize = 31 * 31;

/// How the axes of the array are used.
struct Course {
    /// Where the window of the first result begins.
    corner: Few<isize>,
    region: Region,
    /// The array axis of rows, and the one across them, if the window has two axes.
    along: usize,
    across: Option<usize>,
    /// Steps to each of the layers.
    layers: Vec<Few<isize>>,
    size: Size,
}

impl Course {
    /// None if pixels are left out, if rows are not along the window, or if it is too large.
    fn new<T, const D: usize>(
        walk: &Walk<'_>,
        sides: [Side; D],
        source: &Source<'_, T>,
        target: &Target<'_, T>,
    ) -> Option<Self> {
        let (region, along) = (target.layout().region, *walk.order.last()?);
        let unit = source.layout().strides[along] == 1 && target.layout().strides[along] == 1;
        let len = |axis: usize| sides[axis].before + 1 + sides[axis].after;
        let x = (0..D).find(|axis| walk.axes[*axis] == along)?;
        let y = (0..D).filter(|axis| *axis != x).max_by_key(|axis| len(*axis));
        let mut corner: Few<isize> = region.iter().zip(walk.shift).map(|(span, shift)| span.start + shift).collect();
        let mut layers = vec![Few::filled(region.len(), 0)];
        for axis in 0..D {
            corner[walk.axes[axis]] -= sides[axis].before as isize;
            if axis != x && Some(axis) != y {
                let further = |layer: &Few<isize>, by: usize| {
                    let mut layer = *layer;
                    layer[walk.axes[axis]] += by as isize;
                    layer
                };
                layers = layers.iter().flat_map(|layer| (0..len(axis)).map(move |by| further(layer, by))).collect();
            }
        }
        let size = Size { along: len(x), across: y.map_or(1, len), layers: layers.len() };
        let fits = walk.valid.is_none() && unit && size.count() <= LARGEST && !region.is_void();
        fits.then_some(Self { corner, region, along, across: y.map(|y| walk.axes[y]), layers, size })
    }

    /// How many rows of results are best found together.
    fn rows(&self) -> usize {
        let most = self.across.map_or(1, |axis| self.region[axis].len()).min(self.size.across);
        let best = match self.size.across {
            0..12 => 2,
            12..16 => 4,
            _ => 8,
        };
        if most >= best {
            best
        } else if most >= 2 {
            2
        } else {
            1
        }
    }

    fn run<T: Element>(&self, level: Level, source: &Source<'_, T>, target: &mut Target<'_, T>) -> bool {
        let program = Program::of(self.size, self.rows());
        let mut machine = Machine::new(&program);
        let mut at = Few::filled(self.region.len(), 0);
        loop {
            self.stripe(level, &mut machine, &program, &at, source, target);
            if !self.advance(&mut at, machine.stripe, program.rows) {
                return true;
            }
        }
    }

    /// Goes to the next stripe, in coordinates from the region's corner. The last rows are done once more, as far as
    /// the program reaches back.
    fn advance(&self, at: &mut [isize], stripe: usize, rows: usize) -> bool {
        for axis in (0..at.len()).rev() {
            let len = self.region[axis].len() as isize;
            if axis == self.along {
                at[axis] += stripe as isize;
            } else if Some(axis) == self.across {
                let last = len - rows as isize;
                at[axis] = if at[axis] < last { (at[axis] + rows as isize).min(last) } else { len };
            } else {
                at[axis] += 1;
            }
            if at[axis] < len {
                return true;
            }
            at[axis] = 0;
        }
        false
    }

    /// Results in some rows, as many pixels along as there is room for.
    fn stripe<T: Element>(
        &self,
        level: Level,
        machine: &mut Machine<'_, T>,
        program: &Program,
        at: &[isize],
        source: &Source<'_, T>,
        target: &mut Target<'_, T>,
    ) {
        let len = machine.stripe.min((self.region[self.along].len() as isize - at[self.along]) as usize);
        let wide = len + self.size.along - 1;
        let row_at = |from: &[isize], row: usize| {
            let mut position: Few<isize> = from.iter().zip(at).map(|(from, at)| from + at).collect();
            if let Some(across) = self.across {
                position[across] += row as isize;
            }
            position
        };
        let line = |row: usize, layer: usize| {
            let mut position = row_at(&self.corner, row);
            position.iter_mut().zip(self.layers[layer].iter()).for_each(|(at, step)| *at += step);
            source.line(&position, self.along, wide)
        };
        let inputs = (0..self.size.across + program.rows - 1)
            .flat_map(|row| (0..self.size.layers).map(move |layer| (row, layer)));
        for (input, (row, layer)) in inputs.clone().enumerate() {
            machine.input(input)[..wide].copy_from_slice(line(row, layer));
        }
        if machine.run(level, len) {
            for (row, layer) in inputs {
                self.spread(line(row, layer), row, len, program.rows, machine);
            }
        }
        let corner: Few<isize> = self.region.iter().map(|span| span.start).collect();
        for row in 0..program.rows {
            target.line(&row_at(&corner, row), self.along, len).copy_from_slice(&machine.result(row)[..len]);
        }
    }

    /// Makes the result of every window that a NaN of this input is in a NaN.
    fn spread<T: Element>(&self, line: &[T], row: usize, len: usize, rows: usize, machine: &mut Machine<'_, T>) {
        for x in (0..line.len()).filter(|x| line[*x] != line[*x]) {
            let windows = (x + 1).saturating_sub(self.size.along)..(x + 1).min(len);
            for result in (row + 1).saturating_sub(self.size.across)..(row + 1).min(rows) {
                machine.result(result)[windows.clone()].fill(T::UNORDERED);
            }
        }
    }
}
