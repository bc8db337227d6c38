//! [`Node`]: what a linear filter computes, known at run time only.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use super::combine::{Change, Combine};
use super::taps::Taps;
use super::term::{Term, TermWork};
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::Halo;
use stencil_core::compose::{Along, Then, Zip};
use stencil_core::engine::{Job, Reads, Region, Space};
use stencil_core::prelude::*;

/// Second differences along two axes at once, which is half the work of a term for each. Sums are made so that flips and
/// transposition change no bit.
#[stencil(simd)]
fn laplacian<A: Float>(w: Window<A, 2>) -> A {
    let (down, across) = (w[[-1, 0]] + w[[1, 0]], w[[0, -1]] + w[[0, 1]]);
    let (centre, both) = (w[[0, 0]] + w[[0, 0]], down + across);
    both - (centre + centre)
}

/// A tree of terms and what is made of them. Its leaves read the input; nothing in it is kept as a whole.
#[derive(Clone, Debug)]
pub enum Node {
    Term(Term),
    Taps(Taps),
    /// The Laplacian on two axes.
    Laplacian,
    Two(Box<Two>),
    One(Box<One>),
}

/// Two results made one.
type Two = Then<Zip<Node, Node>, Along<Combine>>;
/// A result made another.
type One = Then<Node, Along<Change>>;

impl Node {
    fn two(self, other: Self, combine: Combine) -> Self {
        Self::Two(Box::new(self.zip(other).then(combine.along(0))))
    }

    fn one(self, change: Change) -> Self {
        Self::One(Box::new(self.then(change.along(0))))
    }

    /// The sum of all, of which there is at least one.
    pub(crate) fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        let sum = terms.into_iter().reduce(|sum, term| sum.two(term, Combine::Sum(1.0, 1.0)));
        sum.unwrap_or_else(Self::image)
    }

    /// The root of the sum of the squares of all, of which there is at least one, times `scale`.
    pub(crate) fn length(terms: impl IntoIterator<Item = Self>, scale: f64) -> Self {
        let mut terms: Vec<Self> = terms.into_iter().collect();
        let last = terms.pop().unwrap_or_else(Self::image);
        let mut both = true;
        let squares = terms.into_iter().reduce(|sum, term| {
            let sum = sum.two(term, Combine::Squares { both });
            both = false;
            sum
        });
        match squares {
            Some(squares) => squares.two(last, Combine::Length { both, scale }),
            None => last.one(Change::Absolute),
        }
    }

    /// The first less the second.
    pub(crate) fn difference(self, other: Self) -> Self {
        self.two(other, Combine::Sum(1.0, -1.0))
    }

    /// The first divided by the second.
    pub(crate) fn ratio(self, other: Self) -> Self {
        self.two(other, Combine::Ratio)
    }

    /// An image, and so many times what is lost when it is blurred; within limits.
    pub(crate) fn sharpened(self, blurred: Self, amount: f64, limits: (f64, f64)) -> Self {
        self.two(blurred, Combine::Sharpen { amount, limits })
    }

    /// The image itself.
    pub(crate) fn image() -> Self {
        Self::Term(Term::new(vec![]))
    }

    fn stencil(&self) -> &dyn Stencil {
        match self {
            Self::Term(term) => term,
            Self::Taps(taps) => taps,
            Self::Laplacian => &laplacian,
            Self::Two(two) => &**two,
            Self::One(one) => &**one,
        }
    }
}

impl Stencil for Node {
    fn name(&self) -> Cow<'static, str> {
        self.stencil().name()
    }

    fn halo(&self) -> Halo {
        self.stencil().halo()
    }

    fn dims(&self) -> Option<usize> {
        self.stencil().dims()
    }

    fn between(&self, axes: usize) -> usize {
        self.stencil().between(axes)
    }

    fn trim(&self, space: &Space) -> Halo {
        self.stencil().trim(space)
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        self.stencil().reads(space, shape, region)
    }
}

macro_rules! nodes {
    ($($float:ident $work:ident)*) => {$(
        /// What a node carries, in one of the two types of float.
        #[allow(clippy::large_enum_variant, reason = "few, and a term is what most of them are")]
        pub enum $work<'s> {
            Term(TermWork<'s, $float>),
            Taps(<Taps as Filter<($float,)>>::Carry<'s>),
            Laplacian,
            Two(Box<<Two as Filter<($float,)>>::Carry<'s>>),
            One(Box<<One as Filter<($float,)>>::Carry<'s>>),
        }

        impl Filter<($float,)> for Node {
            type Out = ($float,);
            type Carry<'s> = $work<'s>;

            fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
                match self {
                    Self::Term(term) => $work::Term(Filter::<($float,)>::carry(term, job)),
                    Self::Taps(taps) => $work::Taps(Filter::<($float,)>::carry(taps, job)),
                    Self::Laplacian => $work::Laplacian,
                    Self::Two(two) => $work::Two(Box::new(Filter::<($float,)>::carry(&**two, job))),
                    Self::One(one) => $work::One(Box::new(Filter::<($float,)>::carry(&**one, job))),
                }
            }

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                carry: &mut Self::Carry<'s>,
                sources: Sources<'_, $float>,
                targets: Targets<'_, $float>,
            ) {
                match (self, carry) {
                    (Self::Term(term), $work::Term(carry)) => {
                        Filter::<($float,)>::evaluate(term, job, carry, sources, targets);
                    }
                    (Self::Taps(taps), $work::Taps(carry)) => {
                        Filter::<($float,)>::evaluate(taps, job, carry, sources, targets);
                    }
                    (Self::Laplacian, $work::Laplacian) => {
                        Filter::<($float,)>::evaluate(&laplacian, job, &mut (), sources, targets);
                    }
                    (Self::Two(two), $work::Two(carry)) => {
                        Filter::<($float,)>::evaluate(&**two, job, &mut **carry, sources, targets);
                    }
                    (Self::One(one), $work::One(carry)) => {
                        Filter::<($float,)>::evaluate(&**one, job, &mut **carry, sources, targets);
                    }
                    _ => unreachable!("a node carries what it made"),
                }
            }
        }
    )*};
}
nodes! { f32 Single f64 Double }
