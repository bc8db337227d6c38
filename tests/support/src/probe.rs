//! Does each filter read as far as it says, and no further? What lies beyond the halo is poisoned, then one element within.

use crate::dtype::Dtype;
use crate::random::Random;
use ndarray::{ArrayD, Axis, IxDyn, Slice};
use stencil_core::prelude::*;

/// The side of the test image; its centre is looked at.
const SIDE: usize = 41;
const CENTRE: usize = SIDE / 2;

/// The result at the centre.
fn at_centre<U: Dtype>(image: &ArrayD<f32>, filter: &impl Filter<(f32,), Out = (U,)>) -> U {
    let found = Apply::new(filter).run(image).expect("it fits");
    found[&vec![CENTRE; image.ndim()][..]]
}

/// A restless image with poison in a range of layers along an axis.
fn poisoned(ndim: usize, axis: usize, layers: std::ops::Range<usize>, poison: f32) -> ArrayD<f32> {
    let mut random = Random::new(ndim as u64);
    let mut image = ArrayD::from_shape_simple_fn(IxDyn(&vec![SIDE; ndim]), || random.unit() as f32);
    image.slice_axis_mut(Axis(axis), Slice::from(layers)).fill(poison);
    image
}

/// Checks the reach of a filter along every axis and side. Poison beyond the halo changes nothing, whatever it is; within
/// the halo, one layer of it makes a difference. (A median can see whether a layer is high or low, not that it is NaN.)
pub fn reads_exactly_its_halo<U: Dtype>(ndim: usize, filter: &impl Filter<(f32,), Out = (U,)>) {
    let all = |axis: usize, layers: &std::ops::Range<usize>| {
        [f32::NAN, 1e9, -1e9].map(|poison| at_centre(&poisoned(ndim, axis, layers.clone(), poison), filter))
    };
    let calm = at_centre(&poisoned(ndim, 0, 0..0, 0.0), filter);
    for axis in 0..ndim {
        let side = filter.halo().side(axis);
        let (first, last) = (CENTRE - side.before, CENTRE + side.after);
        for layers in [0..first, last + 1..SIDE] {
            let same = all(axis, &layers).iter().all(|found| found.same(calm));
            assert!(same, "{}: axis {axis}, {layers:?} is beyond {}", filter.name(), filter.halo());
        }
        for layer in [first, last] {
            let [nan, high, low] = all(axis, &(layer..layer + 1));
            let differ = !nan.same(high) || !high.same(low);
            assert!(differ, "{}: axis {axis}, {layer} is within {}", filter.name(), filter.halo());
        }
    }
}
