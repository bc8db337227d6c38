//! The words of windows: the plain words against a sorted list, and those of lanes against the plain ones, bit by bit.
#![allow(unsafe_code, reason = "windows with pixels outside of the array can only be built by an engine")]

#[path = "../lanes/values.rs"]
mod values;

use fearless_simd::{Level, Simd};
use stencil_core::Halo;
use stencil_core::element::Element;
use stencil_core::lanes::{B32, Cx, Lanes, Width};
use stencil_core::window::{LaneWindow, Rows, Window};
use values::{Bits, Extremes};

/// Pseudo-random values, some of them extreme.
fn noise<T: Extremes>(len: usize, seed: u64) -> Vec<T> {
    let values = T::extremes();
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    (0..len).map(|_| values[next() % values.len()]).collect()
}

#[test]
fn plain_words_mean_what_they_say() {
    let image: Vec<u8> = noise(35, 1);
    let w = Window::new(&image, 17, [7, 1], Halo::from_sides([(2, 2), (1, 3)]), "words");
    let mut all: Vec<u8> = (0..5).flat_map(|y| image[7 * y + 2..7 * y + 7].to_vec()).collect();
    all.sort_unstable();
    let sum: u32 = all.iter().map(|&x| u32::from(x)).sum();
    assert_eq!((w.len(), w.count(), w.sum(), w.min(), w.max()), (25, 25, sum, all[0], all[24]));
    assert_eq!((w.median(), w.rank(0), w.rank(24), w.rank(7)), (all[12], all[0], all[24], all[7]));
    assert_eq!((w.mean(), w.fold(0, |n, _| n + 1)), (sum as f32 / 25.0, 25));
    let cross = [[-1, 0], [0, -1], [0, 0], [0, 1], [1, 0]];
    assert_eq!(w.sum_over(&cross), cross.iter().map(|&offset| u32::from(w[offset])).sum());
    assert_eq!(w.max_over(&cross), cross.iter().map(|&offset| w[offset]).max().unwrap());
}

#[test]
fn nan_is_the_extreme_where_there_is_one_and_comes_last_in_order() {
    let image = [3.0_f32, f32::NAN, -1.0, f32::INFINITY, f32::NAN];
    let w = Window::new(&image, 2, [1], Halo::from_sides([(2, 2)]), "words");
    assert_eq!((w.rank(0), w.rank(1), w.rank(2)), (-1.0, 3.0, f32::INFINITY));
    assert!(w.min().is_nan() && w.max().is_nan());
    let (ahead, behind) = ([[-2], [0], [1]], [[0], [1], [-2]]);
    assert_eq!((w.min_over(&ahead), w.max_over(&behind)), (-1.0, f32::INFINITY));
    assert!(w.rank(3).is_nan() && w.rank(4).is_nan() && w.median().is_nan() && w.sum().is_nan());
}

#[test]
#[should_panic(expected = "kernel `words` asks for rank 9 of a window of 9 elements")]
fn a_rank_outside_of_the_window_panics() {
    let _ = Window::new(&[0_u8; 9], 4, [3, 1], Halo::uniform(1), "words").rank(9);
}

#[test]
#[should_panic(expected = "kernel `words` reads its window at offset [0, 2], outside of its halo [(1, 1), (1, 1)]")]
fn an_offset_outside_of_the_halo_panics() {
    let _ = Window::new(&[0_u8; 9], 4, [3, 1], Halo::uniform(1), "words")[[0, 2]];
}

/// A neighbourhood to be looked at, as lanes and pixel by pixel.
struct Scene<T, const D: usize> {
    data: Vec<T>,
    valid: Option<Vec<u8>>,
    centre: usize,
    strides: [isize; D],
    halo: Halo,
    offsets: Vec<[isize; D]>,
}

impl<T: Extremes + Element, const D: usize> Scene<T, D> {
    fn new(sides: [(usize, usize); D], offsets: &[[isize; D]], masked: bool, seed: u64) -> Self {
        let (mut strides, mut len) = ([0; D], 1);
        for axis in (0..D).rev() {
            strides[axis] = len as isize;
            len *= if axis == D - 1 { 64 } else { 9 };
        }
        let centre = (0..D).map(|axis| sides[axis].0 * strides[axis] as usize).sum::<usize>();
        let valid = masked.then(|| noise::<u8>(len, seed + 1).into_iter().map(|x| x & 1).collect());
        let halo = Halo::from_sides(sides);
        Self { data: noise(len, seed), valid, centre, strides, halo, offsets: offsets.to_vec() }
    }

