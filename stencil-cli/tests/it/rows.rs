//! The table keeps what it promises.

use ndarray::ArrayD;
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;
use stencil_cli::rows::ROWS;
use stencil_cli::step::How;
use stencil_cli::table::{Row, Stage, Takes};
use stencil_core::Boundary;

/// What the filter with these values makes of a small array of this type.
fn applied(row: &'static Row, values: &[&str], dtype: DType) -> Option<DynImage> {
    let stage = Stage::new(row, |index| values.get(index).copied()).unwrap();
    let pixels = DynImage::from(ArrayD::from_elem(vec![9, 11], true)).cast(dtype).0;
    let how = How { boundary: Boundary::Reflect.into(), axes: &[0, 1], threads: Some(1), progress: &|_, _| () };
    Some(stage.step.apply(&pixels, &how)?.unwrap())
}

/// Values for the parameters that must be given.
fn values(row: &Row) -> &'static [&'static str] {
    if row.name == "gaussian" || row.name == "threshold" { &["0.5"] } else { &[] }
}

#[test]
fn every_filter_takes_the_types_it_says_and_no_other() {
    for row in ROWS {
        for dtype in DType::ALL {
            let taken = row.takes == Takes::Any || dtype != DType::Bool;
            assert_eq!(applied(row, values(row), dtype).is_some(), taken, "{} of {dtype}", row.name);
        }
    }
}

#[test]
fn every_filter_gives_the_type_it_says() {
    for row in ROWS {
        for dtype in DType::ALL {
            let Some(result) = applied(row, values(row), dtype) else { continue };
            let expected = if row.gives.starts_with("bool") { DType::Bool } else { dtype };
            assert_eq!(result.dtype(), expected, "{} of {dtype}", row.name);
        }
    }
}

#[test]
fn names_are_unique_and_no_synonym_hides_a_filter() {
    for (place, row) in ROWS.iter().enumerate() {
        assert!(ROWS[..place].iter().all(|other| other.name != row.name), "{}", row.name);
        assert!(row.also.iter().all(|also| ROWS.iter().all(|other| other.name != *also)), "{}", row.name);
    }
}

#[test]
fn derivatives_are_signed() {
    use DType::{F32, F64, I16, I32, I64, U8, U16, U32, U64};
    let sobel = Row::named("sobel").unwrap();
    for (dtype, expected) in [(U8, I16), (U16, I32), (U32, I64), (U64, F64), (F32, F32)] {
        assert_eq!(applied(sobel, &["1"], dtype).unwrap().dtype(), expected, "{dtype}");
    }
}
