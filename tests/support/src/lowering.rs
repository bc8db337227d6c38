//! Compares a kernel's two bodies: each lane of the one with the other at that pixel, bit for bit, on every SIMD level.
//!
//! The body for lanes is evaluated directly, without the engine: what is tested here is the lowering.

use fearless_simd::dispatch;
use stencil_core::__private::{Cx, Elements, Halo, Kernel, LaneWindow, Simd, Width, Window};
use stencil_core::lanes::SimdLevel;
use stencil_core::prelude::Element;

/// What the pixels of a trial look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Style {
    /// Small whole numbers: no arithmetic on a few of them overflows, and equal values are common.
    Small,
    /// Anything ordinary.
    Plain,
    /// The ends of the type, zeros of both signs, NaN, infinities.
    Wild,
}

/// A linear congruential generator: enough for pixels.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// Element types with values worth testing.
pub(crate) trait Pixel: Element {
    fn sample(random: &mut Random, style: Style) -> Self;
    /// Bit for bit, NaN payloads apart.
    fn same(self, other: Self) -> bool;
    /// Not further apart than so many units in the last place of a number of the size `scale`.
    fn near(self, other: Self, _ulps: f64, _scale: f64) -> bool {
        self.same(other)
    }
}

macro_rules! integers {
    ($($t:ident)*) => {$(
        impl Pixel for $t {
            fn sample(random: &mut Random, style: Style) -> Self {
                match style {
                    Style::Small => random.below(12) as $t,
                    Style::Plain => (random.next() ^ random.next() << 31) as $t,
                    Style::Wild => [0, 1, <$t>::MIN, <$t>::MAX, <$t>::MAX / 2, <$t>::MIN.wrapping_add(1)]
                        [random.below(6) as usize],
                }
            }
            fn same(self, other: Self) -> bool {
                self == other
            }
        }
    )*};
}
integers!(u8 u16 u32 u64 i8 i16 i32 i64);

macro_rules! floats {
    ($($t:ident)*) => {$(
        impl Pixel for $t {
            fn sample(random: &mut Random, style: Style) -> Self {
                match style {
                    Style::Small => random.below(12) as $t - 4.0,
                    Style::Plain => (random.next() as $t / (1u64 << 31) as $t - 0.5) * [0.01, 1.0, 300.0][random.below(3) as usize],
                    Style::Wild => {
                        [0.0, -0.0, 1.0, -1.5, <$t>::NAN, <$t>::INFINITY, <$t>::NEG_INFINITY, <$t>::MAX, <$t>::MIN_POSITIVE]
                            [random.below(9) as usize]
                    }
                }
            }
            fn same(self, other: Self) -> bool {
                self.to_bits() == other.to_bits() || (self.is_nan() && other.is_nan())
            }
            fn near(self, other: Self, ulps: f64, scale: f64) -> bool {
                let ulp = (f64::from(<$t>::EPSILON) * scale).max(f64::from(<$t>::from_bits(1)));
                let apart = (f64::from(self) - f64::from(other)).abs();
                self.same(other) || (scale.is_finite() && apart <= ulps * ulp)
            }
        }
    )*};
}
floats!(f32 f64);

impl Pixel for bool {
    fn sample(random: &mut Random, _: Style) -> Self {
        random.below(2) == 1
    }
    fn same(self, other: Self) -> bool {
        self == other
    }
}

/// Pixels around one run of lanes, in C order.
pub(crate) struct Patch<T> {
    pixels: Vec<T>,
    strides: Vec<isize>,
    centre: usize,
}

impl<T: Pixel> Patch<T> {
    fn new<const D: usize>(halo: Halo, lanes: usize, random: &mut Random, style: Style) -> Self {
        let mut strides = vec![0; D];
        let (mut size, mut centre) = (1, 0);
        for axis in (0..D).rev() {
            let side = halo.side(axis);
            strides[axis] = size as isize;
            centre += side.before * size;
            size *= side.before + side.after + if axis == D - 1 { lanes } else { 1 };
        }
        let pixels = (0..size).map(|_| T::sample(random, style)).collect();
        Self { pixels, strides, centre }
    }

    fn strides<const D: usize>(&self) -> [isize; D] {
        std::array::from_fn(|axis| self.strides[axis])
    }

