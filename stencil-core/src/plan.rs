//! [`Plan`]: how the output is cut into tiles. Pure data: it knows shapes, not pixels or threads.

use crate::engine::{Band, Few, Region, Span, Split, split};
use crate::error::Error;
use crate::halo::Side;
use std::fmt;

/// What a plan is made from.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Shape of the output.
    pub shape: &'a [usize],
    /// How far the filter reads, per array axis.
    pub halo: &'a [Side],
    /// By how much the output is smaller than the input at the start of each axis (where the boundary is `Valid`).
    pub shift: &'a [isize],
    /// Shape of the input.
    pub input: &'a [usize],
    /// Axes from the slowest to the fastest in memory.
    pub order: &'a [usize],
    /// Bytes that are read and written per pixel.
    pub bytes: usize,
    /// How many results on the way are kept in scratch.
    pub between: usize,
    /// How many tiles should at least be worked on at the same time.
    pub threads: usize,
    /// Lengths that the user chose instead.
    pub tile: Option<&'a [usize]>,
}

impl Request<'_> {
    /// What a pixel costs, roughly: the bytes read and written, as often as windows are long. A guess for choosing tiles.
    fn weight(&self) -> usize {
        self.halo.iter().fold(self.bytes, |bytes, side| {
            bytes.saturating_add(self.bytes.saturating_mul(side.before.saturating_add(side.after)))
        })
    }

    /// What all pixels cost.
    fn effort(&self) -> usize {
        self.shape.iter().fold(self.weight(), |all, len| all.saturating_mul(*len))
    }
}

/// Tiles of the output: together they are the output, and no two share a pixel.
///
/// ```
/// use stencil_core::prelude::*;
/// # use stencil_core::plan::{Plan, Request};
/// # use stencil_core::Side;
/// let side = Side::new(1, 1);
/// let request = Request {
///     shape: &[100, 80], input: &[100, 80], halo: &[side, side], shift: &[0, 0], order: &[0, 1],
///     bytes: 8, between: 0, threads: 1, tile: Some(&[64, 64]),
/// };
/// let plan = Plan::new(&request)?;
/// assert_eq!(plan.len(), 4);
/// assert_eq!(plan.tiles().map(|tile| tile.output.pixels()).sum::<usize>(), 8000);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Plan {
    shape: Few<usize>,
    tile: Few<usize>,
    /// The axis along which a tile is worked through, and how far at a time.
    band: Option<Band>,
    halo: Few<Side>,
    shift: Few<isize>,
    input: Few<usize>,
    /// Whether all of it may be done before another thread has woken up.
    small: bool,
}

/// One tile of a [`Plan`].
#[derive(Clone, Debug)]
pub struct Tile {
    /// What it computes, in output coordinates.
    pub output: Region,
    /// What its windows touch, in input coordinates: ghosts beyond the array included.
    pub input: Region,
    /// The output cut into the part whose windows stay inside the array, and the edges around it.
    pub parts: Split,
}

/// Most of a small L2 cache: what the rows that are in use at the same time may take.
const CACHE: usize = 320 << 10;

/// What a chain's parts may take: a share of the cache behind a core's own. Strips as wide as the array were measured to be
/// worth more than parts that stay near (`docs/adr/0007`).
const ROLLING: usize = 4 << 20;

/// What a chain's parts may take where rows are short, so that a few long bands are done instead of many short ones, each of
/// which has its costs: they stay in a core's own cache. And how much longer a band becomes.
const NEAR: usize = 512 << 10;
const MOST_BANDS: usize = 16;

/// What a window's worth of planes or rows of a kernel may take of a cache of a megabyte. They are read once in order: where
/// the cache is smaller, the next one serves them nearly as fast, and narrower tiles would read more of them twice.
const WINDOW: usize = 2 * CACHE;

/// Work that is not worth a tile of its own, as [`Request::effort`] counts: some tens of microseconds, beside which the few
/// that the edges of a tile take are little.
const SMALL: usize = 4 << 20;

/// Work that surely takes longer than waking up another thread.
const SURE: usize = 16 * SMALL;

/// Into how many tiles the work of each thread is cut: while the last one is done, the other threads may have nothing to do.
/// Chains have fewer, since each tile computes anew what its neighbour had on the way.
const SHARES: usize = 16;
const LONG_SHARES: usize = 4;

/// Tiles are not cut shorter than this along the lanes: rows need a run-up.
const ROW: usize = 512;

/// How long a band is: in rows, in planes, and on one axis in pixels. Short, so that intermediate results stay in the
/// cache; but each band has its costs.
const ROWS: usize = 16;
const PLANES: usize = 4;
const LINE: usize = 8192;

