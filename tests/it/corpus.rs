//! Bodies that people really write. Each must compile as it stands, lower to SIMD where its comment says so (then `#[stencil(simd)]` compiles too),
//! equal the plain function evaluated pixel by pixel, and carry the halo in its comment ([before, after] per axis). The spelling follows
//! `design.md`; where the spelling changes there, it changes here. They are a minimum, not the limit: a user's next body will be another one.

use stencil_core::prelude::*;

/// simd; [1,1] x [1,1]. Exchange network written with a helper function and an array. A macro cannot ask what a name outside its body is, so the
/// helper is annotated and named at the use (`with`); a function nested in the body needs neither.
#[stencil_fn]
fn order<T: Element>(a: T, b: T) -> (T, T) {
    if a < b { (a, b) } else { (b, a) }
}
#[stencil(with(order))]
fn median_3x3<T: Element>(w: Window<T, 2>) -> T {
    let mut v = [w[[0, 0]]; 9];
    let mut n = 0;
    for dy in -1..=1 {
        for dx in -1..=1 {
            v[n] = w[[dy, dx]];
            n += 1;
        }
    }
    const NETWORK: [(usize, usize); 19] = [
        (1, 2),
        (4, 5),
        (7, 8),
        (0, 1),
        (3, 4),
        (6, 7),
        (1, 2),
        (4, 5),
        (7, 8),
        (0, 3),
        (5, 8),
        (4, 7),
        (3, 6),
        (1, 4),
        (2, 5),
        (4, 7),
        (4, 2),
        (6, 4),
        (4, 2),
    ];
    for (i, j) in NETWORK {
        (v[i], v[j]) = order(v[i], v[j]);
    }
    v[4]
}

/// simd; [2,2] x [2,2]. Kuwahara: the mean of the calmest of four quadrants.
#[stencil]
fn kuwahara(w: Window<f32, 2>) -> f32 {
    let mut best_mean = 0.0;
    let mut best_spread = f32::INFINITY;
    for (oy, ox) in [(-2, -2), (-2, 0), (0, -2), (0, 0)] {
        let mut sum = 0.0;
        let mut squares = 0.0;
        for dy in 0..3 {
            for dx in 0..3 {
                let v = w[[oy + dy, ox + dx]];
                sum += v;
                squares += v * v;
            }
        }
        let mean = sum / 9.0;
        let spread = squares / 9.0 - mean * mean;
        if spread < best_spread {
            best_spread = spread;
            best_mean = mean;
        }
    }
    best_mean
}

/// simd; [1,1] x [1,1]. Two outputs; atan2 and hypot vectorised.
#[stencil]
fn gradient(w: Window<f32, 2>) -> (f32, f32) {
    let gy = w[[1, -1]] + 2.0 * w[[1, 0]] + w[[1, 1]] - w[[-1, -1]] - 2.0 * w[[-1, 0]] - w[[-1, 1]];
    let gx = w[[-1, 1]] + 2.0 * w[[0, 1]] + w[[1, 1]] - w[[-1, -1]] - 2.0 * w[[0, -1]] - w[[1, -1]];
    (gx.hypot(gy), gy.atan2(gx))
}

/// simd; two inputs: magnitude [1,1] x [1,1], angle [0,0] x [0,0]. Canny's non-maximum suppression.
#[stencil]
fn suppress(magnitude: Window<f32, 2>, angle: Window<f32, 2>) -> f32 {
    let m = magnitude[[0, 0]];
    let a = angle[[0, 0]].abs();
    let (p, q) = if a < 0.3927 || a > 2.7489 {
        (magnitude[[0, -1]], magnitude[[0, 1]])
    } else if a < 1.1781 {
        (magnitude[[-1, -1]], magnitude[[1, 1]])
    } else if a < 1.9635 {
        (magnitude[[-1, 0]], magnitude[[1, 0]])
    } else {
        (magnitude[[-1, 1]], magnitude[[1, -1]])
    };
    if m >= p && m >= q { m } else { 0.0 }
}

/// simd; [1,1] x [1,1]. Perona–Malik diffusion, one step; exp vectorised. `perona_malik(..).iterate(50)` has halo 50.
#[stencil]
fn perona_malik(w: Window<f32, 2>, kappa: f32, step: f32) -> f32 {
    let c = w[[0, 0]];
    let mut flow = 0.0;
    for (dy, dx) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
        let d = w[[dy, dx]] - c;
        let t = d / kappa;
        flow += (-t * t).exp() * d;
    }
    c + step * flow
}

/// simd; [1,1] x [1,1]. Local binary pattern: comparisons to bits.
#[stencil]
fn local_binary_pattern(w: Window<u8, 2>) -> u8 {
    let c = w[[0, 0]];
    let mut code = 0u8;
    for (bit, (dy, dx)) in
        [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)].into_iter().enumerate()
    {
        if w[[dy, dx]] >= c {
            code |= 1 << bit;
        }
    }
    code
}

