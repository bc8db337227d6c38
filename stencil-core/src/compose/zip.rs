//! [`Zip`]: two filters on the same input, side by side.

use super::then::same_dims;
use crate::boundary::Boundary;
use crate::element::Element;
use crate::engine::{Elements, Few, Job, Reads, Region, Space, Span, common_region};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// The filter that [`Stencil::zip`] makes: the outputs of `left`, then those of `right`, six at most.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Zip<A, B> {
    left: A,
    right: B,
}

impl<A, B> Zip<A, B> {
    pub(crate) fn new(left: A, right: B) -> Self {
        Self { left, right }
    }
}

impl<A: Stencil, B: Stencil> Stencil for Zip<A, B> {
    fn name(&self) -> Cow<'static, str> {
        format!("({}, {})", self.left.name(), self.right.name()).into()
    }

    fn halo(&self) -> Halo {
        self.left.halo().union(self.right.halo())
    }

    fn dims(&self) -> Option<usize> {
        self.left.dims().or(self.right.dims())
    }

    fn ignores(&self) -> bool {
        self.left.ignores() && self.right.ignores()
    }

    fn validate(&self) -> Result<(), Error> {
        self.left.validate()?;
        self.right.validate()?;
        same_dims(&self.left, &self.right)
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        [self.left.stages(axes), self.right.stages(axes)].concat()
    }

    fn between(&self, axes: usize) -> usize {
        self.left.between(axes) + self.right.between(axes)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.left.fits(axes)?;
        self.right.fits(axes)
    }

    fn trim(&self, space: &Space) -> Halo {
        self.left.trim(space).union(self.right.trim(space))
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        let of =
            |filter: &dyn Stencil, own: Halo| filter.reads(space, shape, &region.shifted(&self.shift(space, &own)));
        let (left, right) = (of(&self.left, self.left.trim(space)), of(&self.right, self.right.trim(space)));
        let mut both = left;
        for (axis, &len) in shape.iter().enumerate() {
            let whole = Span::full(len);
            let hull = left.array[axis].hull(right.array[axis]);
            both.array[axis] = if hull.len() > whole.len() { whole } else { hull };
            both.all[axis] = both.array[axis];
            if !whole.covers(both.array[axis]) {
                // Cyclic, for at least one of the two.
                both.boundaries[axis] = Boundary::Wrap;
                continue;
            }
            // Ghosts of one kind, for those who read that kind.
            for one in [&right, &left] {
                if one.all[axis] != one.array[axis] {
                    both.boundaries[axis] = one.boundaries[axis];
                    both.all[axis] = both.array[axis].hull(one.all[axis]);
                }
            }
            if left.boundaries[axis] == right.boundaries[axis] {
                both.all[axis] = both.array[axis].hull(left.all[axis]).hull(right.all[axis]);
            }
        }
        both
    }
}

impl<A: Stencil, B: Stencil> Zip<A, B> {
    /// From the coordinates of the common output to those of one filter's own, which may trim less.
    fn shift(&self, space: &Space, own: &Halo) -> Few<isize> {
        let (common, own) = (space.shift(&self.trim(space)), space.shift(own));
        Few::from_fn(space.ndim, |axis| common[axis] - own[axis])
    }
}

impl<In: Elements, A: Filter<In>, B: Filter<In>> Filter<In> for Zip<A, B>
where
    A::Out: Join<B::Out>,
{
    type Out = <A::Out as Join<B::Out>>::Both;
    type Carry<'s> = (A::Carry<'s>, B::Carry<'s>);

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        (self.left.carry(job), self.right.carry(job))
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: <Self::Out as Elements>::Targets<'_>,
    ) {
        if common_region::<Self::Out>(&targets).is_void() {
            return;
        }
        let (left, right) = <A::Out as Join<B::Out>>::divide(targets);
        let space = &job.space;
        let left = A::Out::shifted(left, &self.shift(space, &self.left.trim(space)));
        let right = B::Out::shifted(right, &self.shift(space, &self.right.trim(space)));
        self.left.evaluate(job, &mut carry.0, sources, left);
        self.right.evaluate(job, &mut carry.1, sources, right);
    }

    fn check(&self, space: &Space) -> Result<(), Error> {
        self.left.check(space)?;
        self.right.check(space)
    }
}

/// Lists of element types that can stand side by side in one list.
#[diagnostic::on_unimplemented(
    message = "outputs `{Self}` and `{Other}` do not fit one tuple",
    note = "a filter has at most six outputs"
)]
pub trait Join<Other: Elements>: Elements {
    /// The types of `Self`, then those of `Other`.
    type Both: Elements;
    /// The targets of both.
    #[doc(hidden)]
    fn divide<'a>(targets: <Self::Both as Elements>::Targets<'a>) -> (Self::Targets<'a>, Other::Targets<'a>);
}

macro_rules! join {
    ($($($A:ident)+ | $($B:ident)+;)*) => {$(
        impl<$($A: Element,)+ $($B: Element),+> Join<($($B,)+)> for ($($A,)+) {
            type Both = ($($A,)+ $($B,)+);
            #[allow(non_snake_case, reason = "named after the element types")]
            fn divide<'a>(
                ($($A,)+ $($B,)+): <Self::Both as Elements>::Targets<'a>,
            ) -> (Self::Targets<'a>, <($($B,)+) as Elements>::Targets<'a>) {
                (($($A,)+), ($($B,)+))
            }
        }
    )*};
}
join! {
    A | B;
    A | B C;
    A | B C D;
    A | B C D E;
    A | B C D E F;
    A B | C;
    A B | C D;
    A B | C D E;
    A B | C D E F;
    A B C | D;
    A B C | D E;
    A B C | D E F;
    A B C D | E;
    A B C D | E F;
    A B C D E | F;
}
