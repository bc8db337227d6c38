//! Random questions: a shape, a window, boundaries, layouts, and how the work is cut.

use proptest::prelude::*;
use stencil_core::lanes::SimdLevel;
use stencil_core::prelude::*;
use stencil_testing::layout::Layout;
use stencil_testing::reference::Along;
use stencil_testing::runner::Case;

/// The most elements that a question looks at, all pixels and offsets together: nested loops take their time.
const LOOKS: usize = 60_000;

/// A question, apart from what is computed.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) case: Case,
    /// The reach before and after the pixel, per axis of the kernel.
    pub(crate) sides: Vec<(usize, usize)>,
    /// Offsets within the reach, in any order, some of them twice.
    pub(crate) offsets: Vec<Vec<isize>>,
    /// The element type, as a number.
    pub(crate) dtype: usize,
}

/// What may lie beyond an edge. Two different constants, or a constant next to pixels that are left out, have no agreed
/// meaning at a corner: so there is one constant, or none.
fn boundary(ignore: bool) -> impl Strategy<Value = Boundary> {
    let any = prop_oneof![
        Just(Boundary::Reflect),
        Just(Boundary::Mirror),
        Just(Boundary::Nearest),
        Just(Boundary::Wrap),
        Just(Boundary::Constant(1.0)),
        Just(Boundary::Valid),
    ];
    any.prop_map(move |boundary| match boundary {
        Boundary::Constant(_) if ignore => Boundary::Ignore,
        other => other,
    })
}

/// Questions for kernels of so many axes; `ignore` if they can leave pixels out.
pub(crate) fn question(axes: usize, ignore: bool) -> impl Strategy<Value = Question> {
    let extra = prop_oneof![4 => Just(0_usize), 1 => Just(1)];
    (extra, any::<bool>()).prop_flat_map(move |(extra, leave_out)| {
        let ndim = axes + extra;
        (
            prop::collection::vec(0_usize..=40, ndim),
            Just((0..ndim).collect::<Vec<_>>()).prop_shuffle(),
            prop::collection::vec(boundary(ignore && leave_out), axes),
            prop::collection::vec((0_usize..=9, 0_usize..=9), axes),
            prop::collection::vec(prop::collection::vec(0.0..1.0_f64, axes), 0..24),
            prop::option::of(prop::collection::vec(1_usize..=43, ndim)),
            (prop::sample::select(&Layout::ALL[..]), prop::sample::select(&Layout::WRITABLE[..])),
            prop::sample::select(vec![1_usize, 2, 7]),
            prop::sample::select(SimdLevel::available()),
            any::<u64>(),
            0_usize..11,
        )
            .prop_map(move |drawn| {
                let (
                    mut shape,
                    order,
                    boundaries,
                    mut sides,
                    places,
                    tile,
                    (input, output),
                    threads,
                    level,
                    seed,
                    dtype,
                ) = drawn;
                affordable(&mut shape, &mut sides);
                let at = |(&(before, after), place): (&(usize, usize), &f64)| {
                    ((before + after + 1) as f64 * place) as isize - before as isize
                };
                let offsets = places.iter().map(|place| sides.iter().zip(place).map(at).collect()).collect();
                let along = Along { axes: order[..axes].to_vec(), boundaries };
                Question {
                    case: Case { shape, along, input, output, tile, threads, level, seed },
                    sides,
                    offsets,
                    dtype,
                }
            })
    })
}

/// Shortens what is longest until nested loops can look at all of it.
fn affordable(shape: &mut [usize], sides: &mut [(usize, usize)]) {
    loop {
        let pixels: usize = shape.iter().product();
        let window: usize = sides.iter().map(|(before, after)| before + after + 1).product();
        if pixels * window <= LOOKS {
            return;
        }
        let (longest, widest) = (shape.iter_mut().max(), sides.iter_mut().max_by_key(|(before, after)| before + after));
        match (longest, widest) {
            (Some(length), _) if *length > 3 && pixels > window => *length -= 1 + *length / 4,
            (_, Some(side)) if side.0 + side.1 > 0 => *side = (side.0 / 2, side.1 / 2),
            (Some(length), _) => *length /= 2,
            (None, _) => return,
        }
    }
}
