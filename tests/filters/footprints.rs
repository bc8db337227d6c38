//! Footprints of any shape against the oracle, which looks at each cell: drawn at random, and with rows so long that they
//! are worked on in parts.

use ndarray::{ArrayD, IxDyn};
use stencil_core::prelude::*;
use stencil_filters::{Footprint, dilate, erode};
use stencil_testing::random::Random;
use stencil_testing::reference::{self, Along, reflected};
use stencil_testing::runner::{Case, Kind, assert_same, run};
use stencil_testing::{dtype::Dtype, for_types};

/// A footprint, and the offsets that it should have.
type WithOffsets = (Footprint, Vec<Vec<isize>>);

/// A footprint of random cells, and their offsets from the centre: sparse or dense, of odd and even sizes, often with
/// long runs of cells along some axis.
fn drawn(random: &mut Random, axes: usize) -> (Footprint, Vec<Vec<isize>>) {
    let most = [24, 9, 5][axes - 1];
    let size: Vec<usize> = (0..axes).map(|_| 1 + random.below(most)).collect();
    let (share, axis) = (1 + random.below(4), random.below(axes));
    let mut cells = ArrayD::from_shape_simple_fn(IxDyn(&size), || random.below(4) < share);
    if random.below(2) == 0 {
        // What is true somewhere along the axis is true from there on, up to a random end.
        for mut lane in cells.lanes_mut(ndarray::Axis(axis)) {
            let end = random.below(lane.len() + 1);
            let from = lane.iter().position(|cell| *cell).unwrap_or(end);
            lane.iter_mut().enumerate().for_each(|(i, cell)| *cell = (from..end).contains(&i));
        }
    }
    if !cells.iter().any(|cell| *cell) {
        cells.iter_mut().take(1).for_each(|cell| *cell = true);
    }
    let offset = |at: usize, axis: usize| at as isize - (size[axis] / 2) as isize;
    let offsets = cells.indexed_iter().filter(|(_, cell)| **cell);
    let offsets = offsets.map(|(at, _)| (0..axes).map(|axis| offset(at[axis], axis)).collect()).collect();
    (Footprint::from_array(cells.view()), offsets)
}

fn equal<U: Dtype>(a: U, b: U) -> bool {
    a == b || a.same(b)
}

fn at_random<T: Dtype>() {
    let count = if matches!(T::NAME, "u8" | "f32") { 300 } else { 60 };
    for number in 0..count {
        let seed = T::NAME.bytes().fold(7, |seed, byte| seed * 31 + u64::from(byte));
        let axes = 1 + number % 3;
        let case = Case::new(Kind { axes, ignore: true, seed }, number);
        let (footprint, offsets) = drawn(&mut Random::new(case.seed + 1), axes);
        compare::<T>(&case, &case.array(T::random).view().to_owned(), &footprint, &offsets);
    }
}

/// Erosion and dilation of an array as a case has it.
fn compare<T: Dtype>(case: &Case, array: &ArrayD<T>, footprint: &Footprint, offsets: &[Vec<isize>]) {
    let label = |way| (way, T::NAME, footprint.to_string(), case);
    let least = reference::extreme(array, &case.along, offsets, T::of, |a, b| a < b, T::ends().1);
    let found = run(&erode(footprint.clone()), array.view(), case);
    assert_same(&label("erode"), found.view(), &least, equal);
    let most = reference::extreme(array, &case.along, &reflected(offsets), T::of, |a, b| a > b, T::ends().0);
    let found = run(&dilate(footprint.clone()), array.view(), case);
    assert_same(&label("dilate"), found.view(), &most, equal);
}

#[test]
fn any_footprint_is_the_oracles() {
    for_types!(at_random: u8 f32 bool i64; u16 i8 i16 u32 i32 u64 f64);
}

fn long_rows<T: Dtype>() {
    let box_of = |size: &[usize]| {
        let offsets = reference::box_offsets(&reference::window(size));
        (Footprint::box_(stencil_filters::PerAxis::from_slice(size).expect("few axes")), offsets)
    };
    let ball = |radius: isize, axes: usize| {
        let all = reference::box_offsets(&vec![(radius as usize, radius as usize); axes]);
        let near = all.into_iter().filter(|o| o.iter().map(|d| d * d).sum::<isize>() <= radius * radius).collect();
        (Footprint::ball(radius as usize), near)
    };
    let cases: [(&[usize], WithOffsets); 9] = [
        (&[2500], box_of(&[39])),
        (&[9, 2100], box_of(&[3, 3])),
        (&[40, 1300], box_of(&[15, 15])),
        (&[70, 530], box_of(&[41, 6])),
        (&[300, 3], box_of(&[70, 4])),
        (&[30, 1100], ball(7, 2)),
        (&[60, 50, 3], box_of(&[5, 7, 1])),
        (&[11, 12, 300], ball(2, 3)),
        (&[7, 9, 150], box_of(&[3, 4, 5])),
    ];
    for (number, (shape, (footprint, offsets))) in cases.into_iter().enumerate() {
        let kind = Kind { axes: shape.len(), ignore: true, seed: 5 };
        let boundary = [Boundary::Reflect, Boundary::Wrap, Boundary::Constant(1.0), Boundary::Ignore, Boundary::Valid];
        let along = Along::all(shape.len(), boundary[number % boundary.len()]);
        let case = Case { shape: shape.to_vec(), along, tile: None, ..Case::new(kind, number) };
        compare::<T>(&case, &case.array(T::random).view().to_owned(), &footprint, &offsets);
    }
}

#[test]
fn long_rows_are_worked_on_in_parts() {
    long_rows::<u8>();
    long_rows::<f64>();
}
