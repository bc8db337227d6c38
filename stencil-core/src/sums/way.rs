//! [`Way`]: which axes of an array rows lie along, and how many values are added along and across them.

use crate::engine::{Few, Job, Region, RowAxes, Target, fastest_last};
use crate::halo::{Halo, Side};

/// How a box and the rows of an array lie to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Way {
    /// The results.
    pub(super) region: Region,
    /// From results to the centres of their windows, per array axis.
    pub(super) shift: Few<isize>,
    pub(super) row: RowAxes,
    /// How far windows reach along rows, and across them.
    pub(super) along: Side,
    pub(super) down: Side,
    /// Whether rows are added before their values are: the last axis of the box always comes first, so that bits do not
    /// depend on how rows lie.
    pub(super) down_first: bool,
}

/// Channels are at most so many.
const CHANNELS: usize = 256;

impl Way {
    /// # Panics
    /// If the box is longer than one along more than two axes.
    pub(super) fn new<U>(halo: Halo, job: &Job<'_>, target: &Target<'_, U>) -> Self {
        let (space, region) = (&job.space, target.layout().region);
        let place = |axis: usize| space.axes.iter().position(|array_axis| *array_axis == axis);
        let sides = space.sides(&halo);
        let long: Few<usize> = (0..region.len()).filter(|axis| sides[*axis] != Side::default()).collect();
        assert!(long.len() <= 2, "a box along {long:?} has too many axes");
        let order = fastest_last(&target.layout().strides);
        let mut row = RowAxes::choose(&region, &order, CHANNELS, |axis| long.contains(&axis));
        if long.len() == 2 && !long.contains(&row.along) {
            row = RowAxes::plain(order.iter().copied().rfind(|axis| long.contains(axis)).unwrap_or(row.along));
        }
        let within = row.within.map(|(axis, _)| axis);
        let free = |axis: &usize| *axis != row.along && Some(*axis) != within && region[*axis].len() > 1;
        let own = long.iter().copied().find(|axis| *axis != row.along);
        row.down = own.or_else(|| (0..region.len()).filter(free).max_by_key(|axis| region[*axis].len()));
        Self {
            region,
            shift: space.shift(&space.trim(halo)),
            row,
            down_first: long.contains(&row.along) && own.and_then(place) > place(row.along),
            along: sides[row.along],
            down: row.down.map_or(Side::default(), |axis| sides[axis]),
        }
    }

    /// How many rows of results there are beside each other.
    pub(super) fn height(&self) -> usize {
        self.row.down.map_or(1, |axis| self.region[axis].len())
    }

    /// Whether rows of the same kind, at the same places, would be those of another region, but for where they lie across.
    pub(super) fn is_above(&self, other: &Self) -> bool {
        let across = |axis: usize| Some(axis) == self.row.down;
        self.with_region(other) == *other
            && (0..self.region.len()).all(|axis| across(axis) || self.region[axis] == other.region[axis])
    }

    /// Whether rows of another region are added in the same way.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let len = |way: &Self| way.region[way.row.along].len();
        self.with_region(other) == *other && len(self) == len(other)
    }

    fn with_region(&self, other: &Self) -> Self {
        Self { region: other.region, ..*self }
    }

    /// Whether the rows are the only ones: no axis is left.
    pub(super) fn only_rows(&self) -> bool {
        let within = self.row.within.map(|(axis, _)| axis);
        let taken = |axis: usize| axis == self.row.along || Some(axis) == self.row.down || Some(axis) == within;
        (0..self.region.len()).all(|axis| taken(axis) || self.region[axis].len() == 1)
    }
}
