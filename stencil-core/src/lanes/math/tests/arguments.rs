//! Arguments: dense where it matters, and everywhere.

#![allow(clippy::approx_constant, reason = "a list of numbers to try")]

/// A generator of reproducible bits (SplitMix64).
pub(super) struct Bits(pub(super) u64);

impl Bits {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// Where functions change: what is special about these numbers is special about their neighbours too.
const LANDMARKS: [f64; 44] = [
    0.0,
    5e-324,
    2.2250738585072014e-308,
    1e-300,
    1.4e-45,
    1.1754944e-38,
    1e-30,
    5.551115123125783e-17,
    1e-8,
    9.3e-10,
    0.01,
    0.1,
    0.25,
    0.34657359027997264,
    0.41421356237309503,
    0.5,
    0.7071067811865476,
    0.7853981633974483,
    1.0,
    1.4142135623730951,
    1.5707963267948966,
    2.0,
    2.414213562373095,
    3.0,
    3.141592653589793,
    4.71238898038469,
    10.0,
    22.0,
    88.72,
    89.4,
    100.0,
    104.0,
    128.0,
    150.0,
    709.782712893384,
    710.4758600739439,
    745.13,
    1000.0,
    1024.0,
    1075.0,
    205887.0,
    1e10,
    3.4e38,
    1.7976931348623157e308,
];

macro_rules! arguments {
    ($name:ident, $t:ident, $lanes:literal, $sweep:expr) => {
        /// All landmarks and their neighbours, both signs, infinities, NaN; then a sweep over all bit patterns; then
        /// numbers of ordinary size.
        pub(super) fn $name() -> Vec<$t> {
            let mut all = vec![$t::INFINITY, $t::NEG_INFINITY, $t::NAN, -$t::NAN];
            for landmark in LANDMARKS {
                let bits = (landmark as $t).to_bits();
                for step in 0..33 {
                    let near = $t::from_bits(bits.wrapping_add(step).saturating_sub(16));
                    all.extend([near, -near]);
                }
            }
            for quarters in 0..512_u32 {
                let angle = $t::from(quarters as u16) * (std::f64::consts::FRAC_PI_2 as $t);
                all.extend([angle, -angle, (f64::from(quarters * 251) * std::f64::consts::FRAC_PI_2) as $t]);
            }
            $sweep(&mut all);
            let mut bits = Bits(1);
            for _ in 0..100_000 {
                let unit = bits.next() as f64 / u64::MAX as f64;
                let size = ((unit - 0.5) * 18.0).exp2();
                all.push(if bits.next() & 1 == 0 { size } else { -size } as $t);
            }
            // Signalling NaNs are nobody's promise.
            all.iter_mut().filter(|x| x.is_nan()).for_each(|x| *x = $t::NAN);
            all.resize(all.len().next_multiple_of($lanes), 1.0);
            all
        }
    };
}
arguments!(singles, f32, 16, |all: &mut Vec<f32>| {
    all.extend((0..=u32::MAX).step_by(4099).map(f32::from_bits));
});
arguments!(doubles, f64, 8, |all: &mut Vec<f64>| {
    let mut bits = Bits(2);
    all.extend((0..200_000).map(|_| f64::from_bits(bits.next())));
});

/// A partner for each argument: any other of the list, an ordinary number, a whole one, one of similar size.
macro_rules! partners {
    ($name:ident, $t:ident) => {
        pub(super) fn $name(x: &[$t]) -> Vec<$t> {
            let mut bits = Bits(3);
            let partner = |&argument: &$t| {
                let choice = bits.next();
                let spread = (bits.next() as f64 / u64::MAX as f64 - 0.5) * 40.0;
                match choice % 4 {
                    0 => x[(choice >> 8) as usize % x.len()],
                    1 => spread as $t,
                    2 => spread.round() as $t,
                    _ => argument * (spread / 8.0) as $t,
                }
            };
            x.iter().map(partner).collect()
        }
    };
}
partners!(single_partners, f32);
partners!(double_partners, f64);
