//! Attributes go where they make sense: to the kernel, to its body, to its parameters.
#![deny(warnings)]

use stencil_core::prelude::*;

#[must_use = "a kernel does nothing by itself"]
#[stencil]
fn kept(w: Window<f32, 1>) -> f32 {
    w[0]
}

#[inline]
#[stencil]
fn inlined(w: Window<f32, 1>, by: f32) -> f32 {
    by * w[0]
}

#[allow(unused_variables, clippy::needless_return, reason = "the attribute must reach the body")]
#[stencil]
fn untidy(w: Window<f32, 1>, unused: f32) -> f32 {
    let nothing = w[1];
    return w[0];
}

#[stencil]
#[allow(non_snake_case, reason = "a name from the paper")]
fn Kuwahara(w: Window<f32, 1>, K: f32) -> f32 {
    w[0] * K
}

#[stencil]
#[deprecated = "use `kept`"]
fn old(w: Window<f32, 1>) -> f32 {
    w[0]
}

#[stencil]
fn documented_parameter(w: Window<f32, 1>, #[allow(unused, reason = "kept for later")] later: f32) -> f32 {
    w[0]
}

#[test]
fn they_exist() {
    let _ = (kept, inlined(1.0), untidy(1.0), Kuwahara(2.0), documented_parameter(0.0));
}
