//! Sums of boxes against plain loops.

use super::{BoxSums, Mean, Sum, Whole};
use crate::apply::{Apply, apply};
use crate::boundary::Boundary;
use crate::halo::Halo;
use ndarray::{Array2, Array3, s};

fn noise(shape: (usize, usize)) -> Array2<f32> {
    let mut state = 1_u32;
    Array2::from_shape_fn(shape, |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 16_777_216.0 - 0.5
    })
}

/// The same window has the same bits wherever it is, so a cut cannot change anything.
#[test]
fn bits_do_not_depend_on_the_place() {
    let image = noise((90, 301));
    let filter = BoxSums::<Whole<f32>, _>::new(Halo::from_sides([(7, 7), (11, 12)]), 2, Sum);
    let call = Apply::new(&filter).boundary(Boundary::Valid);
    let whole = call.run(&image).expect("it fits");
    for (y, x) in [(0, 0), (1, 3), (13, 40), (30, 129)] {
        let part = call.run(&image.slice(s![y..y + 40, x..x + 70])).expect("it fits");
        assert_eq!(part, whole.slice(s![y..y + 26, x..x + 47]), "{y} {x}");
    }
    for tile in [[1, 1], [5, 17], [26, 300], [90, 64]] {
        assert_eq!(call.clone().tile(tile).run(&image).expect("it fits"), whole, "{tile:?}");
    }
}

#[test]
fn whole_numbers_are_exact_at_every_size_and_layout() {
    let image = Array3::from_shape_fn((9, 40, 67), |(z, y, x)| (z * 89 + y * 31 + x * 17 + x * y % 7) as u16);
    for (before, after) in [((0, 0), (1, 0)), ((1, 1), (2, 1)), ((20, 3), (0, 30)), ((5, 60), (9, 70))] {
        let filter = BoxSums::<Whole<u32>, _>::new(Halo::from_sides([before, after]), 2, Sum);
        for axes in [[0, 1], [1, 2], [2, 0], [2, 1]] {
            let found = Apply::new(&filter).axes(axes).boundary(Boundary::Nearest).run(&image).expect("it fits");
            let at = |index: [isize; 3]| {
                let near = std::array::from_fn(|axis| index[axis].clamp(0, image.shape()[axis] as isize - 1) as usize);
                u32::from(image[near])
            };
            for (z, y, x) in [(0, 0, 0), (4, 20, 33), (8, 39, 66), (2, 5, 60)] {
                let mut sum = 0;
                for i in -(before.0 as isize)..=before.1 as isize {
                    for k in -(after.0 as isize)..=after.1 as isize {
                        let mut index = [z as isize, y as isize, x as isize];
                        index[axes[0]] += i;
                        index[axes[1]] += k;
                        sum += at(index);
                    }
                }
                assert_eq!(found[[z, y, x]], sum, "{axes:?} {before:?} {after:?} at {z} {y} {x}");
            }
        }
    }
}

#[test]
fn channels_stay_apart() {
    let image = Array3::from_shape_fn((12, 50, 3), |(y, x, c)| (y * 7 + x * 13 + c * 100) as u8);
    let filter = BoxSums::<Whole<u16>, _>::new(Halo::from_sides([(2, 2), (3, 3)]), 2, Mean::<u8>::of(35));
    let found = Apply::new(&filter).axes([0, 1]).run(&image).expect("it fits");
    for c in 0..3 {
        let channel = image.slice(s![.., .., c]);
        assert_eq!(found.slice(s![.., .., c]), apply(&channel, &filter).expect("it fits"));
    }
}
