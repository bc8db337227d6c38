//! [`Ladder`]: sums of many values from sums of fewer, down to the values themselves.
//!
//! ```text
//!   15:  . . . . . . . . . . . . . . .
//!        '---5---' '---5---' '---5---'        3 sums of 5 lie side by side in one of 15: 2 additions,
//!        each from the 5 values under it                                      and 4 for each of 5
//! ```
//!
//! Neighbours share the shorter sums, so each costs a few additions per pixel, whatever the length; which values are added
//! in which order depends on nothing but the length.

/// The most lengths of a ladder. Each is at least twice the one before, but for the first.
pub(super) const RUNGS: usize = 12;

/// The most sums that one is made of.
pub(super) const TERMS: usize = 24;

/// Sums of one length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rung {
    /// Of how many values.
    pub(super) len: usize,
    /// How many of each shorter one lie in it.
    times: [u8; RUNGS],
}

/// The lengths on the way from single values to their sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ladder {
    rungs: [Rung; RUNGS],
    count: usize,
}

impl Ladder {
    /// The cheapest one found for sums of so many values: at least one, at most a million.
    pub(super) fn new(len: usize) -> Self {
        let cheapest = (1..RUNGS).filter_map(|steps| Self::of_steps(len, steps)).min_by_key(Self::cost);
        cheapest.expect("a million has a ladder of eight steps")
    }

    /// One of at most so many steps, each about as large as the others; none if a step is too large.
    fn of_steps(len: usize, steps: usize) -> Option<Self> {
        let ratio = (2..=len.max(2)).find(|ratio: &usize| ratio.saturating_pow(steps as u32) >= len)?;
        let mut lens: [usize; RUNGS] = [0; RUNGS];
        let (mut count, mut next) = (0, len);
        while next > 1 {
            (lens[count], next) = (next, next / ratio);
            count += 1;
        }
        let single = Rung { len: 1, times: [0; RUNGS] };
        let mut ladder = Self { rungs: [single; RUNGS], count: 1 };
        for &len in lens[..count].iter().rev() {
            ladder.push(len)?;
        }
        Some(ladder)
    }

    /// One rung more, of as many of the longest sums as lie in it, then of the next ones.
    fn push(&mut self, len: usize) -> Option<()> {
        let mut rung = Rung { len, times: [0; RUNGS] };
        let (mut left, mut terms) = (len, 0);
        for shorter in (0..self.count).rev() {
            let times = left / self.rungs[shorter].len;
            left -= times * self.rungs[shorter].len;
            terms += times;
            rung.times[shorter] = u8::try_from(times).ok()?;
        }
        self.rungs[self.count] = rung;
        self.count += 1;
        (terms <= TERMS).then_some(())
    }

    /// What a sum costs: values read and written.
    fn cost(&self) -> usize {
        (1..self.count).map(|rung| self.terms(rung).count() + 1).sum()
    }

    /// From single values to the whole sum.
    pub(super) fn rungs(&self) -> &[Rung] {
        &self.rungs[..self.count]
    }

    /// The number of the last rung: of the whole sum.
    pub(super) fn top(&self) -> usize {
        self.count - 1
    }

    /// The sums that one is made of, in the order of adding: which rung they are of, and where they begin in it.
    pub(super) fn terms(&self, rung: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let mut at = 0;
        (0..rung).rev().flat_map(move |shorter| {
            let (len, first) = (self.rungs[shorter].len, at);
            let times = usize::from(self.rungs[rung].times[shorter]);
            at += times * len;
            (0..times).map(move |k| (shorter, first + k * len))
        })
    }

    /// How long before the end of a sum the end of one lies that it is made of.
    pub(super) fn age(&self, rung: usize, (shorter, first): (usize, usize)) -> usize {
        self.rungs[rung].len - first - self.rungs[shorter].len
    }

    /// How many sums of a rung are in use at the same time, if one is made after the other.
    pub(super) fn kept(&self, rung: usize) -> usize {
        let longer = rung + 1..self.count;
        let ages = longer.flat_map(|longer| {
            self.terms(longer).filter(move |term| term.0 == rung).map(move |term| self.age(longer, term))
        });
        ages.max().unwrap_or(0) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often each value is in a sum, and the most additions that one of them goes through.
    fn values(ladder: &Ladder, rung: usize) -> (Vec<usize>, usize) {
        if rung == 0 {
            return (vec![1], 0);
        }
        let (mut times, mut most) = (vec![0; ladder.rungs()[rung].len], 0);
        for (place, (shorter, first)) in ladder.terms(rung).enumerate() {
            let (inner, deep) = values(ladder, shorter);
            inner.iter().enumerate().for_each(|(k, count)| times[first + k] += count);
            most = most.max(deep + ladder.terms(rung).count() - place.max(1));
        }
        (times, most)
    }

    #[test]
    fn every_value_is_added_once_in_few_steps() {
        for len in (1..300).chain([1000, 1001, 4095, 65535, 99_999]) {
            let ladder = Ladder::new(len);
            let (times, most) = values(&ladder, ladder.top());
            assert_eq!(times, vec![1; len], "{ladder:?}");
            let log = (usize::BITS - len.leading_zeros()) as usize;
            assert!(most <= 3 * log && ladder.cost() <= 4 * log, "{most} of {len}: {ladder:?}");
        }
    }

    #[test]
    fn the_longest_windows_have_a_ladder() {
        for len in [1 << 20, (1 << 20) - 1, 999_999, 1 << 19, 777_777] {
            assert_eq!(Ladder::new(len).rungs().last().map(|rung| rung.len), Some(len));
        }
    }

    #[test]
    fn fifteen_are_three_times_five() {
        let ladder = Ladder::new(15);
        assert_eq!(ladder.rungs().iter().map(|rung| rung.len).collect::<Vec<_>>(), [1, 3, 15]);
        assert_eq!((ladder.kept(0), ladder.kept(1)), (3, 13));
    }
}
