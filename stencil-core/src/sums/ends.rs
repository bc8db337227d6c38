//! What stands at both ends of a sum: [`Lift`] makes numbers to be added of pixels, and [`Finish`] a result of their sum.

use super::machine::Addend;
use crate::element::Element;
use fearless_simd::{Level, dispatch};
use std::fmt::Debug;
use std::marker::PhantomData;

/// Makes numbers to be added of pixels.
pub trait Lift<T>: Debug + Send + Sync {
    /// What they are added in.
    type Sum: Addend;
    #[doc(hidden)]
    fn row(level: Level, from: &[T], to: &mut [Self::Sum]);
}

/// Makes a result of a sum.
pub trait Finish<A>: Copy + Debug + Send + Sync {
    /// What comes out.
    type Out: Element;
    #[doc(hidden)]
    fn row(&self, level: Level, sums: &[A], to: &mut [Self::Out]);
}

/// The pixel as an `A`; of signed integers, how far it is above the smallest one.
#[derive(Debug)]
pub struct Whole<A>(PhantomData<A>);

/// The lower half of the bits of a 64-bit integer, counted from the smallest one.
#[derive(Debug)]
pub struct Low;

/// The upper half.
#[derive(Debug)]
pub struct High;

/// The sum itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum;

/// The mean of so many: rounded to the nearest, half to even.
#[derive(Debug, PartialEq)]
pub struct Mean<T> {
    count: u32,
    of: PhantomData<T>,
}

impl<T> Mean<T> {
    /// The mean of `count` values, of which there are at most 2^24.
    #[must_use]
    pub const fn of(count: u32) -> Self {
        Self { count, of: PhantomData }
    }
}

impl<T> Clone for Mean<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Mean<T> {}
/// `to = f(from)`, in the vector instructions of the level.
macro_rules! each {
    ($level:expr, $from:expr, $to:expr, $f:expr) => {
        dispatch!($level, _simd => each($from, $to, #[inline(always)] $f))
    };
}

#[inline(always)]
fn each<T: Copy, U>(from: &[T], to: &mut [U], f: impl Fn(T) -> U) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to = f(*from));
}

macro_rules! lifts {
    ($($lift:ty: $t:ident => $sum:ident, $f:expr;)*) => {$(
        impl Lift<$t> for $lift {
            type Sum = $sum;
            fn row(level: Level, from: &[$t], to: &mut [$sum]) {
                each!(level, from, to, $f);
            }
        }
    )*};
}
lifts! {
    Whole<u16>: u8 => u16, |v| v as u16;
    Whole<u16>: i8 => u16, |v| u16::from(v as u8 ^ 1 << 7);
    Whole<u16>: u16 => u16, |v| v;
    Whole<u32>: u8 => u32, |v| v as u32;
    Whole<u32>: i8 => u32, |v| u32::from(v as u8 ^ 1 << 7);
    Whole<u32>: u16 => u32, |v| v as u32;
    Whole<u32>: i16 => u32, |v| u32::from(v as u16 ^ 1 << 15);
    Whole<u32>: u32 => u32, |v| v;
    Whole<u64>: u16 => u64, |v| v as u64;
    Whole<u64>: i16 => u64, |v| u64::from(v as u16 ^ 1 << 15);
    Whole<u64>: u32 => u64, |v| v as u64;
    Whole<u64>: i32 => u64, |v| u64::from(v as u32 ^ 1 << 31);
    Whole<u64>: u64 => u64, |v| v;
    Low: u64 => u64, |v| v & 0xffff_ffff;
    Low: i64 => u64, |v| v as u64 & 0xffff_ffff;
    High: u64 => u64, |v| v >> 32;
    High: i64 => u64, |v| (v as u64 ^ 1 << 63) >> 32;
    Whole<f32>: f32 => f32, |v| v;
    Whole<f64>: f64 => f64, |v| v;
}

impl<A: Addend> Finish<A> for Sum {
    type Out = A;
    fn row(&self, _: Level, sums: &[A], to: &mut [A]) {
        to.copy_from_slice(sums);
    }
}

/// `sum / count`, rounded. The quotient is guessed within one of it in floating point, and corrected by what is left.
///
/// The second function guesses only. The guess is right where no quotient lies in the middle between two whole numbers, that is
/// for odd counts, and none is nearer to a middle than the guess may be wrong: three roundings, each of at most half of the
/// last bit.
macro_rules! quotient {
    ($name:ident: $whole:ident $signed:ident $float:ident $half:expr, $guess:ident) => {
        #[inline(always)]
        fn $guess(sum: $whole, each: $float) -> $signed {
            // Adding this moves the units to the lowest bits.
            const UNITS: $float = 3.0 * $half as $float;
            (sum as $float * each + UNITS).to_bits().wrapping_sub(UNITS.to_bits()) as $signed
        }

        #[inline(always)]
        fn $name(sum: $whole, count: $signed, each: $float) -> $signed {
            let guess = $guess(sum, each);
            let twice = (sum as $signed).wrapping_sub(guess.wrapping_mul(count)).wrapping_mul(2);
            let odd = guess & 1 != 0;
            let above = twice > count || twice == count && odd;
            let below = twice < -count || twice == -count && odd;
            guess + $signed::from(above) - $signed::from(below)
        }
    };
}
quotient!(quotient_32: u32 i32 f32 (1 << 22), surely_32);
quotient!(quotient_64: u64 i64 f64 (1_u64 << 51), surely_64);

