//! Between single values and lanes, structurally: uniform values lifted to lanes, and functions called lane by lane.

use super::lane::{Lane, MAX_LANES};
use super::pack::{Cx, Lanes};
use super::width::Width;
use fearless_simd::Simd;

/// Scalars, and tuples and arrays of them: the shapes that have a counterpart made of [`Lanes`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form in lanes",
    note = "numbers, `bool`, and tuples and arrays of them have"
)]
pub trait Shape: Copy {
    /// The same shape, made of lanes.
    type Lanes<S: Simd, W: Width>: Copy;
    /// Any value.
    #[doc(hidden)]
    fn blank() -> Self;
    /// Collects one value per lane; `lane` is called several times for each.
    #[doc(hidden)]
    fn gather<S: Simd, W: Width>(cx: Cx<S, W>, lane: impl Fn(usize) -> Self) -> Self::Lanes<S, W>;
    /// The value of one lane.
    #[doc(hidden)]
    fn lane_of<S: Simd, W: Width>(lanes: Self::Lanes<S, W>, index: usize) -> Self;
    /// The same value in every lane.
    #[doc(hidden)]
    fn repeat<S: Simd, W: Width>(self, cx: Cx<S, W>) -> Self::Lanes<S, W>;
}

impl<T: Lane> Shape for T {
    type Lanes<S: Simd, W: Width> = Lanes<S, T, W>;
    #[inline(always)]
    fn blank() -> Self {
        T::default()
    }
    #[inline(always)]
    fn gather<S: Simd, W: Width>(cx: Cx<S, W>, lane: impl Fn(usize) -> Self) -> Lanes<S, T, W> {
        cx.from_fn(lane)
    }
    #[inline(always)]
    fn lane_of<S: Simd, W: Width>(lanes: Lanes<S, T, W>, index: usize) -> Self {
        lanes.lane(index)
    }
    #[inline(always)]
    fn repeat<S: Simd, W: Width>(self, cx: Cx<S, W>) -> Lanes<S, T, W> {
        cx.splat(self)
    }
}

impl<A: Shape, const N: usize> Shape for [A; N] {
    type Lanes<S: Simd, W: Width> = [A::Lanes<S, W>; N];
    #[inline(always)]
    fn blank() -> Self {
        [A::blank(); N]
    }
    #[inline(always)]
    fn gather<S: Simd, W: Width>(cx: Cx<S, W>, lane: impl Fn(usize) -> Self) -> Self::Lanes<S, W> {
        std::array::from_fn(|part| A::gather(cx, |index| lane(index)[part]))
    }
    #[inline(always)]
    fn lane_of<S: Simd, W: Width>(lanes: Self::Lanes<S, W>, index: usize) -> Self {
        lanes.map(|part| A::lane_of(part, index))
    }
    #[inline(always)]
    fn repeat<S: Simd, W: Width>(self, cx: Cx<S, W>) -> Self::Lanes<S, W> {
        self.map(|part| part.repeat(cx))
    }
}

impl Shape for () {
    type Lanes<S: Simd, W: Width> = ();
    #[inline(always)]
    fn blank() -> Self {}
    #[inline(always)]
    fn gather<S: Simd, W: Width>(_: Cx<S, W>, _: impl Fn(usize) -> Self) {}
    #[inline(always)]
    fn lane_of<S: Simd, W: Width>((): (), _: usize) {}
    #[inline(always)]
    fn repeat<S: Simd, W: Width>(self, _: Cx<S, W>) {}
}

macro_rules! tuples {
    ($($($part:ident $i:tt),*;)*) => {$(
        impl<$($part: Shape),*> Shape for ($($part,)*) {
            type Lanes<S: Simd, W: Width> = ($($part::Lanes<S, W>,)*);
            #[inline(always)]
            fn blank() -> Self {
                ($($part::blank(),)*)
            }
            #[inline(always)]
            fn gather<S: Simd, W: Width>(cx: Cx<S, W>, lane: impl Fn(usize) -> Self) -> Self::Lanes<S, W> {
                ($($part::gather(cx, #[inline(always)] |index| lane(index).$i),)*)
            }
            #[inline(always)]
            fn lane_of<S: Simd, W: Width>(lanes: Self::Lanes<S, W>, index: usize) -> Self {
                ($($part::lane_of(lanes.$i, index),)*)
            }
            #[inline(always)]
            fn repeat<S: Simd, W: Width>(self, cx: Cx<S, W>) -> Self::Lanes<S, W> {
                ($(self.$i.repeat(cx),)*)
            }
        }
    )*};
}
tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
}

impl<S: Simd, W: Width> Cx<S, W> {
    /// A uniform value in every lane: scalars, tuples, arrays.
    #[inline(always)]
    pub fn lift<A: Shape>(self, value: A) -> A::Lanes<S, W> {
        value.repeat(self)
    }

    /// Calls `f` once per lane, in order, and collects what it returns.
    #[inline(always)]
    pub fn each_lane<R: Shape>(self, mut f: impl FnMut(usize) -> R) -> R::Lanes<S, W> {
        let mut values = [R::blank(); MAX_LANES];
        for (index, value) in values.iter_mut().enumerate().take(W::LANES) {
            *value = f(index);
        }
        R::gather(self, |index| values[index])
    }

    /// Calls a function of one value lane by lane.
    #[inline(always)]
    pub fn map1<A: Lane, R: Shape>(self, a: Lanes<S, A, W>, mut f: impl FnMut(A) -> R) -> R::Lanes<S, W> {
        let (a,) = (a.to_array(),);
        self.each_lane(|index| f(a[index]))
    }

    /// Calls a function of two values lane by lane.
    #[inline(always)]
    pub fn map2<A: Lane, B: Lane, R: Shape>(
        self,
        a: Lanes<S, A, W>,
        b: Lanes<S, B, W>,
        mut f: impl FnMut(A, B) -> R,
    ) -> R::Lanes<S, W> {
        let (a, b) = (a.to_array(), b.to_array());
        self.each_lane(|index| f(a[index], b[index]))
    }

    /// Calls a function of three values lane by lane.
    #[inline(always)]
    pub fn map3<A: Lane, B: Lane, C: Lane, R: Shape>(
        self,
        a: Lanes<S, A, W>,
        b: Lanes<S, B, W>,
        c: Lanes<S, C, W>,
        mut f: impl FnMut(A, B, C) -> R,
    ) -> R::Lanes<S, W> {
        let (a, b, c) = (a.to_array(), b.to_array(), c.to_array());
        self.each_lane(|index| f(a[index], b[index], c[index]))
    }

    /// Calls a function of four values lane by lane.
    #[inline(always)]
    pub fn map4<A: Lane, B: Lane, C: Lane, D: Lane, R: Shape>(
        self,
        a: Lanes<S, A, W>,
        b: Lanes<S, B, W>,
        c: Lanes<S, C, W>,
        d: Lanes<S, D, W>,
        mut f: impl FnMut(A, B, C, D) -> R,
    ) -> R::Lanes<S, W> {
        let (a, b, c, d) = (a.to_array(), b.to_array(), c.to_array(), d.to_array());
        self.each_lane(|index| f(a[index], b[index], c[index], d[index]))
    }
}
