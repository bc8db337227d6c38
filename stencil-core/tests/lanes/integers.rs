//! What integers do: they wrap where Rust's operators would overflow, and panic where division does.

use crate::{binary, test_types, unary};

macro_rules! integers {
    ($t:ident, $simd:ident, $w:ident) => {
        binary! { $simd, $w, $t, |_, _| true;
            "+" = |a, b| a + b, $t::wrapping_add;
            "-" = |a, b| a - b, $t::wrapping_sub;
            "*" = |a, b| a * b, $t::wrapping_mul;
            "&" = |a, b| a & b, |a, b| a & b;
            "|" = |a, b| a | b, |a, b| a | b;
            "^" = |a, b| a ^ b, |a, b| a ^ b;
            "<<" = |a, b| a << b, |a: $t, b: $t| a.wrapping_shl(b as u32);
            ">>" = |a, b| a >> b, |a: $t, b: $t| a.wrapping_shr(b as u32);
            "min" = |a, b| a.min(b), |a: $t, b: $t| a.min(b);
            "max" = |a, b| a.max(b), |a: $t, b: $t| a.max(b);
            "clamp" = |a, b| a.clamp(b.cx().splat(1), b.cx().splat(9)), |a: $t, _| a.clamp(1, 9);
            "saturating_add" = |a, b| a.saturating_add(b), $t::saturating_add;
            "saturating_sub" = |a, b| a.saturating_sub(b), $t::saturating_sub;
            "abs_diff" = |a, b| a.abs_diff(b), $t::abs_diff;
            "mul_high" = |a, b| a.mul_high(b), |a: $t, b: $t| ((a as i128).wrapping_mul(b as i128) >> $t::BITS) as $t;
        }
        binary! { $simd, $w, $t, |a: $t, b: $t| a.checked_div(b).is_some();
            "/" = |a, b| a / b, |a, b| a / b;
            "%" = |a, b| a % b, |a, b| a % b;
        }
        unary! { $simd, $w, $t;
            "!" = |x| !x, |x: $t| !x;
            "<< 3" = |x| x << 3, |x: $t| x << 3;
            ">> 3" = |x| x >> 3, |x: $t| x >> 3;
            ">> 0" = |x| x >> 0, |x: $t| x;
            "wrapping_neg" = |x| x.wrapping_neg(), $t::wrapping_neg;
            "pow(3)" = |x| x.pow(3), |x: $t| x.wrapping_pow(3);
            "pow(0)" = |x| x.pow(0), |x: $t| x.wrapping_pow(0);
            "count_ones" = |x| x.count_ones(), |x: $t| x.count_ones();
            "count_zeros" = |x| x.count_zeros(), |x: $t| x.count_zeros();
        }
    };
}

/// What goes lane by lane is the same code for all types.
mod by_lane {
    use super::*;
    macro_rules! by_lane {
        ($t:ident, $simd:ident, $w:ident) => {
            binary! { $simd, $w, $t, |_, _| true;
                "midpoint" = |a, b| a.midpoint(b), |a: $t, b: $t| a.midpoint(b);
                "saturating_mul" = |a, b| a.saturating_mul(b), $t::saturating_mul;
                "wrapping_add" = |a, b| a.wrapping_add(b), $t::wrapping_add;
                "wrapping_sub" = |a, b| a.wrapping_sub(b), $t::wrapping_sub;
                "wrapping_mul" = |a, b| a.wrapping_mul(b), $t::wrapping_mul;
            }
            binary! { $simd, $w, $t, |a: $t, b: $t| a.checked_div(b).is_some();
                "rem_euclid" = |a, b| a.rem_euclid(b), $t::rem_euclid;
                "div_euclid" = |a, b| a.div_euclid(b), $t::div_euclid;
            }
            unary! { $simd, $w, $t;
                "leading_zeros" = |x| x.leading_zeros(), |x: $t| x.leading_zeros();
                "trailing_zeros" = |x| x.trailing_zeros(), |x: $t| x.trailing_zeros();
                "swap_bytes" = |x| x.swap_bytes(), |x: $t| x.swap_bytes();
                "reverse_bits" = |x| x.reverse_bits(), |x: $t| x.reverse_bits();
                "isqrt" = |x| (x >> 1 & x.cx().splat($t::MAX)).isqrt(), |x: $t| (x >> 1 & $t::MAX).isqrt();
            }
        };
    }
    test_types! { by_lane: u8 B8 B64; i32 B32 B8; u64 B64 B32; }
}

mod signed {
    use super::*;
    macro_rules! signed {
        ($t:ident, $simd:ident, $w:ident) => {
            integers!($t, $simd, $w);
            unary! { $simd, $w, $t;
                "-" = |x| -x, $t::wrapping_neg;
                "abs" = |x| x.abs(), $t::wrapping_abs;
                "signum" = |x| x.signum(), $t::signum;
                "unsigned_abs" = |x| x.unsigned_abs(), $t::unsigned_abs;
            }
        };
    }
    test_types! { signed: i8 B8 B32; i16 B16 B32; i32 B32 B64; i64 B64 B32; }
}

mod unsigned {
    use super::*;
    macro_rules! unsigned {
        ($t:ident, $simd:ident, $w:ident) => {
            integers!($t, $simd, $w);
            unary! { $simd, $w, $t; "is_power_of_two" = |x| x.is_power_of_two(), |x: $t| x.is_power_of_two(); }
        };
    }
    test_types! { unsigned: u8 B8 B64; u16 B16 B64; u32 B32 B8; u64 B64 B8; }
}

mod division {
    use crate::at_every_level;
    use stencil_core::lanes::{B16, B32, Cx};

    #[test]
    #[should_panic(expected = "attempt to divide by zero")]
    fn a_zero_divisor_in_one_lane_panics() {
        at_every_level!(simd => {
            let cx = Cx::<_, B16>::new(simd);
            let _ = cx.splat(7_u16) / cx.from_fn(|index| u16::from(index != 5));
        });
    }

    #[test]
    #[should_panic(expected = "attempt to divide with overflow")]
    fn a_quotient_that_does_not_fit_panics() {
        at_every_level!(simd => {
            let cx = Cx::<_, B32>::new(simd);
            let _ = cx.splat(i32::MIN) / cx.from_fn(|index| if index == 3 { -1 } else { 1 });
        });
    }
}
