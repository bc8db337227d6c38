//! Kernels that look at a list of offsets given at run time, each in one to four dimensions.

use stencil_core::prelude::*;

/// Offsets that are no list to the macro: of a list, bodies of several lengths are compiled, which takes its time. Those that
/// are given as lists here are enough to compare them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Offsets<const D: usize>(pub(crate) Vec<[isize; D]>);

macro_rules! kernels {
    ($dims:tt [$($n:tt)*]: $darkest:ident $ends:ident $brighter:ident $middle:ident $horner:ident $weighted:ident $mixed:ident) => {
        /// The smallest value at the offsets and the pixel.
        #[stencil(simd, reach = ([$(lo[$n]),*], [$(hi[$n]),*]))]
        pub(crate) fn $darkest<T: Element>(
            w: Window<T, $dims>,
            lo: [isize; $dims],
            hi: [isize; $dims],
            offsets: Offsets<$dims>,
        ) -> T {
            let mut best = w.center();
            for offset in offsets.0.iter() {
                let value = w[*offset];
                if value < best {
                    best = value;
                }
            }
            best
        }

        /// The smallest and the largest value of the whole window.
        #[stencil(simd, reach = ([$(lo[$n]),*], [$(hi[$n]),*]))]
        pub(crate) fn $ends<T: Element>(w: Window<T, $dims>, lo: [isize; $dims], hi: [isize; $dims]) -> (T, T) {
            (w.min(), w.max())
        }

        /// How many values are larger than the pixel, and whether they are many.
        #[stencil(simd, reach = ([$(lo[$n]),*], [$(hi[$n]),*]))]
        pub(crate) fn $brighter<T: Element>(
            w: Window<T, $dims>,
            lo: [isize; $dims],
            hi: [isize; $dims],
            offsets: Offsets<$dims>,
            many: u32,
        ) -> (u32, bool) {
            let mut count = 0_u32;
            for offset in offsets.0.iter() {
                if w[*offset] > w.center() {
                    count += 1;
                }
            }
            (count, count >= many)
        }

        /// The value in the middle of the whole window; the upper one of two.
        #[stencil(simd, reach = ([$(lo[$n]),*], [$(hi[$n]),*]))]
        pub(crate) fn $middle<T: Element>(w: Window<T, $dims>, lo: [isize; $dims], hi: [isize; $dims]) -> T {
            w.median()
        }

        /// A polynomial whose coefficients are the values: every order of evaluation but one has other bits.
        #[stencil(simd, reach = ([$(lo[$n]),*], [$(hi[$n]),*]))]
        pub(crate) fn $horner<T: Float>(
            w: Window<T, $dims>,
            lo: [isize; $dims],
            hi: [isize; $dims],
            offsets: Vec<[isize; $dims]>,
            x: T,
        ) -> T {
            let mut sum = w.center();
            for offset in offsets.iter() {
                sum = sum * x + w[*offset];
            }
            sum
        }

        /// A weighted sum of integers that wraps.
        #[stencil(simd, reach = ([$(lo[$n]),*], [$(hi[$n]),*]))]
        pub(crate) fn $weighted<T: Integer>(
            w: Window<T, $dims>,
            lo: [isize; $dims],
            hi: [isize; $dims],
            offsets: Vec<[isize; $dims]>,
            weights: Vec<T>,
        ) -> T {
            let mut sum = w.center();
            for i in 0..offsets.len() {
                sum = sum.wrapping_add(weights[i].wrapping_mul(w[offsets[i]]));
            }
            sum
        }

        /// Two arrays of different types: the sum of one where the other is not below a level.
        #[stencil(simd, reach(w) = ([$(lo[$n]),*], [$(hi[$n]),*]), reach(v) = ([$(lo[$n]),*], [$(hi[$n]),*]))]
        pub(crate) fn $mixed(
            w: Window<u8, $dims>,
            v: Window<f32, $dims>,
            lo: [isize; $dims],
            hi: [isize; $dims],
            offsets: Offsets<$dims>,
            level: u8,
        ) -> (f32, u8) {
            let (mut sum, mut last) = (0.0_f32, 0_u8);
            for offset in offsets.0.iter() {
                if w[*offset] >= level {
                    sum += v[*offset];
                    last = w[*offset];
                }
            }
            (sum, last)
        }
    };
}
kernels! { 1 [0]: darkest_1 ends_1 brighter_1 middle_1 horner_1 weighted_1 mixed_1 }
kernels! { 2 [0 1]: darkest_2 ends_2 brighter_2 middle_2 horner_2 weighted_2 mixed_2 }
kernels! { 3 [0 1 2]: darkest_3 ends_3 brighter_3 middle_3 horner_3 weighted_3 mixed_3 }
kernels! { 4 [0 1 2 3]: darkest_4 ends_4 brighter_4 middle_4 horner_4 weighted_4 mixed_4 }
