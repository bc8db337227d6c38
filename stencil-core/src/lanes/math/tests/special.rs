//! Results that are known without any other library: exact ones, and what happens at the ends.

use super::{Function, Real, doubles, singles};
use crate::lanes::SimdLevel;

/// `(function, x, y, result)`; the results are exact in both types.
const EXACT: &[(&str, f64, f64, f64)] = &[
    ("exp", 0.0, 0.0, 1.0),
    ("exp", -0.0, 0.0, 1.0),
    ("exp", INF, 0.0, INF),
    ("exp", -INF, 0.0, 0.0),
    ("exp", 1000.0, 0.0, INF),
    ("exp", -1000.0, 0.0, 0.0),
    ("exp2", -149.0, 0.0, 1.401298464324817e-45),
    ("exp2", 100.0, 0.0, 1.2676506002282294e30),
    ("exp2", 1024.0, 0.0, INF),
    ("exp2", -1080.0, 0.0, 0.0),
    ("exp_m1", -0.0, 0.0, -0.0),
    ("exp_m1", -INF, 0.0, -1.0),
    ("exp_m1", INF, 0.0, INF),
    ("ln", 1.0, 0.0, 0.0),
    ("ln", 0.0, 0.0, -INF),
    ("ln", -0.0, 0.0, -INF),
    ("ln", -1.0, 0.0, NAN),
    ("ln", -INF, 0.0, NAN),
    ("ln", INF, 0.0, INF),
    ("ln_1p", -0.0, 0.0, -0.0),
    ("ln_1p", -1.0, 0.0, -INF),
    ("ln_1p", -2.0, 0.0, NAN),
    ("ln_1p", INF, 0.0, INF),
    ("log2", 1.401298464324817e-45, 0.0, -149.0),
    ("log2", 8.0, 0.0, 3.0),
    ("log2", 0.0, 0.0, -INF),
    ("log10", 1000.0, 0.0, 3.0),
    ("log10", 1e10, 0.0, 10.0),
    ("log10", 1.0, 0.0, 0.0),
    ("log10", -1.0, 0.0, NAN),
    ("log", 8.0, 2.0, 3.0),
    ("log", 8.0, 1.0, INF),
    ("powf", 2.0, 10.0, 1024.0),
    ("powf", 4.0, 0.5, 2.0),
    ("powf", 9.0, -0.5, 1.0 / 3.0),
    ("powf", -2.0, 3.0, -8.0),
    ("powf", -2.0, -2.0, 0.25),
    ("powf", -2.0, 0.5, NAN),
    ("powf", NAN, 0.0, 1.0),
    ("powf", 1.0, NAN, 1.0),
    ("powf", NAN, 1.0, NAN),
    ("powf", 2.0, NAN, NAN),
    ("powf", 0.0, 3.0, 0.0),
    ("powf", -0.0, 3.0, -0.0),
    ("powf", -0.0, 2.0, 0.0),
    ("powf", -0.0, -3.0, -INF),
    ("powf", -0.0, -2.0, INF),
    ("powf", 0.0, -0.5, INF),
    ("powf", 0.0, INF, 0.0),
    ("powf", 0.0, -INF, INF),
    ("powf", INF, 0.5, INF),
    ("powf", INF, -0.5, 0.0),
    ("powf", -INF, 3.0, -INF),
    ("powf", -INF, -3.0, -0.0),
    ("powf", -INF, 0.5, INF),
    ("powf", -1.0, INF, 1.0),
    ("powf", -1.0, -INF, 1.0),
    ("powf", -1.0, 16777215.0, -1.0),
    ("powf", -1.0, 1e30, 1.0),
    ("powf", 0.5, INF, 0.0),
    ("powf", 0.5, -INF, INF),
    ("powf", 2.0, 2000.0, INF),
    ("powf", -2.0, 2001.0, -INF),
    ("powf", -2.0, -2001.0, -0.0),
    ("sin", -0.0, 0.0, -0.0),
    ("sin", INF, 0.0, NAN),
    ("cos", 0.0, 0.0, 1.0),
    ("cos", -INF, 0.0, NAN),
    ("tan", -0.0, 0.0, -0.0),
    ("tan", INF, 0.0, NAN),
    ("asin", -0.0, 0.0, -0.0),
    ("asin", 1.5, 0.0, NAN),
    ("acos", 1.0, 0.0, 0.0),
    ("acos", -1.5, 0.0, NAN),
    ("acos", INF, 0.0, NAN),
    ("atan", -0.0, 0.0, -0.0),
    ("atan2", 0.0, 0.0, 0.0),
    ("atan2", -0.0, 0.0, -0.0),
    ("atan2", 1.0, INF, 0.0),
    ("atan2", -1.0, INF, -0.0),
    ("atan2", NAN, 0.0, NAN),
    ("atan2", 0.0, NAN, NAN),
    ("sinh", -0.0, 0.0, -0.0),
    ("sinh", -1000.0, 0.0, -INF),
    ("cosh", 0.0, 0.0, 1.0),
    ("cosh", -1000.0, 0.0, INF),
    ("tanh", -0.0, 0.0, -0.0),
    ("tanh", -100.0, 0.0, -1.0),
    ("tanh", INF, 0.0, 1.0),
    ("hypot", -3.0, 4.0, 5.0),
    ("hypot", 0.0, -0.0, 0.0),
    ("hypot", INF, NAN, INF),
    ("hypot", NAN, -INF, INF),
    ("hypot", NAN, 1.0, NAN),
    ("hypot", 3e-38, 4e-38, 5e-38),
    ("hypot", 3e37, 4e37, 5e37),
    ("cbrt", 27.0, 0.0, 3.0),
    ("cbrt", -8.0, 0.0, -2.0),
    ("cbrt", -0.0, 0.0, -0.0),
    ("cbrt", -INF, 0.0, -INF),
];
const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Parts of π as results, and what gives them: the four quadrants of `atan2` with all their borders.
const ANGLES: &[(&str, f64, f64, f64)] = &[
    ("asin", 1.0, 0.0, 0.5),
    ("asin", -1.0, 0.0, -0.5),
    ("acos", 0.0, 0.0, 0.5),
    ("acos", -1.0, 0.0, 1.0),
    ("atan", 1.0, 0.0, 0.25),
    ("atan", INF, 0.0, 0.5),
    ("atan", -INF, 0.0, -0.5),
    ("atan2", 1.0, 1.0, 0.25),
    ("atan2", 1.0, -1.0, 0.75),
    ("atan2", -1.0, -1.0, -0.75),
    ("atan2", -1.0, 1.0, -0.25),
    ("atan2", 0.0, -0.0, 1.0),
    ("atan2", -0.0, -0.0, -1.0),
    ("atan2", 0.0, -1.0, 1.0),
    ("atan2", -0.0, -1.0, -1.0),
    ("atan2", 1.0, 0.0, 0.5),
    ("atan2", -1.0, -0.0, -0.5),
    ("atan2", INF, INF, 0.25),
    ("atan2", INF, -INF, 0.75),
    ("atan2", -INF, -INF, -0.75),
    ("atan2", 1.0, -INF, 1.0),
    ("atan2", -INF, 1.0, -0.5),
    ("atan2", 1e-45, 1e-45, 0.25),
    ("atan2", 3e38, 3e38, 0.25),
];

