//! Distance to the standard library over all exponents, and between SIMD levels (there is none).

use super::{Function, Real, arguments, distance, doubles, singles};
use crate::lanes::SimdLevel;
use std::thread;

/// The greatest distance allowed, in ulp.
const ALLOWED: u64 = 2;

/// Checks one function; gives the greatest distance, where, and how many results differ at all.
fn check<T: Real>(function: &Function<T>, x: &[T], y: &[T]) -> String {
    let results = (function.lanes)(SimdLevel::detect(), x, y);
    for level in SimdLevel::available() {
        let others = (function.lanes)(level, x, y);
        for (index, (a, b)) in results.iter().zip(&others).enumerate() {
            let (x, y, name) = (x[index], y[index], function.name);
            assert_eq!(a.key(), b.key(), "{name}({x:?}, {y:?}) on {level}: {b:?}, otherwise {a:?}");
        }
    }
    let (mut worst, mut at, mut differing) = (0, 0, 0_usize);
    for (index, &result) in results.iter().enumerate() {
        let off = distance(result, (function.scalar)(x[index], y[index]));
        differing += usize::from(off > 0);
        if off > worst {
            (worst, at) = (off, index);
        }
    }
    let share = 100.0 * differing as f64 / x.len() as f64;
    let expected = (function.scalar)(x[at], y[at]);
    let line = format!(
        "{:>3} {:12} {worst} ulp, {share:5.2} % differ; worst at ({:?}, {:?}): {:?}, expected {expected:?}",
        T::NAME,
        function.name,
        x[at],
        y[at],
        results[at],
    );
    if worst > ALLOWED { format!("FAILED {line}") } else { line }
}

fn check_all<T: Real>(functions: Vec<Function<T>>, x: &[T], y: &[T]) {
    let chunks = functions.chunks(functions.len().div_ceil(2));
    let lines: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> =
            chunks.map(|part| scope.spawn(|| part.iter().map(|f| check(f, x, y)).collect())).collect();
        threads.into_iter().flat_map(|thread| -> Vec<String> { thread.join().expect("a check panicked") }).collect()
    });
    println!("{}", lines.join("\n"));
    let failed = lines.iter().filter(|line| line.starts_with("FAILED")).count();
    assert_eq!(failed, 0, "more than {ALLOWED} ulp from the standard library:\n{}", lines.join("\n"));
}

#[test]
fn single_precision_is_near_the_standard_library_and_the_same_on_every_level() {
    let x = arguments::singles();
    check_all(singles(), &x, &arguments::single_partners(&x));
}

#[test]
fn double_precision_is_near_the_standard_library_and_the_same_on_every_level() {
    let x = arguments::doubles();
    check_all(doubles(), &x, &arguments::double_partners(&x));
}
