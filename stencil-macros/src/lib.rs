//! The `#[stencil]` attribute.
