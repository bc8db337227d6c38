//! [`RowAxes`]: which axes of an array rows lie along.

use crate::engine::few::Few;
use crate::engine::region::{Region, Span};

/// What a row is: the pixels along one axis, each of them with those along another axis if there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RowAxes {
    pub(crate) along: usize,
    /// An axis, and where on it all rows lie: whole channels, say.
    pub(crate) within: Option<(usize, Span)>,
    /// The axis along which rows follow each other.
    pub(crate) down: Option<usize>,
}

/// How the values of a row lie in memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// How many values there are at each place along the row.
    pub(super) values: usize,
    /// From one of them to the next.
    pub(super) value: isize,
    /// From one place to the next.
    pub(super) place: isize,
    /// From one row to the next.
    pub(super) down: isize,
}

/// Rows are at least so long, if there is an axis for it.
const LONG: usize = 64;

impl RowAxes {
    /// Rows along the fastest axis; if that is short, along the next one with all its channels, of which there are at most
    /// so many and among which nothing `reaches`, or along the longest axis.
    pub(crate) fn choose(region: &Region, order: &[usize], channels: usize, reaches: impl Fn(usize) -> bool) -> Self {
        let fastest = order.last().copied().unwrap_or(0);
        if region[fastest].len() >= LONG {
            return Self::plain(fastest);
        }
        match order {
            [.., next, _] if !reaches(fastest) && region[fastest].len() <= channels && region[*next].len() > 1 => {
                Self { along: *next, within: Some((fastest, region[fastest])), down: None }
            }
            _ => Self::plain(order.iter().copied().max_by_key(|axis| region[*axis].len()).unwrap_or(fastest)),
        }
    }

    /// Rows of single pixels along an axis.
    pub(crate) fn plain(along: usize) -> Self {
        Self { along, within: None, down: None }
    }

    /// How many values there are at each place along the row.
    pub(crate) fn values(&self) -> usize {
        self.within.map_or(1, |(_, span)| span.len())
    }

    /// Whether all values of a row follow each other in an array of these strides.
    pub(super) fn is_dense(&self, strides: &[isize]) -> bool {
        self.pace(strides).contiguous()
    }

    /// Where the last value of a row is that is so many places long.
    pub(super) fn last(&self, position: &[isize], len: usize) -> Few<isize> {
        let mut last = Few::from_slice(position);
        last[self.along] += len as isize - 1;
        if let Some((axis, span)) = self.within {
            last[axis] += span.len() as isize - 1;
        }
        last
    }

    pub(super) fn pace(&self, strides: &[isize]) -> Pace {
        Pace {
            values: self.values(),
            value: self.within.map_or(1, |(axis, _)| strides[axis]),
            place: strides[self.along],
            down: self.down.map_or(0, |axis| strides[axis]),
        }
    }
}

impl Pace {
    /// Whether all values of a row follow each other.
    pub(super) fn contiguous(&self) -> bool {
        self.value == 1 && self.place == self.values as isize
    }
}
