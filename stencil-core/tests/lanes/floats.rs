//! What floats do, exactly as scalar Rust does.

use crate::{binary, test_types, unary};

macro_rules! floats {
    ($t:ident, $simd:ident, $w:ident) => {
        binary! { $simd, $w, $t, |_, _| true;
            "+" = |a, b| a + b, |a, b| a + b;
            "-" = |a, b| a - b, |a, b| a - b;
            "*" = |a, b| a * b, |a, b| a * b;
            "/" = |a, b| a / b, |a, b| a / b;
            "%" = |a, b| a % b, |a, b| a % b;
            "min" = |a, b| a.min(b), |a: $t, b: $t| if a < b || b.is_nan() { a } else { b };
            "max" = |a, b| a.max(b), |a: $t, b: $t| if a > b || b.is_nan() { a } else { b };
            "clamp" = |a, b| a.clamp(b.cx().splat(-1.0), b.cx().splat(2.0)), |a: $t, _| a.clamp(-1.0, 2.0);
            "midpoint" = |a, b| a.midpoint(b), $t::midpoint;
            "copysign" = |a, b| a.copysign(b), $t::copysign;
            "rem_euclid" = |a, b| a.rem_euclid(b), $t::rem_euclid;
            "div_euclid" = |a, b| a.div_euclid(b), $t::div_euclid;
            "mul_add" = |a, b| a.mul_add(b, a), |a: $t, b| a.mul_add(b, a);
        }
        unary! { $simd, $w, $t;
            "-" = |x| -x, |x: $t| -x;
            "abs" = |x| x.abs(), $t::abs;
            "signum" = |x| x.signum(), $t::signum;
            "sqrt" = |x| x.sqrt(), $t::sqrt;
            "floor" = |x| x.floor(), $t::floor;
            "ceil" = |x| x.ceil(), $t::ceil;
            "round" = |x| x.round(), $t::round;
            "round_ties_even" = |x| x.round_ties_even(), $t::round_ties_even;
            "trunc" = |x| x.trunc(), $t::trunc;
            "fract" = |x| x.fract(), $t::fract;
            "recip" = |x| x.recip(), $t::recip;
            "to_degrees" = |x| x.to_degrees(), $t::to_degrees;
            "to_radians" = |x| x.to_radians(), $t::to_radians;
            "powi(3)" = |x| x.powi(3), |x: $t| x.powi(3);
            "powi(-2)" = |x| x.powi(-2), |x: $t| x.powi(-2);
            "powi(11)" = |x| x.powi(11), |x: $t| x.powi(std::hint::black_box(11));
            "powi(0)" = |x| x.powi(0), |x: $t| x.powi(0);
            "to_bits" = |x| x.to_bits(), $t::to_bits;
            "is_nan" = |x| x.is_nan(), |x: $t| x.is_nan();
            "is_finite" = |x| x.is_finite(), |x: $t| x.is_finite();
            "is_infinite" = |x| x.is_infinite(), |x: $t| x.is_infinite();
            "is_sign_negative" = |x| x.is_sign_negative(), |x: $t| x.is_sign_negative();
            "is_sign_positive" = |x| x.is_sign_positive(), |x: $t| x.is_sign_positive();
        }
    };
}
test_types! { floats: f32 B32 B8; f64 B64 B32; }

mod limits {
    use crate::at_every_level;
    use stencil_core::lanes::{B32, Cx};

    #[test]
    #[should_panic(expected = "clamp")]
    fn crossed_limits_panic() {
        at_every_level!(simd => {
            let cx = Cx::<_, B32>::new(simd);
            let _ = cx.splat(1.0_f32).clamp(cx.splat(2.0), cx.splat(f32::NAN));
        });
    }
}
