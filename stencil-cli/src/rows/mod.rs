//! The rows of the table: each binds a name to a call of the filters crate. One file per family.

mod edges;
mod linear;
mod morphology;
mod rank;
mod thresholds;

use crate::step::{Every, Numbers, Step};
use crate::table::{Family, Law, Row};
use crate::value::Wrong;

/// Every filter, family by family, in the order of `list`.
pub const FAMILIES: &[Family] = &[linear::FAMILY, edges::FAMILY, rank::FAMILY, morphology::FAMILY, thresholds::FAMILY];

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

/// A filter for every type.
fn every<F>(filter: F) -> Built
where
    Every<F>: Step + 'static,
{
    Ok(Box::new(Every(filter)))
}

/// Weights that sum to one and are the same from both ends, on every axis alike.
const SMOOTHS: &[Law] = &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Odd];

/// The same with other weights per axis.
const SMOOTHS_AXES: &[Law] = &[Law::KeepsConstants, Law::Mirrors, Law::Odd];
