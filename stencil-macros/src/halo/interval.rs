//! Intervals of integers: what an offset can be.
//!
//! `stencil_core` has the same arithmetic as `const fn`s, for bounds that only the compiler knows.

/// All integers from `lo` to `hi`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    pub lo: i128,
    pub hi: i128,
    /// Both ends are known to occur; otherwise the interval may be wider than what happens.
    pub attained: bool,
    /// Which of them it is may differ between pixels. Lanes then take both sides of a condition on it, whatever it is.
    pub varies: bool,
}

/// The operations on two integers that keep a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    DivEuclid,
    RemEuclid,
    Shl,
    Shr,
    And,
    Or,
    Xor,
    Min,
    Max,
    Pow,
    AbsDiff,
    /// As `Sub` on a signed type, cut at zero on an unsigned one.
    SaturatingSub,
}

/// Beyond this, an offset is not what anybody meant, and the arithmetic of the body may have wrapped.
pub(super) const LIMIT: i128 = 1 << 62;

impl Interval {
    pub(crate) const fn at(value: i128) -> Self {
        Self { lo: value, hi: value, attained: true, varies: false }
    }

    pub(crate) const fn new(lo: i128, hi: i128) -> Self {
        Self { lo, hi, attained: true, varies: false }
    }

    /// The same bounds, without the claim that the ends occur.
    pub(crate) const fn at_most(self) -> Self {
        Self { attained: self.lo == self.hi, ..self }
    }

    /// The same bounds of something that pixels decide.
    pub(crate) const fn varied(self) -> Self {
        Self { varies: true, ..self }
    }

    /// The value, if there is only one.
    pub(crate) fn single(self) -> Option<i128> {
        (self.lo == self.hi).then_some(self.lo)
    }

    pub(crate) fn join(self, other: Self) -> Self {
        let (lo, hi) = (self.lo.min(other.lo), self.hi.max(other.hi));
        // Which of the two may be for pixels to say.
        let varies = self.varies || other.varies || (self.lo, self.hi) != (other.lo, other.hi);
        Self { lo, hi, attained: self.attained && other.attained, varies }
    }

    pub(crate) fn neg(self) -> Self {
        Self { lo: -self.hi, hi: -self.lo, ..self }
    }

    pub(crate) fn abs(self) -> Self {
        let (low, high) = (self.lo.abs(), self.hi.abs());
        let lo = if self.lo <= 0 && self.hi >= 0 { 0 } else { low.min(high) };
        Self { lo, hi: low.max(high), ..self }
    }

    /// `self op other`; `None` if that has no useful bound.
    pub(crate) fn apply(self, op: Op, other: Self) -> Option<Self> {
        let (a, b) = (self, other);
        let out = match op {
            Op::Add => Self::new(a.lo + b.lo, a.hi + b.hi),
            Op::Sub => Self::new(a.lo - b.hi, a.hi - b.lo),
            Op::Min => Self::new(a.lo.min(b.lo), a.hi.min(b.hi)),
            Op::Max => Self::new(a.lo.max(b.lo), a.hi.max(b.hi)),
            Op::SaturatingSub => Self::new(a.lo - b.hi, (a.hi - b.lo).max(0)).at_most(),
            Op::AbsDiff => a.apply(Op::Sub, b)?.abs(),
            Op::RemEuclid => remainder(a, b, 0)?,
            Op::Rem => remainder(a, b, if a.lo < 0 { -1 } else { 0 })?,
            Op::And => mask(a, b)?,
            Op::Or | Op::Xor => Self::at(exact(op, a.single()?, b.single()?)?),
            Op::Mul | Op::Div | Op::DivEuclid | Op::Shl | Op::Shr | Op::Pow => corners(op, a, b)?,
        };
        let sane = out.lo > -LIMIT && out.hi < LIMIT;
        let one_sided = a.single().is_some() || b.single().is_some();
        let attained = out.attained && a.attained && b.attained && one_sided;
        sane.then_some(Self { attained: attained || out.lo == out.hi, varies: a.varies || b.varies, ..out })
    }
}

/// Operations that are monotone in each operand (away from a zero divisor): the extremes are at the corners.
fn corners(op: Op, a: Interval, b: Interval) -> Option<Interval> {
    let zero_divisor = b.lo <= 0 && b.hi >= 0;
    if matches!(op, Op::Div | Op::DivEuclid) && zero_divisor || matches!(op, Op::Shl | Op::Shr | Op::Pow) && b.lo < 0 {
        return None;
    }
    let mut out = Interval::at(exact(op, a.lo, b.lo)?);
    for (x, y) in [(a.lo, b.hi), (a.hi, b.lo), (a.hi, b.hi)] {
        out = out.join(Interval::at(exact(op, x, y)?));
    }
    // An even power dips to zero between negative and positive bases.
    if op == Op::Pow && a.lo < 0 {
        out = out.join(Interval::at(if a.hi >= 0 { 0 } else { out.lo })).at_most();
    }
    Some(out)
}

fn remainder(a: Interval, b: Interval, sign: i128) -> Option<Interval> {
    let modulus = b.single().filter(|modulus| *modulus > 0)?;
    if let Some(value) = a.single() {
        return Some(Interval::at(if sign == 0 { value.rem_euclid(modulus) } else { value % modulus }));
    }
    let fits = a.lo >= 0 && a.hi < modulus;
    Some(if fits { a } else { Interval::new(sign * (modulus - 1), modulus - 1).at_most() })
}

fn mask(a: Interval, b: Interval) -> Option<Interval> {
    if let (Some(a), Some(b)) = (a.single(), b.single()) {
        return Some(Interval::at(a & b));
    }
    let limit = [a, b].iter().filter(|side| side.lo >= 0).map(|side| side.hi).min()?;
    Some(Interval::new(0, limit).at_most())
}

fn exact(op: Op, a: i128, b: i128) -> Option<i128> {
    let small = u32::try_from(b).ok();
    match op {
        Op::Add => a.checked_add(b),
        Op::Sub | Op::SaturatingSub => a.checked_sub(b),
        Op::Mul => a.checked_mul(b),
        Op::Div => a.checked_div(b),
        Op::Rem => a.checked_rem(b),
        Op::DivEuclid => a.checked_div_euclid(b),
        Op::RemEuclid => a.checked_rem_euclid(b),
        Op::Shl => a.checked_mul(1i128.checked_shl(small?).filter(|_| b < 64)?),
        Op::Shr => a.checked_shr(small?),
        Op::Pow => a.checked_pow(small?),
        Op::And => Some(a & b),
        Op::Or => Some(a | b),
        Op::Xor => Some(a ^ b),
        Op::Min => Some(a.min(b)),
        Op::Max => Some(a.max(b)),
        Op::AbsDiff => a.checked_sub(b).map(i128::abs),
    }
}
