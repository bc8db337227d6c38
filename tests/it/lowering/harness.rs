//! Compares a kernel's two bodies: each lane of the one with the other at that pixel, bit for bit.
//!
//! The body for lanes is evaluated directly, on the lowest SIMD level and without the engine: what is tested here is the
//! lowering, and every body is compiled once instead of once per instruction set.

use fearless_simd::Level;
use fearless_simd::x86::Sse2;
use stencil_core::__private::{Cx, Elements, Halo, Kernel, LaneWindow, Width};
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
    /// Within the error of a few transcendental functions.
    fn close(self, other: Self) -> bool {
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
            fn close(self, other: Self) -> bool {
                let apart = (self - other).abs();
                self.same(other) || apart <= 1e-3 || apart <= 1e-5 * self.abs().max(other.abs())
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

    fn window<W: Width, const D: usize>(&self, cx: Cx<Sse2, W>, halo: Halo) -> LaneWindow<'_, Sse2, T, W, D> {
        let strides = std::array::from_fn(|axis| self.strides[axis]);
        LaneWindow::of_slice(cx, &self.pixels, self.centre, strides, halo, "test")
    }
}

/// Pixels of every kind.
pub(crate) const ALL: &[Style] = &[Style::Small, Style::Plain, Style::Wild];
/// Pixels on which integer arithmetic does not overflow.
pub(crate) const SMALL: &[Style] = &[Style::Small];

const TRIALS: u64 = 25;

/// Kernels that call functions whose lanes are within 2 ulp of the standard library's, not bit for bit equal; sums and
/// differences of such values are compared with a tolerance that fits pixels of a few hundred.
const TRANSCENDENTAL: [&str; 3] = ["gradient", "perona_malik", "bilateral"];

macro_rules! checks {
    ($($name:ident: ($($t:ident $w:ident $i:tt),*) -> ($($u:ident $o:tt),*);)*) => {$(
        #[doc = "Compares both bodies on pixels of the given styles, and whether the kernel is vectorised with what is expected."]
        pub(crate) fn $name<$($t: Pixel,)* $($u: Pixel,)* K, const D: usize>(kernel: &K, vectorized: bool, styles: &[Style])
        where
            K: Kernel<($($t,)*), D, Out = ($($u,)*)>,
        {
            let name = kernel.name();
            let exact = !TRANSCENDENTAL.contains(&&*name);
            assert_eq!(K::VECTORIZED, vectorized, "{name}: VECTORIZED");
            let cx = Cx::<Sse2, K::Width>::new(Level::baseline().as_sse2().expect("part of every x86-64"));
            let halos: <($($t,)*) as Elements>::Halos = kernel.halos();
            for &style in styles {
                for trial in 0..TRIALS {
                    let mut random = Random(trial * 977 + 13);
                    $(
                        let halo = halos[$i];
                        let patch = Patch::<$t>::new::<D>(halo, K::Width::LANES, &mut random, style);
                        let $w = patch.window::<K::Width, D>(cx, halo);
                    )*
                    let lanes = kernel.lanes(cx, ($($w,)*));
                    for index in 0..K::Width::LANES {
                        let pixel = kernel.pixel(($($w.lane(index),)*));
                        $(
                            let (one, other) = (lanes.$o.lane(index), pixel.$o);
                            assert!(
                                if exact { one.same(other) } else { one.close(other) },
                                "{name}: output {} of lane {index} is {one:?}, of the pixel {other:?} ({style:?}, trial {trial})",
                                $o
                            );
                        )*
                    }
                }
            }
        }
    )*};
}
checks! {
    one: (A a 0) -> (X 0);
    one_two: (A a 0) -> (X 0, Y 1);
    one_three: (A a 0) -> (X 0, Y 1, Z 2);
    two: (A a 0, B b 1) -> (X 0);
    two_two: (A a 0, B b 1) -> (X 0, Y 1);
    three: (A a 0, B b 1, C c 2) -> (X 0);
}
