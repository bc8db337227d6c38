//! The oracle: every window's values put in order.

use ndarray::ArrayD;
use stencil_filters::{Footprint, NanPolicy, Rank, maximum, median, minimum, percentile, rank};
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;
use stencil_testing::reference::{Along, is_nan, map, reach};

/// Which value is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Which {
    Minimum,
    Maximum,
    Median,
    Nth(isize),
    Percent(f64),
}

/// A rank filter, its window as offsets from the pixel.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) which: Which,
    pub(crate) footprint: Footprint,
    pub(crate) offsets: Vec<Vec<isize>>,
    pub(crate) omit: bool,
}

impl Question {
    /// Any filter over these cells; sometimes leaves NaN out.
    pub(crate) fn new(random: &mut Random, footprint: Footprint, offsets: Vec<Vec<isize>>) -> Self {
        let count = offsets.len() as isize;
        let which = match random.below(7) {
            0 => Which::Minimum,
            1 => Which::Maximum,
            2 | 3 => Which::Median,
            4 => Which::Nth(random.below(2 * offsets.len()) as isize - count),
            _ => Which::Percent(random.below(201) as f64 - 100.0),
        };
        Self { which, footprint, offsets, omit: random.below(2) == 0 }
    }

    pub(crate) fn filter(&self) -> Rank {
        let window = self.footprint.clone();
        let filter = match self.which {
            Which::Minimum => minimum(window),
            Which::Maximum => maximum(window),
            Which::Median => median(window),
            Which::Nth(k) => rank(window, k),
            Which::Percent(percent) => percentile(window, percent),
        };
        filter.nan(if self.omit { NanPolicy::Omit } else { NanPolicy::Propagate })
    }

    /// Where the value is in the order of so many.
    fn place(&self, count: usize) -> usize {
        match self.which {
            Which::Minimum => 0,
            Which::Maximum => count - 1,
            Which::Median => count / 2,
            Which::Nth(k) if k < 0 => (count as isize + k).max(0) as usize,
            Which::Nth(k) => (k as usize).min(count - 1),
            Which::Percent(p) => {
                let p = if p < 0.0 { p + 100.0 } else { p };
                if p == 100.0 { count - 1 } else { (count as f64 * p / 100.0) as usize }
            }
        }
    }

    /// The answer. A window of which nothing takes part has none, which for whole numbers is their last.
    pub(crate) fn answer<T: Dtype>(&self, array: &ArrayD<T>, along: &Along) -> ArrayD<T> {
        let none = if T::WHOLE { T::ends().1 } else { T::of(f64::NAN) };
        map(array, along, &reach(&self.offsets), T::of, |look| {
            let mut values = look.all(&self.offsets);
            if self.omit {
                values.retain(|v| !is_nan(*v));
            }
            if values.is_empty() || values.iter().any(|v| is_nan(*v)) {
                return none;
            }
            values.sort_by(|a, b| a.partial_cmp(b).expect("no NaN is left"));
            values[self.place(values.len())]
        })
    }
}
