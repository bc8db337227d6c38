//! Every filter against the oracle: shapes x boundaries x layouts x tiles x threads x SIMD levels x element types.

use ndarray::{ArrayD, Axis, Dimension, Slice, Zip};
use stencil_core::prelude::*;
use stencil_filters::*;
use stencil_testing::dtype::Dtype;
use stencil_testing::for_types;
use stencil_testing::random::Random;
use stencil_testing::reference::{self, Along, is_nan, reach, reflected};
use stencil_testing::runner::{Case, Kind, assert_same, run};

/// A footprint, where its cells are from its centre, and how it is to be repeated.
struct Question {
    footprint: Footprint,
    origin: Vec<isize>,
    offsets: Vec<Vec<isize>>,
    times: usize,
    nan: NanPolicy,
}

impl Question {
    fn new(random: &mut Random, axes: usize) -> Self {
        let most = [7, 5, 3, 2][axes - 1];
        let mut size: Vec<usize> = (0..axes).map(|_| 1 + random.below(most)).collect();
        let mut origin: Vec<isize> = size.iter().map(|n| random.below(*n) as isize - (n / 2) as isize).collect();
        let share = 1 + random.below(4);
        let mut cells = ArrayD::from_shape_simple_fn(size.clone(), || random.below(4) < share);
        cells.iter_mut().take(1).for_each(|cell| *cell = true);
        if random.below(4) == 0 {
            // Those of the nearest neighbours along two axes are looked at in a way of their own.
            let other = random.below(axes);
            size = (0..axes).map(|axis| if axes > 2 && axis == other { 1 } else { 3 }).collect();
            origin = vec![0; axes];
            let corners = random.below(2) == 0;
            let steps = |at: &[usize]| at.iter().zip(&size).filter(|(at, n)| **at != **n / 2).count();
            cells = ArrayD::from_shape_fn(size.clone(), |at| corners || steps(at.slice()) < 2);
        }
        let offset = |at: usize, axis: usize| at as isize - (size[axis] / 2) as isize - origin[axis];
        let offsets = cells.indexed_iter().filter(|(_, cell)| **cell);
        let offsets = offsets.map(|(at, _)| (0..axes).map(|axis| offset(at[axis], axis)).collect()).collect();
        let nan = if random.below(2) == 0 { NanPolicy::Omit } else { NanPolicy::Propagate };
        Self { footprint: Footprint::from_array(cells.view()), origin, offsets, times: 1 + random.below(3), nan }
    }

    /// Erosions, or dilations.
    fn step<T: Dtype>(&self, array: &ArrayD<T>, case: &Case, up: bool) -> ArrayD<T> {
        let offsets = if up { reflected(&self.offsets) } else { self.offsets.clone() };
        let (bottom, top) = T::ends();
        let nothing = match self.nan {
            NanPolicy::Omit if !T::WHOLE => T::of(f64::NAN),
            _ => {
                if up {
                    bottom
                } else {
                    top
                }
            }
        };
        let better = |a: T, b: T| if up { a > b } else { a < b };
        let rule = |look: &reference::Look<'_, T>| {
            let all = look.all(&offsets);
            let seen = all.into_iter().filter(|v| self.nan == NanPolicy::Propagate || !is_nan(*v));
            seen.reduce(|best, v| if is_nan(v) || better(v, best) { v } else { best }).unwrap_or(nothing)
        };
        let once = |v: ArrayD<T>| reference::map(&v, &case.along, &reach(&offsets), T::of, rule);
        (0..self.times).fold(array.clone(), |v, _| once(v))
    }

    /// The part of an array that is left where a boundary is `Valid`, when both a step up and a step down were made, one
    /// after the other or side by side.
    fn cut<T: Dtype>(&self, array: &ArrayD<T>, case: &Case, sides: &[(usize, usize)]) -> ArrayD<T> {
        let mut view = array.view();
        for ((&axis, boundary), (before, after)) in case.along.axes.iter().zip(&case.along.boundaries).zip(sides) {
            if matches!(boundary, Boundary::Valid) {
                let len = view.len_of(Axis(axis));
                let (start, end) = ((before * self.times).min(len), len.saturating_sub(after * self.times));
                view.slice_axis_inplace(Axis(axis), Slice::from(start..end.max(start)));
            }
        }
        view.to_owned()
    }
}

fn both<T: Dtype, U>(a: &ArrayD<T>, b: &ArrayD<T>, f: impl Fn(T, T) -> U) -> ArrayD<U> {
    Zip::from(a).and(b).map_collect(|a, b| f(*a, *b))
}

fn equal<U: Dtype>(a: U, b: U) -> bool {
    a == b || a.same(b)
}

/// The difference of two, as far as the type goes: exact in 128 bits, but for floats.
fn minus<T: Dtype>(a: T, b: T) -> T {
    match T::NAME {
        "bool" => T::of(f64::from(a != b)),
        _ => T::of(a.number() - b.number()),
    }
}

fn at_random<T: Dtype + Difference>() {
    let count = if matches!(T::NAME, "u8" | "f32") { 250 } else { 60 };
    for number in 0..count {
        let seed = T::NAME.bytes().fold(11, |seed, byte| seed * 31 + u64::from(byte));
        let axes = 1 + number % 4;
        let case = Case::new(Kind { axes, ignore: true, seed }, number);
        let question = Question::new(&mut Random::new(case.seed + 1), axes);
        compare::<T>(&case, &question);
    }
}

