//! Medians by exchange networks, for the sizes of window that are asked for most.
//!
//! An exchange `(i j)` puts the smaller of two values at `i` and the larger at `j`. A fixed list of exchanges has no
//! branches, so every lane walks it together. None of the lists sorts: they stop as soon as the middle is known.
//!
//! That a list is right is not a matter of trust: by the 0-1 principle, exchanges that find the median of every window
//! of zeros and ones find it for values of any kind, and the tests below go through all of them.

use super::exchange;
use crate::lanes::Width;
use crate::lanes::rank::OrderedLane;
use fearless_simd::Simd;

/// Each network is a function of its own, compiled once per level and element type: kernels only call it.
macro_rules! networks {
    ($($(#[$doc:meta])* $name:ident $table:ident: $count:literal values { $(($i:tt $j:tt))* })*) => {
        /// The median of as many values, if there is a network for them. They have places in the order.
        #[inline(always)]
        pub(super) fn median<S: Simd, T: OrderedLane, W: Width>(
            simd: S,
            values: &mut [T::Vec<S, W>],
        ) -> Option<T::Vec<S, W>> {
            match values.len() {
                $($count => $name::<S, T, W>(simd, values),)*
                _ => return None,
            }
            Some(values[values.len() / 2])
        }
        $(
            #[cfg(test)]
            const $table: &[(usize, usize)] = &[$(($i, $j)),*];

            $(#[$doc])*
            #[inline(never)]
            fn $name<S: Simd, T: OrderedLane, W: Width>(simd: S, values: &mut [T::Vec<S, W>]) {
                let Some((values, _)) = values.split_first_chunk_mut::<$count>() else { return };
                simd.vectorize(
                    #[inline(always)]
                    || {
                        let mut v = *values;
                        $((v[$i], v[$j]) = exchange::<S, T, W>(v[$i], v[$j]);)*
                        values[$count / 2] = v[$count / 2];
                    },
                );
            }
        )*
    };
}

networks! {
    /// Sorted columns, then what is left in doubt.
    median_9 MEDIAN_9: 9 values {
        (1 2) (4 5) (7 8) (0 1) (3 4) (6 7) (1 2) (4 5) (7 8) (0 3) (5 8) (4 7) (3 6) (1 4) (2 5) (4 7) (4 2) (6 4)
        (4 2)
    }

    /// Sorted triples, merged, without what cannot be the middle.
    median_25 MEDIAN_25: 25 values {
        (0 1) (3 4) (2 4) (2 3) (6 7) (5 7) (5 6) (9 10) (8 10) (8 9) (12 13) (11 13) (11 12) (15 16) (14 16) (14 15)
        (18 19) (17 19) (17 18) (21 22) (20 22) (20 21) (23 24) (2 5) (3 6) (0 6) (0 3) (4 7) (1 7) (1 4) (11 14)
        (8 14) (8 11) (12 15) (9 15) (9 12) (13 16) (10 16) (10 13) (20 23) (17 23) (17 20) (21 24) (18 24) (18 21)
        (19 22) (8 17) (9 18) (0 18) (0 9) (10 19) (1 19) (1 10) (11 20) (2 20) (2 11) (12 21) (3 21) (3 12) (13 22)
        (4 22) (4 13) (14 23) (5 23) (5 14) (15 24) (6 24) (6 15) (7 16) (7 19) (13 21) (15 23) (7 13) (7 15) (1 9)
        (3 11) (5 17) (11 17) (9 17) (4 10) (6 12) (7 14) (4 6) (4 7) (12 14) (10 14) (6 7) (10 12) (6 10) (6 17)
        (12 17) (7 17) (7 10) (12 18) (7 12) (10 18) (12 20) (10 20) (10 12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bit `b` of word `i` is bit `i` of the number `b`: 64 windows of zeros and ones at once.
    const LOW: [u64; 6] = [
        0xAAAA_AAAA_AAAA_AAAA,
        0xCCCC_CCCC_CCCC_CCCC,
        0xF0F0_F0F0_F0F0_F0F0,
        0xFF00_FF00_FF00_FF00,
        0xFFFF_0000_FFFF_0000,
        0xFFFF_FFFF_0000_0000,
    ];

    /// The 64 windows whose upper wires hold the bits of `upper`.
    fn wires<const N: usize>(upper: u64) -> [u64; N] {
        std::array::from_fn(|i| if i < 6 { LOW[i] } else { 0u64.wrapping_sub(upper >> (i - 6) & 1) })
    }

    /// Bit `b` set where the low wires of window `b` hold at least `ones` ones.
    fn at_least(ones: u32) -> u64 {
        (0..64u64).filter(|b| b.count_ones() >= ones).map(|b| 1 << b).sum()
    }

    /// Whether the network leaves the majority in the middle, for all `2^N` windows of zeros and ones.
    fn finds_median<const N: usize>(network: &[(usize, usize)]) -> bool {
        let majority = (N as u32).div_ceil(2);
        let thresholds: [u64; 8] = std::array::from_fn(|ones| at_least(ones as u32));
        (0..1u64 << N.saturating_sub(6)).all(|upper| {
            let mut wire = wires::<N>(upper);
            for &(i, j) in network {
                (wire[i], wire[j]) = (wire[i] & wire[j], wire[i] | wire[j]);
            }
            let missing = majority.saturating_sub(upper.count_ones()).min(7);
            let used = if N < 6 { (1 << (1 << N)) - 1 } else { u64::MAX };
            (wire[N / 2] ^ thresholds[missing as usize]) & used == 0
        })
    }

    #[test]
    fn every_network_finds_the_median() {
        assert!(finds_median::<9>(MEDIAN_9));
        assert!(finds_median::<25>(MEDIAN_25));
    }

    /// The check itself can fail: a network without its first exchange is wrong.
    #[test]
    fn a_shortened_network_is_caught() {
        assert!(!finds_median::<9>(&MEDIAN_9[1..]));
        assert!(!finds_median::<25>(&MEDIAN_25[1..]));
    }
}
