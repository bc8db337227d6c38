//! The words of [`Window`]: whole-neighbourhood operations on one pixel.
//!
//! Their meaning is fixed here, in the plainest form; [`LaneWindow`](super::LaneWindow) does the same for a run of
//! pixels, bit for bit.

#![allow(clippy::eq_op, reason = "a NaN is what differs from itself")]

use super::offset::Offset;
use super::pixel::Window;
use super::walk::{Footprint, Shape, Visit, Whole};
use crate::element::{Element, Number};
use crate::lanes::cast::{CastLane, FromLanes};

/// Visits with a closure.
struct Each<F>(F);
impl<V, F: FnMut(V)> Visit<V, ()> for Each<F> {
    #[inline(always)]
    fn value(&mut self, value: V, (): ()) {
        (self.0)(value);
    }
}

/// Sums rows, and then the sums of rows.
struct Sum<T: Element> {
    total: T::Sum,
    part: T::Part,
}
impl<T: Element> Visit<T, ()> for Sum<T> {
    #[inline(always)]
    fn value(&mut self, value: T, (): ()) {
        self.part = self.part.s_wrapping_add(value.s_cast());
    }
    #[inline(always)]
    fn end(&mut self, _: usize) {
        self.total = self.total.s_wrapping_add(self.part.s_cast());
        self.part = T::Part::ZERO;
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $word:ident, $over:ident($($arg:ident: $arg_ty:ty),*) -> $out:ty = $function:ident;)*) => {
        impl<T: Element, const D: usize> Window<'_, T, D> {
            $(
                $(#[$doc])*
                #[inline(always)]
                #[must_use]
                pub fn $word(&self $(, $arg: $arg_ty)*) -> $out {
                    self.$function(Whole $(, $arg)*)
                }

                #[doc = concat!("As [`", stringify!($word), "`](Self::", stringify!($word), "), over a footprint: a list of offsets.")]
                #[inline(always)]
                #[must_use]
                pub fn $over<O: Offset<D>>(&self, offsets: &[O] $(, $arg: $arg_ty)*) -> $out {
                    self.$function(Footprint(offsets) $(, $arg)*)
                }
            )*
        }
    };
}
words! {
    /// How many elements take part: all of the declared window, or those of it inside the array where the boundary is `Ignore`.
    count, count_over() -> u32 = shape_count;
    /// The sum, in a type that holds it: `u32` for `u8` and `u16`, `i64` for `i32`, floats in their own.
    ///
    /// Rows are summed first, and then their sums.
    sum, sum_over() -> T::Sum = shape_sum;
    /// The mean: `f32` for `bool`, 8- and 16-bit integers and `f32`, else `f64`.
    mean, mean_over() -> T::Mean = shape_mean;
    /// The smallest element, or NaN if any element is. Of no elements, the largest value that there is.
    min, min_over() -> T = shape_min;
    /// The largest element, or NaN if any element is. Of no elements, the smallest value that there is.
    max, max_over() -> T = shape_max;
    /// The element in the middle of the order, `rank(count / 2)`; but NaN if any element is.
    median, median_over() -> T = shape_median;
    /// The element with `k` others before it in the order, the smallest being `rank(0)`. NaN comes after everything, and
    /// both zeros are `+0.0`. Where the boundary is `Ignore` and fewer are inside the array, the last of those.
    ///
    /// # Panics
    ///
    /// Unless `k` is less than the number of offsets.
    rank, rank_over(k: usize) -> T = shape_rank;
}

impl<T: Element, const D: usize> Window<'_, T, D> {
    /// How many offsets the declared window has.
    #[inline(always)]
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a window has at least its centre")]
    pub fn len(&self) -> usize {
        Whole.len(&self.taps)
    }

    /// Combines all elements with a function, row by row: `w.fold(0.0, |acc, v| acc + v * v)`.
    #[inline(always)]
    #[must_use]
    pub fn fold<A>(&self, init: A, f: impl FnMut(A, T) -> A) -> A {
        self.shape_fold(Whole, init, f)
    }

    /// As [`fold`](Self::fold), over a footprint: a list of offsets.
    #[inline(always)]
    #[must_use]
    pub fn fold_over<A, O: Offset<D>>(&self, offsets: &[O], init: A, f: impl FnMut(A, T) -> A) -> A {
        self.shape_fold(Footprint(offsets), init, f)
    }

    #[inline(always)]
    fn shape_fold<A>(&self, shape: impl Shape<D>, init: A, mut f: impl FnMut(A, T) -> A) -> A {
        let mut acc = Some(init);
        self.taps.visit_pixels(shape, &mut Each(|value| acc = acc.take().map(|acc| f(acc, value))));
        acc.expect("put back after every element")
    }

    #[inline(always)]
    fn shape_count(&self, shape: impl Shape<D>) -> u32 {
        self.shape_fold(shape, 0, |count, _| count + 1)
    }

    #[inline(always)]
    fn shape_sum(&self, shape: impl Shape<D>) -> T::Sum {
        let mut sum = Sum::<T> { total: T::Sum::ZERO, part: T::Part::ZERO };
        self.taps.visit_pixels(shape, &mut sum);
        sum.total
    }

    #[inline(always)]
    fn shape_mean(&self, shape: impl Shape<D>) -> T::Mean {
        self.shape_sum(shape).cast::<T::Mean>() / self.shape_count(shape).cast::<T::Mean>()
    }

    #[inline(always)]
    fn shape_min(&self, shape: impl Shape<D>) -> T {
        let least = |acc: Option<T>, value| Some(acc.map_or(value, |acc| acc.s_least(value)));
        self.shape_fold(shape, None, least).unwrap_or(T::TOP)
    }

    #[inline(always)]
    fn shape_max(&self, shape: impl Shape<D>) -> T {
        let greatest = |acc: Option<T>, value| Some(acc.map_or(value, |acc| acc.s_greatest(value)));
        self.shape_fold(shape, None, greatest).unwrap_or(T::BOTTOM)
    }

    #[inline(always)]
    fn shape_median(&self, shape: impl Shape<D>) -> T {
        let ordered = self.shape_fold(shape, true, |ordered, value| ordered && value == value);
        if !ordered {
            return T::UNORDERED;
        }
        self.nth_in_order(shape, self.shape_count(shape) / 2)
    }

    #[inline(always)]
    fn shape_rank(&self, shape: impl Shape<D>, k: usize) -> T {
        check_rank(k, shape.len(&self.taps), self.taps.name());
        self.nth_in_order(shape, (k as u32).min(self.shape_count(shape).saturating_sub(1)))
    }

    /// The one element of the window that has at most `k` before it and more than `k` up to it.
    fn nth_in_order(&self, shape: impl Shape<D>, k: u32) -> T {
        let count = |test: &dyn Fn(T) -> bool| self.shape_fold(shape, 0, |count, value| count + u32::from(test(value)));
        let found = self.shape_fold(shape, None, |found, candidate| {
            found.or_else(|| {
                let before = count(&|value| value < candidate);
                let up_to = count(&|value| value <= candidate);
                (before <= k && k < up_to).then_some(candidate)
            })
        });
        found.map_or(T::UNORDERED, T::s_settle)
    }
}

/// Panics unless there is an element with `k` before it.
#[inline(always)]
pub(super) fn check_rank(k: usize, len: usize, name: &str) {
    if k >= len {
        no_such_rank(k, len, name);
    }
}

#[cold]
#[inline(never)]
fn no_such_rank(k: usize, len: usize, name: &str) -> ! {
    panic!("kernel `{name}` asks for rank {k} of a window of {len} elements: ranks count from 0");
}
