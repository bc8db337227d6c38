//! Nothing that the expansion says may depend on what the user's names mean.
#![allow(dead_code, unused_macros, reason = "the point is that these are in scope, not that they are used")]

use ::stencil_core::prelude::{Window, apply, stencil, stencil_fn};

mod std {}
mod core {}
mod alloc {}
mod stencil_core {}
mod stencil_macros {}
mod ndarray {}
mod fearless_simd {}
mod lanes {}

struct Option;
struct Some;
struct None;
struct Result;
struct Ok;
struct Err;
struct String;
struct Vec;
struct Box;
struct Cow;
struct Halo;
struct Side;
struct Simd;
struct Lanes;
struct LaneWindow;
struct Kernel;
struct Stencil;
struct Filter;
struct Self_;
trait Default {}
trait Clone {}
trait Copy {}
trait Debug {}
trait PartialEq {}
trait Send {}
trait Sync {}
trait Sized {}
trait Fn {}
trait From {}
trait Into {}
trait Iterator {}
trait Element {}
trait Add {}

macro_rules! shadowed {
    ($($name:ident)*) => { $(macro_rules! $name { () => { compile_error!("the user's macro was called") } })* };
}
shadowed!(assert panic unreachable vec format concat stringify matches);

#[stencil_fn]
fn twice(v: f32) -> f32 {
    v + v
}

#[stencil(with(twice))]
fn soft_edge(w: Window<f32, 2>, level: f32) -> f32 {
    let g = twice(w[[0, 1]] - w[[0, -1]]);
    if g > level { g } else { 0.0 }
}

#[stencil(radius = 1)]
fn mean(w: Window<f32, 2>) -> f32 {
    w.mean()
}

#[test]
fn they_run() {
    let image = ::ndarray::arr2(&[[0.0, 1.0, 2.0], [4.0, 4.0, 4.0]]);
    let edges = apply(&image, &soft_edge(1.0)).unwrap();
    assert_eq!(edges, ::ndarray::arr2(&[[2.0, 4.0, 2.0], [0.0, 0.0, 0.0]]));
}
