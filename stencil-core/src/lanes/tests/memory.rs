//! Loads and stores touch as many elements as there are lanes, and no more.

use super::*;
use crate::lanes::memory::Memory;

fn round_trip<S: Simd, T: Extremes + Memory, W: Width>(simd: S) {
    let values = T::extremes();
    let source: Vec<T> = values.iter().copied().cycle().take(3 * W::LANES).collect();
    for start in 0..W::LANES {
        let lanes = Cx::<S, W>::new(simd).load(&source[start..start + W::LANES]);
        let mut target = vec![T::default(); 3 * W::LANES];
        lanes.store(&mut target[start..start + W::LANES]);
        for index in 0..3 * W::LANES {
            let inside = (start..start + W::LANES).contains(&index);
            let want = if inside { source[index] } else { T::default() };
            assert!(target[index].same(want), "element {index} of {}", place::<S, T, W>(simd));
        }
    }
}
for_types!(loads_and_stores: round_trip of u8 i8 u16 i16 u32 i32 u64 i64 f32 f64 bool);
