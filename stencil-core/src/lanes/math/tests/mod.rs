//! Every function against the standard library: distance in ulp, the same bits on every SIMD level, special values.

mod accuracy;
mod arguments;
mod special;
mod widths;

use crate::lanes::{B32, B64, Cx, Lanes, SimdLevel, Width};
use fearless_simd::{Simd, dispatch};

/// What the tests need of `f32` and `f64`.
trait Real: crate::element::Float {
    /// The place among all floats, in order.
    fn place(self) -> i128;
    /// The bits; one value for all NaNs.
    fn key(self) -> u64;
}

macro_rules! real {
    ($($t:ident)*) => {$(
        impl Real for $t {
            fn place(self) -> i128 {
                let bits = i128::from(self.abs().to_bits());
                if self.is_sign_negative() { -1 - bits } else { bits }
            }
            fn key(self) -> u64 {
                if self.is_nan() { u64::MAX } else { self.to_bits().into() }
            }
        }
    )*};
}
real! { f32 f64 }

/// How many floats it is from one to the other. NaN is far from everything else, and so are 0 and -0 from each other.
fn distance<T: Real>(a: T, b: T) -> u64 {
    if a.key() == b.key() {
        0
    } else if a.key() == u64::MAX || b.key() == u64::MAX || a == b {
        u64::MAX
    } else {
        a.place().abs_diff(b.place()).try_into().unwrap_or(u64::MAX)
    }
}

/// One function under test: in lanes, on any level, and by the standard library.
struct Function<T> {
    name: &'static str,
    lanes: fn(SimdLevel, &[T], &[T]) -> Vec<T>,
    scalar: fn(T, T) -> T,
}

/// Applies a function of lanes to slices, whose lengths are multiples of the lane count.
#[inline(always)]
fn apply<T: Real, W: Width, S: Simd>(
    simd: S,
    (x, y): (&[T], &[T]),
    f: impl Fn(Lanes<S, T, W>, Lanes<S, T, W>) -> Lanes<S, T, W>,
) -> Vec<T> {
    let cx = Cx::<S, W>::new(simd);
    let mut out = vec![T::default(); x.len()];
    for ((x, y), out) in x.chunks_exact(W::LANES).zip(y.chunks_exact(W::LANES)).zip(out.chunks_exact_mut(W::LANES)) {
        f(cx.load(x), cx.load(y)).store(out);
    }
    out
}

/// The table of functions of one type.
macro_rules! functions {
    ($table:ident, $t:ident, $w:ident: $($name:ident |$x:ident, $y:ident| $lanes:expr, $scalar:expr;)*) => {
        fn $table() -> Vec<Function<$t>> {
            vec![$({
                #[inline(always)]
                fn on<S: Simd>(simd: S, x: &[$t], y: &[$t]) -> Vec<$t> {
                    apply::<$t, $w, S>(simd, (x, y), #[inline(always)] |$x, $y| { let _ = $y; $lanes })
                }
                Function {
                    name: stringify!($name),
                    lanes: |level, x, y| dispatch!(level.token().expect("available"), simd => on(simd, x, y)),
                    scalar: |$x: $t, $y: $t| { let _ = $y; $scalar },
                }
            }),*]
        }
    };
}
macro_rules! both_types {
    ($($name:ident |$x:ident, $y:ident| $lanes:expr $(, $scalar:expr)?;)*) => {
        functions! { singles, f32, B32: $($name |$x, $y| $lanes, $lanes;)* }
        functions! { doubles, f64, B64: $($name |$x, $y| $lanes, both_types!(@scalar $lanes $(, $scalar)?);)* }
    };
    (@scalar $lanes:expr) => { $lanes };
    (@scalar $lanes:expr, $scalar:expr) => { $scalar };
}
both_types! {
    exp |x, y| x.exp();
    exp2 |x, y| x.exp2();
    exp_m1 |x, y| x.exp_m1();
    ln |x, y| x.ln();
    ln_1p |x, y| x.ln_1p();
    log2 |x, y| x.log2();
    log10 |x, y| x.log10();
    log |x, y| x.log(y);
    powf |x, y| x.powf(y);
    // Both halves of `sin_cos` are the functions themselves.
    sin |x, y| x.sin();
    cos |x, y| x.sin_cos().1;
    tan |x, y| x.tan();
    asin |x, y| x.asin();
    acos |x, y| x.acos();
    atan |x, y| x.atan();
    atan2 |x, y| x.atan2(y);
    sinh |x, y| x.sinh();
    cosh |x, y| x.cosh();
    tanh |x, y| x.tanh();
    hypot |x, y| x.hypot(y);
    // The C library's cube root is up to 4 ulp off: one more step of Newton's, with the cube in two parts.
    cbrt |x, y| x.cbrt(), polished_cbrt(x);
}

fn polished_cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    if x.abs() > 1e300 {
        return polished_cbrt(x * (-54_f64).exp2()) * 18_f64.exp2();
    }
    if x.abs() < 1e-200 {
        return polished_cbrt(x * 300_f64.exp2()) * (-100_f64).exp2();
    }
    let root = x.cbrt();
    let square = root * root;
    let cube = square * root;
    let cube_tail = square.mul_add(root, -cube) + root.mul_add(root, -square) * root;
    root + ((x - cube) - cube_tail) / (3.0 * square)
}
