//! Floats in lanes: everything here is exactly what scalar Rust gives.

use super::integer::check_limits;
use super::number::{FloatLane, NumberLane, SignedLane, by_lane, each2, forward};
use super::ops;
use super::pack::Lanes;
use super::vector::{Arithmetic, Bitcast, Floats, MaskVector, Register};
use super::width::Width;
use crate::scalar::AnyScalar;
use fearless_simd::Simd;
use std::ops::Rem;

macro_rules! float {
    ($($t:ident $vec:ident, bits $bits:ident $bits_vec:ident $int_vec:ident, $from_mask:ident;)*) => {$(
        impl NumberLane for $t {
            forward! { $vec:
                v_add(a, b) = plus; v_sub(a, b) = minus; v_mul(a, b) = times; v_div(a, b) = over;
                v_min(a, b) = lesser; v_max(a, b) = greater;
            }
            by_lane! { $t, $vec:
                v_rem(a, b) = Rem::rem; v_rem_euclid(a, b) = AnyScalar::rem_euclid; v_div_euclid(a, b) = AnyScalar::div_euclid;
                v_midpoint(a, b) = AnyScalar::midpoint;
            }
            type Reciprocal = $t;
            #[inline(always)]
            fn s_reciprocal(self) -> $t {
                self
            }
            #[inline(always)]
            fn v_div_by<S: Simd, W: Width>(a: W::$vec<S>, by: $t) -> W::$vec<S> {
                a.over(Register::fill(a.simd(), by))
            }
            #[inline(always)]
            fn v_rem_by<S: Simd, W: Width>(a: W::$vec<S>, by: $t) -> W::$vec<S> {
                Self::v_rem::<S, W>(a, Register::fill(a.simd(), by))
            }
            #[inline(always)]
            fn v_clamp<S: Simd, W: Width>(a: W::$vec<S>, low: W::$vec<S>, high: W::$vec<S>) -> W::$vec<S> {
                check_limits(ops::le(Lanes::<S, $t, W>(low), Lanes(high)));
                let raised = Register::choose(a.less(low), low, a);
                Register::choose(high.less(raised), high, raised)
            }
        }
        impl SignedLane for $t {
            forward! { $vec: v_neg(a) = opposite; v_abs(a) = magnitude; }
            #[inline(always)]
            fn v_signum<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                let unit = <W::$vec<S>>::fill(a.simd(), 1.0).sign_of(a);
                Register::choose(a.equal(a), unit, a)
            }
        }
        impl FloatLane for $t {
            type Bits = $bits;
            forward! { $vec:
                v_sqrt(a) = root; v_mul_add(a, b, c) = fused; v_floor(a) = down; v_ceil(a) = up; v_round(a) = nearest_away;
                v_round_ties_even(a) = nearest_even; v_trunc(a) = toward_zero; v_copysign(a, b) = sign_of;
            }
            #[inline(always)]
            fn v_to_degrees<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                a.times(<W::$vec<S>>::fill(a.simd(), (1.0 as $t).to_degrees()))
            }
            #[inline(always)]
            fn v_to_radians<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                a.times(<W::$vec<S>>::fill(a.simd(), (1.0 as $t).to_radians()))
            }
            #[inline(always)]
            fn v_is_nan<S: Simd, W: Width>(a: W::$vec<S>) -> W::Mask<S> {
                W::$from_mask(a.equal(a)).negate()
            }
            #[inline(always)]
            fn v_is_finite<S: Simd, W: Width>(a: W::$vec<S>) -> W::Mask<S> {
                W::$from_mask(a.magnitude().less(<W::$vec<S>>::fill(a.simd(), $t::INFINITY)))
            }
            #[inline(always)]
            fn v_is_infinite<S: Simd, W: Width>(a: W::$vec<S>) -> W::Mask<S> {
                W::$from_mask(a.magnitude().equal(<W::$vec<S>>::fill(a.simd(), $t::INFINITY)))
            }
            #[inline(always)]
            fn v_is_sign_negative<S: Simd, W: Width>(a: W::$vec<S>) -> W::Mask<S> {
                let bits: W::$int_vec<S> = a.bits();
                W::$from_mask(bits.less(<W::$int_vec<S>>::fill(a.simd(), 0)))
            }
            #[inline(always)]
            fn v_to_bits<S: Simd, W: Width>(a: W::$vec<S>) -> W::$bits_vec<S> {
                a.bits()
            }
            #[inline(always)]
            fn v_from_bits<S: Simd, W: Width>(a: W::$bits_vec<S>) -> W::$vec<S> {
                a.bits()
            }
        }
    )*};
}
float! {
    f32 F32, bits u32 U32 I32, from_m32;
    f64 F64, bits u64 U64 I64, from_m64;
}