impl Plan {
    /// A plan for an output of some shape.
    ///
    /// # Errors
    /// [`Error::Tile`] if the user's tile has a zero length, or not one length per axis.
    pub fn new(request: &Request<'_>) -> Result<Self, Error> {
        let shape = Few::from_slice(request.shape);
        let tile = match request.tile {
            Some(tile) if tile.len() != shape.len() || tile.contains(&0) => {
                return Err(Error::Tile { tile: tile.to_vec(), ndim: shape.len() });
            }
            Some(tile) => Few::from_fn(shape.len(), |axis| tile[axis].min(shape[axis].max(1))),
            None => chosen(request),
        };
        let band = if request.between > 0 { band(request) } else { None };
        Ok(Self {
            shape,
            tile,
            band,
            halo: Few::from_slice(request.halo),
            shift: Few::from_slice(request.shift),
            input: Few::from_slice(request.input),
            small: request.tile.is_none() && request.effort() < SURE,
        })
    }

    /// Lengths of the tiles; those at the end of an axis may be shorter.
    #[must_use]
    pub fn tile_shape(&self) -> &[usize] {
        &self.tile
    }

    /// Whether all of it may be done before another thread has woken up. Not if the user asked for tiles.
    pub(crate) fn is_small(&self) -> bool {
        self.small
    }

    /// How tiles are worked through in bands.
    pub(crate) fn band(&self) -> Option<Band> {
        self.band
    }

    /// The bands of a tile, from its start to its end; the tile itself if it is not cut.
    pub(crate) fn bands(&self, tile: &Region) -> impl Iterator<Item = Region> + use<> {
        let Band { axis, step } = self.band.unwrap_or(Band { axis: 0, step: usize::MAX });
        let (tile, all) = (*tile, tile.get(axis).copied().unwrap_or(Span::full(1)));
        let step = step.min(all.len().max(1));
        (all.start..all.end).step_by(step).map(move |start| {
            let mut band = tile;
            if let Some(span) = band.get_mut(axis) {
                *span = Span::new(start, start.saturating_add_unsigned(step).min(all.end));
            }
            band
        })
    }

    /// Number of tiles per axis; zero along an axis of no pixels.
    fn counts(&self) -> Few<usize> {
        self.shape.iter().zip(self.tile.iter()).map(|(len, tile)| len.div_ceil(*tile)).collect()
    }

    /// The axis that is cut, if it is the only one.
    pub(crate) fn only_cut(&self) -> Option<usize> {
        let counts = self.counts();
        let mut cut = (0..counts.len()).filter(|&axis| counts[axis] > 1);
        cut.next().filter(|_| cut.next().is_none())
    }

    /// Number of tiles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts().iter().product()
    }

    /// Whether there is nothing to compute.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The tiles, those of the last axis following each other.
    pub fn tiles(&self) -> impl Iterator<Item = Tile> {
        (0..self.len()).map(|number| self.tile(number))
    }

    /// The tile of a number less than [`len`](Self::len).
    fn tile(&self, mut number: usize) -> Tile {
        let counts = self.counts();
        let mut output = Region::full(&self.shape);
        for axis in (0..counts.len()).rev() {
            let start = (number % counts[axis]) * self.tile[axis];
            output[axis] = Span::new(start as isize, (start + self.tile[axis]).min(self.shape[axis]) as isize);
            number /= counts[axis];
        }
        let inner = Few::from_fn(output.len(), |axis| {
            Span::full(self.input[axis]).shrunk(self.halo[axis]).shifted(-self.shift[axis])
        });
        let input = output.shifted(&self.shift).grown(&self.halo);
        Tile { output, input, parts: split(&output, &inner, &Few::filled(output.len(), 1)) }
    }
}

/// `2 x 1 tiles of 512 x 1024`
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |items: &[usize]| items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" x ");
        write!(f, "{} tiles of {}", list(&self.counts()), list(&self.tile))
    }
}

/// Lengths that keep the rows in use within the cache.
fn chosen(request: &Request<'_>) -> Few<usize> {
    let mut tile: Few<usize> = request.shape.iter().map(|len| (*len).max(1)).collect();
    if request.effort() <= 2 * SMALL {
        return tile;
    }
    if request.between > 0 {
        for_chain(request, &mut tile);
    } else {
        for_kernel(request, &mut tile);
    }
    share_out(request, &mut tile);
    Few::from_fn(tile.len(), |axis| even(request.shape[axis], tile[axis]))
}

