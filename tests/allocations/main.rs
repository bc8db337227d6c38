//! What ready filters allocate by a second call of a kind: nothing.
#![allow(unsafe_code, reason = "an allocator that counts is an allocator")]

use ndarray::Array2;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use stencil_core::prelude::*;
use stencil_filters::{gaussian, sobel, threshold, uniform};

struct Counting;

static COUNT: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the system's allocator does it all.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Applies a filter three times: what the third allocates, as a whole and in tiles.
fn check<T: Element, U: Element>(name: &str, filter: impl Filter<(T,), Out = (U,)>, image: &Array2<T>) {
    let mut result = Array2::from_elem(image.dim(), U::default());
    let whole = Apply::new(&filter);
    for call in [whole.clone(), whole.clone().tile([100, 170]), whole.boundary(Boundary::Constant(2.0))] {
        let mut run = || call.run_into(image, &mut result).expect("it fits");
        run();
        run();
        let before = COUNT.load(Ordering::Relaxed);
        run();
        assert_eq!(COUNT.load(Ordering::Relaxed) - before, 0, "{name}: {call:?}");
    }
}

// One test, since others would be counted too.
#[test]
fn a_second_call_allocates_nothing() {
    let floats = Array2::from_shape_fn((300, 500), |(y, x)| (y * x % 97) as f32);
    let bytes = floats.mapv(|v| v as u8);
    check("gaussian", gaussian(2.0), &floats);
    check("gaussian of bytes", gaussian(1.5), &bytes);
    check("sobel", sobel(), &floats);
    check("sobel along an axis", sobel().axis(0), &bytes);
    check("uniform", uniform(15), &floats);
    check("uniform of bytes", uniform([3, 40]), &bytes);
    check("edges", gaussian(1.0).then(sobel()).then(threshold(3.0)), &floats);
    check("smoothed again", gaussian(1.0).then(uniform(5)).iterate(4), &floats);
}
