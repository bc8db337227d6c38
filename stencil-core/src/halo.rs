//! [`Halo`]: how far a filter reads past each pixel, per axis and side.

use std::fmt;

/// The reach of a filter along one axis: how many elements it reads before and after the centre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Side {
    /// Elements read at smaller indices than the centre.
    pub before: usize,
    /// Elements read at larger indices than the centre.
    pub after: usize,
}

impl Side {
    /// A side pair; `Side::new(1, 0)` never looks ahead.
    #[must_use]
    pub const fn new(before: usize, after: usize) -> Self {
        Self { before, after }
    }

    const fn map2(self, other: Self, f: Combine) -> Self {
        Self { before: f.apply(self.before, other.before), after: f.apply(self.after, other.after) }
    }

    const fn is_zero(self) -> bool {
        self.before == 0 && self.after == 0
    }
}

/// The operations that combine halos, each written once for both sides and every axis.
#[derive(Clone, Copy)]
enum Combine {
    Add,
    Max,
}

impl Combine {
    const fn apply(self, a: usize, b: usize) -> usize {
        match self {
            Self::Add => a.saturating_add(b),
            Self::Max => {
                if a > b {
                    a
                } else {
                    b
                }
            }
        }
    }
}

/// The ghost depth that a filter needs around every output pixel: exact, per axis and per side.
///
/// It is the only source of truth about overlap; no function of this library takes a depth next to it
/// (the opaque `map_overlap` apart). A halo either states each axis of its filter, or fits *any number of axes*:
/// the same reach on each of them ([`uniform`](Self::uniform), as for an N-dimensional Gaussian) or a reach along
/// one ([`on_axis`](Self::on_axis)).
///
/// ```
/// use stencil_core::Halo;
/// let sobel = Halo::from_sides([(1, 1), (1, 1)]);
/// let backward = Halo::from_sides([(1, 0), (0, 0)]);
/// assert_eq!(sobel.then(backward), Halo::from_sides([(2, 1), (1, 1)]));
/// assert_eq!(Halo::uniform(20).then(sobel), Halo::from_sides([(21, 21), (21, 21)]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Halo {
    sides: [Side; Halo::MAX_DIM],
    /// 0: fits any number of axes. Otherwise the entries of `sides` from here on are zero.
    dims: u8,
}

impl Halo {
    /// The largest number of axes that one filter may span (arrays may have more: the rest are batch axes).
    pub const MAX_DIM: usize = 8;

    /// No neighbours at all: a filter that looks at the centre only.
    pub const ZERO: Self = Self::uniform(0);

    /// `radius` on both sides of every axis, however many axes the array has.
    #[must_use]
    pub const fn uniform(radius: usize) -> Self {
        Self { sides: [Side::new(radius, radius); Self::MAX_DIM], dims: 0 }
    }

    /// One `(before, after)` per axis, in the array's axis order.
    #[must_use]
    pub const fn from_sides<const D: usize>(sides: [(usize, usize); D]) -> Self {
        assert!(D <= Self::MAX_DIM, "a halo has at most 8 axes");
        let mut out = [Side::new(0, 0); Self::MAX_DIM];
        let mut axis = 0;
        while axis < D {
            out[axis] = Side::new(sides[axis].0, sides[axis].1);
            axis += 1;
        }
        Self { sides: out, dims: D as u8 }
    }

    /// A reach along one axis and none along the others, however many there are.
    ///
    /// # Panics
    /// If `axis` is 8 or more.
    #[must_use]
    pub const fn on_axis(axis: usize, side: Side) -> Self {
        assert!(axis < Self::MAX_DIM, "a halo has at most 8 axes");
        let mut out = Self::ZERO;
        out.sides[axis] = side;
        out
    }

    /// How many axes the halo states; `None` if it fits any number of axes.
    #[must_use]
    pub const fn dims(&self) -> Option<usize> {
        if self.dims == 0 { None } else { Some(self.dims as usize) }
    }

    /// The reach along one axis of the filter; zero beyond the axes that the halo states.
    #[inline(always)]
    #[must_use]
    pub const fn side(&self, axis: usize) -> Side {
        if axis < Self::MAX_DIM { self.sides[axis] } else { Side::new(0, 0) }
    }

    /// The reach along each of the first axes.
    #[inline(always)]
    #[must_use]
    pub const fn sides<const D: usize>(&self) -> [Side; D] {
        let mut sides = [Side::new(0, 0); D];
        let mut axis = 0;
        while axis < D {
            sides[axis] = self.side(axis);
            axis += 1;
        }
        sides
    }

