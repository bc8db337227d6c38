//! What is allocated: nothing per tile, and by a second call of a kind nothing at all besides the result.
#![allow(unsafe_code, reason = "an allocator that counts is an allocator")]

use ndarray::Array2;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use stencil_core::compose::EachAxis;
use stencil_core::prelude::*;

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

#[stencil]
fn laplacian(w: Window<f32, 2>) -> f32 {
    w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - 4.0 * w[[0, 0]]
}

#[stencil(radius = weights.len() / 2)]
fn blur(w: Window<f32, 1>, weights: Vec<f32>) -> f32 {
    let (mut sum, r) = (0.0, (weights.len() / 2) as isize);
    for d in -r..=r {
        sum += w[d] * weights[(d + r) as usize];
    }
    sum
}

#[stencil]
fn smaller(a: Window<f32, 2>, b: Window<f32, 2>) -> f32 {
    a[[0, 0]].min(b[[0, 1]])
}

/// How often memory was allocated by a call, after two that may have left some for it.
fn allocations(mut call: impl FnMut()) -> usize {
    call();
    call();
    let before = COUNT.load(Ordering::Relaxed);
    call();
    COUNT.load(Ordering::Relaxed) - before
}

// One test, since others would be counted too.
#[test]
fn a_second_call_allocates_its_result() {
    let image = Array2::<f32>::from_shape_fn((300, 500), |(y, x)| (y * x) as f32);
    let mut result = image.clone();
    for boundary in [Boundary::Reflect, Boundary::Wrap, Boundary::Constant(1.0)] {
        let whole = Apply::new(&laplacian).boundary(boundary);
        let tiles = whole.clone().tile([10, 70]);
        assert_eq!(allocations(|| whole.run_into(&image, &mut result).unwrap()), 0, "{boundary}");
        assert_eq!(allocations(|| tiles.run_into(&image, &mut result).unwrap()), 0, "{boundary} in 240 tiles");
        assert_eq!(allocations(|| _ = whole.run(&image).unwrap()), 1, "{boundary}, and a result");
    }
    assert_eq!(allocations(|| apply_into(&image, &laplacian, &mut result).unwrap()), 0);

    fn chain<F: Filter<(f32,), Out = (f32,)>>(name: &str, filter: F, image: &Array2<f32>) {
        let mut result = image.clone();
        for boundary in [Boundary::Reflect, Boundary::Wrap, Boundary::Constant(1.0)] {
            let whole = Apply::new(&filter).boundary(boundary);
            let tiles = whole.clone().tile([50, 170]);
            assert_eq!(allocations(|| whole.run_into(image, &mut result).unwrap()), 0, "{name}, {boundary}");
            assert_eq!(allocations(|| tiles.run_into(image, &mut result).unwrap()), 0, "{name}, {boundary} in tiles");
        }
    }
    let passes = || EachAxis::same(blur(vec![0.25, 0.5, 0.25]));
    chain("a chain", laplacian.then(laplacian).then(laplacian), &image);
    chain("passes", passes(), &image);
    chain("branches", laplacian.zip(passes()).then(smaller), &image);
    chain("an iteration", laplacian.iterate(25), &image);
    chain("a short iteration", laplacian.iterate(7), &image);

    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let tiles = Apply::new(&laplacian).tile([10, 70]).pool(&pool);
    // The other thread is called by a job, for which the pool has a queue.
    let count = allocations(|| tiles.run_into(&image, &mut result).unwrap());
    assert!(count < 5, "{count} in 240 tiles on two threads");
}
