//! Single kernels.

use super::kernels::{
    Backward, Blur, Both, Brightest, Corner, Darkest, Laplacian, Max, Negative, Steps, TallCross, TallDarkest,
    TallMasks, TallMixed,
};
use super::runner::{BOUNDARIES, Layouts, ways};
use crate::__private::apply_pixelwise;
use crate::{Apply, Boundary};

const SHAPES_2D: [[usize; 2]; 11] =
    [[0, 5], [5, 0], [1, 1], [1, 70], [70, 1], [2, 2], [3, 5], [9, 33], [20, 64], [7, 131], [40, 17]];

/// Compares every way of applying a kernel with the oracle.
macro_rules! check {
    ($kernel:expr, $shapes:expr, $value:expr, $d:literal) => {
        check!($kernel, $shapes, $value, $d, |apply| apply)
    };
    ($kernel:expr, $shapes:expr, $value:expr, $d:literal, $with:expr) => {
        let kernel = $kernel;
        let with: fn(Apply<'_, _>) -> Apply<'_, _> = $with;
        for shape in $shapes {
            let layouts = Layouts::new(&shape[..], $value);
            for boundary in BOUNDARIES {
                for (layout, view) in layouts.views() {
                    let apply = with(Apply::new(&kernel).boundary(boundary));
                    let expected = apply_pixelwise::<_, _, $d>(&view, &apply).unwrap();
                    for (way, apply) in ways(&apply, shape.len()) {
                        let got = apply.run(&view).unwrap();
                        assert!(
                            got == expected,
                            "{kernel:?} {shape:?} {boundary} {layout}, {way}:\n{got:?}\nexpected\n{expected:?}"
                        );
                    }
                }
            }
        }
    };
}

fn float(bits: u32) -> f32 {
    (bits % 1000) as f32 / 7.0 - 50.0
}

#[test]
fn laplacian() {
    check!(Laplacian {}, SHAPES_2D, float, 2);
}

#[test]
fn one_sided_in_one_dimension() {
    check!(Backward {}, [[0], [1], [2], [3], [4], [7], [8], [9], [100]], |bits| f64::from(float(bits)), 1);
}

#[test]
fn rows_of_a_batch() {
    check!(Backward {}, [[3, 9], [9, 3], [1, 40]], |bits| f64::from(float(bits)), 1);
}

#[test]
fn one_dimension_along_the_first_axis() {
    check!(Backward {}, [[3, 9], [40, 3], [9, 40], [2, 70]], |bits| f64::from(float(bits)), 1, |apply| apply.axes([0]));
}

#[test]
fn bytes_with_an_asymmetric_reach() {
    check!(Max {}, SHAPES_2D, |bits| bits as u8, 2);
}

#[test]
fn axes_exchanged() {
    check!(Max {}, SHAPES_2D, |bits| bits as u8, 2, |apply| apply.axes([1, 0]));
}

#[test]
fn interleaved_channels() {
    check!(Max {}, [[5, 7, 3], [9, 30, 3], [4, 40, 1], [12, 5, 4]], |bits| bits as u8, 2, |apply| apply.axes([0, 1]));
}

#[test]
fn three_dimensions() {
    check!(Corner {}, [[1, 1, 1], [3, 4, 5], [2, 5, 33], [7, 2, 20]], |bits| bits as i32, 3);
}

#[test]
fn a_batch_of_batches() {
    check!(Laplacian {}, [[2, 3, 6, 20], [1, 2, 3, 4]], float, 2);
}

#[test]
fn pixel_by_pixel() {
    check!(Steps {}, [[1, 1], [3, 5], [9, 33], [0, 3]], |bits| bits as u16 % 100, 2);
}

#[test]
fn truth_values() {
    check!(Negative {}, [[1], [5], [33], [100]], |bits| bits % 3 == 0, 1);
}

#[test]
fn far_deeper_than_the_array() {
    check!(Blur { radius: 40 }, [[1], [2], [3], [17], [100]], float, 1);
}

#[test]
fn several_inputs_and_outputs() {
    for shape in [[1, 1], [3, 5], [9, 33], [20, 64], [2, 40]] {
        let (a, b) = (Layouts::new(&shape, |bits| bits as u8), Layouts::new(&shape, float));
        for boundary in BOUNDARIES {
            for ((layout, a), (_, b)) in a.views().into_iter().zip(b.views().into_iter().rev()) {
                let apply = Apply::new(&Both {}).boundary(boundary);
                let expected = apply_pixelwise::<_, _, 2>((&a, &b), &apply).unwrap();
                for (way, apply) in ways(&apply, 2) {
                    let got = apply.run((&a, &b)).unwrap();
                    assert!(got == expected, "{shape:?} {boundary} {layout}, {way}: {got:?} expected {expected:?}");
                }
            }
        }
    }
}

#[test]
fn a_boundary_per_axis() {
    let layouts = Layouts::new(&[11, 37], float);
    for first in BOUNDARIES {
        for second in BOUNDARIES.into_iter().chain([Boundary::Constant(-2.5)]) {
            for (layout, view) in layouts.views() {
                let apply = Apply::new(&Laplacian {}).boundary([first, second]);
                let expected = apply_pixelwise::<_, _, 2>(&view, &apply).unwrap();
                for (way, apply) in ways(&apply, 2) {
                    assert!(apply.run(&view).unwrap() == expected, "{first} {second} {layout}, {way}");
                }
            }
        }
    }
}

#[test]
fn neighbours_beyond_the_edge_left_out() {
    for shape in [[1, 1], [2, 3], [9, 33], [40, 17], [3, 70]] {
        let layouts = Layouts::new(&shape, |bits| bits as u8);
        for boundary in
            [[Boundary::Ignore; 2], [Boundary::Ignore, Boundary::Wrap], [Boundary::Constant(9.0), Boundary::Ignore]]
        {
            for (layout, view) in layouts.views() {
                let apply = Apply::new(&Brightest {}).boundary(boundary);
                let expected = apply_pixelwise::<_, _, 2>(&view, &apply).unwrap();
                for (way, apply) in ways(&apply, 2) {
                    assert!(apply.run(&view).unwrap() == expected, "{shape:?} {boundary:?} {layout}, {way}");
                }
            }
        }
    }
    let corner = ndarray::array![[1_u8, 2], [3, 4]];
    let darkest = Apply::new(&Darkest {}).boundary(Boundary::Ignore).run(&corner).unwrap();
    assert_eq!(darkest, ndarray::array![[1, 1], [1, 1]], "nothing beyond the edge is darker");
}

#[test]
fn into_an_array_of_any_order() {
    let input = Layouts::new(&[13, 41], float);
    for boundary in [Boundary::Reflect, Boundary::Wrap] {
        for (layout, view) in input.views() {
            let apply = Apply::new(&Laplacian {}).boundary(boundary);
            let expected = apply_pixelwise::<_, _, 2>(&view, &apply).unwrap();
            for (way, apply) in ways(&apply, 2) {
                let mut whole = ndarray::Array2::<f32>::zeros((41 * 2, 13 * 3));
                let mut out = whole.slice_mut(ndarray::s![..;2, ..;-3]).reversed_axes();
                apply.run_into(&view, &mut out).unwrap();
                assert!(out.into_dyn() == expected, "{layout}, {way}");
            }
        }
    }
}

#[test]
fn lanes_on_several_rows() {
    check!(TallCross { radius: 3 }, SHAPES_2D, float, 2);
    check!(TallCross { radius: 1 }, [[3, 66], [4, 64], [5, 15], [70, 16]], float, 2);
    check!(TallCross { radius: 2 }, [[3, 5, 70]], float, 2, |apply| apply.axes([1, 2]));
}

#[test]
fn lanes_on_several_rows_of_several_types() {
    for shape in [[3, 70], [9, 33], [40, 17], [2, 130], [1, 5]] {
        let (bytes, doubles) = (Layouts::new(&shape, |bits| bits as u8), Layouts::new(&shape, f64::from));
        let flags = Layouts::new(&shape, |bits| bits & 4 == 0);
        for ((layout, bytes), ((_, doubles), (_, flags))) in
            bytes.views().into_iter().zip(doubles.views().into_iter().zip(flags.views()))
        {
            let apply = Apply::new(&TallMixed {});
            let expected = apply_pixelwise::<_, _, 2>((&bytes, &doubles), &apply).unwrap();
            for (way, apply) in ways(&apply, 2) {
                assert!(apply.run((&bytes, &doubles)).unwrap() == expected, "{shape:?} {layout}, {way}");
            }
            let apply = Apply::new(&TallMasks {});
            let expected = apply_pixelwise::<_, _, 1>((&bytes, &flags), &apply).unwrap();
            for (way, apply) in ways(&apply, 2) {
                assert!(apply.run((&bytes, &flags)).unwrap() == expected, "{shape:?} {layout}, {way}");
            }
        }
    }
}

#[test]
fn lanes_on_several_rows_leave_pixels_out() {
    for shape in [[3, 70], [9, 33], [2, 2]] {
        let view = super::runner::noise(&shape, |bits| bits as u16);
        let apply = Apply::new(&TallDarkest {}).boundary(Boundary::Ignore);
        let expected = apply_pixelwise::<_, _, 2>(&view, &apply).unwrap();
        for (way, apply) in ways(&apply, 2) {
            assert!(apply.run(&view).unwrap() == expected, "{shape:?}, {way}");
        }
    }
}
