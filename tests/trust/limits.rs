//! Sizes at which index arithmetic wraps, or memory ends.

use ndarray::{Array1, Array2, aview0};
use stencil_core::prelude::*;
use stencil_filters::{gaussian, uniform};
use stencil_testing::reference::{self, Along};

#[stencil]
fn brighter_side(w: Window<u8, 1>) -> u8 {
    w[-1].max(w[1])
}

#[stencil(radius = r)]
fn weighed_up(w: Window<i64, 1>, r: isize) -> i64 {
    let mut sum = 0;
    for d in -r..=r {
        sum += w[d] * (d as i64 + 50);
    }
    sum
}

#[test]
fn a_shape_beyond_the_address_space_is_an_error() {
    let pixel = aview0(&1_u8);
    // 2^60 elements that are all the same one: a view can have them, but no array of their own.
    let huge = pixel.broadcast((1 << 30, 1 << 30)).unwrap();
    let error = apply(&huge, &brighter_side).unwrap_err();
    assert!(matches!(error, Error::Memory { bytes } if bytes == 1 << 60), "{error}");
    let error = Apply::new(&gaussian(2.0)).run(&huge).unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. } | Error::Memory { .. }), "{error}");
    // As many bytes as cannot be counted, once the elements are eight bytes wide.
    let pixel = aview0(&1.0_f64);
    let huge = pixel.broadcast((1 << 30, 1 << 29)).unwrap();
    let error = Apply::new(&uniform(3)).run(&huge).unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. } | Error::Memory { .. }), "{error}");
}

#[test]
fn a_halo_ten_times_the_array_is_exact() {
    let r = 30;
    let line = Array1::from(vec![5_i64, -2, 11]);
    for boundary in [
        Boundary::Reflect,
        Boundary::Mirror,
        Boundary::Nearest,
        Boundary::Wrap,
        Boundary::Constant(3.0),
        Boundary::Valid,
    ] {
        let along = Along { axes: vec![0], boundaries: vec![boundary] };
        let sides = [(r as usize, r as usize)];
        let array = line.clone().into_dyn();
        let expected = reference::map(
            &array,
            &along,
            &sides,
            |value| value as i64,
            |look| (-r..=r).map(|d| look.at(&[d]).expect("no pixel is left out") * (d as i64 + 50)).sum::<i64>(),
        );
        for threads in [1, 2] {
            let kernel = weighed_up(r);
            let found = Apply::new(&kernel).boundary(boundary).threads(threads).run(&array).unwrap();
            assert_eq!(found, expected, "{boundary}");
        }
    }
    let one = Array2::from_elem((1, 1), 4.0_f32);
    // Its weights, which add up to 1 but for rounding, all meet the same pixel.
    assert!((apply(&one, &gaussian(25.0)).unwrap()[[0, 0]] - 4.0).abs() < 1e-5);
}

/// Takes 4.3 GiB of memory: `cargo test --release --test trust -- --ignored`.
#[test]
#[ignore = "takes 4.3 GiB of memory"]
fn more_than_two_to_the_31_elements() {
    let len = (1_usize << 31) + 77;
    let marks = [0, 1, (1 << 31) - 1, 1 << 31, (1 << 31) + 40, len - 1];
    let mut line = Array1::<u8>::zeros(len);
    for (value, &mark) in marks.iter().enumerate() {
        line[mark] = value as u8 + 1;
    }
    let found = apply_parallel(&line, &brighter_side).unwrap();
    let expected = |at: usize| line[at.saturating_sub(1)].max(line[(at + 1).min(len - 1)]);
    for &mark in &marks {
        for at in mark.saturating_sub(3)..(mark + 4).min(len) {
            assert_eq!(found[at], expected(at), "at {at}");
        }
    }
    assert_eq!(found.iter().filter(|value| **value != 0).count(), 11);
}