    /// The halo of this filter followed by another: reaches add.
    #[must_use]
    pub const fn then(self, next: Self) -> Self {
        self.combine(next, Combine::Add)
    }

    /// The halo of two filters on the same input, side by side: the larger reach wins.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        self.combine(other, Combine::Max)
    }

    /// The halo of `steps` repetitions: reaches multiply.
    #[must_use]
    pub const fn repeat(self, steps: usize) -> Self {
        let mut out = self;
        let mut axis = 0;
        while axis < Self::MAX_DIM {
            out.sides[axis] =
                Side::new(self.sides[axis].before.saturating_mul(steps), self.sides[axis].after.saturating_mul(steps));
            axis += 1;
        }
        out
    }

    /// Whether every offset of `other` is also within this halo.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.union(*other) == *self
    }

    /// Whether no neighbour is read at all.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        let mut axis = 0;
        while axis < Self::MAX_DIM {
            if !self.sides[axis].is_zero() {
                return false;
            }
            axis += 1;
        }
        true
    }

    /// The same halo, with the reach kept only along the axes that are to be kept.
    #[must_use]
    pub fn filtered(self, keep: impl Fn(usize) -> bool) -> Self {
        let mut out = self;
        for (axis, side) in out.sides.iter_mut().enumerate() {
            if !keep(axis) {
                *side = Side::default();
            }
        }
        out
    }

    /// The same halo, stated for so many axes.
    pub(crate) fn with_dims(self, axes: usize) -> Self {
        Self { dims: axes as u8, ..self.filtered(|axis| axis < axes) }
    }

    const fn combine(self, other: Self, f: Combine) -> Self {
        let mut sides = [Side::new(0, 0); Self::MAX_DIM];
        let dims = if self.dims > other.dims { self.dims } else { other.dims };
        let limit = if dims == 0 { Self::MAX_DIM } else { dims as usize };
        let mut axis = 0;
        while axis < limit {
            sides[axis] = self.sides[axis].map2(other.sides[axis], f);
            axis += 1;
        }
        Self { sides, dims }
    }
}

/// `[before, after]` per stated axis, as in `[1, 1] x [2, 0]`.
impl fmt::Display for Halo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let same = self.sides.iter().all(|side| *side == self.sides[0]);
        if self.dims == 0 && same {
            return write!(f, "{} on every axis", self.sides[0]);
        }
        let stated = (0..Self::MAX_DIM).rev().find(|&axis| !self.sides[axis].is_zero()).map_or(1, |axis| axis + 1);
        let shown = if self.dims == 0 { stated } else { usize::from(self.dims) };
        for (axis, side) in self.sides[..shown].iter().enumerate() {
            write!(f, "{}{side}", if axis == 0 { "" } else { " x " })?;
        }
        Ok(())
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {}]", self.before, self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_an_axis_and_a_stated_halo_keeps_both() {
        let column = Halo::on_axis(0, Side::new(3, 2));
        assert_eq!(column.then(Halo::uniform(1)).side(0), Side::new(4, 3));
        assert_eq!(column.then(Halo::uniform(1)).side(5), Side::new(1, 1));
        assert_eq!(column.then(Halo::from_sides([(1, 1), (1, 1)])), Halo::from_sides([(4, 3), (1, 1)]));
    }

    #[test]
    fn chain_is_associative_and_union_is_monotone() {
        let list =
            [Halo::ZERO, Halo::uniform(2), Halo::from_sides([(1, 0), (0, 3)]), Halo::on_axis(1, Side::new(2, 1))];
        for a in list {
            for b in list {
                assert!(a.union(b).contains(&a.union(a)) || a.dims() != a.union(b).dims());
                for c in list {
                    assert_eq!(a.then(b).then(c), a.then(b.then(c)));
                }
            }
        }
        assert_eq!(Halo::from_sides([(1, 2)]).repeat(50), Halo::from_sides([(50, 100)]));
    }

    #[test]
    fn shown_as_sides_per_axis() {
        assert_eq!(Halo::from_sides([(1, 1), (2, 0)]).to_string(), "[1, 1] x [2, 0]");
        assert_eq!(Halo::uniform(20).to_string(), "[20, 20] on every axis");
        assert_eq!(Halo::on_axis(1, Side::new(1, 0)).to_string(), "[0, 0] x [1, 0]");
    }
}
