//! Counting: any place among any number of elements, and whichever take part.

use super::super::lane::LaneWindow;
use super::super::lane_words::{or_else, zero};
use super::super::walk::{Shape, Visit};
use super::Place;
use crate::element::Element;
use crate::lanes::ops::{self, Mask};
use crate::lanes::{Cx, Lanes, Width};
use fearless_simd::Simd;

impl<S: Simd, T: Element, W: Width, const D: usize> LaneWindow<'_, S, T, W, D> {
    /// Bisection: the smallest value up to which there are more than `k` elements. Its cost is that of counting them
    /// once per bit of the largest difference in the window, however many there are.
    #[inline(always)]
    pub(super) fn nth_by_counting(&self, shape: impl Shape<D>, place: Place) -> Lanes<S, T, W> {
        let cx = self.cx;
        let count = self.shape_count(shape);
        let k = match place {
            Place::Middle => count >> 1,
            Place::Nth(k) => cx.splat(k).min(count.saturating_sub(cx.splat(1))),
        };
        let top = cx.splat(T::TOP);
        let mut bounds = Bounds { low: top, high: cx.splat(T::BOTTOM), ordered: Tally::new(cx, top) };
        self.visit(shape, &mut bounds);
        let (mut low, mut high) = (bounds.low, bounds.high);
        while ops::any(ops::lt(low, high)) {
            let middle = Lanes(T::v_middle::<S, W>(low.0, high.0));
            let mut tally = Tally::new(cx, middle);
            self.visit(shape, &mut tally);
            let enough = ops::gt(tally.total(), k);
            let next = Lanes(T::v_next::<S, W>(middle.0));
            let open = ops::lt(low, high);
            high = ops::select(enough & open, middle, high);
            low = ops::select(!enough & open, next, low);
        }
        let found = Lanes(T::v_settle::<S, W>(low.0));
        if T::HAS_UNORDERED {
            return self.unless_unordered(place, found, k, bounds.ordered.total(), count);
        }
        found
    }

    /// Shows the elements, with a mask only if there is one.
    #[inline(always)]
    fn visit(&self, shape: impl Shape<D>, visitor: &mut impl Visit<Lanes<S, T, W>, Option<Mask<S, W>>>) {
        if self.taps.masked() {
            self.taps.visit_lanes(self.cx, shape, visitor);
        } else {
            self.taps.visit_all(self.cx, shape, visitor);
        }
    }
}

/// Counts the elements that are not after a limit: in a small type, which is carried over before it overflows.
struct Tally<S: Simd, T: Element, W: Width> {
    cx: Cx<S, W>,
    limit: Lanes<S, T, W>,
    total: Lanes<S, u32, W>,
    part: Lanes<S, T::Tally, W>,
    /// How many elements the part has counted, or passed over.
    seen: usize,
    /// The longest row so far, or part of one. The first one is the longest.
    longest: usize,
}

impl<S: Simd, T: Element, W: Width> Tally<S, T, W> {
    #[inline(always)]
    fn new(cx: Cx<S, W>, limit: Lanes<S, T, W>) -> Self {
        Self { cx, limit, total: zero(cx), part: zero(cx), seen: 0, longest: 0 }
    }

    #[inline(always)]
    fn total(&self) -> Lanes<S, u32, W> {
        self.total + self.part.cast()
    }
}

impl<S: Simd, T: Element, W: Width> Visit<Lanes<S, T, W>, Option<Mask<S, W>>> for Tally<S, T, W> {
    #[inline(always)]
    fn value(&mut self, value: Lanes<S, T, W>, inside: Option<Mask<S, W>>) {
        let next = Lanes(T::v_tally::<S, W>(self.part.0, value.0, self.limit.0));
        self.part = or_else(next, inside, self.part);
    }

    #[inline(always)]
    fn end(&mut self, len: usize) {
        self.seen += len;
        self.longest = self.longest.max(len);
        if self.seen + self.longest > 255 {
            self.total = self.total();
            (self.part, self.seen) = (zero(self.cx), 0);
        }
    }
}

/// The smallest and the largest element, those without a place in the order as the largest value; and how many of the
/// others there are.
struct Bounds<S: Simd, T: Element, W: Width> {
    low: Lanes<S, T, W>,
    high: Lanes<S, T, W>,
    ordered: Tally<S, T, W>,
}

impl<S: Simd, T: Element, W: Width> Visit<Lanes<S, T, W>, Option<Mask<S, W>>> for Bounds<S, T, W> {
    #[inline(always)]
    fn value(&mut self, value: Lanes<S, T, W>, inside: Option<Mask<S, W>>) {
        if T::HAS_UNORDERED {
            self.ordered.value(value, inside);
        }
        let ordered: Lanes<S, T, W> = Lanes(T::v_ordered::<S, W>(value.0));
        self.low = or_else(Lanes(T::v_lower::<S, W>(self.low.0, ordered.0)), inside, self.low);
        self.high = or_else(Lanes(T::v_upper::<S, W>(self.high.0, ordered.0)), inside, self.high);
    }

    #[inline(always)]
    fn end(&mut self, len: usize) {
        self.ordered.end(len);
    }
}
