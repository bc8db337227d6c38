//! [`Near`]: the nearest neighbours, of which there are so few that they are looked at in registers, without rows in memory.

use super::{Cell, Extrema, Extreme};
use crate::boundary::Boundary;
use crate::element::Element;
use crate::engine::{Elements, Few, Job, Space, run_kernel};
use crate::halo::{Halo, Side};
use crate::kernel::{Effort, Kernel, Stencil};
use crate::lanes::{Cx, Lanes, Width};
use crate::window::{LaneWindow, Window};
use fearless_simd::Simd;
use std::borrow::Cow;

/// A footprint that reaches one cell far, to both sides of two axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Near {
    axes: [usize; 2],
    /// Without the corners.
    cross: bool,
}

impl Near {
    /// If a footprint is one.
    pub(super) fn new(halo: &Halo, axes: usize, cells: Option<&[Cell]>) -> Option<Self> {
        let long: Vec<usize> = (0..axes).filter(|&axis| halo.side(axis) != Side::default()).collect();
        let &[first, second] = &long[..] else { return None };
        if long.iter().any(|&axis| halo.side(axis) != Side::new(1, 1)) {
            return None;
        }
        let steps = |cell: &Cell| cell.iter().map(|d| d.unsigned_abs()).sum::<usize>();
        // Those of a cross are listed once each.
        let cross = cells.is_some_and(|cells| cells.len() == 5 && cells.iter().all(|cell| steps(cell) <= 1));
        (cells.is_none() || cross).then_some(Self { axes: [first, second], cross })
    }

    /// The space of its two axes alone; what takes no part is a value that no other is beyond.
    fn space(self, space: &Space, extrema: &Extrema) -> Space {
        let end = if extrema.extreme == Extreme::Smallest { f64::INFINITY } else { f64::NEG_INFINITY };
        let boundary = self.axes.map(|axis| match space.boundary.on(axis) {
            Boundary::Ignore => Boundary::Constant(end),
            other => other,
        });
        Space { axes: Few::from_fn(2, |axis| space.axes[self.axes[axis]]), boundary: boundary.into(), ..*space }
    }

    pub(super) fn run<T: Element>(
        self,
        job: &Job<'_>,
        extrema: &Extrema,
        sources: <(T,) as Elements>::Sources<'_>,
        targets: <(T,) as Elements>::Targets<'_>,
    ) {
        let job = &job.within(self.space(&job.space, extrema));
        match (self.cross, extrema.extreme) {
            (false, Extreme::Smallest) => run_kernel::<(T,), _, 2>(&Nearest::<false, false>, job, sources, targets),
            (false, Extreme::Largest) => run_kernel::<(T,), _, 2>(&Nearest::<false, true>, job, sources, targets),
            (true, Extreme::Smallest) => run_kernel::<(T,), _, 2>(&Nearest::<true, false>, job, sources, targets),
            (true, Extreme::Largest) => run_kernel::<(T,), _, 2>(&Nearest::<true, true>, job, sources, targets),
        }
    }
}

/// The smallest or the largest of a pixel and its four or eight neighbours.
#[derive(Clone, Copy, Debug)]
struct Nearest<const CROSS: bool, const LARGEST: bool>;

impl<const CROSS: bool, const LARGEST: bool> Nearest<CROSS, LARGEST> {
    /// Each row first: neighbouring results share them.
    #[inline(always)]
    fn of<V>(at: impl Fn([isize; 2]) -> V, better: impl Fn(V, V) -> V) -> V {
        let middle = better(better(at([0, -1]), at([0, 0])), at([0, 1]));
        let (above, below) = match CROSS {
            true => (at([-1, 0]), at([1, 0])),
            false => (
                better(better(at([-1, -1]), at([-1, 0])), at([-1, 1])),
                better(better(at([1, -1]), at([1, 0])), at([1, 1])),
            ),
        };
        better(better(above, middle), below)
    }
}

impl<const CROSS: bool, const LARGEST: bool> Stencil for Nearest<CROSS, LARGEST> {
    fn name(&self) -> Cow<'static, str> {
        if LARGEST { "largest".into() } else { "smallest".into() }
    }

    fn halo(&self) -> Halo {
        const { Halo::uniform(1) }
    }

    fn dims(&self) -> Option<usize> {
        Some(2)
    }
}

impl<T: Element, const CROSS: bool, const LARGEST: bool> Kernel<(T,), 2> for Nearest<CROSS, LARGEST> {
    type Out = (T,);
    type Width = T::Width;
    const VECTORIZED: bool = true;
    const EFFORT: Effort = Effort { values: 4, long: false, deep: true };

    #[inline(always)]
    fn halos(&self) -> [Halo; 1] {
        [const { Halo::uniform(1) }]
    }

    #[inline(always)]
    fn pixel(&self, (window,): (Window<'_, T, 2>,)) -> (T,) {
        let better = |a: T, b: T| if LARGEST { a.s_greatest(b) } else { a.s_least(b) };
        (Self::of(|offset| window[offset], better),)
    }

    #[inline(always)]
    fn lanes<S: Simd, W: Width>(&self, _: Cx<S, W>, (window,): (LaneWindow<'_, S, T, W, 2>,)) -> (Lanes<S, T, W>,) {
        let result = Self::of(
            #[inline(always)]
            |offset| window.at(offset),
            #[inline(always)]
            |a: Lanes<S, T, W>, b: Lanes<S, T, W>| match LARGEST {
                true => Lanes(T::v_greatest::<S, W>(a.0, b.0)),
                false => Lanes(T::v_least::<S, W>(a.0, b.0)),
            },
        );
        (result,)
    }
}
