//! The catalogue of texts.
//!
//! Every text says what is wrong and what to write instead, in the user's words. One entry, one case in `tests/ui/fail`.

use crate::halo::Why;
use std::fmt::Display;

// The attribute.

pub(crate) fn unknown_key(key: impl Display) -> String {
    format!(
        "`{key}` is not an argument of `#[stencil]`; write `radius = ...`, `reach = ...`, `simd`, `with(...)` or `crate = \"...\"`"
    )
}
pub(crate) fn repeated_key(key: impl Display) -> String {
    format!("`{key}` is given twice; keep one")
}
pub(crate) const RADIUS_AND_REACH: &str = "`radius` and `reach` both declare how far the window goes; keep one";
pub(crate) const RADIUS_NEEDS_VALUE: &str =
    "`radius` needs a value; write `radius = 2`, or `radius = (2, 1)` for a radius per axis";
pub(crate) const REACH_NEEDS_VALUE: &str =
    "`reach` needs a value; write the lowest and the highest offset, as in `reach = ([-1, 0], [2, 0])`";
pub(crate) const REACH_FORM: &str =
    "`reach` is the pair of the lowest and the highest offset; write `reach = ([-1, 0], [2, 0])`";
pub(crate) const SIMD_TAKES_NOTHING: &str = "`simd` takes no value; write `#[stencil(simd)]`";
pub(crate) const WITH_FORM: &str = "`with` lists the `#[stencil_fn]` helpers that the body calls; write `with(helper)`";
pub(crate) const CRATE_FORM: &str = "`crate` is a path in quotes; write `crate = \"my_crate::stencil_core\"`";
pub(crate) const MISSING_COMMA: &str = "expected `,` before the next argument";
pub(crate) const ONE_WINDOW_A_KEY: &str = "name one window; write one `radius(window) = ...` for each";

pub(crate) const HELPER_ARGUMENTS: &str = "a helper has no reach or level of its own; write `#[stencil_fn]`, or `#[stencil_fn(with(other))]` for the helpers that it calls";

// The function.

pub(crate) const NOT_A_FUNCTION: &str =
    "`#[stencil]` goes on a function; write `#[stencil] fn name(w: Window<f32, 2>) -> f32 { ... }`";
pub(crate) const NO_BODY: &str =
    "a kernel is a function with a body, outside of any `trait`; write `fn name(w: Window<f32, 2>) -> f32 { ... }`";
pub(crate) const STENCIL_TWICE: &str = "this is a kernel already; keep one `#[stencil(...)]` with all arguments";
pub(crate) const STENCIL_AND_HELPER: &str =
    "a function is a kernel or a helper of kernels; remove `#[stencil]` or `#[stencil_fn]`";
pub(crate) fn fn_attribute(name: impl Display) -> String {
    format!(
        "a kernel is a value, and `#[{name}]` goes on functions; remove it, or put it on a function that the body calls"
    )
}
pub(crate) fn repeated_name(name: impl Display) -> String {
    format!("two arguments are called `{name}`; give them different names")
}
pub(crate) fn named_like_kernel(name: impl Display) -> String {
    format!("`{name}` is the kernel itself; give the argument another name")
}
pub(crate) const CONST_FN: &str = "a kernel runs at run time; remove `const`";
pub(crate) const ASYNC_FN: &str = "a kernel cannot wait for anything; remove `async`";
pub(crate) const UNSAFE_FN: &str = "a kernel is safe to run on any image; remove `unsafe`, and put unsafe code in a helper function with its argument for safety";
pub(crate) const EXTERN_FN: &str =
    "a kernel is a Rust function; remove the ABI, and call the foreign function from the body";
pub(crate) const VARIADIC_FN: &str =
    "a kernel has a fixed number of parameters; write a `Vec` parameter instead of `...`";
pub(crate) const SELF_ARGUMENT: &str = "a kernel is a free function; move it out of the `impl` and pass what it needs as a parameter, as in `settings: Settings`";
pub(crate) const PATTERN_ARGUMENT: &str =
    "the name of an argument becomes a field of the kernel; write a plain name here and take it apart in the body";
pub(crate) const NAMELESS_ARGUMENT: &str =
    "an argument of a kernel needs a name; write `_w` for one that the body ignores";
pub(crate) fn no_window(name: impl Display) -> String {
    format!("`{name}` has no pixels to look at; write a window as its first argument, as in `w: Window<f32, 2>`")
}
pub(crate) fn window_after(param: impl Display) -> String {
    format!("windows come before the parameters; move this one before `{param}`")
}
pub(crate) const WINDOW_FORM: &str = "a window states its element type and its number of axes; write `Window<f32, 2>`";
pub(crate) const WINDOW_DIMS: &str = "the number of axes of a window is a literal from 1 to 8; write `Window<f32, 2>`";
pub(crate) const WINDOW_BY_VALUE: &str =
    "a window is passed by value, as an argument of its own; write `w: Window<f32, 2>`";
