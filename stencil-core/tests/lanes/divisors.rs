//! Division by one divisor for all lanes: every 8-bit and 16-bit divisor, and those of 32 and 64 bits where reciprocals are
//! near what they can hold. The numbers that are divided are next to multiples of the divisor.

use crate::at_every_level;
use fearless_simd::Simd;
use stencil_core::lanes::{B8, B16, B32, B64, Cx, Width};

macro_rules! check {
    ($name:ident: $t:ident $width:ident, $divisors:expr) => {
        #[test]
        fn $name() {
            #[inline(always)]
            fn at<S: Simd, W: Width>(simd: S, divisors: &[$t]) {
                let cx = Cx::<S, W>::new(simd);
                for &divisor in divisors.iter().filter(|divisor| **divisor != 0) {
                    let numbers = numbers(divisor);
                    for numbers in numbers.chunks(W::LANES) {
                        let lanes = cx.from_fn(|lane| numbers[lane % numbers.len()]);
                        let (quotients, rests) = (lanes / cx.divisor(divisor), lanes % cx.divisor(divisor));
                        for (lane, &number) in numbers.iter().enumerate() {
                            let found = (quotients.lane(lane), rests.lane(lane));
                            assert_eq!(found, (number / divisor, number % divisor), "{number} / {divisor}");
                        }
                    }
                }
            }
            /// Numbers next to multiples of the divisor, and to the ends of the type.
            fn numbers(divisor: $t) -> Vec<$t> {
                let top = $t::MAX / divisor * divisor;
                let bottom = ($t::MIN / divisor.max(2)).wrapping_mul(divisor);
                let middle = ($t::MAX / 2 / divisor).wrapping_mul(divisor);
                let near = |number: $t| [number.wrapping_sub(1), number, number.wrapping_add(1)];
                let all = [0, divisor, top, bottom, middle, divisor.wrapping_mul(3), $t::MIN, $t::MAX - 1].map(near);
                // The smallest number has no quotient by -1.
                all.concat().into_iter().filter(|number| number.checked_div(divisor).is_some()).collect()
            }
            let divisors: Vec<$t> = $divisors;
            at_every_level!(simd => simd.vectorize(#[inline(always)] || at::<_, $width>(simd, &divisors)));
        }
    };
}

/// Divisors next to powers of two, and others.
macro_rules! some {
    ($t:ident) => {{
        let near =
            (0..$t::BITS).flat_map(|bit| (-2..=2).map(move |d| (1 as $t).wrapping_shl(bit).wrapping_add(d as $t)));
        let odd = (1..2000).map(|step: u64| step.wrapping_mul(0x9E37_79B9_7F4A_7C15) as $t >> (step % 29));
        near.chain((1..500).map(|small| small as $t)).chain(odd).flat_map(|d| [d, d.wrapping_neg()]).collect()
    }};
}

check!(u8_by_all: u8 B8, (0..=u8::MAX).collect());
check!(i8_by_all: i8 B8, (i8::MIN..=i8::MAX).collect());
check!(u16_by_all: u16 B16, (0..=u16::MAX).collect());
check!(i16_by_all: i16 B16, (i16::MIN..=i16::MAX).collect());
check!(u16_by_all_among_words: u16 B32, (0..2000).collect());
check!(u32_by_some: u32 B32, some!(u32));
check!(i32_by_some: i32 B32, some!(i32));
check!(u64_by_some: u64 B64, some!(u64));
check!(i64_by_some: i64 B64, some!(i64));

#[test]
fn bytes_by_all_bytes() {
    at_every_level!(simd => {
        let cx = Cx::<_, B8>::new(simd);
        for divisor in 1..=u8::MAX {
            for first in (0..=u8::MAX).step_by(B8::LANES) {
                let quotients = cx.from_fn(|lane| first.wrapping_add(lane as u8)) / cx.divisor(divisor);
                for lane in 0..B8::LANES {
                    let number = first.wrapping_add(lane as u8);
                    assert_eq!(quotients.lane(lane), number / divisor, "{number} / {divisor}");
                }
            }
        }
    });
}

#[test]
fn floats_divide_as_ever() {
    at_every_level!(simd => {
        let cx = Cx::<_, B32>::new(simd);
        let quotients = cx.from_fn(|lane| lane as f32) / cx.divisor(3.0);
        assert!((0..16).all(|lane| quotients.lane(lane) == lane as f32 / 3.0));
    });
}

#[test]
#[should_panic(expected = "attempt to divide by zero")]
fn zero_panics() {
    at_every_level!(simd => { let _ = Cx::<_, B16>::new(simd).divisor(0_u16); });
}

#[test]
#[should_panic(expected = "attempt to divide with overflow")]
fn a_quotient_that_does_not_fit_panics() {
    at_every_level!(simd => {
        let cx = Cx::<_, B8>::new(simd);
        let _ = cx.from_fn(|lane| if lane == 7 { i8::MIN } else { 5 }) % cx.divisor(-1);
    });
}
