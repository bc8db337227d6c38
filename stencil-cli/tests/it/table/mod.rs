//! What every filter of the table must do: each sample of each row goes through all of these tests.

mod docs;
mod edges;
mod halo;
mod laws;
mod tiles;
mod types;

use ndarray::ArrayD;
use std::ops::Range;
use stencil_cli::dtype::{DType, Pixel, Wide};
use stencil_cli::given::Given;
use stencil_cli::image::DynImage;
use stencil_cli::rows::rows;
use stencil_cli::stage::Stage;
use stencil_cli::step::How;
use stencil_cli::table::Sample;
use stencil_cli::{chain, with_pixels};
use stencil_core::{Boundary, Error, Side};

/// A sample of the table and the filter that it describes.
struct Case {
    sample: &'static Sample,
    stage: Stage,
}

/// Every sample of every row.
fn cases() -> impl Iterator<Item = Case> {
    rows().flat_map(|row| row.samples).map(|sample| {
        let mut stages = chain::parse(sample.call).unwrap();
        assert_eq!(stages.len(), 1, "{}", sample.call);
        Case { sample, stage: stages.remove(0) }
    })
}

/// Every boundary that keeps the shape.
const KEEPING: [Boundary; 6] =
    [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap, Boundary::Constant(1.0), Boundary::Ignore];

impl Case {
    /// The result for an array of a type that it takes, along all axes.
    fn apply(&self, image: &DynImage, boundary: Boundary) -> Result<DynImage, Error> {
        let axes: Vec<usize> = (0..image.ndim()).collect();
        self.apply_as(image, &How { boundary: boundary.into(), ..How::new(&axes) })
    }

    /// A list of points as an array of its numbers.
    fn apply_as(&self, image: &DynImage, how: &How<'_>) -> Result<DynImage, Error> {
        let given = self.stage.step.apply(image, how);
        match given.unwrap_or_else(|| panic!("{} of {}", self.sample.call, image.dtype()))? {
            Given::Image(result) => Ok(result),
            Given::Points(points) => Ok(points.array()),
        }
    }

    /// Whether no pixel of the result depends on what is beyond its halo.
    fn local(&self) -> bool {
        self.stage.step.beyond().is_none()
    }

    /// The result that it must have.
    #[track_caller]
    fn of(&self, image: &DynImage) -> DynImage {
        self.within(image, Boundary::Reflect)
    }

    #[track_caller]
    fn within(&self, image: &DynImage, boundary: Boundary) -> DynImage {
        let call = || format!("{} of {:?} {}, {boundary}", self.sample.call, image.shape(), image.dtype());
        self.apply(image, boundary).unwrap_or_else(|error| panic!("{}: {error}", call()))
    }

    /// The types that it takes, narrow before wide.
    fn dtypes(&self) -> Vec<DType> {
        DType::ALL.into_iter().filter(|dtype| self.stage.step.gives(*dtype).is_some()).collect()
    }

    /// The type that it takes which shows most.
    fn widest(&self) -> DType {
        *self.dtypes().last().expect("it takes a type")
    }

    /// The numbers of axes, up to three, that it can work along.
    fn dims(&self) -> Vec<usize> {
        let works = |dims: &usize| {
            let one = image(self.widest(), &vec![1; *dims], 0..1, 0);
            self.apply(&one, Boundary::Reflect).is_ok()
        };
        let dims: Vec<_> = (1..=3).filter(works).collect();
        assert!(!dims.is_empty(), "{} works on no array", self.sample.call);
        dims
    }

    fn side(&self, axis: usize) -> Side {
        self.stage.step.stencil().halo().side(axis)
    }

    /// The boundaries that it has, of those that keep the shape.
    fn boundaries(&self) -> impl Iterator<Item = Boundary> {
        let ignores = self.stage.step.stencil().ignores();
        KEEPING.into_iter().filter(move |boundary| ignores || *boundary != Boundary::Ignore)
    }
}

/// An array of this type, of whole numbers in a range, in no order.
fn image(dtype: DType, shape: &[usize], values: Range<i32>, seed: u64) -> DynImage {
    let mut state = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let numbers = ArrayD::from_shape_simple_fn(shape, || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let step = (state >> 33) as i32 % (values.end - values.start);
        f64::from(values.start + step)
    });
    DynImage::from(numbers).cast(dtype).0
}

/// A shape of so many axes that is not the same along any two of them.
fn shape(dims: usize) -> &'static [usize] {
    [&[83][..], &[23, 39], &[7, 9, 18]][dims - 1]
}

/// The values of an array as numbers.
fn numbers(image: &DynImage) -> ArrayD<f64> {
    match image.cast(DType::F64).0 {
        DynImage::F64(array) => array,
        other => panic!("{} instead of f64", other.dtype()),
    }
}

/// What two arrays must agree in to be the same, NaN being the same as NaN.
fn bits(image: &DynImage) -> (DType, Vec<usize>, Vec<u64>) {
    fn bits<T: Pixel>(value: &T) -> u64 {
        match value.widen() {
            Wide::Int(value) => value as u64,
            Wide::Float(value) if value.is_nan() => f64::NAN.to_bits(),
            Wide::Float(value) => value.to_bits(),
        }
    }
    let all = with_pixels!(image, array => array.iter().map(bits).collect());
    (image.dtype(), image.shape().to_vec(), all)
}

/// The same but for the last digits of a float of this type.
#[track_caller]
fn close(found: &ArrayD<f64>, expected: &ArrayD<f64>, digits: f64, what: impl Fn() -> String) {
    assert_eq!(found.shape(), expected.shape(), "{}", what());
    let scale =
        expected.iter().fold(1.0_f64, |scale, value| if value.is_finite() { scale.max(value.abs()) } else { scale });
    for (at, value) in found.indexed_iter() {
        let other = expected[&at];
        let same = (value - other).abs() <= digits * scale || *value == other || value.is_nan() && other.is_nan();
        assert!(same, "{}: {value} instead of {other} at {at:?}", what());
    }
}
