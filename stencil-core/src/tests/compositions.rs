//! Compositions, against their stages run one after another on whole arrays by the oracle.

use super::kernels::{Blur, Both, Laplacian, Max, Swap};
use super::runner::{BOUNDARIES, Layouts, noise, ways};
use crate::__private::apply_pixelwise;
use crate::compose::EachAxis;
use crate::{Apply, Boundary, Filter, Halo, Stencil};
use ndarray::ArrayD;

const SHAPES: [[usize; 2]; 7] = [[1, 1], [2, 3], [3, 40], [9, 33], [33, 9], [50, 20], [0, 4]];

fn float(bits: u32) -> f32 {
    (bits % 1000) as f32 / 7.0 - 50.0
}

fn laplacian(array: &ArrayD<f32>, boundary: Boundary) -> ArrayD<f32> {
    apply_pixelwise::<_, _, 2>(array, &Apply::new(&Laplacian {}).boundary(boundary)).unwrap()
}

fn blur(array: &ArrayD<f32>, radius: usize, axis: usize, boundary: Boundary) -> ArrayD<f32> {
    apply_pixelwise::<_, _, 1>(array, &Apply::new(&Blur { radius }).boundary(boundary).axes([axis])).unwrap()
}

/// Compares a composition, however it is cut, with what its stages give on whole arrays.
fn check<F: Filter<(f32,), Out = (f32,)>>(filter: &F, stages: impl Fn(&ArrayD<f32>, Boundary) -> ArrayD<f32>) {
    check_shapes(filter, &SHAPES, stages);
}

