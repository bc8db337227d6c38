//! Element types, and their literals.

use super::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    Bool,
    U8,
    U16,
    U32,
    U64,
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
}
use Ty::*;

/// Common ones more often.
pub(crate) const NUMBERS: &[Ty] = &[F32, F32, F32, F64, F64, U8, U8, U16, I16, I32, I32, U32, I8, U64, I64];

impl Ty {
    pub(crate) fn name(self) -> &'static str {
        ["bool", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64"][self as usize]
    }

    pub(crate) fn bits(self) -> u32 {
        [1, 8, 16, 32, 64, 8, 16, 32, 64, 32, 64][self as usize]
    }

    pub(crate) fn is_float(self) -> bool {
        matches!(self, F32 | F64)
    }

    pub(crate) fn is_int(self) -> bool {
        !matches!(self, Bool | F32 | F64)
    }

    pub(crate) fn is_signed_int(self) -> bool {
        matches!(self, I8 | I16 | I32 | I64)
    }

    /// Whether `self::from(other)` exists.
    pub(crate) fn is_from(self, other: Self) -> bool {
        let wider = self.bits() > other.bits();
        match (self, other) {
            (F64, F32) => true,
            (to, from) if from.is_float() || to == Bool => false,
            (to, Bool) => to.is_int(),
            (F32, from) => from.bits() <= 16,
            (F64, from) => from.bits() <= 32,
            (to, from) => wider && (to.is_signed_int() || !from.is_signed_int()),
        }
    }

    /// A literal that is not negative: its digits, without the type.
    pub(crate) fn digits(self, random: &mut Random) -> String {
        if self.is_float() {
            return random.pick(&["0.0", "0.25", "0.5", "1.0", "1.5", "2.0", "3.0", "10.0", "0.1", "100.0"]).into();
        }
        let most = if self == I8 { 127 } else { 255 };
        let number = match random.below(4) {
            0 => random.below(most),
            _ => random.below(10),
        };
        number.to_string()
    }

    /// A literal that says its type, or is `true` or `false`.
    pub(crate) fn literal(self, random: &mut Random) -> String {
        match self {
            Bool => random.pick(&["true", "false"]).into(),
            _ => format!("{}_{}", self.digits(random), self.name()),
        }
    }
}
