//! Boundaries: every one, at every depth, alone and mixed; also deeper than the array is long.

use ndarray::{Array1, ArrayD, IxDyn};
use stencil_core::prelude::*;
use stencil_filters::{Footprint, dilate, gaussian, median};
use stencil_testing::dtype::Dtype;
use stencil_testing::reference::{self, Along, box_offsets};

const ALL: [Boundary; 7] = [
    Boundary::Reflect,
    Boundary::Mirror,
    Boundary::Nearest,
    Boundary::Wrap,
    Boundary::Constant(200.0),
    Boundary::Valid,
    Boundary::Ignore,
];

/// The element `offset` away: shows what lies beyond an edge, one depth at a time.
#[stencil(simd, reach = (offset.min(0), offset.max(0)))]
fn look(w: Window<i32, 1>, offset: isize) -> i32 {
    w[offset]
}

#[test]
fn the_default_is_reflect() {
    assert_eq!(Boundary::DEFAULT, Boundary::Reflect);
    let row = Array1::from_iter(0..5);
    let reflected = Apply::new(&look(-2)).boundary(Boundary::Reflect).run(&row).expect("it fits");
    assert_eq!(apply(&row, &look(-2)).expect("it fits"), reflected);
    assert_eq!(apply_parallel(&row, &look(-2)).expect("it fits"), reflected);
    assert_eq!(reflected, ndarray::arr1(&[1, 0, 0, 1, 2]));
}

#[test]
fn every_row_continues_as_the_oracle_says_at_any_depth() {
    for n in [1, 2, 3, 4, 7, 31, 32, 33, 70] {
        let row = ArrayD::from_shape_fn(IxDyn(&[n]), |i| i[0] as i32 + 1);
        for boundary in ALL.into_iter().filter(|boundary| *boundary != Boundary::Ignore) {
            for offset in [-200_isize, -71, -33, -8, -3, -2, -1, 0, 1, 2, 5, 7, 32, 64, 143] {
                let sides = [(offset.min(0).unsigned_abs(), offset.max(0).unsigned_abs())];
                let expected = reference::map(
                    &row,
                    &Along::all(1, boundary),
                    &sides,
                    |k| k as i32,
                    |at| at.at(&[offset]).expect("no pixel is left out"),
                );
                let found = Apply::new(&look(offset)).boundary(boundary).run(&row).expect("it fits");
                assert_eq!(found, expected, "{boundary}, {offset} from each of {n}");
            }
        }
    }
}

/// 7 x 7 boundaries on two axes (a constant next to pixels left out has no agreed meaning at a corner).
#[test]
fn boundaries_mix_freely_between_axes() {
    let footprint = Footprint::box_([4, 5]);
    let offsets = box_offsets(&[(1, 2), (2, 2)]);
    for shape in [[1, 1], [2, 3], [3, 40], [9, 7]] {
        let image = ArrayD::from_shape_fn(IxDyn(&shape), |i| ((i[0] * 37 + i[1] * 101) % 251) as u8);
        for first in ALL {
            for second in ALL {
                let mixed = [first, second];
                let clash = mixed.contains(&Boundary::Ignore) && mixed.contains(&Boundary::Constant(200.0));
                if clash {
                    continue;
                }
                let along = Along { axes: vec![0, 1], boundaries: mixed.to_vec() };
                let found = Apply::new(&dilate(footprint.clone())).boundary(mixed).run(&image).expect("it fits");
                let expected = reference::extreme(&image, &along, &offsets, u8::of, |a, b| a > b, 0);
                assert_eq!(found, expected, "{first} x {second} of {shape:?}");
                let found = Apply::new(&median(3)).boundary(mixed).run(&image).expect("it fits");
                assert_eq!(
                    found,
                    reference::median(&image, &along, &[3, 3], u8::of),
                    "{first} x {second} of {shape:?}"
                );
            }
        }
    }
}

/// dask-image refuses this one (dask #11934); SciPy agrees with the oracle.
#[test]
fn a_gaussian_deeper_than_the_array() {
    for boundary in ALL.into_iter().filter(|b| !matches!(b, Boundary::Valid | Boundary::Ignore)) {
        let image = ArrayD::from_shape_fn(IxDyn(&[12, 12]), |i| (i[0] * 5 + i[1] * i[1]) as f64);
        let expected = reference::gaussian(&image, &Along::all(2, boundary), &[10.0, 10.0], 4.0);
        let found = Apply::new(&gaussian(10.0)).boundary(boundary).run(&image).expect("it fits");
        for (found, expected) in found.iter().zip(&expected) {
            assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{boundary}: {found} for {expected}");
        }
    }
}

#[test]
fn arrays_without_elements_give_results_without_elements() {
    for shape in [&[0][..], &[0, 5], &[5, 0], &[0, 0], &[3, 0, 4]] {
        for boundary in ALL {
            let image = ArrayD::<u8>::zeros(IxDyn(shape));
            let found = Apply::new(&median(3)).boundary(boundary).run(&image).expect("nothing to do");
            assert_eq!(found.len(), 0);
            assert!(boundary == Boundary::Valid || found.shape() == shape, "{boundary} {shape:?}");
        }
    }
}

#[test]
fn valid_is_the_inner_part_of_any_other() {
    let image = ArrayD::from_shape_fn(IxDyn(&[17, 40]), |i| ((i[0] * 37 + i[1] * 101) % 251) as u8);
    let filter = median([5, 3]);
    let valid = Apply::new(&filter).boundary(Boundary::Valid).run(&image).expect("it fits");
    let whole = apply(&image, &filter).expect("it fits");
    assert_eq!(valid, whole.slice(ndarray::s![2..15, 1..39]).to_owned().into_dyn());
}