/// A kernel reads in place: what must stay in the cache is a window's worth of the planes across its slowest axis.
fn for_kernel(request: &Request<'_>, tile: &mut Few<usize>) {
    let depth = |axis: usize| request.halo[axis].before.saturating_add(request.halo[axis].after);
    let Some(slowest) = request.order.iter().position(|&axis| depth(axis) > 0) else { return };
    let mut budget = WINDOW / request.bytes.max(1) / depth(request.order[slowest]).saturating_add(1);
    let Some((&lane, between)) = request.order[slowest + 1..].split_last() else { return };
    tile[lane] = tile[lane].min(budget.max(ROW));
    budget /= tile[lane];
    for &axis in between.iter().rev() {
        tile[axis] = tile[axis].min(budget.max(4 * depth(axis)).max(8));
        budget /= tile[axis];
    }
}

/// The axes that a chain rolls through: the slowest one that windows reach along, and the faster ones. If that is the fastest
/// alone, also the one before it: a band of rows has less to do for each than a single one.
fn rolling_axes(request: &Request<'_>) -> Few<usize> {
    let reaches = |axis: usize| request.halo[axis] != Side::default();
    let long: Few<usize> = request.order.iter().copied().filter(|&axis| request.shape[axis] > 1).collect();
    let first = long.iter().position(|&axis| reaches(axis)).unwrap_or(long.len());
    let last = long.len().saturating_sub(if first < long.len() { 2 } else { 0 });
    long.iter().copied().skip(first.min(last)).collect()
}

/// The axis along which a chain rolls through a tile, and how far at a time.
fn band(request: &Request<'_>) -> Option<Band> {
    let axes = rolling_axes(request);
    let axis = *axes.first()?;
    let depth = request.halo[axis].before.saturating_add(request.halo[axis].after);
    // Deep windows keep many rows anyway: longer bands then cost little and have less to do for each row.
    let step = match axes.len() {
        1 => LINE,
        2 => (4 * depth / request.between.max(1)).next_multiple_of(ROWS).clamp(ROWS, 2 * ROWS),
        _ => PLANES,
    };
    Some(Band { axis, step: step.max(small_band(request, &axes, step)) })
}

/// How many of the shortest bands are done at a time, since their rows are short: all parts still stay near.
fn small_band(request: &Request<'_>, axes: &Few<usize>, step: usize) -> usize {
    let row: usize = axes[1..].iter().fold(element(request), |bytes, &axis| bytes.saturating_mul(request.shape[axis]));
    let band = row.saturating_mul(step).saturating_mul(2 * request.between.max(1));
    step.saturating_mul((NEAR / band.max(1)).min(MOST_BANDS))
}

/// Bytes of a pixel of one of the results on the way, roughly.
fn element(request: &Request<'_>) -> usize {
    (request.bytes / 2).max(4)
}

/// A chain rolls its intermediate results along: strips are so narrow that the rows in flight of all of them fit the
/// cache, and as long as the array.
fn for_chain(request: &Request<'_>, tile: &mut Few<usize>) {
    let depth = |axis: usize| request.halo[axis].before.saturating_add(request.halo[axis].after);
    let (axes, Some(Band { axis, step })) = (rolling_axes(request), band(request)) else { return };
    // What is slower than bands would lie between them.
    request.order.iter().take_while(|slow| **slow != axis).for_each(|&slow| tile[slow] = 1);
    let [_, middle @ .., lane] = &axes[..] else { return };
    // Each part has its band, and room for another one.
    let in_flight = depth(axis).saturating_add(request.between.saturating_mul(2 * step));
    let mut budget = ROLLING / element(request) / in_flight.max(1);
    let across: usize = middle.iter().map(|&axis| (4 * depth(axis)).clamp(8, 32)).product();
    tile[*lane] = tile[*lane].min((budget / across).max(ROW.max(8 * depth(*lane))));
    budget /= tile[*lane];
    for &axis in middle.iter().rev() {
        tile[axis] = tile[axis].min(budget.max(4 * depth(axis)).max(8));
        budget /= tile[axis];
    }
}

/// Cuts further, from the slowest axis on, until there are enough shares for every thread, but none is too small for one.
fn share_out(request: &Request<'_>, tile: &mut Few<usize>) {
    let shape = request.shape;
    let shares = if request.between > 0 { LONG_SHARES } else { SHARES };
    let wanted = if request.threads > 1 { shares * request.threads } else { 1 };
    // The first tile of little work is done before anyone is called; tiles that are too short are joined then.
    let short = if request.effort() < SURE { SMALL } else { 2 * SMALL };
    for &axis in request.order {
        let count =
            |tile: &Few<usize>| -> usize { shape.iter().zip(tile.iter()).map(|(len, t)| len.div_ceil(*t)).product() };
        let depth = request.halo[axis].before.saturating_add(request.halo[axis].after);
        let least = if request.between > 0 { (4 * depth).max(64) } else { 4 * depth.max(2) };
        while count(tile) < wanted
            && tile[axis] >= 2 * least
            && tile.iter().product::<usize>().saturating_mul(request.weight()) > short
        {
            tile[axis] = tile[axis].div_ceil(2);
        }
    }
}

