//! Compares a kernel's two bodies: each lane of the one with the other at that pixel, bit for bit, on every SIMD level.
//!
//! The body for lanes is evaluated directly, without the engine: what is tested here is the lowering.

use crate::dtype::Dtype;
use crate::random::Random;
use fearless_simd::{Level, dispatch};
use stencil_core::__private::{Cx, Elements, Halo, Kernel, LaneWindow, Simd, Width, Window};
use stencil_core::lanes::SimdLevel;

/// What the pixels of a trial look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Style {
    /// Small whole numbers: no arithmetic on a few of them overflows, and equal values are common.
    Small,
    /// Anything ordinary.
    Plain,
    /// The ends of the type, zeros of both signs, NaN, infinities.
    Wild,
}

/// Pixels of every kind.
pub const ALL: &[Style] = &[Style::Small, Style::Plain, Style::Wild];
/// Pixels on which integer arithmetic does not overflow.
pub const SMALL: &[Style] = &[Style::Small];

/// Element types with values worth testing.
pub trait Pixel: Dtype {
    /// A value for a trial.
    fn sample(random: &mut Random, style: Style) -> Self;
    /// How far apart neighbouring values around 1 are, and the smallest positive one; zeros where there is no rounding.
    const STEP: (f64, f64);
}

macro_rules! integers {
    ($($t:ident)*) => {$(
        impl Pixel for $t {
            fn sample(random: &mut Random, style: Style) -> Self {
                match style {
                    Style::Small => random.below(12) as $t,
                    Style::Plain => random.bits() as $t,
                    Style::Wild => random.pick(&[0, 1, $t::MIN, $t::MAX, $t::MAX / 2, $t::MIN.wrapping_add(1)]),
                }
            }
            const STEP: (f64, f64) = (0.0, 0.0);
        }
    )*};
}
integers!(u8 u16 u32 u64 i8 i16 i32 i64);

macro_rules! floats {
    ($($t:ident)*) => {$(
        impl Pixel for $t {
            fn sample(random: &mut Random, style: Style) -> Self {
                const WILD: [$t; 9] =
                    [0.0, -0.0, 1.0, -1.5, $t::NAN, $t::INFINITY, $t::NEG_INFINITY, $t::MAX, $t::MIN_POSITIVE];
                match style {
                    Style::Small => random.below(12) as $t - 4.0,
                    Style::Plain => (random.unit() - 0.5) as $t * random.pick(&[0.01, 1.0, 300.0]),
                    Style::Wild => random.pick(&WILD),
                }
            }
            const STEP: (f64, f64) = ($t::EPSILON as f64, $t::from_bits(1) as f64);
        }
    )*};
}
floats!(f32 f64);

impl Pixel for bool {
    fn sample(random: &mut Random, _: Style) -> Self {
        random.below(2) == 1
    }
    const STEP: (f64, f64) = (0.0, 0.0);
}

/// A pixel of any type.
#[derive(Clone, Copy)]
struct Value {
    bits: u64,
    number: f64,
    step: (f64, f64),
}

impl Value {
    fn of<T: Pixel>(value: T) -> Self {
        Self { bits: value.bits(), number: value.number(), step: T::STEP }
    }

    /// Bit for bit, NaN payloads apart.
    fn same(self, other: Self) -> bool {
        self.bits == other.bits || (self.number.is_nan() && other.number.is_nan())
    }

    /// Not further apart than so many units in the last place of a number of the size `scale`.
    fn near(self, other: Self, ulps: f64, scale: f64) -> bool {
        let ulp = (self.step.0 * scale).max(self.step.1);
        self.same(other) || (scale.is_finite() && (self.number - other.number).abs() <= ulps * ulp)
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} ({:#x})", self.number, self.bits)
    }
}

/// Pixels around one run of lanes, in C order.
struct Patch<T> {
    pixels: Vec<T>,
    strides: Vec<isize>,
    centre: usize,
    halo: Halo,
}

impl<T: Pixel> Patch<T> {
    fn new(dims: usize, halo: Halo, lanes: usize, random: &mut Random, style: Style) -> Self {
        let mut strides = vec![0; dims];
        let (mut size, mut centre) = (1, 0);
        for axis in (0..dims).rev() {
            let side = halo.side(axis);
            strides[axis] = size as isize;
            centre += side.before * size;
            size *= side.before + side.after + if axis == dims - 1 { lanes } else { 1 };
        }
        let pixels = (0..size).map(|_| T::sample(random, style)).collect();
        Self { pixels, strides, centre, halo }
    }

