//! Eigenvalues of symmetric matrices, the largest first.

use super::{Matrix, spans};
use crate::recipe::{Real, applied, of_the_made, recipe};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// The eigenvalues of a matrix on two axes: what [`StructureTensor::eigenvalues`](crate::StructureTensor::eigenvalues) and
/// its like make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Eigenvalues<M> {
    matrix: M,
}

/// The eigenvalues of a matrix on three axes: what [`Volume::eigenvalues`](crate::Volume::eigenvalues) makes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VolumeEigenvalues<M> {
    matrix: M,
}

#[stencil(simd)]
fn eigenvalues_2<A: Float>(rr: Window<A, 2>, rc: Window<A, 2>, cc: Window<A, 2>) -> (A, A) {
    let half = 0.5_f64.cast::<A>();
    let (a, b, c) = (rr[[0, 0]], rc[[0, 0]], cc[[0, 0]]);
    let (mean, lean) = ((a + c) * half, (a - c) * half);
    let spread = (b * b + lean * lean).sqrt();
    (mean + spread, mean - spread)
}

/// One of Jacobi's rotations, which makes `pq` zero: `pp`, `qq`, `pr` and `qr` after it.
#[stencil_fn]
fn rotated<A: Float>(pp: A, qq: A, pq: A, pr: A, qr: A) -> (A, A, A, A) {
    let (zero, one) = (0.0_f64.cast::<A>(), 1.0_f64.cast::<A>());
    let theta = (qq - pp) / (pq + pq);
    let steep = one / (theta.abs() + (theta * theta + one).sqrt());
    let turned = if theta < zero { -steep } else { steep };
    let t = if pq == zero { zero } else { turned };
    let c = one / (t * t + one).sqrt();
    let s = t * c;
    (pp - t * pq, qq + t * pq, c * pr - s * qr, s * pr + c * qr)
}

/// The larger of two, and the other one. A NaN stays where it is.
#[stencil_fn]
fn larger_first<A: Float>(a: A, b: A) -> (A, A) {
    if a < b { (b, a) } else { (a, b) }
}

/// By Jacobi's rotations: six rounds leave nothing beside the diagonal that an `f64` would notice.
#[stencil(simd, with(rotated, larger_first))]
#[allow(clippy::many_single_char_names, reason = "the axes")]
fn eigenvalues_3<A: Float>(
    zz: Window<A, 3>,
    zy: Window<A, 3>,
    zx: Window<A, 3>,
    yy: Window<A, 3>,
    yx: Window<A, 3>,
    xx: Window<A, 3>,
) -> (A, A, A) {
    let zero = 0.0_f64.cast::<A>();
    let (mut a, mut b, mut c) = (zz[[0, 0, 0]], yy[[0, 0, 0]], xx[[0, 0, 0]]);
    let (mut ab, mut ac, mut bc) = (zy[[0, 0, 0]], zx[[0, 0, 0]], yx[[0, 0, 0]]);
    for _ in 0..6 {
        (a, b, ac, bc) = rotated(a, b, ab, ac, bc);
        ab = zero;
        (a, c, ab, bc) = rotated(a, c, ac, ab, bc);
        ac = zero;
        (b, c, ab, ac) = rotated(b, c, bc, ab, ac);
        bc = zero;
    }
    let (a, b) = larger_first(a, b);
    let (a, c) = larger_first(a, c);
    let (b, c) = larger_first(b, c);
    (a, b, c)
}

macro_rules! eigenvalues {
    ($filter:ident: $out:ty, $dims:literal, $of:ident.then($kernel:ident)) => {
        impl<M: Matrix> $filter<M> {
            pub(super) fn new(matrix: M) -> Self {
                Self { matrix }
            }

            fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), $out> {
                Boxed::new(self.matrix.$of::<A>(space).then($kernel))
            }
        }
        recipe!([M: Matrix] $filter<M>: |A| $out);
        applied!([M: Matrix] $filter<M>, |filter, T| *filter);

        impl<M: Matrix> Stencil for $filter<M> {
            fn name(&self) -> Cow<'static, str> {
                format!("{} eigenvalues", self.matrix.name()).into()
            }

            fn halo(&self) -> Halo {
                self.matrix.halo()
            }

            fn dims(&self) -> Option<usize> {
                Some($dims)
            }

            fn validate(&self) -> Result<(), Error> {
                self.matrix.validate()
            }

            fn fits(&self, axes: usize) -> Result<(), Error> {
                spans(self, self.matrix.stated(), $dims, axes)
            }

            of_the_made!();
        }
    };
}
eigenvalues!(Eigenvalues: (A, A), 2, plane.then(eigenvalues_2));
eigenvalues!(VolumeEigenvalues: (A, A, A), 3, volume.then(eigenvalues_3));
