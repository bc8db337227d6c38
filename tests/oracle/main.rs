//! Random kernels on random arrays: cut, threaded, laid out and vectorised in any way, the result is bit for bit that of
//! nested loops over whole arrays.
//!
//! ```sh
//! cargo test --test oracle                                          # 20,000 questions and more
//! QUESTIONS=400000 cargo test --release --test oracle               # millions: so many for each of the kernels
//! ```

mod draw;
mod kernels;

use draw::{Question, question};
use kernels::*;
use ndarray::ArrayD;
use proptest::test_runner::{Config, TestRunner};
use stencil_core::prelude::*;
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;
use stencil_testing::reference::{self, Look, box_offsets, is_nan};
use stencil_testing::runner::{assert_same, report_levels, run};

/// How many questions are put to each kernel in each number of dimensions, if `QUESTIONS` does not say.
const QUESTIONS: u32 = 750;

/// Puts random questions to a kernel of so many axes.
fn ask(axes: usize, ignore: bool, answer: impl Fn(&Question)) {
    let cases = std::env::var("QUESTIONS").map_or(QUESTIONS, |text| text.parse().expect("QUESTIONS is a number"));
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    let asked = TestRunner::new(config).run(&question(axes, ignore), |question| {
        answer(&question);
        Ok(())
    });
    asked.unwrap_or_else(|error| panic!("{error}"));
}

/// The reach as the kernels take it.
fn corners<const D: usize>(question: &Question) -> ([isize; D], [isize; D]) {
    let side = |axis: usize| question.sides[axis];
    (std::array::from_fn(|axis| -(side(axis).0 as isize)), std::array::from_fn(|axis| side(axis).1 as isize))
}

/// The offsets as the kernels take them.
fn offsets<const D: usize>(question: &Question) -> Vec<[isize; D]> {
    question.offsets.iter().map(|offset| std::array::from_fn(|axis| offset[axis])).collect()
}