    #[inline(always)]
    fn lanes<S: Simd, W: Width, const D: usize>(&self, cx: Cx<S, W>, halo: Halo) -> LaneWindow<'_, S, T, W, D> {
        LaneWindow::of_slice(cx, &self.pixels, self.centre, self.strides(), halo, "test")
    }

    /// The window of one of the lanes.
    fn pixel<const D: usize>(&self, lane: usize, halo: Halo) -> Window<'_, T, D> {
        Window::new(&self.pixels, self.centre + lane, self.strides(), halo, "test")
    }
}

/// Pixels of every kind.
pub(crate) const ALL: &[Style] = &[Style::Small, Style::Plain, Style::Wild];
/// Pixels on which integer arithmetic does not overflow.
pub(crate) const SMALL: &[Style] = &[Style::Small];

const TRIALS: u64 = 25;

macro_rules! checks {
    ($($name:ident $near:ident: ($($t:ident $w:ident $i:tt),*) -> ($($u:ident $o:tt),*);)*) => {$(
        /// Compares both bodies on pixels of the given styles, and whether the kernel is vectorised with what is expected.
        pub(crate) fn $name<$($t: Pixel,)* $($u: Pixel,)* K, const D: usize>(kernel: &K, vectorized: bool, styles: &[Style])
        where
            K: Kernel<($($t,)*), D, Out = ($($u,)*)>,
        {
            assert_eq!(K::VECTORIZED, vectorized, "{}: VECTORIZED", kernel.name());
            $near(kernel, styles, 0.0, |$(_: Window<'_, $t, D>),*| [$(0.0 * $o as f64),*]);
        }

        /// The same for a body that calls functions whose lanes are within 2 ulp of the standard library's, such as
        /// `exp`: its outputs may be `ulps` apart, in units in the last place of `scale`, the size of what each is a
        /// sum of. Two for the call and one for each rounding after it is what may happen; every level gives the same bits.
        pub(crate) fn $near<$($t: Pixel,)* $($u: Pixel,)* K, const D: usize>(
            kernel: &K,
            styles: &[Style],
            ulps: f64,
            scale: impl Fn($(Window<'_, $t, D>),*) -> [f64; [$($o),*].len()],
        ) where
            K: Kernel<($($t,)*), D, Out = ($($u,)*)>,
        {
            let name = kernel.name();
            let halos: <($($t,)*) as Elements>::Halos = kernel.halos();
            for (&style, trial) in styles.iter().flat_map(|style| (0..TRIALS).map(move |trial| (style, trial))) {
                let mut random = Random(trial * 977 + 13);
                $(let $w = Patch::<$t>::new::<D>(halos[$i], K::Width::LANES, &mut random, style);)*
                let mut first: Option<Vec<_>> = None;
                for level in SimdLevel::available() {
                    let mut found = Vec::with_capacity(K::Width::LANES);
                    dispatch!(level.token().expect("available"), simd => {
                        let cx = Cx::<_, K::Width>::new(simd);
                        let lanes = kernel.lanes(cx, ($($w.lanes(cx, halos[$i]),)*));
                        for index in 0..K::Width::LANES {
                            found.push(($(lanes.$o.lane(index),)*));
                        }
                    });
                    let first = first.get_or_insert_with(|| found.clone());
                    for (index, (one, other)) in found.iter().zip(first).enumerate() {
                        let same = true $(&& one.$o.same(other.$o))*;
                        assert!(same, "{name}: lane {index} is {one:?} on {level}, {other:?} on another level ({style:?}, trial {trial})");
                    }
                }
                for (index, one) in first.iter().flatten().enumerate() {
                    let other = kernel.pixel(($($w.pixel(index, halos[$i]),)*));
                    let scale = scale($($w.pixel(index, halos[$i])),*);
                    let near = true $(&& one.$o.near(other.$o, ulps, scale[$o]))*;
                    assert!(near, "{name}: lane {index} is {one:?}, the pixel {other:?} ({style:?}, trial {trial})");
                }
            }
        }
    )*};
}
checks! {
    one one_near: (A a 0) -> (X 0);
    one_two one_two_near: (A a 0) -> (X 0, Y 1);
    one_three one_three_near: (A a 0) -> (X 0, Y 1, Z 2);
    two two_near: (A a 0, B b 1) -> (X 0);
    two_two two_two_near: (A a 0, B b 1) -> (X 0, Y 1);
    three three_near: (A a 0, B b 1, C c 2) -> (X 0);
}
