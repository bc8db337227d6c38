//! The values that go wrong first.

use stencil_core::lanes::Lane;

/// Types with a list of values to try.
pub(crate) trait Extremes: Lane + Bits {
    fn extremes() -> Vec<Self>;
}

/// Comparison bit by bit; any NaN is like any other.
pub(crate) trait Bits: Lane {
    fn same(self, other: Self) -> bool;
}

macro_rules! integers {
    ($($t:ident)*) => {$(
        impl Extremes for $t {
            fn extremes() -> Vec<Self> {
                let near = [0, 1, 2, 3, 5, 7, 8, 9, 13, 16, 31, 63, 64, 100, 127];
                let mut values: Vec<$t> = near.to_vec();
                values.extend(near.map(|x| (0 as $t).wrapping_sub(x)));
                values.extend(near.map(|x| $t::MAX.wrapping_sub(x)));
                values.extend([$t::MIN, $t::MIN + 1, $t::MAX / 2, $t::MAX / 2 + 1, $t::MAX / 3, ($t::MAX / 7).wrapping_mul(3)]);
                values.sort_unstable();
                values.dedup();
                values
            }
        }
        impl Bits for $t {
            fn same(self, other: Self) -> bool {
                self == other
            }
        }
    )*};
}
integers!(u8 i8 u16 i16 u32 i32 u64 i64 usize isize);

macro_rules! floats {
    ($($t:ident)*) => {$(
        impl Extremes for $t {
            fn extremes() -> Vec<Self> {
                let mut values = vec![
                    0.0, 1.0, 0.5, 1.5, 2.5, 0.499_999_97, 0.999_999_9, 3.0, 7.3, 100.0, 127.4, 127.6, 128.0, 200.5, 255.0, 255.5,
                    256.0, 32_767.7, 32_768.0, 65_535.3, 65_536.0, 8_388_607.5, 8_388_609.0, 16_777_217.0, 2_147_483_520.0,
                    2_147_483_648.0, 4_294_967_040.0, 4_294_967_296.0, 4_503_599_627_370_495.5, 9_223_372_036_854_775_000.0,
                    18_446_744_073_709_551_615.0, 1e-3, 1e10, 1e30, $t::MAX, $t::MIN_POSITIVE, $t::MIN_POSITIVE / 4.0,
                    $t::from_bits(1), $t::EPSILON, $t::INFINITY, $t::NAN,
                ];
                values.extend(values.clone().iter().map(|x| -x));
                values
            }
        }
        impl Bits for $t {
            fn same(self, other: Self) -> bool {
                self.to_bits() == other.to_bits() || self.is_nan() && other.is_nan()
            }
        }
    )*};
}
floats!(f32 f64);

impl Extremes for bool {
    fn extremes() -> Vec<Self> {
        vec![false, true, true]
    }
}
impl Bits for bool {
    fn same(self, other: Self) -> bool {
        self == other
    }
}
