//! Local maxima and blobs.

use ndarray::{Array2, ArrayD, Dimension, IxDyn};
use stencil_core::prelude::*;
use stencil_filters::{
    Blob, Detect, Detector, Peak, PeakLocalMax, Pixel, blob_dog, blob_doh, blob_log, detect, detect_parallel,
    peak_local_max,
};
use stencil_testing::dtype::Dtype;
use stencil_testing::fixtures::{Fixture, read};
use stencil_testing::random::Random;

const PEAKS: &str = include_str!("../data/peaks.txt");
const BLOBS: &str = include_str!("../data/blobs.txt");

/// The points of a case's answer.
fn expected(case: &Fixture, length: usize) -> Vec<Vec<f64>> {
    let (count, rest) = case.expected.split_first().expect("how many");
    let points: Vec<Vec<f64>> = rest.chunks(length).map(<[f64]>::to_vec).collect();
    assert_eq!(points.len() as f64, *count);
    points
}

fn peaks_of(case: &Fixture) -> PeakLocalMax {
    let mut detector = peak_local_max(case.numbers("distance")[0])
        .exclude_border(case.numbers::<usize>("border")[0])
        .num_peaks(case.numbers("most")[0]);
    if case.has("absolute") {
        detector = detector.threshold_abs(case.numbers("absolute")[0]);
    }
    if case.has("relative") {
        detector = detector.threshold_rel(case.numbers("relative")[0]);
    }
    detector
}

fn peaks_as<T: Dtype + Pixel + Into<f64>>() {
    for case in &read(PEAKS) {
        let found: Vec<Peak<IxDyn>> = detect(&case.input.mapv(T::of), &peaks_of(case)).expect("it fits");
        let positions: Vec<Vec<f64>> =
            found.iter().map(|peak| peak.position.slice().iter().map(|at| *at as f64).collect()).collect();
        assert_eq!(positions, expected(case, case.input.ndim()), "{case:?}");
        assert!(found.iter().all(|peak| case.input[&peak.position] == peak.value));
    }
}

#[test]
fn peaks_agree_with_scikit_image() {
    peaks_as::<u8>();
    peaks_as::<f32>();
    peaks_as::<i32>();
    peaks_as::<f64>();
}

fn places(blobs: &[Blob<IxDyn>]) -> Vec<Vec<f64>> {
    let place =
        |blob: &Blob<IxDyn>| blob.position.slice().iter().map(|at| *at as f64).chain([blob.sigma]).collect::<Vec<_>>();
    blobs.iter().map(place).collect()
}

fn blobs_of(case: &Fixture, image: &ArrayD<impl Dtype + Pixel + Into<f64>>) -> Vec<Blob<IxDyn>> {
    let number = |key: &str| case.numbers::<f64>(key)[0];
    let (low, high, threshold, overlap) = (number("low"), number("high"), number("threshold"), number("overlap"));
    match case.name.as_str() {
        "log" => {
            let detector = blob_log(low, high, case.numbers("count")[0]).threshold(threshold).overlap(overlap);
            Detect::new(&detector).boundary(case.boundary()).run(image)
        }
        "dog" => {
            let detector = blob_dog(low, high).threshold(threshold / 2.0).overlap(overlap).sigma_ratio(number("ratio"));
            Detect::new(&detector).boundary(case.boundary()).run(image)
        }
        _ => {
            let detector = blob_doh(low, high, case.numbers("count")[0]).threshold(threshold).overlap(overlap);
            Detect::new(&detector).boundary(case.boundary()).run(image)
        }
    }
    .unwrap_or_else(|error| panic!("{error}, in {case:?}"))
}

fn blobs_as<T: Dtype + Pixel + Into<f64>>() {
    for case in &read(BLOBS) {
        let found = places(&blobs_of(case, &case.input.mapv(T::of)));
        let expected = expected(case, case.input.ndim() + 1);
        assert_eq!(found.len(), expected.len(), "{} {:?}", case.name, case.input.shape());
        for (found, expected) in found.iter().zip(&expected) {
            let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12);
            assert!(near, "found {found:?}, expected {expected:?}, {} {:?}", case.name, case.input.shape());
        }
    }
}

