//! Panics, threads and cancelling: nothing is lost, nothing hangs, and the bits stay the same.

use ndarray::{Array1, Array2};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use stencil_core::prelude::*;
use stencil_filters::{gaussian, median};
use stencil_testing::random::Random;

/// What [`fragile`] does not survive.
const MINE: u8 = 77;

fn step_on(value: u8) -> u8 {
    assert_ne!(value, MINE, "stepped on a mine");
    value
}

#[stencil]
fn fragile(w: Window<u8, 2>) -> u8 {
    step_on(w[[0, 0]]) / 2 + w[[-1, 0]] / 4 + w[[0, 1]] / 4
}

/// A picture in which only the element at `mine`, if any, is fatal.
fn picture(random: &mut Random, mine: Option<[usize; 2]>) -> Array2<u8> {
    let mut picture = Array2::from_shape_simple_fn((40, 50), || random.below(MINE.into()) as u8);
    if let Some(mine) = mine {
        picture[mine] = MINE;
    }
    picture
}

#[test]
fn a_panic_at_any_pixel_reaches_the_caller_200_times() {
    let mut random = Random::new(3);
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for run in 0..200 {
            let mine = [random.below(40), random.below(50)];
            let picture = picture(&mut random, Some(mine));
            let tile = [1 + random.below(12), 1 + random.below(60)];
            let apply = Apply::new(&fragile).tile(tile);
            let apply = if run % 2 == 0 { apply.pool(&pool) } else { apply.threads(threads) };
            let panic = catch_unwind(AssertUnwindSafe(|| apply.run(&picture))).expect_err("it stepped on the mine");
            let text = panic.downcast_ref::<String>().expect("the assertion's own message");
            assert!(text.contains("stepped on a mine"), "{text}");
            // The pool is as good as before.
            let mut safe = picture;
            safe[mine] = 0;
            let expected = Apply::new(&fragile).threads(1).run(&safe).unwrap();
            assert_eq!(Apply::new(&fragile).tile(tile).pool(&pool).run(&safe).unwrap(), expected);
        }
    }
}

#[test]
fn within_a_job_of_the_same_pool_there_is_no_deadlock() {
    let picture = picture(&mut Random::new(4), None);
    let expected = Apply::new(&fragile).threads(1).run(&picture).unwrap();
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let run = || Apply::new(&fragile).tile([3, 20]).pool(&pool).run(&picture).unwrap();
        assert_eq!(pool.install(run), expected);
        let (a, b) = pool.install(|| rayon::join(run, run));
        assert_eq!((&a, &b), (&expected, &expected));
        // As many jobs within jobs as there are threads, each waiting for tiles.
        let all = pool.install(|| rayon::join(|| rayon::join(run, run), || rayon::join(run, run)));
        assert!([all.0.0, all.0.1, all.1.0, all.1.1].iter().all(|found| *found == expected));
    }
}

#[test]
fn many_threads_apply_at_once() {
    let picture = picture(&mut Random::new(5), None);
    let expected = Apply::new(&median(5)).threads(1).run(&picture).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    thread::scope(|scope| {
        for caller in 0..4 {
            let (pool, picture, expected) = (&pool, &picture, &expected);
            scope.spawn(move || {
                let filter = median(5);
                for tile in 1..60 {
                    let apply = Apply::new(&filter).tile([7, tile]);
                    let apply = if caller < 2 { apply.pool(pool) } else { apply.threads(2) };
                    assert_eq!(apply.run(picture).unwrap(), *expected);
                }
            });
        }
    });
}

#[test]
fn a_hundred_repeats_give_the_same_bytes() {
    let mut random = Random::new(6);
    let image = Array2::from_shape_simple_fn((67, 131), || random.unit() as f32);
    let filter = gaussian(2.0).then(median(3));
    let bits = |image: &Array2<f32>| image.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    let expected = bits(&Apply::new(&filter).threads(1).run(&image).unwrap());
    for repeat in 0..100 {
        let tile = [1 + random.below(70), 1 + random.below(140)];
        let found = Apply::new(&filter).tile(tile).threads(1 + repeat % 7).run(&image).unwrap();
        assert_eq!(bits(&found), expected, "in tiles of {tile:?}");
    }
}

#[test]
fn cancelling_ends_with_the_tiles_that_are_at_work() {
    let line = Array1::<f32>::zeros(100_000);
    let filter = gaussian(1.0);
    for threads in [1, 2, 8] {
        let (flag, seen) = (AtomicBool::new(false), AtomicUsize::new(0));
        let progress = |_, _| {
            if seen.fetch_add(1, Ordering::SeqCst) + 1 == 20 {
                flag.store(true, Ordering::SeqCst);
            }
        };
        let apply = Apply::new(&filter).tile([100]).threads(threads).progress(&progress).cancel(&flag);
        let Err(Error::Cancelled { done, total }) = apply.run(&line) else { panic!("it was cancelled") };
        assert_eq!(total, 1000);
        assert!((20..20 + threads).contains(&done), "{done} tiles on {threads} threads");
    }
}