/// What nested loops find with this rule.
fn loops<T: Dtype, U>(question: &Question, array: &ArrayD<T>, rule: impl Fn(&Look<'_, T>) -> U) -> ArrayD<U> {
    reference::map(array, &question.case.along, &question.sides, T::of, rule)
}

/// Compares a kernel of one array with a rule.
fn compare<T: Dtype, U: Dtype>(
    question: &Question,
    kernel: &impl Filter<(T,), Out = (U,)>,
    rule: impl Fn(&Look<'_, T>) -> U,
) {
    let array = question.case.array(T::random);
    let expected = loops(question, &array.view().to_owned(), rule);
    let found = run(kernel, array.view(), &question.case);
    assert_same(&(T::NAME, question), found.view(), &expected, U::same);
}

/// The same for kernels with two results.
fn compare_both<T: Dtype, U: Dtype, V: Dtype>(
    question: &Question,
    kernel: &impl Filter<(T,), Out = (U, V)>,
    rule: impl Fn(&Look<'_, T>) -> (U, V),
) {
    let array = question.case.array(T::random);
    let expected = loops(question, &array.view().to_owned(), rule);
    let case = &question.case;
    let mut apply = Apply::new(kernel)
        .boundary(case.along.boundaries.as_slice())
        .axes(case.along.axes.clone())
        .threads(case.threads)
        .level(case.level);
    if let Some(tile) = &case.tile {
        apply = apply.tile(tile.clone());
    }
    let (first, second) = apply.run(&array.view()).unwrap_or_else(|error| panic!("{error}, in {question:#?}"));
    assert_same(&(T::NAME, question), first.view(), &expected.mapv(|(a, _)| a), U::same);
    assert_same(&(T::NAME, question), second.view(), &expected.mapv(|(_, b)| b), V::same);
}

/// The values that the rule of a listing kernel looks at.
fn listed<'q, T: Copy>(question: &'q Question, look: &'q Look<'_, T>) -> impl Iterator<Item = T> + 'q {
    question.offsets.iter().map(|offset| look.at(offset).expect("no pixel is left out"))
}

/// The value at the pixel.
fn center<T: Copy>(question: &Question, look: &Look<'_, T>) -> T {
    look.at(&vec![0; question.sides.len()]).expect("it is inside")
}

/// The values of the window, and the first NaN among them.
fn window<T: Dtype>(question: &Question, look: &Look<'_, T>) -> (Vec<T>, Option<T>) {
    let values = look.all(&box_offsets(&question.sides));
    let nan = values.iter().copied().find(|value| is_nan(*value));
    (values, nan)
}

fn darker<T: Copy + PartialOrd>(best: T, value: T) -> T {
    if value < best { value } else { best }
}

/// Calls a generic function with the element type that the question chose.
macro_rules! with_dtype {
    ($question:ident, $list:tt, $function:ident) => { with_dtype!(@ $question, $list, |T| $function::<T>($question)) };
    (@ $question:ident, [$($t:ident)*], |T| $function:ident::<T>($argument:ident)) => {{
        let functions: &[fn(&Question)] = &[$($function::<$t>),*];
        functions[$question.dtype % functions.len()]($argument)
    }};
}

/// The tests of the kernels with so many axes.
macro_rules! tests {
    ($module:ident $dims:tt: $darkest:ident $ends:ident $brighter:ident $middle:ident $horner:ident $weighted:ident $mixed:ident) => {
        mod $module {
            use super::*;

            fn darkest<T: Dtype>(question: &Question) {
                let (lo, hi) = corners(question);
                compare::<T, T>(question, &$darkest(lo, hi, Offsets(offsets(question))), |look| {
                    listed(question, look).fold(center(question, look), darker)
                });
            }

            #[test]
            fn the_smallest_at_offsets() {
                ask($dims, false, |question| {
                    with_dtype!(question, [bool u8 u16 u32 u64 i8 i16 i32 i64 f32 f64], darkest);
                });
            }

            fn ends<T: Dtype>(question: &Question) {
                let (lo, hi) = corners(question);
                compare_both::<T, T, T>(question, &$ends(lo, hi), |look| match window(question, look) {
                    (_, Some(nan)) => (nan, nan),
                    (values, None) => {
                        let larger = |best, value| if value > best { value } else { best };
                        let first = values[0];
                        (values.iter().copied().fold(first, darker), values.iter().copied().fold(first, larger))
                    }
                });
            }

            #[test]
            fn the_ends_of_a_window() {
                ask($dims, true, |question| with_dtype!(question, [u8 i16 u64 f32], ends));
            }

            fn brighter<T: Dtype>(question: &Question) {
                let ((lo, hi), many) = (corners(question), question.offsets.len() as u32 / 2);
                compare_both::<T, u32, bool>(question, &$brighter(lo, hi, Offsets(offsets(question)), many), |look| {
                    let center = center(question, look);
                    let count = listed(question, look).filter(|value| *value > center).count() as u32;
                    (count, count >= many)
                });
            }

            #[test]
            fn counts_of_larger_ones() {
                ask($dims, false, |question| with_dtype!(question, [bool u8 i32 u16 f64], brighter));
            }

            fn middle<T: Dtype>(question: &Question) {
                let (lo, hi) = corners(question);
                compare::<T, T>(question, &$middle(lo, hi), |look| match window(question, look) {
                    (_, Some(nan)) => nan,
                    (mut values, None) => {
                        values.sort_by(|a, b| a.partial_cmp(b).expect("no NaN is left"));
                        values[values.len() / 2]
                    }
                });
            }

            #[test]
            fn medians_of_a_window() {
                ask($dims, true, |question| with_dtype!(question, [u8 i32 f32], middle));
            }

            fn horner<T: Dtype + Float>(question: &Question) {
                let ((lo, hi), x) = (corners(question), T::of(0.75));
                compare::<T, T>(question, &$horner(lo, hi, offsets(question), x), |look| {
                    listed(question, look).fold(center(question, look), |sum, value| sum * x + value)
                });
            }

            #[test]
            fn polynomials_of_floats() {
                ask($dims, false, |question| with_dtype!(question, [f32 f64], horner));
            }

            fn weighted<T: Dtype + Integer>(question: &Question) {
                let (lo, hi) = corners(question);
                let mut random = Random::new(question.case.seed);
                let weights: Vec<T> = question.offsets.iter().map(|_| T::random(&mut random)).collect();
                compare::<T, T>(question, &$weighted(lo, hi, offsets(question), weights.clone()), |look| {
                    let terms = listed(question, look).zip(&weights).map(|(value, weight)| weight.wrapping_mul(value));
                    terms.fold(center(question, look), |sum, term| sum.wrapping_add(term))
                });
            }

            #[test]
            fn weighted_sums_of_integers() {
                ask($dims, false, |question| with_dtype!(question, [u8 u16 u32 u64 i8 i16 i32 i64], weighted));
            }

            #[test]
            fn two_arrays_of_different_types() {
                ask($dims, false, |question| {
                    let (lo, hi) = corners(question);
                    let kernel = $mixed(lo, hi, Offsets(offsets(question)), 100);
                    let (bytes, floats) = (question.case.array(u8::random), question.case.array(f32::random));
                    let pairs = ndarray::Zip::from(bytes.view()).and(floats.view()).map_collect(|a, b| (*a, *b));
                    let constant = |k: f64| (u8::of(k), f32::of(k));
                    let expected = reference::map(&pairs, &question.case.along, &question.sides, constant, |look| {
                        let seen = listed(question, look).filter(|(byte, _)| *byte >= 100);
                        seen.fold((0.0_f32, 0_u8), |(sum, _), (byte, float)| (sum + float, byte))
                    });
                    let mut apply = Apply::new(&kernel)
                        .boundary(question.case.along.boundaries.as_slice())
                        .axes(question.case.along.axes.clone())
                        .threads(question.case.threads)
                        .level(question.case.level);
                    if let Some(tile) = &question.case.tile {
                        apply = apply.tile(tile.clone());
                    }
                    let (sum, last) = apply
                        .run((&bytes.view(), &floats.view()))
                        .unwrap_or_else(|error| panic!("{error}, in {question:#?}"));
                    assert_same(question, sum.view(), &expected.mapv(|(sum, _)| sum), f32::same);
                    assert_same(question, last.view(), &expected.mapv(|(_, last)| last), u8::same);
                });
            }
        }
    };
}
tests! { one 1: darkest_1 ends_1 brighter_1 middle_1 horner_1 weighted_1 mixed_1 }
tests! { two 2: darkest_2 ends_2 brighter_2 middle_2 horner_2 weighted_2 mixed_2 }
tests! { three 3: darkest_3 ends_3 brighter_3 middle_3 horner_3 weighted_3 mixed_3 }
tests! { four 4: darkest_4 ends_4 brighter_4 middle_4 horner_4 weighted_4 mixed_4 }

#[test]
fn levels_are_named() {
    report_levels();
}
