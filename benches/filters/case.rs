//! What a row is timed over, and how: the results first, then the clock.

use crate::rules::SMALL;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use ndarray::{Array2, ArrayD};
use rayon::ThreadPoolBuilder;
use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::hint::black_box;
use std::sync::Mutex;
use stencil_benches::noise;
use stencil_core::ThreadPool;
use stencil_core::lanes::SimdLevel;
use stencil_core::prelude::*;

/// One way to run a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    side: usize,
    threads: usize,
    level: SimdLevel,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}T {}", self.side, self.threads, self.level)
    }
}

/// The words of an environment variable, with commas between them.
fn chosen<T: std::str::FromStr>(variable: &str, otherwise: Vec<T>) -> Vec<T> {
    let Ok(text) = env::var(variable) else { return otherwise };
    let parse = |word: &str| word.trim().parse().unwrap_or_else(|_| panic!("{variable}: `{word}` makes no sense"));
    text.split(',').map(parse).collect()
}

/// Rows and columns of the images: `SIDES`. The largest that make sense, 16384, take 3 GB.
pub(crate) fn sides() -> Vec<usize> {
    chosen("SIDES", vec![256, 1024, 4096])
}

/// Every size with one thread and two, on every level: `SIDES`, `THREADS`, `LEVELS`.
pub(crate) fn cases() -> Vec<Case> {
    let levels = chosen("LEVELS", SimdLevel::available());
    let threads = chosen("THREADS", vec![1, 2]);
    let with = |side| {
        let (levels, threads) = (&levels, &threads);
        threads.iter().flat_map(move |&threads| levels.iter().map(move |&level| Case { side, threads, level }))
    };
    sides().into_iter().flat_map(with).collect()
}

/// The pool of so many threads, started once.
fn pool(threads: usize) -> &'static ThreadPool {
    static POOLS: Mutex<BTreeMap<usize, &'static ThreadPool>> = Mutex::new(BTreeMap::new());
    let start = || ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
    POOLS.lock().expect("no case has failed").entry(threads).or_insert_with(|| Box::leak(Box::new(start())))
}

/// Compares the results of a row, then times it.
pub(crate) fn bench<'e, T: Element, U: Element + Into<f64>>(
    bencher: Bencher<'_, '_>,
    case: Case,
    filter: &(impl Filter<(T,), Out = (U,)> + Sync),
    element: fn(u32) -> T,
    expected: impl Fn() -> &'e ArrayD<f64>,
    tolerance: f64,
) {
    let apply = Apply::new(filter).level(case.level);
    let apply = if case.threads == 1 { apply } else { apply.pool(pool(case.threads)) };
    let small: Array2<U> = apply.run(&noise(SMALL, element)).expect("a valid call");
    follows_the_rule(&small, expected(), tolerance, case);

    let input = noise((case.side, case.side), element);
    let serial: Array2<U> = Apply::new(filter).run(&input).expect("a valid call");
    let mut output = Array2::from_elem(input.raw_dim(), U::default());
    apply.run_into(&input, &mut output).expect("a valid call");
    assert!(output == serial, "{case}: not the bits of one thread on the best level");
    drop(serial);

    bencher
        .counter(ItemsCount::new(input.len()))
        .bench_local(|| apply.run_into(black_box(&input), &mut output).expect("a valid call"));
}

/// Panics unless every pixel is what the rule says, but for rounding.
fn follows_the_rule<U: Copy + Into<f64>>(found: &Array2<U>, expected: &ArrayD<f64>, tolerance: f64, case: Case) {
    assert_eq!(found.shape(), expected.shape());
    let allowed = tolerance * expected.iter().fold(0.0_f64, |largest, v| largest.max(v.abs()));
    for ((index, &found), &expected) in found.indexed_iter().zip(expected) {
        let found = found.into();
        assert!((found - expected).abs() <= allowed, "{case}: {found} instead of {expected} at {index:?}");
    }
}

/// Times a copy of an image.
pub(crate) fn copy<T: Element>(bencher: Bencher<'_, '_>, side: usize, element: fn(u32) -> T) {
    let input = noise((side, side), element);
    let mut output = input.clone();
    let from = input.as_slice().expect("row-major");
    bencher
        .counter(BytesCount::of_slice(from))
        .counter(ItemsCount::new(from.len()))
        .bench_local(|| output.as_slice_mut().expect("row-major").copy_from_slice(black_box(from)));
}
