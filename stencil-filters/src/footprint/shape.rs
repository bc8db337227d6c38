//! [`Shape`]: which cells of a box belong to a footprint.

use super::Offset;
use crate::PerAxis;
use std::sync::Arc;

/// A shape, and the parameters that it is drawn from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Box(PerAxis<usize>),
    Cross(usize),
    Diamond(usize),
    Ball(usize),
    Disk(usize),
    Ellipse { half_width: usize, half_height: usize },
    Octagon { side: usize, cut: usize },
    Star(usize),
    Cells { cells: Arc<[bool]>, size: PerAxis<usize> },
}

impl Shape {
    /// How many axes it has; `None` if it fits any number.
    pub(super) fn dims(&self) -> Option<usize> {
        match self {
            Self::Box(size) | Self::Cells { size, .. } => size.dims(),
            Self::Disk(_) | Self::Ellipse { .. } | Self::Octagon { .. } | Self::Star(_) => Some(2),
            Self::Cross(_) | Self::Diamond(_) | Self::Ball(_) => None,
        }
    }

    /// How many cells long the box is that it is drawn in.
    pub(super) fn size(&self, axis: usize) -> usize {
        let around = |reach: usize| reach.saturating_mul(2).saturating_add(1);
        match self {
            Self::Box(size) | Self::Cells { size, .. } => size.get(axis),
            Self::Cross(r) | Self::Diamond(r) | Self::Ball(r) | Self::Disk(r) => around(*r),
            Self::Ellipse { half_width, half_height } => around(if axis == 0 { *half_height } else { *half_width }),
            Self::Octagon { side, cut } => cut.saturating_mul(2).saturating_add(*side),
            Self::Star(a) => around(a.saturating_add(a / 2)),
        }
    }

    /// Whether it has a cell at an offset from the middle of its box; none is further out than the box.
    pub(super) fn holds(&self, offset: &Offset) -> bool {
        let steps = || offset.iter().map(|d| d.unsigned_abs());
        match self {
            Self::Box(_) => true,
            Self::Cross(_) => offset.iter().filter(|d| **d != 0).count() <= 1,
            Self::Diamond(r) => steps().sum::<usize>() <= *r,
            Self::Ball(r) | Self::Disk(r) => steps().map(|d| (d as u128).pow(2)).sum::<u128>() <= (*r as u128).pow(2),
            Self::Ellipse { half_width, half_height } => {
                // As parts of the next larger half axes, in the arithmetic that scikit-image draws with.
                let part = |axis: usize, half: usize| (offset[axis] as f64 / (half + 1) as f64).powi(2);
                part(0, *half_height) + part(1, *half_width) < 1.0
            }
            Self::Octagon { side, cut } => {
                let last = (self.size(0) - 1) as isize;
                let to_edge = |axis: usize| {
                    let index = offset[axis] + (self.size(axis) / 2) as isize;
                    index.min(last - index)
                };
                // Without a side, the corners of the cut are two cells beside each other.
                to_edge(0) + to_edge(1) >= (*cut - usize::from(*side == 0)) as isize
            }
            Self::Star(a) => steps().max() <= Some(*a) || steps().sum::<usize>() <= a + a / 2,
            Self::Cells { cells, size } => {
                let index = |at: usize, axis: usize| {
                    at * size.get(axis) + (offset[axis] + (size.get(axis) / 2) as isize) as usize
                };
                cells[(0..size.dims().unwrap_or(0)).fold(0, index)]
            }
        }
    }
}
