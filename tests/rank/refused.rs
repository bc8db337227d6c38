//! What cannot be done is refused before anything is written.

use ndarray::{Array2, Array4, arr1, arr2};
use stencil_core::prelude::*;
use stencil_filters::{Footprint, Rank, maximum, median, minimum, percentile, rank};

fn refused(filter: &Rank) -> String {
    let (image, mut output) = (Array2::from_elem((4, 5), 7_u8), Array2::from_elem((4, 5), 9_u8));
    let error = Apply::new(filter).run_into(&image, &mut output).expect_err("it cannot be done");
    assert!(output.iter().all(|v| *v == 9), "written although refused: {error}");
    error.to_string()
}

#[test]
fn parameters() {
    let cases = [
        (median(0), "`median`: `size` is 0, but must be at least 1"),
        (
            minimum(Footprint::from_array(arr2(&[[false]]).view())),
            "`minimum`: `footprint` is empty, but must be at least one cell",
        ),
        (rank(3, 9), "`rank`: `rank` is 9, but must be from -9 to 8: the window has 9 cells"),
        (rank(Footprint::cross(1), -6), "`rank`: `rank` is -6, but must be from -5 to 4: the window has 5 cells"),
        (percentile(3, f64::NAN), "`percentile`: `percentile` is NaN, but must be from -100 to 100"),
        (percentile(3, -100.5), "`percentile`: `percentile` is -100.5, but must be from -100 to 100"),
        (maximum(4).origin(2), "`maximum`: `origin` is 2, but must be from -2 to 1 for 4 cells"),
        (median([3, 3]).origin([0]), "`median`: `origin` is 1 numbers, but must be one, or 2"),
        (median(4097), "`median`: `size` is 4097, but must be small enough for a window of 16777216 pixels"),
    ];
    for (filter, expected) in cases {
        assert_eq!(refused(&filter), expected);
    }
}

#[test]
fn numbers_of_axes() {
    let disk = median(Footprint::disk(1));
    let error = apply(&arr1(&[1, 2, 3]), &disk).expect_err("one axis is too few");
    assert_eq!(
        error.to_string(),
        "`median` spans 2 axes, but the array has 1; give it an array of at least 2 dimensions"
    );
    let deep = Array4::from_shape_fn((3, 3, 3, 3), |(a, b, c, d)| (27 * a + 9 * b + 3 * c + d) as u8);
    assert_eq!(apply(&deep, &median(3)).expect("any number of axes")[[1, 1, 1, 1]], 40);
}