#[test]
fn blobs_agree_with_scikit_image() {
    blobs_as::<u8>();
    blobs_as::<f32>();
    blobs_as::<f64>();
}

/// Spots and noise.
fn image(rows: usize, columns: usize, seed: u64) -> Array2<u8> {
    let mut random = Random::new(seed);
    let spots: Vec<(f64, f64, f64)> = (0..9)
        .map(|_| (random.unit() * rows as f64, random.unit() * columns as f64, 1.0 + 2.0 * random.unit()))
        .collect();
    Array2::from_shape_fn((rows, columns), |(r, c)| {
        let bright = |&(y, x, s): &(f64, f64, f64)| {
            100.0 * (-((r as f64 - y).powi(2) + (c as f64 - x).powi(2)) / (2.0 * s * s)).exp()
        };
        (spots.iter().map(bright).sum::<f64>() + 5.0 * random.unit()) as u8
    })
}

fn cut_anyhow<P: Detector<Found<ndarray::Ix2>: PartialEq + std::fmt::Debug>>(detector: &P) {
    let mut random = Random::new(11);
    for seed in 0..3 {
        let image = image(43, 61, seed);
        let whole = detect(&image, detector).expect("it fits");
        assert!(whole.len() > 2, "{detector:?} finds {}", whole.len());
        assert_eq!(detect_parallel(&image, detector).expect("it fits"), whole);
        for threads in [1, 2, 7] {
            for _ in 0..5 {
                let tile = [1 + random.below(45), 1 + random.below(63)];
                let found = Detect::new(detector).tile(tile).threads(threads).run(&image).expect("it fits");
                assert_eq!(found, whole, "{detector:?} in tiles of {tile:?}");
            }
        }
    }
}

#[test]
fn points_are_the_same_in_any_tiles() {
    cut_anyhow(&peak_local_max(3));
    cut_anyhow(&blob_log(1.0, 3.0, 3).threshold(10.0));
    cut_anyhow(&blob_dog(1.0, 4.0).threshold(8.0));
    cut_anyhow(&blob_doh(1.0, 3.0, 3).threshold(10.0));
}

/// Whether a pixel is a candidate depends on nothing beyond the halo.
#[test]
fn candidates_depend_on_their_halo_only() {
    let (side, centre) = (61, 30);
    let spot = |r: usize, c: usize| (r as f64 - centre as f64).powi(2) + (c as f64 - centre as f64).powi(2);
    let image = Array2::from_shape_fn((side, side), |(r, c)| 100.0 * (-spot(r, c) / 8.0).exp());
    fn check<P: Detector<Found<ndarray::Ix2> = Blob<ndarray::Ix2>>>(image: &Array2<f64>, detector: &P, centre: usize) {
        let here = |image: &Array2<f64>| {
            let found = detect(image, detector).expect("it fits");
            found.into_iter().find(|blob| blob.position == (centre, centre)).expect("a blob in the middle")
        };
        let halo = detector.halo();
        let mut far = image.clone();
        for ((r, c), v) in far.indexed_iter_mut() {
            let beyond =
                |at: usize, axis: usize| at + halo.side(axis).before < centre || at > centre + halo.side(axis).after;
            if beyond(r, 0) || beyond(c, 1) {
                *v = 40.0;
            }
        }
        assert_eq!(here(&far), here(image));
        let near = |value: f64| {
            let mut near = image.clone();
            near.row_mut(centre - halo.side(0).before + 1).fill(value);
            !detect(&near, detector).expect("it fits").contains(&here(image))
        };
        assert!(near(1e9) || near(-1e9), "{detector:?}: what is within the halo makes a difference");
    }
    check(&image, &blob_log(1.0, 3.0, 3).threshold(10.0), centre);
    check(&image, &blob_dog(1.0, 3.0).threshold(10.0), centre);
    check(&image, &blob_doh(1.0, 3.0, 3).threshold(1.0), centre);
}

