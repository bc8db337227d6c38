//! [`Job`]: what a filter needs to know besides its pixels.

use super::few::Few;
use super::region::{Region, Span};
use super::scratch::{Made, Scratch};
use crate::boundary::{Boundaries, Boundary};
use crate::halo::{Halo, Side};
use fearless_simd::Level;

/// How a filter's axes lie in the array, and what lies beyond the array's edges.
#[derive(Clone, Copy, Debug)]
pub struct Space {
    /// Number of array axes.
    pub ndim: usize,
    /// For each axis of the filter, the array axis that it runs along.
    pub axes: Few<usize>,
    /// For each axis of the filter, what lies beyond the edge.
    pub boundary: Boundaries,
}

/// A [`Space`], and the means of one thread to work in it.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// Axes and boundaries.
    pub space: Space,
    /// The vector instructions to use.
    pub(crate) level: Level,
    /// How a tile is worked through in bands, if it is.
    pub(crate) band: Option<Band>,
    /// Memory of this thread.
    pub(crate) scratch: &'a Scratch,
}

/// The bands of a tile: the array axis along which they follow each other, and how long each is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Band {
    pub(crate) axis: usize,
    pub(crate) step: usize,
}

impl<'a> Job<'a> {
    pub(crate) fn new(space: Space, level: Level, band: Option<Band>, scratch: &'a Scratch) -> Self {
        Self { space, level, band, scratch }
    }

    /// The axis of the bands; any, if there are none.
    pub(crate) fn band_axis(&self) -> usize {
        self.band.map_or(0, |band| band.axis)
    }

    /// What `make` makes of a key, unless that was made before by this thread: whatever a filter makes of its parameters.
    pub fn made<K: PartialEq + Send + 'static, V: Send + 'static>(
        &self,
        key: K,
        make: impl FnOnce(&K) -> V,
    ) -> Made<'a, K, V> {
        self.scratch.made(key, make)
    }

    /// The same job in another space.
    #[must_use]
    pub fn within(&self, space: Space) -> Self {
        Self { space, ..*self }
    }
}

impl Space {
    /// The same axes with another boundary.
    #[must_use]
    pub fn with_boundary(self, boundary: Boundaries) -> Self {
        Self { boundary, ..self }
    }

    /// The space of a one-dimensional filter along one axis of this filter's.
    #[must_use]
    pub fn along(self, axis: usize) -> Self {
        Self { axes: Few::from_slice(&[self.axes[axis]]), boundary: self.boundary.on(axis).into(), ..self }
    }

    /// A filter's reach along each array axis; zero where the filter does not look around.
    #[must_use]
    pub fn sides(&self, halo: &Halo) -> Few<Side> {
        let mut sides = Few::filled(self.ndim, Side::default());
        for (axis, &array_axis) in self.axes.iter().enumerate() {
            sides[array_axis] = halo.side(axis);
        }
        sides
    }

    /// The boundary along each array axis; along batch axes nothing is ever read beyond.
    #[must_use]
    pub fn boundaries(&self) -> Few<Boundary> {
        let mut out = Few::filled(self.ndim, Boundary::Valid);
        for (axis, &array_axis) in self.axes.iter().enumerate() {
            out[array_axis] = self.boundary.on(axis);
        }
        out
    }

    /// A kernel's reach, the boundary along each array axis, and the way from output coordinates to those of the centres.
    pub(crate) fn reach(&self, halo: &Halo) -> Reach {
        let mut reach = Reach {
            sides: Few::filled(self.ndim, Side::default()),
            boundaries: Few::filled(self.ndim, Boundary::Valid),
            shift: Few::filled(self.ndim, 0),
        };
        for (axis, &array_axis) in self.axes.iter().enumerate() {
            let (side, boundary) = (halo.side(axis), self.boundary.on(axis));
            reach.sides[array_axis] = side;
            reach.boundaries[array_axis] = boundary;
            if boundary == Boundary::Valid {
                reach.shift[array_axis] = side.before as isize;
            }
        }
        reach
    }

    /// The part of a halo by which the output is smaller than the input.
    #[must_use]
    pub fn trim(&self, halo: Halo) -> Halo {
        halo.filtered(|axis| self.boundary.on(axis) == Boundary::Valid)
    }

    /// From output coordinates to those of the centres, per array axis.
    #[must_use]
    pub fn shift(&self, trim: &Halo) -> Few<isize> {
        self.sides(trim).iter().map(|side| side.before as isize).collect()
    }