/// simd; [1,1] x [1,1]. Wide accumulator, rounded, back to the narrow type.
#[stencil]
fn box_mean_u8(w: Window<u8, 2>) -> u8 {
    let mut sum = 0u16;
    for dy in -1..=1 {
        for dx in -1..=1 {
            sum += w[[dy, dx]] as u16;
        }
    }
    ((sum + 4) / 9) as u8
}

/// simd; [r, r] on both axes from a run-time parameter.
#[stencil(radius = radius)]
fn bilateral(w: Window<f32, 2>, radius: usize, sigma_space: f32, sigma_value: f32) -> f32 {
    let r = radius as isize;
    let c = w[[0, 0]];
    let (mut sum, mut weight) = (0.0, 0.0);
    for dy in -r..=r {
        for dx in -r..=r {
            let near = -((dy * dy + dx * dx) as f32) / (2.0 * sigma_space * sigma_space);
            let v = w[[dy, dx]];
            let d = (v - c) / sigma_value;
            let k = (near - 0.5 * d * d).exp();
            sum += k * v;
            weight += k;
        }
    }
    sum / weight
}

/// simd; [1,0]: it never looks ahead. Exponential decay by upwind differences, the side chosen by the sign of the flow needs [1,1].
#[stencil]
fn backward(w: Window<f64, 1>, courant: f64) -> f64 {
    w[0] - courant * (w[0] - w[-1])
}
#[stencil]
fn upwind(q: Window<f64, 1>, velocity: Window<f64, 1>, dt: f64) -> f64 {
    let u = velocity[0];
    let slope = if u > 0.0 { q[0] - q[-1] } else { q[1] - q[0] };
    q[0] - dt * u * slope
}

/// simd; wave equation: two time levels in, u has [1,1]^2, previous [0,0]^2.
#[stencil]
fn wave(u: Window<f32, 2>, previous: Window<f32, 2>, c2: f32) -> f32 {
    2.0 * u[[0, 0]] - previous[[0, 0]] + c2 * (u[[-1, 0]] + u[[1, 0]] + u[[0, -1]] + u[[0, 1]] - 4.0 * u[[0, 0]])
}

/// simd; Gray–Scott: two inputs, two outputs.
#[stencil]
fn gray_scott(u: Window<f32, 2>, v: Window<f32, 2>, feed: f32, kill: f32) -> (f32, f32) {
    let lap = |w: Window<f32, 2>| w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - 4.0 * w[[0, 0]];
    let (a, b) = (u[[0, 0]], v[[0, 0]]);
    let reaction = a * b * b;
    (a + 0.2097 * lap(u) - reaction + feed * (1.0 - a), b + 0.105 * lap(v) + reaction - (feed + kill) * b)
}

/// simd; [2,2] x [2,2] on a 16-bit sensor image: same-colour neighbours of a Bayer pattern, stride 2.
#[stencil]
fn hot_pixel(w: Window<u16, 2>, threshold: u16) -> u16 {
    let c = w[[0, 0]];
    let (mut lo, mut hi) = (u16::MAX, 0);
    for dy in (-2..=2).step_by(2) {
        for dx in (-2..=2).step_by(2) {
            if (dy, dx) != (0, 0) {
                lo = lo.min(w[[dy, dx]]);
                hi = hi.max(w[[dy, dx]]);
            }
        }
    }
    if c > hi.saturating_add(threshold) {
        return hi;
    }
    if c.saturating_add(threshold) < lo { lo } else { c }
}

/// simd; [1,1]^3. A window word needs a declared radius: without one it is an error that says so.
#[stencil(radius = 1)]
fn mean_27(w: Window<f32, 3>) -> f32 {
    w.mean()
}

/// simd; window words with a declared radius, bool out.
#[stencil(radius = 7)]
fn above_local_mean(w: Window<u8, 2>, offset: f32) -> bool {
    w.center() as f32 > w.mean() - offset
}

/// simd; const generics.
#[stencil]
fn star<const R: isize>(w: Window<i32, 2>) -> i32 {
    let mut best = w[[0, 0]];
    for d in -R..=R {
        best = best.max(w[[d, 0]]).max(w[[0, d]]);
    }
    best
}

/// Falls back per pixel, and still gives the right answer: data-dependent loop. `#[stencil(simd)]` on it is an error at the `while`.
#[stencil]
fn isolevel(w: Window<f32, 2>) -> u32 {
    let (mut x, mut n) = (w[[0, 0]] + 0.1 * w[[0, 1]], 0);
    while x * x < 4.0 && n < 50 {
        x = x * x + 0.3;
        n += 1;
    }
    n
}

