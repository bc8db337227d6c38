//! The element of a window at a place in the order, in every lane.
//!
//! A few elements are loaded and ranked among each other, more are counted where they lie. The code for it is long, so
//! it is compiled once per level, element type and number of axes, however many kernels call it.

mod count;
mod forget;
mod networks;

use super::lane::LaneWindow;
use super::lane_words::zero;
use super::walk::{Shape, Visit};
use crate::element::Element;
use crate::lanes::ops::{self, Mask};
use crate::lanes::rank::OrderedLane;
use crate::lanes::{Lanes, MAX_LANES, Width};
use fearless_simd::Simd;

/// A place in the order.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// After half of the elements that take part; but no place among elements that have none, NaN.
    Middle,
    /// After so many elements, or the last one.
    Nth(u32),
}

/// So many elements are few.
const FEW: usize = 64;

impl<S: Simd, T: Element, W: Width, const D: usize> LaneWindow<'_, S, T, W, D> {
    /// The element at a place in the order; both zeros are `+0.0`, and NaN comes last.
    #[inline(always)]
    pub(super) fn in_order(&self, shape: impl Shape<D>, place: Place) -> Lanes<S, T, W> {
        let mut found = [T::default(); MAX_LANES];
        if const { T::Tight::LANES < W::LANES && T::Tight::LANES <= W::COLUMNS } {
            for (index, found) in found[..W::LANES].chunks_exact_mut(T::Tight::LANES).enumerate() {
                self.part::<T::Tight>(index).find(shape, place, found);
            }
        } else {
            self.find(shape, place, &mut found);
        }
        self.cx.load(&found)
    }

    /// As [`in_order`](Self::in_order), through memory.
    #[inline(never)]
    fn find(&self, shape: impl Shape<D>, place: Place, found: &mut [T]) {
        self.cx.simd.vectorize(
            #[inline(always)]
            || {
                let len = shape.len(&self.taps);
                let value = if self.taps.masked() || len == 0 || len > FEW {
                    self.nth_by_counting(shape, place)
                } else if len <= 25 {
                    self.nth_of_few::<25>(shape, place)
                } else {
                    self.nth_of_few::<FEW>(shape, place)
                };
                value.store(found);
            },
        );
    }

    /// The element at a place among at most `N`, all of which take part.
    #[inline(always)]
    fn nth_of_few<const N: usize>(&self, shape: impl Shape<D>, place: Place) -> Lanes<S, T, W> {
        let cx = self.cx;
        // Apart from the rest, which can then stay in registers.
        let mut values = [cx.splat(T::TOP).0; N];
        let mut few = Few::<S, T, W> { values: &mut values, len: 0, ordered: zero(cx) };
        self.taps.visit_all(cx, shape, &mut few);
        let (len, ordered) = (few.len, few.ordered);
        let k = match place {
            Place::Middle => len / 2,
            Place::Nth(k) => k as usize,
        };
        let found = Lanes(T::v_settle::<S, W>(nth::<S, T, W>(cx.simd, &mut values[..len], k)));
        if T::HAS_UNORDERED {
            return self.unless_unordered(place, found, cx.splat(k as u32), ordered.cast(), cx.splat(len as u32));
        }
        found
    }

    /// What was found `k` elements up, if so many of all `count` have places in the order. The others counted as the
    /// largest value; in truth they come after it.
    #[inline(always)]
    fn unless_unordered(
        &self,
        place: Place,
        found: Lanes<S, T, W>,
        k: Lanes<S, u32, W>,
        ordered: Lanes<S, u32, W>,
        count: Lanes<S, u32, W>,
    ) -> Lanes<S, T, W> {
        let exists = match place {
            Place::Middle => ops::ge(ordered, count) & ops::gt(count, self.cx.splat(0)),
            Place::Nth(_) => ops::gt(ordered, k),
        };
        ops::select(exists, found, self.cx.splat(T::UNORDERED))
    }
}

/// Elements, those without a place in the order as the largest value; and how many of the others there are.
struct Few<'v, S: Simd, T: Element, W: Width> {
    values: &'v mut [T::Vec<S, W>],
    len: usize,
    ordered: Lanes<S, T::Tally, W>,
}

impl<S: Simd, T: Element, W: Width> Visit<Lanes<S, T, W>, Option<Mask<S, W>>> for Few<'_, S, T, W> {
    #[inline(always)]
    fn value(&mut self, value: Lanes<S, T, W>, _: Option<Mask<S, W>>) {
        if T::HAS_UNORDERED {
            let top = value.cx().splat(T::TOP);
            self.ordered = Lanes(T::v_tally::<S, W>(self.ordered.0, value.0, top.0));
        }
        self.values[self.len] = T::v_ordered::<S, W>(value.0);
        self.len += 1;
    }
}

/// Two values in order.
#[inline(always)]
fn exchange<S: Simd, T: OrderedLane, W: Width>(a: T::Vec<S, W>, b: T::Vec<S, W>) -> (T::Vec<S, W>, T::Vec<S, W>) {
    (T::v_lower::<S, W>(a, b), T::v_upper::<S, W>(a, b))
}

/// The value with `k` others before it. All have places in the order; they are mixed up.
#[inline(always)]
fn nth<S: Simd, T: OrderedLane, W: Width>(simd: S, values: &mut [T::Vec<S, W>], k: usize) -> T::Vec<S, W> {
    if k == values.len() / 2
        && let Some(median) = networks::median::<S, T, W>(simd, values)
    {
        return median;
    }
    forget::nth::<S, T, W>(simd, values, k);
    values[0]
}
