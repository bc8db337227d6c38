//! A kernel is an item like any other: also in a function, a block, a closure, a const.

use ndarray::arr1;
use stencil_core::Side;
use stencil_core::prelude::*;

fn smoothed(values: &[f32]) -> Vec<f32> {
    #[stencil]
    fn pair(w: Window<f32, 1>) -> f32 {
        0.5 * (w[0] + w[1])
    }
    apply(&arr1(values), &pair).unwrap().to_vec()
}

const REACH: Side = {
    #[stencil]
    fn ahead(w: Window<f32, 1>) -> f32 {
        w[3]
    }
    let _ = ahead;
    Side::new(0, 3)
};

#[test]
fn they_run() {
    assert_eq!(smoothed(&[1.0, 3.0]), [2.0, 3.0]);
    let halo = || {
        #[stencil]
        fn pair(w: Window<f32, 1>, by: f32) -> f32 {
            by * (w[0] + w[1])
        }
        pair(0.5).halo()
    };
    assert_eq!(halo(), Halo::from_sides([(0, 1)]));
    assert_eq!(REACH.after, 3);
}
