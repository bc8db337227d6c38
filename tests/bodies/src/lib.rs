//! Kernels with random bodies: lanes equal pixels, and pixels equal the function as it stands, bit for bit.
//!
//! The build script writes them. Each must be vectorised, but for the few with something that has no form in lanes.
//!
//! ```sh
//! cargo test -p stencil-bodies                            # 200 bodies, the same ones every time
//! BODIES=500 SEED=7 cargo test -p stencil-bodies          # 500 others
//! ```

#![cfg(all(test, target_arch = "x86_64"))]
#![allow(warnings, clippy::all, arithmetic_overflow, reason = "random bodies have no style")]

use stencil_core::prelude::*;
use stencil_testing::lowering::*;

/// The smaller and the larger of two floats, where Rust leaves open which zero it is.
trait Settled {
    fn settled_min(self, other: Self) -> Self;
    fn settled_max(self, other: Self) -> Self;
}

macro_rules! settled {
    ($($t:ident)*) => {$(
        impl Settled for $t {
            fn settled_min(self, other: Self) -> Self {
                if self < other || other.is_nan() { self } else { other }
            }
            fn settled_max(self, other: Self) -> Self {
                if self > other || other.is_nan() { self } else { other }
            }
        }
    )*};
}
settled!(f32 f64);

include!(concat!(env!("OUT_DIR"), "/bodies.rs"));

/// Whether a body has a form in lanes.
#[derive(Debug, PartialEq)]
enum Lanes {
    Always,
    Sometimes,
    Never,
}

#[test]
fn lanes_equal_pixels_equal_plain_rust() {
    // Code that is not optimised keeps every vector of a body on the stack.
    let work = std::thread::Builder::new().stack_size(256 << 20).spawn(compare).expect("there is a thread");
    work.join().expect("the bodies agree");
}

fn compare() {
    let (mut failed, mut vectorised) = (Vec::new(), 0);
    for (name, lanes, check) in BODIES {
        match std::panic::catch_unwind(check) {
            Ok(found) => {
                vectorised += usize::from(found);
                let fine = *lanes == Lanes::Sometimes || found == (*lanes == Lanes::Always);
                assert!(fine, "{name} is vectorised: {found}, expected {lanes:?}");
            }
            Err(_) => failed.push(name),
        }
    }
    println!("{} bodies, {vectorised} in lanes", BODIES.len());
    assert!(failed.is_empty(), "{} of {} bodies: {failed:?}", failed.len(), BODIES.len());
}