fn check_shapes<F: Filter<(f32,), Out = (f32,)>>(
    filter: &F,
    shapes: &[[usize; 2]],
    stages: impl Fn(&ArrayD<f32>, Boundary) -> ArrayD<f32>,
) {
    for &shape in shapes {
        let layouts = Layouts::new(&shape, float);
        for boundary in BOUNDARIES {
            for (layout, view) in layouts.views() {
                let expected = stages(&view.to_owned(), boundary);
                for (way, apply) in ways(&Apply::new(filter).boundary(boundary), 2) {
                    let got = apply.run(&view).unwrap();
                    assert!(
                        got == expected,
                        "{filter:?} {shape:?} {boundary} {layout}, {way}:\n{got:?}\nexpected\n{expected:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn one_after_another() {
    check(&Laplacian {}.then(Laplacian {}), |a, b| laplacian(&laplacian(a, b), b));
}

#[test]
fn nested_either_way() {
    let stages = |a: &ArrayD<f32>, b| laplacian(&blur(&laplacian(a, b), 4, 0, b), b);
    check(&Laplacian {}.then(Blur { radius: 4 }.along(0)).then(Laplacian {}), stages);
    check(&Laplacian {}.then(Blur { radius: 4 }.along(0).then(Laplacian {})), stages);
}

#[test]
fn separable() {
    let both = |a: &ArrayD<f32>, b| blur(&blur(a, 3, 1, b), 3, 0, b);
    check(&Blur { radius: 3 }.along(1).then(Blur { radius: 3 }.along(0)), both);
    check(&EachAxis::same(Blur { radius: 3 }), both);
    check(&EachAxis::new(vec![Blur { radius: 2 }, Blur { radius: 30 }]), |a, b| blur(&blur(a, 30, 1, b), 2, 0, b));
}

#[test]
fn repeated() {
    check(&Laplacian {}.iterate(0), |a, _| a.clone());
    check(&Laplacian {}.iterate(1), laplacian);
    // More than one round over memory.
    check_shapes(&Laplacian {}.iterate(21), &[[3, 40], [50, 20]], |a, b| {
        (0..21).fold(a.clone(), |a, _| laplacian(&a, b))
    });
    check(&Laplacian {}.iterate(5), |a, b| (0..5).fold(a.clone(), |a, _| laplacian(&a, b)));
}

#[test]
fn rounds_into_an_array_of_any_order() {
    let view = noise(&[37, 50], float);
    for steps in [11, 20, 21, 35] {
        let expected = (0..steps).fold(view.clone(), |a, _| laplacian(&a, Boundary::Reflect));
        for (way, apply) in ways(&Apply::new(&Laplacian {}.iterate(steps)), 2) {
            let mut whole = ndarray::Array2::<f32>::zeros((50 * 2, 37 * 3));
            let mut out = whole.slice_mut(ndarray::s![..;2, ..;-3]).reversed_axes();
            apply.run_into(&view, &mut out).unwrap();
            assert!(out.into_dyn() == expected, "{steps} steps, {way}");
        }
    }
}

#[test]
fn stages_with_boundaries_of_their_own() {
    for inner in BOUNDARIES {
        let first = Laplacian {}.boundary(inner).then(Blur { radius: 4 }.along(0));
        let shapes = [[5, 40], [33, 9]];
        check_shapes(&first, &shapes, |a, b| blur(&laplacian(a, inner), 4, 0, b));
        let second = Blur { radius: 4 }.along(1).then(Laplacian {}.boundary(inner));
        check_shapes(&second, &shapes, |a, b| laplacian(&blur(a, 4, 1, b), inner));
        check_shapes(&second.boundary(Boundary::Wrap), &shapes, |a, _| {
            laplacian(&blur(a, 4, 1, Boundary::Wrap), inner)
        });
    }
}

#[test]
fn side_by_side() {
    let filter = Laplacian {}.zip(Blur { radius: 3 }.along(0));
    for shape in SHAPES {
        let view = noise(&shape, float);
        for boundary in BOUNDARIES {
            let (mut left, mut right) = (laplacian(&view, boundary), blur(&view, 3, 0, boundary));
            if boundary == Boundary::Valid {
                // The common part: the larger reach on each axis.
                let cut = |a: ArrayD<f32>, rows: usize, columns: usize| {
                    let rows = rows.min(a.shape()[0] / 2).min(a.shape()[0]);
                    a.slice_each_axis(|axis| {
                        let n = if axis.axis.index() == 0 { rows } else { columns } as isize;
                        ndarray::Slice::from(n..(axis.len as isize - n).max(n))
                    })
                    .to_owned()
                };
                if left.shape()[0] < 5 || right.shape()[1] < 3 {
                    continue;
                }
                left = cut(left, 2, 0);
                right = cut(right, 0, 1);
            }
            for (way, apply) in ways(&Apply::new(&filter).boundary(boundary), 2) {
                let got = apply.run(&view).unwrap();
                assert!(got == (left.clone(), right.clone()), "{shape:?} {boundary}, {way}");
            }
        }
    }
}

#[test]
fn branches_continue_one_result_each_in_its_way() {
    let mirrored = &BOUNDARIES[..5];
    for (&one, &other) in mirrored.iter().flat_map(|one| mirrored.iter().map(move |other| (one, other))) {
        let branches = Laplacian {}.boundary(one).zip(Blur { radius: 4 }.along(0).boundary(other));
        let filter = Blur { radius: 2 }.along(1).then(branches);
        for shape in [[2, 3], [3, 40], [33, 9], [50, 20]] {
            let view = noise(&shape, float);
            let between = blur(&view, 2, 1, Boundary::Reflect);
            let expected = (laplacian(&between, one), blur(&between, 4, 0, other));
            for (way, apply) in ways(&Apply::new(&filter), 2) {
                assert!(apply.run(&view).unwrap() == expected, "{shape:?} {one} {other}, {way}");
            }
        }
    }
}

#[test]
fn any_shape_in_any_tiles() {
    let mut state = 7_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for _ in 0..150 {
        let (down, across) = (next(9), next(9));
        let shape = [1 + next(70), 1 + next(70)];
        let boundaries = [BOUNDARIES[next(5)], BOUNDARIES[next(5)]];
        let filter =
            Blur { radius: across }.along(1).then(Blur { radius: down }.along(0)).then(Laplacian {}.iterate(3));
        let view = noise(&shape, float);
        let blurred = blur(&blur(&view, across, 1, boundaries[1]), down, 0, boundaries[0]);
        let step =
            |a: ArrayD<f32>| apply_pixelwise::<_, _, 2>(&a, &Apply::new(&Laplacian {}).boundary(boundaries)).unwrap();
        let expected = step(step(step(blurred)));
        let apply = Apply::new(&filter).boundary(boundaries);
        assert!(apply.run(&view).unwrap() == expected, "{filter:?} {shape:?} {boundaries:?}");
        let tile = [1 + next(40), 1 + next(40)];
        assert!(apply.tile(tile).run(&view).unwrap() == expected, "{filter:?} {shape:?} {boundaries:?} {tile:?}");
    }
}

#[test]
fn two_outputs_into_two_inputs() {
    let filter = Max {}.zip(Max {});
    let bytes = noise(&[12, 40], |bits| bits as u8);
    let expected = apply_pixelwise::<_, _, 2>(&bytes, &Apply::new(&Max {})).unwrap();
    assert!(Apply::new(&filter).tile([5, 7]).run(&bytes).unwrap() == (expected.clone(), expected));
    let floats = noise(&[12, 40], float);
    let both = apply_pixelwise::<_, _, 2>((&bytes, &floats), &Apply::new(&Both {})).unwrap();
    let chain = Both {}.then(Swap {});
    for (way, apply) in ways(&Apply::new(&chain), 2) {
        let got = apply.run((&bytes, &floats)).unwrap();
        let expected = ndarray::Zip::from(&both.0).and(&both.1).map_collect(|a, b| a - f32::from(*b));
        assert!(got == expected, "{way}");
    }
}

#[test]
fn halos_of_compositions() {
    let sobel = Laplacian {};
    assert_eq!(sobel.then(Blur { radius: 4 }.along(0)).halo(), Halo::from_sides([(5, 5), (1, 1)]));
    assert_eq!(EachAxis::same(Blur { radius: 20 }).halo(), Halo::uniform(20));
    assert_eq!(sobel.iterate(50).halo(), Halo::from_sides([(50, 50), (50, 50)]));
    assert_eq!(sobel.zip(Max {}).halo(), Halo::from_sides([(1, 1), (1, 2)]));
    assert_eq!(Laplacian {}.then(EachAxis::same(Blur { radius: 2 })).halo(), Halo::from_sides([(3, 3), (3, 3)]));
}
