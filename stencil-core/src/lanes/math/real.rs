//! Registers of floats with operators, so that the formulas of this folder read as formulas.
//!
//! A plain number in place of a register stands for the same number in every lane. There is no fused operation
//! here on purpose: every SIMD level rounds after every step, and so gives the same bits.

use crate::lanes::lane::MAX_LANES;
use crate::lanes::shape::{Narrow, Widen};
use crate::lanes::vector::{Arithmetic, Bitcast, Floats, Integers, MaskVector, Register};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Neg, Not, Shl, Shr, Sub};

/// A polynomial by Estrin's scheme: `poly!(x; a, b, c)` is `a + b x + c x²`, as a shallow tree of operations.
macro_rules! poly {
    ($x:expr; $($c:expr),+ $(,)?) => {{ let x = $x; poly!(@level x; [] $($c,)+) }};
    (@level $x:ident; [] $a:expr,) => { $a };
    (@level $x:ident; [$($done:expr,)*] $a:expr, $b:expr, $($rest:expr,)*) => {
        poly!(@level $x; [$($done,)* ($x * $b + $a),] $($rest,)*)
    };
    (@level $x:ident; [$($done:expr,)+] $a:expr,) => { poly!(@level $x; [$($done,)+ $a,]) };
    (@level $x:ident; [$done:expr,]) => { $done };
    (@level $x:ident; [$($done:expr,)+]) => {{ let square = $x * $x; poly!(@level square; [] $($done,)+) }};
}
pub(super) use poly;

/// A register, or a number that stands for one.
pub(super) trait Operand<R> {
    /// The register; `like` tells the SIMD level.
    fn operand(self, like: R) -> R;
}

/// Binary operators between registers, or a register and a number.
macro_rules! operators {
    ($Type:ident: $($trait:ident $method:ident = $function:ident;)*) => {$(
        impl<S: Simd, W: Width, R: Operand<Self>> $trait<R> for $Type<S, W> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: R) -> Self {
                Self(self.0.$function(other.operand(self).0))
            }
        }
    )*};
}

macro_rules! operand {
    ($Type:ident of $inner:ident) => {
        impl<S: Simd, W: Width> Operand<Self> for $Type<S, W> {
            #[inline(always)]
            fn operand(self, _: Self) -> Self {
                self
            }
        }
        impl<S: Simd, W: Width> Operand<$Type<S, W>> for $inner {
            #[inline(always)]
            fn operand(self, like: $Type<S, W>) -> $Type<S, W> {
                $Type(Register::fill(like.0.simd(), self))
            }
        }
    };
}

