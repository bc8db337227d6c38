//! How values change their type.

use stencil_cli::dtype::{DType, Pixel, Wide};

#[test]
fn integers_saturate_and_say_so() {
    assert_eq!(u8::narrow(Wide::Int(-1)), (0, true));
    assert_eq!(u8::narrow(Wide::Int(300)), (255, true));
    assert_eq!(u8::narrow(Wide::Int(255)), (255, false));
    assert_eq!(i64::narrow(u64::MAX.widen()), (i64::MAX, true));
    assert_eq!(u64::narrow(Wide::Float(1e300)), (u64::MAX, true));
    assert_eq!(i8::narrow(Wide::Float(f64::NAN)), (0, true));
}

#[test]
fn fractions_round_half_to_even() {
    for (from, to) in [(0.5, 0), (1.5, 2), (2.5, 2), (254.5, 254), (255.4, 255)] {
        assert_eq!(u8::narrow(Wide::Float(from)), (to, false), "{from}");
    }
    assert_eq!(i16::narrow(Wide::Float(-2.5)), (-2, false));
}

#[test]
fn names_are_rusts_own() {
    let names = DType::ALL.map(DType::name);
    assert_eq!(names, ["bool", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64"]);
}