    fn pixel(&self, lane: usize) -> Window<'_, T, D> {
        let _checked = Window::new(&self.data, self.centre + lane, self.strides, self.halo, "words");
        let valid = self.valid.as_ref().map(|plane| plane[self.centre + lane..].as_ptr());
        // SAFETY: the window of the same place and halo has just been checked; the plane is as long as the data.
        unsafe { Window::from_raw(self.data[self.centre + lane..].as_ptr(), self.strides, self.halo, "words", valid) }
    }

    fn lanes<S: Simd, W: Width>(&self, cx: Cx<S, W>) -> LaneWindow<'_, S, T, W, D> {
        let _checked = LaneWindow::of_slice(cx, &self.data, self.centre, self.strides, self.halo, "words");
        let valid = self.valid.as_ref().map(|plane| plane[self.centre..].as_ptr());
        let rows = Rows::Apart(W::COLUMNS as isize);
        // SAFETY: the window of the same place and halo has just been checked; the plane is as long as the data.
        unsafe {
            LaneWindow::new(
                cx,
                self.data[self.centre..].as_ptr(),
                self.strides,
                rows,
                self.halo.sides(),
                "words",
                valid,
            )
        }
    }

    fn check<S: Simd, W: Width, R: Bits>(
        &self,
        name: &str,
        got: Lanes<S, R, W>,
        word: impl Fn(Window<'_, T, D>, &[[isize; D]]) -> R,
    ) {
        for lane in 0..W::LANES {
            let want = word(self.pixel(lane), &self.offsets);
            let got = got.lane(lane);
            assert!(got.same(want), "got {got:?}, not {want:?}: {name} of {} in lane {lane}, {:?}", T::NAME, self.halo);
        }
    }

    /// All words, in lanes and pixel by pixel.
    fn compare<S: Simd, W: Width>(&self, simd: S)
    where
        T::Sum: Bits,
        T::Mean: Bits,
    {
        let (w, offsets) = (self.lanes(Cx::<S, W>::new(simd)), &self.offsets[..]);
        self.check("count", w.count(), |w, _| w.count());
        self.check("sum", w.sum(), |w, _| w.sum());
        self.check("mean", w.mean(), |w, _| w.mean());
        self.check("min", w.min(), |w, _| w.min());
        self.check("max", w.max(), |w, _| w.max());
        self.check("median", w.median(), |w, _| w.median());
        self.check("rank", w.rank(2), |w, _| w.rank(2));
        self.check("count_over", w.count_over(offsets), |w, o| w.count_over(o));
        self.check("sum_over", w.sum_over(offsets), |w, o| w.sum_over(o));
        self.check("mean_over", w.mean_over(offsets), |w, o| w.mean_over(o));
        self.check("min_over", w.min_over(offsets), |w, o| w.min_over(o));
        self.check("max_over", w.max_over(offsets), |w, o| w.max_over(o));
        self.check("median_over", w.median_over(offsets), |w, o| w.median_over(o));
        self.check("rank_over", w.rank_over(offsets, 1), |w, o| w.rank_over(o, 1));
        let last = w.fold(w.center(), |_, v| v);
        self.check("fold", last, |w, _| w.fold(w.center(), |_, v| v));
        self.check("fold_over", w.fold_over(offsets, last, |_, v| v), |w, o| {
            w.fold_over(o, w.fold(w.center(), |_, v| v), |_, v| v)
        });
    }
}

fn planes<S: Simd, T: Extremes + Element>(simd: S)
where
    T::Sum: Bits,
    T::Mean: Bits,
{
    let cross = [[-1, 0], [0, -1], [0, 0], [0, 1], [1, 0]];
    for (seed, masked) in [(11, false), (12, true), (13, false), (14, true)] {
        for sides in [[(1, 1), (1, 1)], [(2, 2), (2, 2)], [(1, 2), (2, 1)], [(3, 3), (3, 3)]] {
            Scene::<T, 2>::new(sides, &cross, masked, seed).compare::<S, T::Width>(simd);
        }
    }
}

/// The level that the target always has. Words are made of operations that are tested at every level.
macro_rules! at_baseline {
    ($simd:ident => $body:expr) => {
        #[allow(unreachable_patterns, reason = "which levels exist depends on the target")]
        match Level::baseline() {
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Level::Sse2($simd) => $body,
            #[cfg(target_arch = "aarch64")]
            Level::Neon($simd) => $body,
            other => println!("not tested: words at {other:?}"),
        }
    };
}

macro_rules! words {
    ($($t:ident)*) => {$(
        #[test]
        fn $t() {
            at_baseline!(simd => planes::<_, $t>(simd));
        }
    )*};
}
words!(u8 i16 u32 i64 f32 f64 bool);

#[test]
fn lines_and_volumes() {
    at_baseline!(simd => for masked in [false, true] {
        Scene::<f32, 1>::new([(2, 1)], &[[-2], [1], [0]], masked, 5).compare::<_, B32>(simd);
        Scene::<f32, 3>::new([(1, 1); 3], &[[0, 0, 1], [1, -1, 0], [-1, 0, 0]], masked, 6).compare::<_, B32>(simd);
    });
}
