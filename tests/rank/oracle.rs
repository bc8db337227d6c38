//! Any window on any array against the oracle.

use crate::reference::Question;
use ndarray::{ArrayD, IxDyn};
use stencil_filters::{Footprint, PerAxis};
use stencil_testing::dtype::Dtype;
use stencil_testing::for_types;
use stencil_testing::random::Random;
use stencil_testing::reference::{box_offsets, window};
use stencil_testing::runner::{Case, Kind, assert_same, report_levels, run};

/// A box of odd and even sizes, or cells drawn at random.
fn drawn(random: &mut Random, axes: usize) -> (Footprint, Vec<Vec<isize>>) {
    let most = [24, 7, 4, 3][axes - 1];
    let size: Vec<usize> = (0..axes).map(|_| 1 + random.below(most)).collect();
    if random.below(2) == 0 {
        let footprint = Footprint::box_(PerAxis::from_slice(&size).expect("one to eight axes"));
        return (footprint, box_offsets(&window(&size)));
    }
    let share = 1 + random.below(4);
    let mut cells = ArrayD::from_shape_simple_fn(IxDyn(&size), || random.below(4) < share);
    if !cells.iter().any(|cell| *cell) {
        cells.iter_mut().take(1).for_each(|cell| *cell = true);
    }
    let centred = |(at, _): (IxDyn, &bool)| -> Vec<isize> {
        (0..axes).map(|axis| at[axis] as isize - (size[axis] / 2) as isize).collect()
    };
    let offsets = cells.indexed_iter().filter(|(_, cell)| **cell).map(centred).collect();
    (Footprint::from_array(cells.view()), offsets)
}

/// Equal values; either zero is zero.
fn equal<U: Dtype>(a: U, b: U) -> bool {
    a == b || a.same(b)
}

/// Now and then not a number.
fn element<T: Dtype>(random: &mut Random) -> T {
    if !T::WHOLE && random.below(24) == 0 { T::of(f64::NAN) } else { T::random(random) }
}

fn at_random<T: Dtype>() {
    let count = if matches!(T::NAME, "u8" | "f32") { 500 } else { 120 };
    for number in 0..count {
        let seed = T::NAME.bytes().fold(11, |seed, byte| seed * 31 + u64::from(byte));
        let axes = [1, 2, 2, 3, 3, 4][number % 6];
        let case = Case::new(Kind { axes, ignore: true, seed }, number);
        let mut random = Random::new(case.seed + 1);
        let (footprint, offsets) = drawn(&mut random, axes);
        let question = Question::new(&mut random, footprint, offsets);
        let array = case.array(element::<T>);
        let expected = question.answer(&array.view().to_owned(), &case.along);
        let found = run(&question.filter(), array.view(), &case);
        assert_same(&(T::NAME, &question, &case), found.view(), &expected, equal);
    }
}

#[test]
fn any_window_is_the_oracles() {
    report_levels();
    for_types!(at_random: u8 f32 bool i64; u16 i8 i16 u32 i32 u64 f64);
}

/// Windows and arrays of a size that each way of finding values has to itself.
fn large<T: Dtype>() {
    let cases: [(&[usize], &[usize]); 8] = [
        (&[300], &[90]),
        (&[50, 140], &[3, 3]),
        (&[33, 91], &[5, 5]),
        (&[40, 150], &[12, 9]),
        (&[45, 300], &[19, 22]),
        (&[30, 70], &[40, 41]),
        (&[60, 50, 3], &[5, 4, 1]),
        (&[9, 30, 40], &[4, 3, 5]),
    ];
    for (number, (shape, size)) in cases.into_iter().enumerate() {
        let mut case = Case::new(Kind { axes: shape.len(), ignore: true, seed: 8 }, number);
        (case.shape, case.tile) = (shape.to_vec(), None);
        (case.along.axes, case.threads) = ((0..shape.len()).collect(), 1);
        let footprint = Footprint::box_(PerAxis::from_slice(size).expect("few axes"));
        let mut random = Random::new(number as u64);
        let question = Question::new(&mut random, footprint, box_offsets(&window(size)));
        let array = case.array(element::<T>);
        let expected = question.answer(&array.view().to_owned(), &case.along);
        let found = run(&question.filter(), array.view(), &case);
        assert_same(&(T::NAME, size, question.which, &case), found.view(), &expected, equal);
    }
}

#[test]
fn large_windows_are_the_oracles() {
    for_types!(large: u8 f32; bool u16 i8 i16 u32 i32 u64 i64 f64);
}
