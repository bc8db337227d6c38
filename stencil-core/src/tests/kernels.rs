//! Kernels written by hand, as the macro would write them.

use crate::__private::{
    B8, B16, B32, B64, Cow, Cx, Effort, Elements, Filter, Halo, Job, Kernel, Simd, Stencil, Width, run_kernel,
};
use crate::lanes::ops;

/// A kernel from its two bodies.
macro_rules! kernel {
    (ignores $name:ident $($rest:tt)*) => { kernel! { @ true $name $($rest)* } };
    (@ $ignores:literal $name:ident { $($field:ident: $ty:ty),* } [$($input:ty),+; $d:literal] -> [$($output:ty),+], $width:ty, $vectorized:literal,
     $halos:expr, |$this:ident, $pixel_windows:pat_param| $pixel:expr, |$cx:ident, $lane_windows:pat_param| $lanes:expr) => {
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $name { $(pub(super) $field: $ty),* }
        impl Stencil for $name {
            fn name(&self) -> Cow<'static, str> { stringify!($name).into() }
            fn halo(&self) -> Halo {
                Kernel::<($($input,)+), $d>::halos(self).iter().fold(Halo::ZERO, |all, halo| all.union(*halo))
            }
            fn dims(&self) -> Option<usize> { Some($d) }
            fn ignores(&self) -> bool { $ignores }
        }
        impl Kernel<($($input,)+), $d> for $name {
            type Out = ($($output,)+);
            type Width = $width;
            const VECTORIZED: bool = $vectorized;
            // Few values, so that rows are evaluated together on every level; with one axis, as loops of any length are.
            const EFFORT: Effort = Effort { values: 1, long: $d == 1, deep: true };
            #[inline(always)]
            fn halos(&self) -> <($($input,)+) as Elements>::Halos { let $this = self; let _ = $this; $halos }
            fn pixel(&self, $pixel_windows: <($($input,)+) as Elements>::Windows<'_, $d>) -> Self::Out { let $this = self; let _ = $this; $pixel }
            #[inline(always)]
            fn lanes<S: Simd, W: Width>(
                &self,
                $cx: Cx<S, W>,
                $lane_windows: <($($input,)+) as Elements>::LaneWindows<'_, S, W, $d>,
            ) -> <Self::Out as Elements>::Packs<S, W> { let $this = self; let _ = ($this, $cx); $lanes }
        }
        impl Filter<($($input,)+)> for $name {
            type Out = ($($output,)+);
            type Carry<'s> = ();
            fn carry<'s>(&self, _: &Job<'s>) {}
            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                (): &mut (),
                sources: <($($input,)+) as Elements>::Sources<'_>,
                targets: <($($output,)+) as Elements>::Targets<'_>,
            ) {
                run_kernel::<($($input,)+), Self, $d>(self, job, sources, targets);
            }
        }
    };
    ($name:ident $($rest:tt)*) => { kernel! { @ false $name $($rest)* } };
}

kernel! { Laplacian {} [f32; 2] -> [f32], B32, true, [Halo::from_sides([(1, 1), (1, 1)])],
    |_k, (w,)| (w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - 4.0 * w[[0, 0]],),
    |cx, (w,)| (w.at([-1, 0]) + w.at([1, 0]) + w.at([0, -1]) + w.at([0, 1]) - cx.splat(4.0) * w.at([0, 0]),)
}

// One-sided, and deeper behind than ahead.
kernel! { Backward {} [f64; 1] -> [f64], B64, true, [Halo::from_sides([(3, 1)])],
    |_k, (w,)| (w[0] - 0.5 * w[-3] * w[1],),
    |cx, (w,)| (w.at(0) - cx.splat(0.5) * w.at(-3) * w.at(1),)
}

kernel! { Max {} [u8; 2] -> [u8], B8, true, [Halo::from_sides([(1, 0), (0, 2)])],
    |_k, (w,)| (w[[-1, 2]].max(w[[0, 0]]),),
    |cx, (w,)| ({ let (a, b) = (w.at([-1, 2]), w.at([0, 0])); ops::select(ops::lt(a, b), b, a) },)
}

// Three dimensions, an asymmetric reach on each axis.
kernel! { Corner {} [i32; 3] -> [i32], B32, true, [Halo::from_sides([(2, 0), (0, 1), (1, 1)])],
    |_k, (w,)| (w[[-2, 0, 0]].wrapping_mul(3).wrapping_sub(w[[0, 1, -1]]).wrapping_add(w[[0, 0, 1]]),),
    |cx, (w,)| (w.at([-2, 0, 0]) * cx.splat(3) - w.at([0, 1, -1]) + w.at([0, 0, 1]),)
}