pub(crate) const MUT_WINDOW: &str = "a window is read only; remove `mut`";
pub(crate) fn dims_differ(first: impl Display, dims: usize) -> String {
    format!("all windows of a kernel have the same number of axes; `{first}` has {dims}, so write {dims} here")
}
pub(crate) const TOO_MANY_WINDOWS: &str = "a kernel has at most 6 windows; combine two stages instead";
pub(crate) const TOO_MANY_OUTPUTS: &str = "a kernel has at most 6 outputs; write a second kernel for the others";
pub(crate) fn no_return(name: impl Display) -> String {
    format!("`{name}` returns nothing; write the type of the new pixel, as in `-> f32`")
}
pub(crate) const IMPL_TRAIT_OUTPUT: &str = "the type of the new pixel must be named; write `-> f32`";
pub(crate) const IMPL_TRAIT_PARAMETER: &str = "the parameter becomes a field, whose type must be named; write a type parameter, as in `fn name<F: Trait>(.., f: F)`";
pub(crate) const MUT_REFERENCE: &str = "a kernel is shared by all threads and changes nothing; remove `mut`";
pub(crate) fn mut_shared(name: impl Display) -> String {
    format!("`{name}` is shared by all pixels; remove `mut`, and write `let mut {name} = {name}.clone();` in the body")
}
pub(crate) fn unbounded_element(name: impl Display) -> String {
    format!("`{name}` can be anything here; write `{name}: Element`, or `{name}: Number` if the body computes with it")
}
pub(crate) fn not_an_element(name: impl Display, instead: &str) -> String {
    format!(
        "`{name}` is no element type; write `{instead}`, or another of bool, u8, u16, u32, u64, i8, i16, i32, i64, f32, f64"
    )
}

pub(crate) const PIXEL_FORM: &str =
    "a pixel is one number or `bool`; write its type, such as `f32`, or return a tuple for several outputs";

// The declared reach.

pub(crate) fn no_such_window(name: impl Display, first: impl Display) -> String {
    format!("`{name}` is no window of this kernel; write `radius({first}) = ...`, or `radius = ...` for all windows")
}
pub(crate) fn radius_axes(found: usize, dims: usize) -> String {
    format!("this declares {found} radii, and the window has {dims} axes; write one radius per axis, or one for all")
}
pub(crate) fn reach_axes(dims: usize) -> String {
    let (low, high) = (vec!["-1"; dims].join(", "), vec!["1"; dims].join(", "));
    format!("both offsets of `reach` have one entry per axis of the window; write `reach = ([{low}], [{high}])`")
}
pub(crate) fn reach_order(axis: usize, lowest: i128, highest: i128) -> String {
    format!(
        "on axis {axis} the lowest offset, {lowest}, is above the highest, {highest}; write `reach = (lowest, highest)`"
    )
}
pub(crate) const NEGATIVE_RADIUS: &str = "a radius counts elements on both sides; write a number from 0";
pub(crate) const RADIUS_NUMBER: &str = "a radius is a whole number of elements; write `radius = 2`";
pub(crate) fn radius_uses_window(window: impl Display) -> String {
    format!("the radius is needed before any pixel is read; write it without `{window}`, over the parameters")
}

// How far the body reads.

pub(crate) fn index_form(window: impl Display, dims: usize) -> String {
    let (first, rest) = ("-1", ", 0".repeat(dims - 1));
    let index = if dims == 1 { first.to_owned() } else { format!("[{first}{rest}]") };
    format!(
        "an index into `{window}` has one whole number per axis, of which there are {dims}; write `{window}[{index}]`"
    )
}

pub(crate) fn word_needs_radius(word: impl Display) -> String {
    format!("`{word}` looks at the whole window, so its size must be declared; write `#[stencil(radius = 1)]`")
}
pub(crate) fn window_escapes(window: impl Display, why: &Why) -> String {
    let place = match why {
        Why::Call(function) => format!("goes into `{function}`, which `#[stencil]` cannot look into"),
        Why::Macro(name) => format!("stands in `{name}!`, which `#[stencil]` cannot look into"),
        _ => "is stored where `#[stencil]` cannot follow it".to_owned(),
    };
    format!("`{window}` {place}; read the pixels here, or declare how far it is read: `#[stencil(radius = ...)]`")
}
pub(crate) fn open_offset(axis: Option<usize>, why: &Why, radius: &str) -> String {
    let axis = axis.map(|axis| format!(" on axis {axis}")).unwrap_or_default();
    let because = match why {
        Why::Parameter(name) => format!("comes from the parameter `{name}`"),
        Why::Pixels => "comes from pixels".to_owned(),
        Why::Changes(name) => format!("comes from `{name}`, which changes in a loop or through a reference"),
        Why::Call(function) => format!("comes out of `{function}`, which `#[stencil]` cannot look into"),
        Why::Float => "comes from floating-point numbers".to_owned(),
        Why::Macro(name) => format!("comes out of `{name}!`, which `#[stencil]` cannot look into"),
        Why::Arithmetic => "comes from arithmetic without a bound".to_owned(),
        Why::Form => "has a form that `#[stencil]` cannot follow".to_owned(),
    };
    format!("this offset{axis} {because}; declare how far it goes: `#[stencil(radius = {radius})]`")
}
pub(crate) fn outside(offset: i128, axis: Option<usize>, declared: &str, lowest: i128, highest: i128) -> String {
    let axis = axis.map(|axis| format!(" on axis {axis}")).unwrap_or_default();
    format!(
        "offset {offset}{axis} is outside of the declared {declared}; declare more, or stay within {lowest}..={highest}"
    )
}
pub(crate) fn outside_const(axis: Option<usize>, declared: &str) -> String {
    let axis = axis.map(|axis| format!(" on axis {axis}")).unwrap_or_default();
    format!("this offset{axis} is outside of the declared {declared}; declare more, or stay within it")
}

// SIMD.

pub(crate) fn not_simd(what: &str, instead: &str) -> String {
    format!("{what}, so the kernel is not `simd`; {instead}")
}
