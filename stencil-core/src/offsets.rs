//! What generated code computes halos with, where the offsets depend on constants that only the compiler knows.
//!
//! The macro reads most offsets itself. One such as `w[[R, 0]]`, with a constant or a const generic `R`, becomes a
//! constant expression of [`Offsets`]; a declared radius becomes a [`depth`], evaluated when the kernel is asked.

/// The offsets that an access can have on one axis: an interval, with the arithmetic of intervals as `const fn`s.
#[derive(Clone, Copy, Debug)]
pub struct Offsets {
    lowest: i128,
    highest: i128,
    /// Both ends are known to occur; otherwise the interval may be wider than what happens.
    attained: bool,
}

#[allow(clippy::should_implement_trait, reason = "operator traits are not const")]
impl Offsets {
    /// No offset: joined with others, it changes nothing.
    pub const NONE: Self = Self { lowest: i128::MAX, highest: i128::MIN, attained: true };

    /// One offset.
    #[must_use]
    pub const fn at(offset: i128) -> Self {
        Self::between(offset, offset)
    }

    /// All from `lowest` to `highest`.
    #[must_use]
    pub const fn between(lowest: i128, highest: i128) -> Self {
        Self { lowest, highest, attained: true }
    }

    const fn is_single(self) -> bool {
        self.lowest == self.highest
    }

    /// What lies between four corners. Its ends occur if those of the operands do and one of them is a single number.
    const fn hull(self, other: Self, corners: [i128; 4]) -> Self {
        let (mut lowest, mut highest) = (corners[0], corners[0]);
        let mut i = 1;
        while i < 4 {
            lowest = smaller(lowest, corners[i]);
            highest = larger(highest, corners[i]);
            i += 1;
        }
        let one_sided = self.is_single() || other.is_single();
        Self { lowest, highest, attained: self.attained && other.attained && one_sided }
    }

    /// The same bounds, without the claim that the ends occur.
    #[must_use]
    pub const fn at_most(self) -> Self {
        Self { attained: self.is_single(), ..self }
    }

    /// Either of two.
    #[must_use]
    pub const fn join(self, other: Self) -> Self {
        Self {
            lowest: smaller(self.lowest, other.lowest),
            highest: larger(self.highest, other.highest),
            attained: self.attained && other.attained,
        }
    }

    /// From the lowest of this to the highest of `last`: a range.
    #[must_use]
    pub const fn to(self, last: Self) -> Self {
        Self { lowest: self.lowest, highest: last.highest, attained: self.attained && last.attained }
    }

    /// `self + other`.
    #[must_use]
    pub const fn add(self, other: Self) -> Self {
        let (low, high) = (self.lowest.saturating_add(other.lowest), self.highest.saturating_add(other.highest));
        self.hull(other, [low, low, high, high])
    }

    /// `self - other`.
    #[must_use]
    pub const fn sub(self, other: Self) -> Self {
        self.add(other.neg())
    }

    /// `-self`.
    #[must_use]
    pub const fn neg(self) -> Self {
        Self { lowest: self.highest.saturating_neg(), highest: self.lowest.saturating_neg(), attained: self.attained }
    }

    /// `self * other`.
    #[must_use]
    pub const fn mul(self, other: Self) -> Self {
        let corners = [
            self.lowest.saturating_mul(other.lowest),
            self.lowest.saturating_mul(other.highest),
            self.highest.saturating_mul(other.lowest),
            self.highest.saturating_mul(other.highest),
        ];
        self.hull(other, corners)
    }

    /// `self / other`, truncated as Rust does.
    ///
    /// # Panics
    ///
    /// If `other` may be zero.
    #[must_use]
    pub const fn div(self, other: Self) -> Self {
        assert!(other.lowest > 0 || other.highest < 0, "an offset is divided by what may be zero");
        let corners = [
            self.lowest / other.lowest,
            self.lowest / other.highest,
            self.highest / other.lowest,
            self.highest / other.highest,
        ];
        self.hull(other, corners)
    }

    /// `self % other` and `self.rem_euclid(other)`.
    ///
    /// # Panics
    ///
    /// If `other` may be zero.
    #[must_use]
    pub const fn rem(self, other: Self) -> Self {
        assert!(other.lowest > 0 || other.highest < 0, "an offset is divided by what may be zero");
        let divisor = other.abs();
        if self.lowest >= 0 && self.highest < divisor.lowest {
            return self;
        }
        let last = divisor.highest - 1;
        Self { lowest: if self.lowest < 0 { -last } else { 0 }, highest: last, attained: false }
    }