macro_rules! reals {
    ($($Real:ident, $Bits:ident, $Mask:ident: $float:ident $uint:ident, $F:ident $U:ident $M:ident, $sqrt_half:literal;)*) => {$(
        #[doc = concat!("A register of `", stringify!($float), "`.")]
        #[derive(Clone, Copy)]
        pub(super) struct $Real<S: Simd, W: Width>(pub(super) W::$F<S>);

        #[doc = concat!("The bits of [`", stringify!($Real), "`], as unsigned integers; they wrap.")]
        #[derive(Clone, Copy)]
        pub(super) struct $Bits<S: Simd, W: Width>(pub(super) W::$U<S>);

        #[doc = concat!("The outcome of comparing two [`", stringify!($Real), "`].")]
        #[derive(Clone, Copy)]
        pub(super) struct $Mask<S: Simd, W: Width>(pub(super) W::$M<S>);

        operand! { $Real of $float }
        operand! { $Bits of $uint }
        operators! { $Real: Add add = plus; Sub sub = minus; Mul mul = times; Div div = over; }
        operators! {
            $Bits: Add add = plus; Sub sub = minus; BitAnd bitand = bits_and; BitOr bitor = bits_or; BitXor bitxor = bits_xor;
        }

        impl<S: Simd, W: Width> Neg for $Real<S, W> {
            type Output = Self;
            #[inline(always)]
            fn neg(self) -> Self {
                Self(self.0.opposite())
            }
        }
        impl<S: Simd, W: Width> Shl<u32> for $Bits<S, W> {
            type Output = Self;
            #[inline(always)]
            fn shl(self, count: u32) -> Self {
                Self(self.0.shift_left(count))
            }
        }
        impl<S: Simd, W: Width> Shr<u32> for $Bits<S, W> {
            type Output = Self;
            #[inline(always)]
            fn shr(self, count: u32) -> Self {
                Self(self.0.shift_right(count))
            }
        }
        impl<S: Simd, W: Width> BitAnd for $Mask<S, W> {
            type Output = Self;
            #[inline(always)]
            fn bitand(self, other: Self) -> Self {
                Self(self.0.both(other.0))
            }
        }
        impl<S: Simd, W: Width> BitOr for $Mask<S, W> {
            type Output = Self;
            #[inline(always)]
            fn bitor(self, other: Self) -> Self {
                Self(self.0.either(other.0))
            }
        }
        impl<S: Simd, W: Width> BitXor for $Mask<S, W> {
            type Output = Self;
            #[inline(always)]
            fn bitxor(self, other: Self) -> Self {
                Self(self.0.differ(other.0))
            }
        }
        impl<S: Simd, W: Width> Not for $Mask<S, W> {
            type Output = Self;
            #[inline(always)]
            fn not(self) -> Self {
                Self(self.0.negate())
            }
        }

        impl<S: Simd, W: Width> $Mask<S, W> {
            /// Whether it holds in all lanes.
            #[inline(always)]
            pub(super) fn all(self) -> bool {
                self.0.all()
            }
            /// `if self { yes } else { no }` in every lane.
            #[inline(always)]
            pub(super) fn select(self, yes: impl Operand<$Real<S, W>>, no: $Real<S, W>) -> $Real<S, W> {
                $Real(Register::choose(self.0, yes.operand(no).0, no.0))
            }
        }

        impl<S: Simd, W: Width> $Bits<S, W> {
            /// The float that has these bits.
            #[inline(always)]
            pub(super) fn float(self) -> $Real<S, W> {
                $Real(self.0.bits())
            }
            #[inline(always)]
            pub(super) fn eq(self, other: $uint) -> $Mask<S, W> {
                $Mask(self.0.equal(other.operand(self).0))
            }
            /// The lowest bit, in the place of the sign.
            #[inline(always)]
            pub(super) fn lowest_as_sign(self) -> Self {
                self << ($uint::BITS - 1)
            }
        }

        impl<S: Simd, W: Width> $Real<S, W> {
            pub(super) const SIGN: $uint = 1 << ($uint::BITS - 1);
            const DIGITS: u32 = $float::MANTISSA_DIGITS - 1;
            /// The bits of the sign and the exponent.
            const EXPONENT: $uint = $uint::MAX << Self::DIGITS;
            const BIAS: $uint = $float::MAX_EXP as $uint - 1;
            /// Adding it rounds to an integer, which the lowest bits of the sum then hold.
            pub(super) const ROUND: $float = 1.5 * (1_u64 << Self::DIGITS) as $float;

            /// Put into its lowest bits, a small integer is added to it.
            const SHIFT: $float = (1_u64 << Self::DIGITS) as $float;
            /// What [`exponent_field`](Self::exponent_field) is for an exponent of 0.
            const FIELD_OF_1: $float = Self::SHIFT + (Self::BIAS + 1) as $float;

            /// The same number in every lane.
            #[inline(always)]
            pub(super) fn splat(self, value: $float) -> Self {
                value.operand(self)
            }
            #[inline(always)]
            pub(super) fn bits(self) -> $Bits<S, W> {
                $Bits(self.0.bits())
            }
            #[inline(always)]
            pub(super) fn abs(self) -> Self {
                (self.bits() & !Self::SIGN).float()
            }
            #[inline(always)]
            pub(super) fn sqrt(self) -> Self {
                Self(self.0.root())
            }
            /// Rounded toward zero to an integer.
            #[inline(always)]
            pub(super) fn truncated(self) -> Self {
                Self(self.0.toward_zero())
            }
            /// The sign bit alone.
            #[inline(always)]
            pub(super) fn sign(self) -> $Bits<S, W> {
                self.bits() & Self::SIGN
            }
            /// Negated where `sign` has the sign bit set.
            #[inline(always)]
            pub(super) fn flip(self, sign: $Bits<S, W>) -> Self {
                (self.bits() ^ sign).float()
            }
            #[inline(always)]
            pub(super) fn lt(self, other: impl Operand<Self>) -> $Mask<S, W> {
                $Mask(self.0.less(other.operand(self).0))
            }
            #[inline(always)]
            pub(super) fn gt(self, other: impl Operand<Self>) -> $Mask<S, W> {
                $Mask(other.operand(self).0.less(self.0))
            }
            #[inline(always)]
            pub(super) fn eq(self, other: impl Operand<Self>) -> $Mask<S, W> {
                $Mask(self.0.equal(other.operand(self).0))
            }
            /// `value` where `mask` holds.
            #[inline(always)]
            pub(super) fn set(self, mask: $Mask<S, W>, value: $float) -> Self {
                mask.select(value, self)
            }
            /// Limited from above; a NaN stays.
            #[inline(always)]
            pub(super) fn at_most(self, limit: $float) -> Self {
                Self(self.0.at_most(self.splat(limit).0))
            }
            /// Limited from below; a NaN stays.
            #[inline(always)]
            pub(super) fn at_least(self, limit: $float) -> Self {
                Self(self.0.at_least(self.splat(limit).0))
            }
            /// `(n, 2ⁿ / divisor)` for the nearest integer `n`. `divisor` is a power of two; the quotient is normal.
            #[inline(always)]
            pub(super) fn power_of_2(self, divisor: $float) -> (Self, Self) {
                let offset = Self::ROUND + (2 * Self::BIAS - (divisor.to_bits() >> Self::DIGITS)) as $float;
                let raised = self + offset;
                (raised - offset, (raised.bits() << Self::DIGITS).float())
            }
            /// `(n, (2ᵃ, 2ᵇ))` for the nearest integer `n = a + b` of up to twice the range of exponents. Multiplied by
            /// the one, then by the other, a number of ordinary size rounds, overflows or underflows only once.
            #[inline(always)]
            pub(super) fn powers_of_2(self) -> (Self, (Self, Self)) {
                let offset = Self::ROUND + (2 * Self::BIAS) as $float;
                let raised = self + offset;
                let whole = raised.bits() << Self::DIGITS;
                let half = (raised.bits() << (Self::DIGITS - 1)) & Self::EXPONENT;
                (raised - offset, (half.float(), (whole - half).float()))
            }
            /// `(e, m)` such that a positive and finite `self` is `m * 2ᵉ` and `√½ <= m < √2`.
            #[inline(always)]
            pub(super) fn parts_of_any(self) -> (Self, Self) {
                const SHIFT: $float = $float::MANTISSA_DIGITS as $float;
                let subnormal = self.lt($float::MIN_POSITIVE);
                let (raised, m) = subnormal.select(self * SHIFT.exp2(), self).raised_and_mantissa();
                let field_of_1 = self.splat(Self::FIELD_OF_1).set(subnormal, Self::FIELD_OF_1 + SHIFT);
                (Self::exponent_field(raised) - field_of_1, m)
            }
            /// The bits with what makes the exponent change at `√½` instead of 1, and the mantissa from there on.
            #[inline(always)]
            fn raised_and_mantissa(self) -> ($Bits<S, W>, Self) {
                let raised = self.bits() + (((Self::BIAS + 1) << Self::DIGITS) - $sqrt_half);
                (raised, ((raised & !Self::EXPONENT) + $sqrt_half).float())
            }
            /// The exponent's bits as a number, on top of `SHIFT`.
            #[inline(always)]
            fn exponent_field(raised: $Bits<S, W>) -> Self {
                ((raised >> Self::DIGITS) | Self::SHIFT.to_bits()).float()
            }
            /// Puts in what logarithms are outside of the positive, finite numbers.
            #[inline(always)]
            pub(super) fn as_logarithm_of(self, x: Self) -> Self {
                let of_finite = x.lt($float::INFINITY).select(self, x);
                x.gt(0.0).select(of_finite, x.splat($float::NAN).set(x.eq(0.0), $float::NEG_INFINITY))
            }
            /// `self`, the power of `|x|`, made that of `x`: puts in what powers are of numbers that are negative, zero or
            /// infinite, or for exponents that are no number.
            #[inline(always)]
            pub(super) fn as_power_of(self, x: Self, y: Self) -> Self {
                let magnitude = x.abs();
                let zero = magnitude.eq(0.0);
                let vanishes = zero ^ y.lt(0.0);
                let at_limit = x.splat($float::INFINITY).set(vanishes, 0.0);
                let positive = (zero | magnitude.eq($float::INFINITY)).select(at_limit, self);

                let half = y * 0.5;
                let whole = y.truncated().eq(y);
                let odd = whole & !half.truncated().eq(half);
                let sign = odd.select(x, x.splat(0.0)).sign();
                let undefined = x.lt(0.0) & x.gt($float::NEG_INFINITY) & !whole;
                let result = positive.set(undefined, $float::NAN).flip(sign);
                let result = result.set(!y.eq(y) | !x.eq(x), $float::NAN);
                result.set(x.eq(1.0) | y.eq(0.0), 1.0)
            }
            /// Where `|x| > limit`, the value of `function(x)` instead: called lane by lane, for arguments that nearly
            /// never come.
            #[inline(always)]
            pub(super) fn beyond(self, x: Self, limit: $float, function: fn($float) -> $float) -> Self {
                if !x.abs().gt(limit).0.any() {
                    return self;
                }
                let lanes = <W::$F<S> as Register<S, $float>>::LEN;
                let (mut values, mut arguments) = ([0.0; MAX_LANES], [0.0; MAX_LANES]);
                self.0.write(&mut values[..lanes]);
                x.0.write(&mut arguments[..lanes]);
                replace(&mut values[..lanes], &arguments[..lanes], |x| x.abs() > limit, function);
                Self(Register::read(self.0.simd(), &values[..lanes]))
            }
        }
    )*};
}
reals! {
    F32s, U32s, M32s: f32 u32, F32 U32 M32, 0x3f35_04f3;
    F64s, U64s, M64s: f64 u64, F64 U64 M64, 0x3fe6_a09e_667f_3bcd;
}

