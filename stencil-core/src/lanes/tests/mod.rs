//! Every operation × element type × width × SIMD level, against scalar Rust on extreme values.
//!
//! A level that the machine lacks is printed.

//mod arithmetic;
//mod casts;
mod memory;
mod structure;
mod values;

use super::{Cx, Lane, Lanes, SimdLevel, Width};
use fearless_simd::Simd;
use values::{Bits, Extremes};

/// Runs `$check::<_, W>(simd, ..)` at every SIMD level of the machine, and says which ones it lacks.
macro_rules! at_every_level {
    ($simd:ident => $body:expr) => {
        for level in SimdLevel::ALL {
            match level.token() {
                Some(level) => fearless_simd::dispatch!(level, $simd => $body),
                None => println!("not tested: this machine lacks {level}"),
            }
        }
    };
}

/// At every level, for every width and each of the types: `$check::<_, T, W>(simd)`.
macro_rules! for_types {
    ($name:ident: $check:ident of $($t:ident)*) => {
        #[test]
        fn $name() {
            $(at_every_level!(simd => {
                $check::<_, $t, super::super::B8>(simd);
                $check::<_, $t, super::super::B16>(simd);
                $check::<_, $t, super::super::B32>(simd);
                $check::<_, $t, super::super::B64>(simd);
            });)*
        }
    };
}
use {at_every_level, for_types};

/// Compares an operation on lanes with the scalar one for all values.
fn unary<S: Simd, W: Width, T: Extremes, R: Bits>(
    name: &str,
    simd: S,
    lanes: impl Fn(Lanes<S, T, W>) -> Lanes<S, R, W>,
    scalar: impl Fn(T) -> R,
) {
    compare(name, simd, &T::extremes(), &|x| simd.vectorize(|| lanes(x)), &scalar);
}

/// The same for operations of two operands, for all pairs of values that `allowed` lets through.
fn binary<S: Simd, W: Width, T: Extremes, R: Bits>(
    name: &str,
    simd: S,
    allowed: impl Fn(T, T) -> bool,
    lanes: impl Fn(Lanes<S, T, W>, Lanes<S, T, W>) -> Lanes<S, R, W>,
    scalar: impl Fn(T, T) -> R,
) {
    compare2(name, simd, &pairs(&allowed), &|a, b| simd.vectorize(|| lanes(a, b)), &scalar);
}

fn pairs<T: Extremes>(allowed: &dyn Fn(T, T) -> bool) -> Vec<(T, T)> {
    let values = T::extremes();
    values.iter().flat_map(|&a| values.iter().map(move |&b| (a, b))).filter(|&(a, b)| allowed(a, b)).collect()
}

/// One function per type, not per operation: the tests would take minutes to compile otherwise.
#[inline(never)]
fn compare<S: Simd, W: Width, T: Extremes, R: Bits>(
    name: &str,
    simd: S,
    values: &[T],
    lanes: &dyn Fn(Lanes<S, T, W>) -> Lanes<S, R, W>,
    scalar: &dyn Fn(T) -> R,
) {
    for first in (0..values.len()).step_by(W::LANES) {
        let input = |index| values[(first + index) % values.len()];
        let got = lanes(Cx::new(simd).from_fn(input)).to_array();
        for index in 0..W::LANES {
            check(got[index], scalar(input(index)), &|| {
                format!("{name}({:?}); {}", input(index), place::<S, T, W>(simd))
            });
        }
    }
}

#[inline(never)]
fn compare2<S: Simd, W: Width, T: Extremes, R: Bits>(
    name: &str,
    simd: S,
    pairs: &[(T, T)],
    lanes: &dyn Fn(Lanes<S, T, W>, Lanes<S, T, W>) -> Lanes<S, R, W>,
    scalar: &dyn Fn(T, T) -> R,
) {
    let cx = Cx::new(simd);
    for first in (0..pairs.len()).step_by(W::LANES) {
        let input = |index| pairs[(first + index) % pairs.len()];
        let got = lanes(cx.from_fn(|index| input(index).0), cx.from_fn(|index| input(index).1)).to_array();
        for index in 0..W::LANES {
            let (a, b) = input(index);
            check(got[index], scalar(a, b), &|| format!("{name}({a:?}, {b:?}); {}", place::<S, T, W>(simd)));
        }
    }
}

fn check<R: Bits>(got: R, want: R, what: &dyn Fn() -> String) {
    assert!(got.same(want), "got {got:?}, not {want:?}: {}", what());
}

fn place<S: Simd, T: Lane, W: Width>(simd: S) -> String {
    format!("{} in {} lanes at {:?}", std::any::type_name::<T>(), W::LANES, simd.level())
}
