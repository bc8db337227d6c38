//! Values that are drawn rather than counted: neighbourhoods and weights.

use crate::value::per_axis;
use ndarray::ArrayD;
use std::str::FromStr;
use stencil_filters::Footprint;

/// How a footprint is written.
pub(crate) const FOOTPRINT: &str = "a box such as 3 or 3x5, a shape with its radius such as disk:3, cross:1, diamond:2 or ball:2, or cells:010/111/010";

/// How weights are written.
pub(crate) const WEIGHTS: &str = "numbers such as 1,2,1, with / between rows and // between planes";

/// How the heights of a footprint's cells are written.
pub(crate) const HEIGHTS: &str = "heights such as 1,2,1, with -inf for no cell, / between rows and // between planes";

/// The footprint that a text describes.
pub(crate) fn footprint(text: &str) -> Option<Footprint> {
    let (shape, size) = text.split_once(':').unwrap_or(("box", text));
    let radius = || size.trim().parse().ok();
    match shape.trim() {
        "box" => lengths(size).map(Footprint::box_),
        "cross" => radius().map(Footprint::cross),
        "diamond" => radius().map(Footprint::diamond),
        "disk" => radius().map(Footprint::disk),
        "ball" => radius().map(Footprint::ball),
        "star" => radius().map(Footprint::star),
        "ellipse" => pair(size).map(|(half_width, half_height)| Footprint::ellipse(half_width, half_height)),
        "octagon" => pair(size).map(|(side, cut)| Footprint::octagon(side, cut)),
        "cells" => cells(size).map(|cells| Footprint::from_array(cells.view())),
        _ => None,
    }
}

/// `3x2`.
fn pair(text: &str) -> Option<(usize, usize)> {
    let (first, second) = text.split_once('x')?;
    Some((first.trim().parse().ok()?, second.trim().parse().ok()?))
}

/// `3`, `3x5` or `3,5`: lengths from one.
fn lengths(text: &str) -> Option<stencil_filters::PerAxis<usize>> {
    let length = |length: &str| length.trim().parse().ok().filter(|&length| length > 0);
    per_axis(&text.split(['x', ',']).map(length).collect::<Option<Vec<usize>>>()?)
}

/// `010/111/010`: a digit per cell.
fn cells(text: &str) -> Option<ArrayD<bool>> {
    array(text, |row| {
        let cell = |cell| match cell {
            '0' => Some(false),
            '1' => Some(true),
            _ => None,
        };
        row.trim().chars().map(cell).collect()
    })
}

/// `1,2,1/2,4,2/1,2,1`.
pub(crate) fn weights(text: &str) -> Option<ArrayD<f64>> {
    numbers(text, f64::is_finite)
}

/// The same with `-inf` where there is no cell.
pub(crate) fn heights(text: &str) -> Option<ArrayD<f64>> {
    numbers(text, |height| height < f64::INFINITY)
}

fn numbers(text: &str, pass: fn(f64) -> bool) -> Option<ArrayD<f64>> {
    let number = |text: &str| f64::from_str(text.trim()).ok().filter(|number| pass(*number));
    array(text, |row| row.split(',').map(number).collect())
}

/// An array of one row, of rows or of planes; all rows must have the same length, all planes as many rows.
fn array<T>(text: &str, row: impl Fn(&str) -> Option<Vec<T>>) -> Option<ArrayD<T>> {
    let planes: Vec<Vec<&str>> = text.split("//").map(|plane| plane.split('/').collect()).collect();
    let mut shape = vec![planes.len(), planes[0].len()];
    let mut all = Vec::new();
    for plane in &planes {
        let rows = plane.iter().map(|text| row(text)).collect::<Option<Vec<_>>>()?;
        shape.push(rows[0].len());
        if plane.len() != shape[1] || rows.iter().any(|row| row.is_empty() || row.len() != shape[2]) {
            return None;
        }
        all.extend(rows.into_iter().flatten());
    }
    shape.truncate(3);
    let axes = if planes.len() > 1 { 0 } else { 1 + usize::from(shape[1] == 1) };
    ArrayD::from_shape_vec(&shape[axes..], all).ok()
}
