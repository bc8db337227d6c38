//! The catalogue of what has no form in lanes: one entry per construct, each with what to write instead.

use super::Obstacle;
use proc_macro2::Span;

/// A construct that cannot be lowered, or only in part.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Construct {
    Loop(&'static str),
    Bounds,
    Offset,
    Index,
    /// An index that may be out of bounds, in a branch.
    Lookup,
    Division,
    Panic(String),
    Exit(&'static str),
    Pattern,
    Chosen(&'static str),
    Borrow,
    ClosureAssigns,
    WindowEscapes(String),
    WindowMethod(String),
    Constructor(String),
    Method(String),
    Effect(String),
    Opaque(&'static str),
    Field,
    Type(String),
    TupleOrder,
    Cast(String),
    Recursion(String),
    /// A function that the macro knows nothing of: called once per pixel, the rest stays SIMD.
    Call(String),
    /// The same of a method.
    MethodCall(String),
    /// The same, where the result is not known to be a number.
    CallOfUnknownType(String),
    /// The same, in a branch: it must not be called for the other pixels.
    CallInBranch(String),
}

impl Construct {
    /// Whether the rest of the body is still lowered.
    pub(super) fn is_partial(&self) -> bool {
        matches!(self, Self::Call(_) | Self::MethodCall(_))
    }

    pub(super) fn at(&self, span: Span) -> Obstacle {
        let (what, instead) = self.text();
        Obstacle { span, what, instead }
    }

    /// What it is, and what to write instead.
    fn text(&self) -> (String, String) {
        let (what, instead): (String, &str) = match self {
            Self::Loop(word) => (
                format!("this `{word}` runs as long as pixel data tell it to"),
                "loop a fixed number of times, as in `for _ in 0..50`, and keep the value that you need with `if`",
            ),
            Self::Bounds => (
                "the bounds of this range depend on pixel data".into(),
                "loop over the largest range and skip what you do not need with `if`",
            ),
            Self::Offset => (
                "this offset depends on pixel data".into(),
                "read every offset that it can be, and keep the value that you need with `if`",
            ),
            Self::Index => (
                "this index depends on pixel data".into(),
                "compute the value instead of looking it up, or go through the table with a `for` and an `if`",
            ),
            Self::Lookup => (
                "this may be out of bounds, in a branch on pixel data".into(),
                "look it up before the branch, with `let`",
            ),
            Self::Division => (
                "this divides integers by pixel data".into(),
                "divide as floats, as in `(a as f32 / b as f32) as u8`, or by a number that is the same for all pixels",
            ),
            Self::Panic(name) => (
                format!("`{name}` may panic for some pixels only"),
                "give a value for every pixel, as in `if condition { value } else { 0.0 }`",
            ),
            Self::Exit(word) => (
                format!("this `{word}` depends on pixel data"),
                "let the loop run to its end, and guard the rest of its body with `if`",
            ),
            Self::Pattern => (
                "this pattern takes pixel data apart in a way that has no form in lanes".into(),
                "match numbers, ranges, `_` and tuples of them, or write `if` and `else`",
            ),
            Self::Chosen(what) => {
                (format!("{what} is chosen by pixel data"), "read the pixels first, and choose between the values")
            }
            Self::Borrow => {
                ("this borrows mutably in a branch on pixel data".into(), "assign to the variable itself: `x = ...`")
            }
            Self::ClosureAssigns => (
                "this closure assigns to a variable around it, and is called in a branch on pixel data".into(),
                "let the closure return the value, and assign it where it is called",
            ),
            other => return other.more_text(),
        };
        (what, instead.into())
    }

    fn more_text(&self) -> (String, String) {
        let helper = |name: &str| format!("annotate `{name}` with `#[stencil_fn]` and name it here: `with({name})`");
        match self {
            Self::WindowEscapes(name) => {
                (format!("`{name}` receives the window, and nothing is known of what it does with it"), helper(name))
            }
            Self::WindowMethod(name) => (
                format!("`{name}` is not a word of windows"),
                "use `center`, `sum`, `mean`, `min`, `max`, `median`, `rank` or `fold`, or read the pixels by offset"
                    .into(),
            ),
            Self::Constructor(name) => {
                (format!("`{name}(..)` holds pixel data"), "keep pixel data in numbers, tuples and arrays".into())
            }
            Self::Method(name) => (
                format!("`{name}` has no form in lanes here"),
                "write it with arithmetic, comparisons, `min`, `max` and loops".into(),
            ),
            Self::Effect(what) => {
                (format!("{what} has an effect, in a branch on pixel data"), "move it out of the branch".into())
            }
            Self::Opaque(what) => (
                format!("{what} has pixel data in it"),
                "write it with arithmetic, `if`, `for`, tuples and arrays".into(),
            ),
            Self::Field => (
                "this is a field of a value made from pixel data".into(),
                "keep pixel data in numbers, tuples and arrays".into(),
            ),
            Self::Type(ty) => (format!("`{ty}` cannot hold pixel data"), "use numbers, tuples and arrays".into()),
            Self::TupleOrder => {
                ("this compares tuples of pixel data by order".into(), "compare the parts one by one".into())
            }
            Self::Cast(ty) => (format!("pixel data are cast to `{ty}`"), "cast to a number".into()),
            Self::Recursion(name) => (format!("`{name}` calls itself with pixel data"), "write a loop".into()),
            Self::MethodCall(name) => (
                format!("`{name}` is called once per pixel"),
                format!("make it a function with `#[stencil_fn]` and name it here: `with({name})`"),
            ),
            Self::Call(name) => (format!("`{name}` is called once per pixel"), helper(name)),
            Self::CallOfUnknownType(name) => {
                (format!("nothing is known of what `{name}` makes of pixel data"), helper(name))
            }
            Self::CallInBranch(name) => {
                (format!("`{name}` is called once per pixel, in a branch on pixel data"), helper(name))
            }
            _ => (String::new(), String::new()),
        }
    }
}
