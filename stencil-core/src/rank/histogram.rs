//! [`Histogram`]: how often each of many values is in a window, counted at several scales.

/// So many neighbours are counted together at the next scale.
const GROUP: usize = 1 << SHIFT;
const SHIFT: usize = 6;

/// Counts of values from zero on, at `L` scales: each one finer than the next.
pub(super) struct Histogram<const L: usize> {
    counts: [Vec<u32>; L],
    /// Of all values.
    total: usize,
}

/// How many scales so many values are best counted at: two to four.
pub(super) fn scales(values: usize) -> usize {
    (2..4).find(|scale| values >> (SHIFT * (scale - 1)) < GROUP).unwrap_or(4)
}

impl<const L: usize> Histogram<L> {
    pub(super) fn new(values: usize) -> Self {
        Self { counts: std::array::from_fn(|scale| vec![0; (values >> (SHIFT * scale)) + 1]), total: 0 }
    }

    #[inline(always)]
    pub(super) fn total(&self) -> usize {
        self.total
    }

    #[inline(always)]
    pub(super) fn add(&mut self, value: u32) {
        self.total += 1;
        for scale in 0..L {
            self.counts[scale][value as usize >> (SHIFT * scale)] += 1;
        }
    }

    #[inline(always)]
    pub(super) fn remove(&mut self, value: u32) {
        self.total -= 1;
        for scale in 0..L {
            self.counts[scale][value as usize >> (SHIFT * scale)] -= 1;
        }
    }

    /// The value with `k` others before it; there are more than `k`.
    #[inline(always)]
    pub(super) fn nth(&self, k: usize) -> u32 {
        let (mut before, mut value) = (k as u32, 0);
        for scale in (0..L).rev() {
            value <<= SHIFT;
            // There is enough left in this group, so the search ends in it.
            while let Some(count) = self.counts[scale].get(value).filter(|count| **count <= before) {
                before -= count;
                value += 1;
            }
        }
        value as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_in_the_order_is_found() {
        fn check<const L: usize>(values: usize) {
            let mut histogram = Histogram::<L>::new(values);
            let mut list: Vec<u32> = (0..300_u64).map(|i| (i * i * 2_654_435_761 % values as u64) as u32).collect();
            list.iter().for_each(|value| histogram.add(*value));
            for _ in 0..50 {
                histogram.remove(list.pop().expect("there are more"));
            }
            list.sort_unstable();
            assert_eq!(histogram.total(), list.len());
            assert!(list.iter().enumerate().all(|(k, value)| histogram.nth(k) == *value), "{values} values");
        }
        check::<2>(1);
        check::<2>(256);
        check::<3>(70_000);
        check::<4>(70_000);
        assert_eq!([1, 256, 4095, 4096, 1 << 20, 1 << 28].map(scales), [2, 2, 2, 3, 4, 4]);
    }
}
