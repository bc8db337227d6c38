//! [`Error`]: everything that can be wrong with a request, found before anything is computed.

use crate::lanes::SimdLevelError;
use std::borrow::Cow;

/// Why a filter could not be applied. Except for [`Cancelled`](Self::Cancelled), nothing has been written when it is returned.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A parameter of a filter has a value that it cannot work with.
    #[error("`{filter}`: `{parameter}` is {value}, but must be {expected}")]
    Parameter {
        /// Name of the filter.
        filter: Cow<'static, str>,
        /// Name of the parameter.
        parameter: &'static str,
        /// The value that was given.
        value: String,
        /// What it must be instead.
        expected: Cow<'static, str>,
    },
    /// The filter spans more axes than the array has.
    #[error("`{filter}` spans {needs} axes, but the array has {has}; give it an array of at least {needs} dimensions")]
    TooFewAxes {
        /// Name of the filter.
        filter: Cow<'static, str>,
        /// How many axes the filter spans.
        needs: usize,
        /// How many the array has.
        has: usize,
    },
    /// The number of axes chosen for a filter is not the number that it spans.
    #[error("`{filter}` spans {needs} axes, but {given} were chosen for it; name {needs} with `.axes(..)`")]
    AxisCount {
        /// Name of the filter.
        filter: Cow<'static, str>,
        /// How many axes the filter spans.
        needs: usize,
        /// How many were chosen.
        given: usize,
    },
    /// Two filters that work on the same pixels span different numbers of axes.
    #[error(
        "`{first}` spans {first_dims} axes and `{second}` spans {second_dims}; only filters of the same axes combine"
    )]
    Dimensions {
        /// Name of the one filter.
        first: Cow<'static, str>,
        /// How many axes it spans.
        first_dims: usize,
        /// Name of the other filter.
        second: Cow<'static, str>,
        /// How many axes that one spans.
        second_dims: usize,
    },
    /// An axis that the array does not have.
    #[error("axis {axis} does not exist: the array has {ndim} dimensions, so axes 0 to {} can be chosen", .ndim.saturating_sub(1))]
    AxisOutOfRange {
        /// The axis that was chosen.
        axis: usize,
        /// How many dimensions there are.
        ndim: usize,
    },
    /// The same axis chosen twice.
    #[error("axis {axis} was chosen twice; each axis of a filter needs an array axis of its own")]
    AxisRepeated {
        /// The axis.
        axis: usize,
    },
    /// An array of more dimensions than the engine keeps track of.
    #[error("the array has {ndim} dimensions, but at most {max} are supported; merge or iterate over some of them")]
    TooManyAxes {
        /// Dimensions of the array.
        ndim: usize,
        /// The limit.
        max: usize,
    },
    /// Inputs of a filter differ in shape.
    #[error("input {input} has shape {found:?}, but input 0 has shape {expected:?}; all inputs need the same shape")]
    InputShape {
        /// Position of the offending input.
        input: usize,
        /// Shape of the first input.
        expected: Vec<usize>,
        /// Shape of the offending input.
        found: Vec<usize>,
    },
    /// The caller's output array has the wrong shape.
    #[error("output {output} has shape {found:?}, but the result has shape {expected:?}")]
    OutputShape {
        /// Position of the offending output.
        output: usize,
        /// Shape of the result.
        expected: Vec<usize>,
        /// Shape of the array that was given.
        found: Vec<usize>,
    },
    /// A block function gave back an array of the wrong shape.
    #[error(
        "the block function was given a block of shape {given:?} and returned shape {found:?}; it must keep the shape"
    )]
    BlockShape {
        /// Shape of the block, ghosts included.
        given: Vec<usize>,
        /// Shape of what came back.
        found: Vec<usize>,
    },
    /// The result, or a chain's reach, cannot be counted in memory addresses.
    #[error("shape {shape:?} with ghosts of {halo} does not fit the address space; filter it in parts")]
    TooLarge {
        /// Shape of the array.
        shape: Vec<usize>,
        /// The halo that was asked for.
        halo: String,
    },
    /// The system has no room for the result.
    #[error("there is no memory for a result of {bytes} bytes; filter the array in parts")]
    Memory {
        /// How many bytes the result has.
        bytes: usize,
    },
    /// The constant of [`Boundary::Constant`](crate::Boundary::Constant) is no value of the element type.
    #[error("the boundary constant {value} is not a value of {element}; choose one that it can hold exactly")]
    Constant {
        /// The constant.
        value: f64,
        /// The element type.
        element: &'static str,
    },
    /// The number of boundaries is not the number of the filter's axes.
    #[error("{given} boundaries were given for {axes} axes; give one per axis, or a single one for all")]
    BoundaryCount {
        /// How many boundaries were given.
        given: usize,
        /// How many axes the filter works along.
        axes: usize,
    },
    /// [`Boundary::Ignore`](crate::Boundary::Ignore) for a filter that reads single pixels of its window.
    #[error(
        "`{filter}` reads single neighbours, which cannot be left out; `Boundary::Ignore` serves filters made of window words only"
    )]
    CannotIgnore {
        /// Name of the filter.
        filter: Cow<'static, str>,
    },
    /// A tile with a zero side, or with a number of sides other than the array's dimensions.
    #[error("tile {tile:?} does not fit an array of {ndim} dimensions; give one length >= 1 per dimension")]
    Tile {
        /// The tile that was asked for.
        tile: Vec<usize>,
        /// Dimensions of the array.
        ndim: usize,
    },
    /// The SIMD level that was asked for is unknown, or the machine lacks it.
    #[error(transparent)]
    Level(#[from] SimdLevelError),
    /// The operating system gave no threads.
    #[error("could not start {threads} threads: {reason}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system said.
        reason: String,
    },
    /// The cancel flag was raised; the output is incomplete.
    #[error("cancelled after {done} of {total} tiles")]
    Cancelled {
        /// Tiles finished.
        done: usize,
        /// Tiles in all.
        total: usize,
    },
}
