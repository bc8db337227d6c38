//! Medians of whole boxes of pixels, by work that neighbours share.
//!
//! A kernel knows one pixel; what its window has in common with the next one's is lost to it. [`Medians`] gives a kernel
//! whose body is `w.median()` a second way: rows of pixels at once, through a network made for the size of the window.

mod blocks;
mod counting;
mod course;
mod machine;
mod network;
mod program;
mod rows;
mod small;
mod terms;

use crate::element::Element;
use crate::engine::{Source, Target, Walk};
use crate::halo::Halo;
use crate::kernel::{Kernel, Stencil};
use crate::lanes::{Cx, Lanes, Width};
use crate::window::{LaneWindow, Window};
use course::Course;
use fearless_simd::{Level, Simd};
use std::borrow::Cow;

/// A kernel whose body is `w.median()`, evaluated many pixels at a time where nothing is left out of the windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Medians<K>(pub K);

impl<K: Stencil> Stencil for Medians<K> {
    fn name(&self) -> Cow<'static, str> {
        self.0.name()
    }
    fn halo(&self) -> Halo {
        self.0.halo()
    }
    fn dims(&self) -> Option<usize> {
        self.0.dims()
    }
    fn ignores(&self) -> bool {
        self.0.ignores()
    }
}

impl<T: Element, K: Kernel<(T,), D, Out = (T,)>, const D: usize> Kernel<(T,), D> for Medians<K> {
    type Out = (T,);
    type Width = K::Width;
    const VECTORIZED: bool = K::VECTORIZED;

    #[inline(always)]
    fn halos(&self) -> [Halo; 1] {
        self.0.halos()
    }
    #[inline(always)]
    fn pixel(&self, windows: (Window<'_, T, D>,)) -> (T,) {
        self.0.pixel(windows)
    }
    #[inline(always)]
    fn lanes<S: Simd, W: Width>(&self, cx: Cx<S, W>, windows: (LaneWindow<'_, S, T, W, D>,)) -> (Lanes<S, T, W>,) {
        self.0.lanes(cx, windows)
    }

    fn sweep(&self, level: Level, walk: &Walk<'_>, sources: &(Source<'_, T>,), targets: &mut (Target<'_, T>,)) -> bool {
        let [halo] = self.0.halos();
        Course::new(walk, halo.sides::<D>(), &sources.0, &targets.0)
            .is_some_and(|course| course.run(level, &sources.0, &mut targets.0))
    }
}