/// The same number of tiles, but of nearly equal length.
fn even(len: usize, tile: usize) -> usize {
    len.div_ceil(len.div_ceil(tile).max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small reproducible source of numbers.
    fn numbers() -> impl FnMut(usize) -> usize {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        move |below| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        }
    }

    #[test]
    fn tiles_cover_the_output_once_whatever_is_asked() {
        let mut next = numbers();
        for _ in 0..400 {
            let ndim = 1 + next(3);
            let input: Vec<_> = (0..ndim).map(|_| next(24)).collect();
            let halo: Vec<_> = (0..ndim).map(|_| Side::new(next(4), next(4))).collect();
            let valid = next(2) == 1;
            let shape: Vec<_> = (0..ndim)
                .map(|k| if valid { input[k].saturating_sub(halo[k].before + halo[k].after) } else { input[k] })
                .collect();
            let shift: Vec<_> = halo.iter().map(|side| if valid { side.before as isize } else { 0 }).collect();
            let tile: Vec<_> = (0..ndim).map(|_| 1 + next(9)).collect();
            let order: Vec<_> = (0..ndim).collect();
            let (between, threads) = (next(3), 1 + next(3));
            let request = Request {
                shape: &shape,
                halo: &halo,
                shift: &shift,
                input: &input,
                order: &order,
                bytes: 1 << next(20),
                between,
                threads,
                tile: (next(3) > 0).then_some(&tile[..]),
            };
            let plan = Plan::new(&request).unwrap();
            let mut seen = vec![0; shape.iter().product()];
            for tile in plan.tiles() {
                for part in tile.parts.edges.iter().chain([&tile.parts.interior]) {
                    mark(&mut seen, &shape, part);
                }
                let inside = tile.parts.interior.shifted(&shift).grown(&halo);
                assert!(tile.parts.interior.is_void() || Region::full(&input).covers(&inside));
                assert!(tile.input.covers(&inside) || tile.parts.interior.is_void());
            }
            assert!(seen.iter().all(|count| *count == 1), "{request:?}");
        }
    }

    fn mark(seen: &mut [usize], shape: &[usize], part: &Region) {
        let count = if part.is_void() { 0 } else { part.pixels() };
        for mut k in 0..count {
            let mut at = 0;
            for axis in 0..shape.len() {
                let rest: usize = part[axis + 1..].iter().map(|span| span.len()).product();
                at = at * shape[axis] + part[axis].start as usize + k / rest;
                k %= rest;
            }
            seen[at] += 1;
        }
    }

    #[test]
    fn a_wrong_tile_is_an_error() {
        let side = Side::new(1, 1);
        let request = Request {
            shape: &[9, 9],
            input: &[9, 9],
            halo: &[side, side],
            shift: &[0, 0],
            order: &[0, 1],
            bytes: 8,
            between: 0,
            threads: 1,
            tile: Some(&[4]),
        };
        assert_eq!(Plan::new(&request).unwrap_err(), Error::Tile { tile: vec![4], ndim: 2 });
        let zero = Request { tile: Some(&[4, 0]), ..request };
        assert_eq!(Plan::new(&zero).unwrap_err(), Error::Tile { tile: vec![4, 0], ndim: 2 });
    }

    #[test]
    fn rows_in_use_fit_the_cache() {
        let side = Side::new(20, 20);
        let request = Request {
            shape: &[4096, 16384],
            input: &[4096, 16384],
            halo: &[side, side],
            shift: &[0, 0],
            order: &[0, 1],
            bytes: 8,
            between: 0,
            threads: 2,
            tile: None,
        };
        let plan = Plan::new(&request).unwrap();
        assert!(plan.tile_shape()[1] * 41 * 8 <= 2 * WINDOW, "{plan}");
        assert!(plan.len() >= 8, "{plan}");
    }

    #[test]
    fn a_chain_that_reaches_along_rows_only_goes_through_several_at_a_time() {
        let (still, side) = (Side::default(), Side::new(1, 1));
        let request = Request {
            shape: &[4096, 4096],
            input: &[4096, 4096],
            halo: &[still, side],
            shift: &[0, 0],
            order: &[0, 1],
            bytes: 8,
            between: 2,
            threads: 1,
            tile: None,
        };
        let plan = Plan::new(&request).unwrap();
        assert_eq!((plan.band(), plan.tile_shape()), (Some(Band { axis: 0, step: ROWS }), &[4096, 4096][..]));
        let bar = Request { shape: &[1, 4096], input: &[1, 4096], ..request };
        assert_eq!(Plan::new(&bar).unwrap().band(), Some(Band { axis: 1, step: 4 * LINE }), "both parts stay near");
    }
}
