//! What filters say of parameters that they cannot work with.

use std::borrow::Cow;
use stencil_core::error::Error;
use stencil_core::kernel::Stencil;

/// A parameter with a value that its filter cannot work with.
pub(crate) fn parameter(
    filter: &dyn Stencil,
    parameter: &'static str,
    value: impl ToString,
    expected: impl Into<Cow<'static, str>>,
) -> Error {
    Error::Parameter { filter: filter.name(), parameter, value: value.to_string(), expected: expected.into() }
}
