//! The words of [`LaneWindow`]: the same as [`Window`](super::Window)'s, for a run of pixels at once.

use super::lane::LaneWindow;
use super::offset::Offset;
use super::order::Place;
use super::pixel_words::check_rank;
use super::walk::{Footprint, Shape, Visit, Whole};
use crate::element::Element;
use crate::lanes::number::NumberLane;
use crate::lanes::ops::{self, Mask, Select};
use crate::lanes::{Cx, Lane, Lanes, Width};
use fearless_simd::Simd;

/// Visits with a closure.
struct Each<F>(F);
impl<V, M, F: FnMut(V, M)> Visit<V, M> for Each<F> {
    #[inline(always)]
    fn value(&mut self, value: V, inside: M) {
        (self.0)(value, inside);
    }
}

/// `value` where `inside` holds (everywhere if there is no mask), else `other`.
#[inline(always)]
pub(super) fn or_else<S: Simd, T: Lane, W: Width>(
    value: Lanes<S, T, W>,
    inside: Option<Mask<S, W>>,
    other: Lanes<S, T, W>,
) -> Lanes<S, T, W> {
    match inside {
        None => value,
        Some(inside) => ops::select(inside, value, other),
    }
}

/// Sums rows, and then the sums of rows.
struct Sum<S: Simd, T: Element, W: Width> {
    cx: Cx<S, W>,
    total: Lanes<S, T::Sum, W>,
    part: Lanes<S, T::Part, W>,
}
impl<S: Simd, T: Element, W: Width> Visit<Lanes<S, T, W>, Option<Mask<S, W>>> for Sum<S, T, W> {
    #[inline(always)]
    fn value(&mut self, value: Lanes<S, T, W>, inside: Option<Mask<S, W>>) {
        let sum = self.part + value.cast();
        self.part = or_else(sum, inside, self.part);
    }
    #[inline(always)]
    fn end(&mut self, _: usize) {
        self.total += self.part.cast();
        self.part = zero(self.cx);
    }
}

#[inline(always)]
pub(super) fn zero<S: Simd, T: NumberLane, W: Width>(cx: Cx<S, W>) -> Lanes<S, T, W> {
    cx.splat(T::ZERO)
}

macro_rules! words {
    ($($word:ident, $over:ident($($arg:ident: $arg_ty:ty),*) -> $out:ty = $function:ident;)*) => {
        impl<S: Simd, T: Element, W: Width, const D: usize> LaneWindow<'_, S, T, W, D> {
            $(
                #[doc = concat!("As [`Window::", stringify!($word), "`](super::Window::", stringify!($word), "), in every lane.")]
                #[inline(always)]
                #[must_use]
                pub fn $word(&self $(, $arg: $arg_ty)*) -> Lanes<S, $out, W> {
                    self.$function(Whole $(, $arg)*)
                }

                #[doc = concat!("As [`Window::", stringify!($over), "`](super::Window::", stringify!($over), "), in every lane.")]
                #[inline(always)]
                #[must_use]
                pub fn $over<O: Offset<D>>(&self, offsets: &[O] $(, $arg: $arg_ty)*) -> Lanes<S, $out, W> {
                    self.$function(Footprint(offsets) $(, $arg)*)
                }
            )*
        }
    };
}
words! {
    count, count_over() -> u32 = shape_count;
    sum, sum_over() -> T::Sum = shape_sum;
    mean, mean_over() -> T::Mean = shape_mean;
    min, min_over() -> T = shape_min;
    max, max_over() -> T = shape_max;
    median, median_over() -> T = shape_median;
    rank, rank_over(k: usize) -> T = shape_rank;
}