// Two inputs of different types and reach, two outputs of different types.
kernel! { Both {} [u8, f32; 2] -> [f32, u16], B32, true,
    [Halo::from_sides([(0, 1), (1, 0)]), Halo::from_sides([(2, 2), (0, 0)])],
    |_k, (a, b)| (b[[-2, 0]] + b[[2, 0]] - f32::from(a[[1, 0]]), u16::from(a[[0, -1]])),
    |cx, (a, b)| (b.at([-2, 0]) + b.at([2, 0]) - a.at([1, 0]).cast::<f32>(), a.at([0, -1]).cast::<u16>())
}

// Cannot be lowered: pixel by pixel.
kernel! { Steps {} [u16; 2] -> [u16], B16, false, [Halo::from_sides([(1, 1), (1, 1)])],
    |_k, (w,)| ({
        let (mut x, mut n) = (w[[1, 1]] as u32 + w[[-1, 0]] as u32 + 1, 0);
        while x != 1 {
            x = if x % 2 == 0 { x / 2 } else { 3 * x + 1 };
            n += 1;
        }
        n
    },),
    |cx, (w,)| (w.center(),)
}

// A reach from a parameter.
kernel! { Blur { radius: usize } [f32; 1] -> [f32], B32, true, [Halo::from_sides([(_k.radius, _k.radius)])],
    |_k, (w,)| ({
        let r = _k.radius as isize;
        let mut sum = 0.0;
        for d in -r..=r {
            sum += w[d] * (d as f32 + 0.3);
        }
        sum
    },),
    |cx, (w,)| ({
        let r = _k.radius as isize;
        let mut sum = cx.splat(0.0);
        for d in -r..=r {
            sum += w.at(d) * cx.splat(d as f32 + 0.3);
        }
        sum
    },)
}

kernel! { Negative {} [bool; 1] -> [bool], B8, true, [Halo::from_sides([(1, 0)])],
    |_k, (w,)| (!w[-1],),
    |cx, (w,)| (!w.at(-1),)
}

// Panics at one value.
kernel! { Fragile {} [u8; 1] -> [u8], B8, false, [Halo::from_sides([(0, 0)])],
    |_k, (w,)| ({ assert!(w[0] != 77, "77 is not allowed"); w[0] },),
    |cx, (w,)| (w.at(0),)
}

// Takes what `Both` gives.
kernel! { Swap {} [f32, u16; 2] -> [f32], B32, true, [Halo::from_sides([(0, 0), (0, 0)]); 2],
    |_k, (a, b)| (a[[0, 0]] - f32::from(b[[0, 0]]),),
    |cx, (a, b)| (a.at([0, 0]) - b.at([0, 0]).cast::<f32>(),)
}

// Window words only: they can leave neighbours out.
kernel! { ignores Brightest {} [u8; 2] -> [u8], B8, true, [Halo::from_sides([(1, 2), (3, 0)])],
    |_k, (w,)| (w.max(),),
    |cx, (w,)| (w.max(),)
}
kernel! { ignores Darkest {} [u8; 2] -> [u8], B8, true, [Halo::from_sides([(1, 1), (1, 1)])],
    |_k, (w,)| (w.min(),),
    |cx, (w,)| (w.min(),)
}

// Where rows are evaluated together: a loop of run-time length, several types, masks, pixels that take no part.

kernel! { TallCross { radius: usize } [f32; 2] -> [f32], B32, true,
    [Halo::from_sides([(_k.radius, _k.radius), (_k.radius, 0)])],
    |_k, (w,)| ({
        let r = _k.radius as isize;
        let mut sum = 0.0;
        for d in -r..=r {
            sum += w[[d, -d.abs()]] * (d as f32 + 0.3);
        }
        sum
    },),
    |cx, (w,)| ({
        let r = _k.radius as isize;
        let mut sum = cx.splat(0.0);
        for d in -r..=r {
            sum += w.at([d, -d.abs()]) * cx.splat(d as f32 + 0.3);
        }
        sum
    },)
}

kernel! { TallMixed {} [u8, f64; 2] -> [u16, f64], B64, true,
    [Halo::from_sides([(0, 2), (1, 0)]), Halo::from_sides([(1, 0), (0, 3)])],
    |_k, (a, b)| (u16::from(a[[2, -1]]), b[[-1, 3]] - f64::from(a[[0, 0]])),
    |cx, (a, b)| (a.at([2, -1]).cast::<u16>(), b.at([-1, 3]) - a.at([0, 0]).cast::<f64>())
}

kernel! { TallMasks {} [u8, bool; 1] -> [bool, u8], B8, true,
    [Halo::from_sides([(2, 0)]), Halo::from_sides([(0, 1)])],
    |_k, (a, b)| (a[-2] < a[0] && b[1], if b[0] { a[-1] } else { 7 }),
    |cx, (a, b)| (ops::lt(a.at(-2), a.at(0)) & b.at(1), ops::select(b.at(0), a.at(-1), cx.splat(7)))
}

kernel! { ignores TallDarkest {} [u16; 2] -> [u16], B16, true, [Halo::from_sides([(2, 1), (1, 2)])],
    |_k, (w,)| (w.min(),),
    |cx, (w,)| (w.min(),)
}
