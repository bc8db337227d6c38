//! Comparisons, selects, and masks.

use crate::{binary, test_types, unary};
use stencil_core::lanes::ops;

macro_rules! orders {
    ($t:ident, $simd:ident, $w:ident) => {
        binary! { $simd, $w, $t, |_, _| true;
            "<" = ops::lt, |a, b| a < b;
            "<=" = ops::le, |a, b| a <= b;
            ">" = ops::gt, |a, b| a > b;
            ">=" = ops::ge, |a, b| a >= b;
            "==" = ops::eq, |a, b| a == b;
            "!=" = ops::ne, |a, b| a != b;
            "select" = |a, b| ops::select(ops::lt(a, b), a, b), |a, b| if a < b { a } else { b };
            "assign" = |a, b| { let mut p = a; ops::assign(ops::le(a, b), &mut p, b); p }, |a, b| if a <= b { b } else { a };
        }
    };
}
test_types! { orders: u8 B8 B64; i8 B8 B32; u16 B16 B64; i16 B16 B32; u32 B32 B8; i32 B32 B64; u64 B64 B8; i64 B64 B32; f32 B32 B8; f64 B64 B32; }

mod masks {
    use super::*;
    macro_rules! masks {
        ($t:ident, $simd:ident, $w:ident) => {
            orders!($t, $simd, $w);
            binary! { $simd, $w, $t, |_, _| true;
                "&" = |a, b| a & b, |a, b| a & b;
                "|" = |a, b| a | b, |a, b| a | b;
                "^" = |a, b| a ^ b, |a, b| a ^ b;
            }
            unary! { $simd, $w, $t; "!" = |x| !x, |x: bool| !x; }
        };
    }
    test_types! { masks: bool B8 B64; }
}
