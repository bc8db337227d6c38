//! Operations on lanes × element type × SIMD level, against scalar Rust on extreme values.
//!
//! Each type is tested in the width of its own at every level, and in one other width, where the same registers come in
//! pairs or halves, at the machine's baseline. A level that is not tested is printed.

use fearless_simd::Simd;
use stencil_core::lanes::{Cx, Lane, Lanes, SimdLevel, Width};
use values::{Bits, Extremes};

mod casts;
mod divisors;
mod floats;
mod integers;
mod memory;
mod orders;
mod structure;
mod values;

/// Runs an expression at every SIMD level of the machine, and says which ones it lacks.
///
/// AVX-512 is left to builds that ask for it: compiling it everywhere would cost each test run a quarter of its time.
macro_rules! at_every_level {
    ($simd:ident => $body:expr) => {
        for level in $crate::SimdLevel::ALL {
            match level.token() {
                #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
                Some(fearless_simd::Level::Sse2($simd)) => $body,
                #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
                Some(fearless_simd::Level::Sse4_2($simd)) => $body,
                #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
                Some(fearless_simd::Level::Avx2($simd)) => $body,
                #[cfg(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "avx512f"))]
                Some(fearless_simd::Level::Avx512($simd)) => $body,
                #[cfg(target_arch = "aarch64")]
                Some(fearless_simd::Level::Neon($simd)) => $body,
                Some(level) => {
                    println!("not tested: {level:?}; build the tests with `-C target-cpu=native` to include it")
                }
                None => println!("not tested: this machine lacks {level}"),
            }
        }
    };
}

/// Runs an expression at the level that the target always has.
macro_rules! at_baseline {
    ($simd:ident => $body:expr) => {
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        {
            let $simd = fearless_simd::Level::baseline().as_sse2().expect("x86-64 has SSE2");
            $body
        }
        #[cfg(target_arch = "aarch64")]
        {
            let $simd = fearless_simd::Level::baseline().as_neon().expect("64-bit ARM has NEON");
            $body
        }
    };
}

/// A test per type, in its own width and in another: `$check!($type, $simd, $width)` makes the comparisons.
macro_rules! test_types {
    ($check:ident: $($t:ident $width:ident $other:ident;)*) => {$(
        mod $t {
            #[allow(unused_imports, reason = "not every check needs all of them")]
            use super::*;
            use fearless_simd::Simd;
            #[allow(unused_imports, reason = "each type has two widths")]
            use stencil_core::lanes::{B8, B16, B32, B64, Width};

            fn at<S: Simd, W: Width>(simd: S) {
                $check!($t, simd, W);
            }

            #[test]
            fn in_its_own_width() {
                $crate::at_every_level!(simd => at::<_, $width>(simd));
            }

            #[test]
            fn in_another_width() {
                $crate::at_baseline!(simd => at::<_, $other>(simd));
            }
        }
    )*};
}

/// `unary!(simd, W, u8; "name" = lanes, scalar; ..)`: one comparison per line, for all values.
macro_rules! unary {
    ($simd:ident, $w:ident, $t:ident; $($name:literal = $lanes:expr, $scalar:expr;)*) => {
        $($crate::compare::<_, $w, $t, _>($name, $simd, &|x| $simd.vectorize(|| $crate::call($lanes, x)), &$scalar);)*
    };
}

/// The same for two operands, for all pairs of values that a condition lets through.
macro_rules! binary {
    ($simd:ident, $w:ident, $t:ident, $allowed:expr; $($name:literal = $lanes:expr, $scalar:expr;)*) => {
        let pairs = $crate::pairs::<$t>(&$allowed);
        $($crate::compare2::<_, $w, $t, _>($name, $simd, &pairs, &|a, b| $simd.vectorize(|| $crate::call2($lanes, a, b)), &$scalar);)*
    };
}
use {at_baseline, at_every_level, binary, test_types, unary};

/// Gives a closure the type of its argument.
#[inline(always)]
fn call<A, R>(f: impl Fn(A) -> R, a: A) -> R {
    f(a)
}
#[inline(always)]
fn call2<A, R>(f: impl Fn(A, A) -> R, a: A, b: A) -> R {
    f(a, b)
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
    lanes: &dyn Fn(Lanes<S, T, W>) -> Lanes<S, R, W>,
    scalar: &dyn Fn(T) -> R,
) {
    let values = T::extremes();
    for first in (0..values.len()).step_by(W::LANES) {
        let input = |index| values[(first + index) % values.len()];
        let got = lanes(Cx::new(simd).from_fn(input));
        for index in 0..W::LANES {
            check(got.lane(index), scalar(input(index)), &|| {
                format!("{name}({:?}); {}", input(index), place::<S, T, W>(simd))
            });
        }
    }
}

#[inline(never)]
#[allow(clippy::type_complexity, reason = "the types of what is compared")]
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
        let got = lanes(cx.from_fn(|index| input(index).0), cx.from_fn(|index| input(index).1));
        for index in 0..W::LANES {
            let (a, b) = input(index);
            check(got.lane(index), scalar(a, b), &|| format!("{name}({a:?}, {b:?}); {}", place::<S, T, W>(simd)));
        }
    }
}

fn check<R: Bits>(got: R, want: R, what: &dyn Fn() -> String) {
    assert!(got.same(want), "got {got:?}, not {want:?}: {}", what());
}

fn place<S: Simd, T: Lane, W: Width>(simd: S) -> String {
    format!("{} in {} lanes at {:?}", std::any::type_name::<T>(), W::LANES, simd.level())
}