    /// The shape of the output of a filter on an array of `shape`.
    #[must_use]
    pub fn trimmed(&self, trim: &Halo, shape: &[usize]) -> Few<usize> {
        let sides = self.sides(trim);
        Few::from_fn(self.ndim, |axis| shape[axis].saturating_sub(sides[axis].before.saturating_add(sides[axis].after)))
    }

    /// What of an array of this shape is read to compute the windows of `halo` centred in `centres`.
    #[must_use]
    pub fn reads(&self, halo: &Halo, shape: &[usize], centres: &Region) -> Reads {
        let (sides, boundaries) = (self.sides(halo), self.boundaries());
        let array =
            Few::from_fn(self.ndim, |axis| read_span(boundaries[axis], sides[axis], shape[axis], centres[axis]));
        let all = Few::from_fn(self.ndim, |axis| {
            with_ghosts(boundaries[axis], sides[axis], shape[axis], centres[axis], array[axis])
        });
        Reads { array, all, boundaries }
    }
}

/// What [`Space::reach`] is, per array axis.
pub(crate) struct Reach {
    pub(crate) sides: Few<Side>,
    pub(crate) boundaries: Few<Boundary>,
    pub(crate) shift: Few<isize>,
}

/// What a filter reads of an array to compute some region of its output.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reads {
    /// The part of the array. Along a wrapped axis it is cyclic: it may begin below zero or end beyond the length.
    pub array: Region,
    /// It, and the ghosts beyond the array's edges that are read.
    pub all: Region,
    /// How the array continues to those ghosts, per array axis.
    pub boundaries: Few<Boundary>,
}

/// Along one axis, the part of the array that is read, and the ghosts next to it.
fn with_ghosts(boundary: Boundary, side: Side, len: usize, centres: Span, array: Span) -> Span {
    let all = Span::full(len);
    let beside = match boundary {
        Boundary::Valid | Boundary::Ignore => false,
        // Else what lies beyond the edge is at hand, one period away.
        Boundary::Wrap => array == all,
        _ => true,
    };
    if beside && all.covers(centres) { centres.grown(side).hull(array) } else { array }
}

/// Along one axis, the part of the array that is read.
fn read_span(boundary: Boundary, side: Side, len: usize, centres: Span) -> Span {
    let (want, all) = (centres.grown(side), Span::full(len));
    if all.covers(want) || side == Side::default() {
        return want;
    }
    if boundary == Boundary::Wrap {
        return if want.len() >= len { all } else { want };
    }
    if !all.covers(centres) {
        // The centres themselves are a cyclic span.
        return all;
    }
    let inside = want.intersect(all);
    if matches!(boundary, Boundary::Constant(_) | Boundary::Valid | Boundary::Ignore) {
        return inside;
    }
    // Ghosts of a mirrored edge lie within their depth of it: the hull is tight.
    let depth = |ghosts: usize| ghosts.min(len) as isize;
    let mut out = inside;
    let reach = if boundary == Boundary::Mirror { 1 } else { 0 };
    if want.start < 0 {
        out = out.hull(Span::new(0, depth(want.start.unsigned_abs() + reach)));
    }
    if want.end > all.end {
        out = out.hull(Span::new(all.end - depth((want.end - all.end).unsigned_abs() + reach), all.end));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cover_every_ghost_and_little_else() {
        for boundary in
            [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap, Boundary::Constant(0.0)]
        {
            for len in 1..12_usize {
                for (before, after) in [(0, 0), (1, 2), (4, 0), (9, 7), (30, 30)] {
                    for start in 0..len {
                        for end in start + 1..=len {
                            let centres = Span::new(start as isize, end as isize);
                            let side = Side::new(before, after);
                            let got = read_span(boundary, side, len, centres);
                            let all = with_ghosts(boundary, side, len, centres, got);
                            assert!(all.covers(got) && (all == got || all.covers(centres.grown(side))));
                            assert!(
                                got.len() <= len && got.len() <= centres.grown(side).len() + 1,
                                "{boundary} {got:?}"
                            );
                            for i in centres.grown(side).start..centres.grown(side).end {
                                if let Some(k) = boundary.index(i, len) {
                                    let k = (k as isize - got.start).rem_euclid(len as isize) + got.start;
                                    assert!(
                                        got.contains(k),
                                        "{boundary} len {len} {centres:?} {side:?}: {got:?} lacks {k}"
                                    );
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
