//! A kernel and its parts may be called anything.

use stencil_core::prelude::*;

#[stencil]
fn drop(w: Window<f32, 1>) -> f32 {
    w[0]
}

#[stencil]
fn vec(w: Window<f32, 1>, len: usize) -> f32 {
    w[0] * len as f32
}

#[stencil]
fn r#match(r#in: Window<f32, 1>, r#type: f32) -> f32 {
    r#in[0] * r#type
}

#[stencil]
fn lanes(stencil: Window<f32, 1>, dims: f32, halos: f32, name: f32) -> f32 {
    stencil[0] * dims * halos * name
}

#[stencil]
fn pixel(cx: Window<f32, 1>, simd: f32, job: f32, sources: f32, targets: f32) -> f32 {
    cx[0] * simd * job * sources * targets
}

#[stencil]
fn halo<S: Element, W: Number>(s: Window<S, 1>, w: Window<W, 1>) -> (S, W) {
    (s[0], w[0])
}

#[stencil]
fn capitals<D: Element, In: Element, Out: Element>(
    d: Window<D, 1>,
    i: Window<In, 1>,
    o: Window<Out, 1>,
) -> (D, In, Out) {
    (d[0], i[0], o[0])
}

#[stencil]
fn größe(bild: Window<f32, 1>, maß: f32) -> f32 {
    bild[1] * maß
}

#[derive(Clone, Copy)]
struct Spread {
    spread: f32,
}

#[stencil]
fn spread(w: Window<f32, 1>) -> f32 {
    let spread = w[1] - w[-1];
    assert!(spread.is_finite());
    let Spread { spread } = Spread { spread };
    spread.abs()
}

#[stencil]
fn level(w: Window<f32, 1>, level: f32) -> f32 {
    if w[0] > level { level } else { 0.0 }
}

#[test]
fn a_variable_may_have_the_name_of_the_kernel() {
    assert_eq!(apply(&ndarray::arr1(&[1.0, 2.0, 4.0]), &spread).unwrap(), ndarray::arr1(&[1.0, 3.0, 2.0]));
    assert_eq!(apply(&ndarray::arr1(&[1.0, 2.0, 4.0]), &level(1.5)).unwrap(), ndarray::arr1(&[0.0, 1.5, 1.5]));
}

#[test]
fn they_exist() {
    let _ = (drop, vec(2), r#match(1.0), lanes(1.0, 1.0, 1.0), pixel(1.0, 1.0, 1.0, 1.0), halo, capitals);
    assert_eq!(r#match(1.0).name(), "match");
    assert_eq!(größe(0.5).name(), "größe");
    assert_eq!(vec(2).len, 2);
    assert!((r#match(3.0).r#type - 3.0).abs() < 1e-9);
}
