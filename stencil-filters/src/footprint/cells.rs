//! Where the cells of a footprint are.

use super::shape::Shape;
use super::{Footprint, Offset, Wrong};
use crate::PerAxis;
use crate::error::{TOO_MANY, few};
use stencil_core::Halo;

impl Footprint {
    /// How far it reaches from the centre.
    #[must_use]
    pub fn halo(&self) -> Halo {
        let cells = match (&self.shape, self.shape.dims()) {
            (Shape::Cells { .. }, Some(dims)) => self.cells(dims),
            _ => Vec::new(),
        };
        let sides = |axis: usize| match self.shape {
            Shape::Cells { .. } => {
                let reach = |sign: isize| cells.iter().map(|o| sign * o[axis]).max().unwrap_or(0).max(0) as usize;
                (reach(-1), reach(1))
            }
            _ if self.is_empty() => (0, 0),
            // A complement has the corners.
            _ => self.sides(axis),
        };
        let stated: Vec<_> = (0..self.dims().unwrap_or(0)).map(sides).collect();
        PerAxis::from_slice(&stated).unwrap_or_else(|| sides(0).into()).halo()
    }

    /// How far its box reaches before and after the centre.
    fn sides(&self, axis: usize) -> (usize, usize) {
        let (size, origin) = (self.shape.size(axis), self.origin.get(axis));
        let (before, after) = (size / 2, size.saturating_sub(size / 2 + 1));
        let moved = (before.saturating_add_signed(origin), after.saturating_add_signed(origin.saturating_neg()));
        if self.reflected { (moved.1, moved.0) } else { moved }
    }

    /// Whether its cells are listed from the last one of its box to the first.
    pub(crate) fn is_reflected(&self) -> bool {
        self.reflected
    }

    /// Whether it is all of its box: then its halo says everything.
    pub(crate) fn is_box(&self) -> bool {
        matches!(self.shape, Shape::Box(_)) && !self.inverted
    }

    /// A box that reaches as far as this one so many times, if this is a box that reaches equally far on both sides.
    pub(crate) fn widened(&self, times: usize) -> Option<Self> {
        let Shape::Box(size) = &self.shape else { return None };
        let even = (0..self.dims().unwrap_or(1)).any(|axis| size.get(axis) % 2 == 0 || self.origin.get(axis) != 0);
        let wide = |size: usize| (size - 1).saturating_mul(times).saturating_add(1);
        (!even && !self.inverted).then(|| Self { shape: Shape::Box(size.map(wide)), ..self.clone() })
    }

    /// Whether it has no cell, on any number of axes that it fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.shape {
            Shape::Cells { cells, .. } => !cells.contains(&!self.inverted),
            Shape::Box(size) => self.inverted || size.values().contains(&0),
            Shape::Octagon { side: 0, cut: 0 } => true,
            shape => {
                let corner = std::array::from_fn(|axis| if axis < 2 { -((shape.size(axis) / 2) as isize) } else { 0 });
                self.inverted && shape.holds(&corner)
            }
        }
    }

    /// Whether its centre is one of the cells of its box.
    pub(crate) fn check(&self) -> Result<(), Wrong> {
        let (own, given) = (self.shape.dims(), self.origin.dims());
        if let (Some(own), Some(given)) = (own, given)
            && own != given
        {
            return Err(("origin", format!("{given} numbers"), format!("one, or {own}")));
        }
        for axis in 0..self.dims().unwrap_or(1) {
            let (size, origin) = (self.shape.size(axis).max(1), self.origin.get(axis));
            let (least, most) = (-((size / 2) as isize), ((size - 1) / 2) as isize);
            if !(least..=most).contains(&origin) {
                return Err(("origin", origin.to_string(), format!("from {least} to {most} for {size} cells")));
            }
        }
        Ok(())
    }

    /// Whether it can be worked through in memory on so many axes.
    pub(crate) fn small(&self, axes: usize) -> Result<(), Wrong> {
        let widths = |axis| {
            let (before, after) = self.sides(axis);
            before.saturating_add(after).saturating_add(1)
        };
        let widest = (0..axes).map(widths).max().unwrap_or(0);
        let wrong = |expected: &str| Err(("footprint", format!("{widest} pixels wide"), expected.to_owned()));
        match self.is_box() {
            true if widest > 1 << 20 => wrong("at most 1048576"),
            false if !few((0..axes).map(widths)) => wrong(TOO_MANY),
            _ => Ok(()),
        }
    }

    /// Its cells on `dims` axes, as offsets from the centre in C order.
    pub(crate) fn cells(&self, dims: usize) -> Vec<Offset> {
        let size = |axis: usize| self.shape.size(axis);
        if (0..dims).any(|axis| size(axis) == 0) {
            return Vec::new();
        }
        let all = |axis: usize| (size(axis) / 2, size(axis) - size(axis) / 2 - 1);
        let mut cells = within(dims, all, |offset| self.shape.holds(offset) != self.inverted);
        for cell in &mut cells {
            for (axis, d) in cell.iter_mut().enumerate().take(dims) {
                *d -= self.origin.get(axis);
            }
        }
        if self.reflected {
            cells.reverse();
            cells.iter_mut().flatten().for_each(|d| *d = -*d);
        }
        cells
    }
}

/// The offsets of a box that are wanted, in C order.
pub(super) fn within(
    dims: usize,
    sides: impl Fn(usize) -> (usize, usize),
    wanted: impl Fn(&Offset) -> bool,
) -> Vec<Offset> {
    let mut cells = vec![[0; Halo::MAX_DIM]];
    for axis in 0..dims {
        let (before, after) = sides(axis);
        let step = |cell: &Offset, d: isize| {
            let mut next = *cell;
            next[axis] = d;
            next
        };
        cells =
            cells.iter().flat_map(|cell| (-(before as isize)..=after as isize).map(move |d| step(cell, d))).collect();
    }
    cells.retain(wanted);
    cells
}
