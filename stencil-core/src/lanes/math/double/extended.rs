//! Numbers of twice the digits: the unevaluated sum of two `f64`, the second at most an ulp or so of the first.

use crate::lanes::math::real::F64s;
use crate::lanes::width::Width;
use fearless_simd::Simd;

/// `head + tail`.
#[derive(Clone, Copy)]
pub(super) struct Extended<S: Simd, W: Width> {
    pub(super) head: F64s<S, W>,
    pub(super) tail: F64s<S, W>,
}

impl<S: Simd, W: Width> Extended<S, W> {
    /// `a + b` exactly.
    #[inline(always)]
    pub(super) fn sum(a: F64s<S, W>, b: F64s<S, W>) -> Self {
        let head = a + b;
        let part = head - a;
        Self { head, tail: (a - (head - part)) + (b - part) }
    }

    /// `a + b` exactly where `|a| >= |b|` or `a` is 0; off by less than an ulp of the tail elsewhere.
    #[inline(always)]
    pub(super) fn ordered_sum(a: F64s<S, W>, b: F64s<S, W>) -> Self {
        let head = a + b;
        Self { head, tail: b - (head - a) }
    }

    /// `self + x`, for an `x` of the tail's size.
    #[inline(always)]
    pub(super) fn plus_small(self, x: F64s<S, W>) -> Self {
        Self { head: self.head, tail: self.tail + x }
    }

    /// The same sum, with a tail that is small again.
    #[inline(always)]
    pub(super) fn normal(self) -> Self {
        Self::ordered_sum(self.head, self.tail)
    }

    /// The quotient, to some 75 digits: a long division by 26 of them and the rest.
    #[inline(always)]
    pub(super) fn over(self, divisor: Self) -> Self {
        let reciprocal = divisor.head.splat(1.0) / divisor.head;
        let head = (self.head * reciprocal).upper();
        let upper = divisor.head.upper();
        let rest = (self.head - head * upper) - head * (divisor.head - upper);
        Self { head, tail: (rest + (self.tail - head * divisor.tail)) * reciprocal }
    }

    /// As one number.
    #[inline(always)]
    pub(super) fn value(self) -> F64s<S, W> {
        self.head + self.tail
    }
}