#[test]
fn plateaus_ties_and_flat_images() {
    let flat = Array2::from_elem((9, 9), 5_u8);
    assert_eq!(detect(&flat, &peak_local_max(1).threshold_abs(0.0)).expect("it fits"), []);
    assert_eq!(detect(&flat, &blob_log(1.0, 2.0, 2)).expect("it fits"), []);
    let black = Array2::<f32>::zeros((9, 9));
    assert_eq!(detect(&black, &blob_log(1.0, 2.0, 2).no_threshold()).expect("it fits"), []);
    let one = Array2::from_elem((1, 1), 5_u8);
    let peaks = |detector: &PeakLocalMax| detect(&one, detector).expect("it fits").len();
    assert_eq!(peaks(&peak_local_max(1).threshold_abs(0.0).exclude_border(0)), 1);
    assert_eq!(peaks(&peak_local_max(1).exclude_border(0)), 0);
    let nothing = Array2::<f32>::zeros((0, 7));
    assert_eq!(detect(&nothing, &peak_local_max(1)).expect("it fits"), []);
    assert_eq!(detect(&nothing, &blob_dog(1.0, 2.0)).expect("it fits"), []);
    // Two equal peaks: both are far enough apart for a distance of 3, the first wins for 4.
    let mut pair = Array2::<f32>::zeros((20, 20));
    pair[[10, 8]] = 1.0;
    pair[[10, 11]] = 1.0;
    let at = |distance| -> Vec<(usize, usize)> {
        detect(&pair, &peak_local_max(distance)).expect("it fits").into_iter().map(|peak| peak.position).collect()
    };
    assert_eq!((at(3), at(4)), (vec![(10, 8), (10, 11)], vec![(10, 8)]));
}

#[test]
fn a_nan_is_no_peak_and_hides_those_next_to_it() {
    let mut image = Array2::<f64>::zeros((20, 20));
    (image[[5, 5]], image[[15, 15]], image[[15, 16]]) = (1.0, 2.0, f64::NAN);
    let found = detect(&image, &peak_local_max(1)).expect("it fits");
    assert_eq!(found.iter().map(|peak| peak.position).collect::<Vec<_>>(), [(5, 5)]);
}

#[test]
fn detectors_that_make_no_sense_are_errors() {
    let image = Array2::from_elem((9, 9), 5_u8);
    fn wrong<F>(found: Result<Vec<F>, Error>) -> String {
        found.map(|found| found.len()).expect_err("it is wrong").to_string()
    }
    assert!(wrong(detect(&image, &peak_local_max(1).threshold_abs(f64::NAN))).contains("`threshold_abs` is NaN"));
    assert!(wrong(detect(&image, &peak_local_max(usize::MAX))).contains("`min_distance` is"));
    assert!(wrong(detect(&image, &peak_local_max(1).exclude_border([1, 2, 3]))).contains("spans 3 axes"));
    assert!(wrong(detect(&image, &blob_log(0.0, 2.0, 2))).contains("`min_sigma` is 0"));
    assert!(wrong(detect(&image, &blob_log(2.0, 1.0, 2))).contains("`max_sigma` is 1"));
    assert!(wrong(detect(&image, &blob_log(1.0, f64::INFINITY, 2))).contains("`max_sigma` is inf"));
    assert!(wrong(detect(&image, &blob_log(1.0, 2.0, 2).overlap(2.0))).contains("`overlap` is 2"));
    assert!(wrong(detect(&image, &blob_dog(1.0, 2.0).sigma_ratio(1.0))).contains("`sigma_ratio` is 1"));
    assert!(wrong(detect(&image, &blob_doh(0.5, 2.0, 2))).contains("`min_sigma` is 0.5"));
    let volume = ndarray::Array3::from_elem((3, 4, 5), 1_u8);
    assert!(wrong(detect(&volume, &blob_doh(1.0, 2.0, 2))).contains("2 axes"));
}
