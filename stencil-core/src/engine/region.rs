//! [`Region`]: a box of coordinates, one [`Span`] per array axis.
//!
//! Coordinates are signed: ghosts lie below zero or beyond the length of an axis.

use super::few::Few;
use crate::halo::Side;
use std::fmt;

/// Half-open range of coordinates along one axis.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First coordinate.
    pub start: isize,
    /// One past the last coordinate.
    pub end: isize,
}

impl Span {
    /// `start..end`.
    #[must_use]
    pub const fn new(start: isize, end: isize) -> Self {
        Self { start, end }
    }

    /// `0..len`.
    #[must_use]
    pub const fn full(len: usize) -> Self {
        Self { start: 0, end: len as isize }
    }

    /// How many coordinates.
    #[must_use]
    pub const fn len(self) -> usize {
        if self.end > self.start { (self.end - self.start) as usize } else { 0 }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The coordinates that windows of this reach, centred in the span, touch.
    #[must_use]
    pub const fn grown(self, side: Side) -> Self {
        Self {
            start: self.start.saturating_sub_unsigned(side.before),
            end: self.end.saturating_add_unsigned(side.after),
        }
    }

    /// The centres whose windows of this reach stay inside the span; may be empty.
    #[must_use]
    pub const fn shrunk(self, side: Side) -> Self {
        Self {
            start: self.start.saturating_add_unsigned(side.before),
            end: self.end.saturating_sub_unsigned(side.after),
        }
    }

    /// The span moved by `by`.
    #[must_use]
    pub const fn shifted(self, by: isize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The coordinates in both.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        Self { start: self.start.max(other.start), end: self.end.min(other.end) }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether a coordinate is in the span.
    #[must_use]
    pub const fn contains(self, i: isize) -> bool {
        self.start <= i && i < self.end
    }

    /// Whether another span is inside this one.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A box: one span per array axis.
pub type Region = Few<Span>;

impl Region {
    /// The whole of an array.
    #[must_use]
    pub fn full(shape: &[usize]) -> Self {
        shape.iter().map(|&len| Span::full(len)).collect()
    }

    /// Lengths per axis.
    #[must_use]
    pub fn shape(&self) -> Few<usize> {
        self.iter().map(|span| span.len()).collect()
    }

    /// Number of pixels.
    #[must_use]
    pub fn pixels(&self) -> usize {
        self.iter().map(|span| span.len()).product()
    }

    /// Whether some axis is empty.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.iter().any(|span| span.is_empty())
    }

    /// Both boxes axis by axis.
    #[must_use]
    pub fn zip_with(&self, other: &Self, f: impl Fn(Span, Span) -> Span) -> Self {
        self.iter().zip(other.iter()).map(|(a, b)| f(*a, *b)).collect()
    }

    /// The box grown by the reach along each axis.
    #[must_use]
    pub fn grown(&self, sides: &[Side]) -> Self {
        self.iter().zip(sides).map(|(span, side)| span.grown(*side)).collect()
    }

    /// The box moved along each axis.
    #[must_use]
    pub fn shifted(&self, by: &[isize]) -> Self {
        self.iter().zip(by).map(|(span, by)| span.shifted(*by)).collect()
    }

    /// Whether another box is inside this one.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.iter().zip(other.iter()).all(|(a, b)| a.covers(*b))
    }
}