fn check<T: Real>(functions: &[Function<T>], lanes: usize) {
    let turns = ANGLES.iter().map(|&(name, x, y, part)| (name, x, y, part * std::f64::consts::PI));
    for (name, x, y, expected) in EXACT.iter().copied().chain(turns) {
        let function = functions.iter().find(|function| function.name == name).expect("a known name");
        let [x, y, expected] = [x, y, expected].map(T::s_from_f64);
        for level in SimdLevel::available() {
            let results = (function.lanes)(level, &vec![x; lanes], &vec![y; lanes]);
            for result in results {
                assert_eq!(
                    result.key(),
                    expected.key(),
                    "{} {name}({x:?}, {y:?}) = {result:?}, not {expected:?}",
                    T::NAME
                );
            }
        }
    }
}

#[test]
fn exact_results_are_exact() {
    check(&singles(), 16);
    check(&doubles(), 8);
}

/// One lane's argument has no say in another's result, not even when it sends its own lane to the standard library.
#[test]
fn lanes_are_independent() {
    let alone: Vec<f64> = (0..8).map(|index| 0.3 * f64::from(index)).collect();
    for function in doubles() {
        let expected = (function.lanes)(SimdLevel::detect(), &alone, &alone);
        for disturbance in [1e300, -INF, NAN, 0.0] {
            let mut x = alone.clone();
            x[3] = disturbance;
            let results = (function.lanes)(SimdLevel::detect(), &x, &alone);
            for lane in (0..8).filter(|&lane| lane != 3) {
                assert_eq!(
                    results[lane].key(),
                    expected[lane].key(),
                    "{} lane {lane} beside {disturbance}",
                    function.name
                );
            }
        }
    }
}
