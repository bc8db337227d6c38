//! What filters say of parameters that they cannot work with.

use std::borrow::Cow;
use stencil_core::Halo;
use stencil_core::error::Error;
use stencil_core::kernel::Stencil;

/// A parameter with a value that its filter cannot work with.
pub(crate) fn parameter(
    filter: &dyn Stencil,
    parameter: &'static str,
    value: impl ToString,
    expected: impl Into<Cow<'static, str>>,
) -> Error {
    parameter_of(filter.name(), parameter, value, expected)
}

/// The same of what is no filter.
pub(crate) fn parameter_of(
    filter: impl Into<Cow<'static, str>>,
    parameter: &'static str,
    value: impl ToString,
    expected: impl Into<Cow<'static, str>>,
) -> Error {
    Error::Parameter { filter: filter.into(), parameter, value: value.to_string(), expected: expected.into() }
}

/// The most pixels that a window of any shape may have.
const MOST: usize = 1 << 24;
/// What is expected of a window that has more.
pub(crate) const TOO_MANY: &str = "small enough for a window of 16777216 pixels";

/// Whether a box with these sides is within [`MOST`] pixels.
pub(crate) fn few(mut sides: impl Iterator<Item = usize>) -> bool {
    sides.try_fold(1_usize, |pixels, side| pixels.checked_mul(side).filter(|pixels| *pixels <= MOST)).is_some()
}

/// A filter along any number of axes needs one.
pub(crate) fn some_axes(filter: &dyn Stencil, axes: usize) -> Result<(), Error> {
    match axes {
        0 => Err(parameter(filter, "axes", axes, format!("1 to {}", Halo::MAX_DIM))),
        _ => Ok(()),
    }
}
