//! Filters written with `#[stencil]`.
