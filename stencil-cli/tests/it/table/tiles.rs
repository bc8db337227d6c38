//! However an array is cut, and on however many threads, the result is the same bits.

use super::{bits, cases, image, shape};
use stencil_cli::dtype::DType;
use stencil_cli::step::How;

#[test]
fn tiles_and_threads_change_nothing() {
    for case in cases() {
        for dims in case.dims() {
            for dtype in [DType::U8, DType::F32, case.widest()] {
                if case.stage.step.gives(dtype).is_none() {
                    continue;
                }
                let top = if dtype == DType::Bool { 2 } else { 100 };
                let array = image(dtype, shape(dims), 0..top, 3);
                let axes: Vec<usize> = (0..dims).collect();
                for boundary in case.boundaries() {
                    let whole = bits(&case.within(&array, boundary));
                    let how = How { boundary: boundary.into(), ..How::new(&axes) };
                    let tile = &[3, 5, 7][3 - dims..];
                    let tiled = case.apply_as(&array, &How { tile: Some(tile), ..how.clone() }).unwrap();
                    assert_eq!(bits(&tiled), whole, "{} of {dtype} in tiles, {boundary}", case.sample.call);
                    let threads = How { tile: Some(tile), threads: Some(3), ..how };
                    let threaded = case.apply_as(&array, &threads).unwrap();
                    assert_eq!(bits(&threaded), whole, "{} of {dtype} on threads, {boundary}", case.sample.call);
                }
            }
        }
    }
}