    fn strides<const D: usize>(&self) -> [isize; D] {
        std::array::from_fn(|axis| self.strides[axis])
    }

    #[inline(always)]
    fn lanes<S: Simd, W: Width, const D: usize>(&self, cx: Cx<S, W>) -> LaneWindow<'_, S, T, W, D> {
        LaneWindow::of_slice(cx, &self.pixels, self.centre, self.strides(), self.halo, "test")
    }

    /// The window of one of the lanes.
    fn pixel<const D: usize>(&self, lane: usize) -> Window<'_, T, D> {
        Window::new(&self.pixels, self.centre + lane, self.strides(), self.halo, "test")
    }
}

const TRIALS: u64 = 25;

/// The readings of a body on the pixels of one trial, each the outputs of a lane after those of the lane before.
struct Readings<'a> {
    name: &'a str,
    trial: (Style, u64),
    levels: Vec<SimdLevel>,
    lanes: &'a dyn Fn(SimdLevel) -> Vec<Value>,
    pixels: Vec<Value>,
    /// What the function gives as it stands, without the macro.
    plain: Option<Vec<Value>>,
    /// How far lanes may be from pixels, in units in the last place of numbers of these sizes.
    near: Option<(f64, Vec<f64>)>,
}

impl Readings<'_> {
    fn compare(&self) {
        let (name, trial, pixels) = (self.name, self.trial, &self.pixels);
        let mut first: Option<Vec<Value>> = None;
        for &level in &self.levels {
            let found = (self.lanes)(level);
            let first = first.get_or_insert_with(|| found.clone());
            for (index, (one, other)) in found.iter().zip(first).enumerate() {
                assert!(
                    one.same(*other),
                    "{name}: {index} is {one:?} on {level}, {other:?} on another level, {trial:?}"
                );
            }
        }
        for (index, (one, other)) in first.iter().flatten().zip(pixels).enumerate() {
            let near = match &self.near {
                Some((ulps, scales)) => one.near(*other, *ulps, scales[index]),
                None => one.same(*other),
            };
            assert!(near, "{name}: {index} is {one:?} in lanes, {other:?} as a pixel, {trial:?}");
        }
        for (index, (one, other)) in pixels.iter().zip(self.plain.iter().flatten()).enumerate() {
            assert!(one.same(*other), "{name}: {index} is {one:?} as a pixel, {other:?} as plain Rust, {trial:?}");
        }
    }
}

/// Every trial with pixels of these styles.
fn trials(styles: &[Style]) -> impl Iterator<Item = ((Style, u64), Random)> {
    styles.iter().flat_map(|&style| (0..TRIALS).map(move |trial| ((style, trial), Random::new(trial * 977 + 13))))
}

