//! Selection by forgetting: any place among any few values.

use super::exchange;
use crate::lanes::Width;
use crate::lanes::rank::OrderedLane;
use fearless_simd::Simd;

/// Leaves the value with `k` others before it in the first place.
///
/// Holds just so many values that the smallest or the largest of them can no longer be the one that is looked for,
/// whatever the others are, and forgets it.
#[inline(never)]
pub(super) fn nth<S: Simd, T: OrderedLane, W: Width>(simd: S, values: &mut [T::Vec<S, W>], mut k: usize) {
    simd.vectorize(
        #[inline(always)]
        || {
            let (mut first, mut end, len) = (0, 1, values.len());
            while len - first > 1 {
                let (held, others) = (&mut values[first..end], len - end);
                match (others < k, held.len() > k + 1) {
                    (true, true) => {
                        forget_both::<S, T, W>(held);
                        (first, k) = (first + 2, k - 1);
                    }
                    (true, false) => {
                        forget_one::<S, T, W>(held, T::v_lower::<S, W>, T::v_upper::<S, W>);
                        (first, k) = (first + 1, k - 1);
                    }
                    (false, true) => {
                        forget_one::<S, T, W>(held, T::v_upper::<S, W>, T::v_lower::<S, W>);
                        first += 1;
                    }
                    (false, false) => {}
                }
                end = (end + 1).min(len);
            }
            values[0] = values[first];
        },
    );
}

/// Moves the smallest value of at least two to the first place, and the largest to the second.
#[inline(always)]
fn forget_both<S: Simd, T: OrderedLane, W: Width>(held: &mut [T::Vec<S, W>]) {
    let [first, second, rest @ ..] = held else { return };
    let (mut low, mut high) = exchange::<S, T, W>(*first, *second);
    for value in rest {
        let (smaller, larger) = exchange::<S, T, W>(low, *value);
        low = smaller;
        (*value, high) = exchange::<S, T, W>(larger, high);
    }
    (*first, *second) = (low, high);
}

/// Moves to the first place what `better` chooses among all.
#[inline(always)]
fn forget_one<S: Simd, T: OrderedLane, W: Width>(
    held: &mut [T::Vec<S, W>],
    better: impl Fn(T::Vec<S, W>, T::Vec<S, W>) -> T::Vec<S, W>,
    worse: impl Fn(T::Vec<S, W>, T::Vec<S, W>) -> T::Vec<S, W>,
) {
    let [first, rest @ ..] = held else { return };
    let mut best = *first;
    for value in rest {
        (best, *value) = (better(best, *value), worse(best, *value));
    }
    *first = best;
}
