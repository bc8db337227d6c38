//! A window as bars: cells beside each other in lines of the array.

use super::Cell;
use crate::halo::{Halo, Side};
use std::ops::Range;
use std::sync::Arc;

/// What is looked at around a pixel, on the axes of the filter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Window {
    pub(super) sides: Vec<Side>,
    /// Those of the footprint; of none if it is all that the sides reach.
    pub(super) cells: Option<Arc<[Cell]>>,
}

/// Cells beside each other along some axis: the first one, seen from the centre, and how many there are.
pub(super) type Strip = (Vec<isize>, usize);

impl Window {
    pub(super) fn new(halo: &Halo, axes: usize, cells: Option<Arc<[Cell]>>) -> Self {
        Self { sides: (0..axes).map(|axis| halo.side(axis)).collect(), cells }
    }

    /// All cells, in strips along an axis; or one by one.
    pub(super) fn strips(&self, along: Option<usize>) -> Vec<Strip> {
        let axes = self.sides.len();
        let Some(cells) = &self.cells else {
            let len = along.map_or(1, |axis| self.sides[axis].before + 1 + self.sides[axis].after);
            return corners(&self.sides, along).into_iter().map(|first| (first, len)).collect();
        };
        let mut order: Vec<Vec<isize>> = cells.iter().map(|cell| cell[..axes].to_vec()).collect();
        let Some(along) = along else { return order.into_iter().map(|cell| (cell, 1)).collect() };
        let aside = |cell: &[isize]| {
            let mut aside = cell.to_vec();
            let place = std::mem::take(&mut aside[along]);
            (aside, place)
        };
        order.sort_by_cached_key(|cell| aside(cell));
        let mut strips: Vec<Strip> = Vec::new();
        for cell in order {
            match strips.last_mut() {
                Some((first, len))
                    if aside(first).0 == aside(&cell).0 && first[along] + *len as isize == cell[along] =>
                {
                    *len += 1;
                }
                _ => strips.push((cell, 1)),
            }
        }
        strips
    }
}

/// The cells of a box, but along one axis only the first ones.
fn corners(sides: &[Side], but: Option<usize>) -> Vec<Vec<isize>> {
    let mut cells = vec![vec![]];
    for (axis, side) in sides.iter().enumerate() {
        let first = -(side.before as isize);
        let all = if Some(axis) == but { first..=first } else { first..=side.after as isize };
        cells = cells.iter().flat_map(|head| all.clone().map(move |d| [&head[..], &[d]].concat())).collect();
    }
    cells
}

/// A strip as rows of pixels see it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Bar {
    /// So many rows below the first one of the window.
    pub(super) row: usize,
    pub(super) layer: usize,
    /// The first cell, so many values after the first one of the window.
    pub(super) first: usize,
    pub(super) len: usize,
}

/// A window as rows of pixels see it: rows across them, in each row layers, in each layer bars.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    pub(super) across: usize,
    pub(super) layers: usize,
    /// From a value of a row to that of the next pixel: how many values each pixel has.
    pub(super) step: usize,
    /// Row by row and layer by layer.
    pub(super) bars: Vec<Bar>,
}

impl Shape {
    pub(super) fn count(&self) -> usize {
        self.bars.iter().map(|bar| bar.len).sum()
    }

    /// So many values of a line are read beyond those of the results.
    pub(super) fn reach(&self) -> usize {
        self.bars.iter().map(|bar| bar.first + (bar.len - 1) * self.step).max().unwrap_or(0)
    }

    /// How many cells a box has along rows; none if it is no box.
    pub(super) fn box_along(&self) -> Option<usize> {
        let first = self.bars.first()?;
        let same = |bar: &Bar| (bar.first, bar.len) == (first.first, first.len);
        (self.bars.len() == self.across * self.layers && self.bars.iter().all(same)).then_some(first.len)
    }

    /// The cells in order along the row, and for equal places by their lines, which are numbered layer by layer; seen from
    /// a row of results.
    pub(super) fn cells(&self, result: usize) -> Vec<(usize, usize)> {
        let line = |bar: &Bar| (bar.row + result) * self.layers + bar.layer;
        let places = |bar: &Bar| -> Range<usize> { 0..bar.len };
        let cell = |bar: &Bar, i: usize| (bar.first + i * self.step, line(bar));
        let mut cells: Vec<_> = self.bars.iter().flat_map(|bar| places(bar).map(move |i| cell(bar, i))).collect();
        cells.sort_unstable();
        cells
    }
}