macro_rules! checks {
    ($($name:ident $near:ident $plain:ident: ($($t:ident $w:ident $i:tt),*) -> ($($u:ident $o:tt),*);)*) => {$(
        /// Compares both bodies on pixels of the given styles, and whether the kernel is vectorised with what is expected.
        pub fn $name<$($t: Pixel,)* $($u: Pixel,)* K, const D: usize>(kernel: &K, vectorized: bool, styles: &[Style])
        where
            K: Kernel<($($t,)*), D, Out = ($($u,)*)>,
        {
            assert_eq!(K::VECTORIZED, vectorized, "{}: VECTORIZED", kernel.name());
            checks!(@run every, kernel, styles, D, ($($t $w $i),*) -> ($($o)*), |_| None, |_| None);
        }

        /// The same for a body that calls functions whose lanes are within 2 ulp of the standard library's, such as
        /// `exp`: its outputs may be `ulps` apart, in units in the last place of `scale`, the size of what each is a
        /// sum of. Two for the call and one for each rounding after it is what may happen; every level gives the same bits.
        pub fn $near<$($t: Pixel,)* $($u: Pixel,)* K, const D: usize>(
            kernel: &K,
            styles: &[Style],
            ulps: f64,
            scale: impl Fn($(Window<'_, $t, D>),*) -> [f64; [$($o),*].len()],
        ) where
            K: Kernel<($($t,)*), D, Out = ($($u,)*)>,
        {
            assert!(K::VECTORIZED, "{}: VECTORIZED", kernel.name());
            checks!(@run every, kernel, styles, D, ($($t $w $i),*) -> ($($o)*), |_| None, |count: usize| {
                Some((ulps, (0..count).flat_map(|index| scale($($w.pixel(index)),*)).collect()))
            });
        }

        /// Compares both bodies, and the function itself as a third reading; whether the kernel is vectorised. Only the
        /// least level is compiled: what the macro writes is the same for all of them.
        pub fn $plain<$($t: Pixel,)* $($u: Pixel,)* K, const D: usize>(
            kernel: &K,
            plain: impl Fn($(Window<'_, $t, D>),*) -> ($($u,)*),
        ) -> bool
        where
            K: Kernel<($($t,)*), D, Out = ($($u,)*)>,
        {
            checks!(@run least, kernel, ALL, D, ($($t $w $i),*) -> ($($o)*), |count: usize| {
                Some((0..count).flat_map(|index| {
                    let out = plain($($w.pixel(index)),*);
                    [$(Value::of(out.$o)),*]
                }).collect())
            }, |_| None);
            K::VECTORIZED
        }
    )*};
    (@every) => { SimdLevel::available() };
    (@every $level:ident, $simd:ident => $work:block) => { dispatch!($level.token().expect("available"), $simd => $work) };
    (@least) => { vec![SimdLevel::Sse2] };
    (@least $level:ident, $simd:ident => $work:block) => {
        if let Some(Level::Sse2($simd)) = $level.token() {
            $simd.vectorize(#[inline(always)] || $work);
        }
    };
    // The closures are read where the windows are in scope, by the names that they have there.
    (@run $levels:ident, $kernel:ident, $styles:expr, $D:ident, ($($t:ident $w:ident $i:tt),*) -> ($($o:tt)*), $plain:expr, $near:expr) => {
        let halos: <($($t,)*) as Elements>::Halos = $kernel.halos();
        for (trial, mut random) in trials($styles) {
            $(let $w = Patch::<$t>::new($D, halos[$i], K::Width::LANES, &mut random, trial.0);)*
            let lanes = |level: SimdLevel| {
                let mut found = Vec::with_capacity(K::Width::LANES);
                checks!(@$levels level, simd => {
                    let cx = Cx::<_, K::Width>::new(simd);
                    let lanes = $kernel.lanes(cx, ($($w.lanes(cx),)*));
                    for index in 0..K::Width::LANES {
                        found.extend([$(Value::of(lanes.$o.lane(index))),*]);
                    }
                });
                found
            };
            let pixel = |index| {
                let out = $kernel.pixel(($($w.pixel(index),)*));
                [$(Value::of(out.$o)),*]
            };
            let readings = Readings {
                name: &$kernel.name(),
                trial,
                levels: checks!(@$levels),
                lanes: &lanes,
                pixels: (0..K::Width::LANES).flat_map(pixel).collect(),
                plain: ($plain)(K::Width::LANES),
                near: ($near)(K::Width::LANES),
            };
            readings.compare();
        }
    };
}
checks! {
    one one_near one_plain: (A a 0) -> (X 0);
    one_two one_two_near one_two_plain: (A a 0) -> (X 0, Y 1);
    one_three one_three_near one_three_plain: (A a 0) -> (X 0, Y 1, Z 2);
    two two_near two_plain: (A a 0, B b 1) -> (X 0);
    two_two two_two_near two_two_plain: (A a 0, B b 1) -> (X 0, Y 1);
    three three_near three_plain: (A a 0, B b 1, C c 2) -> (X 0);
    three_two three_two_near three_two_plain: (A a 0, B b 1, C c 2) -> (X 0, Y 1);
}
