//! The bodies of the design's table written by hand on explicit vectors: what a programmer who knows SIMD would write
//! for each, and what the macro's output is held against. Interior only; one thread.

use fearless_simd::{Level, dispatch, f32x16, i16x32, prelude::*, u8x16, u8x32, u16x32, u32x16};

/// A dense image: `rows` x `cols`, row-major.
#[derive(Clone, Copy)]
pub(crate) struct Image<'a, T> {
    pub(crate) data: &'a [T],
    pub(crate) rows: usize,
    pub(crate) cols: usize,
}

/// Calls `body(out, centre)` for every full vector of the interior; the last vector of a row overlaps the one before it.
#[inline(always)]
fn interior<T, U>(
    image: Image<'_, T>,
    radius: (usize, usize),
    lanes: usize,
    out: &mut [U],
    mut body: impl FnMut(&mut [U], usize),
) {
    let (height, width) = (image.rows - 2 * radius.0, image.cols - 2 * radius.1);
    for y in 0..height {
        let row = &mut out[y * width..(y + 1) * width];
        let centre = (y + radius.0) * image.cols + radius.1;
        let mut x = 0;
        while x + lanes <= width {
            body(&mut row[x..x + lanes], centre + x);
            x += lanes;
        }
        if x < width {
            body(&mut row[width - lanes..], centre + width - lanes);
        }
    }
}

macro_rules! twin {
    ($(#[$doc:meta])* $name:ident($t:ty => $u:ty $(, $p:ident: $pt:ty)*), $radius:expr, $lanes:expr, |$s:ident, $d:ident, $c:ident, $cols:ident| $body:expr) => {
        $(#[$doc])*
        pub(crate) fn $name(image: Image<'_, $t>, out: &mut [$u] $(, $p: $pt)*) {
            #[inline(always)]
            fn run<S: Simd>($s: S, image: Image<'_, $t>, out: &mut [$u] $(, $p: $pt)*) {
                let ($d, $cols) = (image.data, image.cols);
                interior(image, $radius, $lanes, out, #[inline(always)] |row, $c| $body.store_slice(row));
            }
            dispatch!(Level::new(), simd => run(simd, image, out $(, $p)*));
        }
    };
}

twin!(
    /// Five-point Laplacian.
    laplacian(f32 => f32), (1, 1), 16, |s, d, c, cols| {
        let at = |i: usize| f32x16::from_slice(s, &d[i..i + 16]);
        at(c - cols) + at(c + cols) + at(c - 1) + at(c + 1) - at(c) * 4.0
    }
);

twin!(
    /// 5x5 variance.
    variance(f32 => f32), (2, 2), 16, |s, d, c, cols| {
        let mut sum = f32x16::splat(s, 0.0);
        let mut squares = sum;
        for dy in 0..5 {
            for dx in 0..5 {
                let i = c + dy * cols + dx - 2 * cols - 2;
                let v = f32x16::from_slice(s, &d[i..i + 16]);
                sum += v;
                squares += v * v;
            }
        }
        let mean = sum / 25.0;
        squares / 25.0 - mean * mean
    }
);

twin!(
    /// Correlation along rows with taps known at run time.
    correlate(f32 => f32, taps: &[f32]), (0, taps.len() / 2), 16, |s, d, c, _cols| {
        let mut sum = f32x16::splat(s, 0.0);
        let start = c - taps.len() / 2;
        for (k, &tap) in taps.iter().enumerate() {
            sum += f32x16::from_slice(s, &d[start + k..start + k + 16]) * tap;
        }
        sum
    }
);

/// The exchange network of a median of nine; the median ends in element 4.
macro_rules! median_of_nine {
    ($v:ident) => {{
        macro_rules! order {
            ($i:literal, $j:literal) => {{
                let (a, b) = ($v[$i], $v[$j]);
                $v[$i] = a.min(b);
                $v[$j] = a.max(b);
            }};
        }
        order!(1, 2);
        order!(4, 5);
        order!(7, 8);
        order!(0, 1);
        order!(3, 4);
        order!(6, 7);
        order!(1, 2);
        order!(4, 5);
        order!(7, 8);
        order!(0, 3);
        order!(5, 8);
        order!(4, 7);
        order!(3, 6);
        order!(1, 4);
        order!(2, 5);
        order!(4, 7);
        order!(4, 2);
        order!(6, 4);
        order!(4, 2);
        $v[4]
    }};
}

macro_rules! median_twin {
    ($name:ident, $t:ty, $v:ident, $lanes:literal) => {
        twin!(
            /// 3x3 median by an exchange network.
            $name($t => $t), (1, 1), $lanes, |s, d, c, cols| {
                let at = |i: usize| $v::from_slice(s, &d[i..i + $lanes]);
                let mut v = [
                    at(c - cols - 1), at(c - cols), at(c - cols + 1), at(c - 1), at(c), at(c + 1),
                    at(c + cols - 1), at(c + cols), at(c + cols + 1),
                ];
                median_of_nine!(v)
            }
        );
    };
}
median_twin!(median_u8, u8, u8x32, 32);
median_twin!(median_u16, u16, u16x32, 32);
median_twin!(median_f32, f32, f32x16, 16);

#[inline(always)]
fn widen<S: Simd>(v: u8x32<S>) -> i16x32<S> {
    let (low, high) = v.widen();
    let wide: u16x32<S> = low.combine(high);
    wide.bitcast()
}

twin!(
    /// Sobel derivative along x, u8 to i16.
    sobel_x(u8 => i16), (1, 1), 32, |s, d, c, cols| {
        let at = |i: usize| widen(u8x32::from_slice(s, &d[i..i + 32]));
        let middle = at(c + 1) - at(c - 1);
        at(c - cols + 1) - at(c - cols - 1) + middle + middle + at(c + cols + 1) - at(c + cols - 1)
    }
);

#[inline(always)]
fn to_f32<S: Simd>(v: u8x16<S>) -> f32x16<S> {
    let (low, high) = v.widen();
    let (a, b) = low.widen();
    let (c, d) = high.widen();
    let wide: u32x16<S> = a.combine(b).combine(c.combine(d));
    let wide: fearless_simd::i32x16<S> = wide.bitcast();
    wide.to_float()
}

#[inline(always)]
fn to_u8<S: Simd>(v: f32x16<S>) -> u8x16<S> {
    let wide: u32x16<S> = v.min(255.0).to_int();
    let (low, high) = wide.split();
    let ((a, b), (c, d)) = (low.split(), high.split());
    a.narrow(b).narrow(c.narrow(d))
}

twin!(
    /// Sobel magnitude, u8 through f32 to u8.
    sobel_magnitude(u8 => u8), (1, 1), 16, |s, d, c, cols| {
        let at = |i: usize| to_f32(u8x16::from_slice(s, &d[i..i + 16]));
        let (nw, n, ne) = (at(c - cols - 1), at(c - cols), at(c - cols + 1));
        let (w, e) = (at(c - 1), at(c + 1));
        let (sw, so, se) = (at(c + cols - 1), at(c + cols), at(c + cols + 1));
        let gx = ne + e * 2.0 + se - nw - w * 2.0 - sw;
        let gy = sw + so * 2.0 + se - nw - n * 2.0 - ne;
        to_u8((gx * gx + gy * gy).sqrt())
    }
);