fn compare<T: Dtype + Difference>(case: &Case, question: &Question) {
    let Question { footprint, origin, times, nan, .. } = question;
    let label = |filter| (filter, T::NAME, footprint.to_string(), origin, times, nan, case);
    let array = case.array(T::random).view().to_owned();
    macro_rules! filter {
        ($filter:ident) => {
            $filter(footprint.clone())
                .origin(PerAxis::from_slice(origin).expect("few axes"))
                .iterations(*times)
                .nan(*nan)
        };
    }
    macro_rules! check {
        ($filter:ident, $expected:expr) => {
            assert_same(
                &label(stringify!($filter)),
                run(&filter!($filter), array.view(), case).view(),
                $expected,
                equal,
            );
        };
    }
    let (low, high) = (question.step(&array, case, false), question.step(&array, case, true));
    check!(erode, &low);
    check!(dilate, &high);
    let (opened, closed) = (question.step(&low, case, true), question.step(&high, case, false));
    check!(open, &opened);
    check!(close, &closed);
    let (down, up) = (reach(&question.offsets), reach(&reflected(&question.offsets)));
    let chained: Vec<_> = down.iter().zip(&up).map(|(a, b)| (a.0 + b.0, a.1 + b.1)).collect();
    let inner = question.cut(&array, case, &chained);
    check!(white_tophat, &both(&inner, &opened, minus));
    check!(black_tophat, &both(&closed, &inner, minus));
    let beside: Vec<_> = down.iter().zip(&up).map(|(a, b)| (a.0.max(b.0), a.1.max(b.1))).collect();
    let whole = case.along.boundaries.iter().all(|boundary| !matches!(boundary, Boundary::Valid));
    if whole {
        check!(morphological_gradient, &both(&high, &low, minus));
        let found = run(&hit_or_miss(footprint.clone()).nan(*nan), array.view(), case);
        assert_eq!(found.shape(), array.shape());
    } else {
        let found = run(&filter!(morphological_gradient), array.view(), case);
        assert_eq!(found.shape(), question.cut(&array, case, &beside).shape());
    }
}

#[test]
fn every_filter_is_the_oracles() {
    for_types!(at_random: u8 f32 bool; u16 i8 i16 u32 i32 f64);
}

/// Exact to the last unit, also where the values or the differences are as large as they get.
#[test]
fn sums_of_large_integers_do_not_wrap() {
    fn check<T: Dtype + SecondDifference>(wide: impl Fn(T) -> i128, narrow: impl Fn(i128) -> T) {
        let mut random = Random::new(3);
        let case = Case::new(Kind { axes: 1, ignore: false, seed: 9 }, 0);
        for number in 0..40 {
            let row = ArrayD::from_shape_simple_fn(vec![1 + number], || T::random(&mut random));
            let question = Question { times: 1, ..Question::new(&mut random, 1) };
            let along = Along::all(1, Boundary::Reflect);
            let case = Case { along, ..case.clone() };
            let (low, high) = (question.step(&row, &case, false), question.step(&row, &case, true));
            let origin = question.origin[0];
            let gradient =
                apply(&row, &morphological_gradient(question.footprint.clone()).origin(origin)).expect("it fits");
            assert_eq!(gradient, both(&high, &low, |a, b| narrow(wide(a) - wide(b))));
            let laplace =
                apply(&row, &morphological_laplace(question.footprint.clone()).origin(origin)).expect("it fits");
            let sums = both(&high, &low, |a, b| wide(a) + wide(b));
            let expected = Zip::from(&sums).and(&row).map_collect(|sum, x| narrow(sum - 2 * wide(*x)));
            assert_eq!(laplace, expected, "{} of {row:?}", question.footprint);
        }
    }
    check::<i64>(i128::from, |v| v.clamp(i64::MIN.into(), i64::MAX.into()) as i64);
    check::<u64>(i128::from, |v| v.clamp(0, u64::MAX.into()) as u64);
    check::<i8>(i128::from, |v| v.clamp(i8::MIN.into(), i8::MAX.into()) as i8);
}

#[test]
fn nan_takes_no_part_if_omitted() {
    let nan = f32::NAN;
    let row = ndarray::arr1(&[nan, nan, nan, 1.0, nan, -2.0, 5.0]);
    let low = apply(&row, &erode(Footprint::box_(3)).nan(NanPolicy::Omit)).expect("it fits");
    assert!(low[0].is_nan() && low[1].is_nan());
    assert_eq!(low.to_vec()[2..], [1.0, 1.0, -2.0, -2.0, -2.0]);
    let spread = apply(&row, &dilate(Footprint::box_(3))).expect("it fits");
    assert!(spread.iter().take(6).all(|v| v.is_nan()) && spread[6] == 5.0);
    let roof = Structure::from_array(ndarray::arr1(&[0.0, 1.0, 0.0]).view());
    let high = Apply::new(&dilate(roof).nan(NanPolicy::Omit)).boundary(Boundary::Ignore).run(&row).expect("it fits");
    assert!(high[0].is_nan() && high[1].is_nan());
    assert_eq!(high.to_vec()[2..], [1.0, 2.0, 1.0, 5.0, 6.0]);
}
