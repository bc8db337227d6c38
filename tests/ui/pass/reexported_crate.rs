//! The library under another name: a facade crate, a module of re-exports.

mod facade {
    pub(crate) use stencil_core as engine;

    pub(crate) mod nested {
        pub(crate) use stencil_core;
    }
}

use facade::engine::prelude::*;

#[stencil(crate = "facade::engine")]
fn renamed(w: Window<f32, 2>) -> f32 {
    w[[0, 1]]
}

#[stencil(crate = "self::facade::nested::stencil_core", radius = 1)]
fn nested(w: Window<f32, 2>, by: f32) -> f32 {
    by * w.mean()
}

#[stencil(crate = "::stencil_core")]
fn absolute(w: Window<f32, 2>) -> f32 {
    w[[0, 1]]
}

#[stencil(crate = "crate::pass::reexported_crate::facade::engine")]
fn from_the_root(w: Window<f32, 2>) -> f32 {
    w[[0, 1]]
}

#[test]
fn they_exist() {
    let _ = (renamed, nested(2.0), absolute, from_the_root);
}
