//! The transcendental functions in lanes: within 2 ulp of the standard library's, special values included.
//!
//! Every function is a straight line of additions, multiplications, divisions and bit operations, with the special
//! values selected in at the end: no table, and no fused operation, so that all SIMD levels give the same bits. The only
//! branches lead to what is needed nearly never: angles of more than 2¹⁷ quarter turns, exponentials that may over- or
//! underflow, powers of numbers that are not positive and finite. Whichever way is taken, what depends on one element
//! alone is computed from that element alone, and is the same bits.
//!
//! Over all 2³² arguments of `f32`, the distance to the standard library in ulp is at most 1 for `exp`, `ln` and `cos`, at
//! most 2 for `exp2`, `exp_m1`, `log2`, `sin` and `tanh`.
//!
//! Polynomials were fitted by the Remez exchange, in 60 digits, to the function's own error measure (nearly always the
//! relative error of the result), then rounded to the element type; the comment at each tells the interval and the
//! error that remains. [`double`] spends a second `f64` where one does not hold enough digits (`powf`, the logarithms,
//! `tanh` ...), [`single`] computes in `f64` where that is cheaper than doing so.

mod double;
mod real;
mod single;
#[cfg(test)]
mod tests;

use super::lane::Lane;
use super::number::FloatLane;
use super::pack::Lanes;
use super::width::Width;
use fearless_simd::Simd;

/// Declares the trait, its two implementations, and the methods of [`Lanes`].
macro_rules! functions {
    ($($name:ident($($arg:ident),*) = $function:ident;)*) => {
        /// What only `f32` and `f64` have in lanes.
        pub trait Transcendental: Lane {
            $(#[doc(hidden)] fn $function<S: Simd, W: Width>(x: Self::Vec<S, W> $(, $arg: Self::Vec<S, W>)*) -> Self::Vec<S, W>;)*
            #[doc(hidden)]
            fn v_sin_cos<S: Simd, W: Width>(x: Self::Vec<S, W>) -> (Self::Vec<S, W>, Self::Vec<S, W>);
        }
        functions! { @impl f32 F32 single::F32s { $($name($($arg),*) = $function;)* } }
        functions! { @impl f64 F64 double::F64s { $($name($($arg),*) = $function;)* } }

        impl<S: Simd, T: FloatLane, W: Width> Lanes<S, T, W> {
            $(
                #[doc = concat!("As the primitives' `", stringify!($name), "`, in every lane, within 2 ulp.")]
                #[inline(always)]
                #[must_use]
                pub fn $name(self $(, $arg: Self)*) -> Self {
                    Lanes(T::$function::<S, W>(self.0 $(, $arg.0)*))
                }
            )*

            /// As the primitives' `sin_cos`, in every lane, within 2 ulp.
            #[inline(always)]
            #[must_use]
            pub fn sin_cos(self) -> (Self, Self) {
                let (sin, cos) = T::v_sin_cos::<S, W>(self.0);
                (Lanes(sin), Lanes(cos))
            }
        }
    };
    (@impl $t:ident $vec:ident $module:ident::$real:ident { $($name:ident($($arg:ident),*) = $function:ident;)* }) => {
        impl Transcendental for $t {
            $(
                #[inline(always)]
                fn $function<S: Simd, W: Width>(x: W::$vec<S> $(, $arg: W::$vec<S>)*) -> W::$vec<S> {
                    $module::$name(real::$real::<S, W>(x) $(, real::$real($arg))*).0
                }
            )*
            #[inline(always)]
            fn v_sin_cos<S: Simd, W: Width>(x: W::$vec<S>) -> (W::$vec<S>, W::$vec<S>) {
                let (sin, cos) = $module::sin_cos(real::$real::<S, W>(x));
                (sin.0, cos.0)
            }
        }
    };
}
functions! {
    exp() = v_exp;
    exp2() = v_exp2;
    exp_m1() = v_exp_m1;
    ln() = v_ln;
    ln_1p() = v_ln_1p;
    log2() = v_log2;
    log10() = v_log10;
    log(base) = v_log;
    powf(exponent) = v_powf;
    sin() = v_sin;
    cos() = v_cos;
    tan() = v_tan;
    asin() = v_asin;
    acos() = v_acos;
    atan() = v_atan;
    atan2(other) = v_atan2;
    sinh() = v_sinh;
    cosh() = v_cosh;
    tanh() = v_tanh;
    hypot(other) = v_hypot;
    cbrt() = v_cbrt;
}