/// simd around one call: a function the macro knows nothing of is called lane by lane, the rest stays vectorised. `#[stencil(simd)]` is an error at the call.
#[stencil]
fn gamma_edge(w: Window<f32, 2>) -> f32 {
    (correct(w[[0, 1]]) - correct(w[[0, -1]])).abs()
}
fn correct(v: f32) -> f32 {
    if v < 0.0031308 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

/// Falls back per pixel: the offset depends on pixel data; needs a declared radius, checked at run time.
#[stencil(radius = 3)]
fn displace(w: Window<f32, 2>, by: Window<i8, 2>) -> f32 {
    w[[0, (by[[0, 0]] as isize).clamp(-3, 3)]]
}

mod checked {
    //! What the comments above promise.

    use super::*;
    use crate::lowering::harness::{self, ALL};
    use stencil_core::{Kernel, Stencil};

    /// The reach per axis: before and after.
    fn reach(kernel: &impl Stencil) -> Vec<(usize, usize)> {
        let halo = kernel.halo();
        (0..kernel.dims().unwrap_or(0)).map(|axis| (halo.side(axis).before, halo.side(axis).after)).collect()
    }

    #[test]
    fn median_is_lowered_for_every_element_type() {
        harness::one::<u8, _, _, 2>(&median_3x3, true, ALL);
        harness::one::<u16, _, _, 2>(&median_3x3, true, ALL);
        harness::one::<i64, _, _, 2>(&median_3x3, true, ALL);
        harness::one::<f32, _, _, 2>(&median_3x3, true, ALL);
        harness::one::<f64, _, _, 2>(&median_3x3, true, ALL);
        harness::one::<bool, _, _, 2>(&median_3x3, true, ALL);
        assert_eq!(reach(&median_3x3), [(1, 1), (1, 1)]);
    }

    #[test]
    fn kernels_of_floats_are_lowered() {
        harness::one(&kuwahara, true, ALL);
        // One call each, and nothing after it.
        harness::one_two_near(&gradient, ALL, 2.0, |w: Window<'_, f32, 2>| {
            let (magnitude, angle) = Kernel::pixel(&gradient, (w,));
            [magnitude.into(), angle.abs().into()]
        });
        harness::two(&suppress, true, ALL);
        // The call, four sums, two products, and the last sum; `exp` is at most 1 here.
        harness::one_near(&perona_malik(3.0, 0.2), ALL, 9.0, |w: Window<'_, f32, 2>| {
            let flow = [[-1, 0], [1, 0], [0, -1], [0, 1]].map(|d| f64::from(w[d]) - f64::from(w[[0, 0]]));
            [f64::from(w[[0, 0]]).abs() + 0.2 * flow.iter().map(|d| d.abs()).sum::<f64>()]
        });
        // A mean with weights that are off by the call, of values that are at most the largest.
        harness::one_near(&bilateral(2, 1.5, 40.0), ALL, 8.0, |w: Window<'_, f32, 2>| {
            let offsets = (-2..=2).flat_map(|y| (-2..=2).map(move |x| [y, x]));
            [offsets.map(|offset| f64::from(w[offset]).abs()).fold(0.0, f64::max)]
        });
        harness::one(&backward(0.4), true, ALL);
        harness::two(&upwind(0.1), true, ALL);
        harness::two(&wave(0.3), true, ALL);
        harness::two_two(&gray_scott(0.03, 0.06), true, ALL);
        assert_eq!(reach(&kuwahara), [(2, 2), (2, 2)]);
        assert_eq!(reach(&bilateral(3, 1.5, 40.0)), [(3, 3), (3, 3)]);
        assert_eq!(reach(&backward(0.4)), [(1, 0)]);
        assert_eq!(reach(&upwind(0.4)), [(1, 1)]);
    }

    #[test]
    fn kernels_of_integers_are_lowered() {
        harness::one(&local_binary_pattern, true, ALL);
        harness::one(&box_mean_u8, true, ALL);
        harness::one(&hot_pixel(3), true, ALL);
        harness::one(&hot_pixel(u16::MAX - 3), true, ALL);
        harness::one(&star::<2>, true, ALL);
        assert_eq!(reach(&star::<3>), [(3, 3), (3, 3)]);
        assert_eq!(reach(&hot_pixel(3)), [(2, 2), (2, 2)]);
    }

    #[test]
    fn window_words_are_lowered() {
        harness::one(&mean_27, true, ALL);
        harness::one(&above_local_mean(2.5), true, ALL);
        assert_eq!(reach(&mean_27), [(1, 1); 3]);
        assert_eq!(reach(&above_local_mean(0.0)), [(7, 7), (7, 7)]);
    }

    #[test]
    fn what_cannot_be_lowered_falls_back() {
        harness::one(&isolevel, false, ALL);
        harness::one(&gamma_edge, true, ALL);
        harness::two(&displace, false, ALL);
        assert_eq!(reach(&displace), [(3, 3), (3, 3)]);
    }
}
