//! A chain that is cancelled while it is at a tile.

use ndarray::Array2;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use stencil_core::prelude::*;

static STOP: AtomicBool = AtomicBool::new(false);
static SEEN: AtomicUsize = AtomicUsize::new(0);

/// Asks for an end once it has seen this value.
const LAST: f32 = 7.0;

fn look(value: f32) -> f32 {
    SEEN.fetch_add(1, Ordering::Relaxed);
    if value == LAST {
        STOP.store(true, Ordering::Relaxed);
    }
    value
}

#[stencil]
fn looked_at(w: Window<f32, 2>) -> f32 {
    look(w[[0, 0]])
}

#[stencil]
fn difference(w: Window<f32, 2>) -> f32 {
    w[[1, 0]] - w[[-1, 0]]
}

#[test]
fn a_chain_stops_between_two_bands_of_its_tile() {
    let mut image = Array2::<f32>::zeros((4000, 32));
    image[[20, 3]] = LAST;
    let chain = looked_at.then(difference);
    let error = Apply::new(&chain).tile([4000, 32]).cancel(&STOP).run(&image).unwrap_err();
    assert_eq!(error, Error::Cancelled { done: 0, total: 1 });
    // The band that the value is in is done, none after it.
    assert!(SEEN.load(Ordering::Relaxed) < image.len() / 4, "{SEEN:?} of {}", image.len());
}