impl<S: Simd, W: Width> F64s<S, W> {
    /// As [`parts_of_any`](Self::parts_of_any), for numbers that are not subnormal: no `f32` is, in `f64`.
    #[inline(always)]
    pub(super) fn parts(self) -> (Self, Self) {
        let (raised, m) = self.raised_and_mantissa();
        (Self::exponent_field(raised) - Self::FIELD_OF_1, m)
    }
}

/// Puts `function(argument)` in the place of the values whose arguments are `rare`.
#[cold]
#[inline(never)]
fn replace<T: Copy>(values: &mut [T], arguments: &[T], rare: impl Fn(T) -> bool, function: fn(T) -> T) {
    for (value, &argument) in values.iter_mut().zip(arguments) {
        if rare(argument) {
            *value = function(argument);
        }
    }
}

impl<S: Simd, W: Width> F32s<S, W> {
    #[inline(always)]
    pub(super) fn widen(self) -> F64s<S, W> {
        F64s(self.0.widen())
    }
}

impl<S: Simd, W: Width> F64s<S, W> {
    #[inline(always)]
    pub(super) fn narrow(self) -> F32s<S, W> {
        F32s(self.0.narrow())
    }
    /// Rounded toward zero to 26 significant bits. Products of two such numbers are exact; so are those with the rest.
    #[inline(always)]
    pub(super) fn upper(self) -> Self {
        (self.bits() & (u64::MAX << 27)).float()
    }
}
