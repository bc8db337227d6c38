//! Panics, progress, cancelling; blocks.

use super::kernels::{Fragile, Laplacian};
use super::runner::{BOUNDARIES, noise};
use crate::{Apply, Boundary, Error, Halo, apply, map_overlap};
use ndarray::{Array1, Array2, Array3, ArrayView2, Ix2};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};
use std::time::Duration;

#[test]
fn a_panic_reaches_the_caller_and_the_pool_goes_on() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let mut bytes = Array1::<u8>::zeros(1000);
    for at in [0, 500, 999] {
        bytes[at] = 77;
        let run = || Apply::new(&Fragile {}).tile([10]).pool(&pool).run(&bytes);
        let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
        assert!(panic.downcast_ref::<&str>().is_some_and(|text| text.contains("77")));
        bytes[at] = 0;
        assert_eq!(Apply::new(&Fragile {}).tile([10]).pool(&pool).run(&bytes).unwrap(), bytes);
    }
}

#[test]
fn progress_counts_every_tile() {
    let image = Array2::<f32>::zeros((40, 40));
    let seen = Mutex::new(Vec::new());
    let progress = |done, total| seen.lock().unwrap().push((done, total));
    Apply::new(&Laplacian {}).tile([10, 10]).threads(2).progress(&progress).run(&image).unwrap();
    let mut seen = seen.into_inner().unwrap();
    seen.sort_unstable();
    assert_eq!(seen, (1..=16).map(|done| (done, 16)).collect::<Vec<_>>());
}

/// Who did the tiles of an image, when each tile takes the calling thread `pause` longer.
fn hands(image: &Array2<f32>, apply: &Apply<'_, Laplacian>, pause: Duration) -> Vec<ThreadId> {
    let (caller, seen) = (thread::current().id(), Mutex::new(Vec::new()));
    let progress = |_, _| {
        seen.lock().unwrap().push(thread::current().id());
        if thread::current().id() == caller {
            thread::sleep(pause);
        }
    };
    apply.clone().progress(&progress).run(image).unwrap();
    seen.into_inner().unwrap()
}

#[test]
fn the_calling_thread_works_too_and_a_slow_one_holds_nobody_up() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let image = Array2::<f32>::zeros((400, 40));
    let (on_pool, started) = (Apply::new(&Laplacian {}).pool(&pool), Apply::new(&Laplacian {}).threads(2));
    for apply in [on_pool, started] {
        let hands = hands(&image, &apply.tile([5, 40]), Duration::from_millis(30));
        let callers = hands.iter().filter(|id| **id == thread::current().id()).count();
        assert!(hands.len() == 80 && (1..40).contains(&callers), "{callers} of {} tiles", hands.len());
        assert!(hands.iter().collect::<HashSet<_>>().len() <= 2);
    }
}

#[test]
fn small_work_stays_on_the_calling_thread() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    for side in [1, 16, 100] {
        let image = Array2::<f32>::zeros((side, side));
        let apply = Apply::new(&Laplacian {}).pool(&pool);
        assert_eq!(hands(&image, &apply, Duration::ZERO), [thread::current().id()]);
    }
}

#[test]
fn a_raised_flag_stops() {
    let image = Array2::<f32>::zeros((40, 40));
    let flag = AtomicBool::new(false);
    let stop = |done, _| flag.store(done >= 3, Ordering::Relaxed);
    let error = Apply::new(&Laplacian {}).tile([10, 10]).progress(&stop).cancel(&flag).run(&image).unwrap_err();
    assert_eq!(error, Error::Cancelled { done: 3, total: 16 });
}

#[test]
fn blocks_with_their_ghosts_give_what_the_kernel_gives() {
    let image = noise(&[33, 70], |bits| (bits % 100) as f32).into_dimensionality::<Ix2>().unwrap();
    let sum = |block: ArrayView2<'_, f32>| {
        let mut out = block.to_owned();
        for y in 1..block.nrows() - 1 {
            for x in 1..block.ncols() - 1 {
                let near = block[[y - 1, x]] + block[[y + 1, x]] + block[[y, x - 1]] + block[[y, x + 1]];
                out[[y, x]] = near - 4.0 * block[[y, x]];
            }
        }
        out
    };
    for boundary in BOUNDARIES {
        let expected = Apply::new(&Laplacian {}).boundary(boundary).run(&image).unwrap();
        assert_eq!(map_overlap(&image, Halo::uniform(1), boundary, sum).unwrap(), expected, "{boundary}");
    }
}

#[test]
fn blocks_of_the_last_axes() {
    let stack = Array3::<u8>::from_shape_fn((3, 4, 5), |(z, y, x)| (z * 20 + y * 5 + x) as u8);
    let same = map_overlap(&stack, Halo::from_sides([(2, 1), (0, 3)]), Boundary::Mirror, |block| block.to_owned());
    assert_eq!(same.unwrap(), stack);
}

#[test]
fn every_kind_of_array_is_an_input() {
    let image = noise(&[9, 20], |bits| bits as f32).into_dimensionality::<Ix2>().unwrap();
    let expected = apply(&image, &Laplacian {}).unwrap();
    assert_eq!(apply(&image.view(), &Laplacian {}).unwrap(), expected);
    assert_eq!(apply(&image.clone().view_mut(), &Laplacian {}).unwrap(), expected);
    assert_eq!(apply(&image.to_shared(), &Laplacian {}).unwrap(), expected);
    assert_eq!(apply(&*image, &Laplacian {}).unwrap(), expected);
    assert_eq!(apply(&image.clone().into_dyn(), &Laplacian {}).unwrap(), expected.clone().into_dyn());
    assert_eq!(crate::apply_parallel(&image, &Laplacian {}).unwrap(), expected);
}
