//! Cases for filters: shapes x boundaries x layouts x tiles x threads x SIMD levels, each compared with the oracle.

use crate::dtype::Dtype;
use crate::layout::{Laid, Layout};
use crate::random::Random;
use crate::reference::Along;
use ndarray::{ArrayD, ArrayViewD};
use stencil_core::lanes::SimdLevel;
use stencil_core::prelude::*;

/// Lengths that break things: none, one, shorter than a halo, primes, and around the lane counts.
const LONG: [usize; 16] = [0, 1, 2, 3, 5, 7, 11, 13, 31, 32, 33, 41, 63, 64, 65, 97];
const SHORT: [usize; 8] = [0, 1, 2, 3, 4, 5, 7, 9];
/// Thread counts.
const THREADS: [usize; 3] = [1, 2, 7];

/// What a filter is given, and how it is to work.
#[derive(Clone, Debug)]
pub struct Case {
    /// The shape of the array.
    pub shape: Vec<usize>,
    /// Its axes that are filtered, and what lies beyond them.
    pub along: Along,
    /// How the input lies in memory.
    pub input: Layout,
    /// How the output lies in memory.
    pub output: Layout,
    /// `None` leaves the tiles to the library.
    pub tile: Option<Vec<usize>>,
    /// How many threads work.
    pub threads: usize,
    /// With which vector instructions.
    pub level: SimdLevel,
    /// Where the values come from.
    pub seed: u64,
}

/// What cases depend on.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// How many axes the filter spans.
    pub axes: usize,
    /// Whether the filter can leave pixels out.
    pub ignore: bool,
    /// Makes the cases of one test differ from those of another.
    pub seed: u64,
}

impl Case {
    /// Case number `number`. Lengths and boundaries come in turn (16 lengths, 6 or 7 boundaries), the rest at random:
    /// a few hundred cases meet every pair of values.
    pub fn new(kind: Kind, number: usize) -> Self {
        let seed = kind.seed.wrapping_mul(1_000_003).wrapping_add(number as u64);
        let mut random = Random::new(seed);
        let extra = usize::from(random.below(5) == 0);
        let ndim = kind.axes + extra;
        let long = random.below(ndim);
        let shape: Vec<usize> =
            (0..ndim).map(|axis| if axis == long { LONG[number % LONG.len()] } else { random.pick(&SHORT) }).collect();
        let mut axes: Vec<usize> = (0..ndim).collect();
        if extra == 1 {
            axes.remove(random.below(ndim));
            if random.below(2) == 0 {
                axes.rotate_left(1);
            }
        }
        let boundaries = Self::boundaries(kind, number, &mut random);
        let tile = (random.below(3) > 0).then(|| shape.iter().map(|&n| 1 + random.below(n + 3)).collect());
        Self {
            input: random.pick(&Layout::ALL),
            output: random.pick(&Layout::WRITABLE),
            threads: random.pick(&THREADS),
            level: random.pick(&SimdLevel::available()),
            along: Along { axes, boundaries },
            shape,
            tile,
            seed,
        }
    }

    fn boundaries(kind: Kind, number: usize, random: &mut Random) -> Vec<Boundary> {
        let list = [
            Boundary::Reflect,
            Boundary::Mirror,
            Boundary::Nearest,
            Boundary::Wrap,
            Boundary::Constant(random.below(2) as f64),
            Boundary::Valid,
            Boundary::Ignore,
        ];
        let usable = if kind.ignore { 7 } else { 6 };
        if random.below(3) > 0 {
            return vec![list[number % usable]; kind.axes];
        }
        // A constant next to pixels left out has no agreed meaning at a corner; the others mix freely.
        let mixed = if random.below(2) == 0 { [0, 1, 2, 3, 4, 5] } else { [0, 1, 2, 3, 5, usable - 1] };
        (0..kind.axes).map(|_| list[random.pick(&mixed)]).collect()
    }

    /// The array of this case.
    pub fn array<T: Dtype>(&self, element: impl Fn(&mut Random) -> T) -> Laid<T> {
        let mut random = Random::new(self.seed);
        Laid::new(self.input, &self.shape, || element(&mut random))
    }
}

/// Applies a filter as the case says, into an output that lies in memory as the case says.
///
/// Whatever lies between the elements of that output must stay as it was.
pub fn run<T: Dtype, U: Dtype>(
    filter: &impl Filter<(T,), Out = (U,)>,
    array: ArrayViewD<'_, T>,
    case: &Case,
) -> ArrayD<U> {
    let mut apply = Apply::new(filter)
        .boundary(case.along.boundaries.as_slice())
        .axes(case.along.axes.clone())
        .threads(case.threads)
        .level(case.level);
    if let Some(tile) = &case.tile {
        apply = apply.tile(tile.clone());
    }
    let returned = apply.run(&array).unwrap_or_else(|error| panic!("{error}, in {case:#?}"));
    let mark = U::ends().1;
    let mut output = Laid::new(case.output, returned.shape(), || mark);
    apply.run_into(&array, &mut output.view_mut()).unwrap_or_else(|error| panic!("{error}, in {case:#?}"));
    assert_same(case, output.view(), &returned, U::same);
    output.view_mut().fill(mark);
    assert!(output.memory().iter().all(|v| v.same(mark)), "written beside the output, in {case:#?}");
    returned
}

/// Names the SIMD levels that this machine lacks; fails if `STENCIL_REQUIRE_SIMD` lists one of them.
pub fn report_levels() {
    let available = SimdLevel::available();
    let required = std::env::var("STENCIL_REQUIRE_SIMD").unwrap_or_default();
    let have: Vec<String> = available.iter().map(|level| level.to_string().to_lowercase()).collect();
    println!("SIMD levels tested: {}", have.join(", "));
    for missing in [SimdLevel::Sse2, SimdLevel::Sse4_2, SimdLevel::Avx2, SimdLevel::Avx512, SimdLevel::Neon] {
        if !available.contains(&missing) {
            println!("SIMD level NOT tested, this machine does not have it: {missing}");
        }
    }
    for name in required.split(',').map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()) {
        assert!(have.contains(&name), "STENCIL_REQUIRE_SIMD asks for {name}, but this machine has {}", have.join(", "));
    }
}

/// Panics with the case and the first difference unless both arrays are the same.
pub fn assert_same<U: Dtype>(
    case: &dyn std::fmt::Debug,
    found: ArrayViewD<'_, U>,
    expected: &ArrayD<U>,
    same: impl Fn(U, U) -> bool,
) {
    assert_eq!(found.shape(), expected.shape(), "shape of the result of {case:#?}");
    for ((index, &found), &expected) in found.indexed_iter().zip(expected) {
        assert!(same(found, expected), "at {index:?}: found {found:?}, expected {expected:?}, in {case:#?}");
    }
}