macro_rules! means {
    ($($t:ident: $($sum:ident $quotient:ident $guess:ident $whole:ident $signed:ident $float:ident),+;)*) => {$($(
        impl Finish<$sum> for Mean<$t> {
            type Out = $t;
            fn row(&self, level: Level, sums: &[$sum], to: &mut [$t]) {
                let (count, each) = (self.count as $signed, 1.0 / self.count as $float);
                let miss = 1.5 * f64::from($float::EPSILON) * ($t::MAX as f64 - $t::MIN as f64);
                // The smallest value is zero.
                if count % 2 == 1 && miss < 0.4 / f64::from(self.count) {
                    each!(level, sums, to, |sum| ($guess($whole::from(sum), each) as $t).wrapping_add($t::MIN));
                } else {
                    each!(level, sums, to, |sum| ($quotient($whole::from(sum), count, each) as $t).wrapping_add($t::MIN));
                }
            }
        }
    )+)*};
}
means! {
    u8: u16 quotient_32 surely_32 u32 i32 f32, u32 quotient_32 surely_32 u32 i32 f32;
    i8: u16 quotient_32 surely_32 u32 i32 f32, u32 quotient_32 surely_32 u32 i32 f32;
    u16: u32 quotient_32 surely_32 u32 i32 f32, u64 quotient_64 surely_64 u64 i64 f64;
    i16: u32 quotient_32 surely_32 u32 i32 f32, u64 quotient_64 surely_64 u64 i64 f64;
    u32: u64 quotient_64 surely_64 u64 i64 f64;
    i32: u64 quotient_64 surely_64 u64 i64 f64;
}

macro_rules! floats {
    ($($t:ident)*) => {$(
        impl Finish<$t> for Mean<$t> {
            type Out = $t;
            fn row(&self, level: Level, sums: &[$t], to: &mut [$t]) {
                let count = self.count as $t;
                each!(level, sums, to, |sum| sum / count);
            }
        }
    )*};
}
floats! { f32 f64 }

#[cfg(test)]
mod tests {
    use super::*;

    /// In whole numbers only.
    fn rounded(sum: u128, count: u128) -> u128 {
        let (quotient, left) = (sum / count, sum % count);
        quotient + u128::from(2 * left > count || 2 * left == count && quotient % 2 == 1)
    }

    #[test]
    fn quotients_are_rounded_half_to_even() {
        let mut next = 0x9e37_79b9_7f4a_7c15_u64;
        for count in (1..70_u32).chain([225, 256, 257, 961, 1024, 4096, 65_536, 65_537, 1 << 24]) {
            for quotient in [0_u64, 1, 2, 3, 100, 127, 128, 254, 255, 40_000, 65_534, 65_535, u64::from(u32::MAX)] {
                next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let half = u64::from(count / 2);
                for left in [0, 1, half.saturating_sub(1), half, half + 1, (next >> 40) % u64::from(count)] {
                    let sum = quotient * u64::from(count) + left;
                    let expected = rounded(sum.into(), count.into());
                    if let (Ok(small), 0..65_536) = (u32::try_from(sum), quotient) {
                        assert_eq!(
                            quotient_32(small, count as i32, 1.0 / count as f32) as u128,
                            expected,
                            "{sum} / {count}"
                        );
                    }
                    assert_eq!(
                        quotient_64(sum, count.into(), 1.0 / f64::from(count)) as u128,
                        expected,
                        "{sum} / {count}"
                    );
                }
            }
        }
    }

    /// Every sum around the middle between two means, for the counts whose quotients are only guessed.
    #[test]
    fn guesses_are_right_where_they_are_taken() {
        let check = |count: u32, most: u32| {
            for quotient in 0..=most {
                for left in [count / 2, count / 2 + 1] {
                    let sum = u64::from(quotient) * u64::from(count) + u64::from(left);
                    if let Ok(sum) = u32::try_from(sum) {
                        let expected = rounded(sum.into(), count.into());
                        assert_eq!(surely_32(sum, 1.0 / count as f32) as u128, expected, "{sum} / {count}");
                    }
                }
            }
        };
        (1..8001).step_by(2).for_each(|count| check(count, 255));
        (1..35).step_by(2).for_each(|count| check(count, 65_535));
        let miss = 1.5 * f64::from(f32::EPSILON);
        assert!(miss * 255.0 > 0.4 / 9000.0 && miss * 65_535.0 > 0.4 / 36.0, "others are corrected");
    }
}