    /// `self.abs()`.
    #[must_use]
    pub const fn abs(self) -> Self {
        let mirrored = self.neg();
        if self.lowest >= 0 {
            self
        } else if self.highest <= 0 {
            mirrored
        } else {
            Self { lowest: 0, highest: larger(self.highest, mirrored.highest), attained: self.attained }
        }
    }

    /// `self.min(other)`.
    #[must_use]
    pub const fn min(self, other: Self) -> Self {
        let (low, high) = (smaller(self.lowest, other.lowest), smaller(self.highest, other.highest));
        self.hull(other, [low, low, high, high])
    }

    /// `self.max(other)`.
    #[must_use]
    pub const fn max(self, other: Self) -> Self {
        let (low, high) = (larger(self.lowest, other.lowest), larger(self.highest, other.highest));
        self.hull(other, [low, low, high, high])
    }

    /// How far the offsets go before and after the centre.
    #[must_use]
    pub const fn sides(self) -> (usize, usize) {
        (reach(self.lowest.saturating_neg()), reach(self.highest))
    }

    /// Whether a declared reach admits `offsets`: false if one surely lies outside.
    #[must_use]
    pub const fn allow(self, offsets: Self) -> bool {
        let apart = offsets.lowest > self.highest || offsets.highest < self.lowest;
        let inside = offsets.lowest >= self.lowest && offsets.highest <= self.highest;
        inside || !(offsets.attained || apart)
    }
}

const fn smaller(a: i128, b: i128) -> i128 {
    if a < b { a } else { b }
}

const fn larger(a: i128, b: i128) -> i128 {
    if a > b { a } else { b }
}

/// An offset's length towards one side: nothing if it points the other way.
const fn reach(offset: i128) -> usize {
    if offset <= 0 {
        0
    } else if offset > usize::MAX as i128 {
        usize::MAX
    } else {
        offset as usize
    }
}

/// A type that a radius may have.
#[diagnostic::on_unimplemented(
    message = "a radius is a whole number of elements, and `{Self}` is none",
    label = "this is a `{Self}`",
    note = "round it first, as in `(4.0 * sigma + 0.5) as usize`"
)]
pub trait Depth: Copy {
    /// The same number.
    fn number(self) -> i128;
}

macro_rules! depths {
    ($($t:ident)*) => {$(
        impl Depth for $t {
            #[inline(always)]
            fn number(self) -> i128 {
                self as i128
            }
        }
    )*};
}
depths!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// A declared radius.
///
/// # Panics
///
/// If it is negative.
#[inline(always)]
pub fn depth(radius: impl Depth) -> usize {
    let number = radius.number();
    assert!(number >= 0, "the declared radius is {number}; it counts elements, from 0");
    reach(number)
}

/// The side of a declared lowest offset.
#[inline(always)]
pub fn before(lowest: impl Depth) -> usize {
    reach(-lowest.number())
}

/// The side of a declared highest offset.
#[inline(always)]
pub fn after(highest: impl Depth) -> usize {
    reach(highest.number())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_count_from_the_centre() {
        assert_eq!(Offsets::between(-2, 3).sides(), (2, 3));
        assert_eq!(Offsets::at(4).sides(), (0, 4), "offsets on one side only leave the other empty");
        assert_eq!(Offsets::NONE.sides(), (0, 0), "no offset, no halo");
    }

    #[test]
    fn arithmetic_bounds_every_pair() {
        let (a, b) = (Offsets::between(-3, 2), Offsets::between(1, 4));
        for x in -3..=2_i128 {
            for y in 1..=4_i128 {
                for (name, interval, value) in [
                    ("+", a.add(b), x + y),
                    ("-", a.sub(b), x - y),
                    ("*", a.mul(b), x * y),
                    ("/", a.div(b), x / y),
                    ("%", a.rem(b), x % y),
                    ("min", a.min(b), x.min(y)),
                    ("max", a.max(b), x.max(y)),
                    ("abs", a.abs(), x.abs()),
                ] {
                    let inside = (interval.lowest..=interval.highest).contains(&value);
                    assert!(inside, "{x} {name} {y} = {value} is outside of {interval:?}");
                }
            }
        }
    }

    #[test]
    fn only_sure_violations_are_refused() {
        let allowed = Offsets::between(-1, 1);
        assert!(!allowed.allow(Offsets::at(2)), "a single offset outside");
        assert!(!allowed.allow(Offsets::between(0, 2)), "a range whose end occurs");
        assert!(allowed.allow(Offsets::between(0, 2).at_most()), "a range whose end may not occur");
        assert!(!allowed.allow(Offsets::between(2, 3).at_most()), "a range that lies outside as a whole");
    }

    #[test]
    #[should_panic(expected = "the declared radius is -1")]
    fn a_negative_radius_panics() {
        depth(-1);
    }
}
