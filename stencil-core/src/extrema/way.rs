//! [`Way`]: which axes of an array rows lie along, and in which order they are computed.

use super::Extrema;
use super::bars::Roles;
use crate::engine::{Few, Job, Region, RowAxes, Source, Target, fastest_last};
use crate::halo::Side;

/// How a footprint and the rows of an array lie to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// The results.
    pub(super) region: Region,
    /// From results to the centres of their windows, per array axis.
    pub(super) shift: Few<isize>,
    pub(super) row: RowAxes,
    /// The array axis that planes follow each other along.
    pub(super) deep: Option<usize>,
    /// The axes of the footprint in the same roles.
    pub(super) roles: Roles,
    /// How far the footprint reaches along its axes; no further than makes a difference.
    pub(super) sides: Few<Side>,
    /// The array axes of the footprint's.
    pub(super) axes: Few<usize>,
    /// How many rows of how many planes of results are computed together.
    pub(super) step: usize,
    pub(super) planes: usize,
}

/// Channels are at most so many.
const CHANNELS: usize = 16;

/// The most rows, and the most planes, that are computed together.
const ROWS: usize = 8;
const PLANES: usize = 4;

impl Way {
    pub(super) fn new<T>(extrema: &Extrema, job: &Job<'_>, source: &Source<'_, T>, target: &Target<'_, T>) -> Self {
        let (space, region) = (&job.space, target.layout().region);
        let axes = space.axes;
        let reach = |axis: usize| axes.iter().position(|array_axis| *array_axis == axis);
        let order = fastest_last(&target.layout().strides);
        let row = RowAxes::choose(&region, &order, CHANNELS, |axis| reach(axis).is_some());
        let sides: Few<Side> = (0..axes.len()).map(|axis| near(extrema, axis, source.shape()[axes[axis]])).collect();
        let along = reach(row.along);
        let across = |axis: &usize| Some(*axis) != along && sides[*axis] != Side::default();
        let window = |axis: &usize| sides[*axis].before + sides[*axis].after;
        let own = (0..axes.len()).filter(across).max_by_key(window);
        let rest: Few<usize> = (0..axes.len()).filter(across).filter(|axis| Some(*axis) != own).collect();
        let deep = if let [axis] = rest[..] { Some(axis) } else { None };
        let taken = |axis: usize| axis == row.along || row.within.is_some_and(|(within, _)| within == axis);
        let free = |axis: &usize| !taken(*axis) && !rest.iter().any(|rest| axes[*rest] == *axis);
        let down = own.map(|axis| axes[axis]).or((0..region.len()).filter(free).max_by_key(|axis| region[*axis].len()));
        let together = |axis: Option<usize>, most: usize| {
            axis.map_or(1, |axis| region[axis].len()).max(1).next_power_of_two().min(most)
        };
        let deep_axis = deep.map(|axis| axes[axis]);
        Self {
            region,
            shift: space.shift(&space.trim(extrema.halo)),
            row: RowAxes { down, ..row },
            deep: deep_axis,
            roles: Roles { along, down: own, deep },
            sides,
            axes,
            step: together(down, ROWS),
            planes: together(deep_axis, PLANES),
        }
    }
}

/// How far a footprint reaches along one of its axes. A box that reaches beyond all ghosts of a row of pixels sees
/// nothing new further out: after twice the length of the row everything has been there.
fn near(extrema: &Extrema, axis: usize, len: usize) -> Side {
    let side = extrema.halo.side(axis);
    let most = if extrema.cells.is_none() { 2 * len } else { usize::MAX };
    Side::new(side.before.min(most), side.after.min(most))
}
