//! [`Execution`]: a filter on whole arrays, tile by tile.

use crate::engine::{Elements, Few, Job, Space, common_region};
use crate::error::Error;
use crate::kernel::Filter;
use crate::parallel::{Watch, Workers};
use crate::plan::{Plan, Request};
use fearless_simd::Level;

/// A checked request to apply a filter, whatever the filter.
#[derive(Clone, Copy)]
pub struct Execution<'e> {
    pub(crate) space: Space,
    pub(crate) level: Level,
    /// Axes of the arrays from the slowest to the fastest.
    pub(crate) order: Few<usize>,
    pub(crate) workers: Workers<'e>,
    pub(crate) watch: Watch<'e>,
    /// Lengths of the tiles, if the user chose them.
    pub(crate) tile: Option<&'e [usize]>,
}

impl<'e> Execution<'e> {
    /// How the output for an input of this shape is cut.
    pub(crate) fn plan<In: Elements, F: Filter<In>>(&self, filter: &F, input: &[usize]) -> Result<Plan, Error> {
        let trim = filter.trim(&self.space);
        Plan::new(&Request {
            shape: &self.space.trimmed(&trim, input),
            halo: &self.space.sides(&filter.halo()),
            shift: &self.space.shift(&trim),
            input,
            order: &self.order,
            bytes: In::BYTES + F::Out::BYTES,
            between: filter.between(self.space.axes.len()),
            threads: self.workers.count(),
            tile: self.tile,
        })
    }

    /// The `index`th of `count` executions that are one for whoever watches.
    pub(crate) fn round(self, index: usize, count: usize) -> Self {
        Self { watch: self.watch.round(index, count), ..self }
    }

    /// Evaluates a filter tile by tile, and each tile band by band.
    pub(crate) fn tiles<In: Elements, F: Filter<In>>(
        &self,
        filter: &F,
        sources: In::Sources<'_>,
        targets: <F::Out as Elements>::Targets<'_>,
    ) -> Result<(), Error> {
        let mut shape = Few::default();
        In::for_each_source(&sources, &mut |_, whole| shape = *whole);
        let plan = self.plan(filter, &shape)?;
        self.workers.run::<F::Out>(&plan, targets, self.watch, &|scratch, mut tile| {
            let job = Job::new(self.space, self.level, plan.band(), scratch);
            let mut carry = filter.carry(&job);
            let bands = plan.bands(&common_region::<F::Out>(&tile));
            for band in bands.take_while(|_| !self.watch.is_cancelled()) {
                filter.evaluate(&job, &mut carry, sources, F::Out::part(&mut tile, &band));
            }
        })
    }
}
