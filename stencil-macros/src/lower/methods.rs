//! The methods of numbers that lanes have too, under the same names.

/// What a method takes and gives.
#[derive(Clone, Copy)]
pub(super) struct Method {
    pub args: &'static [Arg],
    pub gives: Gives,
}

/// An argument of a method.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Arg {
    /// Of the receiver's type: a value for each lane.
    Same,
    /// A count or exponent, the same for all lanes.
    Count,
}

/// The type of a method's value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    Same,
    Bool,
    U32,
    /// The unsigned type of the receiver's size.
    Unsigned,
    /// The bits of a float.
    Bits,
}

const NONE: &[Arg] = &[];
const ONE: &[Arg] = &[Arg::Same];
const TWO: &[Arg] = &[Arg::Same, Arg::Same];
const COUNT: &[Arg] = &[Arg::Count];

/// Name, arguments, value.
const METHODS: &[(&str, &[Arg], Gives)] = &[
    ("abs", NONE, Gives::Same),
    ("min", ONE, Gives::Same),
    ("max", ONE, Gives::Same),
    ("clamp", TWO, Gives::Same),
    ("sqrt", NONE, Gives::Same),
    ("mul_add", TWO, Gives::Same),
    ("floor", NONE, Gives::Same),
    ("ceil", NONE, Gives::Same),
    ("round", NONE, Gives::Same),
    ("round_ties_even", NONE, Gives::Same),
    ("trunc", NONE, Gives::Same),
    ("fract", NONE, Gives::Same),
    ("recip", NONE, Gives::Same),
    ("powi", COUNT, Gives::Same),
    ("powf", ONE, Gives::Same),
    ("exp", NONE, Gives::Same),
    ("exp2", NONE, Gives::Same),
    ("exp_m1", NONE, Gives::Same),
    ("ln", NONE, Gives::Same),
    ("ln_1p", NONE, Gives::Same),
    ("log", ONE, Gives::Same),
    ("log2", NONE, Gives::Same),
    ("log10", NONE, Gives::Same),
    ("sin", NONE, Gives::Same),
    ("cos", NONE, Gives::Same),
    ("tan", NONE, Gives::Same),
    ("asin", NONE, Gives::Same),
    ("acos", NONE, Gives::Same),
    ("atan", NONE, Gives::Same),
    ("atan2", ONE, Gives::Same),
    ("sinh", NONE, Gives::Same),
    ("cosh", NONE, Gives::Same),
    ("tanh", NONE, Gives::Same),
    ("hypot", ONE, Gives::Same),
    ("cbrt", NONE, Gives::Same),
    ("to_degrees", NONE, Gives::Same),
    ("to_radians", NONE, Gives::Same),
    ("signum", NONE, Gives::Same),
    ("copysign", ONE, Gives::Same),
    ("is_nan", NONE, Gives::Bool),
    ("is_finite", NONE, Gives::Bool),
    ("is_infinite", NONE, Gives::Bool),
    ("is_sign_negative", NONE, Gives::Bool),
    ("is_sign_positive", NONE, Gives::Bool),
    ("rem_euclid", ONE, Gives::Same),
    ("div_euclid", ONE, Gives::Same),
    ("saturating_add", ONE, Gives::Same),
    ("saturating_sub", ONE, Gives::Same),
    ("saturating_mul", ONE, Gives::Same),
    ("wrapping_add", ONE, Gives::Same),
    ("wrapping_sub", ONE, Gives::Same),
    ("wrapping_mul", ONE, Gives::Same),
    ("wrapping_neg", NONE, Gives::Same),
    ("mul_high", ONE, Gives::Same),
    ("abs_diff", ONE, Gives::Unsigned),
    ("unsigned_abs", NONE, Gives::Unsigned),
    ("pow", COUNT, Gives::Same),
    ("count_ones", NONE, Gives::U32),
    ("count_zeros", NONE, Gives::U32),
    ("swap_bytes", NONE, Gives::Same),
    ("reverse_bits", NONE, Gives::Same),
    ("leading_zeros", NONE, Gives::U32),
    ("trailing_zeros", NONE, Gives::U32),
    ("is_power_of_two", NONE, Gives::Bool),
    ("midpoint", ONE, Gives::Same),
    ("isqrt", NONE, Gives::Same),
    ("to_bits", NONE, Gives::Bits),
];

/// The method of numbers called `name`.
pub(super) fn find(name: &str) -> Option<Method> {
    METHODS.iter().find(|(known, ..)| *known == name).map(|&(_, args, gives)| Method { args, gives })
}

/// Methods that divide: by zero they panic on integers.
pub(super) fn divides(name: &str) -> bool {
    matches!(name, "rem_euclid" | "div_euclid")
}

/// What a window word gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// One of the window's elements.
    Element,
    /// An average: floating-point.
    Mean,
    /// A sum, in a type wide enough.
    Sum,
    /// How many elements take part.
    Count,
    /// `fold(init, |acc, v| ..)`, with so many arguments before.
    Fold(usize),
    /// A number that does not depend on the pixels.
    Len,
}

/// The neighbourhood word called `name`.
pub(super) fn word(name: &str) -> Option<Word> {
    Some(match name {
        "center" | "min" | "max" | "median" | "rank" => Word::Element,
        "min_over" | "max_over" | "median_over" | "rank_over" => Word::Element,
        "mean" | "mean_over" => Word::Mean,
        "sum" | "sum_over" => Word::Sum,
        "count" | "count_over" => Word::Count,
        "fold" => Word::Fold(0),
        "fold_over" => Word::Fold(1),
        "len" => Word::Len,
        _ => return None,
    })
}

/// The name as the table has it.
pub(super) fn name(name: &str) -> Option<&'static str> {
    METHODS.iter().find(|(known, ..)| *known == name).map(|(known, ..)| *known)
}

/// Whether the library's `Scalar` trait has the method.
pub(super) fn in_trait(name: &str) -> bool {
    find(name).is_some() && name != "to_bits"
}
