//! The rows of the table: each binds a name to a call of the filters crate. One file per family.

mod denoise;
mod edges;
mod features;
mod linear;
mod morphology;
mod pixelwise;
mod points;
mod rank;
mod thresholds;

use crate::floats::{Floats, Results};
use crate::step::{Every, Narrow, Numbers, Step};
use crate::table::{Family, Law, Param, Row};
use crate::value::{Kind, Values, Whole, Wrong};
use stencil_filters::NanPolicy;

/// Every filter, family by family, in the order of `list`.
pub const FAMILIES: &[Family] = &[
    linear::FAMILY,
    edges::FAMILY,
    rank::FAMILY,
    denoise::FAMILY,
    morphology::FAMILY,
    thresholds::FAMILY,
    features::FAMILY,
    points::FAMILY,
    pixelwise::FAMILY,
];

/// Every filter.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    FAMILIES.iter().flat_map(|family| family.rows)
}

type Built = Result<Box<dyn Step>, Wrong>;

/// A filter for numbers.
fn numbers<F>(filter: F) -> Built
where
    Numbers<F>: Step + 'static,
{
    Ok(Box::new(Numbers(filter)))
}

/// A filter for numbers of up to 32 bits.
fn narrow<F>(filter: F) -> Built
where
    Narrow<F>: Step + 'static,
{
    Ok(Box::new(Narrow(filter)))
}

/// A filter for every type.
fn every<F>(filter: F) -> Built
where
    Every<F>: Step + 'static,
{
    Ok(Box::new(Every(filter)))
}

/// A filter that computes in floats.
fn floats<F>(filter: F, result: Results) -> Built
where
    Floats<F>: Step + 'static,
{
    Ok(Box::new(Floats::new(filter, result)))
}

/// One of the outputs of a filter that computes in floats.
fn output<F>(filter: F, output: usize) -> Built
where
    Floats<F>: Step + 'static,
{
    Ok(Box::new(Floats::output(filter, output)))
}

const ORIGIN: Param =
    Param::with("origin", Kind::Wholes(Whole::Any), "0", "How far the window is moved, along each axis");
const NAN: Param = Param::with(
    "nan",
    Kind::Word(&["propagate", "omit"]),
    "propagate",
    "Whether a NaN makes the result NaN or takes no part",
);

/// The value of [`NAN`].
fn nan(v: &Values) -> NanPolicy {
    if v.word("nan") == "omit" { NanPolicy::Omit } else { NanPolicy::Propagate }
}

/// Weights that sum to one and are the same from both ends, on every axis alike.
const SMOOTHS: &[Law] = &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Odd];

/// The same with other weights per axis.
const SMOOTHS_AXES: &[Law] = &[Law::KeepsConstants, Law::Mirrors, Law::Odd];
