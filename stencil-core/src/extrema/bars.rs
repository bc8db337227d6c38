//! A footprint as bars of cells along rows.

use super::Cell;
use crate::halo::Side;
use std::collections::BTreeMap;

/// Cells beside each other in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bar {
    pub(super) layer: usize,
    /// So many rows below the first row of the footprint.
    pub(super) down: usize,
    /// The first cell, seen from the centre, and how many there are.
    pub(super) start: isize,
    pub(super) len: usize,
}

impl Bar {
    /// Whether so many cells from a first one on are in it.
    pub(super) fn covers(&self, start: isize, len: usize) -> bool {
        self.start <= start && start + len as isize <= self.start + self.len as isize
    }
}

/// What the axes of a footprint are to rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Roles {
    /// Rows lie along it.
    pub(super) along: Option<usize>,
    /// They follow each other along it.
    pub(super) down: Option<usize>,
    /// Planes of rows follow each other along it: the only other axis along which the footprint reaches.
    pub(super) deep: Option<usize>,
}

/// All bars of a footprint.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bars {
    pub(super) bars: Vec<Bar>,
    /// The first row, seen from the centre.
    pub(super) top: isize,
    /// Where each layer lies, seen from the centre, along the axes that rows do not take.
    pub(super) layers: Vec<Vec<isize>>,
}

/// Rows of cells by layer and place down, as bars: the first cell of each, and how many there are.
type Rows = BTreeMap<(Vec<isize>, isize), Vec<(isize, usize)>>;

impl Bars {
    /// The bars of some cells, or of a box that reaches `sides`.
    pub(super) fn new(offsets: Option<&[Cell]>, sides: &[Side], roles: Roles) -> Self {
        let mut rows = Rows::new();
        match offsets {
            None => {
                let along = roles.along.map_or(Side::default(), |axis| sides[axis]);
                let bar = (-(along.before as isize), along.before + 1 + along.after);
                for cell in cells(sides, roles.along) {
                    rows.insert(row_of(cell, roles).0, vec![bar]);
                }
            }
            Some(offsets) => {
                for offset in offsets {
                    let (row, along) = row_of(offset[..sides.len()].to_vec(), roles);
                    rows.entry(row).or_default().push((along, 1));
                }
                rows.values_mut().for_each(join);
            }
        }
        Self::of(rows, roles)
    }

    fn of(rows: Rows, roles: Roles) -> Self {
        let mut layers: Vec<Vec<isize>> = rows.keys().map(|(layer, _)| layer.clone()).collect();
        layers.dedup();
        if let (Some(axis), Some(first), Some(last)) = (roles.deep, layers.first(), layers.last()) {
            // Without gaps, so that the next plane of results is one layer further.
            let layer = |at| {
                let mut layer = first.clone();
                layer[axis] = at;
                layer
            };
            layers = (first[axis]..=last[axis]).map(layer).collect();
        }
        let top = rows.keys().map(|(_, down)| *down).min().unwrap_or(0);
        let mut bars = Vec::new();
        for ((layer, down), row) in &rows {
            let layer = layers.binary_search(layer).expect("all layers are listed in order");
            bars.extend(row.iter().map(|&(start, len)| Bar { layer, down: (down - top) as usize, start, len }));
        }
        Self { bars, top, layers }
    }
}

/// The row that a cell is in, by its layer and its place down; and its place along it.
fn row_of(mut cell: Vec<isize>, roles: Roles) -> ((Vec<isize>, isize), isize) {
    let mut take = |axis: Option<usize>| axis.map_or(0, |axis| std::mem::take(&mut cell[axis]));
    let (along, down) = (take(roles.along), take(roles.down));
    ((cell, down), along)
}

/// Joins cells that touch.
fn join(row: &mut Vec<(isize, usize)>) {
    row.sort_unstable();
    row.dedup();
    row.dedup_by(|next, bar| {
        let touch = bar.0 + bar.1 as isize == next.0;
        if touch {
            bar.1 += next.1;
        }
        touch
    });
}

/// The cells of a box, but for one axis only the central ones.
fn cells(sides: &[Side], but: Option<usize>) -> Vec<Vec<isize>> {
    let mut cells = vec![vec![]];
    for (axis, side) in sides.iter().enumerate() {
        let all = if Some(axis) == but { 0..=0 } else { -(side.before as isize)..=side.after as isize };
        cells = cells.iter().flat_map(|head| all.clone().map(move |d| [&head[..], &[d]].concat())).collect();
    }
    cells
}