impl<S: Simd, T: Element, W: Width, const D: usize> LaneWindow<'_, S, T, W, D> {
    /// How many offsets the declared window has.
    #[inline(always)]
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a window has at least its centre")]
    pub fn len(&self) -> usize {
        Whole.len(&self.taps)
    }

    /// As [`Window::fold`](super::Window::fold), in every lane.
    #[inline(always)]
    #[must_use]
    pub fn fold<A: Select<S, W> + Copy>(&self, init: A, f: impl FnMut(A, Lanes<S, T, W>) -> A) -> A {
        self.shape_fold(Whole, init, f)
    }

    /// As [`Window::fold_over`](super::Window::fold_over), in every lane.
    #[inline(always)]
    #[must_use]
    pub fn fold_over<A: Select<S, W> + Copy, O: Offset<D>>(
        &self,
        offsets: &[O],
        init: A,
        f: impl FnMut(A, Lanes<S, T, W>) -> A,
    ) -> A {
        self.shape_fold(Footprint(offsets), init, f)
    }

    #[inline(always)]
    fn shape_fold<A: Select<S, W> + Copy>(
        &self,
        shape: impl Shape<D>,
        init: A,
        mut f: impl FnMut(A, Lanes<S, T, W>) -> A,
    ) -> A {
        let mut acc = init;
        self.taps.visit_lanes(
            self.cx,
            shape,
            &mut Each(
                #[inline(always)]
                |value, inside: Option<Mask<S, W>>| {
                    let next = f(acc, value);
                    acc = match inside {
                        None => next,
                        Some(inside) => ops::select(inside, next, acc),
                    };
                },
            ),
        );
        acc
    }

    #[inline(always)]
    pub(super) fn shape_count(&self, shape: impl Shape<D>) -> Lanes<S, u32, W> {
        if self.taps.masked() {
            let one = self.cx.splat(1);
            self.shape_fold(
                shape,
                self.cx.splat(0),
                #[inline(always)]
                |count, _| count + one,
            )
        } else {
            self.cx.splat(shape.len(&self.taps) as u32)
        }
    }

    #[inline(always)]
    fn shape_sum(&self, shape: impl Shape<D>) -> Lanes<S, T::Sum, W> {
        let mut sum = Sum::<S, T, W> { cx: self.cx, total: zero(self.cx), part: zero(self.cx) };
        self.taps.visit_lanes(self.cx, shape, &mut sum);
        sum.total
    }

    #[inline(always)]
    fn shape_mean(&self, shape: impl Shape<D>) -> Lanes<S, T::Mean, W> {
        self.shape_sum(shape).cast::<T::Mean>() / self.shape_count(shape).cast::<T::Mean>()
    }

    #[inline(always)]
    fn shape_min(&self, shape: impl Shape<D>) -> Lanes<S, T, W> {
        self.extreme(
            shape,
            T::TOP,
            #[inline(always)]
            |a, b| Lanes(T::v_least::<S, W>(a.0, b.0)),
        )
    }

    #[inline(always)]
    fn shape_max(&self, shape: impl Shape<D>) -> Lanes<S, T, W> {
        self.extreme(
            shape,
            T::BOTTOM,
            #[inline(always)]
            |a, b| Lanes(T::v_greatest::<S, W>(a.0, b.0)),
        )
    }

    /// The first element that takes part, combined with all others that do; `none` where none does.
    #[inline(always)]
    fn extreme(
        &self,
        shape: impl Shape<D>,
        none: T,
        combine: impl Fn(Lanes<S, T, W>, Lanes<S, T, W>) -> Lanes<S, T, W>,
    ) -> Lanes<S, T, W> {
        if shape.len(&self.taps) == 0 {
            return self.cx.splat(none);
        }
        let first = self.taps.lanes(self.cx, shape.nth(&self.taps, 0));
        if !self.taps.masked() {
            return self.shape_fold(shape, first, combine);
        }
        let (found, any) = self.shape_fold(
            shape,
            (first, self.cx.splat(false)),
            #[inline(always)]
            |(acc, any), value| (ops::select(any, combine(acc, value), value), self.cx.splat(true)),
        );
        ops::select(any, found, self.cx.splat(none))
    }

    #[inline(always)]
    fn shape_median(&self, shape: impl Shape<D>) -> Lanes<S, T, W> {
        self.in_order(shape, Place::Middle)
    }

    #[inline(always)]
    fn shape_rank(&self, shape: impl Shape<D>, k: usize) -> Lanes<S, T, W> {
        check_rank(k, shape.len(&self.taps), self.taps.name());
        self.in_order(shape, Place::Nth(k as u32))
    }
}
